//! The audit log has one order, whoever writes at the same time.

use storage::{
    Db, StorageError, Tx,
    audit::{self, AuditRow},
    testing,
};

use crate::at;

async fn append(tx: &Tx, who: &str) -> Result<i64, StorageError> {
    let last = audit::last_for_update(tx).await?;
    let (number, before) = last.map_or((1, String::new()), |row| (row.number + 1, row.hash));
    let row = AuditRow {
        number,
        at: at(number),
        person: None,
        who: who.to_owned(),
        action: "test".to_owned(),
        object: String::new(),
        reason: None,
        hash: format!("{before}{number};"),
    };
    audit::append(tx, &row).await?;
    Ok(number)
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_at_the_same_time_get_numbers_without_gaps_and_hash_the_row_before() {
    let store = testing::temporary().await.unwrap();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let store = store.shared();
            tokio::spawn(async move {
                for _ in 0..5 {
                    let tx = store.begin().await.unwrap();
                    append(&tx, &format!("writer {writer}")).await.unwrap();
                    tx.commit().await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }

    let rows = audit::after(&Db::from(&*store), 0, 100).await.unwrap();

    assert_eq!(
        rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        (1..=40).collect::<Vec<_>>()
    );
    for pair in rows.windows(2) {
        assert_eq!(pair[1].hash, format!("{}{};", pair[0].hash, pair[1].number));
    }
}

#[tokio::test]
async fn pages_go_back_from_the_newest_row() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for _ in 0..5 {
        append(&tx, "system").await.unwrap();
    }
    let db = Db::from(&tx);

    let numbers = async |before| {
        let rows = audit::before(&db, before, 2, &audit::Wanted::default()).await.unwrap();
        rows.iter().map(|row| row.number).collect::<Vec<_>>()
    };

    assert_eq!(numbers(i64::MAX).await, [5, 4]);
    assert_eq!(numbers(4).await, [3, 2]);
    assert_eq!(numbers(2).await, [1]);
}
