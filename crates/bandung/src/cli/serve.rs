//! `bandung serve`.

use super::Common;
use crate::{
    Failure, Node, Parts,
    commands::{Order, Request},
    config::{self, Config, Database},
    console,
    node::{self, service_manager},
    shutdown::Signals,
    telemetry,
};

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Address and port.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The name of this node on the internet; cannot be changed later.
    #[arg(long, value_name = "HOST")]
    domain: Option<String>,
}

impl Serve {
    pub(super) async fn run(self, common: &Common) -> Result<u8, Failure> {
        let mut sources = common.sources();
        let flags = [
            ("--listen", "server.listen", self.listen),
            ("--domain", "node.domain", self.domain),
        ];
        for (flag, key, value) in flags {
            sources
                .flags
                .extend(value.map(|value| (flag.to_owned(), key.to_owned(), value)));
        }
        let refused = config::refused_variables(&sources.environment);
        if !refused.is_empty() {
            return Err(config::Problems(refused).into());
        }
        let config = Config::load(&sources)?;
        telemetry::start(&config.log);
        let mut signals = Signals::listen()?;
        let parts = Parts {
            picture_program: node::own_program(),
            ..Parts::of_the_system()
        };
        let starting = Box::pin(Node::start(config.clone(), parts));
        let node = tokio::select! {
            node = starting => node?,
            () = signals.next() => return Ok(0),
        };
        greet(&config, &node).await?;
        let alive = service_manager::ready(node.service().operations.clone());
        signals.next().await;
        if let Some(alive) = alive {
            alive.abort();
            let _ended = alive.await;
        }
        service_manager::stopping();
        console::say("Stopping; once more ends at once.");
        tokio::select! {
            () = node.stop() => Ok(0),
            // Nothing that was acknowledged is lost: it is in the database.
            () = signals.next() => Ok(1),
        }
    }
}

/// Says where the node is, and how it is set up when it is not.
async fn greet(config: &Config, node: &Node) -> Result<(), Failure> {
    let database = match config.database {
        Database::Sqlite => "SQLite",
        Database::Postgres(_) => "PostgreSQL",
    };
    let folder = std::path::absolute(&config.data_dir).unwrap_or_else(|_| config.data_dir.clone());
    console::say(&format!(
        "Bandung {}  ({database}, data in {})",
        env!("CARGO_PKG_VERSION"),
        folder.display()
    ));
    if config.development.is_some() {
        console::say("DEVELOPMENT NETWORK: checks on the listed peers are relaxed; this is no real node.");
    }
    let service = node.service();
    if service.operations.urls().is_some() {
        console::say(&format!("{}\nlistening on {}", service.pages, node.address()));
        return Ok(());
    }
    let order = Order {
        by: None,
        organisation: None,
        request: Request::Setup,
    };
    let link = service.execute(order).await?.link.unwrap_or_default();
    console::say(&format!(
        "No organisation here yet. Open this link within 30 minutes to set it up:\n  {link}\n\
         (shown once; `bandung setup` makes a new one)"
    ));
    if let Some(code) = console::qr_for_terminal(&link) {
        console::say(&code);
    }
    console::say("Until a domain is set, nothing is sent to or taken from other servers.");
    Ok(())
}
