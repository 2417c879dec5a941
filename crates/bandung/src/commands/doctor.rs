//! `bandung doctor`: what is in order, what is not, and what to do.

use operations::view::CheckState;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Reply, Service};
use crate::Failure;

/// What is asked of the doctor.
#[derive(Debug, clap::Args, Serialize, Deserialize)]
pub struct Doctor {
    /// Mend what needs no decision: owners and modes of files, servers that wait for their next try, and a time from the
    /// future that a wrong clock stored.
    #[arg(long)]
    fix: bool,
}

impl Doctor {
    pub(super) fn question(&self) -> Option<String> {
        self.fix.then(|| "Mend what can be mended now?".to_owned())
    }

    /// Asks the node's own name, and nobody else.
    pub(super) async fn run(self, service: &Service) -> Result<Reply, Failure> {
        let mended = if self.fix { fix(service).await? } else { Vec::new() };
        let mut checks = service.operations.checks().await?;
        checks.extend(service.doctor.checks().await);
        let count = |state| checks.iter().filter(|check| check.state == state).count();
        let (failures, warnings) = (count(CheckState::Fail), count(CheckState::Warn));
        let mut lines: Vec<String> = mended.iter().map(|done| format!("fixed {done}")).collect();
        lines.extend(checks.iter().map(|check| {
            let word = match check.state {
                CheckState::Ok => "ok",
                CheckState::Warn => "warn",
                CheckState::Fail => "FAIL",
            };
            format!("{word:5} {:18} {}", check.name, check.text)
        }));
        lines.push(match (failures, warnings) {
            (0, 0) => "all in order".to_owned(),
            _ => format!("{failures} failures, {warnings} warnings"),
        });
        let mut reply = Reply::one(lines.join("\n"), &checks);
        if self.fix {
            reply.value = json!({ "fixed": mended, "checks": reply.value });
        }
        reply.code = u8::from(failures > 0);
        Ok(reply)
    }
}

async fn fix(service: &Service) -> Result<Vec<String>, Failure> {
    let mut mended = service.doctor.fix();
    let session = service.operations.local_operator(None, None).await?;
    if service.operations.believe_clock(&session).await? {
        mended.push("the clock is believed as it is now".to_owned());
    }
    for peer in service.operations.peers(&session).await? {
        if peer.failures > 0 && !peer.paused {
            service.operations.retry_peer(&session, &peer.host).await?;
            mended.push(format!("{}: tried again now", peer.host));
        }
    }
    Ok(mended)
}

/// Whether the node can work now.
pub(super) async fn ready(service: &Service) -> Result<Reply, Failure> {
    match service.operations.ready().await {
        Ok(()) => Ok(Reply::said("ready")),
        Err(reasons) => Err(Failure::failed(reasons.join("; "))),
    }
}
