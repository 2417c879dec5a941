//! What a node knows of other servers: actors, follows, the outbox, the lanes, and what was received.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, boolean, text, text_null},
};

use crate::table::{IndexOn, create, drop, one_of, table};

/// Tables of federation.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In the order in which they are dropped.
const TABLES: [&str; 21] = [
    "evidence",
    "flags",
    "blocks",
    "policy_version",
    "tombstones",
    "waiting",
    "inbox_seen",
    "received_ahead",
    "parked",
    "peer_answers",
    "peers",
    "subscriptions",
    "outbox_named",
    "outbox_audience",
    "outbox_head",
    "outbox",
    "collection_items",
    "following",
    "followers",
    "remote_keys",
    "remote_actors",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = actors()
            .into_iter()
            .chain(outbox())
            .chain(lanes())
            .chain(receiving())
            .chain(moderation());
        create(manager, tables.collect(), INDEXES).await?;
        let one_row = [("outbox_head", "last_seq"), ("policy_version", "version")];
        for (table, column) in one_row {
            let mut row = Query::insert();
            row.into_table(table)
                .columns(["id", column])
                .values_panic([1_i64.into(), 0_i64.into()]);
            manager.execute(row).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &TABLES).await
    }
}

const INDEXES: &[IndexOn] = &[
    ("remote_actors_host", "remote_actors", &["host"]),
    ("remote_keys_actor", "remote_keys", &["actor"]),
    ("followers_peer", "followers", &["peer", "organisation"]),
    ("followers_follower", "followers", &["follower"]),
    ("followers_activity", "followers", &["activity"]),
    ("following_target", "following", &["target"]),
    ("outbox_actor", "outbox", &["actor", "seq"]),
    ("outbox_object", "outbox", &["object"]),
    ("outbox_audience_seq", "outbox_audience", &["seq"]),
    ("outbox_named_seq", "outbox_named", &["seq"]),
    ("subscriptions_key", "subscriptions", &["key"]),
    ("peers_next_try", "peers", &["next_try_at"]),
    ("waiting_needs", "waiting", &["needs"]),
    ("waiting_at", "waiting", &["at"]),
    ("inbox_seen_at", "inbox_seen", &["at"]),
    ("flags_at", "flags", &["at"]),
];

fn actors() -> Vec<TableCreateStatement> {
    let states = &["pending", "active", "refused", "ended"];
    let mut followers = table(
        "followers",
        [
            text("id"),
            text("organisation"),
            text("follower"),
            text("peer"),
            text("inbox"),
            text_null("shared_inbox"),
            // The id of the `Follow` that is answered.
            text("activity"),
            one_of("state", states),
            big_integer("since"),
        ],
        &["id"],
    );
    followers.index(Index::create().unique().col("organisation").col("follower"));
    let mut following = table(
        "following",
        [
            text("id"),
            text("organisation"),
            text("target"),
            text("peer"),
            text("activity"),
            one_of("state", states),
            big_integer("since"),
        ],
        &["id"],
    );
    following.index(Index::create().unique().col("organisation").col("target"));
    vec![
        table(
            "remote_actors",
            [
                text("id"),
                text("host"),
                text("handle"),
                text("name"),
                text("inbox"),
                text_null("shared_inbox"),
                // The document that was fetched, byte for byte.
                binary("document"),
                big_integer("fetched_at"),
                // A person here looked at what it sends and trusts it.
                boolean("trusted"),
                text_null("moved_to"),
                // When its own origin first answered 410 (ID11).
                big_integer_null("gone_at"),
            ],
            &["id"],
        ),
        table("remote_keys", [text("id"), text("actor")], &["id"]),
        followers,
        following,
        // What owners of collections elsewhere put into them: `featured` and reports of a practice.
        table(
            "collection_items",
            [text("collection"), text("object"), text("owner"), big_integer("at")],
            &["collection", "object"],
        ),
    ]
}

