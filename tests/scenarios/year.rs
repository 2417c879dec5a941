//! A year in the life of a network on five nodes: applications, suspensions, an expulsion with appeal, a move, lost keys,
//! a node that is off for four months, renewals; at the end all nodes hold the same roster and give the same answers.
//!
//! The secretariat is on alpha; beta, gamma (a regional node that hosts others), epsilon and zeta are members. Members
//! with nodes of other make are accounts of one fake server.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::{
    ids::MembershipId,
    membership::{Matter, Stage, Tier},
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use harness::{FakeActor, Network, until};
use operations::{NewPerson, Secret, Session, StepUp, view::networks::QueueItem};
use secrecy::ExposeSecret;
use serde_json::Value;

use crate::{
    network_secretariat::{Secretariat, admin, application, network},
    year_applications::{AUTUMN, WINTER},
};

/// The five nodes.
pub(crate) const NODES: [&str; 5] = ["alpha", "beta", "gamma", "epsilon", "zeta"];
/// The second admin of the network.
const AMINA: &str = "amina";

/// The network as it stands.
pub(crate) struct Year {
    pub(crate) net: Network,
    pub(crate) delta: Secretariat,
    /// Accounts of other make, by the name of the organisation.
    pub(crate) actors: BTreeMap<String, FakeActor>,
    /// Memberships by the name of the organisation.
    pub(crate) ids: BTreeMap<String, MembershipId>,
    /// Private links of those who came by the form.
    pub(crate) links: BTreeMap<String, String>,
    /// The personal link of somebody of zeta.
    pub(crate) voice: String,
    /// Ids of organisations that are hosted by others, by name.
    pub(crate) hosted: BTreeMap<String, String>,
    /// The node whose organisation was expelled.
    pub(crate) put_out: Option<&'static str>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_ends_with_the_same_roster_and_the_same_answers_on_every_node() {
    let mut year = Year::begins().await;
    year.nodes_join().await;
    let recovery = year.beta_keeps_a_recovery_key().await;
    year.wave(&AUTUMN).await;
    year.wave(&WINTER).await;
    for name in ["Siaya", "Homa Bay", "Migori", "Kisii"] {
        year.is_hosted_by_gamma(name).await;
    }

    year.net.stop("zeta").await;
    year.a_suspension_ends_by_itself().await;
    year.a_suspension_is_lifted().await;
    year.epsilon_is_put_out_and_appeals().await;
    Box::pin(year.an_organisation_moves_to_another_domain()).await;
    year.beta_loses_its_key(&recovery).await;
    year.lamu_loses_its_key().await;
    year.leaves("Kitale").await;
    year.days(28).await;
    year.zeta_comes_back().await;

    year.members_renew_and_two_do_not(&["Voi", "Embu"]).await;

    year.put_out = None;
    year.all_nodes_hold_the_same_roster().await;
    year.all_nodes_give_the_same_answers().await;
    year.deliveries_are_answered_as_said().await;
    year.nothing_of_epsilon_has_an_effect().await;
}

impl Year {
    /// The secretariat founds the network, with two admins and the usual rules.
    async fn begins() -> Self {
        let net = Network::with_fakes(NODES, ["mastodon"]).await;
        let mut rules = network();
        rules.regional_nodes_admit = true;
        let delta = Secretariat::founded(&net["alpha"], &rules).await;
        let (owner, step_up) = admin(&net["alpha"]).await;
        let operations = net["alpha"].operations();
        let person = NewPerson {
            login: AMINA.to_owned(),
            name: "Amina".to_owned(),
            node_role: None,
            roles: Vec::new(),
        };
        operations.add_person(&owner, &step_up, person).await.unwrap();
        operations
            .add_network_admin(&owner, &step_up, delta.id, AMINA)
            .await
            .unwrap();
        Self {
            net,
            delta,
            actors: BTreeMap::new(),
            ids: BTreeMap::new(),
            links: BTreeMap::new(),
            voice: String::new(),
            hosted: BTreeMap::new(),
            put_out: None,
        }
    }

