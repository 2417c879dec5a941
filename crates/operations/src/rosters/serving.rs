//! What is given out of rosters: snapshots and lines as they were signed, of our networks and of those that are trusted,
//! so that a network that is down can be read from any member (PM5).

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use domain::ids::NetworkId;
use protocol::network::{Listed, RosterPage, hidden_commitment, item, roster_page};
use serde_json::{Value, json};
use storage::{
    Db, memberships, networks, outbox, remote_actors,
    roster_documents::{self, Line, SignedPage},
    rosters, trusted_networks,
};

use crate::{OperationError, Operations, blocks::host_of};

/// Entries of a page of a snapshot: well below 1 MiB.
const ENTRIES: usize = 1_000;
/// Lines of one answer at most, and their bytes.
const LINES: u32 = 500;
const BYTES: usize = 512 * 1_024;
/// A snapshot of several pages is made anew after so long, or so many lines; readers take the lines after it.
const SNAPSHOT_AGE: Duration = Duration::hours(24);
const SNAPSHOT_LINES: u64 = 1_000;
/// How long a snapshot is said to hold.
const VALID: Duration = Duration::days(90);

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the document" };

impl Operations {
    /// A page of the signed snapshot of a network of ours.
    pub(crate) async fn own_roster_page(&self, id: NetworkId, page: u32) -> Result<Vec<u8>, OperationError> {
        if let Some(kept) = self.kept_page(id, page).await? {
            return Ok(kept);
        }
        // One after the other: what the first one signs serves all that wait.
        let _alone = self.0.rosters.signing.lock().await;
        if let Some(kept) = self.kept_page(id, page).await? {
            return Ok(kept);
        }
        self.sign_snapshot(id).await?;
        let actor = self.require_urls()?.network(id);
        let signed = roster_documents::page(&self.db(), &actor, page).await?;
        signed.map(|signed| signed.body).ok_or(NOT_FOUND)
    }

    /// What was signed before, where it still serves.
    async fn kept_page(&self, id: NetworkId, page: u32) -> Result<Option<Vec<u8>>, OperationError> {
        let db = self.db();
        let network = networks::get(&db, id).await?.ok_or(NOT_FOUND)?;
        let actor = self.require_urls()?.network(id);
        let Some(first) = roster_documents::page(&db, &actor, 1).await? else {
            return Ok(None);
        };
        let several = roster_documents::page(&db, &actor, 2).await?.is_some();
        let young = self.now() - first.at < SNAPSHOT_AGE && network.roster_number - first.number < SNAPSHOT_LINES;
        if first.number != network.roster_number && !(several && young) {
            return Ok(None);
        }
        if page == 1 {
            return Ok(Some(first.body));
        }
        let stored = roster_documents::page(&db, &actor, page).await?;
        stored.map(|stored| Some(stored.body)).ok_or(NOT_FOUND)
    }

    async fn sign_snapshot(&self, id: NetworkId) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        let (actor, roster) = (urls.network(id), urls.network_roster(id));
        // The number with its members, in one transaction. It is over before the long work begins: nobody waits for that.
        let tx = self.begin().await?;
        let network = networks::get(&Db::from(&tx), id).await?.ok_or(NOT_FOUND)?;
        let rows = rosters::on_roster(&Db::from(&tx), id).await?;
        tx.commit().await?;
        let now: DateTime<Utc> = self.now();
        let parts: Vec<&[rosters::RosterRow]> = if rows.is_empty() {
            vec![&[]]
        } else {
            rows.chunks(ENTRIES).collect()
        };
        let last = parts.len();
        let mut pages = Vec::new();
        for (number, part) in (1..).zip(parts) {
            let page = RosterPage {
                roster: &roster,
                network: &actor,
                // The number of a roster counts from one; an empty one has had no change.
                sequence: network.roster_number.max(1),
                total: rows.len(),
                published: now,
                valid_until: now + VALID,
                page: number,
                more: number < last,
            };
            let items = self.entries_of_rows(&self.db(), &actor, part).await?;
            pages.push(SignedPage {
                page: u32::try_from(number).unwrap_or(u32::MAX),
                number: network.roster_number,
                body: self.prove(&actor, &roster_page(&page, &items)).await?,
                at: now,
            });
        }
        let tx = self.begin().await?;
        // Another process of this node may have been faster; one number is signed once (PM3).
        let kept = roster_documents::page(&Db::from(&tx), &actor, 1).await?;
        if kept.is_none_or(|kept| kept.number < network.roster_number) {
            roster_documents::put_pages(&tx, &actor, &pages).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn entries_of_rows(
        &self,
        db: &Db<'_>,
        network: &str,
        rows: &[rosters::RosterRow],
    ) -> Result<Vec<Value>, OperationError> {
        let subjects: Vec<&str> = rows.iter().map(|row| row.subject.as_str()).collect();
        let mut instances = HashMap::new();
        for (id, document) in remote_actors::documents(db, &subjects).await? {
            let instance = self.read_actor(&document).and_then(|actor| actor.instance);
            instances.extend(instance.map(|instance| (id, instance.as_str().to_owned())));
        }
        let witness_keys = self.witness_keys(db, subjects).await?;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let instance = instances.get(&row.subject).map(String::as_str);
            let witness_key = witness_keys.get(&host_of(&row.subject)).map(String::as_str);
            items.push(self.entry_of_row(db, network, row, (instance, witness_key)).await?);
        }
        Ok(items)
    }

