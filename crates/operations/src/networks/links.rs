//! Personal links that admins hand out: to referees, to people who speak for a member, to a member that lost its own.

use chrono::Duration;
use domain::{
    ids::{LinkId, MembershipId, NetworkId, PersonId},
    mail_address::MailAddress,
    membership::{Refused, Stage},
    text::one_line,
};
use storage::{
    Db, Tx,
    membership_links::{self, Link, Purpose},
    memberships::{self, Membership},
    networks::Network,
};

use super::{NOT_FOUND, people::gives_a_say};
use crate::{
    MailMessage, MembershipNotice, OperationError, Operations, Secret, Session, StepUp, audit::Who, mail::Mail,
    secrets::hex_sha256,
};

/// How long a link of somebody who speaks for a member is good.
const VOICE: Duration = Duration::days(365);

/// A new link: its secret is shown once.
#[derive(Clone)]
pub struct LinkShown {
    /// The secret of the link.
    pub secret: Secret,
    /// It went out by mail too.
    pub mailed: bool,
}

/// To whom a link is made out.
struct Holder<'a> {
    purpose: Purpose,
    who: &'a str,
    mail: Option<MailAddress>,
    person: Option<PersonId>,
    valid: Option<Duration>,
}

impl Operations {
    /// A link by which a referee answers, without an account (admin); an earlier one of that referee ends. It goes out by
    /// mail where the referee is a mail address, or a member with a mailbox; else it is for the admin to pass on.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for who was not named, or when it is decided; [`OperationError::Forbidden`] also in
    /// one's own case; [`OperationError::NotFound`].
    pub async fn referee_link(
        &self,
        session: &Session,
        network: NetworkId,
        id: MembershipId,
        referee: &str,
    ) -> Result<LinkShown, OperationError> {
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, network).await?;
        let network = self.network_in(&db, network).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        if self.is_own_case(&db, session, &it).await? {
            return Err(OperationError::from(Refused::OwnCase));
        }
        if !matches!(it.state.stage, Stage::Waiting { .. }) {
            return Err(OperationError::from(Refused::NotNow));
        }
        if !it.state.referees.contains_key(referee) {
            return Err(OperationError::from(Refused::NotReferee));
        }
        let mail = match MailAddress::parse(referee) {
            Ok(mail) => Some(mail),
            Err(_) => {
                let member = memberships::most_recent(&db, network.id, referee).await?;
                member.filter(gives_a_say).and_then(|member| member.application.contact)
            }
        };
        // Who reads the applicant's mail does not vouch for it.
        let own = |mail: &MailAddress| it.state.contacts.contains(&mail.normalised());
        if mail.as_ref().is_some_and(own) {
            return Err(OperationError::from(Refused::OwnCase));
        }
        membership_links::end(&tx, it.id, Purpose::Referee, Some(referee)).await?;
        let holder = Holder {
            purpose: Purpose::Referee,
            who: referee,
            mail,
            person: None,
            valid: None,
        };
        let shown = self.hand_out(&tx, session, &network, &it, holder).await?;
        tx.commit().await?;
        Ok(shown)
    }

    /// A link by which somebody speaks and votes for a member, without an account on this node (admin); good for a year.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for a member that has no say; [`OperationError::Invalid`],
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn voice_link(
        &self,
        session: &Session,
        network: NetworkId,
        member: MembershipId,
        name: &str,
        mail: &str,
    ) -> Result<LinkShown, OperationError> {
        let name = one_line(name, 100).map_err(|fault| OperationError::invalid("name", fault))?;
        let mail = MailAddress::parse(mail).map_err(|fault| OperationError::invalid("mail", fault))?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, network).await?;
        let network = self.network_in(&db, network).await?;
        let it = self.membership_in(&db, network.id, member).await?;
        if !gives_a_say(&it) {
            return Err(OperationError::from(Refused::NotNow));
        }
        let mailbox = mail.normalised();
        let earlier = membership_links::of_membership(&db, it.id, Purpose::Voice).await?;
        let same = earlier.iter().find(|link| link.mailbox.as_ref() == Some(&mailbox));
        // A second link of one person is the same voice.
        let person = same.and_then(|link| link.person);
        let person = person.unwrap_or_else(|| PersonId::new(self.now(), self.0.entropy.bytes()));
        if let Some(same) = same {
            membership_links::end(&tx, it.id, Purpose::Voice, Some(&same.who)).await?;
        }
        let holder = Holder {
            purpose: Purpose::Voice,
            who: &name,
            mail: Some(mail),
            person: Some(person),
            valid: Some(VOICE),
        };
        let shown = self.hand_out(&tx, session, &network, &it, holder).await?;
        tx.commit().await?;
        Ok(shown)
    }

    /// All links of people who speak for a member end; their votes that have decided nothing do not count any more
    /// (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn end_voices(
        &self,
        session: &Session,
        network: NetworkId,
        member: MembershipId,
    ) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, network).await?;
        let it = self.membership_in(&db, network, member).await?;
        self.note(&tx, &Who::Person(session), "membership.end-voices", &it.id.to_string())
            .await?;
        let voices = membership_links::of_membership(&db, it.id, Purpose::Voice).await?;
        membership_links::end(&tx, it.id, Purpose::Voice, None).await?;
        for person in voices.into_iter().filter_map(|link| link.person) {
            self.lose_say(&tx, person, Some(network)).await?;
        }
        self.finish_decision(tx).await
    }

    /// A new private link for a member or applicant that lost its own, or whose staff left; all earlier ones end
    /// (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] also in one's own case; [`OperationError::NotFound`].
    pub async fn private_link(
        &self,
        session: &Session,
        step_up: &StepUp,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<LinkShown, OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, network).await?;
        let network = self.network_in(&db, network).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        if self.is_own_case(&db, session, &it).await? {
            return Err(OperationError::from(Refused::OwnCase));
        }
        // An organisation of this node has its owners: nobody else gets a key to its membership.
        if it.organisation.is_some() {
            return Err(NOT_FOUND);
        }
        membership_links::end(&tx, it.id, Purpose::Applicant, None).await?;
        let holder = Holder {
            purpose: Purpose::Applicant,
            who: &it.application.legal_name,
            mail: it.application.contact.clone(),
            person: None,
            valid: None,
        };
        let shown = self.hand_out(&tx, session, &network, &it, holder).await?;
        tx.commit().await?;
        Ok(shown)
    }

    async fn hand_out(
        &self,
        tx: &Tx,
        session: &Session,
        network: &Network,
        it: &Membership,
        holder: Holder<'_>,
    ) -> Result<LinkShown, OperationError> {
        let (action, path, notice) = match holder.purpose {
            Purpose::Applicant => ("membership.new-link", "applications", MembershipNotice::NewLink),
            Purpose::Referee => ("membership.referee-link", "referee", MembershipNotice::Referee),
            Purpose::Voice => ("membership.voice-link", "voice", MembershipNotice::Voice),
        };
        let secret = self.new_secret("");
        let now = self.now();
        let link = Link {
            id: LinkId::new(now, self.0.entropy.bytes()),
            purpose: holder.purpose,
            network: network.id,
            membership: it.id,
            who: holder.who.to_owned(),
            person: holder.person,
            mailbox: holder.mail.as_ref().map(MailAddress::normalised),
            language: it.language.clone(),
            secret_sha256: hex_sha256(secret.expose()),
            created_at: now,
            ends_at: holder.valid.map(|valid| now + valid),
        };
        membership_links::insert(tx, &link).await?;
        self.note(tx, &Who::Person(session), action, &it.id.to_string()).await?;
        let mailed = match holder.mail {
            None => false,
            Some(to) => {
                let message = MailMessage::Membership {
                    notice,
                    network: network.content.name.clone(),
                    organisation: it.application.legal_name.clone(),
                    link: format!("{}/{path}/{}", self.require_urls()?.base(), secret.expose()),
                    text: None,
                    until: None,
                };
                let language = link.language;
                self.queue_mail(tx, &Mail { to, language, message }).await?
            }
        };
        Ok(LinkShown { secret, mailed })
    }
}
