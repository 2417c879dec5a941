//! Activities of others: form and authorship of what is inside. Whether they may take effect is for the operations.

use chrono::{DateTime, Utc};
use domain::membership::ApplicationDraft;
use evidence::origin::{Id, IdPolicy, same_origin};
use serde_json::Value;

use super::particulars::{self, Particulars};
use crate::{
    actor::{ActorKind, RemoteActor},
    audience::Audience,
    lenient, limits, membership,
    note::ReceivedPost,
    refusal::Refusal,
};

/// An activity of another server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id, on the actor's origin.
    pub id: Id,
    /// Who does it.
    pub actor: Id,
    /// When, as it says.
    pub published: Option<DateTime<Utc>>,
    /// Addressees.
    pub audience: Audience,
    /// What it says.
    pub body: Body,
    /// What it says besides.
    pub with: Particulars,
}

/// Another activity that this one answers or takes back: as much as the sender says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Its id. Old software sends `Accept` and `Undo` without it.
    pub id: Option<Id>,
    /// Its type.
    pub kind: Option<String>,
    /// Its actor.
    pub actor: Option<Id>,
    /// The id of its object.
    pub object: Option<Id>,
}

/// What is created or updated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A post of any kind, with what we understand of it.
    Post(Box<ReceivedPost>),
    /// The actor itself.
    Actor(Box<RemoteActor>),
    /// Only the id: to be fetched from there (PV10).
    Reference(Id),
    /// An object of a type that we do not show.
    Other(String),
}

/// What an activity says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Asks to follow.
    Follow {
        /// Whom.
        object: Id,
    },
    /// Says yes to what was asked.
    Accept(Reference),
    /// Says no, or ends it.
    Reject(Reference),
    /// Takes back an activity of the same actor.
    Undo(Reference),
    /// A new object.
    Create(Content),
    /// A new version.
    Update(Content),
    /// Gone.
    Delete {
        /// What; an actor when it is the actor's own id.
        object: Id,
    },
    /// A boost.
    Announce {
        /// Of what.
        object: Id,
        /// The object as the sender embeds it: a hint, never taken for the author's word.
        embedded: Option<Value>,
    },
    /// A like; reactions count as likes.
    Like {
        /// Of what.
        object: Id,
    },
    /// A report to our moderators.
    Flag {
        /// Actors and posts, whatever can be read as an id.
        objects: Vec<Id>,
        /// What the reporter says, plain text.
        comment: String,
    },
    /// Ends follows both ways.
    Block {
        /// Whom.
        object: Id,
    },
    /// The actor goes on elsewhere.
    Move {
        /// The new actor.
        target: Id,
    },
    /// Puts something into a collection.
    Add {
        /// What.
        object: Id,
        /// Which collection, on the actor's origin.
        target: Id,
    },
    /// Takes something out of a collection.
    Remove {
        /// What.
        object: Id,
        /// Which collection, on the actor's origin.
        target: Id,
    },
    /// An endorsement is offered to the owner of a declaration; the endorsement itself is embedded.
    Offer {
        /// The endorsement.
        object: Id,
        /// The declaration.
        target: Id,
        /// The note that will announce it.
        note: Id,
    },
    /// Asks whether a post may be quoted.
    QuoteRequest {
        /// The post that is to be quoted.
        object: Id,
        /// The quoting post, on the actor's origin.
        note: Id,
    },
    /// A group passes an activity on as it is (FEP-1b12, PG2).
    Relay {
        /// The type of the activity.
        kind: String,
        /// The activity.
        activity: Id,
        /// The object of the activity.
        object: Id,
        /// The activity as it was passed on: taken for its author's word only with a proof by that author.
        embedded: Value,
    },
    /// Asks a network to be admitted.
    Join {
        /// The network.
        network: Id,
        /// What it says of itself, as fields of the form.
        application: Box<ApplicationDraft>,
    },
    /// Leaves a network, or takes an application back.
    Leave {
        /// The network.
        network: Id,
    },
    /// A network asks an organisation to join it.
    Invite {
        /// The organisation.
        organisation: Id,
    },
    /// A referee's word for an applicant.
    Recommend {
        /// The applicant.
        applicant: Id,
        /// The network.
        network: Id,
    },
    /// A hidden member opens its entry on a roster to this node (DECISIONS 20).
    Show {
        /// The membership's document, with a proof by the network.
        membership: Value,
        /// The salt, in base64.
        salt: String,
    },
    /// Asks whether an actor may be shown in a collection (PG6).
    FeatureRequest {
        /// The actor.
        object: Id,
        /// The collection, on the asker's origin.
        collection: Id,
    },
    /// Of a type that we do not act on: answered 202.
    Unsupported(String),
}

