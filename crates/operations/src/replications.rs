//! "We tried this here": reports on practices of any node.

use chrono::SubsecRound;
use domain::{
    ids::{OrganisationId, PostId},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey},
    replication::{OutcomeSummary, Report, sum_up},
};
use protocol::{
    activity,
    audience::{Audience as Addressees, Visibility},
    network::posted_into,
    note::{self, Mention, PublishedReport},
};
use serde_json::Value;
use storage::{
    Db,
    posts::{self, Kind, Post, State},
};

use crate::{
    Caller, OperationError, Operations, Session,
    audit::Who,
    identity::to_bytes,
    publishing::Outgoing,
    rosters::into_networks,
    view::{Published, ReportView},
};

impl Operations {
    /// Publishes a report for an organisation; goes to the author and, when it is public, to the followers.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`] for an unknown practice.
    pub async fn publish_report(
        &self,
        session: &Session,
        organisation: OrganisationId,
        report: Report,
        key: Option<&str>,
    ) -> Result<Published, OperationError> {
        self.require_publish(session, organisation).await?;
        let urls = self.require_urls()?;
        let key = key.map(|key| format!("report:{organisation}:{key}"));
        let tx = self.begin().await?;
        if let Some(post) = self.made_before(&tx, key.as_deref()).await? {
            return self.published(&post).await;
        }
        let practice = posts::by_object(&Db::from(&tx), &report.replicates).await?;
        let practice = practice
            .filter(|post| post.kind == Kind::Practice && post.state == State::Visible)
            .ok_or(OperationError::NotFound { what: "the practice" })?;
        let (mention, named) = self.mention(&practice.author).await?;
        let actor = urls.organisation(organisation);
        let visibility = match report.visibility.as_str() {
            "public" => Visibility::Public,
            "members" => Visibility::Followers,
            _ => Visibility::Named,
        };
        let mentioned: Vec<String> = mention.iter().map(|mention| mention.actor.clone()).collect();
        let addressees = Addressees::of(visibility, &format!("{actor}/followers"), &mentioned);
        // What everybody may read is posted into its networks too (PG1).
        let networks = match visibility {
            Visibility::Public => self.networks_to_post_into(&Db::from(&tx), organisation).await?,
            _ => Vec::new(),
        };
        let addressees = into_networks(addressees, &networks);
        let now = self.now();
        let id = PostId::new(now, self.0.entropy.bytes());
        let thread = thread_of(&practice);
        let published = PublishedReport {
            id,
            organisation,
            report: &report,
            practice_author: mention.as_ref(),
            thread: thread.as_deref(),
            published: now.trunc_subsecs(0),
            updated: None,
            audience: &addressees,
        };
        let object = posted_into(note::report(&published, &urls), &networks);
        let post = Post {
            id,
            object: urls.note(id),
            kind: Kind::Report,
            author: actor,
            organisation: Some(organisation),
            slug: None,
            in_reply_to: Some(report.replicates.clone()),
            visibility: stored_visibility(visibility),
            language: Some(report.language.as_str().to_owned()),
            title: None,
            summary: None,
            content: object["content"].as_str().unwrap_or_default().to_owned(),
            facts: serde_json::to_string(&report).ok(),
            bytes: to_bytes(&note::document(object.clone())),
            url: Some(urls.post_page(id)),
            revision: 1,
            state: State::Visible,
            reason: None,
            published: now.trunc_subsecs(0),
            updated: None,
            received_at: now,
        };
        posts::insert(&tx, &post).await?;
        self.index_report(&tx, post.id, &report).await?;
        self.note_key(&tx, key.as_deref(), id).await?;
        self.note(&tx, &Who::Person(session), "report.publish", &post.object)
            .await?;
        let keys = match visibility {
            Visibility::Named => Vec::new(),
            _ => vec![AudienceKey::Followers(organisation.into())],
        };
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Create",
            object: post.object.clone(),
            order: OrderKey::Object(post.object.clone()),
            audience: Audience { keys, named },
        };
        self.send_posted(&tx, outgoing, &addressees, (&post, &networks), |header| {
            activity::create(header, object)
        })
        .await?;
        self.commit_and_wake(tx).await?;
        self.published(&post).await
    }

    /// What filters find a report by; for received ones too.
    pub(crate) async fn index_report(
        &self,
        tx: &storage::Tx,
        post: PostId,
        report: &Report,
    ) -> Result<(), OperationError> {
        let terms = report
            .setting
            .iter()
            .map(|setting| ("setting", setting.as_str().to_owned()))
            .collect();
        Ok(posts::set_terms(tx, post, &terms).await?)
    }

    /// How to mention an actor, and where to deliver to it; no delivery to our own.
    pub(crate) async fn mention(&self, actor: &str) -> Result<(Option<Mention>, Vec<NamedRecipient>), OperationError> {
        let card = self.actor_card(actor).await?;
        if card.handle.is_empty() {
            return Ok((None, Vec::new()));
        }
        let mention = Mention {
            actor: actor.to_owned(),
            name: format!("@{}", card.handle),
        };
        let stored = if card.local {
            None
        } else {
            storage::remote_actors::get(&self.db(), actor).await?
        };
        let named = stored.map(|stored| NamedRecipient {
            actor: actor.to_owned(),
            inbox: stored.inbox,
        });
        Ok((Some(mention), named.into_iter().collect()))
    }

    /// Deletes a report of ours.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn withdraw_report(&self, session: &Session, report: PostId) -> Result<(), OperationError> {
        self.delete_own(session, report, Kind::Report, "report.withdraw").await
    }

    /// Reports of an organisation of ours, newest first.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn reports_of(&self, organisation: OrganisationId) -> Result<Vec<ReportView>, OperationError> {
        let actor = self.require_urls()?.organisation(organisation);
        let timeline = storage::timelines::Timeline::Author(&actor);
        let entries =
            storage::timelines::page(&self.db(), &timeline, storage::timelines::After::parse(None), 500).await?;
        let mut views = Vec::new();
        for entry in entries.into_iter().filter(|entry| entry.post.kind == Kind::Report) {
            views.extend(self.report_view(&Caller::Visitor, entry.post, 0).await?);
        }
        Ok(views)
    }

    /// A report with the answers under it; nothing when its facts are gone.
    pub(crate) async fn report_view(
        &self,
        caller: &Caller,
        post: Post,
        newest_revision: u32,
    ) -> Result<Option<ReportView>, OperationError> {
        let Some(report) = report_of(&post) else {
            return Ok(None);
        };
        let mut replies = Vec::new();
        for answer in posts::answers(&self.db(), &post.object).await? {
            if answer.state == State::Visible && self.may_read(caller, &answer).await? {
                replies.push(self.post_view(caller, answer).await?);
            }
        }
        Ok(Some(ReportView {
            id: post.id,
            author: self.actor_card(&post.author).await?,
            older_revision: report.replicates_revision < newest_revision,
            report,
            published: post.published,
            replies,
            held: post.state == State::Held,
            object: post.object,
        }))
    }

    /// Sums the public, visible reports among answers up.
    pub(crate) fn outcomes(&self, answers: &[Post]) -> OutcomeSummary {
        let public = |post: &&Post| post.state == State::Visible && post.visibility == posts::Visibility::Public;
        let reports: Vec<(&str, i64, Report)> = answers
            .iter()
            .filter(public)
            .filter_map(|post| {
                Some((
                    post.author.as_str(),
                    post.published.timestamp_micros(),
                    report_of(post)?,
                ))
            })
            .collect();
        sum_up(reports.iter().map(|(author, order, report)| (*author, *order, report)))
    }
}

/// The fields of a report.
pub(crate) fn report_of(post: &Post) -> Option<Report> {
    if post.kind != Kind::Report {
        return None;
    }
    serde_json::from_str(post.facts.as_deref()?).ok()
}

/// The thread that an object belongs to, as its author says.
pub(crate) fn thread_of(post: &Post) -> Option<String> {
    let document: Value = serde_json::from_slice(&post.bytes).ok()?;
    // Received posts are kept as the activity that brought them.
    let object = document
        .get("object")
        .filter(|object| object.is_object())
        .unwrap_or(&document);
    object.get("context").and_then(Value::as_str).map(str::to_owned)
}

pub(crate) fn stored_visibility(visibility: Visibility) -> posts::Visibility {
    match visibility {
        Visibility::Public => posts::Visibility::Public,
        Visibility::Unlisted => posts::Visibility::Unlisted,
        Visibility::Followers => posts::Visibility::Followers,
        Visibility::Named => posts::Visibility::Named,
    }
}
