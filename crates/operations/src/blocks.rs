//! Blocks of servers and accounts: set, changed, lifted, imported and exported; each takes effect everywhere at once.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Utc};
use domain::{
    block_list::{self, BlockList, Difference, ListedBlock, host_name},
    field_error::Fault,
    follow::FollowState,
    outbox::Seq,
    permissions::Action,
    policy::{self, Policy, Severity},
    text::one_line,
};
use storage::{
    Db, Tx,
    blocks::{self, Block, Blocked, Hits},
    followers, following, outbox, peers, policy_changes, remote_actors, subscriptions,
};

use crate::{
    OperationError, Operations, Session, StepUp,
    audit::Who,
    secrets::hex,
    view::moderation::{BlockView, ListPreview, PreviewLine},
};

/// The longest reason and public note, in graphemes.
const LONGEST: usize = 400;
/// A list waits this long between its preview and its import.
const FILE_HOURS: i64 = 24;

/// A block as a moderator sets it.
#[derive(Clone, Debug)]
pub struct BlockForm {
    /// A host, `@user@host`, or the id of an actor.
    pub target: String,
    /// How hard.
    pub severity: Severity,
    /// Why, for those who moderate; may be empty.
    pub reason: String,
    /// Why, for everybody; may be empty.
    pub note: String,
    /// Everybody may see it on the policy page.
    pub listed: bool,
    /// Its name is shown with stars there.
    pub obfuscate: bool,
    /// Its reports are not taken.
    pub reject_reports: bool,
}

impl BlockForm {
    /// A block that everybody may see, with a reason for those who moderate.
    #[must_use]
    pub fn new(target: &str, severity: Severity, reason: &str) -> Self {
        Self {
            target: target.to_owned(),
            severity,
            reason: reason.to_owned(),
            note: String::new(),
            listed: true,
            obfuscate: false,
            reject_reports: false,
        }
    }
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportedBlocks {
    /// Blocks that were not there.
    pub new: usize,
    /// Blocks that were there in another way.
    pub changed: usize,
    /// Lines that were left as they were, or could not be taken.
    pub left: usize,
}

/// How often blocks held, and not written yet.
#[derive(Default)]
pub(crate) struct BlockHits(Mutex<HashMap<(Blocked, String), Hits>>);

impl BlockHits {
    fn count(&self, block: policy::Block<'_>, at: DateTime<Utc>) {
        let key = match block {
            policy::Block::Host(host) => (Blocked::Host, host.to_owned()),
            policy::Block::Actor(actor) => (Blocked::Actor, actor.to_owned()),
        };
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hits = counted.entry(key).or_insert(Hits { times: 0, last_at: at });
        hits.times = hits.times.saturating_add(1);
        hits.last_at = at;
    }

    pub(crate) fn take(&self) -> HashMap<(Blocked, String), Hits> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Operations {
    /// Sets a block or changes it. Suspending ends all follows in both directions; what is marked as blocked in lists
    /// changes with it.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Invalid`] for what is no host or account, [`OperationError::Refused`]
    /// for our own.
    pub async fn block(&self, session: &Session, form: &BlockForm) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let (kind, target) = self.block_target(&form.target).await?;
        let block = Block {
            kind,
            target,
            severity: form.severity,
            reason: optional("reason", &form.reason)?,
            note: optional("note", &form.note)?,
            who: session.person().name.clone(),
            at: self.now(),
            listed: form.listed,
            obfuscate: form.obfuscate,
            reject_media: false,
            reject_reports: form.reject_reports,
        };
        // Nothing of that name can be a server. Such a block that is there already can still be lifted.
        if kind == Blocked::Host && !block.target.contains('.') {
            return Err(no_host());
        }
        let tx = self.begin_decision().await?;
        let before = blocks::get(&Db::from(&tx), kind, &block.target).await?;
        self.put_block(&tx, session, &block).await?;
        self.settle_blocks(&tx).await?;
        let suspends = |severity| severity == Severity::Suspend;
        let is_let_in =
            kind == Blocked::Host && before.is_some_and(|it| suspends(it.severity)) && !suspends(block.severity);
        self.finish_block(tx, is_let_in.then_some(&block.target)).await
    }

