//! The database of a node, from outside: a database of its own on the server of `TEST_DATABASE_URL`, and a digest over
//! all tables, to see whether anything was stored.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use evidence::keys::sha256;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use storage::{Database, testing};

/// Tables that may change although nothing was taken: audit, evidence, what is known about hosts and who is logged in.
const NOT_COUNTED: [&str; 14] = [
    "audit",
    "evidence",
    "log_checkpoints",
    "log_keys",
    "logs",
    "witnesses",
    "peers",
    "peer_answers",
    "logins",
    "policy_version",
    "refusals",
    "block_hits",
    "remote_actors",
    "remote_keys",
];

/// Settings by which a node notes the time and the room on its disk.
const NOTES_OF_TIME: [&str; 3] = ["clock_highest", "disk_free", "last_ready"];

/// Where a node keeps its rows.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Place {
    /// A fresh place for a node: the tables are there, no rows.
    pub(crate) async fn fresh(folder: &Path) -> Self {
        match testing::migrated(&folder.join("bandung.sqlite")).await.unwrap() {
            Database::Sqlite(path) => Self::Sqlite(path),
            Database::Postgres(url) => Self::Postgres(url),
        }
    }

    /// The setting `database.url`.
    pub(crate) fn setting(&self) -> String {
        match self {
            Self::Sqlite(_) => String::new(),
            Self::Postgres(url) => url.clone(),
        }
    }

    /// A hash of all rows of each table.
    pub(crate) async fn digest(&self) -> BTreeMap<String, String> {
        let mut digest = BTreeMap::new();
        for (table, mut rows) in self.rows().await {
            if table == "settings" {
                rows.retain(|row| !NOTES_OF_TIME.iter().any(|name| row.contains(name)));
            }
            if !NOT_COUNTED.contains(&table.as_str()) {
                let hash = sha256(rows.join("\n").as_bytes());
                digest.insert(table, format!("{} rows, {:02x?}", rows.len(), &hash[..6]));
            }
        }
        assert!(digest.contains_key("posts") && digest.contains_key("inbox_seen"));
        digest
    }

    async fn rows(&self) -> BTreeMap<String, Vec<String>> {
        let mut tables = BTreeMap::new();
        match self {
            Self::Sqlite(path) => {
                let options = SqliteConnectOptions::new().filename(path).read_only(true);
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
                for row in connection.fetch_all(names).await.unwrap() {
                    let table: String = row.get(0);
                    let columns = format!(
                        "SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') \
                                           FROM pragma_table_info('{table}')"
                    );
                    let columns = connection.fetch_one(AssertSqlSafe(columns)).await.unwrap();
                    let query = format!(
                        "SELECT {} AS line FROM \"{table}\" ORDER BY line",
                        columns.get::<String, _>(0)
                    );
                    let rows = connection.fetch_all(AssertSqlSafe(query)).await.unwrap();
                    tables.insert(table, rows.iter().map(|row| row.get(0)).collect());
                }
            }
            Self::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                let names = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
                for row in connection.fetch_all(names).await.unwrap() {
                    let table: String = row.get(0);
                    let query = format!("SELECT t::text AS line FROM \"{table}\" AS t ORDER BY line");
                    let rows = connection.fetch_all(AssertSqlSafe(query)).await.unwrap();
                    tables.insert(table, rows.iter().map(|row| row.get(0)).collect());
                }
            }
        }
        tables
    }
}

impl Place {
    /// Keeps all rows as they are now, like a backup.
    pub(crate) async fn back_up(&self) {
        let tables = self.rows().await.into_keys();
        self.execute(tables.map(|table| format!("CREATE TABLE kept_{table} AS SELECT * FROM \"{table}\"")))
            .await;
    }

