//! What an organisation may want to know or do about declarations.

use domain::{
    endorsement::Status,
    figures::Counter,
    ids::{DeclarationId, OrganisationId},
    permissions::Action,
};
use storage::{declarations, endorsements, tallies};

use crate::{OperationError, Operations, Session, view::declarations::DeclarationNotice};

impl Operations {
    /// What the caller's organisation may want to know or do: open declarations of others, newer texts of what it
    /// endorsed, what waits in its own queues.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declaration_notices(&self, session: &Session) -> Result<Vec<DeclarationNotice>, OperationError> {
        let Some(organisation) = session.acting_for() else {
            return Ok(Vec::new());
        };
        if !session.may(Action::ReadDrafts(organisation)) {
            return Ok(Vec::new());
        }
        // Who may not decide may still see that something waits.
        let mut notices = self.waiting_queues(organisation).await?;
        let db = self.db();
        for given in endorsements::given(&db, organisation, 0, 100).await? {
            let declaration = declarations::get(&db, given.declaration).await?;
            let Some(declaration) = declaration.filter(|row| row.revised_by.is_some() && given.status.is_counted())
            else {
                continue;
            };
            let newer = declaration.revised_by.clone().unwrap_or_default();
            let endorsed_newer = match declarations::by_object(&db, &newer).await? {
                Some(newer) => !endorsements::of_subject(&db, newer.id, &given.subject)
                    .await?
                    .is_empty(),
                None => false,
            };
            if !endorsed_newer {
                notices.push(DeclarationNotice::Revised {
                    endorsed: Box::new(self.my_view(given, &declaration).await?),
                });
            }
        }
        let actor = self.require_urls()?.organisation(organisation);
        for row in declarations::to_endorse(&db, organisation, &actor, self.now()).await? {
            notices.push(DeclarationNotice::ToEndorse {
                declaration: self.declaration_card(&row).await?,
            });
        }
        Ok(notices)
    }

    async fn waiting_queues(&self, organisation: OrganisationId) -> Result<Vec<DeclarationNotice>, OperationError> {
        let mut notices = Vec::new();
        for row in declarations::page(&self.db(), Some(organisation), 0, 100).await? {
            let numbers = self.numbers_by_status(row.id).await?;
            let waits = numbers.iter().filter(|(status, _)| status.is_waiting());
            let waiting = waits.map(|(_, number)| number).sum();
            if waiting > 0 {
                notices.push(DeclarationNotice::Queue {
                    declaration: self.declaration_card(&row).await?,
                    waiting,
                });
            }
        }
        Ok(notices)
    }

    /// How many endorsements of a declaration of ours stand where (owner).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_queue_numbers(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<Vec<(Status, u64)>, OperationError> {
        let (_, owner) = self.hosted_declaration(&self.db(), id).await?;
        session.require(Action::HostDeclarations(owner))?;
        self.numbers_by_status(id).await
    }

    async fn numbers_by_status(&self, id: DeclarationId) -> Result<Vec<(Status, u64)>, OperationError> {
        let counts = tallies::counts(&self.db(), id).await?;
        let number = |status| (status, counts.get(&Counter::Status(status)));
        Ok(Status::ALL.map(number).to_vec())
    }
}
