//! Networks of this node, memberships of any state, and the log of their rosters.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// Tables of networks.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 10] = [
    "roster_changes",
    "application_drafts",
    "membership_links",
    "membership_marks",
    "membership_checks",
    "membership_entries",
    "memberships",
    "network_admins",
    "network_versions",
    "networks",
];

const INDEXES: &[IndexOn] = &[
    ("network_admins_person", "network_admins", &["person"]),
    ("memberships_stage", "memberships", &["network", "stage", "applied_at"]),
    ("memberships_subject", "memberships", &["subject"]),
    ("memberships_organisation", "memberships", &["organisation"]),
    ("memberships_join", "memberships", &["join_activity"]),
    (
        "memberships_listed",
        "memberships",
        &["network", "listed", "country", "name"],
    ),
    (
        "membership_marks_mark",
        "membership_marks",
        &["network", "kind", "mark"],
    ),
    (
        "membership_links_membership",
        "membership_links",
        &["membership", "purpose"],
    ),
    ("roster_changes_membership", "roster_changes", &["membership"]),
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

fn blob_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().null().to_owned()
}

fn memberships() -> TableCreateStatement {
    let stages = &[
        "waiting",
        "admitted",
        "lapsed",
        "suspended",
        "declined",
        "withdrawn",
        "expelled",
    ];
    table(
        "memberships",
        [
            text("id"),
            text("network"),
            text("subject"),
            // The subject, when it is one of ours.
            text_null("organisation"),
            // The state as JSON; the columns after it repeat what is searched for.
            text("state"),
            one_of("stage", stages),
            text_null("tier"),
            // The last tier into which it was admitted; stays when the membership ends.
            text_null("own_tier"),
            text_null("key"),
            // In public by name; else by the hidden name, a commitment to the subject.
            boolean("listed"),
            text_null("hidden_name"),
            blob_null("hidden_salt"),
            text("name"),
            text("country"),
            // What it said of itself, as JSON; with its mailboxes.
            text("application"),
            // In which it is spoken to.
            text("language"),
            one_of("origin", &["form", "organisation", "join", "appeal"]),
            text_null("join_activity"),
            text_null("previous"),
            integer("open_votes"),
            // The membership document or its tombstone, as signed last.
            blob_null("document"),
            text_null("document_digest"),
            big_integer_null("log_index"),
            big_integer("applied_at"),
            big_integer_null("admitted_at"),
            big_integer("updated_at"),
        ],
        &["id"],
    )
}

fn links() -> TableCreateStatement {
    let mut links = table(
        "membership_links",
        [
            text("id"),
            one_of("purpose", &["applicant", "referee", "voice"]),
            text("network"),
            text("membership"),
            // The referee as the applicant named it, or the name of who speaks for a member.
            text("who"),
            // Made for who speaks for a member without an account.
            text_null("person"),
            text_null("mailbox"),
            text("language"),
            text("secret_sha256"),
            big_integer("created_at"),
            big_integer_null("ends_at"),
        ],
        &["id"],
    );
    links.index(Index::create().unique().col("secret_sha256"));
    links
}

fn tables() -> Vec<TableCreateStatement> {
    let mut networks = table(
        "networks",
        [
            text("id"),
            text("handle"),
            text("owner"),
            text("content"),
            integer("version"),
            big_integer("roster_number"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
        &["id"],
    );
    networks.index(Index::create().unique().col("handle"));
    vec![
        networks,
        // Every text and every set of rules that ever held: who reads a decision later sees by what it was judged.
        table(
            "network_versions",
            [text("network"), integer("version"), text("content"), big_integer("at")],
            &["network", "version"],
        ),
        table(
            "network_admins",
            [text("network"), text("person"), big_integer("since")],
            &["network", "person"],
        ),
        memberships(),
        // The log of a membership: never changed, never removed.
        table(
            "membership_entries",
            [
                text("membership"),
                integer("number"),
                big_integer("at"),
                integer("rules"),
                text("who"),
                text("entry"),
            ],
            &["membership", "number"],
        ),
        table(
            "membership_checks",
            [
                text("membership"),
                text("kind"),
                one_of("state", &["good", "warning", "bad", "unknown"]),
                text("detail"),
                big_integer("at"),
            ],
            &["membership", "kind"],
        ),
        // By what duplicates and look-alikes are found.
        table(
            "membership_marks",
            [text("membership"), text("network"), text("kind"), text("mark")],
            &["membership", "kind", "mark"],
        ),
        links(),
        table(
            "application_drafts",
            [
                text("secret_sha256"),
                text("network"),
                text("draft"),
                text("language"),
                big_integer("saved_at"),
            ],
            &["secret_sha256"],
        ),
        table(
            "roster_changes",
            [
                text("network"),
                big_integer("number"),
                text("membership"),
                text("actor"),
                text_null("standing"),
                big_integer("at"),
            ],
            &["network", "number"],
        ),
    ]
}
