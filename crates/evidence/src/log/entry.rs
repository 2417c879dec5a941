//! Entries (PL4 to PL6): seven lines that say what happened to which text, and a commitment that says no name.

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};
use serde_json::Value;

use super::{read_hash, read_number, tree::Hash, tree::leaf_hash, write_hash};
use crate::{
    canonical_json,
    keys::{hmac_sha256, sha256},
    multibase,
};

/// The longest entry, in bytes (PL4).
pub const LONGEST_ENTRY: usize = 1024;

const VERSION: &str = "bandung-entry/v1";
const TIME: &str = "%Y-%m-%dT%H:00:00Z";

/// A text is not an entry of PL4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry-malformed")]
pub struct EntryMalformed;

/// What an entry says happened (PROTOCOL 14.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A declaration was opened.
    Open,
    /// An actor's endorsement was accepted.
    Endorse,
    /// An endorsement without a node was recorded.
    Record,
    /// The endorser withdrew.
    Withdraw,
    /// The owner no longer accepts.
    Revoke,
    /// Document and name were destroyed.
    Erase,
    /// A tally of the tree before this entry.
    Snapshot,
    /// The declaration was closed, with its last tally.
    Close,
    /// A membership was decided.
    Member,
    /// A key was rotated or revoked.
    Key,
    /// The head of the audit chain.
    Audit,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Open,
        Self::Endorse,
        Self::Record,
        Self::Withdraw,
        Self::Revoke,
        Self::Erase,
        Self::Snapshot,
        Self::Close,
        Self::Member,
        Self::Key,
        Self::Audit,
    ];

    /// The word in the second line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Endorse => "endorse",
            Self::Record => "record",
            Self::Withdraw => "withdraw",
            Self::Revoke => "revoke",
            Self::Erase => "erase",
            Self::Snapshot => "snapshot",
            Self::Close => "close",
            Self::Member => "member",
            Self::Key => "key",
            Self::Audit => "audit",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    const fn has_text(self) -> bool {
        !matches!(self, Self::Member | Self::Key | Self::Audit)
    }

    /// Whether the third but last line names an earlier entry: always, never, or as it happens.
    const fn has_about(self) -> Option<bool> {
        match self {
            Self::Withdraw | Self::Revoke | Self::Erase => Some(true),
            Self::Member => None,
            _ => Some(false),
        }
    }
}

/// One entry of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    kind: EntryKind,
    network: Option<String>,
    text_digest: Option<String>,
    about: Option<u64>,
    commitment: Option<Hash>,
    hour: DateTime<Utc>,
}

