//! Keys after rotations, and keys of others that are held fast.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text, text_null},
};

use crate::table::{create, drop, one_of, table};

/// Tables of the upkeep of a node.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["pinned_actors", "former_keys"];
/// New columns of `actor_keys`; nothing = the first key of the actor.
const KEY_COLUMNS: [&str; 3] = ["rsa_id", "ed25519_id", "recovery_key"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in KEY_COLUMNS {
            let mut alter = Table::alter();
            alter.table("actor_keys").add_column(text_null(column));
            manager.alter_table(alter).await?;
        }
        create(manager, tables(), &[("former_keys_actor", "former_keys", &["actor"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &TABLES).await?;
        for column in KEY_COLUMNS {
            let mut alter = Table::alter();
            alter.table("actor_keys").drop_column(column);
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "former_keys",
            [
                text("id"),
                text("actor"),
                one_of("kind", &["rsa", "ed25519"]),
                // PEM or Multikey.
                text("public"),
                // Until its end only.
                ColumnDef::new("private").blob().null().to_owned(),
                // Entries up to this number are signed with it (PK13); nothing = none.
                big_integer_null("until_seq"),
                // The last moment at which it may sign, and for RSA the last at which it is shown.
                big_integer("ends_at"),
                big_integer_null("revoked_at"),
                big_integer("at"),
            ],
            &["id"],
        ),
        table(
            "pinned_actors",
            [
                text("actor"),
                // One key in each line: its id and its text.
                text("keys"),
                big_integer("since"),
                // When a known key vouched for others, last.
                big_integer("moved_at"),
                // When a fetch showed other keys, last; nothing = never since they moved.
                big_integer_null("alarm_at"),
            ],
            &["actor"],
        ),
    ]
}
