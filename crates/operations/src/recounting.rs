//! Recounting: every node counts the logs that it keeps, and says where a published number is another one (EN8).

mod book;
mod gather;
mod members;
mod receipts;
mod rows;

pub(crate) use book::RecountBook;
pub(crate) use gather::Source;

use book::Begun;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use evidence::{
    documents::{Known, PublishedTally, Reason},
    strict_json,
    tally::{Counted, Fault},
};
use serde_json::{Value, json};
use storage::{Db, declarations, recounts};

use crate::{OperationError, Operations, declarations::rules_of, view::declarations::RecountView};

/// How a published tally and the log fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecountState {
    /// The log gives the published number.
    Same,
    /// It gives another one: the reason, a code of PROTOCOL 12.2.
    Differs(&'static str),
    /// Something is missing: the reason.
    Unknown(&'static str),
}

impl RecountState {
    /// The word for it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs(_) => "differs",
            Self::Unknown(_) => "unknown",
        }
    }

    const fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Same => None,
            Self::Differs(reason) | Self::Unknown(reason) => Some(reason),
        }
    }

    fn of(fault: Fault) -> Self {
        if fault.reason.is_undecidable() {
            Self::Unknown(fault.reason.as_str())
        } else {
            Self::Differs(fault.reason.as_str())
        }
    }
}

/// What counting a log gave.
#[derive(Clone, Debug)]
pub struct Recounted {
    /// The figures; nothing when the log is wrong.
    pub counted: Option<Counted>,
    /// What is wrong with the log, or missing.
    pub fault: Option<Fault>,
    /// Actors whose keys are not known here and must be fetched from their own servers.
    pub unknown_actors: BTreeSet<String>,
}

const NOT_FOUND: OperationError = OperationError::NotFound {
    what: "the declaration",
};

impl Operations {
    /// Counts the log of a declaration anew, up to a size or to its end. What was counted before is not counted again.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the declaration or its log is not known here.
    pub async fn recount(&self, object: &str, to: Option<u64>) -> Result<Recounted, OperationError> {
        let source = self.recount_source(object).await?;
        self.recount_from(&source, to).await
    }

    async fn recount_from(&self, source: &Source, to: Option<u64>) -> Result<Recounted, OperationError> {
        let object = &source.declaration.id;
        let size = to.unwrap_or(source.log.size);
        if size > source.log.size {
            return Err(NOT_FOUND);
        }
        let told = self.key_updates(&source.log.origin).await?;
        let with = Begun {
            origin: source.log.origin.clone(),
            roster: match &source.declaration.network {
                Some(network) => self.roster_number(network).await?,
                None => 0,
            },
            keys: told.len(),
        };
        let mut begun = self.0.recounts.take(object, &with, size);
        let outcome = self.count_on(source, &told, &mut begun, size).await?;
        // What is not opened yet may be opened later.
        let all_opened = outcome
            .counted
            .as_ref()
            .is_some_and(|counted| counted.totals.undisclosed == 0);
        let lasts = all_opened && source.given.is_empty();
        if outcome.fault.is_none() && outcome.unknown_actors.is_empty() && lasts {
            self.0.recounts.keep(object, with, begun);
        }
        Ok(outcome)
    }

    /// Compares the tally that an owner published with the log, and keeps the outcome. Gives it with the actors whose
    /// keys must be fetched before anything can be decided.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the declaration or its log is not known here.
    pub async fn compare_tally(
        &self,
        object: &str,
        published: &[u8],
    ) -> Result<(RecountState, BTreeSet<String>), OperationError> {
        let source = self.recount_source(object).await?;
        self.compare_from(&source, published).await
    }

