//! Applying, and what the applicant sees.

use chrono::TimeDelta;
use domain::{
    account::Role,
    membership::{ApplicationDraft, Event, Matter, Stage, Tier},
};
use operations::{OperationError, Subject};

use crate::{
    actor, application, english, faults, is_forbidden, is_not_found, is_refused, key, network, no, node, node_with, yes,
};

#[tokio::test]
async fn an_application_by_the_form_is_saved_sent_once_and_followed_by_its_private_link() {
    let node = node().await;
    let link = node
        .begin_application(node.delta, &ApplicationDraft::default(), &english())
        .await
        .unwrap();
    let link = link.expose();
    assert!(
        !faults(node.send_application(link).await).is_empty(),
        "an empty form is not sent"
    );
    node.save_application(link, &application("Blue Delta")).await.unwrap();
    let saved = node.application_draft(link).await.unwrap();
    assert_eq!(
        (saved.draft, saved.network.handle),
        (application("Blue Delta"), "delta".to_owned())
    );
    let id = node.send_application(link).await.unwrap();
    assert_eq!(node.send_application(link).await.unwrap(), id, "sent twice");
    assert!(is_not_found(&node.application_draft(link).await));
    assert!(is_not_found(&node.save_application(link, &application("Other")).await));
    let own = node.own_membership(Subject::Link(link)).await.unwrap();
    assert_eq!(
        (own.stage, own.name.as_str()),
        (Stage::Waiting { asked: false }, "Blue Delta")
    );
    assert_eq!(own.comments_end, own.applied_at + TimeDelta::days(14));
    let queue = node.applications(&node.ada, node.delta).await.unwrap();
    assert_eq!((queue.len(), queue[0].membership), (1, id));
}

#[tokio::test]
async fn a_link_that_was_never_given_out_opens_nothing() {
    let node = node().await;
    let subject = Subject::Link("guessed");
    assert!(is_not_found(&node.own_membership(subject).await));
    assert!(is_not_found(&node.withdraw_membership(subject).await));
    assert!(is_not_found(&node.application_draft("guessed").await));
    assert!(is_not_found(&node.referee_page("guessed").await));
    assert!(is_not_found(&node.voice_page("guessed").await));
}

#[tokio::test]
async fn a_draft_that_nobody_goes_on_with_is_forgotten() {
    let node = node().await;
    let link = node
        .begin_application(node.delta, &application("Blue"), &english())
        .await
        .unwrap();
    node.days(89);
    node.pass_day().await.unwrap();
    assert!(node.application_draft(link.expose()).await.is_ok());
    node.days(2);
    node.pass_day().await.unwrap();
    assert!(is_not_found(&node.application_draft(link.expose()).await));
}

#[tokio::test]
async fn who_cannot_register_safely_says_why_and_may_stay_unnamed() {
    let node = node().await;
    let mut draft = crate::hidden("Night");
    draft.registration = "cannot-register-safely".to_owned();
    let link = node.begin_application(node.delta, &draft, &english()).await.unwrap();
    assert_eq!(
        faults(node.send_application(link.expose()).await),
        ["registration_reason"]
    );
    draft.registration_reason = "People of it would be arrested.".to_owned();
    node.save_application(link.expose(), &draft).await.unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    let case = node.case(&node.ada, node.delta, id).await.unwrap();
    assert!(!case.application.listed);
    assert!(case.subject.starts_with("urn:bandung:applicant:"));
}

#[tokio::test]
async fn a_network_for_a_region_takes_no_application_from_elsewhere() {
    let africa = domain::network::NetworkDraft {
        regions: vec!["002".to_owned()],
        ..network("delta")
    };
    let node = node_with(africa).await;
    node.join(1, application("Kenya")).await.unwrap();
    let elsewhere = ApplicationDraft {
        country: "BD".to_owned(),
        ..application("Bengal")
    };
    assert_eq!(faults(node.join(2, elsewhere).await), ["country"]);
}

