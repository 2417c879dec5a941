//! What must hold when the year is over, and on the way: one roster, one answer to "may it write", on every node.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use domain::membership::{Stage, Tier};
use harness::FakeActor;
use serde_json::{Value, json};

use crate::{
    network_secretariat::admin,
    year::{NODES, Year},
};

/// How an actor stands, and why it may not write into the network.
type Standing = (Option<Tier>, Option<&'static str>);

impl Year {
    /// The day on which the story begins.
    pub(crate) fn begin(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_788_249_600, 0).unwrap()
    }

    /// Nodes that hear at once what the network decides: whoever was put out asks once a day, like everybody.
    fn told(&self) -> impl Iterator<Item = &'static str> {
        let told = |node: &&str| self.net[node].is_running() && self.put_out != Some(*node);
        NODES.into_iter().filter(told)
    }

    /// Whether a node knows so many members.
    pub(crate) async fn knows(&self, node: &str, members: u64) -> bool {
        let trusted = self.net[node].operations().trusted_networks().await.unwrap();
        trusted
            .iter()
            .any(|one| one.network == self.delta.actor && one.members == members)
    }

    /// All nodes that are told come to say the same of somebody.
    pub(crate) async fn everywhere(&self, name: &str, expected: Standing) {
        let actor = self.actors[name].id.clone();
        self.everywhere_by_id(&actor, expected).await;
    }

    /// The same by the id of the actor.
    pub(crate) async fn everywhere_by_id(&self, actor: &str, expected: Standing) {
        for node in self.told() {
            self.in_time(&format!("{node} says {expected:?} of {actor}"), || async {
                self.delta.standing(&self.net[node], actor).await == expected
            })
            .await;
        }
    }

    /// What each of them answers to a note of somebody.
    pub(crate) async fn answers(&self, actor: &FakeActor) -> Vec<u16> {
        let mut answers = Vec::new();
        for node in self.told() {
            let (host, note) = (format!("{node}.test"), actor.note("Come and see", None));
            let create = actor.activity("Create", note).to_string();
            let message = actor.post(&host, "/ap/inbox", create.as_bytes(), self.net.now());
            answers.push(message.send(self.net[node].address()).await.status);
        }
        answers
    }

    /// Each of them comes to answer so to a real delivery.
    pub(crate) async fn is_answered(&self, name: &str, status: u16) {
        let what = format!("{status} for {name} everywhere");
        self.in_time(&what, || async {
            let answers = self.answers(&self.actors[name]).await;
            answers.iter().all(|answer| *answer == status)
        })
        .await;
    }

    /// The key that the network pinned for an actor.
    pub(crate) async fn pinned(&self, actor: &str) -> Option<String> {
        let (_, items) = self.net["alpha"].operations().roster(self.delta.id).await.unwrap();
        let item = items.into_iter().find(|item| item.subject == actor);
        item.and_then(|item| item.key)
    }

    /// The names of all that are members now.
    pub(crate) async fn admitted(&self) -> Vec<String> {
        let mut admitted = Vec::new();
        for name in self.ids.keys() {
            if matches!(self.stage(name).await, Stage::Admitted { .. }) {
                admitted.push(name.clone());
            }
        }
        admitted
    }

    /// How many members have been reminded to renew.
    pub(crate) async fn reminded(&self) -> usize {
        let (session, _) = admin(&self.net["alpha"]).await;
        let mut reminded = 0;
        for id in self.ids.values() {
            let operations = self.net["alpha"].operations();
            let case = operations.case(&session, self.delta.id, *id).await.unwrap();
            reminded += usize::from(case.history.iter().any(|line| line.kind == "reminded"));
        }
        reminded
    }

    /// The same number, the same members with where they stand, and byte for byte the same signed lines.
    pub(crate) async fn all_nodes_hold_the_same_roster(&self) {
        let number = self.delta.number(&self.net["alpha"]).await;
        let mut given = BTreeMap::new();
        for node in NODES {
            self.in_time(&format!("{node} has number {number}"), || async {
                self.delta.number(&self.net[node]).await == number
            })
            .await;
            given.insert(node, self.lines_of(node).await);
        }
        let (_, items) = self.net["alpha"].operations().roster(self.delta.id).await.unwrap();
        for node in NODES {
            assert_eq!(given[node], given["alpha"], "{node} gives out the same lines");
            assert!(
                self.knows(node, u64::try_from(items.len()).unwrap()).await,
                "{node} lists as many members"
            );
            for item in &items {
                let (tier, _) = self.delta.standing(&self.net[node], &item.subject).await;
                assert_eq!(tier, Some(item.tier), "{node} on {}", item.subject);
            }
        }
        let tiers: BTreeSet<Tier> = items.iter().map(|item| item.tier).collect();
        assert!(
            tiers.contains(&Tier::Lapsed) && tiers.contains(&Tier::Observer),
            "{tiers:?}"
        );
    }

    /// The digest of the lines of the roster that a node gives out, over HTTP.
    async fn lines_of(&self, node: &str) -> String {
        let path = format!("/ap/rosters?network={}&after=0", self.delta.actor);
        let answer = self.net[node].visitor().get(&path).await;
        assert_eq!(answer.status, 200, "{node}: {}", answer.text());
        let document: Value = answer.json();
        assert_eq!(document["complete"], true, "{node}");
        let number = document["number"].as_u64().unwrap();
        assert_eq!(document["lines"].as_array().unwrap().len() as u64, number, "{node}");
        evidence::keys::sha256_base64(document["lines"].to_string().as_bytes())
    }

    /// For all who ever applied, for those who host them, and for strangers.
    pub(crate) async fn all_nodes_give_the_same_answers(&self) {
        let mut writers: Vec<String> = self.actors.values().map(|actor| actor.id.clone()).collect();
        writers.extend(self.hosted.values().cloned());
        for node in NODES {
            writers.push(self.net[node].actor().await);
        }
        writers.push(self.net.fake("mastodon").actor("eve").id);
        writers.push("http://nowhere.test/users/nobody".to_owned());
        let mut reasons = BTreeSet::new();
        for writer in &writers {
            let first = self.may_write("alpha", writer).await;
            for node in &NODES[1..] {
                assert_eq!(self.may_write(node, writer).await, first, "{node} on {writer}");
            }
            reasons.extend(first.1.1);
        }
        for reason in ["not-member", "withdrawn", "lapsed", "expelled"] {
            assert!(reasons.contains(reason), "somebody is refused as {reason}: {reasons:?}");
        }
    }

    /// Why somebody may not write to a node at all; how it stands in the network and why it may not write into that.
    async fn may_write(&self, node: &str, writer: &str) -> (Option<&'static str>, Standing) {
        let operations = self.net[node].operations();
        let refused = operations.who_may_write(writer).await.unwrap().refused;
        (refused, self.delta.standing(&self.net[node], writer).await)
    }

    /// What was said is what happens: over HTTP, at each node.
    pub(crate) async fn deliveries_are_answered_as_said(&self) {
        for name in [
            "Garissa", "Kilifi", "Moyale", "Busia", "Voi", "Kitale", "Isiolo", "Lamu",
        ] {
            self.is_answered(name, 202).await;
        }
        for answer in self.answers(&self.actors["Lamu, the old key"]).await {
            assert!(matches!(answer, 401 | 403), "{answer}: the lost key");
        }
        let eve = self.net.fake("mastodon").actor("eve");
        assert!(
            self.answers(&eve).await.iter().all(|answer| *answer == 202),
            "a stranger is anybody"
        );

        // What is posted into the network is announced for members, and for nobody else.
        self.net["gamma"].ask_to_follow("delta@alpha.test").await;
        self.in_time("gamma follows the network", || async {
            self.net["gamma"].follows().await["delta@alpha.test"] == "active"
        })
        .await;
        for name in ["Garissa", "Lamu", "Voi", "Kitale", "Isiolo"] {
            self.posts_into_network(&self.actors[name], name).await;
        }
        self.posts_into_network(&eve, "Eve").await;
        self.net["beta"].publish("Under the new key").await;
        for shown in ["Garissa", "Lamu"] {
            self.in_time(&format!("gamma sees what {shown} posts"), || {
                self.is_shown("gamma", shown)
            })
            .await;
        }
        self.in_time("gamma sees what beta publishes", || async {
            self.net["gamma"]
                .titles_from("beta")
                .await
                .contains(&"Under the new key".to_owned())
        })
        .await;
        self.net.settle().await;
        for hidden in ["Voi", "Kitale", "Isiolo", "Eve"] {
            assert!(!self.is_shown("gamma", hidden).await, "{hidden} is not announced");
        }
    }

    async fn posts_into_network(&self, actor: &FakeActor, name: &str) {
        let mut note = actor.note(&format!("News of {name}."), None);
        note["cc"] = json!([self.delta.actor]);
        note["audience"] = json!(self.delta.actor);
        self.net.fake("mastodon").serve_document(&actor.with_context(&note));
        let mut create = actor.activity("Create", note);
        create["cc"] = json!([self.delta.actor]);
        assert_eq!(self.to_network(actor, &create).await, 202, "{name}");
    }

    async fn is_shown(&self, node: &str, name: &str) -> bool {
        let timeline = self.net[node].timeline().await;
        timeline
            .iter()
            .any(|post| format!("{post:?}").contains(&format!("News of {name}.")))
    }

    /// Its late deliveries are refused, what others boost of it is not shown, and zeta got nothing of it.
    pub(crate) async fn nothing_of_epsilon_has_an_effect(&self) {
        let ana = self.net.fake("mastodon").actor("ana");
        self.follows_ana("gamma", &ana).await;
        let late = self.net["epsilon"].publish("Too late").await;
        self.in_time("gamma refuses it", || async {
            self.net.advance(Duration::seconds(61));
            let peer = self.net["epsilon"].peer("gamma.test").await.unwrap();
            peer.last_answer.is_some_and(|answer| answer.contains("403"))
        })
        .await;
        let boost = ana.activity("Announce", late.object.as_str()).to_string();
        let sent = ana.post("gamma.test", "/ap/inbox", boost.as_bytes(), self.net.now());
        assert_eq!(sent.send(self.net["gamma"].address()).await.status, 202);
        self.net.settle().await;
        assert_eq!(
            self.net["gamma"].titles_from("epsilon").await,
            ["While a member"],
            "what came before stays, nothing is added"
        );
        assert!(self.net["gamma"].directory().object(&late.object).await.is_err());
        // A pull is no other way in.
        let pulled = self.net["gamma"].directory().catch_up("epsilon.test").await;
        assert!(matches!(pulled, Err(_) | Ok(0)), "{pulled:?}");
        assert_eq!(self.net["gamma"].titles_from("epsilon").await, ["While a member"]);
        assert!(
            !self.net["zeta"]
                .titles_from("epsilon")
                .await
                .contains(&"For zeta, too late".to_owned())
        );
    }

    async fn follows_ana(&self, node: &str, ana: &FakeActor) {
        self.net[node].ask_to_follow(&ana.handle()).await;
        let asked = || {
            let asked = self.net.fake("mastodon").got("Follow");
            asked.into_iter().find(|follow| follow["object"] == ana.id.as_str())
        };
        self.in_time("the request arrives", || async { asked().is_some() })
            .await;
        let accept = ana.activity("Accept", asked().unwrap()).to_string();
        let host = format!("{node}.test");
        let sent = ana.post(&host, "/ap/inbox", accept.as_bytes(), self.net.now());
        assert_eq!(sent.send(self.net[node].address()).await.status, 202);
    }
}
