//! What activities about endorsements say besides their object (PROTOCOL 2.2, 2.7, 10).

use evidence::{
    documents::MEMBER_OF,
    origin::{Id, IdPolicy, same_origin},
};
use serde_json::Value;

use super::Body;
use crate::{lenient, names::concept, refusal::Refusal};

/// Members that only some activities have; whoever acts on them checks them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// What came of it: the stamp of an accepted offer.
    pub result: Option<Id>,
    /// Why, as a slug.
    pub reason: Option<String>,
    /// Why, in words; plain text.
    pub summary: Option<String>,
    /// Destroy, not only hide.
    pub erase: bool,
    /// The stamp of an endorsement that is added to a collection.
    pub stamp: Option<Id>,
    /// Place and salt of the entry.
    pub receipt: Option<Value>,
    /// The embedded object with a proof of its own (PK10).
    pub embedded: Option<Value>,
    /// The membership that a network gives to a hidden member, and the salt that opens its entry.
    pub opening: Option<(Value, String)>,
    /// The number of a roster that changed.
    pub sequence: Option<u64>,
}

/// The slugs of `bandung:reason`.
const REASONS: [&str; 8] = [
    "not-eligible",
    "duplicate",
    "closed",
    "withdrawn",
    "unverified",
    "abuse",
    "replaced",
    "other",
];

impl Particulars {
    pub(super) fn read(document: &Value, policy: &IdPolicy) -> Self {
        let id = |member: &str| {
            let text = lenient::one_id(document.get(member))?;
            Id::parse(text, policy).ok()
        };
        let reason = lenient::text(document, "bandung:reason");
        let embedded = lenient::entries(document.get("object"));
        Self {
            result: id("result"),
            reason: reason.map(|slug| {
                REASONS
                    .into_iter()
                    .find(|known| *known == slug)
                    .unwrap_or("other")
                    .to_owned()
            }),
            summary: lenient::text(document, "summary").map(crate::content::plain_text),
            erase: lenient::flag(document, "bandung:erase").unwrap_or(false),
            stamp: id("bandung:stamp"),
            receipt: document
                .get("bandung:receipt")
                .filter(|receipt| receipt.is_object())
                .cloned(),
            opening: document
                .get("result")
                .filter(|result| result.get("proof").is_some())
                .cloned()
                .zip(lenient::text(document, "bandung:openingSalt").map(str::to_owned)),
            sequence: document.get("bandung:sequence").and_then(Value::as_u64),
            embedded: match embedded.as_slice() {
                [object] if object.get("proof").is_some() => Some((*object).clone()),
                _ => None,
            },
        }
    }
}

/// An offer: of an endorsement by its own author, for its own declaration (10.4); anything else is not acted on.
pub(super) fn offer(document: &Value, actor: &Id, policy: &IdPolicy) -> Result<Body, Refusal> {
    const EMBEDDING: Refusal = Refusal::new(403, "object-embedding");
    let Some(endorsement) = document.get("object").filter(|object| object.is_object()) else {
        return Err(EMBEDDING);
    };
    if lenient::type_of(endorsement)? != "Relationship" {
        return Ok(Body::Unsupported("Offer".to_owned()));
    }
    let relationship = lenient::text(endorsement, "relationship").unwrap_or_default();
    if relationship == concept("recommends") {
        return recommendation(document, endorsement, actor, policy);
    }
    if endorsement.get("proof").is_none() {
        return Err(Refusal::new(403, "proof-missing"));
    }
    if relationship == MEMBER_OF {
        return opening(document, endorsement, actor);
    }
    let text = |of: &Value, member: &str| of.get(member).and_then(Value::as_str).map(str::to_owned);
    let author = text(endorsement, "attributedTo");
    if author.as_deref() != Some(actor.as_str()) || text(endorsement, "subject") != author {
        return Err(Refusal::new(403, "actor-mismatch"));
    }
    let read = |text: Option<String>| {
        let text = text.ok_or(Refusal::new(403, "field-invalid"))?;
        Id::parse(&text, policy).map_err(|_| Refusal::new(403, "id-origin"))
    };
    let object = read(text(endorsement, "id"))?;
    let target = text(document, "target");
    if target.is_none() || target != text(endorsement, "object") {
        return Err(Refusal::new(403, "target-mismatch"));
    }
    let note = read(lenient::one_id(document.get("instrument")).map(str::to_owned))?;
    if !same_origin(&object, actor) || !same_origin(&note, actor) {
        return Err(Refusal::new(403, "id-origin"));
    }
    Ok(Body::Offer {
        object,
        target: read(target)?,
        note,
    })
}

/// A referee's word: the referee speaks for itself.
fn recommendation(document: &Value, said: &Value, actor: &Id, policy: &IdPolicy) -> Result<Body, Refusal> {
    if lenient::text(said, "subject") != Some(actor.as_str()) {
        return Err(Refusal::new(403, "actor-mismatch"));
    }
    let read = |value: Option<&Value>| {
        let text = lenient::one_id(value).ok_or(Refusal::new(403, "field-invalid"))?;
        Id::parse(text, policy).map_err(|_| Refusal::new(403, "id-origin"))
    };
    Ok(Body::Recommend {
        applicant: read(said.get("object"))?,
        network: read(document.get("target"))?,
    })
}

/// A membership that its subject shows (DECISIONS 20).
fn opening(document: &Value, membership: &Value, actor: &Id) -> Result<Body, Refusal> {
    if lenient::text(membership, "subject") != Some(actor.as_str()) {
        return Err(Refusal::new(403, "actor-mismatch"));
    }
    let salt = lenient::text(document, "bandung:openingSalt").ok_or(Refusal::new(403, "field-invalid"))?;
    Ok(Body::Show {
        membership: membership.clone(),
        salt: salt.to_owned(),
    })
}

/// A request to show an actor in a collection (PG6); `instrument` is the collection or its id.
pub(super) fn feature_request(document: &Value, object: Id, actor: &Id, policy: &IdPolicy) -> Result<Body, Refusal> {
    let invalid = Refusal::new(400, "field-invalid");
    let collection = lenient::one_id(document.get("instrument")).ok_or(invalid)?;
    let collection = Id::parse(collection, policy).map_err(|_| invalid)?;
    if same_origin(&collection, actor) {
        Ok(Body::FeatureRequest { object, collection })
    } else {
        Err(Refusal::new(403, "id-origin"))
    }
}

/// A request to quote a post (FEP-044f); `instrument` is the quoting post or its id.
pub(super) fn quote_request(document: &Value, object: Id, actor: &Id, policy: &IdPolicy) -> Result<Body, Refusal> {
    let invalid = Refusal::new(400, "field-invalid");
    let note = lenient::one_id(document.get("instrument")).ok_or(invalid)?;
    let note = Id::parse(note, policy).map_err(|_| invalid)?;
    if same_origin(&note, actor) {
        Ok(Body::QuoteRequest { object, note })
    } else {
        Err(Refusal::new(403, "id-origin"))
    }
}
