//! The one client for everything that came from the network or from a form.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use operations::RemoteError;
use protocol::http_signature::read_imf_fixdate;
use reqwest::{
    Client, Method, Url,
    header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER},
    redirect::Policy,
};

use super::{addresses::is_local_name, resolver::GuardedResolver};
use crate::{DevelopmentNetwork, Settings};

/// What a document may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// A WebFinger answer.
    WebFinger,
    /// A page of catch-up.
    Json,
    /// A document of ActivityPub.
    Activity,
    /// A checkpoint.
    Text,
    /// A tile of a log.
    Bytes,
    /// A page for people.
    Page,
}

/// What came back from a POST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// `Retry-After`, cut to 24 hours.
    pub(crate) retry_after: Option<Duration>,
    /// What time it is there (`Date`).
    pub(crate) date: Option<DateTime<Utc>>,
    /// What a 410 says: it may be about the object and not about the inbox.
    pub(crate) gone: Option<String>,
}

/// A document that was fetched.
pub(crate) struct Fetched {
    /// Where it was at last.
    pub(crate) url: Url,
    /// The exact bytes.
    pub(crate) bytes: Vec<u8>,
}

/// The client.
#[derive(Clone)]
pub(crate) struct HttpOut {
    client: Client,
    development: Option<Arc<DevelopmentNetwork>>,
}

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(15);
const LARGEST: usize = 1024 * 1024;
const LARGEST_DECODED: usize = 10 * 1024 * 1024;

