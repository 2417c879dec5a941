//! Actors of other servers.

use chrono::{DateTime, Utc};
use evidence::{
    documents::recovery_key_id,
    keys::PublicKey,
    origin::{Id, IdPolicy, same_origin},
};
use serde_json::Value;

use crate::{
    content,
    envelope::RemoteKey,
    lenient, limits,
    names::concept,
    picture::{Attachment, is_web_address},
    refusal::Refusal,
};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A group or network.
    Group,
    /// A program, for example the instance actor of a node.
    Application,
    /// A bot or service.
    Service,
}

impl ActorKind {
    /// Reads the type.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "Person" => Self::Person,
            "Organization" => Self::Organization,
            "Group" => Self::Group,
            "Application" => Self::Application,
            "Service" => Self::Service,
            _ => return None,
        })
    }

    /// The type as on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::Group => "Group",
            Self::Application => "Application",
            Self::Service => "Service",
        }
    }
}

/// A Multikey of `assertionMethod`, for integrity proofs; or an actor's recovery key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedKey {
    /// The key and its owner.
    pub key: RemoteKey,
    /// A proof created at or after this moment is refused.
    pub expires: Option<DateTime<Utc>>,
    /// A proof created at or after this moment is disputed.
    pub revoked: Option<DateTime<Utc>>,
    /// Kept off the server: speaks only for an `Update` of its owner (PK15).
    pub recovery: bool,
}

impl ListedKey {
    /// Whether something that was signed at this moment may be taken (PK8). An activity is never counted, so what is
    /// disputed is refused too.
    #[must_use]
    pub fn holds_at(&self, signed: DateTime<Utc>) -> bool {
        [self.expires, self.revoked]
            .into_iter()
            .flatten()
            .all(|end| signed < end)
    }
}

impl From<RemoteKey> for ListedKey {
    fn from(key: RemoteKey) -> Self {
        Self {
            key,
            expires: None,
            revoked: None,
            recovery: false,
        }
    }
}

/// An actor of another server, read from its own document. All addresses that decide who speaks are on its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteActor {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: ActorKind,
    /// The name in its handle.
    pub preferred_username: String,
    /// Name as text; the handle's name when there is none.
    pub name: String,
    /// What it says about itself, sanitised.
    pub summary_html: String,
    /// Address of its picture.
    pub icon: Option<String>,
    /// Its inbox.
    pub inbox: Id,
    /// Its outbox.
    pub outbox: Option<Id>,
    /// The collection of its followers.
    pub followers: Option<Id>,
    /// The collection of those it follows.
    pub following: Option<Id>,
    /// The collection of what it pins.
    pub featured: Option<Id>,
    /// The inbox of its server.
    pub shared_inbox: Option<Id>,
    /// The page for people, on the same host; else the id.
    pub url: String,
    /// Keys for HTTP signatures; keys of a kind that we do not take are left out.
    pub public_keys: Vec<RemoteKey>,
    /// Keys for integrity proofs.
    pub multikeys: Vec<ListedKey>,
    /// Follows wait for a person.
    pub manually_approves: bool,
    /// Its server is a Bandung node.
    pub implements_node: bool,
    /// Its server understands activities that a group passes on whole (FEP-1b12, PG2).
    pub takes_relays: bool,
    /// Of a network: its signed roster.
    pub roster: Option<Id>,
    /// Other ids of the same actor, as it says.
    pub also_known_as: Vec<String>,
    /// It wants to be found.
    pub discoverable: bool,
    /// The instance actor of its Bandung node.
    pub instance: Option<Id>,
    /// Its country, as it says.
    pub country: Option<domain::vocabulary::Country>,
    /// Where it moved to.
    pub moved_to: Option<String>,
    /// The key that it keeps off its server (PK15).
    pub recovery_key: Option<PublicKey>,
}

