//! HTTP signatures, made and read: draft-cavage-12 and RFC 9421, RSA and Ed25519, POST and GET (PROTOCOL 6).
//!
//! Our own small module, because our rules on what must be covered are stricter than those of any library.

pub mod cavage;
mod date;
mod digest;
mod message;
pub mod rfc9421;
mod signing;
mod structured_field;

pub use date::{imf_fixdate, read_imf_fixdate};
pub(crate) use digest::{read_content_digest, read_digest};
pub(crate) use message::{Headers, Message};
pub use signing::{Outgoing, Signer, sign};

use evidence::keys::PublicKey;

use crate::refusal::Refusal;

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

/// The algorithm that a signature names. The type of the key decides; a name must agree with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// None, or `hs2019`.
    ByKey,
    Rsa,
    Ed25519,
}

impl Algorithm {
    fn named(name: &str) -> Result<Self, Refusal> {
        match name {
            "hs2019" => Ok(Self::ByKey),
            "rsa-sha256" | "rsa-v1_5-sha256" => Ok(Self::Rsa),
            "ed25519" => Ok(Self::Ed25519),
            _ => Err(Refusal::unestablished("http-algorithm")),
        }
    }

    pub(crate) fn agrees_with(self, key: &PublicKey) -> bool {
        match self {
            Self::ByKey => true,
            Self::Rsa => matches!(key, PublicKey::Rsa(_)),
            Self::Ed25519 => matches!(key, PublicKey::Ed25519(_)),
        }
    }
}

/// How the covered parts become the text that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Cavage,
    /// With the value of `@signature-params`.
    Rfc9421 {
        parameters: String,
    },
}

/// What the signature headers of a request say. Nothing is checked yet but their form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) key_id: String,
    pub(crate) algorithm: Algorithm,
    /// Names of the covered parts, in order, lower case.
    pub(crate) covered: Vec<String>,
    pub(crate) created: Option<i64>,
    pub(crate) expires: Option<i64>,
    pub(crate) value: Vec<u8>,
    pub(crate) dialect: Dialect,
}

impl Signature {
    pub(crate) fn covers(&self, name: &str) -> bool {
        self.covered.iter().any(|covered| covered == name)
    }

    /// SG10: whether everything is covered that has to be.
    pub(crate) fn covers_enough(&self, with_body: bool) -> bool {
        let (required, digest): (&[&str], &str) = match self.dialect {
            Dialect::Cavage => (&["(request-target)", "host", "date"], "digest"),
            Dialect::Rfc9421 { .. } => (&["@method", "@target-uri"], "content-digest"),
        };
        required.iter().all(|name| self.covers(name)) && (!with_body || self.covers(digest))
    }

    /// The text that was signed.
    ///
    /// # Errors
    /// 401 for a covered part that the request does not have, or has twice.
    pub(crate) fn signed_text(&self, message: &Message<'_>) -> Result<Vec<u8>, Refusal> {
        match &self.dialect {
            Dialect::Cavage => cavage::signing_string(message, &self.covered, self.created, self.expires),
            Dialect::Rfc9421 { parameters } => rfc9421::signature_base(message, &self.covered, parameters),
        }
    }
}