#[tokio::test]
async fn what_a_form_says_of_an_actor_is_not_taken_for_proved() {
    let node = node().await;
    let member = node.member(1, Tier::Member).await;
    let draft = ApplicationDraft {
        actor: actor(1),
        ..application("Impostor")
    };
    let link = node.begin_application(node.delta, &draft, &english()).await.unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    node.days(14);
    node.both(id, Matter::Admit(Tier::Member)).await;
    let roster = node.roster(node.delta).await.unwrap().1;
    assert_eq!(roster.len(), 1);
    assert_eq!((roster[0].membership, roster[0].key.clone()), (member, Some(key(1))));
    let step_up = node.step_up_of(&node.ada).await;
    let to = Matter::Move {
        actor: actor(1),
        key: key(1),
    };
    let answer = node
        .decide_membership(&node.ada, &step_up, node.delta, id, &yes(to))
        .await;
    assert_eq!(faults(answer), ["actor"], "another member has that actor");
}

#[tokio::test]
async fn an_owner_applies_for_its_organisation_and_nobody_else_does() {
    let node = node().await;
    let forest = node.organisation_named("forest").await;
    let owner = node.logged_in("fatima", vec![(forest, Role::Owner)]).await;
    let editor = node.logged_in("ed", vec![(forest, Role::Editor)]).await;
    let stranger = node.again("olu").await;
    let step_up = node.step_up_of(&editor).await;
    let answer = node
        .apply_for(&editor, &step_up, node.delta, forest, &application("Forest"))
        .await;
    assert!(is_forbidden(&answer));
    let step_up = node.step_up_of(&stranger).await;
    let answer = node
        .apply_for(&stranger, &step_up, node.delta, forest, &application("Forest"))
        .await;
    assert!(is_not_found(&answer));
    let step_up = node.step_up_of(&owner).await;
    let draft = application("Forest");
    let apply = || node.apply_for(&owner, &step_up, node.delta, forest, &draft);
    let id = apply().await.unwrap();
    assert!(is_refused(&apply().await), "it waits already");
    let own = node.own_memberships(&owner, forest).await.unwrap();
    assert_eq!((own.len(), own[0].membership), (1, id));
    let own = node.own_membership(Subject::Owner(&owner, id)).await.unwrap();
    assert_eq!(own.organisation, Some(forest));
    assert!(is_forbidden(&node.own_membership(Subject::Owner(&editor, id)).await));
    assert!(is_not_found(&node.own_membership(Subject::Owner(&stranger, id)).await));
    assert!(is_forbidden(
        &node.withdraw_membership(Subject::Owner(&editor, id)).await
    ));
    node.withdraw_membership(Subject::Owner(&owner, id)).await.unwrap();
    assert_eq!(node.stage(id).await, Stage::Withdrawn);
    let again = apply().await.unwrap();
    assert_eq!(
        node.stored(again).await.previous,
        Some(id),
        "who comes back has a new membership"
    );
}

#[tokio::test]
async fn a_join_that_comes_twice_is_one_application() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    assert_eq!(node.join(1, application("Blue Delta")).await.unwrap(), id);
    assert!(is_refused(&node.join(1, application("Another join")).await));
    let it = node.stored(id).await;
    assert_eq!((it.state.subject, it.state.key), (actor(1), Some(key(1))));
}

#[tokio::test]
async fn a_question_waits_for_its_answer() {
    let node = node().await;
    let link = node
        .begin_application(node.delta, &application("Blue Delta"), &english())
        .await
        .unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    let own = Subject::Link(link.expose());
    assert!(
        is_refused(&node.answer_question(own, "We are twelve.").await),
        "nothing was asked"
    );
    node.ask_applicant(&node.ada, node.delta, id, "How many are you?")
        .await
        .unwrap();
    let seen = node.own_membership(own).await.unwrap();
    assert_eq!(seen.question.as_deref(), Some("How many are you?"));
    assert_eq!(
        seen.history[0].who, "The delta network",
        "who of the admins asked is not told"
    );
    assert_eq!(faults(node.answer_question(own, " ").await), ["text"]);
    node.answer_question(own, "We are twelve.").await.unwrap();
    let seen = node.own_membership(own).await.unwrap();
    assert_eq!((seen.question, seen.history.len()), (None, 2));
    let case = node.case(&node.ben, node.delta, id).await.unwrap();
    let said: Vec<_> = case.history.iter().map(|line| (line.kind, line.who.as_str())).collect();
    assert_eq!(said, [("asked", "Ada"), ("replied", "Blue Delta")]);
}

