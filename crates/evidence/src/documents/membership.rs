//! M: a network's word that an organisation is its member (PROTOCOL 11.1).

use chrono::{DateTime, Utc};
pub use domain::membership::Tier;
use domain::vocabulary::Country;
use serde_json::Value;

use super::{Known, Reason, check_signed, fields};
use crate::{keys::PublicKey, multibase::document_digest};

/// The value of `relationship`.
pub const MEMBER_OF: &str = "http://www.w3.org/ns/org#memberOf";

/// A membership whose proof holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Its id: that of the member, whatever actor it has.
    pub id: String,
    /// The member's actor.
    pub subject: String,
    /// What it may do.
    pub tier: Tier,
    /// Its country.
    pub country: Option<Country>,
    /// The key that is pinned.
    pub key: PublicKey,
    /// The digest of the document.
    pub digest: String,
    /// Since when it is a member.
    pub since: Option<DateTime<Utc>>,
    /// When this document was issued; a later one replaces it.
    pub issued: Option<DateTime<Utc>>,
}

impl Membership {
    /// Checks a membership of a network.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9.
    pub fn check(document: &Value, network: &str, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        if proven.author.as_str() != network {
            return Err(Reason::NotOwner);
        }
        if text("object") != Some(network) {
            return Err(Reason::ActorMismatch);
        }
        if text("type") != Some("Relationship") || text("relationship") != Some(MEMBER_OF) {
            return Err(Reason::RelationshipValue);
        }
        let tier = fields::slug(document, "bandung:tier", Tier::parse)?;
        if tier.is_end() {
            return Err(Reason::FieldInvalid);
        }
        Ok(Self {
            id: proven.id.as_str().to_owned(),
            subject: fields::text(document, "subject")?.to_owned(),
            tier,
            country: country(document)?,
            key: key(document)?,
            digest: document_digest(document),
            since: fields::optional_time(document, "startTime")?,
            issued: fields::optional_time(document, "published")?,
        })
    }
}

pub(super) fn country(document: &Value) -> Result<Option<Country>, Reason> {
    fields::optional_text(document, "bandung:country")?
        .map(|code| Country::parse(code).ok_or(Reason::FieldInvalid))
        .transpose()
}

pub(super) fn key(document: &Value) -> Result<PublicKey, Reason> {
    PublicKey::from_multikey(fields::text(document, "bandung:key")?).map_err(|_| Reason::FieldInvalid)
}

/// The Tombstone of a membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipEnd {
    /// The id of the membership.
    pub id: String,
    /// The digest of the membership.
    pub membership_digest: String,
    /// Expelled or withdrawn.
    pub tier: Tier,
    /// Since when.
    pub deleted: DateTime<Utc>,
}

impl MembershipEnd {
    /// Checks the end of a membership of a network.
    ///
    /// # Errors
    /// Reasons of steps 2 to 9.
    pub fn check(document: &Value, network: &str, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        if proven.author.as_str() != network {
            return Err(Reason::NotOwner);
        }
        if document.get("type").and_then(Value::as_str) != Some("Tombstone") {
            return Err(Reason::NotSupported);
        }
        let tier = fields::slug(document, "bandung:tier", Tier::parse)?;
        if !tier.is_end() {
            return Err(Reason::FieldInvalid);
        }
        Ok(Self {
            id: proven.id.as_str().to_owned(),
            membership_digest: fields::text(document, "bandung:membershipDigest")?.to_owned(),
            tier,
            deleted: fields::time(document, "deleted")?,
        })
    }
}
