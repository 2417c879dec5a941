//! Who may do what here, for the inbox, fetches, deliveries and pulls alike: one question to
//! [`domain::policy::may_write`], which nothing else asks (ME3, ID9, M01 to M08).

use domain::policy::{Bar, Deed, Permit, may_write};
use protocol::{
    activity::{Activity, Body},
    actor::RemoteActor,
    lenient,
    refusal::Refusal,
};
use serde_json::Value;
use storage::Db;

use crate::{OperationError, Operations, blocks::host_of};

impl Operations {
    /// What an actor may do, by the keys that its document shows.
    pub(crate) fn permit(&self, author: &RemoteActor, deed: Deed<'_>) -> Permit {
        let other = self.shows_pinned_keys(author) == Some(false);
        // Which one it shows instead does not matter: it is not the pinned one.
        let key = other.then_some("");
        may_write(&self.policy(), author.id.host(), author.id.as_str(), key, deed)
    }

    /// Whether the document of an actor shows the keys that networks pinned for it; nothing where none did.
    pub(crate) fn shows_pinned_keys(&self, author: &RemoteActor) -> Option<bool> {
        let policy = self.policy();
        let mut pinned = false;
        for roster in policy.rosters.values() {
            let standing = roster.standing(author.id.as_str());
            let Some(standing) = standing.filter(|standing| standing.tier.is_on_roster()) else {
                continue;
            };
            pinned = true;
            let shown = |listed: &protocol::actor::ListedKey| listed.key.key.to_text() == standing.key;
            if !author.multikeys.iter().any(shown) {
                return Some(false);
            }
        }
        pinned.then_some(true)
    }

    /// The same where the actor's document was not read: blocks and standing only.
    pub(crate) fn permit_by_id(&self, host: &str, actor: &str, deed: Deed<'_>) -> Permit {
        may_write(&self.policy(), host, actor, None, deed)
    }

    /// Whether anything of this actor that others pass on, or that is fetched, may be shown (ME3, M04).
    #[must_use]
    pub fn may_be_shown(&self, host: &str, actor: &str) -> bool {
        !matches!(self.permit_by_id(host, actor, Deed::Write), Permit::Refused(_))
    }

    /// Whether what somebody embeds says itself that it comes from an actor that may not write: it is not even asked for
    /// (M04). That it comes from somebody else is never believed.
    pub(crate) fn is_said_by_barred(&self, embedded: &Value) -> bool {
        let named = lenient::one_id(embedded.get("actor").or_else(|| embedded.get("attributedTo")));
        named.is_some_and(|actor| !self.may_be_shown(&host_of(actor), actor))
    }

    /// Whether the actor of an activity may do it.
    pub(crate) fn require_permit(&self, author: &RemoteActor, activity: &Activity) -> Result<(), OperationError> {
        match self.permit(author, deed_of(&activity.body)) {
            Permit::Refused(bar) => Err(refusal_of(bar).into()),
            Permit::Taken | Permit::TakenMarked | Permit::Ordinary => Ok(()),
        }
    }

    /// Whether what somebody shows us may be fetched. Not from a host of which we know only actors that may not write: who
    /// made an object stands in the object (M04).
    pub(crate) async fn may_be_fetched(&self, db: &Db<'_>, id: &str) -> Result<bool, OperationError> {
        let url = url::Url::parse(id).ok();
        let host = url.as_ref().and_then(url::Url::host_str).unwrap_or_default();
        let policy = self.policy();
        if policy.is_suspended(host) {
            return Ok(false);
        }
        if !policy.is_doubtful(host) {
            return Ok(true);
        }
        let known = storage::remote_actors::ids_on(db, host).await?;
        let own = |actor: &String| !actor.ends_with("/ap/actor");
        let mut people = known.iter().filter(|actor| own(actor)).peekable();
        Ok(people.peek().is_none() || people.any(|actor| self.may_be_shown(host, actor)))
    }
}

/// Taking back one's own, and leaving, is open to everybody (ME3).
fn deed_of(body: &Body) -> Deed<'static> {
    match body {
        Body::Undo(_) | Body::Delete { .. } | Body::Leave { .. } => Deed::TakeBack,
        _ => Deed::Write,
    }
}

/// How a bar is answered.
pub(crate) const fn refusal_of(bar: Bar) -> Refusal {
    match bar {
        Bar::Blocked => Refusal::new(403, "blocked"),
        Bar::Key => Refusal::new(403, "key-mismatch"),
        Bar::Suspended
        | Bar::Expelled
        | Bar::Withdrawn
        | Bar::Lapsed
        | Bar::Tier
        | Bar::NotMember
        | Bar::UnknownNetwork => Refusal::new(403, "not-member"),
    }
}
