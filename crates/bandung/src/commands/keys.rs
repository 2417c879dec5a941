//! `bandung keys`: the public keys with which other servers check what comes from here.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

use super::{Context, Reply};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keys {
    /// List the accounts of this node with their Ed25519 keys.
    List,
    /// Print all public keys, to be kept elsewhere.
    ExportPublic,
}

/// The public keys of one account.
#[derive(Serialize)]
struct PublicKeys {
    actor: String,
    ed25519: String,
    rsa: String,
}

impl Keys {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        let urls = operations
            .urls()
            .ok_or_else(|| Failure::failed("this node is not set up yet, so it has no keys"))?;
        let mut actors = vec![urls.instance_actor()];
        actors.extend(operations.organisations().await?.into_iter().map(|card| card.id));
        let mut keys = Vec::new();
        for actor in actors {
            let held = operations.actor_keys(&actor).await?;
            let rsa = held
                .rsa
                .public_pem()
                .map_err(|error| Failure::failed(error.to_string()))?;
            keys.push(PublicKeys {
                actor,
                ed25519: held.ed25519.multikey(),
                rsa,
            });
        }
        Ok(match self {
            Self::List => Reply::list(&keys, ["ACCOUNT", "ED25519"], |keys| {
                [keys.actor.clone(), keys.ed25519.clone()]
            }),
            Self::ExportPublic => {
                let text: Vec<String> = keys
                    .iter()
                    .map(|keys| format!("{}\n{}\n{}", keys.actor, keys.ed25519, keys.rsa))
                    .collect();
                Reply::one(text.join("\n"), &keys)
            }
        })
    }
}
