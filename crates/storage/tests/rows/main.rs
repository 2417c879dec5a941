//! What is stored comes back, on SQLite and, with `TEST_DATABASE_URL`, on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod arriving;
mod audit;
mod backup;
mod drafts;
mod log;
mod media;
mod networks;
mod people;
mod posts;
mod refusals;
mod rosters;
mod search;
mod timelines;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{LoginName, Person, Role},
    ids::{OrganisationId, PersonId, PostId},
};
use storage::posts::{Kind, Post, State, Visibility};

/// A moment, some seconds after the first of them.
fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::seconds(seconds)
}

fn organisation(number: u8) -> OrganisationId {
    OrganisationId::new(at(0), [number; 10])
}

fn person(login: &str, roles: &[(OrganisationId, Role)]) -> Person {
    let mut random = [0; 10];
    let length = login.len().min(10);
    random[..length].copy_from_slice(&login.as_bytes()[..length]);
    Person {
        id: PersonId::new(at(0), random),
        login: LoginName::parse(login).unwrap(),
        name: login.to_uppercase(),
        node_role: None,
        roles: roles.to_vec(),
        networks: Vec::new(),
        disabled: false,
        created_at: at(0),
    }
}

/// A public note of `author`, published at `at(number)`.
fn post(number: u8, author: &str) -> Post {
    let id = PostId::new(at(i64::from(number)), [number; 10]);
    Post {
        id,
        object: format!("https://a.example/ap/notes/{id}"),
        kind: Kind::Note,
        author: author.to_owned(),
        organisation: None,
        slug: None,
        in_reply_to: None,
        visibility: Visibility::Public,
        language: Some("en".to_owned()),
        title: None,
        summary: None,
        content: "<p>Text</p>".to_owned(),
        facts: None,
        bytes: b"{\"type\":\"Note\"}".to_vec(),
        url: None,
        revision: 1,
        state: State::Visible,
        reason: None,
        published: at(i64::from(number)),
        updated: None,
        received_at: at(i64::from(number)),
    }
}
