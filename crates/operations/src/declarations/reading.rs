//! Cards, pages, names and numbers of declarations.

use domain::{
    declaration::{Approval, Approver, Moment, State},
    endorsement::{Kind, Signatory, Status},
    figures::Figures,
    ids::{EndorsementId, OrganisationId},
    permissions::Action,
    search_text,
    vocabulary::Country,
};
use evidence::tally::Members;
use storage::{
    Db,
    declarations::{self, Declaration as Row},
    endorsements::{self, Endorsement},
    tallies,
};

use super::{NOT_FOUND, article_of, checked, drafts::text_views, moment_of, rules_of};
use crate::{
    Caller, OperationError, Operations, Session,
    blocks::host_of,
    endorsing::NOT_FOUND as ENDORSEMENT_NOT_FOUND,
    view::{
        Page,
        declarations::{
            DeclarationCard, DeclarationPage, EndorsementPage, EndorsementRow, NamesFilter, RevisionLink, TallyPage,
            TranslationView,
        },
    },
};

/// Entries of a page.
const PAGE: u32 = 50;
/// Entries of a page for files.
const MANY: u32 = 1_000;
/// Declarations of a page.
const CARDS: u32 = 20;

impl Operations {
    pub(crate) async fn declaration_by_slug(&self, slug: &str) -> Result<Row, OperationError> {
        let row = declarations::by_slug(&self.db(), slug).await?;
        row.filter(|row| row.state != State::Draft).ok_or(NOT_FOUND)
    }

    /// A declaration in a list.
    pub(crate) async fn declaration_card(&self, row: &Row) -> Result<DeclarationCard, OperationError> {
        self.declaration_card_in(&self.db(), row).await
    }

    pub(crate) async fn declaration_card_in(&self, db: &Db<'_>, row: &Row) -> Result<DeclarationCard, OperationError> {
        let counts = tallies::country_counts(db, row.id).await?;
        self.card_with(row, &Figures::of(&counts)).await
    }

    async fn card_with(&self, row: &Row, figures: &Figures) -> Result<DeclarationCard, OperationError> {
        let over = matches!(moment_of(row, self.now()), Moment::Late | Moment::LateShown);
        let closed_at = rules_of(row).closed_at.filter(|_| row.state == State::Closed);
        Ok(DeclarationCard {
            id: row.id,
            slug: row.slug.clone(),
            page: format!("/declarations/{}", row.slug),
            object: row.object.clone(),
            title: row.title.clone(),
            summary: row.summary.clone(),
            language: row.language.clone(),
            languages: rules_of(row).languages,
            owner: self.actor_card(&row.owner).await?,
            hosted: row.organisation.is_some(),
            state: if over { State::Closed } else { row.state },
            opens_at: row.opens_at,
            closes_at: closed_at.or(row.closes_at),
            revision: row.revision,
            counted: figures.counted.total(),
            countries: figures.countries.counted,
        })
    }

    pub(super) async fn revision_link(&self, object: &str) -> Result<RevisionLink, OperationError> {
        let row = declarations::by_object(&self.db(), object).await?;
        let row = row.filter(|row| row.state != State::Draft);
        Ok(RevisionLink {
            object: object.to_owned(),
            page: row.as_ref().map(|row| format!("/declarations/{}", row.slug)),
            slug: row.as_ref().map(|row| row.slug.clone()),
            title: row.map(|row| row.title),
        })
    }

    pub(crate) async fn revision_link_of(&self, object: Option<&str>) -> Result<Option<RevisionLink>, OperationError> {
        match object {
            Some(object) => Ok(Some(self.revision_link(object).await?)),
            None => Ok(None),
        }
    }

