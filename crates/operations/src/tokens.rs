//! Access tokens for our own API (SECURITY AC8).

use chrono::Duration;
use domain::{
    account::Person,
    field_error::{Fault, FieldError},
    ids::{OrganisationId, TokenId},
    permissions::Action,
    text::one_line,
};
use storage::tokens::Token;

use crate::{Caller, OperationError, Operations, Secret, Session, audit::Who, secrets::hex_sha256, view::TokenView};

/// What a token may be allowed.
const SCOPES: [&str; 2] = ["read", "write"];

impl Operations {
    /// Makes a token that acts for an organisation with the person's role of each moment.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Invalid`] for unknown scopes.
    pub async fn create_token(
        &self,
        session: &Session,
        name: &str,
        organisation: OrganisationId,
        scopes: &[String],
    ) -> Result<Secret, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        let name = one_line(name, 80).map_err(|fault| OperationError::Invalid(vec![FieldError::new("name", fault)]))?;
        let unknown = scopes.iter().find(|scope| !SCOPES.contains(&scope.as_str()));
        if let Some(given) = unknown.cloned().or_else(|| scopes.is_empty().then(String::new)) {
            return Err(OperationError::Invalid(vec![FieldError::new(
                "scopes",
                Fault::NotInList { given },
            )]));
        }
        let secret = self.new_secret("bandung_");
        let now = self.now();
        let token = Token {
            id: TokenId::new(now, self.0.entropy.bytes()),
            person: session.person().id,
            organisation,
            name,
            secret_sha256: hex_sha256(secret.expose()),
            scopes: scopes.join(" "),
            since: now,
            last_used: None,
        };
        let tx = self.begin().await?;
        storage::tokens::insert(&tx, &token).await?;
        self.note(&tx, &Who::Person(session), "token.create", &token.id.to_string())
            .await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// The person's tokens.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tokens(&self, session: &Session) -> Result<Vec<TokenView>, OperationError> {
        let tokens = storage::tokens::of_person(&self.db(), session.person().id).await?;
        let view = |token: Token| TokenView {
            id: token.id,
            name: token.name,
            organisation: token.organisation,
            scopes: token.scopes.split(' ').map(str::to_owned).collect(),
            since: token.since,
            last_used: token.last_used,
        };
        Ok(tokens.into_iter().map(view).collect())
    }

    /// Ends a token.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn revoke_token(&self, session: &Session, token: TokenId) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        if !storage::tokens::end(&tx, session.person().id, token).await? {
            return Err(OperationError::NotFound { what: "the token" });
        }
        self.note(&tx, &Who::Person(session), "token.revoke", &token.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    /// Who has this token; the flag says whether it may write.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for an unknown or ended token.
    pub async fn caller_by_token(&self, secret: &str) -> Result<(Caller, bool), OperationError> {
        let db = self.db();
        let token = storage::tokens::by_secret(&db, &hex_sha256(secret)).await?;
        let token = token.ok_or(OperationError::NotSignedIn)?;
        let person = storage::people::get(&db, token.person)
            .await?
            .filter(|person| !person.disabled);
        let person = person.ok_or(OperationError::NotSignedIn)?;
        let role = person.role_in(token.organisation).ok_or(OperationError::NotSignedIn)?;
        // A token speaks for its organisation only: not for others of the same person, and never for the node (AC8).
        let person = Person {
            node_role: None,
            roles: vec![(token.organisation, role)],
            networks: Vec::new(),
            ..person
        };
        let now = self.now();
        if token.last_used.is_none_or(|last| now - last > Duration::hours(1)) && self.clock_fault().is_none() {
            let tx = self.begin().await?;
            storage::tokens::touch(&tx, token.id, now).await?;
            tx.commit().await?;
        }
        let may_write = token.scopes.split(' ').any(|scope| scope == "write");
        Ok((
            Caller::SignedIn(Session::of_token(person, token.organisation)),
            may_write,
        ))
    }
}
