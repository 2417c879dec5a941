//! What a declaration of a network counts: one for each member, by the keys that the network pinned, the same at the host
//! and in the bundle that anybody checks (SECURITY EN4, EN8, PK14, PK15).

use domain::{
    declaration::Approver,
    endorsement::Status,
    ids::MembershipId,
    membership::{Matter, Tier},
};
use evidence::{
    bundle::{Bundle, BundleReport, InTurn, Verdict},
    documents::Reason,
    log::Policy,
};
use operations::{RecountState, Served, view::declarations::DeclarationCard};
use serde_json::Value;

use crate::{Node, application, node, yes};

impl Node {
    /// An organisation of this node, in Kenya, becomes a member.
    async fn admitted(&self, handle: &str, listed: bool) -> MembershipId {
        self.admitted_as(handle, listed, "KE").await
    }

    /// The same with the country under which the network lists it.
    async fn admitted_as(&self, handle: &str, listed: bool, country: &str) -> MembershipId {
        let organisation = self.organisation_named(handle).await;
        let local = self.local_operator(None, Some(handle)).await.unwrap();
        let step_up = self.step_up_of(&local).await;
        let mut draft = application(handle);
        draft.listed = listed;
        draft.country = country.to_owned();
        let applied = self.apply_for(&local, &step_up, self.delta, organisation, &draft).await;
        let id = applied.unwrap();
        self.days(14);
        self.both(id, Matter::Admit(Tier::Member)).await;
        id
    }

    /// A member goes on under the actor of another organisation of this node.
    async fn moved(&self, id: MembershipId, handle: &str) {
        let organisation = self.organisation(handle).await.unwrap().id;
        let actor = self.urls().unwrap().organisation(organisation);
        let Served::Document(bytes) = self.document(&actor, None).await.unwrap() else {
            panic!("{handle} has gone");
        };
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        let key = &document["assertionMethod"][0]["publicKeyMultibase"];
        let to = Matter::Move {
            actor,
            key: key.as_str().unwrap().to_owned(),
        };
        self.both(id, to).await;
    }

    /// The bundle of a declaration.
    async fn bundle(&self, card: &DeclarationCard) -> Value {
        let source = self.declaration_bundle(&card.object).await.unwrap();
        let (sender, mut pieces) = tokio::sync::mpsc::channel(1_000);
        self.write_bundle(source, &sender).await.unwrap();
        drop(sender);
        let mut bytes = Vec::new();
        while let Some(piece) = pieces.recv().await {
            bytes.extend_from_slice(&piece);
        }
        serde_json::from_slice(&bytes).unwrap()
    }

    async fn verdict(&self, bundle: &Value) -> Verdict<BundleReport> {
        let policy = Policy::parse(&self.own_policy().await.unwrap()).unwrap();
        let bytes = serde_json::to_vec(bundle).unwrap();
        Bundle::read(&bytes).unwrap().verify(Some(&policy), &InTurn)
    }

    /// The bundle is true, and the log gives the number that is published.
    async fn verified(&self, card: &DeclarationCard) -> (Value, BundleReport) {
        let bundle = self.bundle(card).await;
        let report = match self.verdict(&bundle).await {
            Verdict::Verified(report) => report,
            other => panic!("{:?}", other.fault()),
        };
        let tally = serde_json::to_vec(&bundle["tally"]).unwrap();
        let (state, unknown) = self.compare_tally(&card.object, &tally).await.unwrap();
        assert_eq!((state, unknown.len()), (RecountState::Same, 0));
        assert_eq!(report.totals.all(), self.counted(card).await);
        (bundle, report)
    }
}

fn list<'a>(bundle: &'a Value, name: &str) -> &'a [Value] {
    bundle[name].as_array().map_or(&[], Vec::as_slice)
}

#[tokio::test]
async fn e04_a_member_that_moved_does_not_endorse_again_and_counts_once_in_the_bundle() {
    let node = node().await;
    let card = node.open_for_members().await;
    let id = node.admitted("forest", true).await;
    assert_eq!(node.endorsed("forest", &card).await, Status::Stamped);
    node.organisation_named("coast").await;
    node.moved(id, "coast").await;
    assert_eq!(
        node.endorsed("coast", &card).await,
        Status::Refused,
        "the same member by its second actor"
    );
    let (bundle, report) = node.verified(&card).await;
    assert_eq!((report.totals.organisations, report.pinned_keys), (1, true));
    assert_eq!(bundle["roster"]["totalItems"], 1);
    assert_eq!(
        list(&bundle, "rosterChanges").len(),
        2,
        "admitted, and gone from its first actor"
    );
    let network = node.urls().unwrap().network(node.delta);
    assert!(list(&bundle, "actors").iter().any(|actor| actor["id"] == network));
}

#[tokio::test]
async fn e04_who_becomes_one_member_counts_once_from_then_on_everywhere() {
    let node = node().await;
    let card = node.open_for(vec![Approver::Public]).await;
    let id = node.admitted("forest", true).await;
    node.organisation_named("coast").await;
    for handle in ["forest", "coast"] {
        assert_eq!(node.endorsed(handle, &card).await, Status::Stamped);
    }
    let (_, report) = node.verified(&card).await;
    assert_eq!(report.totals.organisations, 2, "nobody knows that they are one");
    node.pass(chrono::TimeDelta::hours(2));
    node.moved(id, "coast").await;
    let (_, report) = node.verified(&card).await;
    assert_eq!((report.totals.organisations, report.totals.revoked), (1, 1));
    assert_eq!(node.merge_members().await.unwrap(), 0, "once");
}

