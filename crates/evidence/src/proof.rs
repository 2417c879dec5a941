//! Integrity proofs, FEP-8b32 with the suite `eddsa-jcs-2022` (PROTOCOL 5.1).

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::{Value, json};

use crate::{
    canonical_json,
    keys::{Ed25519Key, PublicKey, sha256},
    multibase, strict_json,
};

/// Why a proof does not hold; the texts are the reasons of PROTOCOL 12.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// There is none.
    #[error("proof-missing")]
    Missing,
    /// A list of proofs.
    #[error("proof-multiple")]
    Multiple,
    /// Its context is not that of the document.
    #[error("proof-context")]
    Context,
    /// Another type or suite.
    #[error("proof-suite")]
    Suite,
    /// Another purpose.
    #[error("proof-purpose")]
    Purpose,
    /// Not a time in whole seconds with `Z`.
    #[error("proof-created")]
    Created,
    /// A further option.
    #[error("proof-option")]
    Option,
    /// Not 64 bytes in base58btc.
    #[error("proof-encoding")]
    Encoding,
    /// A number that JCS cannot keep.
    #[error("number-range")]
    NumberRange,
    /// The signature is wrong.
    #[error("proof-invalid")]
    Invalid,
}

/// What a proof says, read before the signature is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofFacts {
    /// Id of the key.
    pub verification_method: String,
    /// When it was made.
    pub created: DateTime<Utc>,
}

/// The six members of a proof (PK2).
const MEMBERS: [&str; 6] = [
    "@context",
    "type",
    "cryptosuite",
    "verificationMethod",
    "proofPurpose",
    "created",
];

/// Adds a proof to a document that has a `@context` and no proof.
///
/// # Errors
/// [`ProofError::Context`] without `@context`, [`ProofError::NumberRange`] for numbers that JCS cannot keep.
pub fn sign(
    document: &Value,
    verification_method: &str,
    key: &Ed25519Key,
    created: DateTime<Utc>,
) -> Result<Value, ProofError> {
    let context = document.get("@context").ok_or(ProofError::Context)?;
    if !strict_json::has_only_safe_integers(document) {
        return Err(ProofError::NumberRange);
    }
    let mut proof = json!({
        "@context": context,
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
        "created": created.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    });
    let signature = key.sign(&hash_input(document, &proof));
    proof["proofValue"] = Value::String(multibase::encode(&signature));
    let mut signed = document.clone();
    signed["proof"] = proof;
    Ok(signed)
}

fn hash_input(document: &Value, proof: &Value) -> Vec<u8> {
    let mut input = sha256(&canonical_json::without(proof, &["proofValue"])).to_vec();
    input.extend_from_slice(&sha256(&canonical_json::without(document, &["proof", "signature"])));
    input
}

/// Reads the form of a document's proof (steps 2 and 3 of PROTOCOL 12.2) without checking the signature.
///
/// `strict`: documents of PROTOCOL 9 to 11, where further proof options are refused.
///
/// # Errors
/// See [`ProofError`].
pub fn facts(document: &Value, strict: bool) -> Result<ProofFacts, ProofError> {
    read(document, strict).map(|(facts, _)| facts)
}

fn read(document: &Value, strict: bool) -> Result<(ProofFacts, [u8; 64]), ProofError> {
    if !strict_json::has_only_safe_integers(document) {
        return Err(ProofError::NumberRange);
    }
    let proof = match document.get("proof") {
        None | Some(Value::Null) => return Err(ProofError::Missing),
        Some(Value::Object(proof)) => proof,
        Some(_) => return Err(ProofError::Multiple),
    };
    let text = |name: &str| proof.get(name).and_then(Value::as_str);
    if proof.get("@context").is_none() || proof.get("@context") != document.get("@context") {
        return Err(ProofError::Context);
    }
    if text("type") != Some("DataIntegrityProof") || text("cryptosuite") != Some("eddsa-jcs-2022") {
        return Err(ProofError::Suite);
    }
    if text("proofPurpose") != Some("assertionMethod") {
        return Err(ProofError::Purpose);
    }
    let created = text("created").and_then(whole_seconds).ok_or(ProofError::Created)?;
    if strict
        && proof
            .keys()
            .any(|name| name != "proofValue" && !MEMBERS.contains(&name.as_str()))
    {
        return Err(ProofError::Option);
    }
    let verification_method = text("verificationMethod").ok_or(ProofError::Option)?.to_owned();
    let signature = text("proofValue")
        .and_then(|value| multibase::decode(value).ok())
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(ProofError::Encoding)?;
    Ok((
        ProofFacts {
            verification_method,
            created,
        },
        signature,
    ))
}

/// Reads a time in whole seconds with `Z`, in exactly the form of PV6.
#[must_use]
pub fn whole_seconds(text: &str) -> Option<DateTime<Utc>> {
    if text.len() != "2026-01-01T00:00:00Z".len() {
        return None;
    }
    let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ")
        .ok()?
        .and_utc();
    (time.format("%Y-%m-%dT%H:%M:%SZ").to_string() == text).then_some(time)
}

/// Checks the signature of a document's proof against a key.
///
/// # Errors
/// [`ProofError::Invalid`], or what [`facts`] finds.
pub fn verify(document: &Value, key: &PublicKey, strict: bool) -> Result<ProofFacts, ProofError> {
    let (facts, signature) = read(document, strict)?;
    let proof = document.get("proof").ok_or(ProofError::Missing)?;
    match key {
        PublicKey::Ed25519(_) if key.verifies(&hash_input(document, proof), &signature) => Ok(facts),
        _ => Err(ProofError::Invalid),
    }
}

#[cfg(test)]
mod tests;
