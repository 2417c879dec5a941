//! What pages and the API show: plain data, made by the read operations.

pub mod declarations;
pub mod moderation;
pub mod networks;
pub use moderation::FlagView;

use chrono::{DateTime, Utc};
use domain::{
    account::{NodeRole, Role},
    ids::{DraftId, FollowId, LinkId, LoginId, OrganisationId, PersonId, PostId, TokenId},
    organisation::Organisation,
    practice::{Practice, PracticeDraft},
    replication::{OutcomeSummary, Report},
    vocabulary::Country,
};
use serde::Serialize;

/// The node itself.
#[derive(Clone, Debug, Serialize)]
pub struct NodeView {
    /// Name shown in the header; the host until somebody names it.
    pub name: String,
    /// A few sentences, plain text.
    pub about: String,
    /// The rules of the node, plain text.
    pub rules: String,
    /// The host; nothing before set-up.
    pub domain: Option<String>,
    /// `https://host`.
    pub base: Option<String>,
    /// Default language of pages.
    pub language: String,
    /// Member of a development network: every page says so.
    pub development: bool,
    /// There is little room on the disk: every page says so.
    pub disk_low: bool,
    /// The clock is not believed: every page says so.
    pub clock_wrong: bool,
    /// Organisations hosted.
    pub organisations: u64,
    /// Practices of this node that are published.
    pub practices: u64,
}

/// An actor in a list: ours or of another server.
#[derive(Clone, Debug, Serialize)]
pub struct ActorCard {
    /// Its id.
    pub id: String,
    /// Name as text.
    pub name: String,
    /// `user@host`.
    pub handle: String,
    /// Our page when it is ours (`/@handle`), else the page on its server.
    pub page: String,
    /// Our copy of its picture (`/media/…`), if any.
    pub icon: Option<String>,
    /// On this node.
    pub local: bool,
    /// Its country, if known.
    pub country: Option<Country>,
}

/// A practice in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PracticeCard {
    /// Our identifier.
    pub id: PostId,
    /// Last part of the page's address.
    pub slug: String,
    /// Id of the object.
    pub object: String,
    /// Title.
    pub title: String,
    /// Teaser.
    pub summary: String,
    /// BCP 47.
    pub language: String,
    /// Where.
    pub country: Country,
    /// Slugs.
    pub sectors: Vec<String>,
    /// Slugs.
    pub hazards: Vec<String>,
    /// Goals.
    pub sdgs: Vec<u8>,
    /// Slug.
    pub cost_band_usd: String,
    /// Author.
    pub author: ActorCard,
    /// When published.
    pub published: DateTime<Utc>,
    /// Last revision.
    pub updated: Option<DateTime<Utc>>,
    /// Reports that count.
    pub reports: u64,
}

/// A photo as pages show it.
#[derive(Clone, Debug, Serialize)]
pub struct PhotoView {
    /// `/media/…` of the small version (320 px), at most 25 kB.
    pub small: String,
    /// `/media/…` of the large version (1,280 px).
    pub large: String,
    /// Bytes of the large version.
    pub large_bytes: u64,
    /// Of the small version.
    pub width: u32,
    /// Of the small version.
    pub height: u32,
    /// Alternative text; empty = decorative.
    pub alt: String,
}

/// The page of a practice.
#[derive(Clone, Debug, Serialize)]
pub struct PracticePage {
    /// As in lists.
    pub card: PracticeCard,
    /// All fields.
    pub practice: Practice,
    /// From 1.
    pub revision: u32,
    /// Photos that we store.
    pub photos: Vec<PhotoView>,
    /// The page on its own server, where it is not ours.
    pub source: Option<String>,
    /// Reports, newest first.
    pub reports: Vec<ReportView>,
    /// Their sum.
    pub outcomes: OutcomeSummary,
    /// Replies that may be shown, oldest first.
    pub replies: Vec<PostView>,
    /// Likes.
    pub likes: u64,
    /// Boosts.
    pub boosts: u64,
    /// The caller's organisation liked it.
    pub liked: bool,
    /// The caller's organisation boosted it.
    pub boosted: bool,
    /// The caller may revise and withdraw.
    pub may_edit: bool,
    /// The caller may report, reply, like and boost for an organisation.
    pub may_act: bool,
}

