//! `bandung network`: networks of this node, their rosters, and joining them.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::{
    ids::{MembershipId, NetworkId},
    membership::ApplicationDraft,
    network::{ConductDraft, NetworkDraft},
};
use operations::{Subject, view::networks::NetworkCard};
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments, trust};
use crate::Failure;

/// What can be done.
#[expect(
    clippy::large_enum_variant,
    reason = "one for each run of the program, never kept in lists"
)]
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// Found a network whose secretariat an organisation (`--org`) is; the one named with `--as` becomes its first admin.
    Create(Box<Create>),
    /// Ask a network to admit an organisation (`--org`).
    Join {
        /// Handle of a network of this node, or `@handle@host` of one elsewhere.
        network: String,
        /// The application (JSON, see docs/api.md); `-` = standard input.
        #[arg(long, value_name = "FILE")]
        application: PathBuf,
        /// What it holds, read on the side of the one who asks.
        #[arg(skip)]
        draft: Option<ApplicationDraft>,
    },
    /// Leave a network, or take an application back.
    Leave {
        /// Handle of a network of this node, or the id of one elsewhere, as `network list` shows it.
        network: String,
    },
    /// List the networks of this node; with `--org` or one organisation, where it stands.
    List,
    /// Recommend an applicant to a network elsewhere of which an organisation (`--org`) is a member.
    Recommend {
        /// The id of the network, as `network list` shows it.
        network: String,
        /// `@handle@host` of the applicant, or its id.
        applicant: String,
    },
    /// Trust the roster of a network: whom it bars may not write here.
    Trust {
        /// `@handle@host`, or the id of its actor.
        network: String,
    },
    /// Trust the roster of a network no more.
    Distrust {
        /// The id of its actor, as `network trusted` shows it.
        network: String,
    },
    /// List the networks whose rosters are trusted.
    Trusted,
    /// The roster of a network.
    #[command(subcommand)]
    Roster(Roster),
}

/// A new network.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Create {
    /// a-z, 0-9 and _, at most 30; cannot be changed later.
    handle: String,
    /// Name.
    #[arg(long)]
    name: String,
    /// A few sentences.
    #[arg(long, default_value = "")]
    about: String,
    /// Languages in which one can apply, the main one first: en,fr.
    #[arg(long, value_delimiter = ',', default_value = "en")]
    languages: Vec<String>,
    /// File with the code of conduct in the main language.
    #[arg(long, value_name = "FILE")]
    conduct: PathBuf,
    /// one-admin, two-admins, vote or lazy-consensus.
    #[arg(long, default_value = "two-admins")]
    deciding: String,
    /// For a vote: how many votes at least.
    #[arg(long, default_value = "")]
    quorum: String,
    /// Two different people in any case.
    #[arg(long)]
    two_people: bool,
    /// Days for comments, 0 to 90.
    #[arg(long, default_value = "14")]
    comment_days: String,
    /// Referees asked for, 0 to 5.
    #[arg(long, default_value = "2")]
    referees: String,
    /// Months of probation, 1 to 36.
    #[arg(long, default_value = "12")]
    probation_months: String,
    /// Months until a membership must be renewed; 0 = never.
    #[arg(long, default_value = "12")]
    renewal_months: String,
    /// The code of conduct, read on the side of the one who asks.
    #[arg(skip)]
    text: String,
}

/// What can be done with a roster.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roster {
    /// Its number and who stands where.
    Show {
        /// Handle of the network.
        network: String,
    },
    /// Check that the network signed the roster and that its pages belong together; of a network of this node, that it
    /// names those who are members and nobody else.
    Verify {
        /// Handle of a network of this node, or the id of one whose roster is trusted.
        network: String,
    },
    /// Print the signed roster as it is served, one page in a line.
    Export {
        /// Handle of a network of this node, or the id of one whose roster is trusted.
        network: String,
    },
}

/// The network of a handle; without one, the only network of the node.
pub(super) async fn network_of(context: &Context<'_>, handle: Option<&str>) -> Result<NetworkCard, Failure> {
    let mut networks = context.operations().networks().await?;
    match handle {
        Some(handle) => {
            let wanted = handle.trim_start_matches('@');
            let found = networks
                .into_iter()
                .find(|network| network.handle == wanted || network.address == wanted || network.actor == wanted);
            found.ok_or_else(|| Failure::failed(format!("there is no network {handle} here; `bandung network list`")))
        }
        None if networks.len() == 1 => Ok(networks.remove(0)),
        None => Err(Failure::usage(
            "name the network with  --network HANDLE  (`bandung network list` shows all)",
        )),
    }
}

