//! `bandung audit`: who did what.

use clap::Subcommand;
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
    },
    /// Check that no entry was changed or removed.
    Verify,
}

impl Audit {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        match self {
            Self::Show { most } => {
                let mut rows = Vec::new();
                let mut after = None;
                while rows.len() < most {
                    let page = context.operations().audit(context.session(), after.as_deref()).await?;
                    rows.extend(page.items);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                rows.truncate(most);
                Ok(Reply::list(
                    &rows,
                    ["AT", "WHO", "ACTION", "OBJECT", "REFUSED"],
                    |row| {
                        let refused = row.reason.clone().unwrap_or_default();
                        [
                            arguments::time(row.at),
                            row.who.clone(),
                            row.action.clone(),
                            row.object.clone(),
                            refused,
                        ]
                    },
                ))
            }
            Self::Verify => {
                let entries = context.operations().verify_audit().await?;
                Ok(Reply::one(
                    format!("{entries} entries, the chain is whole"),
                    &json!({ "entries": entries }),
                ))
            }
        }
    }
}
