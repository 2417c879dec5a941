//! Organisations, people, logins, the audit log, pictures.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, boolean, integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// Tables of people and organisations.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 10] = [
    "media",
    "audit",
    "links",
    "tokens",
    "logins",
    "roles",
    "people",
    "actor_keys",
    "organisations",
    "settings",
];

const INDEXES: &[IndexOn] = &[
    ("roles_organisation", "roles", &["organisation"]),
    ("logins_person", "logins", &["person"]),
    ("tokens_person", "tokens", &["person"]),
    ("links_purpose", "links", &["purpose"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &TABLES).await
    }
}

fn unique(mut column: ColumnDef) -> ColumnDef {
    column.unique_key();
    column
}

fn tables() -> Vec<TableCreateStatement> {
    let roles = &["viewer", "contributor", "editor", "owner"];
    vec![
        table("settings", [text("name"), text("value")], &["name"]),
        table(
            "organisations",
            [
                text("id"),
                unique(text("handle")),
                text("profile"),
                big_integer("created_at"),
                big_integer("updated_at"),
            ],
            &["id"],
        ),
        table(
            "actor_keys",
            [
                text("actor"),
                text_null("organisation"),
                blob("rsa_pkcs8"),
                blob("ed25519_seed"),
                big_integer("created_at"),
            ],
            &["actor"],
        ),
        table(
            "people",
            [
                text("id"),
                unique(text("login")),
                text("name"),
                text_null("password_hash"),
                text_null("node_role"),
                boolean("disabled"),
                big_integer("created_at"),
            ],
            &["id"],
        ),
        table(
            "roles",
            [text("person"), text("organisation"), one_of("role", roles)],
            &["person", "organisation"],
        ),
        table(
            "logins",
            [
                text("id"),
                text("person"),
                unique(text("secret_sha256")),
                text("form_token"),
                text_null("acting_for"),
                text("device"),
                big_integer("since"),
                big_integer("last_used"),
            ],
            &["id"],
        ),
        table(
            "tokens",
            [
                text("id"),
                text("person"),
                text("organisation"),
                text("name"),
                unique(text("secret_sha256")),
                text("scopes"),
                big_integer("since"),
                big_integer_null("last_used"),
            ],
            &["id"],
        ),
        table(
            "links",
            [
                text("id"),
                one_of("purpose", &["setup", "invite", "reset"]),
                unique(text("secret_sha256")),
                text_null("person"),
                text_null("organisation"),
                text_null("role"),
                big_integer("expires"),
            ],
            &["id"],
        ),
        table(
            "audit",
            [
                big_integer("number"),
                big_integer("at"),
                text_null("person"),
                text("who"),
                text("action"),
                text("object"),
                text_null("reason"),
                text("hash"),
            ],
            &["number"],
        ),
        table(
            "media",
            [
                text("id"),
                text("organisation"),
                text("small"),
                text("large"),
                integer("width"),
                integer("height"),
                integer("large_width"),
                integer("large_height"),
                big_integer("large_bytes"),
                big_integer("created_at"),
            ],
            &["id"],
        ),
    ]
}
