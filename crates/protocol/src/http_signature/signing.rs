//! Signing what we send (PROTOCOL PH1, PH2, PH6, PH7).

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use evidence::keys::{Ed25519Key, KeyError, RsaKey};
use url::Position;

use super::{Headers, Message, SignatureKind, cavage, date::imf_fixdate, digest, rfc9421};

/// What we ask for with a signed GET.
const ACCEPT: &str =
    "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

/// A request that is to be signed.
#[derive(Clone, Debug)]
pub struct Outgoing<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// `https://host[:port]/path?query`.
    pub url: &'a url::Url,
    /// Body of a POST.
    pub body: Option<&'a [u8]>,
    /// Time of signing.
    pub now: DateTime<Utc>,
    /// `Bandung-Sequence` of a delivery to a Bandung node.
    pub sequence: Option<(i64, i64)>,
}

/// The keys of the actor that signs.
pub struct Signer<'a> {
    /// `{actor}#main-key`.
    pub rsa_key_id: String,
    /// RSA key.
    pub rsa: &'a RsaKey,
    /// `{actor}#ed25519-key`.
    pub ed25519_key_id: String,
    /// Ed25519 key.
    pub ed25519: &'a Ed25519Key,
}

/// The headers to add to a request: `Host`, `Date`, digest, `Content-Type` or `Accept`, and the signature.
///
/// # Errors
/// [`KeyError`] when the library refuses to sign.
pub fn sign(
    kind: SignatureKind,
    request: &Outgoing<'_>,
    signer: &Signer<'_>,
) -> Result<Vec<(String, String)>, KeyError> {
    let authority = authority(request.url);
    let mut headers = vec![("Host", authority.clone()), ("Date", imf_fixdate(request.now))];
    match request.body {
        Some(body) if kind == SignatureKind::Cavage => headers.push(("Digest", digest::digest(body))),
        Some(body) => headers.push(("Content-Digest", digest::content_digest(body))),
        None => headers.push(("Accept", ACCEPT.to_owned())),
    }
    if request.body.is_some() {
        headers.push(("Content-Type", "application/activity+json".to_owned()));
    }
    if let Some((seq, prev)) = request.sequence {
        headers.push(("Bandung-Sequence", format!("{seq}; prev={prev}")));
    }
    let listed: Vec<(&str, &[u8])> = headers.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    let message = Message {
        method: request.method,
        scheme: request.url.scheme(),
        authority: &authority,
        target: &request.url[Position::BeforePath..Position::AfterQuery],
        headers: Headers(&listed),
    };
    let covered = covered(kind, request);
    let signed = match kind {
        SignatureKind::Cavage => sign_cavage(&message, &covered, signer)?,
        _ => sign_rfc9421(kind, &message, &covered, request.now.timestamp(), signer)?,
    };
    headers.extend(signed);
    Ok(headers
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect())
}

fn covered(kind: SignatureKind, request: &Outgoing<'_>) -> Vec<String> {
    let mut names = match (kind, request.body.is_some()) {
        (SignatureKind::Cavage, true) => vec!["(request-target)", "host", "date", "digest", "content-type"],
        (SignatureKind::Cavage, false) => vec!["(request-target)", "host", "date"],
        (_, true) => vec!["@method", "@target-uri", "content-digest"],
        (_, false) => vec!["@method", "@target-uri"],
    };
    if request.sequence.is_some() {
        names.push("bandung-sequence");
    }
    names.into_iter().map(str::to_owned).collect()
}

fn sign_cavage(
    message: &Message<'_>,
    covered: &[String],
    signer: &Signer<'_>,
) -> Result<Vec<(&'static str, String)>, KeyError> {
    let text = cavage::signing_string(message, covered, None, None).map_err(|_| KeyError::Unusable)?;
    let value = format!(
        "keyId=\"{}\",algorithm=\"rsa-sha256\",headers=\"{}\",signature=\"{}\"",
        signer.rsa_key_id,
        covered.join(" "),
        BASE64_STANDARD.encode(signer.rsa.sign(&text)?)
    );
    Ok(vec![("Signature", value)])
}

fn sign_rfc9421(
    kind: SignatureKind,
    message: &Message<'_>,
    covered: &[String],
    created: i64,
    signer: &Signer<'_>,
) -> Result<Vec<(&'static str, String)>, KeyError> {
    let ed25519 = kind == SignatureKind::Rfc9421Ed25519;
    let key_id = if ed25519 {
        &signer.ed25519_key_id
    } else {
        &signer.rsa_key_id
    };
    let parameters = rfc9421::signature_parameters(covered, created, key_id);
    let base = rfc9421::signature_base(message, covered, &parameters).map_err(|_| KeyError::Unusable)?;
    let value = if ed25519 {
        signer.ed25519.sign(&base).to_vec()
    } else {
        signer.rsa.sign(&base)?
    };
    Ok(vec![
        ("Signature-Input", format!("sig1={parameters}")),
        ("Signature", format!("sig1=:{}:", BASE64_STANDARD.encode(value))),
    ])
}

fn authority(url: &url::Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
