//! A network on a node, and what its admin does.

use chrono::Duration;
use domain::{
    ids::{MembershipId, NetworkId},
    membership::{ApplicationDraft, Matter, Tier},
    network::{ConductDraft, NetworkDraft},
};
use harness::{FakeActor, Network, OWNER, TestNode, until};
use operations::{Ballot, Session, StepUp};
use protocol::actor::RemoteActor;
use serde_json::json;

/// The network `delta` of a node, with one admin who decides alone and at once.
pub(crate) struct Secretariat {
    /// Its identifier.
    pub(crate) id: NetworkId,
    /// The id of its actor.
    pub(crate) actor: String,
}

/// The owner of a node with a name, so that decisions have somebody behind them.
pub(crate) async fn admin(node: &TestNode) -> (Session, StepUp) {
    let operations = node.operations();
    let session = operations
        .local_operator(Some(OWNER.0), Some(node.name()))
        .await
        .unwrap();
    let step_up = operations.step_up(&session, None).await.unwrap();
    (session, step_up)
}

/// What an organisation says when it applies.
pub(crate) fn application(name: &str) -> ApplicationDraft {
    ApplicationDraft {
        legal_name: name.to_owned(),
        country: "KE".to_owned(),
        organisation_type: "ngo-national".to_owned(),
        registration: "registered".to_owned(),
        sectors: vec!["water".to_owned()],
        languages: vec!["en".to_owned()],
        conduct_accepted: true,
        listed: true,
        ..ApplicationDraft::default()
    }
}

/// The network `delta` with the usual rules.
pub(crate) fn network() -> NetworkDraft {
    NetworkDraft {
        handle: "delta".to_owned(),
        name: "The delta network".to_owned(),
        languages: vec!["en".to_owned()],
        conduct: vec![ConductDraft {
            language: "en".to_owned(),
            text: "Be fair.".to_owned(),
        }],
        ..NetworkDraft::default()
    }
}

impl Secretariat {
    /// Sets it up.
    pub(crate) async fn on(node: &TestNode) -> Self {
        let quick = NetworkDraft {
            deciding: "one-admin".to_owned(),
            comment_days: "0".to_owned(),
            referees: "0".to_owned(),
            answer_days: "7".to_owned(),
            ..network()
        };
        Self::founded(node, &quick).await
    }

    /// Sets it up with rules of its own.
    pub(crate) async fn founded(node: &TestNode, draft: &NetworkDraft) -> Self {
        let (session, step_up) = admin(node).await;
        let owner = session.acting_for().unwrap();
        let id = node
            .operations()
            .create_network(&session, &step_up, owner, draft)
            .await
            .unwrap();
        let actor = node.operations().urls().unwrap().network(id);
        Self { id, actor }
    }

    /// Its actor as another node sees it.
    pub(crate) async fn seen_by(&self, node: &TestNode) -> RemoteActor {
        node.directory().resolve_handle("delta@alpha.test").await.unwrap()
    }

    /// An organisation of another node applies.
    pub(crate) async fn applies(&self, net: &Network, name: &str, draft: &ApplicationDraft) {
        let node = &net[name];
        let network = self.seen_by(node).await;
        let (session, step_up) = admin(node).await;
        let organisation = session.acting_for().unwrap();
        node.operations()
            .join_network(&session, &step_up, organisation, &network, draft)
            .await
            .unwrap();
        net.settle().await;
    }

    /// The only application that waits.
    pub(crate) async fn waiting(&self, node: &TestNode) -> MembershipId {
        let (session, _) = admin(node).await;
        let queue = node.operations().applications(&session, self.id).await.unwrap();
        assert_eq!(queue.len(), 1, "one application waits");
        queue[0].membership
    }

    /// The admin decides.
    pub(crate) async fn decide(&self, net: &Network, id: MembershipId, matter: Matter) {
        let node = &net["alpha"];
        let (session, step_up) = admin(node).await;
        let ballot = Ballot {
            matter,
            yes: true,
            reason: Some("We have met them.".to_owned()),
        };
        node.operations()
            .decide_membership(&session, &step_up, self.id, id, &ballot)
            .await
            .unwrap();
        net.settle().await;
    }

    /// An organisation of another node applies and is admitted.
    pub(crate) async fn admits(&self, net: &Network, name: &str) -> MembershipId {
        self.admits_as(net, name, &application(&format!("{name} trust"))).await
    }

    /// The same with what it says.
    pub(crate) async fn admits_as(&self, net: &Network, name: &str, draft: &ApplicationDraft) -> MembershipId {
        self.applies(net, name, draft).await;
        let id = self.waiting(&net["alpha"]).await;
        self.decide(net, id, Matter::Admit(Tier::Member)).await;
        id
    }

    /// An actor of a server of another make applies and is admitted.
    pub(crate) async fn admits_fake(&self, net: &Network, actor: &FakeActor) -> MembershipId {
        let mut join = actor.activity("Join", self.actor.as_str());
        join["bandung:application"] = json!({
            "bandung:legalName": "Ana's wells",
            "bandung:country": "KE",
            "bandung:organisationType": "ngo-national",
            "bandung:registration": "registered",
            "bandung:sectors": ["water"],
            "bandung:languages": ["en"],
            "bandung:conductAccepted": true,
            "bandung:listed": true,
        });
        let sent = actor.post("alpha.test", "/ap/inbox", join.to_string().as_bytes(), net.now());
        let answer = sent.send(net["alpha"].address()).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        let id = self.waiting(&net["alpha"]).await;
        self.decide(net, id, Matter::Admit(Tier::Member)).await;
        id
    }

    /// Puts a member out, after the time in which it may answer.
    pub(crate) async fn expels(&self, net: &Network, id: MembershipId) {
        let node = &net["alpha"];
        let (session, step_up) = admin(node).await;
        node.operations()
            .open_hearing(&session, &step_up, self.id, id, "It sold our lists.")
            .await
            .unwrap();
        net.advance(Duration::days(8));
        self.decide(net, id, Matter::Expel).await;
    }

    /// A node trusts the roster, and has read it.
    pub(crate) async fn trusted_by(&self, net: &Network, name: &str) {
        let node = &net[name];
        let network = self.seen_by(node).await;
        let owner = node.owner().await;
        node.operations().trust_network(&owner, &network).await.unwrap();
        // Whoever is not a member asks once a day; a look now is a start anew.
        net.advance(Duration::minutes(2));
        let wanted = self.number(&net["alpha"]).await;
        until(&format!("{name} reads the roster"), || async {
            self.number(node).await == wanted
        })
        .await;
    }

    /// The number of the roster that a node has; 0 = none.
    pub(crate) async fn number(&self, node: &TestNode) -> u64 {
        let trusted = node.operations().trusted_networks().await.unwrap();
        let found = trusted.into_iter().find(|one| one.network == self.actor);
        found.map_or(0, |one| one.number)
    }

    /// How an actor stands here, and why it may not write into the network.
    pub(crate) async fn standing(&self, node: &TestNode, actor: &str) -> (Option<Tier>, Option<&'static str>) {
        let who = node.operations().who_may_write(actor).await.unwrap();
        let found = who.networks.into_iter().find(|(network, ..)| *network == self.actor);
        let (_, tier, bar) = found.unwrap();
        (tier, bar)
    }
}
