//! Networks over several nodes: applying, being admitted, rosters, announcements (PROTOCOL 11, p25 to p27).

use chrono::Duration;
use domain::membership::{Matter, Tier};
use harness::{Network, until};
use serde_json::json;

use crate::network_secretariat::{Secretariat, admin, application};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p25_an_organisation_joins_from_its_own_node_and_every_node_has_the_same_roster() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    let (owner, _) = admin(&net["beta"]).await;
    let joined = net["beta"]
        .operations()
        .joined_networks(&owner, owner.acting_for().unwrap())
        .await
        .unwrap();
    assert_eq!(joined.len(), 1);
    assert_eq!(
        (joined[0].state.as_str(), joined[0].tier, joined[0].name.as_str()),
        ("member", Some(Tier::Member), "The delta network")
    );

    delta.trusted_by(&net, "gamma").await;
    until("beta reads the roster of its network", || async {
        delta.number(&net["beta"]).await == 1
    })
    .await;
    let beta = net["beta"].actor().await;
    for node in ["alpha", "beta", "gamma"] {
        assert_eq!(delta.number(&net[node]).await, 1, "{node}");
        assert_eq!(
            delta.standing(&net[node], &beta).await,
            (Some(Tier::Member), None),
            "{node}"
        );
    }

    // A second member: the change says in itself what changed, and needs no question.
    delta.admits(&net, "gamma").await;
    until("beta hears of it", || async { delta.number(&net["beta"]).await == 2 }).await;
    let gamma = net["gamma"].actor().await;
    assert_eq!(delta.standing(&net["beta"], &gamma).await.0, Some(Tier::Member));

    // Members are told who is admitted, and take that as it is.
    net.settle().await;
    let towards = net["alpha"].peer("beta.test").await.unwrap();
    assert!(!towards.alarm && towards.waiting == 0, "{towards:?}");

    // Both sides name each other (PM1, PA8).
    let mut visitor = net["beta"].visitor();
    let path = beta.trim_start_matches("http://beta.test").to_owned();
    let page = visitor.get(&format!("{path}/memberships")).await;
    let named: serde_json::Value = serde_json::from_str(&page.text()).unwrap();
    assert_eq!(named["orderedItems"], json!([joined[0].membership]));
    let profile: serde_json::Value = serde_json::from_str(&visitor.get(&path).await.text()).unwrap();
    assert_eq!(profile["attachment"][0]["name"], "Member of");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_admitted_by_the_form_asks_to_join_from_its_own_node_and_gets_its_membership() {
    let net = Network::start(["alpha", "beta"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let alpha = net["alpha"].operations();
    let english = domain::text::Language::parse("en").unwrap();
    let form = domain::membership::ApplicationDraft {
        contact: "office@trust.example".to_owned(),
        ..application("Beta trust")
    };
    let link = alpha.begin_application(delta.id, &form, &english).await.unwrap();
    let secret = secrecy::ExposeSecret::expose_secret(&link.0).to_owned();
    let id = alpha.send_application(&secret).await.unwrap();
    delta.decide(&net, id, Matter::Admit(Tier::Member)).await;
    let actor = net["beta"].actor().await;
    let path = actor.trim_start_matches("http://beta.test").to_owned();
    let profile: serde_json::Value = net["beta"].visitor().get(&path).await.json();
    let key = profile["assertionMethod"][0]["publicKeyMultibase"]
        .as_str()
        .unwrap()
        .to_owned();
    delta
        .decide(
            &net,
            id,
            Matter::Move {
                actor: actor.clone(),
                key,
            },
        )
        .await;
    assert_eq!(delta.standing(&net["alpha"], &actor).await, (Some(Tier::Member), None));

    delta.applies(&net, "beta", &application("Beta trust")).await;
    let (owner, _) = admin(&net["beta"]).await;
    let organisation = owner.acting_for().unwrap();
    let operations = net["beta"].operations();
    until("beta has its membership", || async {
        let joined = operations.joined_networks(&owner, organisation).await.unwrap();
        joined[0].state.as_str() == "member" && joined[0].membership.is_some()
    })
    .await;
    until("and follows the roster", || async {
        delta.number(&net["beta"]).await > 0
    })
    .await;
    let (session, _) = admin(&net["alpha"]).await;
    assert!(alpha.applications(&session, delta.id).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_that_is_declined_says_why_and_gives_no_rights() {
    let net = Network::start(["alpha", "beta"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.applies(&net, "beta", &application("Beta trust")).await;
    let id = delta.waiting(&net["alpha"]).await;
    let (session, step_up) = admin(&net["alpha"]).await;
    let no = operations::Ballot {
        matter: Matter::Admit(Tier::Member),
        yes: false,
        reason: Some("Tell us more about your work and apply again.".to_owned()),
    };
    let decided = net["alpha"]
        .operations()
        .decide_membership(&session, &step_up, delta.id, id, &no)
        .await;
    decided.unwrap();
    net.settle().await;
    let (owner, _) = admin(&net["beta"]).await;
    let organisation = owner.acting_for().unwrap();
    until("the answer arrives", || async {
        let joined = net["beta"]
            .operations()
            .joined_networks(&owner, organisation)
            .await
            .unwrap();
        joined[0].state.as_str() == "refused"
    })
    .await;
    let joined = net["beta"]
        .operations()
        .joined_networks(&owner, organisation)
        .await
        .unwrap();
    assert_eq!(
        joined[0].reason.as_deref(),
        Some("Tell us more about your work and apply again.")
    );
    let beta = net["beta"].actor().await;
    assert_eq!(delta.standing(&net["alpha"], &beta).await, (None, Some("not-member")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p27_a_members_practice_reaches_the_followers_of_its_network_as_one_boost() {
    let net = Network::with_fakes(["alpha", "beta", "gamma"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    let ana = net.fake("mastodon").actor("ana");
    let follow = ana.activity("Follow", delta.actor.as_str());
    let inbox = format!("{}/inbox", delta.actor.trim_start_matches("http://alpha.test"));
    let asked = ana.post("alpha.test", &inbox, follow.to_string().as_bytes(), net.now());
    assert_eq!(asked.send(net["alpha"].address()).await.status, 202);
    net["gamma"].ask_to_follow("delta@alpha.test").await;
    until("gamma follows the network", || async {
        net["gamma"].follows().await["delta@alpha.test"] == "active"
    })
    .await;

    net["beta"].publish("Wells that last").await;
    until("the practice arrives at a follower of the network", || async {
        net["gamma"].titles_from("beta").await == ["Wells that last"]
    })
    .await;
    until("Mastodon gets the boost", || async {
        !net.fake("mastodon").got("Announce").is_empty()
    })
    .await;
    net.settle().await;
    let boosts = net.fake("mastodon").got("Announce");
    assert_eq!(boosts.len(), 1, "only by id, once");
    assert!(boosts[0]["object"].is_string(), "{}", boosts[0]);
    let timeline = net["gamma"].timeline().await;
    let post = timeline
        .iter()
        .find(|post| post.title.as_deref() == Some("Wells that last"))
        .unwrap();
    assert_eq!(post.boosts, 1, "both forms are one boost");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p27_a_members_report_reaches_the_followers_of_its_network_and_goes_when_it_is_withdrawn() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    net.follow("beta", "alpha").await;
    net["gamma"].ask_to_follow("delta@alpha.test").await;
    until("gamma follows the network", || async {
        net["gamma"].follows().await["delta@alpha.test"] == "active"
    })
    .await;
    let practice = net["alpha"].publish("A dam of sand").await;
    net["beta"].practice(&practice.object).await;
    let (owner, _) = admin(&net["beta"]).await;
    let operations = net["beta"].operations();
    let tried = harness::report(&practice.object, 1);
    let report = operations
        .publish_report(&owner, owner.acting_for().unwrap(), tried, None)
        .await
        .unwrap();
    until("the report arrives at a follower of the network", || async {
        net["gamma"].post(&report.object).await.is_some()
    })
    .await;
    assert_eq!(net["gamma"].post(&report.object).await.unwrap().boosts, 1);

    operations.withdraw_report(&owner, report.id).await.unwrap();
    until("it goes there too", || async {
        net["gamma"].post(&report.object).await.is_none()
    })
    .await;
    let gone = net["gamma"].directory().object(&report.object).await;
    assert!(gone.is_err(), "what its author took back stays gone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pg1_a_declaration_of_a_member_reaches_whoever_follows_its_network_and_is_closed_there_too() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    net["gamma"].ask_to_follow("delta@alpha.test").await;
    until("gamma follows the network", || async {
        net["gamma"].follows().await["delta@alpha.test"] == "active"
    })
    .await;

    let card = net["beta"].open_declaration(harness::declaration("Water")).await;
    until("the declaration arrives at a follower of the network", || async {
        net["gamma"].known_declaration(&card.object).await.is_some()
    })
    .await;
    assert_eq!(net["gamma"].post(&card.object).await.unwrap().boosts, 1);

    let (owner, step_up) = admin(&net["beta"]).await;
    let operations = net["beta"].operations();
    operations
        .close_declaration(&owner, &step_up, card.id, false)
        .await
        .unwrap();
    until("that it is closed arrives there too", || async {
        let known = net["gamma"].known_declaration(&card.object).await;
        known.is_some_and(|known| known.state != card.state)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pg3_what_a_member_takes_back_in_its_network_is_passed_on_whole() {
    let net = Network::with_fakes(["alpha", "beta", "gamma"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    let ana = net.fake("mastodon").actor("ana");
    let eve = net.fake("mastodon").actor("eve");
    let send = async |actor: &harness::FakeActor, to: &str, said: &serde_json::Value| {
        let message = actor.post(
            &format!("{to}.test"),
            "/ap/inbox",
            said.to_string().as_bytes(),
            net.now(),
        );
        assert_eq!(message.send(net[to].address()).await.status, 202, "{said}");
    };
    delta.admits_fake(&net, &ana).await;
    net["gamma"].ask_to_follow("delta@alpha.test").await;
    until("gamma follows the network", || async {
        net["gamma"].follows().await["delta@alpha.test"] == "active"
    })
    .await;
    let practice = net["beta"].publish("Wells that last").await;
    let boosts = async || net["gamma"].post(&practice.object).await.map_or(0, |post| post.boosts);
    until("the network's boost arrives", || async { boosts().await == 1 }).await;
    let mut boosted = Vec::new();
    for actor in [&ana, &eve] {
        let boost = actor.activity("Announce", practice.object.as_str());
        for node in ["alpha", "gamma"] {
            send(actor, node, &boost).await;
        }
        boosted.push(boost);
    }
    assert_eq!(boosts().await, 3);

    for (actor, boost) in [&eve, &ana].into_iter().zip(boosted.iter().rev()) {
        let undone = json!({"id": boost["id"], "type": "Announce", "actor": actor.id, "object": practice.object});
        let mut undo = actor.activity("Undo", undone);
        undo["cc"] = json!([delta.actor]);
        send(actor, "alpha", &actor.prove(&undo, net.now())).await;
    }

    until("what the member took back goes", || async { boosts().await == 2 }).await;
    net.settle().await;
    assert_eq!(boosts().await, 2, "the network passes on nothing of a stranger");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p26_what_a_stranger_posts_into_a_network_is_not_announced() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let (ana, eve) = (net.fake("mastodon").actor("ana"), net.fake("mastodon").actor("eve"));
    let inbox = format!("{}/inbox", delta.actor.trim_start_matches("http://alpha.test"));
    let send = async |message: harness::Message| message.send(net["alpha"].address()).await;
    let follow = ana.activity("Follow", delta.actor.as_str());
    let asked = send(ana.post("alpha.test", &inbox, follow.to_string().as_bytes(), net.now())).await;
    assert_eq!(asked.status, 202);
    let mut note = eve.note("Buy this", None);
    note["audience"] = json!(delta.actor);
    note["cc"] = json!([delta.actor]);
    let create = eve.activity("Create", note);
    let sent = send(eve.post("alpha.test", &inbox, create.to_string().as_bytes(), net.now())).await;
    assert_eq!(sent.status, 202);
    net.settle().await;
    assert!(net.fake("mastodon").got("Announce").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pm5_a_node_that_was_off_for_months_catches_up_from_any_member_while_the_network_is_down() {
    let mut net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let beta = delta.admits(&net, "beta").await;
    delta.trusted_by(&net, "gamma").await;
    until("beta has the roster", || async {
        delta.number(&net["beta"]).await == 1
    })
    .await;
    net.stop("gamma").await;
    net.advance(Duration::days(60));
    let until_when = net.now() + Duration::days(90);
    delta.decide(&net, beta, Matter::Suspend { until: until_when }).await;
    delta.decide(&net, beta, Matter::Lift).await;
    until("beta has heard of both", || async {
        delta.number(&net["beta"]).await == 3
    })
    .await;
    net.advance(Duration::days(60));

    net.stop("alpha").await;
    net.restart("gamma").await;
    until("gamma reads it from beta", || async {
        delta.number(&net["gamma"]).await == 3
    })
    .await;
    let actor = net["beta"].actor().await;
    assert_eq!(delta.standing(&net["gamma"], &actor).await, (Some(Tier::Member), None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_leaves_and_is_on_no_roster_any_more() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    delta.trusted_by(&net, "gamma").await;
    let (owner, step_up) = admin(&net["beta"]).await;
    net["beta"]
        .operations()
        .leave_network(&owner, &step_up, owner.acting_for().unwrap(), &delta.actor)
        .await
        .unwrap();
    let beta = net["beta"].actor().await;
    for node in ["alpha", "gamma"] {
        until(&format!("{node} hears of it"), || async {
            delta.standing(&net[node], &beta).await.0 == Some(Tier::Withdrawn)
        })
        .await;
    }
    // Whoever left is anybody: it may write, but not into the network.
    assert_eq!(delta.standing(&net["gamma"], &beta).await.1, Some("withdrawn"));
    let anybody = net["gamma"].operations().who_may_write(&beta).await.unwrap();
    assert_eq!(anybody.refused, None);
}
