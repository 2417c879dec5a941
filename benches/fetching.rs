//! The roster of a large network: taken by a node, fetched from it by another one over HTTP, and then one change of it on
//! the same way. The network itself is down but for its name: its members give its roster out.

use std::{
    net::TcpListener,
    path::Path,
    time::{Duration, Instant},
};

use chrono::{DateTime, SubsecRound, Utc};
use domain::membership::Tier;
use evidence::{keys::Ed25519Key, proof};
use operations::{Clock, RosterTaken, SystemClock};
use protocol::{
    actor::RemoteActor,
    context,
    network::{Listed, RosterPage, item, roster_page},
};
use serde_json::{Value, json};

use crate::{
    fake::Fake,
    limits,
    meter::Meter,
    node::{BenchNode, HOST},
    report::{Limit, Report},
};

const MEMBERS: usize = 100_000;
const FEW: usize = 100;
const PAGE: usize = 1_000;
const CHANGES: usize = 100;
const PATIENCE: Duration = Duration::from_secs(120);
const SECOND: &str = "second.test";
const PART: &str = "Rosters, from node to node";

pub(crate) async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let commits = limits::commits(folder.path()).await;
    for members in [FEW, MEMBERS] {
        let folder = folder.path().join(members.to_string());
        std::fs::create_dir(&folder).unwrap();
        let seen = Box::pin(follow(&folder, members)).await;
        seen.add(report, members, commits);
    }
    report.add(PART, "bare commits", commits, "/s", None);
}

/// What was seen.
struct Seen {
    taken: Duration,
    fetched: Duration,
    bytes: usize,
    change_taken: Duration,
    change_fetched: Duration,
    change_bytes: usize,
}

impl Seen {
    #[expect(clippy::cast_precision_loss, reason = "far below")]
    fn add(&self, report: &mut Report, members: usize, commits: f64) {
        let changes = CHANGES as f64;
        let of = format!("of {members}");
        let mut add = |what: String, value, unit, limit| report.add(PART, what, value, unit, limit);
        add(format!("roster {of} taken"), self.taken.as_secs_f64(), "s", None);
        add(format!("roster {of} fetched"), self.fetched.as_secs_f64(), "s", None);
        add(format!("roster {of} on the wire"), self.bytes as f64 / 1e6, "MB", None);
        let limit = Limit {
            what: "bare commits",
            value: commits,
            aim: None,
        };
        let per_second = changes / self.change_taken.as_secs_f64();
        add(format!("changes {of} taken"), per_second, "/s", Some(limit));
        let each = self.change_fetched.as_secs_f64() * 1e3 / changes;
        add(format!("one change {of} fetched"), each, "ms", None);
        let each = self.change_bytes as f64 / changes;
        add(format!("one change {of} on the wire"), each, "bytes", None);
    }
}

async fn follow(folder: &Path, members: usize) -> Seen {
    let network = Network::new(members);
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    let [first, second] = listeners;
    let meter = Meter::before(first.local_addr().unwrap());
    let peers = [
        (HOST.to_owned(), meter.address),
        (SECOND.to_owned(), second.local_addr().unwrap()),
        (network.fake.host.clone(), network.fake.address),
    ];
    let place = |name: &str| folder.join(name);
    let address = second.local_addr().unwrap();
    let first = BenchNode::start_at(&place("first"), HOST, first, &peers, false).await;
    let second = BenchNode::start_at(&place("second"), SECOND, second, &peers, false).await;
    let mut network = network;
    network.fake.serve(&std::sync::Arc::default());

    // Both know the network, and the second one that the first one is a member of it.
    let now = SystemClock.now().trunc_subsecs(0);
    let known = network.pages(1, 1, now);
    for node in [&first, &second] {
        let actor = node.trust(&network.fake.actor).await;
        assert_eq!(node.take(&actor, &known).await, RosterTaken::Applied);
    }
    second.stop().await;
    let actor = first.trust(&network.fake.actor).await;
    let pages = network.pages(2, members, now);
    let start = Instant::now();
    assert_eq!(first.take(&actor, &pages).await, RosterTaken::Applied);
    let taken = start.elapsed();
    drop(pages);

    meter.take();
    let start = Instant::now();
    let listener = TcpListener::bind(address).unwrap();
    let second = BenchNode::start_at(&place("second"), SECOND, listener, &peers, true).await;
    second.reaches(&network.fake.actor, 2).await;
    let (fetched, bytes) = (start.elapsed(), meter.take());

    let (mut change_taken, mut change_fetched, mut change_bytes) = (Duration::ZERO, Duration::ZERO, 0);
    for number in 0..CHANGES {
        let sequence = 3 + u64::try_from(number).unwrap();
        let line = network.line(sequence, 1 + number % (members - 1), now);
        let start = Instant::now();
        let said = first.operations().take_roster_lines(&actor, &[line]).await;
        assert_eq!(said.unwrap(), RosterTaken::Applied);
        change_taken += start.elapsed();
        meter.take();
        let start = Instant::now();
        second.trust(&network.fake.actor).await;
        second.reaches(&network.fake.actor, sequence).await;
        change_fetched += start.elapsed();
        change_bytes += meter.take();
    }
    first.stop().await;
    second.stop().await;
    Seen {
        taken,
        fetched,
        bytes,
        change_taken,
        change_fetched,
        change_bytes,
    }
}

