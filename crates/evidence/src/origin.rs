//! Identity on the network: ids in normal form, and the one comparison of sites (SECURITY ID2, ID3).

use std::fmt;

use url::{Host, Url};

/// A text is not an id in normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an address in normal form")]
pub struct NotNormal;

/// Scheme, host (ASCII form, lower case) and port (default filled in).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

/// Which addresses may be ids: https with port 443 for everybody; plain http too for the listed hosts of a development
/// network (decision 18).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdPolicy {
    /// Hosts, lower case, whose ids may be `http` (port 80). Empty outside a development network.
    pub plain_http_hosts: Vec<String>,
}

/// An id: an address in normal form, at most 2,048 bytes, compared as bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id {
    text: String,
    origin: Origin,
}

impl IdPolicy {
    /// For files that are checked far from any node: plain http for those hosts among these ids whose names end in
    /// `.test`, which only a development network can have (decision 18).
    #[must_use]
    pub fn with_test_hosts<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let hosts = ids
            .into_iter()
            .filter_map(|id| Some(Url::parse(id).ok()?.host_str()?.to_owned()))
            .filter(|host| host.ends_with(".test"));
        Self {
            plain_http_hosts: hosts.collect(),
        }
    }
}

impl Id {
    /// The longest id, in bytes.
    pub const MOST: usize = 2_048;

    /// Reads an id without fragment.
    ///
    /// # Errors
    /// [`NotNormal`] for whatever ID3 refuses.
    pub fn parse(text: &str, policy: &IdPolicy) -> Result<Self, NotNormal> {
        let id = Self::parse_key(text, policy)?;
        if text.contains('#') { Err(NotNormal) } else { Ok(id) }
    }

    /// Reads the id of a key, which may have a fragment.
    ///
    /// # Errors
    /// As [`Id::parse`].
    pub fn parse_key(text: &str, policy: &IdPolicy) -> Result<Self, NotNormal> {
        if text.len() > Self::MOST {
            return Err(NotNormal);
        }
        let url = Url::parse(text).map_err(|_| NotNormal)?;
        let Some(Host::Domain(host)) = url.host() else {
            return Err(NotNormal);
        };
        let plain_http = url.scheme() == "http" && policy.plain_http_hosts.iter().any(|listed| listed == host);
        let normal = url.as_str() == text
            && (url.scheme() == "https" || plain_http)
            && url.port().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && !host.ends_with('.')
            && !host.is_empty();
        if !normal {
            return Err(NotNormal);
        }
        let port = url.port_or_known_default().ok_or(NotNormal)?;
        let origin = Origin {
            scheme: url.scheme().to_owned(),
            host: host.to_owned(),
            port,
        };
        Ok(Self {
            text: text.to_owned(),
            origin,
        })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Its host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.origin.host
    }

    /// The id without its fragment.
    #[must_use]
    pub fn without_fragment(&self) -> Self {
        let text = self.text.split('#').next().unwrap_or_default().to_owned();
        Self {
            text,
            origin: self.origin.clone(),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Origin {
    /// The host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// Whether two ids are on one site. No other comparison of sites exists in the code.
#[must_use]
pub fn same_origin(a: &Id, b: &Id) -> bool {
    a.origin == b.origin
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(text: &str) -> Result<Id, NotNormal> {
        Id::parse(text, &IdPolicy::default())
    }

    #[test]
    fn only_normal_https_ids_are_read() {
        assert!(id("https://a.example/ap/orgs/1?x=%C3%A9").is_ok());
        for text in [
            "",
            "a",
            "/relative",
            "javascript:alert(1)",
            "http://a.example/",
            "https://A.example/",
            "https://a.example",
            "https://a.example:443/",
            "https://a.example:8443/x",
            "https://a.example./x",
            "https://u@a.example/x",
            "https://u:p@a.example/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://0x7f000001/x",
            "https://2130706433/",
            "https://a.example/a/../b",
            "https://a.example/é",
            "https://a.example/x#frag",
            " https://a.example/x",
            "https://bücher.example/",
            "ftp://a.example/",
            "https:///x",
            "https://@a.example/x",
            "https://a.example/x\ny",
            "https:a.example/x",
            "HTTPS://a.example/x",
            "https://127.1/x",
            "https://a.example/x#",
        ] {
            assert_eq!(id(text), Err(NotNormal), "{text}");
        }
        assert!(id(&format!("https://a.example/{}", "x".repeat(2_048))).is_err());
        assert!(Id::parse_key("https://a.example/x#main-key", &IdPolicy::default()).is_ok());
    }

    #[test]
    fn plain_http_is_for_listed_hosts_only() {
        let policy = IdPolicy {
            plain_http_hosts: vec!["alpha.test".into()],
        };

        assert!(Id::parse("http://alpha.test/x", &policy).is_ok());
        assert!(Id::parse("http://beta.test/x", &policy).is_err());
        assert!(Id::parse("http://x.alpha.test/x", &policy).is_err());
        assert!(Id::parse("http://alpha.test:8081/x", &policy).is_err());
    }

    #[test]
    fn sites_differ_by_scheme_and_host() {
        let policy = IdPolicy {
            plain_http_hosts: vec!["a.test".into()],
        };
        let read = |text| Id::parse(text, &policy).unwrap();

        assert!(same_origin(&read("https://a.test/x"), &read("https://a.test/y?z")));
        assert!(!same_origin(&read("https://a.test/x"), &read("http://a.test/x")));
        assert!(!same_origin(&read("https://a.test/x"), &read("https://b.a.test/x")));
        assert!(!same_origin(&read("https://a.test/x"), &read("https://xa.test/x")));
    }

    proptest! {
        #[test]
        fn same_origin_is_an_equivalence(texts in prop::collection::vec("https?://[ab]\\.test/[xy]{0,2}", 3)) {
            let policy = IdPolicy {
                plain_http_hosts: vec!["a.test".into(), "b.test".into()],
            };
            let ids: Vec<Id> = texts.iter().map(|text| Id::parse(text, &policy).unwrap()).collect();
            let site = |index: usize| texts[index].rsplit_once('/').unwrap().0;
            for a in 0..3 {
                prop_assert!(same_origin(&ids[a], &ids[a]));
                for b in 0..3 {
                    prop_assert_eq!(same_origin(&ids[a], &ids[b]), same_origin(&ids[b], &ids[a]));
                    prop_assert_eq!(same_origin(&ids[a], &ids[b]), site(a) == site(b));
                    for c in 0..3 {
                        prop_assert!(
                            !(same_origin(&ids[a], &ids[b]) && same_origin(&ids[b], &ids[c]))
                                || same_origin(&ids[a], &ids[c])
                        );
                    }
                }
            }
        }

        #[test]
        fn whatever_is_read_prints_as_it_was(text in "https?://[a-c.:@0-9]{0,12}/[ -~]{0,12}") {
            if let Ok(read) = id(&text) {
                prop_assert_eq!(read.as_str(), text.as_str());
            }
        }
    }
}
