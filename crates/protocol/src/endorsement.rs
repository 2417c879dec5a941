//! The documents of an endorsement (PROTOCOL 2.7, 10.1): E and R, the stamp S, the withdrawal W, the note N.
//!
//! Builders only; they are read and checked by [`evidence::documents`].

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use domain::{
    endorsement::{Channel, Check, Reservation, Signatory, Stance, Visibility},
    vocabulary::Country,
};
use evidence::documents::ENDORSES;
use serde_json::{Map, Value, json};

use crate::{
    context::{self, Kind},
    names::PUBLIC,
    time::stamp as moment,
};

mod milestone;
mod note;
mod tally;

pub use milestone::{Milestone, milestone};
pub use note::{EndorsementNote, note};
pub use tally::{TallyDocument, tally};

/// Place and salt of an entry, as receipts give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Origin of the log.
    pub origin: String,
    /// Index of the entry.
    pub index: u64,
    /// Salt of its commitment.
    pub salt: [u8; 32],
}

impl Receipt {
    /// The member `bandung:receipt`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({
            "bandung:logOrigin": self.origin,
            "bandung:logIndex": self.index,
            "bandung:logSalt": STANDARD.encode(self.salt),
        })
    }
}

/// How a recorded endorsement came in, what was checked, and what is hidden.
#[derive(Clone, Copy, Debug)]
pub struct RecordedAs<'a> {
    /// Way in.
    pub channel: Channel,
    /// What was checked.
    pub check: Check,
    /// Commitment to what is hidden (decision 19).
    pub hidden_commitment: Option<&'a [u8; 32]>,
}

/// An endorsement and all that surrounds it in its document.
#[derive(Clone, Debug)]
pub struct EndorsementDocument<'a> {
    /// Its id.
    pub object: &'a str,
    /// Who signs the document.
    pub author: &'a str,
    /// Who endorses.
    pub subject: &'a str,
    /// The declaration's id.
    pub declaration: &'a str,
    /// The network of the declaration.
    pub network: Option<&'a str>,
    /// Digest of its text.
    pub digest: &'a str,
    /// Revision of its text.
    pub revision: u32,
    /// Rises with each statement of the author.
    pub sequence: i64,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<&'a Reservation>,
    /// Of the text that was read; an official one.
    pub language: &'a str,
    /// Who signs; what is hidden is left out here.
    pub signatory: &'a Signatory,
    /// Of recorded ones.
    pub recorded: Option<RecordedAs<'a>>,
    /// When.
    pub published: DateTime<Utc>,
}

/// E or R, with its `@context`, without proof.
#[must_use]
pub fn endorsement(it: &EndorsementDocument<'_>) -> Value {
    let mut document = json!({
        "id": it.object,
        "type": "Relationship",
        "attributedTo": it.author,
        "subject": it.subject,
        "relationship": ENDORSES,
        "object": it.declaration,
        "bandung:endorsedDigest": it.digest,
        "bandung:revision": it.revision,
        "bandung:sequence": it.sequence,
        "bandung:stance": it.stance.as_str(),
        "bandung:language": it.language,
        "bandung:signatory": signatory(it.signatory, it.recorded.as_ref()),
        "published": moment(it.published),
        "to": [PUBLIC],
    });
    if let Some(network) = it.network {
        document["bandung:network"] = json!(network);
    }
    if let Some(reservation) = it.reservation {
        document["bandung:reservation"] = json!(reservation.as_str());
    }
    if let Some(recorded) = &it.recorded {
        document["bandung:channel"] = json!(recorded.channel.as_str());
        document["bandung:check"] = json!(recorded.check.as_str());
        document["bandung:visibility"] = json!(it.signatory.visibility.as_str());
    }
    context::with_context(document, Kind::Signed)
}

