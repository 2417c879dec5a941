//! The log of this node: appending in the transaction of what is logged, and everything that is read from it.
//!
//! Lock order: the aggregate, the audit log, this log, then the head of the outbox.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{PoisonError, RwLock},
};

use evidence::log::{
    Checkpoint, Entry, EntryKind, Frontier, Hash, NodeId, Plan, ProofFile, SignedCheckpoint, TileContent, TilePath,
    consistency_plan, entries_to_bytes, hashes_to_bytes, inclusion_plan, leaf_hash, root_plan,
};
use storage::{
    Db, Tx,
    heads::{self, Book},
    log::{self, Log, NewEntry, checkpoints, events},
};
use tokio::sync::Notify;

use crate::{OperationError, Operations, log_keys::Signers};

/// Whether our log may go on (ARCHITECTURE I18, SECURITY 6.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LogStanding {
    /// It holds everything that was signed.
    #[default]
    Sound,
    /// It may be older than what was signed: what was signed last is not known here, and others were not asked yet.
    Unsure,
    /// It is shorter than what was signed. Missing entries are taken from mirrors.
    Behind {
        /// Entries that are here.
        have: u64,
        /// Entries that were signed.
        signed: u64,
    },
    /// It is not what was signed. Only a new log can go on.
    Contradicts {
        /// Entries that were signed.
        signed: u64,
    },
}

/// What is kept in memory.
#[derive(Default)]
pub(crate) struct LogBook {
    standing: RwLock<LogStanding>,
    moved: Notify,
    pub(crate) signers: Signers,
}

impl LogBook {
    pub(crate) fn standing(&self) -> LogStanding {
        self.standing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn stand(&self, standing: LogStanding) {
        if standing != self.standing() {
            tracing::warn!(?standing, "The log of this node: {standing:?}");
        }
        *self.standing.write().unwrap_or_else(PoisonError::into_inner) = standing;
    }

    pub(crate) fn wake(&self) {
        self.moved.notify_one();
    }
}

/// A file of a log, as it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFile {
    /// A text that changes.
    Checkpoint(String),
    /// Bytes that never change.
    Tile(Vec<u8>),
}

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the log" };

impl Operations {
    /// Appends an entry to the log of this node, in the transaction of what it tells (PL7), and gives its index. Call it
    /// after `note` and before `send`.
    ///
    /// # Errors
    /// [`OperationError::LogHeld`] while the log cannot go on, [`OperationError::Refused`] for an entry that is not one.
    pub async fn append_log(&self, tx: &Tx, entry: &Entry) -> Result<u64, OperationError> {
        Ok(self.append_log_all(tx, std::slice::from_ref(entry)).await?.start)
    }

    /// Appends several entries at once; gives their indexes.
    ///
    /// # Errors
    /// As [`Operations::append_log`].
    pub async fn append_log_all(&self, tx: &Tx, entries: &[Entry]) -> Result<Range<u64>, OperationError> {
        self.require_sound_log()?;
        let log = self.own_log_for_update(tx).await?;
        let mut frontier = frontier_of(&log)?;
        let mut rows = Vec::with_capacity(entries.len());
        for (index, entry) in (log.size..).zip(entries) {
            let malformed = |_| refused!("log-entry-malformed", "this is not an entry of a log");
            let text = entry.to_text().map_err(malformed)?;
            Entry::parse_at(text.as_bytes(), index).map_err(malformed)?;
            let hashes = completed(frontier.push(leaf_hash(text.as_bytes())));
            rows.push((entry, text, hashes));
        }
        let new: Vec<NewEntry<'_>> = rows
            .iter()
            .map(|(entry, text, hashes)| row(entry, text, hashes))
            .collect();
        log::stage(tx, &log.origin, log.size, &new).await?;
        log::settle(tx, &log.origin, frontier.size(), frontier.peaks()).await?;
        Ok(log.size..frontier.size())
    }

    /// Writes the head of the audit chain into the log, if it has moved since that was done (SECURITY AU). Gives the
    /// index of the entry.
    ///
    /// # Errors
    /// [`OperationError::LogHeld`].
    pub async fn log_audit_head(&self) -> Result<Option<u64>, OperationError> {
        let tx = self.begin_decision().await?;
        let head = storage::audit::last_for_update(&tx).await?;
        let head = head.and_then(|row| from_hex(&row.hash));
        let origin = self.own_log_for_update(&tx).await?.origin;
        let last = log::last_of_kind(&Db::from(&tx), &origin, EntryKind::Audit.as_str()).await?;
        let logged = last.and_then(|row| Entry::parse(row.entry.as_bytes()).ok()?.commitment().copied());
        let Some(head) = head.filter(|head| logged != Some(*head)) else {
            return Ok(None);
        };
        let entry = Entry::new(EntryKind::Audit, self.now()).with_commitment(head);
        let index = self.append_log(&tx, &entry).await?;
        self.commit_and_wake(tx).await?;
        Ok(Some(index))
    }

