//! One line of a network's membership log: the next number of its roster, and what changed (DECISIONS 21).

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Known, Reason, RosterEntry, Tier, check_signed, fields, roster::read_entry};

/// A change whose proof holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterChange {
    /// The id of the activity.
    pub id: String,
    /// The id of the roster.
    pub roster: String,
    /// The number of the roster that it makes.
    pub sequence: u64,
    /// When it was said.
    pub published: DateTime<Utc>,
    /// What changed; nothing where the activity only says that there is a new number.
    pub change: Option<Changed>,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A new entry, or a new version of it: what stands for the member, and the entry.
    Entry(String, RosterEntry),
    /// Left or was put out.
    Ended {
        /// What stood for the member.
        subject: String,
        /// The id of the membership.
        membership: String,
        /// Which of the two.
        tier: Tier,
    },
    /// Goes on under another actor.
    Gone {
        /// What stood for the member.
        subject: String,
    },
}

impl RosterChange {
    /// Checks a change of the roster of a network.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9.
    pub fn check(document: &Value, network: &str, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        if proven.author.as_str() != network {
            return Err(Reason::NotOwner);
        }
        Self::read(document, network)
    }

    /// Reads a change that was checked before.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9 that are not about the proof.
    pub fn read(document: &Value, network: &str) -> Result<Self, Reason> {
        if document.get("type").and_then(Value::as_str) != Some("Update") {
            return Err(Reason::NotSupported);
        }
        Ok(Self {
            id: fields::text(document, "id")?.to_owned(),
            roster: fields::text(document, "object")?.to_owned(),
            sequence: fields::ordinal(document, "bandung:sequence")?,
            published: fields::time(document, "published")?,
            change: document
                .get("bandung:change")
                .map(|change| read_change(change, network))
                .transpose()?,
        })
    }
}

fn read_change(change: &Value, network: &str) -> Result<Changed, Reason> {
    if change.get("type").and_then(Value::as_str) == Some("Relationship") {
        let (subject, entry) = read_entry(change, network)?;
        return Ok(Changed::Entry(subject, entry));
    }
    let subject = fields::text(change, "subject")?.to_owned();
    match fields::optional_text(change, "bandung:tier")?.map(Tier::parse) {
        None => Ok(Changed::Gone { subject }),
        Some(Some(tier)) if tier.is_end() => Ok(Changed::Ended {
            subject,
            membership: fields::text(change, "id")?.to_owned(),
            tier,
        }),
        Some(_) => Err(Reason::FieldInvalid),
    }
}
