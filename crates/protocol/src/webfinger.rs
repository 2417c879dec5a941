//! WebFinger: from a handle to an actor, asked and answered (PROTOCOL 4).

use evidence::origin::{Id, IdPolicy};
use serde_json::{Value, json};

use crate::{
    lenient,
    names::{ACTIVITY_JSON, ACTIVITY_STREAMS},
    refusal::Refusal,
    urls::NodeUrls,
};

const PROFILE_PAGE: &str = "http://webfinger.net/rel/profile-page";
const SUBSCRIBE: &str = "http://ostatus.org/schema/1.0/subscribe";
const INTENT: &str = "https://w3id.org/fep/3b86/";

/// What a `resource` parameter asks for on this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The node itself.
    Instance,
    /// The organisation with this handle.
    Handle(String),
    /// The actor with this id.
    Actor(String),
}

impl Resource {
    /// Reads a resource (PW1, PW2). Nothing: it is not of this node.
    #[must_use]
    pub fn read(resource: &str, urls: &NodeUrls) -> Option<Self> {
        let host = urls.host();
        if let Some(handle) = resource.strip_prefix("acct:") {
            let (user, at) = handle.trim_start_matches('@').split_once('@')?;
            let user = user.to_ascii_lowercase();
            return at.eq_ignore_ascii_case(host).then(|| {
                if user == host {
                    Self::Instance
                } else {
                    Self::Handle(user)
                }
            });
        }
        let path = resource.strip_prefix(urls.base())?;
        if path.is_empty() || path == "/" || resource == urls.instance_actor() {
            return Some(Self::Instance);
        }
        let handle = path.strip_prefix("/@").filter(|handle| !handle.contains('/'));
        Some(handle.map_or_else(
            || Self::Actor(resource.to_owned()),
            |handle| Self::Handle(handle.to_owned()),
        ))
    }
}

/// The answer for an organisation (PW3).
#[must_use]
pub fn organisation(handle: &str, actor: &str, urls: &NodeUrls) -> Value {
    of_actor(handle, actor, &urls.organisation_page(handle), urls)
}

/// The answer for any actor of this node that people look up by a handle.
#[must_use]
pub fn of_actor(handle: &str, actor: &str, page: &str, urls: &NodeUrls) -> Value {
    let base = urls.base();
    json!({
        "subject": format!("acct:{handle}@{}", urls.host()),
        "aliases": [page, actor],
        "links": [
            {"rel": PROFILE_PAGE, "type": "text/html", "href": page},
            {"rel": "self", "type": ACTIVITY_JSON, "href": actor},
            {"rel": SUBSCRIBE, "template": format!("{base}/interact?uri={{uri}}")},
            {"rel": format!("{INTENT}Follow"), "template": format!("{base}/interact?intent=follow&uri={{object}}")},
            {"rel": format!("{INTENT}Object"), "template": format!("{base}/interact?uri={{object}}")},
            {"rel": format!("{INTENT}Create"), "template": format!("{base}/share?content={{content}}")},
        ],
    })
}

/// The answer for the node (PW2).
#[must_use]
pub fn instance(urls: &NodeUrls) -> Value {
    let (host, actor) = (urls.host(), urls.instance_actor());
    json!({
        "subject": format!("acct:{host}@{host}"),
        "aliases": [actor],
        "links": [
            {"rel": "self", "type": ACTIVITY_JSON, "href": actor},
            {"rel": format!("{ACTIVITY_STREAMS}#Service"), "type": ACTIVITY_JSON, "href": actor},
        ],
    })
}

/// A handle, `user@host`, as people type it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Acct {
    /// The user.
    pub user: String,
    /// The host, ASCII form in lower case; with a port only in a development network.
    pub host: String,
}

impl Acct {
    /// Reads `user@host`, `@user@host` or `acct:user@host` (ID3).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("acct:").unwrap_or(text);
        let (user, host) = text.strip_prefix('@').unwrap_or(text).split_once('@')?;
        let user_valid = (1..=64).contains(&user.len())
            && user
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
        let url = url::Url::parse(&format!("https://{host}/")).ok()?;
        let named = matches!(url.host(), Some(url::Host::Domain(_)));
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        let name = url.host_str().filter(|name| !name.ends_with('.'))?;
        let host = url
            .port()
            .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        (user_valid && named && bare && !text.contains(['/', '?', '#', '\\'])).then(|| Self {
            user: user.to_owned(),
            host,
        })
    }

    /// The path and query to ask on its host.
    #[must_use]
    pub fn query(&self) -> String {
        let resource =
            percent_encoding::utf8_percent_encode(&self.resource(), percent_encoding::NON_ALPHANUMERIC).to_string();
        format!("/.well-known/webfinger?resource={resource}")
    }

    /// `acct:user@host`.
    #[must_use]
    pub fn resource(&self) -> String {
        format!("acct:{}@{}", self.user, self.host)
    }
}

