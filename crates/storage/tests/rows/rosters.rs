//! What changed in the policy, and rosters of networks of others.

use std::collections::BTreeSet;

use domain::{
    membership::Tier,
    policy::Severity,
    roster::{Roster, Standing},
};
use storage::{
    Db, Store,
    blocks::{self, Block, Blocked},
    policy_changes::{self, Changed, Changes},
    trusted_networks::{self, Entry, Opening, Trusted},
};

use super::at;

const NETWORK: &str = "https://net.example/ap/networks/1";
const OTHER: &str = "https://other.example/ap/networks/1";

async fn since(store: &Store, version: i64) -> Changes {
    policy_changes::since(&Db::from(store), version).await.unwrap()
}

#[tokio::test]
async fn each_version_of_the_policy_says_what_it_changed() {
    let store = storage::testing::temporary().await.unwrap();
    assert_eq!(since(&store, 0).await, Changes::default());
    let tx = store.begin().await.unwrap();
    policy_changes::note_standings(&tx, NETWORK, &["a", "b"]).await.unwrap();
    policy_changes::note_standings(&tx, NETWORK, &["b"]).await.unwrap();
    policy_changes::note_standings(&tx, OTHER, &[]).await.unwrap();
    tx.commit().await.unwrap();

    let seen = since(&store, 0).await;

    let both = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
    assert_eq!((seen.version, seen.blocks()), (2, false));
    assert_eq!(seen.of(NETWORK), Changed::Actors(&both));
    assert_eq!(seen.of(OTHER), Changed::Nothing);
    let tx = store.begin().await.unwrap();
    policy_changes::note_roster(&tx, OTHER).await.unwrap();
    let block = Block {
        kind: Blocked::Host,
        target: "bad.example".to_owned(),
        severity: Severity::Suspend,
        reason: String::new(),
        note: String::new(),
        who: "Ada".to_owned(),
        at: at(0),
        listed: false,
        obfuscate: false,
        reject_media: false,
        reject_reports: false,
    };
    blocks::put(&tx, &block).await.unwrap();
    tx.commit().await.unwrap();
    let seen = since(&store, 2).await;
    assert_eq!((seen.version, seen.blocks()), (4, true));
    assert_eq!((seen.of(OTHER), seen.of(NETWORK)), (Changed::Whole, Changed::Nothing));
    assert_eq!(since(&store, 4).await.of(OTHER), Changed::Nothing);
}

#[tokio::test]
async fn who_is_behind_what_is_remembered_reads_everything() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    policy_changes::note_standings(&tx, NETWORK, &["a"]).await.unwrap();
    policy_changes::note_roster(&tx, NETWORK).await.unwrap();
    tx.commit().await.unwrap();
    let seen = since(&store, 0).await;
    assert_eq!((seen.blocks(), seen.of(OTHER)), (true, Changed::Whole));
    assert_eq!(since(&store, 1).await.of(OTHER), Changed::Nothing);
}

fn entry(actor: &str, tier: Tier, instance: Option<&str>) -> Entry {
    Entry {
        actor: actor.to_owned(),
        standing: Standing {
            tier,
            key: "z6MkKey".to_owned(),
            country: None,
            since: at(1),
        },
        membership: format!("{NETWORK}/memberships/{actor}"),
        bound: "z1".to_owned(),
        instance: instance.map(str::to_owned),
    }
}

async fn with_entries(entries: &[Entry]) -> (storage::testing::TemporaryStore, Trusted) {
    let store = storage::testing::temporary().await.unwrap();
    let trusted = Trusted {
        network: NETWORK.to_owned(),
        name: "Delta".to_owned(),
        number: 3,
        roster: format!("{NETWORK}/roster"),
        valid_until: None,
        since: at(0),
        asked_at: None,
        checked_at: None,
        alarm: None,
        fault: None,
    };
    let tx = store.begin().await.unwrap();
    trusted_networks::put(&tx, &trusted).await.unwrap();
    let entries: Vec<&Entry> = entries.iter().collect();
    trusted_networks::put_standings(&tx, NETWORK, &entries).await.unwrap();
    tx.commit().await.unwrap();
    (store, trusted)
}

#[tokio::test]
async fn many_entries_are_stored_together_and_the_later_one_replaces_the_earlier() {
    let all: Vec<Entry> = (0..1_203)
        .map(|number| entry(&number.to_string(), Tier::Member, None))
        .collect();
    let (store, _) = with_entries(&all).await;
    let changed = entry("7", Tier::Observer, Some("https://m.example/ap/actor"));
    let tx = store.begin().await.unwrap();
    trusted_networks::put_standings(&tx, NETWORK, &[&changed])
        .await
        .unwrap();
    trusted_networks::put_standings(&tx, NETWORK, &[]).await.unwrap();
    tx.commit().await.unwrap();
    let db = Db::from(&*store);
    assert_eq!(trusted_networks::count(&db, NETWORK).await.unwrap(), 1_203);
    let get = |actor| trusted_networks::entry(&db, NETWORK, actor);
    assert_eq!(get("7").await.unwrap().as_ref(), Some(&changed));
    assert_eq!(get("1202").await.unwrap().as_ref(), Some(&all[1_202]));
}

#[tokio::test]
async fn hosts_of_members_are_found_without_those_that_may_not_speak_for_it() {
    let on = |host: &str| format!("https://{host}.example/ap/actor");
    let entries = [
        entry("1", Tier::Member, Some(&on("a"))),
        entry("2", Tier::Member, Some(&on("a"))),
        entry("3", Tier::Expelled, Some(&on("b"))),
        entry("4", Tier::RegionalNode, Some(&on("c"))),
        entry("5", Tier::Member, Some(&on("d"))),
        entry("6", Tier::Member, None),
    ];
    let (store, _) = with_entries(&entries).await;
    let found = trusted_networks::instances(&Db::from(&*store), NETWORK, 2).await;
    assert_eq!(found.unwrap(), [on("a"), on("c")]);
}

#[tokio::test]
async fn a_hidden_member_that_showed_who_it_is_stands_under_its_actor_too() {
    const HIDDEN: &str = "urn:bandung:hidden:1";
    let (store, trusted) = with_entries(&[entry(HIDDEN, Tier::Observer, None), entry("a", Tier::Member, None)]).await;
    let opening = Opening {
        subject: HIDDEN.to_owned(),
        actor: "h".to_owned(),
        key: "z6MkHidden".to_owned(),
        document: Vec::new(),
    };
    let tx = store.begin().await.unwrap();
    trusted_networks::put_opening(&tx, NETWORK, &opening, at(2))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let db = Db::from(&*store);

    let roster: Roster = trusted_networks::roster(&db, &trusted).await.unwrap();

    let standing = roster.standing("h").unwrap();
    assert_eq!((standing.tier, standing.key.as_str()), (Tier::Observer, "z6MkHidden"));
    for actor in ["h", "a", HIDDEN, "nobody"] {
        let one = trusted_networks::standing(&db, NETWORK, actor).await.unwrap();
        assert_eq!(one.as_ref(), roster.standing(actor), "{actor}");
    }
    let opened = trusted_networks::opened(&db, NETWORK, HIDDEN).await.unwrap();
    assert_eq!(opened.as_deref(), Some("h"));
}
