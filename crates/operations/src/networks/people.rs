//! Who decides and who speaks: people as the rules need to know them, read anew in each transaction.

use domain::{
    account::{Person, Role},
    ids::{NetworkId, PersonId},
    mail_address::MailAddress,
    membership::{By, Capacity, Decider, Event, Stage},
};
use storage::{
    Db, Tx,
    memberships::{self, Membership},
    networks::{self, Network},
};

use super::Doer;
use crate::{OperationError, Operations, Session, audit::Who};

/// Whether people of a member have a say: observers read along, suspended and lapsed ones wait.
pub(super) fn gives_a_say(it: &Membership) -> bool {
    matches!(it.state.stage, Stage::Admitted { tier } if tier.is_in_members_policy())
}

impl Operations {
    /// A person with an account, with **all** its organisations, whatever it acts for just now: nobody decides on any of
    /// them.
    pub(super) async fn decider(
        &self,
        db: &Db<'_>,
        session: &Session,
        network: &Network,
    ) -> Result<Decider, OperationError> {
        let person = session.person_id().ok_or_else(|| {
            forbidden!(
                "may-not-decide-without-a-name",
                "you may not decide without a name; name the admin with --as"
            )
        })?;
        let person = storage::people::get(db, person).await?;
        let person = person
            .filter(|person| !person.disabled)
            .ok_or(OperationError::NotSignedIn)?;
        let admins = networks::admins(db, network.id).await?;
        let is_admin = admins.iter().any(|(admin, _)| *admin == person.id)
            && session.may(domain::permissions::Action::AdministerNetwork(network.id));
        let capacity = if is_admin { Capacity::Admin } else { Capacity::Member };
        if capacity == Capacity::Member && !self.speaks_for_a_member(db, &person, network.id).await? {
            return Err(forbidden!(
                "may-not-decide-network",
                "you may not decide about this network"
            ));
        }
        self.decider_of(&person, capacity)
    }

    fn decider_of(&self, person: &Person, capacity: Capacity) -> Result<Decider, OperationError> {
        let urls = self.require_urls()?;
        let mailbox = MailAddress::parse(person.login.as_str()).ok();
        Ok(Decider {
            person: person.id,
            mailbox: mailbox.map(|mailbox| mailbox.normalised()),
            organisations: person.roles.iter().map(|(id, _)| urls.organisation(*id)).collect(),
            capacity,
        })
    }

    async fn speaks_for_a_member(
        &self,
        db: &Db<'_>,
        person: &Person,
        network: NetworkId,
    ) -> Result<bool, OperationError> {
        for (organisation, role) in &person.roles {
            if *role < Role::Editor {
                continue;
            }
            let memberships = memberships::of_organisation(db, *organisation).await?;
            if memberships.iter().any(|it| it.network == network && gives_a_say(it)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a reader belongs to the organisation of a membership: it does not decide, and does not read what others
    /// say about it.
    pub(super) async fn is_own_case(
        &self,
        db: &Db<'_>,
        session: &Session,
        it: &Membership,
    ) -> Result<bool, OperationError> {
        let Some(person) = session.person_id() else {
            return Ok(false);
        };
        match storage::people::get(db, person).await? {
            Some(person) => Ok(it.state.concerns(&self.decider_of(&person, Capacity::Member)?)),
            None => Ok(true),
        }
    }

    /// A person lost a role: where it voted as a person of a member and is none any more, its open votes do not count.
    pub(crate) async fn lose_member_say(&self, tx: &Tx, person: PersonId) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let Some(person) = storage::people::get(&db, person).await? else {
            return Ok(());
        };
        for it in memberships::with_votes(&db, None).await? {
            let as_member =
                |vote: &domain::membership::Vote| vote.by.person == person.id && vote.by.capacity == Capacity::Member;
            if it.state.votes.iter().any(as_member) && !self.speaks_for_a_member(&db, &person, it.network).await? {
                self.lose_say(tx, person.id, Some(it.network)).await?;
            }
        }
        Ok(())
    }

    /// # Errors
    /// [`OperationError::Refused`] for the last admin of a network who can log in.
    pub(crate) async fn require_other_admins(&self, db: &Db<'_>, person: &Person) -> Result<(), OperationError> {
        for network in &person.networks {
            if !self.has_other_admin(db, *network, person.id).await? {
                return Err(refused!(
                    "last-admin",
                    "the last admin of a network cannot go: name another admin first"
                ));
            }
        }
        Ok(())
    }

    /// Whether a network has an admin beside one, who can log in.
    pub(super) async fn has_other_admin(
        &self,
        db: &Db<'_>,
        network: NetworkId,
        person: PersonId,
    ) -> Result<bool, OperationError> {
        for (admin, _) in networks::admins(db, network).await? {
            let other = storage::people::get(db, admin).await?;
            if other.is_some_and(|other| other.id != person && !other.disabled) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A person no longer has a say in a network, or in all: its votes that have decided nothing do not count any more.
    /// Called in the transaction that takes it away.
    pub(crate) async fn lose_say(
        &self,
        tx: &Tx,
        person: PersonId,
        network: Option<NetworkId>,
    ) -> Result<(), OperationError> {
        for it in memberships::with_votes(&Db::from(tx), network).await? {
            if it.state.votes.iter().all(|vote| vote.by.person != person) {
                continue;
            }
            let network = self.network_in(&Db::from(tx), it.network).await?;
            let doer = Doer {
                who: Who::Other("system"),
                name: "Bandung".to_owned(),
            };
            self.take_line(tx, &network, &it, &doer, By::Clock, Event::LoseSay { person })
                .await?;
        }
        Ok(())
    }
}
