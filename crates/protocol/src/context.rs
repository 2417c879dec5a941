//! The `@context` of what we send: the URLs needed and exactly the terms that the document uses (PROTOCOL 5.2).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::names::ACTIVITY_STREAMS;

/// What a document is, for the URLs of its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An actor.
    Actor,
    /// A document to which an integrity proof will be added.
    Signed,
    /// Anything else.
    Plain,
}

const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v2";
const ACTOR_URLS: [&str; 4] = [
    "https://w3id.org/security/v1",
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://purl.archive.org/socialweb/webfinger",
];

const PREFIXES: [(&str, &str); 4] = [
    ("bandung", crate::names::BANDUNG),
    ("gts", "https://gotosocial.org/ns#"),
    ("schema", "http://schema.org#"),
    ("toot", "http://joinmastodon.org/ns#"),
];

/// Term, IRI, whether it holds ids (`@id`), container.
const TERMS: [(&str, &str, bool, Option<&str>); 34] = [
    (
        "FeatureAuthorization",
        "https://w3id.org/fep/7aa9#FeatureAuthorization",
        false,
        None,
    ),
    (
        "FeatureRequest",
        "https://w3id.org/fep/7aa9#FeatureRequest",
        false,
        None,
    ),
    (
        "FeaturedCollection",
        "https://w3id.org/fep/7aa9#FeaturedCollection",
        false,
        None,
    ),
    ("FeaturedItem", "https://w3id.org/fep/7aa9#FeaturedItem", false, None),
    (
        "featureAuthorization",
        "https://w3id.org/fep/7aa9#featureAuthorization",
        true,
        None,
    ),
    (
        "featuredCollections",
        "https://w3id.org/fep/7aa9#featuredCollections",
        true,
        None,
    ),
    ("featuredObject", "https://w3id.org/fep/7aa9#featuredObject", true, None),
    ("Hashtag", "as:Hashtag", false, None),
    (
        "QuoteAuthorization",
        "https://w3id.org/fep/044f#QuoteAuthorization",
        false,
        None,
    ),
    ("QuoteRequest", "https://w3id.org/fep/044f#QuoteRequest", false, None),
    (
        "_misskey_quote",
        "https://misskey-hub.net/ns#_misskey_quote",
        false,
        None,
    ),
    ("interactingObject", "gts:interactingObject", true, None),
    ("interactionTarget", "gts:interactionTarget", true, None),
    ("PropertyValue", "schema:PropertyValue", false, None),
    ("value", "schema:value", false, None),
    ("attributionDomains", "toot:attributionDomains", false, Some("@set")),
    ("automaticApproval", "gts:automaticApproval", true, None),
    ("canFeature", "https://w3id.org/fep/7aa9#canFeature", true, None),
    ("canQuote", "gts:canQuote", true, None),
    ("discoverable", "toot:discoverable", false, None),
    ("featured", "toot:featured", true, None),
    ("featuredTags", "toot:featuredTags", true, None),
    ("blurhash", "toot:blurhash", false, None),
    (
        "implements",
        "https://w3id.org/fep/844e/implements",
        true,
        Some("@list"),
    ),
    ("indexable", "toot:indexable", false, None),
    ("interactionPolicy", "gts:interactionPolicy", true, None),
    ("manualApproval", "gts:manualApproval", true, None),
    ("manuallyApprovesFollowers", "as:manuallyApprovesFollowers", false, None),
    ("movedTo", "as:movedTo", true, None),
    ("quote", "https://w3id.org/fep/044f#quote", true, None),
    (
        "quoteAuthorization",
        "https://w3id.org/fep/044f#quoteAuthorization",
        true,
        None,
    ),
    ("quoteUri", "http://fedibird.com/ns#quoteUri", false, None),
    ("quoteUrl", "as:quoteUrl", false, None),
    ("sensitive", "as:sensitive", false, None),
];

/// Members of our own prefix that hold ids.
const OWN_IDS: [&str; 22] = [
    "bandung:application",
    "bandung:members",
    "bandung:roster",
    "bandung:witnessPolicy",
    "bandung:adaptedFrom",
    "bandung:authorizes",
    "bandung:documentKind",
    "bandung:endorsement",
    "bandung:endorsements",
    "bandung:endorsementsGiven",
    "bandung:endorsementsOf",
    "bandung:evidenceLink",
    "bandung:instance",
    "bandung:memberships",
    "bandung:network",
    "bandung:replicates",
    "bandung:replications",
    "bandung:revisedBy",
    "bandung:revises",
    "bandung:stamp",
    "bandung:tally",
    "bandung:translationOf",
];
/// Members of our own prefix whose order matters.
const OWN_LISTS: [&str; 4] = [
    "bandung:authenticLanguages",
    "bandung:media",
    "bandung:officialLanguages",
    "bandung:whatWeDid",
];
/// Members of our own prefix that hold JSON as it is.
const OWN_JSON: [&str; 1] = ["bandung:byCountry"];

