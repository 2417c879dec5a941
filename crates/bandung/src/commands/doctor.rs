//! `bandung doctor`: what is in order, what is not, and what to do.

use operations::view::CheckState;

use super::{Reply, Service};
use crate::Failure;

/// Checks everything that can be checked without asking others.
pub(super) async fn run(service: &Service) -> Result<Reply, Failure> {
    let checks = service.operations.checks().await?;
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

/// Whether the node can work now.
pub(super) async fn ready(service: &Service) -> Result<Reply, Failure> {
    match service.operations.ready().await {
        Ok(()) => Ok(Reply::said("ready")),
        Err(reasons) => Err(Failure::failed(reasons.join("; "))),
    }
}
