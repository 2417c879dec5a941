//! Decisions: by how many, by whom, and never on one's own case.

use domain::{
    account::Role,
    membership::{Matter, Stage, Tier},
    network::NetworkDraft,
};
use operations::{Ballot, OperationError, Voice};
use storage::{Db, membership_log};

use crate::{
    actor, application, is_forbidden, is_not_found, is_refused, key, network, no, node, node_with, person, yes,
};

fn admit() -> Matter {
    Matter::Admit(Tier::Member)
}

#[tokio::test]
async fn m02_one_admin_is_not_two() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    node.days(14);
    for _ in 0..2 {
        let stage = node.vote(&node.ada, id, yes(admit())).await.unwrap();
        assert_eq!(stage, Stage::Waiting { asked: false });
    }
    let case = node.case(&node.ben, node.delta, id).await.unwrap();
    assert_eq!(
        (case.votes.len(), case.votes[0].who.as_str(), case.people_needed),
        (1, "Ada", 2)
    );
    let stage = node.vote(&node.ben, id, yes(admit())).await.unwrap();
    assert_eq!(stage, Stage::Admitted { tier: Tier::Member });
}

#[tokio::test]
async fn ro3_nobody_decides_on_the_own_organisation_nor_reads_what_is_said_about_it() {
    let node = node().await;
    let forest = node.organisation_named("forest").await;
    let owner = node.logged_in("fatima", vec![(forest, Role::Owner)]).await;
    let step_up = node.step_up_of(&node.ada).await;
    node.add_network_admin(&node.ada, &step_up, node.delta, "fatima")
        .await
        .unwrap();
    node.ben_agrees().await;
    let owner = {
        drop(owner);
        node.again("fatima").await
    };
    let step_up = node.step_up_of(&owner).await;
    let id = node
        .apply_for(&owner, &step_up, node.delta, forest, &application("Forest"))
        .await
        .unwrap();
    node.comment(Voice::Person(&node.ada), node.delta, id, "Known to us.")
        .await
        .unwrap();
    assert!(is_forbidden(&node.vote(&owner, id, yes(admit())).await));
    assert!(is_forbidden(
        &node.comment(Voice::Person(&owner), node.delta, id, "Good!").await
    ));
    assert!(is_forbidden(
        &node.referee_link(&owner, node.delta, id, "Somebody").await
    ));
    let case = node.case(&owner, node.delta, id).await.unwrap();
    assert!(case.own_case && case.history.is_empty() && case.votes.is_empty());
    assert!(node.applications(&owner, node.delta).await.unwrap()[0].own_case);
    // An application by the form that names the own organisation's actor is the own case too.
    let draft = domain::membership::ApplicationDraft {
        actor: node.stored(id).await.state.subject,
        ..application("Forest by form")
    };
    let link = node
        .begin_application(node.delta, &draft, &crate::english())
        .await
        .unwrap();
    let by_form = node.send_application(link.expose()).await.unwrap();
    assert!(is_forbidden(&node.vote(&owner, by_form, yes(admit())).await));
}

#[tokio::test]
async fn m02_who_reads_the_applicants_mail_does_not_decide_on_it() {
    let node = node().await;
    let draft = domain::membership::ApplicationDraft {
        contact: "ben@water.example".to_owned(),
        ..application("Blue Delta")
    };
    let id = node.join(1, draft).await.unwrap();
    assert!(is_forbidden(&node.vote(&node.ben, id, yes(admit())).await));
    assert!(node.stored(id).await.state.votes.is_empty());
}

#[tokio::test]
async fn only_admins_of_this_network_decide_and_others_do_not_learn_what_there_is() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let olu = node.again("olu").await;
    let stranger = node.logged_in("sam", Vec::new()).await;
    let missing = node.stored(id).await.id.to_string().replace('0', "1").parse().unwrap();
    for session in [&olu, &stranger] {
        for it in [id, missing] {
            assert!(is_forbidden(&node.vote(session, it, yes(admit())).await));
            assert!(is_forbidden(&node.case(session, node.delta, it).await));
            assert!(is_forbidden(&node.ask_applicant(session, node.delta, it, "Who?").await));
            assert!(is_forbidden(&node.referee_link(session, node.delta, it, "R").await));
        }
        assert!(is_forbidden(&node.applications(session, node.delta).await));
        assert!(is_forbidden(
            &node.member_list(session, node.delta, Default::default(), None).await
        ));
    }
    assert!(is_not_found(&node.vote(&node.ada, missing, yes(admit())).await));
    let step_up = node.step_up_of(&olu).await;
    let coast = node
        .create_network(&olu, &step_up, node.water, &network("coast"))
        .await
        .unwrap();
    let olu = node.again("olu").await;
    let answer = node.decide_membership(&olu, &step_up, coast, id, &yes(admit())).await;
    assert!(is_not_found(&answer), "a case of another network");
}

