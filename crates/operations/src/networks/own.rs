//! What the organisation itself does: by its private link, by its owner on this node, or by a signed activity.

use chrono::Duration;
use domain::{
    field_error::Fault,
    ids::{MembershipId, NetworkId},
    mail_address::MailAddress,
    membership::{By, Event},
    permissions::Action,
};
use protocol::actor::RemoteActor;
use storage::{
    Db, Tx,
    membership_links::{self, Link, Purpose},
    memberships::{self, Membership},
    networks::Network,
};

use super::{Doer, NOT_FOUND, applying::contacts_of, written};
use crate::{OperationError, Operations, Secret, Session, audit::Who, links::GONE, secrets::hex_sha256};

/// The organisation itself.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// By the secret of its private link.
    Link(&'a str),
    /// By an owner on this node.
    Owner(&'a Session, MembershipId),
}

/// A membership, its network, and who speaks for it.
pub(super) struct Spoken<'a> {
    pub(super) network: Network,
    pub(super) it: Membership,
    pub(super) doer: Doer<'a>,
}

impl Operations {
    /// The membership for which somebody speaks.
    ///
    /// # Errors
    /// [`OperationError::NotFound`]; [`OperationError::Forbidden`] for people of the organisation who are not its owners.
    pub(super) async fn spoken<'a>(&self, db: &Db<'_>, who: Subject<'a>) -> Result<Spoken<'a>, OperationError> {
        let (id, session) = match who {
            Subject::Link(secret) => {
                let link = membership_links::valid(db, Purpose::Applicant, &hex_sha256(secret), self.now()).await?;
                (link.ok_or(GONE)?.membership, None)
            }
            Subject::Owner(session, id) => (id, Some(session)),
        };
        let it = memberships::get(db, id).await?.ok_or(NOT_FOUND)?;
        if let Some(session) = session {
            let organisation = it.organisation.ok_or(NOT_FOUND)?;
            match session.require(Action::Represent(organisation)) {
                Err(OperationError::NotFound { .. }) => return Err(NOT_FOUND),
                other => other?,
            }
        }
        let doer = match session {
            Some(session) => Doer::person(session),
            None => Doer::other("the applicant", &it.application.legal_name),
        };
        Ok(Spoken {
            network: self.network_in(db, it.network).await?,
            it,
            doer,
        })
    }

    async fn speak(&self, who: Subject<'_>, event: Event) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let spoken = self.spoken(&Db::from(&tx), who).await?;
        self.take_line(&tx, &spoken.network, &spoken.it, &spoken.doer, By::Subject, event)
            .await?;
        self.finish_decision(tx).await
    }

    /// Answers a question of the admins.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when nothing was asked; [`OperationError::Invalid`], [`OperationError::NotFound`],
    /// [`OperationError::Forbidden`].
    pub async fn answer_question(&self, who: Subject<'_>, text: &str) -> Result<(), OperationError> {
        let text = written("text", text)?;
        self.speak(who, Event::Reply { text }).await
    }

    /// Takes the application back, or leaves the network.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when it has ended; [`OperationError::NotFound`], [`OperationError::Forbidden`].
    pub async fn withdraw_membership(&self, who: Subject<'_>) -> Result<(), OperationError> {
        self.speak(who, Event::Withdraw).await
    }

    /// Stays for another year.
    ///
    /// # Errors
    /// As [`Operations::answer_question`].
    pub async fn renew_membership(&self, who: Subject<'_>) -> Result<(), OperationError> {
        self.speak(who, Event::Renew).await
    }

    /// Answers the grounds of an expulsion that is being considered.
    ///
    /// # Errors
    /// As [`Operations::answer_question`].
    pub async fn answer_hearing(&self, who: Subject<'_>, text: &str) -> Result<(), OperationError> {
        let text = written("text", text)?;
        self.speak(who, Event::Answer { text }).await
    }

    /// Appeals against an expulsion, once and in time.
    ///
    /// # Errors
    /// As [`Operations::answer_question`].
    pub async fn appeal(&self, who: Subject<'_>, grounds: &str) -> Result<(), OperationError> {
        let grounds = written("grounds", grounds)?;
        self.speak(who, Event::Appeal { grounds }).await
    }

    /// The networks of this node of which an actor is a member are asked to go on with it as another one: by its owner
    /// here, or by the `Move` that its server sent. Its pinned key vouches for the wish, because what carries it
    /// (`activity`) was signed by it; so one admin may agree. Nothing where the other one shows no key, or is a member
    /// already.
    pub(crate) async fn ask_networks_to_go_on(
        &self,
        tx: &Tx,
        owner: Option<&Session>,
        actor: &str,
        target: &RemoteActor,
        activity: &str,
    ) -> Result<(), OperationError> {
        let Some(key) = target.newest_key() else { return Ok(()) };
        let db = Db::from(tx);
        for it in memberships::of_subject(&db, actor).await? {
            let there = memberships::most_recent(&db, it.network, target.id.as_str()).await?;
            let taken = there.is_some_and(|there| !there.state.stage.is_end());
            // Where no key is pinned, none vouches.
            if it.state.stage.own_tier().is_none() || it.state.key.is_none() || taken {
                continue;
            }
            let network = self.network_in(&db, it.network).await?;
            let doer = owner.map_or_else(
                || Doer::other("another server", &it.application.legal_name),
                Doer::person,
            );
            let event = Event::AskToMove {
                actor: target.id.as_str().to_owned(),
                key: key.clone(),
            };
            let mut after = self.take_line(tx, &network, &it, &doer, By::Subject, event).await?;
            // What the network answers when it has agreed.
            after.join_activity = Some(activity.to_owned());
            memberships::update(tx, &after).await?;
        }
        Ok(())
    }

