//! The command line: one definition for parsing, for the manual page and for completions.

use std::{io, path::PathBuf, process::ExitCode};

use clap::{CommandFactory, Parser, Subcommand, error::ErrorKind};
use clap_complete::Shell;

use crate::{
    Failure,
    commands::Request,
    config::{Config, Sources},
    console,
};

mod demo;
mod healthcheck;
mod hearing;
mod migrate;
mod order;
mod recount;
mod serve;
mod settings;
pub(crate) mod verify;

/// A node of the Bandung network: publish what works against climate change, follow others, report what you tried.
#[derive(Debug, Parser)]
#[command(name = "bandung", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
struct Common {
    /// Settings file (TOML); `bandung config template` prints one.
    #[arg(long, global = true, env = "BANDUNG_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Data folder.
    #[arg(long, global = true, value_name = "FOLDER")]
    data_dir: Option<PathBuf>,
    /// One setting, for example log.level=debug; may come several times.
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = key_and_value)]
    set: Vec<(String, String)>,
    /// Answer as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// Do not ask.
    #[arg(long, global = true)]
    yes: bool,
    /// Who is named in the audit log; without it, the system.
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    by: Option<String>,
    /// For which organisation, where the node has several.
    #[arg(long, global = true, value_name = "HANDLE")]
    org: Option<String>,
}

#[expect(
    clippy::large_enum_variant,
    reason = "one for each run of the program, never kept in lists"
)]
#[derive(Debug, Subcommand)]
enum Command {
    /// Run the node.
    Serve(serve::Serve),
    /// Run three connected nodes with sample content on this machine, to try things out (data in ./demo-data).
    Demo,
    /// Ask the node on this machine whether it is ready; exit code 0 or 1.
    Healthcheck,
    /// Settings: show, check, template.
    #[command(subcommand)]
    Config(settings::ConfigCommand),
    /// The schema of the database. Needs the node to be stopped.
    #[command(subcommand)]
    Migrate(migrate::Migrate),
    /// Check a bundle or a receipt, without a network and without a data folder; exit code 0 true, 1 false, 2 cannot be
    /// decided, 64 usage.
    Verify(verify::Verify),
    /// Print completions for a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
    #[command(flatten)]
    Node(Request),
}

fn key_and_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

/// Parses the arguments and does what they say.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _closed = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            let usage = if verify::is_asked_for() { verify::USAGE } else { 2 };
            return ExitCode::from(if asked { 0 } else { usage });
        }
    };
    match cli.execute() {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            tell(&failure);
            ExitCode::from(failure.code)
        }
    }
}

fn tell(failure: &Failure) {
    use std::io::Write;
    let _closed = writeln!(io::stderr(), "bandung: {failure}");
}

impl Cli {
    fn execute(self) -> Result<u8, Failure> {
        let Self { common, command } = self;
        match command {
            Command::Completions { shell } => {
                clap_complete::generate(shell, &mut Self::command(), "bandung", &mut io::stdout());
                Ok(0)
            }
            Command::Man => {
                let page = clap_mangen::Man::new(Self::command());
                page.render(&mut io::stdout())
                    .map_err(|error| Failure::failed(format!("standard output: {error}")))?;
                Ok(0)
            }
            Command::Verify(it) => it.run(common.json),
            Command::Config(it) => it.run(&common),
            Command::Demo => {
                demo::without_refused_variables(&common)?;
                on_runtime(demo::run(&common))
            }
            Command::Healthcheck => on_runtime(healthcheck::run(&common.load()?)),
            Command::Migrate(it) => on_runtime(it.run(&common)),
            Command::Serve(it) => on_runtime(it.run(&common)),
            Command::Node(request) => on_runtime(order::run(&common, request)),
        }
    }
}

/// Runs to the end on all cores, with the one crypto library for everything.
fn on_runtime<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    // A second call, in the same process, finds it installed.
    let _installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(format!("the program cannot start: {error}")))?;
    let done = runtime.block_on(Box::pin(work));
    // What still runs here was told to stop, or is given up on purpose.
    runtime.shutdown_background();
    done
}

impl Common {
    /// Where the settings come from.
    fn sources(&self) -> Sources {
        let mut flags: Vec<(String, String, String)> = self
            .set
            .iter()
            .map(|(key, value)| ("--set".to_owned(), key.clone(), value.clone()))
            .collect();
        if let Some(folder) = &self.data_dir {
            flags.push((
                "--data-dir".to_owned(),
                "node.data_dir".to_owned(),
                folder.display().to_string(),
            ));
        }
        Sources {
            file: self.config.clone(),
            environment: environment(),
            flags,
        }
    }

    fn load(&self) -> Result<Config, Failure> {
        Ok(Config::load(&self.sources())?)
    }

    fn print(&self, reply: &crate::commands::Reply) -> Result<(), Failure> {
        if self.json {
            let text =
                serde_json::to_string_pretty(&reply.value).map_err(|error| Failure::failed(error.to_string()))?;
            console::say(&text);
            return Ok(());
        }
        if !reply.text.is_empty() {
            console::say(&reply.text);
        }
        if let Some(code) = reply.link.as_deref().and_then(console::qr_for_terminal) {
            console::say(&code);
        }
        Ok(())
    }
}

/// All variables that are text; others cannot be settings.
fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }
}
