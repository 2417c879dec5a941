//! The outbox: a log with one entry per activity, whatever the number of followers.

use chrono::{DateTime, Utc};
use domain::{
    delivery::Waiting,
    outbox::{Audience, OrderKey, Seq},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// How a barrier is written in the column `order_key`; no id looks like this.
const BARRIER: &str = "*";

/// What is to be sent.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Id of the activity.
    pub activity_id: String,
    /// Id of the actor, one of ours.
    pub actor: String,
    /// Id of the object.
    pub object: String,
    /// What may not overtake what.
    pub order: OrderKey,
    /// Type of the activity.
    pub kind: String,
    /// The exact bytes.
    pub body: Vec<u8>,
    /// Who gets it.
    pub audience: Audience,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was stored.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub seq: Seq,
    /// Id of the activity.
    pub activity_id: String,
    /// Id of the actor.
    pub actor: String,
    /// Id of the object.
    pub object: String,
    /// Type of the activity.
    pub kind: String,
    /// The exact bytes.
    pub body: Vec<u8>,
    /// Everybody may read it.
    pub public: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// An inbox of somebody who is addressed by name.
#[derive(Clone, Debug)]
pub struct NamedInbox<'a> {
    /// Host.
    pub peer: &'a str,
    /// Inbox.
    pub inbox: &'a str,
    /// Actor.
    pub actor: &'a str,
}

/// Appends an entry and gives its number. The lock on the head is held until commit, so the numbers have no gaps and
/// appear in the order of the commits: call it last.
///
/// # Errors
/// [`StorageError`].
pub async fn append(
    tx: &Tx,
    entry: &NewEntry,
    named: &[NamedInbox<'_>],
    sha256: &str,
    public: bool,
) -> Result<Seq, StorageError> {
    let sql = "UPDATE outbox_head SET last_seq = last_seq + 1 WHERE id = 1 RETURNING last_seq";
    let seq = head_of(Db::from(tx).row(sql, []).await?)?;
    tx.run(
        "INSERT INTO outbox (seq, activity, actor, object, order_key, kind, body, sha256, public, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            seq.0.into(),
            entry.activity_id.as_str().into(),
            entry.actor.as_str().into(),
            entry.object.as_str().into(),
            order_text(&entry.order).into(),
            entry.kind.as_str().into(),
            entry.body.clone().into(),
            sha256.into(),
            public.into(),
            micros(entry.at),
        ],
    )
    .await?;
    for key in &entry.audience.keys {
        tx.run(
            "INSERT INTO outbox_audience (key, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            [key.as_text().into(), seq.0.into()],
        )
        .await?;
    }
    for name in named {
        tx.run(
            "INSERT INTO outbox_named (peer, seq, inbox, actor) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            [name.peer.into(), seq.0.into(), name.inbox.into(), name.actor.into()],
        )
        .await?;
    }
    Ok(seq)
}

/// The highest number there is.
///
/// # Errors
/// [`StorageError`].
pub async fn head(db: &Db<'_>) -> Result<Seq, StorageError> {
    head_of(db.row("SELECT last_seq FROM outbox_head WHERE id = 1", []).await?)
}

/// The next number will be higher than `seq`.
///
/// # Errors
/// [`StorageError`].
pub async fn go_on_above(tx: &Tx, seq: Seq) -> Result<(), StorageError> {
    let sql = "UPDATE outbox_head SET last_seq = $1 WHERE id = 1 AND last_seq < $1";
    tx.run(sql, [seq.0.into()]).await?;
    Ok(())
}

/// The highest number there is; nobody appends before this transaction ends. The last lock taken.
///
/// # Errors
/// [`StorageError`].
pub async fn head_for_update(tx: &Tx) -> Result<Seq, StorageError> {
    let sql = "UPDATE outbox_head SET last_seq = last_seq WHERE id = 1 RETURNING last_seq";
    head_of(Db::from(tx).row(sql, []).await?)
}

fn head_of(row: Option<Row>) -> Result<Seq, StorageError> {
    row.map_or(Ok(Seq(0)), |row| Ok(Seq(row.get("last_seq")?)))
}

