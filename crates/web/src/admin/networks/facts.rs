//! What an applicant says of itself, as those who decide read it.

use domain::membership::{Application, Registration};

use crate::{frame::Frame, pages::declarations::language_name};

/// Label, value, address to which the value leads or nothing.
pub(super) type Fact = (String, String, String);

/// All that it said, in the order of the form.
pub(super) fn of_application(v: &Frame, it: &Application) -> Vec<Fact> {
    let plain = |key: &str, value: Option<String>| value.map(|value| (v.t(key), value, String::new()));
    let link = |key: &str, value: Option<&String>| value.map(|value| (v.t(key), value.clone(), value.clone()));
    let words = |list: &str, slugs: Vec<&str>| {
        let words: Vec<String> = slugs.iter().map(|slug| v.label(list, slug)).collect();
        Some(words.join(" · ")).filter(|text| !text.is_empty())
    };
    let (register, number, why) = match &it.registration {
        Registration::Registered { register, number } => (register.clone(), number.clone(), None),
        Registration::CannotRegisterSafely { reason } | Registration::Informal { reason } => {
            (None, None, Some(reason.clone()))
        }
    };
    let languages: Vec<String> = it.languages.iter().map(|tag| language_name(tag.as_str())).collect();
    let mail = |address: &Option<domain::mail_address::MailAddress>| {
        address.as_ref().map(|address| address.as_str().to_owned())
    };
    let all = [
        plain("field-legal_name", Some(it.legal_name.clone())),
        plain("field-name_latin", it.name_latin.clone()),
        plain("field-acronym", it.acronym.clone()),
        plain("member-country", Some(it.country.name(v.lang()).to_owned())),
        plain("field-organisation_type", Some(v.label("org_type", it.kind.as_str()))),
        plain("field-founded", it.founded.map(|year| year.to_string())),
        plain(
            "field-registration",
            Some(v.label("registration", it.registration.as_str())),
        ),
        plain("field-register", register),
        plain("field-register_number", number),
        plain("field-registration_reason", why),
        link("field-applicant_website", it.website.as_ref()),
        link("member-account", it.actor.as_ref()),
        plain(
            "field-applicant_sectors",
            words("sector", it.sectors.iter().map(|one| one.as_str()).collect()),
        ),
        plain("field-applicant_languages", Some(languages.join(" · "))),
        plain("field-size", it.size.map(|size| v.number(size))),
        plain("field-applicant_contact", mail(&it.contact)),
        plain("field-second_contact", mail(&it.second_contact)),
        plain("field-ties", it.ties.clone()),
        plain("field-listed", Some(v.t(if it.listed { "yes" } else { "no" }))),
    ];
    all.into_iter().flatten().collect()
}
