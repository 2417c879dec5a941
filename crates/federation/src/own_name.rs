//! How this node is seen under its own name, for `doctor`: the name, the port, the certificate, what servers ask first.

use std::{net::IpAddr, time::Instant};

use evidence::origin::Id;
use protocol::{
    activity::{self, Header},
    audience::Audience,
    envelope::Unverified,
    http_signature::{Outgoing, SignatureKind, sign},
    refusal::Refusal,
};
use serde_json::Value;
use url::Url;

use crate::{
    Federation,
    directory::signer,
    http_out::{HttpFixed, OwnAnswer, OwnNameFault},
};

/// How our own name answers.
#[derive(Clone, Debug)]
pub struct OwnName {
    /// The name.
    pub host: String,
    /// Where it leads.
    pub addresses: Vec<IpAddr>,
    /// The certificate that is shown, in DER; nothing without TLS.
    pub certificate: Option<Vec<u8>>,
    /// How long all questions together took, in milliseconds.
    pub milliseconds: u128,
}

impl Federation {
    /// Asks our own name what other servers ask first: WebFinger, the actor, the inbox, at last with a signature. Nothing
    /// before a domain is set.
    ///
    /// # Errors
    /// Why other servers cannot reach this node.
    pub async fn ask_own_name(&self) -> Option<Result<OwnName, OwnNameFault>> {
        let urls = self.operations().urls()?;
        let began = Instant::now();
        let client = match HttpFixed::new(&self.inner().settings, scheme_of(urls.base()), urls.host()) {
            Ok(client) => client,
            Err(fault) => return Some(Err(fault)),
        };
        let asked = async {
            let certificate = self.ask_all(&client, urls.host(), urls.base()).await?;
            let mut addresses: Vec<IpAddr> = client
                .addresses()
                .await
                .iter()
                .map(|at| at.ip().to_canonical())
                .collect();
            addresses.dedup();
            Ok(OwnName {
                host: urls.host().to_owned(),
                addresses,
                certificate,
                milliseconds: began.elapsed().as_millis(),
            })
        };
        Some(asked.await)
    }

    async fn ask_all(&self, client: &HttpFixed, host: &str, base: &str) -> Result<Option<Vec<u8>>, OwnNameFault> {
        let finger = format!("/.well-known/webfinger?resource=acct:{host}@{host}");
        let answer = client.get(&finger, "application/jrd+json").await?;
        let actor = self_link(&answer).filter(|id| id.starts_with(base));
        let actor = actor.ok_or_else(|| not_ours("WebFinger", &answer))?;
        let path = actor.strip_prefix(base).unwrap_or_default();
        let answer = client.get(path, "application/activity+json").await?;
        let id = serde_json::from_slice::<Value>(&answer.body).ok();
        if answer.status != 200 || id.as_ref().and_then(|it| it["id"].as_str()) != Some(actor.as_str()) {
            return Err(not_ours("the actor of this node", &answer));
        }
        let refused = client.post("/ap/inbox", Vec::new(), b"{}".to_vec()).await?;
        if refused.status != 401 {
            return Err(not_ours("the inbox", &refused));
        }
        let (headers, body) = self.signed_question().await?;
        let refused = client.post("/ap/inbox", headers, body).await?;
        if refused.status != NOT_FROM_OURSELVES.status {
            return Err(OwnNameFault::Altered(refused.status));
        }
        Ok(answer.certificate)
    }

    /// An activity of the instance actor, signed as deliveries are. It has no effect: see [`Self::refuse_own`].
    async fn signed_question(&self) -> Result<(Vec<(String, String)>, Vec<u8>), OwnNameFault> {
        let no_keys = || OwnNameFault::Closed("this node cannot sign now".to_owned());
        let urls = self.operations().urls().ok_or_else(no_keys)?;
        let actor = urls.instance_actor();
        let keys = self.operations().actor_keys(&actor).await.map_err(|_| no_keys())?;
        let now = self.inner().clock.now();
        let header = Header {
            id: format!("{actor}#asked-at-{}", now.timestamp_micros()),
            actor: &actor,
            published: now,
            audience: &Audience::default(),
            proof: false,
        };
        let body = activity::like(&header, &actor).to_string().into_bytes();
        let url = Url::parse(&format!("{}/ap/inbox", urls.base())).map_err(|_| no_keys())?;
        let request = Outgoing {
            method: "POST",
            url: &url,
            body: Some(&body),
            now,
            sequence: None,
        };
        let mut headers = sign(SignatureKind::Cavage, &request, &signer(&keys)).map_err(|_| no_keys())?;
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("host"));
        Ok((headers, body))
    }

    /// How a request in our own name is refused: nobody outside speaks for us. Whether our own question of
    /// [`Self::ask_own_name`] arrived as it was signed is told by the status.
    pub(crate) async fn refuse_own(&self, unverified: &Unverified, actor: &Id) -> Refusal {
        let own = self.own_actor(actor.as_str()).await.ok();
        let now = self.inner().clock.now();
        let key = own.as_ref().and_then(|own| own.key(unverified.key_id(), now));
        match key.map(|key| unverified.verify(key)) {
            Some(Err(refusal)) => refusal,
            _ => NOT_FROM_OURSELVES,
        }
    }
}

const NOT_FROM_OURSELVES: Refusal = Refusal::new(403, "id-origin");

fn scheme_of(base: &str) -> &str {
    base.split("://").next().unwrap_or("https")
}

fn self_link(answer: &OwnAnswer) -> Option<String> {
    let found: Value = serde_json::from_slice(&answer.body).ok()?;
    let links = found["links"].as_array().filter(|_| answer.status == 200)?;
    let own = links.iter().find(|link| link["rel"] == "self")?;
    own["href"].as_str().map(str::to_owned)
}

fn not_ours(asked: &'static str, answer: &OwnAnswer) -> OwnNameFault {
    OwnNameFault::NotOurs(asked, format!("status {}", answer.status))
}
