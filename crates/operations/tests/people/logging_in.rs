//! Logins: waits, ends, passwords.

use chrono::TimeDelta;
use domain::account::Role;
use futures::future::join_all;
use operations::{Caller, OperationError};

use crate::{PASSWORD, is_not_found, log_in, node, password, session};

#[tokio::test]
async fn w04_unknown_names_and_wrong_passwords_get_one_answer() {
    let node = node().await;

    for (login, password) in [
        ("olu", "wrong password"),
        ("nobody", PASSWORD),
        ("not a name!", PASSWORD),
        ("", ""),
    ] {
        let answer = log_in(&node, login, password).await;
        assert!(matches!(answer, Err(OperationError::NotSignedIn)), "{login}");
    }
}

#[tokio::test]
async fn w03_after_five_failures_even_the_right_password_waits_and_then_works() {
    let node = node().await;
    for number in 0..5 {
        let client = format!("198.51.{number}.1");
        let answer = node
            .log_in("olu", "wrong password".to_owned().into(), "x", &client)
            .await;
        assert!(matches!(answer, Err(OperationError::NotSignedIn)));
    }

    let answer = node.log_in("OLU", PASSWORD.to_owned().into(), "x", "203.0.113.1").await;

    let Err(OperationError::TooMany { seconds }) = answer else {
        panic!("the account does not wait")
    };
    node.pass(TimeDelta::seconds(i64::try_from(seconds).unwrap()));
    assert!(log_in(&node, "olu", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn w03_many_accounts_from_one_network_wait_too() {
    let node = node().await;
    for number in 0..5 {
        let (login, client) = (format!("person{number}"), format!("198.51.100.{number}"));
        let answer = node
            .log_in(&login, "wrong password".to_owned().into(), "x", &client)
            .await;
        assert!(matches!(answer, Err(OperationError::NotSignedIn)));
    }

    let neighbour = node
        .log_in("olu", PASSWORD.to_owned().into(), "x", "198.51.100.200")
        .await;

    assert!(matches!(neighbour, Err(OperationError::TooMany { .. })));
    assert!(
        node.log_in("olu", PASSWORD.to_owned().into(), "x", "203.0.113.1")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn w03_guesses_at_the_same_time_are_all_counted() {
    let node = node().await;
    let guesses = (0..12).map(|_| log_in(&node, "olu", "wrong password"));

    let answers = join_all(guesses).await;

    let tried = answers
        .iter()
        .filter(|answer| matches!(answer, Err(OperationError::NotSignedIn)))
        .count();
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn w05_a_login_of_an_editor_ends_after_thirty_idle_days_and_not_before() {
    let node = node().await;
    node.member("ed", node.water, Role::Editor).await;
    let cookie = log_in(&node, "ed", PASSWORD).await.unwrap();
    for _ in 0..3 {
        node.pass(TimeDelta::days(29));
        assert!(session(&node, cookie.expose()).await.is_some());
    }

    node.pass(TimeDelta::days(31));

    assert!(session(&node, cookie.expose()).await.is_none());
}

#[tokio::test]
async fn w05_a_login_of_an_operator_ends_after_half_an_idle_hour_and_after_twelve_hours() {
    let node = node().await;
    let idle = log_in(&node, "olu", PASSWORD).await.unwrap();
    node.pass(TimeDelta::minutes(31));
    assert!(session(&node, idle.expose()).await.is_none());

    let busy = log_in(&node, "olu", PASSWORD).await.unwrap();
    for _ in 0..29 {
        node.pass(TimeDelta::minutes(24));
        assert!(session(&node, busy.expose()).await.is_some());
    }
    node.pass(TimeDelta::minutes(26));

    assert!(session(&node, busy.expose()).await.is_none());
}

#[tokio::test]
async fn w05_log_out_and_a_new_password_end_what_they_should() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let other = log_in(&node, "ed", PASSWORD).await.unwrap();
    let token = node
        .create_token(&ed, "import", node.water, &["read".to_owned()])
        .await
        .unwrap();
    let link = node.reset_link(&node.operator, ed.person().id).await.unwrap();

    let wrong = node
        .change_password(&ed, "wrong password".to_owned().into(), password("four red kites"))
        .await;
    assert!(matches!(wrong, Err(OperationError::NotSignedIn)));
    node.change_password(&ed, PASSWORD.to_owned().into(), password("four red kites"))
        .await
        .unwrap();

    assert!(session(&node, other.expose()).await.is_none());
    assert!(node.caller_by_token(token.expose()).await.is_err());
    assert!(is_not_found(&node.check_reset_link(link.expose()).await));
    assert_eq!(node.logins(&ed).await.unwrap().len(), 1);
    assert!(log_in(&node, "ed", PASSWORD).await.is_err());
    let newest = log_in(&node, "ed", "four red kites").await.unwrap();
    let newest_session = session(&node, newest.expose()).await.unwrap();
    node.log_out(&newest_session).await.unwrap();
    assert!(matches!(
        node.caller_by_cookie(newest.expose()).await.unwrap(),
        Caller::Visitor
    ));
}

#[tokio::test]
async fn w05_disabling_ends_everything_at_once() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let cookie = log_in(&node, "ed", PASSWORD).await.unwrap();
    let token = node
        .create_token(&ed, "import", node.water, &["read".to_owned()])
        .await
        .unwrap();

    node.disable_person(&node.operator, ed.person().id, true).await.unwrap();

    assert!(session(&node, cookie.expose()).await.is_none());
    assert!(node.caller_by_token(token.expose()).await.is_err());
    assert!(matches!(
        log_in(&node, "ed", PASSWORD).await,
        Err(OperationError::NotSignedIn)
    ));
    node.disable_person(&node.operator, ed.person().id, false)
        .await
        .unwrap();
    assert!(session(&node, cookie.expose()).await.is_none());
    assert!(log_in(&node, "ed", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn each_login_has_a_secret_and_a_form_token_of_its_own() {
    let node = node().await;
    let (first, second) = (
        log_in(&node, "olu", PASSWORD).await.unwrap(),
        log_in(&node, "olu", PASSWORD).await.unwrap(),
    );
    let first_session = session(&node, first.expose()).await.unwrap();
    let second_session = session(&node, second.expose()).await.unwrap();

    assert_ne!(first.expose(), second.expose());
    assert!(first.expose().len() >= 43);
    assert_ne!(first_session.form_token(), second_session.form_token());
}

#[tokio::test]
async fn nobody_ends_the_login_of_another() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;

    let answer = node.end_logins(&ed, node.operator.login()).await;

    assert!(is_not_found(&answer));
}
