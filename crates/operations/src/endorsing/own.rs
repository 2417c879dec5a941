//! What an organisation of this node does: endorse, announce, withdraw (PROTOCOL 10.3, 10.7).

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    declaration::Moment,
    endorsement::{Event, Kind, Reservation, Signatory, Stance, Status, Visibility},
    field_error::Fault,
    ids::{DeclarationId, EndorsementId, OrganisationId, PostId},
    outbox::{Audience, AudienceKey, OrderKey},
    permissions::Action,
    text::one_line,
};
use evidence::documents;
use protocol::{
    activity,
    audience::{Audience as Addressees, Visibility as Seen},
    endorsement::{EndorsementDocument, EndorsementNote, endorsement, note, withdrawal},
    note::document,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::{self, Declaration as Declared},
    endorsements::{self, Endorsement},
    posts::{self, Kind as PostKind, Post},
};

use super::{NOT_FOUND, Offered, after, form::EndorseForm, order_of};
use crate::{
    OperationError, Operations, Session, StepUp,
    audit::Who,
    declarations::{checked, moment_of, rules_of},
    identity::to_bytes,
    publishing::Outgoing,
    view::{Page, declarations::MyEndorsement},
};

/// Endorsements of a page.
const PAGE: u32 = 20;
/// When nobody answers an offer, it is published as a declaration of the endorser alone (PE2), in days.
const UNANSWERED_DAYS: i64 = 30;

impl Operations {
    /// Endorses for an organisation of this node (owner, asked once more).
    ///
    /// # Errors
    /// [`OperationError::Conflict`] when the text is not the one that was read, [`OperationError::Invalid`],
    /// [`OperationError::Refused`] when it is not open or was endorsed already.
    pub async fn endorse(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        id: DeclarationId,
        form: EndorseForm,
    ) -> Result<MyEndorsement, OperationError> {
        step_up.require(session)?;
        session.require(Action::Endorse(organisation))?;
        let urls = self.require_urls()?;
        let actor = urls.organisation(organisation);
        let profile = self.organisation_by_id(organisation).await?.profile;
        let who = signatory_of(&form, &profile)?;
        let reservation = reservation_of(&form)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let declaration = self.frozen_declaration(&db, id).await?;
        let text = checked(&declaration)?;
        if text.digest != form.digest {
            return Err(OperationError::Conflict);
        }
        if !text.languages.contains(&form.language) {
            let given = form.language.chars().take(80).collect();
            return Err(OperationError::invalid("language", Fault::NotInList { given }));
        }
        self.require_in_time(&declaration, Kind::Organisation, self.now())?;
        let earlier = endorsements::of_subject(&db, declaration.id, &actor).await?;
        if earlier
            .iter()
            .any(|one| one.status.is_counted() || one.status.is_waiting())
        {
            return Err(refused!(
                "endorsed-already",
                "this organisation endorsed it already: withdraw that one first"
            ));
        }
        let now = self.now().trunc_subsecs(0);
        let row_id = EndorsementId::new(self.now(), self.0.entropy.bytes());
        let object = urls.endorsement(row_id);
        let note_id = urls.note(PostId::new(self.now(), self.0.entropy.bytes()));
        let sequence = self.next_sequence(&tx, &actor).await?;
        let made = endorsement(&EndorsementDocument {
            object: &object,
            author: &actor,
            subject: &actor,
            declaration: &declaration.object,
            network: text.network.as_deref(),
            digest: &text.digest,
            revision: declaration.revision,
            sequence,
            stance: form.stance,
            reservation: reservation.as_ref(),
            language: &form.language,
            signatory: &who,
            recorded: None,
            published: now,
        });
        let bytes = self.prove(&actor, &made).await?;
        let read = self.read_own(&bytes, &text, &actor).await?;
        declarations::undecline(&tx, declaration.id, organisation).await?;
        self.note(&tx, &Who::Person(session), "endorsement.sign", &object)
            .await?;
        let offered = Offered {
            read,
            document: bytes.clone(),
            offer: None,
            note: note_id.clone(),
            organisation_type: Some(profile.kind),
            organisation: Some(organisation),
        };
        let row = if declaration.organisation.is_some() {
            self.take_offer(&tx, &declaration, &offered, None).await?
        } else {
            let mut row = offered.row(row_id, &declaration, self.now());
            self.note_statement(&tx, &actor, sequence, &object, &offered.read.digest)
                .await?;
            let offer = self.send_offer(&tx, organisation, &declaration, &row, &note_id).await?;
            row.offer = Some(offer);
            self.store_endorsement(&tx, &declaration, None, &row).await?;
            row
        };
        self.commit_and_wake(tx).await?;
        self.my_view(row, &declaration).await
    }

