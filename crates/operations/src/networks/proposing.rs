//! What binds the admins themselves: looser rules and other admins need two of them, where the rules in force do. The
//! first one's wish is kept as a proposal; another one confirms it, or drops it.

use domain::{
    ids::{NetworkId, ProposalId},
    network::{Change, differences},
};
use storage::{
    Db, Tx,
    moderation_notices::Addressee,
    network_proposals::{self, Proposal},
    networks::{self, Network},
};

use crate::{
    OperationError, Operations, Session, StepUp,
    audit::Who,
    view::networks::{ProposalView, ProposedChange},
};

const NO_PROPOSAL: OperationError = OperationError::NotFound { what: "the proposal" };

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It holds.
    Done,
    /// It waits for another admin.
    Proposed,
}

impl Operations {
    /// Carries a change out, or keeps it as a proposal where another admin must agree. Who wants the same as another admin
    /// has proposed, confirms it.
    pub(super) async fn settle_change(
        &self,
        tx: Tx,
        session: &Session,
        network: Network,
        change: Change,
    ) -> Result<Settled, OperationError> {
        let db = Db::from(&tx);
        let me = session.person_id().ok_or(OperationError::NotSignedIn)?;
        let alike = |open: &Proposal| open.change.is_about_the_same(&change);
        let open = network_proposals::of(&db, network.id).await?;
        let open: Vec<Proposal> = open.into_iter().filter(alike).collect();
        let mut agreed = false;
        for open in &open {
            let same = open.person != me && open.change == change;
            agreed |= same && self.is_still_wanted(&db, open).await?;
        }
        let waits = !agreed && self.needs_another(&db, session, &network, &change).await?;
        // Of those that wait about the same, the newest stands; what became outdated is left to be dropped.
        for earlier in open.iter().filter(|earlier| waits || earlier.change == change) {
            network_proposals::remove(&tx, earlier.id).await?;
        }
        if !waits {
            Box::pin(self.carry_out(&tx, session, network, change)).await?;
            self.commit_and_wake(tx).await?;
            return Ok(Settled::Done);
        }
        let handle = network.content.handle.as_str();
        self.note(&tx, &Who::Person(session), "network.propose", handle).await?;
        let proposal = Proposal {
            id: ProposalId::new(self.now(), self.0.entropy.bytes()),
            network: network.id,
            person: me,
            change,
            version: network.version,
            at: self.now(),
        };
        network_proposals::insert(&tx, &proposal).await?;
        for (admin, _) in networks::admins(&db, network.id).await? {
            if admin != me {
                let to = Addressee::Person(admin);
                self.leave_notice(&tx, to, "network-proposal", handle, &network.content.name)
                    .await?;
            }
        }
        tx.commit().await?;
        Ok(Settled::Proposed)
    }

    /// Whether a change needs another admin than the one who wants it. Where there is no other one who can log in, nobody
    /// could agree; and everybody may go.
    async fn needs_another(
        &self,
        db: &Db<'_>,
        session: &Session,
        network: &Network,
        change: &Change,
    ) -> Result<bool, OperationError> {
        let me = session.person_id().ok_or(OperationError::NotSignedIn)?;
        let rules = &network.content.rules;
        let binds = match change {
            Change::Rules { content } => rules.are_loosened_by(&content.rules),
            Change::AddAdmin { person } => {
                let admins = networks::admins(db, network.id).await?;
                admins.iter().all(|(admin, _)| admin != person)
            }
            Change::RemoveAdmin { person } => *person != me,
        };
        Ok(binds && rules.people_to_change() > 1 && self.has_other_admin(db, network.id, me).await?)
    }

    async fn carry_out(
        &self,
        tx: &Tx,
        session: &Session,
        network: Network,
        change: Change,
    ) -> Result<(), OperationError> {
        let (id, who) = (network.id, Who::Person(session));
        match change {
            Change::Rules { content } => self.save_rules(tx, session, network, *content).await,
            Change::AddAdmin { person } => {
                networks::add_admin(tx, id, person, self.now()).await?;
                self.note(tx, &who, "network.admin-add", &person.to_string()).await
            }
            Change::RemoveAdmin { person } => {
                self.note(tx, &who, "network.admin-remove", &person.to_string()).await?;
                networks::remove_admin(tx, id, person).await?;
                // What somebody proposed who is no admin any more is nobody's wish.
                for open in network_proposals::of(&Db::from(tx), id).await? {
                    if open.person == person {
                        network_proposals::remove(tx, open.id).await?;
                    }
                }
                self.lose_say(tx, person, Some(id)).await
            }
        }
    }

