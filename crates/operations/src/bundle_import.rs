//! A bundle from a memory stick, where there is no network: verified like by anybody, then taken as if its log had been
//! mirrored, so that this node shows the text and the tally (OPERATIONS 6).
//!
//! What somebody hands over is trusted no further than the log that the policy names. The text is the one that the log
//! committed to when it was opened, not the one beside it; the tally must be signed by a key of the owner of which the log
//! knows; documents of actors serve this one count, and are kept for bundles of the same declaration only, so that a file can
//! plant no keys.

use std::sync::Arc;

use domain::{declaration::State, permissions::Action};
use evidence::{
    bundle::{Bundle, BundleReport, Verdict, Workers},
    documents::{Declaration, Reason},
    log::{Frontier, Policy, VerifierKey, leaf_hash},
    tally::Fault,
};
use protocol::{actor::RemoteActor, note::ReceivedPost};
use serde_json::Value;
use storage::{
    Db, bundle_actors, declarations,
    log::{self, Log},
    posts, recounts, tombstones, witnesses,
};

use crate::{
    EventsPage, Judged, OperationError, Operations, Session, audit::Who, declarations::rules_of, log::frontier_of,
};

/// What came of a file.
#[derive(Debug)]
pub struct ImportedBundle {
    /// What it says. Anything but true: nothing was stored, but for evidence of a log with two histories.
    pub verdict: Verdict<BundleReport>,
    /// What was taken; nothing unless it is true.
    pub taken: Option<ImportedDeclaration>,
}

/// What is here now.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ImportedDeclaration {
    /// The id of the declaration.
    pub declaration: String,
    /// Last part of the address of its page here.
    pub slug: String,
    /// Whether it was not known here before.
    pub new: bool,
    /// How many entries of the log were not here before.
    pub entries: u64,
    /// What this node says of its number, by what it knows itself of keys and members: `same`, `differs`, `unknown`.
    pub recount: String,
}

/// The log of a bundle, as far as it is known whose it is.
struct Named {
    host: String,
    number: u32,
    key: VerifierKey,
    prefix: String,
}

impl Operations {
    /// Takes a bundle of another node's declaration (operator). Without a policy the log must be known here already: its
    /// key, and the witnesses that this node knows.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] for what cannot be taken though it may be true.
    pub async fn import_bundle(
        &self,
        session: &Session,
        bundle: Bundle,
        policy: Option<Policy>,
        workers: impl Workers + Send + 'static,
    ) -> Result<ImportedBundle, OperationError> {
        session.require(Action::OperateNode)?;
        let policy = match policy {
            Some(policy) => Some(policy),
            None => self.known_policy(&bundle.origin).await?,
        };
        let named = match &policy {
            Some(policy) => self.named_log(&bundle, policy).await?,
            None => None,
        };
        let bundle = Arc::new(bundle);
        let verdict = {
            let (bundle, policy) = (Arc::clone(&bundle), policy.clone());
            let work = tokio::task::spawn_blocking(move || bundle.verify(policy.as_ref(), &workers));
            work.await
                .map_err(|_| refused!("bundle-check-stopped", "the check of the file was stopped"))?
        };
        let (Verdict::Verified(_), Some(named)) = (&verdict, named) else {
            return Ok(ImportedBundle { verdict, taken: None });
        };
        let article = bundle
            .opened_article()
            .ok_or_else(|| refused!("bundle-no-text", "it does not have the text as it was opened"))?;
        if !bundle.has_tally_of_owner(article) {
            return Err(refused!(
                "bundle-tally-key",
                "its tally is signed by a key of which the log does not know that it is the owner's"
            ));
        }
        if self.is_forked(&bundle).await? {
            let verdict = Verdict::False(Fault::of_all(Reason::SplitView));
            return Ok(ImportedBundle { verdict, taken: None });
        }
        let new = self.take_article(session, &bundle, article).await?;
        let entries = self.take_log(&bundle, &named).await?;
        let taken = self.take_count(&bundle, article, new, entries).await?;
        Ok(ImportedBundle {
            verdict,
            taken: Some(taken),
        })
    }

