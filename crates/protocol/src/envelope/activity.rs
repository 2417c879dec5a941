//! SG11 and SG12: what an activity must be before anybody asks who sent it.

use evidence::{
    context,
    origin::{Id, same_origin},
    strict_json::{self, JsonError, Limits},
};
use serde_json::{Map, Value};

use super::Expect;
use crate::refusal::Refusal;

const FIELD: Refusal = Refusal::invalid("field-invalid");
const ID_FORM: Refusal = Refusal::invalid("id-form");

/// Types that mean nothing without an object. A `Flag` may have a list.
const WITH_OBJECT: [&str; 20] = [
    "Follow",
    "Undo",
    "Accept",
    "Reject",
    "Create",
    "Update",
    "Delete",
    "Announce",
    "Like",
    "EmojiReact",
    "Dislike",
    "Add",
    "Remove",
    "Offer",
    "Join",
    "Leave",
    "Invite",
    "QuoteRequest",
    "FeatureRequest",
    "Block",
];

/// An activity that is well-formed.
#[derive(Clone, Debug)]
pub(super) struct Activity {
    pub(super) value: Value,
    pub(super) id: Id,
    /// None only for a `FeatureRequest`.
    pub(super) actor: Option<Id>,
    ours: Option<Id>,
}

impl Activity {
    pub(super) fn read(bytes: &[u8], expect: &Expect) -> Result<Self, Refusal> {
        let value = strict_json::read(bytes, Limits::NETWORK).map_err(|error| json_refusal(&error))?;
        check_signed_parts(&value)?;
        let members = value.as_object().ok_or(Refusal::invalid("json"))?;
        let kind = match members.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            Some(Value::Array(_)) => return Err(Refusal::invalid("type-array")),
            _ => return Err(FIELD),
        };
        context::check(&value, false).map_err(|_| Refusal::invalid("context-redefined"))?;
        // Mastodon and GoToSocial put fragments into the ids of activities; actors and objects never have one.
        let id = match members.get("id") {
            Some(Value::String(text)) => Id::parse_key(text, &expect.ids).map_err(|_| ID_FORM)?,
            _ => return Err(FIELD),
        };
        let actor = match members.get("actor") {
            None if kind == "FeatureRequest" => None,
            _ => Some(id_of(members, "actor", expect)?),
        };
        check_object(kind, members, actor.as_ref(), expect)?;
        let ours = Id::parse(&format!("{}://{}/", expect.scheme, expect.host), &expect.ids).ok();
        Ok(Self { id, actor, ours, value })
    }

    /// The id is on the actor's site, and nobody outside speaks for ours.
    pub(super) fn check_origin(&self, actor: &Id) -> Result<(), Refusal> {
        let ours = self.ours.as_ref().is_some_and(|ours| same_origin(ours, actor));
        if ours || !same_origin(&self.id, actor) {
            Err(Refusal::forbidden("id-origin"))
        } else {
            Ok(())
        }
    }
}

fn json_refusal(error: &JsonError) -> Refusal {
    Refusal::invalid(match error {
        JsonError::DuplicateMember { .. } => "duplicate-member",
        JsonError::Number => "number-range",
        JsonError::TooLarge { .. } => "json-size",
        JsonError::Encoding | JsonError::Syntax { .. } | JsonError::ForbiddenCharacter => "json",
    })
}

/// JS1 and JS2 for everything that has a proof of its own, embedded documents too.
fn check_signed_parts(value: &Value) -> Result<(), Refusal> {
    match value {
        Value::Array(items) => items.iter().try_for_each(check_signed_parts),
        Value::Object(members) if members.contains_key("proof") => {
            if strict_json::is_deeper_than(value, Limits::SIGNED.depth) {
                Err(Refusal::invalid("json-size"))
            } else if strict_json::has_only_safe_integers(value) {
                Ok(())
            } else {
                Err(Refusal::invalid("number-range"))
            }
        }
        Value::Object(members) => members.values().try_for_each(check_signed_parts),
        _ => Ok(()),
    }
}

fn id_of(members: &Map<String, Value>, name: &str, expect: &Expect) -> Result<Id, Refusal> {
    match members.get(name) {
        Some(Value::String(text)) => Id::parse(text, &expect.ids).map_err(|_| ID_FORM),
        _ => Err(FIELD),
    }
}

fn check_object(kind: &str, members: &Map<String, Value>, actor: Option<&Id>, expect: &Expect) -> Result<(), Refusal> {
    let object = members.get("object");
    if WITH_OBJECT.contains(&kind) && !matches!(object, Some(Value::String(_) | Value::Object(_))) {
        return Err(FIELD);
    }
    match (kind, object, actor) {
        ("Create" | "Update", Some(Value::Object(object)), Some(actor)) => check_own(object, actor, expect),
        ("Move", Some(Value::String(object)), Some(actor)) if object != actor.as_str() => {
            Err(Refusal::forbidden("actor-mismatch"))
        }
        ("Move", Some(Value::String(_)), _) => Ok(()),
        ("Move", ..) => Err(FIELD),
        _ => Ok(()),
    }
}

/// ID7: what is created or updated is on the actor's site and the actor's own.
fn check_own(object: &Map<String, Value>, actor: &Id, expect: &Expect) -> Result<(), Refusal> {
    let id = id_of(object, "id", expect)?;
    if matches!(object.get("type"), Some(Value::Array(_))) {
        return Err(Refusal::invalid("type-array"));
    }
    if !same_origin(&id, actor) {
        return Err(Refusal::forbidden("id-origin"));
    }
    // A Group's `attributedTo` names its moderators.
    if id == *actor {
        return Ok(());
    }
    match object.get("attributedTo") {
        Some(Value::String(author)) if author == actor.as_str() => Ok(()),
        Some(Value::String(_)) => Err(Refusal::forbidden("actor-mismatch")),
        Some(Value::Array(_)) => Err(Refusal::invalid("attributed-array")),
        _ => Err(FIELD),
    }
}
