//! What is given when somebody endorses, or when lists are recorded.

use chrono::{DateTime, Utc};
use domain::{
    endorsement::{Channel, Check, Signature, Stance, Visibility},
    ids::EndorsementId,
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
    /// The rows, at most 1,000.
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
