//! The outbox as the lanes see it, and the peers as the operator sees them (ARCHITECTURE 4.2).

use std::time::Duration as WallTime;

use chrono::{DateTime, Duration, Utc};
use domain::{
    delivery::{PeerFacts, Waiting},
    outbox::{AudienceKey, Seq},
    permissions::Action,
};
use serde::Serialize;
use storage::{Db, lanes, outbox, parked, peers};

use crate::{
    OperationError, Operations, Session,
    audit::Who,
    view::{Check, CheckState},
};

/// How long a lane belongs to the one who claimed it.
const LEASE: Duration = Duration::seconds(60);
/// The lanes look at the outbox at least this often.
const POLL: WallTime = WallTime::from_secs(2);
/// With more waiting updates of one object than this, only the last is sent.
const UPDATES: u64 = 50;

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

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the peer" };

impl Operations {
    /// Waits until the outbox moved or a peer was woken; at most two seconds.
    pub async fn outbox_moved(&self) {
        let _ = tokio::time::timeout(POLL, self.0.outbox_moved.notified()).await;
    }

    /// Peers that have something to get and may be tried now.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn due_peers(&self) -> Result<Vec<String>, OperationError> {
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
        let peer = peers::get(&Db::from(&tx), host).await?.ok_or(NOT_FOUND)?;
        let answers = lanes::answers(&Db::from(&tx), host).await?;
        tx.commit().await?;
        let gone_since = answers
            .iter()
            .take_while(|(_, _, answer)| says_gone(answer))
            .last()
            .map(|(at, _, _)| *at);
        let facts = PeerFacts {
            failures: peer.failures,
            failing_since: peer.failing_since,
            gone_since,
            ..PeerFacts::default()
        };
        Ok(Some(Claim {
            host: peer.host,
            cursor: peer.cursor,
            facts,
            next_try: peer.next_try_at,
            signature: peer.signature,
            bandung: peer.bandung,
            paused: peer.paused,
        }))
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
        Ok(outbox::next_entries(&self.db(), host, after, most).await?)
    }

    /// One entry with all that is needed to send it; nothing when it must not be sent any more: blocked, erased, or a
    /// later version of many is on its way.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn job(&self, host: &str, seq: Seq) -> Result<Option<DeliveryJob>, OperationError> {
        let db = self.db();
        let Some(entry) = outbox::entry(&db, seq).await? else {
            return Ok(None);
        };
        if self.is_suspended(host, "") || entry.body.is_empty() {
            return Ok(None);
        }
        if entry.kind == "Update" && outbox::later_updates(&db, &entry).await? > UPDATES {
            return Ok(None);
        }
        let mut inboxes = outbox::named_inboxes(&db, host, seq).await?;
        if inboxes.is_empty() {
            inboxes = self.inboxes_by_key(&db, host, seq).await?;
        }
        if inboxes.is_empty() {
            return Ok(None);
        }
        let prev = outbox::previous(&db, host, seq).await?;
        Ok(Some(DeliveryJob {
            seq,
            prev,
            actor: entry.actor,
            body: entry.body,
            inboxes,
        }))
    }

    /// The shared inbox of the followers at a host, else their own ones; for holders, the inbox of their server.
    async fn inboxes_by_key(&self, db: &Db<'_>, host: &str, seq: Seq) -> Result<Vec<String>, OperationError> {
        let mut inboxes = Vec::new();
        for key in outbox::keys_for(db, host, seq).await? {
            match key.strip_prefix("followers:") {
                Some(organisation) => inboxes.extend(storage::followers::inboxes(db, organisation, host).await?),
                None => inboxes.extend(storage::remote_actors::inbox_of_host(db, host).await?),
            }
        }
        inboxes.sort();
        inboxes.dedup();
        Ok(inboxes)
    }

    /// Moves the cursor, by the holder only; false when the lane was lost. Renews the claim.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn advance(&self, host: &str, holder: &str, from: Seq, to: Seq) -> Result<bool, OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        let ours = lanes::advance(&tx, host, holder, from, to).await?
            && lanes::lease(&tx, host, holder, now, now + LEASE).await?;
        tx.commit().await?;
        Ok(ours)
    }

    /// Notes a success: failures end, the signature kind is remembered.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn delivered(&self, host: &str, seq: Seq, signature: &str) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        lanes::delivered(&tx, host, signature, self.now()).await?;
        lanes::answered(&tx, host, Some(seq), "taken", self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Notes a failure of the whole peer, with the time of the next try.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn backed_off(
        &self,
        host: &str,
        why: &str,
        until: DateTime<Utc>,
        alarm: bool,
    ) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        lanes::backed_off(&tx, host, until, alarm, self.now()).await?;
        lanes::answered(&tx, host, None, why, self.now()).await?;
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
        let tx = self.begin().await?;
        parked::park(&tx, host, seq, why, retry_at, self.now()).await?;
        lanes::answered(&tx, host, Some(seq), why, self.now()).await?;
        Ok(tx.commit().await?)
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

    /// Ends the follows of a host whose inbox is gone for good.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn let_go(&self, host: &str) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let until = outbox::head_for_update(&tx).await?;
        for follower in storage::followers::of_host(&Db::from(&tx), host).await? {
            storage::followers::set_state(&tx, follower.id, domain::follow::FollowState::Ended).await?;
            let key = AudienceKey::Followers(follower.organisation);
            storage::subscriptions::end(&tx, host, &key, Seq(until.0 + 1)).await?;
        }
        self.note(&tx, &Who::Other("system"), "peer.let-go", host).await?;
        Ok(tx.commit().await?)
    }

    /// All peers, those with waiting entries first (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn peers(&self, session: &Session) -> Result<Vec<PeerView>, OperationError> {
        session.require(Action::OperateNode)?;
        let mut views = self.all_peers().await?;
        views.sort_by_key(|view| (view.waiting == 0, view.waiting_since, view.host.clone()));
        Ok(views)
    }

    async fn all_peers(&self) -> Result<Vec<PeerView>, OperationError> {
        let mut views = Vec::new();
        for peer in peers::list(&self.db()).await? {
            views.push(self.peer_view(peer).await?);
        }
        Ok(views)
    }

    async fn peer_view(&self, peer: peers::Peer) -> Result<PeerView, OperationError> {
        let db = self.db();
        let (waiting, waiting_since) = outbox::count_waiting(&db, &peer.host, peer.cursor).await?;
        let parked = parked::list(&db, &peer.host)
            .await?
            .into_iter()
            .map(|(seq, why)| (seq.0, why))
            .collect();
        Ok(PeerView {
            waiting,
            waiting_since,
            parked,
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
        let peer = peers::get(&self.db(), host).await?.ok_or(NOT_FOUND)?;
        let answers = lanes::answers(&self.db(), host).await?;
        Ok((
            self.peer_view(peer).await?,
            answers.into_iter().map(|(at, _, answer)| (at, answer)).collect(),
        ))
    }

    /// "Try now": ends the back-off, and what was set aside is tried again (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn retry_peer(&self, session: &Session, host: &str) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        peers::get(&Db::from(&tx), host).await?.ok_or(NOT_FOUND)?;
        lanes::try_again(&tx, host).await?;
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
            return Err(NOT_FOUND);
        }
        self.note(
            &tx,
            &Who::Person(session),
            if paused { "peer.pause" } else { "peer.resume" },
            host,
        )
        .await?;
        self.commit_and_wake(tx).await
    }

    /// Drops the parked entries of a peer (operator); gives their number.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn drop_parked(&self, session: &Session, host: &str) -> Result<usize, OperationError> {
        session.require(Action::OperateNode)?;
        let tx = self.begin().await?;
        peers::get(&Db::from(&tx), host).await?.ok_or(NOT_FOUND)?;
        let dropped = parked::drop_all(&tx, host).await?;
        self.note(&tx, &Who::Person(session), "peer.drop-parked", host).await?;
        tx.commit().await?;
        Ok(usize::try_from(dropped).unwrap_or(usize::MAX))
    }

    /// One sentence on deliveries, for the dashboard.
    pub(crate) async fn delivery_check(&self) -> Result<Check, OperationError> {
        let peers = self.all_peers().await?;
        let waiting = peers.iter().filter(|peer| peer.waiting > 0).count();
        let alarms: Vec<&str> = peers
            .iter()
            .filter(|peer| peer.alarm)
            .map(|peer| peer.host.as_str())
            .collect();
        let up_to_date = peers.len() - waiting;
        let text = format!("{up_to_date} peers up to date, {waiting} waiting");
        Ok(if alarms.is_empty() {
            Check {
                name: "deliveries",
                state: CheckState::Ok,
                text,
            }
        } else {
            let text = format!("{text}; look at {}: `bandung peer show HOST`", alarms.join(", "));
            Check {
                name: "deliveries",
                state: CheckState::Warn,
                text,
            }
        })
    }
}

fn says_gone(answer: &str) -> bool {
    answer.starts_with("404") || answer.starts_with("410")
}