    /// Our own document, read as everybody reads it: what others would refuse is not sent.
    async fn read_own(
        &self,
        bytes: &[u8],
        text: &documents::Declaration,
        actor: &str,
    ) -> Result<documents::Endorsement, OperationError> {
        let document: Value = serde_json::from_slice(bytes).map_err(|_| NOT_FOUND)?;
        let keys = self.own_keyring(actor).await?;
        let known = documents::Known {
            ids: &self.0.ids,
            keys: &keys,
            now: Some(self.now()),
        };
        documents::Endorsement::check(&document, text, &known, &documents::Seen::default(), None).map_err(|reason| {
            refused!(
                "endorsement-not-acceptable",
                "this endorsement would not be accepted: {reason}",
                reason = reason
            )
        })
    }

    /// The keys of an actor of ours, as proofs are checked with them.
    pub(crate) async fn own_keyring(&self, actor: &str) -> Result<documents::Keyring, OperationError> {
        let mut keyring = documents::Keyring::default();
        if let Some(organisation) = self.own_organisation(actor).await? {
            let keys = self.public_keys(&self.db(), actor).await?;
            keyring.add_actor(&self.organisation_document(&organisation, &keys).await?);
        }
        Ok(keyring)
    }

    /// Whether what is signed at a moment may count. What was signed in time and waits may count until the closing is
    /// logged.
    pub(crate) fn require_in_time(
        &self,
        declaration: &Declared,
        kind: Kind,
        signed_at: DateTime<Utc>,
    ) -> Result<Moment, OperationError> {
        if declaration.broken_at.is_some() {
            return Err(crate::declarations::not_intact());
        }
        if !rules_of(declaration).may_endorse.contains(&kind) {
            return Err(refused!(
                "declaration-not-for-this-kind",
                "this declaration is not open to this kind of signatory"
            ));
        }
        // The day of a list may begin before the hour of the opening.
        let at = declaration
            .opens_at
            .map_or(signed_at, |opened| signed_at.max(opened.min(self.now())));
        match moment_of(declaration, at) {
            Moment::Early => Err(refused!("declaration-not-open-yet", "this declaration is not open yet")),
            Moment::Late => Err(refused!("declaration-closed-now", "this declaration is closed")),
            moment => Ok(moment),
        }
    }

