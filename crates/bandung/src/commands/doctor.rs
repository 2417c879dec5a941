//! `bandung doctor`: what is in order, what is not, and what to do.

use operations::view::{Check, CheckState};

use super::{Failure, Reply, Service};

/// Checks everything that can be checked without asking others.
pub(super) async fn run(service: &Service) -> Result<Reply, Failure> {
    let mut checks = service.operations.checks().await?;
    if service.development {
        checks.push(Check {
            name: "network",
            state: CheckState::Warn,
            text: "DEVELOPMENT NETWORK: checks on the listed peers are relaxed; this is no real node".to_owned(),
        });
    }
    let count = |state| checks.iter().filter(|check| check.state == state).count();
    let (failures, warnings) = (count(CheckState::Fail), count(CheckState::Warn));
    let lines: Vec<String> = checks
        .iter()
        .map(|check| {
            let word = match check.state {
                CheckState::Ok => "ok",
                CheckState::Warn => "warn",
                CheckState::Fail => "FAIL",
            };
            format!("{word:5} {:14} {}", check.name, check.text)
        })
        .collect();
    let end = match (failures, warnings) {
        (0, 0) => "all in order".to_owned(),
        _ => format!("{failures} failures, {warnings} warnings"),
    };
    let mut reply = Reply::one(format!("{}\n{end}", lines.join("\n")), &checks);
    reply.code = u8::from(failures > 0);
    Ok(reply)
}