    /// The policy that this node has for a log of another node: its key, and the witnesses that are known here.
    async fn known_policy(&self, origin: &str) -> Result<Option<Policy>, OperationError> {
        let Some(log) = log::get(&self.db(), origin).await? else {
            return Ok(None);
        };
        let Ok(key) = VerifierKey::parse(&log.key) else {
            return Ok(None);
        };
        let known = witnesses::list(&self.db()).await?.into_iter();
        let known: Vec<(VerifierKey, String)> = known
            .filter(|witness| witness.host != log.host)
            .filter_map(|witness| Some((VerifierKey::parse(&witness.key).ok()?, witness.prefix)))
            .collect();
        Ok(Policy::parse(&Policy::for_network(&key, &log.prefix, &known)).ok())
    }

    /// Whose log it is; nothing where the policy does not name it. Only a node's own log counts its declarations.
    async fn named_log(&self, bundle: &Bundle, policy: &Policy) -> Result<Option<Named>, OperationError> {
        let Some(trusted) = policy.logs().iter().find(|log| log.key.name() == bundle.origin) else {
            return Ok(None);
        };
        let owner = bundle.declaration.get("attributedTo").and_then(Value::as_str);
        let owner = owner.and_then(|owner| url::Url::parse(owner).ok());
        let host = owner.as_ref().and_then(url::Url::host_str).unwrap_or_default();
        let number = bundle.origin.strip_prefix(&format!("{host}/ap/log/"));
        let Some(number) = number.and_then(|number| number.parse().ok()) else {
            return Err(refused!(
                "bundle-other-log",
                "its log is not that of the server on which its owner is"
            ));
        };
        if self.urls().is_some_and(|urls| urls.host() == host) {
            return Err(refused!(
                "bundle-of-this-node",
                "the declaration is one of this node: a backup brings it back"
            ));
        }
        if self.policy().is_suspended(host) {
            return Err(refused!("bundle-server-suspended", "its server is suspended here"));
        }
        let known = log::get(&self.db(), &bundle.origin).await?;
        if known.is_some_and(|known| known.key != trusted.key.to_string()) {
            return Err(refused!(
                "bundle-other-key",
                "the policy names another key for this log than the one that was seen here first"
            ));
        }
        let scheme = &self.0.scheme;
        Ok(Some(Named {
            host: host.to_owned(),
            number,
            key: trusted.key.clone(),
            prefix: match &trusted.url {
                Some(url) => url.clone(),
                None => format!("{scheme}://{}/", bundle.origin),
            },
        }))
    }

    /// Whether the log shows another history here than what is mirrored of it: kept as proof then.
    async fn is_forked(&self, bundle: &Bundle) -> Result<bool, OperationError> {
        let Some(log) = log::get(&self.db(), &bundle.origin).await? else {
            return Ok(false);
        };
        if matches!(
            self.judge_checkpoint("a file", &bundle.checkpoint).await?,
            Judged::Contradicts(_)
        ) {
            return Ok(true);
        }
        let shared = usize::try_from(log.size).unwrap_or(usize::MAX);
        if shared > bundle.entries.len() {
            return Ok(false);
        }
        let mut tree = Frontier::default();
        for entry in bundle.entries.iter().take(shared) {
            tree.push(leaf_hash(entry.as_bytes()));
        }
        if tree.root() == frontier_of(&log)?.root() {
            return Ok(false);
        }
        let mut comparing = self.begin_comparing(&bundle.origin).await?;
        self.mirror_entries(&mut comparing, &entries(bundle, 0)).await?;
        self.keep_if_forked(&comparing, &bundle.checkpoint, "a file").await?;
        Ok(true)
    }

    /// Stores the declaration, where it is not known here; says whether it was not.
    async fn take_article(&self, session: &Session, bundle: &Bundle, article: &Value) -> Result<bool, OperationError> {
        let unreadable = || {
            refused!(
                "bundle-declaration-unreadable",
                "it has a declaration that this node cannot read"
            )
        };
        let read = Declaration::read(article).map_err(|_| unreadable())?;
        let given = bundle.actors.iter().find(|actor| actor["id"] == read.owner);
        let owner = match self.actor_document(&read.owner).await? {
            Some(document) => Some(document),
            None => given.cloned(),
        };
        let owner = owner.and_then(|document| RemoteActor::read(&document, &self.0.ids).ok());
        let owner = owner.ok_or_else(unreadable)?;
        let post = ReceivedPost::read(article, &self.0.ids)?.ok_or_else(unreadable)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.note(&tx, &Who::Person(session), "bundle.import", &read.id).await?;
        if tombstones::find(&db, &read.id, &read.owner).await?.is_some() {
            return Err(refused!(
                "bundle-declaration-deleted",
                "its owner has deleted this declaration"
            ));
        }
        let new = declarations::by_object(&db, &read.id).await?.is_none();
        if new {
            let bytes = crate::identity::to_bytes(article);
            self.insert_post(&tx, &owner, &post, &bytes, posts::State::Visible)
                .await?;
        }
        self.commit_and_wake(tx).await?;
        Ok(new)
    }

