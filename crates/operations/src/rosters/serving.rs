//! What is given out of rosters: snapshots and lines as they were signed, of our networks and of those that are trusted,
//! so that a network that is down can be read from any member (PM5).

use chrono::{DateTime, Duration, Utc};
use domain::ids::NetworkId;
use protocol::network::{Listed, RosterPage, hidden_commitment, item, roster_page};
use serde_json::{Value, json};
use storage::{
    Db, memberships, networks, outbox, remote_actors,
    roster_documents::{self, Line, SignedPage},
    rosters, trusted_networks,
};

use crate::{OperationError, Operations};

/// Entries of a page of a snapshot: well below 1 MiB.
const ENTRIES: usize = 1_200;
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
        let db = self.db();
        let network = networks::get(&db, id).await?.ok_or(NOT_FOUND)?;
        let actor = self.require_urls()?.network(id);
        if let Some(stored) = roster_documents::page(&db, &actor, page).await? {
            let several = page > 1 || roster_documents::page(&db, &actor, 2).await?.is_some();
            let young = self.now() - stored.at < SNAPSHOT_AGE && network.roster_number - stored.number < SNAPSHOT_LINES;
            if stored.number == network.roster_number || (several && young) {
                return Ok(stored.body);
            }
        }
        let pages = self.sign_snapshot(&network).await?;
        let index = usize::try_from(page).unwrap_or(usize::MAX);
        let wanted = index.checked_sub(1).and_then(|index| pages.get(index));
        wanted.map(|page| page.body.clone()).ok_or(NOT_FOUND)
    }

    async fn sign_snapshot(&self, network: &networks::Network) -> Result<Vec<SignedPage>, OperationError> {
        let urls = self.require_urls()?;
        let (actor, roster) = (urls.network(network.id), urls.network_roster(network.id));
        let tx = self.begin().await?;
        let db = Db::from(&tx);
        // Read again, with its members, in one transaction.
        let network = networks::get(&db, network.id).await?.ok_or(NOT_FOUND)?;
        let mut items = Vec::new();
        for row in rosters::on_roster(&db, network.id).await? {
            items.push(self.entry_of_row(&db, &actor, &row).await?);
        }
        let now: DateTime<Utc> = self.now();
        let total = items.len();
        let parts = items.chunks(ENTRIES).map(<[Value]>::to_vec);
        let mut parts: Vec<Vec<Value>> = parts.collect();
        if parts.is_empty() {
            parts.push(Vec::new());
        }
        let last = parts.len();
        let mut pages = Vec::new();
        for (index, items) in parts.into_iter().enumerate() {
            let page = RosterPage {
                roster: &roster,
                network: &actor,
                // The number of a roster counts from one; an empty one has had no change.
                sequence: network.roster_number.max(1),
                total,
                published: now,
                valid_until: now + VALID,
                page: index + 1,
                more: index + 1 < last,
            };
            pages.push(SignedPage {
                page: u32::try_from(index + 1).unwrap_or(u32::MAX),
                number: network.roster_number,
                body: self.prove(&actor, &roster_page(&page, &items)).await?,
                at: now,
            });
        }
        roster_documents::put_pages(&tx, &actor, &pages).await?;
        tx.commit().await?;
        Ok(pages)
    }

    async fn entry_of_row(
        &self,
        db: &Db<'_>,
        network: &str,
        row: &rosters::RosterRow,
    ) -> Result<Value, OperationError> {
        let urls = self.require_urls()?;
        let (id, subject) = (urls.membership(row.membership), &row.subject);
        let Some(hidden) = &row.hidden_name else {
            let instance = if subject.starts_with(&format!("{}/", urls.base())) {
                Some(urls.instance_actor())
            } else {
                let stored = remote_actors::get(db, subject).await?;
                let actor = stored.and_then(|stored| self.read_actor(&stored.document));
                actor.and_then(|actor| actor.instance).map(|id| id.as_str().to_owned())
            };
            let listed = Listed {
                membership: &id,
                subject,
                tier: row.tier,
                country: Some(row.country),
                key: Some(&row.key),
                bound: row.document_digest.as_deref().unwrap_or_default(),
                instance: instance.as_deref(),
                witness_key: None,
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
