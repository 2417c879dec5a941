//! Telling the organisation what became of its membership: by mail where the node sends mail and the organisation has a
//! mailbox, and by a letter to its actor where that is on another node. Its private link, its page on this node and
//! signed activities say the same.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use domain::{
    ids::PostId,
    membership::{Event, Stage},
    outbox::{Audience, NamedRecipient, OrderKey},
    text::Language,
};
use protocol::{
    activity,
    audience::Audience as Addressees,
    note::{self, Mention},
};
use storage::{Tx, memberships::Membership, networks::Network};

use crate::{MailMessage, MembershipNotice, OperationError, Operations, mail::Mail, publishing::Outgoing};

/// How long a link in a mail or a letter is good.
const IN_MAIL: Duration = Duration::days(60);

impl Operations {
    /// Says what a step means to the organisation, if it means anything. Last in a transaction: it may send.
    pub(super) async fn tell(
        &self,
        tx: &Tx,
        network: &Network,
        before: &Membership,
        after: &Membership,
        event: Option<&Event>,
    ) -> Result<(), OperationError> {
        let Some((notice, text)) = notice_of(before, after, event) else {
            return Ok(());
        };
        let mailbox = after.application.contact.clone().filter(|_| self.has_mail());
        let actor = self.actor_to_tell(after).await?;
        if mailbox.is_none() && actor.is_none() {
            return Ok(());
        }
        let base = self.require_urls()?.base().to_owned();
        let link = match after.organisation {
            Some(_) => format!("{base}/settings/networks/{}", after.id),
            None => {
                let secret = self.make_private_link(tx, after, Some(IN_MAIL)).await?;
                format!("{base}/applications/{}", secret.expose())
            }
        };
        let message = MailMessage::Membership {
            notice,
            network: network.content.name.clone(),
            organisation: after.application.legal_name.clone(),
            link,
            text,
            until: until_of(notice, network, after),
        };
        let language = after.language.clone();
        if let Some(actor) = actor {
            Box::pin(self.write_to(tx, network, actor, &message, &language)).await?;
        }
        if let Some(to) = mailbox {
            self.queue_mail(tx, &Mail { to, language, message }).await?;
        }
        Ok(())
    }

    /// The actor on another node that is told, and its inbox; nothing for who has none, or is of this node.
    pub(super) async fn actor_to_tell(
        &self,
        it: &Membership,
    ) -> Result<Option<(Mention, NamedRecipient)>, OperationError> {
        if it.organisation.is_some() || it.state.key.is_none() {
            return Ok(None);
        }
        let (mention, named) = self.mention(&it.state.subject).await?;
        Ok(mention.zip(named.into_iter().next()))
    }

    /// A letter of the network to one actor alone: any server shows it as a direct message.
    async fn write_to(
        &self,
        tx: &Tx,
        network: &Network,
        (mention, inbox): (Mention, NamedRecipient),
        message: &MailMessage,
        language: &str,
    ) -> Result<(), OperationError> {
        let Some(paragraphs) = self.in_words(message, language) else {
            return Ok(());
        };
        let language = Language::parse(language).or_else(|| network.content.languages.first().cloned());
        let Some(language) = language else { return Ok(()) };
        let (urls, now) = (self.require_urls()?, self.now());
        let letter = note::Letter {
            id: PostId::new(now, self.0.entropy.bytes()),
            network: network.id,
            to: &mention,
            paragraphs: &paragraphs,
            language: &language,
            published: now.trunc_subsecs(0),
        };
        let object = note::letter(&letter, &urls);
        let outgoing = Outgoing {
            from: network.id.into(),
            kind: "Create",
            object: urls.note(letter.id),
            // One after the other, as they were written.
            order: OrderKey::Object(format!("{} to {}", urls.network(network.id), mention.actor)),
            audience: Audience {
                keys: Vec::new(),
                named: vec![inbox],
            },
        };
        let addressees = Addressees::named(std::slice::from_ref(&mention.actor));
        self.send(tx, outgoing, &addressees, |header| activity::create(header, object))
            .await?;
        Ok(())
    }
}

/// The day until which what it is told holds, or until which it can act.
fn until_of(notice: MembershipNotice, network: &Network, it: &Membership) -> Option<DateTime<Utc>> {
    let rules = &network.content.rules;
    match (notice, it.state.stage) {
        (MembershipNotice::Suspended, Stage::Suspended { until, .. }) => Some(until),
        (MembershipNotice::Hearing, _) => it.state.hearing.as_ref().map(|hearing| hearing.answer_until),
        (MembershipNotice::Expelled, _) => it.state.appeal_until(rules),
        (MembershipNotice::Renew, _) => it.state.renewal_due(rules),
        _ => None,
    }
}

fn notice_of(
    before: &Membership,
    after: &Membership,
    event: Option<&Event>,
) -> Option<(MembershipNotice, Option<String>)> {
    let reason = || after.state.reason.clone();
    let Some(event) = event else {
        return Some((MembershipNotice::Received, None));
    };
    match event {
        Event::Ask { question } => return Some((MembershipNotice::Question, Some(question.clone()))),
        Event::OpenHearing { grounds } => return Some((MembershipNotice::Hearing, Some(grounds.clone()))),
        Event::CloseHearing => return Some((MembershipNotice::HearingClosed, None)),
        Event::Remind => return Some((MembershipNotice::Renew, None)),
        Event::Withdraw => return None,
        _ => {}
    }
    let granted = |it: &Membership| it.state.appeal.as_ref().and_then(|appeal| appeal.granted);
    match (granted(before), granted(after)) {
        (None, Some(true)) => return Some((MembershipNotice::Admitted, None)),
        (None, Some(false)) => return Some((MembershipNotice::AppealDismissed, None)),
        _ => {}
    }
    if before.state.stage == after.state.stage {
        return None;
    }
    Some(match after.state.stage {
        Stage::Admitted { .. } if before.state.admitted_at.is_none() => (MembershipNotice::Admitted, None),
        Stage::Admitted { .. } => (MembershipNotice::Changed, reason()),
        Stage::Lapsed { .. } => (MembershipNotice::Lapsed, None),
        Stage::Suspended { .. } => (MembershipNotice::Suspended, reason()),
        Stage::Declined => (MembershipNotice::Declined, reason()),
        Stage::Expelled => (MembershipNotice::Expelled, reason()),
        Stage::Waiting { .. } | Stage::Withdrawn => return None,
    })
}
