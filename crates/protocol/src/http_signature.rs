//! HTTP signatures, made and read: draft-cavage-12 and RFC 9421, RSA and Ed25519, POST and GET (PROTOCOL 6).
//!
//! Our own small module, because our rules on what must be covered are stricter than those of any library.

pub mod cavage;
pub mod rfc9421;

use chrono::{DateTime, Utc};

/// Which kind of signature a peer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignatureKind {
    /// draft-cavage-12 with RSA-SHA256: what most servers read.
    Cavage,
    /// RFC 9421 with RSA.
    Rfc9421Rsa,
    /// RFC 9421 with Ed25519: between Bandung nodes.
    Rfc9421Ed25519,
}

/// A request that is to be signed.
#[derive(Clone, Debug)]
pub struct Outgoing<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// `https://host[:port]/path?query`.
    pub url: &'a url::Url,
    /// Body of a POST.
    pub body: Option<&'a [u8]>,
    /// Time of signing.
    pub now: DateTime<Utc>,
    /// `Bandung-Sequence` of a delivery to a Bandung node.
    pub sequence: Option<(i64, i64)>,
}

/// The keys of the actor that signs.
pub struct Signer<'a> {
    /// `{actor}#main-key`.
    pub rsa_key_id: String,
    /// RSA key.
    pub rsa: &'a evidence::keys::RsaKey,
    /// `{actor}#ed25519-key`.
    pub ed25519_key_id: String,
    /// Ed25519 key.
    pub ed25519: &'a evidence::keys::Ed25519Key,
}

/// The headers to add to a request: `Host`, `Date`, digest, `Content-Type` or `Accept`, and the signature.
///
/// # Errors
/// [`evidence::keys::KeyError`] when the library refuses to sign.
pub fn sign(
    _kind: SignatureKind,
    _request: &Outgoing<'_>,
    _signer: &Signer<'_>,
) -> Result<Vec<(String, String)>, evidence::keys::KeyError> {
    todo!()
}
