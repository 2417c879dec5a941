//! What is forgotten of an application when its membership ended long ago.

use domain::membership::{Appeal, Matter, Registration, Stage, Tier};
use operations::Subject;
use storage::memberships::{self, Membership};

use crate::{Node, application, english, is_not_found, no, node};

impl Node {
    async fn declined(&self, id: domain::ids::MembershipId) {
        for admin in [&self.ada, &self.ben] {
            self.vote(admin, id, no(Matter::Admit(Tier::Member))).await.unwrap();
        }
    }

    async fn keep(&self, it: &Membership) {
        let tx = self.store.begin().await.unwrap();
        memberships::insert(&tx, it).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn mailboxes_of_who_was_declined_are_forgotten_after_ninety_days() {
    let node = node().await;
    let mut draft = application("Blue Delta");
    draft.registration = "cannot-register-safely".to_owned();
    draft.registration_reason = "People of it would be arrested.".to_owned();
    let link = node.begin_application(node.delta, &draft, &english()).await.unwrap();
    let id = node.send_application(link.expose()).await.unwrap();
    node.declined(id).await;
    let waits = node.join(1, application("Waits")).await.unwrap();
    node.days(89);
    node.pass_day().await.unwrap();
    assert!(node.stored(id).await.application.contact.is_some());
    node.days(2);
    node.pass_day().await.unwrap();
    let it = node.stored(id).await;
    assert_eq!((it.application.contact, it.state.contacts), (None, Vec::new()));
    assert_eq!(it.state.stage, Stage::Declined);
    let row = serde_json::to_string(&it.application.registration).unwrap();
    assert!(!row.contains("arrested"), "{row}");
    assert!(is_not_found(&node.own_membership(Subject::Link(link.expose())).await));
    assert!(node.stored(waits).await.application.contact.is_some());
}

#[tokio::test]
async fn neither_many_open_appeals_nor_a_row_that_cannot_be_read_keep_others_from_being_forgotten() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    node.declined(id).await;
    let declined = node.stored(id).await;
    // The ids of these come before that of the one that is due.
    for number in 0..201 {
        let mut appeals = declined.clone();
        appeals.id = format!("00000000-0000-7000-8000-{number:012}").parse().unwrap();
        appeals.state.stage = Stage::Expelled;
        appeals.state.appeal = Some(Appeal {
            grounds: "The work was done.".to_owned(),
            granted: None,
        });
        node.keep(&appeals).await;
    }
    let appeals = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    let spoil = "UPDATE memberships SET state = '{}' WHERE id = '00000000-0000-7000-8000-000000000007'";
    storage::testing::execute(&node.store, spoil).await.unwrap();

    node.days(91);
    let failed = node.pass_day().await;
    assert!(
        matches!(failed, Err(operations::OperationError::Storage(_))),
        "{failed:?}"
    );
    assert_eq!(node.stored(id).await.application.contact, None);
    let kept = node.stored(appeals).await;
    assert!(kept.application.contact.is_some(), "an appeal waits");
}

#[tokio::test]
async fn what_was_written_for_the_admins_alone_is_forgotten_of_who_gave_no_mailbox_too() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    node.declined(id).await;
    let mut only = node.stored(id).await;
    (only.application.contact, only.application.second_contact) = (None, None);
    only.state.contacts.clear();
    let with_ties = {
        let mut it = only.clone();
        it.application.ties = Some("The mayor is a cousin.".to_owned());
        it
    };
    let with_reason = {
        let mut it = only.clone();
        it.application.registration = Registration::Informal {
            reason: "We meet at the well.".to_owned(),
        };
        it
    };
    let with_mailbox_of_before = {
        let mut it = only.clone();
        it.state.contacts = vec!["office@blue.example".to_owned()];
        it
    };
    let mut ids = Vec::new();
    for (number, mut it) in [with_ties, with_reason, with_mailbox_of_before].into_iter().enumerate() {
        it.id = format!("00000000-0000-7000-8000-{number:012}").parse().unwrap();
        node.keep(&it).await;
        ids.push(it.id);
    }
    node.days(91);
    node.pass_day().await.unwrap();
    for id in &ids {
        let it = node.stored(*id).await;
        let kept = format!("{:?} {:?}", it.application, it.state.contacts);
        for word in ["cousin", "well", "blue.example"] {
            assert!(!kept.contains(word), "{kept}");
        }
    }
    let once = node.stored(ids[0]).await;
    node.days(91);
    node.pass_day().await.unwrap();
    assert_eq!(node.stored(ids[0]).await, once, "nothing is left to forget");
}
