//! What changed with each version of the policy, so that a change of a large roster is read by itself; and the index by
//! which a few hosts of a roster are found.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
};

use crate::table::{IndexOn, create, drop, table};

/// The changes of the policy.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: &[IndexOn] = &[
    (
        "roster_standings_instance",
        "roster_standings",
        &["network", "instance"],
    ),
    ("roster_openings_actor", "roster_openings", &["network", "actor"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let changes = table(
            "policy_changes",
            [
                big_integer("version"),
                // The id of the network's actor; empty where blocks changed.
                text("network"),
                // Who stands elsewhere; empty where the whole roster is to be read.
                text("actor"),
            ],
            &["version", "network", "actor"],
        );
        create(manager, vec![changes], INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            manager
                .drop_index(Index::drop().name(*name).table(*table).to_owned())
                .await?;
        }
        drop(manager, &["policy_changes"]).await
    }
}
