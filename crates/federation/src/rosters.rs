//! Following the rosters of networks that this node trusts: at start, each day, and when a line is missing; from the
//! network, or while it is down from any member (PM5). Beside it, what is looked up about applicants.

use operations::{OperationError, RemoteError, RosterQuestion, RosterTaken};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::watch;
use url::Url;

use crate::{Federation, http_out::Media};

/// How often it is looked whether a network is to be asked.
const LOOK_EVERY: chrono::Duration = chrono::Duration::minutes(1);
/// At most this many answers of one host in one go: a million lines, or a snapshot of 600,000 members.
const ANSWERS: u32 = 500;
/// So many lines are read one by one; a longer way is shorter by a snapshot.
const MOST_LINES: u64 = 5_000;

/// Lines of a roster after a number.
#[derive(Deserialize)]
struct Lines {
    /// The newest number.
    number: u64,
    /// Nothing is missing between what was asked for and the lines.
    complete: bool,
    lines: Vec<Value>,
}

/// Asks the networks that are due, until told to stop.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    let mut at_start = true;
    loop {
        let operations = federation.operations();
        if operations.clock_fault().is_none() && operations.urls().is_some() {
            federation.ask_due_networks(at_start).await;
            operations.rosters_were_asked();
            federation.check_applicants().await;
            at_start = false;
        }
        let clock = &federation.inner().clock;
        let (wanted, outdated) = tokio::select! {
            wanted = operations.rosters_wanted() => (wanted, Vec::new()),
            outdated = operations.actors_outdated() => (Vec::new(), outdated),
            () = clock.sleep_until(clock.now() + LOOK_EVERY) => Default::default(),
            _ = stop.wait_for(|stop| *stop) => return,
        };
        federation.ask_networks(wanted).await;
        federation.read_anew(outdated).await;
    }
}

impl Federation {
    async fn ask_due_networks(&self, at_start: bool) {
        match self.operations().rosters_to_ask(at_start).await {
            Ok(questions) => {
                for question in questions {
                    self.follow_roster(&question).await;
                }
            }
            Err(cause) => tracing::error!(%cause, "Could not ask which rosters to read"),
        }
    }

    /// Reads the documents of those actors anew for which a network pinned another key, where they are kept here. Of the
    /// others it is forgotten that they were looked up in vain.
    async fn read_anew(&self, actors: Vec<String>) {
        for actor in actors {
            self.inner().keys.forget(&actor).await;
            let is_kept = matches!(self.operations().remote_actor(&actor).await, Ok(Some(_)));
            if !is_kept {
                continue;
            }
            if let Err(cause) = self.fetch_actor(&actor).await {
                tracing::info!(actor.id = %actor, %cause, "Could not read an actor anew; its next message is a new try");
            }
        }
    }

    async fn ask_networks(&self, networks: Vec<String>) {
        for network in networks {
            match self.operations().roster_question(&network).await {
                Ok(Some(question)) => {
                    self.follow_roster(&question).await;
                }
                Ok(None) => {}
                Err(cause) => tracing::error!(%cause, "Could not ask which rosters to read"),
            }
        }
    }

    /// Reads what is new in a roster, from the first host that can say it; notes how it went.
    pub(crate) async fn follow_roster(&self, question: &RosterQuestion) -> bool {
        let mut fault = "no host that knows it".to_owned();
        for host in &question.hosts {
            match self.read_roster(&question.network, question.number, host).await {
                Ok(()) => {
                    self.note_roster(&question.network, None).await;
                    return true;
                }
                Err(cause) => {
                    tracing::info!(network.id = %question.network, peer.host = %host, %cause, "Could not read a roster from {host}");
                    fault = format!("{host}: {cause}");
                }
            }
        }
        self.note_roster(&question.network, Some(fault)).await;
        false
    }

    async fn note_roster(&self, network: &str, fault: Option<String>) {
        if let Err(cause) = self.operations().note_roster_asked(network, fault).await {
            tracing::error!(%cause, "Could not note that a roster was read");
        }
    }

