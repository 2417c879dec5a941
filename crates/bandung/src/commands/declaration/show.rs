//! Declarations and drafts in words.

use std::fmt::Write;

use domain::{
    declaration::{DeclarationFault, Difference},
    ids::DeclarationId,
};
use operations::{
    OperationError,
    view::declarations::{DeclarationPage, DeclarationTextView},
};

use super::super::{Context, Reply, arguments};
use crate::{Failure, failure::fault_in_words};

/// What will be frozen of a draft, or what stands in the way.
pub(super) async fn draft(context: &Context<'_>, id: DeclarationId) -> Result<Reply, Failure> {
    let (operations, session) = (context.operations(), context.session());
    let draft = operations.declaration_draft(session, id).await?;
    let preview = match operations.preview_declaration(session, id).await {
        Ok(preview) => preview,
        Err(OperationError::Refused(_) | OperationError::Invalid(_)) if !draft.faults.is_empty() => {
            let text = format!("before it can be opened:\n{}", faults(&draft.faults));
            return Ok(Reply::one(text, &draft));
        }
        Err(other) => return Err(other.into()),
    };
    let mut text = String::new();
    for one in &preview.texts {
        text.push_str(&in_words(one));
    }
    let opens = preview.opens_at.map_or_else(|| "at once".to_owned(), arguments::time);
    let _ = writeln!(
        text,
        "opens {opens}, closes {}; endorsed by {}; late ones are {}",
        arguments::time_or_dash(preview.closes_at),
        kinds(&preview.may_endorse),
        preview.late.as_str()
    );
    for difference in &preview.differences {
        let _ = writeln!(text, "note: {}", difference_in_words(difference));
    }
    let _ = write!(
        text,
        "digest {}\nopen it with  bandung declaration open {id} --digest {0}",
        preview.digest
    );
    Ok(Reply::one(text, &preview))
}

/// A declaration that was opened.
pub(super) fn page(context: &Context<'_>, page: &DeclarationPage) -> String {
    let card = &page.card;
    let mut text = String::new();
    for one in &page.texts {
        text.push_str(&in_words(one));
    }
    let _ = write!(
        text,
        "{} · text {} · {} · opened {} · closes {}\n{} endorsements from {} countries\ndigest {}{}\n{}\n{}",
        card.owner.handle,
        card.revision,
        card.state.as_str(),
        arguments::time_or_dash(card.opens_at),
        arguments::time_or_dash(card.closes_at),
        card.counted,
        card.countries,
        page.digest,
        if page.intact {
            ""
        } else {
            "\nNOT THE ENDORSED TEXT: what is stored here does not fit the digest"
        },
        context.link(&card.page),
        card.object
    );
    if let Some(newer) = &page.revised_by {
        let _ = write!(text, "\na newer text took its place: {}", newer.object);
    }
    text
}

fn in_words(text: &DeclarationTextView) -> String {
    format!(
        "[{}{}] {}\n{}\n\n{}\n\n",
        text.language,
        if text.authentic { ", authentic" } else { "" },
        text.title,
        text.summary,
        text.content_html
    )
}

fn kinds(kinds: &[domain::endorsement::Kind]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    words.join(", ")
}

fn difference_in_words(difference: &Difference) -> String {
    let value = serde_json::to_value(difference).unwrap_or_default();
    format!("this language has other parts than the main text: {value}")
}

/// One line per fault.
pub(super) fn faults(faults: &[DeclarationFault]) -> String {
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| {
            let language = fault
                .language
                .as_ref()
                .map_or_else(String::new, |tag| format!(" [{tag}]"));
            format!(
                "  {}{language}: {}",
                fault.error.field,
                fault_in_words(&fault.error.fault)
            )
        })
        .collect();
    lines.join("\n")
}
