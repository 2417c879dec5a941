//! What arrives from networks for their members: invitations, answers to applications, memberships and their ends, lines of
//! rosters; and hidden members that show themselves (PROTOCOL 11).

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::organisation::Organisation;
use evidence::{
    documents::{Keyring, Membership, MembershipEnd},
    origin::{Id, same_origin},
};
use protocol::{
    activity::{self, Activity, Body, Reference},
    actor::{ActorKind, RemoteActor},
    audience::Audience as Addressees,
    network::{hidden_commitment, hidden_subject},
};
use serde_json::{Value, json};
use storage::{
    Db, Tx, featured_members,
    joined_networks::{self, Joined, State},
    policy_changes, remote_actors,
    trusted_networks::{self, Opening},
};

use super::{Effect, Incoming, forbidden};
use crate::{
    OperationError, Operations,
    audit::Who,
    declarations::keys_of,
    publishing::Outgoing,
    rosters::{RosterTaken, refused_roster},
};

impl Operations {
    /// What an activity of a network needs fetched.
    pub(super) async fn network_needs(&self, activity: &Activity) -> Result<Vec<String>, OperationError> {
        let Body::Accept(asked) = &activity.body else {
            return Ok(Vec::new());
        };
        let asked = asked.id.as_ref().map(Id::as_str).unwrap_or_default();
        let db = self.db();
        let ours = joined_networks::by_activity(&db, asked).await?.is_some() && activity.with.opening.is_none();
        let wanted = ours
            || featured_members::by_request(&db, asked).await?.is_some()
            || self.came_from(&db, asked).await?.next().is_some();
        let result = activity.with.result.as_ref().filter(|_| wanted);
        Ok(result.map(|id| id.as_str().to_owned()).into_iter().collect())
    }

    /// A network invites an organisation of ours: shown to its owner. Nobody but a network invites (M01).
    pub(super) async fn receive_invitation(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        organisation: &str,
    ) -> Result<Effect, OperationError> {
        let author = &incoming.author;
        if !is_network(author) {
            return Err(forbidden("not-supported"));
        }
        let Some(organisation) = self.own_organisation(organisation).await? else {
            return Ok(Effect::Nothing);
        };
        let before = joined_networks::get(&Db::from(tx), organisation.id, incoming.actor()).await?;
        if before.is_some_and(|before| matches!(before.state, State::Asked | State::Member | State::Invited)) {
            return Ok(Effect::Nothing);
        }
        self.note(
            tx,
            &Who::Other(incoming.actor()),
            "network.invited",
            organisation.handle.as_str(),
        )
        .await?;
        let invited = Joined {
            organisation: organisation.id,
            network: incoming.actor().to_owned(),
            name: author.name.clone(),
            inbox: author.inbox.as_str().to_owned(),
            activity: incoming.id().to_owned(),
            state: State::Invited,
            tier: None,
            membership: None,
            document: None,
            reason: None,
            salt: None,
            at: incoming.now,
        };
        joined_networks::put(tx, &invited).await?;
        Ok(Effect::Done)
    }

    /// The network's answer to an application of an organisation of ours; nothing when it is about something else.
    pub(super) async fn receive_join_answer(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        asked: &Reference,
        yes: bool,
    ) -> Result<Option<Effect>, OperationError> {
        let asked = asked.id.as_ref().map(Id::as_str).unwrap_or_default();
        if let Some(effect) = self.receive_consent(tx, incoming, asked, yes).await? {
            return Ok(Some(effect));
        }
        let Some(joined) = joined_networks::by_activity(&Db::from(tx), asked).await? else {
            if let Some(effect) = self.receive_carried_membership(tx, incoming, asked, yes).await? {
                return Ok(Some(effect));
            }
            // A network tells its members whom it admits: of no effect here, where the roster's lines count (11.2).
            let is_news = yes && incoming.activity.with.result.is_some() && is_network(&incoming.author);
            return Ok(is_news.then_some(Effect::Nothing));
        };
        if joined.network != incoming.actor() {
            return Err(forbidden("not-asked"));
        }
        if joined.state != State::Asked {
            return Ok(Some(Effect::Nothing));
        }
        let organisation = self.organisation_in(&Db::from(tx), joined.organisation).await?;
        let (action, who) = (
            if yes { "network.admitted" } else { "network.declined" },
            Who::Other(incoming.actor()),
        );
        self.note(tx, &who, action, organisation.handle.as_str()).await?;
        if !yes {
            let declined = Joined {
                state: State::Refused,
                reason: incoming.activity.with.summary.clone(),
                at: incoming.now,
                ..joined
            };
            joined_networks::put(tx, &declined).await?;
            return Ok(Some(Effect::Done));
        }
        let (bytes, salt) = self.admitting(incoming)?;
        let membership = self.check_membership(incoming, &bytes)?;
        let ours = self.require_urls()?.organisation(joined.organisation);
        if membership.subject != ours {
            return Err(forbidden("actor-mismatch"));
        }
        let admitted = Joined {
            state: State::Member,
            tier: Some(membership.tier),
            membership: Some(membership.id),
            document: Some(bytes),
            reason: None,
            salt,
            at: incoming.now,
            ..joined
        };
        joined_networks::put(tx, &admitted).await?;
        self.trust_as_member(tx, &admitted, &incoming.author).await?;
        self.want_roster(incoming.actor());
        Ok(Some(Effect::Done))
    }

