//! Importing lists of signatures: of paper, of other systems (UX 5.3).
//!
//! The file is read and judged whole, then recorded in batches, one transaction each. Nothing is dropped silently: a row
//! is counted, waits, is a duplicate, or is refused with a reason and given back as a file. The same file again adds
//! nothing, also after an interruption.

use domain::{
    duplicates::Marks,
    endorsement::{Channel, Check, Signature},
    field_error::FieldError,
    ids::{DeclarationId, EndorsementId},
    permissions::Action,
    signature_file::SignatureFile,
};
use serde::Serialize;
use storage::{endorsements, settings};

use crate::{
    OperationError, Operations, Session,
    declarations::{period_of, rules_of},
    endorsing::{NewRecord, RecordAs, RecordBatch, SameAs},
    secrets::hex,
};

mod not_taken;
mod plan;

use plan::{Plan, Rules, Same, Step, Verdict};

/// Rows of one transaction.
const BATCH: usize = 500;
/// Problems of a report at most; the file of the rows that were not taken has all.
const PROBLEMS: usize = 500;
/// Rows that are shown before an import.
const SHOWN: usize = 20;

/// How a list is imported.
#[derive(Clone, Debug)]
pub struct ImportOrder {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its name, for the audit log.
    pub name: String,
    /// The way in of rows that do not say it.
    pub channel: Channel,
    /// What was checked of rows that do not say it; nothing = the sheet for paper, else nothing was checked.
    pub check: Option<Check>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportProgress {
    /// Rows that are done.
    pub done: usize,
    /// Rows in all.
    pub of: usize,
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows in the file.
    pub rows: usize,
    /// Recorded and counted.
    pub counted: usize,
    /// Wait for a confirmation.
    pub not_confirmed: usize,
    /// Wait for a person: perhaps the same as another one.
    pub in_review: usize,
    /// The same as another one: kept as duplicates.
    pub duplicates: usize,
    /// Were counted and withdrawn.
    pub withdrawn: usize,
    /// Refused, by a rule or as the list says.
    pub refused: usize,
    /// There already, from this list or another one with the same row.
    pub already: usize,
    /// Cells that begin like a formula; they are kept as text.
    pub formulas: usize,
    /// The columns that were recognised, in the order of the file; nothing = not used.
    pub columns: Vec<Option<&'static str>>,
    /// The first line of the file.
    pub header: Vec<String>,
    /// The first 20 rows as they stand.
    pub shown: Vec<Vec<String>>,
    /// Rows with a problem, in the order of the file, at most 500.
    pub problems: Vec<ImportProblem>,
    /// The rows that a rule refused, with the reason, as a file that can be corrected and imported again; nothing when
    /// all were taken.
    pub not_taken: Option<String>,
    /// Nothing was stored.
    pub dry_run: bool,
}

impl ImportReport {
    /// Whether any row is kept that was not refused, nor there before.
    #[must_use]
    pub fn takes_something(&self) -> bool {
        self.counted + self.not_confirmed + self.in_review + self.duplicates + self.withdrawn > 0
    }
}

/// A row with a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportProblem {
    /// Its line in the file; the first line is 1.
    pub line: u64,
    /// What becomes of it.
    pub becomes: &'static str,
    /// The fields that are not valid.
    pub faults: Vec<FieldError>,
    /// Why, where it is not a field: `closed`, `not-open`, `not-eligible`, `duplicate`, `perhaps-duplicate`.
    pub reason: Option<&'static str>,
    /// The line of the same file that it is like.
    pub like_line: Option<u64>,
}

impl Operations {
    /// Imports a list of signatures of a declaration of ours (owner). `progress` is called after each batch.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when the file cannot be read or the declaration is not open;
    /// [`OperationError::Forbidden`]. What was recorded before an error stays; the same file again goes on from there.
    pub async fn import_endorsements(
        &self,
        session: &Session,
        id: DeclarationId,
        order: ImportOrder,
        progress: &(dyn Fn(ImportProgress) + Send + Sync),
    ) -> Result<ImportReport, OperationError> {
        let (declaration, owner) = self.hosted_declaration(&self.db(), id).await?;
        session.require(Action::HostDeclarations(owner))?;
        let file = SignatureFile::read(&order.bytes)?;
        let imported = imported_name(id, &order.bytes);
        let again = settings::get(&self.db(), &imported).await?.is_some();
        let policy = rules_of(&declaration);
        let rules = Rules {
            period: period_of(&declaration),
            late: policy.late,
            may_endorse: policy.may_endorse,
            channel: order.channel,
            check: order.check,
            now: self.now(),
        };
        let known = if again {
            Vec::new()
        } else {
            endorsements::keys(&self.db(), id).await?
        };
        let key = self.names_key()?;
        let marks = |it: &Signature| key.keyed(Marks::of(&it.signatory, it.mail.as_ref(), None));
        let mut plan = Plan::of(&file, &rules, known, &marks);
        if again {
            plan.steps.iter_mut().for_each(|step| step.verdict = Verdict::Already);
        }
        let report = report(&file, &plan, order.dry_run);
        if order.dry_run || again {
            return Ok(report);
        }
        self.record_plan(session, id, &order.name, plan.steps, progress).await?;
        // A file of which nothing was taken may come again, when it fits.
        if !report.takes_something() {
            return Ok(report);
        }
        let tx = self.begin().await?;
        settings::set(&tx, &imported, "1").await?;
        tx.commit().await?;
        Ok(report)
    }

