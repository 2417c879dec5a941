//! `bandung report`: what was reported to the moderators.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// List reports.
    List,
    /// Mark a report as dealt with.
    Resolve {
        /// Identifier as in the list.
        report: String,
    },
}

impl Report {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List => None,
            Self::Resolve { report } => Some(format!("Mark {report} as dealt with?")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        match self {
            Self::List => {
                let flags = context.operations().flags(context.session()).await?;
                Ok(Reply::list(&flags, ["ID", "AT", "FROM", "STATE", "TEXT"], |flag| {
                    let state = if flag.resolved { "resolved" } else { "open" };
                    let text = flag.text.replace('\n', " ");
                    [
                        flag.id.to_string(),
                        arguments::time(flag.at),
                        flag.from.clone(),
                        state.into(),
                        text,
                    ]
                }))
            }
            Self::Resolve { report } => {
                context
                    .operations()
                    .resolve_flag(context.session(), arguments::id(&report)?)
                    .await?;
                Ok(Reply::said("resolved"))
            }
        }
    }
}
