//! Reports out and in, what is decided about them, who is told, appeals, first contact, and the seal.

use domain::{
    first_contact::Openness,
    moderation::{AppealOutcome, Category, Decision},
    policy::{Bar, Permit, Severity},
};
use operations::{AuditFilter, BlockForm, Caller, DecisionForm, FirstLook, OperationError, Receipt, ReportForm};
use serde_json::json;
use storage::posts::State;

use crate::{Node, Peer, node};

fn about(post: Option<domain::ids::PostId>, actor: Option<&str>, forward: bool) -> ReportForm {
    ReportForm {
        post,
        actor: actor.map(str::to_owned),
        category: Category::Spam,
        words: "The same offer again and again".to_owned(),
        forward,
    }
}

fn decision(decision: Decision) -> DecisionForm {
    DecisionForm {
        decision,
        whole_server: false,
        answer: "See rule 3".to_owned(),
    }
}

/// A post of a peer that the organisation follows.
async fn a_post(node: &Node, peer: &Peer, text: &str) -> storage::posts::Post {
    let note = peer.note(text);
    node.take(peer, &peer.activity("Create", &note)).await.unwrap();
    node.post(note["id"].as_str().unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_report_that_is_passed_on_does_not_name_the_one_who_reports() {
    let node = node().await;
    let (peer, other) = (Peer::new("s.example", "sam"), Peer::new("o.example", "ola"));
    node.follows(&peer).await;
    node.meet(&other).await;
    let post = a_post(&node, &peer, "Buy").await;

    let id = node
        .report(&node.operator, &about(Some(post.id), None, true))
        .await
        .unwrap();

    let (entry, sent) = node.sent().await;
    assert_eq!(entry.kind, "Flag");
    assert_eq!(sent["actor"], "https://water.example/ap/actor");
    assert_eq!(sent["object"], json!([peer.id, post.object]));
    assert_eq!(sent["content"], "[spam] The same offer again and again");
    let text = sent.to_string();
    assert!(!text.contains(&node.actor) && !text.contains("system"), "{text}");
    assert!(node.for_host("s.example").await.contains(&entry.seq.0));
    assert!(!node.for_host("o.example").await.contains(&entry.seq.0));
    // It is passed on once.
    let again = node.forward_flag(&node.operator, id).await;
    assert!(matches!(again, Err(OperationError::Refused(_))));
    let case = node.flag_case(&node.operator, id).await.unwrap();
    assert!(case.flag.forwarded_at.is_some() && !case.can_forward);
    assert_eq!(case.posts.len(), 1);
    assert_eq!(case.host, "s.example");
}

#[tokio::test]
async fn the_one_who_reported_is_told_what_was_decided() {
    let node = node().await;
    let peer = Peer::new("s.example", "sam");
    node.follows(&peer).await;
    let post = a_post(&node, &peer, "Buy").await;
    let report = about(Some(post.id), None, false);
    let id = node.report(&node.operator, &report).await.unwrap();
    node.note_flag(&node.operator, id, "Third time this week")
        .await
        .unwrap();

    node.decide_flag(&node.operator, id, &decision(Decision::Hide))
        .await
        .unwrap();

    assert_eq!(node.post(&post.object).await.unwrap().state, State::Hidden);
    assert!(node.thread(&Caller::Visitor, post.id).await.is_err());
    assert_eq!(node.unread_notices(&node.operator).await.unwrap(), 1);
    let notices = node.notices(&node.operator).await.unwrap();
    assert_eq!(
        (notices[0].kind.as_str(), notices[0].text.as_str()),
        ("report-hide", "See rule 3")
    );
    assert_eq!(
        node.unread_notices(&node.operator).await.unwrap(),
        1,
        "reading changes nothing"
    );
    node.notices_read(&node.operator).await.unwrap();
    assert_eq!(node.unread_notices(&node.operator).await.unwrap(), 0);
    let case = node.flag_case(&node.operator, id).await.unwrap();
    assert_eq!(case.flag.decision, Some(Decision::Hide));
    assert_eq!(case.flag.decided_by.as_deref(), Some("system"));
    assert_eq!(case.notes.len(), 1);
    // It is decided once.
    let again = node.decide_flag(&node.operator, id, &decision(Decision::Dismiss)).await;
    assert!(matches!(again, Err(OperationError::NotFound { .. })));
    // The next report shows the ones before.
    let next = node
        .report(&node.operator, &about(None, Some(&peer.id), false))
        .await
        .unwrap();
    assert_eq!(node.flag_case(&node.operator, next).await.unwrap().history.len(), 1);
    node.decide_flag(&node.operator, next, &decision(Decision::Suspend))
        .await
        .unwrap();
    assert!(node.is_suspended("s.example", &peer.id));
    assert!(!node.is_suspended("s.example", "https://s.example/users/other"));
}

#[tokio::test]
async fn an_organisation_whose_post_was_hidden_is_told_and_may_appeal_once() {
    let node = node().await;
    let peer = Peer::new("s.example", "sam");
    node.meet(&peer).await;
    let published = node.publish("Practice").await;
    let mut flag = peer.activity("Flag", &json!([node.actor, published.object]));
    flag["content"] = json!("Not true");
    node.take(&peer, &flag).await.unwrap();
    let case = node.flags(&node.operator).await.unwrap().remove(0);
    assert_eq!(
        (case.target.as_str(), case.from.as_str()),
        (node.actor.as_str(), peer.id.as_str())
    );

    node.decide_flag(&node.operator, case.id, &decision(Decision::Hide))
        .await
        .unwrap();

    assert!(node.practice_by_id(&Caller::Visitor, published.id).await.is_err());
    let hiding = node.notices(&node.operator).await.unwrap().remove(0).hiding.unwrap();
    assert_eq!(
        (hiding.title.as_str(), hiding.reason.as_str()),
        ("Practice", "See rule 3")
    );
    node.appeal_hiding(&node.operator, hiding.id, "Our figures are public")
        .await
        .unwrap();
    let again = node.appeal_hiding(&node.operator, hiding.id, "And again").await;
    assert!(matches!(again, Err(OperationError::Refused(_))));
    let appeals = node.appeals(&node.operator).await.unwrap();
    assert_eq!(appeals[0].appeal.as_deref(), Some("Our figures are public"));

    node.decide_appeal(&node.operator, hiding.id, AppealOutcome::Restored, "You are right")
        .await
        .unwrap();

    assert!(node.practice_by_id(&Caller::Visitor, published.id).await.is_ok());
    assert!(node.appeals(&node.operator).await.unwrap().is_empty());
    let notices = node.notices(&node.operator).await.unwrap();
    let kinds: Vec<&str> = notices.iter().map(|notice| notice.kind.as_str()).collect();
    assert!(
        kinds.contains(&"appeal-restored") && kinds.contains(&"post-hidden"),
        "{kinds:?}"
    );
}

#[tokio::test]
async fn an_organisation_of_this_node_cannot_be_blocked_by_a_report() {
    let node = node().await;
    let id = node
        .report(&node.operator, &about(None, Some(&node.actor), true))
        .await
        .unwrap();
    // Nobody else is told about our own.
    assert!(
        node.flag_case(&node.operator, id)
            .await
            .unwrap()
            .flag
            .forwarded_at
            .is_none()
    );
    for refused in [Decision::Suspend, Decision::Silence, Decision::Hide] {
        let answer = node.decide_flag(&node.operator, id, &decision(refused)).await;
        assert!(matches!(answer, Err(OperationError::Refused(_))), "{refused:?}");
    }
    node.decide_flag(&node.operator, id, &decision(Decision::Dismiss))
        .await
        .unwrap();
    let unknown = node
        .report(&node.operator, &about(None, Some("https://x.example/u/1"), false))
        .await;
    assert!(matches!(unknown, Err(OperationError::NotFound { .. })));
}

#[tokio::test]
async fn an_organisation_chooses_from_whom_it_takes_answers() {
    for (openness, expected) in [
        (Openness::Everybody, Some(State::Visible)),
        (Openness::FirstContact, Some(State::Held)),
        (Openness::Known, None),
        (Openness::Nobody, None),
    ] {
        let node = node().await;
        let stranger = Peer::new("s.example", "sam");
        node.meet(&stranger).await;
        let published = node.publish("Practice").await;
        node.set_openness(&node.operator, node.water, openness).await.unwrap();
        let answer = stranger.answer("Well done", &published.object);

        let receipt = node.take(&stranger, &stranger.activity("Create", &answer)).await;

        let state = node.post(answer["id"].as_str().unwrap()).await.map(|post| post.state);
        assert_eq!(state, expected, "{openness:?}");
        assert_eq!(receipt.unwrap() == Receipt::Ignored, expected.is_none());
    }
}

#[tokio::test]
async fn a_decision_about_somebody_is_remembered_until_it_is_forgotten() {
    let node = node().await;
    let stranger = Peer::new("s.example", "sam");
    node.meet(&stranger).await;
    let published = node.publish("Practice").await;
    let answers = async |text: &str| {
        let answer = stranger.answer(text, &published.object);
        node.take(&stranger, &stranger.activity("Create", &answer))
            .await
            .unwrap();
        node.post(answer["id"].as_str().unwrap()).await
    };
    let first = answers("One").await.unwrap();
    assert_eq!(node.waiting_answers(&node.operator).await.unwrap(), 1);

    node.look(&node.operator, first.id, FirstLook::ShowOnce).await.unwrap();
    let second = answers("Two").await.unwrap();
    assert_eq!(second.state, State::Held);
    node.look(&node.operator, second.id, FirstLook::Refuse).await.unwrap();
    assert!(answers("Three").await.is_none());
    let contacts = node.contacts(&node.operator, node.water).await.unwrap();
    assert_eq!(
        (contacts.decided.len(), contacts.decided[0].1, contacts.waiting),
        (1, false, 0)
    );

    node.forget_contact(&node.operator, node.water, &stranger.id)
        .await
        .unwrap();
    assert_eq!(answers("Four").await.unwrap().state, State::Held);
}

#[tokio::test]
async fn the_policy_page_says_why_somebody_may_not_write_here() {
    let node = node().await;
    let peer = Peer::new("sub.bad.example", "bo");
    node.meet(&peer).await;
    let mut form = BlockForm::new("bad.example", Severity::Suspend, "for moderators only");
    (form.note, form.obfuscate) = ("Spam".to_owned(), true);
    node.block(&node.operator, &form).await.unwrap();
    form = BlockForm::new("secret.example", Severity::Silence, "");
    form.listed = false;
    node.block(&node.operator, &form).await.unwrap();

    let policy = node.policy_view().await.unwrap();
    assert_eq!(policy.blocks.len(), 1);
    assert_eq!((policy.blocks[0].0.as_str(), policy.unlisted), ("bad.****ple", 1));
    for asked in [
        "bad.example",
        "SUB.bad.example",
        "@bo@sub.bad.example",
        peer.id.as_str(),
    ] {
        let writer = node.writer(asked).await.unwrap().unwrap();
        assert_eq!(writer.write, Permit::Refused(Bar::Blocked), "{asked}");
        assert_eq!(writer.note, "Spam");
    }
    let known = node.writer("@bo@sub.bad.example").await.unwrap().unwrap();
    assert!(known.actor.is_some() && !known.unknown);
    let unknown = node.writer("ana@good.example").await.unwrap().unwrap();
    assert!(unknown.unknown && unknown.write == Permit::Ordinary);
    assert!(node.writer("secret.example").await.unwrap().unwrap().silenced);
    for nonsense in ["", "two words", "@@", "@x@", "https://", "192.0.2.1"] {
        assert!(node.writer(nonsense).await.unwrap().is_none(), "{nonsense}");
    }
}

#[tokio::test]
async fn the_audit_log_is_found_by_person_action_and_object_and_can_be_taken_away() {
    let node = node().await;
    node.block_host(&node.operator, "bad_1.example", Some(Severity::Suspend), "Spam")
        .await
        .ok();
    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();
    node.publish("Practice").await;
    let found = async |who: &str, action: &str, object: &str| {
        let wanted = AuditFilter {
            who: who.to_owned(),
            action: action.to_owned(),
            object: object.to_owned(),
        };
        node.find_audit(&node.operator, &wanted, None).await.unwrap().items
    };
    assert_eq!(found("", "domain.block", "bad.example").await.len(), 1);
    assert_eq!(found("SYS", "domain", "bad.ex").await.len(), 1);
    assert!(found("", "doma", "").await.is_empty());
    assert!(found("%", "", "").await.is_empty());
    assert!(found("", "", "bad%").await.is_empty());

    let step_up = node.step_up(&node.operator, None).await.unwrap();
    let all = node.export_audit(&node.operator, &step_up).await.unwrap();
    assert_eq!(all.len() as u64, node.verify_audit().await.unwrap());
    assert_eq!(all.last().unwrap().action, "audit.export");
    assert!(all.iter().enumerate().all(|(at, row)| row.number == at as i64 + 1));
}

#[tokio::test]
async fn a_sealed_node_signs_sends_and_shows_nothing_until_it_is_unlocked() {
    let node = node().await;
    let peer = Peer::new("f.example", "fay");
    node.followed_by(&peer).await;
    node.publish("Before").await;
    assert!(!node.due_peers().await.unwrap().is_empty());
    let step_up = node.step_up(&node.operator, None).await.unwrap();

    let sealed = node.seal(&node.operator, &step_up).await.unwrap();

    assert!(!sealed.failed);
    assert_eq!(sealed.people, 1);
    assert!(node.is_sealed());
    assert!(node.due_peers().await.unwrap().is_empty());
    assert!(matches!(
        node.actor_keys(&node.actor).await,
        Err(OperationError::Refused(_))
    ));
    assert!(node.seal_preview(&node.operator).await.unwrap().since.is_some());
    // Another process sees it, and the next start too.
    let step_up = node.step_up(&node.operator, None).await.unwrap();
    node.unseal(&node.operator, &step_up).await.unwrap();
    assert!(!node.is_sealed());
    assert!(node.actor_keys(&node.actor).await.is_ok());
    node.publish("After").await;
}
