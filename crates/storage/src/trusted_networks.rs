//! Networks of others whose rosters this node trusts, and where their members stand (PM3 to PM7, DECISIONS 21).

use chrono::{DateTime, Utc};
use domain::{
    membership::Tier,
    roster::{Roster, Standing},
    vocabulary::Country,
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, places, unreadable},
};

/// A network whose roster is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// The id of its actor.
    pub network: String,
    /// Its name when it was last read.
    pub name: String,
    /// The number up to which nothing is missing; 0 = nothing is known yet.
    pub number: u64,
    /// The id of its roster.
    pub roster: String,
    /// Later than this its roster is shown as old.
    pub valid_until: Option<DateTime<Utc>>,
    /// Since when it is trusted.
    pub since: DateTime<Utc>,
    /// When it was last asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// When it was last found to be complete.
    pub checked_at: Option<DateTime<Utc>>,
    /// Why a person should look: `equivocation` or `roster-rollback`.
    pub alarm: Option<String>,
    /// Why it could not be read last time, in words.
    pub fault: Option<String>,
}

/// An entry of a trusted roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The actor, or what stands for a hidden member.
    pub actor: String,
    /// Where it stands.
    pub standing: Standing,
    /// The id of the membership.
    pub membership: String,
    /// Digest of the membership, or the salted commitment of a hidden member.
    pub bound: String,
    /// The instance actor of its node.
    pub instance: Option<String>,
}

/// A hidden member that showed to us who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What stands for it on the roster.
    pub subject: String,
    /// Its actor.
    pub actor: String,
    /// The key that the membership pins.
    pub key: String,
    /// The membership's document.
    pub document: Vec<u8>,
}

/// Stores a network that is trusted, or what is known of it now.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, it: &Trusted) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO trusted_networks (network, name, number, roster, valid_until, since, asked_at, checked_at, alarm, fault)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (network) DO UPDATE SET name = excluded.name, number = excluded.number, roster = excluded.roster,
           valid_until = excluded.valid_until, asked_at = excluded.asked_at, checked_at = excluded.checked_at,
           alarm = excluded.alarm, fault = excluded.fault",
        [
            it.network.as_str().into(),
            it.name.as_str().into(),
            it.number.cast_signed().into(),
            it.roster.as_str().into(),
            micros_or_null(it.valid_until),
            micros(it.since),
            micros_or_null(it.asked_at),
            micros_or_null(it.checked_at),
            it.alarm.clone().into(),
            it.fault.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Trusts a network no more; false when it was not trusted.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, network: &str) -> Result<bool, StorageError> {
    tx.run("DELETE FROM roster_standings WHERE network = $1", [network.into()])
        .await?;
    tx.run("DELETE FROM roster_openings WHERE network = $1", [network.into()])
        .await?;
    Ok(tx
        .run("DELETE FROM trusted_networks WHERE network = $1", [network.into()])
        .await?
        > 0)
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, network: &str) -> Result<Option<Trusted>, StorageError> {
    let row = db
        .row("SELECT * FROM trusted_networks WHERE network = $1", [network.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// All, by name.
///
/// # Errors
/// [`StorageError`].
pub async fn all(db: &Db<'_>) -> Result<Vec<Trusted>, StorageError> {
    let rows = db
        .rows("SELECT * FROM trusted_networks ORDER BY name, network", [])
        .await?;
    rows.iter().map(read).collect()
}

/// So many entries are stored with one statement.
const TOGETHER: usize = 500;

/// Stores where members stand; ended ones stay.
///
/// # Errors
/// [`StorageError`].
pub async fn put_standings(tx: &Tx, network: &str, entries: &[&Entry]) -> Result<(), StorageError> {
    for together in entries.chunks(TOGETHER) {
        let mut values = vec![network.into()];
        let mut rows = Vec::with_capacity(together.len());
        for it in together {
            rows.push(format!("($1, {})", places(values.len() + 1, 8)));
            values.extend([
                it.actor.as_str().into(),
                it.standing.tier.as_str().into(),
                it.standing.key.as_str().into(),
                it.standing.country.map(|country| country.code().to_owned()).into(),
                micros(it.standing.since),
                it.membership.as_str().into(),
                it.bound.as_str().into(),
                it.instance.clone().into(),
            ]);
        }
        let sql = format!(
            "INSERT INTO roster_standings (network, actor, tier, key, country, since, membership, bound, instance)
             VALUES {}
             ON CONFLICT (network, actor) DO UPDATE SET tier = excluded.tier, key = excluded.key,
               country = excluded.country, since = excluded.since, membership = excluded.membership,
               bound = excluded.bound, instance = excluded.instance",
            rows.join(", ")
        );
        tx.run_with(&sql, values).await?;
    }
    Ok(())
}

/// Changes how far somebody goes; false when it was not known.
///
/// # Errors
/// [`StorageError`].
pub async fn set_tier(tx: &Tx, network: &str, actor: &str, tier: Tier) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE roster_standings SET tier = $3 WHERE network = $1 AND actor = $2",
            [network.into(), actor.into(), tier.as_str().into()],
        )
        .await?;
    Ok(changed > 0)
}

/// An actor that goes on under another address stands nowhere any more.
///
/// # Errors
/// [`StorageError`].
pub async fn remove_standing(tx: &Tx, network: &str, actor: &str) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM roster_standings WHERE network = $1 AND actor = $2",
        [network.into(), actor.into()],
    )
    .await?;
    Ok(())
}

