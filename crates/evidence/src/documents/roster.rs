//! A network's roster: who its members are (PROTOCOL 11.4).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::vocabulary::Country;
use serde_json::Value;

use super::{
    Known, Membership, Reason, Tier, check_signed, fields,
    membership::{MEMBER_OF, country, key},
};
use crate::{keys::PublicKey, multibase::document_digest};

/// A roster whose proof holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Its id.
    pub id: String,
    /// The network.
    pub network: String,
    /// Its number; the next one is higher.
    pub sequence: u64,
    /// The digest of the document; empty for one of several pages.
    pub digest: String,
    /// When it was issued.
    pub published: DateTime<Utc>,
    /// Later than this it is shown as old.
    pub valid_until: Option<DateTime<Utc>>,
    /// Members by the id of their actor.
    items: BTreeMap<String, RosterItem>,
    /// Hidden members by what stands for them (DECISIONS 20).
    hidden: BTreeMap<String, HiddenItem>,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterItem {
    /// The id of the membership.
    pub membership: String,
    /// The digest of the membership.
    pub membership_digest: String,
    /// What it may do.
    pub tier: Tier,
    /// Its country.
    pub country: Option<Country>,
    /// The key that is pinned.
    pub key: PublicKey,
    /// The node on which it lives.
    pub instance: Option<String>,
    /// Since when it is a member.
    pub since: Option<DateTime<Utc>>,
}

/// A member that is not named: it shows to those it writes to who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenItem {
    /// The id of the membership.
    pub membership: String,
    /// What it may do.
    pub tier: Tier,
    /// What binds the entry to the membership's document and its salt, in base64.
    pub commitment: String,
    /// Since when it is a member.
    pub since: Option<DateTime<Utc>>,
}

/// An entry of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterEntry {
    /// A member by name.
    Named(RosterItem),
    /// A hidden one.
    Hidden(HiddenItem),
}

/// What stands for a hidden member begins with this.
const HIDDEN: &str = "urn:bandung:hidden:";

/// One signed page of a roster; a small roster is one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterPage {
    /// The id of the roster.
    pub roster: String,
    /// The number of the roster.
    pub sequence: u64,
    /// Members on all pages.
    pub total: u64,
    /// When the snapshot was made.
    pub published: DateTime<Utc>,
    /// Later than this it is shown as old.
    pub valid_until: Option<DateTime<Utc>>,
    /// Whether another page follows.
    pub more: bool,
    /// The entries here: what stands for the member, and the entry.
    pub entries: Vec<(String, RosterEntry)>,
}

impl RosterPage {
    /// Checks a page of the roster of a network.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9.
    pub fn check(document: &Value, network: &str, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        if proven.author.as_str() != network {
            return Err(Reason::NotOwner);
        }
        Self::read(document, network)
    }

    /// Reads a page that was checked before.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9 that are not about the proof.
    pub fn read(document: &Value, network: &str) -> Result<Self, Reason> {
        if fields::text(document, "bandung:documentKind")? != "https://w3id.org/bandung#Roster" {
            return Err(Reason::NotSupported);
        }
        let list = document
            .get("items")
            .and_then(Value::as_array)
            .ok_or(Reason::FieldInvalid)?;
        let entries = list.iter().map(|item| read_entry(item, network));
        let part_of = fields::optional_text(document, "partOf")?;
        Ok(Self {
            roster: part_of.map_or_else(|| fields::text(document, "id"), Ok)?.to_owned(),
            sequence: fields::ordinal(document, "bandung:sequence")?,
            total: fields::number(document, "totalItems")?,
            published: fields::time(document, "published")?,
            valid_until: fields::optional_time(document, "bandung:validUntil")?,
            more: document.get("next").is_some(),
            entries: entries.collect::<Result<_, _>>()?,
        })
    }
}

