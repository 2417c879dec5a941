//! The outbox as the lanes see it, and the peers as the operator sees them (ARCHITECTURE 4.2).

use chrono::{DateTime, Duration, Utc};
use domain::{
    delivery::{PeerFacts, Waiting},
    outbox::Seq,
    permissions::Action,
};
use serde::Serialize;

use storage::{
    Db, followers,
    lanes::{self, Failure},
    outbox::{self, Way},
    parked,
    peers::{self, FailedEntry, Peer},
    remote_actors,
};

use crate::{
    OperationError, Operations, Session,
    audit::Who,
    view::{Check, CheckState},
};

/// A peer's lane, claimed for a minute at a time.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The peer.
    pub host: String,
    /// Where its cursor stands.
    pub cursor: Seq,
    /// What is known about it.
    pub facts: PeerFacts,
    /// Not before.
    pub next_try: Option<DateTime<Utc>>,
    /// What signature it took last: `cavage`, `rfc9421-rsa` or `rfc9421-ed25519`; nothing = not known.
    pub signature: Option<String>,
    /// It is a Bandung node.
    pub bandung: bool,
    /// The operator paused it.
    pub paused: bool,
    /// The entry that failed last.
    pub failed: Option<FailedEntry>,
}

impl Claim {
    /// What is known when the answer to one entry is judged.
    #[must_use]
    pub fn facts_for(&self, seq: Seq) -> PeerFacts {
        let failed = self.failed.filter(|failed| failed.seq == seq);
        PeerFacts {
            entry_failures: failed.map_or(0, |failed| failed.times),
            others_succeed: failed.is_some_and(|failed| failed.others_taken),
            ..self.facts.clone()
        }
    }
}

/// One entry for one peer, ready to be sent.
#[derive(Clone, Debug)]
pub struct DeliveryJob {
    /// Its number.
    pub seq: Seq,
    /// The number of the entry for this peer before it (PT6).
    pub prev: Seq,
    /// Id of the actor that signs.
    pub actor: String,
    /// The exact bytes.
    pub body: Vec<u8>,
    /// Inboxes at this peer: the shared one, or personal ones.
    pub inboxes: Vec<String>,
}

/// A peer as the operator sees it.
#[derive(Clone, Debug, Serialize)]
pub struct PeerView {
    /// Host.
    pub host: String,
    /// Entries that wait.
    pub waiting: u64,
    /// Since when the oldest waits.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Entries that were set aside: (number, why).
    pub parked: Vec<(i64, String)>,
    /// Last answer, in words.
    pub last_answer: Option<String>,
    /// Last success towards it.
    pub last_success: Option<DateTime<Utc>>,
    /// Last verified message from it.
    pub last_heard: Option<DateTime<Utc>>,
    /// Next try, where it is backing off.
    pub next_try: Option<DateTime<Utc>>,
    /// Failures in a row.
    pub failures: u32,
    /// Signature kind that it takes.
    pub signature: Option<String>,
    /// A Bandung node.
    pub bandung: bool,
    /// Paused by the operator.
    pub paused: bool,
    /// A person must look: clock, key or expulsion.
    pub alarm: bool,
}

/// How far a lane came since it was last noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Entries that the peer took, in the order of its answers, with the kind of signature.
    pub taken: Vec<(Seq, &'static str)>,
    /// The cursor as noted.
    pub from: Seq,
    /// The cursor now.
    pub to: Seq,
}

/// A claim ends by itself after this, unless it is renewed.
const LEASE: Duration = Duration::seconds(60);
/// The outbox is looked at this often even if nobody says that it moved.
const POLL: Duration = Duration::seconds(2);

const UNKNOWN: OperationError = OperationError::NotFound { what: "the server" };

impl Operations {
    /// Waits until the outbox moved or a peer was woken; at most two seconds. Blocks set by other processes are seen
    /// here too.
    pub async fn outbox_moved(&self) {
        let poll = self.0.clock.sleep_until(self.now() + POLL);
        tokio::select! {
            () = self.0.outbox_moved.notified() => {}
            () = poll => {}
        }
        if let Err(error) = self.load_seal().await {
            tracing::warn!(%error, "Whether the node is sealed could not be read");
        }
        if let Err(error) = self.reload_policy().await {
            tracing::warn!(%error, "The blocks could not be read; those known stay in force");
        }
    }

