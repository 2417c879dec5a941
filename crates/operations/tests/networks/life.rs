//! The life of a member: tiers, renewal, suspension, expulsion and appeal, leaving, moving, keys.

use chrono::TimeDelta;
use domain::membership::{Event, Matter, Stage, Tier};
use evidence::log::{Entry, EntryKind};
use operations::Subject;
use storage::{Db, log};

use crate::{actor, application, english, is_forbidden, is_not_found, is_refused, key, no, node, yes};

const MEMBER: Stage = Stage::Admitted { tier: Tier::Member };

#[tokio::test]
async fn from_the_application_to_the_end_each_step_has_its_number_its_document_and_its_entry() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    assert_eq!(node.roster_number().await, 0);
    node.days(14);
    node.both(id, Matter::Admit(Tier::Probationary)).await;
    let admitted = node.stored(id).await;
    assert_eq!(node.roster_number().await, 1);
    let digest = admitted.document_digest.clone().unwrap();
    node.both(id, Matter::SetTier(Tier::Member)).await;
    assert_ne!(node.stored(id).await.document_digest, Some(digest));
    let until = node.clock.now() + TimeDelta::days(30);
    let suspended = node.vote(&node.ada, id, yes(Matter::Suspend { until })).await.unwrap();
    assert_eq!(
        suspended,
        Stage::Suspended {
            was: Tier::Member,
            until
        }
    );
    node.days(29);
    assert_eq!(node.pass_day().await.unwrap(), 0);
    node.days(1);
    assert_eq!(node.pass_day().await.unwrap(), 1);
    assert_eq!(node.stage(id).await, MEMBER);
    assert_eq!(
        node.pass_day().await.unwrap(),
        0,
        "a second time on that day nothing happens"
    );
    let tx = node.store.begin().await.unwrap();
    node.subject_event(&tx, node.delta, &actor(1), Event::Withdraw)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let left = node.stored(id).await;
    assert_eq!(left.state.stage, Stage::Withdrawn);
    assert!(String::from_utf8(left.document.unwrap()).unwrap().contains("Tombstone"));

    let view = node.roster_view(node.delta, Some(0)).await.unwrap();
    let tiers: Vec<_> = view
        .changes
        .iter()
        .map(|change| change.standing.as_ref().unwrap().tier)
        .collect();
    let expected = [
        Tier::Probationary,
        Tier::Member,
        Tier::Suspended,
        Tier::Member,
        Tier::Withdrawn,
    ];
    assert_eq!((view.number, tiers.as_slice()), (5, expected.as_slice()));
    assert!(node.roster(node.delta).await.unwrap().1.is_empty());

    // The entries of the log are about one another, and commit to documents that are given out with their salt.
    let db = Db::from(&*node.store);
    let entries = log::entries(&db, "water.example/ap/log/1", 0, 100).await.unwrap();
    let entries: Vec<_> = entries
        .iter()
        .map(|row| (row.index, Entry::parse(row.entry.as_bytes()).unwrap()))
        .filter(|(_, entry)| entry.kind() == EntryKind::Member)
        .collect();
    assert_eq!(entries.len(), 5);
    assert_eq!(entries[0].1.about(), None);
    for pair in entries.windows(2) {
        assert_eq!(pair[1].1.about(), Some(pair[0].0));
    }
    assert_eq!(entries.last().unwrap().0, left.log_index.unwrap());
    let audit: Vec<_> = node.noted().await.into_iter().map(|(_, action)| action).collect();
    assert_eq!(audit[0], "membership.withdraw");
    assert!(audit.iter().any(|action| action == "membership.apply"));
    assert!(node.verify_audit().await.unwrap() > 0);
}

