//! Drafts of practices: nothing that was typed is lost.

use domain::{
    ids::{DraftId, MediaId, OrganisationId, PostId},
    permissions::Action,
    practice::{DraftMedia, PracticeDraft},
};
use storage::{Db, drafts::Draft, posts::Kind};

use crate::{
    Caller, OperationError, Operations, Session,
    cards::practice_of,
    view::{DraftCard, DraftView, PhotoView, PreviewView},
};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the draft" };

impl Operations {
    /// Starts a draft with the organisation's country and language filled in.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn start_draft(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<DraftView, OperationError> {
        session.require(Action::WriteDrafts(organisation))?;
        let profile = self.organisation_by_id(organisation).await?.profile;
        let fields = PracticeDraft {
            country: profile.country.code().to_owned(),
            language: profile.language.as_str().to_owned(),
            place_precision: "district".to_owned(),
            licence: "CC-BY-4.0".to_owned(),
            contact: "via-node".to_owned(),
            ..PracticeDraft::default()
        };
        self.insert_draft(session, organisation, None, &fields).await
    }

    async fn insert_draft(
        &self,
        session: &Session,
        organisation: OrganisationId,
        revises: Option<PostId>,
        fields: &PracticeDraft,
    ) -> Result<DraftView, OperationError> {
        let now = self.now();
        let draft = Draft {
            id: DraftId::new(now, self.0.entropy.bytes()),
            organisation,
            person: session.person().id,
            who: session.person().name.clone(),
            revises,
            fields: text_of(fields),
            version: 1,
            published_as: None,
            updated: now,
        };
        let tx = self.begin().await?;
        storage::drafts::insert(&tx, &draft).await?;
        tx.commit().await?;
        self.draft_view(draft).await
    }

    /// Starts a draft of a revision of a published practice, or gives the one that is open.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn start_revision(&self, session: &Session, practice: PostId) -> Result<DraftView, OperationError> {
        let (post, organisation) = self.own_post(&self.db(), practice, Kind::Practice).await?;
        session.require(Action::WriteDrafts(organisation))?;
        let open = storage::drafts::open(&self.db(), organisation).await?;
        if let Some(draft) = open.into_iter().find(|draft| draft.revises == Some(practice)) {
            return self.draft_view(draft).await;
        }
        let practice_fields = practice_of(&post).ok_or(OperationError::NotFound { what: "the practice" })?;
        self.insert_draft(
            session,
            organisation,
            Some(practice),
            &PracticeDraft::from(&practice_fields),
        )
        .await
    }

    /// The drafts that the person may read.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn drafts(&self, session: &Session) -> Result<Vec<DraftCard>, OperationError> {
        let mut cards = Vec::new();
        for organisation in session
            .person()
            .roles
            .iter()
            .map(|(id, _)| *id)
            .chain(session.acting_for())
        {
            if !session.may(Action::ReadDrafts(organisation)) {
                continue;
            }
            for draft in storage::drafts::open(&self.db(), organisation).await? {
                if cards.iter().all(|card: &DraftCard| card.id != draft.id) {
                    cards.push(card_of(&draft, &fields_of(&draft)));
                }
            }
        }
        cards.sort_by_key(|card| std::cmp::Reverse(card.updated));
        Ok(cards)
    }

    /// One draft.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn draft(&self, session: &Session, draft: DraftId) -> Result<DraftView, OperationError> {
        let draft = self.readable_draft(&self.db(), session, draft).await?;
        self.draft_view(draft).await
    }

    /// A draft that the person may read; missing and foreign ones are one answer.
    pub(crate) async fn readable_draft(
        &self,
        db: &Db<'_>,
        session: &Session,
        draft: DraftId,
    ) -> Result<Draft, OperationError> {
        let draft = storage::drafts::get(db, draft).await?.ok_or(NOT_FOUND)?;
        if session.may(Action::ReadDrafts(draft.organisation)) {
            Ok(draft)
        } else {
            Err(NOT_FOUND)
        }
    }

    pub(crate) async fn draft_view(&self, draft: Draft) -> Result<DraftView, OperationError> {
        let fields = fields_of(&draft);
        let mut photos = Vec::new();
        for media in fields.media.iter().filter(|media| media.kind == "photo") {
            if let Ok(id) = media.id.parse() {
                photos.extend(self.photo_view(id, &media.alt).await?);
            }
        }
        Ok(DraftView {
            card: card_of(&draft, &fields),
            draft: fields,
            version: draft.version,
            photos,
        })
    }

    pub(crate) async fn photo_view(&self, id: MediaId, alt: &str) -> Result<Option<PhotoView>, OperationError> {
        let picture = storage::media::get(&self.db(), id).await?;
        Ok(picture.map(|picture| PhotoView {
            small: format!("/media/{}", picture.small),
            large: format!("/media/{}", picture.large),
            large_bytes: picture.large_bytes,
            width: picture.width,
            height: picture.height,
            alt: alt.to_owned(),
        }))
    }

    /// Saves all fields. `version` is the one that was read.
    ///
    /// # Errors
    /// [`OperationError::Conflict`] when somebody saved in between: both versions are then shown, nothing is lost.
    pub async fn save_draft(
        &self,
        session: &Session,
        draft: DraftId,
        version: u32,
        fields: PracticeDraft,
    ) -> Result<DraftView, OperationError> {
        let tx = self.begin().await?;
        let found = self.readable_draft(&Db::from(&tx), session, draft).await?;
        session.require(Action::WriteDrafts(found.organisation))?;
        self.refuse_foreign_media(&Db::from(&tx), found.organisation, &fields.media)
            .await?;
        let who = &session.person().name;
        if !storage::drafts::save(&tx, draft, version, &text_of(&fields), who, self.now()).await? {
            return Err(OperationError::Conflict);
        }
        tx.commit().await?;
        self.draft(session, draft).await
    }

    /// Pictures of another organisation cannot be used (W11).
    async fn refuse_foreign_media(
        &self,
        db: &Db<'_>,
        organisation: OrganisationId,
        media: &[DraftMedia],
    ) -> Result<(), OperationError> {
        for id in media.iter().filter_map(|media| media.id.parse::<MediaId>().ok()) {
            let picture = storage::media::get(db, id).await?;
            if picture.is_none_or(|picture| picture.organisation != organisation) {
                return Err(OperationError::NotFound { what: "the picture" });
            }
        }
        Ok(())
    }

    /// What people on other servers will see, and what is missing.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn preview(&self, session: &Session, draft: DraftId) -> Result<PreviewView, OperationError> {
        let draft = self.readable_draft(&self.db(), session, draft).await?;
        let fields = fields_of(&draft);
        let servers = self.servers_of(draft.organisation).await?;
        let view = self.draft_view(draft.clone()).await?;
        let photo_bytes: u64 = view.photos.iter().map(|photo| photo.large_bytes).sum();
        Ok(match fields.check() {
            Err(faults) => PreviewView {
                faults,
                content_html: String::new(),
                bytes: photo_bytes,
                servers,
            },
            Ok(practice) => {
                let document = self.practice_object(&self.db(), draft.organisation, &practice).await?;
                let content_html = document["content"].as_str().unwrap_or_default().to_owned();
                let bytes = document.to_string().len() as u64 + photo_bytes;
                PreviewView {
                    faults: Vec::new(),
                    content_html,
                    bytes,
                    servers,
                }
            }
        })
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn delete_draft(&self, session: &Session, draft: DraftId) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let found = self.readable_draft(&Db::from(&tx), session, draft).await?;
        session.require(Action::WriteDrafts(found.organisation))?;
        storage::drafts::delete(&tx, draft).await?;
        Ok(tx.commit().await?)
    }

    /// Whether a caller may read drafts of an organisation; for pages that link there.
    #[must_use]
    pub fn may_write(&self, caller: &Caller, organisation: OrganisationId) -> bool {
        caller.may(Action::WriteDrafts(organisation))
    }
}

pub(crate) fn fields_of(draft: &Draft) -> PracticeDraft {
    serde_json::from_str(&draft.fields).unwrap_or_default()
}

fn text_of(fields: &PracticeDraft) -> String {
    serde_json::to_string(fields).unwrap_or_default()
}

fn card_of(draft: &Draft, fields: &PracticeDraft) -> DraftCard {
    DraftCard {
        id: draft.id,
        title: fields.title.clone(),
        organisation: draft.organisation,
        by: draft.who.clone(),
        updated: draft.updated,
        revises: draft.revises,
    }
}
