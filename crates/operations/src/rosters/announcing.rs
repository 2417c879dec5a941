//! A network passes on what its members post into it (PROTOCOL 11.5): by id to all followers, whole to those whose
//! servers understand that; and its members as a collection that Mastodon shows (PG6).

use domain::{
    ids::{ActivityId, NetworkId, OrganisationId},
    membership::{Announced, Tier},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey},
    policy::{Bar, Deed, Permit},
};
use protocol::{
    activity,
    audience::{Audience as Addressees, Visibility, is_public},
    membership,
    network::feature_request,
};
use serde_json::{Value, json};
use storage::{
    Db, Tx, featured_members,
    interactions::{self, Gesture},
    joined_networks,
    memberships::{self, Membership},
    networks::{self, Network},
    posts::{self, Post},
};

use crate::{OperationError, Operations, identity::to_bytes, publishing::Outgoing};

/// Adds the networks into which a post is posted to its addressees (PG1).
pub(crate) fn into_networks(mut addressees: Addressees, networks: &[String]) -> Addressees {
    addressees.cc.extend(networks.iter().cloned());
    addressees
}

impl Operations {
    /// The networks into which an organisation of ours posts: all in which it is announced. One that is a hidden member
    /// posts into none in public.
    pub(crate) async fn networks_to_post_into(
        &self,
        db: &Db<'_>,
        organisation: OrganisationId,
    ) -> Result<Vec<String>, OperationError> {
        let urls = self.require_urls()?;
        let announced = |tier: Option<Tier>| tier.is_some_and(|tier| tier.announced() != Announced::No);
        let mut found = Vec::new();
        for row in memberships::of_organisation(db, organisation).await? {
            let network = urls.network(row.network);
            if row.hidden.is_none() && announced(row.state.stage.tier()) && !found.contains(&network) {
                found.push(network);
            }
        }
        for joined in joined_networks::of(db, organisation).await? {
            let member = joined.state == joined_networks::State::Member;
            if member && joined.salt.is_none() && announced(joined.tier) && !found.contains(&joined.network) {
                found.push(joined.network);
            }
        }
        Ok(found)
    }

    /// Those of these actors that are elsewhere, with their inboxes.
    pub(crate) async fn recipients(&self, tx: &Tx, actors: &[String]) -> Result<Vec<NamedRecipient>, OperationError> {
        let mut found = Vec::new();
        for actor in actors {
            found.extend(self.recipient(tx, actor).await?);
        }
        Ok(found)
    }

