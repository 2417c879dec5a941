//! The second factor of people: an app that shows codes, passkeys, recovery codes (SECURITY AC2).
//!
//! [`proving`] asks for it at log-in and before what binds others, [`passkeys`] speaks WebAuthn, [`waiting`] keeps what
//! was begun and not finished. Who must have one is a rule of [`domain::second_factor`].

pub(crate) mod passkeys;
pub(crate) mod proving;
pub(crate) mod waiting;

use chrono::{DateTime, Utc};
use domain::{
    ids::{LoginId, PersonId},
    permissions::Action,
    second_factor::{self, Factors, RECOVERY_CODES, printed, recovery_code},
};
use secrecy::{ExposeSecret, SecretString};
use storage::{Db, Tx, second_factors::CodeApp};
use totp_rs::{Builder, Totp};

use crate::{OperationError, Operations, Secret, Session, StepUp, audit::Who, secrets::hex_sha256};

/// What a person has beside the password.
#[derive(Clone, Debug)]
pub struct SecondFactorView {
    /// They must have one.
    pub required: bool,
    /// Since when they have an app that shows codes.
    pub code_app: Option<DateTime<Utc>>,
    /// Their passkeys, oldest first.
    pub passkeys: Vec<PasskeyView>,
    /// How many recovery codes are left.
    pub recovery_codes: usize,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyView {
    /// The id that it gave itself.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used.
    pub last_used: Option<DateTime<Utc>>,
}

/// What an app needs to show codes, until one of them is typed back.
#[derive(Clone, Debug)]
pub struct CodeAppOffer {
    /// The secret for typing, in base 32.
    pub secret: String,
    /// `otpauth://…`, for a QR code.
    pub address: String,
}

/// A factor was added.
#[derive(Clone)]
pub struct Enrolled {
    /// The recovery codes as they are printed, where it was the first factor. They are shown this once.
    pub recovery_codes: Vec<String>,
    /// The new value of the login cookie.
    pub cookie: Option<Secret>,
}

/// Which factor ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndedFactor {
    /// The app that shows codes.
    CodeApp,
    /// A passkey.
    Passkey(String),
}

