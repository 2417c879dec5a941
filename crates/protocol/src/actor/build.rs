//! The actors of this node.

use chrono::{DateTime, Utc};
use domain::{organisation::Organisation, text::Language};
use serde_json::{Value, json};

use crate::{
    content,
    context::{self, Kind},
    names::{PUBLIC, concept},
    picture::{Picture, is_web_address},
    services::Services,
    time::stamp,
    urls::NodeUrls,
};

/// The keys that an actor shows to the world, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeys {
    /// For HTTP signatures: one, and for seven days after a rotation the one before it (PA9, PK13).
    pub rsa: Vec<ShownKey>,
    /// For proofs: the one in use, and each former one for as long as what it signed lives (PK14).
    pub ed25519: Vec<ShownKey>,
    /// The key that is kept off the server and may vouch for new ones (PK15); Multikey text.
    pub recovery: Option<String>,
}

/// One public key as a document shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownKey {
    /// Its id.
    pub id: String,
    /// RSA: one SPKI block of PEM. Ed25519: Multikey text, `z6Mk…`.
    pub text: String,
    /// A proof created at or after this moment is refused (PK8).
    pub expires: Option<DateTime<Utc>>,
    /// A proof created at or after this moment is disputed: the key may be in other hands (PK8).
    pub revoked: Option<DateTime<Utc>>,
}

impl PublicKeys {
    /// The two keys of a new actor, under the ids of [`actor_ids`].
    #[must_use]
    pub fn first(actor: &str, rsa_pem: String, ed25519_multikey: String) -> Self {
        let (rsa, ed25519, _) = actor_ids(actor);
        let shown = |id, text| ShownKey {
            id,
            text,
            expires: None,
            revoked: None,
        };
        Self {
            rsa: vec![shown(rsa, rsa_pem)],
            ed25519: vec![shown(ed25519, ed25519_multikey)],
            recovery: None,
        }
    }
}

/// The ids that an actor of ours derives from its own: (first RSA key, first Ed25519 key, followers).
#[must_use]
pub fn actor_ids(actor: &str) -> (String, String, String) {
    (
        format!("{actor}#main-key"),
        format!("{actor}#ed25519-key"),
        format!("{actor}/followers"),
    )
}

/// The actor of an organisation (PA1 to PA13).
#[must_use]
pub fn organisation(
    organisation: &Organisation,
    keys: &PublicKeys,
    urls: &NodeUrls,
    logo: Option<&Picture>,
    member_of: &[MemberOf],
) -> Value {
    let id = urls.organisation(organisation.id);
    let profile = &organisation.profile;
    let handle = organisation.handle.as_str();
    let mut actor = json!({
        "id": id,
        "type": "Organization",
        "preferredUsername": handle,
        "webfinger": format!("{handle}@{}", urls.host()),
        "name": profile.name,
        "summary": content::paragraphs(&profile.about),
        "url": urls.organisation_page(handle),
        "published": stamp(organisation.created_at),
        "updated": stamp(organisation.updated_at),
        "outbox": format!("{id}/outbox"),
        "followers": format!("{id}/followers"),
        "following": format!("{id}/following"),
        "featured": format!("{id}/featured"),
        "featuredTags": format!("{id}/tags"),
        "manuallyApprovesFollowers": profile.approves_followers,
        "discoverable": true,
        "indexable": true,
        "attributionDomains": attribution_domains(profile.website.as_deref(), urls),
        "generator": {"type": "Application", "id": urls.instance_actor(), "implements": implements()},
        "attachment": fields(profile.website.as_deref(), member_of),
        "bandung:memberships": format!("{id}/memberships"),
        "interactionPolicy": {"canFeature": {"automaticApproval": [PUBLIC]}},
        "bandung:instance": urls.instance_actor(),
        "bandung:country": profile.country.code(),
        "bandung:organisationType": profile.kind.as_str(),
        "bandung:language": Language::as_str(&profile.language),
    });
    add_inbox_and_keys(&mut actor, &id, keys, urls);
    if let Some(logo) = logo {
        actor["icon"] = logo.icon();
    }
    // `alsoKnownAs` is a term of the context for DIDs.
    if !organisation.moves.also_known_as.is_empty() {
        actor["alsoKnownAs"] = json!(organisation.moves.also_known_as);
    }
    if let Some(target) = &organisation.moves.moved_to {
        actor["movedTo"] = json!(target);
    }
    if let Some(recovery) = &keys.recovery {
        actor["bandung:recoveryKey"] = json!(recovery);
    }
    if organisation.updated_at <= organisation.created_at
        && let Value::Object(members) = &mut actor
    {
        members.remove("updated");
    }
    context::with_context(actor, Kind::Actor)
}

