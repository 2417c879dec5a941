//! What others may follow: members, their pages, rosters; several networks apart.

use domain::membership::{Matter, Stage, Tier};
use operations::{Caller, JoinRequest, MemberFilter};

use crate::{actor, application, english, is_forbidden, is_not_found, key, network, node, yes};

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
