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
    /// The digest of the document.
    pub digest: String,
    /// When it was issued.
    pub published: DateTime<Utc>,
    /// Later than this it is shown as old.
    pub valid_until: Option<DateTime<Utc>>,
    /// Members by the id of their actor.
    items: BTreeMap<String, RosterItem>,
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
        let proven = check_signed(document, known)?;
        if proven.author.as_str() != network {
            return Err(Reason::NotOwner);
        }
        if fields::text(document, "bandung:documentKind")? != "https://w3id.org/bandung#Roster" {
            return Err(Reason::NotSupported);
        }
        let roster = Self {
            id: proven.id.as_str().to_owned(),
            network: network.to_owned(),
            sequence: fields::ordinal(document, "bandung:sequence")?,
            digest: document_digest(document),
            published: fields::time(document, "published")?,
            valid_until: fields::optional_time(document, "bandung:validUntil")?,
            items: items(document, network)?,
        };
        roster.check_memberships(memberships)?;
        match last {
            Some(last) if roster.sequence < last.sequence => Err(Reason::RosterRollback),
            Some(last) if roster.sequence == last.sequence && roster.digest != last.digest => Err(Reason::Equivocation),
            _ => Ok(roster),
        }
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

    /// PM4: an item stands for the membership document, where that is known.
    fn check_memberships<'a>(&self, memberships: impl IntoIterator<Item = &'a Membership>) -> Result<(), Reason> {
        for membership in memberships {
            let item = self
                .item(&membership.subject)
                .filter(|item| item.membership == membership.id);
            if item.is_some_and(|item| item.membership_digest != membership.digest) {
                return Err(Reason::DigestMismatch);
            }
        }
        Ok(())
    }
}

fn items(document: &Value, network: &str) -> Result<BTreeMap<String, RosterItem>, Reason> {
    let list = document
        .get("items")
        .and_then(Value::as_array)
        .ok_or(Reason::FieldInvalid)?;
    let mut items = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for item in list {
        let (subject, read) = read_item(item, network)?;
        if !ids.insert(read.membership.clone()) || items.insert(subject, read).is_some() {
            return Err(Reason::FieldInvalid);
        }
    }
    if u64::try_from(items.len()).ok() == Some(fields::number(document, "totalItems")?) {
        Ok(items)
    } else {
        Err(Reason::FieldInvalid)
    }
}

fn read_item(item: &Value, network: &str) -> Result<(String, RosterItem), Reason> {
    let tier = fields::slug(item, "bandung:tier", Tier::parse)?;
    let fits = fields::text(item, "relationship")? == MEMBER_OF && fields::text(item, "object")? == network;
    if !fits || tier.is_end() {
        return Err(Reason::FieldInvalid);
    }
    let read = RosterItem {
        membership: fields::text(item, "id")?.to_owned(),
        membership_digest: fields::text(item, "bandung:membershipDigest")?.to_owned(),
        tier,
        country: country(item)?,
        key: key(item)?,
        instance: fields::optional_text(item, "bandung:instance")?.map(str::to_owned),
    };
    Ok((fields::text(item, "subject")?.to_owned(), read))
}
