//! After a log was mirrored: what its owner publishes is compared with what the log gives, and nodes tell each other
//! what they counted (EN8).

use std::collections::BTreeSet;

use operations::{OperationError, RecountState, RemoteError, Served};
use url::Url;

use crate::{Federation, http_out::Media};

/// The most actors whose keys are fetched for one recount.
const MOST_ACTORS: usize = 2_000;

impl Federation {
    /// Recounts the declarations of a host by its mirrored log, and hears what that host counted of others.
    pub(crate) async fn recount_host(&self, host: &str) {
        match self.operations().tallies_of_host(host).await {
            Ok(tallies) => {
                for (declaration, tally) in tallies {
                    if let Err(cause) = self.recount_published(&declaration, &tally).await {
                        tracing::info!(declaration = %declaration, %cause, "Could not recount {declaration}");
                    }
                }
            }
            Err(cause) => tracing::error!(%cause, "Could not ask which tallies to recount"),
        }
        if let Err(cause) = self.hear_recounts(host).await {
            tracing::debug!(peer.host = %host, %cause, "Could not hear what {host} counted");
        }
    }

    /// Recounts the declarations of this node: a counter that went wrong is found here first.
    pub(crate) async fn recount_own(&self) {
        let Some(urls) = self.operations().urls() else { return };
        let operations = self.operations();
        let Ok(tallies) = operations.tallies_of_host(urls.host()).await else {
            return;
        };
        for (declaration, tally) in tallies {
            if let Ok(Served::Document(bytes)) = operations.document(&tally, None).await
                && let Err(cause) = self.compare(&declaration, &bytes).await
            {
                tracing::info!(declaration = %declaration, %cause, "Could not recount {declaration}");
            }
        }
    }

    async fn recount_published(&self, declaration: &str, tally: &str) -> Result<(), RemoteError> {
        let url = Url::parse(tally).map_err(|_| RemoteError::NotAllowed("not an address"))?;
        let (_, bytes) = self.get(&url, Media::Activity).await?;
        self.compare(declaration, &bytes).await
    }

    async fn compare(&self, declaration: &str, published: &[u8]) -> Result<(), RemoteError> {
        let stored = |error: OperationError| RemoteError::Unreachable(error.to_string());
        let operations = self.operations();
        // Keys of endorsers come from their own servers, never from the owner of the log. One look for those of the
        // owner, one for those of the endorsers.
        let mut asked = BTreeSet::new();
        for _ in 0..3 {
            let (state, unknown) = operations.compare_tally(declaration, published).await.map_err(stored)?;
            let new: Vec<String> = unknown.difference(&asked).take(MOST_ACTORS).cloned().collect();
            if new.is_empty() {
                if state != RecountState::Same {
                    tracing::info!(declaration = %declaration, ?state, "Recounted {declaration}: {state:?}");
                }
                return Ok(());
            }
            for actor in new {
                if let Err(cause) = self.fetch_actor(&actor).await {
                    tracing::debug!(%actor, %cause, "Could not fetch the keys of {actor}");
                }
                asked.insert(actor);
            }
        }
        Ok(())
    }

    async fn hear_recounts(&self, host: &str) -> Result<(), RemoteError> {
        let stored = |error: OperationError| RemoteError::Unreachable(error.to_string());
        let operations = self.operations();
        let scheme = self.inner().http.scheme_of(host);
        let url = Url::parse(&format!("{scheme}://{host}/ap/recounts"))
            .map_err(|_| RemoteError::NotAllowed("not an address"))?;
        let (_, bytes) = self.get(&url, Media::Json).await?;
        let told: Vec<serde_json::Value> =
            serde_json::from_slice(&bytes).map_err(|_| RemoteError::Unusable("its recounts cannot be read"))?;
        for recount in told.iter().take(200) {
            operations.take_recount(host, recount).await.map_err(stored)?;
        }
        Ok(())
    }
}