    async fn record_plan(
        &self,
        session: &Session,
        id: DeclarationId,
        source: &str,
        steps: Vec<Step>,
        progress: &(dyn Fn(ImportProgress) + Send + Sync),
    ) -> Result<(), OperationError> {
        let of = steps.len();
        let mut ids: Vec<Option<EndorsementId>> = vec![None; of];
        let steps: Vec<Step> = steps
            .into_iter()
            .filter(|step| step.verdict != Verdict::Already && !step.noted)
            .collect();
        let mut done = of - steps.len();
        for batch in steps.chunks(BATCH) {
            let place = |row: usize| batch.iter().position(|step| step.row == row);
            let rows = batch
                .iter()
                .map(|step| {
                    record(step, |same| match same {
                        Same::Known(id) => Some(SameAs::Known(id)),
                        Same::Row(row) => ids[row].map(SameAs::Known).or_else(|| place(row).map(SameAs::Row)),
                    })
                })
                .collect();
            let batch_of_rows = RecordBatch {
                rows,
                source: source.to_owned(),
            };
            let outcomes = self.record_endorsements(session, id, batch_of_rows).await?;
            for (step, outcome) in batch.iter().zip(outcomes) {
                ids[step.row] = Some(outcome.id);
            }
            done += batch.len();
            progress(ImportProgress { done, of });
        }
        Ok(())
    }
}

/// Under this name it is kept that a whole file was imported: its rows stay away even when one of them was erased.
fn imported_name(id: DeclarationId, bytes: &[u8]) -> String {
    format!("imported.{id}.{}", hex(&evidence::keys::sha256(bytes)))
}

fn record(step: &Step, same: impl Fn(Same) -> Option<SameAs>) -> NewRecord {
    let become_ = match &step.verdict {
        Verdict::Counted | Verdict::Already => RecordAs::Counted,
        Verdict::Pending => RecordAs::Pending,
        Verdict::Review(_) => RecordAs::Review,
        Verdict::Duplicate(of) => same(*of).map_or(RecordAs::Review, RecordAs::Duplicate),
        Verdict::Withdrawn => RecordAs::Withdrawn,
        Verdict::Refused(reason) => RecordAs::Refused((*reason).to_owned()),
        Verdict::Faulty(_) => RecordAs::Refused("other".to_owned()),
    };
    NewRecord {
        signature: step.signature.clone(),
        signed_at: step.signed_at,
        channel: step.channel,
        check: step.check,
        check_note: String::new(),
        become_,
    }
}

fn report(file: &SignatureFile, plan: &Plan, dry_run: bool) -> ImportReport {
    let mut report = ImportReport {
        rows: file.rows.len(),
        formulas: file.preview().formulas,
        columns: file
            .columns
            .iter()
            .map(|column| column.map(domain::signature_file::Column::as_str))
            .collect(),
        header: file.header.clone(),
        shown: file.rows.iter().take(SHOWN).map(|row| row.cells.clone()).collect(),
        dry_run,
        ..ImportReport::default()
    };
    let mut problems = Vec::new();
    for step in &plan.steps {
        let (number, becomes) = match &step.verdict {
            Verdict::Counted => (&mut report.counted, "counted"),
            Verdict::Pending => (&mut report.not_confirmed, "not-confirmed"),
            Verdict::Review(_) => (&mut report.in_review, "in-review"),
            Verdict::Duplicate(_) => (&mut report.duplicates, "duplicate"),
            Verdict::Withdrawn => (&mut report.withdrawn, "withdrawn"),
            Verdict::Refused(_) | Verdict::Faulty(_) => (&mut report.refused, "refused"),
            Verdict::Already => (&mut report.already, "already"),
        };
        *number += 1;
        problems.extend(problem(file, step, becomes));
    }
    problems.sort_by_key(|problem: &ImportProblem| problem.line);
    problems.truncate(PROBLEMS);
    report.problems = problems;
    report.not_taken = not_taken::file(file, plan);
    report
}

fn problem(file: &SignatureFile, step: &Step, becomes: &'static str) -> Option<ImportProblem> {
    let line_of = |row: usize| file.rows.get(row).map(|row| row.line);
    let like = |same: Same| match same {
        Same::Row(row) => line_of(row),
        Same::Known(_) => None,
    };
    let (faults, reason, like_line) = match &step.verdict {
        Verdict::Faulty(faults) => (faults.clone(), None, None),
        Verdict::Refused(reason) => (Vec::new(), Some(*reason), None),
        Verdict::Duplicate(same) => (Vec::new(), Some("duplicate"), like(*same)),
        Verdict::Review(same) => (Vec::new(), Some("perhaps-duplicate"), same.and_then(like)),
        _ => return None,
    };
    Some(ImportProblem {
        line: line_of(step.row)?,
        becomes,
        faults,
        reason,
        like_line,
    })
}
