//! The lane of one peer: claim, send what may start, move the cursor over what is done, release.

use std::time::Duration;

use domain::{
    delivery::{Answer, Lane, PeerFacts, Step, after},
    outbox::Seq,
};
use futures::{StreamExt, stream::FuturesUnordered};
use operations::{Claim, DeliveryJob, Failure, OperationError, Progress};
use protocol::http_signature::SignatureKind;
use tokio::time::{Instant, timeout_at};

use super::attempt::{first_kind, kind_name, other_kind};
use crate::Federation;

/// What the peer takes within this time is noted in one commit (ARCHITECTURE 4.2): a crash repeats no more than that.
const TOGETHER: Duration = Duration::from_millis(200);

/// What became of one entry.
struct Outcome {
    seq: Seq,
    kind: SignatureKind,
    step: Step,
    why: String,
    /// The inbox itself is not there.
    gone: bool,
}

/// The state of one run of a lane.
struct Run<'a> {
    federation: &'a Federation,
    holder: String,
    claim: Claim,
    lane: Lane,
    /// What is not stored yet, from the cursor as stored.
    progress: Progress,
    /// When it was stored last.
    noted: Instant,
    delivered: bool,
    kind: SignatureKind,
}

impl Federation {
    pub(super) async fn run_lane(&self, host: &str) -> Result<(), OperationError> {
        let holder = self.holder();
        let Some(claim) = self.operations().claim(host, &holder).await? else {
            return Ok(());
        };
        let waits = claim.next_try.is_some_and(|at| at > self.inner().clock.now());
        if claim.paused || waits {
            return self.operations().release(host, &holder).await;
        }
        let mut run = Run {
            federation: self,
            holder,
            lane: Lane::new(claim.cursor),
            progress: Progress {
                from: claim.cursor,
                ..Progress::default()
            },
            noted: Instant::now(),
            delivered: false,
            kind: first_kind(claim.signature.as_deref(), claim.bandung),
            claim,
        };
        let result = run.send_all().await;
        self.operations().release(host, &run.holder).await?;
        result
    }

