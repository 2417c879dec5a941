//! `bandung replication`: reports on practices of any node.

use std::path::PathBuf;

use clap::Subcommand;
use domain::replication::ReportExchange;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Context, Reply, arguments, practice::published};
use crate::{Failure, failure::in_words};

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Replication {
    /// Publish a report from a file for the organisation named with --org.
    Add {
        /// JSON with the fields of the form; `-` reads standard input.
        file: PathBuf,
        #[arg(skip)]
        #[doc(hidden)]
        content: Value,
    },
    /// List the reports of the organisation named with --org.
    List,
}

impl Replication {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Add { file, .. } => Some(format!("Publish the report {}?", file.display())),
            Self::List => None,
        }
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        if let Self::Add { file, content } = self {
            *content = arguments::json_file(file)?;
        }
        Ok(())
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let organisation = context.organisation()?;
        match self {
            Self::Add { content, .. } => {
                let file = ReportExchange::deserialize(&content)
                    .map_err(|error| Failure::failed(format!("the file is not a report: {error}")))?;
                let report = file
                    .into_draft()
                    .check()
                    .map_err(|faults| Failure::failed(in_words(&faults)))?;
                let done = context
                    .operations()
                    .publish_report(context.session(), organisation, report, None)
                    .await?;
                Ok(Reply::one(published(context, &done), &done))
            }
            Self::List => {
                let reports = context.operations().reports_of(organisation).await?;
                Ok(Reply::list(
                    &reports,
                    ["PUBLISHED", "OUTCOME", "COUNTRY", "PRACTICE"],
                    |view| {
                        [
                            arguments::time(view.published),
                            view.report.outcome.as_str().to_owned(),
                            view.report.country.to_string(),
                            view.report.replicates.clone(),
                        ]
                    },
                ))
            }
        }
    }
}
