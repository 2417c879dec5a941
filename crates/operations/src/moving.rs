//! Where an organisation was before, and where it goes on: both sides of a `Move` (PROTOCOL PA16).
//!
//! An organisation that changes its domain says at its new address what it was, and at its old one where it went. Who
//! follows it follows it there; its networks are asked to go on with it, and the old key vouches for the wish.

use domain::{ids::OrganisationId, organisation::Organisation, outbox::OrderKey, permissions::Action};
use protocol::{
    activity,
    actor::RemoteActor,
    audience::{Audience as Addressees, Visibility},
};
use storage::{Db, Tx};

use crate::{OperationError, Operations, Session, StepUp, audit::Who, publishing::Outgoing, view::MovesView};

/// Former addresses of one organisation, at most.
const FORMER: usize = 5;

impl Operations {
    /// Where an organisation was, and where it went.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Forbidden`].
    pub async fn moves(&self, session: &Session, organisation: OrganisationId) -> Result<MovesView, OperationError> {
        session.require(Action::Represent(organisation))?;
        let moves = self.organisation_by_id(organisation).await?.moves;
        let mut also_known_as = Vec::new();
        for former in &moves.also_known_as {
            also_known_as.push(self.actor_card(former).await?);
        }
        let moved_to = match &moves.moved_to {
            Some(target) => Some(self.actor_card(target).await?),
            None => None,
        };
        Ok(MovesView {
            also_known_as,
            moved_to,
        })
    }

    /// Says that an actor elsewhere was this organisation: that one may hand its followers and memberships on to this one
    /// (owner).
    ///
    /// # Errors
    /// [`OperationError::Refused`] for itself or above five; [`OperationError::Forbidden`].
    pub async fn add_former_address(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        former: &RemoteActor,
    ) -> Result<(), OperationError> {
        let (tx, mut changed) = self.begin_move(session, step_up, organisation).await?;
        let id = former.id.as_str();
        if id == self.require_urls()?.organisation(organisation) {
            return Err(refused!(
                "moves-to-itself",
                "this is the address that the organisation has here"
            ));
        }
        let known = &mut changed.moves.also_known_as;
        if known.iter().any(|known| known == id) {
            return Ok(());
        }
        if known.len() >= FORMER {
            return Err(refused!(
                "former-addresses-enough",
                "there are five former addresses already: take one away first"
            ));
        }
        known.push(id.to_owned());
        self.note(&tx, &Who::Person(session), "organisation.add-former", id)
            .await?;
        self.finish_move(tx, changed).await
    }

    /// Takes such a word back (owner).
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Forbidden`].
    pub async fn drop_former_address(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        former: &str,
    ) -> Result<(), OperationError> {
        let (tx, mut changed) = self.begin_move(session, step_up, organisation).await?;
        let before = changed.moves.also_known_as.len();
        changed.moves.also_known_as.retain(|known| known != former);
        if changed.moves.also_known_as.len() == before {
            return Err(OperationError::NotFound {
                what: "the former address",
            });
        }
        self.note(&tx, &Who::Person(session), "organisation.drop-former", former)
            .await?;
        self.finish_move(tx, changed).await
    }

    /// The organisation goes on under another actor, which names it as what it was: followers are sent there, and its
    /// networks asked to go on with it under the key that it has there (owner). `target`: as its server shows it now.
    ///
    /// # Errors
    /// [`OperationError::Refused`] where the other one does not name it, or has moved on itself;
    /// [`OperationError::Forbidden`].
    pub async fn move_away(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        target: &RemoteActor,
    ) -> Result<(), OperationError> {
        let (tx, mut changed) = self.begin_move(session, step_up, organisation).await?;
        let (ours, id) = (self.require_urls()?.organisation(organisation), target.id.as_str());
        if !target.also_known_as.contains(&ours) {
            return Err(refused!(
                "move-not-named",
                "{target} does not say that it was this organisation: add {ours} there as a former address first",
                target = target.handle(),
                ours = ours
            ));
        }
        if let Some(further) = &target.moved_to {
            return Err(refused!(
                "move-goes-on",
                "{target} has moved on itself, to {further}",
                target = target.handle(),
                further = further
            ));
        }
        changed.moves.moved_to = Some(id.to_owned());
        self.note(&tx, &Who::Person(session), "organisation.move", id).await?;
        self.merge_moved(&tx, &ours, id).await?;
        self.store_moves(&tx, changed).await?;
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Move",
            object: ours.clone(),
            order: OrderKey::Barrier,
            audience: self.audience_of_actor(&tx, organisation).await?,
        };
        let addressees = Addressees::of(Visibility::Public, &format!("{ours}/followers"), &[]);
        let make = |header: &activity::Header<'_>| activity::r#move(header, id);
        let (sent, body) = self.make_activity(organisation, &addressees, None, make).await?;
        self.ask_networks_to_go_on(&tx, Some(session), &ours, target, &sent)
            .await?;
        self.append(&tx, self.entry_of(outgoing, sent, body)?).await?;
        self.finish_decision(tx).await
    }

    /// The organisation is here after all (owner). Followers that went stay where they are.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where it did not move; [`OperationError::Forbidden`].
    pub async fn stay(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
    ) -> Result<(), OperationError> {
        let (tx, mut changed) = self.begin_move(session, step_up, organisation).await?;
        let target = changed
            .moves
            .moved_to
            .take()
            .ok_or(OperationError::NotFound { what: "the move" })?;
        self.note(&tx, &Who::Person(session), "organisation.stay", &target)
            .await?;
        self.finish_move(tx, changed).await
    }

    async fn begin_move(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
    ) -> Result<(Tx, Organisation), OperationError> {
        step_up.require(session)?;
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let changed = self.organisation_in(&Db::from(&tx), organisation).await?;
        Ok((tx, changed))
    }

    async fn finish_move(&self, tx: Tx, changed: Organisation) -> Result<(), OperationError> {
        self.store_moves(&tx, changed).await?;
        self.commit_and_wake(tx).await
    }

    async fn store_moves(&self, tx: &Tx, mut changed: Organisation) -> Result<(), OperationError> {
        changed.updated_at = self.now();
        storage::organisations::set_moves(tx, &changed).await?;
        self.send_actor(tx, &changed).await
    }
}
