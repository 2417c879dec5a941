//! The structured members of a practice, written (PROTOCOL 2.4). Order and names are those of the table there.

use std::collections::BTreeMap;

use domain::{
    ids::MediaId,
    practice::{Contact, Media, Practice, Quantity, ResultNumber},
    text::one_line,
    vocabulary::ResultUnit,
};
use serde_json::{Map, Value, json};

use crate::{lenient, picture::Picture};

/// Members with facts. What is unknown is absent.
pub(super) fn encode(practice: &Practice, photos: &BTreeMap<MediaId, Picture>) -> Map<String, Value> {
    let mut facts = Map::new();
    let mut set = |name: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            facts.insert(format!("bandung:{name}"), value);
        }
    };
    set("language", json!(practice.language));
    set("problem", json!(practice.problem));
    set("whatWeDid", json!(practice.what_we_did));
    set("result", json!(practice.result));
    set("resultNumbers", encode_numbers(&practice.result_numbers));
    set("whatWentWrong", json!(practice.what_went_wrong));
    set("youNeed", json!(practice.you_need));
    set("country", json!(practice.country));
    set("place", json!(practice.place));
    set("placePrecision", json!(practice.place_precision));
    set("setting", json!(practice.setting));
    set("scale", json!(practice.scale));
    set("sectors", json!(practice.sectors));
    set("hazards", json!(practice.hazards));
    set("sdgs", json!(practice.sdgs));
    set("started", json!(practice.started));
    set("ended", json!(practice.ended));
    set("costBandUsd", json!(practice.cost_band_usd));
    set("peopleReached", json!(practice.people_reached));
    set("beneficiaryGroups", json!(practice.beneficiary_groups));
    set("maturity", json!(practice.maturity));
    set("timeToResults", json!(practice.time_to_results));
    set(
        "evidenceType",
        json!(practice.evidence.as_ref().map(|evidence| evidence.kind)),
    );
    set(
        "evidenceLink",
        json!(practice.evidence.as_ref().and_then(|evidence| evidence.link.as_deref())),
    );
    set("licence", json!(practice.licence));
    set("contact", contact(&practice.contact));
    set("adaptedFrom", json!(practice.adapted_from));
    set(
        "lastConfirmed",
        json!(practice.last_confirmed.map(|day| day.to_string())),
    );
    set("media", media(&practice.media, photos));
    facts
}

fn contact(contact: &Contact) -> Value {
    match contact {
        Contact::ViaNode => json!("via-node"),
        Contact::Mailbox(address) => json!(address),
    }
}

fn media(media: &[Media], photos: &BTreeMap<MediaId, Picture>) -> Value {
    let entries = media.iter().filter_map(|entry| match entry {
        Media::Photo { id, alt, people_agreed } => photos.get(id).map(|photo| {
            let mut image = photo.image();
            image["name"] = json!(alt);
            if let Some(agreed) = people_agreed {
                image["bandung:peopleAgreed"] = json!(agreed);
            }
            image
        }),
        Media::Link { url, title } => Some(json!({"type": "Link", "href": url, "name": title})),
    });
    entries.collect()
}

/// Result numbers, quantities as text (PV7).
pub(crate) fn encode_numbers(numbers: &[ResultNumber]) -> Value {
    let encode = |number: &ResultNumber| {
        let mut node = json!({
            "bandung:what": number.what, "bandung:unit": number.unit, "bandung:after": number.after,
        });
        if let Some(before) = &number.before {
            node["bandung:before"] = json!(before);
        }
        node
    };
    numbers.iter().map(encode).collect()
}

/// Result numbers read back; nothing when one of them is wrong or there are more than `most`.
pub(crate) fn decode_numbers(value: Option<&Value>, most: usize) -> Option<Vec<ResultNumber>> {
    let nodes = lenient::entries(value);
    if nodes.len() > most {
        return None;
    }
    let decode = |node: &&Value| {
        let before = match node.get("bandung:before") {
            None => None,
            Some(value) => Some(Quantity::parse(value.as_str()?)?),
        };
        Some(ResultNumber {
            what: one_line(lenient::text(node, "bandung:what")?, 90).ok()?,
            // A unit that we do not know is "other": the words say what was measured.
            unit: ResultUnit::parse(lenient::text(node, "bandung:unit")?).or_else(|| ResultUnit::parse("other"))?,
            before,
            after: Quantity::parse(lenient::text(node, "bandung:after")?)?,
        })
    };
    nodes.iter().map(decode).collect()
}
