//! Rosters of all networks that this node knows as they were signed, those that it trusts, and where its own
//! organisations stand in networks of others.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// Tables of rosters.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 8] = [
    "featured_members",
    "feature_stamps",
    "joined_networks",
    "roster_openings",
    "roster_standings",
    "trusted_networks",
    "roster_pages",
    "roster_lines",
];

const INDEXES: &[IndexOn] = &[
    ("joined_networks_activity", "joined_networks", &["activity"]),
    ("joined_networks_network", "joined_networks", &["network"]),
    ("roster_standings_actor", "roster_standings", &["actor"]),
    ("feature_stamps_organisation", "feature_stamps", &["organisation"]),
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

fn blob(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    let states = &["invited", "asked", "member", "refused", "left", "ended"];
    vec![
        // One signed line for each number, byte for byte: of our networks and of those that are trusted.
        table(
            "roster_lines",
            [
                text("network"),
                big_integer("number"),
                text("activity"),
                blob("body"),
                big_integer("at"),
            ],
            &["network", "number"],
        ),
        // The pages of the newest signed snapshot.
        table(
            "roster_pages",
            [
                text("network"),
                integer("page"),
                big_integer("number"),
                blob("body"),
                big_integer("at"),
            ],
            &["network", "page"],
        ),
        table(
            "trusted_networks",
            [
                // The id of the network's actor.
                text("network"),
                text("name"),
                // The number up to which nothing is missing; 0 = nothing is known yet.
                big_integer("number"),
                text("roster"),
                big_integer_null("valid_until"),
                big_integer("since"),
                big_integer_null("asked_at"),
                big_integer_null("checked_at"),
                // Why a person should look: what the network said does not fit together.
                text_null("alarm"),
                text_null("fault"),
            ],
            &["network"],
        ),
        table(
            "roster_standings",
            [
                text("network"),
                // The actor, or what stands for a hidden member.
                text("actor"),
                text("tier"),
                text("key"),
                text_null("country"),
                big_integer("since"),
                text("membership"),
                // What binds the entry to the membership document: its digest, or a salted commitment.
                text("bound"),
                text_null("instance"),
            ],
            &["network", "actor"],
        ),
        // Hidden members that showed to us who they are.
        table(
            "roster_openings",
            [
                text("network"),
                text("subject"),
                text("actor"),
                text("key"),
                blob("document"),
                big_integer("at"),
            ],
            &["network", "subject"],
        ),
        // Networks to which our organisations belong, or want to.
        table(
            "joined_networks",
            [
                text("organisation"),
                text("network"),
                text("name"),
                text("inbox"),
                // The id of our `Join`, or of the network's `Invite`.
                text("activity"),
                one_of("state", states),
                text_null("tier"),
                text_null("membership"),
                ColumnDef::new("document").blob().null().to_owned(),
                text_null("reason"),
                // Opens the entry of a hidden member.
                text_null("salt"),
                big_integer("at"),
            ],
            &["organisation", "network"],
        ),
        // Consents of our organisations to be shown in a collection.
        table(
            "feature_stamps",
            [
                text("stamp"),
                text("organisation"),
                text("collection"),
                blob("document"),
                big_integer("at"),
                big_integer_null("revoked_at"),
            ],
            &["stamp"],
        ),
        // Members of our networks that were asked, and their consents.
        table(
            "featured_members",
            [
                text("network"),
                text("actor"),
                text("request"),
                text_null("consent"),
                big_integer("at"),
            ],
            &["network", "actor"],
        ),
    ]
}
