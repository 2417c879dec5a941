//! Links with a secret: set-up (30 minutes), invitations and password resets (7 days); once each (SECURITY SE5).

use chrono::Duration;
use domain::{
    account::{NewPassword, Role},
    ids::{LinkId, OrganisationId, PersonId},
    permissions::Action,
};
use storage::{
    Db, Tx,
    links::{Link, Purpose},
};

use crate::{
    NewPerson, OperationError, Operations, Secret, Session, StepUp, audit::Who, secrets::hex_sha256, view::LinkView,
};

/// A purpose and how long links with it are valid.
pub(crate) type LinkKind = (Purpose, Duration);
/// Sets the node up.
pub(crate) const SETUP_LINK: LinkKind = (Purpose::Setup, Duration::minutes(30));
/// Joins a team.
pub(crate) const INVITE_LINK: LinkKind = (Purpose::Invite, Duration::days(7));
/// Chooses a password.
pub(crate) const RESET_LINK: LinkKind = (Purpose::Reset, Duration::days(7));

/// What an invitation says before it is used.
pub struct Invitation {
    /// Name of the organisation.
    pub organisation: String,
    /// Role that it gives.
    pub role: Role,
    /// The name of the owner who leaves when it is accepted.
    pub leaves: Option<String>,
}

pub(crate) const GONE: OperationError = OperationError::NotFound { what: "the link" };

impl Operations {
    pub(crate) async fn make_link(
        &self,
        tx: &Tx,
        (purpose, valid): LinkKind,
        person: Option<PersonId>,
        invitation: Option<(OrganisationId, Role)>,
    ) -> Result<Secret, OperationError> {
        let secret = self.new_secret("");
        let now = self.now();
        let link = Link {
            id: LinkId::new(now, self.0.entropy.bytes()),
            purpose,
            secret_sha256: hex_sha256(secret.expose()),
            person,
            organisation: invitation.map(|(id, _)| id),
            role: invitation.map(|(_, role)| role),
            expires: now + valid,
        };
        storage::links::insert(tx, &link).await?;
        Ok(secret)
    }

    pub(crate) async fn valid_link(&self, db: &Db<'_>, purpose: Purpose, secret: &str) -> Result<Link, OperationError> {
        storage::links::valid(db, purpose, &hex_sha256(secret), self.ending_now())
            .await?
            .ok_or(GONE)
    }

    /// Ends a link that is being used; of two users at once one is told that it is gone.
    pub(crate) async fn use_link(&self, tx: &Tx, link: &Link) -> Result<(), OperationError> {
        if storage::links::end(tx, link.id).await? {
            Ok(())
        } else {
            Err(GONE)
        }
    }

    /// Invites somebody to an organisation (owner, asked once more, AC5).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn invite(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        role: Role,
    ) -> Result<Secret, OperationError> {
        session.require(Action::ManageTeam(organisation))?;
        step_up.require(session)?;
        let tx = self.begin().await?;
        let secret = self
            .make_link(&tx, INVITE_LINK, None, Some((organisation, role)))
            .await?;
        self.note(&tx, &Who::Person(session), "team.invite", &organisation.to_string())
            .await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Open invitations of an organisation.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn invitations(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Vec<LinkView>, OperationError> {
        session.require(Action::ManageTeam(organisation))?;
        let links = storage::links::invitations(&self.db(), organisation, self.now()).await?;
        let view = |link: Link| LinkView {
            id: link.id,
            purpose: link
                .role
                .map(|role| format!("{role:?}").to_lowercase())
                .unwrap_or_default(),
            expires: link.expires,
        };
        Ok(links.into_iter().map(view).collect())
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn revoke_link(&self, session: &Session, link: LinkId) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let found = storage::links::invitation(&Db::from(&tx), link).await?.ok_or(GONE)?;
        session.require(Action::ManageTeam(found.organisation.ok_or(GONE)?))?;
        storage::links::end(&tx, link).await?;
        self.note(&tx, &Who::Person(session), "team.revoke-invitation", &link.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    /// What an invitation says.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when it was used, has ended or never was.
    pub async fn invitation(&self, secret: &str) -> Result<Invitation, OperationError> {
        let db = self.db();
        let link = self.valid_link(&db, Purpose::Invite, secret).await?;
        let organisation = storage::organisations::get(&db, link.organisation.ok_or(GONE)?)
            .await?
            .ok_or(GONE)?;
        let leaves = match link.person {
            Some(giver) => Some(storage::people::get(&db, giver).await?.ok_or(GONE)?.name),
            None => None,
        };
        Ok(Invitation {
            organisation: organisation.profile.name,
            role: link.role.ok_or(GONE)?,
            leaves,
        })
    }

    /// Accepts an invitation with a new account.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`].
    pub async fn accept_invitation(
        &self,
        secret: &str,
        login: &str,
        name: &str,
        password: NewPassword,
    ) -> Result<(), OperationError> {
        self.valid_link(&self.db(), Purpose::Invite, secret).await?;
        let hash = self.hash_password(password.expose()).await?;
        let tx = self.begin_decision().await?;
        let link = self.valid_link(&Db::from(&tx), Purpose::Invite, secret).await?;
        self.use_link(&tx, &link).await?;
        let role = (link.organisation.ok_or(GONE)?, link.role.ok_or(GONE)?);
        let person = NewPerson {
            login: login.to_owned(),
            name: name.to_owned(),
            node_role: None,
            roles: vec![role],
        };
        let person = self.insert_person(&tx, person).await?;
        storage::people::set_password(&tx, person.id, &hash).await?;
        self.note(&tx, &Who::Other(&person.name), "team.join", &role.0.to_string())
            .await?;
        self.let_giver_leave(&tx, &link, &person).await?;
        Ok(tx.commit().await?)
    }

    /// A link to choose a new password (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn reset_link(&self, session: &Session, person: PersonId) -> Result<Secret, OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        storage::people::get(&Db::from(&tx), person)
            .await?
            .ok_or(OperationError::NotFound { what: "the person" })?;
        storage::links::end_all(&tx, Purpose::Reset, Some(person)).await?;
        let secret = self.make_link(&tx, RESET_LINK, Some(person), None).await?;
        self.note(&tx, &Who::Person(session), "person.reset-link", &person.to_string())
            .await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Whether a reset link is valid; gives the login name.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn check_reset_link(&self, secret: &str) -> Result<String, OperationError> {
        let db = self.db();
        let link = self.valid_link(&db, Purpose::Reset, secret).await?;
        let person = storage::people::get(&db, link.person.ok_or(GONE)?).await?.ok_or(GONE)?;
        Ok(person.login.as_str().to_owned())
    }

    /// Sets a new password by link; ends all logins and tokens.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn reset_password(&self, secret: &str, password: NewPassword) -> Result<(), OperationError> {
        self.valid_link(&self.db(), Purpose::Reset, secret).await?;
        let hash = self.hash_password(password.expose()).await?;
        let tx = self.begin().await?;
        let link = self.valid_link(&Db::from(&tx), Purpose::Reset, secret).await?;
        self.use_link(&tx, &link).await?;
        let person = link.person.ok_or(GONE)?;
        storage::people::set_password(&tx, person, &hash).await?;
        self.end_everything(&tx, person).await?;
        self.note(&tx, &Who::Other("link"), "password.reset", &person.to_string())
            .await?;
        Ok(tx.commit().await?)
    }
}