#[tokio::test]
async fn a_membership_that_cannot_be_read_keeps_no_other_from_its_reminder_and_its_lapse() {
    let node = node().await;
    node.sends_mail();
    let mut ids = [node.member(1, Tier::Member).await, node.member(2, Tier::Member).await];
    // The days are passed in the order of the ids.
    ids.sort();
    let (broken, whole) = (ids[0], ids[1]);
    let rules = domain::network::Rules::default();
    let due = node.stored(whole).await.state.renewal_due(&rules).unwrap();
    let spoil = format!("UPDATE memberships SET state = '{{}}' WHERE id = '{broken}'");
    storage::testing::execute(&node.store, &spoil).await.unwrap();

    node.pass(due - TimeDelta::days(7) - node.clock.now());
    let failed = node.pass_day().await;
    assert!(
        matches!(failed, Err(operations::OperationError::Storage(_))),
        "{failed:?}"
    );
    assert!(
        !node.mails_due().await.unwrap().is_empty(),
        "the other one was reminded"
    );
    node.pass(due - node.clock.now());
    assert!(node.pass_day().await.is_err());
    assert_eq!(node.stage(whole).await, Stage::Lapsed { was: Tier::Member });
}

#[tokio::test]
async fn who_does_not_renew_is_reminded_and_lapses() {
    let node = node().await;
    node.sends_mail();
    let id = node.member(1, Tier::Member).await;
    let due = node
        .stored(id)
        .await
        .state
        .renewal_due(&domain::network::Rules::default())
        .unwrap();
    let today = || node.clock.now();
    assert!(
        is_refused(&node.remind(&node.ada, node.delta, id).await),
        "no reminder is due"
    );
    for days in [60, 30, 7] {
        node.pass(due - TimeDelta::days(days) - today());
        assert_eq!(node.pass_day().await.unwrap(), 1, "{days} days before");
        assert_eq!(node.pass_day().await.unwrap(), 0);
    }
    let mails = node.mails_due().await.unwrap();
    let renew = |mail: &&operations::WaitingMail| {
        matches!(
            mail.mail.message,
            operations::MailMessage::Membership {
                notice: operations::MembershipNotice::Renew,
                ..
            }
        )
    };
    assert_eq!(mails.iter().filter(renew).count(), 3);
    let before = node.roster_number().await;
    node.pass(due - today());
    node.pass_day().await.unwrap();
    assert_eq!(node.stage(id).await, Stage::Lapsed { was: Tier::Member });
    let roster = node.roster(node.delta).await.unwrap();
    assert_eq!((roster.0, roster.1[0].tier), (before + 1, Tier::Lapsed));
    let row = &node
        .member_list(&node.ada, node.delta, Default::default(), None)
        .await
        .unwrap()
        .items[0];
    assert_eq!((row.member.tier, row.reminded), (Tier::Lapsed, 3));
    node.renew_for(&node.ada, node.delta, id).await.unwrap();
    assert_eq!(node.stage(id).await, MEMBER);
}