/// Puts the smallest right `@context` in front of a document. Any `@context` that it has is replaced.
#[must_use]
pub fn with_context(mut document: Value, kind: Kind) -> Value {
    let mut used = BTreeSet::new();
    if let Value::Object(members) = &mut document {
        members.remove("@context");
    }
    collect(&document, &mut used);
    let mut context = vec![json!(ACTIVITY_STREAMS)];
    match kind {
        Kind::Actor => context.extend(ACTOR_URLS.map(Value::from)),
        Kind::Signed => context.push(json!(DATA_INTEGRITY)),
        Kind::Plain => {}
    }
    let terms = definitions(&used);
    if !terms.is_empty() {
        context.push(Value::Object(terms));
    }
    if let Value::Object(members) = &mut document {
        members.insert("@context".to_owned(), Value::Array(context));
    }
    document
}

/// Names of members and values of `type`, everywhere but in documents that bring their own context.
fn collect<'a>(value: &'a Value, used: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) if !members.contains_key("@context") => {
            for (name, member) in members {
                used.insert(name);
                if let ("type", Value::String(kind)) = (name.as_str(), member) {
                    used.insert(kind);
                }
                // The keys of a language map are languages, not terms.
                if !name.ends_with("Map") {
                    collect(member, used);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, used)),
        _ => {}
    }
}

fn definitions(used: &BTreeSet<&str>) -> Map<String, Value> {
    let mut terms = Map::new();
    for (term, iri, ids, container) in TERMS.iter().filter(|(term, ..)| used.contains(term)) {
        terms.insert((*term).to_owned(), definition(iri, *ids, *container));
    }
    for name in OWN_IDS.iter().filter(|name| used.contains(*name)) {
        terms.insert((*name).to_owned(), json!({"@type": "@id"}));
    }
    for name in OWN_LISTS.iter().filter(|name| used.contains(*name)) {
        terms.insert((*name).to_owned(), json!({"@container": "@list"}));
    }
    for name in OWN_JSON.iter().filter(|name| used.contains(*name)) {
        terms.insert((*name).to_owned(), json!({"@type": "@json"}));
    }
    let in_terms = |prefix: &str| {
        TERMS
            .iter()
            .any(|(term, iri, ..)| used.contains(term) && iri.split(':').next() == Some(prefix))
    };
    for (prefix, iri) in PREFIXES {
        let in_names = used
            .iter()
            .any(|name| name.split(':').next() == Some(prefix) && name.contains(':'));
        if in_names || in_terms(prefix) {
            terms.insert(prefix.to_owned(), json!(iri));
        }
    }
    terms
}

fn definition(iri: &str, ids: bool, container: Option<&str>) -> Value {
    if !ids && container.is_none() {
        return json!(iri);
    }
    let mut members = Map::from_iter([("@id".to_owned(), json!(iri))]);
    if ids {
        members.insert("@type".to_owned(), json!("@id"));
    }
    if let Some(container) = container {
        members.insert("@container".to_owned(), json!(container));
    }
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pv5_a_plain_document_has_an_array_with_one_url() {
        let like = with_context(json!({"type": "Like", "object": "https://a.example/1"}), Kind::Plain);
        assert_eq!(like["@context"], json!([ACTIVITY_STREAMS]));
    }

    #[test]
    fn pv5_only_terms_in_use_are_defined() {
        let note = with_context(
            json!({"type": "Note", "sensitive": false, "tag": [{"type": "Hashtag"}]}),
            Kind::Signed,
        );
        assert_eq!(
            note["@context"],
            json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {"Hashtag": "as:Hashtag", "sensitive": "as:sensitive"}])
        );
    }

    #[test]
    fn an_embedded_document_with_its_own_context_adds_no_term() {
        let inner = json!({"@context": "x", "bandung:country": "KE", "sensitive": true});
        let outer = with_context(json!({"type": "Announce", "object": inner}), Kind::Signed);
        assert_eq!(outer["@context"], json!([ACTIVITY_STREAMS, DATA_INTEGRITY]));
    }
}