impl Network {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Create(it) => Some(format!("Found @{}? The handle cannot be changed later.", it.handle)),
            Self::Join { network, .. } => Some(format!("Apply to {network}?")),
            Self::Leave { network } => Some(format!("Leave {network}? The membership ends on every node.")),
            Self::Recommend { network, applicant } => Some(format!("Recommend {applicant} to {network}?")),
            Self::Trust { network } => Some(format!("Trust the roster of {network}?")),
            Self::Distrust { network } => Some(format!("Trust the roster of {network} no more?")),
            Self::List | Self::Trusted | Self::Roster(_) => None,
        }
    }

    pub(super) fn goes_out(&self) -> bool {
        matches!(self, Self::Trust { .. } | Self::Recommend { .. })
            || matches!(self, Self::Join { network, .. } if network.trim_start_matches('@').contains(['@', ':']))
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        match self {
            Self::Create(it) => it.text = arguments::text_file(&it.conduct)?,
            Self::Join { application, draft, .. } => {
                let read = serde_json::from_value(arguments::json_file(application)?);
                *draft = Some(read.map_err(|error| Failure::failed(format!("this is no application: {error}")))?);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        match self {
            Self::Create(it) => it.run(context).await,
            Self::Join { network, draft, .. } => join(context, &network, &draft.unwrap_or_default()).await,
            Self::Leave { network } => leave(context, &network).await,
            Self::List => list(context).await,
            Self::Recommend { network, applicant } => {
                let applicant = context.service.directory.look_up(&applicant).await?;
                context
                    .operations()
                    .recommend_to_network(
                        context.session(),
                        context.organisation()?,
                        &network,
                        applicant.id.as_str(),
                    )
                    .await?;
                Ok(Reply::said(format!("{} is recommended", applicant.handle())))
            }
            Self::Trust { network } => trust::trust(context, &network).await,
            Self::Distrust { network } => trust::distrust(context, &network).await,
            Self::Trusted => trust::list(context).await,
            Self::Roster(it) => it.run(context).await,
        }
    }
}

impl Create {
    fn draft(self) -> NetworkDraft {
        let main = self.languages.first().cloned().unwrap_or_default();
        NetworkDraft {
            handle: self.handle,
            name: self.name,
            about: self.about,
            languages: self.languages,
            conduct: vec![ConductDraft {
                language: main,
                text: self.text,
            }],
            deciding: self.deciding,
            quorum: self.quorum,
            two_people: self.two_people,
            comment_days: self.comment_days,
            referees: self.referees,
            probation_months: self.probation_months,
            renewal_months: self.renewal_months,
            ..NetworkDraft::default()
        }
    }

    async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        let owner = context.organisation()?;
        let draft = self.draft();
        let step_up = operations.step_up(session, None).await?;
        operations.create_network(session, &step_up, owner, &draft).await?;
        let network = network_of(context, Some(&draft.handle)).await?;
        Ok(Reply::one(
            format!("@{} was founded: {}", network.address, context.link(&network.page)),
            &network,
        ))
    }
}

async fn join(context: &Context<'_>, network: &str, draft: &ApplicationDraft) -> Result<Reply, Failure> {
    let (operations, session) = (context.operations(), context.session());
    let organisation = context.organisation()?;
    let urls = operations
        .urls()
        .ok_or_else(|| Failure::failed("this node is not set up yet"))?;
    let mut draft = draft.clone();
    draft.actor = urls.organisation(organisation);
    let step_up = operations.step_up(session, None).await?;
    if let Some(account) = elsewhere(context, network) {
        let actor = context.service.directory.look_up(account).await?;
        let joined = operations
            .join_network(session, &step_up, organisation, &actor, &draft)
            .await?;
        return Ok(Reply::one(
            format!("applied to {}; its answer comes by itself", joined.name),
            &joined,
        ));
    }
    let network = network_of(context, Some(network)).await?;
    let id = operations
        .apply_for(session, &step_up, network.id, organisation, &draft)
        .await?;
    let own = operations.own_membership(Subject::Owner(session, id)).await?;
    Ok(Reply::one(format!("applied to {} ({id})", network.address), &own))
}

/// The membership of the organisation in a network of this node that has not ended.
async fn membership(context: &Context<'_>, network: NetworkId) -> Result<MembershipId, Failure> {
    let all = context
        .operations()
        .own_memberships(context.session(), context.organisation()?)
        .await?;
    let found = all.iter().find(|own| own.network.id == network && !own.stage.is_end());
    let found = found.ok_or_else(|| Failure::failed("the organisation is not in this network"))?;
    Ok(found.membership)
}

/// The account of a network of another node; nothing for one of this node.
fn elsewhere<'a>(context: &Context<'_>, network: &'a str) -> Option<&'a str> {
    let urls = context.operations().urls()?;
    let host = urls.host();
    let account = network.trim_start_matches('@');
    let is_here = match account.split_once('@') {
        Some((_, at)) => at.eq_ignore_ascii_case(host),
        None => !account.contains("://") || account.starts_with(urls.base()),
    };
    (!is_here).then_some(account)
}

