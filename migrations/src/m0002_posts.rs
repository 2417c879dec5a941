//! Posts of all kinds, ours and received, with drafts, versions, gestures and the words to find them by.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, integer, integer_null, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// Tables of posts.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 9] = [
    "search_tokens",
    "interactions",
    "featured",
    "idempotency_keys",
    "drafts",
    "post_versions",
    "post_terms",
    "practice_facts",
    "posts",
];

const INDEXES: &[IndexOn] = &[
    ("posts_published", "posts", &["published", "id"]),
    ("posts_author", "posts", &["author", "published"]),
    ("posts_in_reply_to", "posts", &["in_reply_to"]),
    ("posts_kind", "posts", &["kind", "published"]),
    ("post_terms_value", "post_terms", &["kind", "value"]),
    ("practice_facts_country", "practice_facts", &["country"]),
    ("drafts_organisation", "drafts", &["organisation"]),
    ("interactions_actor", "interactions", &["actor", "at"]),
    ("interactions_activity", "interactions", &["activity"]),
    ("search_tokens_post", "search_tokens", &["post"]),
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

fn posts() -> TableCreateStatement {
    let mut posts = table(
        "posts",
        [
            text("id"),
            // The id of the object on the network.
            text("object"),
            one_of("kind", &["practice", "report", "note", "article"]),
            text("author"),
            text_null("organisation"),
            text_null("slug"),
            text_null("in_reply_to"),
            one_of("visibility", &["public", "unlisted", "followers", "named"]),
            text_null("language"),
            text_null("title"),
            text_null("summary"),
            text("content"),
            // Practices and reports: all fields as JSON.
            text_null("facts"),
            // Exactly as sent or received.
            blob("bytes"),
            text_null("url"),
            integer("revision"),
            one_of("state", &["visible", "held", "hidden", "withdrawn"]),
            text_null("reason"),
            big_integer("published"),
            big_integer_null("updated"),
            big_integer("received_at"),
        ],
        &["id"],
    );
    posts.index(Index::create().unique().col("object"));
    posts.index(Index::create().unique().col("slug"));
    posts
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        posts(),
        table(
            "practice_facts",
            [
                text("post"),
                text("country"),
                text("language"),
                integer_null("cost_rank"),
            ],
            &["post"],
        ),
        table(
            "post_terms",
            [
                text("post"),
                one_of("kind", &["sector", "hazard", "sdg", "setting", "tag"]),
                text("value"),
            ],
            &["post", "kind", "value"],
        ),
        table(
            "post_versions",
            [
                text("post"),
                integer("revision"),
                big_integer("at"),
                text_null("who"),
                text("facts"),
            ],
            &["post", "revision"],
        ),
        table(
            "drafts",
            [
                text("id"),
                text("organisation"),
                text("person"),
                text("who"),
                text_null("revises"),
                text("fields"),
                integer("version"),
                text_null("published_as"),
                big_integer("updated"),
            ],
            &["id"],
        ),
        table(
            "idempotency_keys",
            [text("key"), text("post"), big_integer("at")],
            &["key"],
        ),
        table(
            "featured",
            [text("organisation"), text("post"), big_integer("at")],
            &["organisation", "post"],
        ),
        table(
            "interactions",
            [
                text("object"),
                text("actor"),
                one_of("kind", &["like", "boost"]),
                // The id of the activity, to be undone by.
                text("activity"),
                big_integer("at"),
            ],
            &["object", "actor", "kind"],
        ),
        table("search_tokens", [text("token"), text("post")], &["token", "post"]),
    ]
}
