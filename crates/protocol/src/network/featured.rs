//! The members of a network as a collection that Mastodon 4.6 shows (FEP-7aa9, PG6).

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    content,
    context::{self, Kind},
    time::stamp,
};

/// A member that agreed to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeaturedMember {
    /// The id of the entry.
    pub item: String,
    /// The actor.
    pub actor: String,
    /// Its consent.
    pub authorization: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The collection of a network's members who agreed to be shown in it.
#[must_use]
pub fn featured_members(
    id: &str,
    network: &str,
    (name, about, page): (&str, &str, &str),
    (published, updated): (DateTime<Utc>, DateTime<Utc>),
    members: &[FeaturedMember],
) -> Value {
    let items: Vec<Value> = members
        .iter()
        .map(|member| {
            json!({
                "id": member.item,
                "type": "FeaturedItem",
                "featuredObject": member.actor,
                "featureAuthorization": member.authorization,
                "published": stamp(member.since),
            })
        })
        .collect();
    let collection = json!({
        "id": id,
        "type": "FeaturedCollection",
        "attributedTo": network,
        "name": name,
        "summary": content::paragraphs(about),
        "url": page,
        "sensitive": false,
        "discoverable": true,
        "totalItems": items.len(),
        "published": stamp(published),
        "updated": stamp(updated),
        "orderedItems": items,
    });
    context::with_context(collection, Kind::Plain)
}

/// Asks a member whether it may be shown. Goes to that member only.
#[must_use]
pub fn feature_request(id: &str, network: &str, member: &str, collection: &str) -> Value {
    let request = json!({
        "id": id,
        "type": "FeatureRequest",
        "actor": network,
        "object": member,
        "instrument": collection,
        "to": [member],
    });
    context::with_context(request, Kind::Plain)
}

/// The consent of an organisation of ours to be shown in a collection.
#[must_use]
pub fn feature_stamp(id: &str, organisation: &str, collection: &str) -> Value {
    let stamp = json!({
        "id": id,
        "type": "FeatureAuthorization",
        "attributedTo": organisation,
        "interactingObject": collection,
        "interactionTarget": organisation,
    });
    context::with_context(stamp, Kind::Plain)
}
