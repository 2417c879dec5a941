//! The form of an endorsement without an account, and one row of a list: the same rules for both (UX 5.3).

use serde::{Deserialize, Serialize};

use super::{Kind, Reservation, Signatory, Stance, Visibility};
use crate::{
    field_error::{Fault, FieldError},
    form::{self, Faults},
    mail_address::MailAddress,
    text::{Language, one_line},
    vocabulary::OrganisationType,
};

/// The fields as typed. Unknown members are refused (SECURITY JS7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignatureDraft {
    /// Slug of [`Kind`].
    pub kind: String,
    /// As typed; required unless the kind is `individual`.
    pub organisation: String,
    /// Slug or empty.
    pub organisation_type: String,
    /// Code; required, never guessed.
    pub country: String,
    /// As typed; required unless the kind is `organisation`.
    pub person: String,
    /// As typed or empty.
    pub role: String,
    /// Address or empty.
    pub mail: String,
    /// BCP 47, the language of the text that was read.
    pub language: String,
    /// Slug of [`Visibility`]; empty = `public`.
    pub visibility: String,
    /// Text or empty.
    pub reservation: String,
}

/// A signature that can be counted once it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signs.
    pub signatory: Signatory,
    /// To confirm and to withdraw; never shown, deleted 90 days after closing (PR7).
    pub mail: Option<MailAddress>,
    /// The language of the text that was read; nothing when unknown.
    pub language: Option<Language>,
    /// Full, or with a reservation.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<Reservation>,
}

impl SignatureDraft {
    /// The signature, or all faults at once. Fields: `kind`, `organisation`, `organisation_type`, `country`, `person`,
    /// `role`, `mail`, `language`, `visibility`, `reservation`.
    ///
    /// # Errors
    /// The faults; never an empty list.
    pub fn check(&self) -> Result<Signature, Vec<FieldError>> {
        let mut faults = Faults::default();
        let kind = faults.take("kind", form::choice(&self.kind, Kind::parse));
        let organisation = faults.take(
            "organisation",
            form::optional(&self.organisation, |raw| line(raw, Signatory::LONGEST_ORGANISATION)),
        );
        let organisation_type = faults.take(
            "organisation_type",
            form::optional(&self.organisation_type, |slug| {
                form::choice(slug, OrganisationType::parse)
            }),
        );
        let country = faults.take("country", form::country(&self.country));
        let person = faults.take(
            "person",
            form::optional(&self.person, |raw| line(raw, Signatory::LONGEST_PERSON)),
        );
        if kind.is_some_and(|kind| kind != Kind::Individual) && organisation == Some(None) {
            faults.add("organisation", Fault::Missing);
        }
        if kind.is_some_and(Kind::is_person) && person == Some(None) {
            faults.add("person", Fault::Missing);
        }
        let role = faults.take(
            "role",
            form::optional(&self.role, |raw| line(raw, Signatory::LONGEST_ROLE)),
        );
        let mail = faults.take("mail", form::optional(&self.mail, MailAddress::parse));
        let language = faults.take("language", form::optional(&self.language, form::language));
        let visibility = faults.take(
            "visibility",
            form::choice_or(&self.visibility, "public", Visibility::parse),
        );
        let reservation = faults.take("reservation", form::optional(&self.reservation, Reservation::parse));
        let whole = || {
            let reservation = reservation?;
            Some(Signature {
                signatory: Signatory {
                    kind: kind?,
                    visibility: visibility?,
                    organisation: organisation?,
                    organisation_type: organisation_type?,
                    country: Some(country?),
                    person: person?,
                    role: role?,
                },
                mail: mail?,
                language: language?,
                stance: match reservation {
                    Some(_) => Stance::WithReservations,
                    None => Stance::Full,
                },
                reservation,
            })
        };
        faults.end(whole())
    }
}

/// One line, with runs of blanks as one.
fn line(raw: &str, most: usize) -> Result<String, Fault> {
    one_line(&raw.split_whitespace().collect::<Vec<_>>().join(" "), most)
}
