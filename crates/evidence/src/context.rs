//! What an `@context` may say. Contexts are never fetched and never interpreted (SECURITY JS3, PROTOCOL 5.2).

use serde_json::Value;

/// Why a context is refused; the texts are the reasons of PROTOCOL 12.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContextFault {
    /// An address that we do not know, in a document whose meaning others rely on.
    #[error("context-unknown")]
    Unknown,
    /// A term that we act on means something else, or the document is in another form of JSON-LD.
    #[error("context-redefined")]
    Redefined,
}

const KNOWN: [&str; 8] = [
    "https://www.w3.org/ns/activitystreams",
    "https://w3id.org/security/v1",
    "https://w3id.org/security/data-integrity/v1",
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/multikey/v1",
    "https://www.w3.org/ns/did/v1",
    "https://www.w3.org/ns/cid/v1",
    "https://purl.archive.org/socialweb/webfinger",
];

/// Terms that we act on in every document.
const ACTED_ON: [&str; 13] = [
    "id",
    "type",
    "actor",
    "object",
    "target",
    "attributedTo",
    "to",
    "cc",
    "bto",
    "bcc",
    "result",
    "instrument",
    "proof",
];

/// Further ones in documents of PROTOCOL 9 to 11.
const ACTED_ON_IN_STRICT: [&str; 11] = [
    "subject",
    "relationship",
    "name",
    "nameMap",
    "summary",
    "summaryMap",
    "content",
    "contentMap",
    "items",
    "published",
    "deleted",
];

const PREFIXES: [(&str, &str); 4] = [
    ("bandung", "https://w3id.org/bandung#"),
    ("gts", "https://gotosocial.org/ns#"),
    ("toot", "http://joinmastodon.org/ns#"),
    ("schema", "http://schema.org#"),
];

/// Checks the contexts of a document and of everything embedded in it. `strict`: documents of PROTOCOL 9 to 11.
///
/// # Errors
/// See [`ContextFault`].
pub fn check(document: &Value, strict: bool) -> Result<(), ContextFault> {
    match document {
        Value::Array(items) => items.iter().try_for_each(|item| check(item, strict)),
        Value::Object(members) => {
            for (name, value) in members {
                match name.as_str() {
                    "@context" => check_context(value, strict)?,
                    "@id" | "@type" | "@graph" | "@value" | "@reverse" => return Err(ContextFault::Redefined),
                    prefixed if is_acted_on_with_prefix(prefixed) => return Err(ContextFault::Redefined),
                    _ => check(value, strict)?,
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn is_acted_on_with_prefix(name: &str) -> bool {
    let local = name
        .strip_prefix("as:")
        .or_else(|| name.strip_prefix("https://www.w3.org/ns/activitystreams#"));
    local.is_some_and(|local| ACTED_ON.contains(&local))
}

fn check_context(context: &Value, strict: bool) -> Result<(), ContextFault> {
    match context {
        Value::String(address) if strict && !KNOWN.contains(&address.as_str()) => Err(ContextFault::Unknown),
        Value::Array(entries) => entries.iter().try_for_each(|entry| check_context(entry, strict)),
        Value::Object(terms) => terms
            .iter()
            .try_for_each(|(term, definition)| check_term(term, definition, strict)),
        _ => Ok(()),
    }
}

fn check_term(term: &str, definition: &Value, strict: bool) -> Result<(), ContextFault> {
    let acted_on = ACTED_ON.contains(&term) || strict && ACTED_ON_IN_STRICT.contains(&term);
    // Others write `"id": "@id"` and `"type": "@type"`, which is what these terms mean anyway.
    let same = matches!(
        (term, definition.as_str()),
        ("id", Some("@id")) | ("type", Some("@type"))
    );
    if acted_on && !same {
        return Err(ContextFault::Redefined);
    }
    let expected = PREFIXES
        .iter()
        .find(|(prefix, _)| *prefix == term)
        .map(|(_, address)| *address);
    let changed = expected.is_some_and(|expected| definition.as_str() != Some(expected));
    // General software writes `schema: http://schema.org/` or `…#` as it likes; only ours must be exact there.
    if changed && (strict || term == "bandung") {
        Err(ContextFault::Redefined)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn i11_a_term_that_we_act_on_cannot_be_redefined() {
        for document in [
            json!({"@context": {"actor": "https://evil.example#x"}}),
            json!({"@context": ["https://www.w3.org/ns/activitystreams", {"object": {"@id": "as:actor"}}]}),
            json!({"object": {"@context": {"to": "as:cc"}}}),
            json!({"@context": {"bandung": "https://evil.example#"}}),
            json!({"@id": "https://a.example/1", "id": "https://a.example/2"}),
            json!({"as:actor": "https://a.example/1", "actor": "https://a.example/2"}),
            json!({"@graph": []}),
            json!([{"https://www.w3.org/ns/activitystreams#actor": [{"@id": "https://a.example"}]}]),
        ] {
            assert_eq!(check(&document, false), Err(ContextFault::Redefined), "{document}");
        }
    }

    #[test]
    fn i11_unknown_contexts_are_refused_only_where_meaning_rests_on_them() {
        let document = json!({"@context": ["https://www.w3.org/ns/activitystreams", "https://other.example/ns"]});

        assert_eq!(check(&document, false), Ok(()));
        assert_eq!(check(&document, true), Err(ContextFault::Unknown));
    }
}
