//! Declarations, their endorsements, and the numbers of their tallies.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// Tables of declarations.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 8] = [
    "quote_stamps",
    "declined",
    "statements",
    "tally_counters",
    "endorsement_words",
    "endorsements",
    "translations",
    "declarations",
];

const INDEXES: &[IndexOn] = &[
    ("declarations_owner", "declarations", &["owner"]),
    ("declarations_state", "declarations", &["state", "closes_at"]),
    ("declarations_revises", "declarations", &["revises"]),
    ("translations_declaration", "translations", &["declaration"]),
    // The names of a tally, counted and read in their order by this alone.
    (
        "endorsements_names",
        "endorsements",
        &["declaration", "late", "country", "id", "status", "visibility"],
    ),
    (
        "endorsements_queue",
        "endorsements",
        &["declaration", "status", "received_at", "id"],
    ),
    ("endorsements_logged", "endorsements", &["declaration", "log_index"]),
    ("endorsements_subject", "endorsements", &["subject", "declaration"]),
    ("endorsements_organisation", "endorsements", &["organisation"]),
    ("endorsements_mail", "endorsements", &["declaration", "mail_key"]),
    ("endorsements_folded", "endorsements", &["declaration", "folded"]),
    ("endorsements_token", "endorsements", &["token_sha256"]),
    ("endorsements_confirm", "endorsements", &["confirm_sha256"]),
    ("endorsements_offer", "endorsements", &["offer"]),
    ("endorsements_stamp", "endorsements", &["stamp"]),
    ("endorsements_note", "endorsements", &["note"]),
    ("endorsement_words_of", "endorsement_words", &["endorsement"]),
    ("statements_object", "statements", &["object"]),
    ("quote_stamps_note", "quote_stamps", &["note"]),
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

fn declarations() -> TableCreateStatement {
    let mut declarations = table(
        "declarations",
        [
            text("id"),
            // The id of the article on the network; chosen with the draft, so that its digest can be shown.
            text("object"),
            text("owner"),
            text_null("organisation"),
            text("slug"),
            one_of("state", &["draft", "open", "closed"]),
            integer("revision"),
            text_null("revises"),
            text_null("revised_by"),
            // The first authentic language, with its title and teaser, for lists.
            text("language"),
            text("title"),
            text("summary"),
            text_null("digest"),
            // What was typed, with a number that rises with each save; the next revision begins with it.
            text_null("draft"),
            integer("version"),
            // Who may endorse and how, as JSON.
            text("rules"),
            big_integer_null("opens_at"),
            big_integer_null("closes_at"),
            // The article as it is served, and as it was opened.
            blob_null("document"),
            blob_null("opened"),
            // Since when its text does not fit its digest any more.
            big_integer_null("broken_at"),
            // The round number that was announced last.
            big_integer("announced"),
            big_integer("created"),
            big_integer("updated"),
        ],
        &["id"],
    );
    declarations.index(Index::create().unique().col("object"));
    declarations.index(Index::create().unique().col("slug"));
    declarations
}

fn endorsements() -> TableCreateStatement {
    let mut endorsements = table(
        "endorsements",
        [
            text("id"),
            text("object"),
            text("declaration"),
            text("author"),
            text("subject"),
            // The endorser, when it is one of ours.
            text_null("organisation"),
            text("status"),
            boolean("late"),
            text("kind"),
            text("visibility"),
            text("channel"),
            text("checked"),
            text("stance"),
            text_null("reservation"),
            text_null("language"),
            text_null("country"),
            text_null("organisation_type"),
            // What may be shown.
            text_null("name"),
            text_null("person"),
            text_null("role"),
            // What is hidden, as JSON, with the salt of its commitment; on the host only.
            text_null("hidden"),
            blob_null("hidden_salt"),
            // Name and country folded, to find likely duplicates by.
            text_null("folded"),
            text_null("mail"),
            text_null("mail_key"),
            text_null("token_sha256"),
            text_null("confirm_sha256"),
            big_integer("sequence"),
            text_null("digest"),
            // E or R, byte for byte.
            blob_null("document"),
            text_null("offer"),
            text_null("note"),
            text_null("stamp"),
            blob_null("stamp_document"),
            big_integer_null("log_index"),
            blob_null("log_salt"),
            text_null("reason"),
            text_null("checked_by"),
            text_null("check_note"),
            text_null("merged_into"),
            // "You are endorsement no. 418".
            big_integer_null("number"),
            // W, or the tombstone that is left.
            blob_null("end_document"),
            big_integer("signed_at"),
            big_integer("received_at"),
            big_integer_null("decided_at"),
            big_integer_null("ended_at"),
        ],
        &["id"],
    );
    endorsements.index(Index::create().unique().col("object"));
    endorsements
}

fn tables() -> Vec<TableCreateStatement> {
    let mut quotes = table(
        "quote_stamps",
        [
            text("object"),
            text("organisation"),
            text("target"),
            text("note"),
            text("requester"),
            blob_null("document"),
            big_integer("at"),
            big_integer_null("revoked_at"),
        ],
        &["object"],
    );
    quotes.index(Index::create().unique().col("target").col("note"));
    vec![
        declarations(),
        table(
            "translations",
            [
                text("object"),
                text("declaration"),
                text("author"),
                text("language"),
                one_of("status", &["machine", "reviewed", "official"]),
                // Of the text that was translated.
                text("digest"),
                text("title"),
                text("content"),
                big_integer("at"),
            ],
            &["object"],
        ),
        endorsements(),
        table(
            "endorsement_words",
            [text("token"), text("endorsement")],
            &["token", "endorsement"],
        ),
        table(
            "tally_counters",
            [text("declaration"), text("counter"), big_integer("number")],
            &["declaration", "counter"],
        ),
        // Every signed statement by its number: two under one number are evidence (PE9).
        table(
            "statements",
            [
                text("author"),
                big_integer("sequence"),
                text("object"),
                text_null("digest"),
            ],
            &["author", "sequence"],
        ),
        table(
            "declined",
            [
                text("declaration"),
                text("organisation"),
                text("who"),
                big_integer("at"),
            ],
            &["declaration", "organisation"],
        ),
        quotes,
    ]
}