    /// The same with what is counted.
    pub(crate) async fn compare_from(
        &self,
        source: &Source,
        published: &[u8],
    ) -> Result<(RecountState, BTreeSet<String>), OperationError> {
        let object = source.declaration.id.as_str();
        let owner = BTreeSet::from([source.declaration.owner.clone()]);
        let (keys, unknown) = self.keyring_of(source, &owner).await?;
        if !unknown.is_empty() {
            return Ok((RecountState::Unknown(Reason::KeyUnknown.as_str()), unknown));
        }
        let ids = self.0.ids.clone();
        let known = Known {
            ids: &ids,
            keys: &keys,
            now: None,
        };
        let read = strict_json::read(published, strict_json::Limits::SIGNED)
            .map_err(|_| Reason::Json)
            .and_then(|document| PublishedTally::check(&document, &source.declaration, &known));
        let claimed = match read {
            Ok(claimed) => claimed,
            Err(reason) => {
                let state = RecountState::of(Fault::of_all(reason));
                self.keep_recount(object, &state, None, published).await?;
                return Ok((state, BTreeSet::new()));
            }
        };
        if claimed.origin != source.log.origin || claimed.tree_size > source.log.size {
            // Counted over entries that are not mirrored yet, or that the log never showed.
            let state = self.doubted(object, Reason::EventMissing).await?;
            self.keep_recount(object, &state, None, published).await?;
            return Ok((state, BTreeSet::new()));
        }
        let recounted = self.recount_from(source, Some(claimed.tree_size)).await?;
        let state = match (&recounted.fault, &recounted.counted) {
            (Some(fault), _) if fault.reason == Reason::EventMissing => self.doubted(object, fault.reason).await?,
            (Some(fault), _) => RecountState::of(*fault),
            (None, Some(counted)) if counted.totals.undisclosed > claimed.totals.undisclosed => {
                self.doubted(object, Reason::EventMissing).await?
            }
            (None, Some(counted)) => match claimed.compare(counted) {
                Ok(()) => RecountState::Same,
                Err(reason) => RecountState::Differs(reason.as_str()),
            },
            (None, None) => self.doubted(object, Reason::EventMissing).await?,
        };
        let state = match state {
            RecountState::Differs(_) => state,
            state => match self.broken_promise(source).await? {
                Some(reason) => RecountState::Differs(reason.as_str()),
                None => state,
            },
        };
        if state == RecountState::Same {
            self.keep_undisclosed(object, claimed.undisclosed_countries).await?;
        }
        if recounted.unknown_actors.is_empty() {
            self.keep_recount(object, &state, recounted.counted.as_ref(), published)
                .await?;
        }
        Ok((state, recounted.unknown_actors))
    }

    /// Keeps what the owner says of countries that occur among hidden signers alone: shown beside the number, as its word.
    async fn keep_undisclosed(&self, object: &str, countries: u64) -> Result<(), OperationError> {
        let known = declarations::by_object(&self.db(), object).await?;
        let Some(row) = known.filter(|row| row.organisation.is_none()) else {
            return Ok(());
        };
        if rules_of(&row).undisclosed_countries == countries {
            return Ok(());
        }
        let tx = self.begin_decision().await?;
        if let Some(mut row) = declarations::by_object(&Db::from(&tx), object).await? {
            let mut rules = rules_of(&row);
            rules.undisclosed_countries = countries;
            row.rules = rules.to_text();
            declarations::change(&tx, &row).await?;
        }
        Ok(tx.commit().await?)
    }

    /// What a host does not show may be on its way; what it has not shown for a day, it does not show: then its number
    /// does not verify.
    async fn doubted(&self, object: &str, reason: Reason) -> Result<RecountState, OperationError> {
        let all = recounts::of(&self.db(), object).await?;
        let since = all
            .into_iter()
            .find(|kept| {
                kept.host.is_empty() && kept.state != "same" && kept.reason.as_deref() == Some(reason.as_str())
            })
            .map(|kept| kept.at);
        let lasts = since.is_some_and(|since| self.now() >= since + TimeDelta::days(1));
        Ok(if lasts {
            RecountState::Differs(reason.as_str())
        } else {
            RecountState::Unknown(reason.as_str())
        })
    }

