//! The pages that people read, one file per subject.

pub(crate) mod about;
pub(crate) mod changes;
pub(crate) mod declarations;
pub(crate) mod display;
pub(crate) mod feeds;
pub(crate) mod follows;
pub(crate) mod home;
pub(crate) mod machine;
pub(crate) mod metadata;
pub(crate) mod moderation;
pub(crate) mod moving;
pub(crate) mod networks;
pub(crate) mod organisations;
pub(crate) mod own_practices;
pub(crate) mod places;
pub(crate) mod policy;
pub(crate) mod posts;
pub(crate) mod practices;
pub(crate) mod problem;
pub(crate) mod replication;
pub(crate) mod search;
pub(crate) mod second_factor;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod timeline;
pub(crate) mod writing;

/// Where the next page of a list is: the same address with another `after`.
pub(crate) fn next_page(here: &str, next: Option<&str>) -> Option<String> {
    let next = next?;
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "after") {
        pairs.append_pair(&name, &value);
    }
    pairs.append_pair("after", next);
    Some(format!("{path}?{}", pairs.finish()))
}

/// A path of our own that came as a parameter; anything else is ignored (SECURITY AC10).
pub(crate) fn own_path(text: &str) -> Option<&str> {
    let plain = !text.contains('\\') && !text.chars().any(char::is_control) && text.len() <= 2_000;
    (text.starts_with('/') && !text.starts_with("//") && plain).then_some(text)
}

/// A path with a notice for the next page.
pub(crate) fn with_notice(path: &str, notice: &str) -> String {
    let (path, fragment) = path
        .split_once('#')
        .map_or((path, String::new()), |(p, f)| (p, format!("#{f}")));
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}done={notice}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_the_filters() {
        assert_eq!(
            next_page("/practices?q=a&after=1", Some("2")).unwrap(),
            "/practices?q=a&after=2"
        );
        assert_eq!(next_page("/practices", None), None);
    }

    #[test]
    fn only_paths_of_our_own_are_followed() {
        assert_eq!(own_path("/home?x=1"), Some("/home?x=1"));
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\nb",
            "home",
            "",
        ] {
            assert_eq!(own_path(foreign), None, "{foreign:?}");
        }
    }

    #[test]
    fn a_notice_stands_before_the_fragment() {
        assert_eq!(with_notice("/posts/1#reply", "sent"), "/posts/1?done=sent#reply");
    }
}
