//! `bandung witness`: the nodes that co-sign the log of this one.

use clap::Subcommand;
use operations::WitnessView;
use serde::{Deserialize, Serialize};

use super::{Context, Reply};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Witness {
    /// List them, with the largest log that each has co-signed.
    List,
    /// Ask a node for cosignatures from now on, and witness and mirror its log.
    Add {
        /// Host of a Bandung node.
        host: String,
    },
}

impl Witness {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List => None,
            Self::Add { host } => Some(format!("Ask {host} for cosignatures, and witness its log?")),
        }
    }

    pub(super) fn goes_out(&self) -> bool {
        matches!(self, Self::Add { .. })
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        match self {
            Self::List => {
                let witnesses = operations.witnesses().await?;
                Ok(Reply::list(&witnesses, ["WITNESS", "CO-SIGNED", "LAST ANSWER"], row))
            }
            Self::Add { host } => {
                let services = context.service.directory.services(&host).await?;
                operations.add_witness(context.session(), &host, &services).await?;
                Ok(Reply::said(format!("{host} is asked for cosignatures")))
            }
        }
    }
}

fn row(witness: &WitnessView) -> [String; 3] {
    [
        witness.host.clone(),
        witness
            .signed_size
            .map_or_else(|| "-".to_owned(), |size| size.to_string()),
        witness.last_answer.clone().unwrap_or_else(|| "-".to_owned()),
    ]
}
