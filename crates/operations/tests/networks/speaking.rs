//! Referees, comments, objections, and recommendations of regional nodes.

use domain::{
    account::Role,
    membership::{Answer, ApplicationDraft, Matter, Stage, Tier},
    network::NetworkDraft,
};
use operations::{
    Voice,
    view::networks::{Hint, NextStep},
};

use crate::{actor, application, is_forbidden, is_not_found, is_refused, network, node, node_with};

fn with_referees(name: &str, referees: &[&str]) -> ApplicationDraft {
    ApplicationDraft {
        referees: referees.iter().map(|&name| name.to_owned()).collect(),
        ..application(name)
    }
}

#[tokio::test]
async fn a_referee_answers_by_its_link_without_an_account() {
    let node = node().await;
    let id = node
        .join(
            1,
            with_referees("Blue Delta", &["Amina of Forest", "office@ngo.example"]),
        )
        .await
        .unwrap();
    assert!(is_refused(
        &node.referee_link(&node.ada, node.delta, id, "Somebody").await
    ));
    let link = node
        .referee_link(&node.ada, node.delta, id, "Amina of Forest")
        .await
        .unwrap();
    let secret = link.secret.expose();
    let page = node.referee_page(secret).await.unwrap();
    assert_eq!(
        (page.applicant.as_str(), page.answer, page.open),
        ("Blue Delta", None, true)
    );
    node.answer_as_referee(secret, Answer::Unknown, "").await.unwrap();
    node.answer_as_referee(secret, Answer::Yes, "We worked together in 2019.")
        .await
        .unwrap();
    let case = node.case(&node.ada, node.delta, id).await.unwrap();
    let amina = case
        .referees
        .iter()
        .find(|referee| referee.name == "Amina of Forest")
        .unwrap();
    assert_eq!((amina.answer, amina.asked), (Some(Answer::Yes), true));
    assert_eq!(amina.note.as_deref(), Some("We worked together in 2019."));
    let queue = &node.applications(&node.ada, node.delta).await.unwrap()[0];
    assert_eq!((queue.referees, queue.recommendations), (2, 1));
    assert!(queue.hints.contains(&Hint::FewRecommendations));
    let again = node
        .referee_link(&node.ben, node.delta, id, "Amina of Forest")
        .await
        .unwrap();
    assert!(
        is_not_found(&node.referee_page(secret).await),
        "the earlier link has ended"
    );
    node.days(14);
    node.both(id, Matter::Admit(Tier::Member)).await;
    let again = again.secret.expose();
    assert!(!node.referee_page(again).await.unwrap().open);
    assert!(is_refused(&node.answer_as_referee(again, Answer::No, "").await));
    assert!(is_refused(
        &node.referee_link(&node.ada, node.delta, id, "Amina of Forest").await
    ));
}

#[tokio::test]
async fn the_applicants_own_mailbox_vouches_for_nothing() {
    let node = node().await;
    let id = node
        .join(1, with_referees("Blue", &["office@blue.example"]))
        .await
        .unwrap();
    assert!(is_forbidden(
        &node
            .referee_link(&node.ada, node.delta, id, "office@blue.example")
            .await
    ));
}

#[tokio::test]
async fn a_link_to_a_referee_goes_by_mail_where_its_address_is_known() {
    let node = node().await;
    node.sends_mail();
    node.member(7, Tier::Member).await;
    let referees = ["office@ngo.example", &actor(7), "Amina"];
    let id = node.join(1, with_referees("Blue", &referees)).await.unwrap();
    for (referee, mailed) in referees.into_iter().zip([true, true, false]) {
        let link = node.referee_link(&node.ada, node.delta, id, referee).await.unwrap();
        assert_eq!(link.mailed, mailed, "{referee}");
    }
}

