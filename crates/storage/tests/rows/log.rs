//! Logs and heads: entries in order, proofs from few rows, heads that only move forward.

use storage::{
    Db, Store, Tx,
    heads::{self, Book, Head},
    log::{self, Log, NewEntry, events, events::Event},
    testing,
};

use super::at;

const ORIGIN: &str = "water.example/ap/log/1";

fn new_log() -> Log {
    Log {
        origin: ORIGIN.to_owned(),
        host: "water.example".to_owned(),
        prefix: "https://water.example/ap/log/1/".to_owned(),
        key: "key".to_owned(),
        own: true,
        number: 1,
        size: 0,
        peaks: Vec::new(),
        ended_why: None,
    }
}

/// A hash that says what it is of.
fn hash(index: u64, level: u8) -> [u8; 32] {
    let mut hash = [level; 32];
    hash[..8].copy_from_slice(&index.to_be_bytes());
    hash
}

async fn fill(tx: &Tx, from: u64, to: u64) {
    let log = log::own_for_update(tx).await.unwrap().unwrap();
    assert_eq!(log.size, from);
    for index in from..to {
        let text = format!("entry {index}");
        let levels = u8::try_from((index + 1).trailing_zeros()).unwrap();
        let hashes: Vec<[u8; 32]> = (0..=levels).map(|level| hash(index, level)).collect();
        let entry = NewEntry {
            kind: if index % 2 == 0 { "endorse" } else { "erase" },
            text_digest: (index % 3 == 0).then_some("zText"),
            about: (index % 2 == 1).then(|| index - 1),
            entry: &text,
            hashes: &hashes,
        };
        log::stage(tx, ORIGIN, index, &[entry]).await.unwrap();
    }
    log::settle(tx, ORIGIN, to, &[hash(to, 1), hash(to, 0)]).await.unwrap();
}

#[tokio::test]
async fn entries_come_back_in_order_with_the_hashes_that_they_complete() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    log::insert(&tx, &new_log(), at(0)).await.unwrap();
    fill(&tx, 0, 40).await;
    tx.commit().await.unwrap();
    let tx = store.begin().await.unwrap();
    fill(&tx, 40, 700).await;
    tx.commit().await.unwrap();

    let db = Db::from(&*store);
    let log = log::own(&db).await.unwrap().unwrap();
    assert_eq!((log.size, log.peaks), (700, vec![hash(700, 1), hash(700, 0)]));
    let wanted: Vec<u64> = (0..600).collect();
    let mut rows = log::hashes(&db, ORIGIN, &wanted).await.unwrap();
    rows.sort_unstable();
    assert_eq!(rows.len(), 600);
    assert_eq!(rows[3], (3, vec![hash(3, 0), hash(3, 1), hash(3, 2)]));
    assert_eq!(rows[511].1.len(), 10);
    let page = log::entries(&db, ORIGIN, 38, 4).await.unwrap();
    assert_eq!(page.iter().map(|row| row.index).collect::<Vec<_>>(), [38, 39, 40, 41]);
    let about = log::entries_about(&db, ORIGIN, "zText", 4, 2).await.unwrap();
    assert_eq!(about.iter().map(|row| row.index).collect::<Vec<_>>(), [6, 9]);
    assert!(log::is_erased(&db, ORIGIN, 4).await.unwrap());
    assert!(!log::is_erased(&db, ORIGIN, 5).await.unwrap());
}

#[tokio::test]
async fn what_was_staged_and_not_settled_is_not_there() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    log::insert(&tx, &new_log(), at(0)).await.unwrap();
    fill(&tx, 0, 5).await;
    let entry = NewEntry {
        kind: "endorse",
        text_digest: Some("zText"),
        about: None,
        entry: "entry 5",
        hashes: &[[5; 32]],
    };
    log::stage(&tx, ORIGIN, 5, &[entry]).await.unwrap();
    tx.commit().await.unwrap();

    let db = Db::from(&*store);
    assert_eq!(log::entry(&db, ORIGIN, 5).await.unwrap(), None);
    assert_eq!(log::entries(&db, ORIGIN, 0, 10).await.unwrap().len(), 5);
    let tx = store.begin().await.unwrap();
    log::drop_staged(&tx, ORIGIN).await.unwrap();
    fill(&tx, 5, 6).await;
    tx.commit().await.unwrap();
    assert_eq!(log::entries(&db, ORIGIN, 0, 10).await.unwrap().len(), 6);
}

