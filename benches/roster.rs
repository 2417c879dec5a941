//! Checking writers against the roster of a large network, with blocks and a second network beside it.

use std::{hint::black_box, sync::Arc};

use chrono::DateTime;
use domain::{
    membership::Tier,
    policy::{Deed, Permit, Policy, Severity, may_write},
    roster::{Roster, Standing},
};

use crate::{
    limits::per_second,
    report::{Limit, Report},
};

const MEMBERS: usize = 100_000;
const BLOCKS: usize = 1_000;
const NETWORK: &str = "https://net.example/ap/networks/1";
/// A check may take ten microseconds.
const WANTED: f64 = 100_000.0;

pub(crate) fn measure(report: &mut Report) {
    let actors: Vec<(String, String)> = (0..MEMBERS)
        .map(|number| {
            let host = format!("node-{number}.example");
            (format!("https://{host}/ap/orgs/{number}"), host)
        })
        .collect();
    let standing = |tier| Standing {
        tier,
        key: "z6MkjchcUUWzvtMckRoVNRMJPgEiwb6wCQtMNePjf7722eUD".to_owned(),
        country: None,
        since: DateTime::UNIX_EPOCH,
    };
    let listed = actors.iter().map(|(actor, _)| (actor.clone(), standing(Tier::Member)));
    let large = Arc::new(Roster::new(1, listed));
    let block = |number| (format!("bad-{number}.example"), Severity::Suspend);
    let policy = Policy {
        hosts: (0..BLOCKS).map(block).collect(),
        rosters: [
            (NETWORK.to_owned(), large.clone()),
            ("https://other.example/n".to_owned(), large),
        ]
        .into(),
        ..Policy::default()
    };
    let mut next = 0;
    let checks = per_second(|| {
        // A step that is prime to the number of members, so that no cache helps.
        next = (next + 7_919) % MEMBERS;
        let (actor, host) = &actors[next];
        let permit = may_write(black_box(&policy), host, actor, None, Deed::WriteInto(NETWORK));
        assert_eq!(black_box(permit), Permit::Taken);
    });
    let limit = Limit {
        what: "one check in 10 µs",
        value: WANTED,
        aim: Some(100.0),
    };
    report.add(
        "Rosters, one thread",
        format!("writer checked among {MEMBERS} members"),
        checks,
        "/s",
        Some(limit),
    );
}
