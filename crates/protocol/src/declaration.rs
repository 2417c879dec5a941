//! Declarations as `Article` objects (PROTOCOL 2.6, 7.2, 9). The text is frozen before it comes here.

use chrono::{DateTime, Utc};
use domain::{
    declaration::{Approver, Declaration},
    text::Language,
};
use serde_json::{Map, Value, json};

use crate::{
    audience::Audience,
    content::{NotFrozen, escape, frozen, link},
    context::{self, Kind},
    names::{PUBLIC, concept},
    time::stamp,
    urls::NodeUrls,
};

mod read;

pub use read::{Text, texts};

/// A declaration and all that surrounds it in its document.
#[derive(Clone, Debug)]
pub struct PublishedDeclaration<'a> {
    /// The id of the article.
    pub object: &'a str,
    /// Its owner.
    pub owner: &'a str,
    /// The fields.
    pub declaration: &'a Declaration,
    /// The slug that it got here.
    pub slug: &'a str,
    /// Of the text, from 1.
    pub revision: u32,
    /// The article that it revises.
    pub revises: Option<&'a str>,
    /// When it was opened.
    pub opened: DateTime<Utc>,
    /// Addressees.
    pub audience: &'a Audience,
}

/// The text of a declaration in a language, with the first thing in it that cannot be frozen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{language}, {fault}")]
pub struct TextNotFrozen {
    /// Which language.
    pub language: String,
    /// What cannot be frozen.
    #[source]
    pub fault: NotFrozen,
}

/// The `Article` with its `@context`, without its digest and its proof.
///
/// # Errors
/// [`TextNotFrozen`] when a text has something that a declaration may not have.
pub fn object(published: &PublishedDeclaration<'_>, urls: &NodeUrls) -> Result<Value, TextNotFrozen> {
    let it = published.declaration;
    let id = published.object;
    let page = urls.declaration_page(published.slug);
    let mut maps = [Map::new(), Map::new(), Map::new()];
    for text in &it.texts {
        let language = text.language.as_str();
        let content = frozen(&text.source).map_err(|fault| TextNotFrozen {
            language: language.to_owned(),
            fault,
        })?;
        let texts = [text.title.clone(), teaser(text.summary.as_str()), content];
        for (map, text) in maps.iter_mut().zip(texts) {
            map.insert(language.to_owned(), json!(text));
        }
    }
    let [names, summaries, contents] = maps;
    let main = it.authentic.first().map(Language::as_str).unwrap_or_default();
    let of_main = |map: &Map<String, Value>| map.get(main).cloned().unwrap_or_default();
    let opened = stamp(published.opened);
    let preview = format!(
        "<p><strong>{}</strong></p>{}<p>{}</p>",
        escape(of_main(&names).as_str().unwrap_or_default()),
        of_main(&summaries).as_str().unwrap_or_default(),
        link(&page)
    );
    let mut article = json!({
        "id": id,
        "type": "Article",
        "attributedTo": published.owner,
        "name": of_main(&names), "nameMap": names,
        "summary": of_main(&summaries), "summaryMap": summaries,
        "content": of_main(&contents), "contentMap": contents,
        "bandung:documentKind": concept("Declaration"),
        "bandung:digestProfile": "declaration-1",
        "bandung:revision": published.revision,
        "bandung:officialLanguages": it.languages().map(Language::as_str).collect::<Vec<_>>(),
        "bandung:authenticLanguages": it.authentic.iter().map(Language::as_str).collect::<Vec<_>>(),
        "bandung:opensAt": stamp(it.opens_at.unwrap_or(published.opened)),
        "bandung:lateEndorsements": it.late.as_str(),
        "bandung:mayEndorse": it.may_endorse.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(),
        "url": page,
        "published": opened,
        "to": published.audience.to,
        "cc": published.audience.cc,
        "sensitive": false,
        "attachment": [],
        "tag": it.hashtags.iter().map(|tag| {
            json!({"type": "Hashtag", "name": format!("#{tag}"), "href": urls.tag(&tag.to_lowercase())})
        }).collect::<Vec<_>>(),
        "bandung:endorsements": format!("{id}/endorsements"),
        "bandung:tally": format!("{id}/tally"),
        "replies": format!("{id}/replies"),
        "likes": format!("{id}/likes"),
        "shares": format!("{id}/shares"),
        "context": format!("{id}/context"),
        "preview": {
            "type": "Note", "attributedTo": published.owner, "content": preview, "published": opened,
        },
        "interactionPolicy": {
            "canQuote": {"automaticApproval": [PUBLIC]},
            "bandung:canEndorse": {
                "automaticApproval": approvers(&it.approval.automatic),
                "manualApproval": approvers(&it.approval.manual),
            },
        },
    });
    if let Some(closes) = it.closes_at {
        article["bandung:closesAt"] = json!(stamp(closes));
    }
    if let Some(network) = it.approval.network() {
        article["bandung:network"] = json!(network);
    }
    if let Some(revises) = published.revises {
        article["bandung:revises"] = json!(revises);
    }
    if !it.recipients.is_empty() {
        article["bandung:recipients"] = json!(it.recipients);
    }
    Ok(context::with_context(article, Kind::Signed))
}