    /// Commits; hosts that are let in again get what the rosters give them by themselves.
    async fn finish_block(&self, tx: Tx, let_in: Option<&String>) -> Result<(), OperationError> {
        if let Some(host) = let_in {
            Box::pin(self.restore_circles(&tx, host)).await?;
        }
        self.commit_and_wake(tx).await?;
        self.load_policy().await?;
        match let_in {
            Some(host) => self.want_rosters_of(host).await,
            None => Ok(()),
        }
    }

    /// Lifts a block. What is blocked no more is shown again, and members of our networks get the roster and what goes to
    /// members again, with what they missed; follows that ended stay ended.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::NotFound`] where there is none.
    pub async fn lift_block(&self, session: &Session, target: &str) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let (kind, target) = self.block_target(target).await?;
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), action(kind, None), &target)
            .await?;
        if !blocks::lift(&tx, kind, &target).await? {
            return Err(OperationError::NotFound { what: "the block" });
        }
        self.settle_blocks(&tx).await?;
        self.finish_block(tx, Some(&target).filter(|_| kind == Blocked::Host))
            .await
    }

    /// Blocks a host, or lifts the block where there is no severity.
    ///
    /// # Errors
    /// As [`Operations::block`]; a block that is lifted need not be there.
    pub async fn block_host(
        &self,
        session: &Session,
        host: &str,
        severity: Option<Severity>,
        reason: &str,
    ) -> Result<(), OperationError> {
        if host.contains(['@', ':', '/']) {
            return Err(no_host());
        }
        match severity {
            Some(severity) => self.block(session, &BlockForm::new(host, severity, reason)).await,
            None => match self.lift_block(session, host).await {
                Err(OperationError::NotFound { .. }) => Ok(()),
                other => other,
            },
        }
    }

    /// All blocks, with how often they held (those who moderate).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn blocks(&self, session: &Session) -> Result<Vec<BlockView>, OperationError> {
        session.require(Action::Moderate)?;
        self.write_refusals().await?;
        let found = blocks::list(&self.db()).await?;
        Ok(found.into_iter().map(|(block, hits)| block_view(block, hits)).collect())
    }

    /// The blocks of hosts as a list that Mastodon and this program read, with those that are not shown to everybody
    /// (asked once more).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn export_blocks(&self, session: &Session, step_up: &StepUp) -> Result<Vec<u8>, OperationError> {
        step_up.require(session)?;
        session.require(Action::Moderate)?;
        let ours = self.listed_blocks(&self.db()).await?;
        let tx = self.begin().await?;
        let count = ours.len().to_string();
        self.note(&tx, &Who::Person(session), "domain.export", &count).await?;
        tx.commit().await?;
        Ok(block_list::write(ours.values()))
    }

    /// What a list would change here; nothing is changed, and the list is kept for a day for its import.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] when nothing of it can be read.
    pub async fn preview_blocks(&self, session: &Session, file: &[u8]) -> Result<ListPreview, OperationError> {
        session.require(Action::Moderate)?;
        let list = BlockList::read(file)?;
        let ours = self.listed_blocks(&self.db()).await?;
        let mut preview = self.compared(&list, &ours);
        preview.upload = hex(&self.0.entropy.bytes::<16>());
        let now = self.now();
        let tx = self.begin().await?;
        let person = session.person().id.to_string();
        let before = now - Duration::hours(FILE_HOURS);
        blocks::put_file(&tx, &preview.upload, &person, file, now, before).await?;
        tx.commit().await?;
        Ok(preview)
    }

    /// Applies a list that was looked at before: what is new, and with `change` also what is here in another way.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when it was not looked at within the last day, or was applied.
    pub async fn import_kept_blocks(
        &self,
        session: &Session,
        upload: &str,
        change: bool,
    ) -> Result<ImportedBlocks, OperationError> {
        session.require(Action::Moderate)?;
        let tx = self.begin_decision().await?;
        let file = blocks::take_file(&tx, upload, &session.person().id.to_string()).await?;
        let file = file.ok_or(OperationError::NotFound { what: "the list" })?;
        self.apply_list(tx, session, &file, change).await
    }

    /// Applies a list.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Refused`] when nothing of it can be read.
    pub async fn import_blocks(
        &self,
        session: &Session,
        file: &[u8],
        change: bool,
    ) -> Result<ImportedBlocks, OperationError> {
        session.require(Action::Moderate)?;
        let tx = self.begin_decision().await?;
        self.apply_list(tx, session, file, change).await
    }

    async fn apply_list(
        &self,
        tx: Tx,
        session: &Session,
        file: &[u8],
        change: bool,
    ) -> Result<ImportedBlocks, OperationError> {
        let list = BlockList::read(file)?;
        let ours = self.listed_blocks(&Db::from(&tx)).await?;
        let own = self.urls().map(|urls| urls.host().to_owned());
        let mut done = ImportedBlocks {
            left: list.faults.len(),
            ..ImportedBlocks::default()
        };
        let who = Who::Person(session);
        self.note(&tx, &who, "domain.import", &list.blocks.len().to_string())
            .await?;
        for (_, listed) in &list.blocks {
            let is_own = own.as_deref().is_some_and(|own| policy::covers(&listed.host, own));
            let counter = match block_list::compare(listed, ours.get(&listed.host)) {
                _ if is_own => &mut done.left,
                Difference::New => &mut done.new,
                Difference::Changed(_) if change => &mut done.changed,
                Difference::Changed(_) | Difference::Already => {
                    done.left += 1;
                    continue;
                }
            };
            *counter += 1;
            if is_own {
                continue;
            }
            let before = blocks::get(&Db::from(&tx), Blocked::Host, &listed.host).await?;
            let block = Block {
                kind: Blocked::Host,
                target: listed.host.clone(),
                severity: listed.severity,
                reason: before.as_ref().map(|before| before.reason.clone()).unwrap_or_default(),
                note: listed.comment.clone(),
                who: session.person().name.clone(),
                at: self.now(),
                listed: before.is_none_or(|before| before.listed),
                obfuscate: listed.obfuscate,
                reject_media: listed.reject_media,
                reject_reports: listed.reject_reports,
            };
            self.put_block(&tx, session, &block).await?;
        }
        self.settle_blocks(&tx).await?;
        tx.commit().await?;
        self.load_policy().await?;
        Ok(done)
    }

    fn compared(&self, list: &BlockList, ours: &BTreeMap<String, ListedBlock>) -> ListPreview {
        let own = self.urls().map(|urls| urls.host().to_owned());
        let mut preview = ListPreview::default();
        for (line, block) in &list.blocks {
            if own.as_deref().is_some_and(|own| policy::covers(&block.host, own)) {
                preview.own.push(*line);
                continue;
            }
            let shown = PreviewLine {
                line: *line,
                block: block.clone(),
                before: None,
            };
            match block_list::compare(block, ours.get(&block.host)) {
                Difference::New => preview.new.push(shown),
                Difference::Changed(before) => preview.changed.push(PreviewLine {
                    before: Some(before.clone()),
                    ..shown
                }),
                Difference::Already => preview.already += 1,
            }
        }
        preview.faults.clone_from(&list.faults);
        preview
    }

    async fn listed_blocks(&self, db: &Db<'_>) -> Result<BTreeMap<String, ListedBlock>, OperationError> {
        let found = blocks::list(db).await?;
        let hosts = found.into_iter().filter(|(block, _)| block.kind == Blocked::Host);
        let listed = hosts.map(|(block, _)| {
            let listed = ListedBlock {
                host: block.target.clone(),
                severity: block.severity,
                reject_media: block.reject_media,
                reject_reports: block.reject_reports,
                comment: block.note,
                obfuscate: block.obfuscate,
            };
            (block.target, listed)
        });
        Ok(listed.collect())
    }

    /// What is to be blocked: a host in its ASCII form, or the id of an account that this node knows or that is an
    /// address.
    async fn block_target(&self, text: &str) -> Result<(Blocked, String), OperationError> {
        let text = text.trim();
        let own = self.urls();
        let refused = || {
            refused!(
                "cannot-block-itself",
                "this node cannot block itself or its own organisations"
            )
        };
        if let Some(handle) = text.strip_prefix('@').or(text.contains('@').then_some(text)) {
            let stored = remote_actors::by_handle(&self.db(), &handle.to_lowercase()).await?;
            let stored = stored.ok_or(OperationError::NotFound { what: "the account" })?;
            return Ok((Blocked::Actor, stored.id));
        }
        if text.starts_with("https://") || text.starts_with("http://") {
            let url = url::Url::parse(text).map_err(|_| no_host())?;
            let host = url.host_str().unwrap_or_default();
            if own.is_some_and(|own| own.host() == host) {
                return Err(refused());
            }
            return if url.path().len() > 1 {
                Ok((Blocked::Actor, text.to_owned()))
            } else {
                Err(no_host())
            };
        }
        let host = host_name(text).ok_or_else(no_host)?;
        if own.is_some_and(|own| policy::covers(&host, own.host())) {
            return Err(refused());
        }
        Ok((Blocked::Host, host))
    }

    /// Writes a block down with its audit row.
    pub(crate) async fn put_block(&self, tx: &Tx, session: &Session, block: &Block) -> Result<(), OperationError> {
        let action = action(block.kind, Some(block.severity));
        self.note_with_reason(tx, &Who::Person(session), action, &block.target, Some(&block.reason))
            .await?;
        Ok(blocks::put(tx, block).await?)
    }

    /// Ends the follows with those who are suspended now, and marks posts with the block that holds for their author.
    /// Call it last in a transaction.
    pub(crate) async fn settle_blocks(&self, tx: &Tx) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let policy = blocks::policy(&db).await?;
        for (author, barred) in blocks::authors(&db).await? {
            let severity = policy.severity(&host_of(&author), &author);
            if severity != barred {
                blocks::bar(tx, &author, severity).await?;
            }
        }
        let actors = policy
            .actors
            .iter()
            .filter(|(_, severity)| **severity == Severity::Suspend);
        for (actor, _) in actors {
            for follow in following::of_target(&db, actor).await? {
                following::set_state(tx, follow.id, FollowState::Ended).await?;
            }
            for follow in followers::of_actor(&db, actor).await? {
                followers::set_state(tx, follow.id, FollowState::Ended).await?;
                self.end_subscription(tx, &follow).await?;
            }
        }
        let mut ended = Vec::new();
        for peer in peers::list(&db).await? {
            if policy.is_suspended(&peer.host) {
                self.end_followers_of(tx, &peer.host).await?;
                for follow in following::of_host(&db, &peer.host).await? {
                    following::set_state(tx, follow.id, FollowState::Ended).await?;
                }
                ended.push(peer.host);
            }
        }
        if !ended.is_empty() {
            let head = outbox::head_for_update(tx).await?;
            for host in ended {
                subscriptions::end_all(tx, &host, Seq(head.0 + 1)).await?;
            }
        }
        Ok(())
    }

    /// Ends all follows from a host.
    pub(crate) async fn end_followers_of(&self, tx: &Tx, host: &str) -> Result<(), OperationError> {
        for follow in followers::of_host(&Db::from(tx), host).await? {
            followers::set_state(tx, follow.id, FollowState::Ended).await?;
        }
        Ok(())
    }
}

