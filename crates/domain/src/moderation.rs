//! What moderators judge: reports, decisions about them, appeals.

use crate::ids::PersonId;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$each])* $variant),+
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }

            /// Reads the word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }
    };
}

words! {
    /// What somebody reports.
    Category {
        /// Puts people in danger: names, places, threats.
        Danger = "danger",
        /// Insults, harasses, hates.
        Abuse = "abuse",
        /// Unwanted advertising, the same again and again.
        Spam = "spam",
        /// Not true, or in another's name.
        Untrue = "untrue",
        /// Against the law.
        Illegal = "illegal",
        /// Against the rules of this node.
        Rules = "rules",
        /// Something else; what other servers report says no more.
        Other = "other",
    }
}

words! {
    /// What moderators decide about a report.
    Decision {
        /// Nothing is to be done.
        Dismiss = "dismiss",
        /// The posts are not shown here.
        Hide = "hide",
        /// The account is silenced here.
        Silence = "silence",
        /// The account is suspended here.
        Suspend = "suspend",
        /// Dealt with in another way.
        Resolve = "resolve",
    }
}

words! {
    /// What became of an appeal.
    AppealOutcome {
        /// It stays hidden.
        Upheld = "upheld",
        /// It is shown again.
        Restored = "restored",
    }
}

/// Whether somebody may decide about an appeal against a decision: not the one who took it, as long as somebody else
/// could (RO3). `others` is the number of other people who moderate this node; a decision of the system (`None`) may be
/// judged by everybody who moderates.
#[must_use]
pub fn may_decide_appeal(taken_by: Option<PersonId>, decider: Option<PersonId>, others: usize) -> bool {
    taken_by.is_none() || taken_by != decider || others == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_judges_an_appeal_against_their_own_decision_while_others_can() {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let (ana, ben) = (PersonId::new(now, [1; 10]), PersonId::new(now, [2; 10]));
        assert!(!may_decide_appeal(Some(ana), Some(ana), 1));
        assert!(may_decide_appeal(Some(ana), Some(ben), 1));
        assert!(may_decide_appeal(Some(ana), Some(ana), 0));
        assert!(may_decide_appeal(Some(ana), None, 3));
        assert!(may_decide_appeal(None, Some(ana), 3));
    }

    #[test]
    fn every_word_is_read_back() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.as_str()), Some(*category));
        }
        for decision in Decision::ALL {
            assert_eq!(Decision::parse(decision.as_str()), Some(*decision));
        }
        assert_eq!(AppealOutcome::parse("restored"), Some(AppealOutcome::Restored));
        assert_eq!(Category::parse("Spam"), None);
    }
}
