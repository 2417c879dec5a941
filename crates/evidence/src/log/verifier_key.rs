//! Keys of notes in the form `name+id+base64` (C2SP "vkey"), and signing with them.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::note::{NoteSignature, is_key_name};
use crate::keys::{Ed25519Key, PublicKey, sha256};

/// A text is not a key of a log or a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the key of a log or a witness")]
pub struct VerifierKeyMalformed;

/// What a key signs; the byte is the C2SP signature type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum KeyUse {
    /// The text of a note: logs.
    Log = 0x01,
    /// The text of a note with a time: witnesses.
    Witness = 0x04,
}

/// A public key with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    usage: KeyUse,
    public: [u8; 32],
    key: PublicKey,
}

impl VerifierKey {
    /// Names a public key.
    ///
    /// # Errors
    /// [`VerifierKeyMalformed`] for a name with spaces or `+`, or a key that is not an Ed25519 key.
    pub fn new(name: &str, usage: KeyUse, public: &[u8; 32]) -> Result<Self, VerifierKeyMalformed> {
        if !is_key_name(name) {
            return Err(VerifierKeyMalformed);
        }
        Ok(Self {
            name: name.to_owned(),
            id: key_id(name, usage, public),
            usage,
            public: *public,
            key: PublicKey::from_ed25519(public).map_err(|_| VerifierKeyMalformed)?,
        })
    }

    /// Reads `name+id+base64(kind ‖ key)`.
    ///
    /// # Errors
    /// [`VerifierKeyMalformed`].
    pub fn parse(text: &str) -> Result<Self, VerifierKeyMalformed> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierKeyMalformed);
        };
        let bytes = STANDARD.decode(key).map_err(|_| VerifierKeyMalformed)?;
        let (kind, public) = bytes.split_first().ok_or(VerifierKeyMalformed)?;
        let usage = match kind {
            0x01 => KeyUse::Log,
            0x04 => KeyUse::Witness,
            _ => return Err(VerifierKeyMalformed),
        };
        let key = Self::new(name, usage, public.try_into().map_err(|_| VerifierKeyMalformed)?)?;
        if key.id_text() == id {
            Ok(key)
        } else {
            Err(VerifierKeyMalformed)
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    #[must_use]
    pub fn usage(&self) -> KeyUse {
        self.usage
    }

    /// Whether two keys are one, whatever they are called.
    #[must_use]
    pub fn same_key(&self, other: &Self) -> bool {
        self.public == other.public
    }

    /// Whether a line says that it is by this key.
    #[must_use]
    pub fn made(&self, line: &NoteSignature) -> bool {
        line.name == self.name && line.key_id == self.id
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verifies(message, signature)
    }

    fn id_text(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.id))
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.usage as u8][..], &self.public].concat();
        write!(f, "{}+{}+{}", self.name, self.id_text(), STANDARD.encode(bytes))
    }
}

/// A private key with its name.
pub struct NoteSigner {
    key: Ed25519Key,
    verifier: VerifierKey,
}

impl NoteSigner {
    /// Names a private key.
    ///
    /// # Errors
    /// [`VerifierKeyMalformed`] for a name with spaces or `+`.
    pub fn new(name: &str, usage: KeyUse, key: Ed25519Key) -> Result<Self, VerifierKeyMalformed> {
        let verifier = VerifierKey::new(name, usage, &key.public())?;
        Ok(Self { key, verifier })
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// A line with `prefix` and the signature of `message`.
    pub(super) fn line(&self, prefix: &[u8], message: &[u8]) -> NoteSignature {
        NoteSignature {
            name: self.verifier.name.clone(),
            key_id: self.verifier.id,
            bytes: [prefix, &self.key.sign(message)].concat(),
        }
    }
}

fn key_id(name: &str, usage: KeyUse, public: &[u8; 32]) -> [u8; 4] {
    let hash = sha256(&[name.as_bytes(), &[b'\n', usage as u8], public].concat());
    let mut id = [0; 4];
    id.copy_from_slice(&hash[..4]);
    id
}
