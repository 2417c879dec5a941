//! The second factor: who must have one, what counts as a proof, and how long it lasts (SECURITY AC2, AC5).

use chrono::{DateTime, TimeDelta, Utc};

use crate::account::{NodeRole, Person, Role};

/// How long a proof by passkey or second factor counts for what needs one (AC5).
pub const PROOF_LASTS: TimeDelta = TimeDelta::minutes(5);
/// How many recovery codes are printed.
pub const RECOVERY_CODES: usize = 10;
/// Random bytes of one recovery code: 80 bits, so that its plain hash tells nothing.
pub const RECOVERY_BYTES: usize = 10;

/// Without the letters that are taken for digits when they are copied from paper.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What a person has beside the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// An app that shows codes.
    pub code_app: bool,
    /// Passkeys.
    pub passkeys: usize,
}

impl Factors {
    /// There is one.
    #[must_use]
    pub fn any(self) -> bool {
        self.code_app || self.passkeys > 0
    }
}

/// What a person is asked for before something that binds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Nothing: the last proof is young enough.
    Nothing,
    /// The password; only in a development network.
    Password,
    /// A passkey, a code of the app or a recovery code.
    SecondFactor {
        /// A passkey can be asked for.
        passkey: bool,
    },
    /// There is no second factor yet, and without one it does not go on.
    SetUp,
}

/// Whether a person must have a second factor: owners, admins of networks and operators; nobody in a development network
/// (decision 26).
#[must_use]
pub fn is_required(person: &Person, development: bool) -> bool {
    let owner = person.roles.iter().any(|(_, role)| *role == Role::Owner);
    let operator = person.node_role == Some(NodeRole::Operator);
    !development && (owner || operator || !person.networks.is_empty())
}

/// What is asked for now.
#[must_use]
pub fn ask(factors: Factors, proved_at: Option<DateTime<Utc>>, development: bool, now: DateTime<Utc>) -> Ask {
    if proved_at.is_some_and(|at| is_fresh(at, now)) {
        Ask::Nothing
    } else if factors.any() {
        Ask::SecondFactor {
            passkey: factors.passkeys > 0,
        }
    } else if development {
        Ask::Password
    } else {
        Ask::SetUp
    }
}

/// Whether a proof of that time counts now. One from the future does not: a clock that was put back proves nothing.
#[must_use]
pub fn is_fresh(proved_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (TimeDelta::zero()..=PROOF_LASTS).contains(&(now - proved_at))
}

/// A proof as it was typed, or as the browser made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Six digits of an app.
    Code(String),
    /// A recovery code in its normal form.
    Recovery(String),
    /// What a passkey answered, as JSON.
    Passkey(String),
}

impl Proof {
    /// Reads what was typed: blanks and hyphens do not count, nor does the script of the digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.trim_start().starts_with('{') {
            return Some(Self::Passkey(text.to_owned()));
        }
        if text.len() > 100 {
            return None;
        }
        let typed: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'))
            .map(western_digit)
            .flat_map(char::to_lowercase)
            .collect();
        if typed.len() == 6 && typed.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Code(typed));
        }
        let plain: String = typed.chars().map(unmistaken).collect();
        let ours = plain.len() == RECOVERY_BYTES * 8 / 5 && plain.bytes().all(|b| ALPHABET.contains(&b));
        ours.then_some(Self::Recovery(plain))
    }
}

fn western_digit(c: char) -> char {
    let offset = match c {
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        '\u{0966}'..='\u{096F}' => u32::from(c) - 0x0966,
        '\u{09E6}'..='\u{09EF}' => u32::from(c) - 0x09E6,
        _ => return c,
    };
    char::from_digit(offset, 10).unwrap_or(c)
}

