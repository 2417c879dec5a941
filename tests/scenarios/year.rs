//! A year in the life of a network on five nodes: applications, suspensions, an expulsion with appeal, a move, lost keys,
//! a node that is off for four months, renewals; at the end all nodes hold the same roster and give the same answers.
//!
//! The secretariat is on alpha; beta, gamma (a regional node that hosts others), epsilon and zeta are members. Members
//! with nodes of other make are accounts of one fake server. People act on the pages (`year_people`).

use std::collections::BTreeMap;

use chrono::Duration;
use domain::{
    ids::MembershipId,
    membership::{Stage, Tier},
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use harness::{FakeActor, Network, Visitor, until};
use operations::{Secret, view::networks::QueueItem};
use serde_json::Value;

use crate::{
    network_secretariat::{Secretariat, admin, network},
    year_applications::{AUTUMN, WINTER},
    year_people::{amina_becomes_admin, applies_from_settings, gets_account, owner, somebody},
};

/// The five nodes.
pub(crate) const NODES: [&str; 5] = ["alpha", "beta", "gamma", "epsilon", "zeta"];
/// The owner of an organisation that moves from node to node.
const WANDA: &str = "wanda";
/// The page on which an organisation moves.
const MOVING: &str = "/settings/moving";
/// What the admins say wherever they have to say something.
const REASON: (&str, &str) = ("member_reason", "We have talked about it.");

/// The network as it stands.
pub(crate) struct Year {
    pub(crate) net: Network,
    pub(crate) delta: Secretariat,
    /// Both admins, each with a browser.
    pub(crate) admins: [Visitor; 2],
    /// Accounts of other make, by the name of the organisation.
    pub(crate) actors: BTreeMap<String, FakeActor>,
    /// Memberships by the name of the organisation.
    pub(crate) ids: BTreeMap<String, MembershipId>,
    /// Private links of those without an account.
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
        let mut owner = owner(&net["alpha"]);
        let amina = amina_becomes_admin(&net["alpha"], &mut owner).await;
        Self {
            net,
            delta,
            admins: [owner, amina],
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
            let mut owner = owner(&self.net[name]);
            applies_from_settings(&mut owner, &format!("{name} trust")).await;
        }
        self.one_of_alpha_applies("Wanderers").await;
        self.net.settle().await;
        self.learn_ids().await;
        for (name, tier) in [
            ("beta trust", Tier::Member),
            ("gamma trust", Tier::RegionalNode),
            ("epsilon trust", Tier::Member),
            ("zeta trust", Tier::Member),
            ("Wanderers", Tier::Member),
        ] {
            self.both_vote_on_application(name, Some(tier)).await;
        }
        self.days(16).await;
        for node in NODES {
            self.in_time(&format!("{node} knows five members"), || self.knows(node, 5))
                .await;
        }
        self.voice = self.gets_voice("zeta trust", "Zawadi", "zawadi@zeta.example").await;
    }

    async fn one_of_alpha_applies(&mut self, name: &str) {
        let actor = self.host("alpha", name).await;
        let mut theirs = gets_account(&self.net["alpha"], &mut self.admins[0], WANDA, &account(name)).await;
        applies_from_settings(&mut theirs, name).await;
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
        let handle = format!("@{}@gamma.test", account(name));
        let typed = [("member_account", handle.as_str()), REASON];
        self.both_decide(name, "place", &typed, "moved").await;
        self.hosted.insert(name.to_owned(), actor);
    }

    async fn a_suspension_ends_by_itself(&mut self) {
        self.is_suspended("Marsabit", 30).await;
        self.everywhere("Marsabit", (Some(Tier::Suspended), Some("suspended")))
            .await;
        self.is_answered("Marsabit", 403).await;
        self.days(31).await;
        self.everywhere("Marsabit", (Some(Tier::Member), None)).await;
        self.is_answered("Marsabit", 202).await;
    }

    async fn a_suspension_is_lifted(&mut self) {
        self.is_suspended("Turkana", 90).await;
        self.everywhere("Turkana", (Some(Tier::Suspended), Some("suspended")))
            .await;
        self.is_answered("Turkana", 403).await;
        self.days(7).await;
        self.one_does("Turkana", "lift", &[], "suspension-lifted").await;
        self.everywhere("Turkana", (Some(Tier::Member), None)).await;
        self.is_answered("Turkana", 202).await;
    }

    /// Heard, expelled, heard once more: the appeal is rejected.
    async fn epsilon_is_put_out_and_appeals(&mut self) {
        self.net["epsilon"].publish("While a member").await;
        self.net.settle().await;
        let grounds = [("grounds", "It sold our lists.")];
        self.one_does("epsilon trust", "hearing", &grounds, "hearing-open")
            .await;
        self.gets_private_link("epsilon trust").await;
        let answer = [("hearing-hearing_answer", "We did not.")];
        self.does_by_link("epsilon trust", "hearing", &answer, "hearing-answered")
            .await;
        self.both_decide("epsilon trust", "expel", &[REASON], "expelled").await;
        let epsilon = self.net["epsilon"].actor().await;
        self.everywhere_by_id(&epsilon, (Some(Tier::Expelled), Some("expelled")))
            .await;
        self.days(10).await;
        let grounds = [("appeal-appeal_grounds", "It was another one.")];
        self.does_by_link("epsilon trust", "appeal", &grounds, "appeal-sent")
            .await;
        self.both_decide("epsilon trust", "appeal-no", &[REASON], "appeal-decided")
            .await;
        assert_eq!(self.stage("epsilon trust").await, Stage::Expelled);
        self.put_out = Some("epsilon");
    }

    /// Its owner says so at both addresses, and the old key vouches for the wish; two admins agree.
    async fn an_organisation_moves_to_another_domain(&mut self) {
        let old = self.hosted["Wanderers"].clone();
        let new = self.host("gamma", "Wanderers").await;
        let (alpha, gamma) = (&self.net["alpha"], &self.net["gamma"]);
        let mut there = gets_account(gamma, &mut owner(gamma), WANDA, "wanderers").await;
        let former = [("former-former_account", "@wanderers@alpha.test")];
        there.does(MOVING, &[("do", "former")], &former).await;
        let target = [("move-new_account", "@wanderers@gamma.test")];
        somebody(alpha, WANDA).does(MOVING, &[("do", "move")], &target).await;
        self.both_decide("Wanderers", "move", &[], "moved").await;
        self.everywhere_by_id(&old, (None, Some("not-member"))).await;
        self.everywhere_by_id(&new, (Some(Tier::Member), None)).await;
        let offer = format!("/settings/networks/elsewhere?network={}", self.delta.actor);
        there.does(&offer, &[("do", "take-up")], &[]).await;
        assert!(there.at().starts_with("/settings/networks?done="), "{}", there.at());
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
        let typed = [("member_key", key.as_str()), REASON];
        self.both_decide("Lamu", "key", &typed, "key-pinned").await;
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
        for name in admitted.iter().filter(|name| !silent.contains(&name.as_str())) {
            if self.links.contains_key(name) {
                self.does_by_link(name, "renew", &[], "renewed").await;
            } else {
                self.one_does(name, "renew", &[], "renewed").await;
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

    /// One admin suspends somebody; both are needed only to put it out.
    async fn is_suspended(&mut self, name: &str, days: i64) {
        let until = (self.net.now() + Duration::days(days)).format("%Y-%m-%d").to_string();
        self.one_does(name, "suspend", &[("until", &until), REASON], "suspended")
            .await;
        self.net.settle().await;
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
