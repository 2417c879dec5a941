//! Endorsements that arrive: offers, answers to ours, what hosts add and remove, withdrawals, revocations, erasures
//! (PROTOCOL 10.3 to 10.7, 12.1). All documents are checked by [`evidence::documents`].

mod answers;
mod collections;
mod endings;

use domain::declaration::State;
use evidence::{
    documents::{self, Keyring, Known as Facts, Reason, Seen, check_signed},
    multibase::document_digest,
};
use protocol::{activity::Activity, actor::RemoteActor};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::{self, Declaration as Declared},
    endorsements::{self, Endorsement},
    evidence::Exhibit,
    statements, tombstones,
};

use super::{Effect, Incoming, forbidden, posts::object_bytes};
use crate::{
    OperationError, Operations,
    declarations::{checked, keys_of, refusal_of, refused},
    endorsing::Offered,
    secrets::hex,
};

/// What waits for the end of an endorsement waits for this.
fn end_of(endorsement: &str) -> String {
    format!("{endorsement}#ended")
}

/// A document that was fetched for the activity.
fn fetched<'a>(incoming: &Incoming<'a>, id: &str) -> Option<&'a (String, Vec<u8>, RemoteActor)> {
    incoming.known.more.iter().find(|(fetched, ..)| fetched == id)
}

fn parsed(bytes: &[u8]) -> Result<Value, OperationError> {
    serde_json::from_slice(bytes).map_err(|_| refused(Reason::Json))
}

impl Operations {
    /// What an activity about endorsements needs fetched; nothing when it is about something else.
    pub(super) async fn endorsement_needs(&self, activity: &Activity) -> Result<Vec<String>, OperationError> {
        use protocol::activity::Body;
        let db = self.db();
        let needed: Vec<Option<&str>> = match &activity.body {
            Body::Accept(asked) => {
                let result = activity.with.result.as_ref().map(evidence::origin::Id::as_str);
                let asked = asked.id.as_ref().map(evidence::origin::Id::as_str).unwrap_or_default();
                let ours = endorsements::by_offer(&db, asked).await?;
                vec![result.filter(|_| ours.is_some_and(|row| row.stamp.is_none()))]
            }
            Body::Add { object, target } => {
                let declaration = self.declaration_of_collection(&db, target.as_str()).await?;
                let wanted = declaration.is_some_and(|row| row.organisation.is_none())
                    && endorsements::by_object(&db, object.as_str()).await?.is_none();
                let stamp = activity.with.stamp.as_ref().map(evidence::origin::Id::as_str);
                vec![Some(object.as_str()).filter(|_| wanted), stamp.filter(|_| wanted)]
            }
            _ => Vec::new(),
        };
        Ok(needed.into_iter().flatten().map(str::to_owned).collect())
    }

    /// The declaration whose collection of endorsements this is.
    async fn declaration_of_collection(&self, db: &Db<'_>, target: &str) -> Result<Option<Declared>, OperationError> {
        let Some(object) = target.strip_suffix("/endorsements") else {
            return Ok(None);
        };
        let row = declarations::by_object(db, object).await?;
        Ok(row.filter(|row| {
            row.state != State::Draft && checked(row).is_ok_and(|declaration| declaration.endorsements == target)
        }))
    }

    /// The activity itself must carry a proof of its actor (PK11).
    fn check_activity(&self, incoming: &Incoming<'_>) -> Result<Keyring, OperationError> {
        let mut keys = Keyring::default();
        keys_of(&incoming.author, &mut keys);
        let document = parsed(incoming.bytes)?;
        check_signed(&document, &self.facts(&keys)).map_err(refused)?;
        Ok(keys)
    }

    fn facts<'a>(&'a self, keys: &'a Keyring) -> Facts<'a> {
        Facts {
            ids: &self.0.ids,
            keys,
            now: Some(self.now()),
        }
    }

    /// What was seen before of an endorsement's id, author and declaration.
    async fn seen_of(&self, db: &Db<'_>, declaration: &Declared, document: &Value) -> Result<Seen, OperationError> {
        let text = |name: &str| document.get(name).and_then(Value::as_str).unwrap_or_default();
        let (object, author) = (text("id"), text("attributedTo"));
        let sequence = document
            .get("bandung:sequence")
            .and_then(Value::as_i64)
            .unwrap_or_default();
        let row = endorsements::by_object(db, object).await?;
        let same_number = statements::find(db, author, sequence).await?;
        let last = statements::last_about(db, author, declaration.id, object).await?;
        let deleted = tombstones::find(db, object, author).await?.is_some();
        Ok(Seen {
            ended: deleted
                || row
                    .as_ref()
                    .is_some_and(|row| row.status.is_end() && row.ended_at.is_some()),
            same_id: row.and_then(|row| row.digest),
            same_sequence: same_number.and_then(|statement| statement.digest),
            last_sequence: u64::try_from(last).ok().filter(|last| *last > 0),
        })
    }

