use domain::declaration::{DeclarationDraft, DraftText};
use evidence::{documents, text_digest::text_digest};

use super::*;
use crate::audience::Visibility;

fn declaration() -> Declaration {
    let text = |language: &str, title: &str, source: &str| DraftText {
        language: language.to_owned(),
        title: title.to_owned(),
        summary: format!("{title} in one line."),
        source: source.to_owned(),
    };
    DeclarationDraft {
        texts: vec![
            text("fr", "L’eau d’abord", "Nous *demandons* l’eau."),
            text(
                "en",
                "Water & more first",
                "We ask for **water**.\n\n## Then\n\n- [this](https://a.example/)",
            ),
        ],
        authentic: vec!["en".to_owned()],
        closes_at: "2030-05-31".to_owned(),
        hashtags: vec!["SafeWater".to_owned()],
        recipients: vec!["Parties".to_owned()],
        ..DeclarationDraft::default()
    }
    .check()
    .unwrap()
}

fn article(declaration: &Declaration) -> Value {
    let urls = NodeUrls::new("https", "alpha.example");
    let owner = "https://alpha.example/ap/orgs/1";
    object(
        &PublishedDeclaration {
            object: "https://alpha.example/ap/articles/42",
            owner,
            declaration,
            slug: "water-first",
            revision: 1,
            revises: None,
            opened: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            audience: &Audience::of(Visibility::Public, &format!("{owner}/followers"), &[]),
        },
        &urls,
    )
    .unwrap()
}

#[test]
fn pd1_what_we_open_has_a_digest_and_can_be_read_as_a_declaration() {
    let mut article = article(&declaration());
    let digest = text_digest(&article).unwrap();
    article["bandung:canonicalDigest"] = json!(digest);
    let read = documents::Declaration::read(&article).unwrap();
    assert_eq!(
        (read.digest.as_str(), read.languages.join(" ").as_str()),
        (digest.as_str(), "fr en")
    );
    assert_eq!(article["name"], "Water & more first");
    assert_eq!(article["nameMap"]["fr"], "L’eau d’abord");
    assert_eq!(article["summary"], "<p>Water &amp; more first in one line.</p>");
    read.check_claim(&article).unwrap();
    evidence::context::check(&article, true).unwrap();
}

#[test]
fn pd6_a_later_closing_date_leaves_the_digest_as_it_is() {
    let before = article(&declaration());
    let later = changed(
        &before,
        &[("bandung:closesAt", json!("2031-01-01T00:00:00Z"))],
        DateTime::from_timestamp(1_800_100_000, 0).unwrap(),
    );
    assert_eq!(text_digest(&before), text_digest(&later));
    assert_eq!(later["updated"], "2027-01-16T11:46:40Z");
}

#[test]
fn the_texts_come_back_in_the_order_of_the_official_languages() {
    let texts = texts(&article(&declaration()));
    let languages: Vec<_> = texts
        .iter()
        .map(|text| (text.language.as_str(), text.authentic))
        .collect();
    assert_eq!(languages, [("fr", false), ("en", true)]);
    assert_eq!(texts[1].summary, "Water & more first in one line.");
    assert_eq!(texts[0].content, "<p>Nous <em>demandons</em> l’eau.</p>");
}

#[test]
fn pc4_the_main_language_comes_first_in_the_bytes() {
    let bytes = String::from_utf8(crate::ordered_json::to_bytes(&article(&declaration()))).unwrap();
    assert!(
        bytes.contains(r#""nameMap":{"en":"Water & more first","fr":"#),
        "{bytes}"
    );
}
