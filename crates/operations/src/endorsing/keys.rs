//! Keys that endorsers change or give up: an entry of each log where they have endorsements that count (PK16), and what
//! was signed after "invalid since" is disputed: no longer accepted, shown in the log, not counted (PK8, SECURITY E07).

use chrono::{DateTime, Utc};
use evidence::log::{Entry, EntryKind, commitment};
use protocol::actor::RemoteActor;
use serde_json::Value;
use storage::{
    Db, Tx, declarations,
    endorsements::{self, Endorsement},
    log::events::{self, Event},
};

use super::{value_of, whole_hour};
use crate::{OperationError, Operations, audit::Who};

impl Operations {
    /// Writes into our log that an endorser has other keys: `update` is the `Update` of its actor with its proof.
    pub(crate) async fn log_keys(&self, tx: &Tx, actor: &str, update: &[u8]) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let document: Value = value_of(Some(update))?;
        let proven = document.get("proof").is_some();
        if !proven || endorsements::stamped_here(&db, actor).await?.is_empty() {
            return Ok(());
        }
        self.note(tx, &Who::Other("system"), "log.key", actor).await?;
        let salt: [u8; 32] = self.0.entropy.bytes();
        let entry = Entry::new(EntryKind::Key, self.now()).with_commitment(commitment(&salt, &document));
        let origin = self.own_log_for_update(tx).await?.origin;
        let event = Event {
            index: self.append_log(tx, &entry).await?,
            document: update.to_vec(),
            salt: salt.to_vec(),
            stamp: None,
        };
        Ok(events::put(tx, &origin, &event).await?)
    }

    /// Accepts no longer what was signed by a key that was not to be trusted any more then.
    pub(crate) async fn dispute_signed(&self, tx: &Tx, actor: &RemoteActor) -> Result<(), OperationError> {
        let given_up: Vec<(&str, DateTime<Utc>)> = actor
            .multikeys
            .iter()
            .filter_map(|listed| Some((listed.key.id.as_str(), listed.revoked?)))
            .collect();
        if given_up.is_empty() {
            return Ok(());
        }
        for row in endorsements::stamped_here(&Db::from(tx), actor.id.as_str()).await? {
            let Some((key, signed)) = signed_with(&row) else {
                continue;
            };
            if !given_up.iter().any(|(id, since)| *id == key && signed >= *since) {
                continue;
            }
            let declaration = declarations::get(&Db::from(tx), row.declaration).await?;
            if let Some(declaration) = declaration {
                self.revoke_in(tx, &Who::Other("system"), &declaration, &row, "unverified")
                    .await?;
            }
        }
        Ok(())
    }
}

/// The key of an endorsement, and when it was signed: not before it was logged, whatever it says itself.
fn signed_with(row: &Endorsement) -> Option<(String, DateTime<Utc>)> {
    let document = value_of(row.document.as_deref()).ok()?;
    let proof = document.get("proof")?;
    let created = proof.get("created")?.as_str()?.parse::<DateTime<Utc>>().ok()?;
    let logged = row.decided_at.map_or(created, whole_hour);
    Some((
        proof.get("verificationMethod")?.as_str()?.to_owned(),
        created.max(logged),
    ))
}
