//! Publishing, revising and withdrawing practices.

mod reading;

use std::collections::{BTreeMap, BTreeSet};

use chrono::SubsecRound;
use domain::{
    ids::{DraftId, MediaId, OrganisationId, PostId},
    outbox::{Audience, AudienceKey, OrderKey},
    practice::{Media, Practice},
    search_text,
    slug::slugify,
    text::paragraphs,
};
use protocol::{
    activity,
    article::{self, Counts, PublishedPractice},
    audience::{Audience as Addressees, Visibility},
    network::posted_into,
    picture::Picture,
    tombstone,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    posts::{self, Kind, Post, PracticeFacts, State, Terms, Version},
};

use crate::{
    OperationError, Operations, Session,
    audit::Who,
    cards::{page_of, practice_of},
    identity::to_bytes,
    publishing::Outgoing,
    rosters::into_networks,
    view::Published,
};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the practice" };

impl Operations {
    /// Publishes a draft: a new practice, or the next revision of one. The same draft published twice gives the same
    /// answer.
    ///
    /// # Errors
    /// [`OperationError::Invalid`] with every fault; [`OperationError::Forbidden`] for contributors.
    pub async fn publish_draft(&self, session: &Session, draft: DraftId) -> Result<Published, OperationError> {
        let tx = self.begin_decision().await?;
        let found = self.readable_draft(&Db::from(&tx), session, draft).await?;
        self.require_publish(session, found.organisation).await?;
        if let Some(post) = found.published_as {
            let post = posts::get(&Db::from(&tx), post).await?.ok_or(NOT_FOUND)?;
            return self.published(&post).await;
        }
        let practice = crate::drafts::fields_of(&found)
            .check()
            .map_err(OperationError::Invalid)?;
        let post = match found.revises {
            Some(id) => {
                let (post, _) = self.own_post(&Db::from(&tx), id, Kind::Practice).await?;
                self.revise_in(&tx, session, post, found.organisation, practice).await?
            }
            None => self.publish_in(&tx, session, found.organisation, practice).await?,
        };
        storage::drafts::published(&tx, draft, post.id).await?;
        self.commit_and_wake(tx).await?;
        self.published(&post).await
    }

