//! Changing a network: what one admin may do alone, and what another one confirms. Whoever could loosen the rules alone
//! would not be bound by them.

use serde::{Deserialize, Serialize};

use super::{Deciding, Network, Rules};
use crate::{
    ids::PersonId,
    membership::{Matter, people_needed},
};

/// A change that one admin proposes and another one confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Change {
    /// Other texts and rules.
    Rules {
        /// The network as it is to be.
        content: Box<Network>,
    },
    /// Another admin.
    AddAdmin {
        /// Who.
        person: PersonId,
    },
    /// An admin goes.
    RemoveAdmin {
        /// Who.
        person: PersonId,
    },
}

impl Change {
    /// Whether two are about the same: of those only the newest stands.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Rules { .. }, Self::Rules { .. })) || self == other
    }
}

impl Rules {
    /// How many admins must agree to loosen the rules, or to change who is an admin: two, where putting a member out needs
    /// more than one.
    #[must_use]
    pub fn people_to_change(&self) -> usize {
        people_needed(self, &Matter::Expel, true).min(2)
    }

    /// Whether other rules let fewer people, or in a shorter time, do what these do not.
    #[must_use]
    pub fn are_loosened_by(&self, after: &Self) -> bool {
        let deciding = match (self.deciding, after.deciding) {
            (Deciding::Vote { quorum }, Deciding::Vote { quorum: after }) => after < quorum,
            (Deciding::OneAdmin, _) | (Deciding::LazyConsensus, Deciding::TwoAdmins) => false,
            (before, after) => before != after,
        };
        deciding
            || (self.two_people && !after.two_people)
            || after.comment_days < self.comment_days
            || after.referees < self.referees
            || after.answer_days < self.answer_days
            || after.appeal_days < self.appeal_days
            || (after.regional_nodes_admit && !self.regional_nodes_admit)
    }
}

/// One field of a network that is to be another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Its name, as in [`super::NetworkDraft`].
    pub field: &'static str,
    /// As it is: a text, a number, a slug, `yes` or `no`.
    pub before: String,
    /// As it is to be.
    pub after: String,
}

/// What is to be another one, in the order of the form.
#[must_use]
pub fn differences(before: &Network, after: &Network) -> Vec<Difference> {
    let fields = fields_of(before).into_iter().zip(fields_of(after));
    let differs = |((field, before), (_, after)): ((&'static str, String), (&'static str, String))| {
        (before != after).then_some(Difference { field, before, after })
    };
    fields.filter_map(differs).collect()
}

fn fields_of(it: &Network) -> [(&'static str, String); 16] {
    let rules = &it.rules;
    let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
    let languages: Vec<&str> = it.languages.iter().map(crate::text::Language::as_str).collect();
    let conduct: Vec<&str> = it.conduct.iter().map(|conduct| conduct.text.as_str()).collect();
    let tiers: Vec<&str> = rules.tiers.iter().map(|tier| tier.as_str()).collect();
    let quorum = match rules.deciding {
        Deciding::Vote { quorum } => quorum.to_string(),
        _ => String::new(),
    };
    [
        ("name", it.name.clone()),
        ("about", it.about.clone()),
        ("languages", languages.join(", ")),
        ("conduct", conduct.join("\n\n")),
        ("regions", it.regions.join(", ")),
        ("deciding", rules.deciding.as_str().to_owned()),
        ("quorum", quorum),
        ("two_people", yes(rules.two_people)),
        ("comment_days", rules.comment_days.to_string()),
        ("referees", rules.referees.to_string()),
        ("probation_months", rules.probation_months.to_string()),
        ("renewal_months", rules.renewal_months.to_string()),
        ("answer_days", rules.answer_days.to_string()),
        ("appeal_days", rules.appeal_days.to_string()),
        ("tiers", tiers.join(", ")),
        ("regional_nodes_admit", yes(rules.regional_nodes_admit)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_people_and_shorter_times_loosen_and_the_other_way_round_does_not() {
        let usual = Rules::default();
        let vote = |quorum| Rules {
            deciding: Deciding::Vote { quorum },
            ..Rules::default()
        };
        let looser = [
            Rules {
                deciding: Deciding::OneAdmin,
                ..usual.clone()
            },
            Rules {
                deciding: Deciding::LazyConsensus,
                ..usual.clone()
            },
            Rules {
                comment_days: 13,
                ..usual.clone()
            },
            Rules {
                referees: 1,
                ..usual.clone()
            },
            Rules {
                answer_days: 7,
                ..usual.clone()
            },
            Rules {
                regional_nodes_admit: true,
                ..usual.clone()
            },
        ];
        for after in &looser {
            assert!(usual.are_loosened_by(after), "{after:?}");
            assert!(!after.are_loosened_by(&usual), "{after:?}");
        }
        assert!(vote(5).are_loosened_by(&vote(4)) && !vote(4).are_loosened_by(&vote(5)));
        assert!(vote(5).are_loosened_by(&usual) && usual.are_loosened_by(&vote(5)));
        let careful = Rules {
            two_people: true,
            ..looser[0].clone()
        };
        assert!(careful.are_loosened_by(&looser[0]) && !looser[0].are_loosened_by(&careful));
        assert!(!usual.are_loosened_by(&usual));
    }

    #[test]
    fn two_change_a_network_where_one_cannot_put_a_member_out_alone() {
        let with = |deciding, two_people| {
            Rules {
                deciding,
                two_people,
                ..Rules::default()
            }
            .people_to_change()
        };
        assert_eq!(with(Deciding::OneAdmin, false), 1);
        assert_eq!(with(Deciding::OneAdmin, true), 2);
        assert_eq!(with(Deciding::TwoAdmins, false), 2);
        assert_eq!(with(Deciding::Vote { quorum: 30 }, false), 2);
        assert_eq!(with(Deciding::LazyConsensus, false), 2);
    }
}
