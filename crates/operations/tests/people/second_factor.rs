//! The second factor: set up, asked for at log-in and before what binds others, lost.

use chrono::TimeDelta;
use domain::{account::Role, second_factor::Ask};
use operations::{EndedFactor, LogIn, OperationError, Session};

use crate::{Node, PASSWORD, is_forbidden, is_not_found, is_refused, node, password, session};

async fn begin(node: &Node, login: &str) -> String {
    match node
        .log_in(login, PASSWORD.to_owned().into(), "Firefox, Linux", "192.0.2.1")
        .await
        .unwrap()
    {
        LogIn::SecondFactor(waiting) => waiting.expose().to_owned(),
        LogIn::Done(_) => panic!("{login} is not asked for the second factor"),
    }
}

async fn step_up(node: &Node, session: &Session, proof: &str) -> Result<(), OperationError> {
    let proof = (!proof.is_empty()).then(|| proof.to_owned().into());
    node.step_up(session, proof).await.map(|_| ())
}

fn is_wrong<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::NotSignedIn))
}

#[tokio::test]
async fn ac2_a_code_of_the_app_lets_in_once_and_never_an_earlier_one() {
    let node = node().await;
    let app = node.prove(&node.operator).await;
    let confirmed = node.code(&app);
    node.pass(TimeDelta::seconds(90));
    let code = node.code(&app);

    let waiting = begin(&node, "olu").await;
    assert!(is_wrong(
        &node.finish_log_in(&waiting, "000000".to_owned().into()).await
    ));
    assert!(is_wrong(&node.finish_log_in(&waiting, confirmed.into()).await));
    let cookie = node.finish_log_in(&waiting, code.clone().into()).await.unwrap();

    assert!(session(&node, cookie.expose()).await.is_some());
    let again = node.finish_log_in(&waiting, code.clone().into()).await;
    assert!(is_not_found(&again), "the first step is over");
    let second = begin(&node, "olu").await;
    assert!(is_wrong(&node.finish_log_in(&second, code.into()).await), "taken once");
}

#[tokio::test]
async fn ac2_the_code_that_confirmed_the_app_is_used_up() {
    let node = node().await;
    let app = node.prove(&node.operator).await;
    let waiting = begin(&node, "olu").await;

    let answer = node.finish_log_in(&waiting, node.code(&app).into()).await;

    assert!(is_wrong(&answer));
}

#[tokio::test]
async fn ac2_each_of_ten_recovery_codes_lets_in_once() {
    let node = node().await;
    node.prove(&node.operator).await;
    assert_eq!(node.second_factor(&node.operator).await.unwrap().recovery_codes, 10);
    let code = node.recovery_code("olu");
    let waiting = begin(&node, "olu").await;
    node.finish_log_in(&waiting, code.to_uppercase().replace('-', " ").into())
        .await
        .unwrap();

    let waiting = begin(&node, "olu").await;
    assert!(is_wrong(&node.finish_log_in(&waiting, code.into()).await));
    assert_eq!(node.second_factor(&node.operator).await.unwrap().recovery_codes, 9);
}

#[tokio::test]
async fn ac2_new_recovery_codes_end_the_earlier_ones() {
    let node = node().await;
    node.prove(&node.operator).await;
    let old = node.recovery_code("olu");
    let proof = node.step_up(&node.operator, None).await.unwrap();
    let new = node.new_recovery_codes(&node.operator, &proof).await.unwrap();

    let waiting = begin(&node, "olu").await;
    assert!(is_wrong(&node.finish_log_in(&waiting, old.into()).await));
    assert!(node.finish_log_in(&waiting, new[0].clone().into()).await.is_ok());
}

#[tokio::test]
async fn ac5_a_proof_lasts_five_minutes_and_the_password_is_none() {
    let node = node().await;
    assert!(matches!(
        step_up(&node, &node.operator, PASSWORD).await,
        Err(OperationError::SecondFactorMissing)
    ));
    let app = node.prove(&node.operator).await;
    assert!(step_up(&node, &node.operator, "").await.is_ok());
    node.pass(TimeDelta::seconds(301));

    assert!(is_wrong(&step_up(&node, &node.operator, "").await));
    assert!(is_wrong(&step_up(&node, &node.operator, PASSWORD).await));
    let code = node.code(&app);
    assert!(step_up(&node, &node.operator, &code).await.is_ok());
    assert!(step_up(&node, &node.operator, "").await.is_ok());
    node.pass(TimeDelta::seconds(301));
    assert!(is_wrong(&step_up(&node, &node.operator, &code).await), "taken once");
}

#[tokio::test]
async fn ac3_a_step_up_gives_the_login_a_new_cookie_and_the_old_one_is_dead() {
    let node = node().await;
    node.prove(&node.operator).await;
    let waiting = begin(&node, "olu").await;
    let code = node.recovery_code("olu");
    let old = node.finish_log_in(&waiting, code.into()).await.unwrap();
    let login = session(&node, old.expose()).await.unwrap();
    assert_eq!(node.ask(&login), Ask::Nothing);
    node.pass(TimeDelta::minutes(6));
    let code = node.recovery_code("olu");

    let proof = node.step_up(&login, Some(code.into())).await.unwrap();

    let new = proof.cookie().unwrap().expose().to_owned();
    assert!(session(&node, old.expose()).await.is_none());
    let renewed = session(&node, &new).await.unwrap();
    assert_eq!(renewed.login(), login.login());
    assert_eq!(
        renewed.form_token(),
        login.form_token(),
        "open pages still send their forms"
    );
}

