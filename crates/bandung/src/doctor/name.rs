//! The node's own name as others see it: does it lead here, is the port open, is the certificate good, do we answer.

use chrono::{DateTime, Utc};
use federation::{Federation, OwnName, OwnNameFault};
use operations::view::{Check, CheckState};
use x509_parser::parse_x509_certificate;

use super::check as line;

/// A certificate that is renewed by itself is renewed long before.
const SOON_DAYS: i64 = 14;

pub(super) async fn check(federation: &Federation, now: DateTime<Utc>) -> Vec<Check> {
    match federation.ask_own_name().await {
        None => Vec::new(),
        Some(Ok(seen)) => answered(&seen, now),
        Some(Err(fault)) => vec![line("seen from outside", CheckState::Fail, in_words(&fault))],
    }
}

fn answered(seen: &OwnName, now: DateTime<Utc>) -> Vec<Check> {
    let addresses: Vec<String> = seen.addresses.iter().map(ToString::to_string).collect();
    let mut checks = vec![line(
        "seen from outside",
        CheckState::Ok,
        format!(
            "{} → {}: WebFinger, actor, signed round trip ({} ms)",
            seen.host,
            addresses.join(", "),
            seen.milliseconds
        ),
    )];
    if let Some(ends) = seen.certificate.as_deref().and_then(end_of) {
        checks.push(certificate((ends - now).num_days()));
    }
    checks
}

fn certificate(days: i64) -> Check {
    if days < SOON_DAYS {
        let text = format!("the certificate ends in {days} days: see to it that it is renewed");
        line("certificate", CheckState::Warn, text)
    } else {
        line("certificate", CheckState::Ok, format!("valid for {days} days"))
    }
}

fn end_of(der: &[u8]) -> Option<DateTime<Utc>> {
    let (_, certificate) = parse_x509_certificate(der).ok()?;
    DateTime::from_timestamp(certificate.validity().not_after.timestamp(), 0)
}

fn in_words(fault: &OwnNameFault) -> String {
    match fault {
        OwnNameFault::Unknown => {
            "the name leads nowhere: make a record for it in the DNS (A, AAAA), then try again in \
                                  some minutes"
                .to_owned()
        }
        OwnNameFault::Closed(why) => format!(
            "nobody answers under our own name ({why}): is port 443 open in the firewall and the router, and does the \
             proxy run? A machine behind a home router may not reach its own name; then ask from another network"
        ),
        OwnNameFault::Certificate(why) => format!(
            "the certificate is not accepted ({why}): renew it, and check that it is made out for this name. A wrong \
             clock looks the same"
        ),
        OwnNameFault::Altered(status) => format!(
            "what we sign does not arrive as it was signed (status {status}): nobody can deliver to us. The proxy must \
             pass on Host, path, body and all headers as they are"
        ),
        OwnNameFault::NotOurs(asked, what) => format!(
            "something else answers under our name: {asked} gave {what}. Does the name lead to this machine, and does \
             the proxy pass on every path, Host and method?"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o12_a_certificate_that_soon_ends_is_found() {
        let made = rcgen::generate_simple_self_signed(["water.example".to_owned()]).unwrap();
        let ends = end_of(made.cert.der()).unwrap();
        let seen = |now| {
            let seen = OwnName {
                host: "water.example".to_owned(),
                addresses: vec![[203, 0, 113, 7].into()],
                certificate: Some(made.cert.der().to_vec()),
                milliseconds: 12,
            };
            answered(&seen, now).pop().unwrap()
        };
        let early = seen(ends - chrono::TimeDelta::days(61));
        assert_eq!((early.name, early.state), ("certificate", CheckState::Ok));
        assert_eq!(early.text, "valid for 61 days");
        assert_eq!(seen(ends - chrono::TimeDelta::days(3)).state, CheckState::Warn);
    }

    #[test]
    fn every_fault_says_what_to_do() {
        let why = "refused".to_owned();
        for fault in [
            OwnNameFault::Unknown,
            OwnNameFault::Closed(why.clone()),
            OwnNameFault::Certificate(why.clone()),
            OwnNameFault::Altered(401),
            OwnNameFault::NotOurs("the inbox", why),
        ] {
            let text = in_words(&fault);
            assert!(text.contains(':') && text.len() > 60, "{text}");
        }
    }
}
