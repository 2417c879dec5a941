//! What people do on a node: accounts, roles, links, tokens, drafts, practices, photos, the audit log.
//!
//! On SQLite and, with `TEST_DATABASE_URL`, on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod accounts;
mod clock;
mod drafts;
mod finding;
mod handover;
mod links;
mod logging_in;
mod photos;
mod posts;
mod practices;
mod roles;
mod second_factor;
mod together;
mod tokens;
mod two_people;

#[path = "../world/mod.rs"]
mod world;

use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, Mutex},
};

use chrono::TimeDelta;
use domain::{
    account::{NewPassword, Role},
    ids::{OrganisationId, PersonId},
    practice::{Practice, PracticeDraft},
};
use operations::{Caller, LogIn, NewPerson, OperationError, Operations, Secret, Session, StepUp};
use storage::{Db, outbox, testing::TemporaryStore};
use totp_rs::{Builder, Totp};

use world::{PASSWORD, Standing, World, profile};

/// A node with an operator `olu`, who owns the organisation `water`.
struct Node {
    operations: Operations,
    clock: Arc<Standing>,
    store: TemporaryStore,
    operator: Session,
    water: OrganisationId,
    /// Recovery codes that are left, by login name.
    codes: Mutex<BTreeMap<String, Vec<String>>>,
}

impl Deref for Node {
    type Target = Operations;
    fn deref(&self) -> &Operations {
        &self.operations
    }
}

fn password(text: &str) -> NewPassword {
    NewPassword::parse(text).unwrap()
}

async fn node() -> Node {
    let (world, water) = Box::pin(World::of_water(false, profile("Water for all", "KE"))).await;
    let World {
        operations,
        clock,
        store,
    } = world;
    let cookie = log_in(&operations, "olu", PASSWORD).await.unwrap();
    let operator = session(&operations, cookie.expose()).await.unwrap();
    Node {
        operations,
        clock,
        store,
        operator,
        water,
        codes: Mutex::default(),
    }
}

async fn log_in(operations: &Operations, login: &str, password: &str) -> Result<Secret, OperationError> {
    let password = password.to_owned().into();
    match operations
        .log_in(login, password, "Firefox on Linux", "192.0.2.1")
        .await?
    {
        LogIn::Done(cookie) => Ok(cookie),
        LogIn::SecondFactor(_) => panic!("{login} is asked for the second factor: use Node::again"),
    }
}

/// The session of a cookie, if it still has one.
async fn session(operations: &Operations, cookie: &str) -> Option<Session> {
    match operations.caller_by_cookie(cookie).await.unwrap() {
        Caller::SignedIn(session) => Some(session),
        Caller::Visitor => None,
    }
}

impl Node {
    fn pass(&self, time: TimeDelta) {
        self.clock.pass(time);
    }

    /// A second organisation with an owner who has nothing to do with the first one.
    async fn other(&self) -> (OrganisationId, Session) {
        let founded = self
            .found_organisation(&self.operator, "forest", profile("Forest", "KE"))
            .await;
        let forest = founded.unwrap().id;
        let owner = self.member("fatima", forest, Role::Owner).await;
        let operator = self.operator.person().id;
        let local = self.local_operator(None, None).await.unwrap();
        self.set_role(&local, operator, forest, None).await.unwrap();
        (forest, owner)
    }

    /// A person with one role, logged in.
    async fn member(&self, login: &str, organisation: OrganisationId, role: Role) -> Session {
        let person = NewPerson {
            login: login.to_owned(),
            name: login.to_uppercase(),
            node_role: None,
            roles: vec![(organisation, role)],
        };
        let local = self.local_operator(None, None).await.unwrap();
        let link = self.add_person(&local, person).await.unwrap();
        self.reset_password(link.expose(), password(PASSWORD)).await.unwrap();
        let cookie = log_in(self, login, PASSWORD).await.unwrap();
        session(self, cookie.expose()).await.unwrap()
    }

    /// The person's session as their next request would find it: with today's roles.
    async fn again(&self, login: &str) -> Session {
        let cookie = match self
            .log_in(login, PASSWORD.to_owned().into(), "Firefox on Linux", "192.0.2.1")
            .await
            .unwrap()
        {
            LogIn::Done(cookie) => cookie,
            LogIn::SecondFactor(waiting) => {
                let code = self.recovery_code(login);
                self.finish_log_in(waiting.expose(), code.into()).await.unwrap()
            }
        };
        session(self, cookie.expose()).await.unwrap()
    }

