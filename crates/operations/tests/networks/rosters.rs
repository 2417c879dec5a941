//! What others may follow: members, their pages, rosters; several networks apart.

use domain::{
    membership::{Matter, Stage, Tier},
    outbox::{AudienceKey, Seq},
};
use operations::{Caller, JoinRequest, MemberFilter, view::networks::Heard};

use crate::{actor, application, english, is_forbidden, is_not_found, key, network, no, node, yes};

#[tokio::test]
async fn everybody_reads_who_is_a_member_and_where_it_stands() {
    let node = node().await;
    let id = node.member(1, Tier::Observer).await;
    let waits = node.join(2, application("Waits")).await.unwrap();
    let page = node.network_page(&Caller::Visitor, node.delta).await.unwrap();
    assert_eq!(
        (page.network.members, page.roster_number, page.administers),
        (1, 1, false)
    );
    assert_eq!(page.tiers[0].tier, Tier::Observer);
    let listed = node.members(node.delta, MemberFilter::default(), None).await.unwrap();
    let card = &listed.items[0];
    assert_eq!(
        (card.membership, card.actor.clone(), card.tier),
        (id, Some(actor(1)), Tier::Observer)
    );
    assert_eq!(card.page, format!("/networks/delta/members/{id}"));
    let only = |tier| MemberFilter {
        country: None,
        tier: Some(tier),
    };
    assert!(
        node.members(node.delta, only(Tier::Member), None)
            .await
            .unwrap()
            .items
            .is_empty()
    );
    assert_eq!(
        node.members(node.delta, only(Tier::Observer), None)
            .await
            .unwrap()
            .items
            .len(),
        1
    );
    let seen = node.member_page(&Caller::Visitor, node.delta, id).await.unwrap();
    assert_eq!(seen.document, format!("https://water.example/ap/memberships/{id}"));
    assert!(
        is_not_found(&node.member_page(&Caller::Visitor, node.delta, waits).await),
        "an applicant has no page"
    );
}

#[tokio::test]
async fn long_lists_come_in_pages() {
    let node = node().await;
    let step_up = node.step_up_of(&node.ada).await;
    let mut form = node.network_draft(&node.ada, node.delta).await.unwrap();
    (form.draft.comment_days, form.draft.deciding) = ("0".to_owned(), "one-admin".to_owned());
    node.edit_network(&node.ada, &step_up, node.delta, form.version, &form.draft)
        .await
        .unwrap();
    node.ben_agrees().await;
    for number in 0..53 {
        let id = node
            .join(number, application(&format!("Member {number:02}")))
            .await
            .unwrap();
        node.vote(&node.ada, id, yes(Matter::Admit(Tier::Member)))
            .await
            .unwrap();
    }
    let first = node.members(node.delta, MemberFilter::default(), None).await.unwrap();
    assert_eq!((first.items.len(), first.total), (50, Some(53)));
    let rest = node
        .members(node.delta, MemberFilter::default(), first.next.as_deref())
        .await
        .unwrap();
    assert_eq!((rest.items.len(), rest.next), (3, None));
    assert_eq!(rest.items[0].name, "Member 50");
    assert_eq!(node.roster_number().await, 53);
    let changes = node.roster_view(node.delta, Some(50)).await.unwrap();
    assert_eq!((changes.changes.len(), changes.more), (3, false));
}

#[tokio::test]
async fn an_organisation_in_two_networks_stands_in_each_on_its_own() {
    let node = node().await;
    let step_up = node.step_up_of(&node.ada).await;
    let coast = node
        .create_network(&node.ada, &step_up, node.water, &network("coast"))
        .await;
    assert!(coast.is_ok());
    let coast = coast.unwrap();
    let in_delta = node.member(1, Tier::Member).await;
    let request = JoinRequest {
        network: coast,
        activity: "https://n1.example/ap/activities/second".to_owned(),
        actor: actor(1),
        handle: "n1".to_owned(),
        key: key(1),
        draft: application("Member 1"),
        language: english(),
    };
    let tx = node.store.begin().await.unwrap();
    let in_coast = node.receive_join(&tx, &request).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(node.stage(in_delta).await, Stage::Admitted { tier: Tier::Member });
    assert_eq!(node.stage(in_coast).await, Stage::Waiting { asked: false });
    assert_eq!(node.roster(coast).await.unwrap(), (0, Vec::new()));
    let answer = node.case(&node.ben, coast, in_coast).await;
    assert!(is_forbidden(&answer), "who runs one network does not run the other");
    let ada = node.local_operator(Some("ada@water.example"), None).await.unwrap();
    assert!(
        node.case(&ada, coast, in_coast).await.unwrap().alike.is_empty(),
        "duplicates are sought in one network"
    );
    assert!(is_not_found(&node.case(&ada, coast, in_delta).await));
}

