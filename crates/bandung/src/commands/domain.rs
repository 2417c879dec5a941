//! `bandung domain`: blocks of whole servers and of single accounts.

use std::{fs, path::PathBuf};

use ::domain::{block_list::LARGEST_FILE, policy::Severity};
use clap::{Args, Subcommand};
use operations::{
    BlockForm,
    view::moderation::{BlockView, ListPreview},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// List blocks, with how often each held.
    List,
    /// Exchange nothing with a server or an account.
    Block(Target),
    /// Hide the posts of a server or an account from those who do not follow it.
    Silence(Target),
    /// Lift a block.
    Allow {
        /// Server, @name@server, or the address of an account.
        target: String,
    },
    /// Take a list of blocked servers: Mastodon's table, or one name on each line.
    Import {
        /// The file.
        file: PathBuf,
        /// Say what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Also change those that are blocked here in another way.
        #[arg(long)]
        change: bool,
        /// What is in it.
        #[arg(skip)]
        content: String,
    },
    /// Print all blocked servers as a table that Mastodon and this program read.
    Export,
}

/// Whom to block, and what to say about it.
#[derive(Debug, Args, Serialize, Deserialize)]
pub struct Target {
    /// Server, @name@server, or the address of an account.
    target: String,
    /// Why, for the other moderators.
    #[arg(long, default_value = "")]
    reason: String,
    /// Why, for everybody who reads the policy page.
    #[arg(long, default_value = "")]
    note: String,
    /// Do not show the block on the policy page.
    #[arg(long)]
    unlisted: bool,
    /// Show its name with stars there.
    #[arg(long)]
    obfuscate: bool,
    /// Take no reports from it.
    #[arg(long)]
    reject_reports: bool,
}

impl Target {
    fn form(self, severity: Severity) -> BlockForm {
        BlockForm {
            target: self.target,
            severity,
            reason: self.reason,
            note: self.note,
            listed: !self.unlisted,
            obfuscate: self.obfuscate,
            reject_reports: self.reject_reports,
        }
    }
}

impl Domain {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::List | Self::Export | Self::Import { dry_run: true, .. } => None,
            Self::Block(it) => Some(format!("Exchange nothing with {} any more?", it.target)),
            Self::Silence(it) => Some(format!("Hide posts of {} from those who do not follow it?", it.target)),
            Self::Allow { target } => Some(format!("Lift the block of {target}?")),
            Self::Import { file, change, .. } => Some(format!(
                "Block what {} names{}? (--dry-run says what that is)",
                file.display(),
                if *change {
                    ", and change what is blocked in another way"
                } else {
                    ""
                }
            )),
        }
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        if let Self::Import { file, content, .. } = self {
            let unreadable = |why: String| Failure::failed(format!("{} cannot be read: {why}", file.display()));
            let size = fs::metadata(&*file)
                .map_err(|error| unreadable(error.to_string()))?
                .len();
            if size > LARGEST_FILE as u64 {
                return Err(unreadable("it has more than 2 MiB; split it".to_owned()));
            }
            *content = fs::read_to_string(&*file).map_err(|error| unreadable(error.to_string()))?;
        }
        Ok(())
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::List => Ok(list(&operations.blocks(session).await?)),
            Self::Block(it) => {
                let said = format!("{} is blocked", it.target);
                operations.block(session, &it.form(Severity::Suspend)).await?;
                Ok(Reply::said(said))
            }
            Self::Silence(it) => {
                let said = format!("{} is silenced", it.target);
                operations.block(session, &it.form(Severity::Silence)).await?;
                Ok(Reply::said(said))
            }
            Self::Allow { target } => {
                operations.lift_block(session, &target).await?;
                Ok(Reply::said(format!(
                    "{target} is allowed; follows that the block ended stay ended, in both directions: ask anew"
                )))
            }
            Self::Import {
                dry_run: true, content, ..
            } => Ok(preview(&operations.preview_blocks(session, content.as_bytes()).await?)),
            Self::Import { change, content, .. } => {
                let done = operations.import_blocks(session, content.as_bytes(), change).await?;
                Ok(Reply::one(
                    format!(
                        "{} new, {} changed, {} left as they were",
                        done.new, done.changed, done.left
                    ),
                    &json!({ "new": done.new, "changed": done.changed, "left": done.left }),
                ))
            }
            Self::Export => {
                let step_up = operations.step_up(session, None).await?;
                let file = operations.export_blocks(session, &step_up).await?;
                let text = String::from_utf8_lossy(&file).replace("\r\n", "\n");
                Ok(Reply::one(text.trim_end(), &json!({ "csv": text })))
            }
        }
    }
}

fn list(blocks: &[BlockView]) -> Reply {
    Reply::list(
        blocks,
        ["WHO", "BLOCK", "SINCE", "BY", "HELD", "LAST", "REASON"],
        |block| {
            [
                block.target.clone(),
                block.severity.as_str().to_owned(),
                arguments::time(block.at),
                block.who.clone(),
                block.hits.to_string(),
                arguments::time_or_dash(block.last_hit),
                if block.reason.is_empty() {
                    block.note.clone()
                } else {
                    block.reason.clone()
                },
            ]
        },
    )
}

fn preview(preview: &ListPreview) -> Reply {
    let mut lines = vec![format!(
        "{} new, {} blocked in another way, {} the same, {} cannot be taken",
        preview.new.len(),
        preview.changed.len(),
        preview.already,
        preview.faults.len() + preview.own.len()
    )];
    for line in &preview.new {
        lines.push(format!("+ {} {}", line.block.host, line.block.severity.as_str()));
    }
    for line in &preview.changed {
        let before = line.before.as_ref().map_or("", |before| before.severity.as_str());
        let now = line.block.severity.as_str();
        lines.push(format!("~ {} {before} -> {now}", line.block.host));
    }
    for line in &preview.own {
        lines.push(format!("! line {line}: this node itself"));
    }
    for (line, text, fault) in &preview.faults {
        lines.push(format!("! line {line}: {fault}: {text}"));
    }
    let hosts = |lines: &[operations::view::moderation::PreviewLine]| {
        lines.iter().map(|line| line.block.host.clone()).collect::<Vec<_>>()
    };
    Reply::one(
        lines.join("\n"),
        &json!({
            "new": hosts(&preview.new), "changed": hosts(&preview.changed), "already": preview.already,
            "faults": preview.faults.iter().map(|(line, _, fault)| json!({"line": line, "fault": fault.to_string()})).collect::<Vec<_>>(),
        }),
    )
}
