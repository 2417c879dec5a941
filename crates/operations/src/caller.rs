//! Who asks. A [`Session`] can be made only by this crate, from a login, a token or the local operator.

use domain::{
    account::Person,
    ids::{LoginId, OrganisationId},
};

/// Who asks.
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
    pub(crate) person: Person,
    pub(crate) login: Option<LoginId>,
    pub(crate) acting_for: Option<OrganisationId>,
    pub(crate) form_token: String,
}

impl Session {
    /// The person.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }
    /// The login, if it came from a browser.
    #[must_use]
    pub fn login(&self) -> Option<LoginId> {
        self.login
    }
    /// The organisation that the person acts for: chosen, or the only one.
    #[must_use]
    pub fn acting_for(&self) -> Option<OrganisationId> {
        self.acting_for
    }
    /// The token that each form of this login carries.
    #[must_use]
    pub fn form_token(&self) -> &str {
        &self.form_token
    }
}