    /// A name for this run, so that a late one notices that it lost the lane.
    fn holder(&self) -> String {
        self.inner()
            .entropy
            .bytes::<8>()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

impl Run<'_> {
    async fn send_all(&mut self) -> Result<(), OperationError> {
        self.retry_parked().await?;
        let failing = self.claim.facts.failures > 0;
        let mut in_flight = FuturesUnordered::new();
        let mut stopping = false;
        loop {
            stopping |= self.federation.inner().lanes.are_stopping();
            if !stopping {
                self.look_ahead().await?;
                let unknown = !self.federation.inner().lanes.slots.is_proven(&self.claim.host);
                for seq in self.lane.start(unknown || failing && !self.delivered) {
                    match self.federation.operations().job(&self.claim.host, seq).await? {
                        Some(job) => in_flight.push(self.begin(job)),
                        // Blocked or erased meanwhile: nothing to send is sent.
                        None => self.lane.finish(seq),
                    }
                }
            }
            let next = if self.has_news() {
                let Ok(next) = timeout_at(self.noted + TOGETHER, in_flight.next()).await else {
                    stopping |= !self.note_progress().await?;
                    continue;
                };
                next
            } else {
                in_flight.next().await
            };
            let Some(outcome) = next else {
                self.note_progress().await?;
                if stopping || self.lane.is_idle() {
                    return Ok(());
                }
                continue;
            };
            stopping |= match outcome {
                Some(outcome) => !self.settle(outcome).await?,
                None => true,
            };
            if self.noted.elapsed() >= TOGETHER {
                stopping |= !self.note_progress().await?;
            }
        }
    }

    /// Begins to send one entry, as a task of its own: what is in flight may have a connection to the database in hand,
    /// and would keep it from others for as long as this lane waits for one itself.
    fn begin(&self, job: DeliveryJob) -> impl Future<Output = Option<Outcome>> + use<> {
        let (federation, claim, kind) = (self.federation.clone(), self.claim.clone(), self.kind);
        let sent = tokio::spawn(async move { federation.deliver(job, claim, kind).await });
        async move { sent.await.ok().flatten() }
    }

    async fn look_ahead(&mut self) -> Result<(), OperationError> {
        let (after, most) = self.lane.wants();
        if most > 0 {
            let entries = self
                .federation
                .operations()
                .next_entries(&self.claim.host, after, most)
                .await?;
            self.lane.offer(entries);
        }
        // What follows a parked entry of its object follows it there, or it would overtake.
        for seq in self.lane.behind_parked() {
            self.federation.operations().park_behind(&self.claim.host, seq).await?;
            self.lane.park(seq);
        }
        Ok(())
    }

    /// Does what an answer asks for; false when the whole lane must stop.
    async fn settle(&mut self, outcome: Outcome) -> Result<bool, OperationError> {
        if outcome.step == Step::Done {
            self.take(&outcome);
            return Ok(true);
        }
        // What was taken before a failure is noted before it, and what it ends right after it.
        let ours = self.note_progress().await?;
        let goes_on = self.settle_failure(&outcome).await?;
        Ok(self.note_progress().await? && ours && goes_on)
    }

    fn take(&mut self, outcome: &Outcome) {
        self.progress.taken.push((outcome.seq, kind_name(outcome.kind)));
        self.kind = outcome.kind;
        self.delivered = true;
        self.claim.facts = PeerFacts {
            failures: 0,
            failing_since: None,
            ..self.claim.facts.clone()
        };
        self.lane.finish(outcome.seq);
    }

    async fn settle_failure(&mut self, outcome: &Outcome) -> Result<bool, OperationError> {
        let operations = self.federation.operations();
        let (host, seq) = (self.claim.host.clone(), outcome.seq);
        match outcome.step.clone() {
            Step::Park { retry_at } => {
                operations.park(&host, seq, &outcome.why, retry_at).await?;
                match retry_at {
                    // Tried again later: what comes after it of its object waits behind it.
                    Some(_) => self.lane.park(seq),
                    None => self.lane.finish(seq),
                }
                Ok(true)
            }
            // Until it is heard from: any verified message ends the wait.
            Step::Rest => self.hold(outcome, None, false).await,
            Step::LetGo => {
                operations.let_go(&host).await?;
                self.lane.finish(seq);
                Ok(true)
            }
            Step::BackOff { until } => self.hold(outcome, Some(until), false).await,
            Step::HoldAndAlarm { until } => self.hold(outcome, Some(until), true).await,
            // Tried inside `deliver`; a second refusal never asks for it again.
            Step::OtherSignature => {
                self.lane.fail(seq);
                Ok(false)
            }
            Step::Done => Ok(true),
        }
    }

    async fn hold(
        &mut self,
        outcome: &Outcome,
        until: Option<chrono::DateTime<chrono::Utc>>,
        alarm: bool,
    ) -> Result<bool, OperationError> {
        let (host, seq, why) = (&self.claim.host, outcome.seq, &outcome.why);
        self.lane.fail(seq);
        let failure = Failure {
            seq,
            until,
            alarm,
            gone: outcome.gone,
        };
        self.federation.operations().backed_off(host, why, failure).await?;
        tracing::info!(peer.host = %host, outbox.seq = %seq, "{host} does not take entry {seq}: {why}");
        Ok(false)
    }

    fn has_news(&self) -> bool {
        !self.progress.taken.is_empty() || self.lane.cursor() > self.progress.from
    }

    /// Stores what was taken and moves the stored cursor to the end of the finished prefix; false when somebody else
    /// holds the lane.
    async fn note_progress(&mut self) -> Result<bool, OperationError> {
        self.noted = Instant::now();
        if !self.has_news() {
            return Ok(true);
        }
        self.progress.to = self.lane.cursor();
        let operations = self.federation.operations();
        let ours = operations
            .note_progress(&self.claim.host, &self.holder, &self.progress)
            .await?;
        self.progress.taken.clear();
        if ours {
            self.progress.from = self.progress.to;
        }
        Ok(ours)
    }

    /// Parked entries whose time has come, one after the other.
    async fn retry_parked(&mut self) -> Result<(), OperationError> {
        let operations = self.federation.operations();
        let host = self.claim.host.clone();
        for waiting in operations.parked_due(&host).await? {
            let Some(job) = operations.job(&host, waiting.seq).await? else {
                operations.unpark(&host, waiting.seq).await?;
                continue;
            };
            let Some(outcome) = self.federation.deliver(job, self.claim.clone(), self.kind).await else {
                return Ok(());
            };
            match outcome.step {
                Step::Done => {
                    operations
                        .delivered(&host, waiting.seq, kind_name(outcome.kind))
                        .await?;
                    operations.unpark(&host, waiting.seq).await?;
                }
                Step::Park { retry_at } => operations.park(&host, waiting.seq, &outcome.why, retry_at).await?,
                Step::BackOff { until } | Step::HoldAndAlarm { until } => {
                    operations.park(&host, waiting.seq, &outcome.why, Some(until)).await?;
                }
                Step::LetGo | Step::Rest | Step::OtherSignature => {}
            }
        }
        Ok(())
    }
}

impl Federation {
    /// Sends one entry, once more with the other signature kind where the answer asks for it (decision 14).
    /// Nothing when this node is stopping.
    async fn deliver(&self, job: DeliveryJob, claim: Claim, kind: SignatureKind) -> Option<Outcome> {
        let mut kind = kind;
        let mut facts = claim.facts_for(job.seq);
        loop {
            let answer = self.attempt(&claim.host, &job, kind, claim.bandung).await?;
            let [random] = self.inner().entropy.bytes::<1>();
            let step = after(&answer, &facts, self.inner().clock.now(), f64::from(random) / 255.0);
            if step == Step::OtherSignature && !facts.tried_other_signature {
                facts.tried_other_signature = true;
                kind = other_kind(kind);
                continue;
            }
            return Some(Outcome {
                seq: job.seq,
                kind,
                step,
                why: in_words(&answer),
                gone: answer.says_gone(),
            });
        }
    }
}

fn in_words(answer: &Answer) -> String {
    match answer {
        Answer::Status {
            code,
            retry_after: Some(wait),
        } => format!("{code}, Retry-After {}", wait.as_secs()),
        Answer::Status {
            code,
            retry_after: None,
        } => code.to_string(),
        Answer::ObjectGone => "410, the object is gone there".to_owned(),
        Answer::Unreachable(why) => why.clone(),
    }
}
