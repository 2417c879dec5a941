//! Who is one and the same, and which keys are pinned: what a network says about its members (EN4, PK15).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{
    documents::{Membership, MembershipEnd, Roster},
    keys::PublicKey,
};

/// The history of a network's memberships, as far as it is known. Empty for a declaration without a network.
#[derive(Clone, Debug, Default)]
pub struct Members {
    roster: Option<Roster>,
    /// The membership by the actor that it names now or named before.
    by_subject: BTreeMap<String, String>,
    /// Keys that the network has pinned, by actor, as texts.
    pinned: BTreeMap<String, BTreeSet<String>>,
    /// When a membership ended, by its id.
    ended: BTreeMap<String, DateTime<Utc>>,
    /// The actor to which an actor has moved; both say so.
    moved: BTreeMap<String, String>,
    /// Documents of actors that say that they moved, or what they were before.
    movers: Vec<Value>,
}

impl Members {
    /// Takes a roster.
    pub fn add_roster(&mut self, roster: Roster) {
        for (subject, item) in roster.items() {
            self.by_subject.insert(subject.to_owned(), item.membership.clone());
            self.pin(subject, &item.key);
        }
        self.roster = Some(roster);
    }

    /// Takes a membership, also one that was issued anew under its id.
    pub fn add(&mut self, membership: &Membership) {
        self.by_subject
            .insert(membership.subject.clone(), membership.id.clone());
        self.pin(&membership.subject, &membership.key);
    }

    /// Takes the end of a membership. What was endorsed before stays.
    pub fn end(&mut self, end: &MembershipEnd) {
        self.ended.insert(end.id.clone(), end.deleted);
    }

    /// Takes the moves that actors' documents say, where the new one names the old one too.
    pub fn add_moves(&mut self, actors: &[Value]) {
        for old in actors {
            let (Some(id), Some(target)) = (text(old, "id"), text(old, "movedTo")) else {
                continue;
            };
            let names_it = |new: &&Value| {
                let known_as = new.get("alsoKnownAs");
                let one = known_as.and_then(Value::as_str) == Some(id);
                let several = known_as.and_then(Value::as_array);
                text(new, "id") == Some(target) && (one || several.is_some_and(|list| list.iter().any(|as_| as_ == id)))
            };
            if actors.iter().any(|new| names_it(&new)) {
                self.moved.insert(id.to_owned(), target.to_owned());
            }
        }
    }

    /// The same, with one document after the other.
    pub fn add_mover(&mut self, actor: &Value) {
        if actor.get("movedTo").is_none() && actor.get("alsoKnownAs").is_none() {
            return;
        }
        let mut movers = std::mem::take(&mut self.movers);
        movers.push(actor.clone());
        self.add_moves(&movers);
        self.movers = movers;
    }

    /// Takes a key by which a pinned key was replaced (PK14).
    pub fn pin(&mut self, subject: &str, key: &PublicKey) {
        self.pinned.entry(subject.to_owned()).or_default().insert(key.to_text());
    }

    /// The roster.
    #[must_use]
    pub fn roster(&self) -> Option<&Roster> {
        self.roster.as_ref()
    }

    /// Whether a key is one that the network has pinned for this actor, or the actor is not a member.
    #[must_use]
    pub fn trusts(&self, subject: &str, key: &PublicKey) -> bool {
        self.pinned
            .get(subject)
            .is_none_or(|keys| keys.contains(&key.to_text()))
    }

    /// Whether the network has pinned a key for this actor.
    #[must_use]
    pub fn has_pinned(&self, subject: &str) -> bool {
        self.pinned.contains_key(subject)
    }

    /// What counts once: a membership, or an actor that is no member, whatever other actors it had.
    #[must_use]
    pub fn unit<'a>(&'a self, subject: &'a str) -> &'a str {
        let mut at = subject;
        // A circle of moves ends after one round.
        for _ in 0..=self.moved.len() {
            if let Some(membership) = self.by_subject.get(at) {
                return membership;
            }
            match self.moved.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// Since when an actor is no longer a member.
    #[must_use]
    pub fn member_until(&self, subject: &str) -> Option<DateTime<Utc>> {
        self.ended.get(self.by_subject.get(subject)?).copied()
    }
}

fn text<'a>(document: &'a Value, name: &str) -> Option<&'a str> {
    document.get(name).and_then(Value::as_str)
}
