//! Rosters of networks of others, taken whole and change by change (PROTOCOL 11.4).

use chrono::TimeDelta;
use domain::membership::Tier;
use operations::RosterTaken;
use protocol::{
    context,
    network::{Listed, RosterPage, item, roster_page},
};
use serde_json::{Value, json};
use storage::{
    joined_networks::{self, Joined, State},
    policy_changes, trusted_networks,
};

use crate::{Node, node, peer::Peer, world::started};

/// A network that a node trusts.
struct Network(Peer);

impl Network {
    async fn trusted_by(node: &Node) -> Self {
        let peer = Peer::with("net.example", "delta", |document| {
            document["type"] = json!("Group");
            document["bandung:roster"] = json!("https://net.example/users/delta/roster");
        });
        node.meet(&peer).await;
        node.trust_network(&node.operator, &peer.actor).await.unwrap();
        Self(peer)
    }

    fn roster(&self) -> String {
        format!("{}/roster", self.0.id)
    }

    /// The entry of the member with a number, with a key that nobody has.
    fn entry(&self, number: usize, tier: Tier) -> Value {
        self.entry_of(&member(number), number, tier)
    }

    fn entry_of(&self, subject: &str, number: usize, tier: Tier) -> Value {
        let listed = Listed {
            membership: &format!("{}/memberships/{number}", self.0.id),
            subject,
            tier,
            country: None,
            key: Some("z6MkjchcUUWzvtMckRoVNRMJPgEiwb6wCQtMNePjf7722eUD"),
            bound: "z9z9",
            instance: Some(&format!("https://m{number}.example/ap/actor")),
            witness_key: None,
            since: chrono::DateTime::UNIX_EPOCH,
        };
        item(&self.0.id, &listed)
    }

    fn pages(&self, node: &Node, sequence: u64, members: usize) -> Vec<Vec<u8>> {
        let items: Vec<Value> = (0..members).map(|number| self.entry(number, Tier::Member)).collect();
        self.pages_of(node, sequence, &items)
    }

    fn pages_of(&self, node: &Node, sequence: u64, items: &[Value]) -> Vec<Vec<u8>> {
        let members = items.len();
        let parts: Vec<&[Value]> = items.chunks(100).collect();
        let (last, now) = (parts.len(), node.now());
        let page = |(number, items): (usize, &[Value])| {
            let page = RosterPage {
                roster: &self.roster(),
                network: &self.0.id,
                sequence,
                total: members,
                published: now,
                valid_until: now + TimeDelta::days(90),
                page: number,
                more: number < last,
            };
            let document = roster_page(&page, items);
            self.0.prove(&document, now).to_string().into_bytes()
        };
        (1..).zip(parts).map(page).collect()
    }

    fn line(&self, node: &Node, sequence: u64, change: Value) -> Vec<u8> {
        let mut line = self.0.activity("Update", &json!(self.roster()));
        line["published"] = json!(node.now().format("%Y-%m-%dT%H:%M:%SZ").to_string());
        line["bandung:sequence"] = json!(sequence);
        line["bandung:change"] = change;
        let line = context::with_context(line, context::Kind::Signed);
        self.0.prove(&line, node.now()).to_string().into_bytes()
    }

    async fn take(&self, node: &Node, sequence: u64, change: Value) -> RosterTaken {
        let line = self.line(node, sequence, change);
        node.take_roster_lines(&self.0.actor, &[line]).await.unwrap()
    }
}

