//! New keys for actors of ours: by rotation, where the old key vouches for the new one, and by recovery, where the key
//! that is kept off the server does (PROTOCOL 5.4). Only from the machine itself.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use domain::{ids::OrganisationId, organisation::Organisation};
use evidence::{documents::recovery_key_id, keys::Ed25519Key, multibase};
use protocol::actor::actor_ids;
use secrecy::SecretString;
use storage::{
    Db, Tx,
    actor_keys::{self, FormerKey, KeyKind, StoredKeys},
};

use crate::{
    OperationError, Operations, Secret, Session,
    audit::Who,
    identity::{NewKeys, shown_keys},
};

/// How long a former RSA key stays shown and signs what was appended before (PK13).
const RSA_STAYS: Duration = Duration::days(7);
/// How long a former Ed25519 key signs what was appended before. Other processes have the new one long before.
const ED25519_STAYS: Duration = Duration::hours(1);
/// What the text of a recovery key begins with.
const RECOVERY_PREFIX: &str = "bandung-recovery-";

/// The keys of an actor before and after.
struct Change {
    actor: String,
    stored: StoredKeys,
    former: Vec<FormerKey>,
}

impl Operations {
    /// Replaces both keys of an organisation, or of the node itself. The old keys sign what was appended before, so that
    /// each peer learns the new ones first. From the machine itself only.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] for a log-in from a browser; [`OperationError::NotFound`].
    pub async fn rotate_keys(
        &self,
        session: &Session,
        organisation: Option<OrganisationId>,
    ) -> Result<(), OperationError> {
        session.require_machine()?;
        let new = self.make_keys().await?;
        let tx = self.begin_decision().await?;
        let now = self.now().trunc_subsecs(0);
        let before = self.keys_before(&tx, organisation).await?;
        let after = successor(&before, &new)?;
        let ends = |kind| match kind {
            KeyKind::Rsa => now + RSA_STAYS,
            KeyKind::Ed25519 => now + ED25519_STAYS,
        };
        let mut replaced = replaced(&before, ends)?;
        self.note(&tx, &Who::Person(session), "keys.rotate", &before.actor)
            .await?;
        if let Some(organisation) = organisation {
            let organisation = self.changed_now(&tx, organisation, now).await?;
            self.member_key_changed(&tx, &before.actor, &ed25519_of(&after)?)
                .await?;
            let listed: Vec<FormerKey> = replaced.iter().chain(&before.former).cloned().collect();
            let shown = shown_keys(&before.actor, &after, &listed, now).ok_or(UNREADABLE)?;
            let document = self.organisation_document(&organisation, &shown).await?;
            // Proved with the old key, which is the one in memory until the commit.
            let seq = self.send_actor_signed(&tx, organisation.id, document, None).await?;
            replaced.iter_mut().for_each(|key| key.until_seq = Some(seq));
            self.log_sent_keys(&tx, &before.actor, seq).await?;
        }
        self.finish(tx, &before.actor, &after, &replaced, now).await
    }

    /// Makes a recovery key for an organisation, shows it once, and tells the others its public half. An earlier one is
    /// worth nothing from then on. From the machine itself only.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] for a log-in from a browser; [`OperationError::NotFound`].
    pub async fn new_recovery_key(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Secret, OperationError> {
        session.require_machine()?;
        let seed: [u8; 32] = self.0.entropy.bytes();
        let key = Ed25519Key::from_seed(&seed).map_err(|_| UNREADABLE)?;
        let tx = self.begin_decision().await?;
        let now = self.now();
        let mut keys = self.keys_before(&tx, Some(organisation)).await?;
        keys.stored.recovery_key = Some(key.multikey());
        actor_keys::replace(&tx, &keys.actor, &keys.stored).await?;
        self.note(&tx, &Who::Person(session), "keys.recovery-key", &keys.actor)
            .await?;
        let organisation = self.changed_now(&tx, organisation, now).await?;
        let shown = self.public_keys(&Db::from(&tx), &keys.actor).await?;
        let document = self.organisation_document(&organisation, &shown).await?;
        // Logs tell of it: who counts later knows then which recovery key a key in use vouched for (PK15, PK16).
        let seq = self.send_actor_signed(&tx, organisation.id, document, None).await?;
        self.log_sent_keys(&tx, &keys.actor, seq).await?;
        self.commit_and_wake(tx).await?;
        self.forget_keys(&keys.actor);
        let text = format!("{RECOVERY_PREFIX}{}", multibase::encode(&seed));
        Ok(Secret(SecretString::from(text)))
    }

    /// Replaces keys that are lost or in other hands: all former ones are revoked, the recovery key vouches for the new
    /// ones, and it stays the recovery key. From the machine itself only.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when this is not the recovery key; [`OperationError::Forbidden`] for a log-in from a
    /// browser.
    pub async fn recover_keys(
        &self,
        session: &Session,
        organisation: OrganisationId,
        recovery: &Secret,
    ) -> Result<(), OperationError> {
        session.require_machine()?;
        let recovery = read_recovery(recovery).ok_or_else(wrong_recovery_key)?;
        let new = self.make_keys().await?;
        let tx = self.begin_decision().await?;
        let now = self.now().trunc_subsecs(0);
        let before = self.keys_before(&tx, Some(organisation)).await?;
        if before.stored.recovery_key.as_deref() != Some(recovery.multikey().as_str()) {
            return Err(wrong_recovery_key());
        }
        let after = successor(&before, &new)?;
        let mut lost = replaced(&before, |_| now)?;
        for key in &mut lost {
            (key.private, key.revoked_at) = (None, Some(now));
        }
        actor_keys::revoke_former(&tx, &before.actor, now).await?;
        self.note(&tx, &Who::Person(session), "keys.recover", &before.actor)
            .await?;
        let organisation = self.changed_now(&tx, organisation, now).await?;
        self.member_key_changed(&tx, &before.actor, &ed25519_of(&after)?)
            .await?;
        let earlier = actor_keys::former(&Db::from(&tx), &before.actor).await?;
        let listed: Vec<FormerKey> = lost.iter().chain(&earlier).cloned().collect();
        let shown = shown_keys(&before.actor, &after, &listed, now).ok_or(UNREADABLE)?;
        let document = self.organisation_document(&organisation, &shown).await?;
        let key_id = recovery_key_id(&before.actor);
        let seq = self
            .send_actor_signed(&tx, organisation.id, document, Some((&key_id, &recovery)))
            .await?;
        self.log_sent_keys(&tx, &before.actor, seq).await?;
        self.finish(tx, &before.actor, &after, &lost, now).await
    }

    /// Destroys the private halves of keys whose time is over. To be called once a day.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn destroy_ended_keys(&self) -> Result<u64, OperationError> {
        if self.clock_fault().is_some() {
            return Ok(0);
        }
        let tx = self.begin().await?;
        let destroyed = actor_keys::destroy_ended(&tx, self.now()).await?;
        tx.commit().await?;
        Ok(destroyed)
    }

