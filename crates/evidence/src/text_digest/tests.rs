use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::canonical_json;

fn example() -> Value {
    json!({
        "id": "https://alpha.example/ap/articles/1",
        "type": "Article",
        "attributedTo": "https://alpha.example/ap/orgs/1",
        "name": "Water", "nameMap": {"en": "Water", "fr": "Eau"},
        "summary": "<p>One line.</p>", "summaryMap": {"en": "<p>One line.</p>", "fr": "<p>Une ligne.</p>"},
        "content": "<p>Water first.</p>",
        "contentMap": {"en": "<p>Water first.</p>", "fr": "<p>L’eau d’abord.</p>"},
        "bandung:documentKind": DECLARATION,
        "bandung:digestProfile": "declaration-1",
        "bandung:revision": 1,
        "bandung:officialLanguages": ["en", "fr"],
        "bandung:authenticLanguages": ["en"],
    })
}

#[test]
fn p05_the_worked_example_has_the_digest_of_the_protocol() {
    let article = example();

    assert_eq!(
        text_digest(&article).unwrap(),
        "zQmdfWKXXBbpmz7DNSMcYw2z7ZT91LoVXwKgKKBEKZEtQBw"
    );
    assert_eq!(canonical_json::to_bytes(&digest_input(&article)).len(), 560);
    let mut other = article;
    other["contentMap"]["fr"] = json!("<p>L'eau d’abord.</p>");
    assert_eq!(
        text_digest(&other).unwrap(),
        "zQmNnmPap8gKYwzkEUzCtqQ3TgajnXznFkDBH5xRe4iGe62"
    );
}

#[test]
fn pd3_what_is_not_a_declaration_is_refused_with_its_reason() {
    let cases: [(&str, Value, TextFault); 18] = [
        ("/type", json!("Note"), TextFault::FieldInvalid),
        ("/type", json!(["Article"]), TextFault::FieldInvalid),
        ("/bandung:documentKind", json!("Declaration"), TextFault::FieldInvalid),
        (
            "/bandung:digestProfile",
            json!("declaration-2"),
            TextFault::FieldInvalid,
        ),
        ("/bandung:revision", json!(0), TextFault::FieldInvalid),
        ("/bandung:revision", json!(2), TextFault::FieldInvalid),
        ("/bandung:officialLanguages", json!([]), TextFault::FieldInvalid),
        (
            "/bandung:officialLanguages",
            json!(["en", "en", "fr"]),
            TextFault::FieldInvalid,
        ),
        (
            "/bandung:officialLanguages",
            json!(["en", "fr", "ar"]),
            TextFault::LanguageSet,
        ),
        ("/bandung:officialLanguages", json!(["en"]), TextFault::LanguageSet),
        ("/bandung:authenticLanguages", json!(["ar"]), TextFault::LanguageSet),
        (
            "/bandung:authenticLanguages",
            json!(["fr", "en"]),
            TextFault::LanguageMain,
        ),
        ("/nameMap/en", json!("Other"), TextFault::LanguageMain),
        ("/nameMap/fr", json!("<b>Eau"), TextFault::FieldInvalid),
        ("/nameMap/fr", json!("x".repeat(301)), TextFault::FieldInvalid),
        ("/nameMap/fr", json!("E\u{301}au"), TextFault::TextForm),
        ("/summaryMap/fr", json!("<p>a</p><p>b</p>"), TextFault::FieldInvalid),
        ("/contentMap/fr", json!("<p>a\r\nb</p>"), TextFault::TextForm),
    ];
    for (pointer, value, fault) in cases {
        let mut article = example();
        *article.pointer_mut(pointer).unwrap() = value.clone();
        assert_eq!(text_digest(&article), Err(fault), "{pointer} = {value}");
    }
    assert_eq!(text_digest(&Value::Null), Err(TextFault::FieldInvalid));
}

#[test]
fn en1_characters_that_nobody_sees_are_refused() {
    for c in
        "\u{0}\u{9}\u{B}\r\u{1B}\u{7F}\u{85}\u{61C}\u{200E}\u{200F}\u{202A}\u{202E}\u{2066}\u{2069}\u{2028}".chars()
    {
        let mut article = example();
        article["contentMap"]["fr"] = json!(format!("<p>a{c}b</p>"));
        assert_eq!(text_digest(&article), Err(TextFault::TextForm), "{c:?}");
    }
    let mut article = example();
    article["contentMap"]["fr"] = json!("<p>a\nb \u{200D} \u{A0}</p>");
    assert!(text_digest(&article).is_ok());
}

