//! The rules of the form of a declaration (PROTOCOL 2.6 and PD3, UX 4.3, SECURITY EN1).

use chrono::{DateTime, NaiveDate, Utc};
use unicode_normalization::UnicodeNormalization;

use super::{Approver, Declaration, DeclarationDraft, DeclarationFault, DeclarationText, DraftText, LatePolicy};
use crate::{
    endorsement::Kind,
    field_error::Fault,
    form,
    slug::slugify,
    text::{Language, Teaser, is_bidi_or_tag, one_line},
};

const LANGUAGES: usize = 24;
const RECIPIENTS: usize = 20;
const HASHTAGS: usize = 5;
const APPROVERS: usize = 1_000;

#[derive(Default)]
struct Faults(Vec<DeclarationFault>);

impl Faults {
    fn take<T>(&mut self, language: Option<&str>, field: &'static str, value: Result<T, Fault>) -> Option<T> {
        value.map_err(|fault| self.add(language, field, fault)).ok()
    }

    fn add(&mut self, language: Option<&str>, field: &'static str, fault: Fault) {
        let fault = DeclarationFault::new(language, field, fault);
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }
}

pub(super) fn declaration(draft: &DeclarationDraft) -> Result<Declaration, Vec<DeclarationFault>> {
    let mut faults = Faults::default();
    let texts = texts(&mut faults, &draft.texts);
    let authentic = authentic(&mut faults, &draft.authentic, &texts);
    let slug = faults.take(None, "slug", slug(&draft.slug, &texts, &authentic));
    let opens_at = faults.take(
        None,
        "opens_at",
        form::optional(&draft.opens_at, |raw| moment(raw, "T00:00:00Z")),
    );
    let closes_at = faults.take(None, "closes_at", form::optional(&draft.closes_at, closing_date));
    if let (Some(Some(start)), Some(Some(end))) = (opens_at, closes_at)
        && end <= start
    {
        faults.add(None, "closes_at", Fault::EndBeforeStart);
    }
    let late = faults.take(None, "late", form::choice_or(&draft.late, "refused", LatePolicy::parse));
    let may_endorse = kinds(&mut faults, &draft.may_endorse);
    approvers(&mut faults, draft);
    let recipients = lines(&mut faults, "recipients", &draft.recipients, RECIPIENTS, |line| {
        one_line(line, 200)
    });
    let hashtags = lines(&mut faults, "hashtags", &draft.hashtags, HASHTAGS, hashtag);
    let whole = || {
        Some(Declaration {
            slug: slug?,
            texts,
            authentic,
            opens_at: opens_at?,
            closes_at: closes_at?,
            late: late?,
            may_endorse,
            approval: draft.approval.clone(),
            recipients,
            hashtags,
        })
    };
    match whole() {
        Some(declaration) if faults.0.is_empty() => Ok(declaration),
        _ => Err(faults.0),
    }
}

fn texts(faults: &mut Faults, raw: &[DraftText]) -> Vec<DeclarationText> {
    let filled: Vec<_> = raw.iter().filter(|text| **text != DraftText::default()).collect();
    if filled.is_empty() {
        faults.add(None, "texts", Fault::Missing);
    }
    if filled.len() > LANGUAGES {
        faults.add(None, "texts", Fault::TooMany { most: LANGUAGES });
    }
    let mut texts: Vec<DeclarationText> = Vec::new();
    for text in filled {
        let tag = text.language.trim();
        let named = Some(tag).filter(|tag| !tag.is_empty());
        let language = faults.take(named, "language", form::language(tag));
        if texts.iter().any(|other| Some(&other.language) == language.as_ref()) {
            faults.add(named, "language", Fault::Taken);
        }
        let title = faults.take(named, "title", title(&text.title));
        let summary = faults.take(named, "summary", teaser(&text.summary));
        let source = faults.take(named, "source", source(&text.source));
        if let (Some(language), Some(title), Some(summary), Some(source)) = (language, title, summary, source) {
            texts.push(DeclarationText {
                language,
                title,
                summary,
                source,
            });
        }
    }
    texts
}

