//! The reasons for which a file is refused, as sentences.

use evidence::documents::Reason;

/// What it means, as a sentence without its full stop.
pub(super) fn sentence(reason: Reason) -> &'static str {
    match reason {
        Reason::Json => "the file cannot be read as a bundle or a receipt",
        Reason::DuplicateMember => "the file can be read in two ways: something is in it twice",
        Reason::ProofMissing | Reason::ProofMultiple => "a document is not signed, or more than once",
        Reason::ProofContext
        | Reason::ProofSuite
        | Reason::ProofPurpose
        | Reason::ProofCreated
        | Reason::ProofOption
        | Reason::ProofEncoding => "a signature is not made as the protocol asks for",
        Reason::ContextUnknown | Reason::ContextRedefined => "a document uses words that are not defined",
        Reason::IdOrigin => "a document and its author are of different servers",
        Reason::KeyOwner => "a document was signed by somebody else than its author",
        Reason::KeyUnknown => "the keys of somebody who signed are not in the file",
        Reason::KeyExpired => "a document was signed with a key that was given up before",
        Reason::KeyMismatch => "somebody signed with a key that the network has not pinned",
        Reason::ProofInvalid => "a signature is wrong: the document was changed, or somebody else signed it",
        Reason::ActorMismatch => "author and signer of a document are not the same",
        Reason::TargetMismatch => "a document is about another text or another endorsement",
        Reason::NotOwner => "a document is by somebody who may not say this",
        Reason::StampForeign => "an endorsement was accepted by somebody who does not own the text",
        Reason::FieldInvalid => "a part of a document is missing, or has a value that it may not have",
        Reason::LanguageSet | Reason::LanguageMain => "the languages of the text are not those that it names",
        Reason::TextForm => "the text has characters that a frozen text may not have",
        Reason::Frozen => "the text was changed after it was opened",
        Reason::DigestMismatch => {
            "a digest does not belong to the document beside it: another text, or another endorsement"
        }
        Reason::RevisionMismatch => "an endorsement is of another revision of the text",
        Reason::NetworkMismatch => "a document is of another network",
        Reason::NotOpen => "something was endorsed before the opening",
        Reason::Future => "a document has a date that is still to come",
        Reason::Closed => "the log has an entry after its closing",
        Reason::CountryMismatch => "a country is another one than in the network's roster",
        Reason::Withdrawn => "something is counted that was withdrawn or erased before",
        Reason::Equivocation => "there are two documents under one number: somebody said two things",
        Reason::Sequence => "a statement has a number that is not above the last one",
        Reason::ReceiptMismatch => "the log has something else at the place that the stamp promised",
        Reason::RosterRollback => "an older list of members comes after a newer one",
        Reason::CheckpointSignature => "the log's own signature does not hold",
        Reason::CheckpointOrigin => "the signature is of another log",
        Reason::CosignatureInvalid => "the signature of a witness does not hold",
        Reason::Quorum => "too few of the witnesses that the policy asks for have seen this tree",
        Reason::Rollback => "the log is smaller than it was seen before",
        Reason::SplitView => "the log has shown two histories",
        Reason::InclusionInvalid => "the log does not contain what was promised",
        Reason::ConsistencyInvalid => "the log does not begin as it did before",
        Reason::LeafMismatch => "a document is not the one that the log committed to",
        Reason::RootMismatch => "the entries are not those that the log has signed",
        Reason::EntryMalformed => "an entry of the log cannot be read",
        Reason::EventMissing => "a document is missing without which the count cannot be made",
        Reason::TallyMismatch => "the published figures are not those that the log gives",
        Reason::UnknownLog => "the policy does not name this log",
        _ => "a document is not made as the protocol asks for; FEDERATION.md explains the code",
    }
}
