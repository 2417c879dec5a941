//! `bandung peer`: other servers, what waits for them, and why.

use clap::Subcommand;
use operations::PeerView;
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Peer {
    /// List servers.
    List {
        /// Only those for which something waits.
        #[arg(long)]
        waiting: bool,
    },
    /// Show one server with its last answers.
    Show {
        /// Host.
        host: String,
    },
    /// Try at once.
    Retry {
        /// Host.
        host: String,
    },
    /// Send nothing for now; nothing is lost.
    Pause {
        /// Host.
        host: String,
        /// Send again.
        #[arg(long)]
        undo: bool,
    },
    /// Drop what a server refuses for good.
    DropParked {
        /// Host.
        host: String,
    },
    /// Ask a server for what was missed.
    CatchUp {
        /// Host.
        host: String,
    },
}

impl Peer {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List { .. } | Self::Show { .. } | Self::Retry { .. } | Self::CatchUp { .. } => None,
            Self::Pause { host, undo: false } => Some(format!("Send nothing to {host} for now?")),
            Self::Pause { host, undo: true } => Some(format!("Send to {host} again?")),
            Self::DropParked { host } => Some(format!("Drop what {host} refuses? It cannot be brought back.")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::List { waiting } => {
                let mut peers = operations.peers(session).await?;
                peers.retain(|peer| !waiting || peer.waiting > 0);
                Ok(Reply::list(
                    &peers,
                    ["PEER", "WAITING", "SINCE", "LAST ANSWER", "NEXT TRY"],
                    row,
                ))
            }
            Self::Show { host } => {
                let (peer, answers) = operations.peer(session, &host).await?;
                let mut text = row(&peer).join("  ");
                for (at, answer) in &answers {
                    text.push_str(&format!("\n  {}  {answer}", arguments::time(*at)));
                }
                for (seq, why) in &peer.parked {
                    text.push_str(&format!("\n  parked {seq}: {why}"));
                }
                Ok(Reply::one(text, &(peer, answers)))
            }
            Self::Retry { host } => {
                operations.retry_peer(session, &host).await?;
                context.service.directory.try_now(&host).await;
                Ok(Reply::said(format!("{host} is tried now")))
            }
            Self::Pause { host, undo } => {
                operations.pause_peer(session, &host, !undo).await?;
                let state = if undo { "is sent to again" } else { "is paused" };
                Ok(Reply::said(format!("{host} {state}")))
            }
            Self::DropParked { host } => {
                let dropped = operations.drop_parked(session, &host).await?;
                Ok(Reply::said(format!("{dropped} dropped")))
            }
            Self::CatchUp { host } => {
                let taken = context.service.directory.catch_up(&host).await?;
                Ok(Reply::said(format!("{taken} taken from {host}")))
            }
        }
    }
}

fn row(peer: &PeerView) -> [String; 5] {
    let next = if peer.paused {
        "paused".to_owned()
    } else {
        arguments::time_or_dash(peer.next_try)
    };
    [
        peer.host.clone(),
        peer.waiting.to_string(),
        arguments::time_or_dash(peer.waiting_since),
        peer.last_answer.clone().unwrap_or_else(|| "-".to_owned()),
        next,
    ]
}