/// The same article after something changed that may change (PD6): the proof is gone, the context made anew.
#[must_use]
pub fn changed(document: &Value, members: &[(&str, Value)], updated: DateTime<Utc>) -> Value {
    let mut article = document.clone();
    if let Value::Object(all) = &mut article {
        all.remove("proof");
        for (name, value) in members {
            all.insert((*name).to_owned(), value.clone());
        }
        all.insert("updated".to_owned(), json!(stamp(updated)));
    }
    context::with_context(article, Kind::Signed)
}

/// An unofficial translation and all that surrounds it in its document.
#[derive(Clone, Debug)]
pub struct PublishedTranslation<'a> {
    /// The id of the article.
    pub object: &'a str,
    /// Its author.
    pub author: &'a str,
    /// The article that it translates.
    pub of: &'a str,
    /// Digest of the text that was translated.
    pub digest: &'a str,
    /// BCP 47.
    pub language: &'a str,
    /// `machine`, `reviewed` or `official`.
    pub status: &'a str,
    /// Title.
    pub title: &'a str,
    /// HTML, as [`frozen`] makes it.
    pub content: &'a str,
    /// Page for people.
    pub page: &'a str,
    /// When published.
    pub published: DateTime<Utc>,
    /// Addressees.
    pub audience: &'a Audience,
}

/// The `Article` of a translation with its `@context`, without proof.
#[must_use]
pub fn translation(it: &PublishedTranslation<'_>) -> Value {
    let published = stamp(it.published);
    let preview = format!("<p><strong>{}</strong></p><p>{}</p>", escape(it.title), link(it.page));
    let article = json!({
        "id": it.object,
        "type": "Article",
        "attributedTo": it.author,
        "name": it.title,
        "summary": teaser(it.title),
        "content": it.content,
        "contentMap": {it.language: it.content},
        "url": it.page,
        "published": published,
        "to": it.audience.to,
        "cc": it.audience.cc,
        "attachment": [],
        "tag": [],
        "bandung:documentKind": concept("Translation"),
        "bandung:translationOf": it.of,
        "bandung:translatedDigest": it.digest,
        "bandung:translationStatus": it.status,
        "bandung:language": it.language,
        "interactionPolicy": {"canQuote": {"automaticApproval": [PUBLIC]}},
        "preview": {"type": "Note", "attributedTo": it.author, "content": preview, "published": published},
    });
    context::with_context(article, Kind::Signed)
}

/// A teaser: one paragraph, escaped, without anything else (PC1).
fn teaser(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "<p>{}</p>",
        line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    )
}

/// The members of a network are named by their collection.
fn approvers(list: &[Approver]) -> Vec<String> {
    list.iter()
        .map(|approver| match approver {
            Approver::Public => PUBLIC.to_owned(),
            Approver::Members(network) => format!("{network}/members"),
            Approver::Actor(id) => id.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
