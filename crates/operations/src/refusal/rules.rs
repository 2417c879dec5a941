//! What the rules of the domain refuse, with the keys of their texts.

use domain::{
    block_list::ListFault,
    declaration::ChangeFault,
    endorsement::TransitionFault,
    membership::{AdminFault, Refused},
    signature_file::FileFault,
};

use crate::OperationError;

impl From<ChangeFault> for OperationError {
    fn from(fault: ChangeFault) -> Self {
        match fault {
            ChangeFault::Frozen => refused!(
                "declaration-frozen",
                "it is frozen: not a comma changes after opening. Make a new revision"
            ),
            ChangeFault::StillDraft => refused!("declaration-still-draft", "it is still a draft: open it first"),
            ChangeFault::AlreadyOpen => refused!("declaration-already-open", "it is open already"),
            ChangeFault::Closed => refused!("declaration-closed", "it is closed: make a new revision"),
            ChangeFault::NotLater => refused!(
                "declaration-not-later",
                "the closing date can only be moved to a later day"
            ),
            ChangeFault::EndsBeforeNow => refused!("declaration-ends-before-now", "its closing date is in the past"),
            ChangeFault::AlreadyRevised => refused!(
                "declaration-already-revised",
                "there is a newer revision already: revise that one"
            ),
        }
    }
}

impl From<TransitionFault> for OperationError {
    fn from(_: TransitionFault) -> Self {
        refused!(
            "endorsement-not-now",
            "this cannot be done with the endorsement as it stands now"
        )
    }
}

impl From<Refused> for OperationError {
    fn from(fault: Refused) -> Self {
        match fault {
            Refused::NoSay => forbidden!("may-not-decide-membership", "you may not decide about this membership"),
            Refused::OwnCase => forbidden!(
                "may-not-decide-own-case",
                "you may not decide about your own organisation"
            ),
            Refused::OutOfOrder => refused!("membership-out-of-order", "this is dated before what happened last"),
            Refused::Ended => refused!(
                "membership-ended",
                "this membership has ended: who comes back applies anew"
            ),
            Refused::NotNow => refused!("membership-not-now", "that cannot be done at this stage"),
            Refused::NoReason => refused!("membership-no-reason", "give a reason: the organisation sees it"),
            Refused::NoSuchTier => refused!("membership-no-tier", "this network admits nobody into that tier"),
            Refused::NoEnd => refused!("membership-no-end", "a suspension ends within a year"),
            Refused::NotHeard => refused!(
                "membership-not-heard",
                "first tell the member the grounds and wait for its answer, or until its time to answer is over"
            ),
            Refused::NoAppeal => refused!(
                "membership-no-appeal",
                "an appeal is possible once, within the time that the network's rules give"
            ),
            Refused::NotReferee => refused!("membership-not-referee", "you were not named as a referee"),
        }
    }
}

impl From<AdminFault> for OperationError {
    fn from(fault: AdminFault) -> Self {
        match fault {
            AdminFault::NotAdmin => forbidden!("may-not-decide-network", "you may not decide about this network"),
            AdminFault::LastAdmin => refused!(
                "last-admin",
                "the last admin of a network cannot go: name another admin first"
            ),
        }
    }
}

impl From<ListFault> for OperationError {
    fn from(fault: ListFault) -> Self {
        match fault {
            ListFault::TooLarge => refused!(
                "block-list-too-large",
                "the list is too long: at most 2 MiB and 20,000 lines are read; split it"
            ),
            ListFault::NotUtf8 => refused!("block-list-not-utf8", "the list is not in UTF-8"),
            ListFault::Empty => refused!("block-list-empty", "the list has no lines"),
        }
    }
}

impl From<FileFault> for OperationError {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::TooLarge(bytes) => refused!(
                "signature-file-too-large",
                "the file has {bytes} bytes, at most 5 MiB are read: split it",
                bytes = bytes
            ),
            FileFault::NotUtf8 { line } => refused!(
                "signature-file-not-utf8",
                "line {line} is not in UTF-8: save the file as \"CSV UTF-8\"",
                line = line
            ),
            FileFault::Empty => refused!("signature-file-empty", "the file has no rows"),
            FileFault::ColumnMissing { missing, header } => refused!(
                "signature-file-column-missing",
                "no column for {missing} was recognised in the first line; it has: {header}",
                missing = missing.as_str(),
                header = header.join(", ")
            ),
            FileFault::ColumnTwice(column) => refused!(
                "signature-file-column-twice",
                "two columns are for {column}: rename or remove one",
                column = column.as_str()
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_are_those_of_the_domain() {
        fn same<T: ToString + Into<OperationError>>(faults: impl IntoIterator<Item = T>) {
            for fault in faults {
                let sentence = fault.to_string();
                assert_eq!(fault.into().to_string(), sentence);
            }
        }
        use ChangeFault as C;
        same([
            C::Frozen,
            C::StillDraft,
            C::AlreadyOpen,
            C::Closed,
            C::NotLater,
            C::EndsBeforeNow,
            C::AlreadyRevised,
        ]);
        use Refused as R;
        same([
            R::OutOfOrder,
            R::Ended,
            R::NotNow,
            R::NoReason,
            R::NoSuchTier,
            R::NoEnd,
            R::NotHeard,
            R::NoAppeal,
        ]);
        same([R::NotReferee]);
        same([AdminFault::LastAdmin]);
        same([ListFault::TooLarge, ListFault::NotUtf8, ListFault::Empty]);
        same([
            FileFault::TooLarge(7),
            FileFault::NotUtf8 { line: 3 },
            FileFault::Empty,
            FileFault::ColumnMissing {
                missing: domain::signature_file::Column::Country,
                header: vec!["A".to_owned(), "B".to_owned()],
            },
            FileFault::ColumnTwice(domain::signature_file::Column::Country),
        ]);
    }
}