    /// Changes the mailboxes by which it is told.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`], [`OperationError::Forbidden`].
    pub async fn set_contacts(&self, who: Subject<'_>, contact: &str, second: &str) -> Result<(), OperationError> {
        let read = |field, text: &str| match text.trim() {
            "" => Ok(None),
            text => MailAddress::parse(text)
                .map(Some)
                .map_err(|fault| OperationError::invalid(field, fault)),
        };
        let (contact, second) = (read("contact", contact)?, read("second_contact", second)?);
        let tx = self.begin_decision().await?;
        let Spoken { network, it, doer } = self.spoken(&Db::from(&tx), who).await?;
        if contact.is_none() && it.state.key.is_none() {
            return Err(OperationError::invalid("contact", Fault::Missing));
        }
        let mut after = it.clone();
        (after.application.contact, after.application.second_contact) = (contact, second);
        // Who read its mail when it applied stays somebody who does not decide on it.
        for mailbox in contacts_of(&after.application) {
            if !after.state.contacts.contains(&mailbox) {
                after.state.contacts.push(mailbox);
            }
        }
        self.note(&tx, &doer.who, "membership.contacts", &it.id.to_string())
            .await?;
        let after = self.settle(&tx, &network, Some(&it), after).await?;
        self.mark(&tx, &after).await?;
        Ok(tx.commit().await?)
    }

    /// A new private link; all earlier ones end. For the day on which staff leave.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Forbidden`].
    pub async fn replace_private_link(&self, who: Subject<'_>) -> Result<Secret, OperationError> {
        let tx = self.begin_decision().await?;
        let Spoken { it, doer, .. } = self.spoken(&Db::from(&tx), who).await?;
        self.note(&tx, &doer.who, "membership.new-link", &it.id.to_string())
            .await?;
        membership_links::end(&tx, it.id, Purpose::Applicant, None).await?;
        let secret = self.make_private_link(&tx, &it, None).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// The id of an actor, as it is written in documents.
    pub(super) fn actor_id(&self, text: &str) -> Result<String, OperationError> {
        evidence::origin::Id::parse(text.trim(), &self.0.ids)
            .map(|id| id.as_str().to_owned())
            .map_err(|_| {
                let expected = "the id of an actor, https://…";
                OperationError::invalid("actor", Fault::Malformed { expected })
            })
    }

    pub(super) async fn make_private_link(
        &self,
        tx: &Tx,
        it: &Membership,
        valid: Option<Duration>,
    ) -> Result<Secret, OperationError> {
        let secret = self.new_secret("");
        let now = self.now();
        let link = Link {
            id: domain::ids::LinkId::new(now, self.0.entropy.bytes()),
            purpose: Purpose::Applicant,
            network: it.network,
            membership: it.id,
            who: it.application.legal_name.clone(),
            person: None,
            mailbox: None,
            language: it.language.clone(),
            secret_sha256: hex_sha256(secret.expose()),
            created_at: now,
            ends_at: valid.map(|valid| now + valid),
        };
        membership_links::insert(tx, &link).await?;
        Ok(secret)
    }

    /// What an actor said by a signed activity of its own, in the transaction of the inbox: leaving, a wish to move, an
    /// answer. The newest membership in the network is meant.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where it has none; [`OperationError::Refused`] by the rules.
    pub async fn subject_event(
        &self,
        tx: &Tx,
        network: NetworkId,
        actor: &str,
        event: Event,
    ) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let it = memberships::most_recent(&db, network, actor).await?.ok_or(NOT_FOUND)?;
        let network = self.network_in(&db, network).await?;
        let doer = Doer::other("another server", &it.application.legal_name);
        self.take_line(tx, &network, &it, &doer, By::Subject, event).await?;
        Ok(())
    }

    /// The key of an actor was replaced, and the old one or its recovery key vouches for the new one (PK14, PK15): the
    /// networks of this node pin the new one.
    ///
    /// # Errors
    /// [`OperationError::Storage`], [`OperationError::LogHeld`].
    pub async fn member_key_changed(&self, tx: &Tx, actor: &str, key: &str) -> Result<(), OperationError> {
        let db = Db::from(tx);
        for it in memberships::of_subject(&db, actor).await? {
            if it.state.stage.own_tier().is_none() || it.state.key.as_deref() == Some(key) {
                continue;
            }
            let network = self.network_in(&db, it.network).await?;
            let doer = Doer {
                who: Who::Other("the old key"),
                name: it.application.legal_name.clone(),
            };
            let event = Event::RotateKey { key: key.to_owned() };
            self.take_line(tx, &network, &it, &doer, By::Subject, event).await?;
        }
        Ok(())
    }
}

/// A key as it is written in documents.
pub(super) fn multikey(text: &str) -> Result<String, OperationError> {
    let text = text.trim();
    evidence::keys::PublicKey::from_multikey(text)
        .map(|_| text.to_owned())
        .map_err(|_| {
            let expected = "an Ed25519 key that begins with z6Mk";
            OperationError::invalid("key", Fault::Malformed { expected })
        })
}
