//! `bandung doctor`: what is checked besides the database: the machine, the way in, the name as others see it.

use std::{net::SocketAddr, sync::Arc};

use federation::Federation;
use operations::{
    Operations,
    view::{Check, CheckState},
};

use crate::{
    Config,
    node::{folder::DataFolder, hops::Hops},
};

mod disk;
mod files;
mod fonts;
mod name;
mod port;
mod proxy;

/// What the checks look at.
pub(crate) struct Doctor {
    pub(crate) operations: Operations,
    pub(crate) federation: Federation,
    pub(crate) folder: DataFolder,
    pub(crate) listen: SocketAddr,
    pub(crate) least_free: u64,
    /// How many settings are not the defaults.
    pub(crate) settings: usize,
    pub(crate) proxies: usize,
    /// What came in; nothing where this program only carries a command out.
    pub(crate) hops: Option<Arc<Hops>>,
}

impl Doctor {
    pub(crate) fn new(
        config: &Config,
        (operations, federation): (&Operations, &Federation),
        folder: &DataFolder,
        listen: SocketAddr,
    ) -> Self {
        Self {
            operations: operations.clone(),
            federation: federation.clone(),
            folder: folder.clone(),
            listen,
            least_free: config.least_free,
            settings: config.named,
            proxies: config.server.trusted_proxies.len(),
            hops: None,
        }
    }

    /// All checks beyond those of [`Operations::checks`]. Asks the node's own name and nobody else.
    pub(crate) async fn checks(&self) -> Vec<Check> {
        let mut checks = vec![
            check(
                "settings",
                CheckState::Ok,
                format!("{} set, no unknown keys", self.settings),
            ),
            files::check(&self.folder),
            disk::check(&self.operations, &self.folder, self.least_free).await,
            port::check(self.listen, self.hops.is_some()),
        ];
        checks.extend(self.hops.as_deref().map(|hops| proxy::check(hops.seen(), self.proxies)));
        // A node that is stopped answers nobody.
        if self.hops.is_some() {
            checks.extend(name::check(&self.federation, self.operations.time()).await);
        }
        checks.push(fonts::check());
        checks
    }

    /// Mends what can be mended without a decision: owners and modes of files. Says what was done.
    pub(crate) fn fix(&self) -> Vec<String> {
        files::fix(&self.folder)
    }
}

fn check(name: &'static str, state: CheckState, text: impl Into<String>) -> Check {
    Check {
        name,
        state,
        text: text.into(),
    }
}

/// The same for the page of checks.
pub(crate) fn checks_for_pages(doctor: Arc<Doctor>) -> web::MoreChecks {
    Arc::new(move || {
        let doctor = Arc::clone(&doctor);
        Box::pin(async move { doctor.checks().await })
    })
}
