//! `bandung domain`: blocks of whole servers.

use ::domain::policy::Severity;
use clap::Subcommand;
use serde::{Deserialize, Serialize};

use super::{Context, Reply};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// List blocks.
    List,
    /// Exchange nothing with a server.
    Block {
        /// Host.
        host: String,
        /// Why, for the other moderators.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Hide a server's posts from those who do not follow it.
    Silence {
        /// Host.
        host: String,
        /// Why, for the other moderators.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Lift a block.
    Allow {
        /// Host.
        host: String,
    },
}

impl Domain {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List => None,
            Self::Block { host, .. } => Some(format!("Exchange nothing with {host} any more?")),
            Self::Silence { host, .. } => Some(format!("Hide posts of {host} from those who do not follow it?")),
            Self::Allow { host } => Some(format!("Lift the block of {host}?")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        let (host, severity, reason, done) = match self {
            Self::List => {
                let blocks = operations.blocked_hosts(session).await?;
                return Ok(Reply::list(
                    &blocks,
                    ["HOST", "BLOCK", "REASON"],
                    |(host, severity, reason)| [host.clone(), format!("{severity:?}").to_lowercase(), reason.clone()],
                ));
            }
            Self::Block { host, reason } => (host, Some(Severity::Suspend), reason, "blocked"),
            Self::Silence { host, reason } => (host, Some(Severity::Silence), reason, "silenced"),
            Self::Allow { host } => (host, None, String::new(), "allowed"),
        };
        operations.block_host(session, &host, severity, &reason).await?;
        Ok(Reply::said(format!("{host} is {done}")))
    }
}
