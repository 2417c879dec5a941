//! `bandung token`: access tokens for the API. They belong to the person named with `--as`.

use clap::Subcommand;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Token {
    /// Make a token for the organisation named with --org, as the person named with --as.
    Create {
        /// What it is for.
        name: String,
        /// May write, too.
        #[arg(long)]
        write: bool,
    },
    /// List the tokens of the person named with --as.
    List,
    /// End a token.
    Revoke {
        /// Identifier as in the list.
        token: String,
    },
}

impl Token {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Create { name, .. } => Some(format!("Make the token {name}?")),
            Self::List => None,
            Self::Revoke { token } => Some(format!("End the token {token}?")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::Create { name, write } => {
                let mut scopes = vec!["read".to_owned()];
                if write {
                    scopes.push("write".to_owned());
                }
                let secret = operations
                    .create_token(session, &name, context.organisation()?, &scopes)
                    .await?;
                let secret = secret.0.expose_secret();
                Ok(Reply::one(
                    format!("The token, shown once:\n  {secret}"),
                    &json!({ "token": secret }),
                ))
            }
            Self::List => {
                let tokens = operations.tokens(session).await?;
                Ok(Reply::list(
                    &tokens,
                    ["ID", "NAME", "SCOPES", "SINCE", "LAST USED"],
                    |token| {
                        [
                            token.id.to_string(),
                            token.name.clone(),
                            token.scopes.join(" "),
                            arguments::time(token.since),
                            arguments::time_or_dash(token.last_used),
                        ]
                    },
                ))
            }
            Self::Revoke { token } => {
                operations.revoke_token(session, arguments::id(&token)?).await?;
                Ok(Reply::said("the token ended"))
            }
        }
    }
}
