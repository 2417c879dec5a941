//! Who asks. A [`Session`] can be made only by this crate, from a login, a token or the local operator.

use chrono::{DateTime, Utc};
use domain::{
    account::{Person, Role},
    ids::{LoginId, OrganisationId, PersonId},
    permissions::{Action, may},
    second_factor::Factors,
};
use storage::logins::Login;

use crate::{OperationError, Secret};

/// Who asks.
#[expect(clippy::large_enum_variant, reason = "one for each request, never kept in lists")]
#[derive(Clone, Debug)]
pub enum Caller {
    /// Nobody is logged in.
    Visitor,
    /// A person.
    SignedIn(Session),
}

/// A person who has proved who they are.
#[derive(Clone, Debug)]
pub struct Session {
    person: Person,
    login: Option<LoginId>,
    acting_for: Option<OrganisationId>,
    form_token: String,
    since: Option<DateTime<Utc>>,
    proved_at: Option<DateTime<Utc>>,
    factors: Factors,
    local: bool,
}

/// Proof that the person was asked once more who they are, before something that binds an organisation (SECURITY RO1).
/// Made only by [`crate::Operations::step_up`], good for one operation.
pub struct StepUp {
    person: PersonId,
    cookie: Option<Secret>,
}

impl StepUp {
    pub(crate) fn of(session: &Session, cookie: Option<Secret>) -> Self {
        Self {
            person: session.person.id,
            cookie,
        }
    }

    /// The new value of the login cookie, where the person proved themselves just now (SECURITY AC3).
    #[must_use]
    pub fn cookie(&self) -> Option<&Secret> {
        self.cookie.as_ref()
    }

    /// # Errors
    /// [`OperationError::NotSignedIn`] when it is somebody else's.
    pub(crate) fn require(&self, session: &Session) -> Result<(), OperationError> {
        if self.person == session.person.id {
            Ok(())
        } else {
            Err(OperationError::NotSignedIn)
        }
    }
}

impl Caller {
    /// The session, if somebody is logged in.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::Visitor => None,
            Self::SignedIn(session) => Some(session),
        }
    }

    /// Whether the caller may do something.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.session().is_some_and(|session| session.may(action))
    }
}

impl Session {
    pub(crate) fn of_login(person: Person, login: &Login) -> Self {
        let acting_for = login
            .acting_for
            .filter(|id| person.role_in(*id).is_some())
            .or_else(|| person.roles.iter().max_by_key(|(_, role)| *role).map(|(id, _)| *id));
        Self {
            person,
            login: Some(login.id),
            acting_for,
            form_token: login.form_token.clone(),
            since: Some(login.since),
            proved_at: None,
            factors: Factors::default(),
            local: false,
        }
    }

    pub(crate) fn of_token(person: Person, organisation: OrganisationId) -> Self {
        Self {
            person,
            login: None,
            acting_for: Some(organisation),
            form_token: String::new(),
            since: None,
            proved_at: None,
            factors: Factors::default(),
            local: false,
        }
    }

    /// The one at the machine itself: may do what an operator may, and act for any organisation.
    pub(crate) fn local(person: Person, acting_for: Option<OrganisationId>) -> Self {
        Self {
            person,
            login: None,
            acting_for,
            form_token: String::new(),
            since: None,
            proved_at: None,
            factors: Factors::default(),
            local: true,
        }
    }

    /// The same with what the person has beside the password, and when the login last proved it.
    pub(crate) fn having(mut self, factors: Factors, proved_at: Option<DateTime<Utc>>) -> Self {
        self.factors = factors;
        self.proved_at = proved_at;
        self
    }

    pub(crate) fn factors(&self) -> Factors {
        self.factors
    }

    pub(crate) fn proved_at(&self) -> Option<DateTime<Utc>> {
        self.proved_at
    }

    /// When the login began.
    pub(crate) fn since(&self) -> Option<DateTime<Utc>> {
        self.since
    }

    /// The person.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The person's identifier; nothing for the system itself.
    pub(crate) fn person_id(&self) -> Option<PersonId> {
        (!self.local || !self.person.name.eq("system")).then_some(self.person.id)
    }

    /// At the machine itself.
    pub(crate) fn is_local(&self) -> bool {
        self.local
    }

