//! One running node: start in the order that keeps data safe, stop without losing anything acknowledged.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use ::web::{TrustedProxies, WebState};
use actix_web::dev::ServerHandle;
use chrono::TimeDelta;
use operations::{Clock, Entropy, Operations, OsEntropy, SystemClock};
use storage::Store;
use tokio::{sync::watch, task::JoinHandle};

use crate::{
    Config, Failure,
    commands::Service,
    config::ProcessRole,
    doctor, mail,
    socket::{self, CommandSocket},
};

pub(crate) mod backups;
pub(crate) mod folder;
mod gate;
pub(crate) mod hops;
mod listen;
pub(crate) mod parts;
pub(crate) mod service_manager;
mod tls;
mod unread;

use folder::DataFolder;
use gate::Gate;
use hops::Hops;
use listen::Answering;
use tls::OwnTls;

/// What a node gets from outside; tests bring their own.
pub struct Parts {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// The port to listen on; nothing = that of the settings.
    pub listener: Option<TcpListener>,
    /// The program that is started for each picture: `bandung` itself. Nothing = pictures are decoded in this process.
    pub picture_program: Option<PathBuf>,
}

impl Parts {
    /// Those of the system.
    #[must_use]
    pub fn of_the_system() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(OsEntropy),
            listener: None,
            picture_program: None,
        }
    }
}

/// One running node.
pub struct Node {
    address: SocketAddr,
    service: Service,
    gate: Gate,
    stop: watch::Sender<bool>,
    server: ServerHandle,
    serving: JoinHandle<std::io::Result<()>>,
    lanes: Option<JoinHandle<()>>,
    counters: JoinHandle<()>,
    mail: Option<JoinHandle<()>>,
    commands: Option<CommandSocket>,
    store: Arc<Store>,
    folder: DataFolder,
    tls: Option<OwnTls>,
    stop_within: Duration,
}

