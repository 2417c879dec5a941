//! `bandung bundle`: files that anybody can check without this node.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use evidence::{bundle::Verdict, log::Policy, package::Package};
use operations::{ImportedBundle, ImportedDeclaration};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::mpsc;

use super::{Context, Reply, Told, declaration};
use crate::{Failure, cli::verify, cores::Cores};

/// The largest file that is taken: more than a hundred thousand endorsements come by the network.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bundle {
    /// Write text, log, documents and tally of a declaration into one file, for `bandung verify`.
    Export {
        /// Last part of the page's address.
        slug: String,
        /// Into this file instead of to standard output.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Take the declaration, its log and its tally from a file, where there is no network: checked as by `bandung verify`,
    /// then kept as if it had been mirrored. Exit code 0 taken, 1 false, 2 cannot be decided; only 0 stores anything.
    Import {
        /// The file, written by `bandung bundle export` on another node.
        file: PathBuf,
        /// Which log and which witnesses are trusted (a tlog-policy), when this node has not met the log before.
        #[arg(long, value_name = "FILE")]
        policy: Option<PathBuf>,
        #[arg(skip)]
        #[doc(hidden)]
        content: String,
        #[arg(skip)]
        #[doc(hidden)]
        policy_text: Option<String>,
    },
    /// Print the policy that names the log of this node and its witnesses. Trust it as far as you trust this node.
    Policy {
        /// Into this file instead of to standard output.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

impl Bundle {
    pub(super) fn output(&self) -> Option<&Path> {
        match self {
            Self::Export { to, .. } | Self::Policy { to } => to.as_deref(),
            Self::Import { .. } => None,
        }
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        let Self::Import {
            file,
            policy,
            content,
            policy_text,
        } = self
        else {
            return Ok(());
        };
        let read = |path: &Path| {
            let unreadable =
                |error: std::io::Error| Failure::failed(format!("{} cannot be read: {error}", path.display()));
            let size = fs::metadata(path).map_err(unreadable)?.len();
            if size > LARGEST {
                return Err(Failure::failed(format!(
                    "{} has {size} bytes, at most 64 MiB are taken from a file",
                    path.display()
                )));
            }
            fs::read_to_string(path).map_err(unreadable)
        };
        *content = read(file)?;
        *policy_text = policy.as_deref().map(read).transpose()?;
        Ok(())
    }

    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Import { file, .. } => Some(format!("Take the declaration of {}, if it is true?", file.display())),
            Self::Export { .. } | Self::Policy { .. } => None,
        }
    }

    /// What is said when the file is written that was asked for.
    pub(super) fn written(&self) -> Option<Box<dyn FnOnce(u64) -> Reply>> {
        let shown = self.output()?.display().to_string();
        let (what, next) = match self {
            Self::Export { .. } => (
                "It has the text, the log, what opens its entries, and the tally. Check it, on any machine, with",
                format!("bandung verify {shown} --policy POLICY"),
            ),
            Self::Policy { .. } => (
                "It names the log of this node and the witnesses that it asks. Check a bundle by it with",
                format!("bandung verify BUNDLE --policy {shown}"),
            ),
            Self::Import { .. } => return None,
        };
        Some(Box::new(move |bytes| Reply {
            text: format!(
                "{shown} is written: {bytes} bytes. {what}\n  {next}\nA policy says which logs are trusted: take it from somebody \
                 whom you trust, or from  bandung bundle policy --to POLICY"
            ),
            value: json!({"file": shown, "bytes": bytes, "next": next}),
            ..Reply::default()
        }))
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        match self {
            Self::Import {
                content, policy_text, ..
            } => import(context, &content, policy_text.as_deref()).await,
            Self::Policy { .. } => declaration::give(context, operations.own_policy().await?.as_bytes()).await,
            Self::Export { slug, .. } => {
                let object = declaration::page_of(context, &slug).await?.card.object;
                let source = operations.declaration_bundle(&object).await?;
                let (sender, mut pieces) = mpsc::channel::<actix_web::web::Bytes>(2);
                let passing = async {
                    while let Some(piece) = pieces.recv().await {
                        let text = String::from_utf8_lossy(&piece).into_owned();
                        if context.teller().send(Told::Piece(text)).await.is_err() {
                            break;
                        }
                    }
                };
                let writing = async {
                    let written = operations.write_bundle(source, &sender).await;
                    drop(sender);
                    written
                };
                let (written, ()) = tokio::join!(writing, passing);
                written?;
                Ok(Reply::default())
            }
        }
    }
}

async fn import(context: &Context<'_>, content: &str, policy: Option<&str>) -> Result<Reply, Failure> {
    let policy = policy.map(Policy::parse).transpose();
    let policy = policy.map_err(|error| Failure::failed(format!("the policy cannot be read: {error}")))?;
    let has_policy = policy.is_some();
    let bundle = match Package::read(content.as_bytes()) {
        Ok(Package::Bundle(bundle)) => *bundle,
        Ok(Package::Receipt(_)) => return Err(Failure::failed("this is a receipt: check it with  bandung verify")),
        Err(reason) => return Ok(not_taken(&reason.into(), has_policy)),
    };
    let operations = context.operations();
    let ImportedBundle { verdict, taken } = operations
        .import_bundle(context.session(), bundle, policy, Cores::all())
        .await?;
    let Some(taken) = taken else {
        return Ok(not_taken(&verdict.map(drop), has_policy));
    };
    let page = context.link(&format!("/declarations/{}", taken.slug));
    let mut value = json!(taken);
    value["result"] = json!("verified");
    value["page"] = json!(page);
    Ok(Reply {
        text: format!("{}\n  {page}\n  {page}/tally", in_words(&taken)),
        value,
        code: u8::from(taken.recount == "differs"),
        ..Reply::default()
    })
}

fn in_words(taken: &ImportedDeclaration) -> String {
    let what = match (taken.new, taken.entries) {
        (true, entries) => format!("The file is true. The declaration and {entries} entries of its log are here now."),
        (false, 0) => "The file is true. Everything in it was here already.".to_owned(),
        (false, entries) => format!("The file is true. {entries} new entries of the log are here now."),
    };
    match taken.recount.as_str() {
        "same" => format!("{what} This node counts the same."),
        "differs" => format!(
            "{what} By the keys and members that this node knows itself, the number does not follow from the log: the \
             page says that it does not verify."
        ),
        _ => format!("{what} Whether this node counts the same cannot be said yet."),
    }
}

/// False or undecidable: said as `bandung verify` says it.
fn not_taken(verdict: &Verdict<()>, has_policy: bool) -> Reply {
    Reply {
        text: format!("{}\nNothing was taken.", verify::doubts(verdict, has_policy)),
        value: verdict.to_json(|()| json!({})),
        code: verdict.exit_code(),
        ..Reply::default()
    }
}
