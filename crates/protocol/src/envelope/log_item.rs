//! Items of a pulled page (PT9).

use evidence::{
    origin::{Id, same_origin},
    proof::{self, ProofError},
};
use serde_json::Value;

use super::{Expect, MOST_BODY, Verified, activity::Activity};
use crate::{actor::ListedKey, lenient, refusal::Refusal};

/// An item of a pulled page (PT9): steps 2 to 5 of PROTOCOL 12.2; the proof of the actor stands in for the HTTP
/// signature. `key` is asked for the key that the proof names; it answers only with a key in the `assertionMethod` of
/// its owner, or with the recovery key, which speaks only for an `Update` of its owner.
///
/// # Errors
/// 400 or 403 with the reason; 413 for a text over the limit of an inbox.
pub fn check_log_item(
    text: &[u8],
    expect: &Expect,
    key: &dyn Fn(&Id) -> Option<ListedKey>,
) -> Result<Verified<Value>, Refusal> {
    if text.len() > MOST_BODY {
        return Err(Refusal::new(413, "body-size"));
    }
    let activity = Activity::read(text, expect)?;
    let actor = activity.actor.clone().ok_or(Refusal::invalid("field-invalid"))?;
    let facts = proof::facts(&activity.value, false).map_err(proof_refusal)?;
    activity.check_origin(&actor)?;
    let owner = Refusal::forbidden("key-owner");
    let key_id = Id::parse_key(&facts.verification_method, &expect.ids).map_err(|_| owner)?;
    if !same_origin(&key_id, &actor) {
        return Err(owner);
    }
    let listed = key(&key_id).ok_or(Refusal::forbidden("key-unknown"))?;
    if listed.key.id != key_id || listed.key.owner != actor {
        return Err(owner);
    }
    if listed.recovery && !updates_its_author(&activity.value, &actor) {
        return Err(owner);
    }
    if !listed.holds_at(facts.created) {
        return Err(Refusal::forbidden("key-expired"));
    }
    proof::verify(&activity.value, &listed.key.key, false).map_err(proof_refusal)?;
    Ok(Verified::new(activity.value, text.to_vec(), actor, expect.now))
}

fn updates_its_author(activity: &Value, actor: &Id) -> bool {
    let object = activity.get("object").and_then(lenient::id_of);
    lenient::text(activity, "type") == Some("Update") && object == Some(actor.as_str())
}

fn proof_refusal(error: ProofError) -> Refusal {
    match error {
        ProofError::NumberRange => Refusal::invalid("number-range"),
        ProofError::Missing => Refusal::forbidden("proof-missing"),
        ProofError::Multiple => Refusal::forbidden("proof-multiple"),
        ProofError::Context => Refusal::forbidden("proof-context"),
        ProofError::Suite => Refusal::forbidden("proof-suite"),
        ProofError::Purpose => Refusal::forbidden("proof-purpose"),
        ProofError::Created => Refusal::forbidden("proof-created"),
        ProofError::Option => Refusal::forbidden("proof-option"),
        ProofError::Encoding => Refusal::forbidden("proof-encoding"),
        ProofError::Invalid => Refusal::forbidden("proof-invalid"),
    }
}