#[tokio::test]
async fn a_member_of_this_node_vouches_for_who_named_it() {
    let node = node().await;
    let forest = node.organisation_named("forest").await;
    let editor = node.logged_in("ed", vec![(forest, Role::Editor)]).await;
    let viewer = node.logged_in("vi", vec![(forest, Role::Viewer)]).await;
    let local = node.local_operator(None, Some("forest")).await.unwrap();
    let step_up = node.step_up_of(&local).await;
    let named = node
        .join(1, with_referees("Blue", &["@forest@water.example"]))
        .await
        .unwrap();
    let vouch = |session, id| node.vouch(session, forest, node.delta, id, Answer::Yes, "Known.");
    assert!(is_forbidden(&vouch(&editor, named).await), "not a member yet");
    let own = node
        .apply_for(&local, &step_up, node.delta, forest, &application("Forest"))
        .await
        .unwrap();
    node.days(14);
    node.both(own, Matter::Admit(Tier::Member)).await;
    assert!(is_forbidden(&vouch(&viewer, named).await));
    let other = node.join(2, application("Green")).await.unwrap();
    assert!(is_refused(&vouch(&editor, other).await), "it did not name forest");
    vouch(&editor, named).await.unwrap();
    assert_eq!(node.stored(named).await.state.recommendations(), 1);
    let tx = node.store.begin().await.unwrap();
    let from_elsewhere = node.receive_recommendation(&tx, node.delta, &actor(9), &actor(1)).await;
    assert!(is_not_found(&from_elsewhere), "no member");
}

#[tokio::test]
async fn an_objection_must_be_answered_and_can_be_taken_back() {
    let lazy = NetworkDraft {
        deciding: "lazy-consensus".to_owned(),
        referees: "0".to_owned(),
        ..network("delta")
    };
    let node = node_with(lazy).await;
    let member = node.join(1, application("First")).await.unwrap();
    node.days(14);
    node.vote(&node.ada, member, crate::yes(Matter::Admit(Tier::Member)))
        .await
        .unwrap();
    assert_eq!(node.stage(member).await, Stage::Admitted { tier: Tier::Member });
    let link = node
        .voice_link(&node.ada, node.delta, member, "Chi", "chi@n1.example")
        .await
        .unwrap();
    let chi = Voice::Link(link.secret.expose());
    let id = node.join(2, application("Second")).await.unwrap();
    node.object(chi, node.delta, id, "Its board sits in a ministry.")
        .await
        .unwrap();
    let case = node.case(&node.ada, node.delta, id).await.unwrap();
    assert_eq!((case.objections[0].who.as_str(), case.people_needed), ("Chi", 2));
    node.days(14);
    node.vote(&node.ada, id, crate::yes(Matter::Admit(Tier::Member)))
        .await
        .unwrap();
    assert_eq!(node.stage(id).await, Stage::Waiting { asked: false });
    let queue = &node.applications(&node.ben, node.delta).await.unwrap()[0];
    assert_eq!((queue.next, queue.objections), (NextStep::SecondPerson, 1));
    let seen = node.voice_page(link.secret.expose()).await.unwrap();
    assert!(seen.cases[0].objections[0].own);
    node.drop_objection(chi, node.delta, id).await.unwrap();
    assert!(is_refused(&node.drop_objection(chi, node.delta, id).await));
    node.pass_day().await.unwrap();
    assert_eq!(node.stage(id).await, Stage::Admitted { tier: Tier::Member });
}

#[tokio::test]
async fn a_regional_node_admits_in_its_region_where_the_rules_say_so() {
    for regional_nodes_admit in [true, false] {
        let draft = NetworkDraft {
            regional_nodes_admit,
            ..network("delta")
        };
        let node = node_with(draft).await;
        node.member(1, Tier::RegionalNode).await;
        let near = node.join(2, with_referees("Near", &[&actor(1)])).await.unwrap();
        let far = ApplicationDraft {
            country: "BD".to_owned(),
            ..application("Far")
        };
        let far = node.join(3, far).await.unwrap();
        let recommend = |number: u8| {
            let node = &node;
            async move {
                let tx = node.store.begin().await.unwrap();
                let answer = node
                    .receive_recommendation(&tx, node.delta, &actor(1), &actor(number))
                    .await;
                if answer.is_ok() {
                    tx.commit().await.unwrap();
                }
                answer
            }
        };
        recommend(2).await.unwrap();
        let expected = if regional_nodes_admit {
            Stage::Admitted {
                tier: Tier::Probationary,
            }
        } else {
            Stage::Waiting { asked: false }
        };
        assert_eq!(node.stage(near).await, expected);
        assert!(is_refused(&recommend(3).await), "another region, and not named");
        assert_eq!(node.stage(far).await, Stage::Waiting { asked: false });
    }
}
