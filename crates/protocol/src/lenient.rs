//! Readers for what other software writes: one or many, object or id, text or map. Nothing here fails; callers judge.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::refusal::Refusal;

/// The entries of a member that may be absent, `null`, one value or an array.
#[must_use]
pub fn entries(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.iter().filter(|item| !item.is_null()).collect(),
        Some(one) => vec![one],
    }
}

/// The id that a value stands for: the text itself, or the `id` of an object.
#[must_use]
pub fn id_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(members) => members.get("id").and_then(Value::as_str),
        _ => None,
    }
}

/// The ids of a member that holds one or many objects or ids.
#[must_use]
pub fn ids(value: Option<&Value>) -> Vec<String> {
    entries(value)
        .into_iter()
        .filter_map(id_of)
        .map(str::to_owned)
        .collect()
}

/// The one id of a member; nothing when there are several.
#[must_use]
pub fn one_id(value: Option<&Value>) -> Option<&str> {
    match entries(value).as_slice() {
        [one] => id_of(one),
        _ => None,
    }
}

/// A member that is text and not empty.
#[must_use]
pub fn text<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    object.get(member)?.as_str().filter(|text| !text.is_empty())
}

/// A member that is true or false.
#[must_use]
pub fn flag(object: &Value, member: &str) -> Option<bool> {
    object.get(member)?.as_bool()
}

/// A moment in RFC 3339 with a zone (JS6).
#[must_use]
pub fn time(object: &Value, member: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(object.get(member)?.as_str()?)
        .ok()
        .map(|moment| moment.with_timezone(&Utc))
}

/// The one type of a document.
///
/// # Errors
/// 400: `type-array` for a list, `field-invalid` when there is none.
pub fn type_of(object: &Value) -> Result<&str, Refusal> {
    match object.get("type") {
        Some(Value::String(name)) if !name.is_empty() => Ok(name),
        Some(Value::Array(_)) => Err(Refusal::new(400, "type-array")),
        _ => Err(Refusal::new(400, "field-invalid")),
    }
}

/// The one author of an object.
///
/// # Errors
/// 400: `attributed-array` for a list of several, `field-invalid` when there is none.
pub fn author_of(object: &Value) -> Result<&str, Refusal> {
    let authors = entries(object.get("attributedTo"));
    match authors.as_slice() {
        [one] => id_of(one).ok_or(Refusal::new(400, "field-invalid")),
        [] => Err(Refusal::new(400, "field-invalid")),
        _ => Err(Refusal::new(400, "attributed-array")),
    }
}

/// The address for people: a text, a `Link`, or the first `text/html` link of several, else the first.
#[must_use]
pub fn link(value: Option<&Value>) -> Option<&str> {
    let links = entries(value);
    let html = links
        .iter()
        .find(|link| link.get("mediaType").and_then(Value::as_str) == Some("text/html"));
    html.or(links.first()).and_then(|link| match link {
        Value::String(text) => Some(text.as_str()),
        other => other.get("href").and_then(Value::as_str).or_else(|| text(other, "url")),
    })
}

/// The text of a member or of its map (`content` and `contentMap`), with the language where it is known.
#[must_use]
pub fn in_language<'a>(object: &'a Value, member: &str) -> (Option<&'a str>, Option<&'a str>) {
    let map = object.get(format!("{member}Map")).and_then(Value::as_object);
    let plain = text(object, member);
    let mut entries = map
        .into_iter()
        .flatten()
        .filter_map(|(tag, value)| Some((tag.as_str(), value.as_str()?)));
    match plain {
        Some(plain) => {
            let language = entries.find(|(_, text)| *text == plain).map(|(tag, _)| tag);
            (Some(plain), language)
        }
        None => entries
            .next()
            .map_or((None, None), |(tag, text)| (Some(text), Some(tag))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_member_is_one_or_many() {
        assert_eq!(ids(Some(&json!("a"))), ["a"]);
        assert_eq!(ids(Some(&json!(["a", {"id": "b"}, null, 3]))), ["a", "b"]);
        assert!(ids(Some(&Value::Null)).is_empty());
        assert_eq!(one_id(Some(&json!(["a", "b"]))), None);
        assert_eq!(one_id(Some(&json!([{"id": "b"}]))), Some("b"));
    }

    #[test]
    fn the_page_is_preferred_among_links() {
        let links = json!([{"href": "v.mp4", "mediaType": "video/mp4"}, {"href": "page", "mediaType": "text/html"}]);
        assert_eq!(link(Some(&links)), Some("page"));
        assert_eq!(link(Some(&json!("x"))), Some("x"));
        assert_eq!(link(Some(&json!({"type": "Link", "href": "y"}))), Some("y"));
    }

    #[test]
    fn the_language_is_that_of_the_equal_entry() {
        let note = json!({"content": "hola", "contentMap": {"en": "hello", "es": "hola"}});
        assert_eq!(in_language(&note, "content"), (Some("hola"), Some("es")));
        assert_eq!(
            in_language(&json!({"contentMap": {"fr": "x"}}), "content"),
            (Some("x"), Some("fr"))
        );
        assert_eq!(in_language(&json!({}), "content"), (None, None));
    }

    #[test]
    fn a_list_of_types_or_authors_is_refused() {
        assert_eq!(type_of(&json!({"type": ["Note"]})).unwrap_err().reason, "type-array");
        assert_eq!(
            author_of(&json!({"attributedTo": ["a", "b"]})).unwrap_err().reason,
            "attributed-array"
        );
        assert_eq!(author_of(&json!({})).unwrap_err().reason, "field-invalid");
        assert_eq!(author_of(&json!({"attributedTo": [{"id": "a"}]})), Ok("a"));
    }
}