#[tokio::test]
async fn admins_see_which_number_of_the_roster_each_node_has_taken() {
    let node = node().await;
    let tx = node.store.begin().await.unwrap();
    for host in ["n1.example", "n2.example"] {
        storage::peers::ensure(&tx, host).await.unwrap();
        storage::subscriptions::begin(&tx, host, &AudienceKey::Roster(node.delta), Seq(0))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    node.member(1, Tier::Member).await;
    let tx = node.store.begin().await.unwrap();
    let head = storage::outbox::head(&storage::Db::from(&tx)).await.unwrap();
    storage::lanes::skip_to(&tx, "n2.example", head).await.unwrap();
    tx.commit().await.unwrap();
    node.member(2, Tier::Member).await;

    let holders = node.roster_holders(&node.ada, node.delta).await.unwrap();

    let seen: Vec<_> = holders
        .iter()
        .map(|holder| (holder.host.as_str(), holder.number, holder.missing))
        .collect();
    assert_eq!(node.roster_number().await, 2);
    assert_eq!(seen, [("n1.example", 0, 2), ("n2.example", 1, 1)]);
    let stranger = node.logged_in("stranger", Vec::new()).await;
    assert!(is_forbidden(&node.roster_holders(&stranger, node.delta).await));

    let signature = node.roster_signature(node.delta).await.unwrap();
    assert_eq!(signature.number, 2);
    assert!(signature.value.starts_with('z'), "{signature:?}");
    assert!(
        signature.key.starts_with("https://water.example/ap/networks/"),
        "{signature:?}"
    );
}

#[tokio::test]
async fn the_list_of_members_says_when_their_nodes_were_heard_and_since_when_their_keys_count() {
    let node = node().await;
    let id = node.member(1, Tier::Member).await;
    let row = || async {
        let list = node.member_list(&node.ada, node.delta, MemberFilter::default(), None);
        list.await.unwrap().items.remove(0)
    };
    let before = row().await;
    assert_eq!(before.last_heard, None);
    assert_eq!(before.key_since, Some(node.stored(id).await.state.applied_at));

    let now = node.clock.now();
    let tx = node.store.begin().await.unwrap();
    storage::peers::heard(&tx, "n1.example", now).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(row().await.last_heard, Some(Heard::At(now)));
}

#[tokio::test]
async fn who_was_declined_or_went_stands_in_a_list_of_its_own() {
    let node = node().await;
    let declined = node.join(1, application("Declined")).await.unwrap();
    node.member(2, Tier::Member).await;
    let past = || async { node.past_applications(&node.ada, node.delta, None).await.unwrap().items };
    assert!(past().await.is_empty());
    for admin in [&node.ada, &node.ben] {
        node.vote(admin, declined, no(Matter::Admit(Tier::Member)))
            .await
            .unwrap();
    }

    let found = past().await;

    assert_eq!(found.len(), 1);
    assert_eq!((found[0].membership, found[0].stage), (declined, Stage::Declined));
    assert_eq!(found[0].reason.as_deref(), Some("Two of us have met them."));
    let last = found[0].membership.to_string();
    let after = node
        .past_applications(&node.ada, node.delta, Some(&last))
        .await
        .unwrap();
    assert!(after.items.is_empty());
    let stranger = node.logged_in("stranger", Vec::new()).await;
    assert!(is_forbidden(&node.past_applications(&stranger, node.delta, None).await));
}

#[tokio::test]
async fn me1_a_decision_about_one_member_reads_no_other_entry_of_the_roster() {
    let node = node().await;
    node.member(1, Tier::Member).await;
    let second = node.member(2, Tier::Member).await;
    let tier = async |number| node.who_may_write(&actor(number)).await.unwrap().networks[0].1;
    // Were it read with the next decision, this would show.
    let mut it = node.stored(second).await;
    it.state.stage = Stage::Admitted { tier: Tier::Observer };
    let tx = node.store.begin().await.unwrap();
    storage::memberships::update(&tx, &it).await.unwrap();
    tx.commit().await.unwrap();

    let third = node.member(3, Tier::Member).await;

    assert_eq!([tier(1).await, tier(2).await, tier(3).await], [Some(Tier::Member); 3]);
    let until = node.clock.now() + chrono::TimeDelta::days(9);
    node.both(third, Matter::Suspend { until }).await;
    assert_eq!(
        [tier(2).await, tier(3).await],
        [Some(Tier::Member), Some(Tier::Suspended)]
    );
}