/// That a practice was withdrawn.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawn {
    /// Its title.
    pub title: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, plain text.
    pub reason: String,
}

/// One version of a practice.
#[derive(Clone, Debug, Serialize)]
pub struct VersionView {
    /// From 1.
    pub revision: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, on this node.
    pub by: Option<String>,
    /// All fields.
    pub practice: Practice,
}

/// A replication report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    /// Our identifier.
    pub id: PostId,
    /// Id of the object.
    pub object: String,
    /// Who tried it.
    pub author: ActorCard,
    /// All fields.
    pub report: Report,
    /// When published.
    pub published: DateTime<Utc>,
    /// The report is about an older version.
    pub older_revision: bool,
    /// Answers of the practice's author and others.
    pub replies: Vec<PostView>,
    /// Waits for a first look of a person before it is shown to all.
    pub held: bool,
}

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// A best practice.
    Practice,
    /// A replication report.
    Report,
    /// A short text, reply or not.
    Note,
    /// A long text of other software.
    Article,
}

/// A post of any kind in a timeline or under another one.
#[derive(Clone, Debug, Serialize)]
pub struct PostView {
    /// Our identifier.
    pub id: PostId,
    /// What it is.
    pub kind: PostKind,
    /// Id of the object.
    pub object: String,
    /// Our page of it: `/practices/{slug}` or `/posts/{id}`.
    pub page: String,
    /// Page on its server, where it is not ours.
    pub source: Option<String>,
    /// Author.
    pub author: ActorCard,
    /// Title, if it has one.
    pub title: Option<String>,
    /// Teaser or content warning, plain text.
    pub summary: Option<String>,
    /// Clean HTML (CO1).
    pub content_html: String,
    /// BCP 47, if known.
    pub language: Option<String>,
    /// When published.
    pub published: DateTime<Utc>,
    /// Edited since.
    pub updated: Option<DateTime<Utc>>,
    /// Id of what it answers.
    pub in_reply_to: Option<String>,
    /// Likes.
    pub likes: u64,
    /// Boosts.
    pub boosts: u64,
    /// Who boosted it into this timeline.
    pub boosted_by: Option<ActorCard>,
    /// Waits for a first look of a person before it is shown to all.
    pub held: bool,
    /// The caller's organisation liked it.
    pub liked: bool,
    /// The caller's organisation boosted it.
    pub boosted: bool,
}

/// The page of a post with its thread.
#[derive(Clone, Debug, Serialize)]
pub struct ThreadView {
    /// The post.
    pub post: PostView,
    /// What it answers, if we have it.
    pub answers: Option<PostView>,
    /// Replies, oldest first.
    pub replies: Vec<PostView>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Pass it to get the next page; nothing on the last one.
    pub next: Option<String>,
    /// How many there are in all, where that is known.
    pub total: Option<u64>,
}

/// The page of an organisation.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationPage {
    /// As in lists.
    pub card: ActorCard,
    /// All that it says about itself.
    #[serde(skip)]
    pub organisation: Organisation,
    /// Its posts, newest first.
    pub posts: Page<PostView>,
    /// Its practices that are pinned.
    pub featured: Vec<PracticeCard>,
    /// Followers.
    pub followers: u64,
    /// Followed.
    pub following: u64,
    /// The caller may edit the profile.
    pub may_edit: bool,
    /// Where it goes on, if it moved.
    pub moved_to: Option<ActorCard>,
}

/// Where an organisation was, and where it went.
#[derive(Clone, Debug, Serialize)]
pub struct MovesView {
    /// Its former addresses on other nodes.
    pub also_known_as: Vec<ActorCard>,
    /// Where it goes on; nothing while it is here.
    pub moved_to: Option<ActorCard>,
}

