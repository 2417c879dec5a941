//! Endorsements of a declaration: who signs, what is shown of it, how it came in, how sure we are, where it stands
//! (PROTOCOL 2.7 and 10, UX 5.3).

use std::fmt;

use serde::{Deserialize, Serialize};

mod form;
mod signatory;
mod slugs;
mod status;
pub use form::{Signature, SignatureDraft};
pub use signatory::Signatory;
pub use slugs::{Channel, Check, Kind, Stance, Visibility};
pub use status::{Event, Status, TransitionFault};

/// A reservation beside an endorsement: one line, 1 to 300 graphemes, shown beside the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reservation(String);

impl Reservation {
    /// The longest reservation, in graphemes.
    pub const MOST: usize = 300;

    /// Reads a reservation; line breaks become blanks.
    ///
    /// # Errors
    /// As [`crate::text::one_line`].
    pub fn parse(raw: &str) -> Result<Self, crate::field_error::Fault> {
        let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        crate::text::one_line(&joined, Self::MOST).map(Self)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who wants to change what is shown of a signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The signer: by the private link, or by the endorser's own node.
    Signer,
    /// The host of the declaration.
    Organiser,
}

/// Whether somebody may change what is shown of a signer: organisers may hide more, only the signer shows again (PR1).
#[must_use]
pub fn may_show(hand: Hand, from: Visibility, to: Visibility) -> bool {
    hand == Hand::Signer || to >= from
}

#[cfg(test)]
mod tests;
