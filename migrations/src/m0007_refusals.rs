//! How often requests and documents of others were refused: by day, host and reason.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
};

use crate::table::{create, drop, table};

/// The counters of refusals.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let refusals = table(
            "refusals",
            [
                // Days since 1970-01-01.
                big_integer("day"),
                // Empty where no server was named.
                text("host"),
                text("reason"),
                big_integer("times"),
            ],
            &["day", "host", "reason"],
        );
        create(manager, vec![refusals], &[]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["refusals"]).await
    }
}