impl RemoteActor {
    /// Reads the document of an actor. The caller has made sure that it came from its own `id` or is signed by it.
    ///
    /// # Errors
    /// 400 `field-invalid` or `type-array` for what is no actor that we can work with; 403 `id-origin` when inbox,
    /// outbox, followers, shared inbox or a key is on another origin (ID5), `key-owner` when a key names another owner.
    pub fn read(document: &Value, policy: &IdPolicy) -> Result<Self, Refusal> {
        limits::check(document)?;
        let kind = ActorKind::parse(lenient::type_of(document)?).ok_or(INVALID)?;
        let id = Id::parse(lenient::text(document, "id").ok_or(INVALID)?, policy).map_err(|_| INVALID)?;
        let own = |value: Option<&Value>| own_address(value, &id, policy);
        let preferred_username = username(document).ok_or(INVALID)?;
        let endpoints = document.get("endpoints");
        let summary = lenient::in_language(document, "summary").0.unwrap_or("");
        if !content::is_simple_enough(summary) {
            return Err(INVALID);
        }
        let name = lenient::in_language(document, "name").0.unwrap_or(&preferred_username);
        Ok(Self {
            kind,
            name: name.to_owned(),
            summary_html: content::clean_html(summary),
            icon: lenient::entries(document.get("icon"))
                .into_iter()
                .find_map(Attachment::read)
                .map(|icon| icon.url),
            inbox: own(document.get("inbox"))?.ok_or(INVALID)?,
            outbox: own(document.get("outbox"))?,
            followers: own(document.get("followers"))?,
            shared_inbox: own(endpoints.and_then(|endpoints| endpoints.get("sharedInbox")))?,
            // Nothing rests on these two; where they lie elsewhere they are as good as absent.
            following: own(document.get("following")).unwrap_or(None),
            featured: own(document.get("featured")).unwrap_or(None),
            url: page(document, &id),
            public_keys: public_keys(document, &id, policy)?,
            multikeys: multikeys(document, &id, policy)?,
            manually_approves: lenient::flag(document, "manuallyApprovesFollowers").unwrap_or(false),
            implements_node: implements_node(document),
            takes_relays: kind == ActorKind::Group || implements_node(document) || is_lemmy_like(document),
            roster: own(document.get("bandung:roster")).unwrap_or(None),
            also_known_as: lenient::ids(document.get("alsoKnownAs")),
            discoverable: lenient::flag(document, "discoverable").unwrap_or(false),
            instance: own(document.get("bandung:instance")).unwrap_or(None),
            country: lenient::text(document, "bandung:country").and_then(domain::vocabulary::Country::parse),
            moved_to: lenient::one_id(document.get("movedTo")).map(str::to_owned),
            recovery_key: lenient::text(document, "bandung:recoveryKey")
                .and_then(|text| PublicKey::from_multikey(text).ok()),
            preferred_username,
            id,
        })
    }

    /// The key by which it proves what it says now, as Multikey text: none that is on its way out, or kept elsewhere.
    #[must_use]
    pub fn newest_key(&self) -> Option<String> {
        let in_use = |listed: &&ListedKey| listed.expires.is_none() && listed.revoked.is_none() && !listed.recovery;
        self.multikeys
            .iter()
            .find(in_use)
            .map(|listed| listed.key.key.to_text())
    }

    /// `user@host`.
    #[must_use]
    pub fn handle(&self) -> String {
        format!("{}@{}", self.preferred_username, self.id.host())
    }

    /// The inbox for posts that are not personal: that of the server where there is one.
    #[must_use]
    pub fn general_inbox(&self) -> &Id {
        self.shared_inbox.as_ref().unwrap_or(&self.inbox)
    }

    /// The key with this id, for HTTP signatures made now: RSA, or an Ed25519 Multikey that has not ended.
    #[must_use]
    pub fn key(&self, id: &Id, now: DateTime<Utc>) -> Option<&RemoteKey> {
        let current = self.multikeys.iter().filter(|listed| listed.holds_at(now));
        let mut keys = self.public_keys.iter().chain(current.map(|listed| &listed.key));
        keys.find(|key| key.id == *id)
    }

    /// The key with this id, for proofs: a Multikey, or the recovery key.
    #[must_use]
    pub fn proof_key(&self, id: &Id) -> Option<ListedKey> {
        let listed = self.multikeys.iter().find(|listed| listed.key.id == *id);
        listed.cloned().or_else(|| {
            let recovery = id.as_str() == recovery_key_id(self.id.as_str());
            let key = self.recovery_key.clone().filter(|_| recovery)?;
            let key = RemoteKey {
                id: id.clone(),
                owner: self.id.clone(),
                key,
            };
            Some(ListedKey {
                recovery: true,
                ..ListedKey::from(key)
            })
        })
    }

