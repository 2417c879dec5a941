//! Who signs: what is known, and what of it may be shown.

use serde::{Deserialize, Serialize};

use super::{Kind, Visibility};
use crate::vocabulary::{Country, OrganisationType};

/// Who signs. What is hidden, or was never known here, is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// As whom.
    pub kind: Kind,
    /// What may be shown.
    pub visibility: Visibility,
    /// Name of the organisation, at most [`Signatory::LONGEST_ORGANISATION`] graphemes.
    pub organisation: Option<String>,
    /// What sort of organisation.
    pub organisation_type: Option<OrganisationType>,
    /// Country or place.
    pub country: Option<Country>,
    /// Name of the person, any script, one name is a name; at most [`Signatory::LONGEST_PERSON`] graphemes.
    pub person: Option<String>,
    /// Role in the organisation, at most [`Signatory::LONGEST_ROLE`] graphemes.
    pub role: Option<String>,
}

impl Signatory {
    /// The longest name of an organisation, in graphemes.
    pub const LONGEST_ORGANISATION: usize = 300;
    /// The longest name of a person, in graphemes.
    pub const LONGEST_PERSON: usize = 200;
    /// The longest role, in graphemes.
    pub const LONGEST_ROLE: usize = 150;

    /// Nobody yet: only the kind is known.
    #[must_use]
    pub fn of_kind(kind: Kind, visibility: Visibility) -> Self {
        Self {
            kind,
            visibility,
            organisation: None,
            organisation_type: None,
            country: None,
            person: None,
            role: None,
        }
    }

    /// What may be shown of it (PR1): everything; all but person and role; the kind alone. The country of a hidden
    /// signer is never a part of what is shown of one signer, only of counts under the rule of small cells (PR2).
    #[must_use]
    pub fn shown(&self) -> Self {
        match self.visibility {
            Visibility::Public => self.clone(),
            Visibility::NameHidden => Self {
                person: None,
                role: None,
                // A person for itself is its name: without it only the country stays.
                organisation: self.organisation.clone().filter(|_| self.kind != Kind::Individual),
                ..self.clone()
            },
            Visibility::FullyHidden => Self::of_kind(self.kind, self.visibility),
        }
    }
}
