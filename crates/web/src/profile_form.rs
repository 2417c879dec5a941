//! The form about an organisation: in its settings, when it is founded, and at set-up.

use domain::{
    field_error::{Fault, FieldError},
    ids::MediaId,
    organisation::Profile,
    text::{Language, one_line, paragraphs},
    vocabulary::{Country, OrganisationType},
};

use crate::{
    field::{Field, Kind, languages, options, or_nothing},
    form::Fields,
    frame::Frame,
    pages::search::countries,
};

/// What was typed about an organisation.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypedProfile {
    name: String,
    name_latin: String,
    country: String,
    kind: String,
    language: String,
    about: String,
    website: String,
    approves_followers: bool,
    shows_followers: bool,
    logo: Option<MediaId>,
}

/// The names of the fields.
pub(crate) const NAMES: [&str; 9] = [
    "name",
    "name_latin",
    "country",
    "kind",
    "profile_language",
    "about",
    "website",
    "approves_followers",
    "shows_followers",
];

impl From<&Profile> for TypedProfile {
    fn from(profile: &Profile) -> Self {
        Self {
            name: profile.name.clone(),
            name_latin: profile.name_latin.clone().unwrap_or_default(),
            country: profile.country.code().to_owned(),
            kind: profile.kind.as_str().to_owned(),
            language: profile.language.as_str().to_owned(),
            about: profile.about.clone(),
            website: profile.website.clone().unwrap_or_default(),
            approves_followers: profile.approves_followers,
            shows_followers: profile.shows_followers,
            logo: profile.logo,
        }
    }
}

impl TypedProfile {
    /// Reads the form; the logo stays what it is.
    pub(crate) fn read(form: &Fields, logo: Option<MediaId>) -> Self {
        let text = |name: &str| form.get(name).trim().to_owned();
        Self {
            name: text("name"),
            name_latin: text("name_latin"),
            country: text("country"),
            kind: text("kind"),
            language: text("profile_language"),
            about: form.get("about").replace("\r\n", "\n"),
            website: text("website"),
            approves_followers: form.has("approves_followers"),
            shows_followers: form.has("shows_followers"),
            logo,
        }
    }

    /// Checks all fields at once.
    pub(crate) fn check(&self) -> Result<Profile, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut keep = |field, fault| faults.push(FieldError::new(field, fault));
        let name = one_line(&self.name, 100).map_err(|fault| keep("name", fault)).ok();
        let name_latin =
            optional(&self.name_latin, |text| one_line(text, 100)).map_err(|fault| keep("name_latin", fault));
        let country = Country::parse(&self.country);
        if country.is_none() {
            keep("country", missing_or_foreign(&self.country));
        }
        let kind = OrganisationType::parse(&self.kind);
        if kind.is_none() {
            keep("kind", missing_or_foreign(&self.kind));
        }
        let language = Language::parse(&self.language);
        if language.is_none() {
            keep("profile_language", missing_or_foreign(&self.language));
        }
        let about = optional(&self.about, |text| paragraphs(text, 500)).map_err(|fault| keep("about", fault));
        let website = optional(&self.website, website).map_err(|fault| keep("website", fault));
        match (name, name_latin, country, kind, language, about, website) {
            (Some(name), Ok(name_latin), Some(country), Some(kind), Some(language), Ok(about), Ok(website)) => {
                Ok(Profile {
                    name,
                    name_latin,
                    country,
                    kind,
                    language,
                    about: about.unwrap_or_default(),
                    website,
                    logo: self.logo,
                    approves_followers: self.approves_followers,
                    shows_followers: self.shows_followers,
                })
            }
            _ => Err(faults),
        }
    }

    /// The fields of the form.
    pub(crate) fn fields(&self, v: &Frame) -> Vec<Field> {
        let kinds = or_nothing(
            v,
            options(v, "org_type", OrganisationType::all().map(OrganisationType::as_str)),
        );
        let tick = |name: &str, on: bool| Field::new(v, name, Kind::Tick).value(if on { "yes" } else { "" });
        vec![
            Field::new(v, "name", Kind::Line)
                .value(&self.name)
                .most(100)
                .autocomplete("organization"),
            Field::new(v, "name_latin", Kind::Line)
                .value(&self.name_latin)
                .most(100)
                .optional(),
            Field::new(v, "country", Kind::Select(or_nothing(v, countries(v.locale)))).value(&self.country),
            Field::new(v, "kind", Kind::Select(kinds)).value(&self.kind),
            Field::new(v, "profile_language", Kind::Select(languages(&self.language))).value(&self.language),
            Field::new(v, "about", Kind::Area)
                .value(&self.about)
                .most(500)
                .optional(),
            Field::new(v, "website", Kind::Address).value(&self.website).optional(),
            tick("approves_followers", self.approves_followers),
            tick("shows_followers", self.shows_followers),
        ]
    }
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

fn website(text: &str) -> Result<String, Fault> {
    let wrong = Fault::Malformed {
        expected: "https://…"
    };
    match url::Url::parse(text) {
        Ok(address) if address.scheme() == "https" && address.has_host() && text.len() <= 2_000 => Ok(address.into()),
        _ => Err(wrong),
    }
}

fn missing_or_foreign(given: &str) -> Fault {
    if given.is_empty() {
        Fault::Missing
    } else {
        Fault::NotInList {
            given: given.chars().take(80).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> TypedProfile {
        TypedProfile {
            name: "Blue Delta".to_owned(),
            country: "BD".to_owned(),
            kind: "ngo-national".to_owned(),
            language: "bn".to_owned(),
            ..TypedProfile::default()
        }
    }

    #[test]
    fn a_profile_needs_name_country_kind_and_language() {
        assert!(typed().check().is_ok());
        let faults = TypedProfile::default().check().unwrap_err();
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["name", "country", "kind", "profile_language"]);
    }

    #[test]
    fn a_website_is_https_or_nothing() {
        for (address, fine) in [
            ("https://a.example", true),
            ("", true),
            ("http://a.example", false),
            ("javascript:x", false),
        ] {
            let typed = TypedProfile {
                website: address.to_owned(),
                ..typed()
            };
            assert_eq!(typed.check().is_ok(), fine, "{address}");
        }
    }
}