impl Roster {
    /// Checks a roster of a network. `last` is the one seen before, `memberships` are those whose documents are known.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9.
    pub fn check<'a>(
        document: &Value,
        network: &str,
        known: &Known<'_>,
        last: Option<&Self>,
        memberships: impl IntoIterator<Item = &'a Membership>,
    ) -> Result<Self, Reason> {
        let page = RosterPage::check(document, network, known)?;
        if page.more || document.get("partOf").is_some() {
            return Err(Reason::FieldInvalid);
        }
        let mut roster = Self::of_pages(network, vec![page])?;
        roster.digest = document_digest(document);
        let memberships: Vec<&Membership> = memberships.into_iter().collect();
        roster.check_memberships(&memberships)?;
        match last {
            Some(last) if roster.sequence < last.sequence => Err(Reason::RosterRollback),
            Some(last) if roster.sequence == last.sequence && roster.digest != last.digest => Err(Reason::Equivocation),
            _ => Ok(roster),
        }
    }

    /// A roster of its pages, in their order.
    ///
    /// # Errors
    /// [`Reason::FieldInvalid`] where they do not belong together, or are not all.
    pub fn of_pages(network: &str, pages: Vec<RosterPage>) -> Result<Self, Reason> {
        let first = pages.first().ok_or(Reason::FieldInvalid)?;
        let (total, last) = (first.total, pages.len() - 1);
        let mut roster = Self {
            id: first.roster.clone(),
            network: network.to_owned(),
            sequence: first.sequence,
            digest: String::new(),
            published: first.published,
            valid_until: first.valid_until,
            items: BTreeMap::new(),
            hidden: BTreeMap::new(),
        };
        let mut entries = Vec::new();
        for (index, page) in pages.into_iter().enumerate() {
            let fits = (page.sequence, page.total, &page.roster) == (roster.sequence, total, &roster.id);
            if !fits || page.more != (index < last) {
                return Err(Reason::FieldInvalid);
            }
            entries.extend(page.entries);
        }
        roster.add(entries, total)?;
        Ok(roster)
    }

    /// The member with this actor.
    #[must_use]
    pub fn item(&self, subject: &str) -> Option<&RosterItem> {
        self.items.get(subject)
    }

    /// All members, by the ids of their actors.
    pub fn items(&self) -> impl Iterator<Item = (&str, &RosterItem)> {
        self.items.iter().map(|(subject, item)| (subject.as_str(), item))
    }

    /// Hidden members, by what stands for them.
    pub fn hidden(&self) -> impl Iterator<Item = (&str, &HiddenItem)> {
        self.hidden.iter().map(|(subject, item)| (subject.as_str(), item))
    }

    /// PM4: one entry for each subject and each membership, and as many as it says.
    fn add(&mut self, entries: Vec<(String, RosterEntry)>, total: u64) -> Result<(), Reason> {
        let mut ids = BTreeSet::new();
        for (subject, entry) in entries {
            let (membership, twice) = match entry {
                RosterEntry::Named(item) => (item.membership.clone(), self.items.insert(subject, item).is_some()),
                RosterEntry::Hidden(item) => (item.membership.clone(), self.hidden.insert(subject, item).is_some()),
            };
            if twice || !ids.insert(membership) {
                return Err(Reason::FieldInvalid);
            }
        }
        if u64::try_from(ids.len()).ok() == Some(total) {
            Ok(())
        } else {
            Err(Reason::FieldInvalid)
        }
    }

    /// PM4: an item stands for the membership document, where that is known. A document that was issued after the roster
    /// says nothing of it, nor does one of several by which it was replaced before.
    ///
    /// # Errors
    /// [`Reason::DigestMismatch`].
    pub fn check_memberships(&self, memberships: &[&Membership]) -> Result<(), Reason> {
        let mut by_id: BTreeMap<&str, Vec<&Membership>> = BTreeMap::new();
        for membership in memberships {
            by_id.entry(&membership.id).or_default().push(membership);
        }
        for (subject, item) in &self.items {
            let named = by_id.get(item.membership.as_str()).into_iter().flatten();
            let mut of_item = named
                .filter(|it| it.subject == *subject)
                .filter(|it| it.issued.is_none_or(|issued| issued <= self.published))
                .peekable();
            if of_item.peek().is_some() && of_item.all(|it| it.digest != item.membership_digest) {
                return Err(Reason::DigestMismatch);
            }
        }
        Ok(())
    }
}

/// An entry of a roster: in a page, or in a change.
pub(super) fn read_entry(item: &Value, network: &str) -> Result<(String, RosterEntry), Reason> {
    let tier = fields::slug(item, "bandung:tier", Tier::parse)?;
    let fits = fields::text(item, "relationship")? == MEMBER_OF && fields::text(item, "object")? == network;
    if !fits || tier.is_end() {
        return Err(Reason::FieldInvalid);
    }
    let subject = fields::text(item, "subject")?.to_owned();
    let membership = fields::text(item, "id")?.to_owned();
    let since = fields::optional_time(item, "startTime")?;
    let entry = if subject.starts_with(HIDDEN) {
        RosterEntry::Hidden(HiddenItem {
            membership,
            tier,
            commitment: fields::text(item, "bandung:hiddenCommitment")?.to_owned(),
            since,
        })
    } else {
        RosterEntry::Named(RosterItem {
            membership,
            membership_digest: fields::text(item, "bandung:membershipDigest")?.to_owned(),
            tier,
            country: country(item)?,
            key: key(item)?,
            instance: fields::optional_text(item, "bandung:instance")?.map(str::to_owned),
            since,
        })
    };
    Ok((subject, entry))
}
