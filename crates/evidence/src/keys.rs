//! All private-key work, and all checking of signatures (SECURITY SE3). On aws-lc-rs only.

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

/// An Ed25519 key pair. Zeroised when dropped, never printed.
pub struct Ed25519Key {
    _private: (),
}

impl Ed25519Key {
    /// Makes a key from 32 random bytes.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] when the library refuses the seed.
    pub fn from_seed(_seed: &[u8; 32]) -> Result<Self, KeyError> {
        todo!()
    }
    /// The public key as Multikey text, `z6Mk…`.
    #[must_use]
    pub fn multikey(&self) -> String {
        todo!()
    }
    /// Signs.
    #[must_use]
    pub fn sign(&self, _message: &[u8]) -> [u8; 64] {
        todo!()
    }
}

/// An RSA-2048 key pair for HTTP signatures.
pub struct RsaKey {
    _private: (),
}

impl RsaKey {
    /// Makes a new key; takes some hundred milliseconds. Draws its own randomness (ARCHITECTURE I2).
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn generate() -> Result<Self, KeyError> {
        todo!()
    }
    /// Reads a PKCS#8 document.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_pkcs8(_der: &[u8]) -> Result<Self, KeyError> {
        todo!()
    }
    /// As PKCS#8, to be stored.
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        todo!()
    }
    /// The public key as one SPKI block of PEM.
    #[must_use]
    pub fn public_pem(&self) -> String {
        todo!()
    }
    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256.
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn sign(&self, _message: &[u8]) -> Result<Vec<u8>, KeyError> {
        todo!()
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

/// An RSA public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RsaPublicKey {
    /// PKCS#1 or SPKI document, as the library wants it.
    pub(crate) der: Vec<u8>,
}

/// An Ed25519 public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ed25519PublicKey(pub(crate) [u8; 32]);

impl PublicKey {
    /// Reads exactly one SPKI block of PEM (`-----BEGIN PUBLIC KEY-----`): RSA, or Ed25519.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_pem(_pem: &str) -> Result<Self, KeyError> {
        todo!()
    }
    /// Reads an Ed25519 Multikey (`z6Mk…`).
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn from_multikey(_text: &str) -> Result<Self, KeyError> {
        todo!()
    }
    /// Checks a signature: RSASSA-PKCS1-v1_5 with SHA-256, or strict Ed25519, by the kind of the key.
    #[must_use]
    pub fn verifies(&self, _message: &[u8], _signature: &[u8]) -> bool {
        todo!()
    }
}

/// SHA-256.
#[must_use]
pub fn sha256(_bytes: &[u8]) -> [u8; 32] {
    todo!()
}
