//! Lines of rosters that this node trusts: checked, kept byte for byte, and taken one number after another, whoever gave
//! them out (PM3 to PM5). What contradicts itself is evidence.

use std::collections::{BTreeSet, HashMap};

use domain::roster::{Change, Standing};
use evidence::documents::{Changed, Keyring, Known, Reason, RosterChange, RosterEntry};
use protocol::actor::RemoteActor;
use serde_json::Value;
use storage::{
    Db, Tx,
    evidence::{self as exhibits, Exhibit},
    pinned_actors, policy_changes,
    roster_documents::{self, Line},
    trusted_networks::{self, Entry, Trusted},
};

use crate::{OperationError, Operations, audit::Who, declarations::keys_of, secrets::hex};

/// A network that is to be asked for what is new in its roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterQuestion {
    /// The id of its actor.
    pub network: String,
    /// The number up to which nothing is missing here.
    pub number: u64,
    /// Hosts that may know it: the network's own first, then those of members.
    pub hosts: Vec<String>,
}

/// What became of a line or a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It holds from now on.
    Applied,
    /// It was known.
    Known,
    /// What comes before it is missing: to be asked for.
    Gap,
    /// It contradicts what the same network said before; both are kept and a person is told.
    Contradicts,
}

/// The longest time between two questions to one network.
const ASK_EVERY: chrono::Duration = chrono::Duration::hours(24);
/// Asked again so soon where the last answer was no good.
const ASK_AGAIN: chrono::Duration = chrono::Duration::minutes(10);
/// So many members are looked up at once.
const TOGETHER: usize = 500;

