//! Declarations: one text in several languages that is frozen when it opens (PROTOCOL 9).

mod asking_again;
mod difference;
mod drafts;
mod figures;
mod life;
mod notices;
mod reading;
mod received;
mod tally;
mod translations;

pub(crate) use figures::FiguresBook;
pub(crate) use life::watchers;
pub(crate) use received::{is_declaration, is_translation, keys_of, refusal_of, refused};

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    declaration::{Approval, Declaration, LatePolicy, Moment, Period},
    endorsement::Kind,
    ids::{DeclarationId, OrganisationId},
};
use evidence::{documents, log::EntryKind, text_digest::text_digest};
use protocol::endorsement::Receipt;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::{self, Declaration as Row},
    log::events::{self, Event},
};

use crate::{OperationError, Operations};

pub(crate) const NOT_FOUND: OperationError = OperationError::NotFound {
    what: "the declaration",
};
pub(crate) fn not_intact() -> OperationError {
    refused!(
        "declaration-not-intact",
        "the stored text is not the one that was opened: nothing can be done with it until it is restored from a backup"
    )
}

/// Who may endorse and how, and what else is shown of a declaration beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Rules {
    pub(crate) languages: Vec<String>,
    pub(crate) late: LatePolicy,
    pub(crate) may_endorse: Vec<Kind>,
    pub(crate) approval: Approval,
    pub(crate) recipients: Vec<String>,
    pub(crate) hashtags: Vec<String>,
    /// The page on its own server.
    pub(crate) page: Option<String>,
    pub(crate) network: Option<String>,
    /// When it was closed.
    pub(crate) closed_at: Option<DateTime<Utc>>,
    /// On other nodes: what the owner says of countries that occur among hidden signers alone.
    pub(crate) undisclosed_countries: u64,
    /// Who endorsed it up to this entry was asked to read the newer text.
    pub(crate) asked_again_until: Option<u64>,
    /// Mail addresses were deleted (PR7).
    pub(crate) mails_gone: bool,
}

impl From<&Declaration> for Rules {
    fn from(it: &Declaration) -> Self {
        Self {
            languages: it.languages().map(|language| language.as_str().to_owned()).collect(),
            late: it.late,
            may_endorse: it.may_endorse.clone(),
            approval: it.approval.clone(),
            recipients: it.recipients.clone(),
            hashtags: it.hashtags.clone(),
            network: it.approval.network().map(str::to_owned),
            ..Self::default()
        }
    }
}

impl Rules {
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The rules of a declaration.
pub(crate) fn rules_of(row: &Row) -> Rules {
    serde_json::from_str(&row.rules).unwrap_or_default()
}

/// The dates of a declaration.
pub(crate) fn period_of(row: &Row) -> Period {
    Period {
        opens_at: row.opens_at,
        closes_at: row.closes_at,
    }
}

/// What an endorsement of this moment is.
pub(crate) fn moment_of(row: &Row, at: DateTime<Utc>) -> Moment {
    row.state.moment(period_of(row), rules_of(row).late, at)
}

/// The article as it is served.
pub(crate) fn article_of(row: &Row) -> Result<Value, OperationError> {
    let bytes = row.document.as_deref().ok_or(NOT_FOUND)?;
    serde_json::from_slice(bytes).map_err(|_| not_intact())
}

/// The declaration as endorsements are judged by it; its digest is computed anew (EN1).
pub(crate) fn checked(row: &Row) -> Result<documents::Declaration, OperationError> {
    let read = documents::Declaration::read(&article_of(row)?).map_err(|_| not_intact())?;
    if row.digest.as_deref() == Some(&read.digest) && read.id == row.object && read.owner == row.owner {
        Ok(read)
    } else {
        Err(not_intact())
    }
}

impl Operations {
    /// A frozen declaration, ours or received.
    pub(crate) async fn frozen_declaration(&self, db: &Db<'_>, id: DeclarationId) -> Result<Row, OperationError> {
        let row = declarations::get(db, id).await?;
        row.filter(|row| row.state != domain::declaration::State::Draft)
            .ok_or(NOT_FOUND)
    }

    /// A frozen declaration of ours, with its owner.
    pub(crate) async fn hosted_declaration(
        &self,
        db: &Db<'_>,
        id: DeclarationId,
    ) -> Result<(Row, OrganisationId), OperationError> {
        let row = self.frozen_declaration(db, id).await?;
        let organisation = row.organisation.ok_or(NOT_FOUND)?;
        Ok((row, organisation))
    }

    /// Appends an entry about a declaration of ours to the log, and keeps what opens it (PL5, PL7). After `note`, before
    /// `send`.
    pub(crate) async fn log_event(
        &self,
        tx: &Tx,
        declaration: &Row,
        kind: EntryKind,
        about: Option<u64>,
        document: Option<&[u8]>,
    ) -> Result<Receipt, OperationError> {
        let item = LogItem {
            kind,
            about,
            document: document.map(<[u8]>::to_vec),
            stamp: None,
        };
        let receipts = self.log_all(tx, declaration, &[item]).await?;
        receipts.into_iter().next().ok_or(NOT_FOUND)
    }

