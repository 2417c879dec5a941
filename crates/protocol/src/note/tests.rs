use domain::{
    ids::{OrganisationId, PostId},
    replication::Report,
    text::Language,
};
use evidence::origin::IdPolicy;
use serde_json::{Value, json};

use super::*;
use crate::{
    audience::{Audience, Visibility},
    urls::NodeUrls,
};

const FOLLOWERS: &str = "https://gamma.example/ap/orgs/3/followers";

fn vector() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/vectors/practices/replication-report-create.json"
    );
    let create: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    create["object"].clone()
}

fn now() -> chrono::DateTime<chrono::Utc> {
    "2026-11-30T13:00:00Z".parse().unwrap()
}

fn urls() -> NodeUrls {
    NodeUrls::new("https", "gamma.example")
}

fn built(report_: &Report, audience: &Audience) -> Value {
    let author = Mention {
        actor: "https://beta.example/ap/orgs/7".to_owned(),
        name: "@bwireh2o@beta.example".to_owned(),
    };
    let published = PublishedReport {
        id: PostId::new(now(), [1; 10]),
        organisation: OrganisationId::new(now(), [2; 10]),
        report: report_,
        practice_author: Some(&author),
        thread: Some("https://beta.example/ap/articles/501/context"),
        published: now(),
        updated: None,
        audience,
    };
    report(&published, &urls())
}

#[test]
fn a_report_is_written_as_in_the_vector() {
    let expected = vector();
    let received = read_report(&expected).unwrap().unwrap();
    let given = built(&received.report, &Audience::read(&expected));
    for (name, value) in expected.as_object().unwrap() {
        match name.as_str() {
            // Ours; the words of the content are our own.
            "id" | "attributedTo" | "url" | "replies" | "content" | "contentMap" => {
                assert_eq!(
                    std::mem::discriminant(value),
                    std::mem::discriminant(&given[name]),
                    "{name}"
                );
            }
            _ => assert_eq!(given.get(name), Some(value), "{name}"),
        }
    }
    let html = given["content"].as_str().unwrap();
    assert!(
        html.starts_with(
            "<p>Probamos esta práctica con cambios: funcionó.<br>Boquerón, Paraguay, 2026-03 – 2026-07</p>"
        ),
        "{html}"
    );
    assert!(html.contains("<p>Hogares con cloro libre: 3 → 41</p>"), "{html}");
    assert_eq!(given["contentMap"], json!({"es": html}));
}

#[test]
fn a_report_is_read_back() {
    let report = read_report(&vector()).unwrap().unwrap().report;
    for (visibility, slug) in [
        (Visibility::Public, "public"),
        (Visibility::Followers, "members"),
        (Visibility::Named, "author-only"),
    ] {
        let named = ["https://beta.example/ap/orgs/7".to_owned()];
        let document = built(&report, &Audience::of(visibility, FOLLOWERS, &named));
        let read = read_report(&document).unwrap().unwrap();
        assert_ne!(read.report.visibility.as_str(), "members", "not known yet");
        let again = read.for_audience(&Audience::read(&document), Some(FOLLOWERS));
        assert_eq!(again.report.visibility.as_str(), slug);
        assert_eq!(
            Report {
                visibility: report.visibility,
                ..again.report
            },
            report
        );
    }
}

#[test]
fn a_report_that_replies_to_something_else_is_an_ordinary_note() {
    let mut note = vector();
    note["inReplyTo"] = json!("https://beta.example/ap/articles/502");
    assert_eq!(read_report(&note).unwrap_err().0, "inReplyTo");
}

#[test]
fn a_reply_is_written_and_read_back() {
    let language = Language::parse("ar").unwrap();
    let audience = Audience::of(Visibility::Public, FOLLOWERS, &[]);
    let published = PublishedNote {
        id: PostId::new(now(), [1; 10]),
        organisation: OrganisationId::new(now(), [2; 10]),
        content_html: "<p>شكرا</p><script>x</script>",
        language: &language,
        in_reply_to: Some("https://beta.example/n/1"),
        thread: None,
        mentions: &[Mention {
            actor: "https://beta.example/u".to_owned(),
            name: "@u@beta.example".to_owned(),
        }],
        hashtags: &[Hashtag("Water".to_owned())],
        pictures: &[],
        published: now(),
        updated: None,
        audience: &audience,
    };
    let written = document(note(&published, &urls()));
    let post = ReceivedPost::read(&written, &IdPolicy::default()).unwrap().unwrap();
    assert_eq!(post.content_html, "<p>شكرا</p>");
    assert_eq!(post.language.as_ref(), Some(&language));
    assert_eq!(post.in_reply_to.as_deref(), Some("https://beta.example/n/1"));
    assert_eq!(
        (post.mentions.as_slice(), post.hashtags.as_slice()),
        (published.mentions, published.hashtags)
    );
    assert_eq!(post.audience, audience);
    assert!(written["interactionPolicy"].is_object());
}

#[test]
fn posts_of_other_kinds_are_read() {
    let read = |object: Value| {
        let mut whole = json!({"id": "https://a.example/1", "attributedTo": "https://a.example/u"});
        whole
            .as_object_mut()
            .unwrap()
            .extend(object.as_object().unwrap().clone());
        ReceivedPost::read(&whole, &IdPolicy::default()).unwrap().unwrap()
    };
    let video = read(
        json!({"type": "Video", "name": "A & <b>B</b>", "mediaType": "text/markdown", "content": "*x* <script>",
        "url": [{"type": "Link", "mediaType": "text/html", "href": "https://a.example/w/1"}]}),
    );
    assert_eq!(
        (video.kind, video.url.as_str()),
        (PostKind::Video, "https://a.example/w/1")
    );
    assert!(video.content_html.contains("<em>x</em>") && !video.content_html.contains("<script"));
    assert_eq!(video.name.as_deref(), Some("A & <b>B</b>"), "a name is text");
    let quoting = read(
        json!({"type": "Note", "quoteUrl": "https://b.example/1", "summary": "CW", "sensitive": true,
        "attachment": [{"type": "Document", "mediaType": "image/png", "url": "https://a.example/i.png", "name": "alt"}]}),
    );
    assert_eq!(quoting.quote.as_deref(), Some("https://b.example/1"));
    assert!(quoting.sensitive && quoting.attachments[0].picture);
    let tagged = read(
        json!({"type": "Page", "tag": [{"type": "Link", "href": "https://b.example/2",
        "mediaType": "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""}]}),
    );
    assert_eq!(tagged.quote.as_deref(), Some("https://b.example/2"));
    assert_eq!(
        read(json!({"type": "Event", "url": "javascript:x"})).url,
        "https://a.example/1"
    );
}