/// The actor of the node itself (PA2, PA6, PA13).
#[must_use]
pub fn instance(name: &str, keys: &PublicKeys, services: &Services, urls: &NodeUrls) -> Value {
    let id = urls.instance_actor();
    let host = urls.host();
    let mut actor = json!({
        "id": id,
        "type": "Application",
        "preferredUsername": host,
        "webfinger": format!("{host}@{host}"),
        "name": name,
        "url": format!("{}/about", urls.base()),
        "outbox": urls.node_outbox(),
        "manuallyApprovesFollowers": true,
        "discoverable": false,
        "indexable": false,
        "implements": implements(),
    });
    add_inbox_and_keys(&mut actor, &id, keys, urls);
    services.write(&mut actor);
    context::with_context(actor, Kind::Actor)
}

pub(crate) fn add_inbox_and_keys(actor: &mut Value, id: &str, keys: &PublicKeys, urls: &NodeUrls) {
    actor["inbox"] = json!(format!("{id}/inbox"));
    actor["endpoints"] = json!({"sharedInbox": urls.shared_inbox()});
    let rsa = |key: &ShownKey| json!({"id": key.id, "owner": id, "publicKeyPem": key.text});
    actor["publicKey"] = match keys.rsa.as_slice() {
        [only] => rsa(only),
        all => all.iter().map(rsa).collect(),
    };
    actor["assertionMethod"] = keys.ed25519.iter().map(|key| multikey(key, id)).collect();
}

fn multikey(key: &ShownKey, controller: &str) -> Value {
    let mut listed = json!({
        "id": key.id, "type": "Multikey", "controller": controller, "publicKeyMultibase": key.text,
    });
    for (member, moment) in [("expires", key.expires), ("revoked", key.revoked)] {
        if let Some(moment) = moment {
            listed[member] = json!(stamp(moment));
        }
    }
    listed
}

/// What this software can do, said in a way that others may rely on (PA13).
pub(crate) fn implements() -> Value {
    json!([
        {
            "type": "Link", "href": "https://datatracker.ietf.org/doc/html/rfc9421",
            "name": "RFC-9421: HTTP Message Signatures",
        },
        {
            "type": "Link", "href": "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25",
            "name": "RFC-9421 signatures using the Ed25519 algorithm",
        },
        {"type": "Link", "href": concept("Node"), "name": "Bandung node"},
    ])
}

/// Our host and that of the organisation's site (PA7).
fn attribution_domains(website: Option<&str>, urls: &NodeUrls) -> Vec<String> {
    let mut domains = vec![urls.host().to_owned()];
    let site = website.and_then(|site| url::Url::parse(site).ok());
    if let Some(host) = site.as_ref().and_then(url::Url::host_str)
        && host != urls.host()
    {
        domains.push(host.to_owned());
    }
    domains
}

/// A network that an organisation names on its profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberOf {
    /// The name of the network.
    pub network: String,
    /// The page of the member there, which links back (PA8).
    pub page: String,
}

/// Profile fields; a link is exactly one `<a>` whose text is its address (PA8).
fn fields(website: Option<&str>, member_of: &[MemberOf]) -> Vec<Value> {
    let link = |name: &str, address: &str| {
        let address = is_web_address(address).then(|| content::escape(address))?;
        let link = format!("<a href=\"{address}\" rel=\"me nofollow noopener\" target=\"_blank\">{address}</a>");
        Some(json!({"type": "PropertyValue", "name": name, "value": link}))
    };
    let site = website.and_then(|site| link("Website", site));
    let networks = member_of.iter().filter_map(|one| link("Member of", &one.page));
    site.into_iter().chain(networks).collect()
}