    async fn send_offer(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        declaration: &Declared,
        row: &Endorsement,
        note: &str,
    ) -> Result<String, OperationError> {
        let named = self.inbox_of(&declaration.owner).await?;
        if named.is_empty() {
            return Err(refused!(
                "declaration-owner-unknown",
                "the owner of the declaration is not known here any more: follow it first"
            ));
        }
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Offer",
            object: row.object.clone(),
            order: order_of(&row.subject, &declaration.object),
            audience: Audience {
                keys: Vec::new(),
                named,
            },
        };
        let document: Value = super::value_of(row.document.as_deref())?;
        let addressees = Addressees::named(std::slice::from_ref(&declaration.owner));
        self.send(tx, outgoing, &addressees, |header| {
            activity::offer(header, document, &declaration.object, note)
        })
        .await
    }

    /// Publishes N: the note that quotes the declaration, with the stamp where there is one (10.3 step 7).
    pub(crate) async fn publish_announcement(
        &self,
        tx: &Tx,
        declaration: &Declared,
        row: &Endorsement,
    ) -> Result<(), OperationError> {
        let (Some(organisation), Some(object)) = (row.organisation, row.note.as_deref()) else {
            return Ok(());
        };
        let id: PostId = object
            .rsplit('/')
            .next()
            .and_then(|id| id.parse().ok())
            .ok_or(NOT_FOUND)?;
        if posts::get(&Db::from(tx), id).await?.is_some() {
            return Ok(());
        }
        let urls = self.require_urls()?;
        let profile = self.organisation_by_id(organisation).await?.profile;
        let (mention, named) = self.mention(&declaration.owner).await?;
        let mentioned: Vec<String> = mention.iter().map(|mention| mention.actor.clone()).collect();
        let addressees = Addressees::of(Seen::Public, &format!("{}/followers", row.subject), &mentioned);
        let owner_name = self.actor_card(&declaration.owner).await?.name;
        let page = urls.post_page(id);
        let declaration_page = rules_of(declaration).page.unwrap_or_else(|| declaration.object.clone());
        let now = self.now().trunc_subsecs(0);
        let made = note(&EndorsementNote {
            object,
            author: &row.subject,
            name: &profile.name,
            page: &page,
            declaration: &declaration.object,
            title: &declaration.title,
            declaration_page: &declaration_page,
            owner_name: &owner_name,
            owner: mention.as_ref(),
            endorsement: &row.object,
            stamp: row.stamp.as_deref(),
            reservation: row.reservation.as_ref().map(Reservation::as_str),
            language: &profile.language,
            published: now,
            audience: &addressees,
        });
        let post = Post {
            id,
            object: object.to_owned(),
            kind: PostKind::Note,
            author: row.subject.clone(),
            organisation: Some(organisation),
            slug: None,
            in_reply_to: None,
            visibility: posts::Visibility::Public,
            language: Some(profile.language.as_str().to_owned()),
            title: None,
            summary: None,
            content: made["content"].as_str().unwrap_or_default().to_owned(),
            facts: None,
            bytes: to_bytes(&document(made.clone())),
            url: Some(page),
            revision: 1,
            state: posts::State::Visible,
            reason: None,
            published: now,
            updated: None,
            received_at: self.now(),
        };
        posts::insert(tx, &post).await?;
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Create",
            object: object.to_owned(),
            order: OrderKey::Object(object.to_owned()),
            audience: Audience {
                keys: vec![AudienceKey::Followers(organisation.into())],
                named,
            },
        };
        self.send(tx, outgoing, &addressees, |header| activity::create(header, made))
            .await?;
        Ok(())
    }

    /// Publishes what no host answered within 30 days as the endorser's word alone (PE2).
    pub(crate) async fn publish_unanswered(&self) -> Result<(), OperationError> {
        let before = self.now() - chrono::Duration::days(UNANSWERED_DAYS);
        for row in endorsements::waiting_since(&self.db(), before).await? {
            let tx = self.begin_decision().await?;
            let (row, declaration) = self.endorsement_and_text(&Db::from(&tx), row.id).await?;
            if row.status != Status::Offered || declaration.organisation.is_some() {
                continue;
            }
            let mut silent = row.clone();
            silent.reason = Some("unanswered".to_owned());
            self.store_endorsement(&tx, &declaration, Some(&row), &silent).await?;
            self.note(&tx, &Who::Other("system"), "endorsement.unanswered", &row.object)
                .await?;
            self.publish_announcement(&tx, &declaration, &row).await?;
            self.commit_and_wake(tx).await?;
        }
        Ok(())
    }

    /// Notes inside the organisation that it does not endorse; nothing is sent (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn decline_to_endorse(
        &self,
        session: &Session,
        organisation: OrganisationId,
        id: DeclarationId,
    ) -> Result<(), OperationError> {
        session.require(Action::Endorse(organisation))?;
        let tx = self.begin_decision().await?;
        let declaration = self.frozen_declaration(&Db::from(&tx), id).await?;
        let name = session.person().name.clone();
        declarations::decline(&tx, declaration.id, organisation, &name, self.now()).await?;
        self.note(&tx, &Who::Person(session), "endorsement.decline", &declaration.object)
            .await?;
        Ok(tx.commit().await?)
    }

    /// What an organisation of this node endorsed, newest first (viewer).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn endorsements_given(
        &self,
        session: &Session,
        organisation: OrganisationId,
        after: Option<&str>,
    ) -> Result<Page<MyEndorsement>, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        let offset: u32 = after.and_then(|text| text.parse().ok()).unwrap_or_default();
        let mut rows = endorsements::given(&self.db(), organisation, offset, PAGE + 1).await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let declaration = self.frozen_declaration(&self.db(), row.declaration).await?;
            items.push(self.my_view(row, &declaration).await?);
        }
        Ok(Page {
            items,
            next: more.then(|| (offset + PAGE).to_string()),
            total: None,
        })
    }

    /// The newest endorsement of an organisation of ours for a declaration.
    pub(crate) async fn my_endorsement(
        &self,
        declaration: &Declared,
        organisation: OrganisationId,
    ) -> Result<Option<MyEndorsement>, OperationError> {
        let actor = self.require_urls()?.organisation(organisation);
        let rows = endorsements::of_subject(&self.db(), declaration.id, &actor).await?;
        match rows.into_iter().next_back() {
            Some(row) => Ok(Some(self.my_view(row, declaration).await?)),
            None => Ok(None),
        }
    }

    pub(crate) async fn my_view(
        &self,
        row: Endorsement,
        declaration: &Declared,
    ) -> Result<MyEndorsement, OperationError> {
        let note = match &row.note {
            Some(note) => posts::by_object(&self.db(), note).await?,
            None => None,
        };
        let note = note.filter(|post| post.state == posts::State::Visible);
        Ok(MyEndorsement {
            id: row.id,
            declaration: self.declaration_card(declaration).await?,
            status: row.status,
            signatory: row.signatory.clone(),
            stance: row.stance,
            reservation: row.reservation.as_ref().map(|text| text.as_str().to_owned()),
            unanswered: row.reason.as_deref() == Some("unanswered"),
            reason: row.reason,
            signed_at: row.signed_at,
            note_page: note.as_ref().map(crate::cards::page_of),
            stamp: row.stamp,
            log_index: row.log_index,
            revised_by: self.revision_link_of(declaration.revised_by.as_deref()).await?,
            object: row.object,
        })
    }

    /// Takes an endorsement back (owner, asked once more): one of an organisation of this node, or one that this node
    /// recorded, at the word of its signer.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn withdraw_endorsement(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: EndorsementId,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let (row, declaration) = self.endorsement_and_text(&Db::from(&tx), id).await?;
        let Some(organisation) = row.organisation else {
            let host = declaration
                .organisation
                .filter(|_| row.is_recorded())
                .ok_or(NOT_FOUND)?;
            session.require(Action::HostDeclarations(host))?;
            let who = Who::Person(session);
            self.withdraw_recorded(&tx, &who, &declaration, &row).await?;
            return self.commit_and_wake(tx).await;
        };
        session.require(Action::Endorse(organisation))?;
        after(&row, Event::Withdraw)?;
        let sequence = self.next_sequence(&tx, &row.subject).await?;
        let digest = row.digest.clone().unwrap_or_default();
        let made = withdrawal(
            &row.object,
            &row.subject,
            &digest,
            sequence,
            self.now().trunc_subsecs(0),
        );
        let stone = self.prove(&row.subject, &made).await?;
        let digest = evidence::multibase::document_digest(&made);
        self.note_statement(&tx, &row.subject, sequence, &row.object, &digest)
            .await?;
        let who = Who::Person(session);
        let row = self.withdraw_in(&tx, &who, &declaration, &row, stone.clone()).await?;
        self.send_withdrawal(&tx, organisation, &declaration, &row, &stone)
            .await?;
        self.delete_announcement(&tx, organisation, &row).await?;
        self.commit_and_wake(tx).await
    }

    async fn send_withdrawal(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        declaration: &Declared,
        row: &Endorsement,
        stone: &[u8],
    ) -> Result<(), OperationError> {
        let stone: Value = super::value_of(Some(stone))?;
        let named = match declaration.organisation {
            Some(_) => Vec::new(),
            None => self.inbox_of(&declaration.owner).await?,
        };
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Delete",
            object: row.object.clone(),
            order: order_of(&row.subject, &declaration.object),
            audience: Audience {
                keys: vec![AudienceKey::Followers(organisation.into())],
                named,
            },
        };
        let addressees = Addressees::of(
            Seen::Public,
            &format!("{}/followers", row.subject),
            std::slice::from_ref(&declaration.owner),
        );
        self.send(tx, outgoing, &addressees, |header| activity::delete(header, stone))
            .await?;
        Ok(())
    }

    /// N goes with its endorsement.
    pub(crate) async fn delete_announcement(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        row: &Endorsement,
    ) -> Result<(), OperationError> {
        let Some(note) = &row.note else { return Ok(()) };
        let post = posts::by_object(&Db::from(tx), note).await?;
        let Some(post) = post.filter(|post| post.state != posts::State::Withdrawn && post.organisation.is_some())
        else {
            return Ok(());
        };
        self.erase_post(tx, &post).await?;
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Delete",
            object: post.object.clone(),
            order: OrderKey::Object(post.object.clone()),
            audience: Audience {
                keys: vec![
                    AudienceKey::Followers(organisation.into()),
                    AudienceKey::Holders(post.object.clone()),
                ],
                named: Vec::new(),
            },
        };
        let stone = protocol::tombstone::tombstone(&post.object, "Note", self.now());
        let addressees = crate::practices::followers_and_public(&row.subject);
        self.send(tx, outgoing, &addressees, |header| activity::delete(header, stone))
            .await?;
        Ok(())
    }
}

