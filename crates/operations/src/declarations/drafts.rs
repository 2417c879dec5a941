//! Drafts of declarations: nothing that was typed is lost; what is shown before opening is what will be frozen.

use domain::{
    declaration::{Change, Declaration, DeclarationDraft, DeclarationFault, State},
    field_error::Fault,
    ids::{DeclarationId, OrganisationId},
    permissions::Action,
    slug::slugify,
};
use evidence::text_digest::text_digest;
use protocol::{
    declaration::{PublishedDeclaration, object, texts},
    network::posted_into,
};
use serde_json::Value;
use storage::{
    Db,
    declarations::{self, Declaration as Row},
};

use super::{NOT_FOUND, Rules, period_of};
use crate::{
    OperationError, Operations, Session,
    audit::Who,
    practices::followers_and_public,
    rosters::into_networks,
    view::declarations::{DeclarationDraftCard, DeclarationDraftView, DeclarationTextView, FrozenPreview},
};

/// The longest draft, in bytes of JSON: 24 languages of a long text.
const LONGEST: usize = 2 << 20;

impl Operations {
    /// Begins a draft (contributor).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Refused`] for more than 2 MiB.
    pub async fn start_declaration(
        &self,
        session: &Session,
        organisation: OrganisationId,
        draft: DeclarationDraft,
    ) -> Result<DeclarationDraftView, OperationError> {
        session.require(Action::WriteDrafts(organisation))?;
        self.insert_declaration_draft(session, organisation, None, draft).await
    }

    async fn insert_declaration_draft(
        &self,
        session: &Session,
        organisation: OrganisationId,
        revises: Option<&Row>,
        draft: DeclarationDraft,
    ) -> Result<DeclarationDraftView, OperationError> {
        let urls = self.require_urls()?;
        let now = self.now();
        let id = DeclarationId::new(now, self.0.entropy.bytes());
        let tx = self.begin_decision().await?;
        let mut row = Row {
            id,
            object: urls.declaration(id),
            owner: urls.organisation(organisation),
            organisation: Some(organisation),
            slug: id.to_string(),
            state: State::Draft,
            revision: revises.map_or(1, |revised| revised.revision + 1),
            revises: revises.map(|revised| revised.object.clone()),
            revised_by: None,
            language: String::new(),
            title: String::new(),
            summary: String::new(),
            digest: None,
            draft: None,
            version: 1,
            rules: Rules::default().to_text(),
            opens_at: None,
            closes_at: None,
            document: None,
            opened: None,
            broken_at: None,
            announced: 0,
            created: now,
            updated: now,
        };
        self.fill_draft(&mut row, &draft)?;
        declarations::insert(&tx, &row).await?;
        self.note(&tx, &Who::Person(session), "declaration.draft", &row.object)
            .await?;
        tx.commit().await?;
        self.draft_view_of(row).await
    }

    /// Puts what was typed into the row, as far as it can be read.
    fn fill_draft(&self, row: &mut Row, draft: &DeclarationDraft) -> Result<(), OperationError> {
        let text = serde_json::to_string(draft).unwrap_or_default();
        if text.len() > LONGEST {
            return Err(refused!(
                "declaration-too-long",
                "a declaration may have at most 2 MiB in all its languages"
            ));
        }
        let main = draft.authentic.first();
        let shown = draft
            .texts
            .iter()
            .find(|text| Some(&text.language) == main)
            .or(draft.texts.first());
        let title = shown.map(|text| text.title.trim().to_owned()).unwrap_or_default();
        row.language = shown.map(|text| text.language.trim().to_owned()).unwrap_or_default();
        row.title = title;
        row.summary = shown.map(|text| text.summary.trim().to_owned()).unwrap_or_default();
        row.draft = Some(text);
        if let Ok(declaration) = draft.check() {
            row.rules = Rules::from(&declaration).to_text();
            (row.opens_at, row.closes_at) = (declaration.opens_at, declaration.closes_at);
        }
        row.updated = self.now();
        Ok(())
    }