impl Activity {
    /// Reads an activity.
    ///
    /// # Errors
    /// The first fault: 400 `type-array`, `attributed-array`, `field-invalid`, `object-embedding`; 403 `id-origin`,
    /// `actor-mismatch`, `not-owner`, `not-asked`.
    pub fn read(document: &Value, policy: &IdPolicy) -> Result<Self, Refusal> {
        let actor = id(one(document, "actor")?, policy)?;
        Self::read_by(document, actor, policy)
    }

    /// The same for an activity whose actor is known. Mastodon leaves it out of a `FeatureRequest`: the signer counts.
    ///
    /// # Errors
    /// The same; 403 `actor-mismatch` when it names somebody else.
    pub fn read_by(document: &Value, actor: Id, policy: &IdPolicy) -> Result<Self, Refusal> {
        if !document.is_object() {
            return Err(INVALID);
        }
        limits::check(document)?;
        let kind = lenient::type_of(document)?;
        match lenient::one_id(document.get("actor")) {
            None if kind == "FeatureRequest" => {}
            None => return Err(INVALID),
            Some(named) if named == actor.as_str() => {}
            Some(_) => return Err(MISMATCH),
        }
        let reader = Reader {
            document,
            actor: &actor,
            policy,
        };
        let own = activity_id(lenient::text(document, "id").ok_or(INVALID)?, policy)?;
        if !same_origin(&own, &actor) {
            return Err(Refusal::new(403, "id-origin"));
        }
        Ok(Self {
            body: reader.body(kind)?,
            published: lenient::time(document, "published"),
            audience: Audience::read(document),
            with: Particulars::read(document, policy),
            id: own,
            actor,
        })
    }
}

const INVALID: Refusal = Refusal::new(400, "field-invalid");
const EMBEDDING: Refusal = Refusal::new(400, "object-embedding");
const MISMATCH: Refusal = Refusal::new(403, "actor-mismatch");

fn id(text: &str, policy: &IdPolicy) -> Result<Id, Refusal> {
    Id::parse(text, policy).map_err(|_| INVALID)
}

/// Activities may have a fragment: Mastodon, GoToSocial and others write `…/users/x#follows/2`. Nothing is ever fetched
/// from there, and the origin is judged as for every id.
fn activity_id(text: &str, policy: &IdPolicy) -> Result<Id, Refusal> {
    Id::parse_key(text, policy).map_err(|_| INVALID)
}

fn one<'a>(document: &'a Value, member: &str) -> Result<&'a str, Refusal> {
    lenient::one_id(document.get(member)).ok_or(INVALID)
}

struct Reader<'a> {
    document: &'a Value,
    actor: &'a Id,
    policy: &'a IdPolicy,
}

