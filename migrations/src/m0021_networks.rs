//! What networks of other nodes write to organisations here.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, table};

/// The letters.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: &[IndexOn] = &[(
    "network_letters_organisation",
    "network_letters",
    &["organisation", "at"],
)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let letters = table(
            "network_letters",
            [
                // The id of the note.
                text("object"),
                text("organisation"),
                // The id of the network's actor.
                text("network"),
                // HTML that went through the allow list.
                text("content"),
                text_null("language"),
                big_integer("at"),
            ],
            &["object"],
        );
        create(manager, vec![letters], INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["network_letters"]).await
    }
}