impl Node {
    /// Starts a node: lock and open the data, migrate, check the clock, listen, send and catch up.
    ///
    /// # Errors
    /// One sentence that says what to do, with the exit code.
    pub async fn start(config: Config, parts: Parts) -> Result<Self, Failure> {
        let Parts {
            clock,
            entropy,
            listener,
            picture_program,
        } = parts;
        let folder = DataFolder::open(&config.data_dir)?;
        let store = parts::open_store(&config, &folder).await?;
        parts::refuse_newer(&store).await?;
        let mark = check_after_unclean_stop(&store, &folder).await?;
        parts::bring_up_to_date(&store, &folder, backups::Backup::Made).await?;
        let listener = match listener {
            Some(listener) => listener,
            None => listen::bind(config.server.listen)?,
        };
        let address = listener
            .local_addr()
            .map_err(|error| Failure::failed(format!("the port has no address: {error}")))?;
        let ports = (Arc::clone(&clock), Arc::clone(&entropy));
        let pieces = parts::assemble(&config, folder, store, ports, address).await?;
        if let Some(program) = picture_program {
            pieces.operations.decode_pictures_with(program);
        }
        let hops = Arc::new(Hops::new(config.server.trusted_proxies.clone()));
        let service = pieces.service(&config, address, Some(&hops));
        let gate = Gate::new(
            pieces.operations.clone(),
            pieces.folder.clone(),
            (config.least_free, hops),
            config.metrics_token.clone(),
        );
        let development = config.development.is_some();
        let directory = pieces.federation.directory();
        let state = WebState::new(
            pieces.operations.clone(),
            directory,
            Arc::clone(&clock),
            entropy,
            development,
        )
        .trusting(TrustedProxies::new(config.server.trusted_proxies.clone()))
        .with_checks(doctor::checks_for_pages(Arc::clone(&service.doctor)));
        let answering = Answering {
            federation: pieces.federation.clone(),
            state,
            gate: gate.clone(),
            health_only: config.role == ProcessRole::Worker,
        };
        let tls = config.server.tls.as_ref();
        let tls = tls.map(|tls| tls::prepare(tls, &pieces.folder)).transpose()?;
        let shown = tls.as_ref().map(|tls| tls.config.clone());
        let running = listen::serve(&config, listener, shown, answering)?;
        let server = running.handle();
        let serving = tokio::spawn(running);
        let (stop, stopped) = watch::channel(false);
        let counters = tokio::spawn(write_counters(
            pieces.operations.clone(),
            pieces.folder.clone(),
            Arc::clone(&clock),
            stopped.clone(),
        ));
        let mail = mail::start(&config, &pieces.operations, stopped.clone())?;
        let federation = pieces.federation.clone();
        let lanes = (config.role != ProcessRole::Web)
            .then(|| tokio::spawn(async move { Box::pin(federation.run(stopped)).await }));
        let commands = socket::serve(&pieces.folder.socket(), service.clone())
            .inspect_err(|failure| tracing::warn!("commands cannot reach this node: {failure}"))
            .ok();
        let mut mark = mark;
        mark.stays = true;
        Ok(Self {
            address,
            service,
            gate,
            stop,
            server,
            serving,
            lanes,
            counters,
            mail,
            commands,
            store: pieces.store,
            folder: pieces.folder,
            tls,
            stop_within: config.server.stop_within,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What commands work with.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Stops in good order: not ready any more, no new deliveries, running requests end.
    pub async fn stop(self) {
        self.gate.stop();
        let _nobody_listens = self.stop.send(true);
        if let Some(commands) = self.commands {
            commands.close().await;
        }
        if let Some(lanes) = self.lanes {
            let abort = lanes.abort_handle();
            if tokio::time::timeout(self.stop_within, lanes).await.is_err() {
                // What was not acknowledged is sent again at the next start.
                abort.abort();
            }
        }
        if let Some(mail) = self.mail {
            mail.abort();
            let _ended = mail.await;
        }
        drop(self.tls);
        self.server.stop(true).await;
        let _ended = self.serving.await;
        let _ended = self.counters.await;
        write_down(&self.service.operations).await;
        drop(self.service);
        drop(self.gate);
        if let Err(error) = self.store.close().await {
            tracing::warn!("the database did not close well: {error}");
        }
        if let Err(error) = fs::remove_file(self.folder.running_mark()) {
            tracing::warn!("the mark of a running node stays: {error}");
        }
    }
}

/// What was refused is counted in memory and written once a minute; once a day old copies go.
async fn write_counters(
    operations: Operations,
    folder: DataFolder,
    clock: Arc<dyn Clock>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut day = None;
    loop {
        let today = clock.now().date_naive();
        if day.replace(today) != Some(today)
            && let Err(failure) = backups::drop_expired(&folder, clock.now())
        {
            tracing::warn!("copies of the database that are older than 30 days stay: {failure}");
        }
        tokio::select! {
            () = clock.sleep_until(clock.now() + TimeDelta::minutes(1)) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
        write_down(&operations).await;
        if let Some((free, _)) = folder.space()
            && let Err(cause) = operations.note_free_space(free).await
        {
            tracing::warn!(%cause, "how much room there is could not be noted");
        }
    }
}

async fn write_down(operations: &Operations) {
    if let Err(cause) = operations.write_refusals().await {
        tracing::error!(%cause, "the counters of refusals could not be written now");
    }
}

/// The program that runs, also after its file was replaced by a newer one.
pub(crate) fn own_program() -> Option<PathBuf> {
    let link = PathBuf::from("/proc/self/exe");
    if link.exists() {
        Some(link)
    } else {
        std::env::current_exe().ok()
    }
}

/// The mark of a running node. It goes with a start that fails in good order.
struct RunningMark {
    path: PathBuf,
    stays: bool,
}

impl Drop for RunningMark {
    fn drop(&mut self) {
        if !self.stays {
            let _gone_already = fs::remove_file(&self.path);
        }
    }
}

/// After a power cut the file is looked through before anything is written to it.
async fn check_after_unclean_stop(store: &Store, folder: &DataFolder) -> Result<RunningMark, Failure> {
    let path = folder.running_mark();
    let unclean = path.exists();
    if unclean {
        tracing::info!("the node was not stopped in good order; checking the database");
        if let Some(fault) = store.integrity().await? {
            return Err(Failure::failed(format!(
                "the database is damaged ({fault}). Nothing was changed: restore the newest backup of the data folder."
            )));
        }
    }
    fs::write(&path, b"").map_err(|error| Failure::failed(format!("{}: {error}", path.display())))?;
    Ok(RunningMark { path, stays: unclean })
}
