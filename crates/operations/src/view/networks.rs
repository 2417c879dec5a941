//! What pages and the API show of networks and memberships.

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId, PersonId},
    membership::{Answer, Application, Due, Matter, Stage, Tier},
    network::{Conduct, NetworkDraft, Rules},
    roster::Change,
    vocabulary::{Country, OrganisationType, Sector},
};
use serde::Serialize;

mod own;
mod proposals;
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

/// Something that waits for people, in a word for pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// The comment period is over.
    Decision,
    /// The first time is over.
    ProbationReview,
    /// Decide on the expulsion.
    HearingDecision,
    /// Decide on the appeal.
    AppealDecision,
    /// Remind it to renew.
    Reminder,
    /// It has no actor with a key yet, so no roster can name it.
    NoActor,
}

impl From<Due> for Duty {
    fn from(due: Due) -> Self {
        match due {
            Due::Decision => Self::Decision,
            Due::ProbationReview => Self::ProbationReview,
            Due::HearingDecision => Self::HearingDecision,
            Due::AppealDecision => Self::AppealDecision,
            Due::Reminder { .. } => Self::Reminder,
        }
    }
}

/// An application in the queue of admins.
#[derive(Clone, Debug, Serialize)]
pub struct QueueItem {
    /// The membership.
    pub membership: MembershipId,
    /// Name.
    pub name: String,
    /// Seat.
    pub country: Country,
    /// Wants to be named in public.
    pub listed: bool,
    /// When it applied.
    pub applied_at: DateTime<Utc>,
    /// When members have had their time.
    pub comments_end: DateTime<Utc>,
    /// Referees that it named.
    pub referees: usize,
    /// Referees who recommend it.
    pub recommendations: usize,
    /// Objections that stand.
    pub objections: usize,
    /// What somebody should look at, the worst first.
    pub hints: Vec<Hint>,
    /// What comes next.
    pub next: NextStep,
    /// The reader belongs to it, and decides nothing here.
    pub own_case: bool,
}

/// Something that somebody should look at before deciding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hint {
    /// Another applicant or member looks the same.
    LooksAlike,
    /// Another applicant or member has the same mailbox, domain or number.
    Shares,
    /// A check failed.
    CheckFailed,
    /// A referee said no.
    RefereeSaysNo,
    /// Fewer recommendations than the rules ask for.
    FewRecommendations,
    /// Somebody objects.
    Objection,
    /// It says that it cannot register safely.
    CannotRegister,
    /// It needs a node that hosts it.
    NeedsHosting,
}

/// What comes next for an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextStep {
    /// The applicant answers a question.
    Answer,
    /// Members comment.
    Comments,
    /// Somebody decides.
    Decide,
    /// A second person decides.
    SecondPerson,
    /// It is decided when the comment period is over.
    WaitsForTime,
}

/// One case: an application or a membership, as those who decide see it.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// The network.
    pub network: NetworkCard,
    /// Its rules.
    pub rules: Rules,
    /// The membership.
    pub membership: MembershipId,
    /// The actor, or a name made for who has none.
    pub subject: String,
    /// The subject has an actor and a key.
    pub on_roster: bool,
    /// What it said of itself, with its mailboxes.
    pub application: Application,
    /// In which it is spoken to, BCP 47.
    pub language: String,
    /// Where it stands.
    pub stage: Stage,
    /// The tier of it.
    pub tier: Option<Tier>,
    /// Why, as the organisation sees it.
    pub reason: Option<String>,
    /// When it applied.
    pub applied_at: DateTime<Utc>,
    /// When members have had their time to comment.
    pub comments_end: DateTime<Utc>,
    /// When it was admitted.
    pub admitted_at: Option<DateTime<Utc>>,
    /// When it lapses unless it renews.
    pub renewal_due: Option<DateTime<Utc>>,
    /// When the first time is over.
    pub probation_ends: Option<DateTime<Utc>>,
    /// How many people must agree to admit it now.
    pub people_needed: usize,
    /// The tier that an application is decided on, where the network has any.
    pub proposed_tier: Option<Tier>,
    /// What waits for people.
    pub due: Vec<Duty>,
    /// Votes on matters that are not decided.
    pub votes: Vec<VoteView>,
    /// Objections that stand.
    pub objections: Vec<ObjectionView>,
    /// Referees.
    pub referees: Vec<RefereeView>,
    /// An expulsion that is being considered.
    pub hearing: Option<HearingView>,
    /// An appeal.
    pub appeal: Option<AppealView>,
    /// Where it wants to move, by its own key: actor and key.
    pub wanted_move: Option<(String, String)>,
    /// What was looked up.
    pub checks: Vec<CheckView>,
    /// Others that share something with it.
    pub alike: Vec<AlikeView>,
    /// All that happened, in order. Words of the discussion are left out in one's own case.
    pub history: Vec<HistoryLine>,
    /// The membership that this one follows.
    pub previous: Option<MembershipId>,
    /// The reader belongs to the organisation: it decides nothing, and does not read what others say.
    pub own_case: bool,
    /// The organisation hears of what is asked and decided: on its page here, by mail, or by a letter to its own node.
    /// Else it has to look at the page of its private link.
    pub told: bool,
}

