//! SG5: only the two types of ActivityPub, sent once, not encoded.

use crate::{http_signature::Headers, refusal::Refusal};

const OTHER: Refusal = Refusal::new(415, "content-type");
const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";

pub(super) fn check(headers: Headers<'_>) -> Result<(), Refusal> {
    let only = headers.one("content-type").ok().flatten();
    let text = only.and_then(|value| std::str::from_utf8(value).ok()).ok_or(OTHER)?;
    if headers.has("content-encoding") || !is_activity_pub(text) {
        Err(OTHER)
    } else {
        Ok(())
    }
}

fn is_activity_pub(text: &str) -> bool {
    let (essence, rest) = text
        .split_once(';')
        .map_or((text, None), |(essence, rest)| (essence, Some(rest)));
    let Some(parameters) = rest.map_or(Some(Vec::new()), parameters) else {
        return false;
    };
    let get = |name: &str| {
        parameters
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    };
    let profile = get("profile").is_some_and(|list| list.split(' ').any(|one| one == ACTIVITY_STREAMS));
    let charset = get("charset").is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"));
    match essence.trim_end_matches(BLANKS).to_ascii_lowercase().as_str() {
        "application/activity+json" => charset,
        "application/ld+json" => charset && profile,
        _ => false,
    }
}

const BLANKS: [char; 2] = [' ', '\t'];

/// `name=token` or `name="text"`, separated by semicolons; `None` when broken or when one is there twice.
fn parameters(mut rest: &str) -> Option<Vec<(String, String)>> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    loop {
        let (name, after) = rest.trim_start_matches(BLANKS).split_once('=')?;
        let name = name.to_ascii_lowercase();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(
                after
                    .find(|c: char| c == ';' || BLANKS.contains(&c))
                    .unwrap_or(after.len()),
            ),
        };
        let token = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !token || parameters.iter().any(|(other, _)| *other == name) {
            return None;
        }
        parameters.push((name, value.to_owned()));
        let after = after.trim_start_matches(BLANKS);
        if after.is_empty() {
            return Some(parameters);
        }
        rest = after.strip_prefix(';')?;
    }
}

#[cfg(test)]
mod tests {
    use super::is_activity_pub;

    #[test]
    fn the_two_types_are_taken_as_others_write_them() {
        for text in [
            "application/activity+json",
            "Application/Activity+JSON; charset=UTF-8",
            "application/activity+json;charset=\"utf-8\"",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\"; charset=utf-8",
            "application/ld+json; profile=\"https://other.example/ https://www.w3.org/ns/activitystreams\"",
        ] {
            assert!(is_activity_pub(text), "{text}");
        }
    }

    #[test]
    fn i16_every_other_type_is_refused() {
        for text in [
            "",
            "text/plain",
            "text/html",
            "application/json",
            "application/ld+json",
            "multipart/form-data; boundary=a",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams2\"",
            "application/activity+json; charset=latin1",
            "application/activity+json; charset=utf-8; charset=latin1",
            "application/activity+json;",
            "application/activity+json, text/html",
            "application/activity+jsonx",
            "application/activity+json; =x",
            "application/activity+json; charset=\"utf-8",
        ] {
            assert!(!is_activity_pub(text), "{text}");
        }
    }

    #[test]
    fn arbitrary_text_never_panics() {
        bolero::check!().with_type::<String>().for_each(|text: &String| {
            assert!(!is_activity_pub(&format!("text/{text}")));
            let _ = is_activity_pub(&format!("application/activity+json;{text}"));
        });
    }
}
