//! Withdrawals, numbers and erasures, in every order (E05, E16, E19, EN9, PE8 to PE10).

use domain::endorsement::Status;
use operations::Receipt;
use serde_json::json;

use super::World;
use crate::{peer::Peer, refusal};

#[tokio::test]
async fn e05_endorsing_withdrawing_and_endorsing_anew_end_alike_in_every_order_with_repeats() {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for order in orders {
        let world = World::new().await;
        let (first, second) = (world.signed(1), world.signed(3));
        let said = [
            world.beta.offers(&first, &world.text),
            world.beta.withdraws(&first, 2, world.node.now()),
            world.beta.offers(&second, &world.text),
        ];
        for message in order {
            for _ in 0..2 {
                let _refused_or_taken = world.node.take(&world.beta, &said[message]).await;
            }
        }
        for message in order {
            let _repeated = world.node.take(&world.beta, &said[message]).await;
        }
        let stands = world.node.status(second["id"].as_str().unwrap()).await;
        assert_eq!(stands, Some(Status::Stamped), "{order:?}");
        let ended = world.node.status(first["id"].as_str().unwrap()).await;
        assert!(ended.is_none_or(|status| !status.is_counted()), "{order:?}: {ended:?}");
        assert_eq!(world.node.counted(&world.card).await, 1, "{order:?}");
        world.node.assert_verifies(&world.card).await;
    }
}

#[tokio::test]
async fn e05_a_withdrawal_that_was_lost_holds_the_next_one_back_until_it_comes() {
    let world = World::new().await;
    let (first, second) = (world.signed(1), world.signed(3));
    world.offer(&first).await.unwrap();
    assert_eq!(world.offer(&second).await.unwrap(), Receipt::Waiting);
    assert_eq!(world.node.counted(&world.card).await, 1);
    let withdraw = world.beta.withdraws(&first, 2, world.node.now());
    world.node.take(&world.beta, &withdraw).await.unwrap();
    assert_eq!(
        world.node.status(second["id"].as_str().unwrap()).await,
        Some(Status::Stamped)
    );
    assert_eq!(world.node.logged().await, ["open", "endorse", "withdraw", "endorse"]);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn pe8_pe10_a_withdrawn_id_never_counts_again() {
    let world = World::new().await;
    let signed = world.signed(1);
    let withdraw = world.beta.withdraws(&signed, 2, world.node.now());
    world.node.take(&world.beta, &withdraw).await.unwrap();
    assert_eq!(refusal(world.offer(&signed).await), (403, "withdrawn"));
    assert_eq!(
        (world.node.counted(&world.card).await, world.node.logged().await.len()),
        (0, 1)
    );
}

#[tokio::test]
async fn pe9_two_documents_with_one_number_are_kept_as_evidence_and_neither_counts() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    let mut other = world.beta.endorses(&world.text, 1, world.node.now());
    other["id"] = json!("https://beta.example/endorsements/other");
    other["bandung:language"] = json!("fr");
    let other = world.beta.prove(&other, world.node.now());
    assert_eq!(refusal(world.offer(&other).await), (403, "equivocation"));
    assert_eq!(world.node.counted(&world.card).await, 0);
    let kept = storage::testing::count_rows(&world.node.db(), &["evidence"])
        .await
        .unwrap();
    assert_eq!(kept, 2, "both are kept");
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e16_evidence_goes_with_the_endorsement_that_it_is_about() {
    let world = World::new().await;
    let first = world.signed(1);
    world.offer(&first).await.unwrap();
    let mut other = world.beta.endorses(&world.text, 1, world.node.now());
    other["id"] = json!("https://beta.example/endorsements/other");
    let other = world.beta.prove(&other, world.node.now());
    assert_eq!(refusal(world.offer(&other).await), (403, "equivocation"));

    world.node.take(&world.beta, &world.beta.erases(&first)).await.unwrap();
    let kept = storage::testing::count_rows(&world.node.db(), &["evidence"])
        .await
        .unwrap();
    assert_eq!(kept, 0, "both name who erased");
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e16_an_offer_that_waits_is_erased_and_never_comes_back() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    // A second one waits until the first has ended.
    let second = world.signed(3);
    world.offer(&second).await.unwrap();
    let waiting = async || {
        storage::testing::count_rows(&world.node.db(), &["waiting"])
            .await
            .unwrap()
    };
    assert_eq!(waiting().await, 1);

    let gamma = Peer::new("gamma.example", "g");
    world.node.meet(&gamma).await;
    let mut by_gamma = gamma.activity("Delete", &json!({"id": second["id"], "type": "Tombstone"}));
    by_gamma["bandung:erase"] = json!(true);
    // Whatever is answered, it is not for gamma to erase.
    drop(world.node.take(&gamma, &by_gamma).await);
    assert_eq!(waiting().await, 1);

    world.node.take(&world.beta, &world.beta.erases(&second)).await.unwrap();
    assert_eq!(waiting().await, 0);
    assert_eq!(refusal(world.offer(&second).await), (403, "withdrawn"));
    assert_eq!(world.node.counted(&world.card).await, 1, "the first one stands");
}

#[tokio::test]
async fn en9_the_endorser_erases_and_the_host_destroys_and_logs_it() {
    let world = World::new().await;
    let signed = world.signed(1);
    world.offer(&signed).await.unwrap();
    let stamp = world.node.last_sent("Accept").await.unwrap()["result"]
        .as_str()
        .unwrap()
        .to_owned();
    world.node.take(&world.beta, &world.beta.erases(&signed)).await.unwrap();
    let row = world.node.by_object(signed["id"].as_str().unwrap()).await.unwrap();
    assert_eq!((row.status, row.document, row.log_salt), (Status::Erased, None, None));
    assert_eq!(world.node.logged().await, ["open", "endorse", "erase"]);
    world.node.gone(&stamp).await;
    assert_eq!(world.node.counted(&world.card).await, 0);
    assert_eq!(
        refusal(world.offer(&signed).await),
        (403, "withdrawn"),
        "it never counts again"
    );
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e19_somebody_else_withdraws_and_erases_nothing() {
    let world = World::new().await;
    let gamma = Peer::new("gamma.example", "g");
    world.node.meet(&gamma).await;
    let signed = world.signed(1);
    world.offer(&signed).await.unwrap();
    let rows = world.node.rows().await;
    let mut by_gamma = gamma.activity("Delete", &signed);
    by_gamma["object"] = json!({"id": signed["id"], "type": "Tombstone", "formerType": "Relationship",
        "attributedTo": gamma.id, "bandung:endorsementDigest": "x", "bandung:sequence": 2});
    let mut erase = gamma.activity("Delete", &json!({"id": signed["id"], "type": "Tombstone"}));
    erase["bandung:erase"] = json!(true);
    let undo = gamma.activity("Undo", &world.beta.offers(&signed, &world.text));
    for (what, said) in [("withdraws", by_gamma), ("erases", erase), ("undoes", undo)] {
        let answer = world.node.take(&gamma, &said).await;
        assert!(answer.is_err(), "{what}: {answer:?}");
    }
    assert_eq!(
        (world.node.rows().await, world.node.counted(&world.card).await),
        (rows, 1)
    );
    // A tombstone that its author did not sign withdraws nothing either.
    let mut unsigned = world.beta.withdraws(&signed, 2, world.node.now());
    unsigned["object"].as_object_mut().unwrap().remove("proof");
    assert_eq!(world.node.take(&world.beta, &unsigned).await.unwrap(), Receipt::Ignored);
    assert_eq!(world.node.counted(&world.card).await, 1);
}
