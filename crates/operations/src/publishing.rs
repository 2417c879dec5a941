//! Sending: an activity is made, proved and appended to the outbox in the transaction of what it tells.

use domain::{
    ids::{ActivityId, LocalActor},
    outbox::{Audience, NamedRecipient, OrderKey, Seq},
};
use evidence::keys::Ed25519Key;
use protocol::{activity::Header, audience::Audience as Addressees};
use serde_json::Value;
use storage::{
    Tx,
    outbox::{NamedInbox, NewEntry},
};

use crate::{OperationError, Operations, secrets::hex};

/// What is sent, besides the document itself.
pub(crate) struct Outgoing {
    /// Who sends.
    pub(crate) from: LocalActor,
    /// Type of the activity.
    pub(crate) kind: &'static str,
    /// Id of the object.
    pub(crate) object: String,
    /// What may not overtake what.
    pub(crate) order: OrderKey,
    /// Who gets it.
    pub(crate) audience: Audience,
}

/// More actors by name than this are refused: a description of an audience is short.
const NAMED: usize = 32;

impl Operations {
    /// Makes the activity, proves it, appends it. Call it last in a transaction: the lock on the outbox's head is held
    /// until the commit (ARCHITECTURE I15). Gives the id of the activity.
    pub(crate) async fn send(
        &self,
        tx: &Tx,
        outgoing: Outgoing,
        addressees: &Addressees,
        make: impl FnOnce(&Header<'_>) -> Value,
    ) -> Result<String, OperationError> {
        let sent = self.send_signed(tx, outgoing, addressees, None, make).await?;
        Ok(sent.0)
    }

    /// The same, with the key that is named where there is one. Gives the id of the activity and its number.
    pub(crate) async fn send_signed(
        &self,
        tx: &Tx,
        outgoing: Outgoing,
        addressees: &Addressees,
        signer: Option<(&str, &Ed25519Key)>,
        make: impl FnOnce(&Header<'_>) -> Value,
    ) -> Result<(String, Seq), OperationError> {
        let (id, body) = self.make_activity(outgoing.from, addressees, signer, make).await?;
        let seq = self.append(tx, self.entry_of(outgoing, id.clone(), body)?).await?;
        Ok((id, seq))
    }

    /// An activity with its proof, before it is sent: what is logged of it are these bytes.
    pub(crate) async fn make_activity(
        &self,
        from: impl Into<LocalActor>,
        addressees: &Addressees,
        signer: Option<(&str, &Ed25519Key)>,
        make: impl FnOnce(&Header<'_>) -> Value,
    ) -> Result<(String, Vec<u8>), OperationError> {
        let urls = self.require_urls()?;
        let now = self.now();
        let id = urls.activity(ActivityId::new(now, self.0.entropy.bytes()));
        let actor = urls.actor(from.into());
        let header = Header {
            id: id.clone(),
            actor: &actor,
            published: now,
            audience: addressees,
            proof: true,
        };
        let document = make(&header);
        let body = match signer {
            Some((key_id, key)) => self.prove_with(key_id, key, &document)?,
            None => self.prove(&actor, &document).await?,
        };
        Ok((id, body))
    }

    /// The entry that sends an activity.
    pub(crate) fn entry_of(&self, outgoing: Outgoing, id: String, body: Vec<u8>) -> Result<NewEntry, OperationError> {
        Ok(NewEntry {
            activity_id: id,
            actor: self.require_urls()?.actor(outgoing.from),
            object: outgoing.object,
            order: outgoing.order,
            kind: outgoing.kind.to_owned(),
            body,
            audience: outgoing.audience,
            at: self.now(),
        })
    }

    /// Appends an entry to the outbox.
    pub(crate) async fn append(&self, tx: &Tx, entry: NewEntry) -> Result<Seq, OperationError> {
        if entry.audience.named.len() > NAMED {
            return Err(refused!(
                "mentions-too-many",
                "at most {count} people can be mentioned",
                count = NAMED
            ));
        }
        let public = serde_json::from_slice::<Value>(&entry.body).is_ok_and(|document| {
            Addressees::read(&document).visibility(None) == protocol::audience::Visibility::Public
        });
        let hosts: Vec<String> = entry.audience.named.iter().map(host_of).collect();
        for host in &hosts {
            storage::peers::ensure(tx, host).await?;
        }
        let named: Vec<NamedInbox<'_>> = entry
            .audience
            .named
            .iter()
            .zip(&hosts)
            .map(|(to, host)| NamedInbox {
                peer: host,
                inbox: &to.inbox,
                actor: &to.actor,
            })
            .collect();
        let sha256 = hex(&evidence::keys::sha256(&entry.body));
        Ok(storage::outbox::append(tx, &entry, &named, &sha256, public).await?)
    }

    /// Commits, then wakes the lanes.
    pub(crate) async fn commit_and_wake(&self, tx: Tx) -> Result<(), OperationError> {
        tx.commit().await?;
        self.0.outbox_moved.notify_waiters();
        self.0.outbox_moved.notify_one();
        self.0.log.wake();
        Ok(())
    }
}

fn host_of(recipient: &NamedRecipient) -> String {
    url::Url::parse(&recipient.inbox)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}