impl Entry {
    /// An entry of `kind` at a moment, which is rounded down to the hour. Lines that the kind needs are added with the
    /// `with_…` functions; [`Entry::to_text`] refuses to write one that is incomplete.
    #[must_use]
    pub fn new(kind: EntryKind, at: DateTime<Utc>) -> Self {
        Self {
            kind,
            network: None,
            text_digest: None,
            about: None,
            commitment: None,
            hour: at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at),
        }
    }

    /// With the id of the network.
    #[must_use]
    pub fn with_network(mut self, network: impl Into<String>) -> Self {
        self.network = Some(network.into());
        self
    }

    /// With the digest of the declaration's text (`zQm…`).
    #[must_use]
    pub fn with_text_digest(mut self, digest: impl Into<String>) -> Self {
        self.text_digest = Some(digest.into());
        self
    }

    /// With the index of the earlier entry that it is about.
    #[must_use]
    pub fn with_about(mut self, index: u64) -> Self {
        self.about = Some(index);
        self
    }

    /// With the commitment of [`commitment`], or the head of the audit chain.
    #[must_use]
    pub fn with_commitment(mut self, commitment: Hash) -> Self {
        self.commitment = Some(commitment);
        self
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        self.kind
    }

    /// The network's id.
    #[must_use]
    pub fn network(&self) -> Option<&str> {
        self.network.as_deref()
    }

    /// The digest of the declaration's text.
    #[must_use]
    pub fn text_digest(&self) -> Option<&str> {
        self.text_digest.as_deref()
    }

    /// The index of the earlier entry.
    #[must_use]
    pub fn about(&self) -> Option<u64> {
        self.about
    }

    /// The commitment.
    #[must_use]
    pub fn commitment(&self) -> Option<&Hash> {
        self.commitment.as_ref()
    }

    /// The hour in which it happened.
    #[must_use]
    pub fn hour(&self) -> DateTime<Utc> {
        self.hour
    }

    /// The seven lines.
    ///
    /// # Errors
    /// [`EntryMalformed`] when the lines do not fit the kind.
    pub fn to_text(&self) -> Result<String, EntryMalformed> {
        let or_dash = |line: Option<String>| line.unwrap_or_else(|| "-".into());
        let text = format!(
            "{VERSION}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.kind.as_str(),
            or_dash(self.network.clone()),
            or_dash(self.text_digest.clone()),
            or_dash(self.about.map(|index| index.to_string())),
            or_dash(self.commitment.as_ref().map(write_hash)),
            self.hour.format(TIME),
        );
        Self::parse(text.as_bytes()).map(|_| text)
    }

    /// Reads exactly what [`Entry::to_text`] writes.
    ///
    /// # Errors
    /// [`EntryMalformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryMalformed> {
        Self::lines(bytes).ok_or(EntryMalformed)
    }

    /// Reads an entry at its place: what it is about must stand before it.
    ///
    /// # Errors
    /// [`EntryMalformed`].
    pub fn parse_at(bytes: &[u8], index: u64) -> Result<Self, EntryMalformed> {
        let entry = Self::parse(bytes)?;
        if entry.about.is_some_and(|about| about >= index) {
            return Err(EntryMalformed);
        }
        Ok(entry)
    }

    fn lines(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > LONGEST_ENTRY {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let lines: Vec<&str> = text.split('\n').collect();
        let [VERSION, kind, network, digest, about, commitment, time] = lines[..] else {
            return None;
        };
        let kind = EntryKind::parse(kind)?;
        let entry = Self {
            kind,
            network: line(network, |text| is_network(text).then(|| text.to_owned()))?,
            text_digest: line(digest, |text| is_digest(text).then(|| text.to_owned()))?,
            about: line(about, read_number)?,
            commitment: line(commitment, read_hash)?,
            hour: NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M:%SZ")
                .ok()?
                .and_utc(),
        };
        let fits = entry.text_digest.is_some() == kind.has_text()
            && kind.has_about().is_none_or(|has| entry.about.is_some() == has)
            && entry.commitment.is_some() == (kind != EntryKind::Erase)
            && entry.hour.format(TIME).to_string() == time;
        fits.then_some(entry)
    }

    /// The hash of the entry as a leaf.
    ///
    /// # Errors
    /// [`EntryMalformed`] when the lines do not fit the kind.
    pub fn leaf_hash(&self) -> Result<Hash, EntryMalformed> {
        self.to_text().map(|text| leaf_hash(text.as_bytes()))
    }
}

/// The commitment to a document: HMAC-SHA-256 under the salt of the SHA-256 of its canonical form without `proof` and
/// `signature` (PL5).
#[must_use]
pub fn commitment(salt: &[u8; 32], document: &Value) -> Hash {
    hmac_sha256(
        salt,
        &sha256(&canonical_json::without(document, &["proof", "signature"])),
    )
}

/// A line that may be absent: `Some(None)` for `-`, nothing when it cannot be read.
fn line<'a, T>(text: &'a str, read: impl Fn(&'a str) -> Option<T>) -> Option<Option<T>> {
    if text == "-" { Some(None) } else { read(text).map(Some) }
}

fn is_network(text: &str) -> bool {
    let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    address.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()))
}

fn is_digest(text: &str) -> bool {
    multibase::decode(text).is_ok_and(|bytes| bytes.len() == 34 && bytes.starts_with(&[0x12, 0x20]))
}
