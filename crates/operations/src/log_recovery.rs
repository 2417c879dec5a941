//! A log that is shorter than what was signed, as after restoring a backup: it signs nothing, learns from others what
//! was signed, takes the missing entries from those that mirror it, and goes on; or it ends, and another begins
//! (ARCHITECTURE I18, SECURITY 6.5, E11).

use domain::permissions::Action;
use evidence::log::SignedCheckpoint;
use storage::{
    heads::{self, Book, Head},
    log::{self, Log, checkpoints},
    witnesses,
};

use crate::{LogStanding, Mirroring, OperationError, Operations, Session, audit::Who, log::frontier_of};

impl Operations {
    /// Judges what others have seen of our own log: notes with the host that showed them. Gives the largest one that is
    /// longer than ours and has to be fetched, with its host.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn judge_own_notes(
        &self,
        shown: &[(String, String)],
    ) -> Result<Option<(String, String)>, OperationError> {
        let log = self.own_log().await?;
        let signer = self.log_signer(&log.origin).await?;
        let mut largest: Option<(&str, SignedCheckpoint)> = None;
        for (host, note) in shown {
            let Ok(signed) = SignedCheckpoint::parse(note) else {
                continue;
            };
            if signed.verify(signer.verifier()).is_err() {
                continue;
            }
            let size = signed.checkpoint().size;
            if size <= log.size && self.log_root(&log, size).await? != signed.checkpoint().root {
                self.0.log.stand(LogStanding::Contradicts { signed: size });
                return Ok(None);
            }
            if largest.as_ref().is_none_or(|(_, known)| known.checkpoint().size < size) {
                largest = Some((host, signed));
            }
        }
        if let Some((host, signed)) = largest.filter(|(_, signed)| signed.checkpoint().size > log.size) {
            self.0.log.stand(LogStanding::Behind {
                have: log.size,
                signed: signed.checkpoint().size,
            });
            return Ok(Some((host.to_owned(), signed.to_string())));
        }
        if self.log_standing() == LogStanding::Unsure && self.enough_asked(shown).await? {
            self.adopt_newest_as_head(&log).await?;
        }
        Ok(None)
    }

    /// More than half of those that co-signed once have answered.
    async fn enough_asked(&self, shown: &[(String, String)]) -> Result<bool, OperationError> {
        let all = witnesses::list(&self.db()).await?;
        let signers: Vec<_> = all
            .into_iter()
            .filter(|witness| witness.signed_size.is_some())
            .collect();
        let answered = signers
            .iter()
            .filter(|witness| shown.iter().any(|(host, _)| *host == witness.host));
        Ok(answered.count() * 2 > signers.len() || signers.is_empty())
    }

    /// Nobody has seen more than what is here: the newest checkpoint of the database becomes the head again.
    async fn adopt_newest_as_head(&self, log: &Log) -> Result<(), OperationError> {
        if let Some((_, note)) = checkpoints::newest(&self.db(), &log.origin, 1).await?.first()
            && let Ok(signed) = SignedCheckpoint::parse(note)
        {
            self.move_head(log, &signed).await?;
        }
        self.compare_own_log().await
    }

    async fn move_head(&self, log: &Log, signed: &SignedCheckpoint) -> Result<(), OperationError> {
        let store = &self.0.store;
        let held = heads::get(store, Book::Signed, &log.origin).await?;
        let tree = signed.checkpoint();
        let head = Head {
            size: tree.size,
            root: tree.root,
            note: signed.to_string(),
        };
        heads::advance(store, Book::Signed, &log.origin, held.as_ref(), &head).await?;
        Ok(())
    }

    /// Missing entries of our own log were taken from a mirror: they become ours if they give the root that we signed.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn restore_own_log(&self, fetched: Mirroring, note: &str) -> Result<bool, OperationError> {
        let log = self.own_log().await?;
        let signer = self.log_signer(&log.origin).await?;
        let signed = SignedCheckpoint::parse(note).ok();
        let Some(signed) = signed.filter(|signed| signed.verify(signer.verifier()).is_ok()) else {
            return Ok(false);
        };
        if !self.settle_mirror(fetched, note).await? {
            return Ok(false);
        }
        let log = self.own_log().await?;
        self.move_head(&log, &signed).await?;
        self.compare_own_log().await?;
        tracing::info!(log.origin = %log.origin, log.size = log.size, "The log has its missing entries back");
        Ok(true)
    }

    /// Ends the log of this node, which cannot go on, and begins the next one (operator). What ended, and why, stays
    /// shown (PL1).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] while the log can go on, or without a reason.
    pub async fn begin_next_log(&self, session: &Session, why: &str) -> Result<String, OperationError> {
        session.require(Action::OperateNode)?;
        if self.log_standing() == LogStanding::Sound {
            return Err(refused!(
                "log-is-sound",
                "the log of this node is sound and goes on: a new one would only leave its endorsements behind"
            ));
        }
        let why = domain::text::one_line(why, 300).map_err(|fault| OperationError::invalid("why", fault))?;
        let tx = self.begin_decision().await?;
        let old = self.own_log_for_update(&tx).await?;
        self.note(&tx, &Who::Person(session), "log.begin", &old.origin).await?;
        log::end(&tx, &old.origin, &why, self.now()).await?;
        let new = self.begin_log(&tx, old.number + 1).await?;
        tx.commit().await?;
        self.compare_own_log().await?;
        self.0.log.wake();
        Ok(new.origin)
    }

    /// How our own log looks to whoever takes entries of it from a mirror.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn begin_restoring(&self) -> Result<Mirroring, OperationError> {
        let log = self.own_log().await?;
        frontier_of(&log)?;
        self.begin_mirroring(&log.origin).await
    }
}
