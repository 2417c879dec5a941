//! Our own name, asked as others ask it: the self-test of `doctor` (SECURITY OU6).

use std::{error::Error, net::SocketAddr, time::Duration};

use reqwest::{
    Client,
    header::{ACCEPT, CONTENT_TYPE},
    redirect::Policy,
    tls::TlsInfo,
};

use super::resolver::GuardedResolver;
use crate::Settings;

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(10);
const LARGEST: usize = 256 * 1024;

/// The client for the one name of this node. Takes no address from the network.
pub(crate) struct HttpFixed {
    client: Client,
    base: String,
    host: String,
}

/// What our name answered.
pub(crate) struct OwnAnswer {
    /// HTTP status.
    pub(crate) status: u16,
    /// At most 256 KiB.
    pub(crate) body: Vec<u8>,
    /// The certificate in DER, where there is TLS.
    pub(crate) certificate: Option<Vec<u8>>,
}

/// Why our name did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnNameFault {
    /// The name leads nowhere.
    Unknown,
    /// Nobody answers at the address: a closed port, a router, a proxy that is not there.
    Closed(String),
    /// The certificate is not accepted: expired, of another name, of nobody.
    Certificate(String),
    /// What is signed does not arrive as it was signed: the status of the answer.
    Altered(u16),
    /// It answers with something that is not this node: what was asked for, and what came.
    NotOurs(&'static str, String),
}

impl HttpFixed {
    /// The client for `host`. In a development network it listens where the settings say.
    pub(crate) fn new(settings: &Settings, scheme: &str, host: &str) -> Result<Self, OwnNameFault> {
        let broken = |error: reqwest::Error| OwnNameFault::Closed(error.to_string());
        let mut builder = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .tls_info(true)
            .user_agent(concat!("Bandung/", env!("CARGO_PKG_VERSION")));
        if let Some(network) = &settings.development {
            builder = builder.dns_resolver(GuardedResolver::new(network.peers.clone()));
            if let Some(pem) = &network.extra_ca {
                builder = builder.tls_certs_merge([reqwest::Certificate::from_pem(pem).map_err(broken)?]);
            }
        }
        Ok(Self {
            client: builder.build().map_err(broken)?,
            base: format!("{scheme}://{host}"),
            host: host.to_owned(),
        })
    }

    /// The addresses that the name leads to.
    pub(crate) async fn addresses(&self) -> Vec<SocketAddr> {
        let found = tokio::net::lookup_host((self.host.as_str(), 443)).await;
        found.map(Iterator::collect).unwrap_or_default()
    }

    /// Asks for a path of ours.
    pub(crate) async fn get(&self, path: &str, accept: &str) -> Result<OwnAnswer, OwnNameFault> {
        let request = self.client.get(format!("{}{path}", self.base)).header(ACCEPT, accept);
        answer(request).await
    }

    /// Posts a document to a path of ours.
    pub(crate) async fn post(
        &self,
        path: &str,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Result<OwnAnswer, OwnNameFault> {
        let mut request = self.client.post(format!("{}{path}", self.base)).body(body);
        if headers.is_empty() {
            request = request.header(CONTENT_TYPE, "application/activity+json");
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        answer(request).await
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<OwnAnswer, OwnNameFault> {
    let mut response = request.send().await.map_err(|error| fault(&error))?;
    let certificate = response
        .extensions()
        .get::<TlsInfo>()
        .and_then(TlsInfo::peer_certificate);
    let certificate = certificate.map(<[u8]>::to_vec);
    let status = response.status().as_u16();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error))? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST {
            break;
        }
    }
    Ok(OwnAnswer {
        status,
        body,
        certificate,
    })
}

/// The libraries below tell their faults as text only.
fn fault(error: &reqwest::Error) -> OwnNameFault {
    let (mut told, mut cause): (Vec<String>, Option<&dyn Error>) = (Vec::new(), Some(error));
    while let Some(one) = cause {
        told.push(one.to_string());
        cause = one.source();
    }
    let all = told.join(": ").to_lowercase();
    let last = told.pop().unwrap_or_default();
    if all.contains("certificate") {
        OwnNameFault::Certificate(last)
    } else if all.contains("dns") || all.contains("lookup address") {
        OwnNameFault::Unknown
    } else {
        OwnNameFault::Closed(last)
    }
}
