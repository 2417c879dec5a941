//! Copies of the database, and a database that is full.

use domain::account::Role;
use storage::{Database, Db, StorageError, Store, testing};

use crate::{at, organisation, person};

#[tokio::test]
async fn a_copy_holds_what_was_there_and_is_closed_to_others() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    storage::people::insert(&tx, &person("ana", &[(organisation(1), Role::Owner)]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let to = store.folder().join("copy.sqlite");

    let made = store.back_up(&to).await;

    if !store.is_sqlite() {
        assert!(matches!(made, Err(StorageError::Unusable(why)) if why.contains("pg_dump")));
        return;
    }
    made.unwrap();
    let copy = Store::open(&Database::Sqlite(to.clone())).await.unwrap();
    assert!(
        storage::people::by_login(&Db::from(&copy), "ana")
            .await
            .unwrap()
            .is_some()
    );
    copy.close().await.unwrap();
    store.back_up(&to).await.unwrap();
    let into_nowhere = store.back_up(&store.folder().join("no/such/folder.sqlite")).await;
    assert!(matches!(into_nowhere, Err(StorageError::File { .. })));
}

#[tokio::test]
async fn r04_a_database_that_is_full_takes_nothing_half_and_goes_on_when_there_is_room() {
    let store = testing::temporary().await.unwrap();
    if !store.is_sqlite() {
        // PostgreSQL has a disk of its own; that a failed transaction leaves nothing is shown the same way.
        let tx = store.begin().await.unwrap();
        storage::people::insert(&tx, &person("ana", &[])).await.unwrap();
        assert!(storage::people::insert(&tx, &person("ana", &[])).await.is_err());
        drop(tx);
        assert!(
            storage::people::by_login(&Db::from(&*store), "ana")
                .await
                .unwrap()
                .is_none()
        );
        return;
    }
    testing::execute(&store, "PRAGMA max_page_count = 1").await.unwrap();
    let tx = store.begin().await.unwrap();
    storage::people::insert(&tx, &person("ana", &[])).await.unwrap();
    let big = "x".repeat(1_000_000);
    let full = storage::settings::set(&tx, "big", &big).await;
    assert!(matches!(full, Err(StorageError::Database(why)) if why.contains("full")));
    drop(tx);
    assert!(
        storage::people::by_login(&Db::from(&*store), "ana")
            .await
            .unwrap()
            .is_none()
    );

    testing::execute(&store, "PRAGMA max_page_count = 1000000")
        .await
        .unwrap();
    let tx = store.begin().await.unwrap();
    storage::settings::set(&tx, "big", &big).await.unwrap();
    storage::settings::set(&tx, "at", &at(0).to_rfc3339()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        storage::settings::get(&Db::from(&*store), "big").await.unwrap(),
        Some(big)
    );
}

#[tokio::test]
async fn r12_a_transaction_whose_connection_is_cut_leaves_nothing_and_the_next_one_works() {
    let store = testing::temporary().await.unwrap();
    for round in 0..5 {
        let login = format!("ana{round}");
        let tx = store.begin().await.unwrap();
        storage::people::insert(&tx, &person(&login, &[])).await.unwrap();
        if store.is_sqlite() {
            // There is no connection that could be cut: the process ends with it.
            drop(tx);
        } else {
            // As when the server restarts: whoever holds a lock on this table is cut off.
            let cut = "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                         JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = current_schema() AND c.relname = 'people' AND l.pid <> pg_backend_pid()";
            testing::execute(&store, cut).await.unwrap();
            assert!(tx.commit().await.is_err(), "what is cut is not said to be stored");
        }
        let found = storage::people::by_login(&Db::from(&*store), &login).await.unwrap();
        assert!(found.is_none());
        let tx = store.begin().await.unwrap();
        storage::people::insert(&tx, &person(&login, &[])).await.unwrap();
        tx.commit().await.unwrap();
        let found = storage::people::by_login(&Db::from(&*store), &login).await.unwrap();
        assert!(found.is_some());
    }
}
