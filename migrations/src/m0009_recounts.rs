//! How this node and others counted the logs of declarations.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null},
};

use crate::table::{create, drop, one_of, table};

/// The table of recounts.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let recounts = table(
            "recounts",
            [
                // The id of the declaration's article.
                text("declaration"),
                // Who counted: another node's host, or nothing for this node.
                text("host"),
                one_of("state", &["same", "differs", "unknown"]),
                text_null("reason"),
                // The tree that was counted.
                big_integer("size"),
                // What was counted, as JSON.
                text("counted"),
                // The tally that the owner signed, byte for byte; only of this node's own recount.
                ColumnDef::new("claimed").blob().null().to_owned(),
                big_integer("at"),
            ],
            &["declaration", "host"],
        );
        create(manager, vec![recounts], &[]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["recounts"]).await
    }
}
