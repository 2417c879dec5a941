//! The tally that the owner signs: a claim about a tree of the log that everybody can recount (PROTOCOL 14.5).

use domain::figures::{Counts, Figures};
use evidence::tally::Totals;
use protocol::endorsement::{TallyDocument, tally};
use storage::{
    Db, Tx,
    declarations::Declaration as Row,
    log::{self, Log},
    tallies,
};

use super::NOT_FOUND;
use crate::{OperationError, Operations};

impl Operations {
    /// The signed tally of a declaration of ours, over the tree before the next entry.
    pub(crate) async fn signed_tally(&self, tx: &Tx, row: &Row) -> Result<Vec<u8>, OperationError> {
        let log = log::own_for_update(tx).await?.ok_or(NOT_FOUND)?;
        self.tally_over(&Db::from(tx), row, &log).await
    }

    /// The tally of a declaration of ours as it is now.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub(crate) async fn tally_now(&self, row: &Row) -> Result<Vec<u8>, OperationError> {
        // One picture of log and counters.
        let tx = self.begin().await?;
        let bytes = self.signed_tally(&tx, row).await?;
        drop(tx);
        Ok(bytes)
    }

    async fn tally_over(&self, db: &Db<'_>, row: &Row, log: &Log) -> Result<Vec<u8>, OperationError> {
        let counts = tallies::counts(db, row.id).await?;
        let tree = Self::tree_of(log)?;
        let named: Vec<_> = counts.by_country(false).into_keys().flatten().collect();
        let hidden = counts.by_country(true);
        let only_hidden = hidden
            .keys()
            .flatten()
            .filter(|country| !named.contains(*country))
            .count();
        let entries = async |kind| tallies::entries(db, row.id, kind).await;
        let figures = Totals {
            withdrawn: entries("withdraw").await?,
            revoked: entries("revoke").await?,
            erased: entries("erase").await?,
            ..claimed(&counts, entries("own").await?)
        };
        let un_members = named
            .iter()
            .filter(|country| country.place().is_some_and(|place| place.un_member))
            .count() as u64;
        let document = tally(&TallyDocument {
            object: &format!("{}/tally", row.object),
            owner: &row.owner,
            declaration: &row.object,
            digest: row.digest.as_deref().ok_or(NOT_FOUND)?,
            origin: &tree.origin,
            tree_size: tree.size,
            root: &tree.root,
            figures: &figures,
            undisclosed_countries: only_hidden as u64,
            un_members,
            at: self.now(),
        });
        self.prove(&row.owner, &document).await
    }

    /// Origin and size of the log that a declaration's numbers come from, as far as it is known here.
    pub(crate) async fn counted_log(&self, row: &Row) -> Result<(Option<String>, Option<u64>), OperationError> {
        if row.organisation.is_some() {
            let own = log::own(&self.db()).await?;
            return Ok((own.as_ref().map(|log| log.origin.clone()), own.map(|log| log.size)));
        }
        let host = url::Url::parse(&row.owner)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        let logs = log::list(&self.db(), host.as_deref()).await?;
        let newest = logs.into_iter().max_by_key(|log| log.number);
        Ok((
            newest.as_ref().map(|log| log.origin.clone()),
            newest.map(|log| log.size),
        ))
    }
}

/// What everybody counts in the opened documents: the country of a hidden signer is in none of them (decision 19).
fn claimed(counts: &Counts, own_key: u64) -> Totals {
    let figures = Figures::of(counts);
    let by_country: std::collections::BTreeMap<String, u64> = counts
        .by_country(false)
        .into_iter()
        .filter_map(|(country, kinds)| Some((country?.code().to_owned(), kinds.total())))
        .collect();
    Totals {
        organisations: figures.counted.organisations,
        persons: figures.counted.persons(),
        countries: by_country.len() as u64,
        by_country,
        own_key,
        recorded: figures.counted.total().saturating_sub(own_key),
        undisclosed: 0,
        withdrawn: 0,
        revoked: 0,
        erased: 0,
    }
}
