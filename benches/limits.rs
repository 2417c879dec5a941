//! What the machine can do at best: bare signatures, bare commits.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use evidence::keys::{Ed25519Key, PublicKey, RsaKey};
use sqlx::{
    Connection, Executor,
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous},
};

const MEASURE: Duration = Duration::from_secs(1);
/// As long as the text of an HTTP signature.
const MESSAGE: [u8; 250] = [b'm'; 250];

/// How often something can be done in a second, by one thread.
pub(crate) fn per_second(mut work: impl FnMut()) -> f64 {
    (0..20).for_each(|_| work());
    let (start, mut done) = (Instant::now(), 0_u32);
    while start.elapsed() < MEASURE {
        (0..10).for_each(|_| work());
        done += 10;
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}

/// RSA-2048: (made, checked) per second by one thread.
pub(crate) fn rsa() -> (f64, f64) {
    let key = RsaKey::generate().unwrap();
    let public = PublicKey::from_pem(&key.public_pem().unwrap()).unwrap();
    let signature = key.sign(&MESSAGE).unwrap();
    let made = per_second(|| {
        std::hint::black_box(key.sign(&MESSAGE).unwrap());
    });
    (made, per_second(|| assert!(public.verifies(&MESSAGE, &signature))))
}

/// Ed25519: (made, checked) per second by one thread.
pub(crate) fn ed25519() -> (f64, f64) {
    let key = Ed25519Key::from_seed(&[7; 32]).unwrap();
    let public = PublicKey::from_multikey(&key.multikey()).unwrap();
    let signature = key.sign(&MESSAGE);
    let made = per_second(|| {
        std::hint::black_box(key.sign(&MESSAGE));
    });
    (made, per_second(|| assert!(public.verifies(&MESSAGE, &signature))))
}

/// Durable commits per second of one row with the bytes of an activity, with the settings of a node.
pub(crate) async fn commits(folder: &Path) -> f64 {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("trusted_schema", "0")
        .pragma("cell_size_check", "1")
        .pragma("secure_delete", "1");
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    connection
        .execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
        .await
        .unwrap();
    let body = vec![b'x'; 1024];
    let (start, mut done) = (Instant::now(), 0_u32);
    while start.elapsed() < 2 * MEASURE {
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.unwrap();
        sqlx::query("INSERT INTO t (body) VALUES ($1)")
            .bind(&body)
            .execute(&mut *transaction)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        done += 1;
    }
    let rate = f64::from(done) / start.elapsed().as_secs_f64();
    connection.close().await.unwrap();
    rate
}
