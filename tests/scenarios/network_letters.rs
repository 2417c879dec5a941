//! What a network asks and decides is told to the organisation on its own node, which can answer from there.

use domain::membership::Matter;
use harness::{Network, TestNode, until};

use crate::network_secretariat::{Secretariat, admin, application};

/// The page of the membership on the organisation's own node, as its owner sees it.
async fn page(node: &TestNode, delta: &Secretariat) -> String {
    let mut owner = node.signed_in().await;
    let address = delta.actor.replace(':', "%3A").replace('/', "%2F");
    let page = owner
        .get(&format!("/settings/networks/elsewhere?network={address}"))
        .await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.text()
}

/// Waits until the page says something.
async fn says(node: &TestNode, delta: &Secretariat, what: &str) -> String {
    until(&format!("the page says {what}"), || async {
        page(node, delta).await.contains(what)
    })
    .await;
    page(node, delta).await
}

/// The secret of the newest private link on a page.
fn newest_secret(page: &str) -> String {
    let (_, rest) = page.split_once("http://alpha.test/applications/").unwrap();
    let end = rest.find(['"', '<']).unwrap();
    rest[..end].to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_reaches_the_applicants_own_node_and_is_answered_by_the_link_in_it() {
    let net = Network::start(["alpha", "beta"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.applies(&net, "beta", &application("Beta trust")).await;
    let id = delta.waiting(&net["alpha"]).await;
    let (session, _) = admin(&net["alpha"]).await;
    let alpha = net["alpha"].operations();
    alpha
        .ask_applicant(&session, delta.id, id, "Since when do you drill wells?")
        .await
        .unwrap();
    let shown = says(&net["beta"], &delta, "Since when do you drill wells?").await;

    let secret = newest_secret(&shown);
    let mut visitor = net["alpha"].visitor();
    let path = format!("/applications/{secret}");
    let fields = [("do", "reply"), ("reply-answer", "Since 2009.")];
    let answered = visitor.fill_in(&path, &path, &fields).await;
    assert_eq!(answered.status, 303, "{}", answered.text());
    let case = alpha.case(&session, delta.id, id).await.unwrap();
    assert!(
        case.history
            .iter()
            .any(|line| line.text.as_deref() == Some("Since 2009.")),
        "{:?}",
        case.history
    );

    // A notice, and nothing in public or in what others of the node read.
    let owner = net["beta"].owner().await;
    let beta = net["beta"].operations();
    let waiting = net["beta"].signed_in().await.get("/notices").await.text();
    assert!(
        waiting.contains("The delta network") && !waiting.contains(&secret),
        "{waiting}"
    );
    assert!(beta.incoming(&owner, None).await.unwrap().items.is_empty());
    assert!(beta.home_timeline(&owner, None).await.unwrap().items.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn suspension_hearing_and_expulsion_are_told_with_reason_and_end_on_the_members_own_node() {
    let net = Network::start(["alpha", "beta"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let id = delta.admits(&net, "beta").await;
    let (session, step_up) = admin(&net["alpha"]).await;
    let until = net.now() + chrono::Duration::days(30);
    let ballot = operations::Ballot {
        matter: Matter::Suspend { until },
        yes: true,
        reason: Some("It wrote to everybody at night.".to_owned()),
    };
    let alpha = net["alpha"].operations();
    alpha
        .decide_membership(&session, &step_up, delta.id, id, &ballot)
        .await
        .unwrap();
    let shown = says(&net["beta"], &delta, "It wrote to everybody at night.").await;
    assert!(
        shown.contains(&until.format("%Y").to_string()) && shown.contains("Until:"),
        "{shown}"
    );

    delta.decide(&net, id, Matter::Lift).await;
    alpha
        .open_hearing(&session, &step_up, delta.id, id, "It sold our lists.")
        .await
        .unwrap();
    says(&net["beta"], &delta, "It sold our lists.").await;
    net.advance(chrono::Duration::days(8));
    let out = operations::Ballot {
        matter: Matter::Expel,
        yes: true,
        reason: Some("It did it again.".to_owned()),
    };
    alpha
        .decide_membership(&session, &step_up, delta.id, id, &out)
        .await
        .unwrap();
    let shown = says(&net["beta"], &delta, "It did it again.").await;
    let secret = newest_secret(&shown);
    alpha
        .appeal(operations::Subject::Link(&secret), "It was another one of that name.")
        .await
        .unwrap();
}
