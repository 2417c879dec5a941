//! After each change of our log: sign a checkpoint, publish it, ask the witnesses for cosignatures (PL9 to PL13).

use evidence::log::origin_hash;
use operations::{LogStanding, OperationError, RemoteError, WitnessRequest};
use protocol::services::Services;
use tokio::sync::watch;
use url::Url;

use crate::{Federation, http_out::Media};

/// How often witnesses that failed are looked at again, when nothing else happens.
const LOOK_EVERY: chrono::Duration = chrono::Duration::seconds(60);

/// Signs and asks, until told to stop.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    loop {
        if federation.operations().urls().is_some()
            && let Err(cause) = federation.sign_and_ask().await
        {
            tracing::error!(%cause, "Could not sign a checkpoint of the log");
        }
        let clock = &federation.inner().clock;
        tokio::select! {
            () = federation.operations().log_moved() => {}
            () = clock.sleep_until(clock.now() + LOOK_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

impl Federation {
    /// One round. A log that is not sound is recovered first, and signs nothing before.
    pub(crate) async fn sign_and_ask(&self) -> Result<(), OperationError> {
        let operations = self.operations();
        if operations.log_standing() != LogStanding::Sound {
            self.recover_log().await?;
        }
        operations.log_audit_head_daily().await?;
        operations.sign_checkpoint().await?;
        self.tell_contradictions().await?;
        let requests = operations.witness_requests().await?;
        let asked = requests.into_iter().map(|request| self.ask(request));
        futures::future::join_all(asked).await;
        Ok(())
    }

    async fn ask(&self, request: WitnessRequest) {
        let host = request.host.clone();
        if let Err(cause) = self.try_ask(request).await {
            tracing::info!(witness.host = %host, %cause, "Could not get a cosignature of {host}");
            if let Err(cause) = self.operations().witness_failed(&host, &cause.to_string()).await {
                tracing::error!(%cause, "Could not note that a witness failed");
            }
        }
    }

    async fn try_ask(&self, request: WitnessRequest) -> Result<(), RemoteError> {
        let stored = |error: OperationError| RemoteError::Unreachable(error.to_string());
        let operations = self.operations();
        let mut request = request;
        // The second time with the proof from the size that it said it holds.
        for _ in 0..2 {
            let url = Url::parse(&request.url).map_err(|_| RemoteError::NotAllowed("not an address"))?;
            let body = request.body.clone();
            let answer = self
                .inner()
                .http
                .post_text(&url, "text/plain; charset=utf-8", body)
                .await?;
            match answer.status {
                200 => {
                    operations
                        .witness_cosigned(&request, &answer.text)
                        .await
                        .map_err(stored)?;
                    return Ok(());
                }
                409 => {
                    let held = answer.text.trim_end().parse::<u64>().ok();
                    let held = held.ok_or(RemoteError::Unusable("its size cannot be read"))?;
                    match operations.witness_holds(&request, held).await.map_err(stored)? {
                        Some(with_proof) => request = with_proof,
                        None => {
                            // It has seen more of our log than is here.
                            self.recover_log().await.map_err(stored)?;
                            return Err(RemoteError::Unusable("it holds a longer log than ours"));
                        }
                    }
                }
                404 => return Err(RemoteError::NotFound),
                422 => {
                    self.recover_log().await.map_err(stored)?;
                    return Err(RemoteError::Unusable("it says that this is not the log it knows"));
                }
                code => return Err(RemoteError::Unreachable(format!("it answered {code}"))),
            }
        }
        Err(RemoteError::Unusable("it holds one size and then another"))
    }

    /// What others saw of our log decides whether it may go on; missing entries are taken from who mirrors them.
    async fn recover_log(&self) -> Result<(), OperationError> {
        let operations = self.operations();
        let origin = operations.log_origin().await?;
        let hash = origin_hash(&origin);
        let mut shown = Vec::new();
        for view in operations.witnesses().await? {
            let Some(prefix) = operations.witness_prefix_of(&view.host).await? else {
                continue;
            };
            match self.get_text(&format!("{prefix}{hash}/checkpoint")).await {
                Ok(note) => shown.push((view.host, note)),
                // It knows nothing of our log, which is an answer.
                Err(RemoteError::NotFound) => shown.push((view.host, String::new())),
                Err(_) => {}
            }
        }
        let Some((host, note)) = operations.judge_own_notes(&shown).await? else {
            return Ok(());
        };
        let Some(prefix) = operations.witness_prefix_of(&host).await? else {
            return Ok(());
        };
        let base = format!("{prefix}{hash}/");
        let mut fetched = operations.begin_restoring().await?;
        if let Err(cause) = self.fetch_entries(&base, &note, &mut fetched).await {
            tracing::warn!(witness.host = %host, %cause, "Could not take missing entries of the log from {host}");
            return Ok(());
        }
        if operations.restore_own_log(fetched, &note).await? {
            self.fetch_events(&origin, &base).await;
        }
        Ok(())
    }

    /// Other nodes are told of logs that contradict themselves, once.
    async fn tell_contradictions(&self) -> Result<(), OperationError> {
        let operations = self.operations();
        let files = operations.contradictions_to_tell().await?;
        if files.is_empty() {
            return Ok(());
        }
        for host in operations.log_peers().await? {
            let Some(prefix) = operations.witness_prefix_of(&host).await? else {
                continue;
            };
            let Ok(url) = Url::parse(&format!("{prefix}contradiction")) else {
                continue;
            };
            for file in &files {
                if let Err(cause) = self
                    .inner()
                    .http
                    .post_text(&url, "application/json", file.to_string())
                    .await
                {
                    tracing::info!(peer.host = %host, %cause, "Could not tell {host} of a contradiction");
                }
            }
        }
        Ok(())
    }

    /// What the instance actor of a host shows around logs.
    pub(crate) async fn services_of(&self, host: &str) -> Result<Services, RemoteError> {
        let base = format!("{}://{host}", self.inner().http.scheme_of(host));
        let url = Url::parse(&format!("{base}/ap/actor")).map_err(|_| RemoteError::NotAllowed("not a host name"))?;
        let (_, bytes) = self.get(&url, Media::Activity).await?;
        let document = evidence::strict_json::read(&bytes, evidence::strict_json::Limits::NETWORK)
            .map_err(|_| RemoteError::Unusable("its instance actor is not strict JSON"))?;
        Ok(Services::read(&document, &base))
    }

    /// Meets a host, if it is a node whose log is witnessed here. Says whether it was met.
    pub(crate) async fn meet_related(&self, host: &str) -> bool {
        let related = self
            .operations()
            .log_peers()
            .await
            .is_ok_and(|peers| peers.contains(host));
        related && self.meet(host).await.is_ok()
    }

    /// Takes note of the log and the witness of a host.
    pub(crate) async fn meet(&self, host: &str) -> Result<(), RemoteError> {
        let services = self.services_of(host).await?;
        self.operations()
            .met_node(host, &services)
            .await
            .map_err(|error| RemoteError::Unreachable(error.to_string()))
    }

    pub(crate) async fn get_text(&self, url: &str) -> Result<String, RemoteError> {
        let url = Url::parse(url).map_err(|_| RemoteError::NotAllowed("not an address"))?;
        let (_, bytes) = self.get(&url, Media::Text).await?;
        String::from_utf8(bytes).map_err(|_| RemoteError::Unusable("it is not text"))
    }
}
