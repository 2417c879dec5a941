//! Reports and blocks.

use std::sync::{Arc, PoisonError};

use domain::{field_error::Fault, ids::FlagId, permissions::Action, policy::Severity, text::one_line};
use storage::blocks::{self, Blocked};

use crate::{OperationError, Operations, Session, audit::Who, view::FlagView};

impl Operations {
    pub(crate) async fn load_policy(&self) -> Result<(), OperationError> {
        let policy = Arc::new(blocks::policy(&self.db()).await?);
        *self.0.policy.write().unwrap_or_else(PoisonError::into_inner) = policy;
        Ok(())
    }

    /// Whether nothing is exchanged with this host or actor.
    #[must_use]
    pub fn is_suspended(&self, host: &str, actor: &str) -> bool {
        let policy = self.0.policy.read().unwrap_or_else(PoisonError::into_inner).clone();
        policy.severity(host, actor) == Some(Severity::Suspend)
    }

    /// Reports to the moderators, open ones first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn flags(&self, session: &Session) -> Result<Vec<FlagView>, OperationError> {
        session.require(Action::Moderate)?;
        let flags = storage::flags::list(&self.db()).await?;
        let view = |flag: storage::flags::Flag| FlagView {
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
        if !storage::flags::resolve(&tx, flag, self.now()).await? {
            return Err(OperationError::NotFound { what: "the report" });
        }
        self.note(&tx, &Who::Person(session), "flag.resolve", &flag.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    /// Blocks a host or lifts the block.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Invalid`] for what is no host.
    pub async fn block_host(
        &self,
        session: &Session,
        host: &str,
        severity: Option<Severity>,
        reason: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let host = host.trim().to_lowercase();
        let named = url::Host::parse(&host).is_ok_and(|parsed| parsed == url::Host::Domain(host.clone()));
        if !named || host.ends_with('.') {
            return Err(OperationError::invalid(
                "host",
                Fault::Malformed {
                    expected: "a name like server.example",
                },
            ));
        }
        let reason = match one_line(reason, 400) {
            Err(Fault::Missing) => String::new(),
            other => other.map_err(|fault| OperationError::invalid("reason", fault))?,
        };
        let tx = self.begin().await?;
        blocks::set(&tx, Blocked::Host, &host, severity, &reason, self.now()).await?;
        let action = if severity.is_some() {
            "domain.block"
        } else {
            "domain.allow"
        };
        self.note_with_reason(&tx, &Who::Person(session), action, &host, Some(&reason))
            .await?;
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
