//! "We tried this here": reports on practices of any node.

use domain::{
    ids::{OrganisationId, PostId},
    replication::Report,
};

use crate::{
    OperationError, Operations, Session,
    view::{Published, ReportView},
};

impl Operations {
    /// Publishes a report for an organisation; goes to the author and the followers.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`] for an unknown practice.
    pub async fn publish_report(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _report: Report,
        _key: Option<&str>,
    ) -> Result<Published, OperationError> {
        todo!()
    }
    /// Deletes a report of ours.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn withdraw_report(&self, _session: &Session, _report: PostId) -> Result<(), OperationError> {
        todo!()
    }
    /// Reports of an organisation of ours.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn reports_of(&self, _organisation: OrganisationId) -> Result<Vec<ReportView>, OperationError> {
        todo!()
    }
}