impl HttpOut {
    pub(crate) fn new(settings: &Settings) -> Result<Self, RemoteError> {
        let development = settings.development.clone().map(Arc::new);
        let peers = development
            .as_ref()
            .map(|network| network.peers.clone())
            .unwrap_or_default();
        let mut builder = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .referer(false)
            .pool_max_idle_per_host(4)
            .user_agent(concat!("Bandung/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(GuardedResolver::new(peers));
        if let Some(pem) = development.as_ref().and_then(|network| network.extra_ca.as_ref()) {
            let authority = reqwest::Certificate::from_pem(pem)
                .map_err(|_| RemoteError::NotAllowed("the extra certificate authority is not PEM"))?;
            builder = builder.tls_certs_merge([authority]);
        }
        let client = builder.build().map_err(|e| RemoteError::Unreachable(e.to_string()))?;
        Ok(Self { client, development })
    }

    /// The client inside, for the federation library; every request must pass [`HttpOut::check`] first.
    pub(crate) fn client(&self) -> Client {
        self.client.clone()
    }

    /// Whether an address may be asked at all (OU2, OU4), before any name is resolved.
    pub(crate) fn check(&self, url: &Url) -> Result<(), RemoteError> {
        let Some(url::Host::Domain(host)) = url.host() else {
            return Err(RemoteError::NotAllowed("an IP address has no identity"));
        };
        if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
            return Err(RemoteError::NotAllowed(
                "no other port than the usual one and no password in an address",
            ));
        }
        if let Some(network) = &self.development
            && network.peers.contains_key(host)
        {
            let right = url.scheme() == network.scheme;
            return if right {
                Ok(())
            } else {
                Err(RemoteError::NotAllowed("not the scheme of this network"))
            };
        }
        if url.scheme() != "https" {
            return Err(RemoteError::NotAllowed("only https"));
        }
        if is_local_name(host) || host.ends_with('.') || !host.contains('.') {
            return Err(RemoteError::NotAllowed("this name never leads to another server"));
        }
        Ok(())
    }

    /// `https`, or the scheme of the development network for its peers.
    pub(crate) fn scheme_of(&self, host: &str) -> &str {
        self.development
            .as_ref()
            .filter(|network| network.peers.contains_key(host))
            .map_or("https", |n| &n.scheme)
    }

    /// Fetches a document. `headers` is called for each address that is asked, so that a signature is made for it.
    /// One redirect: of the same origin, or to any public host for WebFinger (OU5).
    pub(crate) async fn get(
        &self,
        url: &Url,
        media: Media,
        headers: &(dyn Fn(&Url) -> Vec<(String, String)> + Send + Sync),
    ) -> Result<Fetched, RemoteError> {
        let mut url = url.clone();
        for hop in 0..2 {
            self.check(&url)?;
            let mut request = self
                .client
                .request(Method::GET, url.clone())
                .header(ACCEPT, media.accept());
            for (name, value) in headers(&url) {
                request = request.header(name, value);
            }
            let response = request.send().await.map_err(|e| unreachable(&e))?;
            let status = response.status();
            if status.is_redirection() && hop == 0 {
                let target = response
                    .headers()
                    .get(LOCATION)
                    .and_then(|value| value.to_str().ok())
                    .and_then(|text| url.join(text).ok())
                    .ok_or(RemoteError::Unusable("a redirect without target"))?;
                if media != Media::WebFinger && target.origin() != url.origin() {
                    return Err(RemoteError::NotAllowed("a redirect to another server"));
                }
                url = target;
                continue;
            }
            return match status.as_u16() {
                200 => read(response, url, media).await,
                401 | 403 => Err(RemoteError::NotAllowed("the server does not show this to us")),
                404 | 410 => Err(RemoteError::NotFound),
                300..=399 => Err(RemoteError::Unusable("more than one redirect")),
                code => Err(RemoteError::Unreachable(format!("it answered {code}"))),
            };
        }
        Err(RemoteError::Unusable("more than one redirect"))
    }

    /// What time it is at a server: the `Date` of whatever it answers. Not signed, so that a wrong clock can ask.
    pub(crate) async fn time_at(&self, host: &str) -> Result<Option<DateTime<Utc>>, RemoteError> {
        let address = format!("{}://{host}/.well-known/nodeinfo", self.scheme_of(host));
        let url = Url::parse(&address).map_err(|_| RemoteError::NotAllowed("not a host name"))?;
        self.check(&url)?;
        let response = self.client.get(url).send().await.map_err(|e| unreachable(&e))?;
        Ok(date_of(&response))
    }

    /// Sends a signed activity. Redirects are not followed.
    pub(crate) async fn post(
        &self,
        url: &Url,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Result<Answer, RemoteError> {
        self.check(url)?;
        let mut request = self.client.request(Method::POST, url.clone()).body(body);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let response = request.send().await.map_err(|e| unreachable(&e))?;
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(seconds);
        let date = date_of(&response);
        let status = response.status().as_u16();
        let gone = if status == 410 { head_of(response).await } else { None };
        Ok(Answer {
            status,
            retry_after,
            date,
            gone,
        })
    }
}

/// What a witness answered.
pub(crate) struct TextAnswer {
    /// HTTP status.
    pub(crate) status: u16,
    /// At most 64 KiB of text.
    pub(crate) text: String,
}

impl HttpOut {
    /// Posts a text or document that needs no signature of ours, and reads the answer. Redirects are not followed.
    pub(crate) async fn post_text(&self, url: &Url, media: &str, body: String) -> Result<TextAnswer, RemoteError> {
        self.check(url)?;
        let request = self
            .client
            .request(Method::POST, url.clone())
            .header(CONTENT_TYPE, media);
        let response = request.body(body).send().await.map_err(|e| unreachable(&e))?;
        let status = response.status().as_u16();
        let text = head_of(response).await.unwrap_or_default();
        Ok(TextAnswer { status, text })
    }
}

fn date_of(response: &reqwest::Response) -> Option<DateTime<Utc>> {
    read_imf_fixdate(response.headers().get(DATE)?.as_bytes())
}

/// The first 64 KiB of an answer as text.
async fn head_of(mut response: reqwest::Response) -> Option<String> {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > 64 * 1024 {
            break;
        }
    }
    String::from_utf8(bytes).ok()
}

fn seconds(text: &str) -> Option<Duration> {
    text.trim()
        .parse::<u64>()
        .ok()
        .map(|seconds| Duration::from_secs(seconds.min(24 * 3600)))
}

impl Media {
    fn accept(self) -> &'static str {
        match self {
            Self::WebFinger => "application/jrd+json, application/json",
            Self::Json => "application/json",
            Self::Activity => "application/activity+json",
            Self::Text => "text/plain",
            Self::Bytes => "application/octet-stream",
            Self::Page => "text/html",
        }
    }

