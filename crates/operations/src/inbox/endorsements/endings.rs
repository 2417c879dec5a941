//! Withdrawals, revocations and erasures that arrive (10.6, 10.7).

use domain::endorsement::{Event, Status};
use evidence::documents::Withdrawal;
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::Declaration as Declared,
    endorsements::{self, Endorsement},
    tombstones,
};

use super::end_of;
use crate::{
    OperationError, Operations,
    audit::Who,
    declarations::refused,
    inbox::{Effect, Incoming, forbidden, posts::object_bytes},
};

impl Operations {
    /// `Delete` of an endorsement or of a stamp; nothing when it is about something else.
    pub(in crate::inbox) async fn receive_ending(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Option<Effect>, OperationError> {
        let db = Db::from(tx);
        let with = &incoming.activity.with;
        let stone = with.embedded.as_ref();
        let withdraws = stone.is_some_and(|stone| stone.get("bandung:endorsementDigest").is_some());
        let by_object = endorsements::by_object(&db, object).await?;
        if let Some(row) = by_object {
            let declaration = self.frozen_declaration(&db, row.declaration).await?;
            if row.author != incoming.actor() {
                return Err(forbidden("not-owner"));
            }
            if with.erase {
                return self.receive_erasure(tx, incoming, &declaration, row).await.map(Some);
            }
            if let Some(stone) = stone.filter(|_| withdraws) {
                return self
                    .receive_withdrawal(tx, incoming, &declaration, row, stone)
                    .await
                    .map(Some);
            }
            if row.is_recorded() && with.reason.is_some() {
                return self.receive_revocation(tx, incoming, &declaration, row).await.map(Some);
            }
            // Without W it is the deletion of a document, not a withdrawal: what was logged counts on.
            return Ok(Some(Effect::Nothing));
        }
        if let Some(row) = endorsements::by_stamp(&db, object).await? {
            let declaration = self.frozen_declaration(&db, row.declaration).await?;
            if declaration.owner != incoming.actor() {
                return Err(forbidden("not-owner"));
            }
            return self.receive_revocation(tx, incoming, &declaration, row).await.map(Some);
        }
        if let Some(stone) = stone.filter(|_| withdraws) {
            // W before E: remembered; E then arrives as withdrawn (PE10).
            let keys = self.check_activity(incoming)?;
            let read = Withdrawal::check(stone, &self.facts(&keys)).map_err(refused)?;
            self.note_ending(tx, incoming, &read, stone).await?;
            tombstones::put(tx, object, incoming.actor(), incoming.now).await?;
            return Ok(Some(Effect::Known(end_of(object))));
        }
        // One that waits, or was refused: nothing of it stays, and it never comes again.
        let actor = incoming.actor();
        if with.erase && storage::inbox_seen::forget_object_of(tx, object, actor).await? {
            tombstones::put(tx, object, actor, incoming.now).await?;
            return Ok(Some(Effect::Scrub(end_of(object))));
        }
        Ok(None)
    }

    async fn note_ending(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        read: &Withdrawal,
        stone: &Value,
    ) -> Result<(), OperationError> {
        let sequence = i64::try_from(read.sequence).unwrap_or(i64::MAX);
        let digest = evidence::multibase::document_digest(stone);
        self.note_statement(tx, incoming.actor(), sequence, &read.id, &digest)
            .await
    }

    async fn receive_withdrawal(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        declaration: &Declared,
        before: Endorsement,
        stone: &Value,
    ) -> Result<Effect, OperationError> {
        let keys = self.check_activity(incoming)?;
        let read = Withdrawal::check(stone, &self.facts(&keys)).map_err(refused)?;
        let sequence = u64::try_from(before.sequence).unwrap_or_default();
        let digest = before.digest.clone().unwrap_or_default();
        read.ends(&before.object, &before.author, &digest, sequence)
            .map_err(refused)?;
        if !(before.status.is_counted() || before.status.is_waiting()) {
            return Ok(Effect::Nothing);
        }
        self.note_ending(tx, incoming, &read, stone).await?;
        let bytes = object_bytes(incoming.bytes).ok_or(forbidden("object-embedding"))?;
        let who = Who::Other(incoming.actor());
        self.withdraw_in(tx, &who, declaration, &before, bytes).await?;
        tombstones::put(tx, &before.object, incoming.actor(), incoming.now).await?;
        Ok(Effect::Known(end_of(&before.object)))
    }

    /// The host no longer accepts it: at the endorser and at everybody who counts.
    async fn receive_revocation(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        declaration: &Declared,
        before: Endorsement,
    ) -> Result<Effect, OperationError> {
        self.check_activity(incoming)?;
        if declaration.organisation.is_some() {
            return Err(forbidden("not-owner"));
        }
        if !matches!(before.status, Status::Stamped | Status::Accepted | Status::Recorded) {
            return Ok(Effect::Nothing);
        }
        let mut row = before.clone();
        row.status = crate::endorsing::after(&before, Event::Revoke)?;
        row.reason = incoming.activity.with.reason.clone().or(Some("other".to_owned()));
        row.ended_at = Some(incoming.now);
        self.note_with_reason(
            tx,
            &Who::Other(incoming.actor()),
            "endorsement.revoked",
            &row.object,
            row.reason.as_deref(),
        )
        .await?;
        self.store_endorsement(tx, declaration, Some(&before), &row).await?;
        Ok(Effect::Done)
    }

    async fn receive_erasure(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        declaration: &Declared,
        before: Endorsement,
    ) -> Result<Effect, OperationError> {
        self.check_activity(incoming)?;
        if before.status == Status::Erased {
            return Ok(Effect::Nothing);
        }
        if declaration.organisation.is_some() {
            // Ours is the log: the entry that says that one was erased is made here.
            let who = Who::Other("the signer");
            self.erase_in(tx, &who, declaration, &before).await?;
        } else {
            self.destroy(tx, declaration, &before).await?;
            self.note(tx, &Who::Other("the signer"), "endorsement.erase", &before.object)
                .await?;
        }
        if let Some(note) = &before.note
            && let Some(post) = storage::posts::by_object(&Db::from(tx), note).await?
            && post.organisation.is_none()
        {
            self.erase_post(tx, &post).await?;
        }
        tombstones::put(tx, &before.object, incoming.actor(), incoming.now).await?;
        Ok(Effect::Scrub(end_of(&before.object)))
    }
}
