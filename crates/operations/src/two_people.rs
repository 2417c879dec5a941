//! The two-person rule of an organisation, where an owner switched it on: editors write, an owner publishes (SECURITY RO1).

use domain::{account::Role, ids::OrganisationId, permissions::Action};

use crate::{OperationError, Operations, Session, StepUp, audit::Who};

impl Operations {
    /// Whether the rule is on.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn asks_two_people(&self, organisation: OrganisationId) -> Result<bool, OperationError> {
        Ok(storage::organisations::asks_two_people(&self.db(), organisation).await?)
    }

    /// Switches the rule on or off (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn set_two_people(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        on: bool,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        session.require(Action::ManageTeam(organisation))?;
        let tx = self.begin().await?;
        storage::organisations::set_two_people(&tx, organisation, on.then(|| self.now())).await?;
        let action = if on {
            "organisation.two-people"
        } else {
            "organisation.one-person"
        };
        self.note(&tx, &Who::Person(session), action, &organisation.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    /// # Errors
    /// [`OperationError::Forbidden`] for somebody who may not publish, or not alone; [`OperationError::NotFound`] where
    /// the organisation is not theirs.
    pub(crate) async fn require_publish(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<(), OperationError> {
        session.require(Action::Publish(organisation))?;
        if session.role_in(organisation) < Some(Role::Owner) && self.asks_two_people(organisation).await? {
            return Err(forbidden!(
                "may-not-publish-alone",
                "you may not publish alone: in this organisation an owner publishes what editors wrote"
            ));
        }
        Ok(())
    }
}
