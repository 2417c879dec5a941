//! What an organisation says of itself when it applies (UX 5.4; on the wire `bandung:application`, PROTOCOL 2.8).

use serde::{Deserialize, Serialize};

use crate::{
    field_error::{Fault, FieldError},
    form::{self, Faults},
    mail_address::MailAddress,
    text::{Language, one_line, paragraphs},
    vocabulary::{Country, OrganisationType, Sector},
};

const NAME: usize = 200;
const REFEREES: usize = 5;
const SECTORS: usize = 5;
const LANGUAGES: usize = 10;
const TEXT: usize = 1_000;

/// An application without faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// The name as registered, in its own script, at most 200 graphemes.
    pub legal_name: String,
    /// The name in Latin letters.
    pub name_latin: Option<String>,
    /// The name that people say.
    pub acronym: Option<String>,
    /// Seat.
    pub country: Country,
    /// Kind.
    pub kind: OrganisationType,
    /// Year of foundation, 1800 to 2100.
    pub founded: Option<u16>,
    /// Whether and where it is registered.
    pub registration: Registration,
    /// Web site or page in a social network, https.
    pub website: Option<String>,
    /// The id of its actor; nothing when it needs a node that hosts it.
    pub actor: Option<String>,
    /// What it works on.
    pub sectors: Vec<Sector>,
    /// In which languages it can be spoken to.
    pub languages: Vec<Language>,
    /// How many people work for it, paid or not.
    pub size: Option<u32>,
    /// A mailbox of a role, not of a person. Never in a public document.
    pub contact: Option<MailAddress>,
    /// Whom to ask when that one is silent. Never in a public document.
    pub second_contact: Option<MailAddress>,
    /// Members who know it: ids of actors, or names.
    pub referees: Vec<String>,
    /// Links to government or business, in its own words; no judgement by software.
    pub ties: Option<String>,
    /// Whether it may be listed by name; else it is a hidden member (DECISIONS 20).
    pub listed: bool,
}

/// Whether and where an organisation is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Registration {
    /// In a register.
    Registered {
        /// Which one.
        register: Option<String>,
        /// Under which number.
        number: Option<String>,
    },
    /// Registering would endanger people.
    CannotRegisterSafely {
        /// As much of the reason as is safe to tell.
        reason: String,
    },
    /// A group without a legal form.
    Informal {
        /// Why.
        reason: String,
    },
}

impl Registration {
    /// The slug, as on the wire.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::CannotRegisterSafely { .. } => "cannot-register-safely",
            Self::Informal { .. } => "informal",
        }
    }
}

/// The fields of the form as typed. Unknown members are refused (SECURITY JS7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApplicationDraft {
    /// As typed.
    pub legal_name: String,
    /// As typed.
    pub name_latin: String,
    /// As typed.
    pub acronym: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Slug of `org_type`.
    pub organisation_type: String,
    /// `YYYY`.
    pub founded: String,
    /// `registered`, `cannot-register-safely` or `informal`.
    pub registration: String,
    /// As typed; needed for the latter two.
    pub registration_reason: String,
    /// As typed.
    pub register: String,
    /// As typed.
    pub register_number: String,
    /// `https://…`
    pub website: String,
    /// The id of the actor, `https://…`; empty = needs hosting.
    pub actor: String,
    /// Slugs.
    pub sectors: Vec<String>,
    /// BCP 47.
    pub languages: Vec<String>,
    /// A whole number.
    pub size: String,
    /// Mail address; needed without a node.
    pub contact: String,
    /// Mail address.
    pub second_contact: String,
    /// Ids of actors, or names.
    pub referees: Vec<String>,
    /// As typed.
    pub ties: String,
    /// The code of conduct is accepted.
    pub conduct_accepted: bool,
    /// May be listed by name.
    pub listed: bool,
}

