//! A declaration in the name of a network, hosted by a node that is none of its members: counted by membership, on every
//! node and in every bundle alike (SECURITY EN4, E04, E14).

use chrono::Duration;
use domain::{
    declaration::{Approval, Approver, DeclarationDraft},
    endorsement::Status,
    ids::MembershipId,
    membership::{Matter, Tier},
    organisation::Profile,
    vocabulary::{Country, OrganisationType},
};
use harness::{Network, TestNode, declaration, until};
use operations::view::declarations::{DeclarationCard, NamesFilter};
use serde_json::Value;

use crate::{
    declarations_sample::{both_accept, policy_of},
    network_secretariat::{Secretariat, application},
};

/// Alpha runs the network delta; gamma follows its roster and opens a declaration for its members; beta is a node of its own.
async fn three() -> (Network, Secretariat, DeclarationCard) {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    for name in ["alpha", "beta"] {
        net.follow(name, "gamma").await;
    }
    net.settle().await;
    let network = delta.seen_by(&net["gamma"]).await;
    let owner = net["gamma"].owner().await;
    net["gamma"].operations().trust_network(&owner, &network).await.unwrap();
    let draft = DeclarationDraft {
        approval: Approval {
            automatic: vec![Approver::Members(delta.actor.clone())],
            manual: Vec::new(),
        },
        ..declaration("Water")
    };
    let card = net["gamma"].open_declaration(draft).await;
    (net, delta, card)
}

/// An organisation that has no node of its own yet: alpha hosts it.
async fn hosted(node: &TestNode, delta: &Secretariat, net: &Network) -> MembershipId {
    let operations = node.operations();
    let profile = Profile {
        name: "River Circle".to_owned(),
        name_latin: None,
        country: Country::parse("KE").unwrap(),
        kind: OrganisationType::parse("community-based").unwrap(),
        language: domain::text::Language::parse("en").unwrap(),
        about: "We keep water.".to_owned(),
        website: None,
        logo: None,
        approves_followers: false,
        shows_followers: false,
    };
    let local = operations.local_operator(None, None).await.unwrap();
    let circle = operations.found_organisation(&local, "circle", profile).await.unwrap();
    let owner = operations.local_operator(None, Some("circle")).await.unwrap();
    let step_up = operations.step_up(&owner, None).await.unwrap();
    let draft = application("River Circle");
    let applied = operations.apply_for(&owner, &step_up, delta.id, circle.id, &draft);
    let id = applied.await.unwrap();
    delta.decide(net, id, Matter::Admit(Tier::Member)).await;
    id
}

/// Each node counts as many, from its own rows and from the log; each gives a bundle that both verifiers accept.
async fn counted_alike(net: &Network, object: &str, count: u64) {
    net.until_counted(&["alpha", "beta", "gamma"], object, count).await;
    net.assert_recounted(&["alpha", "beta"], "gamma", object).await;
    let policy = policy_of(&net["gamma"]).await;
    for name in ["alpha", "beta", "gamma"] {
        let slug = net[name].known_declaration(object).await.unwrap().slug;
        let path = format!("/declarations/{slug}/bundle");
        let bundle = net[name].fetch(&path, "application/json").await;
        assert_eq!(bundle.status, 200, "{name}");
        let said: Value = serde_json::from_str(&both_accept(&bundle.body, &policy, "organisations")).unwrap();
        assert_eq!(said["organisations"], count, "{name}");
        let parts: Value = serde_json::from_slice(&bundle.body).unwrap();
        let lines = parts["rosterChanges"].as_array().map_or(0, Vec::len);
        assert!(lines > 0, "{name} knows the network and says what it said");
    }
}

/// Since when nodes show the endorser as no longer a member.
async fn member_until(node: &TestNode, object: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let slug = node.known_declaration(object).await.unwrap().slug;
    let everybody = NamesFilter::default();
    let names = node.operations().declaration_names(&slug, &everybody, None);
    names.await.unwrap().items.remove(0).member_until
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e04_hosted_first_and_on_its_own_node_later_one_organisation_counts_once_on_every_node() {
    let (net, delta, card) = three().await;
    let circle = hosted(&net["alpha"], &delta, &net).await;
    until("gamma knows the roster", || async {
        net.advance(Duration::seconds(61));
        delta.number(&net["gamma"]).await == 1
    })
    .await;
    delta.trusted_by(&net, "beta").await;
    until("alpha knows the declaration", || async {
        net["alpha"].known_declaration(&card.object).await.is_some()
    })
    .await;
    net["alpha"].endorse_as("circle", &card.object).await;
    counted_alike(&net, &card.object, 1).await;

    // It goes on under the actor of its own node.
    let actor = net["beta"].actor().await;
    let path = actor.trim_start_matches("http://beta.test").to_owned();
    let profile: Value = net["beta"].visitor().get(&path).await.json();
    let key = profile["assertionMethod"][0]["publicKeyMultibase"]
        .as_str()
        .unwrap()
        .to_owned();
    delta.decide(&net, circle, Matter::Move { actor, key }).await;
    until("gamma knows of the move", || async {
        net.advance(Duration::seconds(61));
        delta.number(&net["gamma"]).await == 3
    })
    .await;
    net["beta"].endorse(&card.object).await;
    until("it is declined", || async {
        net.advance(Duration::seconds(61));
        let mine = net["beta"].endorsements_of(&card.object).await;
        mine[0].status == Status::Refused
    })
    .await;
    let mine = net["beta"].endorsements_of(&card.object).await.remove(0);
    assert_eq!(mine.reason.as_deref(), Some("duplicate"));
    until("beta knows of the move too", || async {
        net.advance(Duration::seconds(61));
        delta.number(&net["beta"]).await == 3
    })
    .await;
    counted_alike(&net, &card.object, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e14_a_member_that_is_expelled_later_counts_on_and_every_node_shows_until_when_it_was_one() {
    let (net, delta, card) = three().await;
    let beta = delta.admits(&net, "beta").await;
    until("gamma knows the roster", || async {
        net.advance(Duration::seconds(61));
        delta.number(&net["gamma"]).await == 1
    })
    .await;
    net["beta"].endorse(&card.object).await;
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;
    for name in ["alpha", "beta", "gamma"] {
        assert_eq!(member_until(&net[name], &card.object).await, None, "{name}");
    }
    delta.expels(&net, beta).await;
    until("every node shows it", || async {
        net.advance(Duration::seconds(61));
        for name in ["alpha", "beta", "gamma"] {
            if member_until(&net[name], &card.object).await.is_none() {
                return false;
            }
        }
        true
    })
    .await;
    let said = member_until(&net["alpha"], &card.object).await;
    for name in ["beta", "gamma"] {
        assert_eq!(member_until(&net[name], &card.object).await, said, "{name}");
        let slug = net[name].known_declaration(&card.object).await.unwrap().slug;
        let page = net[name]
            .visitor()
            .get(&format!("/declarations/{slug}/endorsements"))
            .await;
        assert!(page.text().contains("member of the network until"), "{name}");
    }
    counted_alike(&net, &card.object, 1).await;
}