fn unmistaken(c: char) -> char {
    match c {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

/// A recovery code from random bytes: its normal form, sixteen letters and digits.
#[must_use]
pub fn recovery_code(bytes: [u8; RECOVERY_BYTES]) -> String {
    let number = bytes.iter().fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
    (0..RECOVERY_BYTES * 8 / 5)
        .rev()
        .map(|place| {
            let index = usize::try_from((number >> (place * 5)) & 31).unwrap_or(0);
            char::from(ALPHABET.get(index).copied().unwrap_or(b'0'))
        })
        .collect()
}

/// A recovery code as it is printed: four groups of four.
#[must_use]
pub fn printed(code: &str) -> String {
    let groups: Vec<String> = code
        .as_bytes()
        .chunks(4)
        .map(|group| group.iter().copied().map(char::from).collect())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::LoginName, ids::OrganisationId};

    fn person(node_role: Option<NodeRole>, role: Option<Role>) -> Person {
        let organisation: OrganisationId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        Person {
            id: "01890a5d-ac96-774b-bcce-b302099a8058".parse().unwrap(),
            login: LoginName::parse("ana").unwrap(),
            name: "Ana".to_owned(),
            node_role,
            roles: role.map(|role| (organisation, role)).into_iter().collect(),
            networks: Vec::new(),
            disabled: false,
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn owners_admins_and_operators_must_have_one_except_in_a_development_network() {
        for (node_role, role, needed) in [
            (Some(NodeRole::Operator), None, true),
            (None, Some(Role::Owner), true),
            (None, Some(Role::Editor), false),
            (Some(NodeRole::Moderator), None, false),
            (None, None, false),
        ] {
            assert_eq!(is_required(&person(node_role, role), false), needed);
            assert!(!is_required(&person(node_role, role), true));
        }
        let mut admin = person(None, None);
        admin.networks = vec!["01890a5d-ac96-774b-bcce-b302099a8059".parse().unwrap()];
        assert!(is_required(&admin, false));
    }

    #[test]
    fn a_proof_lasts_five_minutes_and_none_comes_from_the_future() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let factors = Factors {
            code_app: true,
            passkeys: 0,
        };
        let asked = |seconds: i64| ask(factors, Some(now - TimeDelta::seconds(seconds)), false, now);
        assert_eq!(asked(0), Ask::Nothing);
        assert_eq!(asked(300), Ask::Nothing);
        assert_eq!(asked(301), Ask::SecondFactor { passkey: false });
        assert_eq!(asked(-1), Ask::SecondFactor { passkey: false });
    }

    #[test]
    fn the_password_is_enough_only_in_a_development_network() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(ask(Factors::default(), None, true, now), Ask::Password);
        assert_eq!(ask(Factors::default(), None, false, now), Ask::SetUp);
        let passkey = Factors {
            code_app: false,
            passkeys: 1,
        };
        assert_eq!(ask(passkey, None, true, now), Ask::SecondFactor { passkey: true });
    }

    #[test]
    fn what_is_typed_is_read_as_people_type_it() {
        for typed in ["123456", " 123 456 ", "123-456", "١٢٣٤٥٦", "۱۲۳۴۵۶"] {
            assert_eq!(Proof::read(typed), Some(Proof::Code("123456".to_owned())), "{typed}");
        }
        let code = recovery_code([0xff; RECOVERY_BYTES]);
        assert_eq!(code, "zzzzzzzzzzzzzzzz");
        assert_eq!(printed(&code), "zzzz-zzzz-zzzz-zzzz");
        assert_eq!(
            Proof::read("ZZZZ zzzz-zzzz–ZZZZ"),
            Some(Proof::Recovery("zzzzzzzzzzzzzzzz".to_owned()))
        );
        assert_eq!(
            Proof::read("OIL0-0000-0000-0000"),
            Some(Proof::Recovery("0110000000000000".to_owned()))
        );
        assert!(matches!(Proof::read("{\"id\":\"x\"}"), Some(Proof::Passkey(_))));
        for bad in [
            "",
            "12345",
            "1234567",
            "uuuu-uuuu-uuuu-uuuu",
            "seven rafts on brown water",
        ] {
            assert_eq!(Proof::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_recovery_code_reads_back_and_differs() {
        let codes: std::collections::BTreeSet<String> = (0..=255_u8)
            .map(|byte| recovery_code([byte, 1, 2, 3, 4, 5, 6, 7, 8, byte]))
            .collect();
        assert_eq!(codes.len(), 256);
        for code in codes {
            assert_eq!(Proof::read(&printed(&code)), Some(Proof::Recovery(code)));
        }
    }
}
