//! `bandung mail`: whether mail goes out.

use ::domain::mail_address::MailAddress;
use clap::Subcommand;
use serde::{Deserialize, Serialize};

use super::{Context, Reply};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mail {
    /// Send a test mail.
    Test {
        /// To whom.
        address: String,
    },
}

impl Mail {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let Self::Test { address } = self;
        let to = MailAddress::parse(&address).map_err(|_| {
            Failure::usage(format!(
                "{address:?} is not a mail address, for example office@example.org"
            ))
        })?;
        context.operations().send_test_mail(context.session(), to).await?;
        Ok(Reply::said(
            "The mail is on its way. `bandung doctor` says if the mail server does not take it.",
        ))
    }
}
