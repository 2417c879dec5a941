//! Networks of this node as they are served: actor, collections, roster, memberships (PROTOCOL 1.1, 3, 11).

use domain::ids::{MembershipId, NetworkId, OrganisationId};
use protocol::{
    actor::MemberOf,
    collection,
    network::{FeaturedMember, featured_members, ids, moderators_id},
};
use storage::{
    Db, featured_members as consents, followers, joined_networks,
    memberships::{self, Membership},
    networks::{self, Network},
    rosters,
};

use super::{
    NOT_FOUND, Served,
    address::NetworkList,
    collections::{offset_of, page_id, whole},
    document,
};
use crate::{OperationError, Operations};

/// Entries of a page.
const PAGE: u32 = 50;

impl Operations {
    async fn network_served(&self, id: NetworkId) -> Result<Network, OperationError> {
        networks::get(&self.db(), id).await?.ok_or(NOT_FOUND)
    }

    pub(super) async fn served_network(&self, id: NetworkId) -> Result<Served, OperationError> {
        let network = self.network_served(id).await?;
        Ok(document(&self.network_document(&self.db(), &network).await?))
    }

    pub(super) async fn served_of_network(
        &self,
        of: NetworkId,
        list: NetworkList,
        id: &str,
        page: Option<i64>,
    ) -> Result<Served, OperationError> {
        let network = self.network_served(of).await?;
        let urls = self.require_urls()?;
        let actor = urls.network(of);
        match list {
            NetworkList::Followers => {
                let total = followers::count(&self.db(), of).await?;
                whole(&collection::paged(id, total, None), page)
            }
            NetworkList::Following => whole(&collection::paged(id, 0, None), page),
            NetworkList::Featured => whole(&collection::whole(id, &[]), page),
            NetworkList::Tags => whole(&collection::tags(id, &[]), page),
            NetworkList::Moderators => {
                let owner = urls.organisation(network.owner);
                whole(&ids(&moderators_id(&actor), &actor, &[owner]), page)
            }
            NetworkList::Collections => whole(&ids(id, &actor, &[format!("{actor}/collections/members")]), page),
            NetworkList::MembersCollection => self.served_members_collection(&network, id).await,
            NetworkList::Members => self.served_members(of, id, page).await,
            NetworkList::Roster => {
                let page = u32::try_from(page.unwrap_or(1)).map_err(|_| NOT_FOUND)?;
                Ok(Served::Document(self.own_roster_page(of, page).await?))
            }
        }
    }

    /// Members by name; hidden ones are neither named nor counted here (M07).
    async fn served_members(&self, of: NetworkId, id: &str, page: Option<i64>) -> Result<Served, OperationError> {
        let skipped = page.map_or(0, offset_of).max(0);
        let (actors, total) = rosters::named(&self.db(), of, skipped, PAGE).await?;
        let Some(number) = page else {
            return Ok(document(&collection::paged(id, total, Some(&page_id(id, 1)))));
        };
        let shown = skipped.cast_unsigned() + u64::try_from(actors.len()).unwrap_or_default();
        let items: Vec<serde_json::Value> = actors.into_iter().map(serde_json::Value::String).collect();
        let next = (shown < total && !items.is_empty()).then(|| page_id(id, number + 1));
        Ok(document(&collection::page(
            &page_id(id, number),
            id,
            &items,
            next.as_deref(),
        )))
    }

    async fn served_members_collection(&self, network: &Network, id: &str) -> Result<Served, OperationError> {
        let urls = self.require_urls()?;
        let agreed = consents::of(&self.db(), network.id).await?;
        let updated = agreed.iter().map(|one| one.at).max();
        let members: Vec<FeaturedMember> = agreed
            .into_iter()
            .filter_map(|one| {
                let key = evidence::keys::sha256(one.actor.as_bytes());
                Some(FeaturedMember {
                    item: format!("{id}/{}", crate::secrets::hex(&key).get(..16)?),
                    actor: one.actor,
                    authorization: one.authorization?,
                    since: one.at,
                })
            })
            .collect();
        let texts = (
            format!("Members of {}", network.content.name),
            "Organisations with an active membership.",
            urls.network_page(network.content.handle.as_str()),
        );
        let times = (network.created_at, updated.unwrap_or(network.created_at));
        Ok(document(&featured_members(
            id,
            &urls.network(network.id),
            (&texts.0, texts.1, &texts.2),
            times,
            &members,
        )))
    }

