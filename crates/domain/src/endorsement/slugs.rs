//! The closed lists of endorsements as types: each value is a slug of the list of the same name in
//! `data/vocab_small.csv`, as on the wire and in files.

use serde::{Deserialize, Serialize};

macro_rules! slugs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $slug:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $slug)] $variant,)+
        }

        impl $name {
            /// All values, in the order in which forms show them.
            pub fn all() -> impl Iterator<Item = Self> {
                [$(Self::$variant),+].into_iter()
            }

            /// The value with this slug.
            #[must_use]
            pub fn parse(slug: &str) -> Option<Self> {
                Self::all().find(|value| value.as_str() == slug)
            }

            /// The slug, as in the API, in files and on the wire.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }
        }
    )+};
}

slugs! {
    /// As whom somebody endorses (`signatory_kind`).
    Kind {
        /// An organisation; the endorsement binds it.
        Organisation = "organisation",
        /// A person of an organisation; does not bind it.
        Representative = "representative",
        /// A person for itself.
        Individual = "individual",
    }
    /// What is shown of a signer (`signatory_visibility`), least hidden first.
    Visibility {
        /// Everything but the mail address.
        Public = "public",
        /// Organisation and country; the person and its role are not.
        NameHidden = "name-hidden",
        /// Counted only, under the rule of small cells (PR2).
        FullyHidden = "fully-hidden",
    }
    /// The way in which an endorsement came (`signature_channel`).
    Channel {
        /// The form of this node.
        Web = "web",
        /// Another node, or an organisation on this one, by its own key.
        RemoteNode = "remote-node",
        /// A signed sheet.
        Paper = "paper",
        /// A file of somebody else's collection.
        CsvImport = "csv-import",
    }
    /// What was seen before it was counted (`signature_check`).
    Check {
        /// The signer pressed the button behind the link in a mail.
        Mail = "e-mail",
        /// The mail is at the organisation's own domain, or its own node signed.
        OwnDomain = "organisation-domain-or-node",
        /// A member or a regional node vouches.
        Member = "member-node",
        /// The number in the register of associations was seen.
        Registry = "registry-number",
        /// Nothing was checked: the file or the organiser says so.
        Nothing = "none",
        /// The signed sheet was seen.
        Paper = "paper",
        /// Somebody called.
        Phone = "phone",
    }
    /// How far it goes (`endorsement_stance`).
    Stance {
        /// The whole text.
        Full = "full",
        /// The text, with a reservation beside it.
        WithReservations = "with-reservations",
    }
}

impl Kind {
    /// Counted among the people, not among the organisations.
    #[must_use]
    pub fn is_person(self) -> bool {
        self != Self::Organisation
    }
}

impl Visibility {
    /// Counted only: under the rule of small cells.
    #[must_use]
    pub fn is_hidden(self) -> bool {
        self == Self::FullyHidden
    }
}

impl Check {
    /// How sure we are, from 0 to 3 (UX 5.3); nothing when nothing was checked.
    #[must_use]
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Nothing => None,
            Self::Mail | Self::Paper | Self::Phone => Some(0),
            Self::OwnDomain => Some(1),
            Self::Member => Some(2),
            Self::Registry => Some(3),
        }
    }
}