/// What another server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The handle that it names; if it is not the one that was asked for, ask once more there (PW8).
    pub subject: Option<Acct>,
    /// The id of the actor.
    pub actor: Option<Id>,
    /// Template for "follow from your server", with `{uri}` (PW7).
    pub subscribe: Option<String>,
    /// FEP-3b86 template for `Follow`, with `{object}`.
    pub follow: Option<String>,
    /// FEP-3b86 template for `Object`, with `{object}`.
    pub object: Option<String>,
}

impl Found {
    /// Reads an answer. `host`: which answered; templates on other hosts, or not https, are left out (PW7).
    ///
    /// # Errors
    /// 400 `field-invalid` when it is no such document.
    pub fn read(document: &Value, host: &str, policy: &IdPolicy) -> Result<Self, Refusal> {
        let links = document
            .get("links")
            .and_then(Value::as_array)
            .ok_or(Refusal::new(400, "field-invalid"))?;
        let with_rel = |rel: &str| {
            links
                .iter()
                .filter(move |link| lenient::text(link, "rel") == Some(rel))
                .take(32)
                .collect::<Vec<_>>()
        };
        let template = |rel: &str| {
            let templates = with_rel(rel);
            let mut texts = templates.iter().filter_map(|link| lenient::text(link, "template"));
            texts
                .find(|text| is_own_template(text, host, policy))
                .map(str::to_owned)
        };
        let is_activity = |link: &&&Value| {
            let media = lenient::text(link, "type").unwrap_or("");
            media == ACTIVITY_JSON || media.starts_with("application/ld+json")
        };
        let own = with_rel("self");
        let actor = own
            .iter()
            .find(is_activity)
            .and_then(|link| lenient::text(link, "href"));
        Ok(Self {
            subject: lenient::text(document, "subject").and_then(Acct::parse),
            actor: actor.and_then(|href| Id::parse(href, policy).ok()),
            subscribe: template(SUBSCRIBE),
            follow: template(&format!("{INTENT}Follow")),
            object: template(&format!("{INTENT}Object")),
        })
    }

    /// The address to which a visitor of ours is sent to act on `object` from the own server.
    #[must_use]
    pub fn interaction(&self, object: &str) -> Option<String> {
        let object = percent_encoding::utf8_percent_encode(object, percent_encoding::NON_ALPHANUMERIC).to_string();
        let follow = self.follow.as_ref().or(self.object.as_ref());
        self.subscribe
            .as_ref()
            .map(|template| template.replace("{uri}", &object))
            .or_else(|| follow.map(|template| template.replace("{object}", &object)))
    }
}

/// Folders of a site into which its users put files.
const UPLOADS: [&str; 10] = [
    "uploads",
    "upload",
    "media",
    "files",
    "file",
    "attachments",
    "attachment",
    "storage",
    "download",
    "downloads",
];

/// Whether an address could be that of a file that somebody put on a site: what lies there is an actor only if WebFinger
/// of its host names it (SECURITY F11). Nearly all software gives actors other addresses, and needs not be asked.
#[must_use]
pub fn looks_like_upload(actor: &Id) -> bool {
    let Ok(url) = url::Url::parse(actor.as_str()) else {
        return true;
    };
    let path = url.path().to_ascii_lowercase();
    let mut segments = path.split('/');
    let is_file = segments
        .next_back()
        .is_some_and(|last| last.contains('.') && !last.starts_with('@'));
    is_file || url.query().is_some() || segments.any(|folder| UPLOADS.contains(&folder))
}

