//! How large the fields of an incoming document may be (SECURITY 3.5, I15, I17). Over a limit is refused, never cut.

use serde_json::Value;

use crate::{lenient, refusal::Refusal};

/// The most characters of a name.
pub const NAME: usize = 2_048;
/// The most characters of a summary.
pub const SUMMARY: usize = 20_000;
/// The most characters of a content.
pub const CONTENT: usize = 200_000;
/// The most bytes of an address.
pub const URL: usize = 2_048;
/// The most characters of any other text.
pub const FIELD: usize = 2_047;
/// The most addressees, `to` and `cc` together.
pub const ADDRESSEES: usize = 1_000;
/// The most tags.
pub const TAGS: usize = 200;
/// The most attachments of a post.
pub const ATTACHMENTS: usize = 32;
/// The most fields of a profile.
pub const PROFILE_FIELDS: usize = 50;

const TOO_LARGE: Refusal = Refusal::new(400, "field-invalid");

/// Members that hold addresses of documents or pages.
const ADDRESSES: [&str; 12] = [
    "id",
    "url",
    "href",
    "inbox",
    "outbox",
    "followers",
    "following",
    "featured",
    "inReplyTo",
    "attributedTo",
    "actor",
    "context",
];
/// Members whose text has its own limit or is judged elsewhere.
const LONG: [&str; 6] = ["content", "summary", "source", "publicKeyPem", "signature", "proof"];

/// Checks an activity, object or actor with everything embedded in it.
///
/// # Errors
/// 400 `field-invalid` for the first field over its limit, and for a name with control or bidi-control characters.
pub fn check(document: &Value) -> Result<(), Refusal> {
    let Value::Object(members) = document else {
        return Ok(());
    };
    let count = |member: &str| lenient::entries(members.get(member)).len();
    let profile = members.contains_key("inbox");
    let attachments = if profile { PROFILE_FIELDS } else { ATTACHMENTS };
    require(count("to").saturating_add(count("cc")) <= ADDRESSEES)?;
    require(count("tag") <= TAGS && count("attachment") <= attachments)?;
    for (member, value) in members {
        check_member(member, value)?;
    }
    Ok(())
}

fn check_member(member: &str, value: &Value) -> Result<(), Refusal> {
    match (member, value) {
        ("@context" | "proof" | "signature", _) => Ok(()),
        ("name" | "preferredUsername", Value::String(text)) => require(within(text, NAME) && is_name(text)),
        ("nameMap", Value::Object(map)) => map.values().try_for_each(|entry| check_member("name", entry)),
        ("contentMap", Value::Object(map)) => map.values().try_for_each(|entry| check_member("content", entry)),
        ("summaryMap", Value::Object(map)) => map.values().try_for_each(|entry| check_member("summary", entry)),
        ("summary", Value::String(text)) => require(within(text, SUMMARY)),
        ("content" | "source", Value::String(text)) => require(within(text, CONTENT)),
        (_, Value::String(text)) if ADDRESSES.contains(&member) => require(text.len() <= URL),
        (_, Value::String(text)) => require(LONG.contains(&member) || within(text, FIELD)),
        (_, Value::Array(items)) => items.iter().try_for_each(|item| check_member(member, item)),
        (_, Value::Object(_)) => check(value),
        _ => Ok(()),
    }
}

/// A name is one line without characters that change how the rest is read (JS5).
fn is_name(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || domain::text::is_bidi_or_tag(c))
}

fn within(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().take(most.saturating_add(1)).count() <= most
}

fn require(holds: bool) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(TOO_LARGE) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn both_sides(make: impl Fn(usize) -> Value, most: usize) {
        assert_eq!(check(&make(most)), Ok(()), "at the limit of {most}");
        assert_eq!(check(&make(most + 1)), Err(TOO_LARGE), "one over the limit of {most}");
    }

    #[test]
    fn i15_every_field_at_its_limit_is_taken_and_one_more_is_refused() {
        both_sides(|n| json!({"object": {"name": "ä".repeat(n)}}), NAME);
        both_sides(|n| json!({"object": {"summary": "x".repeat(n)}}), SUMMARY);
        both_sides(|n| json!({"object": {"content": "x".repeat(n)}}), CONTENT);
        both_sides(|n| json!({"object": {"contentMap": {"en": "x".repeat(n)}}}), CONTENT);
        both_sides(|n| json!({"object": {"url": "x".repeat(n)}}), URL);
        both_sides(|n| json!({"object": {"value": "x".repeat(n)}}), FIELD);
        both_sides(|n| json!({"tag": vec![json!({"name": "#x"}); n]}), TAGS);
        both_sides(|n| json!({"attachment": vec![json!({"name": "x"}); n]}), ATTACHMENTS);
        both_sides(
            |n| json!({"inbox": "x", "attachment": vec![json!({"name": "x"}); n]}),
            PROFILE_FIELDS,
        );
        both_sides(|n| json!({"to": ["a"], "cc": vec!["b"; n - 1]}), ADDRESSEES);
    }

    #[test]
    fn i17_bidi_controls_in_a_name_are_refused_and_in_content_taken() {
        for name in ["a\u{202E}b", "a\u{2066}b", "a\nb", "a\u{7}b"] {
            assert_eq!(check(&json!({"name": name})), Err(TOO_LARGE), "{name:?}");
            assert_eq!(check(&json!({"content": name})), Ok(()), "{name:?}");
        }
        assert_eq!(check(&json!({"name": "آب پاک"})), Ok(()));
    }
}
