//! What hosts add to and remove from the endorsements of their declarations (10.3 step 6, 10.7).

use domain::{
    endorsement::{Event, Status},
    ids::EndorsementId,
};
use evidence::documents::{Endorsement as Read, Keyring, Reason, Receipt, Seen, Stamp};
use storage::{Db, Tx, declarations, endorsements, tombstones};

use super::{fetched, parsed};
use crate::{
    OperationError, Operations,
    declarations::{checked, keys_of, refused},
    endorsing::Offered,
    inbox::{Effect, Incoming, forbidden},
};

impl Operations {
    /// `Add` or `Remove` of an endorsement; nothing when the collection is another one.
    pub(in crate::inbox) async fn receive_collected(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
        target: &str,
        added: bool,
    ) -> Result<Option<Effect>, OperationError> {
        let db = Db::from(tx);
        let Some(declaration) = self.declaration_of_collection(&db, target).await? else {
            let Some(unknown) = target.strip_suffix("/endorsements") else {
                return Ok(None);
            };
            // The declaration of somebody whom we follow is on its way.
            let known = declarations::by_object(&db, unknown).await?.is_some();
            let waits = !known && incoming.before.followed && added;
            return Ok(waits.then(|| Effect::Waits(unknown.to_owned())));
        };
        if declaration.owner != incoming.actor() {
            return Err(forbidden("not-owner"));
        }
        let keys = self.check_activity(incoming)?;
        if declaration.organisation.is_some() {
            return Ok(Some(Effect::Nothing));
        }
        let before = endorsements::by_object(&db, object).await?;
        if !added {
            let Some(before) = before else {
                tombstones::put(tx, object, incoming.actor(), incoming.now).await?;
                return Ok(Some(Effect::Nothing));
            };
            if before.status.is_end() {
                return Ok(Some(Effect::Nothing));
            }
            let mut row = before.clone();
            row.status = match row.status {
                Status::Stamped | Status::Recorded | Status::Accepted => crate::endorsing::after(&row, Event::Revoke)?,
                _ => crate::endorsing::after(&row, Event::Refuse)?,
            };
            row.reason = Some("other".to_owned());
            row.ended_at = Some(incoming.now);
            self.store_endorsement(tx, &declaration, Some(&before), &row).await?;
            return Ok(Some(Effect::Done));
        }
        let removed = tombstones::find(&db, object, incoming.actor()).await?.is_some();
        if before.is_some() || removed {
            return Ok(Some(Effect::Nothing));
        }
        self.add_collected(tx, incoming, &declaration, object, keys)
            .await
            .map(Some)
    }

    async fn add_collected(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        declaration: &declarations::Declaration,
        object: &str,
        mut keys: Keyring,
    ) -> Result<Effect, OperationError> {
        let stamp_id = incoming.activity.with.stamp.as_ref().map(evidence::origin::Id::as_str);
        let (Some((_, bytes, author)), Some((_, stamp_bytes, _))) = (
            fetched(incoming, object),
            stamp_id.and_then(|stamp| fetched(incoming, stamp)),
        ) else {
            return Ok(Effect::Nothing);
        };
        if tombstones::find(&Db::from(tx), object, author.id.as_str())
            .await?
            .is_some()
        {
            return Ok(Effect::Nothing);
        }
        keys_of(author, &mut keys);
        let text = checked(declaration)?;
        let document = parsed(bytes)?;
        let read = Read::check(&document, &text, &self.facts(&keys), &Seen::default(), None).map_err(refused)?;
        let stamp_document = parsed(stamp_bytes)?;
        let stamp = Stamp::check(&stamp_document, &text, &self.facts(&keys)).map_err(refused)?;
        stamp.accepts(&read.id, &read.digest).map_err(refused)?;
        let receipt = incoming.activity.with.receipt.as_ref();
        let same = receipt.is_none_or(|receipt| {
            let whole = serde_json::json!({"bandung:receipt": receipt});
            Receipt::read(&whole).is_ok_and(|receipt| receipt == stamp.receipt)
        });
        if !same || read.recorded.is_some() {
            return Err(refused(Reason::ReceiptMismatch));
        }
        let offered = Offered {
            document: bytes.clone(),
            offer: None,
            note: stamp.note.clone().unwrap_or_default(),
            organisation_type: None,
            organisation: None,
            read,
        };
        let id = EndorsementId::new(incoming.now, self.0.entropy.bytes());
        let mut row = offered.row(id, declaration, incoming.now);
        row.status = Status::Stamped;
        row.stamp = Some(stamp.id);
        row.stamp_document = Some(stamp_bytes.clone());
        row.log_index = Some(stamp.receipt.index);
        row.log_salt = Some(stamp.receipt.salt.to_vec());
        row.decided_at = Some(incoming.now);
        let digest = row.digest.clone().unwrap_or_default();
        self.note_statement(tx, &row.author, row.sequence, &row.object, &digest)
            .await?;
        self.store_endorsement(tx, declaration, None, &row).await?;
        Ok(Effect::Known(row.object))
    }
}
