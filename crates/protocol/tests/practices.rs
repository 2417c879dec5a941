//! The sample practices go over the wire and come back unchanged.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::{MediaId, OrganisationId, PostId},
    practice::{Media, Practice},
};
use evidence::origin::IdPolicy;
use protocol::{
    activity::{self, Activity, Body, Content, Header},
    article::{self, Counts, PublishedPractice},
    audience::{Audience, Visibility},
    content::clean_html,
    picture::Picture,
    urls::NodeUrls,
};
use serde_json::{Value, json};

fn now() -> DateTime<Utc> {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

/// A sample as the fields of a practice: quantities as text, a picture for each photo, addresses for links.
fn practice(mut sample: Value) -> Practice {
    let name = sample["id"].as_str().unwrap().to_owned();
    for number in sample["result_numbers"].as_array_mut().unwrap() {
        for member in ["before", "after"] {
            if number[member].is_number() {
                number[member] = json!(number[member].to_string());
            }
        }
    }
    for (entry, byte) in sample["media"].as_array_mut().unwrap().iter_mut().zip(1..) {
        *entry = if entry["kind"] == "photo" {
            json!({"kind": "photo", "id": MediaId::new(now(), [byte; 10]), "alt": entry["alt"],
                "people_agreed": entry["people_agreed"]})
        } else {
            json!({"kind": "link", "url": format!("https://media.example/{name}/{byte}"), "title": entry["alt"]})
        };
    }
    if let Some(of) = sample["adapted_from"].as_str() {
        sample["adapted_from"] = json!(format!("https://other.example/ap/articles/{of}"));
    }
    // In the samples an empty text is a question that was left out.
    for value in sample
        .as_object_mut()
        .unwrap()
        .values_mut()
        .filter(|value| **value == json!(""))
    {
        *value = Value::Null;
    }
    serde_json::from_value(sample).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn photos(practice: &Practice) -> BTreeMap<MediaId, Picture> {
    let picture = |media: &Media| match media {
        Media::Photo { id, alt, .. } => Some((
            *id,
            Picture {
                url: format!("https://water.example/media/{id}.jpg"),
                media_type: "image/jpeg".to_owned(),
                width: 1280,
                height: 853,
                alt: alt.clone(),
            },
        )),
        Media::Link { .. } => None,
    };
    practice.media.iter().filter_map(picture).collect()
}

fn samples() -> Vec<Practice> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/data/practices_sample.json");
    let samples: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    samples["practices"]
        .as_array()
        .unwrap()
        .iter()
        .cloned()
        .map(practice)
        .collect()
}

#[test]
fn all_sample_practices_go_round_unchanged() {
    let urls = NodeUrls::new("https", "water.example");
    let samples = samples();
    assert_eq!(samples.len(), 24);
    for practice in samples {
        let title = practice.title.as_str().to_owned();
        let organisation = OrganisationId::new(now(), [2; 10]);
        let actor = urls.organisation(organisation);
        let photos = photos(&practice);
        let audience = Audience::of(Visibility::Public, &format!("{actor}/followers"), &[]);
        let published = PublishedPractice {
            id: PostId::new(now(), [1; 10]),
            organisation,
            practice: &practice,
            revision: 3,
            slug: "sample",
            published: now(),
            updated: None,
            photos: &photos,
            audience: &audience,
            counts: Counts::default(),
        };
        let header = Header {
            id: "https://water.example/ap/activities/1".to_owned(),
            actor: &actor,
            published: now(),
            audience: &audience,
            proof: true,
        };
        let sent = activity::create(&header, article::object(&published, &urls));
        assert!(evidence::strict_json::has_only_safe_integers(&sent), "{title}: PV7");
        let bytes = serde_json::to_vec(&sent).unwrap();
        assert!(bytes.len() < 60 * 1024, "{title}: PV10");
        let received = evidence::strict_json::read(&bytes, evidence::strict_json::Limits::NETWORK).unwrap();
        let activity = Activity::read(&received, &IdPolicy::default()).unwrap();
        let Body::Create(Content::Post(post)) = activity.body else {
            panic!("{title}: no post")
        };
        assert_eq!(post.degraded, None, "{title}");
        assert_eq!(clean_html(&post.content_html), post.content_html, "{title}");
        let read = *post.practice.unwrap();
        assert_eq!(
            (read.revision, read.unknown.len(), read.photos.len()),
            (3, 0, photos.len()),
            "{title}"
        );
        // Photos come back as attachments: the copy that we store has an identifier of its own.
        let links = |practice: &Practice| {
            practice
                .media
                .iter()
                .filter(|media| matches!(media, Media::Link { .. }))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(read.practice.media, links(&practice), "{title}");
        assert_eq!(
            Practice {
                media: practice.media.clone(),
                ..read.practice
            },
            practice,
            "{title}"
        );
    }
}
