//! Declarations and endorsements.

use chrono::{DateTime, Utc};
use domain::{
    declaration::DeclarationDraft,
    endorsement::{Channel, Check, Signature, SignatureDraft, Stance, Visibility},
    ids::{DeclarationId, EndorsementId, OrganisationId},
};

use crate::{
    Caller, OperationError, Operations, Secret, Session, StepUp,
    view::{
        Page, Published,
        declarations::{
            DeclarationCard, DeclarationDraftCard, DeclarationDraftView, DeclarationNotice, DeclarationPage, DiffPart,
            EndorsementRow, FrozenPreview, MyEndorsement, NamesFilter, QueueRow, Receipt, TallyPage,
        },
    },
};

/// How an organisation of this node endorses.
#[derive(Clone, Debug)]
pub struct EndorseForm {
    /// The digest of the text that was read.
    pub digest: String,
    /// The language in which it was read; one of the official ones.
    pub language: String,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation, with [`Stance::WithReservations`] only; at most 300 graphemes.
    pub reservation: String,
    /// Shown as the person who signs for the organisation, or empty.
    pub person: String,
    /// The role of that person, or empty.
    pub role: String,
    /// `public`, or `name-hidden`: the organisation without person and role.
    pub visibility: Visibility,
}

/// One row of a list that is recorded: of paper, of a file.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// What the row says.
    pub signature: Signature,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// Way in.
    pub channel: Channel,
    /// What was checked.
    pub check: Check,
    /// How it was checked, in words; perhaps empty.
    pub check_note: String,
    /// What becomes of it.
    pub become_: RecordAs,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordAs {
    /// Recorded and counted at once.
    Counted,
    /// Waits for a confirmation.
    Pending,
    /// Waits for a person: it may be the same as another one.
    Review,
    /// The same as an earlier row of this batch (by its place) or as one that is there.
    Duplicate(SameAs),
    /// Refused, with a reason.
    Refused(String),
    /// Was counted, and then withdrawn by its signer.
    Withdrawn,
}

/// What a duplicate is the same as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SameAs {
    /// The row at this place of the batch, from 0.
    Row(usize),
    /// One that is there already.
    Known(EndorsementId),
}

/// Rows that are recorded in one transaction.
#[derive(Clone, Debug)]
pub struct RecordBatch {
    /// The rows, at most 500.
    pub rows: Vec<NewRecord>,
    /// Name of the file, for the audit log.
    pub source: String,
}

/// What became of a row.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Identifier.
    pub id: EndorsementId,
}

const NOT_YET: OperationError = OperationError::NotFound {
    what: "the declaration",
};

#[expect(unused_variables, clippy::unused_async, reason = "the bodies follow")]
impl Operations {
    // ---- drafts (editor: Action::WriteDrafts) ----

