//! What can be done from the command line with the data of a node.
//!
//! Each command is one value that can travel: the running node executes it for the program that was called
//! (module `socket`); when no node runs, the same program opens the data folder and executes it itself.

use std::{path::Path, sync::Arc};

use clap::Subcommand;
use futures::future::BoxFuture;
use operations::{Operations, RemoteDirectory, Session};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::Failure;

mod arguments;
mod audit;
mod bundle;
mod declaration;
mod doctor;
mod domain;
mod endorsement;
mod following;
mod keys;
mod log;
mod mail;
mod member;
mod network;
mod organisation;
mod peer;
mod practice;
mod replication;
mod reply;
mod report;
mod seal;
mod setup;
mod token;
mod trust;
mod user;
mod witness;

pub(crate) use declaration::tally;
pub use reply::{Reply, Told};

/// A command that acts on the data of a node.
#[expect(
    clippy::large_enum_variant,
    reason = "one for each run of the program, never kept in lists"
)]
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Make a new set-up link (30 minutes, once).
    Setup,
    /// Check the node and say what to do.
    Doctor(doctor::Doctor),
    /// People with an account.
    #[command(subcommand)]
    User(user::User),
    /// Access tokens for the API.
    #[command(subcommand)]
    Token(token::Token),
    /// Make an invitation link for an organisation (7 days, once).
    Invite(organisation::Invite),
    /// Organisations of this node.
    #[command(subcommand)]
    Org(organisation::Org),
    /// Best practices.
    #[command(subcommand)]
    Practice(practice::Practices),
    /// Reports on practices: "we tried this here".
    #[command(subcommand)]
    Replication(replication::Replication),
    /// Follow an account of any server.
    Follow(following::Follow),
    /// Stop following an account.
    Unfollow(following::Unfollow),
    /// Whom an organisation follows.
    Following,
    /// Who follows an organisation.
    Followers(following::Followers),
    /// What an organisation and those that it follows published, newest first.
    Timeline(following::Timeline),
    /// Declarations: write, open, extend, close, revise; their tally; lists of signatures.
    #[command(subcommand)]
    Declaration(declaration::Declaration),
    /// Endorse a declaration for an organisation, by its own key.
    Endorse(endorsement::Endorse),
    /// Endorsements: those that wait for the host, and those that an organisation gave.
    #[command(subcommand)]
    Endorsement(endorsement::Endorsement),
    /// Files that anybody can check with `bandung verify`.
    #[command(subcommand)]
    Bundle(bundle::Bundle),
    /// Public keys of this node.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Whether the node can work; for `bandung healthcheck`.
    #[command(hide = true)]
    Ready,
    /// Other servers, and what waits for them.
    #[command(subcommand)]
    Peer(peer::Peer),
    /// Blocks of whole servers and of single accounts.
    #[command(subcommand)]
    Domain(domain::Domain),
    /// Reports to the moderators.
    #[command(subcommand)]
    Report(report::Report),
    /// Networks of this node: found one, join one, look at its roster.
    #[command(subcommand)]
    Network(network::Network),
    /// Applications and members of a network, for its admins (`--as`).
    Member(member::Member),
    /// Mail of this node.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Hide all names, end all logins, drop the keys from memory.
    Seal(seal::Seal),
    /// The log of endorsements, proofs from it, and mirrors of others' logs.
    #[command(subcommand)]
    Log(log::Log),
    /// Nodes that co-sign the log.
    #[command(subcommand)]
    Witness(witness::Witness),
}

/// A command with the name of the one who gives it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Order {
    /// Who is named in the audit log; nothing = the system.
    pub by: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// What.
    pub request: Request,
}

/// What commands work with.
#[derive(Clone)]
pub struct Service {
    /// The node.
    pub operations: Operations,
    /// Other servers.
    pub directory: Arc<dyn RemoteDirectory>,
    /// What is checked besides the database.
    pub(crate) doctor: Arc<crate::doctor::Doctor>,
    /// The address of the pages, without a slash at the end.
    pub pages: String,
}

/// One command on its way: the node and the one who asks.
pub(crate) struct Context<'a> {
    service: &'a Service,
    session: Session,
    teller: mpsc::Sender<Told>,
}

impl Context<'_> {
    fn operations(&self) -> &Operations {
        &self.service.operations
    }
    fn session(&self) -> &Session {
        &self.session
    }
    /// Where something is told while the command works. Nobody may be listening.
    fn teller(&self) -> &mpsc::Sender<Told> {
        &self.teller
    }
    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.service.pages)
    }
    /// The organisation named with `--org`, or the only one.
    fn organisation(&self) -> Result<::domain::ids::OrganisationId, Failure> {
        self.session
            .acting_for()
            .ok_or_else(|| Failure::usage("name the organisation with  --org HANDLE  (`bandung org list` shows all)"))
    }
}

impl Service {
    /// Carries a command out.
    ///
    /// # Errors
    /// A sentence for the person and the exit code.
    pub async fn execute(&self, order: Order) -> Result<Reply, Failure> {
        // Nobody listens: what is told is dropped.
        let (teller, _) = mpsc::channel(1);
        self.execute_telling(order, teller).await
    }