fn signatory_of(form: &EndorseForm, profile: &domain::organisation::Profile) -> Result<Signatory, OperationError> {
    let optional = |field, raw: &str, most| match raw.trim() {
        "" => Ok(None),
        text => one_line(text, most)
            .map(Some)
            .map_err(|fault| OperationError::invalid(field, fault)),
    };
    let person = optional("person", &form.person, Signatory::LONGEST_PERSON)?;
    let role = optional("role", &form.role, Signatory::LONGEST_ROLE)?;
    let shows_person = form.visibility == Visibility::Public;
    if form.visibility == Visibility::FullyHidden {
        let given = form.visibility.as_str().to_owned();
        return Err(OperationError::invalid("visibility", Fault::NotInList { given }));
    }
    Ok(Signatory {
        kind: Kind::Organisation,
        visibility: Visibility::Public,
        organisation: Some(profile.name.clone()),
        organisation_type: Some(profile.kind),
        country: Some(profile.country),
        person: person.filter(|_| shows_person),
        role: role.filter(|_| shows_person),
    })
}

fn reservation_of(form: &EndorseForm) -> Result<Option<Reservation>, OperationError> {
    match form.stance {
        Stance::Full => Ok(None),
        Stance::WithReservations => Reservation::parse(&form.reservation)
            .map(Some)
            .map_err(|fault| OperationError::invalid("reservation", fault)),
    }
}
