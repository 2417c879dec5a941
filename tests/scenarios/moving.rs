//! An organisation goes on at another address: its followers follow it there, and its network goes on with it because the
//! old key vouches for the new one (PROTOCOL PA16, PK15).

use domain::membership::{Matter, Tier};
use harness::{Network, OWNER, Page, Visitor, until};

use crate::network_secretariat::{Secretariat, admin};

const MOVING: &str = "/settings/moving";

/// Presses a button of the page about moving.
async fn press(browser: &mut Visitor, action: &str, field: &str, account: &str) -> Page {
    let name = format!("{action}-{field}");
    let mut fields = vec![("do", action), ("password_again", OWNER.1)];
    if !field.is_empty() {
        fields.push((&name, account));
    }
    browser.fill_in(MOVING, MOVING, &fields).await
}

fn assert_done(page: &Page) {
    assert_eq!(
        (page.status, page.header("location")),
        (303, Some("/settings/moving?done=saved")),
        "{}",
        page.text()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_moves_to_another_node_with_its_followers_and_its_membership() {
    let net = Network::start(["alpha", "beta", "gamma", "epsilon"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let id = delta.admits(&net, "beta").await;
    net.follow("epsilon", "beta").await;
    net.settle().await;
    let (old, new) = (net["beta"].actor().await, net["gamma"].actor().await);

    let mut here = net["beta"].signed_in().await;
    let refused = press(&mut here, "move", "new_account", &net["gamma"].handle()).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("does not say that it was this organisation"),
        "{}",
        refused.text()
    );

    let mut there = net["gamma"].signed_in().await;
    assert_done(&press(&mut there, "former", "former_account", &net["beta"].handle()).await);
    assert!(there.get(MOVING).await.text().contains(&net["beta"].handle()));
    assert_done(&press(&mut here, "move", "new_account", &net["gamma"].handle()).await);
    net.settle().await;

    // Both documents say so, and a page for people.
    let document = |node: &str, actor: &str| {
        let (mut visitor, path) = (net[node].visitor(), actor.split_once(".test").unwrap().1.to_owned());
        async move { visitor.get(&path).await.json() }
    };
    assert_eq!(document("beta", &old).await["movedTo"], new.as_str());
    assert_eq!(document("gamma", &new).await["alsoKnownAs"], serde_json::json!([old]));
    let page = net["epsilon"].visitor().get("/").await;
    assert_eq!(page.status, 200);
    let profile = here.get("/@beta").await.text();
    assert!(profile.contains("goes on at another address"), "{profile}");

    until("who followed it follows it there", || async {
        let follows = net["epsilon"].follows().await;
        follows.get(&net["gamma"].handle()).map(String::as_str) == Some("active")
    })
    .await;
    assert!(!net["beta"].followers().await.contains(&net["epsilon"].handle()));

    // The network was asked, and the old key vouches: one admin agrees.
    let (session, _) = admin(&net["alpha"]).await;
    let alpha = net["alpha"].operations();
    let case = alpha.case(&session, delta.id, id).await.unwrap();
    let (actor, key) = case.wanted_move.unwrap();
    assert_eq!(actor, new);
    delta.decide(&net, id, Matter::Move { actor, key }).await;
    assert_eq!(delta.standing(&net["alpha"], &new).await, (Some(Tier::Member), None));
    assert_eq!(delta.standing(&net["alpha"], &old).await, (None, Some("not-member")));

    // The new node is told, and its owner takes the membership up.
    let elsewhere = format!(
        "/settings/networks/elsewhere?network={}",
        url::form_urlencoded::byte_serialize(delta.actor.as_bytes()).collect::<String>()
    );
    until("the new node hears of the membership", || async {
        net["gamma"].signed_in().await.get(&elsewhere).await.status == 200
    })
    .await;
    let page = there.get(&elsewhere).await.text();
    assert!(page.contains("Take the membership up"), "{page}");
    let forms = page.split("action=\"").filter_map(|form| form.split('"').next());
    let action = forms
        .into_iter()
        .find(|action| action.starts_with("/settings/networks/elsewhere"))
        .unwrap();
    let taken = there.fill_in(&elsewhere, action, &[("do", "take-up")]).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
    net.settle().await;
    until("and follows the roster as a member", || async {
        delta.number(&net["gamma"]).await == delta.number(&net["alpha"]).await
            && delta.standing(&net["gamma"], &new).await == (Some(Tier::Member), None)
    })
    .await;
    let (owner, _) = admin(&net["beta"]).await;
    let beta = net["beta"].operations();
    until("the old node no longer calls it a member there", || async {
        let joined = beta.joined_networks(&owner, owner.acting_for().unwrap()).await.unwrap();
        joined[0].state.as_str() == "left"
    })
    .await;

    // The note goes when it stays after all.
    assert_done(&press(&mut here, "stay", "", "").await);
    assert!(document("beta", &old).await.get("movedTo").is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn followers_come_along_when_an_account_elsewhere_moves_to_an_organisation_here() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let ana = net.fake("mastodon").actor("ana");
    net["alpha"].ask_to_follow(&ana.handle()).await;
    let accept = |follow: serde_json::Value| ana.activity("Accept", follow);
    until("it is asked", || async {
        !net.fake("mastodon").got("Follow").is_empty()
    })
    .await;
    let follow = net.fake("mastodon").got("Follow")[0].clone();
    let sent = ana.post(
        "alpha.test",
        "/ap/inbox",
        accept(follow).to_string().as_bytes(),
        net.now(),
    );
    assert_eq!(sent.send(net["alpha"].address()).await.status, 202);

    let ours = net["alpha"].actor().await;
    let mut moved = ana.activity("Move", ana.id.as_str());
    moved["target"] = ours.as_str().into();
    let say = || ana.post("alpha.test", "/ap/inbox", moved.to_string().as_bytes(), net.now());
    let refused = say().send(net["alpha"].address()).await;
    assert_eq!(refused.status, 403, "it does not name ana: {}", refused.text());

    let mut browser = net["alpha"].signed_in().await;
    assert_done(&press(&mut browser, "former", "former_account", &ana.handle()).await);
    let again = moved["id"].as_str().unwrap().to_owned() + "-again";
    moved["id"] = again.into();
    let taken = ana
        .post("alpha.test", "/ap/inbox", moved.to_string().as_bytes(), net.now())
        .send(net["alpha"].address())
        .await;
    assert_eq!(taken.status, 202, "{}", taken.text());
    until("nobody of the node follows the former account any more", || async {
        !net["alpha"].follows().await.contains_key(&ana.handle())
    })
    .await;
    let forgotten = press(&mut browser, "forget", "former_account", ana.id.as_str()).await;
    assert_done(&forgotten);
    assert!(!browser.get(MOVING).await.text().contains(&ana.handle()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_an_owner_moves_an_organisation_and_only_with_a_proof_of_who_it_is() {
    let net = Network::start(["alpha"]).await;
    let mut stranger = net["alpha"].visitor();
    assert_eq!(stranger.get(MOVING).await.status, 303, "to the login");
    let mut owner = net["alpha"].signed_in().await;
    let itself = press(&mut owner, "former", "former_account", &net["alpha"].handle()).await;
    assert_eq!(itself.status, 422);
    assert!(
        itself.text().contains("the address that the organisation has here"),
        "{}",
        itself.text()
    );
    let unknown = press(&mut owner, "former", "former_account", "@nobody@alpha.test").await;
    assert_eq!(unknown.status, 422);
    assert!(
        unknown.text().contains("There is no such account"),
        "{}",
        unknown.text()
    );
}
