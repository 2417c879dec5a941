//! Secrets that are shown once and kept as SHA-256, and password hashing (SECURITY SE5, AC1).

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use evidence::keys::sha256;
use secrecy::{ExposeSecret, SecretString};

use crate::{OperationError, Operations};

/// A secret that is shown once: a link's token, an access token, a login cookie.
#[derive(Clone)]
pub struct Secret(pub SecretString);

impl Secret {
    /// The text, to be shown or sent once.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The hash of a password that nobody has, so that unknown names cost the same work.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$YmFuZHVuZy1ub2JvZHktMQ$nQvhKq1Yk3uR8m1cZkqTz2m8jv5c8yqg0l7l2mV3d2Y";

impl Operations {
    /// A secret of 256 bits with a prefix that says what it is.
    pub(crate) fn new_secret(&self, prefix: &str) -> Secret {
        let bytes: [u8; 32] = self.0.entropy.bytes();
        Secret(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes)).into())
    }

    /// Hashes a password, at most two at once, off the async threads.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String, OperationError> {
        let salt: [u8; 16] = self.0.entropy.bytes();
        let password = SecretString::from(password.to_owned());
        self.hashing(move || {
            argon2()
                .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .ok()
        })
        .await?
        .ok_or_else(|| refused!("password-not-kept", "the password could not be kept; try again"))
    }

    /// Checks a password; the same work when there is no hash.
    pub(crate) async fn check_password(
        &self,
        password: SecretString,
        hash: Option<String>,
    ) -> Result<bool, OperationError> {
        self.hashing(move || {
            let known = hash.is_some();
            let text = hash.unwrap_or_else(|| NOBODY.to_owned());
            let right = PasswordHash::new(&text).is_ok_and(|hash| {
                argon2()
                    .verify_password(password.expose_secret().as_bytes(), &hash)
                    .is_ok()
            });
            known && right
        })
        .await
    }

    async fn hashing<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, OperationError> {
        let busy = || OperationError::TooMany { seconds: 10 };
        let wait = std::time::Duration::from_secs(10);
        let slot = tokio::time::timeout(wait, self.0.hashing.clone().acquire_owned())
            .await
            .map_err(|_| busy())?;
        let slot = slot.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(work).await.map_err(|_| busy());
        drop(slot);
        done
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// SHA-256 of a secret in hexadecimal digits: what is stored and looked up.
pub(crate) fn hex_sha256(text: &str) -> String {
    hex(&sha256(text.as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w04_the_hash_for_unknown_names_costs_what_a_real_one_costs() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let real = argon2()
            .hash_password_with_salt(b"correct horse battery", b"0123456789abcdef")
            .unwrap();

        assert_eq!(nobody.params, real.params);
        assert_eq!(nobody.algorithm, real.algorithm);
        assert_eq!(nobody.hash.map(|hash| hash.len()), real.hash.map(|hash| hash.len()));
        assert!(argon2().verify_password(b"anything", &nobody).is_err());
    }
}
