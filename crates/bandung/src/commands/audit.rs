//! `bandung audit`: who did what.

use clap::Subcommand;
use operations::AuditFilter;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audit {
    /// Show the newest entries.
    Show {
        /// How many.
        #[arg(long, default_value_t = 50)]
        most: usize,
        /// Only those of people whose name contains this.
        #[arg(long, default_value = "")]
        who: String,
        /// Only this action, or all that begin with it: `domain` or `domain.block`.
        #[arg(long, default_value = "")]
        action: String,
        /// Only those on what contains this.
        #[arg(long, default_value = "")]
        object: String,
    },
    /// Print the whole log, one entry as JSON on each line, with the hashes of its chain.
    Export,
    /// Check that no entry was changed or removed.
    Verify,
}

impl Audit {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::Show {
                most,
                who,
                action,
                object,
            } => {
                let wanted = AuditFilter { who, action, object };
                let mut rows = Vec::new();
                let mut after = None;
                while rows.len() < most {
                    let page = operations.find_audit(session, &wanted, after.as_deref()).await?;
                    rows.extend(page.items);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                rows.truncate(most);
                Ok(Reply::list(&rows, ["AT", "WHO", "ACTION", "OBJECT", "REASON"], |row| {
                    let reason = row.reason.clone().unwrap_or_default();
                    [
                        arguments::time(row.at),
                        row.who.clone(),
                        row.action.clone(),
                        row.object.clone(),
                        reason,
                    ]
                }))
            }
            Self::Export => {
                let step_up = operations.step_up(session, None).await?;
                let rows = operations.export_audit(session, &step_up).await?;
                let lines: Vec<String> = rows.iter().filter_map(|row| serde_json::to_string(row).ok()).collect();
                Ok(Reply::one(lines.join("\n"), &rows))
            }
            Self::Verify => {
                let entries = operations.verify_audit().await?;
                Ok(Reply::one(
                    format!("{entries} entries, the chain is whole"),
                    &json!({ "entries": entries }),
                ))
            }
        }
    }
}