    /// All keys with their ids, as text in a fixed order: what is pinned (ID9).
    #[must_use]
    pub fn key_set(&self) -> Vec<String> {
        let listed = self.multikeys.iter().map(|listed| &listed.key);
        let keys = self.public_keys.iter().chain(listed);
        let mut set: Vec<String> = keys
            .map(|key| format!("{} {}", key.id.as_str(), key.key.to_text()))
            .collect();
        let recovery = self.recovery_key.as_ref();
        set.extend(recovery.map(|key| format!("{} {}", recovery_key_id(self.id.as_str()), key.to_text())));
        set.sort_unstable();
        set
    }
}

const INVALID: Refusal = Refusal::new(400, "field-invalid");
const ELSEWHERE: Refusal = Refusal::new(403, "id-origin");

/// An address that must be on the actor's origin (ID5).
fn own_address(value: Option<&Value>, actor: &Id, policy: &IdPolicy) -> Result<Option<Id>, Refusal> {
    let Some(text) = value.and_then(lenient::id_of) else {
        return Ok(None);
    };
    let address = Id::parse(text, policy).map_err(|_| INVALID)?;
    if same_origin(&address, actor) {
        Ok(Some(address))
    } else {
        Err(ELSEWHERE)
    }
}

fn username(document: &Value) -> Option<String> {
    let name = lenient::text(document, "preferredUsername")?;
    let valid = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    (valid && name.len() <= 255).then(|| name.to_owned())
}

/// The page, where it is on the actor's own host.
fn page(document: &Value, id: &Id) -> String {
    lenient::link(document.get("url"))
        .filter(|page| is_web_address(page))
        .filter(|page| url::Url::parse(page).is_ok_and(|url| url.host_str() == Some(id.host())))
        .unwrap_or(id.as_str())
        .to_owned()
}

fn key_id(key: &Value, actor: &Id, policy: &IdPolicy) -> Result<Id, Refusal> {
    let id = Id::parse_key(lenient::text(key, "id").ok_or(INVALID)?, policy).map_err(|_| INVALID)?;
    if same_origin(&id, actor) {
        Ok(id)
    } else {
        Err(ELSEWHERE)
    }
}

fn owned(key: &Value, member: &str, actor: &Id) -> Result<(), Refusal> {
    match lenient::one_id(key.get(member)) {
        Some(owner) if owner != actor.as_str() => Err(Refusal::new(403, "key-owner")),
        _ => Ok(()),
    }
}

fn public_keys(document: &Value, actor: &Id, policy: &IdPolicy) -> Result<Vec<RemoteKey>, Refusal> {
    let mut keys = Vec::new();
    for key in lenient::entries(document.get("publicKey"))
        .into_iter()
        .filter(|key| key.is_object())
    {
        let id = key_id(key, actor, policy)?;
        owned(key, "owner", actor)?;
        let read = lenient::text(key, "publicKeyPem").and_then(|pem| PublicKey::from_pem(pem).ok());
        keys.extend(read.map(|key| RemoteKey {
            id,
            owner: actor.clone(),
            key,
        }));
    }
    Ok(keys)
}

fn multikeys(document: &Value, actor: &Id, policy: &IdPolicy) -> Result<Vec<ListedKey>, Refusal> {
    let mut keys = Vec::new();
    for key in lenient::entries(document.get("assertionMethod"))
        .into_iter()
        .filter(|key| key.is_object())
    {
        let id = key_id(key, actor, policy)?;
        owned(key, "controller", actor)?;
        let read = lenient::text(key, "publicKeyMultibase").and_then(|text| PublicKey::from_multikey(text).ok());
        keys.extend(read.map(|public| ListedKey {
            key: RemoteKey {
                id,
                owner: actor.clone(),
                key: public,
            },
            expires: lenient::time(key, "expires"),
            revoked: lenient::time(key, "revoked"),
            recovery: false,
        }));
    }
    Ok(keys)
}

/// Whether the actor, or the program that made it, says that it is a Bandung node (FEP-844e).
/// Lemmy and its like name a vocabulary of their own.
fn is_lemmy_like(document: &Value) -> bool {
    let named = lenient::entries(document.get("@context"));
    let mut texts = named.into_iter().filter_map(Value::as_str);
    texts.any(|url| url.contains("join-lemmy.org") || url.contains("piefed") || url.contains("nodebb"))
}

fn implements_node(document: &Value) -> bool {
    let node = concept("Node");
    let by_program = document
        .get("generator")
        .and_then(|generator| generator.get("implements"));
    [document.get("implements"), by_program].into_iter().any(|list| {
        let mut links = lenient::entries(list).into_iter();
        links.any(|link| lenient::text(link, "href") == Some(&node) || link.as_str() == Some(&node))
    })
}