    /// The article of a declaration, byte for byte as its owner signed it.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_article(&self, slug: &str) -> Result<Vec<u8>, OperationError> {
        self.declaration_by_slug(slug).await?.document.ok_or(NOT_FOUND)
    }

    /// The last part of the address of our page of a declaration with this id, or with this address of its page here;
    /// nothing when it is not known here.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declaration_slug(&self, address: &str) -> Result<Option<String>, OperationError> {
        let base = self.require_urls()?.base().to_owned();
        let of_page = address
            .strip_prefix(&base)
            .and_then(|path| path.strip_prefix("/declarations/"))
            .and_then(|rest| rest.split(['/', '?', '#']).next());
        let row = match of_page {
            Some(slug) => declarations::by_slug(&self.db(), slug).await?,
            None => declarations::by_object(&self.db(), address).await?,
        };
        Ok(row.filter(|row| row.state != State::Draft).map(|row| row.slug))
    }

    /// Declarations, ours and known, open ones first; none of suspended servers. `after` is what the page before gave as `next`.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn declarations(
        &self,
        organisation: Option<OrganisationId>,
        after: Option<&str>,
    ) -> Result<Page<DeclarationCard>, OperationError> {
        let offset: u32 = after.and_then(|text| text.parse().ok()).unwrap_or_default();
        let mut rows = declarations::page(&self.db(), organisation, offset, CARDS + 1).await?;
        let more = rows.len() > CARDS as usize;
        rows.truncate(CARDS as usize);
        let mut items = Vec::with_capacity(rows.len());
        let policy = self.policy();
        for row in rows.iter().filter(|row| !policy.is_suspended(&host_of(&row.object))) {
            items.push(self.declaration_card(row).await?);
        }
        Ok(Page {
            items,
            next: more.then(|| (offset + CARDS).to_string()),
            total: None,
        })
    }

    /// The page of a declaration.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_page(&self, caller: &Caller, slug: &str) -> Result<DeclarationPage, OperationError> {
        let row = self.declaration_by_slug(slug).await?;
        let article = article_of(&row).unwrap_or_default();
        let intact = row.broken_at.is_none() && checked(&row).is_ok();
        let rules = rules_of(&row);
        let acting = caller.session().and_then(Session::acting_for);
        let mut mine = None;
        let mut declined = false;
        if let Some(organisation) = acting.filter(|id| caller.may(Action::ReadDrafts(*id))) {
            mine = self.my_endorsement(&row, organisation).await?;
            declined = declarations::is_declined(&self.db(), row.id, organisation).await?;
        }
        let open = intact && moment_of(&row, self.now()) == Moment::InTime && row.revised_by.is_none();
        let stands = mine
            .as_ref()
            .is_some_and(|mine| mine.status.is_waiting() || mine.status.is_counted());
        let mut translations = Vec::new();
        for translation in declarations::translations(&self.db(), row.id).await? {
            translations.push(TranslationView {
                language: translation.language,
                status: translation.status,
                author: self.actor_card(&translation.author).await?,
                title: translation.title,
                content_html: translation.content,
                current: Some(&translation.digest) == row.digest.as_ref(),
            });
        }
        Ok(DeclarationPage {
            card: self.declaration_card(&row).await?,
            digest: row.digest.clone().unwrap_or_default(),
            frozen_at: article["published"]
                .as_str()
                .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
                .map(|at| at.to_utc()),
            intact,
            texts: text_views(&article),
            late: rules.late,
            may_endorse: rules.may_endorse.clone(),
            approval: rules.approval.clone(),
            recipients: rules.recipients.clone(),
            hashtags: rules.hashtags.clone(),
            host_suspended: self.policy().is_suspended(&host_of(&row.object)),
            source: row
                .organisation
                .is_none()
                .then(|| rules.page.clone().unwrap_or_else(|| row.object.clone())),
            revises: self.revision_link_of(row.revises.as_deref()).await?,
            revised_by: self.revision_link_of(row.revised_by.as_deref()).await?,
            translations,
            can_endorse: open
                && !stands
                && rules.may_endorse.contains(&Kind::Organisation)
                && acting.is_some_and(|id| caller.may(Action::Endorse(id))),
            mine,
            declined,
            form_open: open && row.organisation.is_some() && is_public(&rules.approval),
            can_manage: row
                .organisation
                .is_some_and(|organisation| caller.may(Action::HostDeclarations(organisation))),
        })
    }

    /// The tally of a declaration.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_tally(&self, slug: &str) -> Result<TallyPage, OperationError> {
        let row = self.declaration_by_slug(slug).await?;
        let made = self.figures_of(row.id).await?;
        let (log_origin, log_size) = self.counted_log(&row).await?;
        let (recounts, broken) = self.recounts_of(&row.object).await?;
        let version = format!("{}-{}-{}", row.id, log_size.unwrap_or_default(), made.fingerprint);
        Ok(TallyPage {
            card: self.card_with(&row, &made.figures).await?,
            titles: text_views(&article_of(&row).unwrap_or_default())
                .into_iter()
                .map(|text| (text.language, text.title))
                .collect(),
            digest: row.digest.clone().unwrap_or_default(),
            figures: made.figures.clone(),
            version,
            as_of: self.now(),
            log_origin,
            log_size,
            undisclosed_countries: rules_of(&row).undisclosed_countries,
            broken,
            recounts,
        })
    }

    /// Names, by country, 50 a page; for exports ask for page after page.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn declaration_names(
        &self,
        slug: &str,
        filter: &NamesFilter,
        after: Option<&str>,
    ) -> Result<Page<EndorsementRow>, OperationError> {
        let row = self.declaration_by_slug(slug).await?;
        let country = match filter.country.trim() {
            "" => None,
            code => Some(Country::parse(code).ok_or(NOT_FOUND)?),
        };
        let offset: u32 = after.and_then(|text| text.parse().ok()).unwrap_or_default();
        let most = if filter.many { MANY } else { PAGE };
        let wanted = endorsements::Wanted {
            country,
            words: search_text::tokens(&filter.words),
            late: filter.late,
            order: by_name(&filter.language),
            offset,
            most,
        };
        let (found, total) = endorsements::named(&self.db(), row.id, &wanted).await?;
        let members = self.members_of(rules_of(&row).network.as_deref()).await?;
        let mut items = Vec::with_capacity(found.len());
        for endorsement in found {
            items.push(self.endorsement_row(endorsement, &members).await?);
        }
        let next = u64::from(offset) + u64::from(most);
        Ok(Page {
            items,
            next: (next < total).then(|| next.to_string()),
            total: Some(total),
        })
    }

    /// The page of one endorsement. Of one that was withdrawn or is no longer accepted the name is gone.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], also for those whose signers are counted only (SECURITY PR2).
    pub async fn endorsement_page(&self, id: EndorsementId) -> Result<EndorsementPage, OperationError> {
        let found = endorsements::get(&self.db(), id).await?;
        let shown = |it: &Endorsement| {
            let ended = matches!(it.status, Status::Withdrawn | Status::Revoked);
            !it.signatory.visibility.is_hidden() && (it.status.is_counted() || ended) && it.log_index.is_some()
        };
        let mut it = found.filter(shown).ok_or(ENDORSEMENT_NOT_FOUND)?;
        let declaration = declarations::get(&self.db(), it.declaration).await?.ok_or(NOT_FOUND)?;
        if !it.status.is_counted() {
            it.signatory = Signatory::of_kind(it.signatory.kind, it.signatory.visibility);
            it.reservation = None;
        }
        let members = self.members_of(rules_of(&declaration).network.as_deref()).await?;
        let log = match declaration.organisation {
            Some(_) => storage::log::own(&self.db()).await?,
            None => None,
        };
        Ok(EndorsementPage {
            declaration: self.declaration_card(&declaration).await?,
            digest: declaration.digest.clone().unwrap_or_default(),
            object: it.object.clone(),
            log_number: log.map(|log| log.number),
            row: self.endorsement_row(it, &members).await?,
        })
    }

    /// `members`: of the network in whose name the declaration is.
    async fn endorsement_row(&self, it: Endorsement, members: &Members) -> Result<EndorsementRow, OperationError> {
        let actor = if it.is_recorded() {
            None
        } else {
            Some(self.actor_card(&it.subject).await?)
        };
        Ok(EndorsementRow {
            id: it.id,
            signatory: it.signatory.shown(),
            actor,
            stance: it.stance,
            reservation: it.reservation.map(|text| text.as_str().to_owned()),
            channel: it.channel,
            check: it.check,
            status: it.status,
            hour: crate::endorsing::whole_hour(it.signed_at),
            log_index: it.log_index,
            member_until: members.member_until(&it.subject),
        })
    }
}

/// Everybody may sign, at once or after a look.
fn is_public(approval: &Approval) -> bool {
    approval
        .automatic
        .iter()
        .chain(&approval.manual)
        .any(|approver| *approver == Approver::Public)
}

/// All countries and places, by their names in a language; letters with marks stand beside those that they grew from.
fn by_name(language: &str) -> Vec<Country> {
    let language = if language.is_empty() { "en" } else { language };
    let mut all: Vec<Country> = Country::all().collect();
    all.sort_by_cached_key(|country| {
        let name = country.name(language);
        search_text::tokens(name.trim_start_matches("ال")).join(" ")
    });
    all
}
