//! What the owner of a declaration answers to an offer of ours (10.3 steps 5 and 7, 10.5).

use domain::endorsement::{Event, Status};
use evidence::documents::Stamp;
use evidence::log::Entry;
use protocol::activity::Reference;
use storage::{Db, Tx, endorsements};

use super::{fetched, parsed};
use crate::{
    OperationError, Operations,
    audit::Who,
    declarations::{checked, refused},
    inbox::{Effect, Incoming, forbidden},
};

impl Operations {
    /// `Accept` or `Reject` of an offer of ours; nothing when it is about something else.
    pub(in crate::inbox) async fn receive_offer_answer(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        asked: &Reference,
        yes: bool,
    ) -> Result<Option<Effect>, OperationError> {
        let db = Db::from(tx);
        let offer = asked.id.as_ref().map(evidence::origin::Id::as_str).unwrap_or_default();
        let Some(before) = endorsements::by_offer(&db, offer)
            .await?
            .filter(|row| row.organisation.is_some())
        else {
            let of_an_offer = incoming.activity.with.result.is_some() || asked.kind.as_deref() == Some("Offer");
            return if of_an_offer {
                Err(forbidden("not-asked"))
            } else {
                Ok(None)
            };
        };
        let declaration = self.frozen_declaration(&db, before.declaration).await?;
        if declaration.owner != incoming.actor() {
            return Err(forbidden("actor-mismatch"));
        }
        let keys = self.check_activity(incoming)?;
        if !matches!(before.status, Status::Offered | Status::Accepted) {
            return Ok(Some(Effect::Nothing));
        }
        let mut row = before.clone();
        row.decided_at = Some(incoming.now);
        if !yes {
            row.status = crate::endorsing::after(&row, Event::Refuse)?;
            row.reason = incoming.activity.with.reason.clone().or(Some("other".to_owned()));
            self.store_endorsement(tx, &declaration, Some(&before), &row).await?;
            self.note_with_reason(
                tx,
                &Who::Other(incoming.actor()),
                "endorsement.refused",
                &row.object,
                row.reason.as_deref(),
            )
            .await?;
            return Ok(Some(Effect::Done));
        }
        let result = incoming
            .activity
            .with
            .result
            .as_ref()
            .ok_or(forbidden("field-invalid"))?;
        let Some((id, bytes, _)) = fetched(incoming, result.as_str()) else {
            return Ok(Some(Effect::Nothing));
        };
        let text = checked(&declaration)?;
        let stamp = Stamp::check(&parsed(bytes)?, &text, &self.facts(&keys)).map_err(refused)?;
        stamp
            .accepts(&row.object, row.digest.as_deref().unwrap_or_default())
            .map_err(refused)?;
        if stamp.id != *id || stamp.note != row.note {
            return Err(forbidden("target-mismatch"));
        }
        // Where the entry is mirrored already, the receipt must open it.
        if let Some(entry) = storage::log::entry(&db, &stamp.receipt.origin, stamp.receipt.index).await?
            && let (Ok(entry), Some(document)) = (Entry::parse(entry.entry.as_bytes()), &row.document)
        {
            let opened = stamp.receipt.opens(&entry, &text, &parsed(document)?);
            opened.map_err(refused)?;
        }
        row.status = crate::endorsing::after(&row, Event::Stamp)?;
        row.reason = None;
        row.stamp = Some(stamp.id);
        row.stamp_document = Some(bytes.clone());
        row.log_index = Some(stamp.receipt.index);
        row.log_salt = Some(stamp.receipt.salt.to_vec());
        self.store_endorsement(tx, &declaration, Some(&before), &row).await?;
        self.note(tx, &Who::Other(incoming.actor()), "endorsement.accepted", &row.object)
            .await?;
        self.publish_announcement(tx, &declaration, &row).await?;
        Ok(Some(Effect::Done))
    }
}
