//! Reports and blocks.

use std::sync::{Arc, PoisonError};

use domain::{
    field_error::Fault,
    follow::FollowState,
    ids::FlagId,
    outbox::Seq,
    permissions::Action,
    policy::{Policy, Severity},
    text::one_line,
};
use storage::{
    Db, Tx,
    blocks::{self, Blocked},
    flags, followers, following, outbox, subscriptions,
};

use crate::{OperationError, Operations, Session, audit::Who, view::FlagView};

impl Operations {
    /// Reports to the moderators, open ones first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn flags(&self, session: &Session) -> Result<Vec<FlagView>, OperationError> {
        session.require(Action::Moderate)?;
        let flags = flags::list(&self.db()).await?;
        let view = |flag: flags::Flag| FlagView {
            id: flag.id,
            from: flag.actor,
            about: flag.about,
            text: flag.content,
            at: flag.at,
            resolved: flag.resolved_at.is_some(),
        };
        Ok(flags.into_iter().map(view).collect())
    }

    /// Marks a report as dealt with.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn resolve_flag(&self, session: &Session, flag: FlagId) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let tx = self.begin().await?;
        if !flags::resolve(&tx, flag, self.now()).await? {
            return Err(OperationError::NotFound { what: "the report" });
        }
        self.note(&tx, &Who::Person(session), "flag.resolve", &flag.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    /// Blocks a host or lifts the block. Suspending ends all follows in both directions.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`]; [`OperationError::Invalid`] for what is no host; [`OperationError::Refused`] for our own.
    pub async fn block_host(
        &self,
        session: &Session,
        host: &str,
        severity: Option<Severity>,
        reason: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let host = host_name(host).ok_or_else(|| {
            let expected = "a name like server.example";
            OperationError::invalid("host", Fault::Malformed { expected })
        })?;
        let reason = match one_line(reason, 400) {
            Err(Fault::Missing) => String::new(),
            other => other.map_err(|fault| OperationError::invalid("reason", fault))?,
        };
        if self.urls().is_some_and(|urls| urls.host() == host) {
            return Err(OperationError::Refused("this node cannot block itself".to_owned()));
        }
        let tx = self.begin().await?;
        blocks::set(&tx, Blocked::Host, &host, severity, &reason, self.now()).await?;
        let action = match severity {
            Some(Severity::Suspend) => "domain.block",
            Some(Severity::Silence) => "domain.silence",
            None => "domain.allow",
        };
        self.note_with_reason(&tx, &Who::Person(session), action, &host, Some(&reason))
            .await?;
        if severity == Some(Severity::Suspend) {
            self.end_followers_of(&tx, &host).await?;
            for follow in following::of_host(&Db::from(&tx), &host).await? {
                following::set_state(&tx, follow.id, FollowState::Ended).await?;
            }
            let head = outbox::head_for_update(&tx).await?;
            subscriptions::end_all(&tx, &host, Seq(head.0 + 1)).await?;
        }
        tx.commit().await?;
        self.load_policy().await
    }

    /// All blocks of hosts: (host, severity, reason).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn blocked_hosts(&self, session: &Session) -> Result<Vec<(String, Severity, String)>, OperationError> {
        session.require(Action::Moderate)?;
        Ok(blocks::hosts(&self.db()).await?)
    }
}

impl Operations {
    /// Whether nothing is exchanged with this host or actor.
    #[must_use]
    pub fn is_suspended(&self, host: &str, actor: &str) -> bool {
        self.policy().severity(host, actor) == Some(Severity::Suspend)
    }

    /// The blocks in force now.
    pub(crate) fn policy(&self) -> Arc<Policy> {
        self.0.policy.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Reads all blocks and swaps the snapshot as a whole.
    pub(crate) async fn load_policy(&self) -> Result<(), OperationError> {
        let db = self.db();
        let version = blocks::version(&db).await?;
        let mut policy = blocks::policy(&db).await?;
        let known = self.policy();
        // What hidden members showed has no number: another process may have seen it.
        let by_another = version > self.0.policy.read().unwrap_or_else(PoisonError::into_inner).1 + 1;
        let none = std::collections::BTreeMap::new();
        policy.rosters = self
            .read_rosters(&db, if by_another { &none } else { &known.rosters })
            .await?;
        policy.doubtful_hosts = policy
            .rosters
            .values()
            .flat_map(|roster| roster.barred())
            .filter_map(|actor| url::Url::parse(actor).ok()?.host_str().map(str::to_owned))
            .collect();
        let policy = Arc::new(policy);
        *self.0.policy.write().unwrap_or_else(PoisonError::into_inner) = (policy, version);
        Ok(())
    }

    /// Reads the blocks where another process changed them.
    pub(crate) async fn reload_policy(&self) -> Result<(), OperationError> {
        let known = self.0.policy.read().unwrap_or_else(PoisonError::into_inner).1;
        if blocks::version(&self.db()).await? == known {
            Ok(())
        } else {
            self.load_policy().await
        }
    }

    /// Ends all follows from a host.
    pub(crate) async fn end_followers_of(&self, tx: &Tx, host: &str) -> Result<(), OperationError> {
        for follow in followers::of_host(&Db::from(tx), host).await? {
            followers::set_state(tx, follow.id, FollowState::Ended).await?;
        }
        Ok(())
    }
}

/// The ASCII form in lower case, if it is a name.
fn host_name(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    let url = url::Url::parse(&format!("https://{text}/")).ok()?;
    let host = url.host_str()?;
    let bare = url.path() == "/" && url.port().is_none() && url.username().is_empty() && url.query().is_none();
    (bare && matches!(url.host(), Some(url::Host::Domain(_)))).then(|| host.to_owned())
}