#[tokio::test]
async fn pl8_what_opened_an_entry_can_be_destroyed_and_the_entry_stays() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    log::insert(&tx, &new_log(), at(0)).await.unwrap();
    fill(&tx, 0, 3).await;
    let event = |index| Event {
        index,
        document: b"{}".to_vec(),
        salt: vec![7; 32],
        stamp: None,
    };
    for index in 0..3 {
        events::put(&tx, ORIGIN, &event(index)).await.unwrap();
    }
    events::erase(&tx, ORIGIN, 2).await.unwrap();
    tx.commit().await.unwrap();

    let db = Db::from(&*store);
    assert_eq!(events::get(&db, ORIGIN, 0).await.unwrap(), Some(event(0)));
    assert_eq!(events::get(&db, ORIGIN, 2).await.unwrap(), None);
    assert_eq!(events::first_unopened(&db, ORIGIN).await.unwrap(), Some(2));
    assert_eq!(events::about(&db, ORIGIN, "zText", 0, 9).await.unwrap(), [event(0)]);
    assert_eq!(log::entries(&db, ORIGIN, 0, 9).await.unwrap().len(), 3);
}

fn head(size: u64, root: u8) -> Head {
    Head {
        size,
        root: [root; 32],
        note: format!("note {size}"),
    }
}

async fn held(store: &Store) -> Option<Head> {
    heads::get(store, Book::Witnessed, ORIGIN).await.unwrap()
}

#[tokio::test]
async fn architecture_i18_a_head_moves_forward_only_and_only_from_where_it_stands() {
    let store = testing::temporary().await.unwrap();
    let advance =
        async |from: Option<&Head>, to: &Head| heads::advance(&store, Book::Witnessed, ORIGIN, from, to).await.unwrap();
    assert!(advance(None, &head(3, 1)).await);
    assert!(!advance(None, &head(9, 1)).await, "there is one already");
    assert!(advance(Some(&head(3, 1)), &head(5, 2)).await);
    assert!(!advance(Some(&head(3, 1)), &head(9, 3)).await, "it stands elsewhere");
    assert!(!advance(Some(&head(5, 9)), &head(9, 3)).await, "it has another root");
    assert!(!advance(Some(&head(5, 2)), &head(4, 2)).await, "never smaller");
    assert!(!advance(Some(&head(5, 2)), &head(5, 3)).await, "never another root");
    assert!(advance(Some(&head(5, 2)), &head(5, 2)).await, "the same again");

    assert_eq!(held(&store).await, Some(head(5, 2)));
    assert_eq!(heads::get(&store, Book::Signed, ORIGIN).await.unwrap(), None);
    assert_eq!(
        heads::list(&store, Book::Witnessed).await.unwrap(),
        [(ORIGIN.to_owned(), head(5, 2))]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn p07_of_many_who_move_a_head_at_once_one_succeeds() {
    let store = testing::temporary().await.unwrap();
    heads::advance(&store, Book::Witnessed, ORIGIN, None, &head(1, 0))
        .await
        .unwrap();
    for round in 1..=10 {
        let from = held(&store).await.unwrap();
        let moves = (1..=8_u8).map(|step| {
            let (store, from) = (store.shared(), from.clone());
            tokio::spawn(async move {
                let to = head(from.size + u64::from(step), step);
                heads::advance(&store, Book::Witnessed, ORIGIN, Some(&from), &to)
                    .await
                    .unwrap()
            })
        });
        let mut moved = 0;
        for done in moves.collect::<Vec<_>>() {
            moved += usize::from(done.await.unwrap());
        }
        assert_eq!(moved, 1, "round {round}");
    }
}

#[tokio::test]
async fn the_key_of_the_witness_is_made_once_and_goes_with_the_heads() {
    let store = testing::temporary().await.unwrap();
    heads::insert_witness_key(&store, "water.example/ap/witness", &[1; 32])
        .await
        .unwrap();
    heads::insert_witness_key(&store, "water.example/ap/witness", &[2; 32])
        .await
        .unwrap();

    let kept = heads::witness_key(&store).await.unwrap();

    assert_eq!(kept, Some(("water.example/ap/witness".to_owned(), [1; 32])));
}
