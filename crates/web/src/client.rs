//! The address of a client: from the socket, or from one hop of a proxy that is configured (SECURITY AC10).

use std::net::{IpAddr, Ipv6Addr};

use actix_web::HttpRequest;

/// Proxies whose `X-Forwarded-For` is believed, for one hop.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<IpAddr>);

impl TrustedProxies {
    /// These addresses.
    #[must_use]
    pub fn new(addresses: Vec<IpAddr>) -> Self {
        Self(addresses)
    }
}

/// The address of the client; nothing when the connection has none (a test or a Unix socket).
pub(crate) fn address(request: &HttpRequest, proxies: &TrustedProxies) -> Option<IpAddr> {
    let socket = request.peer_addr()?.ip().to_canonical();
    if !proxies.0.contains(&socket) {
        return Some(socket);
    }
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .last()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|last| last.trim().parse::<IpAddr>().ok());
    Some(forwarded.map_or(socket, |address| address.to_canonical()))
}

/// The network that limits count: /24 of IPv4, /64 of IPv6.
pub(crate) fn network(address: Option<IpAddr>) -> String {
    match address {
        Some(IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Some(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_a_configured_proxy_is_believed_and_only_for_its_last_hop() {
        let request = TestRequest::default()
            .peer_addr("10.0.0.1:5000".parse().unwrap())
            .insert_header(("x-forwarded-for", "6.6.6.6, 203.0.113.9"))
            .to_http_request();
        let nobody = address(&request, &TrustedProxies::default());
        assert_eq!(nobody, Some("10.0.0.1".parse().unwrap()));
        let proxy = TrustedProxies::new(vec!["10.0.0.1".parse().unwrap()]);
        assert_eq!(address(&request, &proxy), Some("203.0.113.9".parse().unwrap()));
    }

    #[test]
    fn limits_count_networks() {
        assert_eq!(network(Some("203.0.113.9".parse().unwrap())), "203.0.113.0/24");
        assert_eq!(network(Some("2001:db8:1:2:3::4".parse().unwrap())), "2001:db8:1:2::/64");
    }
}