#[tokio::test]
async fn a_step_up_of_somebody_else_decides_nothing() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let of_ben = node.step_up_of(&node.ben).await;
    let answer = node
        .decide_membership(&node.ada, &of_ben, node.delta, id, &yes(admit()))
        .await;
    assert!(matches!(answer, Err(OperationError::NotSignedIn)));
}

#[tokio::test]
async fn a_no_without_a_reason_is_refused() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let mute = Ballot {
        reason: Some("  ".to_owned()),
        ..no(admit())
    };
    assert!(is_refused(&node.vote(&node.ada, id, mute).await));
}

#[tokio::test]
async fn an_admin_who_goes_takes_its_open_votes_along() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    node.days(14);
    node.vote(&node.ben, id, yes(admit())).await.unwrap();
    let step_up = node.step_up_of(&node.ada).await;
    let ben = node.ben.person().id;
    node.remove_network_admin(&node.ada, &step_up, node.delta, ben)
        .await
        .unwrap();
    node.ben_agrees().await;
    assert!(
        is_forbidden(&node.vote(&node.ben, id, yes(admit())).await),
        "an old session decides nothing"
    );
    assert_eq!(
        node.vote(&node.ada, id, yes(admit())).await.unwrap(),
        Stage::Waiting { asked: false }
    );
    let lines = membership_log::lines(&Db::from(&*node.store), id).await.unwrap();
    assert_eq!(
        lines.len(),
        3,
        "the vote stays in the log, and so does why it no longer counts"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn m06_approving_and_declining_at_once_has_one_outcome_and_both_are_recorded() {
    let one_admin = NetworkDraft {
        deciding: "one-admin".to_owned(),
        comment_days: "0".to_owned(),
        referees: "0".to_owned(),
        ..network("delta")
    };
    let node = node_with(one_admin).await;
    for number in 1..=3 {
        let id = node.join(number, application("Blue Delta")).await.unwrap();
        let (approved, declined) = tokio::join!(
            node.vote(&node.ada, id, yes(admit())),
            node.vote(&node.ben, id, no(admit())),
        );
        assert_ne!(
            approved.is_ok(),
            declined.is_ok(),
            "the second one is told that it is decided"
        );
        let stage = node.stage(id).await;
        let expected = if approved.is_ok() {
            Stage::Admitted { tier: Tier::Member }
        } else {
            Stage::Declined
        };
        assert_eq!(stage, expected);
        let lines = membership_log::lines(&Db::from(&*node.store), id).await.unwrap();
        assert_eq!(lines.len(), 1);
        let noted = node.noted().await;
        let (refused, decided) = (&noted[0], &noted[1]);
        assert_eq!(refused.1, "membership.vote-refused");
        assert!(decided.1.starts_with("membership.vote-"), "{decided:?}");
        assert_ne!(refused.0, decided.0, "both are named");
    }
}

#[tokio::test]
async fn members_vote_where_the_network_votes_and_each_person_once() {
    let vote = NetworkDraft {
        deciding: "vote".to_owned(),
        quorum: "2".to_owned(),
        comment_days: "0".to_owned(),
        referees: "0".to_owned(),
        ..network("delta")
    };
    let node = node_with(vote).await;
    let member = node.join(1, application("First")).await.unwrap();
    node.both(member, admit()).await;
    let id = node.join(2, application("Second")).await.unwrap();
    let voice = node
        .voice_link(&node.ada, node.delta, member, "Chi", "chi@n1.example")
        .await
        .unwrap();
    let secret = voice.secret.expose();
    let page = node.voice_page(secret).await.unwrap();
    assert_eq!((page.cases.len(), page.cases[0].may_vote), (1, true));
    assert_eq!(
        node.vote_by_link(secret, id, &yes(admit())).await.unwrap(),
        Stage::Waiting { asked: false }
    );
    // A second link of the same person is the same voice.
    let again = node
        .voice_link(&node.ada, node.delta, member, "Chi again", "chi@n1.example")
        .await
        .unwrap();
    assert!(is_not_found(&node.vote_by_link(secret, id, &yes(admit())).await));
    let again = again.secret.expose();
    assert_eq!(
        node.vote_by_link(again, id, &yes(admit())).await.unwrap(),
        Stage::Waiting { asked: false }
    );
    assert_eq!(node.voice_page(again).await.unwrap().cases[0].own_vote, Some(true));
    // On its own member nobody votes.
    let expel = yes(Matter::SetTier(Tier::Observer));
    assert!(is_forbidden(&node.vote_by_link(again, member, &expel).await));
    node.end_voices(&node.ada, node.delta, member).await.unwrap();
    assert!(is_not_found(&node.voice_page(again).await));
    assert!(
        node.stored(id).await.state.votes.is_empty(),
        "what the voice said does not count any more"
    );
}

#[tokio::test]
async fn people_of_members_have_no_say_where_admins_decide() {
    let node = node().await;
    let forest = node.organisation_named("forest").await;
    let editor = node.logged_in("ed", vec![(forest, Role::Editor)]).await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let comment = || node.comment(Voice::Person(&editor), node.delta, id, "Known to us.");
    assert!(is_forbidden(&comment().await), "not a member");
    let local = node.local_operator(None, Some("forest")).await.unwrap();
    let step_up = node.step_up_of(&local).await;
    let own = node
        .apply_for(&local, &step_up, node.delta, forest, &application("Forest"))
        .await
        .unwrap();
    assert!(is_forbidden(&comment().await), "m01: an applicant has no say");
    node.days(14);
    node.both(own, admit()).await;
    comment().await.unwrap();
    assert!(is_forbidden(&node.vote(&editor, id, yes(admit())).await));
    let open = node.open_for_comment(Voice::Person(&editor), node.delta).await.unwrap();
    assert_eq!((open.len(), open[0].may_vote, open[0].comments.len()), (1, false, 1));
    node.both(own, Matter::SetTier(Tier::Observer)).await;
    assert!(is_forbidden(&comment().await), "observers read along");
}

#[tokio::test]
async fn a_person_who_loses_its_role_loses_its_say() {
    let vote = NetworkDraft {
        deciding: "vote".to_owned(),
        quorum: "3".to_owned(),
        comment_days: "0".to_owned(),
        referees: "0".to_owned(),
        ..network("delta")
    };
    let node = node_with(vote).await;
    let forest = node.organisation_named("forest").await;
    let editor = node.logged_in("ed", vec![(forest, Role::Editor)]).await;
    let local = node.local_operator(None, Some("forest")).await.unwrap();
    let step_up = node.step_up_of(&local).await;
    let own = node
        .apply_for(&local, &step_up, node.delta, forest, &application("Forest"))
        .await
        .unwrap();
    let third = node
        .add_person(&local, &step_up, person("cee", "Cee", Vec::new()))
        .await;
    third.unwrap();
    let step_up = node.step_up_of(&node.ada).await;
    node.add_network_admin(&node.ada, &step_up, node.delta, "cee")
        .await
        .unwrap();
    node.ben_agrees().await;
    let cee = node.local_operator(Some("cee"), None).await.unwrap();
    for admin in [&node.ada, &node.ben, &cee] {
        node.vote(admin, own, yes(admit())).await.unwrap();
    }
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    node.vote(&editor, id, yes(admit())).await.unwrap();
    assert_eq!(node.stored(id).await.state.votes.len(), 1);
    let step_up = node.step_up_of(&local).await;
    node.set_role(&local, &step_up, editor.person().id, forest, None)
        .await
        .unwrap();
    assert!(node.stored(id).await.state.votes.is_empty());
}

#[tokio::test]
async fn a_move_without_the_old_key_needs_an_actor_and_a_key() {
    let node = node().await;
    let id = node.member(1, Tier::Member).await;
    let to = |actor: &str, key: &str| {
        yes(Matter::Move {
            actor: actor.to_owned(),
            key: key.to_owned(),
        })
    };
    let answer = node.vote(&node.ada, id, to("not an address", &key(9))).await;
    assert_eq!(crate::faults(answer), ["actor"]);
    let answer = node.vote(&node.ada, id, to(&actor(9), "z6MkNonsense")).await;
    assert_eq!(crate::faults(answer), ["key"]);
}
