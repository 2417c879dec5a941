//! Lists of memberships: of a network, of a subject, of those for whom something is due.

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId, OrganisationId, PersonId},
    membership::Tier,
    roster::Standing,
    vocabulary::Country,
};

use super::{Membership, read, tier};
use crate::{
    Db, StorageError,
    sql::{Row, micros, unreadable},
};

/// Which members of a list are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one country only.
    pub country: Option<Country>,
    /// Of one tier only.
    pub tier: Option<Tier>,
    /// Those that are not named in public too.
    pub with_hidden: bool,
    /// Ended ones too.
    pub with_ended: bool,
}

/// A membership, or why it cannot be read.
pub type Perhaps = (MembershipId, Result<Membership, StorageError>);

/// How many members of a country stand where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The country.
    pub country: Country,
    /// The tier.
    pub tier: Tier,
    /// How many.
    pub members: u64,
}

/// One line of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// The membership.
    pub membership: MembershipId,
    /// Its actor.
    pub subject: String,
    /// What stands in public for an actor that is not named.
    pub hidden_name: Option<String>,
    /// The tier.
    pub tier: Tier,
    /// The pinned key.
    pub key: String,
    /// Its country.
    pub country: Country,
    /// When it was admitted.
    pub since: DateTime<Utc>,
    /// Digest of the membership document.
    pub document_digest: Option<String>,
}

const IS_ENDED: &str = "('declined', 'withdrawn', 'expelled')";
/// Those that were admitted to a network and have an actor with a key, ended ones too.
const ROSTER: &str = "WHERE network = $1 AND admitted_at IS NOT NULL AND key IS NOT NULL";
/// Of these, those that have not ended.
const LISTED: &str = "AND stage IN ('admitted', 'lapsed', 'suspended')";

/// Applications that wait, the oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn waiting(db: &Db<'_>, network: NetworkId) -> Result<Vec<Membership>, StorageError> {
    let sql = "SELECT * FROM memberships WHERE network = $1 AND stage = 'waiting' ORDER BY applied_at, id";
    let rows = db.rows(sql, [network.to_string().into()]).await?;
    rows.iter().map(read).collect()
}

/// How many applications wait in the networks of which a person is an admin.
///
/// # Errors
/// [`StorageError`].
pub async fn waiting_for(db: &Db<'_>, admin: PersonId) -> Result<u64, StorageError> {
    let sql = "SELECT COUNT(*) AS n FROM memberships JOIN network_admins USING (network)
        WHERE network_admins.person = $1 AND memberships.stage = 'waiting'";
    let row = db.row(sql, [admin.to_string().into()]).await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// Applications that were declined or taken back, the newest first, before one of them.
///
/// # Errors
/// [`StorageError`].
pub async fn not_admitted(
    db: &Db<'_>,
    network: NetworkId,
    before: Option<(DateTime<Utc>, MembershipId)>,
    most: u32,
) -> Result<Vec<Membership>, StorageError> {
    let sql = "SELECT * FROM memberships
        WHERE network = $1 AND admitted_at IS NULL AND stage IN ('declined', 'withdrawn')
          AND (updated_at < $2 OR (updated_at = $2 AND id < $3))
        ORDER BY updated_at DESC, id DESC LIMIT $4";
    let (at, id) = before.map_or((DateTime::<Utc>::MAX_UTC, String::new()), |(at, id)| {
        (at, id.to_string())
    });
    let values = [
        network.to_string().into(),
        micros(at),
        id.into(),
        i64::from(most).into(),
    ];
    db.rows(sql, values).await?.iter().map(read).collect()
}

/// All memberships of an actor, in all networks of this node, the newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of_subject(db: &Db<'_>, subject: &str) -> Result<Vec<Membership>, StorageError> {
    let sql = "SELECT * FROM memberships WHERE subject = $1 ORDER BY applied_at DESC, id DESC";
    let rows = db.rows(sql, [subject.into()]).await?;
    rows.iter().map(read).collect()
}

