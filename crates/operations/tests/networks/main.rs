//! Networks and their members: from the application to the end, with every refusal on the way.
//!
//! On SQLite and, with `TEST_DATABASE_URL`, on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod applying;
mod checks;
mod counting;
mod deciding;
mod endorsing;
mod forgetting;
mod hidden;
mod life;
mod proposing;
mod rosters;
mod setting_up;
mod speaking;
mod witnesses;

#[path = "../world/mod.rs"]
mod world;

use std::{ops::Deref, sync::Arc};

use chrono::TimeDelta;
use domain::{
    account::{NewPassword, Role},
    ids::{MembershipId, NetworkId, OrganisationId},
    membership::{ApplicationDraft, Matter, Stage, Tier},
    network::{ConductDraft, NetworkDraft},
    text::Language,
};
use evidence::keys::Ed25519Key;
use operations::{Ballot, Caller, JoinRequest, LogIn, NewPerson, OperationError, Operations, Session, StepUp};
use storage::{Db, memberships, testing::TemporaryStore};

use world::{PASSWORD, Standing, World, profile};

/// A node whose organisation `water` (owner: `olu`, operator) is the secretariat of the network `delta`, which `ada` and
/// `ben` run. They and nobody else stand at the machine itself, where no password is asked for.
struct Node {
    operations: Operations,
    clock: Arc<Standing>,
    store: TemporaryStore,
    water: OrganisationId,
    delta: NetworkId,
    ada: Session,
    ben: Session,
}

impl Deref for Node {
    type Target = Operations;
    fn deref(&self) -> &Operations {
        &self.operations
    }
}

fn network(handle: &str) -> NetworkDraft {
    NetworkDraft {
        handle: handle.to_owned(),
        name: format!("The {handle} network"),
        languages: vec!["en".to_owned()],
        conduct: vec![ConductDraft {
            language: "en".to_owned(),
            text: "Be fair.".to_owned(),
        }],
        ..NetworkDraft::default()
    }
}

fn application(name: &str) -> ApplicationDraft {
    ApplicationDraft {
        legal_name: name.to_owned(),
        country: "KE".to_owned(),
        organisation_type: "ngo-national".to_owned(),
        registration: "registered".to_owned(),
        sectors: vec!["water".to_owned()],
        languages: vec!["en".to_owned()],
        contact: format!("office@{}.example", name.to_lowercase().replace(' ', "")),
        conduct_accepted: true,
        listed: true,
        ..ApplicationDraft::default()
    }
}

fn hidden(name: &str) -> ApplicationDraft {
    ApplicationDraft {
        listed: false,
        ..application(name)
    }
}

fn english() -> Language {
    Language::parse("en").unwrap()
}

/// The key of the actor with a number.
fn key(number: u8) -> String {
    Ed25519Key::from_seed(&[number; 32]).unwrap().multikey()
}

fn actor(number: u8) -> String {
    format!("https://n{number}.example/ap/orgs/1")
}

async fn node() -> Node {
    node_with(network("delta")).await
}

async fn node_with(draft: NetworkDraft) -> Node {
    let (world, water) = Box::pin(World::of_water(true, profile("Water for all", "KE"))).await;
    let World {
        operations,
        clock,
        store,
    } = world;
    let local = operations.local_operator(None, None).await.unwrap();
    for (login, name) in [("ada@water.example", "Ada"), ("ben@water.example", "Ben")] {
        let step_up = operations.step_up(&local, None).await.unwrap();
        operations
            .add_person(&local, &step_up, person(login, name, Vec::new()))
            .await
            .unwrap();
    }
    let ada = operations
        .local_operator(Some("ada@water.example"), None)
        .await
        .unwrap();
    let step_up = operations.step_up(&ada, None).await.unwrap();
    let delta = operations.create_network(&ada, &step_up, water, &draft).await.unwrap();
    let ada = operations
        .local_operator(Some("ada@water.example"), None)
        .await
        .unwrap();
    operations
        .add_network_admin(&ada, &step_up, delta, "ben@water.example")
        .await
        .unwrap();
    let ben = operations
        .local_operator(Some("ben@water.example"), None)
        .await
        .unwrap();
    Node {
        operations,
        clock,
        store,
        water,
        delta,
        ada,
        ben,
    }
}

fn person(login: &str, name: &str, roles: Vec<(OrganisationId, Role)>) -> NewPerson {
    NewPerson {
        login: login.to_owned(),
        name: name.to_owned(),
        node_role: None,
        roles,
    }
}

fn yes(matter: Matter) -> Ballot {
    Ballot {
        matter,
        yes: true,
        reason: Some("Two of us have met them.".to_owned()),
    }
}