impl Reader<'_> {
    fn body(&self, kind: &str) -> Result<Body, Refusal> {
        Ok(match kind {
            "Follow" => Body::Follow { object: self.object()? },
            "Accept" => Body::Accept(self.answered()?),
            "Reject" => Body::Reject(self.answered()?),
            "Undo" => Body::Undo(self.undone()?),
            "Create" => Body::Create(self.created()?),
            "Update" => Body::Update(self.updated()?),
            "Delete" => Body::Delete {
                object: self.deleted()?,
            },
            "Announce" if self.relayed().is_some() => self.relay()?,
            "Announce" => Body::Announce {
                object: self.announced()?,
                embedded: self.document.get("object").filter(|object| object.is_object()).cloned(),
            },
            "Like" | "EmojiReact" => Body::Like { object: self.object()? },
            "Flag" => self.flag()?,
            "Block" => Body::Block { object: self.object()? },
            "Move" => self.moved()?,
            "Add" => Body::Add {
                object: self.object()?,
                target: self.own_collection()?,
            },
            "Remove" => Body::Remove {
                object: self.object()?,
                target: self.own_collection()?,
            },
            "Offer" => particulars::offer(self.document, self.actor, self.policy)?,
            "QuoteRequest" => particulars::quote_request(self.document, self.object()?, self.actor, self.policy)?,
            "Join" => Body::Join {
                network: self.object()?,
                application: Box::new(membership::read_application(self.document, self.actor.as_str())),
            },
            "Leave" => Body::Leave {
                network: self.object()?,
            },
            "Invite" => self.invite()?,
            "FeatureRequest" => particulars::feature_request(self.document, self.object()?, self.actor, self.policy)?,
            other => Body::Unsupported(other.to_owned()),
        })
    }

    /// The one object, by its id.
    fn object(&self) -> Result<Id, Refusal> {
        let objects = lenient::entries(self.document.get("object"));
        match objects.as_slice() {
            [object] => id(lenient::id_of(object).ok_or(EMBEDDING)?, self.policy),
            [] => Err(INVALID),
            _ => Err(EMBEDDING),
        }
    }

    /// What is announced: an object, or by groups an activity.
    fn announced(&self) -> Result<Id, Refusal> {
        let announced = self.embedded()?;
        activity_id(lenient::id_of(announced).ok_or(EMBEDDING)?, self.policy)
    }

    /// The activity that is passed on, where the object is one.
    fn relayed(&self) -> Option<&Value> {
        let object = self.document.get("object").filter(|object| object.is_object())?;
        let kind = lenient::text(object, "type")?;
        let relayed = matches!(kind, "Create" | "Update" | "Delete" | "Undo" | "Like" | "Dislike");
        (relayed && object.get("actor").is_some() && object.get("object").is_some()).then_some(object)
    }

    fn relay(&self) -> Result<Body, Refusal> {
        let embedded = self.relayed().ok_or(EMBEDDING)?;
        let object = embedded.get("object").and_then(lenient::id_of).ok_or(EMBEDDING)?;
        Ok(Body::Relay {
            kind: lenient::text(embedded, "type").unwrap_or_default().to_owned(),
            activity: activity_id(lenient::id_of(embedded).ok_or(EMBEDDING)?, self.policy)?,
            object: activity_id(object, self.policy)?,
            embedded: embedded.clone(),
        })
    }

    /// `Invite`: a network invites to itself.
    fn invite(&self) -> Result<Body, Refusal> {
        if self.object()? != *self.actor {
            return Err(MISMATCH);
        }
        Ok(Body::Invite {
            organisation: id(one(self.document, "target")?, self.policy)?,
        })
    }

    fn embedded(&self) -> Result<&Value, Refusal> {
        match lenient::entries(self.document.get("object")).as_slice() {
            [object] if object.is_object() || object.is_string() => Ok(object),
            [] => Err(INVALID),
            _ => Err(EMBEDDING),
        }
    }

    fn reference(&self) -> Result<Reference, Refusal> {
        let object = self.embedded()?;
        let read = |text: Option<&str>| text.map(|text| id(text, self.policy)).transpose();
        let reference = Reference {
            id: lenient::id_of(object)
                .map(|text| activity_id(text, self.policy))
                .transpose()?,
            kind: lenient::text(object, "type").map(str::to_owned),
            actor: read(lenient::one_id(object.get("actor")))?,
            object: read(lenient::one_id(object.get("object")))?,
        };
        let says_nothing = reference.id.is_none() && (reference.kind.is_none() || reference.object.is_none());
        if says_nothing { Err(EMBEDDING) } else { Ok(reference) }
    }

    /// `Accept`, `Reject`: only the one who was asked answers (I08).
    fn answered(&self) -> Result<Reference, Refusal> {
        let asked = self.reference()?;
        let by_another =
            asked.kind.as_deref() == Some("Follow") && asked.object.as_ref().is_some_and(|o| o != self.actor);
        if by_another {
            Err(Refusal::new(403, "not-asked"))
        } else {
            Ok(asked)
        }
    }

    /// `Undo`: only one's own (I07).
    fn undone(&self) -> Result<Reference, Refusal> {
        let undone = self.reference()?;
        let of_another = undone.actor.as_ref().is_some_and(|actor| actor != self.actor);
        let elsewhere = undone.id.as_ref().is_some_and(|id| !same_origin(id, self.actor));
        // An `Accept` that is taken back is ours to look up by its id; everything else bears the actor's origin.
        if of_another || elsewhere {
            Err(MISMATCH)
        } else {
            Ok(undone)
        }
    }

    fn created(&self) -> Result<Content, Refusal> {
        let object = self.embedded()?;
        if object.is_string() {
            return Ok(Content::Reference(self.own(object)?));
        }
        let kind = lenient::type_of(object)?;
        let own = self.own(object);
        let author = id(lenient::author_of(object)?, self.policy)?;
        if author != *self.actor {
            return Err(MISMATCH);
        }
        own?;
        match ReceivedPost::read(object, self.policy)? {
            Some(post) => Ok(Content::Post(Box::new(post))),
            None => Ok(Content::Other(kind.to_owned())),
        }
    }

    fn updated(&self) -> Result<Content, Refusal> {
        let object = self.embedded()?;
        let kind = if object.is_string() {
            ""
        } else {
            lenient::type_of(object)?
        };
        if ActorKind::parse(kind).is_none() {
            return self.created();
        }
        let actor = RemoteActor::read(object, self.policy)?;
        if actor.id == *self.actor {
            Ok(Content::Actor(Box::new(actor)))
        } else {
            Err(Refusal::new(403, "not-owner"))
        }
    }

    /// The id of an object of the actor's own: on its origin.
    fn own(&self, object: &Value) -> Result<Id, Refusal> {
        let own = id(lenient::id_of(object).ok_or(EMBEDDING)?, self.policy)?;
        if same_origin(&own, self.actor) {
            Ok(own)
        } else {
            Err(Refusal::new(403, "id-origin"))
        }
    }

    /// `Delete`: author and object have one origin, so what lies elsewhere cannot be the actor's (I05).
    fn deleted(&self) -> Result<Id, Refusal> {
        let object = self.object()?;
        if same_origin(&object, self.actor) {
            Ok(object)
        } else {
            Err(Refusal::new(403, "not-owner"))
        }
    }

    fn flag(&self) -> Result<Body, Refusal> {
        let named = lenient::entries(self.document.get("object"));
        let ids = named
            .into_iter()
            .filter_map(lenient::id_of)
            .filter_map(|text| id(text, self.policy).ok());
        let objects: Vec<Id> = ids.collect();
        let comment = crate::content::plain_text(lenient::text(self.document, "content").unwrap_or(""));
        if objects.is_empty() {
            Err(INVALID)
        } else {
            Ok(Body::Flag { objects, comment })
        }
    }

    /// `Move`: an actor moves only itself (I20).
    fn moved(&self) -> Result<Body, Refusal> {
        if self.object()? != *self.actor {
            return Err(MISMATCH);
        }
        Ok(Body::Move {
            target: id(one(self.document, "target")?, self.policy)?,
        })
    }

    /// The collection of an `Add` or `Remove` (I20).
    fn own_collection(&self) -> Result<Id, Refusal> {
        let target = id(one(self.document, "target")?, self.policy)?;
        if same_origin(&target, self.actor) {
            Ok(target)
        } else {
            Err(Refusal::new(403, "not-owner"))
        }
    }
}