    async fn keep_recount(
        &self,
        object: &str,
        state: &RecountState,
        counted: Option<&Counted>,
        published: &[u8],
    ) -> Result<(), OperationError> {
        let before = recounts::of(&self.db(), object).await?;
        let before = before.into_iter().find(|kept| kept.host.is_empty());
        // A doubt is dated from its beginning.
        let doubt = *state != RecountState::Same && state.reason() == Some(Reason::EventMissing.as_str());
        let since = before
            .filter(|kept| doubt && kept.state != "same" && kept.reason.as_deref() == state.reason())
            .map(|kept| kept.at);
        if let RecountState::Differs(reason) = state {
            tracing::warn!(
                declaration = object,
                reason,
                "The published tally of {object} does not verify: {reason}"
            );
        }
        let kept = recounts::Recount {
            declaration: object.to_owned(),
            host: String::new(),
            state: state.as_str().to_owned(),
            reason: state.reason().map(str::to_owned),
            size: counted.map_or(0, |counted| counted.size),
            counted: counted.map_or(Value::Null, |counted| json!(counted.totals)).to_string(),
            claimed: Some(published.to_vec()),
            at: since.unwrap_or_else(|| self.now()),
        };
        let tx = self.begin().await?;
        recounts::put(&tx, &kept).await?;
        Ok(tx.commit().await?)
    }

    /// How other nodes counted a declaration, and why its published number does not verify, when it does not.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn recounts_of(&self, object: &str) -> Result<(Vec<RecountView>, Option<String>), OperationError> {
        let all = recounts::of(&self.db(), object).await?;
        let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|recount| recount.host.is_empty());
        let broken = own
            .into_iter()
            .find(|recount| recount.state == "differs")
            .and_then(|recount| recount.reason);
        let views = others
            .into_iter()
            .filter(|recount| recount.state != "unknown")
            .map(|recount| RecountView {
                same: recount.state == "same",
                host: recount.host,
                at: recount.at,
            })
            .collect();
        Ok((views, broken))
    }

    /// What this node counted, for other nodes, newest first: declaration, state, reason, size, figures, time.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn own_recounts(&self) -> Result<Vec<Value>, OperationError> {
        let own = recounts::own(&self.db(), 200).await?;
        Ok(own
            .into_iter()
            .map(|own| {
                let counted: Value = serde_json::from_str(&own.counted).unwrap_or_default();
                json!({
                    "declaration": own.declaration, "state": own.state, "reason": own.reason, "treeSize": own.size,
                    "counted": counted, "at": own.at,
                })
            })
            .collect())
    }

    /// Keeps what another node says that it counted.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn take_recount(&self, host: &str, told: &Value) -> Result<(), OperationError> {
        let text = |name: &str| told.get(name).and_then(Value::as_str);
        let (Some(declaration), Some(state)) = (text("declaration"), text("state")) else {
            return Ok(());
        };
        if !["same", "differs", "unknown"].contains(&state) {
            return Ok(());
        }
        let known = declarations::by_object(&self.db(), declaration).await?;
        let reason = text("reason").and_then(|told| Reason::ALL.iter().find(|reason| reason.as_str() == told));
        let Some(_) = known else { return Ok(()) };
        let kept = recounts::Recount {
            declaration: declaration.to_owned(),
            host: host.to_owned(),
            state: state.to_owned(),
            reason: reason.map(|reason| reason.as_str().to_owned()),
            size: told.get("treeSize").and_then(Value::as_u64).unwrap_or_default(),
            counted: Value::Null.to_string(),
            claimed: None,
            at: self.now(),
        };
        let tx = self.begin().await?;
        recounts::put(&tx, &kept).await?;
        Ok(tx.commit().await?)
    }

    /// The declarations that are known here whose owners live on a host: their ids and the addresses of their tallies.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tallies_of_host(&self, host: &str) -> Result<Vec<(String, String)>, OperationError> {
        let mut found = Vec::new();
        let mut offset = 0;
        loop {
            let page = declarations::page(&self.db(), None, offset, 100).await?;
            let Ok(length) = u32::try_from(page.len()) else { break };
            for row in page {
                let of_host = url::Url::parse(&row.owner).is_ok_and(|url| url.host_str() == Some(host));
                let Some(document) = row.document.filter(|_| of_host) else {
                    continue;
                };
                let tally = serde_json::from_slice::<Value>(&document)
                    .ok()
                    .and_then(|document| document.get("bandung:tally")?.as_str().map(str::to_owned));
                found.extend(tally.map(|tally| (row.object, tally)));
            }
            if length < 100 {
                break;
            }
            offset += length;
        }
        Ok(found)
    }
}
