//! The index by which those on the roster of a network are counted without reading their rows.

use sea_orm_migration::prelude::*;

use crate::table::{IndexOn, create};

/// The index.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEX: IndexOn = (
    "memberships_on_roster",
    "memberships",
    &["network", "stage", "hidden_name", "key", "admitted_at"],
);

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![], &[INDEX]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (name, table, _) = INDEX;
        manager
            .drop_index(Index::drop().name(name).table(table).to_owned())
            .await
    }
}