async fn leave(context: &Context<'_>, network: &str) -> Result<Reply, Failure> {
    if network.contains("://") && elsewhere(context, network).is_some() {
        let (operations, session) = (context.operations(), context.session());
        let step_up = operations.step_up(session, None).await?;
        operations
            .leave_network(session, &step_up, context.organisation()?, network)
            .await?;
        return Ok(Reply::said(format!("left {network}")));
    }
    let network = network_of(context, Some(network)).await?;
    let id = membership(context, network.id).await?;
    context
        .operations()
        .withdraw_membership(Subject::Owner(context.session(), id))
        .await?;
    Ok(Reply::said(format!("left {}", network.address)))
}

/// A line of `network list`.
#[derive(Serialize)]
struct Line {
    /// `@handle@host`, or the id of one elsewhere.
    network: String,
    name: String,
    members: Option<u64>,
    roster_number: Option<u64>,
    /// Where the organisation stands.
    standing: Option<String>,
}

async fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    let (operations, session) = (context.operations(), context.session());
    let (own, joined) = match context.organisation() {
        Ok(organisation) => (
            operations.own_memberships(session, organisation).await?,
            operations.joined_networks(session, organisation).await?,
        ),
        Err(_) => (Vec::new(), Vec::new()),
    };
    let mut lines = Vec::new();
    for network in operations.networks().await? {
        let roster = operations.roster_view(network.id, Some(u64::MAX)).await?;
        let standing = own.iter().find(|own| own.network.id == network.id);
        lines.push(Line {
            network: format!("@{}", network.address),
            name: network.name,
            members: Some(network.members),
            roster_number: Some(roster.number),
            standing: standing.map(|own| super::member::stage(own.stage)),
        });
    }
    lines.extend(joined.into_iter().map(|joined| {
        Line {
            network: joined.network,
            name: joined.name,
            members: None,
            roster_number: None,
            standing: Some(
                joined
                    .tier
                    .map_or_else(|| joined.state.as_str().to_owned(), |tier| tier.to_string()),
            ),
        }
    }));
    let number = |number: Option<u64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    Ok(Reply::list(
        &lines,
        ["NETWORK", "NAME", "MEMBERS", "ROSTER", "WE"],
        |line| {
            [
                line.network.clone(),
                line.name.clone(),
                number(line.members),
                number(line.roster_number),
                line.standing.clone().unwrap_or_else(|| "-".to_owned()),
            ]
        },
    ))
}

/// A line of `network roster show`.
#[derive(Serialize)]
struct Entry {
    subject: String,
    tier: domain::membership::Tier,
    country: Option<String>,
    since: chrono::DateTime<chrono::Utc>,
    key: Option<String>,
}

impl Roster {
    async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        match self {
            Self::Show { network } => {
                let network = network_of(context, Some(&network)).await?;
                let (_, items) = operations.roster(network.id).await?;
                let entries: Vec<Entry> = items
                    .into_iter()
                    .map(|item| Entry {
                        subject: item.subject,
                        tier: item.tier,
                        country: item.country.map(|country| country.to_string()),
                        since: item.since,
                        key: item.key,
                    })
                    .collect();
                Ok(Reply::list(&entries, ["MEMBER", "TIER", "COUNTRY", "SINCE"], |entry| {
                    [
                        entry.subject.clone(),
                        entry.tier.to_string(),
                        entry.country.clone().unwrap_or_else(|| "-".to_owned()),
                        arguments::time(entry.since),
                    ]
                }))
            }
            Self::Verify { network } => {
                let checked = operations.check_roster(&actor_of(context, &network).await?).await?;
                let until = arguments::time_or_dash(checked.valid_until);
                Ok(Reply::one(
                    format!(
                        "roster no. {} holds: {} members, valid until {until}",
                        checked.number, checked.members
                    ),
                    &checked,
                ))
            }
            Self::Export { network } => {
                let actor = actor_of(context, &network).await?;
                let mut pages = Vec::new();
                loop {
                    let number = u32::try_from(pages.len() + 1).unwrap_or(u32::MAX);
                    let body = operations.roster_snapshot(&actor, number).await?;
                    let page: serde_json::Value = serde_json::from_slice(&body)
                        .map_err(|error| Failure::failed(format!("the roster is not JSON: {error}")))?;
                    let more = page.get("next").is_some();
                    pages.push(page);
                    if !more {
                        break;
                    }
                }
                let text: Vec<String> = pages.iter().map(ToString::to_string).collect();
                Ok(Reply::one(text.join("\n"), &pages))
            }
        }
    }
}

/// The id of the actor of a network: of this node by its handle, of another one as it is.
async fn actor_of(context: &Context<'_>, network: &str) -> Result<String, Failure> {
    if network.contains("://") {
        return Ok(network.to_owned());
    }
    Ok(network_of(context, Some(network)).await?.actor)
}
