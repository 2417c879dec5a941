//! People: passwords, roles, who may log in at all (SECURITY AC).

use domain::{
    account::{LoginName, NewPassword, NodeRole, Person, Role},
    field_error::FieldError,
    ids::{OrganisationId, PersonId},
    permissions::Action,
    text::one_line,
};
use secrecy::SecretString;
use storage::{Db, Tx, links::Purpose};

use crate::{OperationError, Operations, Secret, Session, StepUp, audit::Who, links::RESET_LINK, view::PersonView};

/// A new person.
pub struct NewPerson {
    /// Name to log in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role for the node.
    pub node_role: Option<NodeRole>,
    /// Roles in organisations.
    pub roles: Vec<(OrganisationId, Role)>,
}

impl Operations {
    /// Changes the password; ends all other logins and all tokens.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] when the old one is wrong.
    pub async fn change_password(
        &self,
        session: &Session,
        old: SecretString,
        new: NewPassword,
    ) -> Result<(), OperationError> {
        let person = session.person().id;
        let key = format!("change:{person}");
        self.0.throttle.begin(&[&key], self.now())?;
        let hash = storage::people::password_hash(&self.db(), person).await?;
        if !self.check_password(old, hash).await? {
            return Err(OperationError::NotSignedIn);
        }
        let hash = self.hash_password(new.expose()).await?;
        let tx = self.begin().await?;
        storage::people::set_password(&tx, person, &hash).await?;
        storage::logins::end_all(&tx, person, session.login()).await?;
        storage::tokens::end_all(&tx, person, None).await?;
        storage::links::end_all(&tx, Purpose::Reset, Some(person)).await?;
        self.note(&tx, &Who::Person(session), "password.change", "").await?;
        tx.commit().await?;
        self.0.throttle.succeeded(&key, None);
        Ok(())
    }

    /// A session of the local operator, for the command line; audited as that name or "system".
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for an unknown name or organisation.
    pub async fn local_operator(
        &self,
        name: Option<&str>,
        organisation: Option<&str>,
    ) -> Result<Session, OperationError> {
        let person = match name {
            Some(name) => storage::people::by_login(&self.db(), name)
                .await?
                .ok_or(OperationError::NotFound { what: "the person" })?,
            None => Person {
                id: PersonId::new(self.now(), self.0.entropy.bytes()),
                login: LoginName::parse("system").map_err(|_| OperationError::NotSignedIn)?,
                name: "system".to_owned(),
                node_role: Some(NodeRole::Operator),
                roles: Vec::new(),
                networks: Vec::new(),
                disabled: false,
                created_at: self.now(),
            },
        };
        let organisations = storage::organisations::all(&self.db()).await?;
        let acting_for = match organisation {
            Some(handle) => Some(self.organisation(handle).await?.id),
            None => organisations
                .first()
                .filter(|_| organisations.len() == 1)
                .map(|only| only.id),
        };
        Ok(Session::local(person, acting_for))
    }

    /// Adds a person with their roles (operator, asked once more, AC5); gives a link with which they choose a password.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::Forbidden`].
    pub async fn add_person(
        &self,
        session: &Session,
        step_up: &StepUp,
        person: NewPerson,
    ) -> Result<Secret, OperationError> {
        session.require(Action::OperateNode)?;
        step_up.require(session)?;
        let tx = self.begin().await?;
        let person = self.insert_person(&tx, person).await?;
        let secret = self.make_link(&tx, RESET_LINK, Some(person.id), None).await?;
        self.note(&tx, &Who::Person(session), "person.add", person.login.as_str())
            .await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Checks and stores a new person without password.
    pub(crate) async fn insert_person(&self, tx: &Tx, person: NewPerson) -> Result<Person, OperationError> {
        let login = LoginName::parse(&person.login).map_err(|fault| FieldError::new("login", fault));
        let name = one_line(&person.name, 100).map_err(|fault| FieldError::new("name", fault));
        let (login, name) = match (login, name) {
            (Ok(login), Ok(name)) => (login, name),
            (login, name) => {
                return Err(OperationError::Invalid(
                    login.err().into_iter().chain(name.err()).collect(),
                ));
            }
        };
        let now = self.now();
        let person = Person {
            id: PersonId::new(now, self.0.entropy.bytes()),
            login,
            name,
            node_role: person.node_role,
            roles: person.roles,
            networks: Vec::new(),
            disabled: false,
            created_at: now,
        };
        match storage::people::insert(tx, &person).await {
            Err(storage::StorageError::Exists) => Err(OperationError::taken("login")),
            other => Ok(other.map(|()| person)?),
        }
    }

    /// All people (operator), or those of an organisation (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn people(
        &self,
        session: &Session,
        organisation: Option<OrganisationId>,
    ) -> Result<Vec<PersonView>, OperationError> {
        session.require(organisation.map_or(Action::OperateNode, Action::ManageTeam))?;
        let mut people = Vec::new();
        for person in storage::people::all(&self.db(), organisation).await? {
            people.push(self.person_view(&person).await?);
        }
        Ok(people)
    }

