//! What a recount is made from: the declaration, the log with what opens it, and the keys of those who signed.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use evidence::{
    documents::{Declaration, Keyring, Known, Reason},
    log::{Entry, EntryKind},
    strict_json,
    tally::{Count, Event, Members},
};
use serde_json::{Value, json};
use storage::{
    declarations,
    log::{self, Log, events},
    remote_actors,
};

use super::{NOT_FOUND, Recounted, rows::Told};
use crate::{OperationError, Operations, Served};

/// Entries that are counted at once.
const PAGE: u64 = 200;

/// An entry with what is given out about it.
pub(crate) struct GivenEntry {
    text: String,
    entry: Entry,
    given: Given,
}

impl GivenEntry {
    /// The item of `events[]` in a bundle; nothing for entries about other texts and things.
    pub(crate) fn into_event(self, index: u64, text_digest: &str) -> Option<Value> {
        let Given {
            document,
            salt,
            stamp,
            erased,
            undisclosed,
        } = self.given;
        if self.entry.text_digest() != Some(text_digest) && document.is_none() {
            return None;
        }
        let mut event = json!({"index": index});
        if let Some(document) = document {
            event["document"] = document;
            event["salt"] = json!(salt.map(|salt| STANDARD.encode(salt)));
        }
        if let Some(stamp) = stamp {
            event["stamp"] = stamp;
        }
        for (name, holds) in [("erased", erased), ("undisclosed", undisclosed)] {
            if holds {
                event[name] = json!(true);
            }
        }
        Some(event)
    }
}

/// A declaration and its log.
pub(crate) struct Source {
    pub(crate) declaration: Declaration,
    pub(crate) document: Value,
    pub(crate) log: Log,
    /// Documents of actors that nobody here has fetched, as a file gave them: good for this count alone.
    pub(crate) given: BTreeMap<String, Value>,
}

/// What is given out about an entry, as it is stored.
#[derive(Default)]
pub(crate) struct Given {
    pub(super) document: Option<Value>,
    pub(super) salt: Option<[u8; 32]>,
    pub(super) stamp: Option<Value>,
    erased: bool,
    undisclosed: bool,
}

impl Given {
    fn as_event(&self) -> Event<'_> {
        Event {
            document: self.document.as_ref().map(Cow::Borrowed),
            salt: self.salt,
            stamp: self.stamp.as_ref().map(Cow::Borrowed),
            erased: self.erased,
            undisclosed: self.undisclosed,
        }
    }
}

impl Operations {
    /// A declaration that is known here, with the log in which it was opened.
    pub(crate) async fn recount_source(&self, object: &str) -> Result<Source, OperationError> {
        let row = declarations::by_object(&self.db(), object).await?.ok_or(NOT_FOUND)?;
        let document: Value = row
            .document
            .and_then(|bytes| strict_json::read(&bytes, strict_json::Limits::SIGNED).ok())
            .ok_or(NOT_FOUND)?;
        let declaration = Declaration::read(&document).map_err(|_| NOT_FOUND)?;
        let owner = url::Url::parse(&declaration.owner).map_err(|_| NOT_FOUND)?;
        let host = owner.host_str().ok_or(NOT_FOUND)?;
        let log = log::of_text(&self.db(), &declaration.digest, host).await?;
        Ok(Source {
            declaration,
            document,
            log: log.ok_or(NOT_FOUND)?,
            given: BTreeMap::new(),
        })
    }

    /// The keys of actors, from their documents here, and those whose documents are not here.
    pub(crate) async fn keyring_of(
        &self,
        source: &Source,
        actors: &BTreeSet<String>,
    ) -> Result<(Keyring, BTreeSet<String>), OperationError> {
        let (mut keys, mut unknown) = (Keyring::default(), BTreeSet::new());
        for actor in actors {
            match self.actor_to_count(source, actor).await? {
                Some(document) => keys.add_actor(&document),
                None => {
                    unknown.insert(actor.clone());
                }
            }
        }
        Ok((keys, unknown))
    }

    /// The document of an actor as it is known here, else as it was given with what is counted.
    async fn actor_to_count(&self, source: &Source, actor: &str) -> Result<Option<Value>, OperationError> {
        let known = self.actor_document(actor).await?;
        Ok(known.or_else(|| source.given.get(actor).cloned()))
    }

    /// The document of an actor, ours as it is served, others as they were fetched from their own servers.
    pub(crate) async fn actor_document(&self, actor: &str) -> Result<Option<Value>, OperationError> {
        let bytes = match remote_actors::get(&self.db(), actor).await? {
            Some(stored) => Some(stored.document),
            None => match self.document(actor, None).await {
                Ok(Served::Document(bytes)) => Some(bytes),
                Err(error @ OperationError::Storage(_)) => return Err(error),
                _ => None,
            },
        };
        Ok(bytes.and_then(|bytes| strict_json::read(&bytes, strict_json::Limits::NETWORK).ok()))
    }

