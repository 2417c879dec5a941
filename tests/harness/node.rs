//! One real node of a test network.

use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use bandung::{
    Config, Node, Parts,
    config::{Problems, Sources},
};
use domain::{
    account::NewPassword,
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use operations::{
    Operations, PeerView, RemoteDirectory, Session, SetupForm,
    view::{PostView, PracticePage, Published},
};
use tempfile::TempDir;

use crate::{SeededEntropy, TestClock, Visitor, database::Place, practice, until};

/// The owner's name and password on every node.
pub const OWNER: (&str, &str) = ("owner", "seven wells and one river");

/// A node of a network, running or not.
pub struct TestNode {
    name: String,
    host: String,
    address: SocketAddr,
    folder: TempDir,
    place: Place,
    clock: TestClock,
    starts: u32,
    peers: BTreeMap<String, SocketAddr>,
    running: Option<Node>,
}

impl Drop for TestNode {
    /// A runtime that ends does not end the threads of the web server: they would keep their connections to the
    /// database until the last test is over.
    fn drop(&mut self) {
        if let Some(node) = self.running.take() {
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(Box::pin(node.stop())));
        }
    }
}

impl TestNode {
    /// Starts a node on a listener and sets it up: one organisation with the name of the node, and its owner.
    pub(crate) async fn start(
        name: &str,
        listener: TcpListener,
        peers: &BTreeMap<String, SocketAddr>,
        clock: &TestClock,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::fresh(folder.path()).await;
        let mut node = Self {
            name: name.to_owned(),
            host: format!("{name}.test"),
            address: listener.local_addr().unwrap(),
            folder,
            place,
            clock: clock.clone(),
            starts: 0,
            peers: peers.clone(),
            running: None,
        };
        node.run(listener).await;
        node.set_up().await;
        node
    }