impl Operations {
    /// The trusted networks that are to be asked now: all at start, each once a day, and after a failure. They count as
    /// asked.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn rosters_to_ask(&self, at_start: bool) -> Result<Vec<RosterQuestion>, OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        let mut questions = Vec::new();
        for mut trusted in trusted_networks::all(&Db::from(&tx)).await? {
            let since = trusted.asked_at.map(|asked| now - asked);
            let wait = if trusted.fault.is_some() { ASK_AGAIN } else { ASK_EVERY };
            if !at_start && since.is_some_and(|since| since < wait) {
                continue;
            }
            trusted.asked_at = Some(now);
            trusted_networks::put(&tx, &trusted).await?;
            questions.push(self.question(&Db::from(&tx), trusted).await?);
        }
        tx.commit().await?;
        Ok(questions)
    }

    /// The question to one network; nothing where it is not trusted.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn roster_question(&self, network: &str) -> Result<Option<RosterQuestion>, OperationError> {
        match trusted_networks::get(&self.db(), network).await? {
            Some(trusted) => Ok(Some(self.question(&self.db(), trusted).await?)),
            None => Ok(None),
        }
    }

    async fn question(&self, db: &Db<'_>, trusted: Trusted) -> Result<RosterQuestion, OperationError> {
        let host = |id: &str| {
            let url = url::Url::parse(id).ok()?;
            url.host_str().map(str::to_owned)
        };
        let own = self.urls().map(|urls| urls.host().to_owned());
        let mut hosts: Vec<String> = host(&trusted.network).into_iter().collect();
        for instance in trusted_networks::instances(db, &trusted.network, 8).await? {
            hosts.extend(host(&instance).filter(|host| !hosts.contains(host) && Some(host) != own.as_ref()));
        }
        Ok(RosterQuestion {
            network: trusted.network,
            number: trusted.number,
            hosts,
        })
    }

    /// Takes signed lines in their order, in one transaction; stops at the first that does not follow.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] with the reason when one does not hold; nothing is stored then.
    pub async fn take_roster_lines(&self, author: &RemoteActor, lines: &[Vec<u8>]) -> Result<Taken, OperationError> {
        let tx = self.begin_decision().await?;
        let mut last = Taken::Known;
        let mut changes = Vec::new();
        for line in lines {
            last = self.take_roster_line(&tx, author, line, &mut changes).await?;
            if matches!(last, Taken::Gap | Taken::Contradicts) {
                break;
            }
        }
        self.note_changes(&tx, author.id.as_str(), &changes).await?;
        tx.commit().await?;
        if !changes.is_empty() {
            self.rosters_changed().await?;
        }
        Ok(last)
    }

    /// Notes whose standing is to be read anew after a transaction that took lines, and where organisations of ours stand.
    pub(crate) async fn note_changes(&self, tx: &Tx, network: &str, changes: &[Change]) -> Result<(), OperationError> {
        self.own_stand_by_lines(tx, network, changes).await?;
        let mut actors: BTreeSet<String> = BTreeSet::new();
        for change in changes {
            actors.extend(trusted_networks::opened(&Db::from(tx), network, &change.actor).await?);
            actors.insert(change.actor.clone());
        }
        let actors: Vec<&str> = actors.iter().map(String::as_str).collect();
        Ok(policy_changes::note_standings(tx, network, &actors).await?)
    }

    /// Takes one line in the transaction that is given; when it was applied, [`Operations::note_changes`] is due in it, and
    /// [`Operations::rosters_changed`] after its commit.
    pub(crate) async fn take_roster_line(
        &self,
        tx: &Tx,
        author: &RemoteActor,
        line: &[u8],
        changes: &mut Vec<Change>,
    ) -> Result<Taken, OperationError> {
        let network = author.id.as_str();
        let db = Db::from(tx);
        let not_trusted = || OperationError::NotFound { what: "the network" };
        let mut trusted = trusted_networks::get(&db, network).await?.ok_or_else(not_trusted)?;
        let document: Value = serde_json::from_slice(line).map_err(|_| refused(Reason::Json))?;
        let keys = self.keys_of_network(author);
        let said = RosterChange::check(&document, network, &self.known(&keys)).map_err(refused)?;
        if !trusted.roster.is_empty() && said.roster != trusted.roster {
            return Err(refused(Reason::NotOwner));
        }
        if said.sequence <= trusted.number {
            return self.compare_line(tx, &trusted, &said, line).await;
        }
        let Some(change) = said.change.filter(|_| said.sequence == trusted.number + 1) else {
            return Ok(Taken::Gap);
        };
        let kept = Line {
            number: said.sequence,
            activity: said.id,
            body: line.to_vec(),
        };
        roster_documents::add_line(tx, network, &kept, self.now()).await?;
        changes.push(self.apply_change(tx, network, said.sequence, change).await?);
        trusted.number = said.sequence;
        trusted.roster = said.roster;
        trusted_networks::put(tx, &trusted).await?;
        Ok(Taken::Applied)
    }

    /// The same number again must say the same (PM3).
    async fn compare_line(
        &self,
        tx: &Tx,
        trusted: &Trusted,
        said: &RosterChange,
        line: &[u8],
    ) -> Result<Taken, OperationError> {
        let before = roster_documents::line(&Db::from(tx), &trusted.network, said.sequence).await?;
        let differs = before.filter(|before| said.change.is_some() && before.activity != said.id);
        let Some(before) = differs else {
            return Ok(Taken::Known);
        };
        for (id, body) in [
            (before.activity.as_str(), before.body.as_slice()),
            (said.id.as_str(), line),
        ] {
            self.exhibit(tx, &trusted.network, id, Reason::Equivocation, body)
                .await?;
        }
        self.alarm(tx, trusted, Reason::Equivocation).await?;
        Ok(Taken::Contradicts)
    }

    async fn apply_change(
        &self,
        tx: &Tx,
        network: &str,
        number: u64,
        change: Changed,
    ) -> Result<Change, OperationError> {
        let (actor, standing) = match change {
            Changed::Gone { subject } => {
                trusted_networks::remove_standing(tx, network, &subject).await?;
                (subject, None)
            }
            Changed::Ended { subject, tier, .. } => {
                trusted_networks::set_tier(tx, network, &subject, tier).await?;
                let entry = trusted_networks::entry(&Db::from(tx), network, &subject).await?;
                (subject, entry.map(|entry| entry.standing))
            }
            Changed::Entry(subject, entry) => {
                let entry = self.entry_of_roster(subject, entry);
                let before = trusted_networks::entry(&Db::from(tx), network, &entry.actor).await?;
                self.put_entries(tx, network, &[(&entry, before.as_ref())]).await?;
                (entry.actor, Some(entry.standing))
            }
        };
        Ok(Change {
            number,
            actor,
            standing,
        })
    }

    pub(super) fn entry_of_roster(&self, actor: String, entry: RosterEntry) -> Entry {
        let now = self.now();
        match entry {
            RosterEntry::Named(item) => Entry {
                actor,
                standing: Standing {
                    tier: item.tier,
                    key: item.key.to_text(),
                    country: item.country,
                    since: item.since.unwrap_or(now),
                },
                membership: item.membership,
                bound: item.membership_digest,
                instance: item.instance,
            },
            RosterEntry::Hidden(item) => Entry {
                actor,
                standing: Standing {
                    tier: item.tier,
                    key: String::new(),
                    country: None,
                    since: item.since.unwrap_or(now),
                },
                membership: item.membership,
                bound: item.commitment,
                instance: None,
            },
        }
    }

    /// Stores entries, each with what it was before. What was held fast of a member that has another key now no longer
    /// counts.
    pub(super) async fn put_entries(
        &self,
        tx: &Tx,
        network: &str,
        entries: &[(&Entry, Option<&Entry>)],
    ) -> Result<(), OperationError> {
        for (entry, before) in entries {
            if before.is_some_and(|before| before.standing.key != entry.standing.key) {
                self.pin_anew(tx, &entry.actor, &entry.standing.key).await?;
            }
        }
        let entries: Vec<&Entry> = entries.iter().map(|(entry, _)| *entry).collect();
        trusted_networks::put_standings(tx, network, &entries).await?;
        let listed = entries.iter().filter(|entry| entry.standing.tier.is_on_roster());
        let members: Vec<(&str, &str)> = listed
            .map(|entry| (entry.actor.as_str(), entry.standing.key.as_str()))
            .collect();
        self.hold_fast(tx, &members).await
    }

    /// The keys of members, given with the key that is pinned for each, are held fast from now on, where their documents
    /// are known and show it (ID9).
    pub(crate) async fn hold_fast(&self, tx: &Tx, members: &[(&str, &str)]) -> Result<(), OperationError> {
        for together in members.chunks(TOGETHER) {
            let pinned: HashMap<&str, &str> = together.iter().copied().collect();
            let ids: Vec<&str> = together.iter().map(|(id, _)| *id).collect();
            for stored in storage::remote_actors::not_pinned(&Db::from(tx), &ids).await? {
                let (Some(known), Some(key)) = (self.read_actor(&stored.document), pinned.get(stored.id.as_str()))
                else {
                    continue;
                };
                if known.multikeys.iter().any(|listed| listed.key.key.to_text() == *key) {
                    pinned_actors::put(tx, &stored.id, &known.key_set(), self.now()).await?;
                }
            }
        }
        Ok(())
    }

    /// A network decided on another key for a member: what was held fast of the old one no longer counts (PK15), and its
    /// document is read anew.
    pub(crate) async fn pin_anew(&self, tx: &Tx, actor: &str, key: &str) -> Result<(), OperationError> {
        let stored = storage::remote_actors::get(&Db::from(tx), actor).await?;
        let known = stored.and_then(|stored| self.read_actor(&stored.document));
        let shows = |known: &RemoteActor| known.multikeys.iter().any(|listed| listed.key.key.to_text() == key);
        if known.is_none_or(|known| !shows(&known)) {
            self.key_moved(actor);
        }
        let Some(pinned) = pinned_actors::get(&Db::from(tx), actor).await? else {
            return Ok(());
        };
        if !pinned.keys.iter().any(|held| held.ends_with(key)) {
            self.note(tx, &Who::Other("roster"), "keys.unpin", actor).await?;
            pinned_actors::remove(tx, actor).await?;
        }
        Ok(())
    }

    pub(super) async fn exhibit(
        &self,
        tx: &Tx,
        network: &str,
        id: &str,
        reason: Reason,
        body: &[u8],
    ) -> Result<(), OperationError> {
        let sha256 = hex(&evidence::keys::sha256(body));
        let exhibit = Exhibit {
            activity: id,
            sha256: &sha256,
            actor: network,
            reason: reason.as_str(),
            body,
        };
        Ok(exhibits::put(tx, &exhibit, self.now()).await?)
    }

    /// A person should look at what a network says.
    pub(super) async fn alarm(&self, tx: &Tx, trusted: &Trusted, reason: Reason) -> Result<(), OperationError> {
        let now = Trusted {
            alarm: Some(reason.as_str().to_owned()),
            ..trusted.clone()
        };
        trusted_networks::put(tx, &now).await?;
        tracing::warn!(
            network.id = trusted.network,
            reason = reason.as_str(),
            "The roster of {} contradicts itself; what was known stays",
            trusted.network
        );
        Ok(())
    }

    /// A network was asked: it is complete up to its newest number, or it could not be read.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn note_roster_asked(&self, network: &str, fault: Option<String>) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        if let Some(mut trusted) = trusted_networks::get(&Db::from(&tx), network).await? {
            let now = self.now();
            trusted.asked_at = Some(now);
            if fault.is_none() {
                trusted.checked_at = Some(now);
            }
            trusted.fault = fault;
            trusted_networks::put(&tx, &trusted).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) fn keys_of_network(&self, author: &RemoteActor) -> Keyring {
        let mut keys = Keyring::default();
        keys_of(author, &mut keys);
        keys
    }

    pub(crate) fn known<'a>(&'a self, keys: &'a Keyring) -> Known<'a> {
        Known {
            ids: &self.0.ids,
            keys,
            now: Some(self.now()),
        }
    }
}

/// How a fault of a roster is answered (PROTOCOL 12.2).
pub(crate) fn refused(reason: Reason) -> OperationError {
    OperationError::Protocol(crate::declarations::refusal_of(reason))
}
