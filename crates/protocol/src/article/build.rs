//! Practices of this node as documents.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::{MediaId, OrganisationId, PostId},
    practice::{Media, Practice},
};
use serde_json::{Value, json};

use super::{content, facts};
use crate::{
    audience::Audience,
    context::{self, Kind},
    names::{PUBLIC, concept},
    picture::Picture,
    time::stamp,
    urls::NodeUrls,
};

/// How often something happened to an object, at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Public replies.
    pub replies: u64,
    /// Likes.
    pub likes: u64,
    /// Boosts.
    pub shares: u64,
}

/// A practice and all that surrounds it in a document.
#[derive(Clone, Debug)]
pub struct PublishedPractice<'a> {
    /// Our identifier.
    pub id: PostId,
    /// Its author.
    pub organisation: OrganisationId,
    /// The fields.
    pub practice: &'a Practice,
    /// Version, from 1.
    pub revision: u32,
    /// Last part of the page's address.
    pub slug: &'a str,
    /// First publication.
    pub published: DateTime<Utc>,
    /// Last revision; only in later versions, always later than the one before (PC7).
    pub updated: Option<DateTime<Utc>>,
    /// The pictures of its photos; photos without one are left out.
    pub photos: &'a BTreeMap<MediaId, Picture>,
    /// Addressees.
    pub audience: &'a Audience,
    /// Counts to show.
    pub counts: Counts,
}

/// The `Article`, to be embedded in a `Create` or `Update`: without `@context`.
#[must_use]
pub fn object(published: &PublishedPractice<'_>, urls: &NodeUrls) -> Value {
    let practice = published.practice;
    let id = urls.article(published.id);
    let page = urls.practice_page(published.slug);
    let author = urls.organisation(published.organisation);
    let html = content::html(published);
    let mut article = json!({
        "id": id,
        "type": "Article",
        "attributedTo": author,
        "name": practice.title,
        "summary": content::teaser(practice),
        "content": html,
        "contentMap": {practice.language.as_str(): html},
        "url": page,
        "published": stamp(published.published),
        "to": published.audience.to,
        "cc": published.audience.cc,
        "sensitive": false,
        "attachment": [],
        "tag": hashtags(practice, urls),
        "context": format!("{id}/context"),
        "replies": replies(&id, published.counts.replies),
        "likes": counted(&id, "likes", published.counts.likes),
        "shares": counted(&id, "shares", published.counts.shares),
        "preview": {
            "type": "Note", "attributedTo": author, "content": content::preview(practice, &page),
            "published": stamp(published.published),
        },
        "interactionPolicy": {"canQuote": {"automaticApproval": [PUBLIC]}},
        "bandung:documentKind": concept("BestPractice"),
        "bandung:revision": published.revision,
        "bandung:replications": format!("{id}/replications"),
    });
    if let Some(updated) = published.updated {
        article["updated"] = json!(stamp(updated));
    }
    if let Some(photo) = first_photo(published) {
        article["image"] = photo;
    }
    if let Some(place) = &practice.place {
        article["location"] = json!({"type": "Place", "name": format!("{place}, {}", practice.country)});
    }
    for (name, value) in facts::encode(practice, published.photos) {
        article[name] = value;
    }
    article
}

/// The `Article` as served at its id.
#[must_use]
pub fn document(published: &PublishedPractice<'_>, urls: &NodeUrls) -> Value {
    context::with_context(object(published, urls), Kind::Plain)
}

fn first_photo(published: &PublishedPractice<'_>) -> Option<Value> {
    published.practice.media.iter().find_map(|media| match media {
        Media::Photo { id, alt, .. } => published.photos.get(id).map(|photo| {
            let mut image = photo.image();
            image["name"] = json!(alt);
            image
        }),
        Media::Link { .. } => None,
    })
}

/// Replies, first page inlined and empty: the pages are served (PC10).
fn replies(id: &str, total: u64) -> Value {
    let replies = format!("{id}/replies");
    if total > 0 {
        return json!({"id": replies, "type": "Collection", "totalItems": total, "first": format!("{replies}?page=1")});
    }
    json!({
        "id": replies, "type": "Collection", "totalItems": 0,
        "first": {"type": "CollectionPage", "partOf": replies, "items": []},
    })
}

fn counted(id: &str, what: &str, total: u64) -> Value {
    json!({"id": format!("{id}/{what}"), "type": "Collection", "totalItems": total})
}

/// Sectors, hazards and goals as hashtags (2.4), so that they are found on other servers too.
fn hashtags(practice: &Practice, urls: &NodeUrls) -> Value {
    let sectors = practice.sectors.iter().map(|sector| words(sector.as_str()));
    let hazards = practice.hazards.iter().map(|hazard| words(hazard.as_str()));
    let goals = practice.sdgs.iter().map(|goal| format!("SDG{}", goal.number()));
    let tags = sectors.chain(hazards).chain(goals);
    tags.map(|tag| json!({"type": "Hashtag", "name": format!("#{tag}"), "href": urls.tag(&tag.to_lowercase())}))
        .collect()
}

/// `food-agriculture` as `FoodAgriculture`: screen readers read the words.
fn words(slug: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    slug.split('-').map(capital).collect()
}
