//! The audit log: append-only, hash-chained, names the human (SECURITY AU).

use domain::{ids::PersonId, permissions::Action};
pub use storage::audit::Wanted as AuditFilter;
use storage::{Db, Tx, audit::AuditRow};

use crate::{
    OperationError, Operations, Session, StepUp,
    secrets::hex_sha256,
    view::{AuditView, Page},
};

/// Rows of one page.
const PAGE: u32 = 100;

/// Who did something.
pub(crate) enum Who<'a> {
    /// A person.
    Person(&'a Session),
    /// The program itself, or somebody who is not logged in; a word for it.
    Other(&'a str),
}

impl Operations {
    /// A transaction that first reads and then decides: whether a key was used, a version is the newest, an owner is the
    /// last one. Such transactions follow one after the other, on PostgreSQL too, since each waits for the lock on the
    /// log, which it needs anyway. Locks are taken in one order: the log, then the head of the outbox.
    pub(crate) async fn begin_decision(&self) -> Result<Tx, OperationError> {
        let tx = self.begin().await?;
        storage::audit::last_for_update(&tx).await?;
        Ok(tx)
    }

    /// Appends a row in the transaction of what it tells; before anything is sent in it.
    pub(crate) async fn note(&self, tx: &Tx, who: &Who<'_>, action: &str, object: &str) -> Result<(), OperationError> {
        self.note_with_reason(tx, who, action, object, None).await
    }

    pub(crate) async fn note_with_reason(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        action: &str,
        object: &str,
        reason: Option<&str>,
    ) -> Result<(), OperationError> {
        let (person, who): (Option<PersonId>, &str) = match who {
            Who::Person(session) => (session.person_id(), &session.person().name),
            Who::Other(word) => (None, word),
        };
        let last = storage::audit::last_for_update(tx).await?;
        let mut row = AuditRow {
            number: last.as_ref().map_or(1, |last| last.number + 1),
            at: self.now(),
            person,
            who: who.to_owned(),
            action: action.to_owned(),
            object: object.to_owned(),
            reason: reason.map(str::to_owned),
            hash: String::new(),
        };
        row.hash = chained(&row, last.as_ref().map_or("", |last| &last.hash));
        Ok(storage::audit::append(tx, &row).await?)
    }

    /// The log, newest first (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn audit(&self, session: &Session, after: Option<&str>) -> Result<Page<AuditView>, OperationError> {
        self.find_audit(session, &AuditFilter::default(), after).await
    }

    /// The rows of the log that match, newest first (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn find_audit(
        &self,
        session: &Session,
        wanted: &AuditFilter,
        after: Option<&str>,
    ) -> Result<Page<AuditView>, OperationError> {
        session.require(Action::OperateNode)?;
        let before = after.and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
        let rows = storage::audit::before(&self.db(), before, PAGE, wanted).await?;
        let next = if rows.len() < PAGE as usize {
            None
        } else {
            rows.last().map(|row| row.number.to_string())
        };
        Ok(Page {
            items: rows.into_iter().map(view).collect(),
            next,
            total: None,
        })
    }

    /// The whole log, oldest first, to be kept elsewhere: anybody can recompute its chain (operator, asked once more).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn export_audit(&self, session: &Session, step_up: &StepUp) -> Result<Vec<AuditView>, OperationError> {
        session.require(Action::OperateNode)?;
        step_up.require(session)?;
        let tx = self.begin().await?;
        self.note(&tx, &Who::Person(session), "audit.export", "").await?;
        tx.commit().await?;
        let (mut all, mut number) = (Vec::new(), 0);
        loop {
            let rows = storage::audit::after(&self.db(), number, 1_000).await?;
            let Some(last) = rows.last() else { return Ok(all) };
            number = last.number;
            all.extend(rows.into_iter().map(view));
        }
    }

    /// Whether the chain is whole; gives the number of rows.
    ///
    /// # Errors
    /// [`OperationError::Refused`] with the first row that does not fit.
    pub async fn verify_audit(&self) -> Result<u64, OperationError> {
        let (mut number, mut hash) = (0, String::new());
        loop {
            let rows = storage::audit::after(&Db::from(&*self.0.store), number, 1_000).await?;
            if rows.is_empty() {
                return Ok(number.unsigned_abs());
            }
            for row in rows {
                if row.number != number + 1 || row.hash != chained(&row, &hash) {
                    return Err(refused!(
                        "audit-log-changed",
                        "the audit log was changed: row {row} does not follow from the one before it",
                        row = row.number
                    ));
                }
                (number, hash) = (row.number, row.hash);
            }
        }
    }
}

fn view(row: AuditRow) -> AuditView {
    AuditView {
        number: row.number,
        at: row.at,
        person: row.person.map(|id| id.to_string()),
        who: row.who,
        action: row.action,
        object: row.object,
        reason: row.reason,
        hash: row.hash,
    }
}

/// The hash over a row and the hash before it. Lengths keep fields apart.
fn chained(row: &AuditRow, before: &str) -> String {
    let fields = [
        before.to_owned(),
        row.number.to_string(),
        row.at.timestamp_micros().to_string(),
        row.person.map(|id| id.to_string()).unwrap_or_default(),
        row.who.clone(),
        row.action.clone(),
        row.object.clone(),
        row.reason.clone().unwrap_or_default(),
    ];
    hex_sha256(
        &fields
            .iter()
            .map(|field| format!("{}:{field}", field.len()))
            .collect::<Vec<_>>()
            .join(","),
    )
}
