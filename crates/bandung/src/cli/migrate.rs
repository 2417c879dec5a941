//! `bandung migrate`.

use clap::Subcommand;
use storage::SchemaState;

use super::Common;
use crate::{
    Failure,
    commands::Reply,
    console,
    node::{
        backups::{Backup, back_up_before_migration},
        folder::DataFolder,
        parts,
    },
    telemetry,
};

#[derive(Debug, Subcommand)]
pub(super) enum Migrate {
    /// Say which migrations were run.
    Status,
    /// Run those that are missing, after a copy of the database (SQLite) into `backups`.
    Up {
        /// Make no copy: I have a backup.
        #[arg(long)]
        without_backup: bool,
    },
    /// Take the last one back, after a copy of the database (SQLite). Tables that it made are lost.
    Down {
        /// Make no copy: I have a backup.
        #[arg(long)]
        without_backup: bool,
    },
}

fn backup(waived: bool) -> Backup {
    if waived { Backup::Waived } else { Backup::Made }
}

impl Migrate {
    pub(super) async fn run(self, common: &Common) -> Result<u8, Failure> {
        let config = common.load()?;
        telemetry::start_for_command();
        let folder = DataFolder::open(&config.data_dir)?;
        let store = parts::open_store(&config, &folder).await?;
        match self {
            Self::Status => {}
            Self::Up { without_backup } => parts::bring_up_to_date(&store, &folder, backup(without_backup)).await?,
            Self::Down { without_backup } => {
                parts::refuse_newer(&store).await?;
                if !common.yes {
                    console::confirm("Take the last migration back? What its tables hold is lost.")?;
                }
                back_up_before_migration(&store, &folder, backup(without_backup)).await?;
                store.migrate_down(1).await?;
            }
        }
        let migrations = store.migrations().await?;
        let state = match store.schema_state().await? {
            SchemaState::Current => format!("schema {0} (this program: {0}), up to date", migrations.len()),
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
