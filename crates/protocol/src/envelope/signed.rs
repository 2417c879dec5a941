//! SG7 to SG10 and SG14: the signature of a request.

use chrono::{DateTime, Utc};
use evidence::{
    keys::sha256,
    origin::{Id, same_origin},
};

use super::{Expect, RemoteKey};
use crate::{
    http_signature::{
        Headers, Message, Signature, cavage, read_content_digest, read_digest, read_imf_fixdate, rfc9421,
    },
    refusal::Refusal,
};

/// Headers that decide, so that there is at most one of each.
const AT_MOST_ONCE: [&str; 5] = ["date", "signature", "signature-input", "digest", "content-digest"];
const MISSING: Refusal = Refusal::unestablished("http-headers");
const DATE: Refusal = Refusal::unestablished("http-date");

/// A signature with everything right but the signature itself, which needs the key.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    pub(super) key_id: Id,
    signature: Signature,
    text: Vec<u8>,
    /// For a GET with a query string: the text as some software signs it, without the query.
    text_without_query: Option<Vec<u8>>,
}

impl Signed {
    /// `body`: none for a GET.
    pub(super) fn read(message: &Message<'_>, body: Option<&[u8]>, expect: &Expect) -> Result<Self, Refusal> {
        let headers = message.headers;
        for name in AT_MOST_ONCE {
            headers.one(name)?;
        }
        if headers.has("authorization") {
            return Err(MISSING);
        }
        let signature = read_signature(headers)?;
        let date = read_imf_fixdate(headers.required("date")?).ok_or(DATE)?;
        if let Some(body) = body {
            check_digests(headers, body)?;
        }
        check_times(date, &signature, expect)?;
        if !signature.covers_enough(body.is_some()) {
            return Err(MISSING);
        }
        let key_id = Id::parse_key(&signature.key_id, &expect.ids).map_err(|_| Refusal::unestablished("key-owner"))?;
        let text = signature.signed_text(message)?;
        let without_query = if body.is_none() { message.without_query() } else { None };
        let text_without_query = without_query
            .map(|message| signature.signed_text(&message))
            .transpose()?;
        Ok(Self {
            key_id,
            signature,
            text,
            text_without_query,
        })
    }

    pub(super) fn covers(&self, name: &str) -> bool {
        self.signature.covers(name)
    }

    /// Whether the query string is covered.
    ///
    /// # Errors
    /// 401 when the key is not the one that was named, not its owner's, or did not sign this.
    pub(super) fn verify(&self, key: &RemoteKey) -> Result<bool, Refusal> {
        if key.id != self.key_id || !same_origin(&key.id, &key.owner) {
            return Err(Refusal::unestablished("key-owner"));
        }
        if !self.signature.algorithm.agrees_with(&key.key) {
            return Err(Refusal::unestablished("http-algorithm"));
        }
        let holds = |text: &[u8]| key.key.verifies(text, &self.signature.value);
        if holds(&self.text) {
            Ok(true)
        } else if self.text_without_query.as_deref().is_some_and(holds) {
            Ok(false)
        } else {
            Err(Refusal::unestablished("http-signature"))
        }
    }
}

/// RFC 9421 is judged alone when `Signature-Input` is there.
fn read_signature(headers: Headers<'_>) -> Result<Signature, Refusal> {
    let signature = headers.required("signature")?;
    match headers.one("signature-input")? {
        Some(input) => rfc9421::parse(input, signature),
        None => cavage::parse(signature),
    }
}

/// SG8: each digest that is there holds for the received bytes. That one of them is covered is checked by SG10.
fn check_digests(headers: Headers<'_>, body: &[u8]) -> Result<(), Refusal> {
    let expected = sha256(body);
    let claims = [
        headers.one("digest")?.map(read_digest),
        headers.one("content-digest")?.map(read_content_digest),
    ];
    if claims.iter().all(Option::is_none) {
        return Err(MISSING);
    }
    let holds = |claim: &Option<Vec<u8>>| claim.as_deref() == Some(&expected[..]);
    if claims.iter().flatten().all(holds) {
        Ok(())
    } else {
        Err(Refusal::unestablished("http-digest"))
    }
}

/// SG9.
fn check_times(date: DateTime<Utc>, signature: &Signature, expect: &Expect) -> Result<(), Refusal> {
    let near = |time: DateTime<Utc>| (expect.now - time).abs() <= expect.clock_window;
    let time = |seconds: Option<i64>| seconds.map(|s| DateTime::from_timestamp(s, 0).ok_or(DATE)).transpose();
    let created = time(signature.created)?;
    let expires = time(signature.expires)?;
    let current = near(date) && created.is_none_or(near) && expires.is_none_or(|expires| expires >= expect.now);
    if current { Ok(()) } else { Err(DATE) }
}
