//! The signed documents of declarations and endorsements, read and checked (PROTOCOL 9 to 11).
//!
//! The inbox, the mirrors of other nodes' logs and `bandung verify` call the same functions. They know nothing but what
//! [`Known`] and their arguments say, and give one [`Reason`], the first in the order of PROTOCOL 12.2. Start reading at
//! [`Endorsement`].

mod declaration;
mod endings;
mod endorsement;
mod fields;
mod keyring;
mod membership;
mod published_tally;
mod reason;
mod roster;
mod roster_change;
mod signed;
mod stamp;
mod translation;

pub use declaration::{Declaration, EndorsePolicy};
pub use endings::{Revocation, Withdrawal};
pub use endorsement::{ENDORSES, Endorsement, Recorded, Seen};
pub use keyring::{Keyring, ListedKey};
pub use membership::{MEMBER_OF, Membership, MembershipEnd, Tier};
pub use published_tally::{PublishedTally, TALLY};
pub use reason::Reason;
pub use roster::{HiddenItem, Roster, RosterEntry, RosterItem, RosterPage};
pub use roster_change::{Changed, RosterChange};
pub use signed::{Proven, check_signed, check_vouched, is_one_type, recovery_key_id};
pub use stamp::{Receipt, Stamp};
pub use translation::{Translation, TranslationStatus};

use chrono::{DateTime, Utc};

use crate::origin::IdPolicy;

/// What a checker knows whatever it checks.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Which addresses may be ids.
    pub ids: &'a IdPolicy,
    /// The keys of actors, with those that are no longer used.
    pub keys: &'a Keyring,
    /// The clock, against documents that are dated in the future. None for what a log has long taken.
    pub now: Option<DateTime<Utc>>,
}
