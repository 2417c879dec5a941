//! How actors and posts look in lists.

use domain::practice::Practice;
use protocol::actor::RemoteActor;
use serde_json::Value;
use storage::{
    interactions::Gesture,
    posts::{Kind, Post},
};

use crate::{
    Caller, OperationError, Operations,
    view::{ActorCard, PostKind, PostView, PracticeCard},
};

impl Operations {
    /// The card of an actor, ours or known.
    pub(crate) async fn actor_card(&self, id: &str) -> Result<ActorCard, OperationError> {
        if let Some(organisation) = self.own_organisation(id).await? {
            return self.organisation_card(&organisation).await;
        }
        let stored = storage::remote_actors::get(&self.db(), id).await?;
        let actor = stored.as_ref().and_then(|stored| self.read_actor(&stored.document));
        Ok(match (actor, stored) {
            (Some(actor), _) => remote_card(&actor),
            (None, stored) => ActorCard {
                id: id.to_owned(),
                name: stored
                    .as_ref()
                    .map_or_else(|| id.to_owned(), |stored| stored.name.clone()),
                handle: stored.map(|stored| stored.handle).unwrap_or_default(),
                page: id.to_owned(),
                icon: None,
                local: false,
                country: None,
            },
        })
    }

    pub(crate) fn read_actor(&self, document: &[u8]) -> Option<RemoteActor> {
        let document: Value = serde_json::from_slice(document).ok()?;
        RemoteActor::read(&document, &self.0.ids).ok()
    }

    /// An actor as it is known here: one of ours as it is served, another as it was fetched last.
    pub(crate) async fn known_actor(&self, id: &str) -> Result<Option<RemoteActor>, OperationError> {
        let document = self.actor_document(id).await?;
        Ok(document.and_then(|document| RemoteActor::read(&document, &self.0.ids).ok()))
    }

    /// A practice in a list; nothing when its facts are gone.
    pub(crate) async fn practice_card(&self, post: &Post) -> Result<Option<PracticeCard>, OperationError> {
        let Some(practice) = practice_of(post) else {
            return Ok(None);
        };
        let reports = storage::posts::answers(&self.db(), &post.object).await?;
        Ok(Some(PracticeCard {
            id: post.id,
            slug: post.slug.clone().unwrap_or_default(),
            object: post.object.clone(),
            title: practice.title.as_str().to_owned(),
            summary: practice.summary.as_str().to_owned(),
            language: practice.language.as_str().to_owned(),
            country: practice.country,
            sectors: practice.sectors.iter().map(|value| value.as_str().to_owned()).collect(),
            hazards: practice.hazards.iter().map(|value| value.as_str().to_owned()).collect(),
            sdgs: practice.sdgs.iter().map(|value| value.number()).collect(),
            cost_band_usd: practice.cost_band_usd.as_str().to_owned(),
            author: self.actor_card(&post.author).await?,
            published: post.published,
            updated: post.updated,
            reports: self.outcomes(&reports).reports as u64,
        }))
    }

    /// Whether the organisation that the caller acts for liked and boosted a post.
    pub(crate) async fn own_gestures(&self, caller: &Caller, object: &str) -> Result<(bool, bool), OperationError> {
        let acting = caller.session().and_then(crate::Session::acting_for);
        let (Some(organisation), Some(urls)) = (acting, self.urls()) else {
            return Ok((false, false));
        };
        let (db, actor) = (self.db(), urls.organisation(organisation));
        let did = async |gesture| storage::interactions::activity_of(&db, gesture, object, &actor).await;
        Ok((
            did(Gesture::Like).await?.is_some(),
            did(Gesture::Boost).await?.is_some(),
        ))
    }

    /// A post in a timeline or under another one.
    pub(crate) async fn post_view(&self, caller: &Caller, post: Post) -> Result<PostView, OperationError> {
        let db = self.db();
        let (likes, boosts) = storage::interactions::counts(&db, &post.object).await?;
        let (liked, boosted) = self.own_gestures(caller, &post.object).await?;
        Ok(PostView {
            id: post.id,
            kind: match post.kind {
                Kind::Practice => PostKind::Practice,
                Kind::Report => PostKind::Report,
                Kind::Note => PostKind::Note,
                Kind::Article => PostKind::Article,
            },
            page: page_of(&post),
            source: post
                .organisation
                .is_none()
                .then(|| post.url.clone().unwrap_or_else(|| post.object.clone())),
            author: self.actor_card(&post.author).await?,
            title: post.title,
            summary: post.summary,
            content_html: post.content,
            language: post.language,
            published: post.published,
            updated: post.updated,
            in_reply_to: post.in_reply_to,
            likes,
            boosts,
            boosted_by: None,
            held: post.state == storage::posts::State::Held,
            liked,
            boosted,
            object: post.object,
        })
    }
}

/// Our page of a post.
pub(crate) fn page_of(post: &Post) -> String {
    match &post.slug {
        Some(slug) if post.kind == Kind::Article => format!("/declarations/{slug}"),
        Some(slug) => format!("/practices/{slug}"),
        None => format!("/posts/{}", post.id),
    }
}

/// The fields of a practice.
pub(crate) fn practice_of(post: &Post) -> Option<Practice> {
    if post.kind != Kind::Practice {
        return None;
    }
    serde_json::from_str(post.facts.as_deref()?).ok()
}

fn remote_card(actor: &RemoteActor) -> ActorCard {
    let page = if actor.url.is_empty() {
        actor.id.as_str().to_owned()
    } else {
        actor.url.clone()
    };
    ActorCard {
        id: actor.id.as_str().to_owned(),
        name: if actor.name.is_empty() {
            actor.preferred_username.clone()
        } else {
            actor.name.clone()
        },
        handle: actor.handle(),
        page,
        icon: None,
        local: false,
        country: actor.country,
    }
}
