//! The indexes by which the members of a network are counted without reading their rows: pages show these numbers.

use sea_orm_migration::prelude::*;

use crate::table::{IndexOn, create};

/// The indexes.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: &[IndexOn] = &[
    (
        "memberships_counted",
        "memberships",
        &["network", "country", "tier", "stage", "listed"],
    ),
    ("roster_standings_tier", "roster_standings", &["network", "tier"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![], INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            manager
                .drop_index(Index::drop().name(*name).table(*table).to_owned())
                .await?;
        }
        Ok(())
    }
}