    async fn entry_of_row(
        &self,
        db: &Db<'_>,
        network: &str,
        row: &rosters::RosterRow,
        (instance, witness_key): (Option<&str>, Option<&str>),
    ) -> Result<Value, OperationError> {
        let urls = self.require_urls()?;
        let (id, subject) = (urls.membership(row.membership), &row.subject);
        let Some(hidden) = &row.hidden_name else {
            let own = urls.instance_actor();
            let is_own = subject.starts_with(&format!("{}/", urls.base()));
            let listed = Listed {
                membership: &id,
                subject,
                tier: row.tier,
                country: Some(row.country),
                key: Some(&row.key),
                bound: row.document_digest.as_deref().unwrap_or_default(),
                instance: if is_own { Some(&own) } else { instance },
                witness_key,
                since: row.since,
            };
            return Ok(item(network, &listed));
        };
        let whole = memberships::get(db, row.membership).await?.ok_or(NOT_FOUND)?;
        let bound = match (&whole.hidden, &whole.document) {
            (Some(hidden), Some(document)) => {
                let document: Value = serde_json::from_slice(document).unwrap_or_default();
                hidden_commitment(&hidden.salt, &document)
            }
            _ => String::new(),
        };
        let listed = Listed {
            membership: &id,
            subject: hidden,
            tier: row.tier,
            country: None,
            key: None,
            bound: &bound,
            instance: None,
            witness_key: None,
            since: row.since,
        };
        Ok(item(network, &listed))
    }

    /// Lines of a roster after a number, as one JSON document: the membership log that other nodes follow. `reader` is
    /// the host that asked, where its signature was checked: a node that follows a roster of ours gets its lines by push
    /// from then on.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for a network that is neither ours nor trusted.
    pub async fn roster_lines(
        &self,
        network: &str,
        after: u64,
        reader: Option<&str>,
    ) -> Result<Vec<u8>, OperationError> {
        let db = self.db();
        let (number, own) = match self.own_network(network).await? {
            Some(own) => (own.roster_number, Some(own.id)),
            None => {
                let trusted = trusted_networks::get(&db, network).await?;
                (trusted.ok_or(NOT_FOUND)?.number, None)
            }
        };
        if let (Some(own), Some(host)) = (own, reader) {
            self.follow_roster(own, host).await?;
        }
        let mut lines: Vec<Line> = roster_documents::lines(&db, network, after, LINES).await?;
        // Only what follows without a gap: what is older than the first line stands in the snapshot.
        let complete = lines.first().is_none_or(|first| first.number == after + 1);
        if !complete {
            lines.clear();
        }
        let mut bytes = 0;
        lines.retain(|line| {
            bytes += line.body.len();
            bytes <= BYTES
        });
        let items: Vec<Value> = lines
            .iter()
            .filter_map(|line| serde_json::from_slice(&line.body).ok())
            .collect();
        let document = json!({
            "network": network,
            "after": after,
            "number": number,
            "complete": complete && (after >= number || !items.is_empty()),
            "lines": items,
        });
        Ok(crate::identity::to_bytes(&document))
    }

    /// A page of the snapshot of a roster, ours or trusted, as it was signed.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn roster_snapshot(&self, network: &str, page: u32) -> Result<Vec<u8>, OperationError> {
        if let Some(own) = self.own_network_id(network) {
            return self.own_roster_page(own, page).await;
        }
        let stored = roster_documents::page(&self.db(), network, page).await?;
        stored.map(|stored| stored.body).ok_or(NOT_FOUND)
    }

    /// A node that asked for a roster of ours hears of changes at once, with or without members of its own.
    async fn follow_roster(&self, network: NetworkId, host: &str) -> Result<(), OperationError> {
        let key = domain::outbox::AudienceKey::Roster(network);
        let known = storage::subscriptions::is_open(&self.db(), host, &key).await?;
        if known || self.policy().is_suspended(host) {
            return Ok(());
        }
        if remote_actors::inbox_of_host(&self.db(), host).await?.is_none() {
            return Ok(());
        }
        let tx = self.begin().await?;
        let head = outbox::head_for_update(&tx).await?;
        storage::peers::ensure(&tx, host).await?;
        storage::subscriptions::begin(&tx, host, &key, domain::outbox::Seq(head.0 + 1)).await?;
        Ok(tx.commit().await?)
    }
}
