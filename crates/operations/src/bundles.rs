//! Files that anybody can check without us: the bundle of a declaration and the receipt of an endorsement
//! (PROTOCOL 14.6).

use std::collections::BTreeSet;

use bytes::Bytes;
use evidence::{bundle::BUNDLE, log::SignedCheckpoint, receipt::RECEIPT};
use serde_json::{Value, json};
use storage::{
    bundle_actors, endorsements,
    log::{self, events},
    recounts,
};
use tokio::sync::mpsc::Sender;

use crate::{OperationError, Operations, Served, recounting::Source};

/// Entries that are read at once.
const PAGE: u64 = 200;

const NOT_FOUND: OperationError = OperationError::NotFound {
    what: "the declaration",
};

/// A bundle that is about to be written.
pub struct BundleSource {
    source: Source,
    checkpoint: SignedCheckpoint,
    tally: Value,
}

impl Operations {
    /// Gathers what the bundle of a declaration begins with; `object` is the id of its article. Of our own declarations
    /// the tally is that of this moment, of others the one that was published last.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the declaration, its log or its tally is not known here.
    pub async fn declaration_bundle(&self, object: &str) -> Result<BundleSource, OperationError> {
        let mut source = self.recount_source(object).await?;
        let tally = if source.log.own {
            let address = source.declaration.tally.clone();
            match self.document(&address, None).await? {
                Served::Document(bytes) | Served::Gone(bytes) => Some(bytes),
            }
        } else {
            let kept = recounts::of(&self.db(), object).await?;
            kept.into_iter()
                .find(|recount| recount.host.is_empty())
                .and_then(|own| own.claimed)
        };
        let tally = tally
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or(NOT_FOUND)?;
        if source.log.own {
            self.sign_checkpoint().await?;
        }
        let checkpoint = self.log_checkpoint(&source.log.origin).await?;
        source.log = log::get(&self.db(), &source.log.origin).await?.ok_or(NOT_FOUND)?;
        Ok(BundleSource {
            source,
            checkpoint,
            tally,
        })
    }

