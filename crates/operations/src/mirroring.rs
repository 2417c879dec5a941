//! Logs of other nodes: their checkpoints are compared with all that was seen, their entries are kept (PL12, PL18).

use std::collections::BTreeSet;

use evidence::log::{Contradiction, Entry, Frontier, Hash, LogFault, SignedCheckpoint, VerifierKey, leaf_hash};
use protocol::services::Services;
use serde::Serialize;
use storage::{
    Db,
    heads::{self, Book},
    log::{self, Log, NewEntry, checkpoints, events, faults},
    witnesses,
};

use crate::{
    OperationError, Operations,
    log::{completed, frontier_of, row},
    secrets::hex,
};

/// What a checkpoint of another node's log turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Of a log that is not known here, or not signed by its key: it says nothing.
    Nothing,
    /// Not newer than what is mirrored, and in agreement with it.
    Known,
    /// Newer: entries from `have` on are to be fetched.
    Newer {
        /// Which log.
        origin: String,
        /// Where it is read, ending in `/`.
        prefix: String,
        /// Entries that are mirrored.
        have: u64,
        /// Entries that were signed.
        size: u64,
    },
    /// It contradicts what was seen; both notes are kept. The reason.
    Contradicts(&'static str),
}

/// A mirror of a log as people see it.
#[derive(Clone, Debug, Serialize)]
pub struct MirrorView {
    /// The name of the log.
    pub origin: String,
    /// Whose it is.
    pub host: String,
    /// Entries that are here.
    pub size: u64,
    /// Identifiers and reasons of contradictions that were found.
    pub contradictions: Vec<(String, String)>,
}

/// Entries on their way into a mirror: they count once the root fits.
#[derive(Debug)]
pub struct Mirroring {
    log: Log,
    frontier: Frontier,
    erased: Vec<u64>,
    /// Only the tree is computed, from its beginning; nothing is stored.
    dry: bool,
    /// Roots on the way, at sizes that are of interest.
    watched: Option<(u64, Option<Hash>)>,
}

impl Mirroring {
    /// How many entries have been taken.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }
}

