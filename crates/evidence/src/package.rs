//! A file that anybody can check: a bundle or a receipt.

use serde_json::Value;

use crate::{
    bundle::{BUNDLE, Bundle, BundleReport, Verdict, Workers, parts::read_json},
    documents::Reason,
    log::Policy,
    receipt::{RECEIPT, Receipt, ReceiptReport},
};

/// What `bandung verify` reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Package {
    /// `bundle-1`.
    Bundle(Box<Bundle>),
    /// `receipt-1`.
    Receipt(Box<Receipt>),
}

/// What a file says that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Of a bundle.
    Bundle(Box<BundleReport>),
    /// Of a receipt.
    Receipt(Box<ReceiptReport>),
}

impl Package {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Reason::DuplicateMember`], [`Reason::Json`] when it is neither.
    pub fn read(bytes: &[u8]) -> Result<Self, Reason> {
        let file = read_json(bytes)?;
        match file.get("format").and_then(Value::as_str) {
            Some(BUNDLE) => Bundle::from_json(file).map(|bundle| Self::Bundle(Box::new(bundle))),
            Some(RECEIPT) => Receipt::from_json(file).map(|receipt| Self::Receipt(Box::new(receipt))),
            _ => Err(Reason::Json),
        }
    }

    /// Checks it. `policy` says which log and witnesses are trusted.
    #[must_use]
    pub fn verify(&self, policy: Option<&Policy>, workers: &impl Workers) -> Verdict<Report> {
        match self {
            Self::Bundle(bundle) => bundle
                .verify(policy, workers)
                .map(|report| Report::Bundle(Box::new(report))),
            Self::Receipt(receipt) => receipt.verify(policy).map(|report| Report::Receipt(Box::new(report))),
        }
    }
}

impl Package {
    /// How many entries of the log it has; nothing for a receipt.
    #[must_use]
    pub fn entries(&self) -> Option<u64> {
        match self {
            Self::Bundle(bundle) => Some(bundle.entries.len() as u64),
            Self::Receipt(_) => None,
        }
    }

    /// The log that a bundle is of.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::Bundle(bundle) => Some(&bundle.origin),
            Self::Receipt(_) => None,
        }
    }
}

impl Report {
    /// As `bandung verify --json` prints it, without `result` and `exit`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Bundle(report) => report.to_json(),
            Self::Receipt(report) => report.to_json(),
        }
    }
}