    /// Our own log tells of our own keys too (PK16).
    async fn log_sent_keys(&self, tx: &Tx, actor: &str, seq: domain::outbox::Seq) -> Result<(), OperationError> {
        let sent = storage::outbox::entry(&Db::from(tx), seq).await?;
        match sent {
            Some(sent) => self.log_keys(tx, actor, &sent.body).await,
            None => Ok(()),
        }
    }

    async fn keys_before(&self, tx: &Tx, organisation: Option<OrganisationId>) -> Result<Change, OperationError> {
        let urls = self.require_urls()?;
        let actor = organisation.map_or_else(|| urls.instance_actor(), |id| urls.organisation(id));
        let db = Db::from(tx);
        let stored = actor_keys::get(&db, &actor).await?;
        Ok(Change {
            stored: stored.ok_or(OperationError::NotFound { what: "the actor" })?,
            former: actor_keys::former(&db, &actor).await?,
            actor,
        })
    }

    async fn changed_now(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        now: DateTime<Utc>,
    ) -> Result<Organisation, OperationError> {
        let mut organisation = self.organisation_in(&Db::from(tx), organisation).await?;
        organisation.updated_at = now;
        storage::organisations::update(tx, &organisation).await?;
        Ok(organisation)
    }

    async fn finish(
        &self,
        tx: Tx,
        actor: &str,
        keys: &StoredKeys,
        replaced: &[FormerKey],
        now: DateTime<Utc>,
    ) -> Result<(), OperationError> {
        for key in replaced {
            actor_keys::add_former(&tx, actor, key, now).await?;
        }
        actor_keys::replace(&tx, actor, keys).await?;
        self.commit_and_wake(tx).await?;
        self.forget_keys(actor);
        Ok(())
    }
}

const UNREADABLE: OperationError = OperationError::NotFound { what: "the key" };

fn wrong_recovery_key() -> OperationError {
    refused!(
        "wrong-recovery-key",
        "this is not the recovery key of the organisation; it begins with bandung-recovery- and was shown once"
    )
}

fn read_recovery(text: &Secret) -> Option<Ed25519Key> {
    let encoded = text.expose().trim().strip_prefix(RECOVERY_PREFIX)?;
    let seed: [u8; 32] = multibase::decode(encoded).ok()?.try_into().ok()?;
    Ed25519Key::from_seed(&seed).ok()
}

/// The new keys under ids that the actor never had.
fn successor(before: &Change, new: &NewKeys) -> Result<StoredKeys, OperationError> {
    let (rsa, ed25519, _) = actor_ids(&before.actor);
    let count = |kind| before.former.iter().filter(|key| key.kind == kind).count() + 2;
    Ok(StoredKeys {
        rsa_id: Some(format!("{rsa}-{}", count(KeyKind::Rsa))),
        ed25519_id: Some(format!("{ed25519}-{}", count(KeyKind::Ed25519))),
        recovery_key: before.stored.recovery_key.clone(),
        ..new.0.clone()
    })
}

/// The key for proofs, as networks pin it.
fn ed25519_of(keys: &StoredKeys) -> Result<String, OperationError> {
    let seed = keys.ed25519_seed.as_slice().try_into().map_err(|_| UNREADABLE)?;
    Ok(Ed25519Key::from_seed(seed).map_err(|_| UNREADABLE)?.multikey())
}

/// The keys in use as former ones.
fn replaced(before: &Change, ends: impl Fn(KeyKind) -> DateTime<Utc>) -> Result<Vec<FormerKey>, OperationError> {
    let shown = shown_keys(&before.actor, &before.stored, &[], DateTime::UNIX_EPOCH).ok_or(UNREADABLE)?;
    let former = |kind, key: &protocol::actor::ShownKey, private: &[u8]| FormerKey {
        id: key.id.clone(),
        kind,
        public: key.text.clone(),
        private: Some(private.to_vec()),
        until_seq: None,
        ends_at: ends(kind),
        revoked_at: None,
    };
    let rsa = shown
        .rsa
        .iter()
        .map(|key| former(KeyKind::Rsa, key, &before.stored.rsa_pkcs8));
    let ed25519 = shown
        .ed25519
        .iter()
        .map(|key| former(KeyKind::Ed25519, key, &before.stored.ed25519_seed));
    Ok(rsa.chain(ed25519).collect())
}
