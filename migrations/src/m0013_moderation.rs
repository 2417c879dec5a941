//! Moderation: what a block says and how often it held, cases with their notes and decisions, appeals, first contact.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, boolean, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// The tables of moderation.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 6] = [
    "contacts",
    "moderation_notices",
    "hidings",
    "flag_notes",
    "block_files",
    "block_hits",
];

const INDEXES: &[IndexOn] = &[
    ("hidings_post", "hidings", &["post"]),
    ("hidings_organisation", "hidings", &["organisation"]),
    ("moderation_notices_person", "moderation_notices", &["person"]),
    (
        "moderation_notices_organisation",
        "moderation_notices",
        &["organisation"],
    ),
    ("flags_target", "flags", &["target"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            // SQLite adds one column at a time.
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        create(manager, tables(), INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("flags_target").table("flags").to_owned())
            .await?;
        drop(manager, &TABLES).await?;
        for (table, column) in columns() {
            let alter = Table::alter()
                .table(table)
                .drop_column(column.get_column_name().clone())
                .to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

fn empty(name: &'static str) -> ColumnDef {
    text(name).default("").to_owned()
}

fn flag(name: &'static str, value: bool) -> ColumnDef {
    boolean(name).default(value).to_owned()
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // What everybody may read of a block; `reason` is for the moderators.
        ("blocks", empty("note")),
        ("blocks", empty("who")),
        ("blocks", flag("listed", true)),
        ("blocks", flag("obfuscate", false)),
        ("blocks", flag("reject_media", false)),
        ("blocks", flag("reject_reports", false)),
        // The block that holds for the author, so that lists can leave its posts out: `silence` or `suspend`.
        ("posts", text_null("barred")),
        // From whom answers are taken.
        (
            "organisations",
            text("replies_from").default("first-contact").to_owned(),
        ),
        // Whom a report is about, in whose name it was made here, and what became of it.
        ("flags", empty("target")),
        ("flags", text("category").default("other").to_owned()),
        ("flags", text_null("person")),
        ("flags", text_null("organisation")),
        ("flags", big_integer_null("forwarded_at")),
        ("flags", text_null("decision")),
        ("flags", text_null("decided_by")),
        ("flags", empty("answer")),
    ]
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "block_hits",
            [
                one_of("kind", &["host", "actor"]),
                text("target"),
                big_integer("times"),
                big_integer("last_at"),
            ],
            &["kind", "target"],
        ),
        // Lists of blocks between their preview and their import.
        table(
            "block_files",
            [text("id"), text("person"), binary("body"), big_integer("at")],
            &["id"],
        ),
        table(
            "flag_notes",
            [
                text("flag"),
                big_integer("number"),
                big_integer("at"),
                text("who"),
                text("content"),
            ],
            &["flag", "number"],
        ),
        // Posts that moderators hid, and the appeal against that.
        table(
            "hidings",
            [
                text("id"),
                text("post"),
                text_null("organisation"),
                text_null("flag"),
                text("reason"),
                text("who"),
                text_null("person"),
                big_integer("at"),
                text_null("appeal"),
                text_null("appealed_by"),
                big_integer_null("appealed_at"),
                text_null("outcome"),
                text_null("decided_by"),
                big_integer_null("decided_at"),
                empty("answer"),
            ],
            &["id"],
        ),
        // What moderators have to tell people here: to the person, or to all who publish for the organisation.
        table(
            "moderation_notices",
            [
                text("id"),
                text_null("person"),
                text_null("organisation"),
                text("kind"),
                text("about"),
                text("content"),
                big_integer("at"),
                big_integer_null("read_at"),
            ],
            &["id"],
        ),
        // What an organisation decided about those who answer it.
        table(
            "contacts",
            [
                text("organisation"),
                text("actor"),
                boolean("trusted"),
                text("who"),
                big_integer("at"),
            ],
            &["organisation", "actor"],
        ),
    ]
}