    /// M, or its Tombstone with 410. That of a hidden member only for the member itself.
    pub(super) async fn served_membership(
        &self,
        id: MembershipId,
        reader: Option<&str>,
    ) -> Result<Served, OperationError> {
        let it = memberships::get(&self.db(), id).await?.ok_or(NOT_FOUND)?;
        if it.hidden.is_some() && reader != Some(it.state.subject.as_str()) {
            return Err(NOT_FOUND);
        }
        let bytes = it.document.ok_or(NOT_FOUND)?;
        Ok(if it.state.stage.is_end() {
            Served::Gone(bytes)
        } else {
            Served::Document(bytes)
        })
    }

    pub(super) async fn served_feature_stamp(&self, id: &str) -> Result<Served, OperationError> {
        let (bytes, revoked) = consents::stamp(&self.db(), id).await?.ok_or(NOT_FOUND)?;
        Ok(if revoked {
            Served::Gone(bytes)
        } else {
            Served::Document(bytes)
        })
    }

    /// The memberships that an organisation names: its side of "both sides" (PM1). None of which it is a hidden member.
    pub(crate) async fn memberships_listed(
        &self,
        db: &Db<'_>,
        organisation: OrganisationId,
    ) -> Result<Vec<String>, OperationError> {
        let urls = self.require_urls()?;
        let own = memberships::of_organisation(db, organisation).await?;
        let mut listed: Vec<String> = own
            .iter()
            .filter(|it| is_shown(it))
            .map(|it| urls.membership(it.id))
            .collect();
        for joined in joined_networks::of(db, organisation).await? {
            if joined.state == joined_networks::State::Member && joined.salt.is_none() {
                listed.extend(joined.membership);
            }
        }
        Ok(listed)
    }

    /// The networks that an organisation names on its profile, with its page in each (PA8).
    pub(crate) async fn member_of(&self, organisation: OrganisationId) -> Result<Vec<MemberOf>, OperationError> {
        let (db, urls) = (self.db(), self.require_urls()?);
        let mut networks_of = Vec::new();
        for it in memberships::of_organisation(&db, organisation).await? {
            if !is_shown(&it) {
                continue;
            }
            if let Some(network) = networks::get(&db, it.network).await? {
                networks_of.push(MemberOf {
                    page: urls.member_page(network.content.handle.as_str(), it.id),
                    network: network.content.name,
                });
            }
        }
        for joined in joined_networks::of(&db, organisation).await? {
            if joined.state != joined_networks::State::Member || joined.salt.is_some() {
                continue;
            }
            if let Some(page) = self.member_page_of(&db, &joined).await? {
                networks_of.push(MemberOf {
                    network: joined.name,
                    page,
                });
            }
        }
        Ok(networks_of)
    }

    /// The page of a member on its network's node: below the page of the network, by the last part of the membership's id.
    async fn member_page_of(
        &self,
        db: &Db<'_>,
        joined: &joined_networks::Joined,
    ) -> Result<Option<String>, OperationError> {
        let stored = storage::remote_actors::get(db, &joined.network).await?;
        let network = stored.and_then(|stored| self.read_actor(&stored.document));
        let id = joined.membership.as_deref().and_then(|id| id.rsplit('/').next());
        Ok(network
            .zip(id)
            .map(|(network, id)| format!("{}/members/{id}", network.url)))
    }

    /// A policy that names the log of this node and, as its witnesses, the nodes of a network's members (PL17).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn network_witness_policy(&self, network: &str) -> Result<String, OperationError> {
        let id = network.parse().map_err(|_| NOT_FOUND)?;
        let network = self.network_served(id).await?;
        let mut hosts = std::collections::BTreeSet::new();
        for row in rosters::on_roster(&self.db(), network.id).await? {
            let url = url::Url::parse(&row.subject).ok().filter(|_| row.hidden_name.is_none());
            let host = url.as_ref().and_then(url::Url::host_str).map(str::to_owned);
            hosts.extend(host.filter(|_| row.tier.may_witness()));
        }
        self.policy_with(|host| hosts.contains(host)).await
    }
}

fn is_shown(it: &Membership) -> bool {
    it.hidden.is_none() && it.state.stage.tier().is_some_and(domain::membership::Tier::is_admitted)
}
