//! Which addresses may be connected to: an allow list (SECURITY OU2).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Special-purpose ranges of IPv4 (IANA registry) that are not globally reachable: network, prefix length.
const FORBIDDEN_V4: [([u8; 4], u32); 18] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([192, 175, 48, 0], 24),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Reserved parts of 2000::/3.
const FORBIDDEN_V6: [([u16; 2], u32); 4] = [
    ([0x2001, 0x0000], 23),
    ([0x2001, 0x0db8], 32),
    ([0x2002, 0x0000], 16),
    ([0x3fff, 0x0000], 20),
];

/// Whether an address is globally reachable.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !FORBIDDEN_V4
        .iter()
        .any(|(network, length)| in_range(bits, u32::from(Ipv4Addr::from(*network)), *length))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let bits = u32::from(segments[0]) << 16 | u32::from(segments[1]);
    let global_unicast = segments[0] & 0xE000 == 0x2000;
    let reserved = FORBIDDEN_V6
        .iter()
        .any(|([a, b], length)| in_range(bits, u32::from(*a) << 16 | u32::from(*b), *length));
    global_unicast && !reserved
}

fn in_range(bits: u32, network: u32, length: u32) -> bool {
    let mask = u32::MAX << (32 - length);
    bits & mask == network & mask
}

/// Names that never lead to another server.
pub(super) fn is_local_name(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host == "localhost"
        || [
            "localhost",
            "local",
            "internal",
            "home.arpa",
            "test",
            "invalid",
            "onion",
        ]
        .iter()
        .any(|zone| {
            host.strip_suffix(zone)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f01_addresses_that_are_not_globally_reachable_are_refused() {
        for text in [
            "127.0.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.19.255.255",
            "203.0.113.5",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "100::1",
            "5f00::1",
        ] {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
        for text in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "2606:4700::1111",
            "2001:200::1",
            "2a00::1",
        ] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn f01_local_names_are_refused() {
        for name in [
            "localhost",
            "localhost.",
            "x.localhost",
            "printer.local",
            "a.internal",
            "router.home.arpa",
            "a.test",
        ] {
            assert!(is_local_name(name), "{name}");
        }
        assert!(!is_local_name("locals.example"));
        assert!(!is_local_name("mylocal.org"));
    }
}