    /// The login, if it came from a browser.
    #[must_use]
    pub fn login(&self) -> Option<LoginId> {
        self.login
    }

    /// The organisation that the person acts for: chosen, or the one with the highest role.
    #[must_use]
    pub fn acting_for(&self) -> Option<OrganisationId> {
        self.acting_for
    }

    /// The token that each form of this login carries.
    #[must_use]
    pub fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Whether the person may do something now.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        // Who decides in a network is a matter of the network: being at the machine is not enough.
        let needs_a_person = matches!(action, Action::AdministerNetwork(_));
        (self.local && !needs_a_person) || may(&self.person, action)
    }

    /// The role in an organisation; the local operator counts as owner.
    #[must_use]
    pub fn role_in(&self, organisation: OrganisationId) -> Option<Role> {
        if self.local {
            Some(Role::Owner)
        } else {
            self.person.role_in(organisation)
        }
    }

    /// Requires that the person may do something.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where the organisation is not the person's at all (RO2), else
    /// [`OperationError::Forbidden`].
    pub fn require(&self, action: Action) -> Result<(), OperationError> {
        if self.may(action) {
            return Ok(());
        }
        let (organisation, what) = match action {
            Action::ReadDrafts(id) => (
                Some(id),
                refusal!("may-not-read-drafts", "you may not read drafts of this organisation"),
            ),
            Action::WriteDrafts(id) => (
                Some(id),
                refusal!("may-not-write", "you may not write for this organisation"),
            ),
            Action::Publish(id) => (
                Some(id),
                refusal!("may-not-publish", "you may not publish for this organisation"),
            ),
            Action::ManageFollows(id) => (
                Some(id),
                refusal!("may-not-follow", "you may not follow for this organisation"),
            ),
            Action::EditProfile(id) => (
                Some(id),
                refusal!(
                    "may-not-change-profile",
                    "you may not change the profile of this organisation"
                ),
            ),
            Action::HostDeclarations(id) => (
                Some(id),
                refusal!(
                    "may-not-host-declarations",
                    "you may not decide about declarations of this organisation"
                ),
            ),
            Action::Endorse(id) => (
                Some(id),
                refusal!("may-not-endorse", "you may not endorse for this organisation"),
            ),
            Action::ManageTeam(id) => (
                Some(id),
                refusal!(
                    "may-not-change-team",
                    "you may not change the team of this organisation"
                ),
            ),
            Action::CreateNetwork(id) => (
                Some(id),
                refusal!(
                    "may-not-create-network",
                    "you may not create a network for this organisation"
                ),
            ),
            Action::Represent(id) => (
                Some(id),
                refusal!(
                    "may-not-represent",
                    "you may not speak in the name of this organisation"
                ),
            ),
            Action::SpeakAsMember(id) => (
                Some(id),
                refusal!(
                    "may-not-speak-as-member",
                    "you may not speak for this organisation as a member"
                ),
            ),
            Action::AdministerNetwork(_) => (
                None,
                refusal!("may-not-decide-network", "you may not decide about this network"),
            ),
            Action::OperateNode => (None, refusal!("may-not-operate", "you may not operate this node")),
            Action::Seal => (None, refusal!("may-not-seal", "you may not seal this node")),
            Action::Moderate => (None, refusal!("may-not-moderate", "you may not moderate this node")),
        };
        match organisation {
            Some(id) if self.person.role_in(id).is_none() => Err(OperationError::NotFound {
                what: "the organisation",
            }),
            _ => Err(OperationError::Forbidden(what)),
        }
    }

    /// Only somebody at the machine itself (SECURITY RO1: keys are never in reach of a browser).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub(crate) fn require_machine(&self) -> Result<(), OperationError> {
        if self.local {
            Ok(())
        } else {
            Err(forbidden!(
                "may-not-change-keys-in-a-browser",
                "you may not change keys from a browser; use the command line of the node"
            ))
        }
    }

    /// The organisation that the person acts for.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when there is none.
    pub(crate) fn acting(&self) -> Result<OrganisationId, OperationError> {
        self.acting_for.ok_or_else(|| {
            refused!(
                "no-organisation",
                "you belong to no organisation; ask an owner for an invitation"
            )
        })
    }
}
