//! Logs: one line each on standard output, without addresses, tokens or bodies.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::config::Log;

/// Our own crates log at the level of the settings, libraries only what needs attention.
const OURS: [&str; 7] = [
    "bandung",
    "web",
    "federation",
    "operations",
    "storage",
    "protocol",
    "migrations",
];

/// Starts logging. A second call in the same process has no effect.
pub(crate) fn start(log: &Log) {
    let filter: String = OURS.iter().fold("warn".to_owned(), |filter, krate| {
        format!("{filter},{krate}={}", log.level)
    });
    let lines = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_ansi(io::stdout().is_terminal())
        .with_writer(io::stdout);
    // Fails only when somebody else, for example a test, has begun to log.
    let _already = if log.json {
        lines.json().try_init()
    } else {
        lines.with_target(false).try_init()
    };
}

/// Starts logging for a command: what goes wrong, on standard error.
pub(crate) fn start_for_command() {
    let lines = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("error"))
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    let _already = lines.try_init();
}
