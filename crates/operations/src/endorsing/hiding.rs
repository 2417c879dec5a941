//! Hiding all names at once, when the node is sealed (SECURITY PR4): the organiser's hand, so that only signers show
//! them again (PR1).

use domain::endorsement::{Hand, Status, Visibility};
use storage::{
    Db, declarations,
    endorsements::{self, Endorsement},
};

use crate::{OperationError, Operations, Session, audit::Who};

/// Names that are hidden in one transaction.
const TOGETHER: usize = 100;
/// How a signature may stand while its name is shown, or would be.
const SHOWN: [Status; 5] = [
    Status::Recorded,
    Status::Pending,
    Status::InReview,
    Status::Stamped,
    Status::Offered,
];

impl Operations {
    /// How many names are shown that can be hidden, and how many that cannot.
    pub(crate) async fn names_shown(&self) -> Result<(u64, u64), OperationError> {
        let (ours, others) = self.shown_signers().await?;
        Ok((ours.len() as u64, others))
    }

    /// Hides them; gives how many were, and how many cannot be.
    pub(crate) async fn hide_all_names(&self, session: &Session) -> Result<(u64, u64), OperationError> {
        let (ours, others) = self.shown_signers().await?;
        let who = Who::Person(session);
        let mut hidden = 0;
        for some in ours.chunks(TOGETHER) {
            let tx = self.begin_decision().await?;
            for row in some {
                let (before, declaration) = self.endorsement_and_text(&Db::from(&tx), row.id).await?;
                if before.signatory.visibility == Visibility::Public {
                    Box::pin(self.change_visibility(
                        &tx,
                        &who,
                        Hand::Organiser,
                        &declaration,
                        &before,
                        Visibility::NameHidden,
                    ))
                    .await?;
                    hidden += 1;
                }
            }
            self.commit_and_wake(tx).await?;
        }
        if hidden > 0 {
            self.scrub().await?;
        }
        Ok((hidden, others))
    }

    async fn shown_signers(&self) -> Result<(Vec<Endorsement>, u64), OperationError> {
        let db = self.db();
        let (mut ours, mut others) = (Vec::new(), 0);
        for declaration in declarations::frozen(&db).await? {
            if declaration.organisation.is_none() {
                continue;
            }
            for status in SHOWN {
                let (rows, _) = endorsements::by_status(&db, declaration.id, status, 0, u32::MAX).await?;
                for row in rows {
                    if row.signatory.visibility != Visibility::Public {
                        continue;
                    }
                    if row.is_recorded() {
                        ours.push(row);
                    } else {
                        others += 1;
                    }
                }
            }
        }
        Ok((ours, others))
    }
}
