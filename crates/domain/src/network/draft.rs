//! A network as it is being set up: everything may be missing or wrong.

use serde::{Deserialize, Serialize};

use super::{Conduct, Deciding, Network, Rules};
use crate::{
    field_error::{Fault, FieldError},
    form::{self, Faults},
    membership::Tier,
    organisation::Handle,
    text::{Language, one_line, paragraphs},
    vocabulary::Country,
};

const LANGUAGES: usize = 24;
const CONDUCT: usize = 20_000;

/// The fields of the form as typed; an empty number means the usual one. Unknown members are refused (SECURITY JS7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetworkDraft {
    /// a-z, 0-9 and _, at most 30.
    pub handle: String,
    /// As typed.
    pub name: String,
    /// As typed.
    pub about: String,
    /// BCP 47, the main one first.
    pub languages: Vec<String>,
    /// One for each language that has one.
    pub conduct: Vec<ConductDraft>,
    /// M49 codes; empty = everywhere.
    pub regions: Vec<String>,
    /// `one-admin`, `two-admins`, `vote` or `lazy-consensus`; empty = `two-admins`.
    pub deciding: String,
    /// For a vote: how many votes at least, 2 to 1000.
    pub quorum: String,
    /// Two different people in any case.
    pub two_people: bool,
    /// 0 to 90; empty = 14.
    pub comment_days: String,
    /// 0 to 5; empty = 2.
    pub referees: String,
    /// 1 to 36; empty = 12.
    pub probation_months: String,
    /// 0 to 60; empty = 12; 0 = never.
    pub renewal_months: String,
    /// 7 to 90; empty = 14.
    pub answer_days: String,
    /// 30 to 60; empty = 30.
    pub appeal_days: String,
    /// Slugs of tiers into which it admits; empty = all four.
    pub tiers: Vec<String>,
    /// The recommendation of a regional node admits.
    pub regional_nodes_admit: bool,
}

/// The code of conduct in one language, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConductDraft {
    /// BCP 47.
    pub language: String,
    /// As typed.
    pub text: String,
}

impl NetworkDraft {
    /// The network, or all faults at once in the order of the form.
    ///
    /// # Errors
    /// The faults; never an empty list.
    pub fn check(&self) -> Result<Network, Vec<FieldError>> {
        let mut faults = Faults::default();
        let handle = faults.take("handle", Handle::parse(self.handle.trim()));
        let name = faults.take("name", one_line(&self.name, 100));
        let about = faults.take("about", form::optional(&self.about, |text| paragraphs(text, 500)));
        let languages = form::choices(
            &mut faults,
            "languages",
            &self.languages,
            (1, LANGUAGES),
            Language::parse,
        );
        let conduct = self.conduct(&mut faults, &languages);
        let regions = form::choices(&mut faults, "regions", &self.regions, (0, 50), region);
        let rules = self.rules(&mut faults);
        let read = (|| {
            Some(Network {
                handle: handle?,
                name: name?,
                about: about?.unwrap_or_default(),
                languages,
                conduct,
                regions,
                rules: rules?,
            })
        })();
        faults.end(read)
    }

    fn conduct(&self, faults: &mut Faults, languages: &[Language]) -> Vec<Conduct> {
        let mut texts: Vec<Conduct> = Vec::new();
        for draft in self.conduct.iter().filter(|draft| !draft.text.trim().is_empty()) {
            let language = faults.take("conduct", form::language(&draft.language));
            let text = faults.take("conduct", paragraphs(&draft.text, CONDUCT));
            let (Some(language), Some(text)) = (language, text) else {
                continue;
            };
            let known = languages.contains(&language) && texts.iter().all(|other| other.language != language);
            if known {
                texts.push(Conduct { language, text });
            } else {
                let language = language.as_str().to_owned();
                faults.add("conduct", Fault::LanguageWithoutText { language });
            }
        }
        // People accept what they can read: the main language must have it, the others fall back on it.
        if let Some(main) = languages.first() {
            match texts.iter().position(|conduct| conduct.language == *main) {
                Some(at) => texts.swap(0, at),
                None => faults.add("conduct", Fault::Missing),
            }
        }
        texts
    }

    fn rules(&self, faults: &mut Faults) -> Option<Rules> {
        let usual = Rules::default();
        let deciding = match self.deciding.trim() {
            "" | "two-admins" => Some(Deciding::TwoAdmins),
            "one-admin" => Some(Deciding::OneAdmin),
            "lazy-consensus" => Some(Deciding::LazyConsensus),
            "vote" => number(faults, "quorum", &self.quorum, (2, 1_000), None).map(|quorum| Deciding::Vote { quorum }),
            other => faults.take("deciding", form::choice(other, |_| None)),
        };
        let comment_days = number(
            faults,
            "comment_days",
            &self.comment_days,
            (0, 90),
            Some(usual.comment_days),
        );
        let referees = number(faults, "referees", &self.referees, (0, 5), Some(usual.referees));
        let probation = (&self.probation_months, Some(usual.probation_months));
        let probation_months = number(faults, "probation_months", probation.0, (1, 36), probation.1);
        let renewal = (&self.renewal_months, Some(usual.renewal_months));
        let renewal_months = number(faults, "renewal_months", renewal.0, (0, 60), renewal.1);
        let answer_days = number(
            faults,
            "answer_days",
            &self.answer_days,
            (7, 90),
            Some(usual.answer_days),
        );
        let appeal_days = number(
            faults,
            "appeal_days",
            &self.appeal_days,
            (30, 60),
            Some(usual.appeal_days),
        );
        let admitted = |slug: &str| Tier::parse(slug).filter(|tier| tier.is_admitted());
        let mut tiers = form::choices(faults, "tiers", &self.tiers, (0, 4), admitted);
        if tiers.is_empty() {
            tiers = usual.tiers;
        }
        Some(Rules {
            deciding: deciding?,
            two_people: self.two_people,
            comment_days: comment_days?,
            referees: referees?,
            probation_months: probation_months?,
            renewal_months: renewal_months?,
            reminder_days: usual.reminder_days,
            answer_days: answer_days?,
            appeal_days: appeal_days?,
            tiers,
            regional_nodes_admit: self.regional_nodes_admit,
        })
    }
}

/// A number between two others; empty = the usual one.
fn number(
    faults: &mut Faults,
    field: &'static str,
    raw: &str,
    (least, most): (u16, u16),
    usual: Option<u16>,
) -> Option<u16> {
    let value = match (raw.trim(), usual) {
        ("", Some(usual)) => Ok(usual),
        ("", None) => Err(Fault::Missing),
        (text, _) => form::whole_number(text).and_then(|number| {
            let number = u16::try_from(number).ok();
            let fits = number.filter(|number| (least..=most).contains(number));
            fits.ok_or_else(|| form::not_in_list(text))
        }),
    };
    faults.take(field, value)
}

/// An M49 code in which a place of the list lies.
fn region(code: &str) -> Option<String> {
    let mut places = Country::all().filter_map(Country::place);
    let known = places.any(|place| place.region.0 == code || place.subregion.0 == code);
    (known && !code.is_empty()).then(|| code.to_owned())
}
