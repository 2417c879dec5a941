//! Whatever arrives, the readers answer with a value or a refusal.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use evidence::{
    origin::{Id, IdPolicy},
    strict_json::{self, Limits},
};
use protocol::{
    activity::Activity,
    actor::RemoteActor,
    article,
    collection::ReadPage,
    content,
    http_signature::{imf_fixdate, read_imf_fixdate},
    note,
    note::ReceivedPost,
    urls::NodeUrls,
    webfinger::{Acct, Found, Resource},
};
use serde_json::{Map, Value, json};

/// All readers, one after the other.
fn read_as_everything(document: &Value) {
    let policy = IdPolicy::default();
    let asked = Id::parse("https://a.example/c", &policy).unwrap();
    let outcomes = [
        Activity::read(document, &policy).is_ok(),
        RemoteActor::read(document, &policy).is_ok(),
        ReceivedPost::read(document, &policy).is_ok(),
        ReadPage::read(document, &asked, &policy).is_ok(),
        Found::read(document, "a.example", &policy).is_ok(),
        article::read(document).is_ok(),
        note::read_report(document).is_ok(),
    ];
    std::hint::black_box(outcomes);
}

/// A document of members that the readers look at, each with a value that `bytes` choose.
fn document(bytes: &mut std::slice::Iter<'_, u8>, depth: u8) -> Value {
    const MEMBERS: [&str; 40] = [
        "id",
        "type",
        "actor",
        "object",
        "target",
        "to",
        "cc",
        "attributedTo",
        "content",
        "contentMap",
        "name",
        "summary",
        "url",
        "tag",
        "attachment",
        "image",
        "inReplyTo",
        "published",
        "inbox",
        "outbox",
        "followers",
        "endpoints",
        "publicKey",
        "assertionMethod",
        "preferredUsername",
        "icon",
        "generator",
        "implements",
        "href",
        "mediaType",
        "bandung:documentKind",
        "bandung:whatWeDid",
        "bandung:resultNumbers",
        "bandung:sectors",
        "bandung:sdgs",
        "bandung:started",
        "bandung:media",
        "orderedItems",
        "first",
        "next",
    ];
    const TEXTS: [&str; 24] = [
        "",
        "Create",
        "Note",
        "Article",
        "Person",
        "Update",
        "Undo",
        "Delete",
        "https://a.example/1",
        "https://a.example/u",
        "https://b.example/1",
        "not an address",
        "<p>x</p>",
        "<b><b><b>",
        "2026-11-24T12:00:00Z",
        "2026-13",
        "https://w3id.org/bandung#BestPractice",
        "https://w3id.org/bandung#ReplicationReport",
        "water",
        "KE",
        "0.10",
        "Hashtag",
        "Image",
        "OrderedCollection",
    ];
    let pick = |byte: u8, from: usize| usize::from(byte) % from;
    match bytes.next().copied().unwrap_or(0) {
        byte if depth == 0 || byte < 96 => json!(TEXTS[pick(byte, TEXTS.len())]),
        byte if byte < 112 => json!(byte),
        byte if byte < 120 => json!(-1.5),
        byte if byte < 128 => json!([null, true, {}])[pick(byte, 3)].clone(),
        byte if byte < 160 => (0..byte % 4).map(|_| document(bytes, depth - 1)).collect(),
        byte => {
            let mut members = Map::new();
            for _ in 0..=byte % 16 {
                let name = MEMBERS[pick(bytes.next().copied().unwrap_or(0), MEMBERS.len())];
                members.insert(name.to_owned(), document(bytes, depth - 1));
            }
            Value::Object(members)
        }
    }
}

#[test]
fn no_document_of_known_members_makes_a_reader_panic() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| {
        let mut bytes = bytes.iter();
        let mut members = Map::new();
        for name in ["id", "type", "actor", "object", "attributedTo", "bandung:documentKind"] {
            members.insert(name.to_owned(), document(&mut bytes, 4));
        }
        if let Value::Object(more) = document(&mut bytes, 5) {
            members.extend(more);
        }
        read_as_everything(&Value::Object(members));
    });
}

#[test]
fn no_bytes_make_a_reader_panic() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes: &Vec<u8>| {
        if let Ok(document) = strict_json::read(bytes, Limits::NETWORK) {
            read_as_everything(&document);
        }
    });
}

#[test]
fn no_handle_date_resource_or_markdown_makes_a_reader_panic() {
    let urls = NodeUrls::new("https", "water.example");
    bolero::check!().with_type::<String>().for_each(|text: &String| {
        if let Some(acct) = Acct::parse(text) {
            assert_eq!(Acct::parse(&acct.resource()), Some(acct));
        }
        let _ = Resource::read(text, &urls);
        let _ = Resource::read(&format!("acct:{text}@water.example"), &urls);
        if let Some(moment) = read_imf_fixdate(text.as_bytes()) {
            assert_eq!(imf_fixdate(moment), *text, "one form only");
        }
        let html = content::markdown(text);
        assert_eq!(content::clean_html(&html), html, "what we make needs no cleaning");
        let _ = content::plain_text(text);
    });
}

#[test]
fn sanitising_any_text_twice_is_sanitising_it_once() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes: &Vec<u8>| {
        const PARTS: [&str; 24] = [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<a href='https://a.example/'>",
            "</a>",
            "<table>",
            "<td>",
            "<svg>",
            "<math>",
            "<mtext>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<template>",
            "<li>",
            "<ul>",
            "<h2>",
            "&lt;",
            "\"",
            "x",
            "<select>",
            "<title>",
        ];
        let html: String = bytes
            .iter()
            .map(|byte| PARTS[usize::from(*byte) % PARTS.len()])
            .collect();
        let once = content::clean_html(&html);
        assert_eq!(content::clean_html(&once), once, "{html}");
        let _ = content::markdown(&html);
        let _ = content::plain_text(&html);
    });
}
