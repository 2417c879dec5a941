//! The second factor of people: apps that show codes, passkeys, recovery codes; and when a login proved one.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, text},
};

use crate::table::{create, drop, table};

/// Tables of the second factor.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            table(
                "code_apps",
                [
                    text("person"),
                    blob("secret"),
                    // The last time step of which a code was taken; none at or before it is taken again.
                    big_integer("last_step"),
                    big_integer("since"),
                ],
                &["person"],
            ),
            table(
                "passkeys",
                [
                    // The id that the passkey gave itself, in base64url.
                    text("id"),
                    text("person"),
                    text("name"),
                    // Public key, counter and flags, as JSON.
                    text("credential"),
                    big_integer("since"),
                    big_integer_null("last_used"),
                ],
                &["id"],
            ),
            table(
                "recovery_codes",
                [text("code_sha256"), text("person"), big_integer_null("used_at")],
                &["code_sha256"],
            ),
        ];
        let indexes = [
            ("passkeys_person", "passkeys", &["person"] as &[_]),
            ("recovery_codes_person", "recovery_codes", &["person"]),
        ];
        create(manager, tables, &indexes).await?;
        let mut proved = Table::alter();
        proved.table("logins").add_column(big_integer_null("proved_at"));
        manager.alter_table(proved).await?;
        let mut two = Table::alter();
        two.table("organisations")
            .add_column(big_integer_null("two_people_since"));
        manager.alter_table(two).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("organisations", "two_people_since"), ("logins", "proved_at")] {
            let mut alter = Table::alter();
            alter.table(table).drop_column(column);
            manager.alter_table(alter).await?;
        }
        drop(manager, &["recovery_codes", "passkeys", "code_apps"]).await
    }
}
