//! When an endorsement is dated and offered, and by whom (E06, EN6).

use chrono::TimeDelta;
use domain::{
    declaration::{Approval, Approver, DeclarationDraft},
    endorsement::Status,
};
use operations::Receipt;
use serde_json::json;

use super::World;
use crate::draft;

#[tokio::test]
async fn e06_dated_before_opening_or_in_the_future_is_refused() {
    let world = World::new().await;
    for (at, reason) in [
        (world.node.now() - TimeDelta::hours(1), "not-open"),
        (world.node.now() + TimeDelta::hours(2), "future"),
    ] {
        let dated = world.beta.endorses(&world.text, 1, at);
        world
            .refuses(&world.beta.prove(&dated, world.node.now()), &[reason])
            .await;
    }
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e06_after_closing_it_is_taken_and_declined_with_the_reason() {
    let world = World::of(DeclarationDraft {
        closes_at: "2027-01-20".to_owned(),
        ..draft("Water")
    })
    .await;
    world.node.pass(TimeDelta::days(10));
    assert_eq!(world.offer(&world.signed(1)).await.unwrap(), Receipt::Applied);
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("closed")));
    assert_eq!(
        (world.node.counted(&world.card).await, world.node.logged().await.len()),
        (0, 1)
    );
}

#[tokio::test]
async fn e06_dated_in_time_and_offered_after_closing_is_declined_too() {
    let world = World::of(DeclarationDraft {
        closes_at: "2027-01-20".to_owned(),
        ..draft("Water")
    })
    .await;
    let signed = world.signed(1);
    world.node.pass(TimeDelta::days(10));
    world.node.tidy_declarations().await.unwrap();
    world.offer(&signed).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("closed")));
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn en6_whoever_is_not_eligible_gets_a_signed_refusal_and_a_person_may_decide_about_others() {
    let beta_only = |list: Vec<Approver>, manual: Vec<Approver>| DeclarationDraft {
        approval: Approval {
            automatic: list,
            manual,
        },
        ..draft("Water")
    };
    let gamma = Approver::Actor("https://gamma.example/users/g".to_owned());
    let world = World::of(beta_only(vec![gamma.clone()], Vec::new())).await;
    world.offer(&world.signed(1)).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("not-eligible")));
    let reject = world.node.last_sent("Reject").await.unwrap();
    assert!(reject["proof"].is_object(), "signed: it is the receipt of a refusal");

    let looked_at = World::of(beta_only(vec![gamma], vec![Approver::Public])).await;
    let signed = looked_at.signed(1);
    looked_at.offer(&signed).await.unwrap();
    let row = looked_at.node.by_object(signed["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(row.status, Status::InReview);
    assert!(looked_at.node.last_sent("Accept").await.is_none());
    looked_at
        .node
        .confirm_endorsement(&looked_at.node.owner, row.id, domain::endorsement::Check::OwnDomain, "")
        .await
        .unwrap();
    assert_eq!(looked_at.answer().await.0, "Accept");
    looked_at.node.assert_verifies(&looked_at.card).await;
}