    /// The settings of this node.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn config(&self) -> Result<Config, Problems> {
        let peers: Vec<String> = self
            .peers
            .iter()
            .map(|(host, address)| format!("{host}={address}"))
            .collect();
        let sources = Sources::default()
            .with("node.domain", &self.host)
            .with("node.data_dir", self.folder.path().display())
            .with("server.listen", self.address)
            .with("database.url", self.place.setting())
            .with("health.least_free", "1MB")
            .with("development.peers", peers.join(","));
        Config::load(&sources)
    }

    /// Starts another process of this node: on the same database, with a folder and a port of its own.
    ///
    /// # Errors
    /// Why it does not start.
    ///
    /// # Panics
    /// When the settings are wrong.
    pub async fn second_process(&self, role: &str) -> Result<Node, String> {
        let peers: Vec<String> = self
            .peers
            .iter()
            .map(|(host, address)| format!("{host}={address}"))
            .collect();
        let folder = match &self.place {
            Place::Sqlite(_) => self.folder.path().to_owned(),
            Place::Postgres(_) => self.folder.path().join(role),
        };
        let sources = Sources::default()
            .with("node.domain", &self.host)
            .with("node.data_dir", folder.display())
            .with("server.listen", "127.0.0.1:0")
            .with("database.url", self.place.setting())
            .with("health.least_free", "1MB")
            .with("process.role", role)
            .with("development.peers", peers.join(","));
        let config = Config::load(&sources).map_err(|problems| problems.to_string())?;
        let parts = Parts {
            clock: Arc::new(self.clock.clone()),
            entropy: Arc::new(SeededEntropy::new(&format!("{} {role}", self.host), 1)),
            listener: None,
            picture_program: None,
        };
        let started = Box::pin(Node::start(config, parts)).await;
        started.map_err(|failure| failure.message)
    }

    /// Its database is on a server, so that several processes can use it.
    #[must_use]
    pub fn is_on_postgres(&self) -> bool {
        matches!(self.place, Place::Postgres(_))
    }

    async fn run(&mut self, listener: TcpListener) {
        self.starts += 1;
        let parts = Parts {
            clock: Arc::new(self.clock.clone()),
            entropy: Arc::new(SeededEntropy::new(&self.host, self.starts)),
            listener: Some(listener),
            picture_program: None,
        };
        let config = self.config().unwrap();
        self.running = Some(Box::pin(Node::start(config, parts)).await.unwrap());
    }

    async fn set_up(&self) {
        let profile = Profile {
            name: format!("{} Water Circle", self.name),
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
            domain: self.host.clone(),
            login: OWNER.0.to_owned(),
            name: "Owner".to_owned(),
            password: NewPassword::parse(OWNER.1).unwrap(),
            handle: self.name.clone(),
            profile,
        };
        let secret = self.operations().new_setup_link().await.unwrap();
        let secret = secrecy::ExposeSecret::expose_secret(&secret.0).to_owned();
        self.operations().complete_setup(&secret, form).await.unwrap();
    }

    /// Stops in good order. The port refuses at once.
    pub(crate) async fn stop(&mut self) {
        self.running.take().unwrap().stop().await;
    }

    /// Starts again on the same address with the same data.
    pub(crate) async fn restart(&mut self) {
        let listener = TcpListener::bind(self.address).unwrap();
        self.run(listener).await;
    }

    /// Keeps its logs as they are now, like a backup. It must not run.
    pub async fn back_up_logs(&self) {
        self.place.back_up_logs().await;
    }

    /// Brings its logs back as they were kept. What it signed stands elsewhere and stays. It must not run.
    pub async fn restore_logs(&self) {
        self.place.restore_logs().await;
    }

    /// Keeps its whole database as it is now. It must not run.
    pub async fn back_up(&self) {
        self.place.back_up().await;
    }

    /// Brings its database back as it was kept. What it signed and sent is noted elsewhere and stays. It must not run.
    pub async fn restore(&self) {
        self.place.restore().await;
    }

    /// The numbers of its outbox with their activities.
    pub async fn numbers(&self) -> BTreeMap<i64, String> {
        self.place.numbers().await
    }

    /// Loses what it signed. It must not run.
    pub async fn lose_heads(&self) {
        self.place.lose_heads().await;
    }

    /// Changes its database, as whoever holds it in his hands could.
    pub async fn tamper(&self, statement: &str) {
        self.place.tamper(statement).await;
    }

    /// Where bytes stand in what its database keeps.
    pub async fn traces(&self, sought: &[u8]) -> Vec<String> {
        self.place.traces(sought).await
    }

    /// Does something that the audit log tells, and writes that into the log of the node; gives the index.
    ///
    /// # Panics
    /// When the log cannot go on.
    pub async fn grow_log(&self) -> u64 {
        let owner = self.owner().await;
        let operations = self.operations();
        operations.change_node(&owner, &self.name, "", "", "en").await.unwrap();
        operations.log_audit_head().await.unwrap().unwrap()
    }

    /// Whether it runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// `alpha`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `alpha.test`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The handle of its organisation, `alpha@alpha.test`.
    #[must_use]
    pub fn handle(&self) -> String {
        format!("{}@{}", self.name, self.host)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// All that it can do.
    ///
    /// # Panics
    /// When it does not run.
    #[must_use]
    pub fn operations(&self) -> &Operations {
        &self.running.as_ref().unwrap().service().operations
    }

    /// How it looks other servers up.
    ///
    /// # Panics
    /// When it does not run.
    #[must_use]
    pub fn directory(&self) -> &Arc<dyn RemoteDirectory> {
        &self.running.as_ref().unwrap().service().directory
    }

    /// Somebody who may do everything, acting for the organisation.
    ///
    /// # Panics
    /// When the node is not set up.
    pub async fn owner(&self) -> Session {
        let operations = self.operations();
        operations.local_operator(None, Some(&self.name)).await.unwrap()
    }

    /// The id of the organisation's actor.
    ///
    /// # Panics
    /// When the node is not set up.
    pub async fn actor(&self) -> String {
        let organisation = self.operations().organisation(&self.name).await.unwrap();
        self.operations().urls().unwrap().organisation(organisation.id)
    }

    /// The path of the organisation's own inbox.
    pub async fn inbox(&self) -> String {
        let actor = self.actor().await;
        format!("{}/inbox", actor.trim_start_matches(&format!("http://{}", self.host)))
    }

    /// Publishes a small practice with a title.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn publish(&self, title: &str) -> Published {
        self.publish_practice(practice(title)).await
    }

    /// Publishes a practice.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn publish_practice(&self, practice: domain::practice::Practice) -> Published {
        let owner = self.owner().await;
        let organisation = owner.acting_for().unwrap();
        self.clock.advance(chrono::Duration::seconds(1));
        self.operations()
            .publish_practice(&owner, organisation, practice, None)
            .await
            .unwrap()
    }

    /// Publishes practices with numbered titles.
    pub async fn publish_many(&self, title: &str, count: usize) -> Vec<Published> {
        let mut published = Vec::with_capacity(count);
        for number in 1..=count {
            published.push(self.publish(&numbered(title, number)).await);
        }
        published
    }

    /// Asks to follow an account.
    ///
    /// # Panics
    /// When the account cannot be found or the follow is refused.
    pub async fn ask_to_follow(&self, handle: &str) {
        let actor = self.directory().resolve_handle(handle).await.unwrap();
        let owner = self.owner().await;
        let organisation = owner.acting_for().unwrap();
        self.operations().follow(&owner, organisation, &actor).await.unwrap();
    }

    /// The states of those whom the organisation follows, by handle.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn follows(&self) -> BTreeMap<String, String> {
        let owner = self.owner().await;
        let organisation = owner.acting_for().unwrap();
        let follows = self.operations().following(&owner, organisation).await.unwrap();
        let state = |state| serde_json::to_value(state).unwrap().as_str().unwrap().to_owned();
        follows
            .into_iter()
            .map(|follow| (follow.actor.handle, state(follow.state)))
            .collect()
    }

    /// Handles of active followers.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn followers(&self) -> Vec<String> {
        let owner = self.owner().await;
        let organisation = owner.acting_for().unwrap();
        let followers = self.operations().followers(&owner, organisation).await.unwrap();
        let active = followers
            .into_iter()
            .filter(|follow| follow.state == domain::follow::FollowState::Active);
        active.map(|follow| follow.actor.handle).collect()
    }

    /// The whole home timeline, newest first.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn timeline(&self) -> Vec<PostView> {
        let owner = self.owner().await;
        let (mut posts, mut after) = (Vec::new(), None);
        loop {
            let page = self.operations().home_timeline(&owner, after.as_deref()).await.unwrap();
            posts.extend(page.items);
            after = page.next;
            if after.is_none() {
                return posts;
            }
        }
    }

    /// Titles of what came from a host, oldest first.
    pub async fn titles_from(&self, name: &str) -> Vec<String> {
        let from = format!("@{name}.test");
        let mut posts = self.timeline().await;
        posts.reverse();
        let theirs = posts.into_iter().filter(|post| post.author.handle.ends_with(&from));
        theirs.filter_map(|post| post.title).collect()
    }

    /// The post with an object id, as the home timeline shows it.
    pub async fn post(&self, object: &str) -> Option<PostView> {
        self.timeline().await.into_iter().find(|post| post.object == object)
    }

    /// The page of a practice, by the id of its object, once it has arrived.
    ///
    /// # Panics
    /// When it does not arrive.
    pub async fn practice(&self, object: &str) -> PracticePage {
        until("the practice arrives", || async { self.post(object).await.is_some() }).await;
        let post = self.post(object).await.unwrap();
        let caller = operations::Caller::SignedIn(self.owner().await);
        self.operations().practice_by_id(&caller, post.id).await.unwrap()
    }

    /// The peers as the operator sees them.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn peers(&self) -> Vec<PeerView> {
        let owner = self.owner().await;
        self.operations().peers(&owner).await.unwrap()
    }

    /// One peer as the operator sees it.
    pub async fn peer(&self, host: &str) -> Option<PeerView> {
        self.peers().await.into_iter().find(|peer| peer.host == host)
    }

    /// Somebody with a browser.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.host, self.address)
    }

    /// The owner with a browser, logged in.
    ///
    /// # Panics
    /// When the login is refused.
    pub async fn signed_in(&self) -> Visitor {
        let mut visitor = self.visitor();
        let fields = [("login", OWNER.0), ("password", OWNER.1)];
        let page = visitor.fill_in("/login", "/login", &fields).await;
        assert_eq!(page.status, 303, "{}", page.text());
        visitor
    }

    /// A hash of all rows of each table, without audit, evidence and what is known about hosts: equal when nothing was
    /// stored.
    pub async fn stored(&self) -> BTreeMap<String, String> {
        self.place.digest().await
    }
}

/// `Wells 07`.
#[must_use]
pub fn numbered(title: &str, number: usize) -> String {
    format!("{title} {number:02}")
}

/// The titles that [`TestNode::publish_many`] gives.
#[must_use]
pub fn titles(title: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| numbered(title, number)).collect()
}
