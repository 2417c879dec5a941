//! Networks: what they are called, what they ask of members, who decides (DECISIONS 11 and 21, UX 5.4).

mod change;
mod draft;

use serde::{Deserialize, Serialize};

pub use change::{Change, Difference, differences};
pub use draft::{ConductDraft, NetworkDraft};

use crate::{
    membership::Tier,
    organisation::Handle,
    text::Language,
    vocabulary::{Country, Region},
};

/// A network: several can live on one node, and an organisation can belong to several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// Name in the address, shared with the organisations of the node; never changes.
    pub handle: Handle,
    /// At most 100 graphemes.
    pub name: String,
    /// A few sentences of plain text, at most 500 graphemes; may be empty.
    pub about: String,
    /// Languages in which it can be applied, the main one first; at least one.
    pub languages: Vec<Language>,
    /// Statutes or code of conduct, which applicants accept: at least in the main language.
    pub conduct: Vec<Conduct>,
    /// M49 codes of the regions for which it is; empty = everywhere.
    pub regions: Vec<String>,
    /// Who decides and when.
    pub rules: Rules,
}

/// The code of conduct in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conduct {
    /// The language.
    pub language: Language,
    /// Plain text, at most 20,000 graphemes.
    pub text: String,
}

/// Who decides and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Who decides on admission, expulsion, keys and moves.
    pub deciding: Deciding,
    /// Those decisions need two different people in any case (SECURITY AC5).
    pub two_people: bool,
    /// Days in which members comment before somebody is admitted; 0 to 90.
    pub comment_days: u16,
    /// How many referees are asked for; 0 to 5. Fewer recommendations need a reason.
    pub referees: u16,
    /// Months of the first time; 1 to 36.
    pub probation_months: u16,
    /// Months until a membership must be renewed; 0 = never.
    pub renewal_months: u16,
    /// Days before the end at which members are reminded, the longest first.
    pub reminder_days: Vec<u16>,
    /// Days in which a member may answer before it is put out; 7 to 90.
    pub answer_days: u16,
    /// Days in which an expelled one may appeal; 30 to 60.
    pub appeal_days: u16,
    /// Tiers into which it admits.
    pub tiers: Vec<Tier>,
    /// The recommendation of a regional node admits in its region (DECISIONS 21).
    pub regional_nodes_admit: bool,
}

/// Who decides on what is weighty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deciding {
    /// One admin.
    OneAdmin,
    /// Two admins.
    TwoAdmins,
    /// Admins and people of members vote; more yes than no, when enough have voted.
    Vote {
        /// The least number of votes.
        quorum: u16,
    },
    /// An admin proposes; nobody objects until the comment period is over.
    LazyConsensus,
}

impl Deciding {
    /// The slug, as in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneAdmin => "one-admin",
            Self::TwoAdmins => "two-admins",
            Self::Vote { .. } => "vote",
            Self::LazyConsensus => "lazy-consensus",
        }
    }
}

impl Default for Rules {
    /// Two admins, two weeks, two referees, a year of probation, a yearly renewal.
    fn default() -> Self {
        Self {
            deciding: Deciding::TwoAdmins,
            two_people: false,
            comment_days: 14,
            referees: 2,
            probation_months: 12,
            renewal_months: 12,
            reminder_days: vec![60, 30, 7],
            answer_days: 14,
            appeal_days: 30,
            tiers: vec![Tier::Observer, Tier::Probationary, Tier::Member, Tier::RegionalNode],
            regional_nodes_admit: false,
        }
    }
}

impl Rules {
    /// How many admins the network needs to be able to decide: fewer, and every weighty matter waits for ever.
    #[must_use]
    pub fn admins_needed(&self) -> usize {
        match self.deciding {
            Deciding::OneAdmin | Deciding::Vote { .. } if !self.two_people => 1,
            Deciding::Vote { .. } => 1,
            Deciding::OneAdmin | Deciding::TwoAdmins | Deciding::LazyConsensus => 2,
        }
    }
}

impl Network {
    /// Whether it is for organisations of a country.
    #[must_use]
    pub fn is_for(&self, country: Country) -> bool {
        let lies_in = |Region(code): &Region| self.regions.contains(code);
        let in_region = |place: &crate::vocabulary::Place| lies_in(&place.region) || lies_in(&place.subregion);
        self.regions.is_empty() || country.place().is_some_and(in_region)
    }

    /// The code of conduct in a language, else in the main one.
    #[must_use]
    pub fn conduct_in(&self, language: &str) -> Option<&Conduct> {
        let exact = self
            .conduct
            .iter()
            .find(|conduct| conduct.language.as_str() == language);
        exact.or_else(|| self.conduct.first())
    }
}

#[cfg(test)]
mod tests;
