//! The keys by which the nodes of members witness: on the roster, and in the witness policy of the network.

use domain::membership::Tier;
use evidence::{
    keys::Ed25519Key,
    log::{KeyUse, NoteSigner},
};
use protocol::services::{Services, WitnessService};
use serde_json::Value;

use crate::{Node, node};

/// What the node of the member with a number shows.
fn shown(number: u8, seed: u8) -> Services {
    let key = Ed25519Key::from_seed(&[seed; 32]).unwrap();
    let signer = NoteSigner::new(&format!("n{number}.example/ap/witness"), KeyUse::Witness, key).unwrap();
    Services {
        witness: Some(WitnessService {
            key: signer.verifier().clone(),
            prefix: format!("https://n{number}.example/ap/witness/"),
        }),
        ..Services::default()
    }
}

fn key_in(services: &Services) -> String {
    services.witness.as_ref().unwrap().key.to_string()
}

impl Node {
    /// The keys of nodes that the roster names, each by the actor of the member.
    async fn named_witnesses(&self) -> Vec<(String, Option<String>)> {
        let actor = self.urls().unwrap().network(self.delta);
        let page: Value = serde_json::from_slice(&self.roster_snapshot(&actor, 1).await.unwrap()).unwrap();
        let text = |item: &Value, member: &str| item[member].as_str().map(str::to_owned);
        let items = page["items"].as_array().unwrap().iter();
        let mut named: Vec<_> = items
            .map(|item| (text(item, "subject").unwrap(), text(item, "bandung:witnessKey")))
            .collect();
        named.sort();
        named
    }

    async fn witness_policy(&self) -> String {
        self.network_witness_policy(&self.delta.to_string()).await.unwrap()
    }
}

#[tokio::test]
async fn pl17_the_roster_names_the_keys_of_members_nodes_as_the_witness_policy_does() {
    let node = node().await;
    node.member(1, Tier::Member).await;
    node.member(2, Tier::Observer).await;
    let actors = ["https://n1.example/ap/orgs/1", "https://n2.example/ap/orgs/1"].map(str::to_owned);
    let [first, second] = actors;
    let number = node.roster_number().await;
    assert_eq!(
        node.named_witnesses().await,
        [(first.clone(), None), (second.clone(), None)]
    );

    let (before, after) = (shown(1, 1), shown(1, 2));
    node.met_node("n1.example", &before).await.unwrap();
    node.met_node("n1.example", &before).await.unwrap();

    assert_eq!(node.roster_number().await, number + 1, "a change of the roster, once");
    let named = node.named_witnesses().await;
    assert_eq!(named[0], (first.clone(), Some(key_in(&before))));
    assert!(node.witness_policy().await.contains(&key_in(&before)));
    let network = node.urls().unwrap().network(node.delta);
    let lines = node.roster_lines(&network, number, None).await.unwrap();
    let lines: Value = serde_json::from_slice(&lines).unwrap();
    let entry = &lines["lines"][0]["bandung:change"];
    assert_eq!(entry["bandung:witnessKey"], key_in(&before));
    assert_eq!(
        (&entry["subject"], &entry["bandung:tier"]),
        (&first.as_str().into(), &"member".into())
    );

    node.met_node("n1.example", &after).await.unwrap();

    assert_eq!(node.roster_number().await, number + 2);
    let named = node.named_witnesses().await;
    assert_eq!(named, [(first, Some(key_in(&after))), (second.clone(), None)]);
    let policy = node.witness_policy().await;
    assert!(
        policy.contains(&key_in(&after)) && !policy.contains(&key_in(&before)),
        "{policy}"
    );

    // An observer's node witnesses nothing: it is no news, and no witness of the network.
    let observer = shown(2, 3);
    node.met_node("n2.example", &observer).await.unwrap();
    assert_eq!(node.roster_number().await, number + 2);
    assert!(!node.witness_policy().await.contains(&key_in(&observer)));
    // Who is admitted later is named from the first line on.
    node.met_node("n3.example", &shown(3, 4)).await.unwrap();
    node.member(3, Tier::Member).await;
    let named = node.named_witnesses().await;
    assert_eq!(named[2].1.as_ref(), Some(&key_in(&shown(3, 4))));
    assert_eq!(node.roster_number().await, number + 3);
}
