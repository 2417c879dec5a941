//! `bandung bundle`: files that anybody can check without this node.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use super::{Context, Reply, Told, declaration};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bundle {
    /// Write text, log, documents and tally of a declaration into one file, for `bandung verify`.
    Export {
        /// Last part of the page's address.
        slug: String,
        /// Into this file instead of to standard output.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Print the policy that names the log of this node and its witnesses. Trust it as far as you trust this node.
    Policy {
        /// Into this file instead of to standard output.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

impl Bundle {
    pub(super) fn output(&self) -> Option<&Path> {
        match self {
            Self::Export { to, .. } | Self::Policy { to } => to.as_deref(),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        match self {
            Self::Policy { .. } => declaration::give(context, operations.own_policy().await?.as_bytes()).await,
            Self::Export { slug, .. } => {
                let object = declaration::page_of(context, &slug).await?.card.object;
                let source = operations.declaration_bundle(&object).await?;
                let (sender, mut pieces) = mpsc::channel::<actix_web::web::Bytes>(2);
                let passing = async {
                    while let Some(piece) = pieces.recv().await {
                        let text = String::from_utf8_lossy(&piece).into_owned();
                        if context.teller().send(Told::Piece(text)).await.is_err() {
                            break;
                        }
                    }
                };
                let writing = async {
                    let written = operations.write_bundle(source, &sender).await;
                    drop(sender);
                    written
                };
                let (written, ()) = tokio::join!(writing, passing);
                written?;
                Ok(Reply::default())
            }
        }
    }
}