fn outbox() -> Vec<TableCreateStatement> {
    let mut outbox = table(
        "outbox",
        [
            big_integer("seq"),
            text("activity"),
            text("actor"),
            text("object"),
            // `*` is a barrier.
            text("order_key"),
            text("kind"),
            binary("body"),
            text("sha256"),
            // Everybody may read it.
            boolean("public"),
            big_integer("at"),
        ],
        &["seq"],
    );
    outbox.index(Index::create().unique().col("activity"));
    vec![
        outbox,
        table("outbox_head", [big_integer("id"), big_integer("last_seq")], &["id"]),
        table("outbox_audience", [text("key"), big_integer("seq")], &["key", "seq"]),
        table(
            "outbox_named",
            [text("peer"), big_integer("seq"), text("inbox"), text("actor")],
            &["peer", "seq", "inbox"],
        ),
        table(
            "subscriptions",
            [
                text("peer"),
                text("key"),
                big_integer("from_seq"),
                big_integer_null("until_seq"),
            ],
            &["peer", "key", "from_seq"],
        ),
    ]
}

fn lanes() -> Vec<TableCreateStatement> {
    vec![
        table(
            "peers",
            [
                text("host"),
                big_integer("cursor"),
                big_integer("failures"),
                big_integer_null("failing_since"),
                // Since when its inbox answers that it is not there.
                big_integer_null("gone_since"),
                // The entry that failed last, how often in a row, and whether others were taken since.
                big_integer_null("failed_seq"),
                big_integer("failed_times").default(0).to_owned(),
                boolean("others_taken").default(false).to_owned(),
                big_integer_null("next_try_at"),
                text_null("lease_holder"),
                big_integer_null("leased_until"),
                text_null("signature"),
                boolean("bandung"),
                boolean("paused"),
                boolean("alarm"),
                text_null("last_answer"),
                big_integer_null("last_success"),
                big_integer_null("last_heard"),
                // What we have of its outbox without a gap.
                big_integer("received_seq"),
                big_integer_null("gap_since"),
                big_integer_null("asked_at"),
            ],
            &["host"],
        ),
        table(
            "peer_answers",
            [text("host"), big_integer("at"), big_integer("seq"), text("answer")],
            &["host", "at", "seq"],
        ),
        table(
            "parked",
            [
                text("peer"),
                big_integer("seq"),
                text("order_key"),
                text("reason"),
                big_integer_null("retry_at"),
                big_integer("at"),
            ],
            &["peer", "seq"],
        ),
        table(
            "received_ahead",
            [text("peer"), big_integer("seq"), big_integer("prev")],
            &["peer", "seq"],
        ),
    ]
}

fn receiving() -> Vec<TableCreateStatement> {
    vec![
        table(
            "inbox_seen",
            [
                text("activity"),
                text("actor"),
                text("sha256"),
                text("kind"),
                text_null("object"),
                // Kept for some weeks, in case other bytes come under the same id.
                ColumnDef::new("body").blob().null().to_owned(),
                big_integer("at"),
            ],
            &["activity"],
        ),
        table(
            "waiting",
            [
                text("activity"),
                text("actor"),
                text("needs"),
                binary("body"),
                big_integer("at"),
            ],
            &["activity"],
        ),
        table(
            "tombstones",
            [text("object"), text("actor"), big_integer("at")],
            // Whoever deletes what is not known speaks only for its own objects.
            &["object", "actor"],
        ),
        table(
            "evidence",
            [
                text("activity"),
                text("sha256"),
                text("actor"),
                text("reason"),
                binary("body"),
                big_integer("at"),
            ],
            &["activity", "sha256"],
        ),
    ]
}

fn moderation() -> Vec<TableCreateStatement> {
    vec![
        table(
            "blocks",
            [
                one_of("kind", &["host", "actor"]),
                text("target"),
                one_of("severity", &["silence", "suspend"]),
                text("reason"),
                big_integer("at"),
            ],
            &["kind", "target"],
        ),
        table("policy_version", [big_integer("id"), big_integer("version")], &["id"]),
        table(
            "flags",
            [
                text("id"),
                text("activity"),
                text("actor"),
                text("about"),
                text("content"),
                big_integer("at"),
                big_integer_null("resolved_at"),
            ],
            &["id"],
        ),
    ]
}
