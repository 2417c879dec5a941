//! `bandung demo`.

use std::{os::unix::process::CommandExt, path::PathBuf, process::Command};

use super::Common;
use crate::{
    Failure,
    config::{self, Config, Sources},
    console,
    demo::{DemoNetwork, LOGIN, NAMES, PASSWORD, Sample},
    shutdown::Signals,
    telemetry,
};

pub(super) async fn run(common: &Common) -> Result<u8, Failure> {
    telemetry::start(&Config::load(&Sources::default().with("log.level", "warn"))?.log);
    let folder = common.data_dir.clone().unwrap_or_else(|| PathBuf::from("./demo-data"));
    let mut signals = Signals::listen()?;
    console::say("Starting three nodes that are connected with each other on this machine only.");
    let starting = Box::pin(async {
        let network = DemoNetwork::start(&folder).await?;
        let declared = network
            .fill(&Sample::whole()?, &|line| console::say(&format!("  {line}")))
            .await?;
        Ok::<_, Failure>((network, declared))
    });
    let (network, declared) = tokio::select! {
        started = starting => started?,
        () = signals.next() => return Ok(1),
    };
    console::say("\nReady. Open in a browser:");
    for node in network.nodes() {
        console::say(&format!("  {}", node.service().pages));
    }
    console::say(&format!(
        "Log in on each of them as  {LOGIN}  with the password  {PASSWORD}"
    ));
    console::say(&format!(
        "\nA declaration with 1,084 signatures:\n  {0}\n  {0}/tally\nAnybody can check its count, without a network:",
        declared.page
    ));
    console::say(&format!(
        "  {} verify {} --policy {}\nor fetch the log and count again:\n  {0} declaration tally {} --recount\n",
        program(),
        declared.bundle.display(),
        declared.policy.display(),
        declared.page
    ));
    let data = std::path::absolute(&folder).unwrap_or(folder);
    console::say(&format!(
        "Commands:  {} --data-dir {}/{} timeline --org …",
        program(),
        data.display(),
        NAMES[0]
    ));
    console::say("Ctrl-C stops all three; the content stays for the next start.");
    signals.next().await;
    console::say("Stopping; once more ends at once.");
    tokio::select! {
        () = network.stop() => Ok(0),
        () = signals.next() => Ok(1),
    }
}

/// How this program was called.
fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "bandung".to_owned())
}

/// A demonstration must work on every desk: it starts itself again without the variables that a node refuses.
pub(super) fn without_refused_variables(common: &Common) -> Result<(), Failure> {
    let refused = config::refused_variables(&common.sources().environment);
    if refused.is_empty() {
        return Ok(());
    }
    let program = std::env::current_exe().map_err(|error| Failure::failed(format!("the program is gone: {error}")))?;
    let mut again = Command::new(program);
    again.args(std::env::args_os().skip(1));
    for variable in refused {
        again.env_remove(variable.what);
    }
    // Comes back only when it did not work.
    let error = again.exec();
    Err(Failure::failed(format!("the program cannot start itself: {error}")))
}
