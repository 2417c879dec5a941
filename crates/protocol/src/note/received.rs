//! Posts of other servers, whatever their type, in one form.

use chrono::{DateTime, Utc};
use domain::text::Language;
use evidence::origin::{Id, IdPolicy};
use serde_json::Value;

use super::{ReceivedReport, read_report};
use crate::{
    article::{self, Degraded, ReceivedPractice},
    audience::Audience,
    content, lenient, limits,
    picture::{Attachment, is_web_address},
    refusal::Refusal,
};

/// The types of object that are shown as posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each variant is the AS2 type of the same name")]
pub enum PostKind {
    Note,
    Article,
    Page,
    Question,
    Event,
    Video,
    Audio,
    Image,
}

impl PostKind {
    /// Reads the type.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "Note" => Self::Note,
            "Article" => Self::Article,
            "Page" => Self::Page,
            "Question" => Self::Question,
            "Event" => Self::Event,
            "Video" => Self::Video,
            "Audio" => Self::Audio,
            "Image" => Self::Image,
            _ => return None,
        })
    }
}

/// Somebody is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The id of the actor.
    pub actor: String,
    /// `@user@host` as written.
    pub name: String,
}

/// A hashtag, without `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashtag(pub String);

/// A post of another server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPost {
    /// Its id.
    pub id: Id,
    /// Its type.
    pub kind: PostKind,
    /// Its author.
    pub attributed_to: Id,
    /// Title: text as received, never HTML.
    pub name: Option<String>,
    /// Content warning or teaser, plain text.
    pub summary: Option<String>,
    /// Content, sanitised; empty when there is none.
    pub content_html: String,
    /// Language of the content.
    pub language: Option<Language>,
    /// When published, as it says.
    pub published: Option<DateTime<Utc>>,
    /// When changed, as it says.
    pub updated: Option<DateTime<Utc>>,
    /// The id of what it answers.
    pub in_reply_to: Option<String>,
    /// Addressees.
    pub audience: Audience,
    /// The page for people; else the id.
    pub url: String,
    /// To be shown only on demand.
    pub sensitive: bool,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// Mentions.
    pub mentions: Vec<Mention>,
    /// Hashtags.
    pub hashtags: Vec<Hashtag>,
    /// The id of a post that it quotes.
    pub quote: Option<String>,
    /// The facts of a practice, if it is one and they hold.
    pub practice: Option<Box<ReceivedPractice>>,
    /// The facts of a report, if it is one and they hold.
    pub report: Option<Box<ReceivedReport>>,
    /// It says to be a practice or report, but its facts do not hold (PB4): an ordinary post.
    pub degraded: Option<Degraded>,
}

const INVALID: Refusal = Refusal::new(400, "field-invalid");

impl ReceivedPost {
    /// Reads a post. `Ok(None)`: of a type that we do not show.
    ///
    /// # Errors
    /// 400 `type-array`, `attributed-array`, `field-invalid` or `object-embedding` (without id).
    pub fn read(object: &Value, policy: &IdPolicy) -> Result<Option<Self>, Refusal> {
        limits::check(object)?;
        let Some(kind) = PostKind::parse(lenient::type_of(object)?) else {
            return Ok(None);
        };
        let id = lenient::text(object, "id").ok_or(Refusal::new(400, "object-embedding"))?;
        let id = Id::parse(id, policy).map_err(|_| INVALID)?;
        let attributed_to = Id::parse(lenient::author_of(object)?, policy).map_err(|_| INVALID)?;
        let (html, language) = lenient::in_language(object, "content");
        let html = html.unwrap_or("");
        let (summary, _) = lenient::in_language(object, "summary");
        if !content::is_simple_enough(html) || !summary.is_none_or(content::is_simple_enough) {
            return Err(INVALID);
        }
        let facts = facts(object);
        let page = lenient::link(object.get("url")).filter(|page| is_web_address(page));
        Ok(Some(Self {
            kind,
            attributed_to,
            name: lenient::in_language(object, "name").0.map(str::to_owned),
            summary: summary.map(content::plain_text).filter(|text| !text.is_empty()),
            content_html: as_html(object, html),
            language: language.and_then(Language::parse),
            published: lenient::time(object, "published"),
            updated: lenient::time(object, "updated"),
            in_reply_to: lenient::one_id(object.get("inReplyTo")).map(str::to_owned),
            audience: Audience::read(object),
            url: page.unwrap_or(id.as_str()).to_owned(),
            sensitive: lenient::flag(object, "sensitive").unwrap_or(false),
            attachments: attachments(object),
            mentions: mentions(object),
            hashtags: hashtags(object),
            quote: quote(object),
            practice: facts.practice,
            report: facts.report,
            degraded: facts.degraded,
            id,
        }))
    }
}

/// PeerTube and others write Markdown or plain text and say so.
fn as_html(object: &Value, text: &str) -> String {
    match lenient::text(object, "mediaType") {
        Some("text/markdown") => content::markdown(text),
        Some("text/plain") => content::paragraphs(text),
        _ => content::clean_html(text),
    }
}

#[derive(Default)]
struct ReadFacts {
    practice: Option<Box<ReceivedPractice>>,
    report: Option<Box<ReceivedReport>>,
    degraded: Option<Degraded>,
}

fn facts(object: &Value) -> ReadFacts {
    match (article::read(object), read_report(object)) {
        (Err(degraded), _) | (_, Err(degraded)) => ReadFacts {
            degraded: Some(degraded),
            ..ReadFacts::default()
        },
        (Ok(practice), Ok(report)) => ReadFacts {
            practice: practice.map(Box::new),
            report: report.map(Box::new),
            degraded: None,
        },
    }
}

fn attachments(object: &Value) -> Vec<Attachment> {
    let own = lenient::entries(object.get("attachment"));
    // The picture of an article is `image`; a post that is a picture has it in `url`.
    let image = lenient::entries(object.get("image"));
    own.into_iter().chain(image).filter_map(Attachment::read).collect()
}

fn tags<'a>(object: &'a Value, kind: &'static str) -> impl Iterator<Item = &'a Value> {
    lenient::entries(object.get("tag"))
        .into_iter()
        .filter(move |tag| lenient::text(tag, "type") == Some(kind))
}

fn mentions(object: &Value) -> Vec<Mention> {
    let read = |tag: &Value| {
        Some(Mention {
            actor: lenient::text(tag, "href")?.to_owned(),
            name: lenient::text(tag, "name").unwrap_or("").to_owned(),
        })
    };
    tags(object, "Mention").filter_map(read).collect()
}

fn hashtags(object: &Value) -> Vec<Hashtag> {
    let read = |tag: &Value| {
        let name = lenient::text(tag, "name")?.trim_start_matches('#');
        let valid = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '·'));
        valid.then(|| Hashtag(name.to_owned()))
    };
    tags(object, "Hashtag").filter_map(read).collect()
}

/// The quoted post, in any of the spellings in use (PC12), FEP-e232 last.
fn quote(object: &Value) -> Option<String> {
    let member = ["quote", "quoteUrl", "quoteUri", "_misskey_quote"]
        .into_iter()
        .find_map(|member| lenient::one_id(object.get(member)));
    let by_tag = || {
        let is_object = |tag: &&Value| {
            let media = lenient::text(tag, "mediaType").unwrap_or("");
            media == crate::names::ACTIVITY_JSON || media.starts_with("application/ld+json")
        };
        tags(object, "Link")
            .find(is_object)
            .and_then(|tag| lenient::text(tag, "href"))
    };
    member
        .or_else(by_tag)
        .filter(|quoted| is_web_address(quoted))
        .map(str::to_owned)
}
