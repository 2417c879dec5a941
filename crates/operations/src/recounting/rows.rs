//! What a mirrored log opens is kept in rows, like what its owner tells by `Add` and `Remove`: names and numbers of
//! another node's declaration are those of its log, in whatever order news arrives. Recorded endorsements come this way
//! alone (decision 23).

use domain::{
    endorsement::{Event, Signatory, Status},
    ids::EndorsementId,
};
use evidence::{
    documents::{self, Endorsement as Read},
    log::Entry,
    tally::Opened,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::{self, Declaration as Declared},
    endorsements::{self, Endorsement},
    tombstones,
};

use super::gather::Given;
use crate::{
    OperationError, Operations,
    endorsing::{Offered, after, put_signatory},
    identity::to_bytes,
};

/// What an opened entry says about one endorsement.
pub(super) enum Told {
    /// It stands.
    Stands(Box<Standing>),
    /// It ended, by the event: of the one with this id, or with this stamp; with the document that says so.
    Ended(Event, String, Vec<u8>),
    /// The one of the entry at this index was erased.
    Erased(u64),
}

/// An endorsement as the log opens it.
pub(super) struct Standing {
    index: u64,
    salt: [u8; 32],
    read: Read,
    document: Vec<u8>,
    stamp: Option<(String, Vec<u8>)>,
}

impl Told {
    pub(super) fn of(index: u64, entry: &Entry, opened: &Opened, given: &Given) -> Option<Self> {
        let document = given.document.as_ref().map(to_bytes);
        match opened {
            Opened::Endorsement(read, stamp) => Some(Self::Stands(Box::new(Standing {
                index,
                salt: given.salt?,
                read: (**read).clone(),
                document: document?,
                stamp: stamp.clone().zip(given.stamp.as_ref().map(to_bytes)),
            }))),
            Opened::Withdrawal(Some(read)) => Some(Self::Ended(Event::Withdraw, read.id.clone(), document?)),
            Opened::Revocation(Some(read)) => Some(Self::Ended(Event::Revoke, read.object.clone(), document?)),
            Opened::Erasure => Some(Self::Erased(entry.about()?)),
            _ => None,
        }
    }
}

impl Operations {
    /// Keeps what a page of a log told about the declaration of another node.
    pub(super) async fn keep_told(&self, object: &str, told: Vec<Told>) -> Result<(), OperationError> {
        if told.is_empty() {
            return Ok(());
        }
        let known = declarations::by_object(&self.db(), object).await?;
        if known.is_none_or(|row| row.organisation.is_some()) {
            return Ok(());
        }
        let tx = self.begin_decision().await?;
        let Some(declaration) = declarations::by_object(&Db::from(&tx), object).await? else {
            return Ok(());
        };
        let mut new = Vec::new();
        let mut ends = Vec::new();
        for told in told {
            match told {
                Told::Stands(standing) => new.extend(self.row_from_log(&tx, &declaration, *standing).await?),
                ended => ends.push(ended),
            }
        }
        self.store_batch(&tx, &declaration, &new).await?;
        let mut erased = false;
        for end in ends {
            erased |= self.end_from_log(&tx, &declaration, end).await?;
        }
        tx.commit().await?;
        if erased { self.scrub().await } else { Ok(()) }
    }

    async fn row_from_log(
        &self,
        tx: &Tx,
        declaration: &Declared,
        standing: Standing,
    ) -> Result<Option<Endorsement>, OperationError> {
        let Standing {
            index,
            salt,
            read,
            document,
            stamp,
        } = standing;
        let db = Db::from(tx);
        let ended = tombstones::find(&db, &read.id, &read.author).await?.is_some()
            || tombstones::find(&db, &read.id, &declaration.owner).await?.is_some();
        if ended || endorsements::by_object(&db, &read.id).await?.is_some() {
            return Ok(None);
        }
        let recorded = read.recorded;
        let offered = Offered {
            document,
            offer: None,
            note: String::new(),
            organisation_type: None,
            organisation: None,
            read,
        };
        let now = self.now();
        let mut row = offered.row(EndorsementId::new(now, self.0.entropy.bytes()), declaration, now);
        row.note = None;
        row.status = Status::Stamped;
        if let Some(documents::Recorded {
            channel,
            check,
            visibility,
        }) = recorded
        {
            row.status = Status::Recorded;
            (row.channel, row.check) = (channel, check);
            let who = Signatory {
                visibility,
                ..row.signatory.clone()
            };
            put_signatory(&mut row, &who);
            // Nothing is known here but what is shown.
            row.hidden = None;
        }
        if let Some((id, bytes)) = stamp {
            (row.stamp, row.stamp_document) = (Some(id), Some(bytes));
        }
        row.log_index = Some(index);
        row.log_salt = Some(salt.to_vec());
        row.decided_at = Some(now);
        Ok(Some(row))
    }

    /// Says whether something was destroyed.
    async fn end_from_log(&self, tx: &Tx, declaration: &Declared, end: Told) -> Result<bool, OperationError> {
        let db = Db::from(tx);
        match end {
            Told::Stands(_) => Ok(false),
            Told::Erased(index) => {
                let row = endorsements::by_log_index(&db, declaration.id, index).await?;
                let Some(row) = row.filter(|row| row.status != Status::Erased) else {
                    return Ok(false);
                };
                self.destroy(tx, declaration, &row).await?;
                Ok(true)
            }
            Told::Ended(event, of, document) => {
                let row = match endorsements::by_object(&db, &of).await? {
                    Some(row) => Some(row),
                    None => endorsements::by_stamp(&db, &of).await?,
                };
                let Some(before) = row.filter(|row| row.declaration == declaration.id) else {
                    return Ok(false);
                };
                let mut row = before.clone();
                row.status = if was_only_removed(&before) && event == Event::Withdraw {
                    Status::Withdrawn
                } else if before.status.is_counted() {
                    after(&before, event)?
                } else {
                    return Ok(false);
                };
                row.ended_at = Some(self.now());
                if event == Event::Withdraw {
                    row.end_document = Some(document);
                    row.reason = Some("withdrawn".to_owned());
                } else {
                    row.reason = reason_of(&document).or(Some("other".to_owned()));
                }
                self.store_endorsement(tx, declaration, Some(&before), &row).await?;
                Ok(false)
            }
        }
    }
}

/// `Remove` says that one ended, not how: the log does.
fn was_only_removed(row: &Endorsement) -> bool {
    row.status == Status::Revoked && row.reason.as_deref() == Some("other")
}

fn reason_of(document: &[u8]) -> Option<String> {
    let document: Value = serde_json::from_slice(document).ok()?;
    Some(document.get("bandung:reason")?.as_str()?.to_owned())
}
