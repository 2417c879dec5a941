//! The calls of declarations and endorsements, and the schemas of what they read.

use domain::{
    declaration::LatePolicy,
    endorsement::{Check, Kind, Stance, Visibility},
};
use serde_json::{Value, json};

use super::{Line, object, one_of, some_of, text};

/// The calls.
pub(super) const LINES: &[Line] = &[
    (
        "GET",
        "/declarations",
        "Declarations, open ones first.",
        None,
        200,
        Some("DeclarationList"),
    ),
    (
        "GET",
        "/declarations/{slug}",
        "One declaration with its texts.",
        None,
        200,
        None,
    ),
    (
        "GET",
        "/declarations/{slug}/tally",
        "The figures of its tally, after the rule of small cells.",
        None,
        200,
        Some("Tally"),
    ),
    (
        "GET",
        "/declarations/{slug}/endorsements",
        "Public names by country, 50 a page.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/signatures",
        "Endorses without an account; gives the private link once.",
        Some("Signing"),
        201,
        Some("Signed"),
    ),
    (
        "GET",
        "/signatures/{token}",
        "What the private link shows.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/signatures/{token}",
        "Confirms, withdraws, hides, shows or erases.",
        Some("WishOfSigner"),
        200,
        None,
    ),
    (
        "GET",
        "/declaration-notices",
        "What the organisation may want to know or do about declarations.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/endorse",
        "Endorses for the organisation, by its own key.",
        Some("Endorsing"),
        201,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/decline",
        "Notes inside the organisation that it does not endorse.",
        None,
        204,
        None,
    ),
    (
        "GET",
        "/endorsements",
        "What the organisation endorsed.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/endorsements/{id}/withdraw",
        "Takes an endorsement back: one of the organisation, or one that it recorded, at its signer’s word.",
        Some("Password"),
        204,
        None,
    ),
    (
        "POST",
        "/endorsements/{id}/erase",
        "Erases an endorsement on all nodes.",
        Some("Password"),
        204,
        None,
    ),
    (
        "GET",
        "/declaration-drafts",
        "The drafts of declarations that the person may read.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/declaration-drafts",
        "Starts a draft.",
        Some("Declaration"),
        201,
        None,
    ),
    (
        "GET",
        "/declaration-drafts/{id}",
        "One draft with what stands in the way of opening.",
        None,
        200,
        None,
    ),
    (
        "PUT",
        "/declaration-drafts/{id}",
        "Saves all fields. If-Match: the version that was read.",
        Some("Declaration"),
        200,
        None,
    ),
    (
        "DELETE",
        "/declaration-drafts/{id}",
        "Throws a draft away.",
        None,
        204,
        None,
    ),
    (
        "GET",
        "/declaration-drafts/{id}/preview",
        "Exactly what will be frozen, with its digest.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/declaration-drafts/{id}/open",
        "Freezes the text and opens it.",
        Some("Opening"),
        201,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/extend",
        "Moves the closing date to a later one.",
        Some("Extension"),
        200,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/close",
        "Closes it with the last tally.",
        Some("Password"),
        200,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/revise",
        "Begins the next revision as a draft.",
        None,
        201,
        None,
    ),
    (
        "GET",
        "/declarations/{slug}/queue",
        "Endorsements that wait for the host, or stand as `status` says.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/declarations/{slug}/import",
        "Imports a list of signatures (the body, text/csv, at most 5 MiB); with dry_run=true only says what would happen.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/endorsements/{id}/decide",
        "Confirms, refuses, merges, separates, hides or revokes one.",
        Some("Decision"),
        200,
        None,
    ),
];

fn moment() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn visibility() -> Value {
    one_of(Visibility::all().map(Visibility::as_str))
}

fn declaration() -> Value {
    let texts = object(
        &["title", "summary", "source"],
        &json!({"title": text(300), "summary": text(500), "source": text(60_000)}),
    );
    object(
        &["languages"],
        &json!({
            "note": text(2_000), "owner": text(200), "revision": {"type": "integer"}, "slug": text(60),
            "opens_at": {"type": ["string", "null"]}, "closes_at": {"type": ["string", "null"]},
            "late_endorsements": one_of([LatePolicy::Refused, LatePolicy::ShownSeparately].map(LatePolicy::as_str).into_iter()),
            "may_endorse": some_of(Kind::all().map(Kind::as_str), 3),
            "can_endorse": {"type": "object"},
            "official_languages": {"type": "array", "items": text(35)},
            "authentic_languages": {"type": "array", "items": text(35)},
            "hashtags": {"type": "array", "items": text(100), "maxItems": 5},
            "recipients": {"type": "array", "items": text(200), "maxItems": 20},
            "languages": {"type": "object", "additionalProperties": texts},
        }),
    )
}