impl Case {
    /// Whether votes on such a matter still wait for those of others; once it is decided, they are void.
    #[must_use]
    pub fn waits_for_votes(&self, matter: &Matter) -> bool {
        let sought = std::mem::discriminant(matter);
        self.votes
            .iter()
            .any(|vote| std::mem::discriminant(&vote.matter) == sought)
    }
}

/// A vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoteView {
    /// Whose.
    pub who: String,
    /// On what.
    pub matter: Matter,
    /// For or against.
    pub yes: bool,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectionView {
    /// Whose.
    pub who: String,
    /// Why.
    pub reason: String,
    /// The reader's own, which it can take back.
    pub own: bool,
}

/// A referee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefereeView {
    /// As the applicant named it.
    pub name: String,
    /// What it said.
    pub answer: Option<Answer>,
    /// What it added.
    pub note: Option<String>,
    /// It has a link to answer by.
    pub asked: bool,
}

/// An expulsion that is being considered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HearingView {
    /// What the member is accused of.
    pub grounds: String,
    /// Until when it may answer.
    pub answer_until: DateTime<Utc>,
    /// Its answer.
    pub answer: Option<String>,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppealView {
    /// Why.
    pub grounds: String,
    /// What was decided on it.
    pub granted: Option<bool>,
}

/// A line of the log of a membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryLine {
    /// From 1.
    pub number: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name.
    pub who: String,
    /// What: `applied`, `commented`, `objected`, `dropped-objection`, `vouched`, `recommended`, `asked`, `replied`,
    /// `voted`, `opened-hearing`, `answered`, `closed-hearing`, `appealed`, `renewed`, `reminded`, `withdrew`,
    /// `changed-key`, `asked-to-move`, `lost-say`, `day-passed`.
    pub kind: &'static str,
    /// What was voted on.
    pub matter: Option<Matter>,
    /// How.
    pub yes: Option<bool>,
    /// What a referee said.
    pub answer: Option<Answer>,
    /// What was written.
    pub text: Option<String>,
}

/// Something that was looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckView {
    /// What.
    pub kind: CheckKind,
    /// How it came out.
    pub state: FactState,
    /// What was found; may be empty.
    pub detail: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is looked up about an applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckKind {
    /// Its node answers, and gives the actor.
    NodeAnswers,
    /// The actor shows the key that signed the application.
    KeyMatches,
    /// The actor or its page links to the network.
    LinksBack,
    /// The web site links to the actor.
    WebsiteLinks,
    /// The picture is that of another one.
    SameLogo,
}

impl CheckKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::NodeAnswers,
        Self::KeyMatches,
        Self::LinksBack,
        Self::WebsiteLinks,
        Self::SameLogo,
    ];

    /// The word, as in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NodeAnswers => "node-answers",
            Self::KeyMatches => "key-matches",
            Self::LinksBack => "links-back",
            Self::WebsiteLinks => "website-links",
            Self::SameLogo => "same-logo",
        }
    }
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactState {
    /// As it should be.
    Good,
    /// To be looked at.
    Warning,
    /// Not as it should be.
    Bad,
    /// Could not be found out.
    Unknown,
}

impl FactState {
    pub(crate) const ALL: [Self; 4] = [Self::Good, Self::Warning, Self::Bad, Self::Unknown];

    /// The word, as in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

/// Another applicant or member that shares something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlikeView {
    /// What: `mail`, `domain`, `node`, `number`, `name`, `handle`.
    pub kind: String,
    /// The other one.
    pub membership: MembershipId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub stage: Stage,
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