impl Network {
    /// The organisation of the node is its member, as the node was told, and stands first on its roster.
    async fn admits_water(&self, node: &Node) {
        let joined = Joined {
            organisation: node.water,
            network: self.0.id.clone(),
            name: "Delta".to_owned(),
            inbox: format!("{}/inbox", self.0.id),
            activity: format!("{}/join", node.actor),
            state: State::Member,
            tier: Some(Tier::Member),
            membership: Some(format!("{}/memberships/0", self.0.id)),
            document: None,
            reason: None,
            salt: None,
            at: node.now(),
        };
        let tx = node.store.begin().await.unwrap();
        joined_networks::put(&tx, &joined).await.unwrap();
        tx.commit().await.unwrap();
        let items = [self.entry_of(&node.actor, 0, Tier::Member), self.entry(1, Tier::Member)];
        let pages = self.pages_of(node, 1, &items);
        let taken = node.take_roster_snapshot(&self.0.actor, &pages).await.unwrap();
        assert_eq!(taken, RosterTaken::Applied);
    }

    /// Where the organisation of the node stands in it, as its owner sees it.
    async fn water_stands(&self, node: &Node) -> (State, Option<Tier>) {
        let joined = joined_networks::get(&node.db(), node.water, &self.0.id).await.unwrap();
        let joined = joined.unwrap();
        (joined.state, joined.tier)
    }
}

#[tokio::test]
async fn what_a_roster_says_of_an_own_organisation_holds_by_whatever_way_it_came() {
    for whole in [false, true] {
        let node = node().await;
        let network = Network::trusted_by(&node).await;
        network.admits_water(&node).await;
        let says = async |sequence: u64, entry: Option<Value>| {
            let taken = if whole {
                let items: Vec<Value> = entry.into_iter().chain([network.entry(1, Tier::Member)]).collect();
                let pages = network.pages_of(&node, sequence, &items);
                node.take_roster_snapshot(&network.0.actor, &pages).await.unwrap()
            } else {
                let change = entry.unwrap_or_else(|| json!({"subject": node.actor}));
                network.take(&node, sequence, change).await
            };
            assert_eq!(taken, RosterTaken::Applied);
            network.water_stands(&node).await
        };
        let suspended = Some(network.entry_of(&node.actor, 0, Tier::Suspended));
        assert_eq!(
            says(2, suspended).await,
            (State::Member, Some(Tier::Suspended)),
            "{whole}"
        );
        // It went on under another actor.
        assert_eq!(says(3, None).await, (State::Left, Some(Tier::Withdrawn)), "{whole}");
    }
}

fn member(number: usize) -> String {
    format!("https://m{number}.example/ap/orgs/1")
}

/// Where a member stands, as it counts for everything that it writes.
async fn tier(node: &Node, number: usize) -> Option<Tier> {
    let seen = node.who_may_write(&member(number)).await.unwrap();
    seen.networks[0].1
}

