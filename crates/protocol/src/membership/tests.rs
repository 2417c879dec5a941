use std::{fs, path::PathBuf};

use evidence::origin::IdPolicy;

use super::*;
use crate::{
    activity::{Activity, Body, accept_with, delete},
    audience::Audience,
};

fn vector(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A document without its context and proof.
pub(crate) fn bare(mut document: Value) -> Value {
    let members = document.as_object_mut().unwrap();
    members.remove("@context");
    members.remove("proof");
    document
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

const NETWORK: &str = "https://net.example/ap/networks/1";
const BETA: &str = "https://beta.example/ap/orgs/7";

fn header<'a>(id: &str, actor: &'a str, time: &str, audience: &'a Audience) -> Header<'a> {
    Header {
        id: id.to_owned(),
        actor,
        published: at(time),
        audience,
        proof: true,
    }
}

#[test]
fn memberships_and_their_ends_are_those_of_the_vectors() {
    let since = at("2026-10-05T16:00:00Z");
    let document = MembershipDocument {
        id: "https://net.example/ap/memberships/77",
        network: NETWORK,
        subject: BETA,
        tier: Tier::Member,
        country: Country::parse("KE"),
        key: "z6MkjchcUUWzvtMckRoVNRMJPgEiwb6wCQtMNePjf7722eUD",
        since,
        issued: since,
        public: true,
    };
    let expected = vector("membership/membership.json");
    assert_eq!(membership(&document)["@context"], expected["@context"]);
    assert_eq!(bare(membership(&document)), bare(expected));

    let expected = vector("membership/membership-tombstone.json");
    let digest = expected["bandung:membershipDigest"].as_str().unwrap();
    let stone = end(
        expected["id"].as_str().unwrap(),
        NETWORK,
        digest,
        Tier::Expelled,
        at("2027-05-01T09:00:00Z"),
    );
    assert_eq!(bare(stone), bare(expected.clone()));

    let audience = Audience {
        to: vec!["https://gamma.example/ap/orgs/3".to_owned()],
        cc: vec![format!("{NETWORK}/members")],
    };
    let header = header(
        "https://net.example/ap/activities/79",
        NETWORK,
        "2027-05-01T09:00:00Z",
        &audience,
    );
    let whole = vector("membership/membership-delete.json");
    assert_eq!(bare(delete(&header, expected)), bare(whole));
}

#[test]
fn the_answer_to_an_application_is_that_of_the_vector() {
    let expected = vector("membership/accept.json");
    let audience = Audience {
        to: vec![BETA.to_owned()],
        cc: vec![format!("{NETWORK}/members")],
    };
    let header = header(
        "https://net.example/ap/activities/77",
        NETWORK,
        "2026-10-05T16:00:00Z",
        &audience,
    );
    let built = accept_with(
        &header,
        json!("https://beta.example/ap/activities/1"),
        "https://net.example/ap/memberships/77",
    );
    assert_eq!(built["@context"], expected["@context"]);
    assert_eq!(bare(built), bare(expected));
}

#[test]
fn an_application_is_read_from_the_vector_and_written_as_it_stands_there() {
    let join_vector = vector("membership/join.json");
    let activity = Activity::read(&join_vector, &IdPolicy::default()).unwrap();
    let Body::Join { network, application } = activity.body else {
        panic!("not read as a Join");
    };
    assert_eq!(network.as_str(), NETWORK);
    let mut draft = *application;
    assert_eq!((draft.actor.as_str(), draft.founded.as_str()), (BETA, "2009"));
    draft.registration = "registered".to_owned();
    let audience = Audience::named(&[NETWORK.to_owned()]);
    let header = header(
        "https://beta.example/ap/activities/1",
        BETA,
        "2026-10-05T08:00:00Z",
        &audience,
    );
    let built = join(&header, NETWORK, &draft.check().unwrap());
    assert_eq!(built["@context"], join_vector["@context"]);
    assert_eq!(bare(built), bare(join_vector));

    let leaving = vector("membership/leave.json");
    let audience = Audience::named(&[NETWORK.to_owned()]);
    let header = Header {
        id: "https://beta.example/ap/activities/2".to_owned(),
        published: at("2027-05-01T08:00:00Z"),
        audience: &audience,
        ..header
    };
    assert_eq!(bare(leave(&header, NETWORK)), bare(leaving.clone()));
    let read = Activity::read(&leaving, &IdPolicy::default()).unwrap();
    assert!(matches!(read.body, Body::Leave { network } if network.as_str() == NETWORK));
}

#[test]
fn invitations_recommendations_and_openings_are_read_back_as_they_were_written() {
    let audience = Audience::named(&[BETA.to_owned()]);
    let by_network = header(
        "https://net.example/ap/activities/1",
        NETWORK,
        "2026-10-05T16:00:00Z",
        &audience,
    );
    let read = |document: &Value| Activity::read(document, &IdPolicy::default()).map(|activity| activity.body);
    let invited = read(&invite(&by_network, NETWORK, BETA));
    assert!(matches!(invited, Ok(Body::Invite { organisation }) if organisation.as_str() == BETA));
    let for_another = read(&invite(&by_network, "https://net.example/ap/networks/2", BETA));
    assert_eq!(for_another.unwrap_err().reason, "actor-mismatch");

    let by_beta = header(
        "https://beta.example/ap/activities/1",
        BETA,
        "2026-10-05T16:00:00Z",
        &audience,
    );
    let gamma = "https://gamma.example/ap/orgs/3";
    let said = read(&recommend(&by_beta, gamma, NETWORK));
    assert!(matches!(said, Ok(Body::Recommend { applicant, network })
        if applicant.as_str() == gamma && network.as_str() == NETWORK));
    let mut by_another = recommend(&by_beta, gamma, NETWORK);
    by_another["object"]["subject"] = json!(gamma);
    assert_eq!(read(&by_another).unwrap_err().reason, "actor-mismatch");

    let shown = read(&show(&by_beta, vector("membership/membership.json"), "c2FsdA=="));
    assert!(matches!(shown, Ok(Body::Show { salt, .. }) if salt == "c2FsdA=="));
    let of_another = read(&show(
        &by_beta,
        vector("membership/membership-probationary.json"),
        "c2FsdA==",
    ));
    assert_eq!(of_another.unwrap_err().reason, "actor-mismatch");
}

#[test]
fn what_a_group_passes_on_is_read_as_the_activity_of_another() {
    let whole = vector("group/announce-activity.json");
    let read = Activity::read(&whole, &IdPolicy::default()).unwrap();
    let Body::Relay {
        kind,
        activity,
        object,
        embedded,
    } = read.body
    else {
        panic!("not read as passed on");
    };
    assert_eq!((kind.as_str(), embedded), ("Create", whole["object"].clone()));
    assert_eq!(activity.as_str(), whole["object"]["id"]);
    assert_eq!(object.as_str(), whole["object"]["object"]["id"]);

    let request = vector("group/feature-request.json");
    let asked = Activity::read(&request, &IdPolicy::default()).unwrap();
    assert!(matches!(asked.body, Body::FeatureRequest { .. }));
    let mut anonymous = request;
    anonymous.as_object_mut().unwrap().remove("actor");
    assert!(Activity::read(&anonymous, &IdPolicy::default()).is_err());
    assert!(Activity::read_by(&anonymous, asked.actor, &IdPolicy::default()).is_ok());
}
