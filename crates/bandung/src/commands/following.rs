//! Following in both directions, and the timeline that comes of it.

use clap::{Args, Subcommand};
use operations::view::FollowView;
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments};
use crate::Failure;

/// Follow an account.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Follow {
    /// `@handle@host`, or the address of the account.
    pub(super) account: String,
}

/// Stop following.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Unfollow {
    /// `@handle@host`.
    pub(super) account: String,
}

/// Who follows us.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Followers {
    #[command(subcommand)]
    decide: Option<Decide>,
}

#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Decide {
    /// Say yes to one who waits.
    Accept {
        /// `@handle@host`.
        account: String,
    },
    /// Say no, or end it.
    Refuse {
        /// `@handle@host`.
        account: String,
    },
}

/// The timeline.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Timeline {
    /// How many posts.
    #[arg(long, default_value_t = 20)]
    most: usize,
}

impl Follow {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let organisation = context.organisation()?;
        let actor = context.service.directory.look_up(&self.account).await?;
        let follow = context
            .operations()
            .follow(context.session(), organisation, &actor)
            .await?;
        let state = state(&follow);
        Ok(Reply::one(
            format!("asked to follow {} ({state})", follow.actor.handle),
            &follow,
        ))
    }
}

impl Unfollow {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let all = context
            .operations()
            .following(context.session(), context.organisation()?)
            .await?;
        let follow = find(&all, &self.account)?;
        context.operations().unfollow(context.session(), follow.id).await?;
        Ok(Reply::said(format!("no longer following {}", follow.actor.handle)))
    }
}

/// Whom we follow.
pub(super) async fn following(context: &Context<'_>) -> Result<Reply, Failure> {
    let all = context
        .operations()
        .following(context.session(), context.organisation()?)
        .await?;
    Ok(table(&all))
}

impl Followers {
    pub(super) fn question(&self) -> Option<String> {
        match &self.decide {
            None => None,
            Some(Decide::Accept { account }) => Some(format!("Accept {account} as a follower?")),
            Some(Decide::Refuse { account }) => Some(format!("Refuse {account}?")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let all = context
            .operations()
            .followers(context.session(), context.organisation()?)
            .await?;
        match self.decide {
            None => Ok(table(&all)),
            Some(Decide::Accept { account }) => {
                let follow = find(&all, &account)?;
                context
                    .operations()
                    .accept_follower(context.session(), follow.id)
                    .await?;
                Ok(Reply::said(format!("{} follows now", follow.actor.handle)))
            }
            Some(Decide::Refuse { account }) => {
                let follow = find(&all, &account)?;
                context
                    .operations()
                    .refuse_follower(context.session(), follow.id)
                    .await?;
                Ok(Reply::said(format!("{} does not follow", follow.actor.handle)))
            }
        }
    }
}

impl Timeline {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let mut posts = Vec::new();
        let mut after = None;
        while posts.len() < self.most {
            let page = context
                .operations()
                .home_timeline(context.session(), after.as_deref())
                .await?;
            posts.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        posts.truncate(self.most);
        Ok(Reply::list(&posts, ["PUBLISHED", "AUTHOR", "KIND", "TEXT"], |post| {
            let text = post
                .title
                .clone()
                .or_else(|| post.summary.clone())
                .unwrap_or_else(|| post.object.clone());
            let kind = format!("{:?}", post.kind).to_lowercase();
            [arguments::time(post.published), post.author.handle.clone(), kind, text]
        }))
    }
}

fn find<'a>(all: &'a [FollowView], account: &str) -> Result<&'a FollowView, Failure> {
    let wanted = account.trim().trim_start_matches('@');
    all.iter()
        .find(|follow| follow.actor.handle.trim_start_matches('@') == wanted || follow.actor.id == wanted)
        .ok_or_else(|| Failure::failed(format!("{account} is not in the list")))
}

fn table(all: &[FollowView]) -> Reply {
    Reply::list(all, ["ACCOUNT", "NAME", "STATE", "SINCE"], |follow| {
        [
            follow.actor.handle.clone(),
            follow.actor.name.clone(),
            state(follow),
            arguments::time(follow.since),
        ]
    })
}

fn state(follow: &FollowView) -> String {
    format!("{:?}", follow.state).to_lowercase()
}
