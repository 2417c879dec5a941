//! Logging in and out, and the logins that a person has (SECURITY AC3, AC4).

use chrono::{DateTime, Duration, DurationRound, Utc};
use domain::{
    account::{LoginName, Person},
    ids::{LoginId, OrganisationId},
    permissions::Action,
    text::one_line,
};
use secrecy::{ExposeSecret, SecretString};
use storage::{Tx, logins::Login};

use crate::{
    Caller, LogIn, OperationError, Operations, Secret, Session, audit::Who, second_factor::waiting::HalfLogin,
    secrets::hex_sha256, throttle::client_key, view::LoginView,
};

/// Decides for more than one organisation.
fn is_admin(person: &Person) -> bool {
    person.node_role.is_some() || !person.networks.is_empty()
}

/// Whether a login is over: idle for 30 days; for the people of the node and the
/// admins of networks idle for 30 minutes, or 12 hours old (AC4).
fn has_ended(login: &Login, person: &Person, now: DateTime<Utc>) -> bool {
    let (idle, age) = (now - login.last_used, now - login.since);
    if is_admin(person) {
        idle > Duration::minutes(30) || age > Duration::hours(12)
    } else {
        idle > Duration::days(30)
    }
}

/// How old the noted use of a login may be: fine enough for its end, and no diary of anybody.
fn note_use_after(person: &Person) -> Duration {
    if is_admin(person) {
        Duration::minutes(5)
    } else {
        Duration::hours(1)
    }
}

impl Operations {
    /// The first step of a log-in: the password. The same work and the same answer for unknown names. Whoever has a second
    /// factor is asked for it in the second step, [`Self::finish_log_in`].
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for a wrong name or password, [`OperationError::TooMany`].
    pub async fn log_in(
        &self,
        login: &str,
        password: SecretString,
        device: &str,
        client: &str,
    ) -> Result<LogIn, OperationError> {
        let name = LoginName::parse(login)
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default();
        let (account, client) = (format!("name:{name}"), client_key(client));
        self.0.throttle.begin(&[&account, &client], self.now())?;
        let person = storage::people::by_login(&self.db(), &name)
            .await?
            .filter(|person| !person.disabled);
        let hash = match &person {
            Some(person) => storage::people::password_hash(&self.db(), person.id).await?,
            None => None,
        };
        let right = password.expose_secret().len() <= 1024 && self.check_password(password, hash.clone()).await?;
        let Some(person) = person.filter(|_| right) else {
            let tx = self.begin().await?;
            self.note_with_reason(&tx, &Who::Other("somebody"), "login.fail", "", Some("password"))
                .await?;
            tx.commit().await?;
            return Err(OperationError::NotSignedIn);
        };
        self.0.throttle.succeeded(&account, Some(&client));
        if storage::second_factors::of(&self.db(), person.id).await?.any() {
            return Ok(LogIn::SecondFactor(self.begin_second_step(HalfLogin {
                person: person.id,
                device: device.to_owned(),
                password_hash: hash,
            })));
        }
        let tx = self.begin().await?;
        let secret = self.insert_login(&tx, &person, device, None).await?;
        tx.commit().await?;
        Ok(LogIn::Done(secret))
    }

    pub(crate) async fn insert_login(
        &self,
        tx: &Tx,
        person: &Person,
        device: &str,
        proved_at: Option<DateTime<Utc>>,
    ) -> Result<Secret, OperationError> {
        let secret = self.new_secret("");
        let now = self.now();
        let login = Login {
            id: LoginId::new(now, self.0.entropy.bytes()),
            person: person.id,
            secret_sha256: hex_sha256(secret.expose()),
            form_token: self.new_secret("").expose().to_owned(),
            acting_for: None,
            device: one_line(device, 80).unwrap_or_default(),
            since: now,
            last_used: now,
            proved_at,
        };
        storage::logins::insert(tx, &login).await?;
        self.note(tx, &Who::Other(&person.name), "login.start", &person.id.to_string())
            .await?;
        Ok(secret)
    }

    /// Who has this login cookie.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn caller_by_cookie(&self, cookie: &str) -> Result<Caller, OperationError> {
        if cookie.is_empty() || cookie.len() > 200 {
            return Ok(Caller::Visitor);
        }
        let db = self.db();
        let Some(login) = storage::logins::by_secret(&db, &hex_sha256(cookie)).await? else {
            return Ok(Caller::Visitor);
        };
        let now = self.now();
        let Some(person) = storage::people::get(&db, login.person)
            .await?
            .filter(|person| !person.disabled)
        else {
            return Ok(Caller::Visitor);
        };
        if has_ended(&login, &person, self.ending_now()) {
            return Ok(Caller::Visitor);
        }
        if now - login.last_used > note_use_after(&person) && self.clock_fault().is_none() {
            // Where this cannot be noted, reading goes on.
            let noted = async {
                let tx = self.begin().await?;
                storage::logins::touch(&tx, login.id, now).await?;
                Ok::<_, OperationError>(tx.commit().await?)
            };
            if let Err(error) = noted.await {
                tracing::warn!(%error, "when a log-in was used could not be noted");
            }
        }
        let factors = storage::second_factors::of(&db, person.id).await?;
        let session = Session::of_login(person, &login);
        Ok(Caller::SignedIn(session.having(factors, login.proved_at)))
    }

    /// The person acts for another of their organisations from now on.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for an organisation that is not theirs.
    pub async fn act_for(&self, session: &Session, organisation: OrganisationId) -> Result<(), OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        if let Some(login) = session.login() {
            let tx = self.begin().await?;
            storage::logins::act_for(&tx, login, organisation).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Ends this login.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn log_out(&self, session: &Session) -> Result<(), OperationError> {
        let Some(login) = session.login() else { return Ok(()) };
        let tx = self.begin().await?;
        storage::logins::end(&tx, session.person().id, login).await?;
        self.note(&tx, &Who::Person(session), "login.end", "").await?;
        Ok(tx.commit().await?)
    }

    /// The person's logins.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn logins(&self, session: &Session) -> Result<Vec<LoginView>, OperationError> {
        let logins = storage::logins::of_person(&self.db(), session.person().id).await?;
        let view = |login: Login| LoginView {
            id: login.id,
            device: login.device,
            since: login.since,
            last_used: login
                .last_used
                .duration_trunc(Duration::hours(1))
                .unwrap_or(login.since),
            current: Some(login.id) == session.login(),
        };
        Ok(logins.into_iter().map(view).collect())
    }

    /// Ends one login, or all others.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn end_logins(&self, session: &Session, one: Option<LoginId>) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let person = session.person().id;
        match one {
            None => storage::logins::end_all(&tx, person, session.login()).await?,
            Some(id) if storage::logins::end(&tx, person, id).await? => {}
            Some(_) => return Err(OperationError::NotFound { what: "the login" }),
        }
        self.note(&tx, &Who::Person(session), "login.end-others", "").await?;
        Ok(tx.commit().await?)
    }
}
