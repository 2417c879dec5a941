//! The tally that the owner of a declaration signs (PROTOCOL 2.7): a claim about a tree, to be compared with the count.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Declaration, Known, Reason, check_signed, fields};
use crate::{
    log::Hash,
    tally::{Counted, Totals},
};

/// The concept that says that a document is a tally.
pub const TALLY: &str = "https://w3id.org/bandung#Tally";

/// A tally whose proof holds. The figures are claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTally {
    /// Its id.
    pub id: String,
    /// The log.
    pub origin: String,
    /// The size of the tree that was counted.
    pub tree_size: u64,
    /// The root of that tree.
    pub root: Hash,
    /// When it was counted.
    pub as_of: DateTime<Utc>,
    /// The figures that can be counted again.
    pub totals: Totals,
    /// Countries that occur only among signers who disclose none: the owner's word.
    pub undisclosed_countries: u64,
}

impl PublishedTally {
    /// Checks form, author and proof of a tally; not its figures.
    ///
    /// # Errors
    /// Reasons of steps 2 to 7.
    pub fn check(document: &Value, declaration: &Declaration, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        if text("bandung:documentKind") != Some(TALLY) {
            return Err(Reason::NotSupported);
        }
        if text("bandung:endorsementsOf") != Some(&declaration.id) {
            return Err(Reason::TargetMismatch);
        }
        if proven.author.as_str() != declaration.owner {
            return Err(Reason::NotOwner);
        }
        if text("bandung:canonicalDigest") != Some(&declaration.digest) {
            return Err(Reason::DigestMismatch);
        }
        Ok(Self {
            id: proven.id.as_str().to_owned(),
            origin: fields::text(document, "bandung:logOrigin")?.to_owned(),
            tree_size: fields::number(document, "bandung:treeSize")?,
            root: fields::hash(document, "bandung:rootHash")?,
            as_of: fields::time(document, "bandung:asOf")?,
            totals: totals(document)?,
            undisclosed_countries: or_zero(document, "bandung:undisclosedCountries")?,
        })
    }

    /// Compares the claim with what the log gives for a tree of the same size.
    ///
    /// # Errors
    /// [`Reason::TallyMismatch`].
    pub fn compare(&self, counted: &Counted) -> Result<(), Reason> {
        let same = counted.size == self.tree_size
            && counted.root == self.root
            && if counted.erased_later {
                counted.totals.all() == self.totals.all()
            } else {
                counted.totals == self.totals
            };
        if same { Ok(()) } else { Err(Reason::TallyMismatch) }
    }
}

fn totals(document: &Value) -> Result<Totals, Reason> {
    let number = |name| fields::number(document, name);
    let by_country = document
        .get("bandung:byCountry")
        .and_then(Value::as_object)
        .ok_or(Reason::FieldInvalid)?
        .iter()
        .map(|(country, count)| Ok((country.clone(), count.as_u64().ok_or(Reason::FieldInvalid)?)))
        .collect::<Result<_, Reason>>()?;
    Ok(Totals {
        organisations: number("bandung:organisations")?,
        persons: number("bandung:persons")?,
        countries: number("bandung:countries")?,
        by_country,
        own_key: number("bandung:ownKey")?,
        recorded: number("bandung:recorded")?,
        undisclosed: or_zero(document, "bandung:undisclosed")?,
        withdrawn: number("bandung:withdrawn")?,
        revoked: number("bandung:revoked")?,
        erased: number("bandung:erased")?,
    })
}

/// A number that counts as 0 when it is absent.
fn or_zero(document: &Value, name: &str) -> Result<u64, Reason> {
    if document.get(name).is_none() {
        Ok(0)
    } else {
        fields::number(document, name)
    }
}
