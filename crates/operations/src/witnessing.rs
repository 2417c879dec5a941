//! Witnesses: what this node answers as one, and whom it asks for cosignatures (PROTOCOL 14.4).

use evidence::log::{
    AddCheckpoint, Cosignature, SignedCheckpoint, Verdict, VerifierKey, origin_hash, read_cosignature_lines,
};
use protocol::services::{LogService, Services, WitnessService};
use serde::Serialize;
use storage::{
    heads::{self, Book, Head},
    log, witnesses,
};

use crate::{OperationError, Operations, Session, audit::Who};
use domain::permissions::Action;

/// What a witness answers (PL13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WitnessAnswer {
    /// 200 with the lines.
    Cosigned(String),
    /// 400: not a request, or the old size is above the new one.
    Malformed,
    /// 403: not signed by the key of the log.
    NotSigned,
    /// 404: not a log of a node that is witnessed here. The host that its name begins with.
    Unknown(String),
    /// 409: this size is held.
    Conflict(u64),
    /// 422: the proof or the root is wrong.
    Inconsistent,
}

/// A request to be sent to a witness.
#[derive(Clone, Debug)]
pub struct WitnessRequest {
    /// Host of the witness.
    pub host: String,
    /// Address to post to.
    pub url: String,
    /// Size of the checkpoint.
    pub size: u64,
    /// Body.
    pub body: String,
}

/// A witness as the operator sees it.
#[derive(Clone, Debug, Serialize)]
pub struct WitnessView {
    /// Its host.
    pub host: String,
    /// Its verifier key.
    pub key: String,
    /// Named by a person here.
    pub added: bool,
    /// The largest size of our log that it has co-signed.
    pub signed_size: Option<u64>,
    /// What it answered last when it did not co-sign.
    pub last_answer: Option<String>,
    /// How often in a row it did not answer well.
    pub failures: u32,
}

/// After so many failures in a row a witness is asked every six hours only.
const MOST_DOUBLINGS: u32 = 8;

impl Operations {
    /// What this node offers around logs: the members `bandung:log` and `bandung:witness` of its instance actor.
    pub(crate) async fn services(&self) -> Result<Services, OperationError> {
        let urls = self.require_urls()?;
        let own = self.own_log().await?;
        let service = |log: &log::Log| {
            let key = VerifierKey::parse(&log.key).ok()?;
            Some(LogService {
                key,
                prefix: log.prefix.clone(),
            })
        };
        let all = log::list(&self.db(), Some(urls.host())).await?;
        let ended = all.iter().filter(|log| log.own && log.ended_why.is_some());
        Ok(Services {
            log: service(&own),
            ended: ended
                .filter_map(|log| Some((service(log)?, log.ended_why.clone()?)))
                .collect(),
            witness: Some(WitnessService {
                key: self.witness_signer().await?.verifier().clone(),
                prefix: urls.witness_prefix(),
            }),
        })
    }

    /// Which logs this node witnesses, and by which key it knows them: those of Bandung nodes that it follows or that
    /// follow it, and of nodes that were named as witnesses. None of a node whose actors a trusted network suspended or put out (PL15).
    async fn witnessed_log_key(&self, origin: &str) -> Result<Option<VerifierKey>, OperationError> {
        let Some(log) = log::get(&self.db(), origin).await?.filter(|log| !log.own) else {
            return Ok(None);
        };
        let peers = self.log_peers().await?;
        let scheme = &self.0.scheme;
        if !self
            .may_be_fetched(&self.db(), &format!("{scheme}://{}/", log.host))
            .await?
        {
            return Ok(None);
        }
        Ok(peers
            .contains(&log.host)
            .then(|| VerifierKey::parse(&log.key).ok())
            .flatten())
    }