    /// Four nodes and an organisation of the secretariat's node are admitted, and one of them gets a say by link.
    async fn nodes_join(&mut self) {
        self.net.follow("gamma", "epsilon").await;
        for name in &NODES[1..] {
            self.delta
                .applies(&self.net, name, &application(&format!("{name} trust")))
                .await;
        }
        self.one_of_alpha_applies("Wanderers").await;
        self.learn_ids().await;
        for (name, tier) in [
            ("beta trust", Tier::Member),
            ("gamma trust", Tier::RegionalNode),
            ("epsilon trust", Tier::Member),
            ("zeta trust", Tier::Member),
            ("Wanderers", Tier::Member),
        ] {
            self.both_vote(self.ids[name], &Matter::Admit(tier), true).await;
        }
        self.days(16).await;
        for node in NODES {
            self.in_time(&format!("{node} knows five members"), || self.knows(node, 5))
                .await;
        }
        let (session, _) = admin(&self.net["alpha"]).await;
        let operations = self.net["alpha"].operations();
        let (zeta, mail) = (self.ids["zeta trust"], "zawadi@zeta.example");
        let link = operations
            .voice_link(&session, self.delta.id, zeta, "Zawadi", mail)
            .await
            .unwrap();
        self.voice = link.secret.0.expose_secret().to_owned();
    }

    async fn one_of_alpha_applies(&mut self, name: &str) {
        let actor = self.host("alpha", name).await;
        let alpha = &self.net["alpha"];
        let session = alpha
            .operations()
            .local_operator(None, Some(&account(name)))
            .await
            .unwrap();
        let step_up = alpha.operations().step_up(&session, None).await.unwrap();
        let organisation = session.acting_for().unwrap();
        alpha
            .operations()
            .apply_for(&session, &step_up, self.delta.id, organisation, &application(name))
            .await
            .unwrap();
        self.hosted.insert(name.to_owned(), actor);
    }

    async fn beta_keeps_a_recovery_key(&self) -> Secret {
        let session = self.net["beta"].owner().await;
        let organisation = session.acting_for().unwrap();
        let secret = self.net["beta"]
            .operations()
            .new_recovery_key(&session, organisation)
            .await
            .unwrap();
        self.net.settle().await;
        secret
    }

    /// Somebody without a node gets an actor on gamma, and the network takes that for it.
    async fn is_hosted_by_gamma(&mut self, name: &str) {
        let actor = self.host("gamma", name).await;
        let key = self.key_on("gamma", &actor).await;
        let matter = Matter::Move {
            actor: actor.clone(),
            key,
        };
        self.both_vote(self.ids[name], &matter, true).await;
        self.net.settle().await;
        self.hosted.insert(name.to_owned(), actor);
    }

    async fn a_suspension_ends_by_itself(&mut self) {
        let until_when = self.net.now() + Duration::days(30);
        let suspended = Matter::Suspend { until: until_when };
        self.one_votes("Marsabit", suspended).await;
        self.everywhere("Marsabit", (Some(Tier::Suspended), Some("suspended")))
            .await;
        self.is_answered("Marsabit", 403).await;
        self.days(31).await;
        self.everywhere("Marsabit", (Some(Tier::Member), None)).await;
        self.is_answered("Marsabit", 202).await;
    }

    async fn a_suspension_is_lifted(&mut self) {
        let until_when = self.net.now() + Duration::days(90);
        self.one_votes("Turkana", Matter::Suspend { until: until_when }).await;
        self.everywhere("Turkana", (Some(Tier::Suspended), Some("suspended")))
            .await;
        self.is_answered("Turkana", 403).await;
        self.days(7).await;
        self.one_votes("Turkana", Matter::Lift).await;
        self.everywhere("Turkana", (Some(Tier::Member), None)).await;
        self.is_answered("Turkana", 202).await;
    }

    /// Heard, expelled, heard once more: the appeal is rejected.
    async fn epsilon_is_put_out_and_appeals(&mut self) {
        self.net["epsilon"].publish("While a member").await;
        self.net.settle().await;
        let id = self.ids["epsilon trust"];
        let (session, step_up) = admin(&self.net["alpha"]).await;
        let operations = self.net["alpha"].operations();
        let grounds = "It sold our lists.";
        operations
            .open_hearing(&session, &step_up, self.delta.id, id, grounds)
            .await
            .unwrap();
        let link = operations
            .private_link(&session, &step_up, self.delta.id, id)
            .await
            .unwrap();
        self.links
            .insert("epsilon trust".to_owned(), link.secret.0.expose_secret().to_owned());
        self.applicant_says(
            "epsilon trust",
            &serde_json::json!({"do": "answer-hearing", "text": "We did not."}),
        )
        .await;
        self.both_vote(id, &Matter::Expel, true).await;
        self.net.settle().await;
        let epsilon = self.net["epsilon"].actor().await;
        self.everywhere_by_id(&epsilon, (Some(Tier::Expelled), Some("expelled")))
            .await;
        self.days(10).await;
        self.applicant_says(
            "epsilon trust",
            &serde_json::json!({"do": "appeal", "text": "It was another one."}),
        )
        .await;
        self.both_vote(id, &Matter::Appeal, false).await;
        assert_eq!(self.stage("epsilon trust").await, Stage::Expelled);
        self.put_out = Some("epsilon");
    }

