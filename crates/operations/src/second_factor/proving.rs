//! Asking for the second factor: at log-in, and before what binds an organisation or the node (SECURITY AC5).

use domain::{
    ids::PersonId,
    second_factor::{self, Ask, Factors, Proof, is_fresh},
};
use secrecy::{ExposeSecret, SecretString};
use storage::{Db, Tx};

use super::{given, login_of, step_of, waiting::HalfLogin};
use crate::{OperationError, Operations, Secret, Session, StepUp, audit::Who, secrets::hex_sha256};

/// The answer to a right password.
#[derive(Clone)]
pub enum LogIn {
    /// The value of the login cookie.
    Done(Secret),
    /// The second factor is asked for; the secret belongs to [`Operations::finish_log_in`].
    SecondFactor(Secret),
}

/// A question in the second step of a log-in.
pub struct SecondStep {
    /// What the browser asks the passkeys, as JSON; nothing where there are none.
    pub passkey: Option<String>,
}

impl Operations {
    /// What the second step of a log-in asks for.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the first step is over.
    pub async fn second_step(&self, waiting: &str, host: &str) -> Result<SecondStep, OperationError> {
        let half = self.half_login(waiting)?;
        let passkey = self.ask_passkeys(half.person, waiting.to_owned(), host).await?;
        Ok(SecondStep { passkey })
    }

    fn half_login(&self, waiting: &str) -> Result<HalfLogin, OperationError> {
        self.0
            .second_factor
            .logins
            .look(waiting, self.now())
            .ok_or(OperationError::NotFound { what: "the log-in" })
    }

    /// Keeps a log-in whose password was right until the second factor comes.
    pub(crate) fn begin_second_step(&self, half: HalfLogin) -> Secret {
        let secret = self.new_secret("");
        self.0
            .second_factor
            .logins
            .put(secret.expose().to_owned(), half, self.now());
        secret
    }

    /// The second step of a log-in; gives the value of the login cookie.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for a wrong factor, [`OperationError::NotFound`] when the first step is over,
    /// [`OperationError::TooMany`].
    pub async fn finish_log_in(&self, waiting: &str, proof: SecretString) -> Result<Secret, OperationError> {
        let half = self.half_login(waiting)?;
        let key = format!("factor:{}", half.person);
        self.0.throttle.begin(&[&key], self.now())?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let person = storage::people::get(&db, half.person)
            .await?
            .filter(|person| !person.disabled);
        let same_password = storage::people::password_hash(&db, half.person).await? == half.password_hash;
        let Some(person) = person.filter(|_| same_password) else {
            self.0.second_factor.logins.take(waiting, self.now());
            return Err(OperationError::NotFound { what: "the log-in" });
        };
        if !self.proves(&tx, person.id, waiting, proof.expose_secret()).await? {
            let who = Who::Other(&person.name);
            self.note_with_reason(&tx, &who, "login.fail", "", Some("second-factor"))
                .await?;
            tx.commit().await?;
            return Err(OperationError::NotSignedIn);
        }
        // Of two that come with the same first step one is told that it is over.
        if self.0.second_factor.logins.take(waiting, self.now()).is_none() {
            return Err(OperationError::NotFound { what: "the log-in" });
        }
        let secret = self.insert_login(&tx, &person, &half.device, Some(self.now())).await?;
        tx.commit().await?;
        self.0.throttle.succeeded(&key, None);
        Ok(secret)
    }

    /// What the person is asked for before something that binds others.
    #[must_use]
    pub fn ask(&self, session: &Session) -> Ask {
        if session.is_local() {
            return Ask::Nothing;
        }
        second_factor::ask(session.factors(), session.proved_at(), self.0.development, self.now())
    }

    /// What the person is asked for before they change their factors: as [`Self::ask`], but for the first factor the
    /// password, unless it was given within the last minutes.
    #[must_use]
    pub fn ask_for_factors(&self, session: &Session) -> Ask {
        match self.ask(session) {
            Ask::SetUp | Ask::Password if session.since().is_some_and(|since| is_fresh(since, self.now())) => {
                Ask::Nothing
            }
            Ask::SetUp => Ask::Password,
            other => other,
        }
    }

    /// Whether the person must have a second factor and has none: nothing else goes on before.
    #[must_use]
    pub fn lacks_second_factor(&self, session: &Session) -> bool {
        session.login().is_some()
            && !session.factors().any()
            && second_factor::is_required(session.person(), self.0.development)
    }

    /// The session with what its login proved by now, and what the person has by now.
    async fn as_of_now(&self, session: &Session) -> Result<Session, OperationError> {
        let db = self.db();
        let factors: Factors = storage::second_factors::of(&db, session.person().id).await?;
        let proved_at = match session.login() {
            Some(login) => storage::logins::get(&db, login)
                .await?
                .and_then(|login| login.proved_at),
            None => None,
        };
        Ok(session.clone().having(factors, proved_at))
    }