#[tokio::test]
async fn a_declined_applicant_reads_why_and_nothing_follows_for_the_roster() {
    let node = node().await;
    let link = node
        .begin_application(node.delta, &application("Blue Delta"), &english())
        .await
        .unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    for admin in [&node.ada, &node.ben] {
        node.vote(admin, id, no(Matter::Admit(Tier::Member))).await.unwrap();
    }
    let own = node.own_membership(Subject::Link(link.expose())).await.unwrap();
    assert_eq!(
        (own.stage, own.reason.as_deref()),
        (Stage::Declined, Some("Two of us have met them."))
    );
    assert_eq!(own.page, None);
    assert_eq!(node.roster_number().await, 0);
    assert!(is_refused(
        &node.vote(&node.ada, id, yes(Matter::Admit(Tier::Member))).await
    ));
    assert!(is_refused(
        &node.withdraw_membership(Subject::Link(link.expose())).await
    ));
}

#[tokio::test]
async fn staff_who_left_lose_the_private_link() {
    let node = node().await;
    let old = node
        .begin_application(node.delta, &application("Blue Delta"), &english())
        .await
        .unwrap();
    let id = node.send_application(old.expose()).await.unwrap();
    let new = node.replace_private_link(Subject::Link(old.expose())).await.unwrap();
    assert!(is_not_found(&node.own_membership(Subject::Link(old.expose())).await));
    assert!(node.own_membership(Subject::Link(new.expose())).await.is_ok());
    let step_up = node.step_up_of(&node.ada).await;
    let handed_out = node.private_link(&node.ada, &step_up, node.delta, id).await.unwrap();
    assert!(!handed_out.mailed, "this node has no mail");
    assert!(is_not_found(&node.own_membership(Subject::Link(new.expose())).await));
    let own = Subject::Link(handed_out.secret.expose());
    node.set_contacts(own, "team@blue.example", "").await.unwrap();
    let seen = node.own_membership(own).await.unwrap();
    assert_eq!(
        (seen.contact.as_deref(), seen.second_contact),
        (Some("team@blue.example"), None)
    );
    assert_eq!(faults(node.set_contacts(own, "", "").await), ["contact"]);
    assert_eq!(faults(node.set_contacts(own, "nonsense", "").await), ["contact"]);
}

#[tokio::test]
async fn mails_tell_what_became_of_it() {
    let node = node().await;
    node.sends_mail();
    let link = node
        .begin_application(node.delta, &application("Blue Delta"), &english())
        .await
        .unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    node.ask_applicant(&node.ada, node.delta, id, "How many are you?")
        .await
        .unwrap();
    let mails = node.mails_due().await.unwrap();
    let mut said: Vec<_> = mails
        .iter()
        .map(|mail| match &mail.mail.message {
            operations::MailMessage::Membership { notice, text, link, .. } => {
                (notice.as_str(), text.clone(), link.clone())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    // Both are of one moment: PostgreSQL gives them in any order.
    said.sort_by(|one, other| other.0.cmp(one.0));
    assert_eq!(
        said.iter().map(|mail| (mail.0, mail.1.as_deref())).collect::<Vec<_>>(),
        [("received", None), ("question", Some("How many are you?"))]
    );
    let secret = said[1].2.strip_prefix("https://water.example/applications/").unwrap();
    assert!(node.own_membership(Subject::Link(secret)).await.is_ok());
    node.days(61);
    assert!(
        is_not_found(&node.own_membership(Subject::Link(secret)).await),
        "links in mails end"
    );
    assert!(node.own_membership(Subject::Link(link.expose())).await.is_ok());
}

#[tokio::test]
async fn what_others_send_by_activities_is_judged_by_the_same_rules() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let send = |number: u8, event| {
        let node = &node;
        async move {
            let tx = node.store.begin().await.unwrap();
            let answer = node.subject_event(&tx, node.delta, &actor(number), event).await;
            tx.commit().await.unwrap();
            answer
        }
    };
    assert!(is_refused(&send(1, Event::Renew).await), "not a member yet");
    assert!(is_not_found(&send(2, Event::Withdraw).await));
    send(1, Event::Withdraw).await.unwrap();
    assert_eq!(node.stage(id).await, Stage::Withdrawn);
    assert!(matches!(
        send(1, Event::Withdraw).await,
        Err(OperationError::Refused(_))
    ));
}
