//! One real node, set up with one organisation, in a development network with the servers of another make.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, atomic::AtomicUsize},
};

use bandung::{
    Config, Node, Parts,
    config::{ProcessRole, Sources},
};
use domain::{
    account::NewPassword,
    ids::OrganisationId,
    organisation::Profile,
    practice::PracticeDraft,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use operations::{Operations, RemoteDirectory, SetupForm};
use secrecy::ExposeSecret;

use crate::fake::Fake;

pub(crate) const HOST: &str = "node.test";
const HANDLE: &str = "circle";

/// The node and where it is.
pub(crate) struct BenchNode {
    node: Node,
    pub(crate) address: SocketAddr,
}

impl BenchNode {
    /// Starts it; with `sends` false nothing leaves it.
    pub(crate) async fn start(folder: &Path, address: Option<SocketAddr>, fakes: &[Fake], sends: bool) -> Self {
        let any: SocketAddr = ([127, 0, 0, 1], 0).into();
        let listener = TcpListener::bind(address.unwrap_or(any)).unwrap();
        let mut peers = vec![(HOST.to_owned(), listener.local_addr().unwrap())];
        peers.extend(fakes.iter().map(|fake| (fake.host.clone(), fake.address)));
        Self::start_at(folder, HOST, listener, &peers, sends).await
    }

    /// The same as one host of several.
    pub(crate) async fn start_at(
        folder: &Path,
        host: &str,
        listener: TcpListener,
        peers: &[(String, SocketAddr)],
        sends: bool,
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let peers: Vec<String> = peers.iter().map(|(host, at)| format!("{host}={at}")).collect();
        let sources = Sources::default()
            .with("node.domain", host)
            .with("node.data_dir", folder.join("node").display())
            .with("server.listen", address)
            .with("health.least_free", "1MB")
            .with("log.level", "warn")
            .with("development.peers", peers.join(","));
        let mut config = Config::load(&sources).unwrap();
        if !sends {
            config.role = ProcessRole::Web;
        }
        let parts = Parts {
            listener: Some(listener),
            ..Parts::of_the_system()
        };
        let node = Box::pin(Node::start(config, parts)).await.unwrap();
        if node.service().operations.urls().is_none() || !is_set_up(&node).await {
            set_up(&node, host).await;
        }
        Self { node, address }
    }

    /// Starts it among servers of another make, and counts what is posted to these. Nothing leaves the node.
    pub(crate) async fn among(folder: &Path, hosts: usize) -> (Self, Vec<Fake>, Arc<AtomicUsize>) {
        let mut fakes: Vec<Fake> = (0..hosts).map(Fake::new).collect();
        let node = Self::start(folder, None, &fakes, false).await;
        let posts = Arc::new(AtomicUsize::new(0));
        fakes.iter_mut().for_each(|fake| fake.serve(&posts));
        (node, fakes, posts)
    }

    pub(crate) fn operations(&self) -> &Operations {
        &self.node.service().operations
    }

    pub(crate) fn directory(&self) -> &Arc<dyn RemoteDirectory> {
        &self.node.service().directory
    }

    pub(crate) fn inbox(&self) -> String {
        self.operations().urls().unwrap().shared_inbox()
    }

    pub(crate) async fn organisation(&self) -> OrganisationId {
        self.operations().organisation(HANDLE).await.unwrap().id
    }

    /// The id of the organisation's actor.
    pub(crate) async fn actor(&self) -> String {
        self.operations()
            .urls()
            .unwrap()
            .organisation(self.organisation().await)
    }

    /// Publishes a practice; gives its address.
    pub(crate) async fn publish(&self, number: usize) -> String {
        let operations = self.operations();
        let owner = operations.local_operator(None, Some(HANDLE)).await.unwrap();
        let practice = practice(number).check().unwrap();
        let organisation = self.organisation().await;
        let published = operations.publish_practice(&owner, organisation, practice, None).await;
        published.unwrap().object
    }

    pub(crate) async fn stop(self) {
        self.node.stop().await;
    }
}

async fn is_set_up(node: &Node) -> bool {
    node.service().operations.organisation(HANDLE).await.is_ok()
}

async fn set_up(node: &Node, host: &str) {
    let operations = &node.service().operations;
    let profile = Profile {
        name: "Water Circle".to_owned(),
        name_latin: None,
        country: Country::parse("KE").unwrap(),
        kind: OrganisationType::parse("community-based").unwrap(),
        language: Language::parse("en").unwrap(),
        about: "We keep water.".to_owned(),
        website: None,
        logo: None,
        approves_followers: false,
        shows_followers: false,
    };
    let form = SetupForm {
        domain: host.to_owned(),
        login: "owner".to_owned(),
        name: "Owner".to_owned(),
        password: NewPassword::parse("seven wells and one river").unwrap(),
        handle: HANDLE.to_owned(),
        profile,
    };
    let secret = operations.new_setup_link().await.unwrap();
    operations.complete_setup(secret.0.expose_secret(), form).await.unwrap();
}

fn practice(number: usize) -> PracticeDraft {
    let text = str::to_owned;
    PracticeDraft {
        title: format!("Sand dam {number}"),
        problem: text("The well is dry from March to May, and women walk three hours for water."),
        what_we_did: vec![
            text("Asked the oldest people where water stood in their youth."),
            text("Built a sand dam with twelve families."),
        ],
        result: text("Sixty families have water in all months."),
        what_went_wrong: text("The first wall was too thin and broke in the first flood."),
        country: text("KE"),
        place: text("Makueni"),
        setting: vec![text("rural")],
        sectors: vec![text("water")],
        hazards: vec![text("drought")],
        sdgs: vec![text("6")],
        started: text("2023-02"),
        cost_band_usd: text("500-5k"),
        summary: text("A sand dam keeps the water of the rains for a whole dry season."),
        language: text("en"),
        contact: text("via-node"),
        ..PracticeDraft::default()
    }
}
