//! Documents of actors as a bundle gave them, so that a bundle made from what was taken can be checked like the first.

use sea_orm_migration::{
    prelude::*,
    schema::{blob, text},
};

use crate::table::{create, drop, table};

/// The documents.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let actors = table(
            "bundle_actors",
            [
                // The id of the declaration's article.
                text("declaration"),
                text("actor"),
                blob("document"),
            ],
            &["declaration", "actor"],
        );
        create(manager, vec![actors], &[]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["bundle_actors"]).await
    }
}