fn no(matter: Matter) -> Ballot {
    Ballot {
        yes: false,
        ..yes(matter)
    }
}

impl Node {
    fn pass(&self, time: TimeDelta) {
        self.clock.pass(time);
    }

    fn days(&self, days: i64) {
        self.pass(TimeDelta::days(days));
    }

    /// Ben confirms all that waits for another admin.
    async fn ben_agrees(&self) {
        let step_up = self.step_up_of(&self.ben).await;
        for open in self.network_proposals(&self.ben, self.delta).await.unwrap() {
            self.confirm_proposal(&self.ben, &step_up, self.delta, open.id)
                .await
                .unwrap();
        }
    }

    async fn step_up_of(&self, session: &Session) -> StepUp {
        self.step_up(session, Some(PASSWORD.to_owned().into())).await.unwrap()
    }

    /// A person with an account who has logged in by a browser.
    async fn logged_in(&self, login: &str, roles: Vec<(OrganisationId, Role)>) -> Session {
        let local = self.local_operator(None, None).await.unwrap();
        let step_up = self.step_up_of(&local).await;
        let added = self.add_person(&local, &step_up, person(login, login, roles)).await;
        let link = added.unwrap();
        let password = NewPassword::parse(PASSWORD).unwrap();
        self.reset_password(link.expose(), password).await.unwrap();
        self.again(login).await
    }

    async fn again(&self, login: &str) -> Session {
        let entered = self
            .log_in(login, PASSWORD.to_owned().into(), "Firefox on Linux", "192.0.2.1")
            .await
            .unwrap();
        let LogIn::Done(cookie) = entered else {
            panic!("{login} has no second factor");
        };
        match self.caller_by_cookie(cookie.expose()).await.unwrap() {
            Caller::SignedIn(session) => session,
            Caller::Visitor => panic!("not logged in"),
        }
    }

    /// An organisation on this node.
    async fn organisation_named(&self, handle: &str) -> OrganisationId {
        let local = self.local_operator(None, None).await.unwrap();
        let founded = self.found_organisation(&local, handle, profile(handle, "KE")).await;
        founded.unwrap().id
    }

    async fn join(&self, number: u8, draft: ApplicationDraft) -> Result<MembershipId, OperationError> {
        let request = JoinRequest {
            network: self.delta,
            activity: format!("https://n{number}.example/ap/activities/{}", draft.legal_name),
            actor: actor(number),
            handle: format!("n{number}"),
            key: key(number),
            draft,
            language: english(),
        };
        let tx = self.store.begin().await.unwrap();
        let id = self.receive_join(&tx, &request).await?;
        tx.commit().await.unwrap();
        Ok(id)
    }

    async fn vote(&self, session: &Session, id: MembershipId, ballot: Ballot) -> Result<Stage, OperationError> {
        let step_up = self.step_up_of(session).await;
        self.decide_membership(session, &step_up, self.delta, id, &ballot).await
    }

    /// Both admins say yes.
    async fn both(&self, id: MembershipId, matter: Matter) -> Stage {
        self.vote(&self.ada, id, yes(matter.clone())).await.unwrap();
        self.vote(&self.ben, id, yes(matter)).await.unwrap()
    }

    /// The one with a number has applied by its node, and was admitted after the comment period.
    async fn member(&self, number: u8, tier: Tier) -> MembershipId {
        let id = self
            .join(number, application(&format!("Member {number}")))
            .await
            .unwrap();
        self.days(14);
        assert_eq!(self.both(id, Matter::Admit(tier)).await, Stage::Admitted { tier });
        id
    }

    async fn stored(&self, id: MembershipId) -> memberships::Membership {
        memberships::get(&Db::from(&*self.store), id).await.unwrap().unwrap()
    }

    async fn stage(&self, id: MembershipId) -> Stage {
        self.stored(id).await.state.stage
    }

    async fn roster_number(&self) -> u64 {
        self.roster(self.delta).await.unwrap().0
    }

    /// The actions of the audit log, newest first.
    async fn noted(&self) -> Vec<(String, String)> {
        let local = self.local_operator(None, None).await.unwrap();
        let page = self.audit(&local, None).await.unwrap();
        page.items.into_iter().map(|row| (row.who, row.action)).collect()
    }
}

fn is_not_found<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::NotFound { .. }))
}

fn is_forbidden<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::Forbidden { .. }))
}

fn is_refused<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::Refused(_)))
}

/// The fields that were refused.
fn faults<T>(answer: Result<T, OperationError>) -> Vec<&'static str> {
    match answer {
        Err(OperationError::Invalid(faults)) => faults.iter().map(|fault| fault.field).collect(),
        _ => Vec::new(),
    }
}
