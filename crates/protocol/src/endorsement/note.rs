//! N: the note that announces an endorsement as a quote of the declaration (PROTOCOL PC12, 10.3 step 7).

use chrono::{DateTime, Utc};
use domain::text::Language;
use serde_json::{Value, json};

use crate::{audience::Audience, content::escape, names::PUBLIC, note::Mention, time::stamp, wording};

/// A note and all that surrounds it.
#[derive(Clone, Debug)]
pub struct EndorsementNote<'a> {
    /// Its id.
    pub object: &'a str,
    /// Its author, the endorser.
    pub author: &'a str,
    /// Name of the endorser.
    pub name: &'a str,
    /// Page for people.
    pub page: &'a str,
    /// The declaration's id.
    pub declaration: &'a str,
    /// The declaration's title.
    pub title: &'a str,
    /// The declaration's page.
    pub declaration_page: &'a str,
    /// The owner's name.
    pub owner_name: &'a str,
    /// The owner, mentioned.
    pub owner: Option<&'a Mention>,
    /// The endorsement's id.
    pub endorsement: &'a str,
    /// The stamp; nothing when the owner did not answer (PE2).
    pub stamp: Option<&'a str>,
    /// The reservation.
    pub reservation: Option<&'a str>,
    /// Language of the endorser's posts.
    pub language: &'a Language,
    /// When.
    pub published: DateTime<Utc>,
    /// Addressees.
    pub audience: &'a Audience,
}

/// The `Note`, to be embedded in a `Create`: without `@context`.
#[must_use]
pub fn note(it: &EndorsementNote<'_>) -> Value {
    let html = html(it);
    let mention = it
        .owner
        .map(|owner| json!({"type": "Mention", "href": owner.actor, "name": owner.name}));
    let quote = json!({
        "type": "Link",
        "mediaType": "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "rel": "https://misskey-hub.net/ns#_misskey_quote",
        "href": it.declaration,
    });
    let mut note = json!({
        "id": it.object,
        "type": "Note",
        "attributedTo": it.author,
        "content": html,
        "contentMap": {it.language.as_str(): html},
        "url": it.page,
        "published": stamp(it.published),
        "to": it.audience.to,
        "cc": it.audience.cc,
        "tag": mention.into_iter().chain([quote]).collect::<Vec<_>>(),
        "attachment": [],
        "replies": format!("{}/replies", it.object),
        "context": format!("{}/context", it.object),
        "quote": it.declaration,
        "quoteUri": it.declaration,
        "quoteUrl": it.declaration,
        "_misskey_quote": it.declaration,
        "interactionPolicy": {"canQuote": {"automaticApproval": [PUBLIC]}},
        "bandung:endorsement": it.endorsement,
        "bandung:language": it.language.as_str(),
    });
    if let Some(stamp) = it.stamp {
        note["quoteAuthorization"] = json!(stamp);
    }
    note
}

fn html(it: &EndorsementNote<'_>) -> String {
    let link = format!("<a href=\"{}\">{}</a>", escape(it.declaration_page), escape(it.title));
    let sentence = wording::endorses(it.stamp.is_some(), it.language)
        .replace("{who}", &escape(it.name))
        .replace("{owner}", &escape(it.owner_name))
        .replace("{what}", &link);
    let reservation = it
        .reservation
        .map(|text| format!("<p>{}</p>", escape(text)))
        .unwrap_or_default();
    let page = escape(it.declaration_page);
    format!("<p>{sentence}</p>{reservation}<p class=\"quote-inline\">RE: <a href=\"{page}\">{page}</a></p>")
}
