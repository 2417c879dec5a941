//! What opens the entries of a log, page by page, for nodes that mirror it.

use evidence::log::{Entry, EntryKind, commitment};
use serde_json::{Value, json};
use storage::log::{
    self,
    events::{self, Event},
};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{OperationError, Operations};

/// Events of one page.
const ITEMS: u64 = 100;
/// Bytes of one page.
const BYTES: usize = 512 * 1024;

/// A page as it arrives from another node.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct EventsPage {
    /// The last index considered, after which the next page begins; nothing in a log without entries.
    pub last: Option<u64>,
    /// Nothing follows.
    pub end: bool,
    /// Events.
    pub events: Vec<Value>,
}

impl Operations {
    /// What opens the entries from `from` on, of one text or of all: at most 100 or 512 KiB. What is not opened says why.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for a log that is not here.
    pub async fn log_events(
        &self,
        origin: &str,
        text_digest: Option<&str>,
        from: u64,
    ) -> Result<Value, OperationError> {
        let db = self.db();
        let log = log::get(&db, origin).await?;
        let log = log.ok_or(OperationError::NotFound { what: "the log" })?;
        let rows = match text_digest {
            Some(digest) => log::entries_about(&db, origin, digest, from, ITEMS).await?,
            None => log::entries(&db, origin, from, ITEMS).await?,
        };
        let mut listed = Vec::new();
        let (mut bytes, mut next) = (0, log.size);
        let full = rows.len() as u64 == ITEMS;
        for row in &rows {
            let event = events::get(&db, origin, row.index).await?;
            let event = self.event_document(origin, row, event).await?;
            bytes += event.to_string().len();
            if bytes > BYTES && !listed.is_empty() {
                next = row.index;
                return Ok(page(origin, next, false, &listed));
            }
            next = row.index + 1;
            listed.push(event);
        }
        if !full {
            next = log.size;
        }
        Ok(page(origin, next, !full, &listed))
    }

    async fn event_document(
        &self,
        origin: &str,
        row: &log::StoredEntry,
        event: Option<Event>,
    ) -> Result<Value, OperationError> {
        let document = event.and_then(|event| {
            let mut found = json!({
                "index": row.index,
                "document": serde_json::from_slice::<Value>(&event.document).ok()?,
            });
            if !event.salt.is_empty() {
                found["salt"] = json!(STANDARD.encode(&event.salt));
            }
            if let Some(stamp) = event.stamp {
                found["stamp"] = serde_json::from_slice(&stamp).ok()?;
            }
            Some(found)
        });
        if let Some(document) = document {
            return Ok(document);
        }
        let entry = Entry::parse(row.entry.as_bytes());
        let kind = entry.map_or(EntryKind::Audit, |entry| entry.kind());
        Ok(match kind {
            EntryKind::Endorse | EntryKind::Record if log::is_erased(&self.db(), origin, row.index).await? => {
                json!({"index": row.index, "erased": true})
            }
            EntryKind::Endorse | EntryKind::Record => json!({"index": row.index, "undisclosed": true}),
            // What ended an endorsement that was erased later went with it.
            EntryKind::Withdraw | EntryKind::Revoke if self.went_with_erased(origin, row).await? => {
                json!({"index": row.index, "erased": true})
            }
            _ => json!({"index": row.index}),
        })
    }

    pub(crate) async fn went_with_erased(&self, origin: &str, row: &log::StoredEntry) -> Result<bool, OperationError> {
        let about = Entry::parse(row.entry.as_bytes()).ok().and_then(|entry| entry.about());
        match about {
            Some(about) => Ok(log::is_erased(&self.db(), origin, about).await?),
            None => Ok(false),
        }
    }

    /// Keeps the events of a page that open their entries; gives how many did not.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn take_events(&self, origin: &str, page: &EventsPage) -> Result<usize, OperationError> {
        let mut refused = 0;
        let tx = self.begin().await?;
        for event in &page.events {
            let Some(index) = event.get("index").and_then(Value::as_u64) else {
                refused += 1;
                continue;
            };
            let Some(document) = event.get("document") else {
                continue;
            };
            let salt = event.get("salt").and_then(Value::as_str);
            let salt: Option<[u8; 32]> = salt.and_then(|salt| STANDARD.decode(salt).ok()?.try_into().ok());
            let Some(row) = log::entry(&self.db(), origin, index).await? else {
                // Younger than the tree that is mirrored here: asked for again after the next one.
                continue;
            };
            let entry = Entry::parse(row.entry.as_bytes()).ok();
            let opened = entry
                .zip(salt)
                .filter(|(entry, salt)| entry.commitment() == Some(&commitment(salt, document)));
            let Some((_, salt)) = opened else {
                refused += 1;
                continue;
            };
            if log::is_erased(&self.db(), origin, index).await? {
                continue;
            }
            let kept = Event {
                index,
                document: document.to_string().into_bytes(),
                salt: salt.to_vec(),
                stamp: event.get("stamp").map(|stamp| stamp.to_string().into_bytes()),
            };
            events::put(&tx, origin, &kept).await?;
        }
        tx.commit().await?;
        Ok(refused)
    }

    /// The index from which events of a mirrored log are to be asked for: the first entry that is not opened here and
    /// could be, or the end.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn events_wanted_from(&self, origin: &str) -> Result<Option<u64>, OperationError> {
        Ok(events::first_unopened(&self.db(), origin).await?)
    }
}

fn page(origin: &str, next: u64, end: bool, events: &[Value]) -> Value {
    json!({"origin": origin, "last": next.checked_sub(1), "end": end, "events": events})
}
