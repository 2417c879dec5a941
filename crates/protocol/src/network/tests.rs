use std::{fs, path::PathBuf};

use domain::{membership::Tier, network::NetworkDraft, vocabulary::Country};

use super::*;
use crate::{
    activity::Header,
    audience::Audience,
    membership::{ended, tests::bare},
    names::PUBLIC,
};

fn vector(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn network() -> Network {
    let draft = NetworkDraft {
        handle: "safewater".to_owned(),
        name: "Safe Water Network".to_owned(),
        about: "A network of organisations that work for safe water.".to_owned(),
        languages: vec!["en".to_owned()],
        conduct: vec![domain::network::ConductDraft {
            language: "en".to_owned(),
            text: "Be fair.".to_owned(),
        }],
        ..NetworkDraft::default()
    };
    draft.check().unwrap()
}

const NETWORK: &str = "https://net.example/ap/networks/1";

#[test]
fn pa11_the_actor_of_a_network_is_written_as_in_the_vector() {
    let expected = vector("actors/group.json");
    let urls = NodeUrls::new("https", "net.example");
    let created = at("2026-10-01T00:00:00Z");
    let id = NetworkId::new(created, [1; 10]);
    let actor = urls.network(id);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let keys = PublicKeys::first(
        &actor,
        text(&expected["publicKey"]["publicKeyPem"]),
        text(&expected["assertionMethod"][0]["publicKeyMultibase"]),
    );
    let built = group(&network(), id, (created, created), &keys, &urls);
    // Ids differ: ours are UUIDs. The page is that of the network.
    let mut expected: Value = serde_json::from_str(
        &expected
            .to_string()
            .replace("/ap/networks/1", &format!("/ap/networks/{id}")),
    )
    .unwrap();
    expected["url"] = json!("https://net.example/networks/safewater");
    expected["bandung:language"] = json!("en");
    assert_eq!(built, expected);
}

#[test]
fn the_roster_of_the_vectors_is_written_by_our_builder() {
    let expected = vector("membership/roster.json");
    let items = expected["items"].as_array().unwrap();
    let built: Vec<Value> = items
        .iter()
        .map(|it| {
            let text = |name: &str| it[name].as_str();
            let listed = Listed {
                membership: text("id").unwrap(),
                subject: text("subject").unwrap(),
                tier: Tier::parse(text("bandung:tier").unwrap()).unwrap(),
                country: text("bandung:country").and_then(Country::parse),
                key: text("bandung:key"),
                bound: text("bandung:membershipDigest").unwrap(),
                instance: text("bandung:instance"),
                witness_key: text("bandung:witnessKey"),
                since: at(text("startTime").unwrap()),
            };
            item(NETWORK, &listed)
        })
        .collect();
    let page = RosterPage {
        roster: "https://net.example/ap/networks/1/roster",
        network: NETWORK,
        sequence: 5,
        total: 3,
        published: at("2026-10-05T16:00:00Z"),
        valid_until: at("2027-01-03T16:00:00Z"),
        page: 1,
        more: false,
    };
    let document = roster_page(&page, &built);
    assert_eq!(document["@context"], expected["@context"]);
    assert_eq!(bare(document), bare(expected));
}

#[test]
fn a_large_roster_is_pages_that_name_the_next_one() {
    let page = |number, more| {
        roster_page(
            &RosterPage {
                roster: "https://net.example/ap/networks/1/roster",
                network: NETWORK,
                sequence: 5,
                total: 2_000,
                published: at("2026-10-05T16:00:00Z"),
                valid_until: at("2027-01-03T16:00:00Z"),
                page: number,
                more,
            },
            &[],
        )
    };
    assert_eq!(page(1, true)["next"], "https://net.example/ap/networks/1/roster?page=2");
    let last = page(2, false);
    assert_eq!(last["id"], page(1, true)["next"]);
    assert_eq!(last["partOf"], "https://net.example/ap/networks/1/roster");
    assert_eq!(last.get("next"), None);
}

#[test]
fn a_change_of_the_roster_is_the_update_of_the_vector_and_says_what_changed() {
    let audience = Audience {
        to: vec![format!("{NETWORK}/members")],
        cc: Vec::new(),
    };
    let header = Header {
        id: "https://net.example/ap/activities/78".to_owned(),
        actor: NETWORK,
        published: at("2026-10-05T16:00:00Z"),
        audience: &audience,
        proof: true,
    };
    let change = ended(
        "https://net.example/ap/memberships/78",
        "https://gamma.example/ap/orgs/3",
        Some(Tier::Expelled),
    );
    let mut built = bare(change_activity(
        &header,
        "https://net.example/ap/networks/1/roster",
        5,
        change.clone(),
    ));
    assert_eq!(built.as_object_mut().unwrap().remove("bandung:change"), Some(change));
    assert_eq!(built, bare(vector("membership/roster-update.json")));
}

#[test]
fn m07_what_stands_for_a_hidden_member_says_nothing_without_the_salt() {
    let actor = "https://beta.example/ap/orgs/7";
    let subject = hidden_subject(&[1; 32], actor);
    assert!(is_hidden_subject(&subject) && !is_hidden_subject(actor));
    assert_eq!(subject, hidden_subject(&[1; 32], actor));
    assert_ne!(subject, hidden_subject(&[2; 32], actor));
    let listed = Listed {
        membership: "https://net.example/ap/memberships/9",
        subject: &subject,
        tier: Tier::Member,
        country: Country::parse("KE"),
        key: Some("z6Mk"),
        bound: "AAAA",
        instance: Some("https://beta.example/ap/actor"),
        witness_key: None,
        since: at("2026-10-05T16:00:00Z"),
    };
    let shown = item(NETWORK, &listed).to_string();
    assert!(
        !shown.contains("beta.example") && !shown.contains("z6Mk") && !shown.contains("\"KE\""),
        "{shown}"
    );
}

#[test]
fn pg1_pg6_announcements_and_the_collection_of_members_are_those_of_the_vectors() {
    let audience = Audience {
        to: vec![PUBLIC.to_owned()],
        cc: vec![
            format!("{NETWORK}/followers"),
            "https://beta.example/ap/orgs/7".to_owned(),
        ],
    };
    let header = |id: &str, time: &str| Header {
        id: format!("https://net.example/ap/activities/{id}"),
        actor: NETWORK,
        published: at(time),
        audience: &audience,
        proof: true,
    };
    let by_id = vector("group/announce-object.json");
    let built = crate::activity::announce(&header("5", "2026-10-20T08:05:00Z"), by_id["object"].as_str().unwrap());
    assert_eq!(built["@context"], by_id["@context"]);
    assert_eq!(bare(built), bare(by_id));
    let whole = vector("group/announce-activity.json");
    let followers = Audience {
        cc: vec![format!("{NETWORK}/followers")],
        ..audience.clone()
    };
    let header = Header {
        audience: &followers,
        ..header("6", whole["published"].as_str().unwrap())
    };
    let built = crate::activity::announce_activity(&header, whole["object"].clone());
    assert_eq!(bare(built), bare(whole));

    let member = FeaturedMember {
        item: format!("{NETWORK}/collections/members/77"),
        actor: "https://beta.example/ap/orgs/7".to_owned(),
        authorization: "https://beta.example/ap/feature-stamps/3".to_owned(),
        since: at("2026-10-05T16:00:00Z"),
    };
    let collection = format!("{NETWORK}/collections/members");
    let then = (at("2026-10-05T16:00:00Z"), at("2026-10-05T16:00:00Z"));
    let texts = (
        "Members of Safe Water Network",
        "Organisations with an active membership.",
        "https://net.example/networks/safewater",
    );
    assert_eq!(
        featured_members(&collection, NETWORK, texts, then, &[member]),
        vector("group/members-featured-collection.json")
    );
    assert_eq!(
        feature_request(
            "https://net.example/ap/activities/80",
            NETWORK,
            "https://beta.example/ap/orgs/7",
            &collection
        ),
        vector("group/feature-request.json")
    );
    assert_eq!(
        feature_stamp(
            "https://beta.example/ap/feature-stamps/3",
            "https://beta.example/ap/orgs/7",
            &collection
        ),
        vector("group/feature-authorization.json")
    );
}