    /// Sends what an organisation of ours says of its post, into its networks too: those of this node pass it on at once.
    /// Call it last in a transaction, as [`Operations::send`].
    pub(crate) async fn send_posted(
        &self,
        tx: &Tx,
        mut outgoing: Outgoing,
        addressees: &Addressees,
        (post, networks): (&Post, &[String]),
        make: impl FnOnce(&activity::Header<'_>) -> Value,
    ) -> Result<(), OperationError> {
        outgoing.audience.named.extend(self.recipients(tx, networks).await?);
        let kind = outgoing.kind;
        let (id, body) = self.make_activity(outgoing.from, addressees, None, make).await?;
        self.append(tx, self.entry_of(outgoing, id, body.clone())?).await?;
        self.announce_own(tx, networks, kind, post, &body).await
    }

    async fn announce_own(
        &self,
        tx: &Tx,
        networks: &[String],
        kind: &str,
        post: &Post,
        body: &[u8],
    ) -> Result<(), OperationError> {
        let whole: Value = serde_json::from_slice(body).unwrap_or_default();
        for actor in networks {
            if let Some(id) = self.own_network_id(actor) {
                self.pass_on(tx, id, kind, &post.object, &post.author, Some(&whole))
                    .await?;
            }
        }
        Ok(())
    }

    /// What somebody posted into networks of ours, where the roster lets it (PG3). Call it last.
    pub(crate) async fn announce_received(
        &self,
        tx: &Tx,
        addressees: &Addressees,
        (kind, object): (&str, &str),
        author: &protocol::actor::RemoteActor,
        activity: &[u8],
    ) -> Result<(), OperationError> {
        let named = || addressees.to.iter().chain(&addressees.cc);
        let public = addressees.to.iter().any(|id| is_public(id));
        let whole: Option<Value> = serde_json::from_slice(activity).ok();
        let whole = whole.filter(|whole| whole.get("proof").is_some());
        for actor in named() {
            let Some(network) = self.own_network_id(actor) else {
                continue;
            };
            let may = match self.permit(author, Deed::WriteInto(actor)) {
                Permit::Taken | Permit::TakenMarked => public || matches!(kind, "Delete" | "Undo"),
                // A stranger never had a say in it.
                Permit::Refused(Bar::NotMember) if kind == "Undo" => false,
                // Its own may be taken back by anybody.
                _ => matches!(kind, "Delete" | "Undo"),
            };
            if may && networks::get(&Db::from(tx), network).await?.is_some() {
                self.pass_on(tx, network, kind, object, author.id.as_str(), whole.as_ref())
                    .await?;
            }
        }
        Ok(())
    }

    /// The networks of ours into which a post is addressed and its author may write.
    pub(crate) fn posted_into_ours(&self, author: &protocol::actor::RemoteActor, addressees: &Addressees) -> bool {
        let mut named = addressees.to.iter().chain(&addressees.cc);
        named.any(|actor| {
            self.own_network_id(actor).is_some()
                && matches!(
                    self.permit(author, Deed::WriteInto(actor)),
                    Permit::Taken | Permit::TakenMarked
                )
        })
    }

    async fn pass_on(
        &self,
        tx: &Tx,
        network: NetworkId,
        kind: &str,
        object: &str,
        author: &str,
        whole: Option<&Value>,
    ) -> Result<(), OperationError> {
        let actor = self.require_urls()?.network(network);
        let before = interactions::activity_of(&Db::from(tx), Gesture::Boost, object, &actor).await?;
        let followers = format!("{actor}/followers");
        match kind {
            "Create" if before.is_none() => {
                let addressees = Addressees::of(Visibility::Public, &followers, &[author.to_owned()]);
                let keys = vec![AudienceKey::Followers(network.into())];
                let named = self.recipient(tx, author).await?;
                let outgoing = self.passing(network, "Announce", object, keys, named);
                let id = self
                    .send(tx, outgoing, &addressees, |header| activity::announce(header, object))
                    .await?;
                interactions::add(tx, Gesture::Boost, object, &actor, &id, self.now()).await?;
            }
            "Delete" if before.is_some() => {
                self.take_announcement_back(tx, network, object).await?;
            }
            // Later versions, and ends of what was never passed on, go on whole or not at all.
            _ if before.is_none() => return Ok(()),
            _ => {}
        }
        let Some(whole) = whole else { return Ok(()) };
        let addressees = Addressees::of(Visibility::Public, &followers, &[]);
        let outgoing = self.passing(network, "Announce", object, vec![AudienceKey::Relays(network)], None);
        self.send(tx, outgoing, &addressees, |header| {
            activity::announce_activity(header, whole.clone())
        })
        .await?;
        Ok(())
    }

    /// Takes a post out of a network: followers forget the announcement (PG5). False when there was none.
    pub(crate) async fn take_announcement_back(
        &self,
        tx: &Tx,
        network: NetworkId,
        object: &str,
    ) -> Result<bool, OperationError> {
        let actor = self.require_urls()?.network(network);
        let Some(announced) = interactions::remove(tx, Gesture::Boost, object, &actor).await? else {
            return Ok(false);
        };
        let undone = json!({"id": announced, "type": "Announce", "actor": actor, "object": object});
        let addressees = Addressees::of(Visibility::Public, &format!("{actor}/followers"), &[]);
        let keys = vec![AudienceKey::Followers(network.into())];
        let outgoing = self.passing(network, "Undo", object, keys, None);
        self.send(tx, outgoing, &addressees, |header| activity::undo(header, &undone))
            .await?;
        Ok(true)
    }

    /// Takes a post out of a network (its admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn remove_from_network(
        &self,
        session: &crate::Session,
        network: NetworkId,
        post: domain::ids::PostId,
    ) -> Result<(), OperationError> {
        session.require(domain::permissions::Action::AdministerNetwork(network))?;
        let tx = self.begin_decision().await?;
        let not_found = || OperationError::NotFound { what: "the post" };
        let post = posts::get(&Db::from(&tx), post).await?.ok_or_else(not_found)?;
        self.note(
            &tx,
            &crate::audit::Who::Person(session),
            "network.remove-post",
            &post.object,
        )
        .await?;
        if !self.take_announcement_back(&tx, network, &post.object).await? {
            return Err(not_found());
        }
        self.commit_and_wake(tx).await
    }

