//! Who is one and the same, and which keys are pinned: what a network says about its members (EN4, PK15).
//!
//! An entry is judged by what held in its hour: an actor that came to a membership later was somebody else before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::vocabulary::Country;
use serde_json::Value;

use crate::{
    documents::{
        Changed, Keyring, Known, Membership, MembershipEnd, Roster, RosterChange, RosterEntry, Tier, check_vouched,
        recovery_key_id,
    },
    keys::PublicKey,
};

/// The history of a network's memberships, as far as it is known. Empty for a declaration without a network.
#[derive(Clone, Debug, Default)]
pub struct Members {
    roster: Option<Roster>,
    /// The memberships for which an actor stands or stood, each with the time from which it did.
    held: BTreeMap<String, BTreeMap<String, DateTime<Utc>>>,
    /// The actors of each membership.
    holders: BTreeMap<String, BTreeSet<String>>,
    /// Since when an actor is a member, whatever its membership.
    since: BTreeMap<String, DateTime<Utc>>,
    /// The countries under which the network listed an actor.
    countries: BTreeMap<String, BTreeSet<Country>>,
    /// Keys that the network has pinned, by actor, as texts.
    pinned: BTreeMap<String, BTreeSet<String>>,
    /// Recovery keys for which pinned keys vouched, by actor, as texts.
    recovery: BTreeMap<String, BTreeSet<String>>,
    /// When a membership ended or was suspended, by its id.
    until: BTreeMap<String, DateTime<Utc>>,
}

impl Members {
    /// What a network says: its roster, and the signed lines of its membership log, in whatever order they are given.
    #[must_use]
    pub fn of_network(roster: Option<Roster>, mut changes: Vec<RosterChange>) -> Self {
        changes.sort_by_key(|change| change.sequence);
        let snapshot = roster.as_ref().map_or(0, |roster| roster.sequence);
        let after = changes.partition_point(|change| change.sequence <= snapshot);
        let mut members = Self::default();
        let (before, after) = changes.split_at(after);
        before.iter().for_each(|change| members.add_change(change));
        if let Some(roster) = roster {
            members.add_roster(roster);
        }
        after.iter().for_each(|change| members.add_change(change));
        members
    }

    /// Takes a roster.
    pub fn add_roster(&mut self, roster: Roster) {
        for (subject, item) in roster.items() {
            self.hold(subject, &item.membership, item.since, None);
            self.pin(subject, &item.key);
            self.place(subject, item.country);
        }
        self.roster = Some(roster);
    }

    /// Takes a line of the membership log; later lines come later.
    pub fn add_change(&mut self, change: &RosterChange) {
        match &change.change {
            Some(Changed::Entry(subject, RosterEntry::Named(item))) => {
                self.hold(subject, &item.membership, item.since, Some(change.published));
                self.pin(subject, &item.key);
                self.place(subject, item.country);
                self.stands(&item.membership, item.tier, change.published);
            }
            Some(Changed::Ended {
                subject, membership, ..
            }) => {
                self.hold(subject, membership, None, Some(change.published));
                self.until.insert(membership.clone(), change.published);
            }
            Some(Changed::Entry(_, RosterEntry::Hidden(_)) | Changed::Gone { .. }) | None => {}
        }
    }

    /// Takes a membership, also one that was issued anew under its id.
    pub fn add(&mut self, membership: &Membership) {
        self.hold(&membership.subject, &membership.id, membership.since, None);
        self.pin(&membership.subject, &membership.key);
        self.place(&membership.subject, membership.country);
        if let Some(issued) = membership.issued {
            self.stands(&membership.id, membership.tier, issued);
        }
    }

    /// Takes the end of a membership. What was endorsed before stays.
    pub fn end(&mut self, end: &MembershipEnd) {
        self.until.insert(end.id.clone(), end.deleted);
    }

    /// An actor stands for a membership since this began, or since the line that said so where another actor stood for it
    /// before.
    fn hold(&mut self, subject: &str, membership: &str, began: Option<DateTime<Utc>>, said: Option<DateTime<Utc>>) {
        let began = began.unwrap_or(DateTime::<Utc>::MIN_UTC);
        let holders = self.holders.entry(membership.to_owned()).or_default();
        let moved_here = said.filter(|_| holders.iter().any(|other| other != subject));
        holders.insert(subject.to_owned());
        let from = moved_here.unwrap_or(began);
        let held = self.held.entry(subject.to_owned()).or_default();
        let from = *held.entry(membership.to_owned()).or_insert(from);
        let since = self.since.entry(subject.to_owned()).or_insert(from);
        *since = from.min(*since);
    }

    fn place(&mut self, subject: &str, country: Option<Country>) {
        let listed = self.countries.entry(subject.to_owned()).or_default();
        listed.extend(country);
    }

    fn stands(&mut self, membership: &str, tier: Tier, at: DateTime<Utc>) {
        if tier == Tier::Suspended || tier.is_end() {
            self.until.entry(membership.to_owned()).or_insert(at);
        } else if self.until.get(membership).is_some_and(|until| *until <= at) {
            self.until.remove(membership);
        }
    }

