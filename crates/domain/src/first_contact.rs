//! Who may answer an organisation, and what becomes of answers by people whom it does not know (PRODUCT, Following).

/// From whom an organisation takes answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Openness {
    /// Everybody; shown at once.
    Everybody,
    /// Everybody; those of people whom it does not know wait until somebody looked at them.
    #[default]
    FirstContact,
    /// Those whom it follows or trusts, and members of networks that this node trusts.
    Known,
    /// Nobody.
    Nobody,
}

impl Openness {
    /// All of them, the widest first.
    pub const ALL: [Self; 4] = [Self::Everybody, Self::FirstContact, Self::Known, Self::Nobody];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::FirstContact => "first-contact",
            Self::Known => "known",
            Self::Nobody => "nobody",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// What is known of somebody who answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acquaintance {
    /// The organisation, or somebody else here, follows them.
    pub followed: bool,
    /// An admitted member of a network that this node trusts.
    pub member: bool,
    /// What the organisation decided about them before: trusted, or refused.
    pub decided: Option<bool>,
    /// This node silenced them.
    pub silenced: bool,
}

/// What becomes of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reception {
    /// Shown to all.
    Shown,
    /// Waits for a first look.
    Held,
    /// Not shown to anybody.
    NotTaken,
}

/// What becomes of an answer to an organisation.
#[must_use]
pub fn reception(openness: Openness, who: Acquaintance) -> Reception {
    if who.decided == Some(false) || openness == Openness::Nobody {
        return Reception::NotTaken;
    }
    if who.followed {
        return Reception::Shown;
    }
    let known = who.member || who.decided == Some(true);
    match openness {
        Openness::Known if !known => Reception::NotTaken,
        // A block outweighs trust that was given before it.
        _ if who.silenced => Reception::Held,
        Openness::FirstContact if !known => Reception::Held,
        _ => Reception::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stranger() -> Acquaintance {
        Acquaintance::default()
    }

    #[test]
    fn a_stranger_is_received_as_the_organisation_chose() {
        let received = Openness::ALL.map(|openness| reception(openness, stranger()));
        let expected = [
            Reception::Shown,
            Reception::Held,
            Reception::NotTaken,
            Reception::NotTaken,
        ];
        assert_eq!(received, expected);
    }

    #[test]
    fn whoever_is_known_need_not_wait() {
        let known = [
            Acquaintance {
                followed: true,
                ..stranger()
            },
            Acquaintance {
                member: true,
                ..stranger()
            },
            Acquaintance {
                decided: Some(true),
                ..stranger()
            },
        ];
        for who in known {
            for openness in [Openness::Everybody, Openness::FirstContact, Openness::Known] {
                assert_eq!(reception(openness, who), Reception::Shown, "{openness:?} {who:?}");
            }
            assert_eq!(reception(Openness::Nobody, who), Reception::NotTaken);
        }
    }

    #[test]
    fn whom_the_organisation_refused_is_not_taken_whatever_else_they_are() {
        let who = Acquaintance {
            followed: true,
            member: true,
            decided: Some(false),
            silenced: false,
        };
        for openness in Openness::ALL {
            assert_eq!(reception(openness, who), Reception::NotTaken);
        }
    }

    #[test]
    fn a_silenced_one_waits_even_if_trusted_unless_followed() {
        let who = Acquaintance {
            silenced: true,
            decided: Some(true),
            ..stranger()
        };
        assert_eq!(reception(Openness::Everybody, who), Reception::Held);
        let followed = Acquaintance { followed: true, ..who };
        assert_eq!(reception(Openness::FirstContact, followed), Reception::Shown);
    }

    #[test]
    fn every_word_is_read_back() {
        for openness in Openness::ALL {
            assert_eq!(Openness::parse(openness.as_str()), Some(openness));
        }
        assert_eq!(Openness::parse(""), None);
    }
}