#[tokio::test]
async fn e04_m07_a_hidden_member_counts_once_and_no_bundle_says_that_it_is_one() {
    let node = node().await;
    let card = node.open_for_members().await;
    let id = node.admitted("night", false).await;
    assert_eq!(node.endorsed("night", &card).await, Status::Stamped);
    node.organisation_named("day").await;
    node.moved(id, "day").await;
    assert_eq!(node.endorsed("day", &card).await, Status::Refused);
    let (bundle, report) = node.verified(&card).await;
    assert_eq!(report.totals.organisations, 1);
    for handle in ["night", "day"] {
        let actor = node
            .urls()
            .unwrap()
            .organisation(node.organisation(handle).await.unwrap().id);
        for name in ["roster", "rosterChanges", "memberships"] {
            assert!(!bundle[name].to_string().contains(&actor), "{handle} in {name}");
        }
    }
    assert_eq!(
        (list(&bundle, "rosterChanges").len(), list(&bundle, "memberships").len()),
        (0, 0)
    );
}

#[tokio::test]
async fn en2_a_member_endorses_for_the_country_under_which_its_network_lists_it() {
    let node = node().await;
    let card = node.open_for_members().await;
    node.admitted_as("forest", true, "UG").await;
    assert_eq!(node.endorsed("forest", &card).await, Status::Refused);
    assert_eq!(node.counted(&card).await, 0);
    node.admitted("coast", true).await;
    assert_eq!(node.endorsed("coast", &card).await, Status::Stamped);
    node.verified(&card).await;
}

#[tokio::test]
async fn e07_pk15_bundles_follow_a_member_whose_keys_were_recovered() {
    let node = node().await;
    let card = node.open_for_members().await;
    node.admitted("forest", true).await;
    node.pass(chrono::TimeDelta::hours(1));
    assert_eq!(node.endorsed("forest", &card).await, Status::Stamped);
    let owner = node.local_operator(None, Some("forest")).await.unwrap();
    let forest = owner.acting_for().unwrap();
    let recovery = node.new_recovery_key(&owner, forest).await.unwrap();
    node.pass(chrono::TimeDelta::hours(2));
    node.recover_keys(&owner, forest, &recovery).await.unwrap();
    node.verified(&card).await;

    // By its new key it withdraws and endorses anew.
    let given = node.endorsements_given(&owner, forest, None).await.unwrap();
    let step_up = node.step_up_of(&owner).await;
    node.withdraw_endorsement(&owner, &step_up, given.items[0].id)
        .await
        .unwrap();
    assert_eq!(node.endorsed("forest", &card).await, Status::Stamped);
    let (bundle, report) = node.verified(&card).await;
    assert_eq!((report.totals.organisations, report.totals.withdrawn), (1, 1));

    // From the first key that was pinned all others follow by what the log says of keys.
    let mut first = bundle.clone();
    let lines = list(&bundle, "rosterChanges").to_vec();
    assert!(lines.len() > 1, "the network pinned the new key");
    first.as_object_mut().unwrap().remove("roster");
    first["memberships"] = Value::Array(Vec::new());
    first["rosterChanges"] = Value::Array(vec![lines[0].clone()]);
    assert_eq!(node.verdict(&first).await.fault(), None);

    // Where only the newest is given, nothing says that the old one was pinned.
    let mut newest = bundle;
    newest["rosterChanges"] = Value::Array(Vec::new());
    let verdict = node.verdict(&newest).await;
    assert_eq!(
        (verdict.exit_code(), verdict.fault().map(|fault| fault.reason)),
        (2, Some(Reason::KeyMismatch))
    );

    // The recovery key that vouched is known where another one took its place.
    node.new_recovery_key(&owner, forest).await.unwrap();
    node.verified(&card).await;
}

#[tokio::test]
async fn e14_a_member_that_is_expelled_counts_on_and_is_shown_so() {
    let node = node().await;
    let card = node.open_for_members().await;
    let id = node.admitted("forest", true).await;
    node.endorsed("forest", &card).await;
    let shown = || async {
        let names = node
            .declaration_names(&card.slug, &Default::default(), None)
            .await
            .unwrap();
        names.items[0].member_until
    };
    assert_eq!(shown().await, None);
    let step_up = node.step_up_of(&node.ada).await;
    node.open_hearing(&node.ada, &step_up, node.delta, id, "Invoices.")
        .await
        .unwrap();
    node.days(14);
    for admin in [&node.ada, &node.ben] {
        node.vote(admin, id, yes(Matter::Expel)).await.unwrap();
    }
    assert_eq!(shown().await, Some(node.clock.now()));
    let (_, report) = node.verified(&card).await;
    assert_eq!(report.totals.organisations, 1);
    assert!(report.signatories[0].member_until.is_some());
}
