//! `bandung seal`: what an operator does when somebody stands at the door (SECURITY PR4).

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Context, Reply};
use crate::Failure;

/// Hides all names that can be hidden, ends all logins, and drops the keys from memory.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Seal {
    /// Let the node work again. Names stay hidden until their signers show them.
    #[arg(long)]
    unlock: bool,
}

impl Seal {
    pub(super) fn question(&self) -> Option<String> {
        Some(if self.unlock {
            "Let the node sign, send and receive again?".to_owned()
        } else {
            "Hide all names of signers, end all logins, and stop signing? Only the signers can show their names again."
                .to_owned()
        })
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        let step_up = operations.step_up(session, None).await?;
        if self.unlock {
            operations.unseal(session, &step_up).await?;
            return Ok(Reply::said(
                "the node works again; names stay hidden until their signers show them",
            ));
        }
        let done = operations.seal(session, &step_up).await?;
        let mut text = format!(
            "sealed: {} names hidden, {} logins ended, no keys in memory.\nUnlock:  bandung seal --unlock",
            done.hidden, done.people
        );
        if done.left > 0 {
            text.push_str(&format!(
                "\n{} organisations signed with their own key and publish their names themselves",
                done.left
            ));
        }
        if done.names_key_lies_here {
            text.push_str(
                "\nThe file with the key to hidden names is still on this machine: take it away (bandung doctor says where)",
            );
        }
        if done.failed {
            text.push_str("\nNot all names could be hidden: see the log of the program, and run this again");
        }
        let mut reply = Reply::one(text, &json!(done));
        reply.code = u8::from(done.failed);
        Ok(reply)
    }
}
