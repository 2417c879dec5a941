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

/// What our documents call these name spaces; the first is ours.
const PREFIXES: [(&str, &str); 5] = [
    ("bandung", "https://w3id.org/bandung#"),
    ("gts", "https://gotosocial.org/ns#"),
    ("toot", "http://joinmastodon.org/ns#"),
    ("schema", "http://schema.org#"),
    ("as", "https://www.w3.org/ns/activitystreams#"),
];

/// Keywords of JSON-LD that give a document another form than the compact one that we read. `@value` is none of them:
/// Fedify writes it around keys of an embedded actor, and it names nothing that we act on. In our documents no keyword
/// is allowed at all.
const OTHER_FORM: [&str; 6] = ["@id", "@type", "@graph", "@reverse", "@nest", "@included"];

/// Checks the contexts of a document and of everything embedded in it. `strict`: documents of PROTOCOL 9 to 11.
///
/// # Errors
/// See [`ContextFault`].
pub fn check(document: &Value, strict: bool) -> Result<(), ContextFault> {
    match document {
        Value::Array(items) => items.iter().try_for_each(|item| check(item, strict)),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            if name == "@context" {
                return check_context(value, strict);
            }
            let other_form = OTHER_FORM.contains(&name.as_str()) || strict && name.starts_with('@');
            if other_form || is_acted_on_by_another_name(name, strict) {
                return Err(ContextFault::Redefined);
            }
            check(value, strict)
        }),
        _ => Ok(()),
    }
}

fn is_acted_on(term: &str, strict: bool) -> bool {
    ACTED_ON.contains(&term) || strict && ACTED_ON_IN_STRICT.contains(&term)
}

/// Whether a name is a term that we act on with a prefix (`as:actor`) or in full (`https://…#actor`). Our own name
/// space has terms of its own that are called like others (`bandung:result`).
fn is_acted_on_by_another_name(name: &str, strict: bool) -> bool {
    let local = match (name.rsplit_once('#'), name.split_once(':')) {
        (Some((space, local)), _) if space != "https://w3id.org/bandung" => local,
        (None, Some((prefix, local))) if prefix != "bandung" => local,
        _ => return false,
    };
    is_acted_on(local, strict)
}

fn check_context(context: &Value, strict: bool) -> Result<(), ContextFault> {
    match context {
        Value::String(address) if strict && !KNOWN.contains(&address.as_str()) => Err(ContextFault::Unknown),
        Value::String(_) => Ok(()),
        Value::Array(entries) => entries.iter().try_for_each(|entry| check_context(entry, strict)),
        Value::Object(terms) => terms
            .iter()
            .try_for_each(|(term, definition)| check_term(term, definition, strict)),
        // `null` takes all definitions away; some servers write it where they mean that there is none.
        _ if strict => Err(ContextFault::Redefined),
        _ => Ok(()),
    }
}

fn check_term(term: &str, definition: &Value, strict: bool) -> Result<(), ContextFault> {
    // Others write `"id": "@id"` and `"type": "@type"`, which is what these terms mean anyway.
    if matches!(
        (term, definition.as_str()),
        ("id", Some("@id")) | ("type", Some("@type"))
    ) {
        return Ok(());
    }
    if term == "@import" {
        return check_context(definition, strict);
    }
    if let Some(scoped) = definition.get("@context") {
        check_context(scoped, strict)?;
    }
    let redefined = is_acted_on(term, strict)
        || changes_a_prefix(term, definition, strict)
        || strict && is_an_alias(term, definition);
    if redefined {
        Err(ContextFault::Redefined)
    } else {
        Ok(())
    }
}

/// What a definition says that the term stands for.
fn meaning(definition: &Value) -> Option<&str> {
    ["@id", "@reverse"]
        .iter()
        .find_map(|keyword| definition.get(keyword))
        .unwrap_or(definition)
        .as_str()
}

/// Whether a prefix, or a term that is written with it, is mapped elsewhere than PROTOCOL 5.2 says.
///
/// General software writes `schema: http://schema.org/` or `…#` as it likes; only ours must be exact there.
fn changes_a_prefix(term: &str, definition: &Value, strict: bool) -> bool {
    PREFIXES
        .iter()
        .filter(|(prefix, _)| strict || *prefix == "bandung")
        .any(|(prefix, address)| match term.strip_prefix(prefix) {
            Some("") => definition.as_str() != Some(address),
            Some(rest) => rest.strip_prefix(':').is_some_and(|local| {
                meaning(definition)
                    .is_some_and(|meaning| meaning != term && meaning.strip_prefix(address) != Some(local))
            }),
            None => false,
        })
}

/// Whether a term is a second name for a keyword or for a term that we act on.
fn is_an_alias(term: &str, definition: &Value) -> bool {
    let keyword = !term.starts_with('@') && meaning(definition).is_some_and(|meaning| meaning.starts_with('@'));
    keyword
        || is_acted_on_by_another_name(term, true)
        || meaning(definition).is_some_and(|meaning| is_acted_on_by_another_name(meaning, true))
}

#[cfg(test)]
mod tests;