    /// What waits for another admin of a network, the oldest first (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn network_proposals(
        &self,
        session: &Session,
        id: NetworkId,
    ) -> Result<Vec<ProposalView>, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        let mut views = Vec::new();
        for open in network_proposals::of(&db, id).await? {
            let name_of = async |person| {
                let person = storage::people::get(&db, person).await?;
                let name = person.map(|person| format!("{} ({})", person.name, person.login.as_str()));
                Ok::<_, OperationError>(name.unwrap_or_default())
            };
            let change = match &open.change {
                Change::Rules { content } => ProposedChange::Rules {
                    fields: differences(&network.content, content),
                },
                Change::AddAdmin { person } => ProposedChange::AddAdmin {
                    who: name_of(*person).await?,
                },
                Change::RemoveAdmin { person } => ProposedChange::RemoveAdmin {
                    who: name_of(*person).await?,
                },
            };
            views.push(ProposalView {
                id: open.id,
                by: name_of(open.person).await?,
                own: session.person_id() == Some(open.person),
                outdated: is_outdated(&network, &open),
                at: open.at,
                change,
            });
        }
        Ok(views)
    }

    /// Another admin confirms what was proposed, and it holds (admin, asked once more).
    ///
    /// # Errors
    /// [`OperationError::Refused`] for who proposed it, or when its author is no admin any more or cannot log in;
    /// [`OperationError::Conflict`] when the network was changed since; [`OperationError::Forbidden`],
    /// [`OperationError::NotFound`].
    pub async fn confirm_proposal(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: NetworkId,
        proposal: ProposalId,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        let open = self.proposal_in(&db, id, proposal).await?;
        if session.person_id() == Some(open.person) {
            return Err(refused!(
                "proposal-own",
                "another admin confirms what you have proposed"
            ));
        }
        if !self.is_still_wanted(&db, &open).await? {
            return Err(refused!(
                "proposal-without-author",
                "who proposed this is no admin any more: drop it, and propose it yourself"
            ));
        }
        if is_outdated(&network, &open) {
            return Err(OperationError::Conflict);
        }
        match &open.change {
            Change::RemoveAdmin { person } => self.check_removal(&db, session, id, *person).await?,
            Change::AddAdmin { person } => {
                let person = storage::people::get(&db, *person).await?;
                person
                    .filter(|person| !person.disabled)
                    .ok_or(OperationError::NotFound { what: "the person" })?;
            }
            Change::Rules { .. } => {}
        }
        network_proposals::remove(&tx, open.id).await?;
        let handle = network.content.handle.as_str().to_owned();
        self.note(&tx, &Who::Person(session), "network.confirm", &handle)
            .await?;
        Box::pin(self.carry_out(&tx, session, network, open.change)).await?;
        self.commit_and_wake(tx).await
    }

    /// An admin drops what was proposed, by itself or by another one (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn drop_proposal(
        &self,
        session: &Session,
        id: NetworkId,
        proposal: ProposalId,
    ) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, id).await?;
        let open = self.proposal_in(&db, id, proposal).await?;
        network_proposals::remove(&tx, open.id).await?;
        let handle = self.network_in(&db, id).await?.content.handle;
        self.note(&tx, &Who::Person(session), "network.drop", handle.as_str())
            .await?;
        Ok(tx.commit().await?)
    }

    /// Whether who proposed something is an admin still, who can log in.
    async fn is_still_wanted(&self, db: &Db<'_>, open: &Proposal) -> Result<bool, OperationError> {
        let admins = networks::admins(db, open.network).await?;
        let author = storage::people::get(db, open.person).await?;
        Ok(admins.iter().any(|(admin, _)| *admin == open.person) && author.is_some_and(|author| !author.disabled))
    }

    async fn proposal_in(&self, db: &Db<'_>, network: NetworkId, id: ProposalId) -> Result<Proposal, OperationError> {
        let open = network_proposals::of(db, network).await?;
        open.into_iter().find(|open| open.id == id).ok_or(NO_PROPOSAL)
    }
}

/// Whether rules were proposed for a network that is another one by now.
fn is_outdated(network: &Network, open: &Proposal) -> bool {
    matches!(open.change, Change::Rules { .. }) && open.version != network.version
}
