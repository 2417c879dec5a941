//! One post for all at round numbers and at closing (decision 23): single endorsements are no news for everybody.

use chrono::SubsecRound;
use domain::{
    figures::Figures,
    ids::{OrganisationId, PostId},
    outbox::{Audience, AudienceKey, OrderKey},
    text::Language,
};
use protocol::{
    activity,
    endorsement::{Milestone, milestone},
    note::{PublishedNote, document, note},
};
use storage::{
    Tx,
    declarations::{self, Declaration as Declared},
    posts::{self, Kind, Post, State},
    tallies,
};

use crate::{
    OperationError, Operations, declarations::rules_of, identity::to_bytes, practices::followers_and_public,
    publishing::Outgoing,
};

/// The round number that was reached.
fn round(counted: u64) -> Option<u64> {
    const FIRST: [u64; 7] = [10, 25, 50, 100, 250, 500, 1_000];
    let beyond = (counted / 1_000 * 1_000 > 1_000).then_some(counted / 1_000 * 1_000);
    beyond.or_else(|| FIRST.into_iter().filter(|number| *number <= counted).max())
}

impl Operations {
    /// Publishes a note when a round number was reached that was not announced yet.
    pub(crate) async fn announce_milestone(&self, tx: &Tx, declaration: &Declared) -> Result<(), OperationError> {
        let Some(owner) = declaration.organisation else {
            return Ok(());
        };
        let db = storage::Db::from(tx);
        let figures = Figures::of(&tallies::country_counts(&db, declaration.id).await?);
        let Some(reached) = round(figures.counted.total()) else {
            return Ok(());
        };
        let announced = declarations::get(&db, declaration.id).await?.map(|row| row.announced);
        if announced.unwrap_or_default() >= reached {
            return Ok(());
        }
        declarations::set_announced(tx, declaration.id, reached).await?;
        self.summary_post(tx, owner, declaration, Milestone::Reached, &figures)
            .await
    }

    /// Publishes the result.
    pub(crate) async fn announce_closing(
        &self,
        tx: &Tx,
        declaration: &Declared,
        owner: OrganisationId,
    ) -> Result<(), OperationError> {
        let counts = tallies::country_counts(&storage::Db::from(tx), declaration.id).await?;
        let figures = Figures::of(&counts);
        self.summary_post(tx, owner, declaration, Milestone::Closed, &figures)
            .await
    }

    async fn summary_post(
        &self,
        tx: &Tx,
        owner: OrganisationId,
        declaration: &Declared,
        what: Milestone,
        figures: &Figures,
    ) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        let page = rules_of(declaration).page.unwrap_or_else(|| declaration.object.clone());
        let Some(language) = Language::parse(&declaration.language) else {
            return Ok(());
        };
        let html = milestone(
            what,
            &language,
            (figures.counted.total(), figures.countries.counted),
            (&declaration.title, &page),
        );
        let now = self.now();
        let id = PostId::new(now, self.0.entropy.bytes());
        let addressees = followers_and_public(&declaration.owner);
        let made = note(
            &PublishedNote {
                id,
                organisation: owner,
                content_html: &html,
                language: &language,
                in_reply_to: None,
                thread: None,
                mentions: &[],
                hashtags: &[],
                pictures: &[],
                published: now.trunc_subsecs(0),
                updated: None,
                audience: &addressees,
            },
            &urls,
        );
        let post = Post {
            id,
            object: urls.note(id),
            kind: Kind::Note,
            author: declaration.owner.clone(),
            organisation: Some(owner),
            slug: None,
            in_reply_to: None,
            visibility: posts::Visibility::Public,
            language: Some(language.as_str().to_owned()),
            title: None,
            summary: None,
            content: made["content"].as_str().unwrap_or_default().to_owned(),
            facts: None,
            bytes: to_bytes(&document(made.clone())),
            url: Some(urls.post_page(id)),
            revision: 1,
            state: State::Visible,
            reason: None,
            published: now.trunc_subsecs(0),
            updated: None,
            received_at: now,
        };
        posts::insert(tx, &post).await?;
        let outgoing = Outgoing {
            from: owner.into(),
            kind: "Create",
            object: post.object.clone(),
            order: OrderKey::Object(post.object.clone()),
            audience: Audience {
                keys: vec![AudienceKey::Followers(owner.into())],
                named: Vec::new(),
            },
        };
        self.send(tx, outgoing, &addressees, |header| activity::create(header, made))
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn round_numbers_are_few() {
        let reached: Vec<_> = [9, 10, 24, 25, 99, 1_023, 2_999, 10_500].map(round).into();
        assert_eq!(
            reached,
            [
                None,
                Some(10),
                Some(10),
                Some(25),
                Some(50),
                Some(1_000),
                Some(2_000),
                Some(10_000)
            ]
        );
    }
}
