//! What every signed document must be before its meaning is read: steps 2 to 5 of PROTOCOL 12.2.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Known, Reason};
use crate::{
    context,
    keys::PublicKey,
    origin::{Id, same_origin},
    proof,
};

/// What a proof that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Who signed: the document's `actor`, else its `attributedTo`.
    pub author: Id,
    /// The document's id.
    pub id: Id,
    /// The id of the key.
    pub key: String,
    /// The key itself.
    pub by: PublicKey,
    /// When it was signed, as the signer says.
    pub created: DateTime<Utc>,
    /// From when on the key is said to have been in wrong hands.
    pub key_revoked: Option<DateTime<Utc>>,
}

impl Proven {
    /// Whether the key was revoked as of a time before the proof was made (PK8): shown, not counted.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.key_revoked.is_some_and(|since| self.created >= since)
    }
}

/// Whether `type` and, where it is there, `attributedTo` are one text each.
///
/// # Errors
/// [`Reason::TypeArray`], [`Reason::AttributedArray`].
pub fn is_one_type(document: &Value) -> Result<(), Reason> {
    if !document.get("type").is_some_and(Value::is_string) {
        return Err(Reason::TypeArray);
    }
    match document.get("attributedTo") {
        None | Some(Value::String(_)) => Ok(()),
        Some(_) => Err(Reason::AttributedArray),
    }
}

/// Checks form, author, key and signature of a document or an activity of PROTOCOL 9 to 11.
///
/// # Errors
/// The first fault of steps 2 to 5.
pub fn check_signed(document: &Value, known: &Known<'_>) -> Result<Proven, Reason> {
    check(document, known, false)
}

/// The same for an `Update` by which an actor tells of other keys of its own: its recovery key vouches for them too
/// (PK15).
///
/// # Errors
/// The first fault of steps 2 to 5.
pub fn check_vouched(document: &Value, known: &Known<'_>) -> Result<Proven, Reason> {
    check(document, known, true)
}

fn check(document: &Value, known: &Known<'_>, vouching: bool) -> Result<Proven, Reason> {
    is_one_type(document)?;
    let facts = match proof::facts(document, true) {
        Err(error @ (proof::ProofError::NumberRange | proof::ProofError::Missing | proof::ProofError::Multiple)) => {
            return Err(error.into());
        }
        other => {
            context::check(document, true)?;
            other?
        }
    };
    let id = read_id(document, "id", known)?;
    let author = read_id(document, author_member(document), known)?;
    if !same_origin(&id, &author) {
        return Err(Reason::IdOrigin);
    }
    let method = facts.verification_method.as_str();
    let proven = |by: &PublicKey, revoked| Proven {
        author: author.clone(),
        id: id.clone(),
        key: method.to_owned(),
        by: by.clone(),
        created: facts.created,
        key_revoked: revoked,
    };
    let recovery = known.keys.recovery_of(author.as_str());
    if vouching && method == recovery_key_id(author.as_str()) && !recovery.is_empty() {
        let signer = recovery.iter().find(|key| proof::verify(document, key, true).is_ok());
        let signer = match signer {
            Some(signer) => signer,
            // One that it replaced later may have signed this.
            None => return Err(Reason::KeyUnknown),
        };
        return Ok(proven(signer, None));
    }
    let keys = known.keys.of_actor(author.as_str()).unwrap_or_default();
    let Some(listed) = keys.iter().find(|key| key.id == method) else {
        let owner = method.split('#').next().unwrap_or_default();
        return Err(if owner == author.as_str() {
            Reason::KeyUnknown
        } else {
            Reason::KeyOwner
        });
    };
    if listed.expires.is_some_and(|expires| facts.created >= expires) {
        return Err(Reason::KeyExpired);
    }
    proof::verify(document, &listed.key, true)?;
    Ok(proven(&listed.key, listed.revoked))
}

/// The id of the key that an actor keeps off its server; no document lists it, `bandung:recoveryKey` shows it.
#[must_use]
pub fn recovery_key_id(actor: &str) -> String {
    format!("{actor}#recovery-key")
}

fn author_member(document: &Value) -> &'static str {
    if document.get("actor").is_some() {
        "actor"
    } else {
        "attributedTo"
    }
}

pub(super) fn read_id(document: &Value, name: &str, known: &Known<'_>) -> Result<Id, Reason> {
    document
        .get(name)
        .and_then(Value::as_str)
        .and_then(|text| Id::parse_key(text, known.ids).ok())
        .ok_or(Reason::IdOrigin)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::{Value, json};

    use super::{check_signed, check_vouched, recovery_key_id};
    use crate::{
        documents::{Keyring, Known, Reason},
        keys::Ed25519Key,
        origin::IdPolicy,
        proof,
    };

    const ACTOR: &str = "https://org.example/ap/orgs/1";

    fn signed_by_recovery(seed: u8) -> Value {
        let update = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
            "id": format!("{ACTOR}/updates/1"), "type": "Update", "actor": ACTOR, "object": {"id": ACTOR},
        });
        let key = Ed25519Key::from_seed(&[seed; 32]).unwrap();
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        proof::sign(&update, &recovery_key_id(ACTOR), &key, at).unwrap()
    }

    #[test]
    fn e07_a_recovery_key_vouches_for_other_keys_and_signs_nothing_else() {
        let shown = Ed25519Key::from_seed(&[1; 32]).unwrap().multikey();
        let keys = Keyring::of([&json!({"id": ACTOR, "bandung:recoveryKey": shown})]);
        let ids = IdPolicy::default();
        let known = Known {
            ids: &ids,
            keys: &keys,
            now: None,
        };
        let vouched = check_vouched(&signed_by_recovery(1), &known).unwrap();
        assert_eq!((vouched.author.as_str(), vouched.key_revoked), (ACTOR, None));
        assert_eq!(check_signed(&signed_by_recovery(1), &known), Err(Reason::KeyUnknown));
        assert!(check_vouched(&signed_by_recovery(2), &known).is_err());
    }
}
