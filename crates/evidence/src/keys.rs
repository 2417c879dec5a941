//! All private-key work, and all checking of signatures (SECURITY SE3). On aws-lc-rs only.

mod spki;

use aws_lc_rs::{
    digest,
    encoding::AsDer,
    hmac,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{self, Ed25519KeyPair, KeyPair, RsaKeyPair, UnparsedPublicKey},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::multibase;

/// A key or signature cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text or bytes are not a key of a kind and size that we accept.
    #[error("the key is not in a form that we accept")]
    Form,
    /// The crypto library refused.
    #[error("the key cannot be used")]
    Unusable,
}

const ED25519_MULTICODEC: [u8; 2] = [0xED, 0x01];

/// An Ed25519 key pair. Never printed.
pub struct Ed25519Key(Ed25519KeyPair);

impl Ed25519Key {
    /// Makes a key from 32 random bytes.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] when the library refuses the seed.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(seed)
            .map(Self)
            .map_err(|_| KeyError::Unusable)
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        bytes
    }

    /// The public key as Multikey text, `z6Mk…`.
    #[must_use]
    pub fn multikey(&self) -> String {
        let mut bytes = ED25519_MULTICODEC.to_vec();
        bytes.extend_from_slice(self.0.public_key().as_ref());
        multibase::encode(&bytes)
    }

    /// Signs.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        signature.copy_from_slice(self.0.sign(message).as_ref());
        signature
    }
}

/// An RSA-2048 key pair for HTTP signatures. Never printed.
pub struct RsaKey(RsaKeyPair);

impl RsaKey {
    /// Makes a new key; takes some hundred milliseconds. Draws its own randomness (ARCHITECTURE I2).
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn generate() -> Result<Self, KeyError> {
        RsaKeyPair::generate(KeySize::Rsa2048)
            .map(Self)
            .map_err(|_| KeyError::Unusable)
    }

    /// Reads a PKCS#8 document.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        RsaKeyPair::from_pkcs8(der).map(Self).map_err(|_| KeyError::Form)
    }

    /// As PKCS#8, to be stored.
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        self.0
            .as_der()
            .map(|der| der.as_ref().to_vec())
            .map_err(|_| KeyError::Unusable)
    }

    /// The public key as one SPKI block of PEM.
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn public_pem(&self) -> Result<String, KeyError> {
        let der = self.0.public_key().as_der().map_err(|_| KeyError::Unusable)?;
        Ok(spki::pem(der.as_ref()))
    }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256.
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(
                &signature::RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message,
                &mut signature,
            )
            .map_err(|_| KeyError::Unusable)?;
        Ok(signature)
    }
}

/// A public key of somebody else, checked for form, size and order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA, 2,048 to 8,192 bits, odd exponent of at least 3.
    Rsa(RsaPublicKey),
    /// Ed25519, not of small order.
    Ed25519(Ed25519PublicKey),
}

/// An RSA public key, kept as its SPKI document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RsaPublicKey(Vec<u8>);

/// An Ed25519 public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ed25519PublicKey([u8; 32]);

impl PublicKey {
    /// Reads exactly one SPKI block of PEM (`-----BEGIN PUBLIC KEY-----`): RSA, or Ed25519.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let der = spki::from_pem(pem).ok_or(KeyError::Form)?;
        if let Some(key) = spki::ed25519(&der) {
            return Self::from_ed25519_bytes(key);
        }
        if spki::is_acceptable_rsa(&der) {
            Ok(Self::Rsa(RsaPublicKey(der)))
        } else {
            Err(KeyError::Form)
        }
    }

    /// Reads an Ed25519 Multikey (`z6Mk…`).
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_multikey(text: &str) -> Result<Self, KeyError> {
        let bytes = multibase::decode(text).map_err(|_| KeyError::Form)?;
        Self::from_ed25519_bytes(bytes.strip_prefix(&ED25519_MULTICODEC).ok_or(KeyError::Form)?)
    }

    /// An Ed25519 key from its 32 bytes.
    ///
    /// # Errors
    /// [`KeyError::Form`] for a point of small order.
    pub fn from_ed25519(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        Self::from_ed25519_bytes(bytes)
    }

    fn from_ed25519_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let key: [u8; 32] = bytes.try_into().map_err(|_| KeyError::Form)?;
        if is_small_order(&key) {
            Err(KeyError::Form)
        } else {
            Ok(Self::Ed25519(Ed25519PublicKey(key)))
        }
    }

    /// The key as text that [`PublicKey::from_text`] reads: PEM for RSA, Multikey for Ed25519.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Rsa(key) => spki::pem(&key.0),
            Self::Ed25519(key) => {
                let mut bytes = ED25519_MULTICODEC.to_vec();
                bytes.extend_from_slice(&key.0);
                multibase::encode(&bytes)
            }
        }
    }

    /// Reads what [`PublicKey::to_text`] wrote.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        if text.starts_with('z') {
            Self::from_multikey(text)
        } else {
            Self::from_pem(text)
        }
    }

    /// Checks a signature: RSASSA-PKCS1-v1_5 with SHA-256, or strict Ed25519, by the kind of the key.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa(key) => UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, &key.0)
                .verify(message, signature)
                .is_ok(),
            Self::Ed25519(key) => {
                let Ok(signature) = <&[u8; 64]>::try_from(signature) else {
                    return false;
                };
                let Some(r) = signature.first_chunk::<32>() else {
                    return false;
                };
                !is_small_order(r)
                    && UnparsedPublicKey::new(&signature::ED25519, &key.0)
                        .verify(message, signature)
                        .is_ok()
            }
        }
    }
}

/// The encodings of the eight points of small order, the two that are not canonical among them, without the sign bit.
/// The crypto library checks the encoding and `S`, not the order (SECURITY SE4).
const SMALL_ORDER: [[u8; 32]; 7] = {
    let mut zero = [0; 32];
    zero[0] = 0;
    let mut one = [0; 32];
    one[0] = 1;
    let mut p_minus_1 = [0xFF; 32];
    p_minus_1[0] = 0xEC;
    p_minus_1[31] = 0x7F;
    let mut p = p_minus_1;
    p[0] = 0xED;
    let mut p_plus_1 = p_minus_1;
    p_plus_1[0] = 0xEE;
    [
        zero,
        one,
        p_minus_1,
        p,
        p_plus_1,
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0, 0xD5, 0xDF,
            0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F, 0x2A, 0x20,
            0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
    ]
};

fn is_small_order(point: &[u8; 32]) -> bool {
    let mut y = *point;
    y[31] &= 0x7F;
    SMALL_ORDER.contains(&y)
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// SHA-256 in base64, as in `Digest` and `Content-Digest`.
#[must_use]
pub fn sha256_base64(bytes: &[u8]) -> String {
    STANDARD.encode(sha256(bytes))
}

/// HMAC with SHA-256 (RFC 2104).
#[must_use]
pub fn hmac_sha256(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref());
    out
}

#[cfg(test)]
mod tests;
