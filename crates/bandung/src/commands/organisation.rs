//! `bandung org` and `bandung invite`.

use clap::{Args, Subcommand};
use domain::{
    account::Role,
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments};
use crate::Failure;

/// An invitation.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Invite {
    /// The role that the link gives.
    #[arg(long, default_value = "editor", value_parser = arguments::role)]
    role: Role,
}

impl Invite {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let organisation = context.organisation()?;
        let (operations, session) = (context.operations(), context.session());
        let step_up = operations.step_up(session, None).await?;
        let secret = operations.invite(session, &step_up, organisation, self.role).await?;
        let link = context.link(&format!("/invite/{}", secret.0.expose_secret()));
        Ok(Reply::link("Hand this link over; it works once, within 7 days:", link))
    }
}

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Org {
    /// Found an organisation on this node.
    Add {
        /// a-z, 0-9 and _, at most 30; cannot be changed later.
        handle: String,
        /// Name.
        #[arg(long)]
        name: String,
        /// Two letters, for example KE.
        #[arg(long)]
        country: String,
        /// Main language, for example sw.
        #[arg(long, default_value = "en")]
        language: String,
        /// For example community-based or ngo-national.
        #[arg(long = "type", default_value = "ngo-national")]
        kind: String,
        /// A few sentences.
        #[arg(long, default_value = "")]
        about: String,
        /// Address of its website.
        #[arg(long)]
        website: Option<String>,
        /// Somebody says yes to each follower.
        #[arg(long)]
        approves_followers: bool,
    },
    /// List the organisations of this node.
    List,
    /// Make a link with which another person takes an organisation (`--org`) over. With `--as NAME` of an owner, that
    /// owner leaves when it is accepted; otherwise all owners must be gone.
    Handover,
}

impl Org {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Add { handle, .. } => Some(format!("Found @{handle}? The handle cannot be changed later.")),
            Self::List => None,
            Self::Handover => Some("Make a link that hands the organisation over?".to_owned()),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        match self {
            Self::Add {
                handle,
                name,
                country,
                language,
                kind,
                about,
                website,
                approves_followers,
            } => {
                let profile = Profile {
                    name,
                    name_latin: None,
                    country: arguments::choice("country code", &country, Country::parse)?,
                    kind: arguments::choice("type of organisation", &kind, OrganisationType::parse)?,
                    language: arguments::choice("language", &language, Language::parse)?,
                    about,
                    website,
                    logo: None,
                    approves_followers,
                    shows_followers: true,
                };
                let founded = operations
                    .found_organisation(context.session(), &handle, profile)
                    .await?;
                Ok(Reply::said(format!("@{} was founded", founded.handle)))
            }
            Self::Handover => {
                let session = context.session();
                let step_up = operations.step_up(session, None).await?;
                let secret = operations.hand_over(session, &step_up, context.organisation()?).await?;
                let link = context.link(&format!("/invite/{}", secret.0.expose_secret()));
                Ok(Reply::link("Hand this link over; it works once, within 7 days:", link))
            }
            Self::List => {
                let organisations = operations.organisations().await?;
                Ok(Reply::list(&organisations, ["HANDLE", "NAME", "COUNTRY"], |card| {
                    let country = card.country.map(|country| country.to_string()).unwrap_or_default();
                    [card.handle.clone(), card.name.clone(), country]
                }))
            }
        }
    }
}
