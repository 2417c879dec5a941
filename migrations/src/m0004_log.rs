//! Logs of endorsements, our own and those that we mirror, and the witnesses that co-sign them.
//!
//! What was signed last is not here: it stands apart, in a database that a restore leaves alone (ARCHITECTURE I18).

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, boolean, text, text_null},
};

use crate::table::{IndexOn, create, drop, table};

/// Tables of logs.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In the order in which they are dropped.
const TABLES: [&str; 7] = [
    "witnesses",
    "log_faults",
    "log_checkpoints",
    "log_events",
    "log_entries",
    "log_keys",
    "logs",
];

const INDEXES: &[IndexOn] = &[
    ("log_entries_text", "log_entries", &["log", "text_digest", "idx"]),
    ("log_entries_kind", "log_entries", &["log", "kind", "idx"]),
    ("log_entries_about", "log_entries", &["log", "about"]),
    ("logs_host", "logs", &["host"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, logs().into_iter().chain(others()).collect(), INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &TABLES).await
    }
}

fn logs() -> Vec<TableCreateStatement> {
    vec![
        table(
            "logs",
            [
                text("origin"),
                text("host"),
                text("prefix"),
                text("key"),
                boolean("own"),
                // Of our own logs, 1 at first.
                big_integer("number"),
                // How many entries there are, and the right edge of their tree: changed together with each entry.
                big_integer("size"),
                binary("peaks"),
                big_integer("opened_at"),
                // An own log that could not go on, and why.
                big_integer_null("ended_at"),
                text_null("ended_why"),
            ],
            &["origin"],
        ),
        // Private keys of our logs.
        table(
            "log_keys",
            [text("origin"), binary("seed"), big_integer("at")],
            &["origin"],
        ),
        table(
            "log_entries",
            [
                text("log"),
                big_integer("idx"),
                text("kind"),
                text_null("text_digest"),
                big_integer_null("about"),
                text("entry"),
                // The hash of the leaf, then those of all perfect subtrees that end with it, lowest first.
                binary("hashes"),
            ],
            &["log", "idx"],
        ),
        // What opens an entry. To erase is to delete the row.
        table(
            "log_events",
            [
                text("log"),
                big_integer("idx"),
                binary("document"),
                binary("salt"),
                ColumnDef::new("stamp").blob().null().to_owned(),
            ],
            &["log", "idx"],
        ),
        table(
            "log_checkpoints",
            [text("log"), big_integer("size"), text("note"), big_integer("at")],
            &["log", "size"],
        ),
    ]
}

fn others() -> Vec<TableCreateStatement> {
    vec![
        // Two notes of one log that contradict each other, or a log that shrank.
        table(
            "log_faults",
            [
                text("id"),
                text("origin"),
                text("reason"),
                text("key"),
                text("first"),
                text("second"),
                // Who showed the second one.
                text("shown_by"),
                big_integer("at"),
                big_integer_null("told_at"),
            ],
            &["id"],
        ),
        // Whom we ask for cosignatures.
        table(
            "witnesses",
            [
                text("host"),
                text("key"),
                text("prefix"),
                // Named by a person here, not only met.
                boolean("added"),
                big_integer("held_size"),
                big_integer_null("signed_size"),
                big_integer_null("signed_at"),
                big_integer_null("asked_at"),
                big_integer("failures"),
                text_null("last_answer"),
            ],
            &["host"],
        ),
    ]
}
