//! The addresses that this node gives to its documents (PROTOCOL 1.1). Built here only, never taken apart for meaning.

use domain::ids::{
    ActivityId, DeclarationId, EndorsementId, FollowId, LocalActor, MembershipId, NetworkId, OrganisationId, PostId,
};

/// Builds the addresses of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeUrls {
    /// `https://water.example`, without a slash at the end.
    base: String,
    host: String,
}

impl NodeUrls {
    /// The addresses of a host; `scheme` is `https`, or `http` in a development network.
    #[must_use]
    pub fn new(scheme: &str, host: &str) -> Self {
        Self {
            base: format!("{scheme}://{host}"),
            host: host.to_owned(),
        }
    }
    /// The host, as in handles.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
    /// `https://host`, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
    /// The instance actor.
    #[must_use]
    pub fn instance_actor(&self) -> String {
        format!("{}/ap/actor", self.base)
    }
    /// The shared inbox.
    #[must_use]
    pub fn shared_inbox(&self) -> String {
        format!("{}/ap/inbox", self.base)
    }
    /// The outbox of the node, for catch-up.
    #[must_use]
    pub fn node_outbox(&self) -> String {
        format!("{}/ap/outbox", self.base)
    }
    /// The name of a log of this node in checkpoints (PL1).
    #[must_use]
    pub fn log_origin(&self, number: u32) -> String {
        format!("{}/ap/log/{number}", self.host)
    }
    /// Where a log of this node is read, ending in `/`.
    #[must_use]
    pub fn log_prefix(&self, number: u32) -> String {
        format!("{}/ap/log/{number}/", self.base)
    }
    /// The name of this node's witness.
    #[must_use]
    pub fn witness_name(&self) -> String {
        format!("{}/ap/witness", self.host)
    }
    /// Where this node's witness takes checkpoints, ending in `/`.
    #[must_use]
    pub fn witness_prefix(&self) -> String {
        format!("{}/ap/witness/", self.base)
    }
    /// An organisation's actor.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> String {
        format!("{}/ap/orgs/{id}", self.base)
    }
    /// A network's actor.
    #[must_use]
    pub fn network(&self, id: NetworkId) -> String {
        format!("{}/ap/networks/{id}", self.base)
    }
    /// The actor of an organisation or a network.
    #[must_use]
    pub fn actor(&self, actor: LocalActor) -> String {
        match actor {
            LocalActor::Organisation(id) => self.organisation(id),
            LocalActor::Network(id) => self.network(id),
        }
    }
    /// The signed word of a network of ours that somebody is its member.
    #[must_use]
    pub fn membership(&self, id: MembershipId) -> String {
        format!("{}/ap/memberships/{id}", self.base)
    }
    /// A consent of an organisation of ours to be shown in a collection (PG6).
    #[must_use]
    pub fn feature_stamp(&self, id: ActivityId) -> String {
        format!("{}/ap/feature-stamps/{id}", self.base)
    }
    /// The signed roster of a network of ours.
    #[must_use]
    pub fn network_roster(&self, id: NetworkId) -> String {
        format!("{}/roster", self.network(id))
    }
    /// The members of a network of ours: a collection, and an audience.
    #[must_use]
    pub fn network_members(&self, id: NetworkId) -> String {
        format!("{}/members", self.network(id))
    }
    /// The page of a network.
    #[must_use]
    pub fn network_page(&self, handle: &str) -> String {
        format!("{}/networks/{handle}", self.base)
    }
    /// The page of a member in its network, which links back to it (PA8).
    #[must_use]
    pub fn member_page(&self, handle: &str, member: MembershipId) -> String {
        format!("{}/networks/{handle}/members/{member}", self.base)
    }
    /// An article (practice).
    #[must_use]
    pub fn article(&self, id: PostId) -> String {
        format!("{}/ap/articles/{id}", self.base)
    }
    /// A declaration: an article too.
    #[must_use]
    pub fn declaration(&self, id: DeclarationId) -> String {
        format!("{}/ap/articles/{id}", self.base)
    }
    /// An endorsement, by its own key or recorded.
    #[must_use]
    pub fn endorsement(&self, id: EndorsementId) -> String {
        format!("{}/ap/endorsements/{id}", self.base)
    }
    /// A recorded signatory: a name only, never served.
    #[must_use]
    pub fn signatory(&self, id: EndorsementId) -> String {
        format!("{}/ap/signatories/{id}", self.base)
    }
    /// A stamp: the acceptance of an endorsement, or a permission to quote.
    #[must_use]
    pub fn stamp(&self, id: ActivityId) -> String {
        format!("{}/ap/stamps/{id}", self.base)
    }
    /// The page of a declaration.
    #[must_use]
    pub fn declaration_page(&self, slug: &str) -> String {
        format!("{}/declarations/{slug}", self.base)
    }
    /// A note (report, reply).
    #[must_use]
    pub fn note(&self, id: PostId) -> String {
        format!("{}/ap/notes/{id}", self.base)
    }
    /// An activity.
    #[must_use]
    pub fn activity(&self, id: ActivityId) -> String {
        format!("{}/ap/activities/{id}", self.base)
    }
    /// The `Follow` activity of a follow of ours.
    #[must_use]
    pub fn follow(&self, id: FollowId) -> String {
        format!("{}/ap/activities/follow-{id}", self.base)
    }
    /// The page of an organisation.
    #[must_use]
    pub fn organisation_page(&self, handle: &str) -> String {
        format!("{}/@{handle}", self.base)
    }
    /// The page of a practice.
    #[must_use]
    pub fn practice_page(&self, slug: &str) -> String {
        format!("{}/practices/{slug}", self.base)
    }
    /// The page of a note.
    #[must_use]
    pub fn post_page(&self, id: PostId) -> String {
        format!("{}/posts/{id}", self.base)
    }
    /// A stored picture.
    #[must_use]
    pub fn media(&self, file: &str) -> String {
        format!("{}/media/{file}", self.base)
    }
    /// The page of a tag.
    #[must_use]
    pub fn tag(&self, tag: &str) -> String {
        format!("{}/tags/{tag}", self.base)
    }
}
