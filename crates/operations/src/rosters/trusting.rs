//! Which networks' rosters this node trusts, chosen by its operator, and what that means for a writer, in plain words.

use domain::{
    permissions::Action,
    policy::{Bar, Deed, Permit},
};
use protocol::actor::{ActorKind, RemoteActor};
use serde::Serialize;
use storage::{
    Db, policy_changes, roster_documents,
    trusted_networks::{self, Trusted},
};

use crate::{OperationError, Operations, Session, audit::Who};

/// A network whose roster is trusted, as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrustedView {
    /// The id of its actor.
    pub network: String,
    /// Its name.
    pub name: String,
    /// The number of the roster that is known; 0 = nothing is known yet.
    pub number: u64,
    /// How many members are listed.
    pub members: u64,
    /// When it was last found to be complete.
    pub checked_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Its roster is older than it should be.
    pub old: bool,
    /// `equivocation` or `roster-rollback`: what it said does not fit together.
    pub alarm: Option<String>,
    /// Why it could not be read last time.
    pub fault: Option<String>,
    /// It is a network of this node: always trusted.
    pub own: bool,
}

/// What an actor or a host may do here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhoMayWrite {
    /// The host.
    pub host: String,
    /// The actor; empty for a host.
    pub actor: String,
    /// Why it may not write to this node at all: a word of [`bar_word`]; nothing = it may.
    pub refused: Option<&'static str>,
    /// For each network that is known here: its id, how it stands there, and why it may not write into it.
    pub networks: Vec<(String, Option<domain::membership::Tier>, Option<&'static str>)>,
}

/// A bar as a word: `blocked`, `suspended`, `expelled`, `withdrawn`, `lapsed`, `tier`, `not-member`, `unknown-network`,
/// `key`.
#[must_use]
pub const fn bar_word(bar: Bar) -> &'static str {
    match bar {
        Bar::Blocked => "blocked",
        Bar::Suspended => "suspended",
        Bar::Expelled => "expelled",
        Bar::Withdrawn => "withdrawn",
        Bar::Lapsed => "lapsed",
        Bar::Tier => "tier",
        Bar::NotMember => "not-member",
        Bar::UnknownNetwork => "unknown-network",
        Bar::Key => "key",
    }
}

impl Operations {
    /// Trusts the roster of a network from now on (operator); it is read soon.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] for what is no network of a Bandung node.
    pub async fn trust_network(&self, session: &Session, network: &RemoteActor) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let id = network.id.as_str();
        if network.kind != ActorKind::Group || network.roster.is_none() {
            return Err(refused!(
                "no-network",
                "this account is not a network with a list of members"
            ));
        }
        if self.own_network_id(id).is_some() {
            return Err(refused!(
                "own-networks-trusted",
                "networks of this node are always trusted"
            ));
        }
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), "network.trust", id).await?;
        self.put_trust(&tx, network).await?;
        tx.commit().await?;
        self.want_roster(id);
        self.rosters_changed().await
    }

    pub(crate) async fn put_trust(&self, tx: &storage::Tx, network: &RemoteActor) -> Result<(), OperationError> {
        if trusted_networks::get(&Db::from(tx), network.id.as_str())
            .await?
            .is_some()
        {
            return Ok(());
        }
        let roster = network.roster.as_ref().map(|roster| roster.as_str().to_owned());
        let trusted = Trusted {
            network: network.id.as_str().to_owned(),
            name: network.name.clone(),
            number: 0,
            roster: roster.unwrap_or_default(),
            valid_until: None,
            since: self.now(),
            asked_at: None,
            checked_at: None,
            alarm: None,
            fault: None,
        };
        trusted_networks::put(tx, &trusted).await?;
        Ok(policy_changes::note_roster(tx, &trusted.network).await?)
    }

    /// Trusts the roster of a network no more (operator): its members are anybody.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn distrust_network(&self, session: &Session, network: &str) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), "network.distrust", network)
            .await?;
        if !trusted_networks::remove(&tx, network).await? {
            return Err(OperationError::NotFound { what: "the network" });
        }
        roster_documents::forget(&tx, network).await?;
        policy_changes::note_roster(&tx, network).await?;
        tx.commit().await?;
        self.rosters_changed().await
    }

    /// The networks whose rosters are trusted, those of this node first.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn trusted_networks(&self) -> Result<Vec<TrustedView>, OperationError> {
        let db = self.db();
        let urls = self.require_urls()?;
        let mut views = Vec::new();
        for own in storage::networks::all(&db).await? {
            views.push(TrustedView {
                network: urls.network(own.id),
                name: own.content.name,
                number: own.roster_number,
                members: storage::rosters::count(&db, own.id).await?,
                checked_at: None,
                old: false,
                alarm: None,
                fault: None,
                own: true,
            });
        }
        for trusted in trusted_networks::all(&db).await? {
            views.push(TrustedView {
                members: trusted_networks::count(&db, &trusted.network).await?,
                old: trusted.valid_until.is_some_and(|until| until < self.now()),
                network: trusted.network,
                name: trusted.name,
                number: trusted.number,
                checked_at: trusted.checked_at,
                alarm: trusted.alarm,
                fault: trusted.fault,
                own: false,
            });
        }
        Ok(views)
    }

    /// What an actor, or somebody of a host, may do here: the policy page in data. `asked` is a host or the id of an actor.
    ///
    /// # Errors
    /// [`OperationError::Invalid`] for what is neither.
    pub async fn who_may_write(&self, asked: &str) -> Result<WhoMayWrite, OperationError> {
        let asked = asked.trim();
        let (host, actor) = match url::Url::parse(asked) {
            Ok(url) if url.host_str().is_some() => (url.host_str().unwrap_or_default().to_owned(), asked.to_owned()),
            _ => (asked.trim_end_matches('.').to_ascii_lowercase(), String::new()),
        };
        if host.is_empty() || !host.contains('.') {
            let expected = "a name like server.example, or the address of an account";
            return Err(OperationError::invalid(
                "asked",
                domain::field_error::Fault::Malformed { expected },
            ));
        }
        let known = match storage::remote_actors::get(&self.db(), &actor).await? {
            Some(stored) => self.read_actor(&stored.document),
            None => None,
        };
        let permit = |deed: Deed<'_>| match &known {
            Some(known) => self.permit(known, deed),
            None => self.permit_by_id(&host, &actor, deed),
        };
        let bar = |permit: Permit| match permit {
            Permit::Refused(bar) => Some(bar_word(bar)),
            _ => None,
        };
        let policy = self.policy();
        let networks = policy.rosters.iter().map(|(network, roster)| {
            let tier = roster.standing(&actor).map(|standing| standing.tier);
            (network.clone(), tier, bar(permit(Deed::WriteInto(network))))
        });
        Ok(WhoMayWrite {
            refused: bar(permit(Deed::Write)),
            networks: networks.collect(),
            host,
            actor,
        })
    }
}
