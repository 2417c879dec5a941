//! The tally that the owner signs: a claim about a tree of the log (PROTOCOL 2.7, 14.5).

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use evidence::tally::Totals;
use serde_json::{Value, json};

use crate::{
    context::{self, Kind},
    names::concept,
    time::stamp,
};

/// A tally and all that surrounds it in its document.
#[derive(Clone, Debug)]
pub struct TallyDocument<'a> {
    /// The id of the tally.
    pub object: &'a str,
    /// The owner of the declaration.
    pub owner: &'a str,
    /// The declaration's id.
    pub declaration: &'a str,
    /// Digest of its text.
    pub digest: &'a str,
    /// Origin of the log.
    pub origin: &'a str,
    /// Entries that were counted.
    pub tree_size: u64,
    /// Root of that tree.
    pub root: &'a [u8; 32],
    /// The numbers, as everybody counts them.
    pub figures: &'a Totals,
    /// Countries that occur only among hidden signers: the owner's word.
    pub undisclosed_countries: u64,
    /// Of the countries, how many are member states of the United Nations.
    pub un_members: u64,
    /// As of when.
    pub at: DateTime<Utc>,
}

/// The tally with its `@context`, without proof.
#[must_use]
pub fn tally(it: &TallyDocument<'_>) -> Value {
    let at = stamp(it.at);
    let by_country: &BTreeMap<String, u64> = &it.figures.by_country;
    let mut document = json!({
        "id": it.object,
        "type": "Document",
        "attributedTo": it.owner,
        "bandung:documentKind": concept("Tally"),
        "bandung:endorsementsOf": it.declaration,
        "bandung:canonicalDigest": it.digest,
        "bandung:logOrigin": it.origin,
        "bandung:treeSize": it.tree_size,
        "bandung:rootHash": STANDARD.encode(it.root),
        "bandung:asOf": at,
        "bandung:organisations": it.figures.organisations,
        "bandung:persons": it.figures.persons,
        "bandung:countries": it.figures.countries,
        "bandung:countryList": "UN-193",
        "bandung:countriesInList": it.un_members,
        "bandung:byCountry": by_country,
        "bandung:ownKey": it.figures.own_key,
        "bandung:recorded": it.figures.recorded,
        "bandung:undisclosed": it.figures.undisclosed,
        "bandung:withdrawn": it.figures.withdrawn,
        "bandung:revoked": it.figures.revoked,
        "bandung:erased": it.figures.erased,
        "published": at,
    });
    if it.undisclosed_countries > 0 {
        document["bandung:undisclosedCountries"] = json!(it.undisclosed_countries);
    }
    context::with_context(document, Kind::Signed)
}