impl ApplicationDraft {
    /// The application, or all faults at once in the order of the form.
    ///
    /// # Errors
    /// The faults; never an empty list.
    pub fn check(&self) -> Result<Application, Vec<FieldError>> {
        let mut faults = Faults::default();
        let line = |raw: &str| form::optional(raw, |text| one_line(text, NAME));
        let legal_name = faults.take("legal_name", one_line(&self.legal_name, NAME));
        let name_latin = faults.take("name_latin", line(&self.name_latin));
        let acronym = faults.take("acronym", form::optional(&self.acronym, |text| one_line(text, 30)));
        let country = faults.take("country", form::country(&self.country));
        let kind = form::choice(&self.organisation_type, OrganisationType::parse);
        let kind = faults.take("organisation_type", kind);
        let founded = faults.take("founded", form::optional(&self.founded, year));
        let registration = self.registration(&mut faults);
        let website = faults.take("website", form::optional(&self.website, form::link));
        let actor = faults.take("actor", form::optional(&self.actor, form::link));
        let sectors = form::choices(&mut faults, "sectors", &self.sectors, (1, SECTORS), Sector::parse);
        let languages = form::choices(
            &mut faults,
            "languages",
            &self.languages,
            (1, LANGUAGES),
            Language::parse,
        );
        let size = form::optional(&self.size, |text| {
            let most = Fault::Malformed { expected: "40" };
            u32::try_from(form::whole_number(text)?).map_err(|_| most)
        });
        let size = faults.take("size", size);
        let contact = faults.take("contact", form::optional(&self.contact, MailAddress::parse));
        let second_contact = form::optional(&self.second_contact, MailAddress::parse);
        let second_contact = faults.take("second_contact", second_contact);
        if let (Some(None), Some(None)) = (&actor, &contact) {
            faults.add("contact", Fault::Missing);
        }
        let referees = self.referees(&mut faults);
        let ties = faults.take("ties", form::optional(&self.ties, |text| paragraphs(text, TEXT)));
        if !self.conduct_accepted {
            faults.add("conduct_accepted", Fault::Missing);
        }
        let read = (|| {
            Some(Application {
                legal_name: legal_name?,
                name_latin: name_latin?,
                acronym: acronym?,
                country: country?,
                kind: kind?,
                founded: founded?,
                registration: registration?,
                website: website?,
                actor: actor?,
                sectors,
                languages,
                size: size?,
                contact: contact?,
                second_contact: second_contact?,
                referees,
                ties: ties?,
                listed: self.listed,
            })
        })();
        faults.end(read)
    }

    fn registration(&self, faults: &mut Faults) -> Option<Registration> {
        let line = |raw: &str| form::optional(raw, |text| one_line(text, NAME));
        let reason =
            |faults: &mut Faults| faults.take("registration_reason", paragraphs(&self.registration_reason, TEXT));
        match self.registration.trim() {
            "registered" => {
                let register = faults.take("register", line(&self.register));
                let number = faults.take("register_number", line(&self.register_number));
                Some(Registration::Registered {
                    register: register?,
                    number: number?,
                })
            }
            "cannot-register-safely" => reason(faults).map(|reason| Registration::CannotRegisterSafely { reason }),
            "informal" => reason(faults).map(|reason| Registration::Informal { reason }),
            other => {
                let none: Result<(), Fault> = form::choice(other, |_| None);
                faults.take("registration", none);
                None
            }
        }
    }

    fn referees(&self, faults: &mut Faults) -> Vec<String> {
        let mut referees: Vec<String> = Vec::new();
        for raw in self.referees.iter().filter(|raw| !raw.trim().is_empty()) {
            let Some(referee) = faults.take("referees", one_line(raw, NAME)) else {
                continue;
            };
            if referee == self.actor.trim() {
                faults.add("referees", Fault::Taken);
            } else if !referees.contains(&referee) {
                referees.push(referee);
            }
        }
        if referees.len() > REFEREES {
            faults.add("referees", Fault::TooMany { most: REFEREES });
        }
        referees
    }
}

fn year(raw: &str) -> Result<u16, Fault> {
    let malformed = || Fault::Malformed { expected: "YYYY" };
    let year = u16::try_from(form::whole_number(raw).map_err(|_| malformed())?).map_err(|_| malformed())?;
    (1800..=2100).contains(&year).then_some(year).ok_or_else(malformed)
}
