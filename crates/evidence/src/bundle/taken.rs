//! What may be taken out of a bundle that was found to be true: no more than its log vouches for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Bundle;
use crate::{documents::Keyring, log::EntryKind};

impl Bundle {
    /// The text as it was opened: the log committed to it, not to the one beside it.
    #[must_use]
    pub fn opened_article(&self) -> Option<&Value> {
        let id = &self.declaration["id"];
        let entries = self.entries().ok()?;
        let mut opened = (0..)
            .zip(&entries)
            .filter(|(_, entry)| entry.kind() == EntryKind::Open)
            .filter_map(|(index, _)| self.events.get(&index)?.document());
        opened.find(|document| document["id"] == *id)
    }

    /// Whether the tally is signed by the key that signed the opened text, or by one to which it handed on in the log.
    #[must_use]
    pub fn has_tally_of_owner(&self, article: &Value) -> bool {
        let Ok(entries) = self.entries() else { return false };
        let mut keys: BTreeSet<String> = signer(article).map(str::to_owned).into_iter().collect();
        for (_, update) in self.key_events(&entries) {
            let by_owner = update["actor"] == article["attributedTo"];
            if by_owner && signer(update).is_some_and(|signer| keys.contains(signer)) {
                keys.extend(Keyring::listed_by(&update["object"]).into_iter().map(|key| key.id));
            }
        }
        signer(&self.tally).is_some_and(|signer| keys.contains(signer))
    }

    /// When the log says that a text was closed, to the hour.
    #[must_use]
    pub fn closed_at(&self, text_digest: &str) -> Option<DateTime<Utc>> {
        let entries = self.entries().ok()?;
        let closing = entries
            .iter()
            .find(|entry| entry.kind() == EntryKind::Close && entry.text_digest() == Some(text_digest))?;
        Some(closing.hour())
    }

    /// The documents of actors, by id, for one count. That a key was in wrong hands is believed to the log, or to the
    /// actor's own server, and not to a file.
    #[must_use]
    pub fn actors_to_count(&self) -> BTreeMap<String, Value> {
        let mut given = BTreeMap::new();
        for actor in &self.actors {
            let Some(id) = actor["id"].as_str() else { continue };
            let mut actor = actor.clone();
            for key in actor["assertionMethod"].as_array_mut().into_iter().flatten() {
                if let Some(key) = key.as_object_mut() {
                    key.remove("revoked");
                }
            }
            given.insert(id.to_owned(), actor);
        }
        given
    }
}

fn signer(document: &Value) -> Option<&str> {
    document.pointer("/proof/verificationMethod")?.as_str()
}
