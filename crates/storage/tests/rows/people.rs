//! People, roles, logins, tokens, links.

use chrono::TimeDelta;
use domain::{
    account::Role,
    ids::{LinkId, LoginId, TokenId},
};
use storage::{
    Db, StorageError,
    links::{self, Link, Purpose},
    logins::{self, Login},
    people, testing,
    tokens::{self, Token},
};

use crate::{at, organisation, person};

fn login(number: u8, person: domain::ids::PersonId) -> Login {
    Login {
        id: LoginId::new(at(0), [number; 10]),
        person,
        secret_sha256: format!("secret-{number}"),
        form_token: "form".to_owned(),
        acting_for: None,
        device: "Firefox".to_owned(),
        since: at(0),
        last_used: at(0),
        proved_at: None,
    }
}

fn token(number: u8, person: domain::ids::PersonId, of: domain::ids::OrganisationId) -> Token {
    Token {
        id: TokenId::new(at(0), [number; 10]),
        person,
        organisation: of,
        name: "import".to_owned(),
        secret_sha256: format!("token-{number}"),
        scopes: "read write".to_owned(),
        since: at(0),
        last_used: None,
    }
}

#[tokio::test]
async fn a_person_comes_back_with_roles_and_without_a_password() {
    let store = testing::temporary().await.unwrap();
    let amina = person(
        "amina",
        &[(organisation(1), Role::Owner), (organisation(2), Role::Viewer)],
    );
    let tx = store.begin().await.unwrap();
    people::insert(&tx, &amina).await.unwrap();
    tx.commit().await.unwrap();

    let db = Db::from(&*store);
    assert_eq!(people::by_login(&db, "amina").await.unwrap(), Some(amina.clone()));
    assert_eq!(people::get(&db, amina.id).await.unwrap(), Some(amina.clone()));
    assert_eq!(people::password_hash(&db, amina.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_login_name_is_given_once() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    people::insert(&tx, &person("amina", &[])).await.unwrap();
    let mut second = person("amina", &[]);
    second.id = person("other", &[]).id;

    assert!(matches!(people::insert(&tx, &second).await, Err(StorageError::Exists)));
}

#[tokio::test]
async fn a_role_is_replaced_and_ended() {
    let store = testing::temporary().await.unwrap();
    let amina = person("amina", &[(organisation(1), Role::Viewer)]);
    let tx = store.begin().await.unwrap();
    people::insert(&tx, &amina).await.unwrap();
    people::set_role(&tx, amina.id, organisation(1), Some(Role::Editor))
        .await
        .unwrap();
    let team = people::all(&Db::from(&tx), Some(organisation(1))).await.unwrap();
    assert_eq!(team[0].role_in(organisation(1)), Some(Role::Editor));

    people::set_role(&tx, amina.id, organisation(1), None).await.unwrap();

    assert!(
        people::all(&Db::from(&tx), Some(organisation(1)))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn all_logins_but_one_end() {
    let store = testing::temporary().await.unwrap();
    let (amina, bo) = (person("amina", &[]), person("bo", &[]));
    let tx = store.begin().await.unwrap();
    for (number, owner) in [(1, &amina), (2, &amina), (3, &bo)] {
        logins::insert(&tx, &login(number, owner.id)).await.unwrap();
    }
    logins::end_all(&tx, amina.id, Some(login(2, amina.id).id))
        .await
        .unwrap();

    let db = Db::from(&tx);
    assert!(logins::by_secret(&db, "secret-1").await.unwrap().is_none());
    assert!(logins::by_secret(&db, "secret-2").await.unwrap().is_some());
    assert!(logins::by_secret(&db, "secret-3").await.unwrap().is_some());
}

#[tokio::test]
async fn nobody_ends_the_login_or_token_of_another_person() {
    let store = testing::temporary().await.unwrap();
    let (amina, bo) = (person("amina", &[]), person("bo", &[]));
    let tx = store.begin().await.unwrap();
    let (hers, its) = (login(1, amina.id), token(1, amina.id, organisation(1)));
    logins::insert(&tx, &hers).await.unwrap();
    tokens::insert(&tx, &its).await.unwrap();

    assert!(!logins::end(&tx, bo.id, hers.id).await.unwrap());
    assert!(!tokens::end(&tx, bo.id, its.id).await.unwrap());
    assert!(logins::end(&tx, amina.id, hers.id).await.unwrap());
    assert!(tokens::end(&tx, amina.id, its.id).await.unwrap());
}

#[tokio::test]
async fn the_tokens_for_one_organisation_end_and_the_others_stay() {
    let store = testing::temporary().await.unwrap();
    let amina = person("amina", &[]);
    let tx = store.begin().await.unwrap();
    tokens::insert(&tx, &token(1, amina.id, organisation(1))).await.unwrap();
    tokens::insert(&tx, &token(2, amina.id, organisation(2))).await.unwrap();

    tokens::end_all(&tx, amina.id, Some(organisation(1))).await.unwrap();

    let left = tokens::of_person(&Db::from(&tx), amina.id).await.unwrap();
    assert_eq!(
        left.iter().map(|token| token.organisation).collect::<Vec<_>>(),
        [organisation(2)]
    );
    tokens::end_all(&tx, amina.id, None).await.unwrap();
    assert!(tokens::of_person(&Db::from(&tx), amina.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_link_has_one_purpose_one_end_and_works_once() {
    let store = testing::temporary().await.unwrap();
    let link = Link {
        id: LinkId::new(at(0), [1; 10]),
        purpose: Purpose::Invite,
        secret_sha256: "secret".to_owned(),
        person: None,
        organisation: Some(organisation(1)),
        role: Some(Role::Editor),
        expires: at(0) + TimeDelta::days(7),
    };
    let tx = store.begin().await.unwrap();
    links::insert(&tx, &link).await.unwrap();
    let db = Db::from(&tx);

    let found = links::valid(&db, Purpose::Invite, "secret", at(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.organisation, found.role),
        (Some(organisation(1)), Some(Role::Editor))
    );
    assert!(
        links::valid(&db, Purpose::Reset, "secret", at(1))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        links::valid(&db, Purpose::Invite, "secret", link.expires)
            .await
            .unwrap()
            .is_none()
    );
    assert!(links::end(&tx, link.id).await.unwrap());
    assert!(!links::end(&tx, link.id).await.unwrap());
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    people::insert(&tx, &person("amina", &[])).await.unwrap();
    drop(tx);

    assert_eq!(people::by_login(&Db::from(&*store), "amina").await.unwrap(), None);
}