/// Where an actor stands.
///
/// # Errors
/// [`StorageError`].
pub async fn entry(db: &Db<'_>, network: &str, actor: &str) -> Result<Option<Entry>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM roster_standings WHERE network = $1 AND actor = $2",
            [network.into(), actor.into()],
        )
        .await?;
    row.as_ref().map(read_entry).transpose()
}

/// All entries, ended ones too.
///
/// # Errors
/// [`StorageError`].
pub async fn entries(db: &Db<'_>, network: &str) -> Result<Vec<Entry>, StorageError> {
    let rows = db
        .rows("SELECT * FROM roster_standings WHERE network = $1", [network.into()])
        .await?;
    rows.iter().map(read_entry).collect()
}

/// How many are listed.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, network: &str) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM roster_standings WHERE network = $1 AND tier NOT IN ('expelled', 'withdrawn')",
            [network.into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// Hosts of listed members, who may give the roster out too; a few. Costs as much as there are of them, not as there are
/// members.
///
/// # Errors
/// [`StorageError`].
pub async fn instances(db: &Db<'_>, network: &str, most: usize) -> Result<Vec<String>, StorageError> {
    let mut found: Vec<String> = Vec::new();
    while found.len() < most {
        let last = found.last().map_or("", String::as_str);
        let row = db
            .row(
                "SELECT instance FROM roster_standings
                  WHERE network = $1 AND instance > $2 AND tier IN ('member', 'regional-node')
                  ORDER BY instance LIMIT 1",
                [network.into(), last.into()],
            )
            .await?;
        match row {
            Some(row) => found.push(row.get("instance")?),
            None => break,
        }
    }
    Ok(found)
}

/// The roster as the policy uses it: hidden members that showed who they are stand under their actor.
///
/// # Errors
/// [`StorageError`].
pub async fn roster(db: &Db<'_>, it: &Trusted) -> Result<Roster, StorageError> {
    let sql = "SELECT actor, tier, key, country, since FROM roster_standings WHERE network = $1";
    let named = db.rows(sql, [it.network.as_str().into()]).await?;
    // The newest comes last, and wins.
    let sql = format!("{OPENED} WHERE o.network = $1 ORDER BY o.at");
    let opened = db.rows(&sql, [it.network.as_str().into()]).await?;
    let read = |row: &Row| Ok((row.get("actor")?, read_standing(row)?));
    let standings: Result<Vec<(String, Standing)>, StorageError> = named.iter().chain(&opened).map(read).collect();
    Ok(Roster::new(it.number, standings?))
}

/// Where one actor stands in [`roster`].
///
/// # Errors
/// [`StorageError`].
pub async fn standing(db: &Db<'_>, network: &str, actor: &str) -> Result<Option<Standing>, StorageError> {
    let sql = format!("{OPENED} WHERE o.network = $1 AND o.actor = $2 ORDER BY o.at DESC LIMIT 1");
    let opened = db.row(&sql, [network.into(), actor.into()]).await?;
    match opened {
        Some(row) => read_standing(&row).map(Some),
        None => Ok(entry(db, network, actor).await?.map(|entry| entry.standing)),
    }
}

/// Hidden members that showed who they are: where the entry stands, under its actor and with its key.
const OPENED: &str = "SELECT o.actor AS actor, s.tier AS tier, o.key AS key, s.country AS country, s.since AS since
    FROM roster_openings o JOIN roster_standings s ON s.network = o.network AND s.actor = o.subject";

/// The actor that showed that it is the hidden member for which a subject stands.
///
/// # Errors
/// [`StorageError`].
pub async fn opened(db: &Db<'_>, network: &str, subject: &str) -> Result<Option<String>, StorageError> {
    let sql = "SELECT actor FROM roster_openings WHERE network = $1 AND subject = $2";
    let row = db.row(sql, [network.into(), subject.into()]).await?;
    row.map(|row| row.get("actor")).transpose()
}

/// Keeps what a hidden member showed.
///
/// # Errors
/// [`StorageError`].
pub async fn put_opening(tx: &Tx, network: &str, it: &Opening, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO roster_openings (network, subject, actor, key, document, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (network, subject) DO UPDATE SET actor = excluded.actor, key = excluded.key,
           document = excluded.document, at = excluded.at",
        [
            network.into(),
            it.subject.as_str().into(),
            it.actor.as_str().into(),
            it.key.as_str().into(),
            it.document.clone().into(),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// What hidden members showed.
///
/// # Errors
/// [`StorageError`].
pub async fn openings(db: &Db<'_>, network: &str) -> Result<Vec<Opening>, StorageError> {
    let rows = db
        .rows("SELECT * FROM roster_openings WHERE network = $1", [network.into()])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Opening {
                subject: row.get("subject")?,
                actor: row.get("actor")?,
                key: row.get("key")?,
                document: row.get("document")?,
            })
        })
        .collect()
}

fn read_standing(row: &Row) -> Result<Standing, StorageError> {
    let country: Option<String> = row.get("country")?;
    Ok(Standing {
        tier: Tier::parse(&row.get::<String>("tier")?).ok_or_else(|| unreadable("tier"))?,
        key: row.get("key")?,
        country: country
            .map(|code| Country::parse(&code).ok_or_else(|| unreadable("country")))
            .transpose()?,
        since: row.time("since")?,
    })
}

fn read_entry(row: &Row) -> Result<Entry, StorageError> {
    Ok(Entry {
        actor: row.get("actor")?,
        standing: read_standing(row)?,
        membership: row.get("membership")?,
        bound: row.get("bound")?,
        instance: row.get("instance")?,
    })
}

fn read(row: &Row) -> Result<Trusted, StorageError> {
    Ok(Trusted {
        network: row.get("network")?,
        name: row.get("name")?,
        number: row.get::<i64>("number")?.cast_unsigned(),
        roster: row.get("roster")?,
        valid_until: row.time_or_none("valid_until")?,
        since: row.time("since")?,
        asked_at: row.time_or_none("asked_at")?,
        checked_at: row.time_or_none("checked_at")?,
        alarm: row.get("alarm")?,
        fault: row.get("fault")?,
    })
}
