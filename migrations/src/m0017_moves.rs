//! Organisations that came from another node or went to one.

use sea_orm_migration::{prelude::*, schema::text_null};

/// The columns.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [&str; 2] = [
    // Ids of former actors, a list in JSON; nothing: none.
    "also_known_as",
    // Id of the actor under which it goes on; nothing while it is here.
    "moved_to",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let mut alter = Table::alter();
            alter.table("organisations").add_column(text_null(column));
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let mut alter = Table::alter();
            alter.table("organisations").drop_column(column);
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
