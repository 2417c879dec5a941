//! Applications and memberships as those see them who decide about them.

use chrono::{DateTime, Utc};
use domain::{
    ids::MembershipId,
    membership::{Answer, Application, Due, Matter, Stage, Tier},
    network::Rules,
    vocabulary::Country,
};
use serde::Serialize;

use super::NetworkCard;

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
