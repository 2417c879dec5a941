//! `bandung keys`: the keys of this node, new ones for old ones, and keys of others that are held fast.

use clap::Subcommand;
use operations::Secret;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keys {
    /// List the accounts of this node with their Ed25519 keys.
    List,
    /// Print all public keys, to be kept elsewhere.
    ExportPublic,
    /// Replace the keys of an organisation (`--org`) or of the node; the old keys vouch for the new ones.
    Rotate {
        /// The keys of the node itself.
        #[arg(long)]
        node: bool,
    },
    /// Make a recovery key for an organisation (`--org`) and print it once; keep it off this machine.
    RecoveryKey,
    /// Replace keys that are lost or stolen, with the recovery key; all former keys are revoked.
    Recover {
        /// A file with the recovery key; `-` = standard input.
        file: std::path::PathBuf,
        /// What it holds, read on the side of the one who asks.
        #[arg(skip)]
        recovery_key: String,
    },
    /// Hold the keys of an account fast: other keys count only if one of these vouches for them.
    Pin {
        /// `@name@server` or the address of the account.
        account: String,
    },
    /// Hold the keys of an account fast no more.
    Unpin {
        /// The address of the account.
        actor: String,
    },
    /// List the accounts whose keys are held fast.
    Pinned,
}

/// The public keys of one account.
#[derive(Serialize)]
struct PublicKeys {
    actor: String,
    ed25519: String,
    rsa: String,
}

impl Keys {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List | Self::ExportPublic | Self::Pinned => None,
            Self::Rotate { .. } => {
                Some("Replace the keys? Other servers are told, and signed by the old keys.".to_owned())
            }
            Self::RecoveryKey => Some("Make a recovery key? An earlier one is worth nothing then.".to_owned()),
            Self::Recover { .. } => Some("Revoke all keys in use and make new ones?".to_owned()),
            Self::Pin { account } => Some(format!("Hold the keys of {account} fast?")),
            Self::Unpin { actor } => Some(format!("Let the keys of {actor} change as those of anybody?")),
        }
    }

    pub(super) fn goes_out(&self) -> bool {
        matches!(self, Self::Pin { .. })
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        if let Self::Recover { file, recovery_key } = self {
            *recovery_key = arguments::text_file(file)?;
        }
        Ok(())
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        Ok(match self {
            Self::List => Reply::list(&public_keys(context).await?, ["ACCOUNT", "ED25519"], |keys| {
                [keys.actor.clone(), keys.ed25519.clone()]
            }),
            Self::ExportPublic => {
                let keys = public_keys(context).await?;
                let text: Vec<String> = keys
                    .iter()
                    .map(|keys| format!("{}\n{}\n{}", keys.actor, keys.ed25519, keys.rsa))
                    .collect();
                Reply::one(text.join("\n"), &keys)
            }
            Self::Rotate { node } => {
                let organisation = if node { None } else { Some(context.organisation()?) };
                operations.rotate_keys(session, organisation).await?;
                Reply::said(
                    "new keys are in use; the old RSA key is shown for 7 more days, the old Ed25519 key stays listed",
                )
            }
            Self::RecoveryKey => {
                let key = operations.new_recovery_key(session, context.organisation()?).await?;
                Reply::link(
                    "Keep this off this machine, on paper; it is shown once:",
                    key.0.expose_secret().to_owned(),
                )
            }
            Self::Recover { recovery_key, .. } => {
                let key = Secret(recovery_key.into());
                operations.recover_keys(session, context.organisation()?, &key).await?;
                Reply::said("new keys are in use and all former ones are revoked")
            }
            Self::Pin { account } => {
                let actor = context.service.directory.look_up(&account).await?;
                operations.pin_actor(session, &actor).await?;
                Reply::said(format!("the keys of {} are held fast", actor.id.as_str()))
            }
            Self::Unpin { actor } => {
                operations.unpin_actor(session, &actor).await?;
                Reply::said(format!("the keys of {actor} may change"))
            }
            Self::Pinned => Reply::list(
                &operations.pinned_actors().await?,
                ["ACCOUNT", "MOVED", "ALARM"],
                |pin| {
                    let day = |time: chrono::DateTime<chrono::Utc>| time.format("%Y-%m-%d").to_string();
                    [
                        pin.actor.clone(),
                        day(pin.moved_at),
                        pin.alarm_at.map(day).unwrap_or_default(),
                    ]
                },
            ),
        })
    }
}

async fn public_keys(context: &Context<'_>) -> Result<Vec<PublicKeys>, Failure> {
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
    Ok(keys)
}
