//! Promises: a stamp names a place in the log. What is not there a day later, or where something else stands, is a broken
//! promise that anybody can check (EN6, SECURITY E10).

use chrono::TimeDelta;
use evidence::{
    documents::Reason,
    log::{Entry, commitment},
};
use serde_json::Value;
use storage::{declarations, endorsements, log};

use super::gather::Source;
use crate::{OperationError, Operations};

/// Stamps that are looked at together.
const PAGE: u32 = 200;

impl Operations {
    /// Why the log of a declaration does not keep what a stamp promised, if it does not.
    pub(super) async fn broken_promise(&self, source: &Source) -> Result<Option<Reason>, OperationError> {
        let db = self.db();
        let Some(declaration) = declarations::by_object(&db, &source.declaration.id).await? else {
            return Ok(None);
        };
        let mut after = None;
        loop {
            let page = endorsements::stamped(&db, declaration.id, after, PAGE).await?;
            for row in &page {
                let (Some(index), Some(salt), Some(document)) = (row.log_index, &row.log_salt, &row.document) else {
                    continue;
                };
                after = Some(index);
                if index >= source.log.size {
                    let promised = row.decided_at.unwrap_or(row.received_at);
                    if self.now() >= promised + TimeDelta::days(1) {
                        return Ok(Some(Reason::InclusionInvalid));
                    }
                    continue;
                }
                let salt: Option<[u8; 32]> = salt.as_slice().try_into().ok();
                let document = serde_json::from_slice::<Value>(document).ok();
                let stands = log::entry(&db, &source.log.origin, index).await?;
                let stands = stands.and_then(|entry| Entry::parse(entry.entry.as_bytes()).ok());
                let kept = salt.zip(document).is_some_and(|(salt, document)| {
                    stands.is_some_and(|entry| entry.commitment() == Some(&commitment(&salt, &document)))
                });
                if !kept {
                    return Ok(Some(Reason::ReceiptMismatch));
                }
            }
            if page.len() < PAGE as usize {
                return Ok(None);
            }
        }
    }
}
