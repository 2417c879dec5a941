//! Endorsements, stamps, tallies and the collections of declarations, as they are served.

use domain::{declaration::State, endorsement::Status, figures::Figures};
use protocol::{
    collection,
    context::{self, Kind},
    endorsement::{Receipt, erased, item},
};
use serde_json::{Value, json};
use storage::{
    declarations::{self, Declaration},
    endorsements, quote_stamps, tallies,
};

use super::{NOT_FOUND, Served, document};
use crate::{OperationError, Operations, identity::to_bytes};

/// Entries of a page.
const PAGE: i64 = 50;

impl Operations {
    /// E of an organisation of ours, or R; 410 with W, or with the tombstone that is left.
    pub(super) async fn served_endorsement(&self, id: &str) -> Result<Served, OperationError> {
        let base = self.require_urls().map_err(|_| NOT_FOUND)?;
        let row = endorsements::by_object(&self.db(), id).await?;
        let row = row.filter(|row| row.author.starts_with(base.base())).ok_or(NOT_FOUND)?;
        match row.status {
            Status::Withdrawn => row
                .end_document
                .filter(|stone| !stone.is_empty())
                .map(Served::Gone)
                .ok_or(NOT_FOUND),
            Status::Erased => Ok(gone(&row.object)),
            Status::Revoked if row.author != row.subject => Ok(gone(&row.object)),
            _ => row.document.map(Served::Document).ok_or(NOT_FOUND),
        }
    }

    /// The stamp of an endorsement that is accepted, or a permission to quote; 410 when it was taken back.
    pub(super) async fn served_stamp(&self, id: &str) -> Result<Served, OperationError> {
        let db = self.db();
        if let Some(stamp) = quote_stamps::by_object(&db, id).await? {
            let bytes = stamp.document.ok_or(NOT_FOUND)?;
            return Ok(match stamp.revoked_at {
                None => Served::Document(bytes),
                Some(_) => Served::Gone(bytes),
            });
        }
        let row = endorsements::by_stamp(&db, id).await?.ok_or(NOT_FOUND)?;
        let declaration = declarations::get(&db, row.declaration).await?.ok_or(NOT_FOUND)?;
        if declaration.organisation.is_none() {
            return Err(NOT_FOUND);
        }
        match row.stamp_document.filter(|_| row.status == Status::Stamped) {
            Some(bytes) => Ok(Served::Document(bytes)),
            None => {
                let stone = json!({"id": id, "type": "Tombstone", "formerType": "QuoteAuthorization"});
                Ok(Served::Gone(to_bytes(&context::with_context(stone, Kind::Plain))))
            }
        }
    }

    async fn hosted(&self, object: &str) -> Result<Declaration, OperationError> {
        let row = declarations::by_object(&self.db(), object).await?;
        row.filter(|row| row.organisation.is_some() && row.state != State::Draft)
            .ok_or(NOT_FOUND)
    }

    pub(super) async fn served_tally(&self, of: &str) -> Result<Served, OperationError> {
        let row = self.hosted(of).await?;
        Ok(Served::Document(self.tally_now(&row).await?))
    }

    /// The counted endorsements in the order of the log, with stamps and receipts.
    pub(super) async fn served_endorsements(
        &self,
        of: &str,
        id: &str,
        page: Option<i64>,
    ) -> Result<Served, OperationError> {
        let row = self.hosted(of).await?;
        let db = self.db();
        let figures = Figures::of(&tallies::country_counts(&db, row.id).await?);
        let total = figures.counted.total();
        let Some(number) = page else {
            let first = format!("{id}?page=1");
            let mut whole = collection::paged(id, total, Some(&first));
            whole["attributedTo"] = json!(row.owner);
            whole["bandung:endorsementsOf"] = json!(row.object);
            return Ok(document(&context::with_context(whole, Kind::Plain)));
        };
        let offset = (number - 1).saturating_mul(PAGE);
        let (origin, _) = self.counted_log(&row).await?;
        let rows = endorsements::logged(&db, row.id, offset, PAGE).await?;
        let items: Vec<Value> = rows
            .iter()
            .map(|one| {
                let salt = one.log_salt.as_deref().and_then(|salt| salt.try_into().ok());
                let receipt = match (&origin, one.log_index, salt) {
                    (Some(origin), Some(index), Some(salt)) => Some(Receipt {
                        origin: origin.clone(),
                        index,
                        salt,
                    }),
                    _ => None,
                };
                item(
                    &one.object,
                    &one.subject,
                    &row.object,
                    one.stamp.as_deref(),
                    receipt.as_ref(),
                )
            })
            .collect();
        let more = rows.len() as i64 == PAGE;
        let next = more.then(|| format!("{id}?page={}", number + 1));
        let mut page = collection::page(&format!("{id}?page={number}"), id, &items, next.as_deref());
        page["bandung:endorsementsOf"] = json!(row.object);
        Ok(document(&context::with_context(page, Kind::Plain)))
    }
}

/// What is left of an endorsement.
fn gone(object: &str) -> Served {
    Served::Gone(to_bytes(&context::with_context(erased(object), Kind::Plain)))
}
