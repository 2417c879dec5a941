//! What an organisation may want to know or do about declarations.

use domain::{endorsement::Status, ids::OrganisationId, permissions::Action};
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
        let mut notices = Vec::new();
        if session.may(Action::HostDeclarations(organisation)) {
            notices.extend(self.waiting_queues(organisation).await?);
        }
        if !session.may(Action::ReadDrafts(organisation)) {
            return Ok(notices);
        }
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
            let counts = tallies::counts(&self.db(), row.id).await?;
            let waiting = [Status::Pending, Status::InReview, Status::Offered]
                .map(|status| counts.get(&domain::figures::Counter::Status(status)))
                .iter()
                .sum();
            if waiting > 0 {
                notices.push(DeclarationNotice::Queue {
                    declaration: self.declaration_card(&row).await?,
                    waiting,
                });
            }
        }
        Ok(notices)
    }
}
