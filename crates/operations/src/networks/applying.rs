//! Applying: by a form without a node, for an organisation of this node, and by a `Join` from another one.

use chrono::{DateTime, Utc};
use domain::{
    field_error::Fault,
    ids::{LinkId, MembershipId, NetworkId, OrganisationId},
    mail_address::MailAddress,
    membership::{Application, ApplicationDraft, Membership as State},
    permissions::Action,
    text::Language,
};
use storage::{
    Db, Tx,
    application_drafts::{self, StoredDraft},
    membership_links::{self, Link, Purpose},
    memberships::{self, Membership, Origin},
    networks::Network,
};

use super::{Doer, NOT_FOUND, standing::hidden_as};
use crate::{
    OperationError, Operations, Secret, Session, StepUp, links::GONE, secrets::hex_sha256,
    view::networks::DraftOfApplication,
};

/// The largest draft, in bytes of JSON.
const DRAFT: usize = 64 * 1024;

/// An application that came by a `Join` whose proof holds.
#[derive(Clone, Debug)]
pub struct JoinRequest {
    /// The network of ours.
    pub network: NetworkId,
    /// The id of the activity.
    pub activity: String,
    /// The actor that applies; it signed the activity.
    pub actor: String,
    /// Its user name.
    pub handle: String,
    /// The Ed25519 key by which it signed, Multikey: the one that is pinned.
    pub key: String,
    /// What it says of itself.
    pub draft: ApplicationDraft,
    /// In which it is spoken to.
    pub language: Language,
}

/// Who applies, beside what it says.
struct Applicant {
    /// The actor, where it was proved.
    actor: Option<(String, String)>,
    organisation: Option<OrganisationId>,
    handle: Option<String>,
    origin: Origin,
    join: Option<String>,
    language: String,
}

impl Operations {
    /// Begins an application by the form; gives the secret of the private link by which it is gone on with, sent and
    /// followed. Shown once.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for an unknown network, [`OperationError::Refused`] for one that is too long.
    pub async fn begin_application(
        &self,
        network: NetworkId,
        draft: &ApplicationDraft,
        language: &Language,
    ) -> Result<Secret, OperationError> {
        let secret = self.new_secret("");
        let tx = self.begin().await?;
        self.network_in(&Db::from(&tx), network).await?;
        let stored = StoredDraft {
            network,
            draft: short(draft)?,
            language: language.as_str().to_owned(),
            saved_at: self.now(),
        };
        application_drafts::put(&tx, &hex_sha256(secret.expose()), &stored).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Saves an application that is not sent yet.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when it was sent, or is too old.
    pub async fn save_application(&self, secret: &str, draft: &ApplicationDraft) -> Result<(), OperationError> {
        let sha256 = hex_sha256(secret);
        let tx = self.begin().await?;
        let mut stored = application_drafts::get(&Db::from(&tx), &sha256).await?.ok_or(GONE)?;
        stored.draft = short(draft)?;
        stored.saved_at = self.now();
        application_drafts::put(&tx, &sha256, &stored).await?;
        Ok(tx.commit().await?)
    }

    /// An application that is not sent yet.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn application_draft(&self, secret: &str) -> Result<DraftOfApplication, OperationError> {
        let db = self.db();
        let stored = application_drafts::get(&db, &hex_sha256(secret)).await?.ok_or(GONE)?;
        let network = self.network_in(&db, stored.network).await?;
        Ok(DraftOfApplication {
            network: self.network_card(&db, &network).await?,
            draft: stored.draft,
            language: stored.language,
            saved_at: stored.saved_at,
        })
    }

    /// Sends an application. The link goes on as the applicant's own: there it sees where it stands. Sent twice, the
    /// answer is the same.
    ///
    /// # Errors
    /// [`OperationError::Invalid`]; [`OperationError::NotFound`] for an unknown link.
    pub async fn send_application(&self, secret: &str) -> Result<MembershipId, OperationError> {
        let sha256 = hex_sha256(secret);
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let Some(stored) = application_drafts::get(&db, &sha256).await? else {
            let link = membership_links::valid(&db, Purpose::Applicant, &sha256, self.now()).await?;
            return Ok(link.ok_or(GONE)?.membership);
        };
        let network = self.network_in(&db, stored.network).await?;
        let applicant = Applicant {
            actor: None,
            organisation: None,
            handle: None,
            origin: Origin::Form,
            join: None,
            language: stored.language.clone(),
        };
        let it = self.new_membership(&network, &stored.draft, applicant)?;
        let name = it.application.legal_name.clone();
        let it = self
            .store_application(&tx, &network, it, &Doer::other("an applicant", &name), None)
            .await?;
        application_drafts::remove(&tx, &sha256).await?;
        let link = Link {
            id: LinkId::new(self.now(), self.0.entropy.bytes()),
            purpose: Purpose::Applicant,
            network: network.id,
            membership: it.id,
            who: name,
            person: None,
            mailbox: None,
            language: stored.language,
            secret_sha256: sha256,
            created_at: self.now(),
            ends_at: None,
        };
        membership_links::insert(&tx, &link).await?;
        tx.commit().await?;
        Ok(it.id)
    }