    /// Stores what is new of the log and what opens its entries; gives the number of new entries.
    async fn take_log(&self, bundle: &Bundle, named: &Named) -> Result<u64, OperationError> {
        let origin = &bundle.origin;
        if log::get(&self.db(), origin).await?.is_none() {
            let tx = self.begin_decision().await?;
            let new = Log {
                origin: origin.clone(),
                host: named.host.clone(),
                prefix: named.prefix.clone(),
                key: named.key.to_string(),
                own: false,
                number: named.number,
                size: 0,
                peaks: Vec::new(),
                ended_why: None,
            };
            log::insert(&tx, &new, self.now()).await?;
            tx.commit().await?;
        }
        let mut mirroring = self.begin_mirroring(origin).await?;
        let have = mirroring.size();
        let new = entries(bundle, have);
        let count = u64::try_from(new.len()).unwrap_or(u64::MAX);
        if count > 0 {
            self.mirror_entries(&mut mirroring, &new).await?;
            if !self.settle_mirror(mirroring, &bundle.checkpoint).await? {
                return Err(refused!("bundle-log-went-on", "the log went on meanwhile: try again"));
            }
        }
        let events = bundle.events.iter().map(|(index, event)| event.to_item(*index));
        let page = EventsPage {
            last: None,
            end: true,
            events: events.collect(),
        };
        self.take_events(origin, &page).await?;
        Ok(count)
    }

    /// Counts by the file, so that names and numbers are here.
    async fn take_count(
        &self,
        bundle: &Bundle,
        article: &Value,
        new: bool,
        entries: u64,
    ) -> Result<ImportedDeclaration, OperationError> {
        let object = article["id"].as_str().unwrap_or_default();
        let known = recounts::of(&self.db(), object).await?;
        let counted = known.iter().any(|recount| recount.host.is_empty());
        // An older file says nothing new.
        if new || entries > 0 || !counted {
            let mut source = self.recount_source(object).await?;
            source.given = bundle.actors_to_count();
            let tally = crate::identity::to_bytes(&bundle.tally);
            self.compare_from(&source, &tally).await?;
            self.keep_actors(bundle, object).await?;
        }
        self.close_as_logged(bundle, object).await?;
        let row = declarations::by_object(&self.db(), object).await?;
        let row = row.ok_or(OperationError::NotFound {
            what: "the declaration",
        })?;
        let kept = recounts::of(&self.db(), object).await?;
        let own = kept.into_iter().find(|recount| recount.host.is_empty());
        Ok(ImportedDeclaration {
            recount: own.map_or_else(|| "unknown".to_owned(), |recount| recount.state),
            declaration: row.object,
            slug: row.slug,
            new,
            entries,
        })
    }

    /// Keeps the documents of actors for bundles that are made of this declaration here.
    async fn keep_actors(&self, bundle: &Bundle, object: &str) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        for document in &bundle.actors {
            if let Some(actor) = document["id"].as_str() {
                bundle_actors::put(&tx, object, actor, &crate::identity::to_bytes(document)).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// A declaration that its log says is closed is closed here, too.
    async fn close_as_logged(&self, bundle: &Bundle, object: &str) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let Some(mut row) = declarations::by_object(&Db::from(&tx), object).await? else {
            return Ok(());
        };
        let closed_at = row.digest.as_deref().and_then(|digest| bundle.closed_at(digest));
        if closed_at.is_none() || row.state != State::Open {
            return Ok(());
        }
        let mut rules = rules_of(&row);
        rules.closed_at = rules.closed_at.or(closed_at);
        row.rules = rules.to_text();
        row.state = State::Closed;
        declarations::change(&tx, &row).await?;
        Ok(tx.commit().await?)
    }
}

fn entries(bundle: &Bundle, from: u64) -> Vec<&[u8]> {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    bundle.entries.iter().skip(from).map(String::as_bytes).collect()
}
