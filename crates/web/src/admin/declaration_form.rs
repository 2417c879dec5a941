//! The form of a draft: a part for each language, side by side, and the rules below.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    declaration::{
        Approval, Approver, DeclarationDraft, DeclarationFault, DeclarationText, Difference, DraftText, Outline,
    },
    endorsement::Kind as SignerKind,
};

use super::declarations::named;
use crate::{
    error::WebError,
    field::{Field, Kind, languages},
    form::{Fields, fault_text},
    frame::Frame,
};

/// Fields of a text: in the form, in the draft, longest.
const PARTS: [(&str, &str, usize); 3] = [
    ("declaration_title", "title", DeclarationText::LONGEST_TITLE),
    ("declaration_summary", "summary", 500),
    ("declaration_source", "source", DeclarationText::LONGEST_SOURCE),
];

/// Before the id of a network in the value of a choice.
const MEMBERS: &str = "members:";

/// The fields of one language: its name, the fields.
pub(super) struct TextPart {
    pub(super) name: String,
    pub(super) tag: String,
    pub(super) fields: Vec<Field>,
}

/// A text in which nothing stands yet.
pub(super) fn empty_text(language: &str) -> DraftText {
    DraftText {
        language: language.to_owned(),
        ..DraftText::default()
    }
}

/// A field of the form that belongs to a fault.
fn id_of(fault: &DeclarationFault) -> String {
    let part = PARTS.iter().find(|(_, field, _)| *field == fault.error.field);
    match (&fault.language, part) {
        (Some(language), Some((name, _, _))) => format!("{name}_{language}"),
        _ => fault.error.field.to_owned(),
    }
}

/// The faults for the head of the page: id of the field, its name, what is wrong.
pub(super) fn faults(v: &Frame, faults: &[DeclarationFault]) -> Vec<(String, String, String)> {
    let one = |fault: &DeclarationFault| {
        let part = PARTS.iter().find(|(_, field, _)| *field == fault.error.field);
        let label = v.label("field", part.map_or(fault.error.field, |(name, _, _)| name));
        let label = fault
            .language
            .as_ref()
            .map_or(label.clone(), |language| format!("{} · {label}", named(language)));
        (id_of(fault), label, fault_text(v.locale, &fault.error))
    };
    faults.iter().map(one).collect()
}

/// The fields with what is wrong with them.
fn judged(v: &Frame, field: Field, faults: &[DeclarationFault]) -> Field {
    let mine = faults.iter().filter(|fault| id_of(fault) == field.name);
    let words = mine.map(|fault| fault_text(v.locale, &fault.error)).collect();
    Field { faults: words, ..field }
}

/// The part of each language.
pub(super) fn texts(v: &Frame, draft: &DeclarationDraft, faults: &[DeclarationFault]) -> Vec<TextPart> {
    let part = |text: &DraftText| {
        let fields = PARTS.iter().map(|(name, field, most)| {
            let (kind, value) = match *field {
                "title" => (Kind::Line, &text.title),
                "summary" => (Kind::Area, &text.summary),
                _ => (Kind::Area, &text.source),
            };
            let field = Field::new(v, name, kind)
                .named(format!("{name}_{}", text.language))
                .value(value)
                .most(*most)
                .lang(&text.language);
            judged(v, field, faults)
        });
        TextPart {
            name: v.w("declaration-text-in", named(&text.language)),
            tag: text.language.clone(),
            fields: fields.collect(),
        }
    };
    draft.texts.iter().map(part).collect()
}

/// Languages that have no text yet.
pub(super) fn more_languages(draft: &DeclarationDraft) -> Vec<(String, String)> {
    let has = |tag: &str| draft.texts.iter().any(|text| text.language == tag);
    languages("").into_iter().filter(|(tag, _)| !has(tag)).collect()
}

/// The rules of the declaration.
///
/// `networks`: those whose members this node knows, by id and name.
pub(super) fn fields(
    v: &Frame,
    draft: &DeclarationDraft,
    faults: &[DeclarationFault],
    networks: &[(String, String)],
) -> Vec<Field> {
    let kinds = SignerKind::all().map(|kind| (kind.as_str().to_owned(), v.label("signatory_kind", kind.as_str())));
    let own = draft
        .texts
        .iter()
        .map(|text| (text.language.clone(), named(&text.language)));
    let late = ["refused", "shown-separately"].map(|slug| (slug.to_owned(), v.label("late", slug)));
    let approval = ["automatic", "manual"].map(|slug| (slug.to_owned(), v.label("approval", slug)));
    let of_members = networks
        .iter()
        .map(|(id, name)| (format!("{MEMBERS}{id}"), v.w("approval-members", name)));
    let approval: Vec<(String, String)> = approval.into_iter().chain(of_members).collect();
    let all = || SignerKind::all().map(|kind| kind.as_str().to_owned()).collect();
    let picked = |chosen: &[String], all: Vec<String>| if chosen.is_empty() { all } else { chosen.to_vec() };
    let tags = draft.texts.iter().map(|text| text.language.clone()).collect();
    let members_of = draft.approval.automatic.iter().find_map(|approver| match approver {
        Approver::Members(network) => Some(format!("{MEMBERS}{network}")),
        _ => None,
    });
    let chosen = match members_of {
        Some(members) => members,
        None if draft.approval.manual.contains(&Approver::Public) => "manual".to_owned(),
        None => "automatic".to_owned(),
    };
    let fields = vec![
        Field::new(v, "authentic", Kind::Picks(own.collect()))
            .picked(&picked(&draft.authentic, tags))
            .optional(),
        Field::new(v, "may_endorse", Kind::Picks(kinds.collect())).picked(&picked(&draft.may_endorse, all())),
        Field::new(v, "opens_at", Kind::Line).value(&draft.opens_at).optional(),
        Field::new(v, "closes_at", Kind::Line)
            .value(&draft.closes_at)
            .optional(),
        Field::new(v, "late", Kind::Radio(late.to_vec())).value(if draft.late.is_empty() {
            "refused"
        } else {
            draft.late.as_str()
        }),
        Field::new(v, "approval", Kind::Radio(approval)).value(chosen),
        Field::new(v, "recipients", Kind::Area)
            .value(draft.recipients.join("\n"))
            .most(400)
            .optional(),
        Field::new(v, "hashtags", Kind::Area)
            .value(draft.hashtags.join("\n"))
            .most(200)
            .optional(),
        Field::new(v, "slug", Kind::Line).value(&draft.slug).optional(),
    ];
    fields.into_iter().map(|field| judged(v, field, faults)).collect()
}