fn signature() -> Value {
    object(
        &["kind", "country"],
        &json!({
            "kind": one_of(Kind::all().map(Kind::as_str)), "organisation": text(300), "organisation_type": text(40),
            "country": {"type": "string", "pattern": "^[A-Z]{2}$"}, "person": text(200), "role": text(150),
            "mail": {"type": "string"}, "language": text(35), "visibility": visibility(), "reservation": text(300),
        }),
    )
}

fn one_doing(name: &str, required: &[&str], properties: &Value) -> Value {
    let mut properties = properties.clone();
    properties["do"] = json!({"const": name});
    let required: Vec<&str> = std::iter::once("do").chain(required.iter().copied()).collect();
    object(&required, &properties)
}

fn decision() -> Value {
    let reason = json!({"reason": text(40)});
    json!({"oneOf": [
        one_doing("confirm", &["check"], &json!({"check": one_of(Check::all().map(Check::as_str)), "note": text(400)})),
        one_doing("separate", &[], &json!({})),
        one_doing("merge", &["into"], &json!({"into": {"type": "string"}})),
        one_doing("refuse", &["reason"], &reason),
        one_doing("hide", &["visibility"], &json!({"visibility": visibility()})),
        one_doing("revoke", &["reason", "password"], &json!({"reason": text(40), "password": {"type": "string"}})),
    ]})
}

fn wish() -> Value {
    json!({"oneOf": [
        one_doing("confirm", &[], &json!({})),
        one_doing("withdraw", &[], &json!({})),
        one_doing("show", &["visibility"], &json!({"visibility": visibility()})),
        one_doing("erase", &[], &json!({})),
    ]})
}

fn tally() -> Value {
    json!({"type": "object", "properties": {
        "declaration": {"type": "string"}, "page": {"type": "string"}, "title": {"type": "string"},
        "revision": {"type": "integer"}, "digest": {"type": "string"}, "as_of": moment(),
        "log": {"type": "object"}, "country_list": {"const": "UN-193"}, "un_share_per_mille": {"type": "integer"},
        "figures": {"type": "object", "description": "counted, countries, regions with their rows, undisclosed, \
            by_visibility, by_channel, by_check, by_level, by_language, by_organisation_type, by_stance, apart, days"},
        "broken": {"type": ["string", "null"]}, "recounts": {"type": "array", "items": {"type": "object"}}}})
}

/// The schemas by name.
pub(super) fn schemas() -> Vec<(&'static str, Value)> {
    let password = || json!({"type": "string"});
    vec![
        ("Declaration", declaration()),
        (
            "DeclarationList",
            json!({"type": "object", "properties": {
            "items": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["string", "null"]}}}),
        ),
        ("Tally", tally()),
        (
            "Signing",
            object(
                &["digest", "signature"],
                &json!({"digest": {"type": "string"}, "signature": signature()}),
            ),
        ),
        (
            "Signed",
            json!({"type": "object", "properties": {
            "token": {"type": "string"}, "page": {"type": "string"}, "receipt": {"type": "object"}}}),
        ),
        ("WishOfSigner", wish()),
        ("Password", object(&["password"], &json!({"password": password()}))),
        (
            "Opening",
            object(
                &["title", "digest", "password"],
                &json!({
            "title": text(300), "digest": {"type": "string"}, "password": password()}),
            ),
        ),
        ("Extension", object(&["closes_at"], &json!({"closes_at": moment()}))),
        (
            "Endorsing",
            object(
                &["digest", "language", "stance", "visibility", "password"],
                &json!({
            "digest": {"type": "string"}, "language": text(35), "stance": one_of(Stance::all().map(Stance::as_str)),
            "reservation": text(300), "person": text(200), "role": text(150), "visibility": visibility(),
            "password": password()}),
            ),
        ),
        ("Decision", decision()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_name_the_fields_that_are_read() {
        let fields = |value: Value| {
            value
                .as_object()
                .map(|o| o.keys().cloned().collect::<Vec<_>>())
                .unwrap()
        };
        let empty = serde_json::to_value(domain::endorsement::SignatureDraft::default()).unwrap();
        for name in fields(empty) {
            assert!(signature()["properties"].get(&name).is_some(), "{name}");
        }
        let empty = serde_json::to_value(domain::declaration::DeclarationExchange::default()).unwrap();
        for name in fields(empty) {
            assert!(declaration()["properties"].get(&name).is_some(), "{name}");
        }
    }
}
