//! Passkeys (WebAuthn level 3). Bound to the name of the node; in a development network to the name that the browser used,
//! which is one of this machine (decision 26).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{ids::PersonId, text::one_line};
use secrecy::SecretString;
use serde::Serialize;
use storage::{Db, Tx, second_factors::StoredPasskey};
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{Passkey, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid},
};

use super::{Enrolled, login_of};
use crate::{OperationError, Operations, Session};

/// So many passkeys of one person: a phone, a laptop, two keys in two drawers.
const MOST: usize = 10;

impl Operations {
    fn webauthn(&self, host: &str) -> Result<Webauthn, OperationError> {
        let refused = || {
            refused!(
                "passkeys-not-under-this-name",
                "passkeys cannot be used under this name"
            )
        };
        let base = if self.0.development {
            format!("http://{host}")
        } else {
            self.urls().ok_or(OperationError::NotSetUp)?.base().to_owned()
        };
        let origin = Url::parse(&base).map_err(|_| refused())?;
        let name = origin.domain().ok_or_else(refused)?;
        WebauthnBuilder::new(name, &origin)
            .and_then(|builder| builder.rp_name(name).build())
            .map_err(|_| refused())
    }

    /// What a browser needs to make a passkey, as JSON. `host` is the name that it used.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn offer_passkey(&self, session: &Session, host: &str) -> Result<String, OperationError> {
        let (login, person) = (login_of(session)?, session.person());
        let known = self.passkeys_of(&self.db(), session.person().id).await?;
        if known.len() >= MOST {
            return Err(refused!(
                "passkeys-enough",
                "there are {count} passkeys already: end one that you do not use any more",
                count = MOST
            ));
        }
        let webauthn = self.webauthn(host)?;
        let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let user = Uuid::parse_str(&person.id.to_string()).unwrap_or_default();
        let (options, state) = webauthn
            .start_passkey_registration(user, person.login.as_str(), &person.name, Some(known))
            .map_err(|_| refused!("no-passkey-made", "no passkey can be made now; try again"))?;
        self.0
            .second_factor
            .registrations
            .put(login.to_string(), (webauthn, state), self.now());
        to_json(&options)
    }

    /// Takes the passkey that the browser made. `proof` is what [`Self::may_change_factors`] asks for.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for a wrong proof; [`OperationError::NotFound`] for an answer to another question.
    pub async fn add_passkey(
        &self,
        session: &Session,
        proof: Option<SecretString>,
        name: &str,
        answer: &str,
    ) -> Result<Enrolled, OperationError> {
        self.may_change_factors(session, proof).await?;
        let wrong = || OperationError::NotFound { what: "the passkey" };
        let (login, now) = (login_of(session)?, self.now());
        let (webauthn, state) = self
            .0
            .second_factor
            .registrations
            .take(&login.to_string(), now)
            .ok_or_else(wrong)?;
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
        let passkey = webauthn
            .finish_passkey_registration(&answer, &state)
            .map_err(|_| wrong())?;
        let person = session.person().id;
        let stored = StoredPasskey {
            id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
            person,
            name: one_line(name, 40).unwrap_or_else(|_| "passkey".to_owned()),
            credential: to_json(&passkey)?,
            since: now,
            last_used: None,
        };
        let tx = self.begin_decision().await?;
        let before = storage::second_factors::of(&Db::from(&tx), person).await?;
        match storage::second_factors::insert_passkey(&tx, &stored).await {
            Err(storage::StorageError::Exists) => return Err(wrong()),
            other => other?,
        }
        let enrolled = self.enrolled(&tx, session, before, "second-factor.passkey").await?;
        tx.commit().await?;
        Ok(enrolled)
    }

    /// A question to the passkeys of a person, as JSON for the browser; nothing where they have none.
    pub(crate) async fn ask_passkeys(
        &self,
        person: PersonId,
        key: String,
        host: &str,
    ) -> Result<Option<String>, OperationError> {
        let passkeys = self.passkeys_of(&self.db(), person).await?;
        if passkeys.is_empty() {
            return Ok(None);
        }
        let webauthn = self.webauthn(host)?;
        let Ok((options, state)) = webauthn.start_passkey_authentication(&passkeys) else {
            return Ok(None);
        };
        self.0.second_factor.questions.put(key, (webauthn, state), self.now());
        to_json(&options).map(Some)
    }

    /// Whether a passkey of the person answered the question that waits under the key.
    pub(crate) async fn passkey_answers(
        &self,
        tx: &Tx,
        person: PersonId,
        key: &str,
        answer: &str,
    ) -> Result<bool, OperationError> {
        let now = self.now();
        let Some((webauthn, state)) = self.0.second_factor.questions.take(key, now) else {
            return Ok(false);
        };
        let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else {
            return Ok(false);
        };
        let Ok(result) = webauthn.finish_passkey_authentication(&answer, &state) else {
            return Ok(false);
        };
        let mut passkeys = self.passkeys_of(&Db::from(tx), person).await?;
        let Some(passkey) = passkeys.iter_mut().find(|one| one.cred_id() == result.cred_id()) else {
            return Ok(false);
        };
        passkey.update_credential(&result);
        let id = URL_SAFE_NO_PAD.encode(passkey.cred_id());
        storage::second_factors::use_passkey(tx, &id, &to_json(passkey)?, now).await?;
        Ok(true)
    }

    async fn passkeys_of(&self, db: &Db<'_>, person: PersonId) -> Result<Vec<Passkey>, OperationError> {
        let stored = storage::second_factors::passkeys(db, person).await?;
        Ok(stored
            .iter()
            .filter_map(|passkey| serde_json::from_str(&passkey.credential).ok())
            .collect())
    }
}

fn to_json(value: &impl Serialize) -> Result<String, OperationError> {
    serde_json::to_string(value).map_err(|_| refused!("not-written", "this cannot be written as JSON"))
}
