//! Feeds: the newest twenty of a node, an organisation, a tag or a country. Summaries, not full texts.

use actix_web::{HttpResponse, web};
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use chrono::{DateTime, Utc};
use domain::vocabulary::Country;
use operations::{
    PracticeFilter,
    view::{PostView, PracticeCard, declarations::DeclarationCard},
};
use serde_json::json;

use crate::{answer::Answer, error::WebError, pages::places::read_tag, visit::Visit};

struct Item {
    id: String,
    page: String,
    title: String,
    summary: String,
    language: String,
    author: String,
    published: DateTime<Utc>,
    updated: DateTime<Utc>,
}

struct Channel {
    title: String,
    page: String,
    address: String,
    items: Vec<Item>,
}

fn of_post(visit: &Visit, post: PostView) -> Item {
    let summary = post.summary.unwrap_or_default();
    let title = post
        .title
        .unwrap_or_else(|| visit.frame.plain_w("post-by", &post.author.name));
    Item {
        id: post.object,
        page: visit.frame.full(&post.page),
        title,
        summary,
        language: post.language.unwrap_or_default(),
        author: post.author.name,
        published: post.published,
        updated: post.updated.unwrap_or(post.published),
    }
}

fn of_practice(visit: &Visit, card: PracticeCard) -> Item {
    Item {
        id: card.object,
        page: visit.frame.full(format!("/practices/{}", card.slug)),
        title: card.title,
        summary: card.summary,
        language: card.language,
        author: card.author.name,
        published: card.published,
        updated: card.updated.unwrap_or(card.published),
    }
}

async fn of_node(visit: &Visit, address: &str) -> Result<Channel, WebError> {
    let found = visit.operations().practices(&PracticeFilter::default(), None).await?;
    Ok(Channel {
        title: visit.frame.node.name.clone(),
        page: visit.frame.full("/"),
        address: visit.frame.full(address),
        items: found
            .items
            .into_iter()
            .take(20)
            .map(|card| of_practice(visit, card))
            .collect(),
    })
}

async fn of_organisation(visit: &Visit, handle: &str, suffix: &str) -> Result<Channel, WebError> {
    let page = visit
        .operations()
        .organisation_page(&visit.caller, handle, None)
        .await?;
    Ok(Channel {
        title: page.card.name.clone(),
        page: visit.frame.full(&page.card.page),
        address: visit.frame.full(format!("{}/{suffix}", page.card.page)),
        items: page
            .posts
            .items
            .into_iter()
            .take(20)
            .map(|post| of_post(visit, post))
            .collect(),
    })
}

fn atom(visit: &Visit, channel: Channel) -> HttpResponse {
    let newest = channel
        .items
        .iter()
        .map(|item| item.updated)
        .max()
        .unwrap_or(DateTime::UNIX_EPOCH);
    let link = |rel: &str, href: String, mime: &str| Link {
        rel: rel.to_owned(),
        href,
        mime_type: Some(mime.to_owned()),
        ..Link::default()
    };
    let fixed = |moment: DateTime<Utc>| -> FixedDateTime { moment.fixed_offset() };
    let entry = |item: Item| Entry {
        id: item.id,
        title: Text::plain(item.title),
        updated: fixed(item.updated),
        published: Some(fixed(item.published)),
        authors: vec![Person {
            name: item.author,
            ..Person::default()
        }],
        links: vec![link("alternate", item.page, "text/html")],
        summary: Some(Text {
            lang: Some(item.language).filter(|l| !l.is_empty()),
            ..Text::plain(item.summary)
        }),
        ..Entry::default()
    };
    let feed = Feed {
        id: channel.address.clone(),
        title: Text::plain(channel.title),
        updated: fixed(newest),
        links: vec![
            link("self", channel.address, "application/atom+xml"),
            link("alternate", channel.page, "text/html"),
        ],
        entries: channel.items.into_iter().map(entry).collect(),
        ..Feed::default()
    };
    Answer::ok("application/atom+xml; charset=utf-8", feed.to_string()).send(&visit.request)
}

