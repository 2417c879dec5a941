//! What changed between two texts: first by paragraphs, then by words inside those that changed.

use protocol::content::plain_text;
use serde_json::Value;
use storage::declarations::Declaration as Row;

use super::{NOT_FOUND, article_of, drafts::text_views};
use crate::{OperationError, Operations, view::declarations::DiffPart};

/// Two texts with more cells than this in their table are shown as wholly replaced.
const MOST: usize = 4_000_000;

impl Operations {
    /// What changed from the revision before to this one, in a language: the text of both by paragraphs and words.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the revision before, or the language in it, is not known here.
    pub async fn declaration_difference(&self, slug: &str, language: &str) -> Result<Vec<DiffPart>, OperationError> {
        let row = self.declaration_by_slug(slug).await?;
        let changes = self.changes_since(&row, &article_of(&row)?).await?;
        let of_language = changes.into_iter().find(|(of, _)| of == language);
        of_language.map(|(_, parts)| parts).ok_or(NOT_FOUND)
    }

    /// What a text changes in the one that it revises, by language; nothing where it revises none.
    pub(super) async fn changes_since(
        &self,
        row: &Row,
        article: &Value,
    ) -> Result<Vec<(String, Vec<DiffPart>)>, OperationError> {
        let Some(before) = row.revises.as_deref() else {
            return Ok(Vec::new());
        };
        let before = storage::declarations::by_object(&self.db(), before)
            .await?
            .ok_or(NOT_FOUND)?;
        let before = text_views(&article_of(&before)?);
        let changes = text_views(article).into_iter().map(|text| {
            let earlier = before.iter().find(|earlier| earlier.language == text.language);
            let earlier = earlier.map_or_else(Vec::new, |earlier| paragraphs(&earlier.title, &earlier.content_html));
            let parts = difference(&earlier, &paragraphs(&text.title, &text.content_html));
            (text.language, parts)
        });
        Ok(changes.collect())
    }
}

/// The title and the blocks of a frozen text, as plain text.
fn paragraphs(title: &str, html: &str) -> Vec<String> {
    let mut marked = html.to_owned();
    for block in ["</p>", "</li>", "</h2>", "</h3>", "<br>"] {
        marked = marked.replace(block, "\u{1F}");
    }
    let blocks = marked.split('\u{1F}').map(plain_text);
    std::iter::once(title.to_owned())
        .chain(blocks.map(|text| text.trim().to_owned()))
        .filter(|text| !text.is_empty())
        .collect()
}

fn difference(before: &[String], after: &[String]) -> Vec<DiffPart> {
    let mut parts = Vec::new();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for step in steps(before, after) {
        match step {
            Step::Removed(text) => removed.push(text.as_str()),
            Step::Added(text) => added.push(text.as_str()),
            Step::Same(text) => {
                parts.extend(words(&removed, &added));
                (removed, added) = (Vec::new(), Vec::new());
                parts.push(DiffPart::Same(format!("{text}\n")));
            }
        }
    }
    parts.extend(words(&removed, &added));
    parts
}

/// The difference of changed paragraphs, by words.
fn words(before: &[&str], after: &[&str]) -> Vec<DiffPart> {
    let split = |paragraphs: &[&str]| -> Vec<String> {
        let marked = paragraphs.iter().map(|text| format!("{text}\n")).collect::<String>();
        marked.split_inclusive([' ', '\n']).map(str::to_owned).collect()
    };
    let (before, after) = (split(before), split(after));
    let mut parts: Vec<DiffPart> = Vec::new();
    for step in steps(&before, &after) {
        let last = parts.last_mut();
        match (step, last) {
            (Step::Same(text), Some(DiffPart::Same(all)))
            | (Step::Removed(text), Some(DiffPart::Removed(all)))
            | (Step::Added(text), Some(DiffPart::Added(all))) => all.push_str(text),
            (Step::Same(text), _) => parts.push(DiffPart::Same(text.clone())),
            (Step::Removed(text), _) => parts.push(DiffPart::Removed(text.clone())),
            (Step::Added(text), _) => parts.push(DiffPart::Added(text.clone())),
        }
    }
    parts
}

enum Step<'a> {
    Same(&'a String),
    Removed(&'a String),
    Added(&'a String),
}

/// The steps from one list to another that keep the longest common part.
fn steps<'a>(before: &'a [String], after: &'a [String]) -> Vec<Step<'a>> {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (head, before) = before.split_at(start);
    let after = after.get(start..).unwrap_or_default();
    let mut steps: Vec<Step<'a>> = head.iter().map(Step::Same).collect();
    if before.len().saturating_mul(after.len()) > MOST {
        steps.extend(before.iter().map(Step::Removed));
        steps.extend(after.iter().map(Step::Added));
        return steps;
    }
    let width = after.len() + 1;
    let mut longest = vec![0_u32; (before.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for row in (0..before.len()).rev() {
        for column in (0..after.len()).rev() {
            longest[at(row, column)] = if before[row] == after[column] {
                longest[at(row + 1, column + 1)] + 1
            } else {
                longest[at(row + 1, column)].max(longest[at(row, column + 1)])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < before.len() || column < after.len() {
        if row < before.len() && column < after.len() && before[row] == after[column] {
            steps.push(Step::Same(&before[row]));
            (row, column) = (row + 1, column + 1);
        } else if column == after.len()
            || row < before.len() && longest[at(row + 1, column)] >= longest[at(row, column + 1)]
        {
            steps.push(Step::Removed(&before[row]));
            row += 1;
        } else {
            steps.push(Step::Added(&after[column]));
            column += 1;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p24_the_difference_is_shown_by_words_inside_the_paragraph_that_changed() {
        let before = paragraphs("Water", "<p>We ask for water.</p><p>All of it.</p>");
        let after = paragraphs("Water", "<p>We ask for <em>clean</em> water.</p><p>All of it.</p>");
        assert_eq!(
            difference(&before, &after),
            [
                DiffPart::Same("Water\n".to_owned()),
                DiffPart::Same("We ask for ".to_owned()),
                DiffPart::Added("clean ".to_owned()),
                DiffPart::Same("water.\n".to_owned()),
                DiffPart::Same("All of it.\n".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_kept_and_added_is_the_newer_text() {
        bolero::check!()
            .with_type::<(Vec<String>, Vec<String>)>()
            .for_each(|(before, after)| {
                let mut kept = Vec::new();
                let mut old = Vec::new();
                for step in steps(before, after) {
                    match step {
                        Step::Same(text) => {
                            kept.push(text.clone());
                            old.push(text.clone());
                        }
                        Step::Added(text) => kept.push(text.clone()),
                        Step::Removed(text) => old.push(text.clone()),
                    }
                }
                assert_eq!((&old, &kept), (before, after));
            });
    }
}