#[tokio::test]
async fn ac2_an_owner_sets_it_up_before_anything_else_and_an_editor_need_not() {
    let node = node().await;
    let editor = node.member("ed", node.water, Role::Editor).await;

    assert!(node.lacks_second_factor(&node.operator));
    assert!(!node.lacks_second_factor(&editor));
    node.prove(&node.operator).await;
    assert!(!node.lacks_second_factor(&node.again("olu").await));
}

#[tokio::test]
async fn ac2_the_last_factor_of_an_owner_stays_and_that_of_an_editor_goes_with_its_codes() {
    let node = node().await;
    let editor = node.member("ed", node.water, Role::Editor).await;
    node.prove(&node.operator).await;
    node.prove(&editor).await;
    let (owners, editors) = (
        node.step_up(&node.operator, None).await.unwrap(),
        node.step_up(&editor, None).await.unwrap(),
    );

    let refused = node.end_factor(&node.operator, &owners, &EndedFactor::CodeApp).await;
    assert!(is_refused(&refused));
    let of_another = EndedFactor::Passkey("AAAA".to_owned());
    assert!(is_not_found(&node.end_factor(&editor, &editors, &of_another).await));
    node.end_factor(&editor, &editors, &EndedFactor::CodeApp).await.unwrap();

    assert_eq!(node.second_factor(&node.operator).await.unwrap().recovery_codes, 10);
    assert_eq!(node.second_factor(&editor).await.unwrap().recovery_codes, 0);
    let cookie = crate::log_in(&node, "ed", PASSWORD).await;
    assert!(cookie.is_ok(), "the password alone again");
}

#[tokio::test]
async fn ac2_the_first_factor_wants_the_password_when_the_login_is_not_young() {
    let node = node().await;
    node.pass(TimeDelta::minutes(6));
    let operator = node.again("olu").await;
    node.pass(TimeDelta::minutes(6));
    assert_eq!(node.ask_for_factors(&operator), Ask::Password);
    node.offer_code_app(&operator).unwrap();

    let without = node.confirm_code_app(&operator, None, "000000").await;
    let wrong = node
        .confirm_code_app(&operator, Some("not the password".to_owned().into()), "000000")
        .await;
    let right = node
        .confirm_code_app(&operator, Some(PASSWORD.to_owned().into()), "000000")
        .await;

    assert!(is_wrong(&without) && is_wrong(&wrong));
    assert!(is_not_found(&right), "only the code is wrong now");
    assert_eq!(node.second_factor(&operator).await.unwrap().code_app, None);
}

#[tokio::test]
async fn w03_guessed_codes_wait_and_a_right_one_works_afterwards() {
    let node = node().await;
    node.prove(&node.operator).await;
    let waiting = begin(&node, "olu").await;
    for _ in 0..5 {
        assert!(is_wrong(
            &node.finish_log_in(&waiting, "000000".to_owned().into()).await
        ));
    }

    let code = node.recovery_code("olu");
    let waits = node.finish_log_in(&waiting, code.clone().into()).await;

    assert!(matches!(waits, Err(OperationError::TooMany { .. })));
    node.pass(TimeDelta::seconds(2));
    assert!(node.finish_log_in(&waiting, code.into()).await.is_ok());
}

#[tokio::test]
async fn w05_a_new_password_ends_a_log_in_that_waits_for_its_second_step() {
    let node = node().await;
    let editor = node.member("ed", node.water, Role::Editor).await;
    node.prove(&editor).await;
    let waiting = begin(&node, "ed").await;
    node.change_password(&editor, PASSWORD.to_owned().into(), password("four red kites"))
        .await
        .unwrap();

    let code = node.recovery_code("ed");
    let answer = node.finish_log_in(&waiting, code.into()).await;

    assert!(is_not_found(&answer));
}

#[tokio::test]
async fn a_log_in_waits_ten_minutes_for_its_second_step() {
    let node = node().await;
    node.prove(&node.operator).await;
    let waiting = begin(&node, "olu").await;
    node.pass(TimeDelta::minutes(11));

    let code = node.recovery_code("olu");
    assert!(is_not_found(&node.finish_log_in(&waiting, code.into()).await));
}

#[tokio::test]
async fn a_lost_second_factor_is_taken_away_by_an_operator_only_and_ends_all_logins() {
    let node = node().await;
    let editor = node.member("ed", node.water, Role::Editor).await;
    node.prove(&editor).await;
    let own = node.step_up(&editor, None).await.unwrap();
    let of_operator = node.operator.person().id;
    assert!(is_forbidden(
        &node.forget_second_factor(&editor, &own, of_operator).await
    ));
    let local = node.local_operator(None, None).await.unwrap();
    let proof = node.step_up(&local, None).await.unwrap();

    node.forget_second_factor(&local, &proof, editor.person().id)
        .await
        .unwrap();

    assert!(node.logins(&editor).await.unwrap().is_empty());
    assert_eq!(node.noted().await.1, "second-factor.forget");
    assert!(crate::log_in(&node, "ed", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn an_answer_of_a_passkey_that_nobody_asked_is_wrong() {
    let node = node().await;
    node.prove(&node.operator).await;
    node.pass(TimeDelta::minutes(6));
    for answer in ["{}", "{\"id\":1}", "{"] {
        assert!(is_wrong(&step_up(&node, &node.operator, answer).await), "{answer}");
    }
}
