//! `bandung migrate`.

use clap::Subcommand;
use storage::SchemaState;

use super::Common;
use crate::{
    Failure,
    commands::Reply,
    console,
    node::{folder::DataFolder, parts},
    telemetry,
};

#[derive(Debug, Subcommand)]
pub(super) enum Migrate {
    /// Say which migrations were run.
    Status,
    /// Run those that are missing.
    Up,
    /// Take the last one back. Tables that it made are lost.
    Down,
}

impl Migrate {
    pub(super) async fn run(self, common: &Common) -> Result<u8, Failure> {
        let config = common.load()?;
        telemetry::start_for_command();
        let folder = DataFolder::open(&config.data_dir)?;
        let store = parts::open_store(&config, &folder).await?;
        match self {
            Self::Status => {}
            Self::Up => parts::bring_up_to_date(&store).await?,
            Self::Down => {
                if !common.yes {
                    console::confirm("Take the last migration back? What its tables hold is lost.")?;
                }
                store.migrate_down(1).await?;
            }
        }
        let migrations = store.migrations().await?;
        let state = match store.schema_state().await? {
            SchemaState::Current => "up to date".to_owned(),
            SchemaState::Older(steps) => format!("{steps} to run: bandung migrate up"),
            SchemaState::Newer(name) => format!("made by a newer program ({name}): install that one"),
        };
        let lines: Vec<String> = migrations
            .iter()
            .map(|(name, run)| format!("{}  {name}", if *run { "run    " } else { "missing" }))
            .collect();
        store.close().await?;
        common.print(&Reply::one(format!("{}\n{state}", lines.join("\n")), &migrations))?;
        Ok(0)
    }
}
