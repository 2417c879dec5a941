//! Who may not write, everywhere: SECURITY 4.7 over real nodes (M03, M04, M07, M08).

use chrono::Duration;
use domain::membership::{Matter, Tier};
use harness::{Network, until};
use serde_json::json;

use crate::network_secretariat::{Secretariat, admin, application};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m03_what_an_expelled_member_sends_late_is_refused_and_its_own_it_may_take_back() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    net.follow("gamma", "beta").await;
    let beta = delta.admits(&net, "beta").await;
    delta.trusted_by(&net, "gamma").await;
    let kept = net["beta"].publish("While a member").await;
    let taken_back = net["beta"].publish("To be taken back").await;
    net.settle().await;
    assert_eq!(
        net["gamma"].titles_from("beta").await,
        ["While a member", "To be taken back"]
    );

    delta.expels(&net, beta).await;
    let actor = net["beta"].actor().await;
    until("gamma hears of it", || async {
        delta.standing(&net["gamma"], &actor).await.0 == Some(Tier::Expelled)
    })
    .await;
    let (owner, _) = admin(&net["beta"]).await;
    net["beta"]
        .operations()
        .withdraw_practice(&owner, taken_back.id, "wrong numbers")
        .await
        .unwrap();
    until("what it takes back goes", || async {
        net.advance(Duration::seconds(61));
        net["gamma"].titles_from("beta").await == ["While a member"]
    })
    .await;
    net["beta"].publish("Too late").await;
    until("it is refused", || async {
        net.advance(Duration::seconds(61));
        let peer = net["beta"].peer("gamma.test").await.unwrap();
        peer.last_answer.is_some_and(|answer| answer.contains("403"))
    })
    .await;
    assert_eq!(
        net["gamma"].titles_from("beta").await,
        ["While a member"],
        "what came before stays"
    );
    assert!(net["gamma"].post(&kept.object).await.is_some());
    // A pull is no other way in.
    let pulled = net["gamma"].directory().catch_up("beta.test").await;
    assert!(matches!(pulled, Err(_) | Ok(0)), "nothing is taken: {pulled:?}");
    assert_eq!(net["gamma"].titles_from("beta").await, ["While a member"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m03_a_suspended_member_is_refused_until_the_suspension_is_lifted() {
    let net = Network::start(["alpha", "beta"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    net.follow("alpha", "beta").await;
    let beta = delta.admits(&net, "beta").await;
    let until_when = net.now() + Duration::days(30);
    delta.decide(&net, beta, Matter::Suspend { until: until_when }).await;
    let actor = net["beta"].actor().await;
    assert_eq!(
        delta.standing(&net["alpha"], &actor).await,
        (Some(Tier::Suspended), Some("suspended"))
    );
    net["beta"].publish("Not now").await;
    until("it is refused", || async {
        let peer = net["beta"].peer("alpha.test").await.unwrap();
        peer.last_answer.is_some_and(|answer| answer.contains("403"))
    })
    .await;
    assert!(net["alpha"].titles_from("beta").await.is_empty());
    delta.decide(&net, beta, Matter::Lift).await;
    net.advance(Duration::days(1));
    net["beta"].directory().try_now("alpha.test").await;
    until("it is taken again", || async {
        net["alpha"].titles_from("beta").await == ["Not now"]
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m03_a_node_that_was_off_hears_nobody_who_was_expelled_meanwhile() {
    let mut net = Network::with_fakes(["alpha", "gamma"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let ana = net.fake("mastodon").actor("ana");
    let member = delta.admits_fake(&net, &ana).await;
    delta.trusted_by(&net, "gamma").await;
    let organisation = net["gamma"].actor().await;
    let late = |text: &str| {
        let mut note = ana.note(text, None);
        note["cc"] = json!([organisation]);
        ana.activity("Create", note)
    };
    let say = async |net: &Network, said: &serde_json::Value| {
        let message = ana.post("gamma.test", "/ap/inbox", said.to_string().as_bytes(), net.now());
        message.send(net["gamma"].address()).await
    };
    assert_eq!(say(&net, &late("While a member")).await.status, 202);
    net.stop("gamma").await;
    delta.expels(&net, member).await;
    net.advance(Duration::days(120));

    net.restart("gamma").await;
    until("it is refused for good", || async {
        let reply = say(&net, &late("Too late")).await;
        assert_ne!(reply.status, 202, "not even once");
        assert_eq!(reply.status == 503, reply.header("retry-after").is_some());
        reply.status == 403
    })
    .await;
    let shown = format!("{:?}", net["gamma"].timeline().await);
    assert!(!shown.contains("Too late"), "{shown}");
}

/// Ana, on a server of another make, whom alpha follows.
async fn followed(net: &Network) -> harness::FakeActor {
    let ana = net.fake("mastodon").actor("ana");
    net["alpha"].ask_to_follow(&ana.handle()).await;
    until("the request arrives", || async {
        !net.fake("mastodon").got("Follow").is_empty()
    })
    .await;
    let asked = net.fake("mastodon").got("Follow")[0].clone();
    let accept = ana.activity("Accept", asked);
    let sent = ana.post("alpha.test", "/ap/inbox", accept.to_string().as_bytes(), net.now());
    assert_eq!(sent.send(net["alpha"].address()).await.status, 202);
    ana
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m04_what_an_expelled_member_wrote_is_neither_shown_nor_fetched_where_others_embed_it() {
    let net = Network::with_fakes(["alpha"], ["mastodon", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let ana = followed(&net).await;
    // Carla may write from the same host: the host alone says nothing.
    let (bob, carla) = (net.fake("gamma").actor("bob"), net.fake("gamma").actor("carla"));
    net["alpha"].directory().actor(&carla.id).await.unwrap();
    let member = delta.admits_fake(&net, &bob).await;
    delta.expels(&net, member).await;
    net.settle().await;
    // Messages to it may still be under way; what counts is what is asked for.
    let asked_for = || -> Vec<String> {
        let asked = net.fake("gamma").asked().into_iter();
        asked
            .filter(|asked| asked.method == "GET")
            .map(|asked| asked.target)
            .collect()
    };
    let asked = asked_for();
    let said = |number: usize| {
        let note = bob.note(&format!("Never seen {number}."), None);
        net.fake("gamma").serve_document(&bob.with_context(&note));
        note
    };
    let proved = |activity| bob.prove(&activity, net.now());
    let mut answer = ana.note("I answer.", None);
    answer["inReplyTo"] = said(1);
    let mut quoting = ana.note("I quote.", None);
    quoting["quote"] = said(2);
    for activity in [
        ana.activity("Announce", said(3)),
        ana.activity("Announce", proved(bob.with_context(&said(4)))),
        ana.activity("Announce", bob.activity("Create", said(5))),
        ana.activity("Announce", proved(bob.activity("Create", said(6)))),
        ana.activity("Create", answer),
        ana.activity("Create", quoting),
    ] {
        let sent = ana.post("alpha.test", "/ap/inbox", activity.to_string().as_bytes(), net.now());
        let reply = sent.send(net["alpha"].address()).await;
        assert_eq!(reply.status, 202, "{} {activity}", reply.text());
    }
    net.settle().await;
    let shown = format!("{:?}", net["alpha"].timeline().await);
    assert!(!shown.contains("Never seen"), "{shown}");
    assert!(shown.contains("I answer.") && shown.contains("I quote."), "{shown}");
    assert_eq!(asked_for(), asked, "nobody there is asked");

    let genuine = carla.note("Carla says.", None);
    net.fake("gamma").serve_document(&carla.with_context(&genuine));
    let boost = ana.activity("Announce", genuine);
    let sent = ana.post("alpha.test", "/ap/inbox", boost.to_string().as_bytes(), net.now());
    assert_eq!(sent.send(net["alpha"].address()).await.status, 202);
    let shown = format!("{:?}", net["alpha"].timeline().await);
    assert!(shown.contains("Carla says."), "her neighbour is heard: {shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m04_posts_of_an_expelled_member_that_others_boost_are_neither_shown_nor_fetched() {
    let net = Network::with_fakes(["alpha", "beta"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let ana = followed(&net).await;
    let beta = delta.admits(&net, "beta").await;
    let before = net["beta"].publish("Before").await;
    net.settle().await;
    delta.expels(&net, beta).await;
    let unseen = net["beta"].publish("Never seen").await;

    let send = async |message: harness::Message| message.send(net["alpha"].address()).await;
    for object in [&before.object, &unseen.object] {
        let boost = ana.activity("Announce", object.as_str());
        let sent = send(ana.post("alpha.test", "/ap/inbox", boost.to_string().as_bytes(), net.now())).await;
        assert_eq!(sent.status, 202);
    }
    let shown = net["alpha"].timeline().await;
    assert!(shown.iter().all(|post| post.object != unseen.object), "not fetched");
    let boosts = shown
        .iter()
        .filter(|post| post.object == before.object)
        .map(|post| post.boosts);
    assert!(boosts.sum::<u64>() <= 1, "the boost of another adds nothing");

    // Asked for by its address it is not shown either.
    assert!(net["alpha"].directory().object(&unseen.object).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m07_a_hidden_member_is_named_nowhere_and_may_write_where_it_showed_itself() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let hidden = domain::membership::ApplicationDraft {
        listed: false,
        ..application("Beta trust")
    };
    delta.admits_as(&net, "beta", &hidden).await;
    delta.trusted_by(&net, "gamma").await;
    let actor = net["beta"].actor().await;

    let mut visitor = net["alpha"].visitor();
    let path = delta.actor.trim_start_matches("http://alpha.test").to_owned();
    let lists = [
        "members",
        "members?page=1",
        "roster",
        "outbox",
        "followers",
        "collections/members",
    ];
    for list in lists {
        let page = visitor.get(&format!("{path}/{list}")).await;
        assert!(!page.text().contains("beta"), "{list}: {}", page.text());
    }
    let lines = visitor
        .get(&format!("/ap/rosters?network={}&after=0", delta.actor))
        .await
        .text();
    assert!(
        lines.contains("urn:bandung:hidden:") && !lines.contains("beta"),
        "{lines}"
    );
    assert!(!lines.contains("\"KE\"") && !lines.contains("z6Mk"), "{lines}");
    let profile = net["beta"]
        .visitor()
        .get(actor.trim_start_matches("http://beta.test"))
        .await;
    assert!(!profile.text().contains("Member of"), "nor does it say so itself");

    assert_eq!(delta.standing(&net["gamma"], &actor).await, (None, Some("not-member")));
    let (owner, step_up) = admin(&net["beta"]).await;
    let gamma = net["beta"]
        .directory()
        .resolve_handle("gamma@gamma.test")
        .await
        .unwrap();
    net["beta"]
        .operations()
        .show_membership(&owner, &step_up, owner.acting_for().unwrap(), &delta.actor, &gamma)
        .await
        .unwrap();
    until("gamma lets it write", || async {
        delta.standing(&net["gamma"], &actor).await == (Some(Tier::Member), None)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m08_a_members_domain_with_new_keys_raises_an_alarm_and_the_pinned_key_stays() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let ana = net.fake("mastodon").actor("ana");
    let send = async |message: harness::Message| message.send(net["alpha"].address()).await;
    delta.admits_fake(&net, &ana).await;

    let thief = ana.with_new_keys();
    net.fake("mastodon").serve_actor(&thief);
    net.advance(Duration::days(2));
    let note = thief.activity("Create", thief.note("Send money", None));
    let sent = send(thief.post("alpha.test", "/ap/inbox", note.to_string().as_bytes(), net.now())).await;
    assert!(matches!(sent.status, 401 | 403), "{} {}", sent.status, sent.text());
    // A member of staff looks, or the daily refresh comes: the document shows keys that nobody vouched for.
    // What is stored serves meanwhile (ID11).
    net["alpha"].directory().actor(&ana.id).await.unwrap();
    let pins = net["alpha"].operations().pinned_actors().await.unwrap();
    let pin = pins.iter().find(|pin| pin.actor == ana.id).unwrap();
    assert!(pin.alarm_at.is_some(), "a person is told");
    assert_eq!(
        delta.standing(&net["alpha"], &ana.id).await,
        (Some(Tier::Member), None),
        "the pinned key stays"
    );

    // Its own key still speaks.
    let note = ana.activity("Create", ana.note("It is me", None));
    let sent = send(ana.post("alpha.test", "/ap/inbox", note.to_string().as_bytes(), net.now())).await;
    assert_eq!(sent.status, 202, "{}", sent.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m01_who_only_applied_does_nothing_that_members_do() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let ana = net.fake("mastodon").actor("ana");
    let send = async |message: harness::Message| message.send(net["alpha"].address()).await;
    let beta = net["alpha"].actor().await;
    let mut invite = ana.activity("Invite", ana.id.as_str());
    invite["target"] = json!(beta);
    let sent = send(ana.post("alpha.test", "/ap/inbox", invite.to_string().as_bytes(), net.now())).await;
    assert_eq!(sent.status, 403, "an applicant invites nobody");
    let mut recommend = ana.activity(
        "Offer",
        json!({
            "type": "Relationship", "subject": ana.id,
            "relationship": "https://w3id.org/bandung#recommends", "object": "http://mastodon.test/users/bo",
        }),
    );
    recommend["target"] = json!(delta.actor);
    let sent = send(ana.post("alpha.test", "/ap/inbox", recommend.to_string().as_bytes(), net.now())).await;
    assert_eq!(sent.status, 403, "nor does it recommend");
    assert_eq!(delta.standing(&net["alpha"], &ana.id).await, (None, Some("not-member")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_members_node_that_was_blocked_and_is_allowed_again_has_the_roster_at_once() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    until("beta has the roster", || async {
        delta.number(&net["beta"]).await == 1
    })
    .await;
    let (session, _) = admin(&net["alpha"]).await;
    let operator = net["alpha"].operations().local_operator(None, None).await.unwrap();
    let alpha = net["alpha"].operations();
    let block = operations::BlockForm::new("beta.test", domain::policy::Severity::Suspend, "Too loud.");
    alpha.block(&operator, &block).await.unwrap();
    delta.admits(&net, "gamma").await;
    net.settle().await;
    assert_eq!(delta.number(&net["beta"]).await, 1, "blocked: nothing is sent");
    let holders = async || -> Vec<String> {
        let holders = alpha.roster_holders(&session, delta.id).await.unwrap();
        holders.into_iter().map(|holder| holder.host).collect()
    };
    assert!(!holders().await.contains(&"beta.test".to_owned()));

    alpha.lift_block(&operator, "beta.test").await.unwrap();
    assert!(holders().await.contains(&"beta.test".to_owned()));
    until("beta has what it missed", || async {
        net.advance(Duration::seconds(61));
        delta.number(&net["beta"]).await == 2
    })
    .await;
    let wrong = operations::BlockForm::new("nonsense", domain::policy::Severity::Suspend, "");
    assert!(alpha.block(&operator, &wrong).await.is_err());
}
