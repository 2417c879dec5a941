//! The actor of a network, and what it shows of its members (PROTOCOL 3 PA11, 11, PG6).

use chrono::{DateTime, Utc};
use domain::{ids::NetworkId, network::Network, text::Language};
use serde_json::{Value, json};

use crate::{
    actor::{PublicKeys, add_inbox_and_keys, implements},
    content,
    context::{self, Kind},
    time::stamp,
    urls::NodeUrls,
};

mod featured;
mod roster;

pub use featured::{FeaturedMember, feature_request, feature_stamp, featured_members};
pub use roster::{
    Listed, RosterPage, change_activity, hidden_commitment, hidden_subject, is_hidden_subject, item, roster_page,
};

/// The actor of a network of this node (PA1 to PA13).
#[must_use]
pub fn group(
    network: &Network,
    id: NetworkId,
    (created, updated): (DateTime<Utc>, DateTime<Utc>),
    keys: &PublicKeys,
    urls: &NodeUrls,
) -> Value {
    let actor = urls.network(id);
    let handle = network.handle.as_str();
    let mut document = json!({
        "id": actor,
        "type": "Group",
        "preferredUsername": handle,
        "webfinger": format!("{handle}@{}", urls.host()),
        "name": network.name,
        "summary": content::paragraphs(&network.about),
        "url": urls.network_page(handle),
        "published": stamp(created),
        "outbox": format!("{actor}/outbox"),
        "followers": format!("{actor}/followers"),
        "following": format!("{actor}/following"),
        "featured": format!("{actor}/featured"),
        "featuredTags": format!("{actor}/tags"),
        // Reading and following stay open to everybody (PM6).
        "manuallyApprovesFollowers": false,
        "discoverable": true,
        "indexable": true,
        "attributionDomains": [urls.host()],
        "generator": {"type": "Application", "id": urls.instance_actor(), "implements": implements()},
        "attributedTo": moderators_id(&actor),
        "featuredCollections": format!("{actor}/collections"),
        "bandung:instance": urls.instance_actor(),
        "bandung:members": urls.network_members(id),
        "bandung:roster": urls.network_roster(id),
        "bandung:witnessPolicy": format!("{actor}/witness-policy"),
    });
    if let Some(main) = network.languages.first() {
        document["bandung:language"] = json!(Language::as_str(main));
    }
    if updated > created {
        document["updated"] = json!(stamp(updated));
    }
    add_inbox_and_keys(&mut document, &actor, keys, urls);
    context::with_context(document, Kind::Actor)
}

/// A post as it is posted into networks: `audience` says so (PG1). Its addressees name them already.
#[must_use]
pub fn posted_into(mut object: Value, networks: &[String]) -> Value {
    match networks {
        [] => {}
        [only] => object["audience"] = json!(only),
        several => object["audience"] = json!(several),
    }
    object
}

/// Who moderates a network: a collection, as PeerTube and Lemmy want it (PA11).
#[must_use]
pub fn moderators_id(actor: &str) -> String {
    format!("{actor}/moderators")
}

/// A collection of ids in no order: moderators, members, featured collections.
#[must_use]
pub fn ids(id: &str, owner: &str, items: &[String]) -> Value {
    let collection = json!({
        "id": id,
        "type": "Collection",
        "attributedTo": owner,
        "totalItems": items.len(),
        "items": items,
    });
    context::with_context(collection, Kind::Plain)
}

#[cfg(test)]
mod tests;