#[tokio::test]
async fn nobody_is_put_out_unheard_and_who_wins_an_appeal_has_a_new_membership() {
    let node = node().await;
    let link = node
        .begin_application(node.delta, &application("Blue Delta"), &english())
        .await
        .unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    let own = Subject::Link(link.expose());
    node.days(14);
    node.both(id, Matter::Admit(Tier::Member)).await;
    assert_eq!(
        node.roster_number().await,
        0,
        "without an actor there is nothing to list"
    );
    let to = Matter::Move {
        actor: actor(1),
        key: key(1),
    };
    node.both(id, to).await;
    assert_eq!(node.roster_number().await, 1);

    assert!(
        is_refused(&node.vote(&node.ada, id, yes(Matter::Expel)).await),
        "unheard"
    );
    let step_up = node.step_up_of(&node.ada).await;
    node.open_hearing(&node.ada, &step_up, node.delta, id, "Invoices for nothing.")
        .await
        .unwrap();
    assert!(
        is_refused(&node.appeal(own, "The work was done.").await),
        "not expelled yet"
    );
    node.answer_hearing(own, "The work was done.").await.unwrap();
    let hearing = node.case(&node.ben, node.delta, id).await.unwrap().hearing.unwrap();
    assert_eq!(hearing.answer.as_deref(), Some("The work was done."));
    assert_eq!(node.vote(&node.ada, id, yes(Matter::Expel)).await.unwrap(), MEMBER);
    assert_eq!(
        node.vote(&node.ben, id, yes(Matter::Expel)).await.unwrap(),
        Stage::Expelled
    );
    assert!(node.roster(node.delta).await.unwrap().1.is_empty());
    let seen = node.own_membership(own).await.unwrap();
    assert!(seen.appeal_until.is_some() && seen.reason.is_some());

    assert!(
        is_refused(&node.vote(&node.ada, id, yes(Matter::Appeal)).await),
        "nobody appealed"
    );
    node.appeal(own, "The work was done: see the photos.").await.unwrap();
    assert!(is_refused(&node.appeal(own, "Again.").await));
    node.vote(&node.ada, id, yes(Matter::Appeal)).await.unwrap();
    let stage = node.vote(&node.ben, id, yes(Matter::Appeal)).await.unwrap();
    assert_eq!(stage, MEMBER);
    assert_eq!(node.stage(id).await, Stage::Expelled, "the old one stays ended");
    let seen = node.own_membership(own).await.unwrap();
    assert_ne!(seen.membership, id);
    assert_eq!(seen.stage, MEMBER);
    let new = node.stored(seen.membership).await;
    assert_eq!((new.previous, new.state.key), (Some(id), Some(key(1))));
    let roster = node.roster(node.delta).await.unwrap();
    assert_eq!(
        (roster.0, roster.1.len(), roster.1[0].membership),
        (3, 1, seen.membership)
    );
    let standings = storage::rosters::standings(&Db::from(&*node.store), node.delta)
        .await
        .unwrap();
    assert_eq!(
        standings.last().unwrap().1.tier,
        Tier::Member,
        "the newest membership of an actor counts"
    );
}

#[tokio::test]
async fn a_hearing_can_end_without_consequence_and_an_appeal_can_fail() {
    let node = node().await;
    let id = node.member(1, Tier::Member).await;
    let step_up = node.step_up_of(&node.ada).await;
    node.open_hearing(&node.ada, &step_up, node.delta, id, "Rumours.")
        .await
        .unwrap();
    node.close_hearing(&node.ada, &step_up, node.delta, id).await.unwrap();
    assert!(is_refused(
        &node.close_hearing(&node.ada, &step_up, node.delta, id).await
    ));
    assert!(is_refused(&node.vote(&node.ada, id, yes(Matter::Expel)).await));
    node.open_hearing(&node.ada, &step_up, node.delta, id, "Invoices.")
        .await
        .unwrap();
    node.days(14);
    node.both(id, Matter::Expel).await;
    let private = node.private_link(&node.ada, &step_up, node.delta, id).await.unwrap();
    let own = Subject::Link(private.secret.expose());
    node.days(31);
    assert!(is_refused(&node.appeal(own, "Too late.").await));
    assert_eq!(node.own_membership(own).await.unwrap().appeal_until, None);

    let other = node.member(2, Tier::Member).await;
    node.open_hearing(&node.ada, &step_up, node.delta, other, "Invoices.")
        .await
        .unwrap();
    node.days(14);
    node.both(other, Matter::Expel).await;
    let private = node.private_link(&node.ada, &step_up, node.delta, other).await.unwrap();
    node.appeal(Subject::Link(private.secret.expose()), "We did it.")
        .await
        .unwrap();
    for admin in [&node.ada, &node.ben] {
        node.vote(admin, other, no(Matter::Appeal)).await.unwrap();
    }
    assert_eq!(node.stage(other).await, Stage::Expelled);
    assert!(is_refused(&node.vote(&node.ada, other, yes(Matter::Appeal)).await));
}