/// Where the parts of a language differ from those of the main text.
pub(super) fn difference(v: &Frame, difference: &Difference) -> String {
    let words = |outline: &Outline| {
        v.locale.www(
            "declaration-parts",
            v.number(outline.headings),
            v.number(outline.paragraphs),
            v.number(outline.items),
        )
    };
    let parts = format!("{} / {}", words(&difference.this), words(&difference.main));
    v.ww("declaration-parts-differ", named(&difference.language), parts)
}

/// A draft as it was typed.
pub(super) fn read(fields: &Fields) -> Result<DeclarationDraft, WebError> {
    let tags = fields.all("text_language");
    let known =
        |tag: &String| (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if tags.len() > 30 || !tags.iter().all(known) {
        return Err(WebError::NotFound);
    }
    let names: Vec<String> = tags
        .iter()
        .flat_map(|tag| PARTS.iter().map(move |(name, _, _)| format!("{name}_{tag}")))
        .collect();
    let mut singles: Vec<&str> = names.iter().map(String::as_str).collect();
    singles.extend([
        "version",
        "go",
        "add_language",
        "opens_at",
        "closes_at",
        "late",
        "approval",
        "recipients",
        "hashtags",
        "slug",
    ]);
    fields.only(&singles, &["text_language", "authentic", "may_endorse"])?;
    let text = |name: &str| fields.get(name).replace("\r\n", "\n");
    let lines = |name: &str| -> Vec<String> {
        let all = text(name);
        all.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut texts: Vec<DraftText> = tags
        .iter()
        .map(|tag| DraftText {
            language: tag.clone(),
            title: text(&format!("declaration_title_{tag}")),
            summary: text(&format!("declaration_summary_{tag}")),
            source: text(&format!("declaration_source_{tag}")),
        })
        .collect();
    let added = fields.get("add_language");
    if !added.is_empty() && !tags.iter().any(|tag| tag == added) && known(&added.to_owned()) {
        texts.push(empty_text(added));
    }
    let (automatic, manual) = match fields.get("approval") {
        "manual" => (Vec::new(), vec![Approver::Public]),
        of_members if of_members.starts_with(MEMBERS) => {
            let network = of_members.trim_start_matches(MEMBERS).to_owned();
            (vec![Approver::Members(network)], Vec::new())
        }
        _ => (vec![Approver::Public], Vec::new()),
    };
    Ok(DeclarationDraft {
        slug: text("slug").trim().to_owned(),
        texts,
        authentic: fields.all("authentic"),
        opens_at: text("opens_at").trim().to_owned(),
        closes_at: text("closes_at").trim().to_owned(),
        late: fields.get("late").to_owned(),
        may_endorse: fields.all("may_endorse"),
        approval: Approval { automatic, manual },
        recipients: lines("recipients"),
        hashtags: lines("hashtags"),
    })
}

/// The last second of a day that was typed.
pub(crate) fn end_of_day(text: &str) -> Option<DateTime<Utc>> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    Some(day.and_hms_opt(23, 59, 59)?.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::field_error::{Fault, FieldError};

    #[test]
    fn a_fault_leads_to_the_field_of_its_language() {
        let fault = DeclarationFault {
            language: Some("fr".to_owned()),
            error: FieldError::new("title", Fault::Missing),
        };
        assert_eq!(id_of(&fault), "declaration_title_fr");
        let fault = DeclarationFault {
            language: None,
            error: FieldError::new("closes_at", Fault::EndBeforeStart),
        };
        assert_eq!(id_of(&fault), "closes_at");
    }

    #[test]
    fn a_day_ends_with_its_last_second() {
        assert_eq!(
            end_of_day(" 2026-05-31 ").unwrap().to_rfc3339(),
            "2026-05-31T23:59:59+00:00"
        );
        assert_eq!(end_of_day("31.5."), None);
    }
}