    /// Peers that have something to get and may be tried now; none while the clock is wrong or the node is sealed.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn due_peers(&self) -> Result<Vec<String>, OperationError> {
        if self.clock_fault().is_some() || self.is_sealed() {
            return Ok(Vec::new());
        }
        Ok(lanes::due(&self.db(), self.now()).await?)
    }

    /// Claims or renews the lane of a peer; nothing when somebody else holds it.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn claim(&self, host: &str, holder: &str) -> Result<Option<Claim>, OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        peers::ensure(&tx, host).await?;
        if !lanes::lease(&tx, host, holder, now, now + LEASE).await? {
            return Ok(None);
        }
        let peer = peers::get(&Db::from(&tx), host).await?;
        let member = lanes::is_in_a_network(&Db::from(&tx), &format!("{}://{host}/", self.0.scheme)).await?;
        tx.commit().await?;
        Ok(peer.map(|peer| claim_of(peer, member)))
    }

    /// Ends what an earlier run of this node held: on SQLite nobody else can, since the data folder is locked. With
    /// several processes each claim ends by itself.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn take_over_lanes(&self) -> Result<(), OperationError> {
        if !self.0.store.is_sqlite() {
            return Ok(());
        }
        let tx = self.begin().await?;
        lanes::release_all(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a claim.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn release(&self, host: &str, holder: &str) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        lanes::release(&tx, host, holder).await?;
        Ok(tx.commit().await?)
    }

    /// The next entries for a peer after a number.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn next_entries(&self, host: &str, after: Seq, most: usize) -> Result<Vec<Waiting>, OperationError> {
        let db = self.db();
        // A lane that runs while its peer is paused ends with what is in flight.
        if peers::get(&db, host).await?.is_some_and(|peer| peer.paused) {
            return Ok(Vec::new());
        }
        Ok(outbox::next_entries(&db, host, after, most).await?)
    }

    /// One entry with all that is needed to send it; nothing when it must not be sent now: blocked, erased, superseded by
    /// many later versions, or behind an entry of its order that was set aside (it follows that one there).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn job(&self, host: &str, seq: Seq) -> Result<Option<DeliveryJob>, OperationError> {
        if self.policy().is_suspended(host) {
            return Ok(None);
        }
        let db = self.db();
        let Some(found) = outbox::to_send(&db, host, seq).await? else {
            return Ok(None);
        };
        let entry = found.entry;
        if found.behind_parked {
            self.park_behind(host, seq).await?;
            return Ok(None);
        }
        // Its body was destroyed.
        if entry.kind == "Tombstone" {
            return Ok(None);
        }
        if found.withdrawn && matches!(entry.kind.as_str(), "Create" | "Update") {
            return Ok(None);
        }
        if self.is_superseded(host, &entry).await? {
            return Ok(None);
        }
        let inboxes = self.inboxes(&db, host, seq).await?;
        if inboxes.is_empty() {
            return Ok(None);
        }
        // Only Bandung nodes are told the number before (PT6).
        let prev = if found.bandung {
            outbox::previous(&db, host, seq).await?
        } else {
            Seq::default()
        };
        self.note_number(seq).await?;
        Ok(Some(DeliveryJob {
            seq,
            prev,
            actor: entry.actor,
            body: entry.body,
            inboxes,
        }))
    }

    /// The shared inbox where an audience includes the peer, else personal inboxes (PT1).
    async fn inboxes(&self, db: &Db<'_>, host: &str, seq: Seq) -> Result<Vec<String>, OperationError> {
        let (mut shared, mut personal) = (Vec::new(), Vec::new());
        for way in outbox::ways_to(db, host, seq).await? {
            let key = match way {
                Way::Inbox(inbox) => {
                    personal.push(inbox);
                    continue;
                }
                Way::Key(key) => key,
            };
            // What is passed on whole goes to the same inboxes as what is passed on by id.
            let relays = key.strip_prefix("relays:").map(|id| format!("network:{id}"));
            match key.strip_prefix("followers:").or(relays.as_deref()) {
                Some(followed) => {
                    for inbox in followers::inboxes(db, followed, host).await? {
                        let list = if inbox.shared { &mut shared } else { &mut personal };
                        list.push(inbox.address);
                    }
                }
                None => shared.extend(remote_actors::inbox_of_host(db, host).await?),
            }
        }
        let mut inboxes = if shared.is_empty() { personal } else { shared };
        inboxes.sort_unstable();
        inboxes.dedup();
        Ok(inboxes)
    }

    /// Notes in one commit how far a lane came: what was taken, and the cursor. The cursor is moved by the holder only;
    /// false when the lane was lost. Renews the claim.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn note_progress(&self, host: &str, holder: &str, progress: &Progress) -> Result<bool, OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        if let Some(((last, signature), others)) = progress.taken.split_last() {
            let taken: Vec<Seq> = progress.taken.iter().map(|(seq, _)| *seq).collect();
            lanes::delivered(&tx, host, &taken, signature, now).await?;
            let answer = match others.len() {
                0 => format!("took number {last} ({signature})"),
                others => format!("took number {last} and {others} others ({signature})"),
            };
            lanes::answered(&tx, host, Some(*last), &answer, now).await?;
        }
        let ours = lanes::advance(&tx, host, holder, progress.from, progress.to).await?
            && lanes::lease(&tx, host, holder, now, now + LEASE).await?;
        tx.commit().await?;
        Ok(ours)
    }

    /// Notes a success: failures end, the signature kind is remembered.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn delivered(&self, host: &str, seq: Seq, signature: &str) -> Result<(), OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        lanes::delivered(&tx, host, &[seq], signature, now).await?;
        let answer = format!("took number {seq} ({signature})");
        lanes::answered(&tx, host, Some(seq), &answer, now).await?;
        Ok(tx.commit().await?)
    }

    /// Notes a failure of the whole peer: when to try again (nothing = when it is heard from), whether a person must
    /// look, whether its inbox is not there.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn backed_off(&self, host: &str, why: &str, failure: Failure) -> Result<(), OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        lanes::failed(&tx, host, failure, now).await?;
        lanes::answered(&tx, host, Some(failure.seq), why, now).await?;
        Ok(tx.commit().await?)
    }

    /// Sets one entry aside.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn park(
        &self,
        host: &str,
        seq: Seq,
        why: &str,
        retry_at: Option<DateTime<Utc>>,
    ) -> Result<(), OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        parked::park(&tx, host, seq, why, retry_at, now).await?;
        lanes::forget_failure(&tx, host, seq).await?;
        lanes::answered(&tx, host, Some(seq), &format!("number {seq}: {why}"), now).await?;
        Ok(tx.commit().await?)
    }

    /// Sets an entry aside behind an earlier one of its object: it is tried again after that one, or with it when a
    /// person asks for it.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn park_behind(&self, host: &str, seq: Seq) -> Result<(), OperationError> {
        let retry_at = parked::follows_parked(&self.db(), host, seq).await?;
        self.park(host, seq, "waits for an earlier one of the same object", retry_at)
            .await
    }

    /// Parked entries of a peer whose time has come, in order.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn parked_due(&self, host: &str) -> Result<Vec<Waiting>, OperationError> {
        Ok(parked::due(&self.db(), host, self.now()).await?)
    }

    /// A parked entry is done.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn unpark(&self, host: &str, seq: Seq) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        parked::unpark(&tx, host, seq).await?;
        Ok(tx.commit().await?)
    }

    /// Ends the follows of a host whose inbox is gone for good; what waits for it is dropped.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn let_go(&self, host: &str) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        self.end_followers_of(&tx, host).await?;
        parked::drop_all(&tx, host).await?;
        self.note(&tx, &Who::Other("system"), "peer.let-go", host).await?;
        let head = outbox::head_for_update(&tx).await?;
        storage::subscriptions::end_all(&tx, host, Seq(head.0 + 1)).await?;
        lanes::skip_to(&tx, host, head).await?;
        Ok(tx.commit().await?)
    }

    /// All peers, those with waiting entries first (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn peers(&self, session: &Session) -> Result<Vec<PeerView>, OperationError> {
        session.require(Action::OperateNode)?;
        let mut views = Vec::new();
        for peer in peers::list(&self.db()).await? {
            views.push(self.peer_view(peer).await?);
        }
        views.sort_by_key(|view| (view.waiting == 0, view.host.clone()));
        Ok(views)
    }

    /// One peer with its last 50 answers in words, newest first (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn peer(
        &self,
        session: &Session,
        host: &str,
    ) -> Result<(PeerView, Vec<(DateTime<Utc>, String)>), OperationError> {
        session.require(Action::OperateNode)?;
        let peer = peers::get(&self.db(), host).await?.ok_or(UNKNOWN)?;
        let answers = lanes::answers(&self.db(), host).await?;
        let answers = answers.into_iter().map(|(at, _, answer)| (at, answer)).collect();
        Ok((self.peer_view(peer).await?, answers))
    }

    async fn peer_view(&self, peer: Peer) -> Result<PeerView, OperationError> {
        let db = self.db();
        let (waiting, waiting_since) = outbox::count_waiting(&db, &peer.host, peer.cursor).await?;
        let parked = parked::list(&db, &peer.host).await?;
        Ok(PeerView {
            waiting,
            waiting_since,
            parked: parked.into_iter().map(|(seq, why)| (seq.0, why)).collect(),
            last_answer: peer.last_answer,
            last_success: peer.last_success,
            last_heard: peer.last_heard,
            next_try: peer.next_try_at,
            failures: peer.failures,
            signature: peer.signature,
            bandung: peer.bandung,
            paused: peer.paused,
            alarm: peer.alarm,
            host: peer.host,
        })
    }

    /// How deliveries stand, for the dashboard.
    pub(crate) async fn delivery_check(&self) -> Result<Check, OperationError> {
        let peers = peers::list(&self.db()).await?;
        let names = |wanted: &dyn Fn(&Peer) -> bool| {
            let found: Vec<&str> = peers
                .iter()
                .filter(|peer| wanted(peer))
                .map(|peer| peer.host.as_str())
                .collect();
            let more = if found.len() > 3 { " and others" } else { "" };
            (
                found.len(),
                format!("{}{more}", found.iter().take(3).copied().collect::<Vec<_>>().join(", ")),
            )
        };
        let (alarms, alarming) = names(&|peer| peer.alarm);
        let (failing, failed) = names(&|peer| peer.failures > 0);
        let (state, text) = if alarms > 0 {
            let text = format!("{alarming} refuse what we send: look at them under Deliveries (clock, keys)");
            (CheckState::Fail, text)
        } else if failing > 0 {
            let text = format!("{failed} do not answer now; what is for them waits and is sent when they are back");
            (CheckState::Warn, text)
        } else {
            (CheckState::Ok, format!("{} servers, all reached", peers.len()))
        };
        Ok(Check {
            name: "deliveries",
            state,
            text,
        })
    }

    /// "Try now": ends the back-off, tries what was set aside, asks for what we missed (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn retry_peer(&self, session: &Session, host: &str) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        peers::get(&Db::from(&tx), host).await?.ok_or(UNKNOWN)?;
        lanes::try_again(&tx, host).await?;
        lanes::asked(&tx, host, None).await?;
        parked::retry_all(&tx, host, self.now()).await?;
        self.note(&tx, &Who::Person(session), "peer.retry", host).await?;
        self.commit_and_wake(tx).await
    }

    /// Pauses or resumes a peer (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn pause_peer(&self, session: &Session, host: &str, paused: bool) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        if !lanes::pause(&tx, host, paused).await? {
            return Err(UNKNOWN);
        }
        let action = if paused { "peer.pause" } else { "peer.resume" };
        self.note(&tx, &Who::Person(session), action, host).await?;
        self.commit_and_wake(tx).await
    }

    /// Drops the parked entries of a peer (operator); gives their number.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn drop_parked(&self, session: &Session, host: &str) -> Result<usize, OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        peers::get(&Db::from(&tx), host).await?.ok_or(UNKNOWN)?;
        let dropped = parked::drop_all(&tx, host).await?;
        self.note(&tx, &Who::Person(session), "peer.drop-parked", host).await?;
        tx.commit().await?;
        Ok(usize::try_from(dropped).unwrap_or(usize::MAX))
    }
}

fn claim_of(peer: Peer, member: bool) -> Claim {
    Claim {
        cursor: peer.cursor,
        facts: PeerFacts {
            member,
            failures: peer.failures,
            failing_since: peer.failing_since,
            gone_since: peer.gone_since,
            ..PeerFacts::default()
        },
        next_try: peer.next_try_at,
        failed: peer.failed,
        signature: peer.signature,
        bandung: peer.bandung,
        paused: peer.paused,
        host: peer.host,
    }
}