    /// Carries a command out and tells what there is to tell while it works.
    ///
    /// # Errors
    /// A sentence for the person and the exit code.
    pub fn execute_telling(&self, order: Order, teller: mpsc::Sender<Told>) -> BoxFuture<'_, Result<Reply, Failure>> {
        // Boxed: it is as large as the largest of all commands.
        Box::pin(self.carry_out(order, teller))
    }

    async fn carry_out(&self, order: Order, teller: mpsc::Sender<Told>) -> Result<Reply, Failure> {
        match order.request {
            // These work before there is any person to be named.
            Request::Setup => return setup::run(self).await,
            Request::Doctor(it) => return it.run(self).await,
            Request::Ready => return doctor::ready(self).await,
            _ => {}
        }
        let organisation = match order.organisation {
            Some(handle) => Some(handle.trim_start_matches('@').to_owned()),
            None => self.only_organisation().await?,
        };
        let session = self
            .operations
            .local_operator(order.by.as_deref(), organisation.as_deref())
            .await?;
        let context = Context {
            service: self,
            session,
            teller,
        };
        match order.request {
            Request::Setup | Request::Doctor(_) | Request::Ready => Ok(Reply::default()),
            Request::User(it) => it.run(&context).await,
            Request::Token(it) => it.run(&context).await,
            Request::Invite(it) => it.run(&context).await,
            Request::Org(it) => Box::pin(it.run(&context)).await,
            Request::Practice(it) => it.run(&context).await,
            Request::Replication(it) => it.run(&context).await,
            Request::Follow(it) => it.run(&context).await,
            Request::Unfollow(it) => it.run(&context).await,
            Request::Following => following::following(&context).await,
            Request::Followers(it) => it.run(&context).await,
            Request::Timeline(it) => it.run(&context).await,
            Request::Declaration(it) => it.run(&context).await,
            Request::Endorse(it) => it.run(&context).await,
            Request::Endorsement(it) => it.run(&context).await,
            Request::Bundle(it) => it.run(&context).await,
            Request::Keys(it) => it.run(&context).await,
            Request::Peer(it) => it.run(&context).await,
            Request::Domain(it) => it.run(&context).await,
            Request::Report(it) => it.run(&context).await,
            Request::Network(it) => it.run(&context).await,
            Request::Member(it) => Box::pin(it.run(&context)).await,
            Request::Mail(it) => it.run(&context).await,
            Request::Audit(it) => it.run(&context).await,
            Request::Seal(it) => it.run(&context).await,
            Request::Log(it) => it.run(&context).await,
            Request::Witness(it) => it.run(&context).await,
        }
    }

    async fn only_organisation(&self) -> Result<Option<String>, Failure> {
        let all = self.operations.organisations().await?;
        Ok(match all.as_slice() {
            [one] => one.handle.split('@').find(|part| !part.is_empty()).map(str::to_owned),
            _ => None,
        })
    }
}

impl Request {
    /// What is asked before it is done; nothing when it changes nothing or can be undone at once.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        match self {
            Self::User(it) => it.question(),
            Self::Token(it) => it.question(),
            Self::Invite(_) => Some("Make an invitation link?".to_owned()),
            Self::Org(it) => it.question(),
            Self::Practice(it) => it.question(),
            Self::Replication(it) => it.question(),
            Self::Follow(it) => Some(format!("Follow {}?", it.account)),
            Self::Unfollow(it) => Some(format!("Stop following {}?", it.account)),
            Self::Followers(it) => it.question(),
            Self::Peer(it) => it.question(),
            Self::Domain(it) => it.question(),
            Self::Report(it) => it.question(),
            Self::Declaration(it) => it.question(),
            Self::Endorse(it) => Some(it.question()),
            Self::Endorsement(it) => it.question(),
            Self::Doctor(it) => it.question(),
            Self::Seal(it) => it.question(),
            Self::Keys(it) => it.question(),
            Self::Network(it) => it.question(),
            Self::Member(it) => it.question(),
            Self::Log(it) => it.question(),
            Self::Witness(it) => it.question(),
            Self::Bundle(it) => it.question(),
            Self::Setup | Self::Ready | Self::Following | Self::Timeline(_) | Self::Mail(_) | Self::Audit(_) => None,
        }
    }

    /// Whether it asks other servers itself.
    #[must_use]
    pub fn goes_out(&self) -> bool {
        let catch_up = matches!(self, Self::Peer(peer::Peer::CatchUp { .. } | peer::Peer::Retry { .. }));
        let logs = match self {
            Self::Endorse(_) => true,
            Self::Log(it) => it.goes_out(),
            Self::Witness(it) => it.goes_out(),
            Self::Network(it) => it.goes_out(),
            Self::Org(it) => it.goes_out(),
            _ => false,
        };
        catch_up || logs || matches!(self, Self::Follow(_)) || matches!(self, Self::Keys(keys) if keys.goes_out())
    }

    /// Reads what the command needs from this side: files, standard input.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn prepare(&mut self) -> Result<(), Failure> {
        match self {
            Self::User(it) => it.prepare(),
            Self::Practice(it) => it.prepare(),
            Self::Replication(it) => it.prepare(),
            Self::Keys(it) => it.prepare(),
            Self::Declaration(it) => it.prepare(),
            Self::Network(it) => it.prepare(),
            Self::Domain(it) => it.prepare(),
            Self::Bundle(it) => it.prepare(),
            _ => Ok(()),
        }
    }

    /// Where on this side the pieces of a file go that the command gives; nothing = standard output.
    #[must_use]
    pub fn output(&self) -> Option<&Path> {
        match self {
            Self::Declaration(it) => it.output(),
            Self::Bundle(it) => it.output(),
            _ => None,
        }
    }

    /// What is said of such a file when it is whole, from its size.
    #[must_use]
    pub(crate) fn written(&self) -> Option<Box<dyn FnOnce(u64) -> Reply>> {
        match self {
            Self::Bundle(it) => it.written(),
            _ => None,
        }
    }

    /// A declaration of another node that is to be recounted from here, without any node of one's own.
    #[must_use]
    pub(crate) fn recount_from_outside(&self) -> Option<&tally::TallyOf> {
        match self {
            Self::Declaration(it) => it.recount_from_outside(),
            _ => None,
        }
    }
}