impl Operations {
    /// Whether nothing is exchanged with this host or actor.
    #[must_use]
    pub fn is_suspended(&self, host: &str, actor: &str) -> bool {
        self.policy().severity(host, actor) == Some(Severity::Suspend)
    }

    /// The same for something that is turned away because of it: counted with the block that held.
    #[must_use]
    pub fn turns_away(&self, host: &str, actor: &str) -> bool {
        match self.policy().block_of(host, actor) {
            Some((Severity::Suspend, block)) => {
                self.0.block_hits.count(block, self.now());
                true
            }
            _ => false,
        }
    }

    /// Writes down how often blocks held since the last time; what cannot be written is lost, since it is only counted.
    pub(crate) async fn write_block_hits(&self) -> Result<(), OperationError> {
        let counted = self.0.block_hits.take();
        if counted.is_empty() {
            return Ok(());
        }
        let tx = self.begin().await?;
        for ((kind, target), hits) in counted {
            blocks::hit(&tx, kind, &target, hits).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The block that holds for the author of something.
    pub(crate) fn severity_of(&self, author: &str) -> Option<Severity> {
        self.policy().severity(&host_of(author), author)
    }

    /// The blocks in force now.
    pub(crate) fn policy(&self) -> Arc<Policy> {
        self.0.policy.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Reads what changed in blocks and rosters, and swaps the snapshot as a whole.
    pub(crate) async fn load_policy(&self) -> Result<(), OperationError> {
        // One after the other: what was read earlier must not be put over what was read later.
        let _alone = self.0.policy_loading.lock().await;
        let db = self.db();
        let (known, version) = self.0.policy.read().unwrap_or_else(PoisonError::into_inner).clone();
        let changes = policy_changes::since(&db, version).await?;
        let mut policy = if changes.blocks() {
            blocks::policy(&db).await?
        } else {
            Policy::clone(&known)
        };
        let (rosters, moves) = self.read_rosters(&db, &known.rosters, &changes).await?;
        policy.rosters = rosters;
        self.0.rosters.note_moves(moves);
        *self.0.policy.write().unwrap_or_else(PoisonError::into_inner) = (Arc::new(policy), changes.version);
        Ok(())
    }

    /// Reads what changed where another process, or a transaction just over, changed it.
    pub(crate) async fn reload_policy(&self) -> Result<(), OperationError> {
        let known = self.0.policy.read().unwrap_or_else(PoisonError::into_inner).1;
        if policy_changes::version(&self.db()).await? == known {
            Ok(())
        } else {
            self.load_policy().await
        }
    }
}

/// The host of an id.
pub(crate) fn host_of(id: &str) -> String {
    url::Url::parse(id)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}

fn no_host() -> OperationError {
    let expected = "a name like server.example, an account like @name@server.example, or its address";
    OperationError::invalid("target", Fault::Malformed { expected })
}

fn optional(field: &'static str, text: &str) -> Result<String, OperationError> {
    match one_line(text, LONGEST) {
        Err(Fault::Missing) => Ok(String::new()),
        other => other.map_err(|fault| OperationError::invalid(field, fault)),
    }
}

fn action(kind: Blocked, severity: Option<Severity>) -> &'static str {
    match (kind, severity) {
        (Blocked::Host, Some(Severity::Suspend)) => "domain.block",
        (Blocked::Host, Some(Severity::Silence)) => "domain.silence",
        (Blocked::Host, None) => "domain.allow",
        (Blocked::Actor, Some(Severity::Suspend)) => "actor.block",
        (Blocked::Actor, Some(Severity::Silence)) => "actor.silence",
        (Blocked::Actor, None) => "actor.allow",
    }
}

pub(crate) fn block_view(block: Block, hits: Option<Hits>) -> BlockView {
    BlockView {
        is_host: block.kind == Blocked::Host,
        target: block.target,
        severity: block.severity,
        reason: block.reason,
        note: block.note,
        who: block.who,
        at: block.at,
        listed: block.listed,
        obfuscate: block.obfuscate,
        reject_reports: block.reject_reports,
        hits: hits.map_or(0, |hits| hits.times.unsigned_abs()),
        last_hit: hits.map(|hits| hits.last_at),
    }
}