    /// The same, a day after the last time, or after the log began.
    ///
    /// # Errors
    /// As [`Operations::log_audit_head`].
    pub async fn log_audit_head_daily(&self) -> Result<Option<u64>, OperationError> {
        let origin = self.own_log().await?.origin;
        let last = log::last_of_kind(&self.db(), &origin, EntryKind::Audit.as_str()).await?;
        let last = last.and_then(|row| Entry::parse(row.entry.as_bytes()).ok());
        let since = match last {
            Some(entry) => Some(entry.hour()),
            None => log::opened_at(&self.db(), &origin).await?,
        };
        let day = chrono::TimeDelta::days(1);
        if self.log_standing() != LogStanding::Sound || since.is_none_or(|since| self.now() < since + day) {
            return Ok(None);
        }
        self.log_audit_head().await
    }

    /// The origin of the log to which this node appends (`host/ap/log/1`).
    ///
    /// # Errors
    /// [`OperationError::NotFound`] before set-up.
    pub async fn log_origin(&self) -> Result<String, OperationError> {
        Ok(self.own_log().await?.origin)
    }

    /// Waits until something may have been appended.
    pub async fn log_moved(&self) {
        self.0.log.moved.notified().await;
    }

    /// Whether the log may go on.
    #[must_use]
    pub fn log_standing(&self) -> LogStanding {
        self.0.log.standing()
    }

    pub(crate) fn require_sound_log(&self) -> Result<(), OperationError> {
        let held = match self.log_standing() {
            LogStanding::Sound => return Ok(()),
            LogStanding::Unsure => refusal!(
                "log-unsure",
                "the log of this node cannot go on now: it is not known yet what was signed last. The witnesses are \
                 being asked"
            ),
            LogStanding::Behind { have, signed } => refusal!(
                "log-behind",
                "the log of this node cannot go on now: it has {have} entries and {signed} were signed, as after \
                 restoring a backup. The missing ones are being fetched from the nodes that mirror it",
                have = have,
                signed = signed
            ),
            LogStanding::Contradicts { signed } => refusal!(
                "log-contradicts",
                "the log of this node cannot go on now: it is not the log of which {signed} entries were signed. \
                 `bandung log begin` ends it and begins a new one",
                signed = signed
            ),
        };
        Err(OperationError::LogHeld(held))
    }

    /// Compares our log with what was signed last; decides whether it may go on.
    pub(crate) async fn compare_own_log(&self) -> Result<(), OperationError> {
        let Some(log) = log::own(&self.db()).await? else {
            return Ok(());
        };
        // The head first, then the log: another process may append and sign between the two.
        let head = heads::get(&self.0.store, Book::Signed, &log.origin).await?;
        let log = log::get(&self.db(), &log.origin).await?.unwrap_or(log);
        let standing = match head {
            Some(head) if head.size > log.size => LogStanding::Behind {
                have: log.size,
                signed: head.size,
            },
            Some(head) => {
                if self.log_root(&log, head.size).await? == head.root {
                    LogStanding::Sound
                } else {
                    LogStanding::Contradicts { signed: head.size }
                }
            }
            // Something was signed, and the book of heads is not the one in which that stands.
            None if !checkpoints::newest(&self.db(), &log.origin, 1).await?.is_empty() => LogStanding::Unsure,
            None => LogStanding::Sound,
        };
        self.0.log.stand(standing);
        Ok(())
    }

    /// The root of the first `size` entries of a log.
    pub(crate) async fn log_root(&self, log: &Log, size: u64) -> Result<Hash, OperationError> {
        if size == log.size {
            return Ok(frontier_of(log)?.root());
        }
        let roots = self.log_hashes(&self.db(), &log.origin, &root_plan(size)).await?;
        roots.first().copied().ok_or(NOT_FOUND)
    }

    /// The hashes of a plan.
    pub(crate) async fn log_hashes(&self, db: &Db<'_>, origin: &str, plan: &Plan) -> Result<Vec<Hash>, OperationError> {
        let mut indexes: Vec<u64> = plan.nodes().map(NodeId::last_leaf).collect();
        indexes.sort_unstable();
        indexes.dedup();
        let rows: HashMap<u64, Vec<Hash>> = log::hashes(db, origin, &indexes).await?.into_iter().collect();
        plan.hashes(|node| rows.get(&node.last_leaf())?.get(usize::from(node.level)).copied())
            .ok_or(NOT_FOUND)
    }

    /// The inclusion proof of an entry of a log in its tree of `size` entries.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when it is not in there.
    pub async fn inclusion_proof(&self, origin: &str, index: u64, size: u64) -> Result<Vec<Hash>, OperationError> {
        let plan = inclusion_plan(index, size).ok_or(NOT_FOUND)?;
        self.log_hashes(&self.db(), origin, &plan).await
    }

