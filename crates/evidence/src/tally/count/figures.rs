//! What the entries so far give.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::endorsement::Kind;
use serde::Serialize;

use super::{Count, Item};
use crate::{
    log::Hash,
    tally::{Members, Totals},
};

/// What is shown apart from the totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Apart {
    /// After the closing.
    pub late: u64,
    /// By keys that are said to have been in wrong hands.
    pub disputed: u64,
    /// Two documents under one id or one sequence number.
    pub equivocal: u64,
}

/// The count of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The number of entries.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
    /// The figures.
    pub totals: Totals,
    /// What is apart.
    pub apart: Apart,
    /// Whether documents that were in this tree have been destroyed since: then only the number of all is certain.
    pub erased_later: bool,
}

/// One who is counted and not hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Signatory {
    /// The entry.
    pub index: u64,
    /// The hour in which it was logged.
    pub since: DateTime<Utc>,
    /// The actor, or the signatory without a node.
    pub subject: String,
    /// Name of the organisation, or of the person.
    pub name: Option<String>,
    /// Person and role.
    pub person: Option<String>,
    /// What the person does there.
    pub role: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// `organisation`, `representative` or `individual`.
    pub kind: &'static str,
    /// `full` or `with-reservations`.
    pub stance: &'static str,
    /// Whether the signatory's own key signed; else the owner of the declaration recorded it.
    pub own_key: bool,
    /// Until when it was a member of the network, if it no longer is.
    pub member_until: Option<DateTime<Utc>>,
}

/// Who was counted so far, by all that an actor may count as.
struct OneEach<'a> {
    members: &'a Members,
    seen: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> OneEach<'a> {
    /// Whether nobody was counted who was the same member in this hour. Who became the same later stays two until the
    /// owner of the declaration takes one back.
    fn is_new(&mut self, subject: &'a str, hour: DateTime<Utc>) -> bool {
        let unit = self.members.unit(subject, hour);
        let others = self.seen.get(unit).into_iter().flatten();
        let same = others
            .chain(self.seen.get(subject).into_iter().flatten())
            .any(|other| *other == subject || self.members.unit(other, hour) == unit);
        if !same {
            for name in self.members.units(subject) {
                self.seen.entry(name).or_default().insert(subject);
            }
        }
        !same
    }
}

impl Count {
    fn is_disputed(&self, item: &Item) -> bool {
        let Some(read) = &item.read else { return false };
        self.revoked_keys
            .get(&read.proven.key)
            .is_some_and(|since| read.proven.created.max(item.hour) >= *since)
    }

    /// Those who count, one for each member, the earliest first.
    fn counting(&self) -> impl Iterator<Item = (u64, &Item)> {
        let mut counted = OneEach {
            members: &self.members,
            seen: BTreeMap::new(),
        };
        self.items
            .iter()
            .filter(|(_, item)| item.live && !item.late && !item.equivocal && !self.is_disputed(item))
            .filter(move |(_, item)| match &item.read {
                Some(read) => counted.is_new(&read.subject, item.hour),
                None => true,
            })
            .map(|(index, item)| (*index, item))
    }

    /// The count of the tree so far.
    #[must_use]
    pub fn counted(&self) -> Counted {
        let mut totals = Totals {
            withdrawn: self.withdrawn,
            revoked: self.revoked,
            erased: self.erased,
            ..Totals::default()
        };
        for (_, item) in self.counting() {
            let Some(read) = &item.read else {
                totals.undisclosed += 1;
                continue;
            };
            if read.kind == Kind::Organisation {
                totals.organisations += 1;
            } else {
                totals.persons += 1;
            }
            if read.recorded.is_none() {
                totals.own_key += 1;
            } else {
                totals.recorded += 1;
            }
            if let Some(country) = read.country {
                *totals.by_country.entry(country.code().to_owned()).or_default() += 1;
            }
        }
        totals.countries = totals.by_country.len() as u64;
        Counted {
            size: self.tree.size(),
            root: self.tree.root(),
            totals,
            apart: self.apart(),
            erased_later: self.items.values().any(|item| item.live && item.destroyed),
        }
    }

    fn apart(&self) -> Apart {
        let mut apart = Apart::default();
        for item in self.items.values().filter(|item| item.live) {
            if item.equivocal {
                apart.equivocal += 1;
            } else if self.is_disputed(item) {
                apart.disputed += 1;
            } else if item.late {
                apart.late += 1;
            }
        }
        apart
    }

    /// Those who are counted and not hidden, in the order of the log.
    #[must_use]
    pub fn signatories(&self) -> Vec<Signatory> {
        self.counting()
            .filter_map(|(index, item)| {
                let read = item.read.as_ref()?;
                Some(Signatory {
                    index,
                    since: item.hour,
                    subject: read.subject.clone(),
                    name: read.name.clone(),
                    person: read.person.clone(),
                    role: read.role.clone(),
                    country: read.country.map(|country| country.code().to_owned()),
                    kind: read.kind.as_str(),
                    stance: read.stance.as_str(),
                    own_key: read.recorded.is_none(),
                    member_until: self.members.member_until(&read.subject),
                })
            })
            .collect()
    }
}
