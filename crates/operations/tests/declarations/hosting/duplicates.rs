//! One organisation counts once, by whatever way it comes (E04, PE1).

use domain::endorsement::Status;
use operations::{Known, Receipt};
use serde_json::json;

use super::World;
use crate::peer::Peer;

#[tokio::test]
async fn e04_a_second_one_while_one_stands_is_declined_as_a_duplicate_and_counts_once() {
    let world = World::new().await;
    let first = world.signed(1);
    world.offer(&first).await.unwrap();
    let second = world.signed(2);
    world.offer(&second).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("duplicate")));
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn pe1_the_same_offer_and_the_same_endorsement_again_give_the_same_answer() {
    let world = World::new().await;
    let signed = world.signed(1);
    let offer = world.beta.offers(&signed, &world.text);
    world.node.take(&world.beta, &offer).await.unwrap();
    let stamp = world.node.last_sent("Accept").await.unwrap()["result"].clone();
    assert_eq!(world.node.take(&world.beta, &offer).await.unwrap(), Receipt::Repeated);
    world.offer(&signed).await.unwrap();
    let accept = world.node.last_sent("Accept").await.unwrap();
    assert_eq!(accept["result"], stamp, "one stamp");
    assert_eq!(world.node.logged().await, ["open", "endorse"]);
    assert_eq!(world.node.counted(&world.card).await, 1);
}

/// Another domain of the same organisation: the same name in the same country.
async fn second_actor(world: &World, host: &str) -> (Peer, String) {
    let second = Peer::new(host, "b2");
    world.node.meet(&second).await;
    let mut alike = second.endorses(&world.text, 1, world.node.now());
    alike["id"] = json!(format!("https://{host}/endorsements/second"));
    alike["bandung:signatory"] = world.signed(1)["bandung:signatory"].clone();
    let alike = second.prove(&alike, world.node.now());
    let offer = second.offers(&alike, &world.text);
    world.node.take(&second, &offer).await.unwrap();
    (second, alike["id"].as_str().unwrap().to_owned())
}

async fn e04_by_another_actor(host: &str) {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    let (_, alike) = second_actor(&world, host).await;
    let row = world.node.by_object(&alike).await.unwrap();
    assert_eq!(
        row.status,
        Status::InReview,
        "a person looks: it may be the same organisation"
    );
    assert_eq!(world.node.counted(&world.card).await, 1, "not counted before");
    let first = world
        .node
        .by_object(world.signed(1)["id"].as_str().unwrap())
        .await
        .unwrap();
    world
        .node
        .merge_endorsement(&world.node.owner, row.id, first.id)
        .await
        .unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("duplicate")));
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e04_one_organisation_by_a_second_domain_counts_once() {
    Box::pin(e04_by_another_actor("beta-circle.example")).await;
}

#[tokio::test]
async fn e04_one_organisation_by_a_second_actor_of_one_domain_counts_once() {
    Box::pin(e04_by_another_actor("beta.example")).await;
}

#[tokio::test]
async fn e04_one_organisation_hosted_here_and_on_its_own_node_counts_once() {
    let world = World::new().await;
    let node = &world.node;
    let (forest, owner) = node.other().await;
    let form = node.form(&world.card).await;
    let proof = node.proof_of(&owner).await;
    node.endorse(&owner, &proof, forest, world.card.id, form).await.unwrap();
    let mut alike = world.beta.endorses(&world.text, 1, node.now());
    alike["bandung:signatory"]["bandung:name"] = json!("FOREST");
    let alike = world.beta.prove(&alike, node.now());
    world.offer(&alike).await.unwrap();
    assert_eq!(node.status(alike["id"].as_str().unwrap()).await, Some(Status::InReview));
    assert_eq!(node.counted(&world.card).await, 1);
}

#[tokio::test]
async fn e04_a_person_of_the_host_may_say_that_two_of_one_name_are_two() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    let (_, alike) = second_actor(&world, "gamma.example").await;
    let row = world.node.by_object(&alike).await.unwrap();
    world
        .node
        .confirm_endorsement(
            &world.node.owner,
            row.id,
            domain::endorsement::Check::OwnDomain,
            "two circles",
        )
        .await
        .unwrap();
    assert_eq!(world.node.counted(&world.card).await, 2);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e04_an_actor_that_moved_counts_once() {
    let world = World::new().await;
    let node = &world.node;
    let old_id = world.beta.id.clone();
    let new = Peer::with("new.example", "b", |document| document["alsoKnownAs"] = json!([old_id]));
    let moved = Peer::with("beta.example", "b", |document| document["movedTo"] = json!(new.id));
    world.offer(&world.signed(1)).await.unwrap();
    node.meet(&new).await;
    node.meet(&moved).await;
    let again = new.signs(&world.text, 1, node.now());
    node.take(&new, &new.offers(&again, &world.text)).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("duplicate")));
    assert_eq!(node.counted(&world.card).await, 1);
    node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e04_two_accounts_that_endorsed_and_then_moved_count_once_from_then_on() {
    let world = World::new().await;
    let node = &world.node;
    let old_id = world.beta.id.clone();
    let new = Peer::with("new.example", "b", |document| document["alsoKnownAs"] = json!([old_id]));
    let second = Peer::new("new.example", "b");
    world.offer(&world.signed(1)).await.unwrap();
    node.meet(&second).await;
    let other = second.signs(&world.text, 1, node.now());
    node.take(&second, &second.offers(&other, &world.text)).await.unwrap();
    assert_eq!(node.counted(&world.card).await, 2, "nobody says yet that they are one");
    node.assert_verifies(&world.card).await;

    let mut says = world.beta.activity("Move", &json!(world.beta.id));
    says["target"] = json!(new.id);
    let known = Known {
        target: Some(new.actor.clone()),
        ..Known::default()
    };
    node.take_knowing(&world.beta, &says, known).await.unwrap();
    assert_eq!(node.counted(&world.card).await, 1);
    assert_eq!(node.logged().await, ["open", "endorse", "endorse", "revoke"]);
    let first = node.by_object(world.signed(1)["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(first.status, Status::Stamped, "the earlier one stays");
    node.assert_verifies(&world.card).await;
}
