use serde_json::json;

use super::{JsonError, Limits, has_only_safe_integers, read};

fn network(text: &str) -> Result<serde_json::Value, JsonError> {
    read(text.as_bytes(), Limits::NETWORK)
}

#[test]
fn an_ordinary_document_is_read() {
    let text = r#" {"a": [1, -2, 0.5, true, null], "b": {"c": "\u00e9\n\ud83d\ude00"}} "#;

    assert_eq!(
        network(text),
        Ok(json!({"a": [1, -2, 0.5, true, null], "b": {"c": "é\n😀"}}))
    );
}

#[test]
fn i12_a_member_twice_is_refused_at_every_level() {
    for text in [
        r#"{"a":1,"a":1}"#,
        r#"{"o":{"a":1,"\u0061":2}}"#,
        r#"[{"proof":{"a":1,"a":2}}]"#,
    ] {
        assert_eq!(
            network(text),
            Err(JsonError::DuplicateMember { name: "a".into() }),
            "{text}"
        );
    }
}

#[test]
fn i13_depth_width_and_count_are_bounded() {
    assert!(network(&format!("{}1{}", "[".repeat(32), "]".repeat(32))).is_ok());
    assert_eq!(
        network(&format!("{}1{}", "[".repeat(33), "]".repeat(33))),
        Err(JsonError::TooLarge {
            what: "levels",
            limit: 32
        })
    );
    assert!(network(&"[".repeat(100_000)).is_err());
    let wide = |n: usize| {
        format!(
            "{{{}}}",
            (0..n).map(|i| format!("\"{i}\":0")).collect::<Vec<_>>().join(",")
        )
    };
    assert!(network(&wide(512)).is_ok());
    assert_eq!(
        network(&wide(513)),
        Err(JsonError::TooLarge {
            what: "members",
            limit: 512
        })
    );
    assert_eq!(
        network(&format!("[{}0]", "0,".repeat(20_000))),
        Err(JsonError::TooLarge {
            what: "values",
            limit: 20_000
        })
    );
}

#[test]
fn i17_bad_encodings_and_forbidden_characters_are_refused() {
    assert_eq!(read(b"\xff", Limits::NETWORK), Err(JsonError::Encoding));
    assert_eq!(network("\u{FEFF}{}"), Err(JsonError::Encoding));
    for text in [r#""\u0000""#, r#""\ud800""#, r#""\ud800\u0041""#, r#""\udc00""#] {
        assert_eq!(network(text), Err(JsonError::ForbiddenCharacter), "{text}");
    }
}

#[test]
fn what_is_not_one_json_document_is_refused() {
    for text in [
        "",
        "{",
        "{}x",
        "{} {}",
        "01",
        "1.",
        "+1",
        ".5",
        "1e",
        "'a'",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "tru",
        "nul",
        "\"a\nb\"",
        "\"\\x\"",
        "NaN",
        "// c\n1",
    ] {
        assert!(matches!(network(text), Err(JsonError::Syntax { .. })), "{text:?}");
    }
    assert_eq!(network("1e400"), Err(JsonError::Number));
}

#[test]
fn i18_only_integers_within_2_to_the_53_are_safe() {
    for (text, safe) in [
        ("9007199254740991", true),
        ("-9007199254740991", true),
        ("9007199254740992", false),
        ("1.0", false),
        ("1e2", false),
        ("-0", false),
        ("0", true),
        ("18446744073709551615", false),
        ("[1,{\"a\":0.5}]", false),
    ] {
        assert_eq!(has_only_safe_integers(&network(text).unwrap()), safe, "{text}");
    }
}
