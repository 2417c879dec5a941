//! `bandung config`.

use clap::Subcommand;

use super::Common;
use crate::{
    Failure,
    config::{self, Config, Settings},
    console,
};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show the settings that are in force.
    Show {
        /// Say where each comes from.
        #[arg(long)]
        origin: bool,
    },
    /// Check the settings; exit code 78 when something is wrong.
    Check,
    /// Print a settings file with every setting, its comment and its default.
    Template,
}

impl ConfigCommand {
    pub(super) fn run(self, common: &Common) -> Result<u8, Failure> {
        let sources = common.sources();
        match self {
            Self::Show { origin } => {
                let (settings, problems) = Settings::merge(&sources);
                let text = if common.json {
                    format!("{:#}\n", config::as_json(&settings))
                } else {
                    config::as_text(&settings, origin)
                };
                console::say(text.trim_end());
                if problems.is_empty() {
                    Ok(0)
                } else {
                    Err(config::Problems(problems).into())
                }
            }
            Self::Check => {
                let mut problems = Config::load(&sources).err().map(|found| found.0).unwrap_or_default();
                problems.extend(config::refused_variables(&sources.environment));
                if !problems.is_empty() {
                    return Err(config::Problems(problems).into());
                }
                console::say("no problems");
                Ok(0)
            }
            Self::Template => {
                console::say(config::template().trim_end());
                Ok(0)
            }
        }
    }
}