#[tokio::test]
async fn a_new_domain_takes_the_old_actor_off_the_roster() {
    let node = node().await;
    let id = node.member(1, Tier::Member).await;
    let wish = Event::AskToMove {
        actor: actor(9),
        key: key(9),
    };
    let tx = node.store.begin().await.unwrap();
    node.subject_event(&tx, node.delta, &actor(1), wish).await.unwrap();
    tx.commit().await.unwrap();
    let case = node.case(&node.ada, node.delta, id).await.unwrap();
    assert_eq!(case.wanted_move, Some((actor(9), key(9))));
    let to = Matter::Move {
        actor: actor(9),
        key: key(9),
    };
    node.both(id, to).await;
    let view = node.roster_view(node.delta, Some(1)).await.unwrap();
    assert_eq!(view.number, 3);
    assert_eq!(
        (view.changes[0].actor.as_str(), &view.changes[0].standing),
        (actor(1).as_str(), &None)
    );
    assert_eq!(view.changes[1].standing.as_ref().unwrap().key, key(9));
    let latest = node.roster_view(node.delta, None).await.unwrap();
    assert_eq!(latest.changes.len(), 1);
}

#[tokio::test]
async fn a_key_for_which_the_old_one_vouches_is_pinned_and_a_lost_one_needs_two_people() {
    let node = node().await;
    let id = node.member(1, Tier::Member).await;
    let tx = node.store.begin().await.unwrap();
    node.member_key_changed(&tx, &actor(1), &key(5)).await.unwrap();
    node.member_key_changed(&tx, &actor(1), &key(5)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(node.roster(node.delta).await.unwrap().1[0].key, Some(key(5)));
    assert_eq!(node.roster_number().await, 2, "the same key again changes nothing");
    let lost = Matter::ChangeKey(key(6));
    node.vote(&node.ada, id, yes(lost.clone())).await.unwrap();
    assert_eq!(node.stored(id).await.state.key, Some(key(5)));
    node.vote(&node.ben, id, yes(lost)).await.unwrap();
    assert_eq!(node.stored(id).await.state.key, Some(key(6)));
    assert_eq!(node.roster_number().await, 3);
}

#[tokio::test]
async fn an_organisation_of_this_node_takes_its_new_key_along() {
    let node = node().await;
    let local = node.local_operator(None, Some("water")).await.unwrap();
    let step_up = node.step_up_of(&local).await;
    let id = node
        .apply_for(&local, &step_up, node.delta, node.water, &application("Water"))
        .await
        .unwrap();
    node.days(14);
    node.both(id, Matter::Admit(Tier::Member)).await;
    let before = node.stored(id).await.state.key;
    node.rotate_keys(&local, Some(node.water)).await.unwrap();
    let after = node.stored(id).await.state.key;
    assert_ne!(before, after);
    let actor = node.urls().unwrap().organisation(node.water);
    assert_eq!(after, Some(node.actor_keys(&actor).await.unwrap().ed25519.multikey()));
    // Nobody else gets a private link to what owners of this node hold.
    let admin = node.step_up_of(&node.ada).await;
    assert!(is_not_found(
        &node.private_link(&node.ada, &admin, node.delta, id).await
    ));
}

#[tokio::test]
async fn what_is_decided_early_happens_by_itself_when_the_comment_period_is_over() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    node.both(id, Matter::Admit(Tier::Observer)).await;
    assert_eq!(node.stage(id).await, Stage::Waiting { asked: false });
    node.days(13);
    assert_eq!(node.pass_day().await.unwrap(), 0);
    node.days(1);
    assert_eq!(node.pass_day().await.unwrap(), 1);
    assert_eq!(node.stage(id).await, Stage::Admitted { tier: Tier::Observer });
    assert_eq!(node.roster_number().await, 1);
    let olu = node.again("olu").await;
    assert!(is_forbidden(&node.remind(&olu, node.delta, id).await));
}

#[tokio::test]
async fn a_membership_gives_the_same_state_when_its_lines_are_read_again() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let begun = node.stored(id).await.state;
    node.ask_applicant(&node.ada, node.delta, id, "Who are you?")
        .await
        .unwrap();
    node.days(14);
    node.both(id, Matter::Admit(Tier::Member)).await;
    node.days(400);
    node.pass_day().await.unwrap();
    let lines = storage::membership_log::lines(&Db::from(&*node.store), id)
        .await
        .unwrap();
    let entries: Vec<_> = lines.into_iter().map(|line| line.entry).collect();
    let again = begun.replay(&domain::network::Rules::default(), &entries).unwrap();
    assert_eq!(again, node.stored(id).await.state);
}