    /// The node that holds the old key vouches for the wish; two admins agree.
    async fn an_organisation_moves_to_another_domain(&mut self) {
        let old = self.hosted["Wanderers"].clone();
        let new = self.host("gamma", "Wanderers").await;
        let key = self.key_on("gamma", &new).await;
        let id = self.ids["Wanderers"];
        for (node, other) in [("gamma", &old), ("alpha", &new)] {
            let operations = self.net[node].operations();
            let session = operations
                .local_operator(None, Some(&account("Wanderers")))
                .await
                .unwrap();
            let step_up = operations.step_up(&session, None).await.unwrap();
            let organisation = session.acting_for().unwrap();
            let actor = self.net[node].directory().look_up_anew(other).await.unwrap();
            let done = if node == "gamma" {
                operations
                    .add_former_address(&session, &step_up, organisation, &actor)
                    .await
            } else {
                operations.move_away(&session, &step_up, organisation, &actor).await
            };
            done.unwrap();
        }
        self.both_vote(
            id,
            &Matter::Move {
                actor: new.clone(),
                key,
            },
            true,
        )
        .await;
        self.net.settle().await;
        self.everywhere_by_id(&old, (None, Some("not-member"))).await;
        self.everywhere_by_id(&new, (Some(Tier::Member), None)).await;
        self.hosted.insert("Wanderers, before".to_owned(), old);
        self.hosted.insert("Wanderers".to_owned(), new);
    }

    /// The recovery key vouches for new ones; nobody has to decide.
    async fn beta_loses_its_key(&self, recovery: &Secret) {
        self.days(7).await;
        let beta = &self.net["beta"];
        let session = beta.owner().await;
        let before = self.key_on("beta", &beta.actor().await).await;
        beta.operations()
            .recover_keys(&session, session.acting_for().unwrap(), recovery)
            .await
            .unwrap();
        self.net.settle().await;
        let actor = beta.actor().await;
        let key = self.key_on("beta", &actor).await;
        assert_ne!(before, key);
        self.in_time("the network pins the new key", || async {
            self.pinned(&actor).await.as_ref() == Some(&key)
        })
        .await;
        self.everywhere_by_id(&actor, (Some(Tier::Member), None)).await;
    }

    /// Nothing vouches for the new key but two admins who have met them.
    async fn lamu_loses_its_key(&mut self) {
        let new = self.actors["Lamu"].with_new_keys();
        self.net.fake("mastodon").serve_actor(&new);
        for status in self.answers(&new).await {
            assert!(matches!(status, 401 | 403), "{status}: nobody vouches for it yet");
        }
        let key = new.document()["assertionMethod"][0]["publicKeyMultibase"]
            .as_str()
            .unwrap()
            .to_owned();
        self.both_vote(self.ids["Lamu"], &Matter::ChangeKey(key), true).await;
        self.net.settle().await;
        let old = self.actors.insert("Lamu".to_owned(), new).unwrap();
        self.actors.insert("Lamu, the old key".to_owned(), old);
        self.is_answered("Lamu", 202).await;
        self.everywhere("Lamu", (Some(Tier::Member), None)).await;
    }

    /// Off since before the first suspension; what it missed it reads from the others.
    async fn zeta_comes_back(&mut self) {
        let before = self.delta.number(&self.net["alpha"]).await;
        // What epsilon has for it arrives after it has caught up, not before.
        self.net["epsilon"].publish("For zeta, too late").await;
        self.net.stop("epsilon").await;
        self.net.restart("zeta").await;
        self.in_time("zeta has the roster", || async {
            self.delta.number(&self.net["zeta"]).await == before
        })
        .await;
        self.net.restart("epsilon").await;
        self.days(2).await;
    }