/// Without its variables it is a normal address on the host that answered.
fn is_own_template(template: &str, host: &str, policy: &IdPolicy) -> bool {
    let filled = template.replace("{uri}", "x").replace("{object}", "x");
    Id::parse(&filled, policy).is_ok_and(|address| address.host() == host.split(':').next().unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls() -> NodeUrls {
        NodeUrls::new("https", "beta.example")
    }

    fn vector(name: &str) -> Value {
        let path = format!("{}/../../tests/vectors/actors/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }

    #[test]
    fn pw1_the_answer_is_that_of_the_vector() {
        let answer = organisation("bwireh2o", "https://beta.example/ap/orgs/7", &urls());
        assert_eq!(answer, vector("webfinger-b.json"));
        assert_eq!(instance(&urls()), vector("webfinger-instance-b.json"));
    }

    #[test]
    fn pw2_every_way_of_asking_is_understood() {
        let read = |resource| Resource::read(resource, &urls());
        for node in [
            "https://beta.example/",
            "https://beta.example",
            "acct:beta.example@beta.example",
            "https://beta.example/ap/actor",
        ] {
            assert_eq!(read(node), Some(Resource::Instance), "{node}");
        }
        for handle in [
            "acct:bwireh2o@beta.example",
            "acct:BwireH2O@Beta.Example",
            "https://beta.example/@bwireh2o",
        ] {
            assert_eq!(read(handle), Some(Resource::Handle("bwireh2o".to_owned())), "{handle}");
        }
        let actor = "https://beta.example/ap/orgs/7";
        assert_eq!(read(actor), Some(Resource::Actor(actor.to_owned())));
        for foreign in [
            "acct:a@other.example",
            "https://other.example/@a",
            "mailto:a@beta.example",
            "",
            "acct:a",
        ] {
            assert_eq!(read(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn pw8_our_own_answer_is_read_back() {
        let answer = organisation("bwireh2o", "https://beta.example/ap/orgs/7", &urls());
        let found = Found::read(&answer, "beta.example", &IdPolicy::default()).unwrap();
        assert_eq!(found.actor.as_ref().unwrap().as_str(), "https://beta.example/ap/orgs/7");
        assert_eq!(found.subject, Acct::parse("@bwireh2o@beta.example"));
        assert_eq!(
            found.interaction("https://c.example/a?b").unwrap(),
            "https://beta.example/interact?uri=https%3A%2F%2Fc%2Eexample%2Fa%3Fb"
        );
    }

    #[test]
    fn pw7_templates_elsewhere_or_not_https_are_left_out() {
        for template in [
            "https://evil.example/?{uri}",
            "http://a.example/?{uri}",
            "javascript:alert({uri})",
            "/x?{uri}",
        ] {
            let answer = json!({"links": [{"rel": SUBSCRIBE, "template": template}]});
            let found = Found::read(&answer, "a.example", &IdPolicy::default()).unwrap();
            assert_eq!(found.subscribe, None, "{template}");
        }
    }

    #[test]
    fn f11_only_addresses_like_those_of_files_are_doubted() {
        let doubted = |address| looks_like_upload(&Id::parse(address, &IdPolicy::default()).unwrap());
        for file in [
            "https://a.example/uploads/1",
            "https://a.example/wp-content/Uploads/2026/actor",
            "https://a.example/u/1.json",
            "https://a.example/-/project/raw/actor.jsonld",
            "https://a.example/download?id=7",
        ] {
            assert!(doubted(file), "{file}");
        }
        for actor in [
            "https://a.example/users/ana",
            "https://a.example/@ana.maria",
            "https://a.example/ap/orgs/01J0000000000000000000",
            "https://a.example/profile/media",
            "https://a.example/",
        ] {
            assert!(!doubted(actor), "{actor}");
        }
    }

    #[test]
    fn handles_are_read_as_people_type_them() {
        for text in ["a@b.example", "@a@b.example", "acct:a@b.example", " @a@B.EXAMPLE "] {
            assert_eq!(Acct::parse(text).unwrap().resource(), "acct:a@b.example", "{text}");
        }
        assert_eq!(Acct::parse("a@bücher.example").unwrap().host, "xn--bcher-kva.example");
        for text in [
            "a",
            "@a",
            "a@",
            "a@127.0.0.1",
            "a@[::1]",
            "a@b.example.",
            "a@b/c",
            "a@u@b.example",
            "a b@b.example",
            "a@b?x",
        ] {
            assert_eq!(Acct::parse(text), None, "{text}");
        }
    }
}
