//! Erasing: document, salt, name, search words and the bodies that carried them are destroyed; the leaf of the log stays
//! (PROTOCOL 10.7, SECURITY EN9).

use domain::{
    endorsement::{Event, Signatory, Stance},
    ids::{EndorsementId, OrganisationId},
    outbox::{Audience, AudienceKey},
    permissions::Action,
};
use evidence::log::EntryKind;
use protocol::{activity, endorsement::erased};
use serde_json::json;
use storage::{Db, Tx, declarations::Declaration as Declared, endorsements::Endorsement, log::events};

use super::{NOT_FOUND, after, order_of};
use crate::{
    OperationError, Operations, Session, StepUp, audit::Who, identity::to_bytes, practices::followers_and_public,
    publishing::Outgoing,
};

impl Operations {
    /// Erases an endorsement: one of an organisation of this node, or one that this node recorded (owner, asked once
    /// more).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn erase_endorsement(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: EndorsementId,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let (row, declaration) = self.endorsement_and_text(&Db::from(&tx), id).await?;
        match (row.organisation, row.is_recorded(), declaration.organisation) {
            (Some(own), ..) => session.require(Action::Endorse(own))?,
            (None, true, Some(host)) => session.require(Action::HostDeclarations(host))?,
            _ => return Err(NOT_FOUND),
        }
        self.erase_in(&tx, &Who::Person(session), &declaration, &row).await?;
        self.commit_and_wake(tx).await?;
        self.scrub().await
    }

    /// Erases, tells others, and destroys what is here.
    pub(crate) async fn erase_in(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        declaration: &Declared,
        before: &Endorsement,
    ) -> Result<Endorsement, OperationError> {
        self.note(tx, who, "endorsement.erase", &before.object).await?;
        let logged = before.log_index.filter(|_| declaration.organisation.is_some());
        if let Some(index) = logged {
            self.log_event(tx, declaration, EntryKind::Erase, Some(index), None)
                .await?;
        }
        let row = self.destroy(tx, declaration, before).await?;
        match (before.organisation, declaration.organisation) {
            (Some(own), _) => {
                self.send_erasure(tx, own, declaration, before).await?;
                self.delete_announcement(tx, own, before).await?;
            }
            (None, Some(host)) if logged.is_some() => self.send_erasure(tx, host, declaration, before).await?,
            _ => {}
        }
        if let (Some(host), Some(stamp)) = (declaration.organisation, &before.stamp) {
            self.send_stamp_deletion(tx, host, declaration, before, stamp).await?;
        }
        Ok(row)
    }

    /// Destroys everything that is known here of an endorsement but its id and that it was erased. Sends nothing.
    pub(crate) async fn destroy(
        &self,
        tx: &Tx,
        declaration: &Declared,
        before: &Endorsement,
    ) -> Result<Endorsement, OperationError> {
        let stone = to_bytes(&erased(&before.object));
        let row = Endorsement {
            status: after(before, Event::Erase)?,
            signatory: Signatory::of_kind(before.signatory.kind, before.signatory.visibility),
            stance: Stance::Full,
            reservation: None,
            language: None,
            hidden: None,
            hidden_salt: None,
            folded: None,
            mail: None,
            mail_key: None,
            token_sha256: None,
            confirm_sha256: None,
            digest: None,
            document: None,
            stamp_document: None,
            log_salt: None,
            reason: None,
            checked_by: None,
            check_note: None,
            number: None,
            end_document: Some(stone.clone()),
            ended_at: Some(self.now()),
            ..before.clone()
        };
        self.store_endorsement(tx, declaration, Some(before), &row).await?;
        storage::statements::forget(tx, &before.object).await?;
        self.forget_confirmation(tx, before).await?;
        if let Some(index) = before.log_index
            && let (Some(origin), _) = self.counted_log(declaration).await?
        {
            events::erase(tx, &origin, index).await?;
            events::erase_about(tx, &origin, index).await?;
        }
        let carried = [Some(&before.object), before.stamp.as_ref(), before.note.as_ref()];
        for object in carried.into_iter().flatten() {
            storage::outbox::destroy(tx, object, &stone).await?;
            storage::inbox_seen::forget_object(tx, object).await?;
        }
        // Two documents that exclude each other are kept under the second one (PE9): without the first they prove nothing.
        let sent = Db::from(tx);
        let mut activities = storage::evidence::about(&sent, &before.author, &before.object).await?;
        activities.extend(before.offer.clone());
        for activity in &activities {
            storage::inbox_seen::forget_activity(tx, activity).await?;
        }
        Ok(row)
    }

    async fn send_erasure(
        &self,
        tx: &Tx,
        sender: OrganisationId,
        declaration: &Declared,
        before: &Endorsement,
    ) -> Result<(), OperationError> {
        let other = if before.organisation.is_some() {
            &declaration.owner
        } else {
            &before.subject
        };
        let named = self.inbox_of(other).await?;
        let outgoing = Outgoing {
            from: sender.into(),
            kind: "Delete",
            object: before.object.clone(),
            order: order_of(&before.subject, &declaration.object),
            audience: Audience {
                keys: vec![
                    AudienceKey::Followers(sender.into()),
                    crate::declarations::watchers(&declaration.object),
                ],
                named,
            },
        };
        let actor = self.require_urls()?.organisation(sender);
        let stone = erased(&before.object);
        self.send(tx, outgoing, &followers_and_public(&actor), |header| {
            activity::erase(header, stone)
        })
        .await?;
        Ok(())
    }

    async fn send_stamp_deletion(
        &self,
        tx: &Tx,
        host: OrganisationId,
        declaration: &Declared,
        before: &Endorsement,
        stamp: &str,
    ) -> Result<(), OperationError> {
        let outgoing = Outgoing {
            from: host.into(),
            kind: "Delete",
            object: stamp.to_owned(),
            order: order_of(&before.subject, &declaration.object),
            audience: Audience {
                keys: vec![crate::declarations::watchers(&declaration.object)],
                named: self.inbox_of(&before.subject).await?,
            },
        };
        self.send(tx, outgoing, &followers_and_public(&declaration.owner), |header| {
            activity::erase(
                header,
                json!({"id": stamp, "type": "Tombstone", "formerType": "QuoteAuthorization"}),
            )
        })
        .await?;
        Ok(())
    }

    /// Lets nothing of what was destroyed stay in the files of the database.
    pub(crate) async fn scrub(&self) -> Result<(), OperationError> {
        Ok(self.0.store.fold_log().await?)
    }
}
