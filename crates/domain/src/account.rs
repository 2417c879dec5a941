//! People with an account, and their roles (decision 22).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    field_error::Fault,
    ids::{NetworkId, OrganisationId, PersonId},
};

mod common_passwords;

/// What a person may do for an organisation, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reads drafts and members-only pages.
    Viewer,
    /// Writes drafts.
    Contributor,
    /// Publishes, answers, follows.
    Editor,
    /// An editor to whom an owner gave the right to endorse.
    EndorsingEditor,
    /// All of it, and the team.
    Owner,
}

impl Role {
    /// All, weakest first.
    pub const ALL: [Self; 5] = [
        Self::Viewer,
        Self::Contributor,
        Self::Editor,
        Self::EndorsingEditor,
        Self::Owner,
    ];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Contributor => "contributor",
            Self::Editor => "editor",
            Self::EndorsingEditor => "endorsing-editor",
            Self::Owner => "owner",
        }
    }

    /// The role with a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// What a person may do for the whole node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeRole {
    /// Settings, keys, deliveries, everything of a moderator.
    Operator,
    /// Reports and blocks.
    Moderator,
}

/// A name to log in with: `^[a-z0-9._-]{2,64}$`, or a mail address of at most 254 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LoginName(String);

impl LoginName {
    /// Reads a login name; upper case becomes lower case.
    ///
    /// # Errors
    /// [`Fault::Missing`] or [`Fault::Malformed`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let name = raw.trim().to_lowercase();
        let plain = (2..=64).contains(&name.len())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-'));
        let mail = name.len() <= 254
            && name
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
            && !name.chars().any(|c| c.is_whitespace() || c.is_control());
        match name.is_empty() {
            true => Err(Fault::Missing),
            false if plain || mail => Ok(Self(name)),
            false => Err(Fault::Malformed {
                expected: "a-z, 0-9, . _ - (2 to 64), or a mail address",
            }),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Name to log in with.
    pub login: LoginName,
    /// Name shown to colleagues and in the audit log.
    pub name: String,
    /// Role for the node, if any.
    pub node_role: Option<NodeRole>,
    /// Roles in organisations.
    pub roles: Vec<(OrganisationId, Role)>,
    /// Networks that the person runs as an admin.
    pub networks: Vec<NetworkId>,
    /// May not log in any more.
    pub disabled: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl Person {
    /// The role in an organisation.
    #[must_use]
    pub fn role_in(&self, organisation: OrganisationId) -> Option<Role> {
        self.roles
            .iter()
            .find(|(id, _)| *id == organisation)
            .map(|(_, role)| *role)
    }
}

/// A password that is long enough and not among the most common ones (SECURITY AC1). Never printed.
pub struct NewPassword(String);

impl NewPassword {
    /// Reads a new password: 10 to 256 characters, not in the built-in list.
    ///
    /// # Errors
    /// [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::TooCommon`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let given = raw.chars().count();
        match given {
            0..10 => Err(Fault::TooShort { least: 10 }),
            10..=256 if !common_passwords::is_common(raw) => Ok(Self(raw.to_owned())),
            10..=256 => Err(Fault::TooCommon),
            _ => Err(Fault::TooLong { most: 256, given }),
        }
    }

    /// The password, to be hashed at once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(password: &str) -> Option<Fault> {
        NewPassword::parse(password).err()
    }

    #[test]
    fn a_password_has_10_to_256_characters() {
        assert_eq!(fault("kirpi-9xz"), Some(Fault::TooShort { least: 10 }));
        assert_eq!(fault("kirpi-9xzq"), None);
        assert_eq!(fault("пароль"), Some(Fault::TooShort { least: 10 }));
        let long: String = "kirpi sand dam ".repeat(30).chars().take(257).collect();
        assert_eq!(fault(&long), Some(Fault::TooLong { most: 256, given: 257 }));
    }

    #[test]
    fn a_password_that_everybody_takes_is_refused() {
        assert_eq!(fault("qwertyuiop"), Some(Fault::TooCommon));
        assert_eq!(fault("Password123!"), Some(Fault::TooCommon));
        let kept = NewPassword::parse("Sand dams hold water").unwrap();
        assert_eq!(kept.expose(), "Sand dams hold water");
    }

    #[test]
    fn a_login_name_is_plain_or_a_mail_address() {
        for (typed, kept) in [
            (" Ana ", "ana"),
            ("ana.b_c-d", "ana.b_c-d"),
            ("Ana@A.example", "ana@a.example"),
        ] {
            assert_eq!(LoginName::parse(typed).unwrap().as_str(), kept);
        }
        assert_eq!(LoginName::parse(" ").unwrap_err(), Fault::Missing);
        for bad in [
            "a",
            "ana maria",
            "ana@host",
            "@a.example",
            "àna",
            "ana\u{0}b",
            &"a".repeat(65),
        ] {
            assert!(matches!(LoginName::parse(bad), Err(Fault::Malformed { .. })), "{bad}");
        }
    }

    #[test]
    fn roles_are_ordered_from_the_weakest() {
        assert!(Role::ALL.is_sorted());
        assert!(
            Role::ALL
                .into_iter()
                .all(|role| Role::parse(role.as_str()) == Some(role))
        );
    }
}
