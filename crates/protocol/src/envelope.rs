//! From a raw request to a [`Verified`] activity: the one way in (ARCHITECTURE I11, SECURITY SG1 to SG15).

mod activity;
mod framing;
mod log_item;
mod media_type;
mod sequence;
mod signed;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, Utc};
use evidence::{
    keys::{PublicKey, sha256},
    origin::{Id, IdPolicy, same_origin},
};
use serde_json::Value;

use crate::{http_signature::Headers, refusal::Refusal};
use activity::Activity;
pub use log_item::check_log_item;
use signed::Signed;

/// A request as received: nothing decoded, headers as a list so that repeats stay visible.
#[derive(Clone, Copy, Debug)]
pub struct RawRequest<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// Path and query as on the request line.
    pub target: &'a str,
    /// Names in any case, values as received.
    pub headers: &'a [(&'a str, &'a [u8])],
    /// The bytes of the body.
    pub body: &'a [u8],
}

/// What this node expects of a request.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Our host, lower case, as in the `Host` header (no port).
    pub host: String,
    /// `https`, or `http` in a development network: for `@target-uri`.
    pub scheme: String,
    /// The time now.
    pub now: DateTime<Utc>,
    /// Accepted difference of clocks, both sides: 1 hour.
    pub clock_window: Duration,
    /// Which ids are in normal form.
    pub ids: IdPolicy,
}

/// An actor's key as known to this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteKey {
    /// The id of the key.
    pub id: Id,
    /// The actor that owns it, verified against the actor's own document.
    pub owner: Id,
    /// The key.
    pub key: PublicKey,
}

/// The largest body of a POST: 256 KiB.
pub const MOST_BODY: usize = 256 * 1024;

/// Passed every check that needs no key.
#[derive(Clone, Debug)]
pub struct Unverified {
    signed: Signed,
    activity: Option<Activity>,
    body: Vec<u8>,
    sequence: Option<(i64, i64)>,
    now: DateTime<Utc>,
}

/// Something whose author is established. Made only here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T> {
    value: T,
    bytes: Vec<u8>,
    sha256: [u8; 32],
    actor: Id,
    arrived: DateTime<Utc>,
}

impl<T> Verified<T> {
    fn new(value: T, bytes: Vec<u8>, actor: Id, arrived: DateTime<Utc>) -> Self {
        let sha256 = sha256(&bytes);
        Self {
            value,
            bytes,
            sha256,
            actor,
            arrived,
        }
    }
    /// What was verified.
    pub fn value(&self) -> &T {
        &self.value
    }
    /// The exact bytes that were verified.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// Their SHA-256.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }
    /// The author.
    pub fn actor(&self) -> &Id {
        &self.actor
    }
    /// When it arrived.
    pub fn arrived(&self) -> DateTime<Utc> {
        self.arrived
    }
}

/// Who signed a GET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The verified actor.
    pub actor: Id,
    /// Whether the query string was covered; if not, only public documents are served.
    pub query_covered: bool,
}

/// SG1, SG2, SG5 to SG12 for a POST to an inbox (the parts that need neither network nor database).
///
/// # Errors
/// The first fault, in the order of SECURITY 3.2.
pub fn check_post(raw: &RawRequest<'_>, expect: &Expect) -> Result<Unverified, Refusal> {
    let message = framing::check(raw, expect)?;
    if raw.method != "POST" {
        return Err(Refusal::new(405, "http-method"));
    }
    media_type::check(message.headers)?;
    if raw.body.len() > MOST_BODY {
        return Err(Refusal::new(413, "body-size"));
    }
    let signed = Signed::read(&message, Some(raw.body), expect)?;
    let activity = Activity::read(raw.body, expect)?;
    if let Some(actor) = &activity.actor {
        check_one_site(&activity, actor, &signed.key_id)?;
    }
    let sequence = sequence::read(&signed, message.headers);
    Ok(Unverified {
        signed,
        activity: Some(activity),
        body: raw.body.to_vec(),
        sequence,
        now: expect.now,
    })
}

/// The same for a signed GET. `Ok(None)` when the request carries no signature at all; then nothing of it was checked.
///
/// # Errors
/// The first fault.
pub fn check_get(raw: &RawRequest<'_>, expect: &Expect) -> Result<Option<Unverified>, Refusal> {
    let headers = Headers(raw.headers);
    if !headers.has("signature") && !headers.has("signature-input") {
        return Ok(None);
    }
    let message = framing::check(raw, expect)?;
    if raw.method != "GET" {
        return Err(Refusal::new(405, "http-method"));
    }
    if !raw.body.is_empty() {
        return Err(Refusal::invalid("http-framing"));
    }
    let signed = Signed::read(&message, None, expect)?;
    Ok(Some(Unverified {
        signed,
        activity: None,
        body: Vec::new(),
        sequence: None,
        now: expect.now,
    }))
}

/// SG12: an activity and the key speak for the site of its actor only.
fn check_one_site(activity: &Activity, actor: &Id, key_id: &Id) -> Result<(), Refusal> {
    activity.check_origin(actor)?;
    if same_origin(key_id, actor) {
        Ok(())
    } else {
        Err(Refusal::unestablished("key-owner"))
    }
}

impl Unverified {
    /// The key that the signature names.
    #[must_use]
    pub fn key_id(&self) -> &Id {
        &self.signed.key_id
    }
    /// The bytes of the activity; as little as [`Unverified::peek`] to be trusted.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
    /// The activity, for cheap refusals before any fetch; null for a GET. Nothing may take effect from it.
    #[must_use]
    pub fn peek(&self) -> &Value {
        self.activity.as_ref().map_or(&Value::Null, |activity| &activity.value)
    }
    /// The `actor` that the activity names.
    #[must_use]
    pub fn claimed_actor(&self) -> Option<&Id> {
        self.activity.as_ref().and_then(|activity| activity.actor.as_ref())
    }
    /// The covered `Bandung-Sequence` header, if it was there and covered: (seq, prev).
    #[must_use]
    pub fn sequence(&self) -> Option<(i64, i64)> {
        self.sequence
    }
    /// SG14 and SG15 for a POST. Can be tried again with another key after a refresh.
    ///
    /// # Errors
    /// 401 with `http-signature`, `http-algorithm` or `key-owner`/`http-actor`; 403 with `id-origin` where the signer
    /// counts as actor.
    pub fn verify(&self, key: &RemoteKey) -> Result<Verified<Value>, Refusal> {
        let activity = self.activity.as_ref().ok_or(Refusal::unestablished("http-actor"))?;
        self.signed.verify(key)?;
        match &activity.actor {
            Some(actor) if *actor != key.owner => return Err(Refusal::unestablished("http-actor")),
            Some(_) => {}
            None => check_one_site(activity, &key.owner, &key.id)?,
        }
        Ok(Verified::new(
            activity.value.clone(),
            self.body.clone(),
            key.owner.clone(),
            self.now,
        ))
    }
    /// SG14 for a GET.
    ///
    /// # Errors
    /// As [`Unverified::verify`].
    pub fn verify_reader(&self, key: &RemoteKey) -> Result<Reader, Refusal> {
        if self.activity.is_some() {
            return Err(Refusal::unestablished("http-actor"));
        }
        let query_covered = self.signed.verify(key)?;
        Ok(Reader {
            actor: key.owner.clone(),
            query_covered,
        })
    }
}
