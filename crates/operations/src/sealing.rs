//! Sealing the node when somebody stands at the door (SECURITY PR4): names are hidden, logins end, keys leave the memory.
//! Only a person can unlock it again; what was hidden is shown again only by its signers (PR1).

use std::sync::{PoisonError, atomic::Ordering};

use chrono::{DateTime, Utc};
use domain::permissions::Action;
use storage::{Db, settings};

use crate::{OperationError, Operations, Session, StepUp, audit::Who};

/// Where it is written down that the node is sealed.
const SETTING: &str = "sealed_at";

/// What sealing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Sealed {
    /// Names that were shown and are hidden now.
    pub hidden: u64,
    /// Names that could not be hidden: organisations that signed with their own key publish them themselves.
    pub left: u64,
    /// People whose logins and tokens ended.
    pub people: u64,
    /// The file with the key to hidden names is still on this machine: somebody has to take it away.
    pub names_key_lies_here: bool,
    /// What went wrong on the way; the rest was done all the same.
    pub failed: bool,
}

/// What sealing would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SealPreview {
    /// Names that would be hidden.
    pub names: u64,
    /// Names that cannot be.
    pub left: u64,
    /// People with an account.
    pub people: u64,
    /// The file with the key to hidden names is on this machine.
    pub names_key_lies_here: bool,
    /// Since when the node is sealed, where it is.
    pub since: Option<DateTime<Utc>>,
}

impl Operations {
    /// What sealing would do now, and whether it was done (operator, or owner of an organisation here).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn seal_preview(&self, session: &Session) -> Result<SealPreview, OperationError> {
        session.require(Action::Seal)?;
        let (names, left) = self.names_shown().await?;
        let people = storage::people::all(&self.db(), None).await?;
        Ok(SealPreview {
            names,
            left,
            people: people.len() as u64,
            names_key_lies_here: self.0.names.lies_here(),
            since: self.sealed_since().await?,
        })
    }

    /// Seals the node: hides all names that can be hidden, ends all logins and tokens, drops the keys from memory until
    /// somebody unlocks it. Each step is durable before the next begins, and a step that fails does not stop the others
    /// (operator, or owner of an organisation here, asked once more).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Storage`] when the node could not be sealed.
    pub async fn seal(&self, session: &Session, step_up: &StepUp) -> Result<Sealed, OperationError> {
        session.require(Action::Seal)?;
        step_up.require(session)?;
        let mut done = Sealed::default();
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), "node.seal", "").await?;
        tx.commit().await?;
        match self.hide_all_names(session).await {
            Ok((hidden, left)) => (done.hidden, done.left) = (hidden, left),
            Err(error) => {
                tracing::error!(%error, "Not all names could be hidden while the node was sealed");
                done.failed = true;
            }
        }
        let people = storage::people::all(&self.db(), None).await?;
        let tx = self.begin().await?;
        for person in &people {
            storage::logins::end_all(&tx, person.id, None).await?;
            storage::tokens::end_all(&tx, person.id, None).await?;
        }
        done.people = people.len() as u64;
        settings::set(&tx, SETTING, &self.now().timestamp_micros().to_string()).await?;
        tx.commit().await?;
        self.lock_keys();
        done.names_key_lies_here = self.0.names.lies_here();
        Ok(done)
    }

    /// Unlocks the node: it signs, sends and receives again. Names stay hidden (operator, or owner of an organisation here, asked once more).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn unseal(&self, session: &Session, step_up: &StepUp) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), "node.unseal", "").await?;
        settings::set(&tx, SETTING, "").await?;
        tx.commit().await?;
        self.0.sealed.store(false, Ordering::SeqCst);
        self.load_names_key().await?;
        self.compare_own_log().await?;
        self.0.outbox_moved.notify_waiters();
        Ok(())
    }

    /// Whether the node is sealed: it signs nothing, sends nothing and takes nothing in.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.0.sealed.load(Ordering::SeqCst)
    }

    /// # Errors
    /// [`OperationError::Refused`] while the node is sealed.
    pub(crate) fn require_unsealed(&self) -> Result<(), OperationError> {
        if self.is_sealed() {
            Err(refused!(
                "sealed",
                "this node is sealed: an operator unlocks it on /admin/panic or with  bandung seal --unlock"
            ))
        } else {
            Ok(())
        }
    }

    /// Reads whether the node is sealed: at the start, and where another process may have sealed it.
    pub(crate) async fn load_seal(&self) -> Result<(), OperationError> {
        let sealed = self.sealed_since().await?.is_some();
        if sealed && !self.is_sealed() {
            self.lock_keys();
        } else if !sealed {
            self.0.sealed.store(false, Ordering::SeqCst);
        }
        if !sealed && self.0.names.was_read() {
            self.look_for_names_key().await?;
        }
        Ok(())
    }

    async fn sealed_since(&self) -> Result<Option<DateTime<Utc>>, OperationError> {
        let stored = settings::get(&Db::from(&*self.0.store), SETTING).await?;
        let micros = stored.and_then(|text| text.parse().ok());
        Ok(micros.and_then(DateTime::from_timestamp_micros))
    }

    fn lock_keys(&self) {
        self.0.sealed.store(true, Ordering::SeqCst);
        self.forget_all_keys();
        self.0.names.forget();
        let signers = &self.0.log.signers;
        *signers.log.write().unwrap_or_else(PoisonError::into_inner) = None;
        *signers.witness.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
