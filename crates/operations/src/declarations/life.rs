//! Opening, extending, closing: after opening not a byte of the text changes (PROTOCOL 9.1, PD4).

use chrono::{DateTime, Duration, SubsecRound, Utc};
use domain::{
    declaration::{Change, State},
    endorsement::Status,
    field_error::Fault,
    figures::Counter,
    ids::{DeclarationId, OrganisationId, PostId},
    outbox::{Audience, AudienceKey, OrderKey},
    permissions::Action,
};
use evidence::log::EntryKind;
use protocol::{activity, declaration::changed, lenient};
use serde_json::{Value, json};
use storage::{
    Db, Tx,
    declarations::{self, Declaration as Row},
    posts::{self, Kind, Post, Terms},
};

use super::{NOT_FOUND, Rules, article_of, checked, drafts::main_title, period_of, rules_of, words_of};
use crate::{
    OperationError, Operations, Session, StepUp, audit::Who, practices::followers_and_public, publishing::Outgoing,
    rosters::into_networks, view::declarations::DeclarationCard,
};

/// So long after its date the closing waits for endorsements that came in time and wait for a person.
const PATIENCE: Duration = Duration::days(14);

impl Operations {
    /// Freezes the text and opens it (owner, asked once more). `title`: the main title, typed; `digest`: of the preview.
    ///
    /// # Errors
    /// [`OperationError::Invalid`] for `title`, [`OperationError::Conflict`] when the text is not the one of the
    /// preview, [`OperationError::Refused`].
    pub async fn open_declaration(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: DeclarationId,
        title: &str,
        digest: &str,
    ) -> Result<DeclarationCard, OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let (mut row, organisation) = self.own_draft(&Db::from(&tx), id).await?;
        session.require(Action::HostDeclarations(organisation))?;
        self.give_address(&Db::from(&tx), &mut row).await?;
        // Its networks pass it on to whoever follows them (PG1, PG3).
        let networks = self.networks_to_post_into(&Db::from(&tx), organisation).await?;
        let (declaration, mut article, computed) = self.freeze(&row, &networks)?;
        if computed != digest {
            return Err(OperationError::Conflict);
        }
        let main = main_title(&declaration);
        if title.split_whitespace().ne(main.split_whitespace()) {
            return Err(OperationError::invalid(
                "title",
                Fault::Malformed { expected: "the title" },
            ));
        }
        row.closes_at = declaration.closes_at;
        row.state = changing(&row, Change::Open, self.now())?;
        let now = self.now().trunc_subsecs(0);
        article["bandung:canonicalDigest"] = json!(computed);
        row.opens_at = Some(declaration.opens_at.unwrap_or(now));
        article["bandung:opensAt"] = json!(protocol::time::stamp(row.opens_at.unwrap_or(now)));
        article["published"] = json!(protocol::time::stamp(now));
        row.language = declaration
            .authentic
            .first()
            .map(|language| language.as_str().to_owned())
            .unwrap_or_default();
        row.title = main;
        row.summary = declaration
            .main()
            .map(|text| text.summary.as_str().to_owned())
            .unwrap_or_default();
        row.digest = Some(computed);
        row.rules = Rules {
            page: article["url"].as_str().map(str::to_owned),
            ..Rules::from(&declaration)
        }
        .to_text();
        row.document = Some(self.prove(&row.owner, &article).await?);
        row.updated = now;
        checked(&row)?;
        if !declarations::open(&tx, &row).await? {
            return Err(OperationError::Conflict);
        }
        self.insert_declaration_post(&tx, &row).await?;
        self.note(&tx, &Who::Person(session), "declaration.open", &row.object)
            .await?;
        self.log_event(&tx, &row, EntryKind::Open, None, row.document.as_deref())
            .await?;
        let revised = match &row.revises {
            Some(object) => declarations::by_object(&Db::from(&tx), object).await?,
            None => None,
        };
        self.send_declaration(&tx, &row, organisation, "Create", revised.as_ref())
            .await?;
        if let Some(revised) = revised {
            self.link_revision(&tx, revised, organisation, &row.object).await?;
        }
        self.watch_endorsements(&tx, &row, organisation).await?;
        self.commit_and_wake(tx).await?;
        self.declaration_card(&row).await
    }

    /// The declaration among the posts: it is served, liked, boosted and answered as all articles.
    async fn insert_declaration_post(&self, tx: &Tx, row: &Row) -> Result<(), OperationError> {
        let now = self.now();
        let main = super::drafts::text_views(&article_of(row)?);
        let shown = main.iter().find(|text| text.language == row.language);
        let post = Post {
            id: PostId::new(now, self.0.entropy.bytes()),
            object: row.object.clone(),
            kind: Kind::Article,
            author: row.owner.clone(),
            organisation: row.organisation,
            slug: Some(row.slug.clone()),
            in_reply_to: None,
            visibility: posts::Visibility::Public,
            language: Some(row.language.clone()),
            title: Some(row.title.clone()),
            summary: Some(row.summary.clone()),
            content: shown.map(|text| text.content_html.clone()).unwrap_or_default(),
            facts: None,
            bytes: row.document.clone().unwrap_or_default(),
            url: rules_of(row).page,
            revision: row.revision,
            state: posts::State::Visible,
            reason: None,
            published: now.trunc_subsecs(0),
            updated: None,
            received_at: now,
        };
        posts::insert(tx, &post).await?;
        let tags: Terms = rules_of(row)
            .hashtags
            .iter()
            .map(|tag| ("tag", tag.to_lowercase()))
            .collect();
        posts::set_terms(tx, post.id, &tags).await?;
        Ok(storage::search::index(tx, post.id, words_of(&format!("{} {}", row.title, row.summary))).await?)
    }

    /// Tells followers, those who hold it, and at a revision those who endorsed the text before.
    async fn send_declaration(
        &self,
        tx: &Tx,
        row: &Row,
        organisation: OrganisationId,
        kind: &'static str,
        revised: Option<&Row>,
    ) -> Result<(), OperationError> {
        let article = article_of(row)?;
        let mut keys = vec![
            AudienceKey::Followers(organisation.into()),
            AudienceKey::Holders(row.object.clone()),
        ];
        keys.extend(revised.map(|revised| AudienceKey::Holders(revised.object.clone())));
        let networks = lenient::ids(article.get("audience"));
        let outgoing = Outgoing {
            from: organisation.into(),
            kind,
            object: row.object.clone(),
            order: OrderKey::Object(row.object.clone()),
            audience: Audience {
                keys,
                named: Vec::new(),
            },
        };
        let addressees = into_networks(followers_and_public(&row.owner), &networks);
        let post = posts::by_object(&Db::from(tx), &row.object).await?.ok_or(NOT_FOUND)?;
        self.send_posted(tx, outgoing, &addressees, (&post, &networks), |header| match kind {
            "Create" => activity::create(header, article),
            _ => activity::update(header, article),
        })
        .await
    }

    /// Changes what may change, proves it anew, stores it and tells others (PD6).
    async fn republish(
        &self,
        tx: &Tx,
        row: &mut Row,
        organisation: OrganisationId,
        members: &[(&str, Value)],
    ) -> Result<(), OperationError> {
        let now = self.now().trunc_subsecs(0);
        let updated = now.max(row.updated.trunc_subsecs(0) + chrono::Duration::seconds(1));
        let article = changed(&article_of(row)?, members, updated);
        row.document = Some(self.prove(&row.owner, &article).await?);
        row.updated = updated;
        // Nothing is signed whose text is not the one that was opened (EN1).
        checked(row)?;
        declarations::change(tx, row).await?;
        if let Some(mut post) = posts::by_object(&Db::from(tx), &row.object).await? {
            post.bytes = row.document.clone().unwrap_or_default();
            post.updated = Some(updated);
            posts::revise(tx, &post).await?;
        }
        self.send_declaration(tx, row, organisation, "Update", None).await
    }

    async fn link_revision(
        &self,
        tx: &Tx,
        mut revised: Row,
        organisation: OrganisationId,
        by: &str,
    ) -> Result<(), OperationError> {
        checked(&revised)?;
        revised.revised_by = Some(by.to_owned());
        self.republish(tx, &mut revised, organisation, &[("bandung:revisedBy", json!(by))])
            .await
    }

    /// Moves the closing date to a later one (owner).
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn extend_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
        to: DateTime<Utc>,
    ) -> Result<DeclarationCard, OperationError> {
        let tx = self.begin_decision().await?;
        let (mut row, organisation) = self.hosted_declaration(&Db::from(&tx), id).await?;
        session.require(Action::HostDeclarations(organisation))?;
        checked(&row)?;
        let to = to.trunc_subsecs(0);
        row.state = changing(&row, Change::Extend { to }, self.now())?;
        row.closes_at = Some(to);
        self.note(&tx, &Who::Person(session), "declaration.extend", &row.object)
            .await?;
        let members = [("bandung:closesAt", json!(protocol::time::stamp(to)))];
        self.republish(&tx, &mut row, organisation, &members).await?;
        self.commit_and_wake(tx).await?;
        self.declaration_card(&row).await
    }

    /// Closes it, with the last tally in the log (owner, asked once more). `anyway`: also where endorsements wait to be
    /// looked at, which cannot count any more then.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn close_declaration(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: DeclarationId,
        anyway: bool,
    ) -> Result<DeclarationCard, OperationError> {
        step_up.require(session)?;
        let (row, organisation) = self.hosted_declaration(&self.db(), id).await?;
        session.require(Action::HostDeclarations(organisation))?;
        let waiting = self.waiting_to_be_looked_at(id).await?;
        if waiting > 0 && !anyway {
            return Err(refused!(
                "declaration-close-waiting",
                "{count} endorsements wait to be looked at; what waits cannot count after the closing: decide about it first, \
                 or close it all the same",
                count = waiting
            ));
        }
        self.close(&Who::Person(session), row.id).await
    }

    /// How many wait for a person of the host.
    async fn waiting_to_be_looked_at(&self, id: DeclarationId) -> Result<u64, OperationError> {
        let counts = storage::tallies::counts(&self.db(), id).await?;
        let waiting = [Status::InReview, Status::Offered].map(|status| counts.get(&Counter::Status(status)));
        Ok(waiting.iter().sum())
    }

    pub(super) async fn close(&self, who: &Who<'_>, id: DeclarationId) -> Result<DeclarationCard, OperationError> {
        let tx = self.begin_decision().await?;
        let (mut row, organisation) = self.hosted_declaration(&Db::from(&tx), id).await?;
        checked(&row)?;
        row.state = changing(&row, Change::Close, self.now())?;
        let now = self.now().trunc_subsecs(0);
        row.rules = Rules {
            closed_at: Some(now),
            ..rules_of(&row)
        }
        .to_text();
        self.note(&tx, who, "declaration.close", &row.object).await?;
        let tally = self.signed_tally(&tx, &row).await?;
        self.log_event(&tx, &row, EntryKind::Close, None, Some(&tally)).await?;
        let members = [("bandung:closedAt", json!(protocol::time::stamp(now)))];
        self.republish(&tx, &mut row, organisation, &members).await?;
        self.announce_closing(&tx, &row, organisation).await?;
        self.commit_and_wake(tx).await?;
        self.declaration_card(&row).await
    }

    /// Closes what its date closes, publishes what nobody answered (PE2), forgets mail addresses (PR7). To be called
    /// every few minutes.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tidy_declarations(&self) -> Result<(), OperationError> {
        let now = self.now();
        for row in declarations::to_close(&self.db(), now).await? {
            // Who endorsed in time and waits for a person can still count until the closing is logged.
            let patient = row.closes_at.is_some_and(|at| now < at + PATIENCE);
            if patient && self.waiting_to_be_looked_at(row.id).await? > 0 {
                continue;
            }
            if let Err(cause) = Box::pin(self.close(&Who::Other("system"), row.id)).await {
                tracing::warn!(declaration.id = row.object, %cause, "A declaration could not be closed");
            }
        }
        self.publish_unanswered().await?;
        self.ask_endorsers_again().await?;
        for row in declarations::frozen(&self.db()).await? {
            let mut rules = rules_of(&row);
            let due = rules.closed_at.is_some_and(|at| at + Duration::days(90) <= now);
            if row.organisation.is_none() || rules.mails_gone || !due {
                continue;
            }
            let tx = self.begin_decision().await?;
            let mut row = declarations::get(&Db::from(&tx), row.id).await?.ok_or(NOT_FOUND)?;
            let gone = storage::endorsements::forget_mails(&tx, row.id).await?;
            rules.mails_gone = true;
            row.rules = rules.to_text();
            declarations::change(&tx, &row).await?;
            let word = format!("{gone} addresses");
            self.note_with_reason(
                &tx,
                &Who::Other("system"),
                "declaration.forget-mails",
                &row.object,
                Some(&word),
            )
            .await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Lets the Bandung nodes among the followers get `Add` and `Remove` too (decision 23). Call it last.
    async fn watch_endorsements(&self, tx: &Tx, row: &Row, organisation: OrganisationId) -> Result<(), OperationError> {
        let key = watchers(&row.object);
        for host in
            storage::subscriptions::bandung_hosts(&Db::from(tx), &AudienceKey::Followers(organisation.into())).await?
        {
            self.subscribe(tx, &host, &key).await?;
        }
        Ok(())
    }

    /// A Bandung node that follows now gets endorsements of what is open. Call it last.
    pub(crate) async fn watch_all(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        host: &str,
    ) -> Result<(), OperationError> {
        let bandung = storage::peers::get(&Db::from(tx), host)
            .await?
            .is_some_and(|peer| peer.bandung);
        if !bandung {
            return Ok(());
        }
        for row in declarations::page(&Db::from(tx), Some(organisation), 0, 100).await? {
            if row.state == State::Open {
                self.subscribe(tx, host, &watchers(&row.object)).await?;
            }
        }
        Ok(())
    }
}

/// Bandung nodes that are told of each endorsement of a declaration.
pub(crate) fn watchers(declaration: &str) -> AudienceKey {
    AudienceKey::Holders(format!("{declaration}/endorsements"))
}

fn changing(row: &Row, change: Change, now: DateTime<Utc>) -> Result<State, OperationError> {
    Ok(row.state.after(change, period_of(row), now)?)
}
