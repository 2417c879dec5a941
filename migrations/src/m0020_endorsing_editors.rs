//! Editors to whom an owner gave the right to endorse (decision 22).

use sea_orm_migration::{prelude::*, schema::boolean_null};

/// The column.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Of an editor; nothing: no.
const COLUMN: &str = "endorses";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut alter = Table::alter();
        alter.table("roles").add_column(boolean_null(COLUMN));
        manager.alter_table(alter).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut alter = Table::alter();
        alter.table("roles").drop_column(COLUMN);
        manager.alter_table(alter).await
    }
}