    /// Organisations of ours that say that they were an actor of the server on which this activity was made.
    async fn came_from(
        &self,
        db: &Db<'_>,
        activity: &str,
    ) -> Result<impl Iterator<Item = Organisation> + use<>, OperationError> {
        let (all, ids) = (storage::organisations::all(db).await?, self.0.ids.clone());
        let sent_from = Id::parse(activity, &ids).ok();
        Ok(all.into_iter().filter(move |organisation| {
            let mut former = organisation.moves.also_known_as.iter();
            former.any(|former| {
                let former = Id::parse(former, &ids).ok();
                former
                    .zip(sent_from.as_ref())
                    .is_some_and(|(former, from)| same_origin(&former, from))
            })
        }))
    }

    /// A network agreed that an organisation goes on as its member here, as its former server had asked (`Move`): its owner
    /// takes the membership up, or declines it. Nothing when it is about something else.
    async fn receive_carried_membership(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        asked: &str,
        yes: bool,
    ) -> Result<Option<Effect>, OperationError> {
        let mut moved_here = self.came_from(&Db::from(tx), asked).await?.peekable();
        if !yes || !is_network(&incoming.author) || moved_here.peek().is_none() {
            return Ok(None);
        }
        let (bytes, salt) = self.admitting(incoming)?;
        let membership = self.check_membership(incoming, &bytes)?;
        let urls = self.require_urls()?;
        let Some(organisation) = moved_here.find(|moved| urls.organisation(moved.id) == membership.subject) else {
            return Ok(None);
        };
        let before = joined_networks::get(&Db::from(tx), organisation.id, incoming.actor()).await?;
        if before.is_some_and(|before| before.state == State::Member) {
            return Ok(Some(Effect::Nothing));
        }
        self.note(
            tx,
            &Who::Other(incoming.actor()),
            "network.carried-over",
            organisation.handle.as_str(),
        )
        .await?;
        let carried = Joined {
            organisation: organisation.id,
            network: incoming.actor().to_owned(),
            name: incoming.author.name.clone(),
            inbox: incoming.author.inbox.as_str().to_owned(),
            activity: asked.to_owned(),
            state: State::Invited,
            tier: Some(membership.tier),
            membership: Some(membership.id),
            document: Some(bytes),
            reason: None,
            salt,
            at: incoming.now,
        };
        joined_networks::put(tx, &carried).await?;
        Ok(Some(Effect::Done))
    }

    /// The membership that an `Accept` brings: fetched from its id, or for a hidden member whole.
    fn admitting(&self, incoming: &Incoming<'_>) -> Result<(Vec<u8>, Option<String>), OperationError> {
        if let Some((document, salt)) = &incoming.activity.with.opening {
            return Ok((crate::identity::to_bytes(document), Some(salt.clone())));
        }
        let result = incoming
            .activity
            .with
            .result
            .as_ref()
            .ok_or(forbidden("field-invalid"))?;
        let fetched = incoming.known.more.iter().find(|(id, ..)| id == result.as_str());
        // A membership that cannot be read now can be later: the network sends again.
        let (_, bytes, _) = fetched.ok_or(OperationError::Protocol(protocol::refusal::Refusal::new(
            503,
            "object-unreachable",
        )))?;
        Ok((bytes.clone(), None))
    }

    fn check_membership(&self, incoming: &Incoming<'_>, bytes: &[u8]) -> Result<Membership, OperationError> {
        let document: Value = serde_json::from_slice(bytes).map_err(|_| forbidden("field-invalid"))?;
        let mut keys = Keyring::default();
        keys_of(&incoming.author, &mut keys);
        Membership::check(&document, incoming.actor(), &self.known(&keys)).map_err(refused_roster)
    }

    /// Somebody wants to show an organisation of ours in a collection: allowed, as its policy says (PA12).
    pub(super) async fn receive_feature_request(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
        collection: &str,
    ) -> Result<Effect, OperationError> {
        let Some(organisation) = self.own_organisation(object).await? else {
            return Ok(Effect::Nothing);
        };
        let stamp = self.feature_stamp_for(tx, organisation.id, collection).await?;
        let to = domain::outbox::NamedRecipient {
            actor: incoming.actor().to_owned(),
            inbox: incoming.author.inbox.as_str().to_owned(),
        };
        let outgoing = Outgoing {
            from: organisation.id.into(),
            kind: "Accept",
            object: incoming.id().to_owned(),
            order: domain::outbox::OrderKey::Object(format!("{object} FeatureRequest {collection}")),
            audience: domain::outbox::Audience {
                keys: Vec::new(),
                named: vec![to],
            },
        };
        let addressees = Addressees::named(&[incoming.actor().to_owned()]);
        self.send(tx, outgoing, &addressees, |header| {
            activity::accept_with(header, json!(incoming.id()), &stamp)
        })
        .await?;
        Ok(Effect::Done)
    }

