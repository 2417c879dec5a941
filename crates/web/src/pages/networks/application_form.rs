//! The form of an application: its fields in parts, and what was typed. The same for visitors, for an organisation of
//! this node, and for a draft that is opened again (UX 5.4).

use domain::{
    field_error::FieldError,
    membership::ApplicationDraft,
    vocabulary::{OrganisationType, Sector},
};

use crate::{
    error::WebError,
    field::{Field, Kind, languages, options, or_nothing},
    form::Fields,
    frame::Frame,
    pages::search::countries,
};

/// Fields of an application and their names in this form, whose words differ from those of other forms.
const RENAMED: [(&str, &str); 4] = [
    ("website", "applicant_website"),
    ("sectors", "applicant_sectors"),
    ("languages", "applicant_languages"),
    ("contact", "applicant_contact"),
];
const SINGLES: [&str; 18] = [
    "legal_name",
    "name_latin",
    "acronym",
    "country",
    "organisation_type",
    "founded",
    "registration",
    "registration_reason",
    "register",
    "register_number",
    "applicant_website",
    "actor",
    "size",
    "applicant_contact",
    "second_contact",
    "referees",
    "ties",
    "conduct_accepted",
];
const NAME: usize = 200;
const TEXT: usize = 1_000;

/// A part of the form: its heading and its fields.
pub(crate) type Part = (String, Vec<Field>);

/// The parts of the form. `own_actor`: the account is known and is not asked for.
pub(crate) fn parts(v: &Frame, draft: &ApplicationDraft, faults: &[FieldError], own_actor: bool) -> Vec<Part> {
    let judged = |fields: Vec<Field>| fields.into_iter().map(|field| field.judged(v, faults)).collect();
    vec![
        (v.t("join-who"), judged(who(v, draft))),
        (v.t("join-registration"), judged(registration(v, draft))),
        (v.t("join-reach"), judged(reach(v, draft, own_actor))),
        (v.t("join-work"), judged(work(v, draft))),
        (v.t("join-trust"), judged(vec![referees(v, draft)])),
        (v.t("join-agree"), judged(agreement(v, draft))),
    ]
}

fn line(v: &Frame, name: &str, value: &str) -> Field {
    Field::new(v, name, Kind::Line).value(value).most(NAME)
}

fn who(v: &Frame, draft: &ApplicationDraft) -> Vec<Field> {
    let mut places = countries(v.locale);
    places.insert(0, (String::new(), String::new()));
    let kinds = options(v, "org_type", OrganisationType::all().map(OrganisationType::as_str));
    vec![
        line(v, "legal_name", &draft.legal_name).autocomplete("organization"),
        line(v, "name_latin", &draft.name_latin).optional(),
        line(v, "acronym", &draft.acronym).optional(),
        Field::new(v, "country", Kind::Select(places)).value(&draft.country),
        Field::new(v, "organisation_type", Kind::Select(or_nothing(v, kinds))).value(&draft.organisation_type),
        Field::new(v, "founded", Kind::Number).value(&draft.founded).optional(),
    ]
}

fn registration(v: &Frame, draft: &ApplicationDraft) -> Vec<Field> {
    let ways = options(
        v,
        "registration",
        ["registered", "cannot-register-safely", "informal"].into_iter(),
    );
    vec![
        Field::new(v, "registration", Kind::Radio(ways)).value(&draft.registration),
        line(v, "register", &draft.register).optional(),
        line(v, "register_number", &draft.register_number).optional(),
        Field::new(v, "registration_reason", Kind::Area)
            .value(&draft.registration_reason)
            .most(TEXT / 4)
            .optional(),
    ]
}

fn reach(v: &Frame, draft: &ApplicationDraft, own_actor: bool) -> Vec<Field> {
    let mut fields = vec![
        Field::new(v, "applicant_contact", Kind::Mail)
            .value(&draft.contact)
            .autocomplete("email")
            .optional(),
        Field::new(v, "second_contact", Kind::Mail)
            .value(&draft.second_contact)
            .optional(),
        Field::new(v, "applicant_website", Kind::Address)
            .value(&draft.website)
            .optional(),
    ];
    if !own_actor {
        fields.push(Field::new(v, "actor", Kind::Address).value(&draft.actor).optional());
    }
    fields.push(Field::new(v, "applicant_languages", Kind::Picks(languages(""))).picked(&draft.languages));
    fields
}

fn work(v: &Frame, draft: &ApplicationDraft) -> Vec<Field> {
    vec![
        Field::new(
            v,
            "applicant_sectors",
            Kind::Picks(options(v, "sector", Sector::all().map(Sector::as_str))),
        )
        .picked(&draft.sectors),
        Field::new(v, "size", Kind::Number).value(&draft.size).optional(),
        Field::new(v, "ties", Kind::Area)
            .value(&draft.ties)
            .most(TEXT / 4)
            .optional(),
    ]
}

fn referees(v: &Frame, draft: &ApplicationDraft) -> Field {
    Field::new(v, "referees", Kind::Area)
        .value(draft.referees.join("\n"))
        .optional()
}

fn agreement(v: &Frame, draft: &ApplicationDraft) -> Vec<Field> {
    let tick = |name: &str, on: bool| {
        let field = Field::new(v, name, Kind::Tick);
        if on { field.value("yes") } else { field }
    };
    vec![
        tick("conduct_accepted", draft.conduct_accepted),
        tick("listed", draft.listed),
    ]
}

/// What was typed. `extra`: further fields that the form carries.
pub(crate) fn read(fields: &Fields, extra: &[&str]) -> Result<ApplicationDraft, WebError> {
    let singles: Vec<&str> = SINGLES
        .iter()
        .chain(&["listed", "language", "go"])
        .chain(extra)
        .copied()
        .collect();
    fields.only(&singles, &["applicant_sectors", "applicant_languages"])?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    let lines = |name: &str| {
        let lines = fields.get(name).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    Ok(ApplicationDraft {
        legal_name: text("legal_name"),
        name_latin: text("name_latin"),
        acronym: text("acronym"),
        country: text("country"),
        organisation_type: text("organisation_type"),
        founded: text("founded"),
        registration: text("registration"),
        registration_reason: text("registration_reason"),
        register: text("register"),
        register_number: text("register_number"),
        website: text("applicant_website"),
        actor: text("actor"),
        sectors: fields.all("applicant_sectors"),
        languages: fields.all("applicant_languages"),
        size: text("size"),
        contact: text("applicant_contact"),
        second_contact: text("second_contact"),
        referees: lines("referees"),
        ties: text("ties"),
        conduct_accepted: fields.get("conduct_accepted") == "yes",
        listed: fields.get("listed") == "yes",
    })
}

/// Faults under the names of the form.
pub(crate) fn renamed(faults: Vec<FieldError>) -> Vec<FieldError> {
    let name = |field: &'static str| {
        RENAMED
            .iter()
            .find(|(own, _)| *own == field)
            .map_or(field, |(_, name)| name)
    };
    faults
        .into_iter()
        .map(|fault| FieldError::new(name(fault.field), fault.fault))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::tests::frame, locale::Locale};

    #[test]
    fn every_fault_of_an_application_stands_at_a_field_of_the_form() {
        let v = frame(Locale::En);
        let faults = renamed(ApplicationDraft::default().check().unwrap_err());
        let parts = parts(&v, &ApplicationDraft::default(), &faults, false);
        let shown: usize = parts
            .iter()
            .flat_map(|(_, fields)| fields)
            .map(|field| field.faults.len())
            .sum();
        assert_eq!(shown, faults.len());
        assert!(shown > 5);
    }
}
