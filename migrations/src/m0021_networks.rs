//! What networks of other nodes write to organisations here, and what admins of networks here propose to each other.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, table};

/// The letters and the proposals.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: &[IndexOn] = &[
    (
        "network_letters_organisation",
        "network_letters",
        &["organisation", "at"],
    ),
    ("network_proposals_network", "network_proposals", &["network"]),
];

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
        let proposals = table(
            "network_proposals",
            [
                text("id"),
                text("network"),
                // Who proposes.
                text("person"),
                // What is to change, in JSON.
                text("change"),
                // The version of the network that it was made for.
                big_integer("version"),
                big_integer("at"),
            ],
            &["id"],
        );
        create(manager, vec![letters, proposals], INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["network_letters", "network_proposals"]).await
    }
}