    /// The id of the article of a declaration's page.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_of_slug(&self, slug: &str) -> Result<String, OperationError> {
        let row = storage::declarations::by_slug(&self.db(), slug).await?;
        row.filter(|row| row.document.is_some())
            .map(|row| row.object)
            .ok_or(NOT_FOUND)
    }

    /// Writes a bundle piece by piece. Ends early when nobody takes the pieces any more.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn write_bundle(&self, bundle: BundleSource, out: &Sender<Bytes>) -> Result<(), OperationError> {
        let BundleSource {
            source,
            checkpoint,
            tally,
        } = bundle;
        let origin = &source.log.origin;
        let size = checkpoint.checkpoint().size;
        let mut text = format!(
            "{{\n\"format\": {},\n\"declaration\": {},\n\"log\": {{\"origin\": {}, \"checkpoint\": {}, \"entries\": [",
            json!(BUNDLE),
            source.document,
            json!(origin),
            json!(checkpoint.to_string())
        );
        let mut from = 0;
        while from < size {
            for row in log::entries(&self.db(), origin, from, PAGE.min(size - from)).await? {
                text.push_str(if row.index == 0 { "\n" } else { ",\n" });
                text.push_str(&json!(row.entry).to_string());
                from = row.index + 1;
            }
            if !send(out, &mut text).await {
                return Ok(());
            }
        }
        text.push_str("]},\n\"events\": [");
        let mut actors = BTreeSet::from([source.declaration.owner.clone()]);
        let mut first = true;
        let mut next = 0;
        while next < size {
            let last = (next + PAGE).min(size);
            for event in self.events_of_bundle(&source, next, last).await? {
                actors.extend(event.pointer("/document").and_then(author));
                text.push_str(if first { "\n" } else { ",\n" });
                text.push_str(&event.to_string());
                first = false;
            }
            next = last;
            if !send(out, &mut text).await {
                return Ok(());
            }
        }
        text.push(']');
        if let Some(network) = &source.declaration.network {
            self.write_network(network, &mut actors, &mut text).await?;
        }
        text.push_str(",\n\"actors\": [");
        let mut first = true;
        for actor in &actors {
            if let Some(document) = self.actor_of_bundle(&source.declaration.id, actor).await? {
                text.push_str(if first { "\n" } else { ",\n" });
                text.push_str(&document.to_string());
                first = false;
            }
            if text.len() > 64 * 1024 && !send(out, &mut text).await {
                return Ok(());
            }
        }
        text.push_str("],\n\"tally\": ");
        text.push_str(&tally.to_string());
        text.push_str("\n}\n");
        send(out, &mut text).await;
        Ok(())
    }

    /// The document of an actor as it is known here, else as the bundle gave it from which the declaration was taken.
    async fn actor_of_bundle(&self, declaration: &str, actor: &str) -> Result<Option<Value>, OperationError> {
        if let Some(known) = self.actor_document(actor).await? {
            return Ok(Some(known));
        }
        let given = bundle_actors::get(&self.db(), declaration, actor).await?;
        Ok(given.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// What its network says of those who endorsed, so that whoever checks counts each member once, by the keys that the
    /// network pinned. Follows the events.
    async fn write_network(
        &self,
        network: &str,
        actors: &mut BTreeSet<String>,
        text: &mut String,
    ) -> Result<(), OperationError> {
        let given = self.network_documents(network, actors).await?;
        actors.insert(network.to_owned());
        // A small roster stands by itself; the pages of a large one together.
        let roster = match given.roster.as_slice() {
            [] => None,
            [one] => Some(("roster", one.to_string())),
            pages => Some(("rosterPages", listed(pages))),
        };
        let others = [
            ("memberships", listed(&given.memberships)),
            ("rosterChanges", listed(&given.changes)),
        ];
        for (name, value) in roster.into_iter().chain(others) {
            text.push_str(",\n\"");
            text.push_str(name);
            text.push_str("\": ");
            text.push_str(&value);
        }
        Ok(())
    }

    /// What is given out about the entries of a declaration, and about keys, from one index to before another.
    async fn events_of_bundle(&self, source: &Source, from: u64, to: u64) -> Result<Vec<Value>, OperationError> {
        let mut given = Vec::new();
        for (index, page) in (from..).zip(self.given_page(source, from, to - from).await?) {
            given.extend(page.into_event(index, &source.declaration.digest));
        }
        Ok(given)
    }

    /// The receipt of an endorsement: the document, its stamp, its entry and the proof that this is in the log.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when it is not known here, was erased, or is not in a signed tree yet.
    pub async fn endorsement_receipt_file(&self, object: &str) -> Result<Value, OperationError> {
        let missing = OperationError::NotFound {
            what: "the endorsement",
        };
        let row = endorsements::by_object(&self.db(), object).await?;
        let Some((row, index)) = row.and_then(|row| row.log_index.map(|index| (row, index))) else {
            return Err(missing);
        };
        let declaration = storage::declarations::get(&self.db(), row.declaration).await?;
        let declaration = declaration.ok_or(NOT_FOUND)?.object;
        let source = self.recount_source(&declaration).await?;
        let origin = &source.log.origin;
        if source.log.own {
            self.sign_checkpoint().await?;
        }
        let checkpoint = self.log_checkpoint(origin).await?;
        // Where the log does not open, the stamp is still a promise: with what stands in its place it is proof that it was
        // broken (E10).
        let event = events::get(&self.db(), origin, index).await?;
        let its_own = |event: &events::Event| {
            let document = serde_json::from_slice(&event.document).ok();
            document.map(|document| evidence::multibase::document_digest(&document)) == row.digest
        };
        let (document, salt, stamp) = match event.filter(its_own) {
            Some(event) => (event.document, event.salt, event.stamp),
            None => match (row.document, row.log_salt) {
                (Some(document), Some(salt)) if row.stamp.is_some() => (document, salt, row.stamp_document),
                _ => return Err(missing),
            },
        };
        let endorsement: Value = serde_json::from_slice(&document).map_err(|_| NOT_FOUND)?;
        let mut actors = Vec::new();
        let mut signers = BTreeSet::from([source.declaration.owner.clone()]);
        signers.extend(author(&endorsement));
        for actor in signers {
            actors.extend(self.actor_of_bundle(&declaration, &actor).await?);
        }
        let mut receipt = json!({
            "format": RECEIPT, "declaration": source.document, "actors": actors, "endorsement": endorsement,
        });
        match log::entry(&self.db(), origin, index).await? {
            Some(entry) if index < checkpoint.checkpoint().size => {
                let size = checkpoint.checkpoint().size;
                let proof = evidence::log::ProofFile {
                    extra: Some(salt),
                    index,
                    proof: self.inclusion_proof(origin, index, size).await?,
                    checkpoint,
                };
                receipt["entry"] = json!(entry.entry);
                receipt["proof"] = json!(proof.to_string());
            }
            _ => receipt["checkpoint"] = json!(checkpoint.to_string()),
        }
        if let Some(stamp) = stamp.and_then(|stamp| serde_json::from_slice::<Value>(&stamp).ok()) {
            receipt["stamp"] = stamp;
        }
        Ok(receipt)
    }

    /// A policy that names the log of this node, and the witnesses that it asks. Trust it as far as you trust this node.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] before the first declaration.
    pub async fn own_policy(&self) -> Result<String, OperationError> {
        self.policy_with(|_| true).await
    }

    /// The same with those witnesses only whose hosts are wanted.
    pub(crate) async fn policy_with(&self, wanted: impl Fn(&str) -> bool) -> Result<String, OperationError> {
        let log = log::own(&self.db()).await?.ok_or(NOT_FOUND)?;
        let key = evidence::log::VerifierKey::parse(&log.key).map_err(|_| NOT_FOUND)?;
        let witnesses = storage::witnesses::list(&self.db()).await?;
        let witnesses: Vec<_> = witnesses
            .into_iter()
            .filter(|witness| witness.host != log.host && wanted(&witness.host))
            .filter_map(|witness| Some((evidence::log::VerifierKey::parse(&witness.key).ok()?, witness.prefix)))
            .collect();
        Ok(evidence::log::Policy::for_network(&key, &log.prefix, &witnesses))
    }
}

/// Sends what is written so far; false when nobody takes it any more.
async fn send(out: &Sender<Bytes>, text: &mut String) -> bool {
    out.send(Bytes::from(std::mem::take(text))).await.is_ok()
}

/// A list with one line for each document.
fn listed(documents: &[Value]) -> String {
    let lines: Vec<String> = documents.iter().map(|document| format!("\n{document}")).collect();
    format!("[{}]", lines.join(","))
}

fn author(document: &Value) -> Option<String> {
    let author = document.get("actor").or_else(|| document.get("attributedTo"))?;
    author.as_str().map(str::to_owned)
}