    /// Saves a draft over the version that was read (contributor).
    ///
    /// # Errors
    /// [`OperationError::Conflict`] when somebody saved in between, [`OperationError::NotFound`].
    pub async fn save_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
        version: u32,
        draft: DeclarationDraft,
    ) -> Result<DeclarationDraftView, OperationError> {
        let tx = self.begin_decision().await?;
        let (mut row, organisation) = self.own_draft(&Db::from(&tx), id).await?;
        session.require(Action::WriteDrafts(organisation))?;
        self.fill_draft(&mut row, &draft)?;
        if !declarations::save_draft(&tx, &row, version).await? {
            return Err(OperationError::Conflict);
        }
        tx.commit().await?;
        row.version = version + 1;
        self.draft_view_of(row).await
    }

    /// Gives a draft that is being opened its address: the one that was typed, else that of the title, where it is free.
    /// Until then it has none, so that what is never opened keeps no address from anybody.
    pub(super) async fn give_address(&self, db: &Db<'_>, row: &mut Row) -> Result<(), OperationError> {
        let wanted = slugify(&typed(row).slug, &slugify(&row.title, "declaration"));
        row.slug = self.free_declaration_slug(db, &wanted, row.id).await?;
        Ok(())
    }

    /// A draft of one of our organisations.
    pub(crate) async fn own_draft(
        &self,
        db: &Db<'_>,
        id: DeclarationId,
    ) -> Result<(Row, OrganisationId), OperationError> {
        let row = declarations::get(db, id).await?.ok_or(NOT_FOUND)?;
        let organisation = row.organisation.ok_or(NOT_FOUND)?;
        row.state.after(Change::Edit, period_of(&row), self.now())?;
        Ok((row, organisation))
    }

    /// One draft (viewer).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_draft(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<DeclarationDraftView, OperationError> {
        let (row, organisation) = self.own_draft(&self.db(), id).await?;
        session.require(Action::ReadDrafts(organisation))?;
        self.draft_view_of(row).await
    }

    /// The drafts that the person may read.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declaration_drafts(&self, session: &Session) -> Result<Vec<DeclarationDraftCard>, OperationError> {
        let mut organisations: Vec<_> = session.person().roles.iter().map(|(id, _)| *id).collect();
        organisations.extend(session.acting_for());
        organisations.sort_unstable();
        organisations.dedup();
        let mut cards = Vec::new();
        for organisation in organisations {
            if !session.may(Action::ReadDrafts(organisation)) {
                continue;
            }
            for row in declarations::drafts(&self.db(), organisation).await? {
                let draft = typed(&row);
                cards.push(DeclarationDraftCard {
                    id: row.id,
                    title: row.title,
                    languages: draft.texts.into_iter().map(|text| text.language).collect(),
                    updated: row.updated,
                });
            }
        }
        cards.sort_by_key(|card| std::cmp::Reverse(card.updated));
        Ok(cards)
    }

    /// Throws a draft away (contributor).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn discard_declaration(&self, session: &Session, id: DeclarationId) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let (row, organisation) = self.own_draft(&Db::from(&tx), id).await?;
        session.require(Action::WriteDrafts(organisation))?;
        if !declarations::discard(&tx, id).await? {
            return Err(NOT_FOUND);
        }
        self.note(&tx, &Who::Person(session), "declaration.discard", &row.object)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Begins the next revision as a draft, or gives the one that is open. Nobody is carried over (owner).
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn revise_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<DeclarationDraftView, OperationError> {
        let (row, organisation) = self.hosted_declaration(&self.db(), id).await?;
        session.require(Action::HostDeclarations(organisation))?;
        let revised = row.revised_by.is_some();
        row.state
            .after(Change::Revise { revised }, period_of(&row), self.now())?;
        if let Some(draft) = declarations::draft_that_revises(&self.db(), &row.object).await? {
            return self.draft_view_of(draft).await;
        }
        let draft = typed(&row);
        self.insert_declaration_draft(session, organisation, Some(&row), draft)
            .await
    }

    pub(super) async fn draft_view_of(&self, row: Row) -> Result<DeclarationDraftView, OperationError> {
        let draft = typed(&row);
        let mut faults = draft.check().err().unwrap_or_default();
        if faults.is_empty()
            && let Ok(declaration) = draft.check()
        {
            faults.extend(self.frozen_faults(&row, &declaration)?);
        }
        let revises = match &row.revises {
            Some(object) => Some(self.revision_link(object).await?),
            None => None,
        };
        Ok(DeclarationDraftView {
            id: row.id,
            organisation: row.organisation.ok_or(NOT_FOUND)?,
            version: row.version,
            revision: row.revision,
            revises,
            differences: draft.differences(),
            draft,
            faults,
            updated: row.updated,
        })
    }

    /// What in the texts cannot be frozen.
    fn frozen_faults(&self, row: &Row, declaration: &Declaration) -> Result<Vec<DeclarationFault>, OperationError> {
        let fault =
            |language: Option<&str>, line| DeclarationFault::new(language, "source", Fault::NotFreezable { line });
        Ok(match self.frozen_article(row, declaration, &[]) {
            Err(found) => vec![fault(Some(&found.language), found.fault.line)],
            Ok(Err(cause)) => return Err(cause),
            Ok(Ok(article)) => text_digest(&article)
                .err()
                .map(|_| fault(None, 1))
                .into_iter()
                .collect(),
        })
    }

    /// The article that a draft becomes, posted into these networks, without digest and proof.
    pub(super) fn frozen_article(
        &self,
        row: &Row,
        declaration: &Declaration,
        networks: &[String],
    ) -> Result<Result<Value, OperationError>, protocol::declaration::TextNotFrozen> {
        let urls = match self.require_urls() {
            Ok(urls) => urls,
            Err(error) => return Ok(Err(error)),
        };
        let published = PublishedDeclaration {
            object: &row.object,
            owner: &row.owner,
            declaration,
            slug: &row.slug,
            revision: row.revision,
            revises: row.revises.as_deref(),
            opened: self.now(),
            audience: &into_networks(followers_and_public(&row.owner), networks),
        };
        object(&published, &urls).map(|article| Ok(posted_into(article, networks)))
    }

    /// Exactly what will be frozen (viewer).
    ///
    /// # Errors
    /// [`OperationError::Refused`] with what stands in the way; the faults are in [`DeclarationDraftView::faults`].
    pub async fn preview_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
    ) -> Result<FrozenPreview, OperationError> {
        let (mut row, organisation) = self.own_draft(&self.db(), id).await?;
        session.require(Action::ReadDrafts(organisation))?;
        let (declaration, article, digest) = self.freeze(&row, &[])?;
        self.give_address(&self.db(), &mut row).await?;
        let draft = typed(&row);
        let changes = self.changes_since(&row, &article).await?;
        Ok(FrozenPreview {
            changes,
            id: row.id,
            digest,
            title: main_title(&declaration),
            revision: row.revision,
            slug: row.slug,
            texts: text_views(&article),
            differences: draft.differences(),
            opens_at: declaration.opens_at,
            closes_at: declaration.closes_at,
            may_endorse: declaration.may_endorse,
            late: declaration.late,
        })
    }

    /// The declaration, its article and its digest; or why it cannot be opened.
    pub(super) fn freeze(
        &self,
        row: &Row,
        networks: &[String],
    ) -> Result<(Declaration, Value, String), OperationError> {
        let declaration = typed(row)
            .check()
            .map_err(|faults| OperationError::Invalid(faults.into_iter().map(|fault| fault.error).collect()))?;
        let article = self
            .frozen_article(row, &declaration, networks)
            .map_err(|fault| not_frozen(&fault))??;
        let digest = text_digest(&article).map_err(|fault| not_frozen(&fault))?;
        Ok((declaration, article, digest))
    }
}

/// What was typed.
pub(super) fn typed(row: &Row) -> DeclarationDraft {
    row.draft
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

pub(super) fn main_title(declaration: &Declaration) -> String {
    declaration.main().map(|text| text.title.clone()).unwrap_or_default()
}

pub(super) fn text_views(article: &Value) -> Vec<DeclarationTextView> {
    texts(article)
        .into_iter()
        .map(|text| DeclarationTextView {
            language: text.language,
            authentic: text.authentic,
            title: text.title,
            summary: text.summary,
            content_html: text.content,
        })
        .collect()
}

fn not_frozen(fault: &impl std::fmt::Display) -> OperationError {
    refused!("text-not-frozen", "the text cannot be frozen: {fault}", fault = fault)
}