    /// Applies for an organisation of this node (its owner), to a network of this node.
    ///
    /// # Errors
    /// [`OperationError::Invalid`]; [`OperationError::Refused`] where it has applied or is a member;
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn apply_for(
        &self,
        session: &Session,
        step_up: &StepUp,
        network: NetworkId,
        organisation: OrganisationId,
        draft: &ApplicationDraft,
    ) -> Result<MembershipId, OperationError> {
        step_up.require(session)?;
        session.require(Action::Represent(organisation))?;
        let actor = self.require_urls()?.organisation(organisation);
        let key = self.actor_keys(&actor).await?.ed25519.multikey();
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let network = self.network_in(&db, network).await?;
        let known = self.organisation_in(&db, organisation).await?;
        let draft = ApplicationDraft {
            actor: actor.clone(),
            ..draft.clone()
        };
        let applicant = Applicant {
            actor: Some((actor, key)),
            organisation: Some(organisation),
            handle: Some(known.handle.as_str().to_owned()),
            origin: Origin::Organisation,
            join: None,
            language: known.profile.language.as_str().to_owned(),
        };
        self.require_not_in(&db, &network, &applicant).await?;
        let handle = applicant.handle.clone();
        let it = self.new_membership(&network, &draft, applicant)?;
        let it = self
            .store_application(&tx, &network, it, &Doer::person(session), handle.as_deref())
            .await?;
        tx.commit().await?;
        Ok(it.id)
    }

    /// Takes an application that came by a `Join`, in the transaction of the inbox. The same `Join` again gives the same
    /// membership.
    ///
    /// # Errors
    /// [`OperationError::Invalid`]; [`OperationError::Refused`] where the actor has applied or is a member;
    /// [`OperationError::NotFound`] for an unknown network.
    pub async fn receive_join(&self, tx: &Tx, join: &JoinRequest) -> Result<MembershipId, OperationError> {
        let db = Db::from(tx);
        if let Some(known) = memberships::by_join(&db, &join.activity).await? {
            return Ok(known.id);
        }
        let network = self.network_in(&db, join.network).await?;
        let draft = ApplicationDraft {
            actor: join.actor.clone(),
            ..join.draft.clone()
        };
        let applicant = Applicant {
            actor: Some((join.actor.clone(), join.key.clone())),
            organisation: None,
            handle: Some(join.handle.clone()),
            origin: Origin::Join,
            join: Some(join.activity.clone()),
            language: join.language.as_str().to_owned(),
        };
        self.require_not_in(&db, &network, &applicant).await?;
        let it = self.new_membership(&network, &draft, applicant)?;
        let doer = Doer::other("another server", &it.application.legal_name);
        let it = self
            .store_application(tx, &network, it, &doer, Some(&join.handle))
            .await?;
        Ok(it.id)
    }

    async fn require_not_in(
        &self,
        db: &Db<'_>,
        network: &Network,
        applicant: &Applicant,
    ) -> Result<(), OperationError> {
        let Some((actor, _)) = &applicant.actor else {
            return Ok(());
        };
        match memberships::most_recent(db, network.id, actor).await? {
            Some(it) if !it.state.stage.is_end() => Err(refused!(
                "application-exists",
                "this organisation has applied to this network already, or is its member"
            )),
            _ => Ok(()),
        }
    }

    fn new_membership(
        &self,
        network: &Network,
        draft: &ApplicationDraft,
        applicant: Applicant,
    ) -> Result<Membership, OperationError> {
        let application = draft.check().map_err(OperationError::Invalid)?;
        if !network.content.is_for(application.country) {
            let given = application.country.to_string();
            return Err(OperationError::invalid("country", Fault::NotInList { given }));
        }
        let now = self.now();
        let id = MembershipId::new(now, self.0.entropy.bytes());
        let (subject, key) = match applicant.actor {
            Some((actor, key)) => (actor, Some(key)),
            // What a form says of an actor is not proved: it becomes the subject only by a decision.
            None => (format!("urn:bandung:applicant:{id}"), None),
        };
        let hidden = (!application.listed).then(|| hidden_as(self.0.entropy.bytes(), &subject));
        let mut state = State::apply(
            subject,
            key,
            contacts_of(&application),
            application.referees.clone(),
            now,
        );
        state.claims = application.actor.clone().filter(|actor| *actor != state.subject);
        Ok(Membership {
            id,
            network: network.id,
            organisation: applicant.organisation,
            state,
            own_tier: None,
            hidden,
            application,
            language: applicant.language,
            origin: applicant.origin,
            join_activity: applicant.join,
            previous: None,
            document: None,
            document_digest: None,
            log_index: None,
            updated_at: now,
        })
    }

    async fn store_application(
        &self,
        tx: &Tx,
        network: &Network,
        mut it: Membership,
        doer: &Doer<'_>,
        handle: Option<&str>,
    ) -> Result<Membership, OperationError> {
        let earlier = memberships::most_recent(&Db::from(tx), network.id, &it.state.subject).await?;
        it.previous = earlier.map(|earlier| earlier.id);
        self.note(tx, &doer.who, "membership.apply", &it.id.to_string()).await?;
        let it = self.settle(tx, network, None, it).await?;
        self.mark_with_handle(tx, &it, handle).await?;
        self.tell(tx, network, &it, &it, None).await?;
        Ok(it)
    }

    /// Forgets drafts that nobody saved since a moment.
    pub(super) async fn forget_drafts(&self, before: DateTime<Utc>) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        application_drafts::forget(&tx, before).await?;
        Ok(tx.commit().await?)
    }
}

/// Its mailboxes: who reads them does not decide on it.
pub(super) fn contacts_of(application: &Application) -> Vec<String> {
    let both = [&application.contact, &application.second_contact];
    both.into_iter().flatten().map(MailAddress::normalised).collect()
}

fn short(draft: &ApplicationDraft) -> Result<ApplicationDraft, OperationError> {
    let length = serde_json::to_vec(draft).map_err(|_| NOT_FOUND)?.len();
    if length > DRAFT {
        return Err(refused!(
            "application-too-long",
            "this application is too long: shorten its texts"
        ));
    }
    Ok(draft.clone())
}
