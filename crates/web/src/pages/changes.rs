//! What changed between two versions of a practice, word by word.

use domain::practice::{Practice, PracticeDraft};

use crate::frame::Frame;

/// A field that changed.
pub(crate) struct Change {
    pub(crate) field: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// In both versions.
    Same(String),
    /// Only in the older one.
    Gone(String),
    /// Only in the newer one.
    New(String),
}

/// The fields that differ, in the order of the form.
pub(crate) fn between(v: &Frame, before: &Practice, after: &Practice) -> Vec<Change> {
    between_drafts(v, &PracticeDraft::from(before), &PracticeDraft::from(after))
}

/// As [`between`], for texts that are still being written.
pub(crate) fn between_drafts(v: &Frame, before: &PracticeDraft, after: &PracticeDraft) -> Vec<Change> {
    let old = as_texts(v, before);
    let new = as_texts(v, after);
    old.into_iter()
        .zip(new)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| Change {
            field,
            pieces: compare(&old, &new),
        })
        .collect()
}

fn as_texts(v: &Frame, draft: &PracticeDraft) -> Vec<(&'static str, String)> {
    let labels = |list: &str, slugs: &[String]| {
        slugs
            .iter()
            .map(|slug| v.label(list, slug))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let numbers = draft.result_numbers.iter().map(|number| {
        format!(
            "{}: {} → {} {}",
            number.what,
            number.before,
            number.after,
            v.label("result_unit", &number.unit)
        )
    });
    let media = draft
        .media
        .iter()
        .map(|media| format!("{} {} {}", media.alt, media.title, media.url).trim().to_owned());
    let country = domain::vocabulary::Country::parse(&draft.country);
    vec![
        ("title", draft.title.clone()),
        ("problem", draft.problem.clone()),
        ("what_we_did", draft.what_we_did.join("\n")),
        ("result", draft.result.clone()),
        ("result_numbers", numbers.collect::<Vec<_>>().join("\n")),
        ("what_went_wrong", draft.what_went_wrong.clone()),
        ("you_need", draft.you_need.clone()),
        (
            "country",
            country.map_or_else(String::new, |country| country.name(v.lang()).to_owned()),
        ),
        ("place", draft.place.clone()),
        ("place_precision", v.label("place_precision", &draft.place_precision)),
        ("setting", labels("setting", &draft.setting)),
        ("scale", v.label("practice_scale", &draft.scale)),
        ("sectors", labels("sector", &draft.sectors)),
        ("hazards", labels("hazard", &draft.hazards)),
        ("sdgs", labels("sdg", &draft.sdgs)),
        ("started", draft.started.clone()),
        ("ended", draft.ended.clone()),
        ("cost_band_usd", v.label("cost_band_usd", &draft.cost_band_usd)),
        ("people_reached", draft.people_reached.clone()),
        (
            "beneficiary_groups",
            labels("beneficiary_group", &draft.beneficiary_groups),
        ),
        ("maturity", v.label("practice_maturity", &draft.maturity)),
        ("time_to_results", v.label("time_to_results", &draft.time_to_results)),
        (
            "evidence",
            format!(
                "{} {}",
                v.label("evidence_type", &draft.evidence_type),
                draft.evidence_link
            )
            .trim()
            .to_owned(),
        ),
        ("summary", draft.summary.clone()),
        ("language", draft.language.clone()),
        ("media", media.collect::<Vec<_>>().join("\n")),
        ("contact", draft.contact.clone()),
        ("licence", v.label("licence", &draft.licence)),
        ("adapted_from", draft.adapted_from.clone()),
    ]
}

/// Compares two texts by words: the longest common run of words is kept. Texts are at most 1,500 characters long, so
/// the square table stays small.
fn compare(old: &str, new: &str) -> Vec<Piece> {
    let old: Vec<&str> = old.split_inclusive([' ', '\n']).collect();
    let new: Vec<&str> = new.split_inclusive([' ', '\n']).collect();
    let mut common = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1].saturating_add(1)
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pieces = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(&mut pieces, Piece::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(&mut pieces, Piece::Gone(old[i].to_owned()));
            i += 1;
        } else {
            push(&mut pieces, Piece::New(new[j].to_owned()));
            j += 1;
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Same(text)), Piece::Same(more))
        | (Some(Piece::Gone(text)), Piece::Gone(more))
        | (Some(Piece::New(text)), Piece::New(more)) => text.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_changed_stand_between_those_that_did_not() {
        let pieces = compare("we dug ten wells", "we dug twelve deep wells");
        let expected = [
            Piece::Same("we dug ".to_owned()),
            Piece::Gone("ten ".to_owned()),
            Piece::New("twelve deep ".to_owned()),
            Piece::Same("wells".to_owned()),
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn a_text_that_is_new_is_new_as_a_whole() {
        assert_eq!(compare("", "a b"), [Piece::New("a b".to_owned())]);
        assert_eq!(compare("a b", ""), [Piece::Gone("a b".to_owned())]);
    }
}