    /// Invites an organisation of another node (admin): shown to its owners, who may apply.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] for what is no organisation.
    pub async fn invite_to_network(
        &self,
        session: &crate::Session,
        id: NetworkId,
        organisation: &protocol::actor::RemoteActor,
    ) -> Result<(), OperationError> {
        session.require(domain::permissions::Action::AdministerNetwork(id))?;
        let invited = organisation.id.as_str();
        if organisation.kind != protocol::actor::ActorKind::Organization {
            return Err(refused!("only-organisations-invited", "only organisations are invited"));
        }
        let tx = self.begin_decision().await?;
        let not_found = || OperationError::NotFound { what: "the network" };
        let network = networks::get(&Db::from(&tx), id).await?.ok_or_else(not_found)?;
        self.note(&tx, &crate::audit::Who::Person(session), "network.invite", invited)
            .await?;
        let actor = self.require_urls()?.network(id);
        let to = NamedRecipient {
            actor: invited.to_owned(),
            inbox: organisation.inbox.as_str().to_owned(),
        };
        let (outgoing, addressees) = self.only_to(&network, "Invite", &actor, &to);
        self.send(&tx, outgoing, &addressees, |header| {
            membership::invite(header, &actor, invited)
        })
        .await?;
        self.commit_and_wake(tx).await
    }

    fn passing(
        &self,
        network: NetworkId,
        kind: &'static str,
        object: &str,
        keys: Vec<AudienceKey>,
        named: Option<NamedRecipient>,
    ) -> Outgoing {
        Outgoing {
            from: network.into(),
            kind,
            object: object.to_owned(),
            order: OrderKey::Object(format!("network:{network} {object}")),
            audience: Audience {
                keys,
                named: named.into_iter().collect(),
            },
        }
    }

    /// Asks a new member whether it may be shown in the collection of members (PG6). A hidden one is never shown.
    pub(super) async fn ask_to_feature(
        &self,
        tx: &Tx,
        network: &Network,
        it: &Membership,
        member: Option<&NamedRecipient>,
    ) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        if it.hidden.is_some() {
            return Ok(());
        }
        let actor = urls.network(network.id);
        let collection = format!("{actor}/collections/members");
        let request = urls.activity(ActivityId::new(self.now(), self.0.entropy.bytes()));
        let Some(member) = member else {
            // An organisation of this node agrees at once, as its policy says (PA12).
            if let Some(organisation) = it.organisation {
                featured_members::ask(tx, network.id, &it.state.subject, &request, self.now()).await?;
                let stamp = self.feature_stamp_for(tx, organisation, &collection).await?;
                featured_members::agreed(tx, network.id, &it.state.subject, &stamp, self.now()).await?;
            }
            return Ok(());
        };
        featured_members::ask(tx, network.id, &member.actor, &request, self.now()).await?;
        let document = feature_request(&request, &actor, &member.actor, &collection);
        let (outgoing, _) = self.only_to(network, "FeatureRequest", &member.actor, member);
        self.append(tx, self.entry_of(outgoing, request, to_bytes(&document))?)
            .await?;
        Ok(())
    }

    /// The consent of an organisation of ours to be shown in a collection: the same one each time.
    pub(crate) async fn feature_stamp_for(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        collection: &str,
    ) -> Result<String, OperationError> {
        if let Some(stamp) = featured_members::stamp_for(&Db::from(tx), organisation, collection).await? {
            return Ok(stamp);
        }
        let urls = self.require_urls()?;
        let id = urls.feature_stamp(ActivityId::new(self.now(), self.0.entropy.bytes()));
        let document = protocol::network::feature_stamp(&id, &urls.organisation(organisation), collection);
        featured_members::add_stamp(tx, &id, organisation, collection, &to_bytes(&document), self.now()).await?;
        Ok(id)
    }
}
