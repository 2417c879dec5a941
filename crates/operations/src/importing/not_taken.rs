//! The rows that a rule refused, as a file: the same columns and two more, to be corrected and imported again.

use domain::{
    field_error::Fault,
    signature_file::{SignatureFile, begins_like_a_formula},
};

use super::plan::{Plan, Verdict};

/// The file; nothing when all rows were taken.
pub(super) fn file(file: &SignatureFile, plan: &Plan) -> Option<String> {
    let mut refused: Vec<(usize, String)> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.verdict {
            Verdict::Faulty(faults) => {
                let words: Vec<_> = faults
                    .iter()
                    .map(|it| format!("{}: {}", it.field, code(&it.fault)))
                    .collect();
                Some((step.row, words.join("; ")))
            }
            Verdict::Refused(reason) if *reason != "other" => Some((step.row, (*reason).to_owned())),
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

fn code(fault: &Fault) -> String {
    let value = serde_json::to_value(fault).unwrap_or_default();
    value["code"].as_str().unwrap_or("not valid").to_owned()
}
