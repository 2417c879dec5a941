//! Catch-up by pull: at start, after a gap, every six hours, and on demand (PROTOCOL 13.4).

use operations::RemoteError;
use protocol::{actor::ListedKey, envelope::check_log_item};
use serde::Deserialize;
use tokio::sync::watch;
use url::Url;

use crate::{Federation, http_out::Media};

/// How often it is looked whether a peer is to be asked.
const LOOK_EVERY: chrono::Duration = chrono::Duration::minutes(1);
/// How often what waited too long is dropped.
const TIDY_EVERY: chrono::Duration = chrono::Duration::days(1);
/// At most this many pages of one peer in one go; the rest at the next look.
const PAGES: usize = 50;

#[derive(Deserialize)]
struct Page {
    last: i64,
    head: i64,
    items: Vec<Item>,
    checkpoint: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    seq: i64,
    prev: i64,
    activity: String,
}

/// Asks the peers that are due, until told to stop.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    let mut at_start = true;
    let mut tidied = None;
    loop {
        let now = federation.inner().clock.now();
        if tidied.is_none_or(|at| now - at > TIDY_EVERY) {
            tidied = Some(now);
            if let Err(cause) = federation.operations().tidy_inbox().await {
                tracing::error!(%cause, "Could not tidy what was received");
            }
            if let Err(cause) = federation.operations().destroy_ended_keys().await {
                tracing::error!(%cause, "Could not destroy keys that were replaced");
            }
            if let Err(cause) = federation.operations().tidy_mail().await {
                tracing::error!(%cause, "Could not tidy the mails");
            }
            if let Err(cause) = federation.operations().pass_day().await {
                tracing::error!(%cause, "Could not do what is due today for memberships");
            }
        }
        if federation.operations().clock_fault().is_some() {
            // Everybody is asked when it is right again.
            at_start = true;
        } else if federation.operations().urls().is_some() {
            // Who may not write any more is not heard by way of a pull either.
            tokio::select! {
                () = federation.operations().rosters_asked() => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
            federation.ask_due_peers(at_start).await;
            at_start = false;
        }
        let clock = &federation.inner().clock;
        tokio::select! {
            () = clock.sleep_until(clock.now() + LOOK_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

impl Federation {
    async fn ask_due_peers(&self, at_start: bool) {
        let peers = match self.operations().peers_to_ask(at_start).await {
            Ok(peers) => peers,
            Err(cause) => {
                tracing::error!(%cause, "Could not ask which peers to catch up with");
                return;
            }
        };
        for (host, _) in peers {
            match self.catch_up_with(&host).await {
                Ok(0) => {}
                Ok(taken) => {
                    tracing::info!(peer.host = %host, catch_up.taken = taken, "Caught up with {host}: {taken}");
                }
                Err(cause) => tracing::info!(peer.host = %host, %cause, "Could not catch up with {host}"),
            }
        }
    }

    /// Asks a peer for what we missed; gives how many activities took effect.
    pub(crate) async fn catch_up_with(&self, host: &str) -> Result<usize, RemoteError> {
        let stored = |e: operations::OperationError| RemoteError::Unreachable(e.to_string());
        let mut after = self.operations().received_up_to(host).await.map_err(stored)?;
        let mut taken = 0;
        for _ in 0..PAGES {
            let scheme = self.inner().http.scheme_of(host);
            let url = Url::parse(&format!("{scheme}://{host}/ap/outbox?after={after}&limit=100"))
                .map_err(|_| RemoteError::NotAllowed("not a host name"))?;
            let (_, bytes) = self.get(&url, Media::Json).await?;
            let page: Page = serde_json::from_slice(&bytes)
                .map_err(|_| RemoteError::Unusable("its page of missed activities cannot be read"))?;
            if page.last < after {
                return Err(RemoteError::Unusable("its page goes backwards"));
            }
            if let Some(note) = &page.checkpoint
                && !matches!(
                    self.operations().judge_checkpoint(host, note).await.map_err(stored)?,
                    operations::Judged::Known
                )
            {
                self.mirror_soon();
            }
            let (new, refused) = self.take_page(host, &page).await?;
            taken += new;
            self.operations()
                .caught_up(host, page.last, refused)
                .await
                .map_err(stored)?;
            if page.last >= page.head || page.last == after {
                break;
            }
            after = page.last;
        }
        Ok(taken)
    }

    /// Each item takes the road of the inbox; a bad one is noted and passed over (PT9).
    async fn take_page(&self, host: &str, page: &Page) -> Result<(usize, usize), RemoteError> {
        let (mut taken, mut refused) = (0, 0);
        for item in &page.items {
            match self.take_item(host, item).await {
                Ok(operations::Receipt::Applied | operations::Receipt::Waiting) => taken += 1,
                Ok(operations::Receipt::Repeated | operations::Receipt::Ignored) => {}
                Err(refusal) if refusal.status == 503 => {
                    return Err(RemoteError::Unreachable(format!(
                        "an item could not be taken now: {refusal}"
                    )));
                }
                Err(refusal) => {
                    self.operations().note_refusal(host, refusal.reason);
                    tracing::warn!(peer.host = %host, outbox.seq = item.seq, reason = refusal.reason, "Passed over a bad item of {host}");
                    refused += 1;
                }
            }
        }
        Ok((taken, refused))
    }

    async fn take_item(&self, host: &str, item: &Item) -> Result<operations::Receipt, protocol::refusal::Refusal> {
        use protocol::refusal::Refusal;
        let urls = self.operations().urls().ok_or(Refusal::new(503, "not-set-up"))?;
        let bytes = item.activity.as_bytes();
        let key = self.item_key(host, bytes).await?;
        let verified = check_log_item(bytes, &self.expect(&urls), &|id| {
            (key.key.id == *id).then(|| key.clone())
        })?;
        Box::pin(self.apply(verified, None, Some((item.seq, item.prev)))).await
    }

    /// The key that the proof of an item names. Its owner must be on the host that was asked.
    pub(crate) async fn item_key(&self, host: &str, bytes: &[u8]) -> Result<ListedKey, protocol::refusal::Refusal> {
        use evidence::{
            origin::Id,
            strict_json::{self, Limits},
        };
        use protocol::refusal::Refusal;
        let document = strict_json::read(bytes, Limits::NETWORK).map_err(|_| Refusal::new(400, "json"))?;
        let text = |pointer: &str| document.pointer(pointer).and_then(serde_json::Value::as_str);
        let policy = self.id_policy();
        let key_id = text("/proof/verificationMethod").and_then(|id| Id::parse_key(id, &policy).ok());
        let actor = text("/actor").and_then(|id| Id::parse(id, &policy).ok());
        match (key_id, actor) {
            (Some(key_id), Some(actor)) if actor.host() == host => self.proof_key(&key_id, &actor).await,
            (None, _) => Err(Refusal::new(403, "proof-missing")),
            _ => Err(Refusal::new(403, "id-origin")),
        }
    }
}
