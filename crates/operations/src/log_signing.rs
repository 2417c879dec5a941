//! Signing checkpoints: the head moves first, durably, then the note is signed for others to see (PL9, PL10).

use evidence::log::{Cosignature, SignedCheckpoint};
use storage::{
    heads::{self, Book, Head},
    log::checkpoints,
};

use crate::{LogStanding, OperationError, Operations};

impl Operations {
    /// Signs a checkpoint of all entries, if there are new ones, and publishes it. Nothing while the log may not go on.
    /// Several processes may try at once: the head moves for one of them.
    ///
    /// # Errors
    /// [`OperationError::NotSetUp`], [`OperationError::Storage`].
    pub async fn sign_checkpoint(&self) -> Result<Option<SignedCheckpoint>, OperationError> {
        let store = &self.0.store;
        let origin = self.own_log().await?.origin;
        if self.log_standing() != LogStanding::Unsure {
            self.compare_own_log().await?;
        }
        if self.log_standing() != LogStanding::Sound {
            return Ok(None);
        }
        // The head first, then the log: another process may append and sign between the two.
        let held = heads::get(store, Book::Signed, &origin).await?;
        let log = self.own_log().await?;
        let tree = Self::tree_of(&log)?;
        if let Some(held) = held.as_ref().filter(|held| held.size >= tree.size) {
            return self.publish_again(&log.origin, held).await;
        }
        let signer = self.log_signer(&log.origin).await?;
        let signed = SignedCheckpoint::sign(tree.clone(), &signer);
        let head = Head {
            size: tree.size,
            root: tree.root,
            note: signed.to_string(),
        };
        if !heads::advance(store, Book::Signed, &log.origin, held.as_ref(), &head).await? {
            return Ok(None);
        }
        self.publish_checkpoint(&log.origin, &signed).await?;
        Ok(Some(signed))
    }

    /// A head whose note was not published before the program ended is published now.
    async fn publish_again(&self, origin: &str, held: &Head) -> Result<Option<SignedCheckpoint>, OperationError> {
        let newest = checkpoints::newest(&self.db(), origin, 1).await?;
        if newest.first().is_some_and(|(size, _)| *size >= held.size) {
            return Ok(None);
        }
        let Ok(signed) = SignedCheckpoint::parse(&held.note) else {
            return Ok(None);
        };
        self.publish_checkpoint(origin, &signed).await?;
        Ok(Some(signed))
    }

    async fn publish_checkpoint(&self, origin: &str, signed: &SignedCheckpoint) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        checkpoints::put(&tx, origin, signed.checkpoint().size, &signed.to_string(), self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Adds a cosignature, already checked, to the checkpoint of one size.
    pub(crate) async fn add_cosignature(
        &self,
        origin: &str,
        size: u64,
        cosignature: Cosignature,
    ) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let note = checkpoints::get_for_update(&tx, origin, size).await?;
        if let Some(mut signed) = note.and_then(|note| SignedCheckpoint::parse(&note).ok()) {
            signed.add([cosignature]);
            checkpoints::put(&tx, origin, size, &signed.to_string(), self.now()).await?;
        }
        Ok(tx.commit().await?)
    }
}