    /// Brings all rows back as they were kept. What was signed and sent is noted elsewhere and stays.
    pub(crate) async fn restore(&self) {
        let tables: Vec<String> = self.rows().await.into_keys().collect();
        let kept: Vec<&str> = tables.iter().filter_map(|table| table.strip_prefix("kept_")).collect();
        let all_at_once = match self {
            Self::Sqlite(_) => "PRAGMA foreign_keys = OFF",
            Self::Postgres(_) => "SET session_replication_role = replica",
        };
        let statements = kept.iter().flat_map(|table| {
            [
                format!("DELETE FROM \"{table}\""),
                format!("INSERT INTO \"{table}\" SELECT * FROM kept_{table}"),
            ]
        });
        self.execute(std::iter::once(all_at_once.to_owned()).chain(statements))
            .await;
    }

    /// The numbers of the outbox with their activities.
    pub(crate) async fn numbers(&self) -> BTreeMap<i64, String> {
        let query = "SELECT seq, activity FROM outbox";
        match self {
            Self::Sqlite(path) => {
                let options = SqliteConnectOptions::new().filename(path).read_only(true);
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                let rows = connection.fetch_all(query).await.unwrap();
                rows.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
            Self::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                let rows = connection.fetch_all(query).await.unwrap();
                rows.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        }
    }
}

/// Tables of a log: what an older backup would bring back.
const LOG_TABLES: [&str; 4] = ["logs", "log_entries", "log_events", "log_checkpoints"];

impl Place {
    async fn execute(&self, statements: impl IntoIterator<Item = String>) {
        match self {
            Self::Sqlite(path) => {
                let options = SqliteConnectOptions::new().filename(path);
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                for statement in statements {
                    connection.execute(AssertSqlSafe(statement)).await.unwrap();
                }
            }
            Self::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                for statement in statements {
                    connection.execute(AssertSqlSafe(statement)).await.unwrap();
                }
            }
        }
    }

    /// Keeps the logs as they are now, like a backup.
    pub(crate) async fn back_up_logs(&self) {
        self.execute(LOG_TABLES.map(|table| format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")))
            .await;
    }

    /// Brings back what was kept. What was signed stands elsewhere and stays.
    pub(crate) async fn restore_logs(&self) {
        let statements = LOG_TABLES.map(|table| {
            [
                format!("DELETE FROM {table}"),
                format!("INSERT INTO {table} SELECT * FROM kept_{table}"),
            ]
        });
        self.execute(statements.concat()).await;
    }

    /// Loses what was signed: the disk with the heads is gone.
    pub(crate) async fn lose_heads(&self) {
        match self {
            Self::Sqlite(path) => {
                for end in ["", "-wal", "-shm"] {
                    let _absent = std::fs::remove_file(path.with_file_name(format!("heads.db{end}")));
                }
            }
            Self::Postgres(_) => self.execute(["DROP SCHEMA bandung_heads CASCADE".to_owned()]).await,
        }
    }

    /// Runs a statement, as whoever holds the database in his hands could.
    pub(crate) async fn tamper(&self, statement: &str) {
        self.execute([statement.to_owned()]).await;
    }

    /// Where bytes stand in what the database keeps: its files, or the rows of its tables.
    pub(crate) async fn traces(&self, sought: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        match self {
            Self::Sqlite(path) => {
                for end in ["", "-wal", "-shm"] {
                    let file = path.with_file_name(format!("{}{end}", path.file_name().unwrap().to_string_lossy()));
                    let bytes = std::fs::read(&file).unwrap_or_default();
                    if bytes.windows(sought.len()).any(|window| window == sought) {
                        found.push(file.display().to_string());
                    }
                }
            }
            Self::Postgres(_) => {
                let hex: String = sought.iter().map(|byte| format!("{byte:02x}")).collect();
                let text = String::from_utf8_lossy(sought).into_owned();
                for (table, rows) in self.rows().await {
                    if rows.iter().any(|row| row.contains(&text) || row.contains(&hex)) {
                        found.push(table);
                    }
                }
            }
        }
        found
    }
}
