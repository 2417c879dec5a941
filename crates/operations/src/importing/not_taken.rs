//! The rows that a rule refused, as a file: the same columns and two more, to be corrected and imported again.

use domain::signature_file::{SignatureFile, begins_like_a_formula};

use super::plan::{Plan, Verdict};

/// The file; nothing when all rows were taken.
pub(super) fn file(file: &SignatureFile, plan: &Plan) -> Option<String> {
    let mut refused: Vec<(usize, String)> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.verdict {
            Verdict::Faulty(faults) => {
                let words: Vec<_> = faults.iter().map(|it| format!("{} {}", it.field, it.fault)).collect();
                Some((step.row, words.join("; ")))
            }
            Verdict::Refused(reason) if *reason != "other" => Some((step.row, in_words(reason).to_owned())),
            _ => None,
        })
        .collect();
    if refused.is_empty() {
        return None;
    }
    refused.sort_unstable();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let own = ["line".to_owned(), "why".to_owned()];
    let head = file.header.iter().map(|name| safe(name)).chain(own);
    writer.write_record(head).ok()?;
    for (row, why) in refused {
        let row = &file.rows[row];
        let mut cells: Vec<String> = row.cells.iter().map(|cell| safe(cell)).collect();
        cells.resize(file.header.len(), String::new());
        cells.extend([row.line.to_string(), why]);
        writer.write_record(cells).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

/// A spreadsheet must not calculate it (SECURITY CO8).
fn safe(cell: &str) -> String {
    if begins_like_a_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A refusal by a rule, as a sentence.
fn in_words(reason: &str) -> &str {
    match reason {
        "not-open" => "signed before the opening, or dated in the future",
        "closed" => "signed after the closing",
        "not-eligible" => "the declaration does not ask for this kind of signer",
        other => other,
    }
}