    /// Answers a log that asks for a cosignature. The new head is stored, by compare-and-swap, before anything is
    /// signed (PL14).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn add_checkpoint(&self, body: &[u8]) -> Result<WitnessAnswer, OperationError> {
        let request = std::str::from_utf8(body)
            .ok()
            .and_then(|body| AddCheckpoint::parse(body).ok());
        let Some(request) = request else {
            return Ok(WitnessAnswer::Malformed);
        };
        let tree = request.checkpoint.checkpoint();
        let Some(key) = self.witnessed_log_key(&tree.origin).await? else {
            let host = tree.origin.split('/').next().unwrap_or_default();
            return Ok(WitnessAnswer::Unknown(host.to_owned()));
        };
        let store = &self.0.store;
        let held = heads::get(store, Book::Witnessed, &tree.origin).await?;
        let held_note = held.as_ref().and_then(|held| SignedCheckpoint::parse(&held.note).ok());
        match request.judge(&key, held_note.as_ref().map(SignedCheckpoint::checkpoint)) {
            Verdict::Cosign => {}
            Verdict::NotSigned => return Ok(WitnessAnswer::NotSigned),
            Verdict::OldAboveNew => return Ok(WitnessAnswer::Malformed),
            Verdict::Conflict { size } => return Ok(WitnessAnswer::Conflict(size)),
            Verdict::Inconsistent => {
                if let Some(held) = held_note {
                    self.keep_if_contradicting(&key, &held, &request.checkpoint, &tree.origin)
                        .await?;
                }
                return Ok(WitnessAnswer::Inconsistent);
            }
        }
        let moves = held.as_ref().is_none_or(|held| held.size < tree.size);
        if moves {
            let new = Head {
                size: tree.size,
                root: tree.root,
                note: request.checkpoint.to_string(),
            };
            if !heads::advance(store, Book::Witnessed, &tree.origin, held.as_ref(), &new).await? {
                // Somebody else was faster: the log has to prove from what is held now.
                let now = heads::get(store, Book::Witnessed, &tree.origin).await?;
                return Ok(WitnessAnswer::Conflict(now.map_or(0, |head| head.size)));
            }
        }
        let signer = self.witness_signer().await?;
        let signed = Cosignature::sign(tree, self.now(), &signer)
            .map_err(|_| refused!("clock-witness", "the clock of this node is wrong: it signs nothing"))?;
        Ok(WitnessAnswer::Cosigned(signed.line().to_string()))
    }

    /// The latest checkpoint of a log that this node has seen, by the name of the log at a witness (PL16): what it
    /// witnessed, mirrors, or signed itself, whichever is largest.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn witnessed_checkpoint(&self, hash: &str) -> Result<String, OperationError> {
        let origin = self.origin_of_hash(hash).await?;
        let witnessed = heads::get(&self.0.store, Book::Witnessed, &origin).await?;
        let kept = self.log_checkpoint(&origin).await.ok();
        let not_found = OperationError::NotFound { what: "the log" };
        match (witnessed, kept) {
            (Some(head), Some(kept)) if head.size > kept.checkpoint().size => Ok(head.note),
            (_, Some(kept)) => Ok(kept.to_string()),
            (Some(head), None) => Ok(head.note),
            (None, None) => Err(not_found),
        }
    }

    /// The origin of a log that is known here, by its name at a witness.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn origin_of_hash(&self, hash: &str) -> Result<String, OperationError> {
        let logs = log::list(&self.db(), None).await?;
        logs.into_iter()
            .map(|log| log.origin)
            .find(|origin| origin_hash(origin) == hash)
            .ok_or(OperationError::NotFound { what: "the log" })
    }

    /// Requests for the witnesses that have not co-signed the newest checkpoint and may be asked now.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn witness_requests(&self) -> Result<Vec<WitnessRequest>, OperationError> {
        let origin = self.log_origin().await?;
        let Ok(newest) = self.log_checkpoint(&origin).await else {
            return Ok(Vec::new());
        };
        let size = newest.checkpoint().size;
        let now = self.now();
        let mut requests = Vec::new();
        for witness in self.witnesses_to_ask().await? {
            let doublings = witness.failures.min(MOST_DOUBLINGS);
            let pause = chrono::TimeDelta::seconds(if doublings == 0 { 0 } else { 30 << doublings });
            let rests = witness.asked_at.is_some_and(|asked| now < asked + pause);
            if witness.signed_size.is_some_and(|signed| signed >= size) || rests {
                continue;
            }
            if let Some(request) = self.witness_request(&origin, &newest, &witness).await? {
                requests.push(request);
            }
        }
        Ok(requests)
    }

    async fn witness_request(
        &self,
        origin: &str,
        newest: &SignedCheckpoint,
        witness: &witnesses::Witness,
    ) -> Result<Option<WitnessRequest>, OperationError> {
        let size = newest.checkpoint().size;
        if witness.held_size > size {
            return Ok(None);
        }
        let request = AddCheckpoint {
            old: witness.held_size,
            proof: self.consistency_proof(origin, witness.held_size, size).await?,
            checkpoint: newest.clone(),
        };
        Ok(Some(WitnessRequest {
            host: witness.host.clone(),
            url: format!("{}add-checkpoint", witness.prefix),
            size,
            body: request.to_string(),
        }))
    }

    async fn witnesses_to_ask(&self) -> Result<Vec<witnesses::Witness>, OperationError> {
        let peers = self.log_peers().await?;
        let mut all = witnesses::list(&self.db()).await?;
        all.retain(|witness| witness.added || peers.contains(&witness.host));
        Ok(all)
    }

    /// A witness answered 200: checks its line and adds it to the checkpoint. Says whether it holds.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn witness_cosigned(&self, request: &WitnessRequest, answer: &str) -> Result<bool, OperationError> {
        let origin = self.log_origin().await?;
        let witness = witnesses::list(&self.db()).await?;
        let witness = witness.into_iter().find(|witness| witness.host == request.host);
        let key = witness.and_then(|witness| VerifierKey::parse(&witness.key).ok());
        let asked = AddCheckpoint::parse(&request.body).ok();
        let cosignature = key
            .zip(asked)
            .and_then(|(key, asked)| read_cosignature_lines(answer, asked.checkpoint.checkpoint(), &key).ok());
        let Some(cosignature) = cosignature else {
            self.witness_failed(&request.host, "its cosignature does not hold")
                .await?;
            return Ok(false);
        };
        self.add_cosignature(&origin, request.size, cosignature).await?;
        let tx = self.begin().await?;
        witnesses::signed(&tx, &request.host, request.size, self.now()).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// A witness holds another size of our log: gives the request with the proof from there. When it holds more than
    /// we have, the log is held until that is explained.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn witness_holds(
        &self,
        request: &WitnessRequest,
        held: u64,
    ) -> Result<Option<WitnessRequest>, OperationError> {
        let tx = self.begin().await?;
        witnesses::holds(&tx, &request.host, held).await?;
        tx.commit().await?;
        let all = witnesses::list(&self.db()).await?;
        let Some(witness) = all.into_iter().find(|witness| witness.host == request.host) else {
            return Ok(None);
        };
        let origin = self.log_origin().await?;
        let newest = self.log_checkpoint(&origin).await?;
        self.witness_request(&origin, &newest, &witness).await
    }

    /// A witness did not co-sign.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn witness_failed(&self, host: &str, answer: &str) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        witnesses::failed(&tx, host, answer, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// The witnesses of this node.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn witnesses(&self) -> Result<Vec<WitnessView>, OperationError> {
        let all = self.witnesses_to_ask().await?;
        Ok(all
            .into_iter()
            .map(|witness| WitnessView {
                host: witness.host,
                key: witness.key,
                added: witness.added,
                signed_size: witness.signed_size,
                last_answer: witness.last_answer,
                failures: witness.failures,
            })
            .collect())
    }

    /// Names a node as a witness of ours, and witnesses its log (operator). `services` is what its instance actor shows.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] when that node shows no witness.
    pub async fn add_witness(&self, session: &Session, host: &str, services: &Services) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let Some(witness) = &services.witness else {
            return Err(refused!(
                "no-witness",
                "{host} shows no witness: is it a Bandung node?",
                host = host
            ));
        };
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), "witness.add", host).await?;
        self.put_witness(&tx, host, witness, true).await?;
        self.commit_and_wake(tx).await?;
        self.met_node(host, services).await?;
        self.0.log.wake();
        Ok(())
    }
}
