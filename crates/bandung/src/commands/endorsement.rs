//! `bandung endorse` and `bandung endorsement`: by an organisation's own key, and the queue of the host.

use clap::Subcommand;
use domain::{
    endorsement::{Check, Signatory, Stance, Status, Visibility},
    ids::EndorsementId,
};
use operations::{
    Caller, EndorseForm,
    view::declarations::{DeclarationPage, MyEndorsement, QueueRow},
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    Context, Reply, arguments,
    declaration::{page_of, step_up},
};
use crate::Failure;

/// Endorse for the organisation named with --org.
#[derive(Debug, clap::Args, Serialize, Deserialize)]
pub struct Endorse {
    /// Address of the declaration: its page on any node, its id, or the last part of its page here.
    url: String,
    /// The digest of the text that was read; without it, the text that is there now.
    #[arg(long)]
    digest: Option<String>,
    /// The language in which it was read; without it, the first authentic one.
    #[arg(long)]
    language: Option<String>,
    /// Endorse with this reservation, at most 300 characters.
    #[arg(long)]
    reservation: Option<String>,
    /// Who signs for the organisation.
    #[arg(long, default_value = "")]
    person: String,
    /// The role of that person.
    #[arg(long, default_value = "")]
    role: String,
    /// `public`, or `name-hidden`: without person and role.
    #[arg(long, default_value = "public")]
    visibility: String,
    /// Note that the organisation does not endorse; nothing is sent.
    #[arg(long, conflicts_with_all = ["reservation", "digest"])]
    decline: bool,
}

