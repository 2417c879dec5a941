//! Drafts of practices: nothing that was typed is lost.

use domain::{
    ids::{DraftId, OrganisationId, PostId},
    practice::PracticeDraft,
};

use crate::{
    OperationError, Operations, Session,
    view::{DraftCard, DraftView, PreviewView},
};

impl Operations {
    /// Starts a draft with the organisation's country and language filled in.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn start_draft(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
    ) -> Result<DraftView, OperationError> {
        todo!()
    }
    /// Starts a draft of a revision of a published practice, or gives the one that is open.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn start_revision(&self, _session: &Session, _practice: PostId) -> Result<DraftView, OperationError> {
        todo!()
    }
    /// The drafts that the person may read.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn drafts(&self, _session: &Session) -> Result<Vec<DraftCard>, OperationError> {
        todo!()
    }
    /// One draft.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn draft(&self, _session: &Session, _draft: DraftId) -> Result<DraftView, OperationError> {
        todo!()
    }
    /// Saves all fields. `version` is the one that was read.
    ///
    /// # Errors
    /// [`OperationError::Conflict`] when somebody saved in between: both versions are then shown, nothing is lost.
    pub async fn save_draft(
        &self,
        _session: &Session,
        _draft: DraftId,
        _version: u32,
        _fields: PracticeDraft,
    ) -> Result<DraftView, OperationError> {
        todo!()
    }
    /// What people on other servers will see, and what is missing.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn preview(&self, _session: &Session, _draft: DraftId) -> Result<PreviewView, OperationError> {
        todo!()
    }
    /// Throws a draft away.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn delete_draft(&self, _session: &Session, _draft: DraftId) -> Result<(), OperationError> {
        todo!()
    }
}