/// The newest membership of an actor in a network.
///
/// # Errors
/// [`StorageError`].
pub async fn most_recent(db: &Db<'_>, network: NetworkId, subject: &str) -> Result<Option<Membership>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM memberships WHERE network = $1 AND subject = $2 ORDER BY applied_at DESC, id DESC LIMIT 1",
            [network.to_string().into(), subject.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// All memberships of an organisation of ours, the newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of_organisation(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Membership>, StorageError> {
    let sql = "SELECT * FROM memberships WHERE organisation = $1 ORDER BY applied_at DESC, id DESC";
    let rows = db.rows(sql, [organisation.to_string().into()]).await?;
    rows.iter().map(read).collect()
}

/// Those on which votes are cast that have decided nothing.
///
/// # Errors
/// [`StorageError`].
pub async fn with_votes(db: &Db<'_>, network: Option<NetworkId>) -> Result<Vec<Membership>, StorageError> {
    let network = network.map(|id| id.to_string()).unwrap_or_default();
    let sql = "SELECT * FROM memberships WHERE open_votes > 0 AND ($1 = '' OR network = $1) ORDER BY id";
    let rows = db.rows(sql, [network.into()]).await?;
    rows.iter().map(read).collect()
}

/// Those that have not ended, of all networks, in the order of their ids after one: for what is due each day. A row that
/// cannot be read stands in its place with why, so that it keeps nobody else waiting.
///
/// # Errors
/// [`StorageError`].
pub async fn running(db: &Db<'_>, after: Option<MembershipId>, most: u32) -> Result<Vec<Perhaps>, StorageError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let sql = format!("SELECT * FROM memberships WHERE id > $1 AND stage NOT IN {IS_ENDED} ORDER BY id LIMIT $2");
    let rows = db.rows(&sql, [after.into(), i64::from(most).into()]).await?;
    rows.iter().map(|row| Ok((row.parsed("id")?, read(row)))).collect()
}

/// Those that ended and were not touched since a moment, with something that nobody needs any more: mailboxes, what was
/// written for the admins alone, personal links; in the order of their ids after one, as in [`running`].
///
/// # Errors
/// [`StorageError`].
pub async fn ended_unforgotten(
    db: &Db<'_>,
    before: DateTime<Utc>,
    after: Option<MembershipId>,
    most: u32,
) -> Result<Vec<Perhaps>, StorageError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    // Quotation marks that people typed are escaped in JSON: these are the names of its members.
    let sql = format!(
        r#"SELECT * FROM memberships WHERE id > $1 AND stage IN {IS_ENDED} AND updated_at < $2
            AND (application LIKE '%"contact":"%' OR application LIKE '%"second_contact":"%'
                OR application LIKE '%"ties":"%'
                OR (application LIKE '%"reason":"%' AND application NOT LIKE '%"reason":""%')
                OR state LIKE '%"contacts":["%'
                OR EXISTS (SELECT 1 FROM membership_links WHERE membership = memberships.id))
            ORDER BY id LIMIT $3"#
    );
    let rows = db
        .rows(&sql, [after.into(), micros(before), i64::from(most).into()])
        .await?;
    rows.iter().map(|row| Ok((row.parsed("id")?, read(row)))).collect()
}

/// Members of a network by name, after one.
///
/// # Errors
/// [`StorageError`].
pub async fn listed(
    db: &Db<'_>,
    network: NetworkId,
    filter: Filter,
    after: Option<(&str, MembershipId)>,
    most: u32,
) -> Result<Vec<Membership>, StorageError> {
    let ended = if filter.with_ended {
        ""
    } else {
        "AND stage IN ('admitted', 'lapsed', 'suspended')"
    };
    let hidden = if filter.with_hidden { "" } else { "AND listed" };
    let sql = format!(
        "SELECT * FROM memberships
          WHERE network = $1 AND admitted_at IS NOT NULL AND ($2 = '' OR country = $2) AND ($3 = '' OR tier = $3)
            {ended} {hidden} AND (name > $4 OR (name = $4 AND id > $5))
          ORDER BY name, id LIMIT $6"
    );
    let (name, id) = after.map_or((String::new(), String::new()), |(name, id)| {
        (name.to_owned(), id.to_string())
    });
    let values = [
        network.to_string().into(),
        filter
            .country
            .map(|country| country.to_string())
            .unwrap_or_default()
            .into(),
        filter.tier.map_or("", Tier::as_str).into(),
        name.into(),
        id.into(),
        i64::from(most).into(),
    ];
    db.rows(&sql, values).await?.iter().map(read).collect()
}

/// How many members that are named in public stand where, by country.
///
/// # Errors
/// [`StorageError`].
pub async fn counts(db: &Db<'_>, network: NetworkId) -> Result<Vec<Counted>, StorageError> {
    let rows = db
        .rows(
            "SELECT country, tier, COUNT(*) AS n FROM memberships
              WHERE network = $1 AND listed AND stage IN ('admitted', 'lapsed', 'suspended')
              GROUP BY country, tier ORDER BY country, tier",
            [network.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Counted {
                country: country(row)?,
                tier: tier(&row.get::<String>("tier")?)?,
                members: row.get::<i64>("n")?.cast_unsigned(),
            })
        })
        .collect()
}