impl Endorse {
    pub(super) fn question(&self) -> String {
        if self.decline {
            format!("Note that the organisation does not endorse {}?", self.url)
        } else {
            format!("Endorse {} in the name of the organisation?", self.url)
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        let organisation = context.organisation()?;
        let page = self.find(context).await?;
        let id = page.card.id;
        if self.decline {
            operations.decline_to_endorse(session, organisation, id).await?;
            return Ok(Reply::said("noted here; nobody else is told"));
        }
        let form = EndorseForm {
            digest: self.digest.unwrap_or_else(|| page.digest.clone()),
            language: self.language.unwrap_or_else(|| page.card.language.clone()),
            stance: match self.reservation {
                None => Stance::Full,
                Some(_) => Stance::WithReservations,
            },
            reservation: self.reservation.unwrap_or_default(),
            person: self.person,
            role: self.role,
            visibility: arguments::choice("visibility", &self.visibility, Visibility::parse)?,
        };
        let step_up = step_up(context).await?;
        let mine = operations.endorse(session, &step_up, organisation, id, form).await?;
        let state = if mine.status.is_counted() {
            "endorsed, counted"
        } else {
            "endorsed; the host was asked to accept it"
        };
        let text = format!(
            "{state}\n  “{}”, text {}, digest {}\n  {}\n  {}",
            page.card.title,
            page.card.revision,
            page.digest,
            context.link(&page.card.page),
            mine.object
        );
        Ok(Reply::one(text, &mine))
    }

    /// The declaration, fetched when it is not known here yet.
    async fn find(&self, context: &Context<'_>) -> Result<DeclarationPage, Failure> {
        let url = self.url.trim();
        if !url.contains("://") {
            return page_of(context, url).await;
        }
        let operations = context.operations();
        let url = &for_servers(url, context);
        let slug = match operations.declaration_slug(url).await? {
            Some(slug) => slug,
            None => {
                let object = context.service.directory.object(url).await?;
                operations
                    .declaration_slug(&object)
                    .await?
                    .ok_or_else(|| Failure::failed(format!("{url} is not a declaration")))?
            }
        };
        let caller = Caller::SignedIn(context.session().clone());
        Ok(operations.declaration_page(&caller, &slug).await?)
    }
}

/// The address of a page as servers write it: in a development network browsers find `alpha.test` at `alpha.localhost:8081`
/// (decision 26).
fn for_servers(address: &str, context: &Context<'_>) -> String {
    let urls = context.operations().urls();
    let base = urls.as_ref().map_or("", |urls| urls.base());
    as_servers_write(address, &context.service.pages, base)
}

fn as_servers_write(address: &str, pages: &str, base: &str) -> String {
    let name = |address: &str| {
        let url = Url::parse(address).ok()?;
        let name = url.host_str()?.strip_suffix(".localhost")?.to_owned();
        Some((name, url.path().to_owned()))
    };
    match (name(address), name(pages), base.split_once("://")) {
        (Some((name, path)), Some(_), Some((scheme, _))) => format!("{scheme}://{name}.test{path}"),
        _ => address.to_owned(),
    }
}

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Endorsement {
    /// List those that the organisation gave, or with a declaration of ours those of its queue.
    List {
        /// Last part of the page's address of a declaration of ours.
        slug: Option<String>,
        /// Where they stand, for example `pending`, `in-review`, `offered`, `recorded`, `duplicate`.
        #[arg(long, default_value = "pending")]
        status: String,
    },
    /// Count one that waits; say what was checked.
    Confirm {
        /// Identifier.
        id: String,
        /// `none`, `e-mail`, `phone`, `paper`, `organisation-domain-or-node`, `member-node` or `registry-number`.
        #[arg(long)]
        check: String,
        /// How, in words.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Note that one is the same as another one, which stays.
    Merge {
        /// Identifier.
        id: String,
        /// The one that stays.
        into: String,
    },
    /// Note that one is not the same as the other one.
    Separate {
        /// Identifier.
        id: String,
    },
    /// Refuse one that waits.
    Refuse {
        /// Identifier.
        id: String,
        /// `not-eligible`, `duplicate`, `unverified`, `abuse` or `other`.
        #[arg(long)]
        reason: String,
    },
    /// No longer accept one that counts.
    Revoke {
        /// Identifier.
        id: String,
        /// As for `refuse`.
        #[arg(long)]
        reason: String,
    },
    /// Take one back: of an organisation of this node, or one that this node recorded, at the word of its signer.
    Withdraw {
        /// Identifier.
        id: String,
    },
    /// Hide more of a recorded one; only its signer shows it again.
    Hide {
        /// Identifier.
        id: String,
        /// `name-hidden` or `fully-hidden` (counted only).
        #[arg(default_value = "name-hidden")]
        how: String,
    },
    /// Destroy document, name and salt of one on every node; the log still verifies.
    Erase {
        /// Identifier.
        id: String,
    },
}

impl Endorsement {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List { .. } => None,
            Self::Confirm { id, check, .. } => Some(format!("Count {id}, checked by {check}?")),
            Self::Merge { id, into } => Some(format!("Merge {id} into {into}?")),
            Self::Separate { id } => Some(format!("Note that {id} is no duplicate?")),
            Self::Refuse { id, reason } => Some(format!("Refuse {id} ({reason})?")),
            Self::Revoke { id, reason } => Some(format!("No longer accept {id} ({reason})?")),
            Self::Withdraw { id } => Some(format!("Take {id} back? It never counts again.")),
            Self::Hide { id, how } => Some(format!("Show {id} as {how}? Only its signer shows it again.")),
            Self::Erase { id } => Some(format!("Erase {id} everywhere? This cannot be undone.")),
        }
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        let row = match self {
            Self::List { slug: None, .. } => return given(context).await,
            Self::List {
                slug: Some(slug),
                status,
            } => return queue(context, &slug, &status).await,
            Self::Confirm { id, check, note } => {
                let check = arguments::choice("check", &check, Check::parse)?;
                operations
                    .confirm_endorsement(session, arguments::id(&id)?, check, &note)
                    .await?
            }
            Self::Merge { id, into } => {
                let (id, into) = (arguments::id(&id)?, arguments::id(&into)?);
                operations.merge_endorsement(session, id, into).await?
            }
            Self::Separate { id } => operations.separate_endorsement(session, arguments::id(&id)?).await?,
            Self::Refuse { id, reason } => {
                operations
                    .refuse_endorsement(session, arguments::id(&id)?, &reason)
                    .await?
            }
            Self::Revoke { id, reason } => {
                let id = arguments::id(&id)?;
                let step_up = step_up(context).await?;
                operations.revoke_endorsement(session, &step_up, id, &reason).await?
            }
            Self::Hide { id, how } => {
                let how = arguments::choice("visibility", &how, Visibility::parse)?;
                operations.hide_endorsement(session, arguments::id(&id)?, how).await?
            }
            Self::Withdraw { id } => {
                let id: EndorsementId = arguments::id(&id)?;
                operations
                    .withdraw_endorsement(session, &step_up(context).await?, id)
                    .await?;
                return Ok(Reply::said(format!("{id} was withdrawn")));
            }
            Self::Erase { id } => {
                let id: EndorsementId = arguments::id(&id)?;
                operations
                    .erase_endorsement(session, &step_up(context).await?, id)
                    .await?;
                return Ok(Reply::said(format!("{id} was erased")));
            }
        };
        Ok(Reply::one(format!("{} is now {}", row.id, row.status.as_str()), &row))
    }
}

