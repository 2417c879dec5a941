//! Networks to which our organisations belong, or want to.

use chrono::{DateTime, Utc};
use domain::{ids::OrganisationId, membership::Tier};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// Where an organisation of ours stands with a network, as far as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The network invited it.
    Invited,
    /// It asked to be admitted.
    Asked,
    /// It was admitted.
    Member,
    /// The network said no.
    Refused,
    /// It left.
    Left,
    /// The network put it out.
    Ended,
}

impl State {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Invited, "invited"),
        (Self::Asked, "asked"),
        (Self::Member, "member"),
        (Self::Refused, "refused"),
        (Self::Left, "left"),
        (Self::Ended, "ended"),
    ];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.into_iter().find(|(state, _)| *state == self);
        found.map_or("", |(_, word)| word)
    }

    fn parse(text: &str) -> Result<Self, StorageError> {
        let found = Self::ALL.into_iter().find(|(_, word)| *word == text);
        found.map(|(state, _)| state).ok_or_else(|| unreadable("state"))
    }
}

/// An organisation of ours and a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The id of the network's actor.
    pub network: String,
    /// Its name.
    pub name: String,
    /// Its inbox.
    pub inbox: String,
    /// The id of our `Join`, or of the network's `Invite`.
    pub activity: String,
    /// Where it stands.
    pub state: State,
    /// How far the membership goes.
    pub tier: Option<Tier>,
    /// The id of the membership.
    pub membership: Option<String>,
    /// Its document, byte for byte.
    pub document: Option<Vec<u8>>,
    /// Why the network said no, in its words.
    pub reason: Option<String>,
    /// Opens the entry of a hidden member, in base64.
    pub salt: Option<String>,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// Stores where an organisation stands.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, it: &Joined) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO joined_networks (organisation, network, name, inbox, activity, state, tier, membership, document,
           reason, salt, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (organisation, network) DO UPDATE SET name = excluded.name, inbox = excluded.inbox,
           activity = excluded.activity, state = excluded.state, tier = excluded.tier, membership = excluded.membership,
           document = excluded.document, reason = excluded.reason, salt = excluded.salt, at = excluded.at",
        [
            it.organisation.to_string().into(),
            it.network.as_str().into(),
            it.name.as_str().into(),
            it.inbox.as_str().into(),
            it.activity.as_str().into(),
            it.state.as_str().into(),
            it.tier.map(Tier::as_str).into(),
            it.membership.clone().into(),
            it.document.clone().into(),
            it.reason.clone().into(),
            it.salt.clone().into(),
            micros(it.at),
        ],
    )
    .await?;
    Ok(())
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, organisation: OrganisationId, network: &str) -> Result<Option<Joined>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM joined_networks WHERE organisation = $1 AND network = $2",
            [organisation.to_string().into(), network.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The one that an activity of ours asked for.
///
/// # Errors
/// [`StorageError`].
pub async fn by_activity(db: &Db<'_>, activity: &str) -> Result<Option<Joined>, StorageError> {
    let row = db
        .row("SELECT * FROM joined_networks WHERE activity = $1", [activity.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// All of an organisation, by name.
///
/// # Errors
/// [`StorageError`].
pub async fn of(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Joined>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM joined_networks WHERE organisation = $1 ORDER BY name, network",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// All of our organisations that stand anywhere with a network.
///
/// # Errors
/// [`StorageError`].
pub async fn of_network(db: &Db<'_>, network: &str) -> Result<Vec<Joined>, StorageError> {
    let rows = db
        .rows("SELECT * FROM joined_networks WHERE network = $1", [network.into()])
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Joined, StorageError> {
    let tier: Option<String> = row.get("tier")?;
    Ok(Joined {
        organisation: row.parsed("organisation")?,
        network: row.get("network")?,
        name: row.get("name")?,
        inbox: row.get("inbox")?,
        activity: row.get("activity")?,
        state: State::parse(&row.get::<String>("state")?)?,
        tier: tier
            .map(|slug| Tier::parse(&slug).ok_or_else(|| unreadable("tier")))
            .transpose()?,
        membership: row.get("membership")?,
        document: row.get("document")?,
        reason: row.get("reason")?,
        salt: row.get("salt")?,
        at: row.time("at")?,
    })
}