impl Operations {
    /// Bandung nodes whose logs are witnessed and mirrored here: those that this node follows or that follow it, and
    /// those that were named as witnesses.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn log_peers(&self) -> Result<BTreeSet<String>, OperationError> {
        let mut hosts: BTreeSet<String> = storage::peers::related_nodes(&self.db()).await?.into_iter().collect();
        let added = witnesses::list(&self.db()).await?;
        hosts.extend(
            added
                .into_iter()
                .filter(|witness| witness.added)
                .map(|witness| witness.host),
        );
        let policy = self.policy();
        hosts.retain(|host| !policy.is_suspended(host));
        Ok(hosts)
    }

    /// Takes note of the log and the witness that a node shows. The key of a log stays the one that was seen first.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn met_node(&self, host: &str, services: &Services) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        if let Some(shown) = &services.log {
            let origin = shown.key.name();
            match log::get(&Db::from(&tx), origin).await? {
                Some(known) if known.key != shown.key.to_string() => {
                    tracing::warn!(
                        log.origin = origin,
                        "{host} shows another key for its log; the first one stays"
                    );
                }
                Some(_) => {}
                None => {
                    let new = Log {
                        origin: origin.to_owned(),
                        host: host.to_owned(),
                        prefix: shown.prefix.clone(),
                        key: shown.key.to_string(),
                        own: false,
                        number: 1,
                        size: 0,
                        peaks: Vec::new(),
                        ended_why: None,
                    };
                    log::insert(&tx, &new, self.now()).await?;
                }
            }
        }
        if let Some(witness) = &services.witness {
            self.put_witness(&tx, host, witness, false).await?;
        }
        self.commit_and_wake(tx).await?;
        self.settle_rosters().await
    }

    /// The logs of others that are mirrored here, of one host or of all.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn mirrors(&self, host: Option<&str>) -> Result<Vec<MirrorView>, OperationError> {
        let mut views = Vec::new();
        for log in log::list(&self.db(), host).await?.into_iter().filter(|log| !log.own) {
            let found = faults::list(&self.db(), Some(&log.origin)).await?;
            views.push(MirrorView {
                contradictions: found.into_iter().map(|fault| (fault.id, fault.reason)).collect(),
                origin: log.origin,
                host: log.host,
                size: log.size,
            });
        }
        Ok(views)
    }

    /// Where a log of a host is read.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn mirrored_prefixes(&self, host: &str) -> Result<Vec<String>, OperationError> {
        let logs = log::list(&self.db(), Some(host)).await?;
        Ok(logs.into_iter().filter(|log| !log.own).map(|log| log.prefix).collect())
    }

    /// Where the witness of a host shows what it has seen.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn witness_prefix_of(&self, host: &str) -> Result<Option<String>, OperationError> {
        let all = witnesses::list(&self.db()).await?;
        Ok(all
            .into_iter()
            .find(|witness| witness.host == host)
            .map(|witness| witness.prefix))
    }

    /// Judges a checkpoint that `shown_by` showed: signature, then everything seen before of that log.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn judge_checkpoint(&self, shown_by: &str, note: &str) -> Result<Judged, OperationError> {
        let Ok(signed) = SignedCheckpoint::parse(note) else {
            return Ok(Judged::Nothing);
        };
        let Some(log) = log::get(&self.db(), &signed.checkpoint().origin).await? else {
            return Ok(Judged::Nothing);
        };
        let key = VerifierKey::parse(&log.key).map_err(|_| OperationError::NotFound { what: "the log" })?;
        let Ok(new) = signed.verify(&key) else {
            return Ok(Judged::Nothing);
        };
        for seen in self.seen_checkpoints(&log).await? {
            let fault = match new.may_follow(seen.checkpoint()) {
                // An old note shown by a third party is an old note, not a step back of the log.
                Err(LogFault::Rollback) if shown_by == log.host && !log.own => Some("rollback"),
                Err(LogFault::SplitView) => Some("split-view"),
                _ => None,
            };
            if let Some(reason) = fault {
                self.keep_fault(&key, reason, &seen, &signed, shown_by).await?;
                return Ok(Judged::Contradicts(reason));
            }
        }
        if new.size <= log.size {
            if self.log_root(&log, new.size).await? == new.root {
                return Ok(Judged::Known);
            }
            let seen = self.log_checkpoint(&log.origin).await?;
            self.keep_fault(&key, "split-view", &seen, &signed, shown_by).await?;
            return Ok(Judged::Contradicts("split-view"));
        }
        Ok(Judged::Newer {
            origin: log.origin,
            prefix: log.prefix,
            have: log.size,
            size: new.size,
        })
    }

    /// The largest checkpoints of a log that are known here: mirrored, witnessed, or signed by ourselves.
    async fn seen_checkpoints(&self, log: &Log) -> Result<Vec<SignedCheckpoint>, OperationError> {
        let book = if log.own { Book::Signed } else { Book::Witnessed };
        let head = heads::get(&self.0.store, book, &log.origin).await?;
        let mut notes: Vec<String> = head.into_iter().map(|head| head.note).collect();
        let kept = checkpoints::newest(&self.db(), &log.origin, 1).await?;
        notes.extend(kept.into_iter().map(|(_, note)| note));
        Ok(notes
            .iter()
            .filter_map(|note| SignedCheckpoint::parse(note).ok())
            .collect())
    }

    /// Begins to take entries of a mirrored log after those that are here.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn begin_mirroring(&self, origin: &str) -> Result<Mirroring, OperationError> {
        let tx = self.begin().await?;
        let log = log::get_for_update(&tx, origin).await?;
        let log = log.ok_or(OperationError::NotFound { what: "the log" })?;
        log::drop_staged(&tx, origin).await?;
        tx.commit().await?;
        Ok(Mirroring {
            frontier: frontier_of(&log)?,
            log,
            erased: Vec::new(),
            dry: false,
            watched: None,
        })
    }

    /// Begins to compute the tree of a log from its first entry, to compare it at the size that is mirrored.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn begin_comparing(&self, origin: &str) -> Result<Mirroring, OperationError> {
        let log = log::get(&self.db(), origin).await?;
        let log = log.ok_or(OperationError::NotFound { what: "the log" })?;
        Ok(Mirroring {
            frontier: Frontier::default(),
            erased: Vec::new(),
            dry: true,
            watched: Some((log.size, None)),
            log,
        })
    }

    /// Takes entries, in order.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for one that is malformed.
    pub async fn mirror_entries(&self, mirroring: &mut Mirroring, entries: &[&[u8]]) -> Result<(), OperationError> {
        let malformed = || refused!("mirrored-entry-malformed", "an entry of that log is malformed");
        let from = mirroring.frontier.size();
        let mut rows: Vec<(Entry, String, Vec<Hash>)> = Vec::with_capacity(entries.len());
        for (index, bytes) in (from..).zip(entries) {
            let entry = Entry::parse_at(bytes, index).map_err(|_| malformed())?;
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| malformed())?;
            if entry.kind() == evidence::log::EntryKind::Erase {
                mirroring.erased.extend(entry.about());
            }
            let hashes = completed(mirroring.frontier.push(leaf_hash(bytes)));
            if let Some((size, root)) = &mut mirroring.watched
                && *size == mirroring.frontier.size()
            {
                *root = Some(mirroring.frontier.root());
            }
            rows.push((entry, text, hashes));
        }
        if mirroring.dry {
            return Ok(());
        }
        let new: Vec<NewEntry<'_>> = rows
            .iter()
            .map(|(entry, text, hashes)| row(entry, text, hashes))
            .collect();
        let tx = self.begin().await?;
        log::stage(&tx, &mirroring.log.origin, from, &new).await?;
        Ok(tx.commit().await?)
    }

    /// Ends taking entries: they count if they give the root of the checkpoint. Says whether they do; what does not fit
    /// is dropped.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn settle_mirror(&self, mirroring: Mirroring, note: &str) -> Result<bool, OperationError> {
        let Ok(signed) = SignedCheckpoint::parse(note) else {
            return Ok(false);
        };
        let tree = signed.checkpoint();
        let origin = &mirroring.log.origin;
        let fits = tree.origin == *origin && tree.size == mirroring.size() && tree.root == mirroring.frontier.root();
        let tx = self.begin().await?;
        let log = log::get_for_update(&tx, origin).await?;
        let unmoved = log.is_some_and(|log| log.size == mirroring.log.size);
        if !fits || !unmoved || mirroring.dry {
            if unmoved && !mirroring.dry {
                log::drop_staged(&tx, origin).await?;
            }
            tx.commit().await?;
            return Ok(fits && unmoved);
        }
        log::settle(&tx, origin, tree.size, mirroring.frontier.peaks()).await?;
        checkpoints::put(&tx, origin, tree.size, note, self.now()).await?;
        for index in &mirroring.erased {
            events::erase(&tx, origin, *index).await?;
            events::erase_about(&tx, origin, *index).await?;
        }
        tx.commit().await?;
        if !mirroring.erased.is_empty() {
            self.scrub().await?;
        }
        Ok(true)
    }

    /// After comparing: the log signed this note, and its entries give its root, but they do not begin with what is
    /// mirrored. Then it has two histories, and both notes are kept. Says whether it is so.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn keep_if_forked(
        &self,
        comparing: &Mirroring,
        note: &str,
        shown_by: &str,
    ) -> Result<bool, OperationError> {
        let Ok(signed) = SignedCheckpoint::parse(note) else {
            return Ok(false);
        };
        let tree = signed.checkpoint();
        let theirs = tree.size == comparing.size() && tree.root == comparing.frontier.root();
        let Some((_, Some(root))) = comparing.watched else {
            return Ok(false);
        };
        let seen = self.log_checkpoint(&comparing.log.origin).await?;
        if !theirs || root == frontier_of(&comparing.log)?.root() {
            return Ok(false);
        }
        let Ok(key) = VerifierKey::parse(&comparing.log.key) else {
            return Ok(false);
        };
        self.keep_fault(&key, "split-view", &seen, &signed, shown_by).await?;
        Ok(true)
    }

    /// A witness was shown a note that does not fit what it holds: of one size, it is proof of two histories.
    pub(crate) async fn keep_if_contradicting(
        &self,
        key: &VerifierKey,
        held: &SignedCheckpoint,
        new: &SignedCheckpoint,
        shown_by: &str,
    ) -> Result<(), OperationError> {
        let both = Contradiction {
            key: key.clone(),
            first: held.clone(),
            second: new.clone(),
        };
        if both.verify().is_ok() {
            self.keep_fault(key, "split-view", held, new, shown_by).await?;
        }
        Ok(())
    }

    async fn keep_fault(
        &self,
        key: &VerifierKey,
        reason: &str,
        first: &SignedCheckpoint,
        second: &SignedCheckpoint,
        shown_by: &str,
    ) -> Result<(), OperationError> {
        let bodies = format!(
            "{reason}\n{}\n{}",
            first.checkpoint().body(),
            second.checkpoint().body()
        );
        let fault = faults::Fault {
            id: hex(&evidence::keys::sha256(bodies.as_bytes()))[..16].to_owned(),
            origin: key.name().to_owned(),
            reason: reason.to_owned(),
            key: key.to_string(),
            first: first.to_string(),
            second: second.to_string(),
            shown_by: shown_by.to_owned(),
            at: self.now(),
        };
        let tx = self.begin().await?;
        let new = faults::insert(&tx, &fault).await?;
        tx.commit().await?;
        if new {
            tracing::error!(log.origin = %fault.origin, reason, "The log {} contradicts itself: {reason}", fault.origin);
            self.0.log.wake();
        }
        Ok(())
    }

    /// Contradictions that were found, newest first, as files: identifier, reason, file.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn log_contradictions(&self) -> Result<Vec<(String, String, serde_json::Value)>, OperationError> {
        let all = faults::list(&self.db(), None).await?;
        Ok(all
            .iter()
            .filter_map(|fault| Some((fault.id.clone(), fault.reason.clone(), file(fault)?)))
            .collect())
    }

    /// Contradictions that the other nodes have not been told of, as files; they count as told from now on.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn contradictions_to_tell(&self) -> Result<Vec<serde_json::Value>, OperationError> {
        let untold = faults::untold(&self.db()).await?;
        if untold.is_empty() {
            return Ok(Vec::new());
        }
        let tx = self.begin().await?;
        for fault in &untold {
            faults::told(&tx, &fault.id, self.now()).await?;
        }
        tx.commit().await?;
        Ok(untold.iter().filter_map(file).collect())
    }

    /// Another node shows a contradiction. Each note is judged as if it had been shown here; two notes of one size prove
    /// it by themselves. Says whether it holds.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn take_contradiction(&self, shown_by: &str, bytes: &[u8]) -> Result<bool, OperationError> {
        let Ok(shown) = Contradiction::parse(bytes) else {
            return Ok(false);
        };
        let known = log::get(&self.db(), shown.key.name()).await?;
        if known.is_none_or(|log| log.key != shown.key.to_string()) {
            return Ok(false);
        }
        if shown.verify().is_ok() {
            self.keep_fault(&shown.key, "split-view", &shown.first, &shown.second, shown_by)
                .await?;
            return Ok(true);
        }
        let mut holds = false;
        for note in [&shown.first, &shown.second] {
            holds |= matches!(
                self.judge_checkpoint(shown_by, &note.to_string()).await?,
                Judged::Contradicts(_)
            );
        }
        Ok(holds)
    }
}

fn file(fault: &faults::Fault) -> Option<serde_json::Value> {
    let both = Contradiction {
        key: VerifierKey::parse(&fault.key).ok()?,
        first: SignedCheckpoint::parse(&fault.first).ok()?,
        second: SignedCheckpoint::parse(&fault.second).ok()?,
    };
    let mut document = both.document();
    document["reason"] = fault.reason.clone().into();
    document["shownBy"] = fault.shown_by.clone().into();
    Some(document)
}