    async fn read_roster(&self, network: &str, number: u64, host: &str) -> Result<(), RemoteError> {
        // Its keys say what is true, whoever gives it out. Those that are known serve while the network is down.
        let author = match self.actor_now(network).await {
            Ok(author) => author,
            Err(cause) => {
                let stored = self.operations().remote_actor(network).await.map_err(unusable)?;
                stored.map(|(author, _)| author).ok_or(cause)?
            }
        };
        let (mut after, mut is_newest) = (number, false);
        for _ in 0..ANSWERS {
            let answer = self.roster_answer(host, network, &format!("after={after}")).await?;
            let lines: Lines = serde_json::from_slice(&answer)
                .map_err(|_| RemoteError::Unusable("its list of changes cannot be read"))?;
            if lines.number < after {
                // Behind us, or made small again: its snapshot shows which.
                return self.read_snapshot(&author, network, host, 0).await.map(|_| ());
            }
            let far = lines.number.saturating_sub(after) > MOST_LINES;
            if !lines.complete || (far && !is_newest) {
                let taken = self.read_snapshot(&author, network, host, after).await?;
                if taken <= after && !lines.complete {
                    return Err(RemoteError::Unusable("what it gives out is not complete"));
                }
                // A host that has no newer snapshot has all lines after it.
                (after, is_newest) = (after.max(taken), true);
                continue;
            }
            if lines.lines.is_empty() {
                return Ok(());
            }
            let bytes: Vec<Vec<u8>> = lines.lines.iter().map(|line| line.to_string().into_bytes()).collect();
            let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            match self.operations().take_roster_lines(&author, &bytes).await {
                Ok(RosterTaken::Applied | RosterTaken::Known) => after = after.saturating_add(count),
                Ok(RosterTaken::Gap) => return Err(RemoteError::Unusable("a change is missing in its list")),
                Ok(RosterTaken::Contradicts) => return Err(CONTRADICTS),
                Err(cause) => return Err(unusable(cause)),
            }
            if after >= lines.number {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Reads a whole snapshot; gives its number. One that is older than what is known beyond is not read to its end.
    async fn read_snapshot(
        &self,
        author: &protocol::actor::RemoteActor,
        network: &str,
        host: &str,
        known: u64,
    ) -> Result<u64, RemoteError> {
        let mut pages = Vec::new();
        let mut number = 0;
        for page in 1..=ANSWERS {
            let bytes = self.roster_answer(host, network, &format!("page={page}")).await?;
            let document: Value =
                serde_json::from_slice(&bytes).map_err(|_| RemoteError::Unusable("its roster cannot be read"))?;
            number = document
                .get("bandung:sequence")
                .and_then(Value::as_u64)
                .unwrap_or_default();
            if number < known {
                return Ok(number);
            }
            let more = document.get("next").is_some();
            pages.push(bytes);
            if !more {
                break;
            }
        }
        match self.operations().take_roster_snapshot(author, &pages).await {
            Ok(RosterTaken::Contradicts) => Err(CONTRADICTS),
            Ok(_) => Ok(number),
            Err(cause) => Err(unusable(cause)),
        }
    }

    async fn roster_answer(&self, host: &str, network: &str, what: &str) -> Result<Vec<u8>, RemoteError> {
        let scheme = self.inner().http.scheme_of(host);
        let mut url = Url::parse(&format!("{scheme}://{host}/ap/rosters"))
            .map_err(|_| RemoteError::NotAllowed("not a host name"))?;
        url.query_pairs_mut().append_pair("network", network);
        let query = format!("{}&{what}", url.query().unwrap_or_default());
        url.set_query(Some(&query));
        Ok(self.get(&url, Media::Json).await?.1)
    }
}

const CONTRADICTS: RemoteError = RemoteError::Unusable("it contradicts what the network said before");

fn unusable(cause: OperationError) -> RemoteError {
    match cause {
        OperationError::Protocol(_) => RemoteError::Unusable("what it gives out does not hold"),
        other => RemoteError::Unreachable(other.to_string()),
    }
}
