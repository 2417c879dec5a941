use super::super::*;
use crate::field_error::Fault;

fn draft() -> ApplicationDraft {
    ApplicationDraft {
        legal_name: "Bwire Water Trust".to_owned(),
        country: "ke".to_owned(),
        organisation_type: "ngo-national".to_owned(),
        founded: "2009".to_owned(),
        registration: "registered".to_owned(),
        website: "https://www.beta.example/".to_owned(),
        actor: "https://beta.example/ap/orgs/7".to_owned(),
        sectors: vec!["water".to_owned(), "health".to_owned()],
        languages: vec!["en".to_owned()],
        referees: vec!["https://alpha.example/ap/orgs/1".to_owned(), String::new()],
        conduct_accepted: true,
        listed: true,
        ..ApplicationDraft::default()
    }
}

fn faults(draft: &ApplicationDraft) -> Vec<(&'static str, Fault)> {
    let faults = draft.check().unwrap_err();
    faults.into_iter().map(|error| (error.field, error.fault)).collect()
}

#[test]
fn an_application_is_read_and_survives_json() {
    let application = draft().check().unwrap();
    assert_eq!(application.founded, Some(2009));
    assert_eq!(application.referees.len(), 1);
    let text = serde_json::to_string(&application).unwrap();
    assert_eq!(serde_json::from_str::<Application>(&text).unwrap(), application);
}

#[test]
fn who_cannot_register_safely_says_as_much_as_is_safe() {
    let mut draft = draft();
    draft.registration = "cannot-register-safely".to_owned();
    assert_eq!(faults(&draft), [("registration_reason", Fault::Missing)]);
    draft.registration_reason = "Associations like ours are closed here.".to_owned();
    assert_eq!(draft.check().unwrap().registration.as_str(), "cannot-register-safely");
}

#[test]
fn who_has_no_node_gives_a_mailbox() {
    let mut draft = draft();
    draft.actor.clear();
    assert_eq!(faults(&draft), [("contact", Fault::Missing)]);
    draft.contact = "office@beta.example".to_owned();
    assert_eq!(draft.check().unwrap().actor, None);
}

#[test]
fn nobody_vouches_for_itself_and_nobody_is_admitted_without_the_code_of_conduct() {
    let mut draft = draft();
    draft.referees.push(draft.actor.clone());
    draft.conduct_accepted = false;
    assert_eq!(
        faults(&draft),
        [("referees", Fault::Taken), ("conduct_accepted", Fault::Missing)]
    );
}

#[test]
fn an_empty_form_tells_all_that_is_missing() {
    let fields: Vec<_> = faults(&ApplicationDraft::default())
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    for field in [
        "legal_name",
        "country",
        "organisation_type",
        "registration",
        "sectors",
        "languages",
        "contact",
        "conduct_accepted",
    ] {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
}