    /// All are reminded; those who say so stay, by their link, or by the telephone.
    async fn members_renew_and_two_do_not(&mut self, silent: &[&str]) {
        let admitted = self.admitted().await;
        while self.net.now() < self.begin() + Duration::days(360) {
            self.days(10).await;
        }
        self.in_time("all members are reminded", || async {
            self.reminded().await >= admitted.len()
        })
        .await;
        let (session, _) = admin(&self.net["alpha"]).await;
        for name in admitted.iter().filter(|name| !silent.contains(&name.as_str())) {
            if self.links.contains_key(name) {
                self.applicant_says(name, &serde_json::json!({"do": "renew"})).await;
            } else {
                let operations = self.net["alpha"].operations();
                operations
                    .renew_for(&session, self.delta.id, self.ids[name])
                    .await
                    .unwrap();
            }
        }
        self.days(60).await;
        for name in silent {
            self.everywhere(name, (Some(Tier::Lapsed), Some("lapsed"))).await;
        }
    }

    // ---- small things ----

    /// Time passes, a week at most at once, and what is on its way arrives.
    pub(crate) async fn days(&self, days: i64) {
        let mut left = days;
        while left > 0 {
            self.net.settle().await;
            self.net.advance(Duration::days(left.min(7)));
            left -= 7;
        }
        self.net.settle().await;
    }

    /// Waits until something holds, while time passes slowly, so that what was turned away comes again.
    pub(crate) async fn in_time<F: Future<Output = bool>>(&self, what: &str, mut holds: impl FnMut() -> F) {
        until(what, || {
            self.net.advance(Duration::seconds(5));
            holds()
        })
        .await;
    }

    /// Both admins.
    pub(crate) async fn admins(&self) -> [(Session, StepUp); 2] {
        let operations = self.net["alpha"].operations();
        let amina = operations.local_operator(Some(AMINA), Some("alpha")).await.unwrap();
        let step_up = operations.step_up(&amina, None).await.unwrap();
        [admin(&self.net["alpha"]).await, (amina, step_up)]
    }

    /// What only one of them needs to decide.
    async fn one_votes(&self, name: &str, matter: Matter) {
        self.delta.decide(&self.net, self.ids[name], matter).await;
    }

    /// What waits for a decision.
    pub(crate) async fn queue(&self) -> Vec<QueueItem> {
        let (session, _) = admin(&self.net["alpha"]).await;
        self.net["alpha"]
            .operations()
            .applications(&session, self.delta.id)
            .await
            .unwrap()
    }

    /// Remembers who waits.
    pub(crate) async fn learn_ids(&mut self) {
        for item in self.queue().await {
            self.ids.insert(item.name, item.membership);
        }
    }

    /// Where a membership stands.
    pub(crate) async fn stage(&self, name: &str) -> Stage {
        let (session, _) = admin(&self.net["alpha"]).await;
        let operations = self.net["alpha"].operations();
        operations
            .case(&session, self.delta.id, self.ids[name])
            .await
            .unwrap()
            .stage
    }

    /// A new organisation on a node; gives the id of its actor.
    async fn host(&self, node: &str, name: &str) -> String {
        let operations = self.net[node].operations();
        let profile = Profile {
            name: name.to_owned(),
            name_latin: None,
            country: Country::parse("KE").unwrap(),
            kind: OrganisationType::parse("community-based").unwrap(),
            language: Language::parse("en").unwrap(),
            about: String::new(),
            website: None,
            logo: None,
            approves_followers: false,
            shows_followers: false,
        };
        let session = self.net[node].owner().await;
        let made = operations
            .found_organisation(&session, &account(name), profile)
            .await
            .unwrap();
        operations.urls().unwrap().organisation(made.id)
    }

    /// The newest key in the document of an actor.
    async fn key_on(&self, node: &str, actor: &str) -> String {
        let path = actor.trim_start_matches(&format!("http://{node}.test"));
        let document: Value = self.net[node].visitor().get(path).await.json();
        document["assertionMethod"][0]["publicKeyMultibase"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// An activity of an account of other make, to the network's own inbox; gives the status.
    pub(crate) async fn to_network(&self, actor: &FakeActor, activity: &Value) -> u16 {
        let inbox = format!("{}/inbox", self.delta.actor.trim_start_matches("http://alpha.test"));
        let message = actor.post("alpha.test", &inbox, activity.to_string().as_bytes(), self.net.now());
        message.send(self.net["alpha"].address()).await.status
    }
}

/// A name as the handle of an organisation.
fn account(name: &str) -> String {
    name.to_lowercase().replace(' ', "_")
}