/// A network with many members. The first one is the organisation of the first node.
struct Network {
    fake: Fake,
    key: Ed25519Key,
    members: usize,
}

impl Network {
    fn new(members: usize) -> Self {
        let key = Ed25519Key::from_seed(&[9; 32]).unwrap();
        let fake = Fake::new(0).of_network(&key);
        Self { fake, key, members }
    }

    fn roster(&self) -> String {
        format!("{}/roster", self.fake.actor)
    }

    fn entry(&self, number: usize, tier: Tier) -> Value {
        // By name after the first one, which is asked first.
        let host = if number == 0 {
            HOST.to_owned()
        } else {
            format!("zone-{number}.test")
        };
        let key = Ed25519Key::from_seed(&evidence::keys::sha256(&number.to_be_bytes())).unwrap();
        let actor = &self.fake.actor;
        let listed = Listed {
            membership: &format!("{actor}/memberships/{number}"),
            subject: &format!("http://{host}/ap/orgs/{number}"),
            tier,
            country: None,
            key: Some(&key.multikey()),
            bound: "zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho",
            instance: Some(&format!("http://{host}/ap/actor")),
            witness_key: None,
            since: DateTime::UNIX_EPOCH,
        };
        item(actor, &listed)
    }

    fn prove(&self, document: &Value, now: DateTime<Utc>) -> Vec<u8> {
        let key = format!("{}#ed25519-key", self.fake.actor);
        let proved = proof::sign(document, &key, &self.key, now).unwrap();
        proved.to_string().into_bytes()
    }

    fn pages(&self, sequence: u64, total: usize, now: DateTime<Utc>) -> Vec<Vec<u8>> {
        assert!(total <= self.members);
        let items: Vec<Value> = (0..total).map(|number| self.entry(number, Tier::Member)).collect();
        let parts = items.chunks(PAGE);
        let last = parts.len();
        let page = |(page, items): (usize, &[Value])| {
            let page = RosterPage {
                roster: &self.roster(),
                network: &self.fake.actor,
                sequence,
                total,
                published: now,
                valid_until: now + chrono::TimeDelta::days(90),
                page,
                more: page < last,
            };
            self.prove(&roster_page(&page, items), now)
        };
        (1..).zip(parts).map(page).collect()
    }

    fn line(&self, sequence: u64, member: usize, now: DateTime<Utc>) -> Vec<u8> {
        let line = json!({
            "id": format!("{}/activities/{sequence}", self.fake.actor),
            "type": "Update",
            "actor": self.fake.actor,
            "object": self.roster(),
            "published": now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "bandung:sequence": sequence,
            "bandung:change": self.entry(member, Tier::Observer),
        });
        self.prove(&context::with_context(line, context::Kind::Signed), now)
    }
}

impl BenchNode {
    /// Trusts the roster of a network; done again, asks for it at once.
    async fn trust(&self, network: &str) -> RemoteActor {
        let owner = self.operations().local_operator(None, None).await.unwrap();
        let actor = self.directory().actor(network).await.unwrap();
        self.operations().trust_network(&owner, &actor).await.unwrap();
        actor
    }

    async fn take(&self, network: &RemoteActor, pages: &[Vec<u8>]) -> RosterTaken {
        self.operations().take_roster_snapshot(network, pages).await.unwrap()
    }

    /// Waits until the roster of a network is known up to a number.
    async fn reaches(&self, network: &str, number: u64) {
        let start = Instant::now();
        loop {
            let question = self.operations().roster_question(network).await.unwrap();
            if question.is_some_and(|question| question.number >= number) {
                return;
            }
            if start.elapsed() > PATIENCE {
                let known = self.operations().trusted_networks().await.unwrap();
                panic!("number {number} does not come: {known:?}");
            }
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
    }
}