/// Refuses a text that is not in NFC, with the place: texts that will be frozen are never changed silently (EN1).
fn normalised(text: &str) -> Result<(), Fault> {
    let mut composed = text.nfc();
    let (mut line, mut column) = (1, 1);
    for c in text.chars() {
        if composed.next() != Some(c) {
            return Err(Fault::NotNormalised { line, column });
        }
        (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    Ok(())
}

fn title(raw: &str) -> Result<String, Fault> {
    let raw = raw.trim();
    normalised(raw)?;
    let text = one_line(raw, DeclarationText::LONGEST_TITLE)?;
    let given = text.chars().count();
    if given > DeclarationText::LONGEST_TITLE {
        return Err(Fault::TooLong {
            most: DeclarationText::LONGEST_TITLE,
            given,
        });
    }
    if text.contains(['<', '>']) {
        Err(Fault::ForbiddenCharacter)
    } else {
        Ok(text)
    }
}

fn teaser(raw: &str) -> Result<Teaser, Fault> {
    normalised(raw.trim())?;
    Teaser::parse(raw)
}

/// The body: as typed, but for the line breaks that browsers send as CR LF and blank ends.
fn source(raw: &str) -> Result<String, Fault> {
    let text = raw.replace("\r\n", "\n").trim().to_owned();
    normalised(&text)?;
    let forbidden =
        |c: char| (c.is_control() && c != '\n') || is_bidi_or_tag(c) || matches!(c, '\u{2028}' | '\u{2029}');
    let given = text.chars().count();
    if given == 0 {
        Err(Fault::Missing)
    } else if given > DeclarationText::LONGEST_SOURCE {
        Err(Fault::TooLong {
            most: DeclarationText::LONGEST_SOURCE,
            given,
        })
    } else if text.chars().any(forbidden) {
        Err(Fault::ForbiddenCharacter)
    } else {
        Ok(text)
    }
}

fn authentic(faults: &mut Faults, raw: &[String], texts: &[DeclarationText]) -> Vec<Language> {
    let tags: Vec<_> = raw.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()).collect();
    if tags.is_empty() {
        return texts.iter().map(|text| text.language.clone()).collect();
    }
    let mut authentic = Vec::new();
    for tag in tags {
        match Language::parse(tag) {
            Some(language) if authentic.contains(&language) => {}
            Some(language) if texts.iter().any(|text| text.language == language) => authentic.push(language),
            _ => faults.add(
                None,
                "authentic",
                Fault::LanguageWithoutText {
                    language: tag.chars().take(35).collect(),
                },
            ),
        }
    }
    authentic
}

fn slug(raw: &str, texts: &[DeclarationText], authentic: &[Language]) -> Result<String, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        let titles = texts
            .iter()
            .filter(|text| authentic.first() == Some(&text.language))
            .chain(texts);
        return Ok(titles
            .map(|text| slugify(&text.title, ""))
            .find(|slug| !slug.is_empty())
            .unwrap_or_else(|| "declaration".to_owned()));
    }
    if slugify(raw, "") == raw {
        Ok(raw.to_owned())
    } else {
        Err(Fault::Malformed {
            expected: "neighbours-in-a-changing-climate",
        })
    }
}

/// A closing date as typed: a day, until its end (UTC), or a moment.
///
/// # Errors
/// [`Fault::Malformed`].
pub fn closing_date(raw: &str) -> Result<DateTime<Utc>, Fault> {
    moment(raw.trim(), "T23:59:59Z")
}

/// A moment, or a day with the given time of the day.
fn moment(raw: &str, time_of_day: &str) -> Result<DateTime<Utc>, Fault> {
    let text = form::ascii_digits(raw);
    let text = if text.len() == 10 && NaiveDate::parse_from_str(&text, "%Y-%m-%d").is_ok() {
        format!("{text}{time_of_day}")
    } else {
        text
    };
    let allowed = |year: i32| (2000..=2199).contains(&year);
    DateTime::parse_from_rfc3339(&text)
        .map(|moment| moment.with_timezone(&Utc))
        .ok()
        .filter(|moment| moment.timestamp_subsec_nanos() == 0 && allowed(chrono::Datelike::year(moment)))
        .ok_or(Fault::Malformed { expected: "2026-05-31" })
}

fn kinds(faults: &mut Faults, raw: &[String]) -> Vec<Kind> {
    let slugs: Vec<_> = raw
        .iter()
        .map(|slug| slug.trim())
        .filter(|slug| !slug.is_empty())
        .collect();
    if slugs.is_empty() {
        return Kind::all().collect();
    }
    let mut kinds = Vec::new();
    for slug in slugs {
        if let Some(kind) = faults.take(None, "may_endorse", form::choice(slug, Kind::parse))
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    kinds
}

fn approvers(faults: &mut Faults, draft: &DeclarationDraft) {
    let lists = [&draft.approval.automatic, &draft.approval.manual];
    if lists.iter().all(|list| list.is_empty()) {
        faults.add(None, "approval", Fault::Missing);
    }
    for list in lists {
        if list.len() > APPROVERS {
            faults.add(None, "approval", Fault::TooMany { most: APPROVERS });
        }
        for approver in list {
            if let Approver::Actor(id) | Approver::Members(id) = approver
                && form::link(id).as_ref() != Ok(id)
            {
                faults.add(
                    None,
                    "approval",
                    Fault::Malformed {
                        expected: "https://…"
                    },
                );
            }
        }
    }
}

fn lines(
    faults: &mut Faults,
    field: &'static str,
    raw: &[String],
    most: usize,
    read: impl Fn(&str) -> Result<String, Fault>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for line in raw.iter().filter(|line| !line.trim().is_empty()) {
        if let Some(line) = faults.take(None, field, read(line))
            && !lines.contains(&line)
        {
            lines.push(line);
        }
    }
    if lines.len() > most {
        faults.add(None, field, Fault::TooMany { most });
    }
    lines
}

fn hashtag(raw: &str) -> Result<String, Fault> {
    let tag = one_line(raw.trim().trim_start_matches('#'), 60)?;
    if tag.chars().all(|c| c.is_alphanumeric() || c == '_') && tag.chars().any(char::is_alphabetic) {
        Ok(tag)
    } else {
        Err(Fault::Malformed {
            expected: "ClimateAction",
        })
    }
}
