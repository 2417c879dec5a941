//! Why a document is refused.

use crate::{context::ContextFault, log::LogFault, proof::ProofError, text_digest::TextFault};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// Why a document, a bundle or a receipt is refused: the codes of PROTOCOL 12.2, steps 2 to 10.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
        pub enum Reason {
            $($(#[$doc])* #[error($code)] $name,)*
        }

        impl Reason {
            /// All reasons, in the order of PROTOCOL 12.2.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

reasons! {
    /// Not JSON that is read strictly.
    Json = "json",
    /// A member twice.
    DuplicateMember = "duplicate-member",
    /// `type` is not one text.
    TypeArray = "type-array",
    /// `attributedTo` is not one text.
    AttributedArray = "attributed-array",
    /// A number that JCS cannot keep.
    NumberRange = "number-range",
    /// There is no proof.
    ProofMissing = "proof-missing",
    /// A list of proofs.
    ProofMultiple = "proof-multiple",
    /// A context that is not known.
    ContextUnknown = "context-unknown",
    /// A context that changes what is said.
    ContextRedefined = "context-redefined",
    /// The proof's context is not the document's.
    ProofContext = "proof-context",
    /// Another suite.
    ProofSuite = "proof-suite",
    /// Another purpose.
    ProofPurpose = "proof-purpose",
    /// Not a time in whole seconds.
    ProofCreated = "proof-created",
    /// A further option in the proof.
    ProofOption = "proof-option",
    /// The proof's value is not a signature.
    ProofEncoding = "proof-encoding",
    /// Id and author are not on one origin, or no ids at all.
    IdOrigin = "id-origin",
    /// Signed by somebody else.
    KeyOwner = "key-owner",
    /// Signed by a key that the author does not list.
    KeyUnknown = "key-unknown",
    /// Signed after the key was given up.
    KeyExpired = "key-expired",
    /// Signed by another key than the one that is pinned.
    KeyMismatch = "key-mismatch",
    /// The signature is wrong.
    ProofInvalid = "proof-invalid",
    /// What must be embedded is not.
    ObjectEmbedding = "object-embedding",
    /// Author, subject or actor differ.
    ActorMismatch = "actor-mismatch",
    /// About something else.
    TargetMismatch = "target-mismatch",
    /// Another relationship.
    RelationshipValue = "relationship-value",
    /// By somebody who may not say this.
    NotOwner = "not-owner",
    /// Not a kind of document that this is about.
    NotSupported = "not-supported",
    /// Only a permission to quote.
    StampKind = "stamp-kind",
    /// A stamp by somebody who does not own the declaration.
    StampForeign = "stamp-foreign",
    /// A member is missing or has a value that it may not have.
    FieldInvalid = "field-invalid",
    /// A language is missing, or is not an official one.
    LanguageSet = "language-set",
    /// The main text is not that of the first authentic language.
    LanguageMain = "language-main",
    /// Characters or markup that a frozen text may not have.
    TextForm = "text-form",
    /// An opened text was changed.
    Frozen = "frozen",
    /// A digest is not that of the document.
    DigestMismatch = "digest-mismatch",
    /// Another revision.
    RevisionMismatch = "revision-mismatch",
    /// Another network.
    NetworkMismatch = "network-mismatch",
    /// Before the opening.
    NotOpen = "not-open",
    /// Dated in the future.
    Future = "future",
    /// After the closing.
    Closed = "closed",
    /// Another country than the roster's.
    CountryMismatch = "country-mismatch",
    /// Withdrawn or erased before.
    Withdrawn = "withdrawn",
    /// Two documents under one id or one sequence number.
    Equivocation = "equivocation",
    /// A sequence number that is not above the last one.
    Sequence = "sequence",
    /// The receipt does not open the entry.
    ReceiptMismatch = "receipt-mismatch",
    /// An older roster after a newer one.
    RosterRollback = "roster-rollback",
    /// The log did not sign it.
    CheckpointSignature = "checkpoint-signature",
    /// A checkpoint of another log.
    CheckpointOrigin = "checkpoint-origin",
    /// A witness's line does not hold.
    CosignatureInvalid = "cosignature-invalid",
    /// Too few witnesses.
    Quorum = "quorum",
    /// Smaller than what was seen.
    Rollback = "rollback",
    /// Two histories.
    SplitView = "split-view",
    /// The entry is not in the tree.
    InclusionInvalid = "inclusion-invalid",
    /// The larger tree does not begin with the smaller one.
    ConsistencyInvalid = "consistency-invalid",
    /// The document does not open its entry.
    LeafMismatch = "leaf-mismatch",
    /// The entries do not give the root.
    RootMismatch = "root-mismatch",
    /// Not an entry.
    EntryMalformed = "entry-malformed",
    /// A document that is needed is not there.
    EventMissing = "event-missing",
    /// Other figures than the log gives.
    TallyMismatch = "tally-mismatch",
    /// Not a log that the policy names.
    UnknownLog = "unknown-log",
}

impl Reason {
    /// Whether it says that something is missing, rather than that something is wrong.
    #[must_use]
    pub const fn is_undecidable(self) -> bool {
        matches!(
            self,
            Self::Quorum | Self::EventMissing | Self::KeyUnknown | Self::KeyMismatch | Self::UnknownLog
        )
    }
}

impl From<ProofError> for Reason {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Missing => Self::ProofMissing,
            ProofError::Multiple => Self::ProofMultiple,
            ProofError::Context => Self::ProofContext,
            ProofError::Suite => Self::ProofSuite,
            ProofError::Purpose => Self::ProofPurpose,
            ProofError::Created => Self::ProofCreated,
            ProofError::Option => Self::ProofOption,
            ProofError::Encoding => Self::ProofEncoding,
            ProofError::NumberRange => Self::NumberRange,
            ProofError::Invalid => Self::ProofInvalid,
        }
    }
}

impl From<ContextFault> for Reason {
    fn from(fault: ContextFault) -> Self {
        match fault {
            ContextFault::Unknown => Self::ContextUnknown,
            ContextFault::Redefined => Self::ContextRedefined,
        }
    }
}

impl From<TextFault> for Reason {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::FieldInvalid => Self::FieldInvalid,
            TextFault::LanguageSet => Self::LanguageSet,
            TextFault::LanguageMain => Self::LanguageMain,
            TextFault::TextForm => Self::TextForm,
        }
    }
}

impl From<LogFault> for Reason {
    fn from(fault: LogFault) -> Self {
        match fault {
            LogFault::CheckpointSignature => Self::CheckpointSignature,
            LogFault::CheckpointOrigin => Self::CheckpointOrigin,
            LogFault::CosignatureInvalid => Self::CosignatureInvalid,
            LogFault::Quorum => Self::Quorum,
            LogFault::Rollback => Self::Rollback,
            LogFault::SplitView => Self::SplitView,
            LogFault::InclusionInvalid => Self::InclusionInvalid,
            LogFault::ConsistencyInvalid => Self::ConsistencyInvalid,
            LogFault::LeafMismatch => Self::LeafMismatch,
            LogFault::RootMismatch => Self::RootMismatch,
            LogFault::EntryMalformed => Self::EntryMalformed,
            LogFault::UnknownLog => Self::UnknownLog,
        }
    }
}
