use super::*;
use crate::field_error::Fault;

fn draft() -> NetworkDraft {
    NetworkDraft {
        handle: "safewater".to_owned(),
        name: "Safe Water Network".to_owned(),
        languages: vec!["en".to_owned(), "fr".to_owned()],
        conduct: vec![
            ConductDraft {
                language: "fr".to_owned(),
                text: "Nous publions ce qui a échoué aussi.".to_owned(),
            },
            ConductDraft {
                language: "en".to_owned(),
                text: "We publish what failed too.".to_owned(),
            },
        ],
        ..NetworkDraft::default()
    }
}

fn faults(draft: &NetworkDraft) -> Vec<(&'static str, Fault)> {
    let faults = draft.check().unwrap_err();
    faults.into_iter().map(|error| (error.field, error.fault)).collect()
}

#[test]
fn what_is_left_open_means_the_usual() {
    let network = draft().check().unwrap();
    assert_eq!(network.rules, Rules::default());
    assert_eq!(network.rules.admins_needed(), 2);
    assert_eq!(network.conduct_in("en").unwrap().text, "We publish what failed too.");
    assert_eq!(
        network.conduct_in("ru"),
        network.conduct_in("en"),
        "falls back on the main language"
    );
    assert!(network.is_for(Country::parse("FJ").unwrap()));
}

#[test]
fn all_faults_are_told_at_once() {
    let draft = NetworkDraft {
        handle: "Safe Water".to_owned(),
        deciding: "king".to_owned(),
        comment_days: "91".to_owned(),
        appeal_days: "29".to_owned(),
        regions: vec!["999".to_owned()],
        tiers: vec!["suspended".to_owned()],
        ..NetworkDraft::default()
    };
    let fields: Vec<_> = faults(&draft).into_iter().map(|(field, _)| field).collect();
    for field in [
        "handle",
        "name",
        "languages",
        "regions",
        "deciding",
        "comment_days",
        "appeal_days",
        "tiers",
    ] {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
}

#[test]
fn the_code_of_conduct_can_be_read_in_the_main_language() {
    let mut draft = draft();
    draft.conduct.pop();
    assert_eq!(faults(&draft), [("conduct", Fault::Missing)]);
    draft.conduct.clear();
    assert_eq!(faults(&draft), [("conduct", Fault::Missing)]);
}

#[test]
fn a_vote_needs_a_quorum() {
    let mut draft = draft();
    draft.deciding = "vote".to_owned();
    assert_eq!(faults(&draft), [("quorum", Fault::Missing)]);
    draft.quorum = "12".to_owned();
    assert_eq!(draft.check().unwrap().rules.deciding, Deciding::Vote { quorum: 12 });
}

#[test]
fn a_regional_network_is_for_the_countries_of_its_regions() {
    let mut draft = draft();
    draft.regions = vec!["202".to_owned()];
    let network = draft.check().unwrap();
    assert!(network.is_for(Country::parse("KE").unwrap()));
    assert!(!network.is_for(Country::parse("PE").unwrap()));
}

#[test]
fn a_network_survives_json() {
    let network = draft().check().unwrap();
    let text = serde_json::to_string(&network).unwrap();
    assert_eq!(serde_json::from_str::<Network>(&text).unwrap(), network);
}
