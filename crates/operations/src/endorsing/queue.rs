//! The queue of the host: confirm, merge, separate, refuse, revoke, hide (UX 6). Who did it, when and how is kept.

use domain::{
    declaration::Moment,
    endorsement::{Check, Event, Hand, Status, Visibility},
    field_error::Fault,
    ids::{DeclarationId, EndorsementId},
    permissions::Action,
    text::one_line,
};
use storage::{
    Db, Tx,
    declarations::Declaration as Declared,
    endorsements::{self, Endorsement},
};

use super::{NOT_FOUND, after};
use crate::{
    OperationError, Operations, Session, StepUp,
    audit::Who,
    view::{
        Page,
        declarations::{QueueRow, SimilarRow},
    },
};

/// Rows of a page.
const PAGE: u32 = 50;
/// The slugs of `bandung:reason` (PROTOCOL 2.2).
const REASONS: [&str; 8] = [
    "not-eligible",
    "duplicate",
    "closed",
    "withdrawn",
    "unverified",
    "abuse",
    "replaced",
    "other",
];

impl Operations {
    /// The queue of a declaration of ours, oldest first (owner).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_queue(
        &self,
        session: &Session,
        id: DeclarationId,
        status: Status,
        after: Option<&str>,
    ) -> Result<Page<QueueRow>, OperationError> {
        let (declaration, owner) = self.hosted_declaration(&self.db(), id).await?;
        session.require(Action::HostDeclarations(owner))?;
        let offset: u32 = after.and_then(|text| text.parse().ok()).unwrap_or_default();
        let (rows, total) = endorsements::by_status(&self.db(), declaration.id, status, offset, PAGE).await?;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            items.push(self.queue_row(row).await?);
        }
        let next = u64::from(offset) + u64::from(PAGE);
        Ok(Page {
            items,
            next: (next < total).then(|| next.to_string()),
            total: Some(total),
        })
    }

    /// A row of the queue with those that it may be the same as.
    async fn queue_row(&self, row: Endorsement) -> Result<QueueRow, OperationError> {
        let mut similar = Vec::new();
        if row.status.is_waiting() || row.status == Status::Duplicate {
            for other in self.alike(&self.db(), &row).await? {
                let opened = self.opened(&other);
                similar.push(SimilarRow {
                    id: other.id,
                    status: other.status,
                    same_mail: row.mail_key.is_some() && other.mail_key == row.mail_key,
                    same_name: row.folded.is_some() && other.folded == row.folded,
                    signatory: opened.signatory,
                    sealed: opened.sealed,
                });
            }
        }
        let actor = if row.is_recorded() {
            None
        } else {
            Some(self.actor_card(&row.subject).await?)
        };
        let opened = self.opened(&row);
        Ok(QueueRow {
            id: row.id,
            status: row.status,
            signatory: opened.signatory,
            sealed: opened.sealed,
            mail: opened.mail,
            actor,
            stance: row.stance,
            reservation: row.reservation.map(|text| text.as_str().to_owned()),
            language: row.language.map(|language| language.as_str().to_owned()),
            channel: row.channel,
            check: row.check,
            checked_by: row.checked_by,
            check_note: opened.check_note,
            reason: row.reason,
            signed_at: row.signed_at,
            received_at: row.received_at,
            similar,
        })
    }

    /// One endorsement of a declaration that the person decides about.
    async fn to_decide(
        &self,
        tx: &Tx,
        session: &Session,
        id: EndorsementId,
    ) -> Result<(Endorsement, Declared), OperationError> {
        let (row, declaration) = self.endorsement_and_text(&Db::from(tx), id).await?;
        session.require(Action::HostDeclarations(Self::owner_of(&declaration)?))?;
        Ok((row, declaration))
    }

    /// Accepts an offer, or confirms a signature: what was checked, and how in words (owner).
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn confirm_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        check: Check,
        note: &str,
    ) -> Result<QueueRow, OperationError> {
        let note = match note.trim() {
            "" => None,
            text => Some(one_line(text, 300).map_err(|fault| OperationError::invalid("note", fault))?),
        };
        let tx = self.begin_decision().await?;
        let (before, declaration) = self.to_decide(&tx, session, id).await?;
        if !before.status.is_waiting() {
            return Err(refused!(
                "endorsement-not-waiting",
                "this endorsement does not wait any more: there is nothing to confirm"
            ));
        }
        if check == Check::Mail && before.is_recorded() && before.check != Check::Mail {
            return Err(refused!(
                "endorsement-mail-not-confirmed",
                "only the link in the mail confirms a mail address: say what else was checked"
            ));
        }
        let moment = self.require_in_time(&declaration, before.signatory.kind, before.signed_at)?;
        let mut row = before.clone();
        row.late |= moment == Moment::LateShown;
        row.checked_by = Some(session.person().name.clone());
        row.check_note = note;
        if row.is_recorded() {
            row.check = check;
        }
        self.store_endorsement(&tx, &declaration, Some(&before), &row).await?;
        let who = Who::Person(session);
        let row = if row.is_recorded() {
            self.record_in(&tx, &who, &declaration, &row).await?
        } else {
            self.accept_in(&tx, &who, &declaration, row).await?
        };
        self.commit_and_wake(tx).await?;
        self.queue_row(row).await
    }

    /// Refuses an offer or a signature that waits (owner). `reason`: a slug of PROTOCOL 2.2.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn refuse_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        reason: &str,
    ) -> Result<QueueRow, OperationError> {
        let reason = reason_of(reason)?;
        let tx = self.begin_decision().await?;
        let (before, declaration) = self.to_decide(&tx, session, id).await?;
        let mut row = before.clone();
        row.status = after(&before, Event::Refuse)?;
        row.reason = Some(reason.to_owned());
        row.checked_by = Some(session.person().name.clone());
        row.decided_at = Some(self.now());
        self.store_endorsement(&tx, &declaration, Some(&before), &row).await?;
        self.note_with_reason(
            &tx,
            &Who::Person(session),
            "endorsement.refuse",
            &row.object,
            Some(reason),
        )
        .await?;
        let owner = Self::owner_of(&declaration)?;
        self.answer_offer(&tx, owner, &declaration, &row, None).await?;
        self.commit_and_wake(tx).await?;
        self.queue_row(row).await
    }

    /// Notes that one is the same as another one, which stays (owner). One that counts is revoked with `duplicate`.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn merge_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        into: EndorsementId,
    ) -> Result<QueueRow, OperationError> {
        let tx = self.begin_decision().await?;
        let (before, declaration) = self.to_decide(&tx, session, id).await?;
        let other = endorsements::get(&Db::from(&tx), into).await?.ok_or(NOT_FOUND)?;
        if other.declaration != before.declaration || other.id == before.id {
            return Err(NOT_FOUND);
        }
        let who = Who::Person(session);
        let mut row = if before.status.is_counted() {
            self.revoke_in(&tx, &who, &declaration, &before, "duplicate").await?
        } else {
            let mut row = before.clone();
            row.status = after(&before, Event::Merge)?;
            row.reason = Some("duplicate".to_owned());
            self.note_with_reason(&tx, &who, "endorsement.merge", &row.object, Some(&other.object))
                .await?;
            self.store_endorsement(&tx, &declaration, Some(&before), &row).await?;
            let owner = Self::owner_of(&declaration)?;
            self.answer_offer(&tx, owner, &declaration, &row, None).await?;
            row
        };
        let merged = row.clone();
        row.merged_into = Some(other.id);
        row.checked_by = Some(session.person().name.clone());
        self.store_endorsement(&tx, &declaration, Some(&merged), &row).await?;
        self.commit_and_wake(tx).await?;
        self.queue_row(row).await
    }

    /// Says that one is not the same as another one: it counts (owner).
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn separate_endorsement(&self, session: &Session, id: EndorsementId) -> Result<QueueRow, OperationError> {
        let tx = self.begin_decision().await?;
        let (before, declaration) = self.to_decide(&tx, session, id).await?;
        if !before.is_recorded() || !matches!(before.status, Status::Duplicate | Status::InReview) {
            return Err(refused!(
                "endorsement-not-merged",
                "only what was taken for the same as another one can be separated from it"
            ));
        }
        let moment = self.require_in_time(&declaration, before.signatory.kind, before.signed_at)?;
        // A duplicate counts again by its own event of the state machine; what was in review is recorded.
        let mut row = before.clone();
        if before.status == Status::Duplicate {
            after(&before, Event::NotTheSame)?;
            row.status = Status::InReview;
        }
        row.checked_by = Some(session.person().name.clone());
        row.late |= moment == Moment::LateShown;
        row.merged_into = None;
        row.reason = None;
        self.note(&tx, &Who::Person(session), "endorsement.separate", &row.object)
            .await?;
        self.store_endorsement(&tx, &declaration, Some(&before), &row).await?;
        let row = self.record_in(&tx, &Who::Person(session), &declaration, &row).await?;
        self.commit_and_wake(tx).await?;
        self.queue_row(row).await
    }

    /// No longer accepts one that counts (owner, asked once more). `reason`: a slug of PROTOCOL 2.2.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn revoke_endorsement(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: EndorsementId,
        reason: &str,
    ) -> Result<QueueRow, OperationError> {
        step_up.require(session)?;
        let reason = reason_of(reason)?;
        let tx = self.begin_decision().await?;
        let (before, declaration) = self.to_decide(&tx, session, id).await?;
        let row = self
            .revoke_in(&tx, &Who::Person(session), &declaration, &before, reason)
            .await?;
        if let Some(own) = row.organisation {
            self.delete_announcement(&tx, own, &row).await?;
        }
        self.commit_and_wake(tx).await?;
        self.queue_row(row).await
    }

    /// Hides more of a signer without a node; the organiser never shows more (PR1) (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] when it would show more, [`OperationError::Refused`] for one by its own key.
    pub async fn hide_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        visibility: Visibility,
    ) -> Result<QueueRow, OperationError> {
        let tx = self.begin_decision().await?;
        let (before, declaration) = self.to_decide(&tx, session, id).await?;
        if !before.is_recorded() {
            return Err(refused!(
                "endorsement-own-key",
                "this organisation signed with its own key and publishes it itself"
            ));
        }
        let who = Who::Person(session);
        let row = self
            .change_visibility(&tx, &who, Hand::Organiser, &declaration, &before, visibility)
            .await?;
        self.commit_and_wake(tx).await?;
        self.scrub().await?;
        self.queue_row(row).await
    }
}

fn reason_of(slug: &str) -> Result<&'static str, OperationError> {
    REASONS.into_iter().find(|known| *known == slug).ok_or_else(|| {
        let given = slug.chars().take(80).collect();
        OperationError::invalid("reason", Fault::NotInList { given })
    })
}