    /// Asks once more who somebody is, before something that binds an organisation: a passkey's answer, a code of the app or
    /// a recovery code; nothing within five minutes after one of them; the password only in a development network.
    /// Whoever is at the machine itself is asked for nothing.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] when it is wrong or missing, [`OperationError::SecondFactorMissing`] where the
    /// person has none, [`OperationError::TooMany`].
    pub async fn step_up(&self, session: &Session, proof: Option<SecretString>) -> Result<StepUp, OperationError> {
        let session = &self.as_of_now(session).await?;
        match self.ask(session) {
            Ask::Nothing => return Ok(StepUp::of(session, None)),
            Ask::SetUp => return Err(OperationError::SecondFactorMissing),
            Ask::Password | Ask::SecondFactor { .. } => {}
        }
        let Some(proof) = given(proof) else {
            return Err(OperationError::NotSignedIn);
        };
        let person = session.person().id;
        let key = format!("step-up:{person}");
        self.0.throttle.begin(&[&key], self.now())?;
        let by_password = self.ask(session) == Ask::Password;
        if by_password && !self.is_password_of(person, proof.clone()).await? {
            return Err(OperationError::NotSignedIn);
        }
        let tx = self.begin_decision().await?;
        let question = session.login().map(|login| login.to_string()).unwrap_or_default();
        if !by_password && !self.proves(&tx, person, &question, proof.expose_secret()).await? {
            return Err(OperationError::NotSignedIn);
        }
        let cookie = self.renew(&tx, session).await?;
        self.note(&tx, &Who::Person(session), "login.step-up", "").await?;
        tx.commit().await?;
        self.0.throttle.succeeded(&key, None);
        Ok(StepUp::of(session, cookie))
    }

    /// Asks who somebody is before they change their factors.
    ///
    /// # Errors
    /// As [`Self::step_up`].
    pub async fn may_change_factors(
        &self,
        session: &Session,
        proof: Option<SecretString>,
    ) -> Result<(), OperationError> {
        let current = self.as_of_now(session).await?;
        match self.ask_for_factors(&current) {
            Ask::Nothing => Ok(()),
            Ask::SecondFactor { .. } => self.step_up(session, proof).await.map(|_| ()),
            Ask::Password | Ask::SetUp => {
                let person = session.person().id;
                let key = format!("step-up:{person}");
                self.0.throttle.begin(&[&key], self.now())?;
                let right = match given(proof) {
                    Some(proof) => self.is_password_of(person, proof).await?,
                    None => false,
                };
                if !right {
                    return Err(OperationError::NotSignedIn);
                }
                self.0.throttle.succeeded(&key, None);
                Ok(())
            }
        }
    }

    /// What the browser asks the person's passkeys before a step-up, as JSON.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where there are none.
    pub async fn challenge_passkey(&self, session: &Session, host: &str) -> Result<String, OperationError> {
        let login = login_of(session)?.to_string();
        let question = self.ask_passkeys(session.person().id, login, host).await?;
        question.ok_or(OperationError::NotFound { what: "the passkey" })
    }

    async fn is_password_of(&self, person: PersonId, password: SecretString) -> Result<bool, OperationError> {
        let hash = storage::people::password_hash(&self.db(), person).await?;
        Ok(password.expose_secret().len() <= 1024 && self.check_password(password, hash).await?)
    }

    /// Whether a proof is right. What can be used once is used up with the transaction.
    async fn proves(&self, tx: &Tx, person: PersonId, question: &str, text: &str) -> Result<bool, OperationError> {
        match Proof::read(text) {
            None => Ok(false),
            Some(Proof::Passkey(answer)) => self.passkey_answers(tx, person, question, &answer).await,
            Some(Proof::Recovery(code)) => {
                let (hash, now) = (hex_sha256(&code), self.now());
                Ok(storage::second_factors::use_recovery_code(tx, person, &hash, now).await?)
            }
            Some(Proof::Code(code)) => {
                let Some(app) = storage::second_factors::code_app(&Db::from(tx), person).await? else {
                    return Ok(false);
                };
                match step_of(&app.secret, &code, self.now()) {
                    Some(step) => Ok(storage::second_factors::take_step(tx, person, step).await?),
                    None => Ok(false),
                }
            }
        }
    }

    /// Notes that the login proved who it is, and gives it a new secret (AC3).
    pub(crate) async fn renew(&self, tx: &Tx, session: &Session) -> Result<Option<Secret>, OperationError> {
        let Some(login) = session.login() else {
            return Ok(None);
        };
        let secret = self.new_secret("");
        storage::logins::prove(tx, login, &hex_sha256(secret.expose()), self.now()).await?;
        Ok(Some(secret))
    }
}