    async fn person_view(&self, person: &Person) -> Result<PersonView, OperationError> {
        let mut roles = Vec::new();
        for (id, role) in &person.roles {
            if let Some(organisation) = storage::organisations::get(&self.db(), *id).await? {
                roles.push((organisation.handle.as_str().to_owned(), *role));
            }
        }
        Ok(PersonView {
            id: person.id,
            login: person.login.as_str().to_owned(),
            name: person.name.clone(),
            node_role: person.node_role,
            roles,
            disabled: person.disabled,
        })
    }

    /// A person by login name (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn person_by_login(&self, session: &Session, login: &str) -> Result<PersonView, OperationError> {
        session.require(Action::OperateNode)?;
        let person = storage::people::by_login(&self.db(), login).await?;
        self.person_view(&person.ok_or(OperationError::NotFound { what: "the person" })?)
            .await
    }

    /// Sets or ends a role in an organisation (owner, or operator, asked once more, AC5); the last owner cannot go (RO3).
    ///
    /// # Errors
    /// [`OperationError::Refused`], [`OperationError::Forbidden`].
    pub async fn set_role(
        &self,
        session: &Session,
        step_up: &StepUp,
        person: PersonId,
        organisation: OrganisationId,
        role: Option<Role>,
    ) -> Result<(), OperationError> {
        if !session.may(Action::OperateNode) {
            session.require(Action::ManageTeam(organisation))?;
        }
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let target = storage::people::get(&db, person)
            .await?
            .ok_or(OperationError::NotFound { what: "the person" })?;
        let team = storage::people::all(&db, Some(organisation)).await?;
        let owned = is_owner(&target, organisation) && role != Some(Role::Owner);
        if owned && !has_other_owner(&team, organisation, person) {
            return Err(refused!(
                "last-owner",
                "the last owner of an organisation cannot go: name another owner first"
            ));
        }
        storage::people::set_role(&tx, person, organisation, role).await?;
        if role.is_none() {
            storage::logins::end_all(&tx, person, None).await?;
            storage::tokens::end_all(&tx, person, Some(organisation)).await?;
        }
        self.note(&tx, &Who::Person(session), "person.role", target.login.as_str())
            .await?;
        Box::pin(self.lose_member_say(&tx, person)).await?;
        self.finish_decision(tx).await
    }

    /// Disables or enables a person (operator); disabling ends all logins and tokens. The last operator cannot go.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn disable_person(
        &self,
        session: &Session,
        person: PersonId,
        disabled: bool,
    ) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin_decision().await?;
        let people = storage::people::all(&Db::from(&tx), None).await?;
        let target = people
            .iter()
            .find(|one| one.id == person)
            .ok_or(OperationError::NotFound { what: "the person" })?;
        let operators = people
            .iter()
            .filter(|one| !one.disabled && one.node_role == Some(NodeRole::Operator))
            .count();
        if disabled && target.node_role == Some(NodeRole::Operator) && operators <= 1 {
            return Err(refused!(
                "last-operator",
                "the last operator cannot go: name another operator first"
            ));
        }
        let owned = target.roles.iter().filter(|(id, _)| is_owner(target, *id));
        if disabled && owned.into_iter().any(|(id, _)| !has_other_owner(&people, *id, person)) {
            return Err(refused!(
                "last-owner",
                "the last owner of an organisation cannot go: name another owner first"
            ));
        }
        if disabled {
            self.require_other_admins(&Db::from(&tx), target).await?;
        }
        storage::people::set_disabled(&tx, person, disabled).await?;
        if disabled {
            self.end_everything(&tx, person).await?;
            storage::links::end_all(&tx, Purpose::Reset, Some(person)).await?;
        }
        self.note(&tx, &Who::Person(session), "person.disable", target.login.as_str())
            .await?;
        if disabled {
            self.lose_say(&tx, person, None).await?;
        }
        self.finish_decision(tx).await
    }

    /// Ends all logins and tokens of a person (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn end_all_logins(&self, session: &Session, person: PersonId) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        storage::people::get(&Db::from(&tx), person)
            .await?
            .ok_or(OperationError::NotFound { what: "the person" })?;
        self.end_everything(&tx, person).await?;
        self.note(&tx, &Who::Person(session), "person.end-logins", &person.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn end_everything(&self, tx: &Tx, person: PersonId) -> Result<(), OperationError> {
        storage::logins::end_all(tx, person, None).await?;
        Ok(storage::tokens::end_all(tx, person, None).await?)
    }
}

pub(crate) fn is_owner(person: &Person, organisation: OrganisationId) -> bool {
    !person.disabled && person.role_in(organisation) == Some(Role::Owner)
}

pub(crate) fn has_other_owner(people: &[Person], organisation: OrganisationId, than: PersonId) -> bool {
    people.iter().any(|one| one.id != than && is_owner(one, organisation))
}
