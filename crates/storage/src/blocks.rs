//! Whom this node blocks.

use chrono::{DateTime, Utc};
use domain::policy::{Policy, Severity};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// What a block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// A host and its subdomains.
    Host,
    /// One actor.
    Actor,
}

impl Blocked {
    fn text(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Actor => "actor",
        }
    }
}

/// Sets a block, or lifts it where there is no severity.
///
/// # Errors
/// [`StorageError`].
pub async fn set(
    tx: &Tx,
    kind: Blocked,
    target: &str,
    severity: Option<Severity>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    match severity {
        Some(severity) => {
            tx.run(
                "INSERT INTO blocks (kind, target, severity, reason, at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (kind, target) DO UPDATE SET severity = excluded.severity, reason = excluded.reason,
                   at = excluded.at",
                [
                    kind.text().into(),
                    target.into(),
                    severity_text(severity).into(),
                    reason.into(),
                    micros(now),
                ],
            )
            .await?;
        }
        None => {
            tx.run(
                "DELETE FROM blocks WHERE kind = $1 AND target = $2",
                [kind.text().into(), target.into()],
            )
            .await?;
        }
    }
    touch(tx).await
}

/// The blocks, or a roster, are others than before: every process reads them again.
///
/// # Errors
/// [`StorageError`].
pub async fn touch(tx: &Tx) -> Result<(), StorageError> {
    tx.run("UPDATE policy_version SET version = version + 1 WHERE id = 1", [])
        .await?;
    Ok(())
}

/// Blocked hosts: (host, severity, reason).
///
/// # Errors
/// [`StorageError`].
pub async fn hosts(db: &Db<'_>) -> Result<Vec<(String, Severity, String)>, StorageError> {
    let rows = db
        .rows(
            "SELECT target, severity, reason FROM blocks WHERE kind = 'host' ORDER BY target",
            [],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("target")?, severity_of(row)?, row.get("reason")?)))
        .collect()
}

/// All blocks as one snapshot.
///
/// # Errors
/// [`StorageError`].
pub async fn policy(db: &Db<'_>) -> Result<Policy, StorageError> {
    let rows = db.rows("SELECT kind, target, severity FROM blocks", []).await?;
    let mut policy = Policy::default();
    for row in &rows {
        let list = if row.get::<String>("kind")? == "host" {
            &mut policy.hosts
        } else {
            &mut policy.actors
        };
        list.insert(row.get("target")?, severity_of(row)?);
    }
    Ok(policy)
}

/// Rises with each change, so that other processes notice.
///
/// # Errors
/// [`StorageError`].
pub async fn version(db: &Db<'_>) -> Result<i64, StorageError> {
    let row = db.row("SELECT version FROM policy_version WHERE id = 1", []).await?;
    row.map_or(Ok(0), |row| row.get("version"))
}

fn severity_text(severity: Severity) -> &'static str {
    match severity {
        Severity::Silence => "silence",
        Severity::Suspend => "suspend",
    }
}

fn severity_of(row: &Row) -> Result<Severity, StorageError> {
    match row.get::<String>("severity")?.as_str() {
        "silence" => Ok(Severity::Silence),
        "suspend" => Ok(Severity::Suspend),
        _ => Err(unreadable("severity")),
    }
}