    /// An offer of an endorsement of a declaration of ours (10.4).
    pub(super) async fn receive_offer(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        target: &str,
        note: &str,
    ) -> Result<Effect, OperationError> {
        // Read, then decide: two offers of one endorser at the same time follow one after the other.
        storage::audit::last_for_update(tx).await?;
        let db = Db::from(tx);
        // Missing, not ours and not opened yet are one answer (EN3).
        let declaration = declarations::by_object(&db, target).await?;
        let declaration = declaration
            .filter(|row| row.organisation.is_some() && row.state != State::Draft && row.broken_at.is_none())
            .ok_or(forbidden("not-open"))?;
        let text = checked(&declaration).map_err(|_| forbidden("not-open"))?;
        let keys = self.check_activity(incoming)?;
        let bytes = object_bytes(incoming.bytes).ok_or(forbidden("object-embedding"))?;
        let document = parsed(&bytes)?;
        let seen = self.seen_of(&db, &declaration, &document).await?;
        let read = match self.check_offered(&document, &text, &keys, &seen) {
            Ok(read) => read,
            Err(Reason::Equivocation) => {
                return self
                    .keep_equivocation(tx, incoming, &declaration, &document, &bytes)
                    .await;
            }
            Err(reason) => return Err(refused(reason)),
        };
        if read.recorded.is_some() || read.author != incoming.actor() {
            return Err(forbidden("actor-mismatch"));
        }
        if read.proven.is_disputed() {
            return Err(forbidden("key-expired"));
        }
        let before = endorsements::by_object(&db, &read.id).await?;
        if let Some(before) = before {
            return self.answer_again(tx, incoming, &declaration, before).await;
        }
        if let Some(stands) = self.stands_before(&db, &declaration, &read).await? {
            return Ok(Effect::Waits(end_of(&stands.object)));
        }
        let offered = Offered {
            organisation_type: None,
            organisation: None,
            read,
            document: bytes,
            offer: Some(incoming.id().to_owned()),
            note: note.to_owned(),
        };
        let row = self.take_offer(tx, &declaration, &offered, None).await?;
        if row.stamp.is_none() && row.status == domain::endorsement::Status::Refused {
            let owner = declaration.organisation.ok_or(forbidden("not-open"))?;
            self.answer_offer(tx, owner, &declaration, &row, None).await?;
        }
        self.watch_from(tx, incoming, &declaration).await?;
        Ok(Effect::Known(row.object))
    }

    /// Checks an offered endorsement. One that only comes too late is sound: it is answered, not refused.
    fn check_offered(
        &self,
        document: &Value,
        text: &documents::Declaration,
        keys: &Keyring,
        seen: &Seen,
    ) -> Result<documents::Endorsement, Reason> {
        match documents::Endorsement::check(document, text, &self.facts(keys), seen, None) {
            Err(Reason::Closed) => {
                let endless = documents::Declaration {
                    closes_at: None,
                    ..text.clone()
                };
                documents::Endorsement::check(document, &endless, &self.facts(keys), seen, None)
            }
            other => other,
        }
    }

    /// The same endorsement again gives the same answer (PE1).
    async fn answer_again(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        declaration: &Declared,
        before: Endorsement,
    ) -> Result<Effect, OperationError> {
        let mut row = before.clone();
        row.offer = Some(incoming.id().to_owned());
        self.store_endorsement(tx, declaration, Some(&before), &row).await?;
        let answered = row.status.is_counted() || row.status == domain::endorsement::Status::Refused;
        if let (Some(owner), true) = (declaration.organisation, answered) {
            self.answer_offer(tx, owner, declaration, &row, None).await?;
        }
        Ok(Effect::Done)
    }

    /// An earlier endorsement that stands, when the numbers leave room for its withdrawal: it may be on its way.
    async fn stands_before(
        &self,
        db: &Db<'_>,
        declaration: &Declared,
        read: &documents::Endorsement,
    ) -> Result<Option<Endorsement>, OperationError> {
        let rows = endorsements::of_subject(db, declaration.id, &read.subject).await?;
        let sequence = i64::try_from(read.sequence).unwrap_or(i64::MAX);
        Ok(rows
            .into_iter()
            .find(|row| row.status.is_counted() && row.sequence + 1 < sequence))
    }

    /// Two documents of one endorser that exclude each other: both are kept, neither counts (PE9).
    async fn keep_equivocation(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        declaration: &Declared,
        document: &Value,
        bytes: &[u8],
    ) -> Result<Effect, OperationError> {
        let object = document.get("id").and_then(Value::as_str).unwrap_or_default();
        let sequence = document
            .get("bandung:sequence")
            .and_then(Value::as_i64)
            .unwrap_or_default();
        let db = Db::from(tx);
        let other = statements::find(&db, incoming.actor(), sequence).await?;
        let digest = document_digest(document);
        let mut first = endorsements::by_object(&db, object).await?.map(|row| row.object);
        if let Some(other) = other.filter(|other| other.digest.as_deref() != Some(&digest)) {
            first = Some(other.object);
        }
        let known = match &first {
            Some(first) => endorsements::by_object(&db, first).await?.and_then(|row| row.document),
            None => None,
        };
        for body in [known.as_deref().unwrap_or_default(), bytes] {
            if body.is_empty() {
                continue;
            }
            let sha256 = hex(&evidence::keys::sha256(body));
            let exhibit = Exhibit {
                activity: incoming.id(),
                sha256: &sha256,
                actor: incoming.actor(),
                reason: "equivocation",
                body,
            };
            storage::evidence::put(tx, &exhibit, incoming.now).await?;
        }
        if let Some(first) = first {
            self.count_none(tx, declaration, &first).await?;
        }
        Ok(Effect::Refused(refusal_of(Reason::Equivocation)))
    }

    /// An endorser's node wants to know what becomes of the declaration, and of its next revision. Call it last.
    async fn watch_from(&self, tx: &Tx, incoming: &Incoming<'_>, declaration: &Declared) -> Result<(), OperationError> {
        self.hold(tx, incoming.host(), &declaration.object).await?;
        let key = crate::declarations::watchers(&declaration.object);
        self.subscribe(tx, incoming.host(), &key).await
    }
}
