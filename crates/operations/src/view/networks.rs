//! What pages and the API show of networks and memberships.

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId, PersonId},
    membership::{Stage, Tier},
    network::{Conduct, NetworkDraft, Rules},
    roster::Change,
    vocabulary::{Country, OrganisationType, Sector},
};
use serde::Serialize;

mod cases;
mod own;
mod proposals;

pub use cases::{
    AlikeView, AppealView, Case, CheckKind, CheckView, Duty, FactState, HearingView, Hint, HistoryLine, NextStep,
    ObjectionView, QueueItem, RefereeView, VoteView,
};
pub use own::{CommentCase, DraftOfApplication, OwnMembership, OwnMembershipCard, RefereePage, VoicePage};
pub use proposals::{ProposalView, ProposedChange};

/// A network in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkCard {
    /// Identifier.
    pub id: NetworkId,
    /// Name in the address.
    pub handle: String,
    /// Name.
    pub name: String,
    /// A few sentences, plain text.
    pub about: String,
    /// Languages in which it can be applied, the main one first; BCP 47.
    pub languages: Vec<String>,
    /// M49 codes of the regions for which it is; empty = everywhere.
    pub regions: Vec<String>,
    /// The id of its actor.
    pub actor: String,
    /// `handle@host`, by which it is followed.
    pub address: String,
    /// Its page here.
    pub page: String,
    /// The name of its secretariat.
    pub secretariat: String,
    /// The handle of its secretariat, `/@handle`.
    pub secretariat_handle: String,
    /// Members that are named in public.
    pub members: u64,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
}

/// The page of a network.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkPage {
    /// As in lists.
    pub network: NetworkCard,
    /// The code of conduct in each language that has one, the main one first.
    pub conduct: Vec<Conduct>,
    /// Who decides and when.
    pub rules: Rules,
    /// Members that are named in public, by country.
    pub countries: Vec<CountryCount>,
    /// The same by tier.
    pub tiers: Vec<TierCount>,
    /// Members that are not named; for admins only.
    pub hidden: Option<u64>,
    /// The number of its roster.
    pub roster_number: u64,
    /// The reader is an admin of it.
    pub administers: bool,
}

/// Members of one country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CountryCount {
    /// The country.
    pub country: Country,
    /// How many.
    pub members: u64,
}

/// Members of one tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TierCount {
    /// The tier.
    pub tier: Tier,
    /// How many.
    pub members: u64,
}

/// A network as it is edited.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkForEditing {
    /// The fields of the form.
    pub draft: NetworkDraft,
    /// To be given back when it is saved.
    pub version: u32,
}

/// An admin of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AdminView {
    /// The account.
    pub person: PersonId,
    /// Login name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A member as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberCard {
    /// The membership.
    pub membership: MembershipId,
    /// Its name in its own script.
    pub name: String,
    /// In Latin letters.
    pub name_latin: Option<String>,
    /// The name that people say.
    pub acronym: Option<String>,
    /// Seat.
    pub country: Country,
    /// Kind.
    pub kind: OrganisationType,
    /// What it works on.
    pub sectors: Vec<Sector>,
    /// Web site.
    pub website: Option<String>,
    /// The id of its actor; nothing while it has none.
    pub actor: Option<String>,
    /// Where it stands.
    pub tier: Tier,
    /// When it was admitted.
    pub since: DateTime<Utc>,
    /// Its page in the network.
    pub page: String,
}

/// The page of a member in its network, which links back to its actor (PA8).
#[derive(Clone, Debug, Serialize)]
pub struct MemberPage {
    /// The network.
    pub network: NetworkCard,
    /// As in lists.
    pub member: MemberCard,
    /// The id of the signed membership document.
    pub document: String,
    /// Not named in public: only those who may see it see this page.
    pub hidden: bool,
}

/// A member as admins see it.
#[derive(Clone, Debug, Serialize)]
pub struct MemberRow {
    /// As everybody would see it.
    pub member: MemberCard,
    /// Not named in public.
    pub hidden: bool,
    /// Where it stands, with times.
    pub stage: Stage,
    /// It has an actor and a key, so it is on the roster.
    pub on_roster: bool,
    /// When it last renewed.
    pub renewed_at: Option<DateTime<Utc>>,
    /// When it lapses unless it renews.
    pub renewal_due: Option<DateTime<Utc>>,
    /// How many reminders it got since.
    pub reminded: u8,
    /// When the first time is over.
    pub probation_ends: Option<DateTime<Utc>>,
    /// The mailbox of a role.
    pub contact: Option<String>,
    /// What waits for people.
    pub due: Vec<Duty>,
    /// When its node was last heard; nothing for one that never was.
    pub last_heard: Option<Heard>,
    /// Since when its key counts, where it has one.
    pub key_since: Option<DateTime<Utc>>,
}

/// When the node of a member was last heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heard {
    /// It is this node.
    Here,
    /// A request came from it, or it took one of ours.
    At(DateTime<Utc>),
}

/// An application that was declined or taken back.
#[derive(Clone, Debug, Serialize)]
pub struct PastApplication {
    /// The membership.
    pub membership: MembershipId,
    /// Name in its own script.
    pub name: String,
    /// Seat.
    pub country: Country,
    /// `declined` or `withdrawn`, as it stands.
    pub stage: Stage,
    /// When it came.
    pub applied_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// What the applicant was told.
    pub reason: Option<String>,
}

/// A node that gets a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterHolder {
    /// Host.
    pub host: String,
    /// The number that it has.
    pub number: u64,
    /// Changes that it has not taken yet.
    pub missing: u64,
    /// When it was last heard or took something.
    pub last_heard: Option<DateTime<Utc>>,
}

/// The signature of a roster as it is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterSignature {
    /// The id of the key.
    pub key: String,
    /// The signature, multibase.
    pub value: String,
    /// The number that was signed; changes after it are signed one by one.
    pub number: u64,
    /// When.
    pub at: DateTime<Utc>,
}

/// The roster of a network as everybody may follow it.
#[derive(Clone, Debug, Serialize)]
pub struct RosterView {
    /// The network.
    pub network: NetworkCard,
    /// Its number.
    pub number: u64,
    /// The id of the signed roster.
    pub document: String,
    /// Changes after the number asked for, in order; hidden members by their commitments.
    pub changes: Vec<Change>,
    /// There are more.
    pub more: bool,
}