/// How many members are not named in public.
///
/// # Errors
/// [`StorageError`].
pub async fn hidden(db: &Db<'_>, network: NetworkId) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM memberships
              WHERE network = $1 AND NOT listed AND stage IN ('admitted', 'lapsed', 'suspended')",
            [network.to_string().into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// Who is on the roster: has been admitted, has an actor with a key, has not ended.
///
/// # Errors
/// [`StorageError`].
pub async fn on_roster(db: &Db<'_>, network: NetworkId) -> Result<Vec<RosterRow>, StorageError> {
    let listed = format!("{ROSTER} {LISTED} ORDER BY applied_at, id");
    roster_rows(db, &listed, vec![network.to_string().into()]).await
}

/// How many are on the roster.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, network: NetworkId) -> Result<u64, StorageError> {
    let sql = format!("SELECT COUNT(*) AS n FROM memberships {ROSTER} {LISTED}");
    let row = db.row(&sql, [network.to_string().into()]).await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// The actors of those on the roster that are named in public, by the time at which they applied: so many, after so many;
/// and how many there are in all.
///
/// # Errors
/// [`StorageError`].
pub async fn named(
    db: &Db<'_>,
    network: NetworkId,
    skipped: i64,
    most: u32,
) -> Result<(Vec<String>, u64), StorageError> {
    let named = format!("{ROSTER} {LISTED} AND hidden_name IS NULL");
    let sql = format!("SELECT subject FROM memberships {named} ORDER BY applied_at, id LIMIT $2 OFFSET $3");
    let values = [network.to_string().into(), i64::from(most).into(), skipped.into()];
    let rows = db.rows(&sql, values).await?;
    let actors: Result<Vec<String>, StorageError> = rows.iter().map(|row| row.get("subject")).collect();
    let sql = format!("SELECT COUNT(*) AS n FROM memberships {named}");
    let row = db.row(&sql, [network.to_string().into()]).await?;
    let total = row.map_or(Ok(0), |row| row.get::<i64>("n"))?;
    Ok((actors?, total.cast_unsigned()))
}

/// Those on the roster that are named in public and whose actors are on one origin, which ends in `/`; so many at most.
///
/// # Errors
/// [`StorageError`].
pub async fn named_at(
    db: &Db<'_>,
    network: NetworkId,
    origin: &str,
    most: u32,
) -> Result<Vec<Membership>, StorageError> {
    // What follows the origin comes before the sign after `/`.
    let end = format!("{}0", origin.trim_end_matches('/'));
    let sql = format!(
        "SELECT * FROM memberships {ROSTER} {LISTED} AND hidden_name IS NULL AND subject >= $2 AND subject < $3
          ORDER BY subject LIMIT $4"
    );
    let values = [
        network.to_string().into(),
        origin.into(),
        end.into(),
        i64::from(most).into(),
    ];
    db.rows(&sql, values).await?.iter().map(read).collect()
}

/// Where each actor stands that ever was on the roster, by its real id, hidden ones too; the newest membership counts.
///
/// # Errors
/// [`StorageError`].
pub async fn standings(db: &Db<'_>, network: NetworkId) -> Result<Vec<(String, Standing)>, StorageError> {
    // Of several memberships of one actor the newest comes last, and wins where rows become a map.
    let rows = roster_rows(
        db,
        &format!("{ROSTER} ORDER BY applied_at, id"),
        vec![network.to_string().into()],
    )
    .await?;
    Ok(rows.into_iter().map(to_standing).collect())
}

/// The same of one actor.
///
/// # Errors
/// [`StorageError`].
pub async fn standing(db: &Db<'_>, network: NetworkId, subject: &str) -> Result<Option<Standing>, StorageError> {
    let newest = format!("{ROSTER} AND subject = $2 ORDER BY applied_at DESC, id DESC LIMIT 1");
    let rows = roster_rows(db, &newest, vec![network.to_string().into(), subject.into()]).await?;
    Ok(rows.into_iter().next().map(|row| to_standing(row).1))
}

fn to_standing(row: RosterRow) -> (String, Standing) {
    let standing = Standing {
        tier: row.tier,
        key: row.key,
        country: Some(row.country),
        since: row.since,
    };
    (row.subject, standing)
}

async fn roster_rows(db: &Db<'_>, which: &str, values: Vec<sea_orm::Value>) -> Result<Vec<RosterRow>, StorageError> {
    let sql = format!(
        "SELECT id, subject, hidden_name, tier, key, country, admitted_at, document_digest FROM memberships {which}"
    );
    let rows = db.rows_with(&sql, values).await?;
    rows.iter()
        .map(|row| {
            Ok(RosterRow {
                membership: row.parsed("id")?,
                subject: row.get("subject")?,
                hidden_name: row.get("hidden_name")?,
                tier: tier(&row.get::<String>("tier")?)?,
                key: row.get("key")?,
                country: country(row)?,
                since: row.time("admitted_at")?,
                document_digest: row.get("document_digest")?,
            })
        })
        .collect()
}

/// Applicants and members with an actor or a site whose facts were not checked since a moment, the oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn unchecked(db: &Db<'_>, since: DateTime<Utc>, most: u32) -> Result<Vec<Membership>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM memberships m WHERE stage = 'waiting' AND NOT EXISTS
               (SELECT 1 FROM membership_checks c WHERE c.membership = m.id AND c.at > $1)
             ORDER BY applied_at, id LIMIT $2",
            [micros(since), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn country(row: &Row) -> Result<Country, StorageError> {
    Country::parse(&row.get::<String>("country")?).ok_or_else(|| unreadable("country"))
}
