//! D: a declaration whose text is frozen (PROTOCOL 2.6, 9.2).

use chrono::{DateTime, Utc};
use domain::{declaration::LatePolicy, endorsement::Kind};
use serde_json::Value;

use super::{Known, Reason, check_signed, fields};
use crate::text_digest::{self, text_digest};

/// An opened declaration, as far as endorsements are judged by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its id.
    pub id: String,
    /// The organisation that owns it.
    pub owner: String,
    /// The digest of the text, computed here.
    pub digest: String,
    /// The revision of the text.
    pub revision: u64,
    /// The declaration whose text this one revises.
    pub revises: Option<String>,
    /// The official languages, in its order.
    pub languages: Vec<String>,
    /// The title in the first authentic language.
    pub title: String,
    /// The network in whose name it was opened.
    pub network: Option<String>,
    /// When it opened.
    pub opens_at: DateTime<Utc>,
    /// When it closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// What happens to endorsements after the closing.
    pub late: LatePolicy,
    /// Who may endorse.
    pub may_endorse: Vec<Kind>,
    /// Whose endorsements are taken at once, and whose after a look.
    pub policy: EndorsePolicy,
    /// The collection of endorsements.
    pub endorsements: String,
    /// The address of its tally.
    pub tally: String,
}

/// `bandung:canEndorse` (PROTOCOL 10.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndorsePolicy {
    /// Taken at once.
    pub automatic: Vec<String>,
    /// Taken after a person has looked.
    pub manual: Vec<String>,
}

impl Declaration {
    /// Reads a declaration without its proof: fields, text, digest.
    ///
    /// # Errors
    /// Reasons of step 7 but `frozen`; [`Reason::TypeArray`], [`Reason::AttributedArray`].
    pub fn read(document: &Value) -> Result<Self, Reason> {
        super::is_one_type(document)?;
        let digest = text_digest(document)?;
        let closes_at = fields::optional_time(document, "bandung:closesAt")?;
        let opens_at = fields::time(document, "bandung:opensAt")?;
        let read = Self {
            id: fields::text(document, "id")?.to_owned(),
            owner: fields::text(document, "attributedTo")?.to_owned(),
            revision: fields::ordinal(document, "bandung:revision")?,
            revises: fields::optional_text(document, "bandung:revises")?.map(str::to_owned),
            languages: text_digest::official_languages(document)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            title: fields::text(document, "name")?.to_owned(),
            network: fields::optional_text(document, "bandung:network")?.map(str::to_owned),
            opens_at,
            closes_at,
            late: match fields::optional_text(document, "bandung:lateEndorsements")? {
                None => LatePolicy::Refused,
                Some(slug) => LatePolicy::parse(slug).ok_or(Reason::FieldInvalid)?,
            },
            may_endorse: kinds(document)?,
            policy: policy(document)?,
            endorsements: fields::text(document, "bandung:endorsements")?.to_owned(),
            tally: fields::text(document, "bandung:tally")?.to_owned(),
            digest,
        };
        if closes_at.is_some_and(|closes_at| closes_at <= opens_at) {
            return Err(Reason::FieldInvalid);
        }
        Ok(read)
    }

    /// Checks a declaration with its proof. `earlier` is what is known under this id already.
    ///
    /// # Errors
    /// Reasons of steps 2 to 7.
    pub fn check(document: &Value, known: &Known<'_>, earlier: Option<&Self>) -> Result<Self, Reason> {
        check_signed(document, known)?;
        let read = Self::read(document)?;
        if earlier.is_some_and(|earlier| !read.may_replace(earlier)) {
            return Err(Reason::Frozen);
        }
        read.check_claim(document)?;
        Ok(read)
    }

    /// Whether `bandung:canonicalDigest` is the digest of the text (PD7).
    ///
    /// # Errors
    /// [`Reason::DigestMismatch`].
    pub fn check_claim(&self, document: &Value) -> Result<(), Reason> {
        if document.get("bandung:canonicalDigest").and_then(Value::as_str) == Some(&self.digest) {
            Ok(())
        } else {
            Err(Reason::DigestMismatch)
        }
    }

    /// Whether this may stand where an earlier version stood: the same text and rules, closing no earlier (PD5, PD6).
    #[must_use]
    pub fn may_replace(&self, earlier: &Self) -> bool {
        let closes_no_earlier = match (earlier.closes_at, self.closes_at) {
            (Some(before), Some(now)) => now >= before,
            (None, Some(_)) => false,
            (_, None) => earlier.closes_at.is_none(),
        };
        self.digest == earlier.digest
            && self.network == earlier.network
            && self.opens_at == earlier.opens_at
            && self.late == earlier.late
            && self.may_endorse == earlier.may_endorse
            && self.policy == earlier.policy
            && closes_no_earlier
    }
}

fn kinds(document: &Value) -> Result<Vec<Kind>, Reason> {
    let slugs = fields::texts(document, "bandung:mayEndorse")?;
    let kinds: Option<Vec<Kind>> = slugs.iter().map(|slug| Kind::parse(slug)).collect();
    kinds.filter(|kinds| !kinds.is_empty()).ok_or(Reason::FieldInvalid)
}

fn policy(document: &Value) -> Result<EndorsePolicy, Reason> {
    let Some(policy) = document.pointer("/interactionPolicy/bandung:canEndorse") else {
        return Ok(EndorsePolicy::default());
    };
    let list = |name| Ok::<_, Reason>(fields::texts(policy, name)?.into_iter().map(str::to_owned).collect());
    Ok(EndorsePolicy {
        automatic: list("automaticApproval")?,
        manual: list("manualApproval")?,
    })
}
