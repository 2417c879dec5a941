//! What a person at a terminal fetches from an address that they typed themselves, without a node of their own.
//!
//! The guard of [`super::HttpOut`] is against addresses that strangers choose; here the person chooses. What remains:
//! https, except on this machine; no redirects; a limit of size; no proxy and no cookies.

use std::{net::Ipv4Addr, time::Duration};

use operations::RemoteError;
use reqwest::{Client, Url, redirect::Policy};

const CONNECT: Duration = Duration::from_secs(10);
/// Between two pieces of the answer.
const SILENCE: Duration = Duration::from_secs(60);

/// Fetches a file that anybody may read, at most `largest` bytes of it.
///
/// # Errors
/// [`RemoteError::NotAllowed`] for an address that is neither https nor on this machine, and when it is not there or
/// too large.
pub async fn fetch_for_person(address: &str, largest: usize) -> Result<Vec<u8>, RemoteError> {
    let url = Url::parse(address).map_err(|_| RemoteError::NotAllowed("it is not an address"))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let here = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]";
    if url.scheme() != "https" && !here {
        return Err(RemoteError::NotAllowed("only https, except on this machine"));
    }
    let mut builder = Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .read_timeout(SILENCE)
        .referer(false)
        .user_agent(concat!("Bandung/", env!("CARGO_PKG_VERSION")));
    if host.ends_with(".localhost") {
        // Browsers resolve these names themselves, so do we (decision 26).
        let port = url.port_or_known_default().unwrap_or(80);
        builder = builder.resolve(&host, (Ipv4Addr::LOCALHOST, port).into());
    }
    let no_answer = |error: reqwest::Error| RemoteError::Unreachable(error.without_url().to_string());
    let client = builder.build().map_err(no_answer)?;
    let mut response = client.get(url).send().await.map_err(no_answer)?;
    match response.status().as_u16() {
        200 => {}
        404 | 410 => return Err(RemoteError::NotFound),
        300..=399 => return Err(RemoteError::Unusable("it leads somewhere else: give that address")),
        code => return Err(RemoteError::Unreachable(format!("it answered {code}"))),
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(no_answer)? {
        if bytes.len() + chunk.len() > largest {
            return Err(RemoteError::Unusable("it is too large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::fetch_for_person;

    #[tokio::test]
    async fn a_clear_address_elsewhere_is_not_asked() {
        for address in ["http://a.example/x", "ftp://a.example/x", "x"] {
            let refused = fetch_for_person(address, 10).await.unwrap_err();
            assert!(matches!(refused, operations::RemoteError::NotAllowed(_)), "{address}");
        }
    }
}