    fn fits(self, content_type: &str) -> bool {
        let lower = content_type.to_ascii_lowercase();
        let essence = lower.split(';').next().unwrap_or_default().trim();
        match self {
            Self::WebFinger => matches!(essence, "application/jrd+json" | "application/json"),
            Self::Json => essence == "application/json",
            Self::Activity => matches!(essence, "application/activity+json" | "application/ld+json"),
            Self::Text => essence == "text/plain",
            Self::Bytes => essence == "application/octet-stream",
            Self::Page => matches!(essence, "text/html" | "application/xhtml+xml"),
        }
    }
}

async fn read(mut response: reqwest::Response, url: Url, media: Media) -> Result<Fetched, RemoteError> {
    let header = |name| {
        response
            .headers()
            .get(name)
            .and_then(|value: &reqwest::header::HeaderValue| value.to_str().ok())
    };
    if !header(CONTENT_TYPE).is_some_and(|value| media.fits(value)) {
        return Err(RemoteError::Unusable("it is not of the type that was asked for"));
    }
    if header(CONTENT_DISPOSITION).is_some_and(|value| value.trim_start().starts_with("attachment")) {
        return Err(RemoteError::Unusable("it is an attachment"));
    }
    let largest = if media == Media::Json { LARGEST_DECODED } else { LARGEST };
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| unreachable(&e))? {
        if bytes.len() + chunk.len() > largest {
            return Err(RemoteError::Unusable("it is too large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Fetched { url, bytes })
}

/// A sentence for the operator, without the address (it is shown beside it).
fn unreachable(error: &reqwest::Error) -> RemoteError {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let kind = if error.is_timeout() {
        "time-out".to_owned()
    } else if error.is_connect() {
        format!("no connection: {cause}")
    } else {
        cause.to_string()
    };
    RemoteError::Unreachable(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f01_literals_names_ports_and_schemes_are_refused_before_any_connection() {
        let http = HttpOut::new(&Settings::default()).unwrap();
        for text in [
            "http://a.example/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://017700000001/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://localhost/",
            "https://x.localhost/",
            "https://a.example:8443/",
            "https://u@a.example/",
            "https://a.test/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "data:text/plain,x",
            "https://single/",
        ] {
            assert!(http.check(&Url::parse(text).unwrap()).is_err(), "{text}");
        }
        assert!(http.check(&Url::parse("https://a.example/x").unwrap()).is_ok());
    }

    #[test]
    fn f15_inside_a_development_network_only_listed_names_are_relaxed() {
        let peers = [("beta.test".to_owned(), "127.0.0.1:8082".parse().unwrap())].into();
        let network = DevelopmentNetwork {
            scheme: "http".into(),
            peers,
            extra_ca: None,
        };
        let http = HttpOut::new(&Settings {
            development: Some(network),
        })
        .unwrap();

        assert!(http.check(&Url::parse("http://beta.test/x").unwrap()).is_ok());
        for text in [
            "http://gamma.test/",
            "http://127.0.0.1/",
            "http://x.beta.test/",
            "https://beta.test/",
            "http://a.example/",
        ] {
            assert!(http.check(&Url::parse(text).unwrap()).is_err(), "{text}");
        }
    }

    #[test]
    fn f07_only_the_types_of_the_protocol_are_read() {
        for (media, text, fits) in [
            (Media::WebFinger, "application/jrd+json", true),
            (Media::WebFinger, "text/plain", false),
        ] {
            assert_eq!(media.fits(text), fits, "{text}");
        }
    }
}
