//! `bandung member`: applications and members of a network, for its admins. Name the admin with `--as`.

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use domain::{
    ids::{MembershipId, NetworkId},
    membership::{Matter, Stage, Tier},
};
use operations::{
    Ballot, MemberFilter, Voice,
    view::networks::{Case, MemberRow, QueueItem},
};
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments, network::network_of};
use crate::Failure;

/// A command about members of a network.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Member {
    /// The network, where the node has several.
    #[arg(long, global = true, value_name = "HANDLE")]
    network: Option<String>,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    /// List the members, or the applications that wait.
    List {
        /// Applications that wait for a decision.
        #[arg(long)]
        waiting: bool,
        /// Of one tier.
        #[arg(long)]
        tier: Option<String>,
    },
    /// Show all that is known of a member or an applicant.
    Show {
        /// From the list.
        id: String,
    },
    /// Vote for an application.
    Admit {
        /// From the list.
        id: String,
        /// observer, probationary, member or regional-node.
        #[arg(long, default_value = "probationary")]
        tier: String,
        /// Needed against objections, and where recommendations are missing.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Ask an applicant.
    Ask {
        /// From the list.
        id: String,
        /// The question.
        question: String,
    },
    /// Vote against an application.
    Decline {
        /// From the list.
        id: String,
        /// Why; the applicant reads it.
        #[arg(long)]
        reason: String,
    },
    /// Bar a member for a time.
    Suspend {
        /// From the list.
        id: String,
        /// The last day, as 2026-05-31.
        #[arg(long)]
        until: NaiveDate,
        /// Why; the member reads it.
        #[arg(long)]
        reason: String,
    },
    /// End a suspension.
    Lift {
        /// From the list.
        id: String,
    },
    /// Put a member out: first with `--grounds`, which it may answer; when its time is over, with `--reason`.
    Expel {
        /// From the list.
        id: String,
        /// What it is accused of: opens the hearing.
        #[arg(long, conflicts_with = "reason", required_unless_present = "reason")]
        grounds: Option<String>,
        /// Why it is put out: votes for it.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Renew a membership for a member that said so.
    Renew {
        /// From the list.
        id: String,
    },
    /// Remind a member to renew.
    Remind {
        /// From the list.
        id: String,
    },
    /// Vote for another tier.
    Tier {
        /// From the list.
        id: String,
        /// observer, probationary, member or regional-node.
        tier: String,
        /// Why; the member reads it.
        #[arg(long)]
        reason: Option<String>,
    },
    /// End a hearing without consequence.
    CloseHearing {
        /// From the list.
        id: String,
    },
    /// Vote on an appeal against an expulsion.
    Appeal {
        /// From the list.
        id: String,
        /// grant or dismiss.
        #[arg(value_parser = ["grant", "dismiss"])]
        verdict: String,
        /// Why; the organisation reads it.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Vote for another key of a member that lost its own: one that you were shown by somebody whom you know.
    Key {
        /// From the list.
        id: String,
        /// z6Mk…
        key: String,
        /// How you know.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Say something about an application; admins and members see it.
    Comment {
        /// From the list.
        id: String,
        /// The words.
        text: String,
    },
    /// Object to an application; the decision must answer it.
    Object {
        /// From the list.
        id: String,
        /// Why.
        #[arg(required_unless_present = "withdraw")]
        reason: Option<String>,
        /// Take your objection back.
        #[arg(long, conflicts_with = "reason")]
        withdraw: bool,
    },
}

/// Where a membership stands, as one word.
pub(super) fn stage(stage: Stage) -> String {
    stage
        .tier()
        .map_or_else(|| "declined".to_owned(), |tier| tier.to_string())
}

impl Member {
    pub(super) fn question(&self) -> Option<String> {
        match &self.what {
            What::List { .. } | What::Show { .. } => None,
            What::Admit { id, tier, .. } => Some(format!("Vote to admit {id} as {tier}?")),
            What::Ask { id, .. } => Some(format!("Send this question to {id}?")),
            What::Decline { id, .. } => Some(format!("Vote to decline {id}?")),
            What::Suspend { id, until, .. } => Some(format!("Suspend {id} until {until}?")),
            What::Lift { id } => Some(format!("End the suspension of {id}?")),
            What::Expel {
                id, grounds: Some(_), ..
            } => Some(format!("Tell {id} these grounds and begin an expulsion?")),
            What::Expel { id, .. } => Some(format!("Vote to put {id} out?")),
            What::Renew { id } => Some(format!("Renew the membership of {id}?")),
            What::Remind { id } => Some(format!("Remind {id} to renew?")),
            What::Tier { id, tier, .. } => Some(format!("Vote to make {id} {tier}?")),
            What::CloseHearing { id } => Some(format!("End the hearing of {id} without consequence?")),
            What::Appeal { id, verdict, .. } => Some(format!("Vote to {verdict} the appeal of {id}?")),
            What::Key { id, key, .. } => Some(format!("Vote for the key {key} of {id}?")),
            What::Comment { id, .. } => Some(format!("Say this about {id}?")),
            What::Object {
                id, withdraw: false, ..
            } => Some(format!("Object to {id}?")),
            What::Object { id, .. } => Some(format!("Take your objection to {id} back?")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let network = network_of(context, self.network.as_deref()).await?.id;
        let (operations, session) = (context.operations(), context.session());
        let vote = async |id: &str, matter: Matter, yes: bool, reason: Option<String>| {
            decide(context, network, id, Ballot { matter, yes, reason }).await
        };
        match self.what {
            What::List { waiting: true, .. } => Ok(queue(&operations.applications(session, network).await?)),
            What::List { tier, .. } => list(context, network, tier.as_deref()).await,
            What::Show { id } => Ok(show(&operations.case(session, network, arguments::id(&id)?).await?)),
            What::Admit { id, tier, reason } => {
                let tier = arguments::choice("tier", &tier, Tier::parse)?;
                vote(&id, Matter::Admit(tier), true, reason).await
            }
            What::Ask { id, question } => {
                let id: MembershipId = arguments::id(&id)?;
                operations.ask_applicant(session, network, id, &question).await?;
                Ok(Reply::said("asked; the answer comes to the application"))
            }
            What::Decline { id, reason } => {
                let case = operations.case(session, network, arguments::id(&id)?).await?;
                vote(&id, Matter::Admit(voted_tier(&case)?), false, Some(reason)).await
            }
            What::Suspend { id, until, reason } => {
                let until = end_of(until)?;
                vote(&id, Matter::Suspend { until }, true, Some(reason)).await
            }
            What::Lift { id } => vote(&id, Matter::Lift, true, None).await,
            What::Expel {
                id,
                grounds: Some(grounds),
                ..
            } => {
                let step_up = operations.step_up(session, None).await?;
                let id: MembershipId = arguments::id(&id)?;
                operations
                    .open_hearing(session, &step_up, network, id, &grounds)
                    .await?;
                let case = operations.case(session, network, id).await?;
                let until = case.hearing.map(|hearing| arguments::time(hearing.answer_until));
                Ok(Reply::said(format!(
                    "told; it may answer until {}",
                    until.unwrap_or_default()
                )))
            }
            What::Expel { id, reason, .. } => vote(&id, Matter::Expel, true, reason).await,
            What::Renew { id } => {
                operations.renew_for(session, network, arguments::id(&id)?).await?;
                Ok(Reply::said("renewed"))
            }
            What::Remind { id } => {
                operations.remind(session, network, arguments::id(&id)?).await?;
                Ok(Reply::said("reminded"))
            }
            What::Tier { id, tier, reason } => {
                let tier = arguments::choice("tier", &tier, Tier::parse)?;
                vote(&id, Matter::SetTier(tier), true, reason).await
            }
            What::CloseHearing { id } => {
                let step_up = operations.step_up(session, None).await?;
                operations
                    .close_hearing(session, &step_up, network, arguments::id(&id)?)
                    .await?;
                Ok(Reply::said("the hearing has ended"))
            }
            What::Appeal { id, verdict, reason } => vote(&id, Matter::Appeal, verdict == "grant", reason).await,
            What::Key { id, key, reason } => vote(&id, Matter::ChangeKey(key), true, reason).await,
            What::Comment { id, text } => {
                let voice = Voice::Person(session);
                operations.comment(voice, network, arguments::id(&id)?, &text).await?;
                Ok(Reply::said("said"))
            }
            What::Object { id, reason, .. } => {
                let (voice, id) = (Voice::Person(session), arguments::id(&id)?);
                match reason {
                    Some(reason) => operations.object(voice, network, id, &reason).await?,
                    None => operations.drop_objection(voice, network, id).await?,
                }
                Ok(Reply::said("done"))
            }
        }
    }
}

/// The tier on which an application is being decided: that of the votes so far, else the usual one.
fn voted_tier(case: &Case) -> Result<Tier, Failure> {
    let voted = case.votes.iter().find_map(|vote| match vote.matter {
        Matter::Admit(tier) => Some(tier),
        _ => None,
    });
    let usual = case
        .rules
        .tiers
        .iter()
        .copied()
        .find(|tier| *tier == Tier::Probationary);
    voted
        .or(usual)
        .or_else(|| case.rules.tiers.first().copied())
        .ok_or_else(|| Failure::failed("this network admits nobody"))
}

fn end_of(day: NaiveDate) -> Result<DateTime<Utc>, Failure> {
    let end = day.and_hms_opt(23, 59, 59).map(|end| end.and_utc());
    end.ok_or_else(|| Failure::usage("write the day as 2026-05-31"))
}

async fn decide(context: &Context<'_>, network: NetworkId, id: &str, ballot: Ballot) -> Result<Reply, Failure> {
    let (operations, session) = (context.operations(), context.session());
    let id: MembershipId = arguments::id(id)?;
    let step_up = operations.step_up(session, None).await?;
    let after = operations
        .decide_membership(session, &step_up, network, id, &ballot)
        .await?;
    let now = operations.case(session, network, id).await?;
    let said = if now.waits_for_votes(&ballot.matter) {
        format!("your vote is kept; it stands as {}", stage(after))
    } else {
        format!("decided: {}", stage(after))
    };
    Ok(Reply::one(said, &after))
}

fn queue(items: &[QueueItem]) -> Reply {
    Reply::list(
        items,
        ["ID", "NAME", "COUNTRY", "APPLIED", "REFEREES", "NEXT"],
        |item| {
            let next = serde_json::to_value(item.next).ok();
            [
                item.membership.to_string(),
                item.name.clone(),
                item.country.to_string(),
                arguments::time(item.applied_at),
                format!("{} of {}", item.recommendations, item.referees),
                next.and_then(|next| next.as_str().map(str::to_owned))
                    .unwrap_or_default(),
            ]
        },
    )
}

async fn list(context: &Context<'_>, network: NetworkId, tier: Option<&str>) -> Result<Reply, Failure> {
    let tier = tier
        .map(|tier| arguments::choice("tier", tier, Tier::parse))
        .transpose()?;
    let mut rows: Vec<MemberRow> = Vec::new();
    let mut after = None;
    loop {
        let filter = MemberFilter { country: None, tier };
        let page = context
            .operations()
            .member_list(context.session(), network, filter, after.as_deref())
            .await?;
        rows.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(Reply::list(
        &rows,
        ["ID", "NAME", "COUNTRY", "TIER", "SINCE", "RENEWAL"],
        |row| {
            let hidden = if row.hidden { " (hidden)" } else { "" };
            [
                row.member.membership.to_string(),
                format!("{}{hidden}", row.member.name),
                row.member.country.to_string(),
                stage(row.stage),
                arguments::time(row.member.since),
                arguments::time_or_dash(row.renewal_due),
            ]
        },
    ))
}

fn show(case: &Case) -> Reply {
    let mut lines = vec![
        format!("{}  {}", case.membership, case.application.legal_name),
        format!("  stands as   {}", stage(case.stage)),
        format!("  applied     {}", arguments::time(case.applied_at)),
        format!("  comments to {}", arguments::time(case.comments_end)),
        format!("  admitted    {}", arguments::time_or_dash(case.admitted_at)),
        format!("  renewal     {}", arguments::time_or_dash(case.renewal_due)),
    ];
    for referee in &case.referees {
        let answer = referee
            .answer
            .map_or_else(|| "no answer".to_owned(), |answer| format!("{answer:?}").to_lowercase());
        lines.push(format!("  referee     {}: {answer}", referee.name));
    }
    for objection in &case.objections {
        lines.push(format!("  objection   {}: {}", objection.who, objection.reason));
    }
    for alike in &case.alike {
        lines.push(format!("  alike       {} ({})", alike.name, alike.kind));
    }
    for line in &case.history {
        let text = line.text.clone().unwrap_or_default();
        lines.push(format!(
            "  {}  {} {} {text}",
            arguments::time(line.at),
            line.who,
            line.kind
        ));
    }
    Reply::one(lines.join("\n"), case)
}