#[test]
fn pd3_only_the_listed_elements_without_attributes_are_markup() {
    for html in [
        "",
        "plain",
        "<p>a<br>b<br/>c</p>",
        "<h2>x</h2>\n<ul><li><p>a</p></li></ul><ol><li>b</li></ol>",
        "<blockquote><p><strong>a</strong> <em>b</em></p></blockquote>",
        "<p><a href=\"https://a.example/x?y=1&amp;z=2#f\">a</a></p>",
        "<p>1 &lt; 2 &amp; 3 &gt; 2 &quot;&#39;</p>",
    ] {
        assert!(is_frozen_markup(html), "{html}");
    }
    for html in [
        "<p>",
        "</p>",
        "<p></strong>",
        "<p>a</P>",
        "<P>a</P>",
        "<p class=\"x\">a</p>",
        "<p >a</p>",
        "<script>a</script>",
        "<h1>a</h1>",
        "<!-- a -->",
        "<p>a < b</p>",
        "<p>a > b</p>",
        "<p>a & b</p>",
        "<p>&#x202E;</p>",
        "<p>&rlm;</p>",
        "<a>a</a>",
        "<a href=\"http://a.example/\">a</a>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<a href='https://a.example/'>a</a>",
        "<a href=\"https://a.example/\" rel=\"me\">a</a>",
        "<a href=\"https://a.example/ x\">a</a>",
        "<a href=\"https://\">a</a>",
        "<a href=\"https://a.example/\"><em><a href=\"https://b.example/\">a</a></em></a>",
        "<br",
        "<",
    ] {
        assert!(!is_frozen_markup(html), "{html}");
    }
    assert!(!is_frozen_markup(&("<em>".repeat(17) + &"</em>".repeat(17))));
}

#[test]
fn pc1_a_teaser_is_one_paragraph_of_text() {
    assert!(is_teaser("<p>a &amp; b</p>"));
    assert!(is_teaser(&format!("<p>{}</p>", "&amp;".repeat(500))));
    for html in [
        "",
        "a",
        "<p></p>",
        "<p>a<br>b</p>",
        "<p>a</p>\n",
        "<p><a href=\"https://a.example/\">a</a></p>",
    ] {
        assert!(!is_teaser(html), "{html}");
    }
    assert!(!is_teaser(&format!("<p>{}</p>", "é".repeat(501))));
}

/// Members in another order: `serde_json` keeps the order in which they were put in.
fn reordered(article: &Value, seed: usize) -> Value {
    let mut members: Vec<_> = article.as_object().unwrap().clone().into_iter().collect();
    let length = members.len();
    members.rotate_left(seed % length);
    if seed % 2 == 1 {
        members.reverse();
    }
    Value::Object(members.into_iter().collect())
}

proptest! {
    #[test]
    fn p05_the_order_of_members_and_other_members_do_not_matter(
        seed in 0_usize..64,
        name in "[a-z:]{1,20}",
        value in any::<i32>(),
    ) {
        prop_assume!(!DIGEST_MEMBERS.contains(&name.as_str()));
        let mut other = reordered(&example(), seed);
        other[name] = json!(value);

        prop_assert_eq!(text_digest(&other), text_digest(&example()));
    }

    #[test]
    fn p05_any_change_of_a_member_of_the_digest_changes_it(index in 0_usize..15, more in "[a-z]{1,5}") {
        let mut other = example();
        let name = DIGEST_MEMBERS[index];
        match other.get_mut(name) {
            Some(Value::String(text)) => text.push_str(&more),
            Some(Value::Array(items)) => items.push(json!(more)),
            Some(Value::Object(texts)) => {
                texts.insert(more, json!("x"));
            }
            Some(number) => *number = json!(7),
            None => other[name] = json!("https://alpha.example/ap/articles/0"),
        }

        prop_assert_ne!(text_digest(&other).ok(), text_digest(&example()).ok());
        prop_assert_ne!(digest_input(&other), digest_input(&example()));
    }

    #[test]
    fn pd3_nothing_is_normalised_silently(text in "[ -~\u{E9}e\u{301}\u{2019}'\u{A0}\n]{0,20}") {
        let mut article = example();
        let html = format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
        article["contentMap"]["fr"] = json!(html);
        if text_digest(&article).is_ok() {
            let input = digest_input(&article);
            prop_assert_eq!(input["contentMap"]["fr"].as_str(), Some(html.as_str()));
        } else {
            prop_assert!(!is_plain(&text));
        }
    }

    #[test]
    fn no_markup_makes_the_reader_stop(html in "[<>/a-z \"=&;:.#é]{0,40}") {
        let _ = is_frozen_markup(&html);
        let _ = is_teaser(&html);
    }
}