    /// Takes a key by which a pinned key was replaced (PK14).
    pub fn pin(&mut self, subject: &str, key: &PublicKey) {
        self.pinned.entry(subject.to_owned()).or_default().insert(key.to_text());
    }

    /// Trusts what an actor lists beside a pinned key. Only for a document that was read from the actor's own server: who
    /// hands a bundle on may write into it what it likes.
    pub fn trust_listed(&mut self, actor: &Value) {
        let Some(subject) = text(actor, "id") else { return };
        let listed = Keyring::listed_by(actor);
        if self.has_pinned(subject) && listed.iter().any(|key| self.pins(subject, &key.key)) {
            listed.iter().for_each(|key| self.pin(subject, &key.key));
        }
    }

    /// Follows an `Update` by which a member shows other keys of its own: signed by a pinned key, or by the recovery key for
    /// which a pinned key vouched, its keys are pinned too (PK14, PK15).
    pub fn follow(&mut self, update: &Value, known: &Known<'_>) {
        let Ok(proven) = check_vouched(update, known) else {
            return;
        };
        let subject = proven.author.as_str();
        let object = update
            .get("object")
            .filter(|object| text(object, "id") == Some(subject));
        let trusted = if proven.key == recovery_key_id(subject) {
            self.recovery
                .get(subject)
                .is_some_and(|keys| keys.contains(&proven.by.to_text()))
        } else {
            self.pins(subject, &proven.by)
        };
        let (true, Some(object)) = (trusted, object) else {
            return;
        };
        for listed in Keyring::listed_by(object) {
            self.pin(subject, &listed.key);
        }
        if let Some(key) = Keyring::recovery_in(object) {
            self.recovery
                .entry(subject.to_owned())
                .or_default()
                .insert(key.to_text());
        }
    }

    /// The roster.
    #[must_use]
    pub fn roster(&self) -> Option<&Roster> {
        self.roster.as_ref()
    }

    /// Whether a key is one that the network has pinned for this actor, or the actor was no member in that hour.
    #[must_use]
    pub fn trusts(&self, subject: &str, key: &PublicKey, hour: DateTime<Utc>) -> bool {
        !self.was_member(subject, hour) || self.pins(subject, key)
    }

    /// Whether a country is one under which the network listed this actor, or the actor was no member in that hour.
    #[must_use]
    pub fn fits_country(&self, subject: &str, country: Country, hour: DateTime<Utc>) -> bool {
        let listed = self.countries.get(subject).filter(|listed| !listed.is_empty());
        !self.was_member(subject, hour) || listed.is_none_or(|listed| listed.contains(&country))
    }

    fn was_member(&self, subject: &str, hour: DateTime<Utc>) -> bool {
        self.since.get(subject).is_some_and(|since| *since <= hour)
    }

    fn pins(&self, subject: &str, key: &PublicKey) -> bool {
        self.pinned
            .get(subject)
            .is_some_and(|keys| keys.contains(&key.to_text()))
    }

    /// Whether the network has pinned a key for this actor.
    #[must_use]
    pub fn has_pinned(&self, subject: &str) -> bool {
        self.pinned.contains_key(subject)
    }

    /// Whether a network said anything of its members.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.roster.is_some() || !self.pinned.is_empty()
    }

    /// What counts once: a membership, or an actor that is no member, whatever other actors it had; as of an hour.
    #[must_use]
    pub fn unit<'a>(&'a self, subject: &'a str, hour: DateTime<Utc>) -> &'a str {
        let held = self.held.get(subject).into_iter().flatten();
        let latest = held.filter(|(_, from)| **from <= hour).max_by_key(|(_, from)| **from);
        latest.map_or(subject, |(membership, _)| membership)
    }

    /// All that [`Members::unit`] may give for an actor, at whatever time.
    pub(super) fn units<'a>(&'a self, subject: &'a str) -> BTreeSet<&'a str> {
        let held = self.held.get(subject).into_iter().flatten();
        held.map(|(id, _)| id.as_str()).chain([subject]).collect()
    }

    /// Other actors that stood, at whatever time, for a membership for which this one stood.
    #[must_use]
    pub fn others(&self, subject: &str) -> BTreeSet<&str> {
        let units = self.units(subject);
        let holders = units.iter().filter_map(|unit| self.holders.get(*unit)).flatten();
        holders.map(String::as_str).filter(|other| *other != subject).collect()
    }

    /// Whether more than one actor stood for some membership.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        self.holders.values().any(|holders| holders.len() > 1)
    }

    /// Since when an actor is no longer a member, or suspended.
    #[must_use]
    pub fn member_until(&self, subject: &str) -> Option<DateTime<Utc>> {
        let (newest, _) = self.held.get(subject)?.iter().max_by_key(|(_, from)| **from)?;
        self.until.get(newest).copied()
    }
}

fn text<'a>(document: &'a Value, name: &str) -> Option<&'a str> {
    document.get(name).and_then(Value::as_str)
}
