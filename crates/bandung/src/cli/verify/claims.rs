//! What a file says that nobody vouches for: who, what, since when, as it stands there.

use std::{collections::BTreeMap, fmt::Write as _};

use chrono::{DateTime, Utc};
use evidence::{
    bundle::Bundle,
    log::{Entry, EntryKind},
    package::Package,
    receipt::Receipt,
};
use serde_json::Value;

use super::shown;

/// The claims of a file, a line each.
pub(super) fn of(package: &Package) -> String {
    match package {
        Package::Bundle(bundle) => of_bundle(bundle),
        Package::Receipt(receipt) => of_receipt(receipt),
    }
}

/// Who signed an endorsement, as its document says: name, person, role, and as whom with the country.
pub(super) fn who(endorsement: &Value) -> String {
    let signatory = &endorsement["bandung:signatory"];
    let said = |name: &str| signatory[name].as_str().map(shown);
    let names = ["bandung:name", "bandung:person", "bandung:role"].map(said);
    let names: Vec<String> = names.into_iter().flatten().collect();
    let name = if names.is_empty() {
        "name hidden".to_owned()
    } else {
        names.join(", ")
    };
    let sort: Vec<String> = ["bandung:kind", "bandung:country"]
        .map(said)
        .into_iter()
        .flatten()
        .collect();
    format!("{name} ({})", sort.join(", "))
}

fn text(declaration: &Value, into: &mut String) {
    let said = |name: &str| declaration[name].as_str().map_or_else(String::new, shown);
    let _ = writeln!(
        into,
        "Text       “{}”, revision {}",
        said("name"),
        declaration["bandung:revision"].as_u64().unwrap_or(1)
    );
    let _ = writeln!(into, "           {}", said("id"));
    let _ = writeln!(into, "           digest {}", said("bandung:canonicalDigest"));
    let _ = writeln!(
        into,
        "           open for endorsement since {}",
        said("bandung:opensAt")
    );
}

fn of_bundle(bundle: &Bundle) -> String {
    let mut into = String::new();
    text(&bundle.declaration, &mut into);
    let figure = |name: &str| bundle.tally[name].as_u64().unwrap_or_default();
    let _ = writeln!(
        into,
        "Counted    {} organisations, {} persons, {} countries, says the owner",
        figure("bandung:organisations"),
        figure("bandung:persons"),
        figure("bandung:countries")
    );
    let _ = writeln!(
        into,
        "Log        {}, {} entries",
        shown(&bundle.origin),
        bundle.entries.len()
    );
    let listed = listed(bundle);
    if !listed.is_empty() {
        into.push_str("\nWho endorsed, since when\n");
        for (since, endorsement) in listed {
            let _ = writeln!(into, "  {} {}", since.format("%Y-%m-%d %H:00"), who(endorsement));
        }
    }
    into
}

/// The endorsements whose documents are in the file, without those that ended.
fn listed(bundle: &Bundle) -> Vec<(DateTime<Utc>, &Value)> {
    let mut standing = BTreeMap::new();
    for (index, text) in (0..).zip(&bundle.entries) {
        let Ok(entry) = Entry::parse_at(text.as_bytes(), index) else {
            continue;
        };
        match (entry.kind(), entry.about()) {
            (EntryKind::Endorse | EntryKind::Record, _) => {
                let document = bundle.events.get(&index).and_then(|event| event.document());
                standing.extend(document.map(|document| (index, (entry.hour(), document))));
            }
            (EntryKind::Withdraw | EntryKind::Revoke | EntryKind::Erase, Some(about)) => {
                standing.remove(&about);
            }
            _ => {}
        }
    }
    standing.into_values().collect()
}

fn of_receipt(receipt: &Receipt) -> String {
    let mut into = format!("Who        {}\n", who(&receipt.endorsement));
    text(&receipt.declaration, &mut into);
    let signed = receipt.endorsement["published"].as_str().unwrap_or_default();
    let _ = writeln!(into, "Signed     {}", shown(signed));
    into
}