impl Operations {
    /// What the person has beside the password.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn second_factor(&self, session: &Session) -> Result<SecondFactorView, OperationError> {
        let (db, person) = (self.db(), session.person());
        let passkeys = storage::second_factors::passkeys(&db, person.id).await?;
        Ok(SecondFactorView {
            required: second_factor::is_required(person, self.0.development),
            code_app: storage::second_factors::code_app(&db, person.id)
                .await?
                .map(|app| app.since),
            passkeys: passkeys
                .into_iter()
                .map(|passkey| PasskeyView {
                    id: passkey.id,
                    name: passkey.name,
                    since: passkey.since,
                    last_used: passkey.last_used,
                })
                .collect(),
            recovery_codes: storage::second_factors::recovery_codes_left(&db, person.id).await?,
        })
    }

    /// A secret for an app that shows codes: the same one until a code was typed back or ten minutes are over.
    ///
    /// # Errors
    /// [`OperationError::Refused`] where no secret can be shown.
    pub fn offer_code_app(&self, session: &Session) -> Result<CodeAppOffer, OperationError> {
        let login = login_of(session)?.to_string();
        let now = self.now();
        let secret = self.0.second_factor.offers.look(&login, now).unwrap_or_else(|| {
            let secret: [u8; 20] = self.0.entropy.bytes();
            self.0.second_factor.offers.put(login, secret, now);
            secret
        });
        let host = self.urls().map_or_else(String::new, |urls| urls.host().to_owned());
        let app = Builder::new()
            .with_secret(secret)
            .with_account_name(session.person().login.as_str().replace(':', "-"))
            .with_issuer(Some(host.replace(':', "-")))
            .build();
        let offer = app.ok().and_then(|app| {
            Some(CodeAppOffer {
                secret: app.secret().to_base32(),
                address: app.to_url().ok()?,
            })
        });
        offer.ok_or_else(|| refused!("no-secret-shown", "no secret can be shown now; try again"))
    }

    /// Takes the app whose code was typed back. `proof` is what [`Self::may_change_factors`] asks for.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for a wrong proof, [`OperationError::NotFound`] for a wrong code or when the offer
    /// is over, [`OperationError::TooMany`].
    pub async fn confirm_code_app(
        &self,
        session: &Session,
        proof: Option<SecretString>,
        code: &str,
    ) -> Result<Enrolled, OperationError> {
        self.may_change_factors(session, proof).await?;
        let (login, now) = (login_of(session)?, self.now());
        let secret = self.0.second_factor.offers.look(&login.to_string(), now);
        let step = match (secret, second_factor::Proof::read(code)) {
            (Some(secret), Some(second_factor::Proof::Code(code))) => step_of(&secret, &code, now),
            _ => None,
        };
        let (Some(secret), Some(last_step)) = (secret, step) else {
            return Err(OperationError::NotFound { what: "the code" });
        };
        let person = session.person().id;
        let tx = self.begin_decision().await?;
        let app = CodeApp {
            person,
            secret: secret.to_vec(),
            last_step,
            since: now,
        };
        let before = storage::second_factors::of(&Db::from(&tx), person).await?;
        storage::second_factors::set_code_app(&tx, &app).await?;
        let enrolled = self.enrolled(&tx, session, before, "second-factor.app").await?;
        tx.commit().await?;
        self.0.second_factor.offers.take(&login.to_string(), now);
        Ok(enrolled)
    }

    /// The audit row, recovery codes with the first factor, and a login that has proved one.
    pub(crate) async fn enrolled(
        &self,
        tx: &Tx,
        session: &Session,
        before: Factors,
        action: &str,
    ) -> Result<Enrolled, OperationError> {
        let recovery_codes = if before.any() {
            Vec::new()
        } else {
            self.print_recovery_codes(tx, session.person().id).await?
        };
        let cookie = self.renew(tx, session).await?;
        self.note(tx, &Who::Person(session), action, "").await?;
        Ok(Enrolled { recovery_codes, cookie })
    }

    async fn print_recovery_codes(&self, tx: &Tx, person: PersonId) -> Result<Vec<String>, OperationError> {
        let codes: Vec<String> = (0..RECOVERY_CODES)
            .map(|_| recovery_code(self.0.entropy.bytes()))
            .collect();
        let hashes: Vec<String> = codes.iter().map(|code| hex_sha256(code)).collect();
        storage::second_factors::set_recovery_codes(tx, person, &hashes).await?;
        Ok(codes.iter().map(|code| printed(code)).collect())
    }

    /// New recovery codes; the earlier ones end.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for somebody without a second factor.
    pub async fn new_recovery_codes(&self, session: &Session, step_up: &StepUp) -> Result<Vec<String>, OperationError> {
        step_up.require(session)?;
        let tx = self.begin().await?;
        let person = session.person().id;
        if !storage::second_factors::of(&Db::from(&tx), person).await?.any() {
            return Err(OperationError::SecondFactorMissing);
        }
        let codes = self.print_recovery_codes(&tx, person).await?;
        self.note(&tx, &Who::Person(session), "second-factor.codes", "").await?;
        tx.commit().await?;
        Ok(codes)
    }

    /// Ends a factor; the last one only where none is required. With the last one the recovery codes end.
    ///
    /// # Errors
    /// [`OperationError::Refused`], [`OperationError::NotFound`].
    pub async fn end_factor(
        &self,
        session: &Session,
        step_up: &StepUp,
        factor: &EndedFactor,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        let person = session.person().id;
        let tx = self.begin_decision().await?;
        let before = storage::second_factors::of(&Db::from(&tx), person).await?;
        let found = match factor {
            EndedFactor::CodeApp => {
                storage::second_factors::end_code_app(&tx, person).await?;
                before.code_app
            }
            EndedFactor::Passkey(id) => storage::second_factors::end_passkey(&tx, person, id).await?,
        };
        if !found {
            return Err(OperationError::NotFound {
                what: "the second factor",
            });
        }
        let left = storage::second_factors::of(&Db::from(&tx), person).await?.any();
        if !left && second_factor::is_required(session.person(), self.0.development) {
            return Err(refused!(
                "second-factor-needed",
                "owners and operators need a second factor: add another one first"
            ));
        }
        if !left {
            storage::second_factors::end_recovery_codes(&tx, person).await?;
        }
        self.note(&tx, &Who::Person(session), "second-factor.end", "").await?;
        Ok(tx.commit().await?)
    }

    /// Somebody lost phone and recovery codes (operator): all that they had ends, and all logins and tokens. They log in
    /// with the password and set up anew.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn forget_second_factor(
        &self,
        session: &Session,
        step_up: &StepUp,
        person: PersonId,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        let target = storage::people::get(&Db::from(&tx), person)
            .await?
            .ok_or(OperationError::NotFound { what: "the person" })?;
        storage::second_factors::end_all(&tx, person).await?;
        self.end_everything(&tx, person).await?;
        self.note(
            &tx,
            &Who::Person(session),
            "second-factor.forget",
            target.login.as_str(),
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

pub(crate) fn login_of(session: &Session) -> Result<LoginId, OperationError> {
    session.login().ok_or_else(|| {
        forbidden!(
            "may-not-without-a-browser",
            "you may not do this without a browser; log in on the pages of the node"
        )
    })
}

/// The time step of a code that an app shows now, or showed or shows half a minute away.
pub(crate) fn step_of(secret: &[u8], code: &str, now: DateTime<Utc>) -> Option<i64> {
    let app: Totp = Builder::new().with_secret(secret).with_account_name("-").build().ok()?;
    let step = app.check(code, u64::try_from(now.timestamp()).ok()?)?;
    i64::try_from(step).ok()
}

/// The text of a proof, if it is not empty.
pub(crate) fn given(proof: Option<SecretString>) -> Option<SecretString> {
    proof.filter(|text| !text.expose_secret().is_empty())
}
