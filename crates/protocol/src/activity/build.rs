//! The activities that this node sends.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::{
    audience::Audience,
    context::{self, Kind},
    lenient,
    time::stamp,
};

/// What every activity has.
#[derive(Clone, Debug)]
pub struct Header<'a> {
    /// Its id.
    pub id: String,
    /// Who does it.
    pub actor: &'a str,
    /// When.
    pub published: DateTime<Utc>,
    /// Addressees.
    pub audience: &'a Audience,
    /// A proof will be added (PK11): the context names its vocabulary.
    pub proof: bool,
}

impl Header<'_> {
    /// An activity whose vocabulary has a module of its own.
    pub(crate) fn with(&self, kind: &str, object: Value, more: &[(&str, Value)]) -> Value {
        self.activity(kind, embedded(object), more)
    }

    fn activity(&self, kind: &str, object: Value, more: &[(&str, Value)]) -> Value {
        let mut members = Map::from_iter([
            ("id".to_owned(), json!(self.id)),
            ("type".to_owned(), json!(kind)),
            ("actor".to_owned(), json!(self.actor)),
            ("published".to_owned(), json!(stamp(self.published))),
            ("object".to_owned(), object),
        ]);
        if !self.audience.to.is_empty() {
            members.insert("to".to_owned(), json!(self.audience.to));
        }
        if !self.audience.cc.is_empty() {
            members.insert("cc".to_owned(), json!(self.audience.cc));
        }
        members.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let kind = if self.proof { Kind::Signed } else { Kind::Plain };
        context::with_context(Value::Object(members), kind)
    }
}

/// The object as it is embedded: without a context of its own unless it has a proof of its own (PK10).
fn embedded(mut object: Value) -> Value {
    if let Value::Object(members) = &mut object
        && !members.contains_key("proof")
    {
        members.remove("@context");
    }
    object
}

/// Publishes an object.
#[must_use]
pub fn create(header: &Header<'_>, object: Value) -> Value {
    header.activity("Create", embedded(object), &[])
}

/// Announces a new version of an object, or of the actor itself.
#[must_use]
pub fn update(header: &Header<'_>, object: Value) -> Value {
    header.activity("Update", embedded(object), &[])
}

/// Removes an object: `tombstone` as made by [`crate::tombstone::tombstone`]. For an actor give its id.
#[must_use]
pub fn delete(header: &Header<'_>, tombstone: Value) -> Value {
    header.activity("Delete", embedded(tombstone), &[])
}

/// Asks to follow an actor.
#[must_use]
pub fn follow(header: &Header<'_>, followed: &str) -> Value {
    header.activity("Follow", json!(followed), &[])
}

/// Accepts a `Follow`: embedded with its id, as others need it.
#[must_use]
pub fn accept(header: &Header<'_>, asked: &Value) -> Value {
    header.activity("Accept", essence(asked), &[])
}

/// Refuses a `Follow`, or ends it later.
#[must_use]
pub fn reject(header: &Header<'_>, asked: &Value) -> Value {
    header.activity("Reject", essence(asked), &[])
}

/// Takes back an activity of our own, embedded.
#[must_use]
pub fn undo(header: &Header<'_>, undone: &Value) -> Value {
    header.activity("Undo", essence(undone), &[])
}

/// Boosts an object.
#[must_use]
pub fn announce(header: &Header<'_>, object: &str) -> Value {
    header.activity("Announce", json!(object), &[])
}

/// Passes an activity on as a group does, unchanged, with its own proof (FEP-1b12, PG2).
#[must_use]
pub fn announce_activity(header: &Header<'_>, activity: Value) -> Value {
    header.activity("Announce", activity, &[])
}

/// Likes an object.
#[must_use]
pub fn like(header: &Header<'_>, object: &str) -> Value {
    header.activity("Like", json!(object), &[])
}

/// Blocks an actor.
#[must_use]
pub fn block(header: &Header<'_>, actor: &str) -> Value {
    header.activity("Block", json!(actor), &[])
}