    /// Proof that somebody was asked once more: by this login, or by a new one where it has ended. Whoever has no second
    /// factor gets an app first.
    async fn asked_again(&self, session: &Session) -> StepUp {
        let mut asked = self.step_up(session, None).await;
        if matches!(asked, Err(OperationError::SecondFactorMissing)) {
            self.prove(session).await;
            asked = self.step_up(session, None).await;
        }
        match asked {
            Ok(step_up) => step_up,
            Err(_) => {
                let fresh = self.again(session.person().login.as_str()).await;
                self.step_up(&fresh, None).await.unwrap()
            }
        }
    }

    /// The operation, by somebody who was asked once more.
    async fn set_role(
        &self,
        session: &Session,
        person: PersonId,
        organisation: OrganisationId,
        role: Option<Role>,
    ) -> Result<(), OperationError> {
        let step_up = self.asked_again(session).await;
        self.operations
            .set_role(session, &step_up, person, organisation, role)
            .await
    }

    /// The operation, by somebody who was asked once more.
    async fn invite(
        &self,
        session: &Session,
        organisation: OrganisationId,
        role: Role,
    ) -> Result<Secret, OperationError> {
        let step_up = self.asked_again(session).await;
        self.operations.invite(session, &step_up, organisation, role).await
    }

    /// The operation, by somebody who was asked once more.
    async fn add_person(&self, session: &Session, person: NewPerson) -> Result<Secret, OperationError> {
        let step_up = self.asked_again(session).await;
        self.operations.add_person(session, &step_up, person).await
    }

    /// One of the recovery codes that are left.
    fn recovery_code(&self, login: &str) -> String {
        self.codes.lock().unwrap().get_mut(login).unwrap().pop().unwrap()
    }

    /// Gives the person an app that shows codes; their login has proved it then, for five minutes.
    async fn prove(&self, session: &Session) -> Totp {
        let offer = self.offer_code_app(session).unwrap();
        let secret = totp_rs::Secret::try_from_base32(&offer.secret).unwrap();
        let app = Builder::new()
            .with_secret(secret)
            .with_account_name("x")
            .build()
            .unwrap();
        let enrolled = self.confirm_code_app(session, None, &self.code(&app)).await.unwrap();
        if !enrolled.recovery_codes.is_empty() {
            let login = session.person().login.as_str().to_owned();
            self.codes.lock().unwrap().insert(login, enrolled.recovery_codes);
        }
        app
    }

    /// The code that an app shows now.
    fn code(&self, app: &Totp) -> String {
        app.generate(u64::try_from(self.clock.now().timestamp()).unwrap())
            .to_string()
    }

    async fn person(&self, login: &str) -> PersonId {
        let local = self.local_operator(None, None).await.unwrap();
        self.person_by_login(&local, login).await.unwrap().id
    }

    /// What was sent last.
    async fn sent(&self) -> (outbox::Entry, serde_json::Value) {
        let db = Db::from(&*self.store);
        let head = outbox::head(&db).await.unwrap();
        let entry = outbox::entry(&db, head).await.unwrap().unwrap();
        let body = serde_json::from_slice(&entry.body).unwrap();
        (entry, body)
    }

    async fn sent_in_all(&self) -> i64 {
        outbox::head(&Db::from(&*self.store)).await.unwrap().0
    }

    /// The newest action of the audit log.
    async fn noted(&self) -> (String, String) {
        let local = self.local_operator(None, None).await.unwrap();
        let page = self.audit(&local, None).await.unwrap();
        (page.items[0].who.clone(), page.items[0].action.clone())
    }
}

fn fields() -> PracticeDraft {
    let some = |text: &str| text.split(' ').map(str::to_owned).collect();
    PracticeDraft {
        title: "Floating beds keep vegetables growing".to_owned(),
        problem: "Fields are under water.".to_owned(),
        what_we_did: vec!["Met.".to_owned(), "Built rafts.".to_owned()],
        result: "312 families harvest.".to_owned(),
        what_went_wrong: "unknown".to_owned(),
        country: "BD".to_owned(),
        setting: some("rural river-basin"),
        sectors: some("food-agriculture"),
        started: "2019-05".to_owned(),
        cost_band_usd: "unknown".to_owned(),
        summary: "Vegetables on rafts.".to_owned(),
        language: "en".to_owned(),
        ..PracticeDraft::default()
    }
}

fn practice() -> Practice {
    fields().check().unwrap()
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
