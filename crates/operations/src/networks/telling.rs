//! Telling the organisation what became of its membership: by mail where the node sends mail and the organisation has a
//! mailbox. Its private link, its page on this node and signed activities say the same.

use chrono::Duration;
use domain::membership::{Event, Stage};
use storage::{Tx, memberships::Membership, networks::Network};

use crate::{MailMessage, MembershipNotice, OperationError, Operations, mail::Mail};

/// How long a link in a mail is good.
const IN_MAIL: Duration = Duration::days(60);

impl Operations {
    /// Says what a step means to the organisation, if it means anything. Nothing: the application itself.
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
        let Some(to) = after.application.contact.clone().filter(|_| self.has_mail()) else {
            return Ok(());
        };
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
        };
        let language = after.language.clone();
        self.queue_mail(tx, &Mail { to, language, message }).await?;
        Ok(())
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