fn json_feed(visit: &Visit, channel: Channel) -> HttpResponse {
    let item = |item: Item| {
        json!({
            "id": item.id, "url": item.page, "title": item.title, "summary": item.summary,
            "content_text": item.summary, "language": item.language, "authors": [{"name": item.author}],
            "date_published": item.published.to_rfc3339(), "date_modified": item.updated.to_rfc3339(),
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title, "home_page_url": channel.page, "feed_url": channel.address,
        "items": channel.items.into_iter().map(item).collect::<Vec<_>>(),
    });
    Answer::ok("application/feed+json", feed.to_string()).send(&visit.request)
}

/// `/feed.atom`.
pub(crate) async fn node_atom(visit: Visit) -> Result<HttpResponse, WebError> {
    let channel = of_node(&visit, "/feed.atom").await?;
    Ok(atom(&visit, channel))
}

/// `/feed.json`.
pub(crate) async fn node_json(visit: Visit) -> Result<HttpResponse, WebError> {
    let channel = of_node(&visit, "/feed.json").await?;
    Ok(json_feed(&visit, channel))
}

/// `/@{handle}/feed.atom`.
pub(crate) async fn organisation_atom(visit: Visit, handle: web::Path<String>) -> Result<HttpResponse, WebError> {
    let channel = of_organisation(&visit, &handle, "feed.atom").await?;
    Ok(atom(&visit, channel))
}

/// `/@{handle}/feed.json`.
pub(crate) async fn organisation_json(visit: Visit, handle: web::Path<String>) -> Result<HttpResponse, WebError> {
    let channel = of_organisation(&visit, &handle, "feed.json").await?;
    Ok(json_feed(&visit, channel))
}

/// `/tags/{tag}/feed.atom`.
pub(crate) async fn tag_atom(visit: Visit, tag: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tag = read_tag(&tag)?;
    let posts = visit.operations().tag_timeline(&tag, None).await?;
    let channel = Channel {
        title: format!("#{tag}"),
        page: visit.frame.full(format!("/tags/{tag}")),
        address: visit.frame.full(format!("/tags/{tag}/feed.atom")),
        items: posts
            .items
            .into_iter()
            .take(20)
            .map(|post| of_post(&visit, post))
            .collect(),
    };
    Ok(atom(&visit, channel))
}

/// `/countries/{iso2}/feed.atom`.
pub(crate) async fn country_atom(visit: Visit, code: web::Path<String>) -> Result<HttpResponse, WebError> {
    let country = Country::parse(&code).ok_or(WebError::NotFound)?;
    let filter = PracticeFilter {
        country: Some(country),
        ..PracticeFilter::default()
    };
    let found = visit.operations().practices(&filter, None).await?;
    let channel = Channel {
        title: country.name(visit.frame.lang()).to_owned(),
        page: visit.frame.full(format!("/countries/{country}")),
        address: visit.frame.full(format!("/countries/{country}/feed.atom")),
        items: found
            .items
            .into_iter()
            .take(20)
            .map(|card| of_practice(&visit, card))
            .collect(),
    };
    Ok(atom(&visit, channel))
}

/// `/declarations/feed.atom`: declarations of this node and those known here.
pub(crate) async fn declarations_atom(visit: Visit) -> Result<HttpResponse, WebError> {
    let found = visit.operations().declarations(None, None).await?;
    let item = |card: DeclarationCard| Item {
        id: card.object,
        page: visit.frame.full(&card.page),
        title: card.title,
        summary: card.summary,
        language: card.language,
        author: card.owner.name,
        published: card.opens_at.unwrap_or(DateTime::UNIX_EPOCH),
        updated: card.opens_at.unwrap_or(DateTime::UNIX_EPOCH),
    };
    let channel = Channel {
        title: visit.frame.plain("declarations-title"),
        page: visit.frame.full("/declarations"),
        address: visit.frame.full("/declarations/feed.atom"),
        items: found.items.into_iter().take(20).map(item).collect(),
    };
    Ok(atom(&visit, channel))
}

/// `/networks/{slug}/feed.atom`: what members published into a network.
pub(crate) async fn network_atom(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let operations = visit.operations();
    let id = operations.network_id(&slug).await?;
    let network = operations.network_page(&visit.caller, id).await?.network;
    let posts = operations.network_posts(id, None).await?;
    let channel = Channel {
        title: network.name,
        address: visit.frame.full(format!("{}/feed.atom", network.page)),
        page: visit.frame.full(network.page),
        items: posts
            .items
            .into_iter()
            .take(20)
            .map(|post| of_post(&visit, post))
            .collect(),
    };
    Ok(atom(&visit, channel))
}