    /// Publishes checked fields at once (command line, API). `key`: idempotency key of the caller.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn publish_practice(
        &self,
        session: &Session,
        organisation: OrganisationId,
        practice: Practice,
        key: Option<&str>,
    ) -> Result<Published, OperationError> {
        self.require_publish(session, organisation).await?;
        let key = key.map(|key| format!("practice:{organisation}:{key}"));
        let tx = self.begin_decision().await?;
        if let Some(post) = self.made_before(&tx, key.as_deref()).await? {
            return self.published(&post).await;
        }
        let post = self.publish_in(&tx, session, organisation, practice).await?;
        self.note_key(&tx, key.as_deref(), post.id).await?;
        self.commit_and_wake(tx).await?;
        self.published(&post).await
    }

    pub(crate) async fn made_before(&self, tx: &Tx, key: Option<&str>) -> Result<Option<Post>, OperationError> {
        let Some(key) = key else { return Ok(None) };
        // Of two requests with one key at the same time the second waits, and finds what the first one made.
        storage::audit::last_for_update(tx).await?;
        let db = Db::from(tx);
        match storage::drafts::made_by_key(&db, key).await? {
            Some(id) => Ok(posts::get(&db, id).await?),
            None => Ok(None),
        }
    }

    pub(crate) async fn note_key(&self, tx: &Tx, key: Option<&str>, post: PostId) -> Result<(), OperationError> {
        if let Some(key) = key {
            storage::drafts::note_key(tx, key, post, self.now()).await?;
        }
        Ok(())
    }

    async fn publish_in(
        &self,
        tx: &Tx,
        session: &Session,
        organisation: OrganisationId,
        practice: Practice,
    ) -> Result<Post, OperationError> {
        let urls = self.require_urls()?;
        let now = self.now().trunc_subsecs(0);
        let id = PostId::new(self.now(), self.0.entropy.bytes());
        let slug = self.free_slug(&Db::from(tx), &practice, id).await?;
        let mut post = Post {
            id,
            object: urls.article(id),
            kind: Kind::Practice,
            author: urls.organisation(organisation),
            organisation: Some(organisation),
            url: Some(urls.practice_page(&slug)),
            slug: Some(slug),
            in_reply_to: None,
            visibility: posts::Visibility::Public,
            language: None,
            title: None,
            summary: None,
            content: String::new(),
            facts: None,
            bytes: Vec::new(),
            revision: 1,
            state: State::Visible,
            reason: None,
            published: now,
            updated: None,
            received_at: self.now(),
        };
        let object = self.fill(&Db::from(tx), &mut post, organisation, &practice).await?;
        posts::insert(tx, &post).await?;
        self.index_practice(tx, &post, &practice).await?;
        self.keep_version(tx, session, &post).await?;
        self.note(tx, &Who::Person(session), "practice.publish", &post.object)
            .await?;
        self.send_practice(tx, &post, organisation, "Create", object).await?;
        Ok(post)
    }

    /// The address of a practice never changes, so it is made once; a second one of the same title gets a number.
    pub(crate) async fn free_slug(
        &self,
        db: &Db<'_>,
        practice: &Practice,
        id: PostId,
    ) -> Result<String, OperationError> {
        let text = id.to_string();
        let short = text.get(text.len() - 8..).unwrap_or(&text).to_owned();
        let slug = slugify(practice.title.as_str(), &format!("practice-{short}"));
        if posts::by_slug(db, &slug).await?.is_none() {
            return Ok(slug);
        }
        Ok(format!("{slug}-{short}"))
    }

    /// Puts the fields into the row and makes the object as it is sent.
    async fn fill(
        &self,
        db: &Db<'_>,
        post: &mut Post,
        organisation: OrganisationId,
        practice: &Practice,
    ) -> Result<Value, OperationError> {
        let urls = self.require_urls()?;
        let photos = self.photos_of(db, organisation, practice).await?;
        let networks = self.networks_to_post_into(db, organisation).await?;
        let addressees = into_networks(followers_and_public(&post.author), &networks);
        let published = PublishedPractice {
            id: post.id,
            organisation,
            practice,
            revision: post.revision,
            slug: post.slug.as_deref().unwrap_or_default(),
            published: post.published,
            updated: post.updated,
            photos: &photos,
            audience: &addressees,
            counts: Counts::default(),
        };
        let object = posted_into(article::object(&published, &urls), &networks);
        post.language = Some(practice.language.as_str().to_owned());
        post.title = Some(practice.title.as_str().to_owned());
        post.summary = Some(practice.summary.as_str().to_owned());
        post.content = object["content"].as_str().unwrap_or_default().to_owned();
        post.facts = serde_json::to_string(practice).ok();
        post.bytes = to_bytes(&posted_into(article::document(&published, &urls), &networks));
        Ok(object)
    }

    /// The object that a draft would become, for the preview.
    pub(crate) async fn practice_object(
        &self,
        db: &Db<'_>,
        organisation: OrganisationId,
        practice: &Practice,
    ) -> Result<Value, OperationError> {
        let urls = self.require_urls()?;
        let id = PostId::new(self.now(), [0; 10]);
        let photos = self.photos_of(db, organisation, practice).await?;
        let published = PublishedPractice {
            id,
            organisation,
            practice,
            revision: 1,
            slug: "preview",
            published: self.now(),
            updated: None,
            photos: &photos,
            audience: &followers_and_public(&urls.organisation(organisation)),
            counts: Counts::default(),
        };
        Ok(article::object(&published, &urls))
    }

    /// The pictures of a practice; those of another organisation cannot be used (W11).
    async fn photos_of(
        &self,
        db: &Db<'_>,
        organisation: OrganisationId,
        practice: &Practice,
    ) -> Result<BTreeMap<MediaId, Picture>, OperationError> {
        let urls = self.require_urls()?;
        let mut photos = BTreeMap::new();
        for media in &practice.media {
            let Media::Photo { id, alt, .. } = media else { continue };
            if let Some(picture) = storage::media::get(db, *id).await? {
                if picture.organisation != organisation {
                    return Err(OperationError::NotFound { what: "the picture" });
                }
                let picture = Picture {
                    url: urls.media(&picture.large),
                    media_type: "image/webp".to_owned(),
                    width: picture.large_width,
                    height: picture.large_height,
                    alt: alt.clone(),
                };
                photos.insert(*id, picture);
            }
        }
        Ok(photos)
    }

    /// What filters and words find a practice by; for received ones too.
    pub(crate) async fn index_practice(&self, tx: &Tx, post: &Post, practice: &Practice) -> Result<(), OperationError> {
        let facts = PracticeFacts {
            country: practice.country,
            language: practice.language.as_str(),
            cost: practice.cost_band_usd,
        };
        posts::set_practice_facts(tx, post.id, facts).await?;
        posts::set_terms(tx, post.id, &terms_of(practice)).await?;
        let mut text = vec![
            practice.title.as_str().to_owned(),
            practice.summary.as_str().to_owned(),
            practice.problem.clone(),
            practice.result.clone(),
            practice.what_went_wrong.clone(),
        ];
        text.extend(practice.what_we_did.iter().cloned());
        text.extend(practice.you_need.clone());
        text.extend(practice.place.clone());
        text.push(practice.country.name(practice.language.as_str()).to_owned());
        let words: BTreeSet<String> = search_text::tokens(&text.join(" ")).into_iter().collect();
        Ok(storage::search::index(tx, post.id, words).await?)
    }

    async fn keep_version(&self, tx: &Tx, session: &Session, post: &Post) -> Result<(), OperationError> {
        let version = Version {
            revision: post.revision,
            at: post.updated.unwrap_or(post.published),
            who: Some(session.person().name.clone()),
            facts: post.facts.clone().unwrap_or_default(),
        };
        Ok(posts::keep_version(tx, post.id, &version).await?)
    }

    async fn send_practice(
        &self,
        tx: &Tx,
        post: &Post,
        organisation: OrganisationId,
        kind: &'static str,
        object: Value,
    ) -> Result<(), OperationError> {
        let mut keys = vec![AudienceKey::Followers(organisation.into())];
        if kind != "Create" {
            keys.push(AudienceKey::Holders(post.object.clone()));
        }
        let networks = self.networks_to_post_into(&Db::from(tx), organisation).await?;
        let outgoing = Outgoing {
            from: organisation.into(),
            kind,
            object: post.object.clone(),
            order: OrderKey::Object(post.object.clone()),
            audience: Audience {
                keys,
                named: Vec::new(),
            },
        };
        let addressees = into_networks(followers_and_public(&post.author), &networks);
        self.send_posted(tx, outgoing, &addressees, (post, &networks), |header| match kind {
            "Create" => activity::create(header, object),
            "Delete" => activity::delete(header, object),
            _ => activity::update(header, object),
        })
        .await
    }

    /// Publishes the next revision. `revision` is the one that was read.
    ///
    /// # Errors
    /// [`OperationError::Conflict`], [`OperationError::NotFound`].
    pub async fn revise_practice(
        &self,
        session: &Session,
        practice: PostId,
        revision: u32,
        fields: Practice,
    ) -> Result<Published, OperationError> {
        let tx = self.begin_decision().await?;
        let (post, organisation) = self.own_post(&Db::from(&tx), practice, Kind::Practice).await?;
        self.require_publish(session, organisation).await?;
        if post.revision != revision {
            return Err(OperationError::Conflict);
        }
        let post = self.revise_in(&tx, session, post, organisation, fields).await?;
        self.commit_and_wake(tx).await?;
        self.published(&post).await
    }

    async fn revise_in(
        &self,
        tx: &Tx,
        session: &Session,
        mut post: Post,
        organisation: OrganisationId,
        practice: Practice,
    ) -> Result<Post, OperationError> {
        post.revision += 1;
        self.rewrite(tx, session, &mut post, organisation, &practice, "practice.revise")
            .await?;
        self.keep_version(tx, session, &post).await?;
        Ok(post)
    }

    /// Stores a changed practice and sends `Update`.
    async fn rewrite(
        &self,
        tx: &Tx,
        session: &Session,
        post: &mut Post,
        organisation: OrganisationId,
        practice: &Practice,
        action: &str,
    ) -> Result<(), OperationError> {
        // Always later than the version before: others refuse an older or equal `updated` (PC7).
        let last = post.updated.unwrap_or(post.published);
        post.updated = Some(self.now().trunc_subsecs(0).max(last + chrono::Duration::seconds(1)));
        let object = self.fill(&Db::from(tx), post, organisation, practice).await?;
        posts::revise(tx, post).await?;
        self.index_practice(tx, post, practice).await?;
        self.note(tx, &Who::Person(session), action, &post.object).await?;
        self.send_practice(tx, post, organisation, "Update", object).await
    }

    /// "Still in use": today's date, revision unchanged (PB6).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn confirm_practice(&self, session: &Session, practice: PostId) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let (mut post, organisation) = self.own_post(&Db::from(&tx), practice, Kind::Practice).await?;
        self.require_publish(session, organisation).await?;
        let mut fields = practice_of(&post).ok_or(NOT_FOUND)?;
        fields.last_confirmed = Some(self.now().date_naive());
        self.rewrite(&tx, session, &mut post, organisation, &fields, "practice.confirm")
            .await?;
        self.commit_and_wake(tx).await
    }

    /// Withdraws a practice with a reason; sends `Delete`; a tombstone stays.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Invalid`] for a reason that is no text.
    pub async fn withdraw_practice(
        &self,
        session: &Session,
        practice: PostId,
        reason: &str,
    ) -> Result<(), OperationError> {
        let reason = paragraphs(reason, 400).map_err(|fault| OperationError::invalid("reason", fault))?;
        let tx = self.begin_decision().await?;
        let (post, organisation) = self.own_post(&Db::from(&tx), practice, Kind::Practice).await?;
        self.require_publish(session, organisation).await?;
        let now = self.now();
        let gone = to_bytes(&tombstone::document(&post.object, "Article", now));
        posts::withdraw(&tx, post.id, Some(&reason), &gone, now).await?;
        self.note(&tx, &Who::Person(session), "practice.withdraw", &post.object)
            .await?;
        let stone = tombstone::tombstone(&post.object, "Article", now);
        self.send_practice(&tx, &post, organisation, "Delete", stone).await?;
        self.commit_and_wake(tx).await
    }

    /// A post of one of our organisations that is there and not withdrawn.
    pub(crate) async fn own_post(
        &self,
        db: &Db<'_>,
        id: PostId,
        kind: Kind,
    ) -> Result<(Post, OrganisationId), OperationError> {
        let post = posts::get(db, id)
            .await?
            .filter(|post| post.kind == kind && post.state != State::Withdrawn);
        let post = post.ok_or(NOT_FOUND)?;
        let organisation = post.organisation.ok_or(NOT_FOUND)?;
        Ok((post, organisation))
    }

    pub(crate) async fn published(&self, post: &Post) -> Result<Published, OperationError> {
        let servers = match post.organisation {
            Some(organisation) => self.servers_of(organisation).await?,
            None => 0,
        };
        Ok(Published {
            id: post.id,
            object: post.object.clone(),
            page: page_of(post),
            revision: post.revision,
            servers,
        })
    }

    /// Servers with followers of an organisation.
    pub(crate) async fn servers_of(&self, organisation: OrganisationId) -> Result<u64, OperationError> {
        Ok(storage::subscriptions::count(&self.db(), &AudienceKey::Followers(organisation.into())).await?)
    }
}

/// Everybody, and the followers.
pub(crate) fn followers_and_public(actor: &str) -> Addressees {
    Addressees::of(Visibility::Public, &format!("{actor}/followers"), &[])
}

/// The terms of the closed lists, which are hashtags too.
fn terms_of(practice: &Practice) -> Terms {
    let mut terms = Terms::new();
    let tag = |slug: &str| ("tag", slug.replace('-', ""));
    for sector in &practice.sectors {
        terms.extend([("sector", sector.as_str().to_owned()), tag(sector.as_str())]);
    }
    for hazard in &practice.hazards {
        terms.extend([("hazard", hazard.as_str().to_owned()), tag(hazard.as_str())]);
    }
    for goal in &practice.sdgs {
        terms.extend([
            ("sdg", goal.number().to_string()),
            ("tag", format!("sdg{}", goal.number())),
        ]);
    }
    terms.extend(
        practice
            .setting
            .iter()
            .map(|setting| ("setting", setting.as_str().to_owned())),
    );
    terms
}
