//! Memberships of networks of this node, from the application on.

mod lists;

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId, OrganisationId},
    membership::{Application, Membership as State, Stage, Tier},
};

pub use lists::{
    Counted, Filter, Perhaps, RosterRow, count, counts, ended_unforgotten, hidden, listed, most_recent, named,
    named_at, not_admitted, of_organisation, of_subject, on_roster, running, standing, standings, unchecked, waiting,
    waiting_for, with_votes,
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

/// How an application came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By the form, without a node.
    Form,
    /// From an organisation of this node.
    Organisation,
    /// By a `Join` from another node.
    Join,
    /// By an appeal that was granted.
    Appeal,
}

impl Origin {
    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Organisation => "organisation",
            Self::Join => "join",
            Self::Appeal => "appeal",
        }
    }

    fn parse(text: &str) -> Result<Self, StorageError> {
        [Self::Form, Self::Organisation, Self::Join, Self::Appeal]
            .into_iter()
            .find(|origin| origin.as_str() == text)
            .ok_or_else(|| unreadable("origin"))
    }
}

/// A member that is not named in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// What stands in its place: a commitment to the subject.
    pub name: String,
    /// The key of the commitment; secret.
    pub salt: [u8; 32],
}

/// A membership of any state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Identifier; part of the id of the document.
    pub id: MembershipId,
    /// The network.
    pub network: NetworkId,
    /// The subject, when it is one of ours.
    pub organisation: Option<OrganisationId>,
    /// Where it stands.
    pub state: State,
    /// The last tier into which it was admitted; stays when the membership ends.
    pub own_tier: Option<Tier>,
    /// Not named in public.
    pub hidden: Option<Hidden>,
    /// What it said of itself.
    pub application: Application,
    /// In which it is spoken to, BCP 47.
    pub language: String,
    /// How it came.
    pub origin: Origin,
    /// The id of the `Join`.
    pub join_activity: Option<String>,
    /// The membership that this one follows.
    pub previous: Option<MembershipId>,
    /// The membership document or its tombstone, as signed last.
    pub document: Option<Vec<u8>>,
    /// Digest of the membership document; stays when a tombstone follows.
    pub document_digest: Option<String>,
    /// The last entry of our log about it.
    pub log_index: Option<u64>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

impl Membership {
    /// What stands for it in public: its actor, or the commitment.
    #[must_use]
    pub fn public_subject(&self) -> &str {
        self.hidden.as_ref().map_or(&self.state.subject, |hidden| &hidden.name)
    }
}

/// The word for a stage.
#[must_use]
pub const fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting { .. } => "waiting",
        Stage::Admitted { .. } => "admitted",
        Stage::Lapsed { .. } => "lapsed",
        Stage::Suspended { .. } => "suspended",
        Stage::Declined => "declined",
        Stage::Withdrawn => "withdrawn",
        Stage::Expelled => "expelled",
    }
}

/// Stores a new one.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, it: &Membership) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO memberships (id, network, subject, organisation, state, stage, tier, own_tier, key, listed,
           hidden_name, hidden_salt, name, country, application, language, origin, join_activity, previous, open_votes,
           document, document_digest, log_index, applied_at, admitted_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
           $23, $24, $25, $26)",
        values(it)?,
    )
    .await?;
    Ok(())
}

/// Stores all that may have changed.
///
/// # Errors
/// [`StorageError`].
pub async fn update(tx: &Tx, it: &Membership) -> Result<(), StorageError> {
    tx.run(
        "UPDATE memberships SET network = $2, subject = $3, organisation = $4, state = $5, stage = $6, tier = $7,
           own_tier = $8, key = $9, listed = $10, hidden_name = $11, hidden_salt = $12, name = $13, country = $14,
           application = $15, language = $16, origin = $17, join_activity = $18, previous = $19, open_votes = $20,
           document = $21, document_digest = $22, log_index = $23, applied_at = $24, admitted_at = $25, updated_at = $26
         WHERE id = $1",
        values(it)?,
    )
    .await?;
    Ok(())
}

fn values(it: &Membership) -> Result<[sea_orm::Value; 26], StorageError> {
    let state = serde_json::to_string(&it.state).map_err(|_| unreadable("state"))?;
    let application = serde_json::to_string(&it.application).map_err(|_| unreadable("application"))?;
    let votes = i64::try_from(it.state.votes.len()).unwrap_or(i64::MAX);
    Ok([
        it.id.to_string().into(),
        it.network.to_string().into(),
        it.state.subject.as_str().into(),
        it.organisation.map(|id| id.to_string()).into(),
        state.into(),
        stage_word(it.state.stage).into(),
        it.state.stage.tier().map(Tier::as_str).into(),
        it.own_tier.map(Tier::as_str).into(),
        it.state.key.clone().into(),
        it.hidden.is_none().into(),
        it.hidden.as_ref().map(|hidden| hidden.name.clone()).into(),
        it.hidden.as_ref().map(|hidden| hidden.salt.to_vec()).into(),
        it.application.legal_name.as_str().into(),
        it.application.country.code().into(),
        application.into(),
        it.language.as_str().into(),
        it.origin.as_str().into(),
        it.join_activity.clone().into(),
        it.previous.map(|id| id.to_string()).into(),
        votes.into(),
        it.document.clone().into(),
        it.document_digest.clone().into(),
        it.log_index.map(u64::cast_signed).into(),
        micros(it.state.applied_at),
        micros_or_null(it.state.admitted_at),
        micros(it.updated_at),
    ])
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: MembershipId) -> Result<Option<Membership>, StorageError> {
    let row = db
        .row("SELECT * FROM memberships WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The one that a `Join` brought.
///
/// # Errors
/// [`StorageError`].
pub async fn by_join(db: &Db<'_>, activity: &str) -> Result<Option<Membership>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM memberships WHERE join_activity = $1 ORDER BY applied_at DESC, id DESC LIMIT 1",
            [activity.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Membership, StorageError> {
    let hidden_name: Option<String> = row.get("hidden_name")?;
    let hidden_salt: Option<Vec<u8>> = row.get("hidden_salt")?;
    let own_tier: Option<String> = row.get("own_tier")?;
    Ok(Membership {
        id: row.parsed("id")?,
        network: row.parsed("network")?,
        organisation: optional(row, "organisation")?,
        state: serde_json::from_str(&row.get::<String>("state")?).map_err(|_| unreadable("state"))?,
        own_tier: own_tier.map(|slug| tier(&slug)).transpose()?,
        hidden: hidden_name
            .zip(hidden_salt)
            .map(|(name, salt)| {
                let salt = salt.try_into().map_err(|_| unreadable("hidden_salt"))?;
                Ok::<_, StorageError>(Hidden { name, salt })
            })
            .transpose()?,
        application: serde_json::from_str(&row.get::<String>("application")?).map_err(|_| unreadable("application"))?,
        language: row.get("language")?,
        origin: Origin::parse(&row.get::<String>("origin")?)?,
        join_activity: row.get("join_activity")?,
        previous: optional(row, "previous")?,
        document: row.get("document")?,
        document_digest: row.get("document_digest")?,
        log_index: row.get::<Option<i64>>("log_index")?.map(i64::cast_unsigned),
        updated_at: row.time("updated_at")?,
    })
}

fn optional<T: std::str::FromStr>(row: &Row, column: &'static str) -> Result<Option<T>, StorageError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse())
        .transpose()
        .map_err(|_| unreadable(column))
}

fn tier(slug: &str) -> Result<Tier, StorageError> {
    Tier::parse(slug).ok_or_else(|| unreadable("tier"))
}
