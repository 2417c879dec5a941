//! NodeInfo: what this server is, for directories (PROTOCOL PW6). No capability is ever inferred from that of others.

use serde_json::{Value, json};

use crate::urls::NodeUrls;

/// The versions that we answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 2.0.
    V2_0,
    /// 2.1: adds the repository.
    V2_1,
}

impl Version {
    /// Reads the last part of the address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "2.0" => Some(Self::V2_0),
            "2.1" => Some(Self::V2_1),
            _ => None,
        }
    }

    /// As in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V2_1 => "2.1",
        }
    }
}

/// What is said about the node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeFacts<'a> {
    /// Version of the software.
    pub software_version: &'a str,
    /// Where its source is.
    pub repository: &'a str,
    /// Name of the node.
    pub name: &'a str,
    /// A few sentences, plain text.
    pub description: &'a str,
    /// Ids of the actors that answer for the node.
    pub staff: &'a [String],
    /// Organisations hosted.
    pub organisations: u64,
    /// Those that published something within a month.
    pub active_month: u64,
    /// Those that published something within half a year.
    pub active_half_year: u64,
    /// Posts published.
    pub posts: u64,
}

/// The index at `/.well-known/nodeinfo`.
#[must_use]
pub fn index(urls: &NodeUrls) -> Value {
    let link = |version: Version| {
        let version = version.as_str();
        json!({
            "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{version}"),
            "href": format!("{}/nodeinfo/{version}", urls.base()),
        })
    };
    json!({"links": [link(Version::V2_1), link(Version::V2_0)]})
}

/// The document of a version.
#[must_use]
pub fn document(version: Version, facts: &NodeFacts<'_>) -> Value {
    let mut software = json!({"name": "bandung", "version": facts.software_version});
    if version == Version::V2_1 {
        software["repository"] = json!(facts.repository);
    }
    json!({
        "version": version.as_str(),
        "software": software,
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0"]},
        "openRegistrations": false,
        "usage": {
            "users": {
                "total": facts.organisations,
                "activeMonth": facts.active_month,
                "activeHalfyear": facts.active_half_year,
            },
            "localPosts": facts.posts,
        },
        "metadata": {
            "nodeName": facts.name,
            "nodeDescription": facts.description,
            "staffAccounts": facts.staff,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(name: &str) -> Value {
        let path = format!("{}/../../tests/vectors/actors/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }

    #[test]
    fn pw6_the_documents_are_those_of_the_vectors() {
        assert_eq!(
            index(&NodeUrls::new("https", "beta.example")),
            vector("nodeinfo-index.json")
        );
        let facts = NodeFacts {
            software_version: "0.1.0",
            repository: "https://code.example/bandung",
            name: "Bwire Water Trust",
            description: "Community water points in western Kenya.",
            staff: &["https://beta.example/ap/orgs/7".to_owned()],
            organisations: 1,
            active_month: 1,
            active_half_year: 1,
            posts: 2,
        };
        let mut expected = vector("nodeinfo-2.1.json");
        assert_eq!(document(Version::V2_1, &facts), expected);
        expected["version"] = json!("2.0");
        expected["software"].as_object_mut().unwrap().remove("repository");
        assert_eq!(document(Version::V2_0, &facts), expected);
    }

    #[test]
    fn other_versions_are_unknown() {
        assert_eq!(Version::parse("2.1"), Some(Version::V2_1));
        assert_eq!(Version::parse("1.0"), None);
    }
}
