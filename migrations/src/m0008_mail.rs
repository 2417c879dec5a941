//! Mails that wait to be sent.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// The table of mails.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: &[IndexOn] = &[
    ("mails_next", "mails", &["state", "next_at"]),
    ("mails_mailbox", "mails", &["mailbox", "at"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mails = table(
            "mails",
            [
                text("id"),
                // SHA-256 of the mailbox's one form: counts mails to it without naming it.
                text("mailbox"),
                // Gone once it is sent or given up, with all that it says.
                text_null("recipient"),
                text_null("message"),
                text("language"),
                text("kind"),
                one_of("state", &["waiting", "sent", "failed"]),
                integer("tries"),
                big_integer("next_at"),
                text_null("last_error"),
                big_integer("at"),
            ],
            &["id"],
        );
        create(manager, vec![mails], INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["mails"]).await
    }
}
