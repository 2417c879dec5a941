//! The keys of actors: those that they list, with those that they gave up (PK6, PK8).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Known, check_vouched};
use crate::{keys::PublicKey, origin::IdPolicy, proof::whole_seconds};

/// An Ed25519 key as an actor lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedKey {
    /// Its id.
    pub id: String,
    /// The key.
    pub key: PublicKey,
    /// A proof made then or later is refused.
    pub expires: Option<DateTime<Utc>>,
    /// A proof made then or later is disputed: shown, not counted.
    pub revoked: Option<DateTime<Utc>>,
}

/// Keys by the id of their actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyring {
    listed: BTreeMap<String, Vec<ListedKey>>,
    recovery: BTreeMap<String, Vec<PublicKey>>,
}

impl Keyring {
    /// The keys of these actors' documents.
    #[must_use]
    pub fn of<'a>(actors: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut keys = Self::default();
        for actor in actors {
            keys.add_actor(actor);
        }
        keys
    }

    /// Adds the keys that an actor's document lists in `assertionMethod`, and its recovery key. What is not a Multikey of
    /// this actor is passed over.
    pub fn add_actor(&mut self, actor: &Value) {
        let Some(owner) = actor.get("id").and_then(Value::as_str) else {
            return;
        };
        for key in Self::listed_by(actor) {
            self.add(owner, key);
        }
        if let Some(key) = Self::recovery_in(actor) {
            self.add_recovery(owner, key);
        }
    }

    /// The recovery key that an actor's document shows.
    #[must_use]
    pub fn recovery_in(actor: &Value) -> Option<PublicKey> {
        let text = actor.get("bandung:recoveryKey").and_then(Value::as_str)?;
        PublicKey::from_multikey(text).ok()
    }

    /// Adds a recovery key that an actor has, or had before it made another one.
    pub fn add_recovery(&mut self, owner: &str, key: PublicKey) {
        let keys = self.recovery.entry(owner.to_owned()).or_default();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }

    /// The keys that an actor's document lists.
    #[must_use]
    pub fn listed_by(actor: &Value) -> Vec<ListedKey> {
        let methods = actor.get("assertionMethod").and_then(Value::as_array);
        methods
            .into_iter()
            .flatten()
            .filter(|method| method.get("controller") == actor.get("id"))
            .filter_map(read_key)
            .collect()
    }

    /// Adds a key. Of one id the key that came first is kept, with the dates of the last.
    pub fn add(&mut self, owner: &str, key: ListedKey) {
        let keys = self.listed.entry(owner.to_owned()).or_default();
        match keys.iter_mut().find(|known| known.id == key.id) {
            Some(known) if known.key == key.key => {
                known.expires = key.expires;
                known.revoked = key.revoked;
            }
            Some(_) => {}
            None => keys.push(key),
        }
    }

    /// Learns of a recovery key from an `Update` in which a key that is known here shows it: where another one took its
    /// place later, no document shows it any more.
    pub fn learn_recovery(&mut self, update: &Value, ids: &IdPolicy) {
        let known = Known {
            ids,
            keys: self,
            now: None,
        };
        let Ok(proven) = check_vouched(update, &known) else {
            return;
        };
        let owner = proven.author.as_str();
        let object = update.get("object").filter(|object| object["id"] == *owner);
        if let Some(key) = object.and_then(Self::recovery_in) {
            self.add_recovery(owner, key);
        }
    }

    /// The keys of an actor; nothing when it is not known.
    #[must_use]
    pub fn of_actor(&self, actor: &str) -> Option<&[ListedKey]> {
        self.listed.get(actor).map(Vec::as_slice)
    }

    /// The keys that an actor kept off its server, one after the other: they vouch for other keys of it, and sign nothing
    /// else (PK15).
    #[must_use]
    pub fn recovery_of(&self, actor: &str) -> &[PublicKey] {
        self.recovery.get(actor).map_or(&[], Vec::as_slice)
    }

    /// All actors with their keys, in order of their ids.
    pub fn actors(&self) -> impl Iterator<Item = (&str, &[ListedKey])> {
        self.listed
            .iter()
            .map(|(actor, keys)| (actor.as_str(), keys.as_slice()))
    }

    /// Whether no key is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

fn read_key(method: &Value) -> Option<ListedKey> {
    let text = |name: &str| method.get(name).and_then(Value::as_str);
    // A date that cannot be read makes the key useless rather than valid for ever.
    let date = |name: &str| match method.get(name) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => whole_seconds(text).map(Some),
        Some(_) => None,
    };
    Some(ListedKey {
        id: text("id")?.to_owned(),
        key: PublicKey::from_multikey(text("publicKeyMultibase")?).ok()?,
        expires: date("expires")?,
        revoked: date("revoked")?,
    })
}
