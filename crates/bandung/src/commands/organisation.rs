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
    /// Show where an organisation (`--org`) was before, and where it goes on.
    Moves,
    /// Say that an account elsewhere was this organisation (`--org`): it may then move here.
    Former {
        /// `@handle@host`, or its id.
        account: String,
        /// Take such a word back.
        #[arg(long)]
        remove: bool,
    },
    /// The organisation (`--org`) goes on under another account, which names it as a former one: followers are sent there,
    /// and its networks are asked to go on with it.
    Move {
        /// `@handle@host`, or its id.
        account: String,
    },
    /// The organisation (`--org`) is here after all.
    Stay,
    /// Make a link with which another person takes an organisation (`--org`) over. With `--as NAME` of an owner, that
    /// owner leaves when it is accepted; otherwise all owners must be gone.
    Handover,
}

impl Org {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Add { handle, .. } => Some(format!("Found @{handle}? The handle cannot be changed later.")),
            Self::List | Self::Moves | Self::Former { .. } => None,
            Self::Move { account } => Some(format!(
                "Send all followers to {account}? They do not come back by themselves."
            )),
            Self::Stay => Some("Say that the organisation is here after all?".to_owned()),
            Self::Handover => Some("Make a link that hands the organisation over?".to_owned()),
        }
    }

    pub(super) fn goes_out(&self) -> bool {
        matches!(self, Self::Former { .. } | Self::Move { .. })
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
            Self::Moves => {
                let moves = operations.moves(context.session(), context.organisation()?).await?;
                let former: Vec<&str> = moves.also_known_as.iter().map(|card| card.handle.as_str()).collect();
                let now = moves.moved_to.as_ref().map_or("here", |card| card.handle.as_str());
                let before = if former.is_empty() {
                    "nowhere else".to_owned()
                } else {
                    former.join(", ")
                };
                Ok(Reply::one(format!("before: {before}\nnow: {now}"), &moves))
            }
            Self::Former { account, remove } => {
                let (session, organisation) = (context.session(), context.organisation()?);
                let step_up = operations.step_up(session, None).await?;
                let actor = context.service.directory.look_up(&account).await?;
                if remove {
                    operations
                        .drop_former_address(session, &step_up, organisation, actor.id.as_str())
                        .await?;
                    return Ok(Reply::said(format!("{} is no former address any more", actor.handle())));
                }
                operations
                    .add_former_address(session, &step_up, organisation, &actor)
                    .await?;
                Ok(Reply::said(format!(
                    "{} is a former address; it can move here now",
                    actor.handle()
                )))
            }
            Self::Move { account } => {
                let (session, organisation) = (context.session(), context.organisation()?);
                let step_up = operations.step_up(session, None).await?;
                let target = context.service.directory.look_up_anew(&account).await?;
                operations.move_away(session, &step_up, organisation, &target).await?;
                Ok(Reply::said(format!("the organisation goes on as {}", target.handle())))
            }
            Self::Stay => {
                let (session, organisation) = (context.session(), context.organisation()?);
                let step_up = operations.step_up(session, None).await?;
                operations.stay(session, &step_up, organisation).await?;
                Ok(Reply::said("the organisation is here"))
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
