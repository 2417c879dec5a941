//! Counters of refusals add up, and are bounded.

use storage::{
    Db,
    refusals::{self, Counted},
    testing,
};

fn counted(day: i64, host: &str, times: i64) -> Counted {
    Counted {
        day,
        host: host.to_owned(),
        reason: "http-digest".to_owned(),
        times,
    }
}

#[tokio::test]
async fn counters_add_up_by_day_host_and_reason() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for (day, host, times) in [
        (1, "a.example", 2),
        (2, "a.example", 1),
        (2, "", 4),
        (2, "a.example", 6),
    ] {
        refusals::add(&tx, &counted(day, host, times)).await.unwrap();
    }
    let db = Db::from(&tx);

    let all = refusals::since(&db, 0).await.unwrap();
    let late = refusals::since(&db, 2).await.unwrap();

    let newest = vec![counted(2, "a.example", 7), counted(2, "", 4)];
    assert_eq!(late, newest);
    assert_eq!(all, [newest, vec![counted(1, "a.example", 2)]].concat());
}

#[tokio::test]
async fn old_counters_go_and_no_more_than_ten_thousand_are_kept() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    refusals::add(&tx, &counted(3, "old.example", 1)).await.unwrap();
    for number in 0..10_002 {
        refusals::add(&tx, &counted(5 + number % 2, &format!("{number}.example"), 1))
            .await
            .unwrap();
    }

    let dropped = refusals::tidy(&tx, 4).await.unwrap();

    let left = refusals::since(&Db::from(&tx), 0).await.unwrap();
    assert_eq!((dropped, left.len()), (3, 10_000));
    assert_eq!(left.iter().filter(|row| row.day == 5).count(), 4_999, "the oldest go");
}
