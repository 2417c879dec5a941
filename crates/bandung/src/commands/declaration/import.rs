//! `bandung declaration import-endorsements`: a list of signatures, with progress.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    endorsement::{Channel, Check},
    signature_file::LARGEST_FILE,
};
use operations::{ImportOrder, ImportProblem, ImportProgress, ImportReport};
use serde::{Deserialize, Serialize};

use super::{
    super::{Context, Reply, Told, arguments},
    give, page_of,
};
use crate::{Failure, failure::fault_in_words};

/// Problems that are printed; the file of the rows that were not taken has all of them.
const PRINTED: usize = 40;

/// Which list, of which declaration, and how.
#[derive(Debug, clap::Args, Serialize, Deserialize)]
pub struct Import {
    /// Last part of the page's address of the declaration.
    slug: String,
    /// CSV in UTF-8; columns are found by their names, in any of the seven languages.
    file: PathBuf,
    /// How rows came that do not say it: `paper` or `csv-import`.
    #[arg(long, default_value = "csv-import")]
    channel: String,
    /// What was checked of rows that do not say it, for example `registry-number`.
    #[arg(long)]
    check: Option<String>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were not taken, with the reason, into this file.
    #[arg(long, value_name = "FILE")]
    not_taken: Option<PathBuf>,
    #[arg(skip)]
    #[doc(hidden)]
    content: String,
}

impl Import {
    pub(super) fn question(&self) -> Option<String> {
        (!self.dry_run).then(|| format!("Record the signatures of {} for {}?", self.file.display(), self.slug))
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        let shown = self.file.display();
        let unreadable = |error: std::io::Error| Failure::failed(format!("{shown} cannot be read: {error}"));
        let size = fs::metadata(&self.file).map_err(unreadable)?.len();
        if size > LARGEST_FILE as u64 {
            return Err(Failure::failed(format!(
                "{shown} has {size} bytes, at most 5 MiB are read: split it"
            )));
        }
        self.content = STANDARD.encode(fs::read(&self.file).map_err(unreadable)?);
        Ok(())
    }

    pub(super) fn output(&self) -> Option<&Path> {
        self.not_taken.as_deref()
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let channel = match arguments::choice("way in", &self.channel, Channel::parse)? {
            channel @ (Channel::Paper | Channel::CsvImport) => channel,
            _ => return Err(Failure::usage("a list comes as  paper  or  csv-import")),
        };
        let check = self.check.as_deref();
        let check = check
            .map(|check| arguments::choice("check", check, Check::parse))
            .transpose()?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let order = ImportOrder {
            bytes: STANDARD
                .decode(&self.content)
                .map_err(|_| Failure::failed("the list arrived damaged"))?,
            name: name.unwrap_or_else(|| "a list".to_owned()),
            channel,
            check,
            dry_run: self.dry_run,
        };
        let id = page_of(context, &self.slug).await?.card.id;
        let teller = context.teller().clone();
        let progress = move |at: ImportProgress| {
            // Whoever is slow misses a line, nothing else.
            let _missed = teller.try_send(Told::Progress(format!("{} of {} rows", at.done, at.of)));
        };
        let report = context
            .operations()
            .import_endorsements(context.session(), id, order, &progress)
            .await?;
        if self.not_taken.is_some() {
            give(context, report.not_taken.as_deref().unwrap_or_default().as_bytes()).await?;
        }
        Ok(Reply::one(in_words(&report), &report))
    }
}

fn in_words(report: &ImportReport) -> String {
    let mut lines: Vec<String> = report.problems.iter().take(PRINTED).map(problem).collect();
    let rest = report.problems.len().saturating_sub(PRINTED);
    if rest > 0 {
        lines.push(format!("… and {rest} more"));
    }
    let unused: Vec<&str> = report
        .header
        .iter()
        .zip(&report.columns)
        .filter(|(_, column)| column.is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    if !unused.is_empty() {
        lines.push(format!("columns that are left out: {}", unused.join(", ")));
    }
    lines.push(format!(
        "{}: {} rows: {} counted, {} not confirmed, {} to look at, {} duplicates, {} withdrawn, {} refused, {} there \
         already",
        if report.dry_run { "would become" } else { "imported" },
        report.rows,
        report.counted,
        report.not_confirmed,
        report.in_review,
        report.duplicates,
        report.withdrawn,
        report.refused,
        report.already
    ));
    if report.formulas > 0 {
        lines.push(match report.formulas {
            1 => "1 cell begins like a formula; it is kept as text".to_owned(),
            many => format!("{many} cells begin like a formula; they are kept as text"),
        });
    }
    lines.join("\n")
}

fn problem(problem: &ImportProblem) -> String {
    let mut why: Vec<String> = problem
        .faults
        .iter()
        .map(|fault| format!("{} {}", fault.field, fault_in_words(&fault.fault)))
        .collect();
    why.extend(problem.reason.map(str::to_owned));
    why.extend(problem.like_line.map(|line| format!("like line {line}")));
    format!("line {}: {}: {}", problem.line, problem.becomes, why.join("; "))
}