/// Reports an actor and posts of it to its server.
#[must_use]
pub fn flag(header: &Header<'_>, actor: &str, posts: &[String], comment: &str) -> Value {
    let objects: Vec<&str> = std::iter::once(actor).chain(posts.iter().map(String::as_str)).collect();
    header.activity("Flag", json!(objects), &[("content", json!(comment))])
}

/// Says that the actor goes on at another address, which must name it in `alsoKnownAs`.
#[must_use]
pub fn r#move(header: &Header<'_>, target: &str) -> Value {
    header.activity("Move", json!(header.actor), &[("target", json!(target))])
}

/// Adds an object to a collection of the actor, for example `featured`.
#[must_use]
pub fn add(header: &Header<'_>, object: &str, collection: &str) -> Value {
    header.activity("Add", json!(object), &[("target", json!(collection))])
}

/// Takes an object out of a collection of the actor.
#[must_use]
pub fn remove(header: &Header<'_>, object: &str, collection: &str) -> Value {
    header.activity("Remove", json!(object), &[("target", json!(collection))])
}

/// Offers an endorsement to the owner of a declaration: E whole, with its own proof (PK10).
#[must_use]
pub fn offer(header: &Header<'_>, endorsement: Value, declaration: &str, note: &str) -> Value {
    header.activity(
        "Offer",
        endorsement,
        &[("target", json!(declaration)), ("instrument", json!(note))],
    )
}

/// Accepts an offer or a request to quote: `asked` is its id or its essence, `result` the stamp.
#[must_use]
pub fn accept_with(header: &Header<'_>, asked: Value, result: &str) -> Value {
    header.activity("Accept", asked, &[("result", json!(result))])
}

/// Refuses an offer, with the reason as a slug and in words: the receipt of a refusal (EN6).
#[must_use]
pub fn reject_with(header: &Header<'_>, asked: Value, reason: &str, summary: &str) -> Value {
    header.activity(
        "Reject",
        asked,
        &[("bandung:reason", json!(reason)), ("summary", json!(summary))],
    )
}

/// Adds an endorsement to the collection of a declaration, or takes it out, with the receipt of the log.
#[must_use]
pub fn collect(
    header: &Header<'_>,
    added: bool,
    endorsement: &str,
    collection: &str,
    stamp: Option<&str>,
    receipt: Option<Value>,
) -> Value {
    let mut more = vec![("target", json!(collection))];
    more.extend(stamp.map(|stamp| ("bandung:stamp", json!(stamp))));
    more.extend(receipt.map(|receipt| ("bandung:receipt", receipt)));
    header.activity(if added { "Add" } else { "Remove" }, json!(endorsement), &more)
}

/// Takes back a stamp, or a recorded endorsement: by its id, with the reason.
#[must_use]
pub fn revoke(header: &Header<'_>, object: &str, reason: &str) -> Value {
    header.activity("Delete", json!(object), &[("bandung:reason", json!(reason))])
}

/// Asks everybody to destroy an object (PROTOCOL 10.7).
#[must_use]
pub fn erase(header: &Header<'_>, tombstone: Value) -> Value {
    header.activity("Delete", embedded(tombstone), &[("bandung:erase", json!(true))])
}

/// The essence of an activity, as it is embedded in answers.
#[must_use]
pub fn essence_of(activity: &Value) -> Value {
    essence(activity)
}

/// What identifies an activity: `id type actor object`. Others need no more of it, and its contents are not repeated.
fn essence(activity: &Value) -> Value {
    let mut members = Map::new();
    for name in ["id", "type", "actor", "object"] {
        let value = match (name, activity.get(name)) {
            ("object", Some(object)) => lenient::id_of(object)
                .map(|id| json!(id))
                .unwrap_or_else(|| object.clone()),
            (_, Some(value)) => value.clone(),
            (_, None) => continue,
        };
        members.insert(name.to_owned(), value);
    }
    Value::Object(members)
}
