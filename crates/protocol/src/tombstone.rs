//! What stays of a deleted object: its id, never used again (PROTOCOL PC13).

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    context::{self, Kind},
    time::stamp,
};

/// The `Tombstone` of an object, to be embedded in a `Delete`.
#[must_use]
pub fn tombstone(id: &str, former_type: &str, deleted: DateTime<Utc>) -> Value {
    json!({"id": id, "type": "Tombstone", "formerType": former_type, "deleted": stamp(deleted)})
}

/// The `Tombstone` as served at the id, with status 410.
#[must_use]
pub fn document(id: &str, former_type: &str, deleted: DateTime<Utc>) -> Value {
    context::with_context(tombstone(id, former_type, deleted), Kind::Plain)
}
