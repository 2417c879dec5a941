//! Who may write to this node, as everybody may know it: the policy page and its look-up.

use domain::{
    block_list::{host_name, obfuscated},
    policy::{Deed, Severity, may_write},
};
use storage::{blocks, remote_actors};

use crate::{
    OperationError, Operations,
    blocks::host_of,
    view::moderation::{PolicyView, WriterView},
};

/// The longest question.
const LONGEST: usize = 2_000;

impl Operations {
    /// What everybody may know: the blocks that are public, the networks whose rosters count here.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn policy_view(&self) -> Result<PolicyView, OperationError> {
        let (mut shown, mut unlisted) = (Vec::new(), 0);
        for (block, _) in blocks::list(&self.db()).await? {
            if block.listed {
                let hidden = block.obfuscate && block.kind == blocks::Blocked::Host;
                let name = if hidden {
                    obfuscated(&block.target)
                } else {
                    block.target
                };
                shown.push((name, block.severity, block.note, block.at));
            } else {
                unlisted += 1;
            }
        }
        let mut networks = Vec::new();
        for (id, roster) in &self.policy().rosters {
            let members = u64::try_from(roster.admitted()).unwrap_or(u64::MAX);
            networks.push((id.clone(), self.network_name(id).await?, members));
        }
        Ok(PolicyView {
            blocks: shown,
            unlisted,
            networks,
        })
    }

    /// Whether a server or an account may write here. Nobody is asked: an account that this node never met is judged by
    /// its server. Nothing for what is neither.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn writer(&self, asked: &str) -> Result<Option<WriterView>, OperationError> {
        let asked = asked.trim();
        if asked.len() > LONGEST {
            return Ok(None);
        }
        let handle = asked.strip_prefix('@').unwrap_or(asked);
        let stored = match handle.split_once('@') {
            Some((user, host)) if !user.is_empty() => {
                let Some(host) = host_name(host) else { return Ok(None) };
                let handle = format!("{}@{host}", user.to_lowercase());
                let actor = remote_actors::by_handle(&self.db(), &handle)
                    .await?
                    .map(|stored| stored.id);
                (host, actor, true)
            }
            Some(_) => return Ok(None),
            None if asked.starts_with("https://") || asked.starts_with("http://") => {
                let host = host_of(asked);
                let is_host = url::Url::parse(asked).is_ok_and(|url| url.path() == "/");
                (host, (!is_host).then(|| asked.to_owned()), false)
            }
            None => match host_name(asked) {
                Some(host) => (host, None, false),
                None => return Ok(None),
            },
        };
        let (host, actor, by_handle) = stored;
        if host.is_empty() {
            return Ok(None);
        }
        let policy = self.policy();
        let id = actor.as_deref().unwrap_or_default();
        let mut networks = Vec::new();
        if !id.is_empty() {
            for network in policy.rosters.keys() {
                let permit = may_write(&policy, &host, id, None, Deed::WriteInto(network));
                networks.push((self.network_name(network).await?, permit));
            }
        }
        let known = match &actor {
            Some(id) => remote_actors::get(&self.db(), id).await?.is_some(),
            None => false,
        };
        Ok(Some(WriterView {
            write: may_write(&policy, &host, id, None, Deed::Write),
            silenced: policy.severity(&host, id) == Some(Severity::Silence),
            note: self.public_note(&host, id).await?,
            own: self.urls().is_some_and(|urls| urls.host() == host),
            actor: if known { Some(self.actor_card(id).await?) } else { None },
            unknown: !known && (by_handle || !id.is_empty()),
            asked: asked.to_owned(),
            host,
            networks,
        }))
    }

    async fn public_note(&self, host: &str, actor: &str) -> Result<String, OperationError> {
        let policy = self.policy();
        let found = match policy.block_of(host, actor) {
            Some((_, domain::policy::Block::Host(name))) => {
                blocks::get(&self.db(), blocks::Blocked::Host, name).await?
            }
            Some((_, domain::policy::Block::Actor(id))) => blocks::get(&self.db(), blocks::Blocked::Actor, id).await?,
            None => None,
        };
        Ok(found
            .filter(|block| block.listed)
            .map(|block| block.note)
            .unwrap_or_default())
    }

    async fn network_name(&self, id: &str) -> Result<String, OperationError> {
        if let Some(own) = self.own_network_id(id) {
            return Ok(self.network_in(&self.db(), own).await?.content.name);
        }
        let trusted = storage::trusted_networks::get(&self.db(), id).await?;
        if let Some(trusted) = trusted.filter(|trusted| !trusted.name.is_empty()) {
            return Ok(trusted.name);
        }
        let card = self.actor_card(id).await?;
        Ok(if card.name.is_empty() { id.to_owned() } else { card.name })
    }
}
