//! What an organisation sees of its own membership, and people who are asked about others.

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, OrganisationId},
    membership::{Answer, ApplicationDraft, Stage, Tier},
    vocabulary::{Country, OrganisationType, Sector},
};
use serde::Serialize;

use super::{AppealView, HearingView, HistoryLine, NetworkCard, ObjectionView};

/// What the organisation itself sees of its membership.
#[derive(Clone, Debug, Serialize)]
pub struct OwnMembership {
    /// The network.
    pub network: NetworkCard,
    /// The membership.
    pub membership: MembershipId,
    /// The organisation, when it is one of ours.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub stage: Stage,
    /// The tier of it.
    pub tier: Option<Tier>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When it applied.
    pub applied_at: DateTime<Utc>,
    /// When members have had their time to comment.
    pub comments_end: DateTime<Utc>,
    /// Why it stands there.
    pub reason: Option<String>,
    /// The question that waits for an answer.
    pub question: Option<String>,
    /// What it was told, asked and answered, in order.
    pub history: Vec<HistoryLine>,
    /// Referees that it named, and whether they have answered.
    pub referees: Vec<(String, bool)>,
    /// An expulsion that is being considered.
    pub hearing: Option<HearingView>,
    /// Until when it may appeal; nothing when it cannot.
    pub appeal_until: Option<DateTime<Utc>>,
    /// Its appeal.
    pub appeal: Option<AppealView>,
    /// When it lapses unless it renews.
    pub renewal_due: Option<DateTime<Utc>>,
    /// When the first time is over.
    pub probation_ends: Option<DateTime<Utc>>,
    /// Where it wants to move: actor and key.
    pub wanted_move: Option<(String, String)>,
    /// The mailbox of a role.
    pub contact: Option<String>,
    /// Whom to ask when that one is silent.
    pub second_contact: Option<String>,
    /// Named in public.
    pub listed: bool,
    /// It has an actor and a key, so it is on the roster.
    pub on_roster: bool,
    /// Its page in the network, once it was admitted.
    pub page: Option<String>,
}

/// A membership of an organisation in a list.
#[derive(Clone, Debug, Serialize)]
pub struct OwnMembershipCard {
    /// The membership.
    pub membership: MembershipId,
    /// The network.
    pub network: NetworkCard,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When it lapses unless it renews.
    pub renewal_due: Option<DateTime<Utc>>,
    /// A question or a hearing waits for its answer.
    pub answer_wanted: bool,
}

/// An application that is not sent yet.
#[derive(Clone, Debug, Serialize)]
pub struct DraftOfApplication {
    /// The network.
    pub network: NetworkCard,
    /// As typed.
    pub draft: ApplicationDraft,
    /// Language of whoever writes it, BCP 47.
    pub language: String,
    /// When it was saved last.
    pub saved_at: DateTime<Utc>,
}

/// An application that members may comment on: without mailboxes and reasons that are not for all.
#[derive(Clone, Debug, Serialize)]
pub struct CommentCase {
    /// The membership.
    pub membership: MembershipId,
    /// Name in its own script.
    pub name: String,
    /// In Latin letters.
    pub name_latin: Option<String>,
    /// Seat.
    pub country: Country,
    /// Kind.
    pub kind: OrganisationType,
    /// Web site.
    pub website: Option<String>,
    /// The id of its actor.
    pub actor: Option<String>,
    /// What it works on.
    pub sectors: Vec<Sector>,
    /// When it applied.
    pub applied_at: DateTime<Utc>,
    /// When members have had their time to comment.
    pub comments_end: DateTime<Utc>,
    /// What members said, in order.
    pub comments: Vec<HistoryLine>,
    /// Objections that stand.
    pub objections: Vec<ObjectionView>,
    /// The tier that is voted on.
    pub tier: Tier,
    /// The reader may vote on it.
    pub may_vote: bool,
    /// How the reader has voted on admitting it.
    pub own_vote: Option<bool>,
}

/// The page behind the link of somebody who speaks for a member.
#[derive(Clone, Debug, Serialize)]
pub struct VoicePage {
    /// The network.
    pub network: NetworkCard,
    /// The member for which it speaks.
    pub member: String,
    /// Its own name.
    pub who: String,
    /// What it may comment on.
    pub cases: Vec<CommentCase>,
}

/// The page behind the link of a referee.
#[derive(Clone, Debug, Serialize)]
pub struct RefereePage {
    /// The network.
    pub network: NetworkCard,
    /// The referee as the applicant named it.
    pub referee: String,
    /// The applicant's name.
    pub applicant: String,
    /// In Latin letters.
    pub applicant_latin: Option<String>,
    /// Its seat.
    pub country: Country,
    /// Its kind.
    pub kind: OrganisationType,
    /// Its web site.
    pub website: Option<String>,
    /// What the referee said before.
    pub answer: Option<Answer>,
    /// It can still answer.
    pub open: bool,
}