    /// Counts on from where a count stands, up to a size.
    pub(super) async fn count_on(
        &self,
        source: &Source,
        told: &[Value],
        begun: &mut Option<Count>,
        size: u64,
    ) -> Result<Recounted, OperationError> {
        let ids = self.0.ids.clone();
        let owner = &source.declaration.owner;
        let mut actors = BTreeSet::from([owner.clone()]);
        let (mut keys, mut unknown) = self.keyring_of(source, &actors).await?;
        for actor in told.iter().filter_map(author) {
            if let Some(document) = self.actor_to_count(source, &actor).await? {
                keys.add_actor(&document);
            }
        }
        told.iter().for_each(|update| keys.learn_recovery(update, &ids));
        let logged = logged_keys(told);
        let mut count = match begun.take() {
            Some(count) => count,
            None => {
                let members = self.members_of(source.declaration.network.as_deref()).await?;
                let mut members = Members::clone(&members);
                let known = Known {
                    ids: &ids,
                    keys: &keys,
                    now: None,
                };
                told.iter().for_each(|update| members.follow(update, &known));
                let mut count = Count::new(source.declaration.clone(), members, &keys, &logged);
                if let Some(document) = self.actor_to_count(source, owner).await? {
                    count.add_actor(&document, &logged);
                }
                count
            }
        };
        while count.size() < size {
            let from = count.size();
            let page = self.given_page(source, from, (size - from).min(PAGE)).await?;
            let authors = page.iter().filter_map(|it| author(it.given.document.as_ref()?));
            let new: BTreeSet<String> = authors.filter(|author| !actors.contains(author)).collect();
            for actor in &new {
                match self.actor_to_count(source, actor).await? {
                    Some(document) => {
                        keys.add_actor(&document);
                        count.add_actor(&document, &logged);
                    }
                    None => {
                        unknown.insert(actor.clone());
                    }
                }
            }
            actors.extend(new);
            let (mut opened_here, mut wrong) = (Vec::new(), None);
            for GivenEntry { text, entry, given } in &page {
                let opened =
                    count
                        .judge(&ids, &keys, &source.log.origin)
                        .open(count.size(), entry, Some(&given.as_event()));
                // It has another key than when its document was fetched.
                if opened == Err(Reason::KeyUnknown)
                    && let Some(author) = given.document.as_ref().and_then(author)
                {
                    unknown.insert(author);
                }
                let before = opened_here.len();
                if let Ok(opened) = &opened {
                    opened_here.extend(Told::of(count.size(), entry, opened, given));
                }
                if let Err(fault) = count.push(text, entry, opened) {
                    opened_here.truncate(before);
                    wrong = Some(fault);
                    break;
                }
            }
            self.keep_told(&source.declaration.id, opened_here).await?;
            if wrong.is_some() {
                return Ok(Recounted {
                    counted: None,
                    fault: wrong,
                    unknown_actors: unknown,
                });
            }
            tokio::task::yield_now().await;
        }
        let outcome = Recounted {
            counted: Some(count.counted()),
            fault: count.missing().next(),
            unknown_actors: unknown,
        };
        *begun = Some(count);
        Ok(outcome)
    }

    /// The `Update`s by which entries of a log tell of keys, in its order.
    pub(super) async fn key_updates(&self, origin: &str) -> Result<Vec<Value>, OperationError> {
        let told = events::of_kind(&self.db(), origin, EntryKind::Key.as_str()).await?;
        Ok(told.iter().filter_map(|event| read(event).document).collect())
    }

    pub(crate) async fn given_page(
        &self,
        source: &Source,
        from: u64,
        most: u64,
    ) -> Result<Vec<GivenEntry>, OperationError> {
        let (db, origin) = (self.db(), &source.log.origin);
        let rows = log::entries(&db, origin, from, most).await?;
        let Some(last) = rows.last().map(|row| row.index) else {
            return Err(NOT_FOUND);
        };
        let stored = events::range(&db, origin, from, last).await?;
        let mut stored: BTreeMap<u64, events::Event> = stored.into_iter().map(|event| (event.index, event)).collect();
        let mut page = Vec::with_capacity(rows.len());
        for row in rows {
            let entry = Entry::parse_at(row.entry.as_bytes(), row.index).map_err(|_| NOT_FOUND)?;
            let counts = entry.text_digest() == Some(&source.declaration.digest) || entry.kind() == EntryKind::Key;
            let given = match stored.remove(&row.index).filter(|_| counts) {
                Some(event) => read(&event),
                None if counts => self.why_not_given(origin, &row, &entry).await?,
                None => Given::default(),
            };
            page.push(GivenEntry {
                text: row.entry,
                entry,
                given,
            });
        }
        Ok(page)
    }

    async fn why_not_given(
        &self,
        origin: &str,
        row: &log::StoredEntry,
        entry: &Entry,
    ) -> Result<Given, OperationError> {
        let mut given = Given::default();
        match entry.kind() {
            EntryKind::Endorse | EntryKind::Record => {
                given.erased = log::is_erased(&self.db(), origin, row.index).await?;
                given.undisclosed = !given.erased;
            }
            EntryKind::Withdraw | EntryKind::Revoke => given.erased = self.went_with_erased(origin, row).await?,
            _ => {}
        }
        Ok(given)
    }
}

/// The ids of keys that entries of a log tell of.
fn logged_keys(told: &[Value]) -> BTreeSet<String> {
    told.iter()
        .flat_map(|update| Keyring::listed_by(&update["object"]))
        .map(|key| key.id)
        .collect()
}

fn read(event: &events::Event) -> Given {
    let json = |bytes: &[u8]| strict_json::read(bytes, strict_json::Limits::SIGNED).ok();
    Given {
        document: json(&event.document),
        salt: event.salt.as_slice().try_into().ok(),
        stamp: event.stamp.as_deref().and_then(json),
        ..Given::default()
    }
}

fn author(document: &Value) -> Option<String> {
    let author = document.get("actor").or_else(|| document.get("attributedTo"))?;
    author.as_str().map(str::to_owned)
}
