//! `bandung declaration`: from the draft to the tally.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::{
    declaration::{DeclarationDraft, DeclarationExchange, closing_date},
    ids::DeclarationId,
};
use operations::{
    Caller, OperationError, StepUp,
    view::declarations::{DeclarationCard, DeclarationDraftView, DeclarationPage},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::TakeAway;

use super::{Context, Reply, Told, arguments};
use crate::Failure;

mod import;
mod show;
pub(crate) mod tally;

use tally::TallyOf;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Declaration {
    /// Begin a draft from a file, for the organisation named with --org; with --id save it over a draft.
    Draft {
        /// JSON with the texts in all official languages; `-` reads standard input.
        file: PathBuf,
        /// The draft to save over.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
        #[arg(skip)]
        #[doc(hidden)]
        content: Value,
    },
    /// Freeze a draft and open it: from then on not a comma changes.
    Open {
        /// Identifier of the draft.
        id: String,
        /// The digest that `declaration show` printed: what was read is what is frozen.
        #[arg(long)]
        digest: String,
    },
    /// Begin the draft of the next revision; nobody's endorsement is carried over.
    Revise {
        /// Last part of the page's address.
        slug: String,
    },
    /// Move the closing date to a later day.
    Extend {
        /// Last part of the page's address.
        slug: String,
        /// The last day (2026-05-31), or a moment (RFC 3339).
        to: String,
    },
    /// Close it now, with its last tally.
    Close {
        /// Last part of the page's address.
        slug: String,
        /// Also where endorsements wait to be looked at: they cannot count any more then.
        #[arg(long)]
        anyway: bool,
    },
    /// List declarations, ours and received, and the drafts of the organisation named with --org.
    List,
    /// Show a declaration, or exactly what will be frozen of a draft.
    Show {
        /// Last part of the page's address, or the identifier of a draft.
        which: String,
    },
    /// Show the numbers; exit code 0, with --recount 1 when the published numbers are not those of the log, 2 when that
    /// cannot be decided.
    Tally(TallyOf),
    /// Print the article as it is served, the tally, the table of countries, or the public names.
    Export {
        /// Last part of the page's address.
        slug: String,
        /// `article`, `tally` (both JSON), `countries` or `names` (both CSV).
        #[arg(default_value = "tally")]
        what: String,
        /// Into this file instead of to standard output.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Import a list of signatures of a declaration of ours.
    ImportEndorsements(import::Import),
}

impl Declaration {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Open { digest, .. } => Some(format!(
                "Open the declaration with the digest {digest} for endorsement? From then on not a comma changes."
            )),
            Self::Revise { slug } => Some(format!("Begin a new revision of {slug}?")),
            Self::Extend { slug, to } => Some(format!("Let {slug} close on {to} and no earlier?")),
            Self::Close { slug, .. } => Some(format!("Close {slug} for good?")),
            Self::Draft { id: Some(id), .. } => Some(format!("Save over the draft {id}?")),
            Self::ImportEndorsements(it) => it.question(),
            Self::Draft { id: None, .. } | Self::List | Self::Show { .. } | Self::Tally(_) | Self::Export { .. } => {
                None
            }
        }
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        match self {
            Self::Draft { file, content, .. } => *content = arguments::json_file(file)?,
            Self::ImportEndorsements(it) => it.prepare()?,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn output(&self) -> Option<&Path> {
        match self {
            Self::Export { to, .. } => to.as_deref(),
            Self::ImportEndorsements(it) => it.output(),
            _ => None,
        }
    }

    pub(super) fn recount_from_outside(&self) -> Option<&TallyOf> {
        match self {
            Self::Tally(it) => it.recount_outside(),
            _ => None,
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::Draft { id, content, .. } => draft(context, id.as_deref(), &content).await,
            Self::Open { id, digest } => {
                let id = arguments::id(&id)?;
                let title = operations.preview_declaration(session, id).await?.title;
                let card = operations
                    .open_declaration(session, &step_up(context).await?, id, &title, &digest)
                    .await
                    .map_err(|error| match error {
                        OperationError::Conflict => Failure::failed(format!(
                            "the draft has not this digest: it was changed, or the digest is cut off. Nothing was opened. \
                             Read it again:  bandung declaration show {id}"
                        )),
                        other => other.into(),
                    })?;
                Ok(opened(context, &card))
            }
            Self::Revise { slug } => {
                let id = page_of(context, &slug).await?.card.id;
                let draft = operations.revise_declaration(session, id).await?;
                let text = format!(
                    "begun as the draft {}; change it with  bandung declaration draft FILE --id {0}",
                    draft.id
                );
                Ok(Reply::one(text, &draft))
            }
            Self::Extend { slug, to } => {
                let to = closing_date(&to).map_err(|_| {
                    Failure::usage(format!("{to:?} is not a day: write 2026-05-31 or 2026-05-31T23:59:59Z"))
                })?;
                let id = page_of(context, &slug).await?.card.id;
                let card = operations.extend_declaration(session, id, to).await?;
                Ok(Reply::one(
                    format!("{slug} can be endorsed until {}", arguments::time(to)),
                    &card,
                ))
            }
            Self::Close { slug, anyway } => {
                let id = page_of(context, &slug).await?.card.id;
                let card = operations
                    .close_declaration(session, &step_up(context).await?, id, anyway)
                    .await?;
                let text = format!(
                    "closed with {} endorsements from {} countries",
                    card.counted, card.countries
                );
                Ok(Reply::one(text, &card))
            }
            Self::List => list(context).await,
            Self::Show { which } => match which.parse::<DeclarationId>() {
                Ok(id) => show::draft(context, id).await,
                Err(_) => {
                    let page = page_of(context, &which).await?;
                    Ok(Reply::one(show::page(context, &page), &page))
                }
            },
            Self::Tally(it) => it.run(context).await,
            Self::Export { slug, what, .. } => export(context, &slug, &what).await,
            Self::ImportEndorsements(it) => it.run(context).await,
        }
    }
}

/// Whoever may use the data folder was asked by the operating system who they are.
pub(super) async fn step_up(context: &Context<'_>) -> Result<StepUp, Failure> {
    Ok(context.operations().step_up(context.session(), None).await?)
}

/// The page of a declaration that is known here, by the last part of its address.
pub(super) async fn page_of(context: &Context<'_>, slug: &str) -> Result<DeclarationPage, Failure> {
    let caller = Caller::SignedIn(context.session().clone());
    Ok(context.operations().declaration_page(&caller, slug).await?)
}

async fn draft(context: &Context<'_>, id: Option<&str>, content: &Value) -> Result<Reply, Failure> {
    let (operations, session) = (context.operations(), context.session());
    let draft: DeclarationDraft = DeclarationExchange::deserialize(content)
        .map_err(|error| Failure::failed(format!("the file is not a declaration: {error}")))?
        .into_draft();
    let saved = match id {
        None => {
            operations
                .start_declaration(session, context.organisation()?, draft)
                .await?
        }
        Some(id) => {
            let id = arguments::id(id)?;
            let version = operations.declaration_draft(session, id).await?.version;
            operations.save_declaration(session, id, version, draft).await?
        }
    };
    Ok(Reply::one(saved_in_words(&saved), &saved))
}

fn saved_in_words(saved: &DeclarationDraftView) -> String {
    if saved.faults.is_empty() {
        return format!(
            "saved as the draft {}; see what will be frozen with  bandung declaration show {0}",
            saved.id
        );
    }
    format!(
        "saved as the draft {}; before it can be opened:\n{}",
        saved.id,
        show::faults(&saved.faults)
    )
}

fn opened(context: &Context<'_>, card: &DeclarationCard) -> Reply {
    let text = format!(
        "open for endorsement\n  {}\n  {}",
        context.link(&card.page),
        card.object
    );
    Reply::one(text, card)
}

async fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    let operations = context.operations();
    let mut drafts = operations.declaration_drafts(context.session()).await?;
    drafts.truncate(500);
    let mut cards: Vec<DeclarationCard> = Vec::new();
    let mut after = None;
    loop {
        let page = operations.declarations(None, after.as_deref()).await?;
        cards.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut rows: Vec<[String; 6]> = drafts
        .iter()
        .map(|draft| {
            let none = || "-".to_owned();
            [
                draft.id.to_string(),
                "draft".to_owned(),
                none(),
                none(),
                none(),
                draft.title.clone(),
            ]
        })
        .collect();
    rows.extend(cards.iter().map(|card| {
        [
            card.slug.clone(),
            card.state.as_str().to_owned(),
            arguments::time_or_dash(card.closes_at),
            card.counted.to_string(),
            card.owner.handle.clone(),
            card.title.clone(),
        ]
    }));
    let head = ["SLUG OR ID", "STATE", "CLOSES", "COUNTED", "OWNER", "TITLE"];
    let mut reply = Reply::list(&rows, head, Clone::clone);
    reply.value = json!({ "drafts": drafts, "declarations": cards });
    Ok(reply)
}

async fn export(context: &Context<'_>, slug: &str, what: &str) -> Result<Reply, Failure> {
    let operations = context.operations();
    let file = match what {
        "article" => {
            let bytes = operations.declaration_article(slug).await?;
            return give(context, &bytes).await;
        }
        "tally" => TakeAway::Tally,
        "countries" => TakeAway::Countries,
        "names" => TakeAway::Names,
        other => {
            return Err(Failure::usage(format!(
                "{other:?} cannot be exported: write article, tally, countries or names"
            )));
        }
    };
    let bytes = web::take_away(operations, slug, file).await?;
    give(context, &bytes).await
}

/// Gives a text as the file of the command.
pub(super) async fn give(context: &Context<'_>, bytes: &[u8]) -> Result<Reply, Failure> {
    let text = String::from_utf8_lossy(bytes).trim_end().to_owned() + "\n";
    // Nobody listens: nobody wants it.
    let _gone = context.teller().send(Told::Piece(text)).await;
    Ok(Reply::default())
}
