//! Tokens for forms of people who are not logged in: signed, bound to the form and to the time (SECURITY AC6).

use std::sync::Arc;

use aws_lc_rs::{
    constant_time::verify_slices_are_equal,
    hmac::{self, HMAC_SHA256, Key},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use operations::{Clock, Entropy};

const VALID_SECONDS: i64 = 12 * 3600;

/// Makes and checks the tokens.
pub(crate) struct FormTokens {
    key: Key,
    clock: Arc<dyn Clock>,
}

impl FormTokens {
    /// With a new key; forms that were open before a restart ask for a second press of the button.
    pub(crate) fn new(entropy: &(dyn Entropy + 'static), clock: Arc<dyn Clock>) -> Self {
        Self {
            key: Key::new(HMAC_SHA256, &entropy.bytes::<32>()),
            clock,
        }
    }

    fn tag(&self, form: &str, seconds: i64) -> hmac::Tag {
        hmac::sign(&self.key, format!("{seconds}\n{form}").as_bytes())
    }

    /// A token for the form that is sent to this path.
    pub(crate) fn issue(&self, form: &str) -> String {
        let seconds = self.clock.now().timestamp();
        let mut bytes = seconds.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.tag(form, seconds).as_ref()[..16]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Whether a token is ours, for this form and not too old.
    pub(crate) fn accepts(&self, form: &str, token: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        let Some((time, tag)) = bytes.split_first_chunk::<8>() else {
            return false;
        };
        let seconds = i64::from_be_bytes(*time);
        let age = self.clock.now().timestamp().saturating_sub(seconds);
        same(&self.tag(form, seconds).as_ref()[..16], tag) && (0..=VALID_SECONDS).contains(&age)
    }
}

/// Compares two secrets in constant time.
pub(crate) fn same(ours: &[u8], theirs: &[u8]) -> bool {
    verify_slices_are_equal(ours, theirs).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use operations::{OsEntropy, SystemClock};

    #[test]
    fn a_token_is_good_for_its_own_form_only() {
        let tokens = FormTokens::new(&OsEntropy, Arc::new(SystemClock));
        let token = tokens.issue("/login");
        assert!(tokens.accepts("/login", &token));
        assert!(!tokens.accepts("/reset/x", &token));
        assert!(!tokens.accepts("/login", ""));
        let others = FormTokens::new(&OsEntropy, Arc::new(SystemClock));
        assert!(!others.accepts("/login", &token));
    }
}