/// A draft in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DraftCard {
    /// Identifier.
    pub id: DraftId,
    /// Title so far.
    pub title: String,
    /// Organisation.
    pub organisation: OrganisationId,
    /// Who wrote last.
    pub by: String,
    /// When.
    pub updated: DateTime<Utc>,
    /// A revision of this practice.
    pub revises: Option<PostId>,
}

/// A draft.
#[derive(Clone, Debug, Serialize)]
pub struct DraftView {
    /// As in lists.
    pub card: DraftCard,
    /// The fields.
    pub draft: PracticeDraft,
    /// Rises with each save; a save with an older number is a conflict.
    pub version: u32,
    /// Photos of the draft.
    pub photos: Vec<PhotoView>,
}

/// What people on other servers will see of a draft (preview), and what is missing.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewView {
    /// Faults to mend before it can be published.
    pub faults: Vec<domain::field_error::FieldError>,
    /// The whole text as clean HTML.
    pub content_html: String,
    /// Bytes of text and photos.
    pub bytes: u64,
    /// Followers' servers that will get it.
    pub servers: u64,
}

/// That something was published.
#[derive(Clone, Debug, Serialize)]
pub struct Published {
    /// Our identifier.
    pub id: PostId,
    /// Id of the object.
    pub object: String,
    /// Our page of it.
    pub page: String,
    /// From 1.
    pub revision: u32,
    /// Followers' servers that get it.
    pub servers: u64,
}

/// A follower or a followed one.
#[derive(Clone, Debug, Serialize)]
pub struct FollowView {
    /// Identifier.
    pub id: FollowId,
    /// The other side.
    pub actor: ActorCard,
    /// `pending`, `active`, `refused` or `ended`.
    pub state: domain::follow::FollowState,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A person with an account.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// Identifier.
    pub id: PersonId,
    /// Name to log in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role for the node.
    pub node_role: Option<NodeRole>,
    /// Roles by organisation handle.
    pub roles: Vec<(String, Role)>,
    /// May not log in.
    pub disabled: bool,
}

/// A login of a person.
#[derive(Clone, Debug, Serialize)]
pub struct LoginView {
    /// Identifier.
    pub id: LoginId,
    /// What browser, in words.
    pub device: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used, to the hour.
    pub last_used: DateTime<Utc>,
    /// The one that asks.
    pub current: bool,
}

/// An access token, without its secret.
#[derive(Clone, Debug, Serialize)]
pub struct TokenView {
    /// Identifier.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// Organisation that it acts for.
    pub organisation: OrganisationId,
    /// `read` or `write`.
    pub scopes: Vec<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used, to the hour.
    pub last_used: Option<DateTime<Utc>>,
}

/// An invitation or other link that is still open, without its secret.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Identifier.
    pub id: LinkId,
    /// What it is for.
    pub purpose: String,
    /// Until when.
    pub expires: DateTime<Utc>,
}

/// A row of the audit log.
#[derive(Clone, Debug, Serialize)]
pub struct AuditView {
    /// From 1, without gaps.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Identifier of the person, if one acted.
    pub person: Option<String>,
    /// Who, or "system".
    pub who: String,
    /// What, for example `practice.publish`.
    pub action: String,
    /// On what.
    pub object: String,
    /// Reason code, if it was refused; else what more there is to say.
    pub reason: Option<String>,
    /// Hash over this row and the hash before it.
    pub hash: String,
}

/// How often something was refused on a day.
#[derive(Clone, Debug, Serialize)]
pub struct RefusalView {
    /// The day, at midnight UTC.
    pub day: DateTime<Utc>,
    /// The server that was named; empty where none was.
    pub host: String,
    /// Reason code.
    pub reason: String,
    /// How often.
    pub times: u64,
}

/// A light of the dashboard or a line of `bandung doctor`.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// Short name: `database`, `clock`, `deliveries`.
    pub name: &'static str,
    /// `ok`, `warn` or `fail`.
    pub state: CheckState,
    /// One sentence: what it means and what to do.
    pub text: String,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckState {
    /// Fine.
    Ok,
    /// Should be looked at.
    Warn,
    /// Must be mended.
    Fail,
}
