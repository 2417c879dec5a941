//! What pages of moderation show.

use chrono::{DateTime, Utc};
use domain::{
    block_list::{LineFault, ListedBlock},
    first_contact::Openness,
    ids::{FlagId, HidingId, PostId},
    moderation::{AppealOutcome, Category, Decision},
    policy::{Permit, Severity},
};
use serde::Serialize;

use super::{ActorCard, PostView};

/// A block.
#[derive(Clone, Debug, Serialize)]
pub struct BlockView {
    /// A whole server; else one account.
    pub is_host: bool,
    /// Host, or id of the account.
    pub target: String,
    /// How hard.
    pub severity: Severity,
    /// Why, for those who moderate.
    pub reason: String,
    /// Why, for everybody.
    pub note: String,
    /// Who set it.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Everybody may see it.
    pub listed: bool,
    /// With stars in its name.
    pub obfuscate: bool,
    /// Its reports are not taken.
    pub reject_reports: bool,
    /// How often something was turned away because of it.
    pub hits: u64,
    /// When last.
    pub last_hit: Option<DateTime<Utc>>,
}

/// What a list of blocks would change.
#[derive(Clone, Debug, Default)]
pub struct ListPreview {
    /// By this it is imported.
    pub upload: String,
    /// Not blocked here yet.
    pub new: Vec<PreviewLine>,
    /// Blocked here in another way.
    pub changed: Vec<PreviewLine>,
    /// How many are here the same.
    pub already: usize,
    /// Lines that name this node itself.
    pub own: Vec<u64>,
    /// Lines that cannot be taken: number, text, why.
    pub faults: Vec<(u64, String, LineFault)>,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct PreviewLine {
    /// Its number in the file.
    pub line: u64,
    /// What it says.
    pub block: ListedBlock,
    /// What is in force here.
    pub before: Option<ListedBlock>,
}

/// A report to the moderators.
#[derive(Clone, Debug, Serialize)]
pub struct FlagView {
    /// Identifier.
    pub id: FlagId,
    /// Who: a person here by name, or an actor, often a whole server.
    pub from: String,
    /// Made by a person of this node.
    pub from_here: bool,
    /// Ids of actors and posts.
    pub about: Vec<String>,
    /// Id of the account that it is about.
    pub target: String,
    /// What is reported.
    #[serde(skip)]
    pub category: Category,
    /// Plain text.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Dealt with.
    pub resolved: bool,
    /// What was decided.
    #[serde(skip)]
    pub decision: Option<Decision>,
    /// By whom.
    pub decided_by: Option<String>,
    /// What those concerned were told.
    pub answer: String,
    /// Passed on to the server of the account.
    pub forwarded_at: Option<DateTime<Utc>>,
}

/// A report with all that is needed to judge it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The report.
    pub flag: FlagView,
    /// Whom it is about, where that is known.
    pub target: Option<ActorCard>,
    /// The host of the target; empty where it is not known.
    pub host: String,
    /// The block that holds for the target.
    pub severity: Option<Severity>,
    /// The posts that are reported, as far as they are here, with their state.
    pub posts: Vec<CasePost>,
    /// What moderators noted.
    pub notes: Vec<(DateTime<Utc>, String, String)>,
    /// Earlier reports about the same account.
    pub history: Vec<FlagView>,
    /// The server of the target can be told.
    pub can_forward: bool,
}

/// A post that is reported.
#[derive(Clone, Debug)]
pub struct CasePost {
    /// The post.
    pub post: PostView,
    /// Not shown to anybody.
    pub hidden: bool,
}

/// A post that moderators hid.
#[derive(Clone, Debug)]
pub struct HidingView {
    /// Identifier.
    pub id: HidingId,
    /// The post.
    pub post: PostId,
    /// Its title or the beginning of its text.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Who hid it.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What the organisation says against it.
    pub appeal: Option<String>,
    /// Who appealed.
    pub appealed_by: Option<String>,
    /// When.
    pub appealed_at: Option<DateTime<Utc>>,
    /// What became of it.
    pub outcome: Option<AppealOutcome>,
    /// What the organisation was answered.
    pub answer: String,
    /// The one who asks may decide about the appeal.
    pub may_decide: bool,
}

/// Something that moderators tell somebody here.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// What happened, a word.
    pub kind: String,
    /// What the moderators say.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Seen for the first time.
    pub new: bool,
    /// The hiding that it is about, where an appeal is possible or under way.
    pub hiding: Option<HidingView>,
    /// The network that wrote, the id of its actor; or the one here of which a change waits, its handle. The text is its
    /// name.
    pub network: Option<String>,
}

/// From whom an organisation takes answers.
#[derive(Clone, Debug)]
pub struct ContactsView {
    /// The rule.
    pub openness: Openness,
    /// Answers that wait for a first look.
    pub waiting: u64,
    /// What was decided about whom: account, trusted, who, when.
    pub decided: Vec<(ActorCard, bool, String, DateTime<Utc>)>,
}

/// What everybody may know about who may write to this node.
#[derive(Clone, Debug)]
pub struct PolicyView {
    /// Blocks that are public: name (with stars where that was wished), severity, note, since.
    pub blocks: Vec<(String, Severity, String, DateTime<Utc>)>,
    /// Blocks that are not shown.
    pub unlisted: u64,
    /// Networks that this node trusts: id, name, admitted members.
    pub networks: Vec<(String, String, u64)>,
}

/// Whether somebody may write here.
#[derive(Clone, Debug)]
pub struct WriterView {
    /// As it was asked.
    pub asked: String,
    /// The host.
    pub host: String,
    /// The account, where this node knows it.
    pub actor: Option<ActorCard>,
    /// An account was asked for that this node has never met: only its server is judged.
    pub unknown: bool,
    /// It is this node itself.
    pub own: bool,
    /// Whether it may write, answer, like and boost.
    pub write: Permit,
    /// Silenced: seen only by those who follow it.
    pub silenced: bool,
    /// What this node says to everybody about the block.
    pub note: String,
    /// For each network that this node trusts: its name, and whether it may post into it.
    pub networks: Vec<(String, Permit)>,
}
