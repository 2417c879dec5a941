//! Opening, migrating and locking a database.

use storage::{Database, SchemaState, StorageError, Store, testing};

#[tokio::test]
async fn r10_migrations_go_up_down_and_up_again() {
    let (_folder, database) = testing::temporary_place().await.unwrap();
    let store = Store::open(&database).await.unwrap();
    let all = store.migrations().await.unwrap().len();

    store.migrate().await.unwrap();
    assert_eq!(store.schema_state().await.unwrap(), SchemaState::Current);
    store.migrate_down(u32::try_from(all).unwrap()).await.unwrap();
    assert_eq!(
        store.schema_state().await.unwrap(),
        if all == 0 {
            SchemaState::Current
        } else {
            SchemaState::Older(all)
        }
    );
    store.migrate().await.unwrap();

    assert_eq!(store.schema_state().await.unwrap(), SchemaState::Current);
}

#[tokio::test]
async fn a_second_process_is_refused_and_told_what_to_do() {
    let (folder, _) = testing::temporary_place().await.unwrap();
    let database = Database::Sqlite(folder.join("bandung.db"));
    let _first = Store::open(&database).await.unwrap();

    let second = Store::open(&database).await;

    assert!(matches!(second, Err(StorageError::Unusable(text)) if text.contains("another process")));
}

#[tokio::test]
async fn r11_a_damaged_file_is_refused_with_instructions_and_left_as_it_is() {
    let (folder, _) = testing::temporary_place().await.unwrap();
    let path = folder.join("bandung.db");
    std::fs::write(&path, vec![7; 8192]).unwrap();

    let opened = Store::open(&Database::Sqlite(path.clone())).await;

    assert!(matches!(opened, Err(StorageError::Unusable(text)) if text.contains("restore")));
    assert_eq!(std::fs::read(&path).unwrap(), vec![7; 8192]);
}
