//! Whether the node knows who asks: the proxy in front of it is named, and passes the address on.

use operations::view::{Check, CheckState};

use super::check as line;
use crate::node::hops::Seen;

pub(super) fn check(seen: Seen, named: usize) -> Check {
    let (unnamed, from) = seen.unnamed;
    // A visitor can send the header too; only where most requests bring it, a proxy stands in front.
    if let Some(from) = from.filter(|_| unnamed > seen.direct) {
        let text = format!(
            "X-Forwarded-For arrives from {from}, which is not trusted: all visitors look like one. Set  \
             server.trusted_proxies = [\"{from}\"]  if that is your proxy"
        );
        return line("proxy", CheckState::Warn, text);
    }
    if seen.silent > seen.told {
        let text = "the proxy does not pass on who asks: all visitors look like one. Let it set X-Forwarded-For \
                    (docker/Caddyfile and docs/operating.md show how)";
        return line("proxy", CheckState::Warn, text);
    }
    let text = match (named, seen.told) {
        (0, _) => "none is named, and none was seen".to_owned(),
        (_, 0) => format!("{named} named; nothing came through it yet"),
        _ => format!("{named} named; it says who asks"),
    };
    line("proxy", CheckState::Ok, text)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn o12_a_proxy_that_is_not_named_is_found_with_the_setting_that_mends_it() {
        let from = IpAddr::from([172, 18, 0, 2]);
        let seen = Seen {
            unnamed: (20, Some(from)),
            direct: 1,
            ..Seen::default()
        };
        let found = check(seen, 0);
        assert_eq!(found.state, CheckState::Warn);
        assert!(
            found.text.contains("server.trusted_proxies = [\"172.18.0.2\"]"),
            "{}",
            found.text
        );
    }

    #[test]
    fn visitors_who_send_the_header_are_no_proxy() {
        let seen = Seen {
            unnamed: (1, Some(IpAddr::from([203, 0, 113, 9]))),
            direct: 20,
            ..Seen::default()
        };
        assert_eq!(check(seen, 0).state, CheckState::Ok);
    }

    #[test]
    fn a_named_proxy_that_is_silent_is_found() {
        let seen = Seen {
            silent: 5,
            ..Seen::default()
        };
        assert_eq!(check(seen, 1).state, CheckState::Warn);
        let seen = Seen {
            told: 9,
            silent: 1,
            ..seen
        };
        assert_eq!(check(seen, 1).state, CheckState::Ok);
    }
}