/// What is shown of a signer: what is hidden is absent (decision 19).
fn signatory(who: &Signatory, recorded: Option<&RecordedAs<'_>>) -> Value {
    let shown = who.shown();
    let mut node = Map::from_iter([("bandung:kind".to_owned(), json!(shown.kind.as_str()))]);
    let texts = [
        ("bandung:name", shown.organisation),
        ("bandung:person", shown.person),
        ("bandung:role", shown.role),
        (
            "bandung:country",
            shown.country.as_ref().map(|it| Country::code(it).to_owned()),
        ),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            node.insert(name.to_owned(), json!(text));
        }
    }
    if let Some(commitment) = recorded.and_then(|recorded| recorded.hidden_commitment) {
        node.insert(
            "bandung:hiddenCommitment".to_owned(),
            json!(STANDARD.encode(commitment)),
        );
    }
    Value::Object(node)
}

/// What the commitment of a hidden signer commits to: `{country, name, person, role}`, absent ones left out (decision
/// 19).
#[must_use]
pub fn hidden_part(who: &Signatory) -> Value {
    let texts = [
        ("country", who.country.as_ref().map(|it| Country::code(it).to_owned())),
        ("name", who.organisation.clone()),
        ("person", who.person.clone()),
        ("role", who.role.clone()),
    ];
    let known = texts
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), json!(text?))));
    Value::Object(known.collect())
}

/// Whether a signer hides all but the kind.
#[must_use]
pub fn hides_all(visibility: Visibility) -> bool {
    visibility == Visibility::FullyHidden
}

/// S: the acceptance of an endorsement, with its `@context`, without proof.
#[must_use]
pub fn stamp(
    object: &str,
    owner: &str,
    declaration: &str,
    note: &str,
    (endorsement, digest): (&str, &str),
    receipt: &Receipt,
    at: DateTime<Utc>,
) -> Value {
    let document = json!({
        "id": object,
        "type": "QuoteAuthorization",
        "attributedTo": owner,
        "interactingObject": note,
        "interactionTarget": declaration,
        "bandung:authorizes": ENDORSES,
        "bandung:endorsement": endorsement,
        "bandung:endorsementDigest": digest,
        "bandung:receipt": receipt.to_value(),
        "published": moment(at),
    });
    context::with_context(document, Kind::Signed)
}

/// A plain permission to quote (FEP-044f): it authorises nothing else (PE6).
#[must_use]
pub fn quote_stamp(object: &str, owner: &str, target: &str, note: &str, at: DateTime<Utc>) -> Value {
    let document = json!({
        "id": object,
        "type": "QuoteAuthorization",
        "attributedTo": owner,
        "interactingObject": note,
        "interactionTarget": target,
        "published": moment(at),
    });
    context::with_context(document, Kind::Signed)
}

/// W: the withdrawal of an endorsement, with its `@context`, without proof.
#[must_use]
pub fn withdrawal(object: &str, author: &str, digest: &str, sequence: i64, at: DateTime<Utc>) -> Value {
    let document = json!({
        "id": object,
        "type": "Tombstone",
        "formerType": "Relationship",
        "attributedTo": author,
        "deleted": moment(at),
        "bandung:endorsementDigest": digest,
        "bandung:sequence": sequence,
    });
    context::with_context(document, Kind::Signed)
}

/// What is left of an erased endorsement: its id.
#[must_use]
pub fn erased(object: &str) -> Value {
    json!({"id": object, "type": "Tombstone", "formerType": "Relationship"})
}

/// An endorsement in the collection of a declaration.
#[must_use]
pub fn item(object: &str, subject: &str, declaration: &str, stamp: Option<&str>, receipt: Option<&Receipt>) -> Value {
    let mut item = json!({
        "id": object,
        "type": "Relationship",
        "subject": subject,
        "relationship": ENDORSES,
        "object": declaration,
    });
    if let Some(stamp) = stamp {
        item["bandung:stamp"] = json!(stamp);
    }
    if let Some(receipt) = receipt {
        item["bandung:receipt"] = receipt.to_value();
    }
    item
}

#[cfg(test)]
mod tests;
