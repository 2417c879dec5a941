//! `bandung log`: the log of endorsements of this node, proofs from it, and the logs of others that are mirrored here.

use clap::Subcommand;
use operations::{MirrorView, OperationError};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Context, Reply};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Log {
    /// Print the newest checkpoint with its cosignatures (a signed note).
    Checkpoint,
    /// Print the proof that an entry is in the log (a tlog-proof file).
    Prove {
        /// Number of the entry, from 0.
        index: u64,
    },
    /// Fetch the logs of other nodes now, compare them with what others have seen, and list the mirrors.
    Mirror {
        /// Only of this host.
        host: Option<String>,
    },
    /// Logs that were caught showing two histories: list them, or print the proof file of one.
    Contradictions {
        /// Identifier from the list.
        id: Option<String>,
    },
    /// End a log that cannot go on, because it is not what was signed, and begin the next one.
    Begin {
        /// Why, for everybody to read.
        #[arg(long)]
        why: String,
    },
}

impl Log {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Begin { .. } => Some(
                "End the log of this node for good and begin a new one? Its endorsements stay in the old one.".into(),
            ),
            _ => None,
        }
    }

    pub(super) fn goes_out(&self) -> bool {
        matches!(self, Self::Mirror { .. })
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        match self {
            Self::Checkpoint => {
                let newest = operations.newest_checkpoint().await?;
                let tree = newest.checkpoint();
                let value = json!({
                    "origin": tree.origin, "size": tree.size, "note": newest.to_string(),
                    "cosignatures": newest.note().signatures.len().saturating_sub(1),
                });
                Ok(Reply::one(newest.to_string().trim_end(), &value))
            }
            Self::Prove { index } => {
                let proof = operations.prove_entry(index).await?.to_string();
                Ok(Reply::one(proof.trim_end(), &json!({ "index": index, "proof": proof })))
            }
            Self::Mirror { host } => {
                let hosts = match host {
                    Some(host) => [host].into(),
                    None => operations.log_peers().await?,
                };
                let mut failed = Vec::new();
                for host in &hosts {
                    if let Err(cause) = context.service.directory.mirror(host).await {
                        failed.push(format!("{host}: {cause}"));
                    }
                }
                let mirrors = operations.mirrors(None).await?;
                let mut reply = Reply::list(&mirrors, ["LOG", "ENTRIES", "CONTRADICTIONS"], row);
                for line in failed {
                    reply.text.push_str(&format!("\n{line}"));
                    reply.code = 1;
                }
                Ok(reply)
            }
            Self::Contradictions { id: None } => {
                let all = operations.log_contradictions().await?;
                let rows: Vec<(String, String, String)> = all
                    .into_iter()
                    .map(|(id, reason, file)| (id, reason, file["log"].as_str().unwrap_or_default().to_owned()))
                    .collect();
                Ok(Reply::list(&rows, ["ID", "LOG", "REASON"], |(id, reason, log)| {
                    [id.clone(), log.clone(), reason.clone()]
                }))
            }
            Self::Contradictions { id: Some(id) } => {
                let all = operations.log_contradictions().await?;
                let found = all.into_iter().find(|(known, _, _)| *known == id);
                let not_found = OperationError::NotFound {
                    what: "the contradiction",
                };
                let (_, _, file) = found.ok_or(not_found)?;
                let text = serde_json::to_string_pretty(&file).unwrap_or_default();
                Ok(Reply::one(text, &file))
            }
            Self::Begin { why } => {
                let origin = operations.begin_next_log(context.session(), &why).await?;
                Ok(Reply::one(
                    format!("the log is now {origin}"),
                    &json!({ "origin": origin }),
                ))
            }
        }
    }
}

fn row(mirror: &MirrorView) -> [String; 3] {
    let found: Vec<String> = mirror
        .contradictions
        .iter()
        .map(|(id, reason)| format!("{reason} ({id})"))
        .collect();
    let found = if found.is_empty() {
        "-".to_owned()
    } else {
        found.join(", ")
    };
    [mirror.origin.clone(), mirror.size.to_string(), found]
}
