//! From a raw request to a [`Verified`] activity: the one way in (ARCHITECTURE I11, SECURITY SG1 to SG15).

use chrono::{DateTime, Duration, Utc};
use evidence::{
    keys::PublicKey,
    origin::{Id, IdPolicy},
};
use serde_json::Value;

use crate::refusal::Refusal;

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
    /// Our host, as in the `Host` header (no port).
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

/// Passed every check that needs no key.
#[derive(Debug)]
pub struct Unverified {
    _private: (),
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
pub fn check_post(_raw: &RawRequest<'_>, _expect: &Expect) -> Result<Unverified, Refusal> {
    todo!()
}

/// The same for a signed GET. `Ok(None)` when the request carries no signature at all.
///
/// # Errors
/// The first fault.
pub fn check_get(_raw: &RawRequest<'_>, _expect: &Expect) -> Result<Option<Unverified>, Refusal> {
    todo!()
}

impl Unverified {
    /// The key that the signature names.
    #[must_use]
    pub fn key_id(&self) -> &Id {
        todo!()
    }
    /// The activity, for cheap refusals before any fetch. Nothing may take effect from it.
    #[must_use]
    pub fn peek(&self) -> &Value {
        todo!()
    }
    /// The `actor` that the activity names.
    #[must_use]
    pub fn claimed_actor(&self) -> Option<&Id> {
        todo!()
    }
    /// The covered `Bandung-Sequence` header, if it was there and covered: (seq, prev).
    #[must_use]
    pub fn sequence(&self) -> Option<(i64, i64)> {
        todo!()
    }
    /// SG14 and SG15 for a POST. Can be tried again with another key after a refresh.
    ///
    /// # Errors
    /// 401 with `http-signature`, `http-algorithm` or `key-owner`/`http-actor`.
    pub fn verify(&self, _key: &RemoteKey) -> Result<Verified<Value>, Refusal> {
        todo!()
    }
    /// SG14 for a GET.
    ///
    /// # Errors
    /// As [`Unverified::verify`].
    pub fn verify_reader(&self, _key: &RemoteKey) -> Result<Reader, Refusal> {
        todo!()
    }
}

/// An item of a pulled page (PT9): steps 2 to 5 of PROTOCOL 12.2; the proof of the actor stands in for the HTTP
/// signature. `key` is asked for the key that the proof names.
///
/// # Errors
/// 400 or 403 with the reason.
pub fn check_log_item(
    _text: &[u8],
    _expect: &Expect,
    _key: &dyn Fn(&Id) -> Option<RemoteKey>,
) -> Result<Verified<Value>, Refusal> {
    todo!()
}
