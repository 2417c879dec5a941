//! The file.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::Value;

use crate::{
    documents::Reason,
    log::Hash,
    origin::IdPolicy,
    strict_json::{self, JsonError},
    tally::Event,
};

/// The value of `format`.
pub const BUNDLE: &str = "https://w3id.org/bandung#bundle-1";

/// How large a bundle may be: a million endorsements.
pub struct Limits;

impl Limits {
    /// The limits for a bundle. Its documents have limits of their own.
    pub const BUNDLE: strict_json::Limits = strict_json::Limits {
        depth: 24,
        members: 512,
        values: 200_000_000,
    };
}

/// A bundle in its parts. Nothing has been checked but the form of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// The declaration as it is served now.
    pub declaration: Value,
    /// All actors, with all keys that they ever used.
    pub actors: Vec<Value>,
    /// The roster of the network: its pages, one where it is small.
    pub roster: Vec<Value>,
    /// Signed lines of the network's membership log, about those who endorsed.
    pub roster_changes: Vec<Value>,
    /// Memberships, their ends too.
    pub memberships: Vec<Value>,
    /// The log.
    pub origin: String,
    /// All its entries.
    pub entries: Vec<String>,
    /// A signed note.
    pub checkpoint: String,
    /// What is given out about entries, by index.
    pub events: BTreeMap<u64, BundleEvent>,
    /// The tally that the owner signed.
    pub tally: Value,
}

/// What is given out about one entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BundleEvent {
    document: Option<Value>,
    salt: Option<Hash>,
    stamp: Option<Value>,
    undisclosed: bool,
    erased: bool,
}

impl BundleEvent {
    /// Reads an item of `events[]`, which is also the form in which nodes give events to those who mirror their log.
    ///
    /// # Errors
    /// [`Reason::FieldInvalid`].
    pub fn read(mut item: Value) -> Result<(u64, Self), Reason> {
        let index = item.get("index").and_then(Value::as_u64).ok_or(Reason::FieldInvalid)?;
        let flag = |name: &str| match item.get(name) {
            None => Ok(false),
            Some(Value::Bool(true)) => Ok(true),
            Some(_) => Err(Reason::FieldInvalid),
        };
        let (undisclosed, erased) = (flag("undisclosed")?, flag("erased")?);
        let salt = match item.get("salt") {
            None => None,
            Some(salt) => Some(read_salt(salt).ok_or(Reason::FieldInvalid)?),
        };
        let mut document = |name: &str| item.get_mut(name).map(Value::take).filter(Value::is_object);
        let event = Self {
            document: document("document"),
            salt,
            stamp: document("stamp"),
            undisclosed,
            erased,
        };
        Ok((index, event))
    }

    /// As the judge of entries takes it.
    #[must_use]
    pub fn as_event(&self) -> Event<'_> {
        Event {
            document: self.document.as_ref().map(Cow::Borrowed),
            salt: self.salt,
            stamp: self.stamp.as_ref().map(Cow::Borrowed),
            undisclosed: self.undisclosed,
            erased: self.erased,
        }
    }

    /// The item of `events[]` again.
    #[must_use]
    pub fn to_item(&self, index: u64) -> Value {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let salt = self.salt.map(|salt| Value::from(STANDARD.encode(salt)));
        let parts = [
            ("document", self.document.clone()),
            ("salt", salt),
            ("stamp", self.stamp.clone()),
        ];
        let mut item = serde_json::json!({"index": index});
        for (name, value) in parts {
            if let Some(value) = value {
                item[name] = value;
            }
        }
        item
    }

    /// The document that opens the entry.
    #[must_use]
    pub fn document(&self) -> Option<&Value> {
        self.document.as_ref()
    }
}

fn read_salt(salt: &Value) -> Option<Hash> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(salt.as_str()?).ok()?.try_into().ok()
}

impl Bundle {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Reason::DuplicateMember`], [`Reason::Json`], [`Reason::FieldInvalid`] when it is not a bundle.
    pub fn read(bytes: &[u8]) -> Result<Self, Reason> {
        Self::from_json(read_json(bytes)?)
    }

    /// Takes a file that was read strictly.
    ///
    /// # Errors
    /// [`Reason::Json`], [`Reason::FieldInvalid`] when it is not a bundle.
    pub fn from_json(mut file: Value) -> Result<Self, Reason> {
        if file.get("format").and_then(Value::as_str) != Some(BUNDLE) {
            return Err(Reason::Json);
        }
        let mut take = |name: &str| file.get_mut(name).map(Value::take).unwrap_or_default();
        let mut log = take("log");
        let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(Reason::FieldInvalid);
        let entries: Vec<String> = list(log.get_mut("entries").map(Value::take).unwrap_or_default())?
            .iter()
            .map(text)
            .collect::<Result<_, _>>()?;
        let mut events = BTreeMap::new();
        for item in list(take("events"))? {
            let (index, event) = BundleEvent::read(item)?;
            if events.insert(index, event).is_some() {
                return Err(Reason::FieldInvalid);
            }
        }
        Ok(Self {
            declaration: some(take("declaration")).ok_or(Reason::FieldInvalid)?,
            actors: list(take("actors"))?,
            roster: match some(take("roster")) {
                Some(one) => vec![one],
                None => list(take("rosterPages"))?,
            },
            roster_changes: list(take("rosterChanges"))?,
            memberships: list(take("memberships"))?,
            origin: text(&log["origin"])?,
            entries,
            checkpoint: text(&log["checkpoint"])?,
            events,
            tally: some(take("tally")).ok_or(Reason::FieldInvalid)?,
        })
    }

    /// Which addresses are ids in it: https, and plain http for names that end in `.test`, which no real node can have.
    #[must_use]
    pub fn id_policy(&self) -> IdPolicy {
        IdPolicy::with_test_hosts(ids_of(&self.declaration, &self.actors))
    }
}

/// The ids that say which hosts a file is about.
pub(crate) fn ids_of<'a>(declaration: &'a Value, actors: &'a [Value]) -> impl Iterator<Item = &'a str> {
    std::iter::once(declaration)
        .chain(actors)
        .filter_map(|document| document.get("id")?.as_str())
}

pub(crate) fn read_json(bytes: &[u8]) -> Result<Value, Reason> {
    strict_json::read(bytes, Limits::BUNDLE).map_err(|error| match error {
        JsonError::DuplicateMember { .. } => Reason::DuplicateMember,
        _ => Reason::Json,
    })
}

/// A value that is there.
fn some(value: Value) -> Option<Value> {
    (!value.is_null()).then_some(value)
}

/// A list; one that is not there is empty.
pub(crate) fn list(value: Value) -> Result<Vec<Value>, Reason> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => Ok(items),
        _ => Err(Reason::FieldInvalid),
    }
}
