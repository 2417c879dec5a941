//! Mirroring: checkpoints and entries of other nodes' logs, and what third parties have seen of them (PL18).

use evidence::log::{SignedCheckpoint, TILE_WIDTH, TileContent, TilePath, origin_hash, read_entries};
use operations::{EventsPage, Judged, Mirroring, OperationError, RemoteError};
use tokio::sync::watch;
use url::Url;

use crate::{Federation, http_out::Media};

/// How often all logs are looked at. A log that asks us for a cosignature is looked at right away.
const LOOK_EVERY: chrono::Duration = chrono::Duration::minutes(15);

/// Mirrors, until told to stop.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    loop {
        if federation.operations().urls().is_some() {
            federation.mirror_all().await;
        }
        let clock = &federation.inner().clock;
        tokio::select! {
            () = federation.inner().mirror_soon.notified() => {}
            () = clock.sleep_until(clock.now() + LOOK_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

impl Federation {
    pub(crate) fn mirror_soon(&self) {
        self.inner().mirror_soon.notify_one();
    }

    async fn mirror_all(&self) {
        let peers = match self.operations().log_peers().await {
            Ok(peers) => peers,
            Err(cause) => {
                tracing::error!(%cause, "Could not ask which logs to mirror");
                return;
            }
        };
        for host in peers {
            if let Err(cause) = self.mirror_host(&host).await {
                tracing::info!(peer.host = %host, %cause, "Could not mirror the log of {host}");
            }
        }
        self.recount_own().await;
    }

    /// Mirrors the logs of a host, and asks it what it has seen of all other logs that are known here.
    pub(crate) async fn mirror_host(&self, host: &str) -> Result<(), RemoteError> {
        let stored = |error: OperationError| RemoteError::Unreachable(error.to_string());
        let _alone = self.inner().mirroring.lock().await;
        self.meet(host).await?;
        let operations = self.operations();
        for prefix in operations.mirrored_prefixes(host).await.map_err(stored)? {
            match self.get_text(&format!("{prefix}checkpoint")).await {
                Ok(note) => self.follow_note(host, &note, &prefix).await?,
                Err(RemoteError::NotFound) => {}
                Err(cause) => return Err(cause),
            }
        }
        self.recount_host(host).await;
        let Some(witness) = operations.witness_prefix_of(host).await.map_err(stored)? else {
            return Ok(());
        };
        for mirror in operations.mirrors(None).await.map_err(stored)? {
            if mirror.host == host {
                continue;
            }
            let base = format!("{witness}{}/", origin_hash(&mirror.origin));
            if let Ok(note) = self.get_text(&format!("{base}checkpoint")).await {
                self.follow_note(host, &note, &base).await?;
            }
        }
        Ok(())
    }

    /// Judges a note and fetches what is new from `base`, where whoever showed it keeps the log.
    async fn follow_note(&self, shown_by: &str, note: &str, base: &str) -> Result<(), RemoteError> {
        let stored = |error: OperationError| RemoteError::Unreachable(error.to_string());
        let operations = self.operations();
        let judged = operations.judge_checkpoint(shown_by, note).await.map_err(stored)?;
        let origin = match judged {
            Judged::Newer { origin, .. } => origin,
            Judged::Known => {
                if let Ok(signed) = SignedCheckpoint::parse(note) {
                    self.fetch_events(&signed.checkpoint().origin, base).await;
                }
                return Ok(());
            }
            Judged::Nothing | Judged::Contradicts(_) => return Ok(()),
        };
        let mut mirroring = operations.begin_mirroring(&origin).await.map_err(stored)?;
        self.fetch_entries(base, note, &mut mirroring).await?;
        if operations.settle_mirror(mirroring, note).await.map_err(stored)? {
            self.fetch_events(&origin, base).await;
            return Ok(());
        }
        // The entries do not follow from what is here. Either what was fetched is wrong, or the log has two histories:
        // then its entries from the first on give this root, and another one at our size.
        let mut comparing = operations.begin_comparing(&origin).await.map_err(stored)?;
        self.fetch_entries(base, note, &mut comparing).await?;
        let forked = operations
            .keep_if_forked(&comparing, note, shown_by)
            .await
            .map_err(stored)?;
        if forked {
            return Ok(());
        }
        Err(RemoteError::Unusable(
            "its entries do not give the root that was signed",
        ))
    }

    /// Fetches the entries after those that `mirroring` has, up to the size of a note.
    pub(crate) async fn fetch_entries(
        &self,
        base: &str,
        note: &str,
        mirroring: &mut Mirroring,
    ) -> Result<(), RemoteError> {
        let unusable = RemoteError::Unusable("its entries cannot be read");
        let size = SignedCheckpoint::parse(note)
            .map_err(|_| unusable.clone())?
            .checkpoint()
            .size;
        while mirroring.size() < size {
            let index = mirroring.size() / TILE_WIDTH;
            let tile = TilePath::in_tree(TileContent::Entries, index, size).ok_or(unusable.clone())?;
            let url = Url::parse(&format!("{base}{tile}")).map_err(|_| unusable.clone())?;
            let (_, bytes) = self.get(&url, Media::Bytes).await?;
            let entries = read_entries(&bytes, tile.width).map_err(|_| unusable.clone())?;
            let known = usize::try_from(mirroring.size() - tile.first()).unwrap_or(usize::MAX);
            let new = entries.get(known..).unwrap_or_default();
            if new.is_empty() {
                return Err(unusable);
            }
            self.operations()
                .mirror_entries(mirroring, new)
                .await
                .map_err(|error| match error {
                    OperationError::Refused(_) => unusable.clone(),
                    other => RemoteError::Unreachable(other.to_string()),
                })?;
        }
        Ok(())
    }

    /// Fetches what opens the entries that are not opened here. What does not fit its entry is passed over.
    pub(crate) async fn fetch_events(&self, origin: &str, base: &str) {
        if let Err(cause) = self.try_fetch_events(origin, base).await {
            tracing::info!(log.origin = origin, %cause, "Could not fetch what opens entries of {origin}");
        }
    }

    async fn try_fetch_events(&self, origin: &str, base: &str) -> Result<(), RemoteError> {
        let stored = |error: OperationError| RemoteError::Unreachable(error.to_string());
        let operations = self.operations();
        let Some(from) = operations.events_wanted_from(origin).await.map_err(stored)? else {
            return Ok(());
        };
        let mut after = from.checked_sub(1);
        loop {
            let asked = after.map_or_else(String::new, |after| format!("?after={after}"));
            let url =
                Url::parse(&format!("{base}events{asked}")).map_err(|_| RemoteError::NotAllowed("not an address"))?;
            let (_, bytes) = self.get(&url, Media::Json).await?;
            let page: EventsPage =
                serde_json::from_slice(&bytes).map_err(|_| RemoteError::Unusable("its events cannot be read"))?;
            let refused = operations.take_events(origin, &page).await.map_err(stored)?;
            if refused > 0 {
                tracing::warn!(
                    log.origin = origin,
                    refused,
                    "Passed over events of {origin} that open no entry"
                );
            }
            if page.end || page.last <= after {
                return Ok(());
            }
            after = page.last;
        }
    }
}
