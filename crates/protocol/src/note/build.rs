//! Notes of this node: replies and replication reports.

use chrono::{DateTime, Utc};
use domain::{
    ids::{NetworkId, OrganisationId, PostId},
    replication::Report,
    text::Language,
};
use serde_json::{Value, json};

use super::{Hashtag, Mention, report as facts};
use crate::{
    audience::Audience,
    content::{clean_html, escape, paragraphs},
    context::{self, Kind},
    names::PUBLIC,
    picture::Picture,
    time::stamp,
    urls::NodeUrls,
    wording,
};

/// A note and all that surrounds it in a document.
#[derive(Clone, Debug)]
pub struct PublishedNote<'a> {
    /// Our identifier.
    pub id: PostId,
    /// Its author.
    pub organisation: OrganisationId,
    /// Content; goes through the policy once more.
    pub content_html: &'a str,
    /// Language of the content.
    pub language: &'a Language,
    /// What it answers.
    pub in_reply_to: Option<&'a str>,
    /// The thread that it belongs to; nothing = its own.
    pub thread: Option<&'a str>,
    /// Everybody mentioned; they are in the audience.
    pub mentions: &'a [Mention],
    /// Hashtags.
    pub hashtags: &'a [Hashtag],
    /// At most 4 pictures.
    pub pictures: &'a [Picture],
    /// First publication.
    pub published: DateTime<Utc>,
    /// Last change.
    pub updated: Option<DateTime<Utc>>,
    /// Addressees.
    pub audience: &'a Audience,
}

/// A replication report and all that surrounds it in a document.
#[derive(Clone, Debug)]
pub struct PublishedReport<'a> {
    /// Our identifier.
    pub id: PostId,
    /// Its author.
    pub organisation: OrganisationId,
    /// The fields.
    pub report: &'a Report,
    /// The author of the practice, who is mentioned.
    pub practice_author: Option<&'a Mention>,
    /// The thread of the practice.
    pub thread: Option<&'a str>,
    /// First publication.
    pub published: DateTime<Utc>,
    /// Last change.
    pub updated: Option<DateTime<Utc>>,
    /// Addressees.
    pub audience: &'a Audience,
}

/// What a network writes to one actor alone: a direct message on any server.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// Our identifier. There is nothing to fetch under it: whoever it is for has it.
    pub id: PostId,
    /// Who writes.
    pub network: NetworkId,
    /// To whom.
    pub to: &'a Mention,
    /// Plain text; a paragraph that is a web address of this node becomes a link.
    pub paragraphs: &'a [String],
    /// Its language.
    pub language: &'a Language,
    /// When.
    pub published: DateTime<Utc>,
}

/// A letter, to be embedded in a `Create`: without `@context`.
#[must_use]
pub fn letter(letter: &Letter<'_>, urls: &NodeUrls) -> Value {
    let of_ours = |text: &str| text.starts_with(&format!("{}/", urls.base())) && !text.contains(char::is_whitespace);
    let as_html = |text: &String| {
        if of_ours(text) {
            format!("<p>{}</p>", crate::content::link(text))
        } else {
            paragraphs(text)
        }
    };
    let html = clean_html(&letter.paragraphs.iter().map(as_html).collect::<String>());
    json!({
        "id": urls.note(letter.id),
        "type": "Note",
        "attributedTo": urls.network(letter.network),
        "content": html,
        "contentMap": {letter.language.as_str(): html},
        "published": stamp(letter.published),
        "to": [letter.to.actor],
        "cc": [],
        "tag": [{"type": "Mention", "href": letter.to.actor, "name": letter.to.name}],
        "bandung:language": letter.language.as_str(),
    })
}

/// The `Note`, to be embedded in a `Create` or `Update`: without `@context`.
#[must_use]
pub fn note(published: &PublishedNote<'_>, urls: &NodeUrls) -> Value {
    let id = urls.note(published.id);
    let html = clean_html(published.content_html);
    let mut note = json!({
        "id": id,
        "type": "Note",
        "attributedTo": urls.organisation(published.organisation),
        "content": html,
        "contentMap": {published.language.as_str(): html},
        "url": urls.post_page(published.id),
        "published": stamp(published.published),
        "to": published.audience.to,
        "cc": published.audience.cc,
        "tag": tags(published, urls),
        "attachment": published.pictures.iter().take(4).map(Picture::image).collect::<Vec<_>>(),
        "replies": format!("{id}/replies"),
        "context": published.thread.map_or_else(|| format!("{id}/context"), str::to_owned),
        "bandung:language": published.language.as_str(),
    });
    if let Some(answered) = published.in_reply_to {
        note["inReplyTo"] = json!(answered);
    }
    if let Some(updated) = published.updated {
        note["updated"] = json!(stamp(updated));
    }
    // On everything public: absent means "no" to Mastodon (PC11).
    if published
        .audience
        .to
        .iter()
        .chain(&published.audience.cc)
        .any(|to| to == PUBLIC)
    {
        note["interactionPolicy"] = json!({"canQuote": {"automaticApproval": [PUBLIC]}});
    }
    note
}

/// The `Note` of a replication report, to be embedded in a `Create` or `Update`: without `@context`.
#[must_use]
pub fn report(published: &PublishedReport<'_>, urls: &NodeUrls) -> Value {
    let report = published.report;
    let html = report_html(report);
    let mut document = note(
        &PublishedNote {
            id: published.id,
            organisation: published.organisation,
            content_html: &html,
            language: &report.language,
            in_reply_to: Some(&report.replicates),
            thread: published.thread,
            mentions: published.practice_author.map_or(&[], std::slice::from_ref),
            hashtags: &[],
            pictures: &[],
            published: published.published,
            updated: published.updated,
            audience: published.audience,
        },
        urls,
    );
    for (name, value) in facts::encode(report) {
        document[name] = value;
    }
    document
}

/// A note or report as served at its id.
#[must_use]
pub fn document(object: Value) -> Value {
    context::with_context(object, Kind::Plain)
}

/// The report in words: everyone reads it, with or without the facts.
fn report_html(report: &Report) -> String {
    let language = &report.language;
    let country = report.country.name(language.as_str());
    let place = report
        .place
        .as_ref()
        .map_or_else(|| country.to_owned(), |place| format!("{place}, {country}"));
    let until = report.ended.map_or_else(|| "…".to_owned(), |month| month.to_string());
    let sentence = wording::outcome(report.outcome.as_str(), language);
    let mut html = format!(
        "<p>{}<br>{}, {} – {until}</p>",
        escape(sentence),
        escape(&place),
        report.started
    );
    html += &report.what_we_changed.as_deref().map(paragraphs).unwrap_or_default();
    for number in &report.result_numbers {
        html += &paragraphs(&wording::number(number));
    }
    if let Some(link) = report.evidence.as_ref().and_then(|evidence| evidence.link.as_deref()) {
        html += &format!("<p>{}</p>", crate::content::link(link));
    }
    html
}

fn tags(published: &PublishedNote<'_>, urls: &NodeUrls) -> Value {
    let mentions = published
        .mentions
        .iter()
        .map(|to| json!({"type": "Mention", "href": to.actor, "name": to.name}));
    let hashtags = published.hashtags.iter().map(
        |Hashtag(tag)| json!({"type": "Hashtag", "name": format!("#{tag}"), "href": urls.tag(&tag.to_lowercase())}),
    );
    mentions.chain(hashtags).collect()
}
