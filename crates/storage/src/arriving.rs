//! What decides about an activity that arrives, read in one statement: on SQLite each statement is a way to another
//! thread and back, and that is what an arrival costs.

use chrono::{DateTime, Duration, Utc};

use crate::{Db, StorageError, sql::micros};

/// Within this time a host is not noted again as heard.
const LATELY: Duration = Duration::minutes(1);

/// An activity that arrives.
#[derive(Clone, Copy, Debug)]
pub struct Arriving<'a> {
    /// Its id.
    pub activity: &'a str,
    /// Who sent it.
    pub actor: &'a str,
    /// The host of the sender.
    pub host: &'a str,
    /// The id of the post that it brings; of others, its own.
    pub object: &'a str,
}

/// What was here before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent answers of one statement")]
pub struct Beforehand {
    /// Its host was heard within the last minute, and is not failing.
    pub heard: bool,
    /// Its sender deleted itself, or undid it before it came.
    pub ended: bool,
    /// Its sender deleted the post that it brings.
    pub deleted: bool,
    /// Somebody here follows its sender.
    pub followed: bool,
    /// Others wait for the post that it brings.
    pub awaited: bool,
}

/// What was here before an activity.
///
/// # Errors
/// [`StorageError`].
pub async fn beforehand(db: &Db<'_>, it: Arriving<'_>, now: DateTime<Utc>) -> Result<Beforehand, StorageError> {
    let sql = "SELECT
         EXISTS (SELECT 1 FROM peers WHERE host = $3 AND last_heard > $5 AND failures = 0 AND failing_since IS NULL
                   AND next_try_at IS NULL) AS heard,
         EXISTS (SELECT 1 FROM tombstones WHERE object IN ($1, $2) AND actor = $2) AS ended,
         EXISTS (SELECT 1 FROM tombstones WHERE object = $4 AND actor = $2) AS deleted,
         EXISTS (SELECT 1 FROM following WHERE target = $2 AND state = 'active') AS followed,
         EXISTS (SELECT 1 FROM waiting WHERE needs = $4) AS awaited";
    let values = [
        it.activity.into(),
        it.actor.into(),
        it.host.into(),
        it.object.into(),
        micros(now - LATELY),
    ];
    let row = db.row(sql, values).await?;
    row.map_or_else(
        || Ok(Beforehand::default()),
        |row| {
            Ok(Beforehand {
                heard: row.get("heard")?,
                ended: row.get("ended")?,
                deleted: row.get("deleted")?,
                followed: row.get("followed")?,
                awaited: row.get("awaited")?,
            })
        },
    )
}
