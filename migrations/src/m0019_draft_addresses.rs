//! Drafts of declarations give their addresses back: one has its address from the day on which it opens.

use sea_orm_migration::prelude::*;

/// The change.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut drafts = Query::update();
        drafts
            .table("declarations")
            .value("slug", Expr::col("id"))
            .and_where(Expr::col("state").eq("draft"));
        manager.execute(drafts).await
    }

    /// An address that is free is found when a draft is saved: nothing is lost.
    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
