//! How fast a node is, as a share of what this machine could do at best, measured in the same run.
//!
//! `make bench`, or `bench [--json] [--program FILE] [--minutes N] [PART …]`; parts: `signatures`, `roster`, `fetching`, `recount`,
//! `declaration`, `inbox`, `flood`, `delivery`, `rest`, `full`. Numbers of different machines cannot be compared; the
//! shares can. The peers of the tests run in this process and use the same processors as the node.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot be made ends the run where it stands"
)]

mod declaration;
mod delivery;
mod fake;
mod fetching;
mod flood;
mod full;
mod inbox;
mod limits;
mod meter;
mod node;
mod program;
mod recount;
mod report;
mod rest;
mod roster;
mod signatures;
mod wire;

use std::{path::PathBuf, time::Duration};

use report::Report;

const PARTS: [&str; 10] = [
    "signatures",
    "roster",
    "fetching",
    "recount",
    "declaration",
    "inbox",
    "flood",
    "delivery",
    "rest",
    "full",
];

#[tokio::main]
async fn main() {
    let (mut json, mut program, mut parts) = (false, None, Vec::new());
    let mut load = Duration::from_secs(20);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => json = true,
            "--minutes" => load = Duration::from_secs(60 * arguments.next().unwrap().parse::<u64>().unwrap()),
            "--program" => program = arguments.next().map(PathBuf::from),
            part if PARTS.contains(&part) => parts.push(part.to_owned()),
            other => panic!(
                "{other} is none of --json, --program FILE, --minutes N, {}",
                PARTS.join(", ")
            ),
        }
    }
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    let mut report = Report::begin(json);
    if wanted("signatures") {
        signatures::measure(&mut report);
    }
    if wanted("roster") {
        roster::measure(&mut report);
    }
    if wanted("fetching") {
        Box::pin(fetching::measure(&mut report)).await;
    }
    if wanted("recount") {
        Box::pin(recount::measure(&mut report)).await;
    }
    if wanted("declaration") {
        Box::pin(declaration::measure(&mut report)).await;
    }
    if wanted("inbox") {
        Box::pin(inbox::measure(&mut report)).await;
    }
    if wanted("flood") {
        Box::pin(flood::measure(&mut report)).await;
    }
    if wanted("delivery") {
        Box::pin(delivery::measure(&mut report)).await;
    }
    let program = program.unwrap_or_else(beside_this_program);
    if wanted("rest") {
        Box::pin(rest::measure(&program, &mut report)).await;
    }
    if wanted("full") {
        Box::pin(full::measure(&program, load, &mut report)).await;
    }
    report.finish();
}

fn beside_this_program() -> PathBuf {
    std::env::current_exe().unwrap().with_file_name("bandung")
}
