//! Publishing, revising, withdrawing and reading practices.

use domain::{
    ids::{DraftId, OrganisationId, PostId},
    practice::Practice,
};

use crate::{
    Caller, OperationError, Operations, PracticeFilter, Session,
    view::{Page, PracticeCard, PracticePage, Published, VersionView},
};

impl Operations {
    /// Publishes a draft: a new practice, or the next revision of one. The same draft published twice gives the same
    /// answer.
    ///
    /// # Errors
    /// [`OperationError::Invalid`] with every fault; [`OperationError::Forbidden`] for contributors.
    pub async fn publish_draft(&self, _session: &Session, _draft: DraftId) -> Result<Published, OperationError> {
        todo!()
    }
    /// Publishes checked fields at once (command line, API). `key`: idempotency key of the caller.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn publish_practice(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _practice: Practice,
        _key: Option<&str>,
    ) -> Result<Published, OperationError> {
        todo!()
    }
    /// Publishes the next revision. `revision` is the one that was read.
    ///
    /// # Errors
    /// [`OperationError::Conflict`], [`OperationError::NotFound`].
    pub async fn revise_practice(
        &self,
        _session: &Session,
        _practice: PostId,
        _revision: u32,
        _fields: Practice,
    ) -> Result<Published, OperationError> {
        todo!()
    }
    /// "Still in use": today's date, revision unchanged (PB6).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn confirm_practice(&self, _session: &Session, _practice: PostId) -> Result<(), OperationError> {
        todo!()
    }
    /// Withdraws a practice with a reason; sends `Delete`; a tombstone stays.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn withdraw_practice(
        &self,
        _session: &Session,
        _practice: PostId,
        _reason: &str,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// The page of a practice by slug.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn practice_page(&self, _caller: &Caller, _slug: &str) -> Result<PracticePage, OperationError> {
        todo!()
    }
    /// The page of a practice by identifier, for the API and the command line.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn practice_by_id(&self, _caller: &Caller, _practice: PostId) -> Result<PracticePage, OperationError> {
        todo!()
    }
    /// All versions, newest first.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn practice_versions(&self, _slug: &str) -> Result<Vec<VersionView>, OperationError> {
        todo!()
    }
    /// Practices that match, newest first (or best match first where words are asked for).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn practices(
        &self,
        _filter: &PracticeFilter,
        _after: Option<&str>,
    ) -> Result<Page<PracticeCard>, OperationError> {
        todo!()
    }
}