/// One entry.
///
/// # Errors
/// [`StorageError`].
pub async fn entry(db: &Db<'_>, seq: Seq) -> Result<Option<Entry>, StorageError> {
    let row = db.row("SELECT * FROM outbox WHERE seq = $1", [seq.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The entry of an activity.
///
/// # Errors
/// [`StorageError`].
pub async fn by_activity(db: &Db<'_>, activity: &str) -> Result<Option<Entry>, StorageError> {
    let row = db
        .row("SELECT * FROM outbox WHERE activity = $1", [activity.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Public entries of one actor, or of the whole node, newest first, below a number.
///
/// # Errors
/// [`StorageError`].
pub async fn public_entries(
    db: &Db<'_>,
    actor: Option<&str>,
    below: Option<Seq>,
    most: i64,
) -> Result<Vec<Entry>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM outbox WHERE public AND kind IN ('Create', 'Announce') AND ($1 = '' OR actor = $1)
             AND seq < $2 ORDER BY seq DESC LIMIT $3",
            [
                actor.unwrap_or_default().into(),
                below.map_or(i64::MAX, |seq| seq.0).into(),
                most.into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// How many public entries one actor, or the whole node, has.
///
/// # Errors
/// [`StorageError`].
pub async fn count_public(db: &Db<'_>, actor: Option<&str>) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM outbox WHERE public AND kind IN ('Create', 'Announce') AND ($1 = '' OR actor = $1)",
            [actor.unwrap_or_default().into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// The next entry for a peer after a number: one index position per key of its subscriptions.
const NEXT: &str = "SELECT o.seq, o.order_key FROM outbox o WHERE o.seq = (SELECT MIN(n) FROM (
      SELECT (SELECT a.seq FROM outbox_audience a
               WHERE a.key = s.key AND a.seq > $1 AND a.seq >= s.from_seq AND (s.until_seq IS NULL OR a.seq < s.until_seq)
               ORDER BY a.seq LIMIT 1) AS n
        FROM subscriptions s WHERE s.peer = $2
      UNION ALL
      SELECT (SELECT d.seq FROM outbox_named d WHERE d.peer = $2 AND d.seq > $1 ORDER BY d.seq LIMIT 1)) AS q)";

/// The entry for a peer before a number.
const PREVIOUS: &str = "SELECT MAX(n) AS seq FROM (
      SELECT (SELECT a.seq FROM outbox_audience a
               WHERE a.key = s.key AND a.seq < $1 AND a.seq >= s.from_seq AND (s.until_seq IS NULL OR a.seq < s.until_seq)
               ORDER BY a.seq DESC LIMIT 1) AS n
        FROM subscriptions s WHERE s.peer = $2
      UNION ALL
      SELECT (SELECT d.seq FROM outbox_named d WHERE d.peer = $2 AND d.seq < $1 ORDER BY d.seq DESC LIMIT 1)) AS q";

/// The next entries for a peer after a number, in order.
///
/// # Errors
/// [`StorageError`].
pub async fn next_entries(db: &Db<'_>, peer: &str, after: Seq, most: usize) -> Result<Vec<Waiting>, StorageError> {
    let mut found = Vec::new();
    let mut after = after;
    while found.len() < most {
        let Some(row) = db.row(NEXT, [after.0.into(), peer.into()]).await? else {
            break;
        };
        let entry = waiting(&row)?;
        after = entry.seq;
        found.push(entry);
    }
    Ok(found)
}

/// The number of the entry for a peer before `seq`; 0 where there is none.
///
/// # Errors
/// [`StorageError`].
pub async fn previous(db: &Db<'_>, peer: &str, seq: Seq) -> Result<Seq, StorageError> {
    let row = db.row(PREVIOUS, [seq.0.into(), peer.into()]).await?;
    let found = row.map(|row| row.get::<Option<i64>>("seq")).transpose()?.flatten();
    Ok(Seq(found.unwrap_or_default()))
}

/// How many entries wait for a peer after a number, and since when the oldest does. Counts at most 10,000.
///
/// # Errors
/// [`StorageError`].
pub async fn count_waiting(db: &Db<'_>, peer: &str, after: Seq) -> Result<(u64, Option<DateTime<Utc>>), StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n, MIN(o.at) AS oldest FROM outbox o WHERE o.seq IN (SELECT seq FROM (
               SELECT a.seq FROM subscriptions s JOIN outbox_audience a ON a.key = s.key AND a.seq >= s.from_seq
                  AND (s.until_seq IS NULL OR a.seq < s.until_seq)
                WHERE s.peer = $2 AND a.seq > $1
               UNION SELECT d.seq FROM outbox_named d WHERE d.peer = $2 AND d.seq > $1) AS q LIMIT 10000)",
            [after.0.into(), peer.into()],
        )
        .await?;
    let Some(row) = row else { return Ok((0, None)) };
    Ok((row.get::<i64>("n")?.cast_unsigned(), row.time_or_none("oldest")?))
}

/// How many entries about an object go to an audience after a number.
///
/// # Errors
/// [`StorageError`].
pub async fn count_about(
    db: &Db<'_>,
    key: &domain::outbox::AudienceKey,
    object: &str,
    after: Seq,
) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM outbox_audience a JOIN outbox o ON o.seq = a.seq
              WHERE a.key = $1 AND a.seq > $2 AND o.object = $3",
            [key.as_text().into(), after.0.into(), object.into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// How many `Update`s of the same post come after an entry, and the number of the last one.
///
/// # Errors
/// [`StorageError`].
pub async fn later_updates(db: &Db<'_>, entry: &Entry) -> Result<(u64, Seq), StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n, COALESCE(MAX(seq), 0) AS last FROM outbox
              WHERE object = $1 AND kind = 'Update' AND seq > $2 AND EXISTS (SELECT 1 FROM posts p WHERE p.object = $1)",
            [entry.object.as_str().into(), entry.seq.0.into()],
        )
        .await?;
    let Some(row) = row else { return Ok((0, entry.seq)) };
    Ok((row.get::<i64>("n")?.cast_unsigned(), Seq(row.get("last")?)))
}

/// An entry on its way to a peer.
#[derive(Clone, Debug)]
pub struct ToSend {
    /// The entry.
    pub entry: Entry,
    /// An earlier one of its order was set aside for this peer and will be tried again.
    pub behind_parked: bool,
    /// Its object was withdrawn since.
    pub withdrawn: bool,
    /// The peer is a Bandung node.
    pub bandung: bool,
}

/// An entry and what decides whether it is sent to a peer, in one question: this is asked for every delivery.
///
/// # Errors
/// [`StorageError`].
pub async fn to_send(db: &Db<'_>, peer: &str, seq: Seq) -> Result<Option<ToSend>, StorageError> {
    let row = db
        .row(
            "SELECT o.*, EXISTS (SELECT 1 FROM parked k WHERE k.peer = $1 AND k.order_key = o.order_key
                                   AND k.seq < o.seq AND k.retry_at IS NOT NULL) AS behind_parked,
                    EXISTS (SELECT 1 FROM posts p WHERE p.object = o.object AND p.state = 'withdrawn') AS withdrawn,
                    EXISTS (SELECT 1 FROM peers h WHERE h.host = $1 AND h.bandung) AS is_bandung
               FROM outbox o WHERE o.seq = $2",
            [peer.into(), seq.0.into()],
        )
        .await?;
    row.map(|row| {
        Ok(ToSend {
            entry: read(&row)?,
            behind_parked: row.get("behind_parked")?,
            withdrawn: row.get("withdrawn")?,
            bandung: row.get("is_bandung")?,
        })
    })
    .transpose()
}

/// How an entry reaches a peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a key of its audience.
    Key(String),
    /// By the inbox of somebody who is named.
    Inbox(String),
}

/// All ways by which an entry reaches a peer.
///
/// # Errors
/// [`StorageError`].
pub async fn ways_to(db: &Db<'_>, peer: &str, seq: Seq) -> Result<Vec<Way>, StorageError> {
    let rows = db
        .rows(
            "SELECT TRUE AS by_key, s.key AS way FROM subscriptions s JOIN outbox_audience a ON a.key = s.key
              WHERE s.peer = $1 AND a.seq = $2 AND a.seq >= s.from_seq AND (s.until_seq IS NULL OR a.seq < s.until_seq)
             UNION SELECT FALSE AS by_key, inbox AS way FROM outbox_named WHERE peer = $1 AND seq = $2 ORDER BY way",
            [peer.into(), seq.0.into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let way: String = row.get("way")?;
            Ok(if row.get("by_key")? {
                Way::Key(way)
            } else {
                Way::Inbox(way)
            })
        })
        .collect()
}

/// The order key as it is kept.
pub(crate) fn order_text(order: &OrderKey) -> &str {
    match order {
        OrderKey::Object(id) => id,
        OrderKey::Barrier => BARRIER,
    }
}

/// An entry that waits, from a row with `seq` and `order_key`.
pub(crate) fn waiting(row: &Row) -> Result<Waiting, StorageError> {
    let key: String = row.get("order_key")?;
    let order = if key == BARRIER {
        OrderKey::Barrier
    } else {
        OrderKey::Object(key)
    };
    Ok(Waiting {
        seq: Seq(row.get("seq")?),
        order,
    })
}

fn read(row: &Row) -> Result<Entry, StorageError> {
    Ok(Entry {
        seq: Seq(row.get("seq")?),
        activity_id: row.get("activity")?,
        actor: row.get("actor")?,
        object: row.get("object")?,
        kind: row.get("kind")?,
        body: row.get("body")?,
        public: row.get("public")?,
        at: row.time("at")?,
    })
}

/// Destroys the bodies of all entries about an object: what is left says that there was something. Such an entry is
/// neither sent nor served any more.
///
/// # Errors
/// [`StorageError`].
pub async fn destroy(tx: &Tx, object: &str, tombstone: &[u8]) -> Result<(), StorageError> {
    tx.run(
        "UPDATE outbox SET body = $2, kind = 'Tombstone', public = $3 WHERE object = $1",
        [object.into(), tombstone.to_vec().into(), false.into()],
    )
    .await?;
    Ok(())
}