    /// Appends several entries about a declaration of ours at once.
    pub(crate) async fn log_all(
        &self,
        tx: &Tx,
        declaration: &Row,
        items: &[LogItem],
    ) -> Result<Vec<Receipt>, OperationError> {
        let digest = declaration.digest.clone().ok_or(NOT_FOUND)?;
        let network = rules_of(declaration).network;
        let now = self.now();
        let mut entries = Vec::with_capacity(items.len());
        let mut salts = Vec::with_capacity(items.len());
        for item in items {
            let salt: [u8; 32] = self.0.entropy.bytes();
            let mut entry = evidence::log::Entry::new(item.kind, now).with_text_digest(digest.clone());
            if let Some(network) = &network {
                entry = entry.with_network(network.clone());
            }
            if let Some(about) = item.about {
                entry = entry.with_about(about);
            }
            if let Some(document) = &item.document {
                let document: Value = serde_json::from_slice(document).map_err(|_| NOT_FOUND)?;
                entry = entry.with_commitment(evidence::log::commitment(&salt, &document));
            }
            entries.push(entry);
            salts.push(salt);
        }
        let origin = self.own_log_for_update(tx).await?.origin;
        let indexes = self.append_log_all(tx, &entries).await?;
        let mut receipts = Vec::with_capacity(items.len());
        for ((index, item), salt) in indexes.zip(items).zip(salts) {
            if let Some(document) = &item.document {
                let event = Event {
                    index,
                    document: document.clone(),
                    salt: salt.to_vec(),
                    stamp: item.stamp.clone(),
                };
                events::put(tx, &origin, &event).await?;
            }
            storage::tallies::count_entry(tx, declaration.id, item.kind.as_str(), 1).await?;
            receipts.push(Receipt {
                origin: origin.clone(),
                index,
                salt,
            });
        }
        Ok(receipts)
    }

    /// A slug that no declaration, practice or other post has.
    pub(crate) async fn free_declaration_slug(
        &self,
        db: &Db<'_>,
        wanted: &str,
        id: DeclarationId,
    ) -> Result<String, OperationError> {
        let text = id.to_string();
        let short = text.get(text.len() - 8..).unwrap_or(&text).to_owned();
        let wanted = if wanted.is_empty() { "declaration" } else { wanted };
        for slug in [wanted.to_owned(), format!("{wanted}-{short}")] {
            let declaration = declarations::by_slug(db, &slug).await?.filter(|row| row.id != id);
            let post = storage::posts::by_slug(db, &slug).await?;
            let own = post.as_ref().is_none_or(|post| post.object.ends_with(&text));
            if declaration.is_none() && own {
                return Ok(slug);
            }
        }
        Ok(format!("{wanted}-{text}"))
    }

    /// Recomputes the digests of all frozen texts; to be called at each start (EN1). What does not fit is marked: it is
    /// shown as such, and nothing is done with it any more.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn check_frozen_texts(&self) -> Result<Vec<String>, OperationError> {
        let mut broken = Vec::new();
        for row in declarations::frozen(&self.db()).await? {
            let intact = checked(&row).is_ok() && opened_fits(&row);
            if intact == row.broken_at.is_none() {
                if !intact {
                    broken.push(row.object);
                }
                continue;
            }
            let tx = self.begin().await?;
            declarations::set_broken(&tx, row.id, (!intact).then(|| self.now())).await?;
            if !intact {
                tracing::error!(
                    declaration.id = row.object,
                    "The stored text of a declaration does not fit its digest"
                );
                self.note(
                    &tx,
                    &crate::audit::Who::Other("system"),
                    "declaration.broken",
                    &row.object,
                )
                .await?;
                broken.push(row.object);
            }
            tx.commit().await?;
        }
        Ok(broken)
    }
}

/// An entry to be logged.
pub(crate) struct LogItem {
    pub(crate) kind: EntryKind,
    pub(crate) about: Option<u64>,
    pub(crate) document: Option<Vec<u8>>,
    pub(crate) stamp: Option<Vec<u8>>,
}

/// Whether the article as it was opened still has the digest.
fn opened_fits(row: &Row) -> bool {
    let opened = row
        .opened
        .as_deref()
        .and_then(|bytes| serde_json::from_slice(bytes).ok());
    opened.is_some_and(|article: Value| text_digest(&article).ok() == row.digest)
}

/// The words of a text, folded.
pub(crate) fn words_of(text: &str) -> BTreeSet<String> {
    domain::search_text::tokens(text).into_iter().collect()
}