async fn given(context: &Context<'_>) -> Result<Reply, Failure> {
    let organisation = context.organisation()?;
    let mut all: Vec<MyEndorsement> = Vec::new();
    let mut after = None;
    loop {
        let page = context
            .operations()
            .endorsements_given(context.session(), organisation, after.as_deref())
            .await?;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(Reply::list(&all, ["ID", "SIGNED", "STATUS", "DECLARATION"], |mine| {
        [
            mine.id.to_string(),
            arguments::time(mine.signed_at),
            mine.status.as_str().to_owned(),
            mine.declaration.title.clone(),
        ]
    }))
}

async fn queue(context: &Context<'_>, slug: &str, status: &str) -> Result<Reply, Failure> {
    let status = arguments::choice("status", status, Status::parse)?;
    let id = page_of(context, slug).await?.card.id;
    let mut all: Vec<QueueRow> = Vec::new();
    let mut after = None;
    loop {
        let page = context
            .operations()
            .declaration_queue(context.session(), id, status, after.as_deref())
            .await?;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(Reply::list(
        &all,
        ["ID", "SIGNED", "COUNTRY", "CHANNEL", "WHO", "LIKE"],
        |row| {
            let like: Vec<String> = row.similar.iter().map(|other| other.id.to_string()).collect();
            let country = row.signatory.country;
            [
                row.id.to_string(),
                arguments::time(row.signed_at),
                country.map_or_else(|| "-".to_owned(), |country| country.to_string()),
                row.channel.as_str().to_owned(),
                if row.sealed {
                    "sealed: the key to hidden names is not here".to_owned()
                } else {
                    name(&row.signatory)
                },
                if like.is_empty() {
                    "-".to_owned()
                } else {
                    like.join(" ")
                },
            ]
        },
    ))
}

fn name(who: &Signatory) -> String {
    let parts: Vec<&str> = [&who.organisation, &who.person, &who.role]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::as_servers_write;

    #[test]
    fn the_address_that_a_browser_shows_in_a_development_network_is_understood() {
        let page = "http://alpha.localhost:8081/declarations/water";
        let written = as_servers_write(page, "http://beta.localhost:8082", "http://beta.test");
        assert_eq!(written, "http://alpha.test/declarations/water");
        // On a real node it stays what it is, and is refused.
        assert_eq!(
            as_servers_write(page, "https://beta.example", "https://beta.example"),
            page
        );
        let real = "https://alpha.example/declarations/water";
        assert_eq!(
            as_servers_write(real, "http://beta.localhost:8082", "http://beta.test"),
            real
        );
    }
}
