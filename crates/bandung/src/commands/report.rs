//! `bandung report`: what was reported to the moderators, and appeals.

use ::domain::moderation::{AppealOutcome, Decision};
use clap::Subcommand;
use operations::{DecisionForm, view::FlagView};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// List reports.
    List,
    /// Show one with what it is about, notes, and earlier reports about the same account.
    Show {
        /// Identifier as in the list.
        report: String,
    },
    /// Decide about a report; without a decision it is marked as dealt with.
    Resolve {
        /// Identifier as in the list.
        report: String,
        /// dismiss, hide, silence, suspend, resolve.
        #[arg(long, default_value = "resolve")]
        decision: String,
        /// Silence or suspend the whole server.
        #[arg(long)]
        server: bool,
        /// What those concerned are told.
        #[arg(long, default_value = "")]
        answer: String,
    },
    /// Note something for the other moderators.
    Note {
        /// Identifier as in the list.
        report: String,
        /// What.
        text: String,
    },
    /// Tell the server of the account, without the name of the one who reported.
    Forward {
        /// Identifier as in the list.
        report: String,
    },
    /// List appeals that wait.
    Appeals,
    /// Decide about an appeal.
    Appeal {
        /// Identifier as in the list of appeals.
        appeal: String,
        /// upheld (it stays hidden) or restored.
        outcome: String,
        /// What the organisation is told.
        #[arg(long, default_value = "")]
        answer: String,
    },
}

impl Report {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List | Self::Show { .. } | Self::Appeals | Self::Note { .. } => None,
            Self::Resolve { report, decision, .. } => Some(format!("Decide about {report}: {decision}?")),
            Self::Forward { report } => Some(format!("Tell the other server about {report}?")),
            Self::Appeal { appeal, outcome, .. } => Some(format!("Decide about {appeal}: {outcome}?")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::List => {
                let flags = operations.flags(session).await?;
                Ok(Reply::list(&flags, ["ID", "AT", "FROM", "ABOUT", "STATE", "TEXT"], row))
            }
            Self::Show { report } => {
                let case = operations.flag_case(session, arguments::id(&report)?).await?;
                let mut lines = row(&case.flag).to_vec();
                lines.extend(
                    case.posts
                        .iter()
                        .map(|reported| format!("post  {}", reported.post.object)),
                );
                lines.extend(
                    case.notes
                        .iter()
                        .map(|(at, who, text)| format!("note  {} {who}: {text}", arguments::time(*at))),
                );
                lines.push(format!("{} earlier reports about the same account", case.history.len()));
                Ok(Reply::one(
                    lines.join("\n"),
                    &json!({ "report": case.flag, "history": case.history }),
                ))
            }
            Self::Resolve {
                report,
                decision,
                server,
                answer,
            } => {
                let form = DecisionForm {
                    decision: arguments::choice("decision", &decision, Decision::parse)?,
                    whole_server: server,
                    answer,
                };
                operations.decide_flag(session, arguments::id(&report)?, &form).await?;
                Ok(Reply::said("resolved"))
            }
            Self::Note { report, text } => {
                operations.note_flag(session, arguments::id(&report)?, &text).await?;
                Ok(Reply::said("noted"))
            }
            Self::Forward { report } => {
                operations.forward_flag(session, arguments::id(&report)?).await?;
                Ok(Reply::said("it will be told"))
            }
            Self::Appeals => {
                let appeals = operations.appeals(session).await?;
                let rows: Vec<_> = appeals
                    .into_iter()
                    .map(|it| (it.id.to_string(), it.who, it.title, it.appeal.unwrap_or_default()))
                    .collect();
                Ok(Reply::list(&rows, ["ID", "HIDDEN BY", "POST", "APPEAL"], |row| {
                    [row.0.clone(), row.1.clone(), row.2.clone(), row.3.replace('\n', " ")]
                }))
            }
            Self::Appeal {
                appeal,
                outcome,
                answer,
            } => {
                let outcome = arguments::choice("outcome", &outcome, AppealOutcome::parse)?;
                operations
                    .decide_appeal(session, arguments::id(&appeal)?, outcome, &answer)
                    .await?;
                Ok(Reply::said("decided"))
            }
        }
    }
}

fn row(flag: &FlagView) -> [String; 6] {
    let state = match flag.decision {
        Some(decision) => decision.as_str(),
        None if flag.resolved => "resolved",
        None => "open",
    };
    [
        flag.id.to_string(),
        arguments::time(flag.at),
        flag.from.clone(),
        flag.target.clone(),
        state.to_owned(),
        flag.text.replace('\n', " "),
    ]
}