    /// Begins a draft.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn start_declaration(
        &self,
        session: &Session,
        organisation: OrganisationId,
        draft: DeclarationDraft,
    ) -> Result<DeclarationDraftView, OperationError> {
        Err(NOT_YET)
    }

    /// Saves a draft over the version that was read.
    ///
    /// # Errors
    /// [`OperationError::Conflict`] when somebody saved in between, [`OperationError::NotFound`].
    pub async fn save_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
        version: u32,
        draft: DeclarationDraft,
    ) -> Result<DeclarationDraftView, OperationError> {
        Err(NOT_YET)
    }

    /// One draft.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_draft(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<DeclarationDraftView, OperationError> {
        Err(NOT_YET)
    }

    /// The drafts that the person may read.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declaration_drafts(&self, session: &Session) -> Result<Vec<DeclarationDraftCard>, OperationError> {
        Ok(Vec::new())
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn discard_declaration(&self, session: &Session, id: DeclarationId) -> Result<(), OperationError> {
        Err(NOT_YET)
    }

    /// Exactly what will be frozen.
    ///
    /// # Errors
    /// [`OperationError::Refused`] with what stands in the way; the faults are in [`DeclarationDraftView::faults`].
    pub async fn preview_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<FrozenPreview, OperationError> {
        Err(NOT_YET)
    }

    // ---- life (owner: Action::HostDeclarations) ----

    /// Freezes the text and opens it. `title`: the main title, typed; `digest`: of the preview.
    ///
    /// # Errors
    /// [`OperationError::Invalid`] for `title`, [`OperationError::Conflict`] when the text is not the one of the
    /// preview, [`OperationError::Refused`].
    pub async fn open_declaration(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: DeclarationId,
        title: &str,
        digest: &str,
    ) -> Result<DeclarationCard, OperationError> {
        Err(NOT_YET)
    }

    /// Moves the closing date to a later one.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn extend_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
        to: DateTime<Utc>,
    ) -> Result<DeclarationCard, OperationError> {
        Err(NOT_YET)
    }

    /// Closes it, with the last tally in the log.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn close_declaration(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: DeclarationId,
    ) -> Result<DeclarationCard, OperationError> {
        Err(NOT_YET)
    }

    /// Begins the next revision as a draft, or gives the one that is open. Nobody is carried over.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn revise_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<DeclarationDraftView, OperationError> {
        Err(NOT_YET)
    }

    /// Publishes an unofficial translation, of an own declaration or of anybody's. `status`: `machine` or `reviewed`
    /// (`official` for the owner); `source`: Markdown.
    ///
    /// # Errors
    /// [`OperationError::Invalid`].
    pub async fn translate_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
        language: &str,
        title: &str,
        source: &str,
        status: &str,
    ) -> Result<Published, OperationError> {
        Err(NOT_YET)
    }

    // ---- reading ----

    /// Declarations, ours and known, open ones first. `after` is what the page before gave as `next`.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declarations(
        &self,
        organisation: Option<OrganisationId>,
        after: Option<&str>,
    ) -> Result<Page<DeclarationCard>, OperationError> {
        Ok(Page {
            items: Vec::new(),
            next: None,
            total: None,
        })
    }

    /// The page of a declaration.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_page(&self, caller: &Caller, slug: &str) -> Result<DeclarationPage, OperationError> {
        Err(NOT_YET)
    }

    /// What changed from the revision before to this one, in a language: the text of both by paragraphs and words.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the revision before is not known here.
    pub async fn declaration_difference(&self, slug: &str, language: &str) -> Result<Vec<DiffPart>, OperationError> {
        Err(NOT_YET)
    }

    /// The tally of a declaration.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_tally(&self, slug: &str) -> Result<TallyPage, OperationError> {
        Err(NOT_YET)
    }

    /// Names, by country, 50 a page; for exports ask for page after page.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_names(
        &self,
        slug: &str,
        filter: &NamesFilter,
        after: Option<&str>,
    ) -> Result<Page<EndorsementRow>, OperationError> {
        Err(NOT_YET)
    }

    /// What the caller's organisation may want to know or do.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declaration_notices(&self, session: &Session) -> Result<Vec<DeclarationNotice>, OperationError> {
        Ok(Vec::new())
    }

    // ---- endorsing by one's own key (owner: Action::Endorse) ----

    /// Endorses for an organisation of this node.
    ///
    /// # Errors
    /// [`OperationError::Conflict`] when the text is not the one that was read, [`OperationError::Invalid`],
    /// [`OperationError::Refused`] when it is not open or was endorsed already.
    pub async fn endorse(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        id: DeclarationId,
        form: EndorseForm,
    ) -> Result<MyEndorsement, OperationError> {
        Err(NOT_YET)
    }

    /// Notes inside the organisation that it does not endorse; nothing is sent.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn decline_to_endorse(
        &self,
        session: &Session,
        organisation: OrganisationId,
        id: DeclarationId,
    ) -> Result<(), OperationError> {
        Err(NOT_YET)
    }

    /// What an organisation of this node endorsed, newest first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn endorsements_given(
        &self,
        session: &Session,
        organisation: OrganisationId,
        after: Option<&str>,
    ) -> Result<Page<MyEndorsement>, OperationError> {
        Err(NOT_YET)
    }

    /// Takes an endorsement of an organisation of this node back.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn withdraw_endorsement(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: EndorsementId,
    ) -> Result<(), OperationError> {
        Err(NOT_YET)
    }

    /// Erases an endorsement: one of an organisation of this node, or one that this node recorded.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn erase_endorsement(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: EndorsementId,
    ) -> Result<(), OperationError> {
        Err(NOT_YET)
    }

    // ---- the queue of the host (owner: Action::HostDeclarations) ----

    /// The queue of a declaration of ours, oldest first. `status`: `offered`, `pending`, `in-review`, `duplicate`,
    /// `withdrawn`, `refused`, `recorded`, `stamped` …
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_queue(
        &self,
        session: &Session,
        id: DeclarationId,
        status: domain::endorsement::Status,
        after: Option<&str>,
    ) -> Result<Page<QueueRow>, OperationError> {
        Err(NOT_YET)
    }

    /// Accepts an offer, or confirms a signature: what was checked, and how in words.
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
        Err(NOT_YET)
    }

    /// Refuses an offer or a signature that waits. `reason`: a slug of PROTOCOL 2.2.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn refuse_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        reason: &str,
    ) -> Result<QueueRow, OperationError> {
        Err(NOT_YET)
    }

    /// Notes that one is the same as another one, which stays. One that counts is revoked with `duplicate`.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn merge_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        into: EndorsementId,
    ) -> Result<QueueRow, OperationError> {
        Err(NOT_YET)
    }

    /// Says that one is not the same as another one: it counts.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn separate_endorsement(&self, session: &Session, id: EndorsementId) -> Result<QueueRow, OperationError> {
        Err(NOT_YET)
    }

    /// No longer accepts one that counts. `reason`: a slug of PROTOCOL 2.2.
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
        Err(NOT_YET)
    }

    /// Hides more of a signer; the organiser never shows more (PR1).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] when it would show more.
    pub async fn hide_endorsement(
        &self,
        session: &Session,
        id: EndorsementId,
        visibility: Visibility,
    ) -> Result<QueueRow, OperationError> {
        Err(NOT_YET)
    }

    /// Records rows of a list in one transaction, fast.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when the declaration is not open.
    pub async fn record_endorsements(
        &self,
        session: &Session,
        id: DeclarationId,
        batch: RecordBatch,
    ) -> Result<Vec<Outcome>, OperationError> {
        Err(NOT_YET)
    }

    // ---- without an account ----

    /// Signs by the form; gives the secret of the private link `/e/{token}`, shown once. `client`: address, for limits.
    /// `digest`: of the text that was shown.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::Conflict`] when the text is another one,
    /// [`OperationError::Refused`] when it is not open, [`OperationError::TooMany`].
    pub async fn sign_declaration(
        &self,
        slug: &str,
        digest: &str,
        draft: &SignatureDraft,
        client: &str,
    ) -> Result<(Secret, Receipt), OperationError> {
        Err(NOT_YET)
    }

    /// What the page of a private link shows.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn endorsement_receipt(&self, token: &str) -> Result<Receipt, OperationError> {
        Err(NOT_YET)
    }

    /// The button in the mail: it counts from now on. Twice is the same as once.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Refused`].
    pub async fn confirm_by_link(&self, token: &str) -> Result<Receipt, OperationError> {
        Err(NOT_YET)
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn withdraw_by_link(&self, token: &str) -> Result<Receipt, OperationError> {
        Err(NOT_YET)
    }

    /// Hides or shows the name: the signer's own act.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn show_by_link(&self, token: &str, visibility: Visibility) -> Result<Receipt, OperationError> {
        Err(NOT_YET)
    }

    /// Erases it; the link is gone afterwards. "This was not me" does the same.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn erase_by_link(&self, token: &str) -> Result<(), OperationError> {
        Err(NOT_YET)
    }
}