    /// A network says that its roster has a new number; nothing when it is not trusted here.
    pub(super) async fn receive_roster_line(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
    ) -> Result<Option<Effect>, OperationError> {
        let network = incoming.actor();
        if trusted_networks::get(&Db::from(tx), network).await?.is_none() {
            return Ok(None);
        }
        let mut changes = Vec::new();
        let taken = self
            .take_roster_line(tx, &incoming.author, incoming.bytes, &mut changes)
            .await?;
        Ok(Some(match taken {
            RosterTaken::Applied => {
                self.note_changes(tx, network, &changes).await?;
                Effect::Done
            }
            RosterTaken::Known => Effect::Nothing,
            RosterTaken::Gap => {
                self.want_roster(network);
                Effect::Nothing
            }
            RosterTaken::Contradicts => Effect::Refused(protocol::refusal::Refusal::new(409, "equivocation")),
        }))
    }

    /// The end of a membership of an organisation of ours; nothing when it is about something else.
    pub(super) async fn receive_membership_end(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Option<Effect>, OperationError> {
        let Some(stone) = incoming.activity.with.embedded.as_ref() else {
            return Ok(None);
        };
        if stone.get("bandung:membershipDigest").is_none() {
            return Ok(None);
        }
        let mut keys = Keyring::default();
        keys_of(&incoming.author, &mut keys);
        let end = MembershipEnd::check(stone, incoming.actor(), &self.known(&keys)).map_err(refused_roster)?;
        if end.id != object {
            return Err(forbidden("target-mismatch"));
        }
        for joined in joined_networks::of_network(&Db::from(tx), incoming.actor()).await? {
            if joined.membership.as_deref() != Some(object) {
                continue;
            }
            let organisation = self.organisation_in(&Db::from(tx), joined.organisation).await?;
            self.note(
                tx,
                &Who::Other(incoming.actor()),
                "network.ended",
                organisation.handle.as_str(),
            )
            .await?;
            let hidden = joined.salt.is_some();
            self.stands_now(tx, organisation.id, incoming.actor(), end.tier).await?;
            if !hidden {
                self.send_actor(tx, &organisation).await?;
            }
        }
        Ok(Some(Effect::Done))
    }

    /// A hidden member shows who it is, to us alone (DECISIONS 20).
    pub(super) async fn receive_opening(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        membership: &Value,
        salt: &str,
    ) -> Result<Effect, OperationError> {
        let network = membership
            .get("attributedTo")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let db = Db::from(tx);
        if trusted_networks::get(&db, network).await?.is_none() {
            return Ok(Effect::Nothing);
        }
        let stored = remote_actors::get(&db, network).await?;
        let author = stored.and_then(|stored| self.read_actor(&stored.document));
        let mut keys = Keyring::default();
        keys_of(&author.ok_or(forbidden("key-unknown"))?, &mut keys);
        let shown = Membership::check(membership, network, &self.known(&keys)).map_err(refused_roster)?;
        let decoded = STANDARD
            .decode(salt)
            .ok()
            .and_then(|salt| <[u8; 32]>::try_from(salt).ok());
        let salt = decoded.ok_or(forbidden("field-invalid"))?;
        if shown.subject != incoming.actor() {
            return Err(forbidden("actor-mismatch"));
        }
        let subject = hidden_subject(&salt, incoming.actor());
        let Some(entry) = trusted_networks::entry(&db, network, &subject).await? else {
            self.want_roster(network);
            return Err(forbidden("not-member"));
        };
        if entry.bound != hidden_commitment(&salt, membership) {
            return Err(forbidden("digest-mismatch"));
        }
        let opening = Opening {
            subject,
            actor: incoming.actor().to_owned(),
            key: shown.key.to_text(),
            document: crate::identity::to_bytes(membership),
        };
        trusted_networks::put_opening(tx, network, &opening, incoming.now).await?;
        self.hold_fast(tx, &[(incoming.actor(), &*opening.key)]).await?;
        self.0.rosters.note_shown();
        policy_changes::note_standings(tx, network, &[incoming.actor()]).await?;
        Ok(Effect::Done)
    }
}

/// A group that has members by a roster.
pub(super) fn is_network(actor: &RemoteActor) -> bool {
    actor.kind == ActorKind::Group && actor.roster.is_some()
}
