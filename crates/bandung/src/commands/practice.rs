//! `bandung practice`: best practices.

use std::path::PathBuf;

use clap::Subcommand;
use domain::practice::{Practice, PracticeExchange};
use operations::{Caller, PracticeFilter};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Context, Reply, arguments};
use crate::{Failure, failure::in_words};

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Practices {
    /// Publish a practice from a file for the organisation named with --org.
    Publish {
        /// JSON with the fields of the form; `-` reads standard input.
        file: PathBuf,
        #[arg(skip)]
        #[doc(hidden)]
        content: Value,
    },
    /// Publish a new version.
    Revise {
        /// Last part of the page's address.
        slug: String,
        /// JSON with all fields; `-` reads standard input.
        file: PathBuf,
        #[arg(skip)]
        #[doc(hidden)]
        content: Value,
    },
    /// Withdraw a practice; title and reason stay.
    Withdraw {
        /// Last part of the page's address.
        slug: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// List practices, ours and received.
    List {
        /// Words to look for.
        words: Vec<String>,
    },
    /// Show a practice.
    Show {
        /// Last part of the page's address.
        slug: String,
    },
}

impl Practices {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Publish { file, .. } => Some(format!("Publish {}?", file.display())),
            Self::Revise { slug, .. } => Some(format!("Publish a new version of {slug}?")),
            Self::Withdraw { slug, .. } => Some(format!("Withdraw {slug}?")),
            Self::List { .. } | Self::Show { .. } => None,
        }
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        if let Self::Publish { file, content } | Self::Revise { file, content, .. } = self {
            *content = arguments::json_file(file)?;
        }
        Ok(())
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        let caller = Caller::SignedIn(session.clone());
        match self {
            Self::Publish { content, .. } => {
                let practice = practice(&content)?;
                let organisation = context.organisation()?;
                let done = operations
                    .publish_practice(session, organisation, practice, None)
                    .await?;
                Ok(Reply::one(published(context, &done), &done))
            }
            Self::Revise { slug, content, .. } => {
                let practice = practice(&content)?;
                let page = operations.practice_page(&caller, &slug).await?;
                let done = operations
                    .revise_practice(session, page.card.id, page.revision, practice)
                    .await?;
                Ok(Reply::one(published(context, &done), &done))
            }
            Self::Withdraw { slug, reason } => {
                let page = operations.practice_page(&caller, &slug).await?;
                operations.withdraw_practice(session, page.card.id, &reason).await?;
                Ok(Reply::said(format!("{slug} was withdrawn")))
            }
            Self::List { words } => {
                let filter = PracticeFilter {
                    words: words.join(" "),
                    ..PracticeFilter::default()
                };
                let mut cards = Vec::new();
                let mut after = None;
                loop {
                    let page = operations.practices(&filter, after.as_deref()).await?;
                    cards.extend(page.items);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                Ok(Reply::list(
                    &cards,
                    ["SLUG", "COUNTRY", "AUTHOR", "REPORTS", "TITLE"],
                    |card| {
                        [
                            card.slug.clone(),
                            card.country.to_string(),
                            card.author.handle.clone(),
                            card.reports.to_string(),
                            card.title.clone(),
                        ]
                    },
                ))
            }
            Self::Show { slug } => {
                let page = operations.practice_page(&caller, &slug).await?;
                let card = &page.card;
                let text = format!(
                    "{}\n{} · {} · version {} · {} reports\n{}\n\n{}",
                    card.title,
                    card.author.handle,
                    card.country,
                    page.revision,
                    card.reports,
                    card.object,
                    card.summary
                );
                Ok(Reply::one(text, &page))
            }
        }
    }
}

fn practice(content: &Value) -> Result<Practice, Failure> {
    let file = PracticeExchange::deserialize(content)
        .map_err(|error| Failure::failed(format!("the file is not a practice: {error}")))?;
    file.into_draft()
        .check()
        .map_err(|faults| Failure::failed(in_words(&faults)))
}

/// What is said after something was published.
pub(super) fn published(context: &Context<'_>, done: &operations::view::Published) -> String {
    format!(
        "published, goes to {} servers\n  {}\n  {}",
        done.servers,
        context.link(&done.page),
        done.object
    )
}