    /// The consistency proof between two sizes of a log.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn consistency_proof(&self, origin: &str, from: u64, to: u64) -> Result<Vec<Hash>, OperationError> {
        let plan = consistency_plan(from, to).ok_or(NOT_FOUND)?;
        self.log_hashes(&self.db(), origin, &plan).await
    }

    /// The newest checkpoint of a log that is kept here, with its cosignatures.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when there is none.
    pub async fn log_checkpoint(&self, origin: &str) -> Result<SignedCheckpoint, OperationError> {
        let newest = checkpoints::newest(&self.db(), origin, 1).await?;
        let (_, note) = newest.first().ok_or(NOT_FOUND)?;
        SignedCheckpoint::parse(note).map_err(|_| NOT_FOUND)
    }

    /// The newest checkpoint of the log of this node. While the log may not go on, what is here may be older than what
    /// was signed, and is not shown.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] before the first one, [`OperationError::LogHeld`].
    pub async fn newest_checkpoint(&self) -> Result<SignedCheckpoint, OperationError> {
        self.require_sound_log()?;
        self.log_checkpoint(&self.log_origin().await?).await
    }

    /// The proof file of an entry of the log of this node; its `extra` is the salt of what was logged, where that is
    /// still here.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when no checkpoint contains the entry.
    pub async fn prove_entry(&self, index: u64) -> Result<ProofFile, OperationError> {
        let origin = self.log_origin().await?;
        let checkpoint = self.log_checkpoint(&origin).await?;
        if index >= checkpoint.checkpoint().size {
            return Err(OperationError::NotFound {
                what: "an entry of the log with this number",
            });
        }
        let proof = self
            .inclusion_proof(&origin, index, checkpoint.checkpoint().size)
            .await?;
        let event = events::get(&self.db(), &origin, index).await?;
        Ok(ProofFile {
            extra: event.map(|event| event.salt).filter(|salt| !salt.is_empty()),
            index,
            proof,
            checkpoint,
        })
    }

    /// A file of a log of ours. While the log may not go on it is not shown: what is here may be less than what was
    /// signed.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::LogHeld`].
    pub async fn own_log_file(&self, origin: &str, path: &str) -> Result<LogFile, OperationError> {
        let log = log::get(&self.db(), origin).await?;
        let log = log.filter(|log| log.own).ok_or(NOT_FOUND)?;
        if log.ended_why.is_none() {
            self.require_sound_log()?;
        }
        self.log_file(origin, path).await
    }

    /// A file of a log that is kept here: `checkpoint`, `tile/…`, `tile/entries/…`, below the prefix.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn log_file(&self, origin: &str, path: &str) -> Result<LogFile, OperationError> {
        let checkpoint = self.log_checkpoint(origin).await?;
        if path == "checkpoint" {
            return Ok(LogFile::Checkpoint(checkpoint.to_string()));
        }
        let tile = path.strip_prefix("tile/").and_then(TilePath::parse).ok_or(NOT_FOUND)?;
        let size = checkpoint.checkpoint().size;
        if !tile.is_in(size) {
            return Err(NOT_FOUND);
        }
        let bytes = match tile.content {
            TileContent::Entries => {
                let rows = log::entries(&self.db(), origin, tile.first(), tile.width).await?;
                entries_to_bytes(rows.iter().map(|row| row.entry.as_bytes()))
            }
            TileContent::Hashes(_) => {
                let plan = Plan::single(tile.nodes());
                hashes_to_bytes(&self.log_hashes(&self.db(), origin, &plan).await?)
            }
        };
        Ok(LogFile::Tile(bytes))
    }

    /// The tree of a log as it is now, signed or not.
    pub(crate) fn tree_of(log: &Log) -> Result<Checkpoint, OperationError> {
        Ok(Checkpoint {
            origin: log.origin.clone(),
            size: log.size,
            root: frontier_of(log)?.root(),
        })
    }
}

/// A SHA-256 in hexadecimal digits.
fn from_hex(text: &str) -> Option<Hash> {
    let bytes: Option<Vec<u8>> = text
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    bytes?.try_into().ok()
}

/// The right edge of the tree of a log.
pub(crate) fn frontier_of(log: &Log) -> Result<Frontier, OperationError> {
    Frontier::from_peaks(log.size, log.peaks.clone()).ok_or_else(|| {
        OperationError::LogHeld(refusal!(
            "log-tree-damaged",
            "the log of this node cannot go on now: its tree in the database is damaged: restore the newest backup"
        ))
    })
}

/// The hashes that an entry completes, lowest first.
pub(crate) fn completed(nodes: Vec<(NodeId, Hash)>) -> Vec<Hash> {
    nodes.into_iter().map(|(_, hash)| hash).collect()
}

/// An entry as a row.
pub(crate) fn row<'a>(entry: &'a Entry, text: &'a str, hashes: &'a [Hash]) -> NewEntry<'a> {
    NewEntry {
        kind: entry.kind().as_str(),
        text_digest: entry.text_digest(),
        about: entry.about(),
        entry: text,
        hashes,
    }
}
