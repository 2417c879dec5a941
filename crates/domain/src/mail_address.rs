//! Mail addresses: enough form to be deliverable, and one normal form to find the same mailbox again.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::field_error::Fault;

/// A mail address, at most 254 bytes, as typed but for its ends.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Fault::Missing`] or [`Fault::Malformed`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let text: String = raw.trim().nfc().collect();
        match text.as_str() {
            "" => Err(Fault::Missing),
            address if is_well_formed(address) => Ok(Self(text)),
            _ => Err(Fault::Malformed {
                expected: "office@example.org",
            }),
        }
    }

    /// The address as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, in lower case.
    #[must_use]
    pub fn host(&self) -> String {
        self.0.rsplit_once('@').map_or("", |(_, host)| host).to_lowercase()
    }

    /// One form for all spellings of one mailbox: compatible characters, lower case, without what follows `+`, and for
    /// Google's mail, which ignores them, without dots.
    #[must_use]
    pub fn normalised(&self) -> String {
        let folded: String = self.0.nfkc().flat_map(char::to_lowercase).collect();
        let Some((user, host)) = folded.rsplit_once('@') else {
            return folded;
        };
        let user = match user.split_once('+') {
            Some((name, _)) if !name.is_empty() => name,
            _ => user,
        };
        match host {
            "gmail.com" | "googlemail.com" => format!("{}@gmail.com", user.replace('.', "")),
            host => format!("{user}@{host}"),
        }
    }
}

/// Addresses do not belong into logs.
impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(…)")
    }
}

/// Whether a text has the form of an address that can be delivered.
pub(crate) fn is_well_formed(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else {
        return false;
    };
    let user_ok = !user.is_empty()
        && user.len() <= 64
        && user
            .chars()
            .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let host_ok = host.contains('.')
        && host
            .split('.')
            .all(|label| (1..=63).contains(&label.len()) && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    text.len() <= 254 && user_ok && host_ok
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_mailbox_have_one_normal_form() {
        for (typed, normal) in [
            ("S0087@AZ.EXAMPLE", "s0087@az.example"),
            ("s0425+cop29@uz.example", "s0425@uz.example"),
            (" office@a.example ", "office@a.example"),
            ("Jo.Ann+x@googlemail.com", "joann@gmail.com"),
            ("jo.ann@a.example", "jo.ann@a.example"),
            ("+x@a.example", "+x@a.example"),
        ] {
            assert_eq!(MailAddress::parse(typed).unwrap().normalised(), normal, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_delivered_is_no_address() {
        for bad in [
            "a",
            "@a.example",
            "a@b",
            "a b@c.example",
            "a@b..c",
            "a@b.c\nBcc: x@y.z",
            "\"a\"@b.c",
            "a,b@c.d",
        ] {
            assert!(MailAddress::parse(bad).is_err(), "{bad}");
        }
    }
}
