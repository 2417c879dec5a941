//! The roster of a network on the wire: signed snapshots in pages, and one signed line for each change (PROTOCOL 11.4,
//! DECISIONS 20 and 21).
//!
//! A change says in itself what changed, so that it takes effect with its delivery and costs its own size.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, Utc};
use domain::{membership::Tier, vocabulary::Country};
use evidence::{documents::MEMBER_OF, log::commitment};
use serde_json::{Value, json};

use crate::{
    activity::Header,
    context::{self, Kind},
    names::concept,
    time::stamp,
};

const HIDDEN: &str = "urn:bandung:hidden:";

/// What stands for a hidden member in everything public: nobody who does not know the salt can tell whom it means
/// (DECISIONS 20).
#[must_use]
pub fn hidden_subject(salt: &[u8; 32], actor: &str) -> String {
    let keyed = evidence::keys::hmac_sha256(salt, actor.as_bytes());
    format!("{HIDDEN}{}", URL_SAFE_NO_PAD.encode(keyed))
}

/// Whether a subject stands for a hidden member.
#[must_use]
pub fn is_hidden_subject(subject: &str) -> bool {
    subject.starts_with(HIDDEN)
}

/// What binds the entry of a hidden member to its membership document.
#[must_use]
pub fn hidden_commitment(salt: &[u8; 32], membership: &Value) -> String {
    STANDARD.encode(commitment(salt, membership))
}

/// A member as the roster lists it.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// The id of the membership.
    pub membership: &'a str,
    /// The actor, or what stands for a hidden one.
    pub subject: &'a str,
    /// How far it goes.
    pub tier: Tier,
    /// Its country.
    pub country: Option<Country>,
    /// The key that is pinned; nothing for a hidden member.
    pub key: Option<&'a str>,
    /// Digest of the membership; for a hidden member what [`hidden_commitment`] gives.
    pub bound: &'a str,
    /// The instance actor of its node.
    pub instance: Option<&'a str>,
    /// The key by which its node witnesses.
    pub witness_key: Option<&'a str>,
    /// Since when it is a member.
    pub since: DateTime<Utc>,
}

/// The entry of a member on the roster of a network.
#[must_use]
pub fn item(network: &str, listed: &Listed<'_>) -> Value {
    let mut item = json!({
        "id": listed.membership,
        "type": "Relationship",
        "subject": listed.subject,
        "relationship": MEMBER_OF,
        "object": network,
        "bandung:tier": listed.tier.as_str(),
        "startTime": stamp(listed.since),
    });
    if is_hidden_subject(listed.subject) {
        item["bandung:hiddenCommitment"] = json!(listed.bound);
        return item;
    }
    item["bandung:membershipDigest"] = json!(listed.bound);
    let texts = [
        (
            "bandung:country",
            listed.country.map(|country| country.code().to_owned()),
        ),
        ("bandung:key", listed.key.map(str::to_owned)),
        ("bandung:instance", listed.instance.map(str::to_owned)),
        ("bandung:witnessKey", listed.witness_key.map(str::to_owned)),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            item[name] = json!(text);
        }
    }
    item
}

/// A page of a roster.
#[derive(Clone, Debug)]
pub struct RosterPage<'a> {
    /// The id of the roster.
    pub roster: &'a str,
    /// The network.
    pub network: &'a str,
    /// The number of the roster.
    pub sequence: u64,
    /// Members on all pages.
    pub total: usize,
    /// When the snapshot was made.
    pub published: DateTime<Utc>,
    /// Later than this it is shown as old.
    pub valid_until: DateTime<Utc>,
    /// Which page, from 1; the first is the roster itself.
    pub page: usize,
    /// Whether another page follows.
    pub more: bool,
}

/// A page of a snapshot, without proof. A roster of one page is one document.
#[must_use]
pub fn roster_page(page: &RosterPage<'_>, items: &[Value]) -> Value {
    let address = |number: usize| format!("{}?page={number}", page.roster);
    let mut document = json!({
        "id": if page.page == 1 { page.roster.to_owned() } else { address(page.page) },
        "type": if page.page == 1 { "Collection" } else { "CollectionPage" },
        "attributedTo": page.network,
        "bandung:documentKind": concept("Roster"),
        "bandung:sequence": page.sequence,
        "published": stamp(page.published),
        "bandung:validUntil": stamp(page.valid_until),
        "totalItems": page.total,
        "items": items,
    });
    if page.page > 1 {
        document["partOf"] = json!(page.roster);
    }
    if page.more {
        document["next"] = json!(address(page.page + 1));
    }
    context::with_context(document, Kind::Signed)
}

/// Says that the roster has a new number, and what changed: the new entry of a member, or what the item of one that ended gives.
#[must_use]
pub fn change_activity(header: &Header<'_>, roster: &str, sequence: u64, change: Value) -> Value {
    header.with(
        "Update",
        json!(roster),
        &[("bandung:sequence", json!(sequence)), ("bandung:change", change)],
    )
}