#[tokio::test]
async fn me1_a_change_of_a_large_roster_reads_the_entry_that_it_names_and_no_other() {
    let node = node().await;
    let network = Network::trusted_by(&node).await;
    let pages = network.pages(&node, 7, 300);
    let taken = node.take_roster_snapshot(&network.0.actor, &pages).await.unwrap();
    assert_eq!(taken, RosterTaken::Applied);
    assert_eq!(
        [tier(&node, 0).await, tier(&node, 299).await, tier(&node, 300).await],
        [Some(Tier::Member), Some(Tier::Member), None]
    );
    // Were another entry read with the change, this would show.
    let tx = node.store.begin().await.unwrap();
    trusted_networks::set_tier(&tx, &network.0.id, &member(5), Tier::Observer)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let taken = network.take(&node, 8, network.entry(7, Tier::Suspended)).await;

    assert_eq!(taken, RosterTaken::Applied);
    assert_eq!(
        [tier(&node, 7).await, tier(&node, 5).await],
        [Some(Tier::Suspended), Some(Tier::Member)]
    );
    let tx = node.store.begin().await.unwrap();
    policy_changes::note_standings(&tx, &network.0.id, &[&member(5)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let new = network.take(&node, 9, network.entry(300, Tier::Member)).await;
    assert_eq!(new, RosterTaken::Applied);
    assert_eq!(
        [tier(&node, 5).await, tier(&node, 7).await, tier(&node, 300).await],
        [Some(Tier::Observer), Some(Tier::Suspended), Some(Tier::Member)]
    );
}

#[tokio::test]
async fn a_newer_snapshot_ends_who_is_no_longer_listed_and_keeps_the_rest() {
    let node = node().await;
    let network = Network::trusted_by(&node).await;
    for (sequence, members) in [(3, 250), (20, 249)] {
        let pages = network.pages(&node, sequence, members);
        let taken = node.take_roster_snapshot(&network.0.actor, &pages).await.unwrap();
        assert_eq!(taken, RosterTaken::Applied);
    }
    assert_eq!(
        [tier(&node, 0).await, tier(&node, 248).await, tier(&node, 249).await],
        [Some(Tier::Member), Some(Tier::Member), Some(Tier::Withdrawn)]
    );
    let seen = node.trusted_networks().await.unwrap().remove(0);
    assert_eq!((seen.number, seen.members), (20, 249));
    let older = network.pages(&node, 19, 250);
    let taken = node.take_roster_snapshot(&network.0.actor, &older).await.unwrap();
    assert_eq!(taken, RosterTaken::Contradicts);
    assert_eq!(tier(&node, 249).await, Some(Tier::Withdrawn));
}

#[tokio::test]
async fn what_another_process_took_holds_here_too_after_a_look() {
    let node = node().await;
    let network = Network::trusted_by(&node).await;
    let pages = network.pages(&node, 1, 3);
    node.take_roster_snapshot(&network.0.actor, &pages).await.unwrap();
    // As another process of the same node does it: its own memory, the same database.
    let entry = trusted_networks::entry(&node.db(), &network.0.id, &member(1))
        .await
        .unwrap();
    let mut entry = entry.unwrap();
    entry.standing.tier = Tier::Expelled;
    let tx = node.store.begin().await.unwrap();
    trusted_networks::put_standings(&tx, &network.0.id, &[&entry])
        .await
        .unwrap();
    policy_changes::note_standings(&tx, &network.0.id, &[&member(1)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(tier(&node, 1).await, Some(Tier::Member));

    node.outbox_moved().await;

    assert_eq!(tier(&node, 1).await, Some(Tier::Expelled));
    let seen = node.who_may_write(&member(1)).await.unwrap();
    assert_eq!(seen.refused, Some("expelled"));
}

#[tokio::test]
async fn m03_after_a_start_members_wait_until_their_network_was_asked_and_half_a_minute_at_most() {
    let node = node().await;
    let network = Network::trusted_by(&node).await;
    let pages = network.pages(&node, 1, 2);
    node.take_roster_snapshot(&network.0.actor, &pages).await.unwrap();
    node.note_roster_asked(&network.0.id, None).await.unwrap();
    node.pass(TimeDelta::days(120));

    let again = started(&node.store, &node.clock, false).await;

    let waits = async |operations: &operations::Operations, actor: &str| operations.awaits_roster(actor).await.unwrap();
    assert!(waits(&again, &member(0)).await);
    assert!(
        !waits(&again, "https://stranger.example/ap/orgs/1").await,
        "who is on no roster"
    );
    assert!(
        !waits(&again, &network.0.id).await,
        "nor does the network, which says what changed"
    );
    again.rosters_were_asked();
    assert!(!waits(&again, &member(0)).await, "whatever the answer was");
    again.rosters_asked().await;

    let third = started(&node.store, &node.clock, false).await;
    assert!(waits(&third, &member(0)).await);
    node.pass(TimeDelta::seconds(30));
    assert!(!waits(&third, &member(0)).await, "where no network answers");

    third.note_roster_asked(&network.0.id, None).await.unwrap();
    node.pass(TimeDelta::minutes(4));
    let fourth = started(&node.store, &node.clock, false).await;
    assert!(!waits(&fourth, &member(0)).await, "it was read just before");
}
