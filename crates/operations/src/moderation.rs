//! Reports to the moderators, from here and from other servers, and what is decided about them.

use chrono::Duration;
use domain::{
    field_error::Fault,
    ids::{FlagId, HidingId, NoticeId, PersonId, PostId},
    moderation::{Category, Decision},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey},
    permissions::Action,
    policy::Severity,
    text::paragraphs,
};
use protocol::{activity, activity::Header, audience::Audience as Addressees};
use storage::{
    Db, Tx,
    blocks::{Block, Blocked},
    flags::{self, Flag},
    hidings::{self, Hiding},
    moderation_notices::{self, Addressee, Notice},
    outbox::NewEntry,
    posts::{self, State},
    remote_actors,
};

use crate::{
    Caller, OperationError, Operations, Session,
    audit::Who,
    blocks::host_of,
    view::{
        FlagView,
        moderation::{CasePost, CaseView},
    },
};

/// The longest report, note and answer, in graphemes.
const LONGEST: usize = 2_000;
/// Reports of one person in an hour.
const PER_HOUR: u64 = 20;
const NO_REPORT: OperationError = OperationError::NotFound { what: "the report" };

/// What somebody here reports.
#[derive(Clone, Debug)]
pub struct ReportForm {
    /// A post; else the account.
    pub post: Option<PostId>,
    /// Id of the account.
    pub actor: Option<String>,
    /// What is wrong.
    pub category: Category,
    /// In their own words; may be empty.
    pub words: String,
    /// Tell the server of the account too, without the name of the one who reports.
    pub forward: bool,
}

/// What moderators decide about a report.
#[derive(Clone, Debug)]
pub struct DecisionForm {
    /// What.
    pub decision: Decision,
    /// Silence or suspend the whole server, not only the account.
    pub whole_server: bool,
    /// What those concerned are told; may be empty.
    pub answer: String,
}

impl Operations {
    /// Whom a report by this form would be about: the id of the account.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for a post that the person may not read and an account that is not known.
    pub async fn reported(&self, session: &Session, form: &ReportForm) -> Result<String, OperationError> {
        if let Some(post) = form.post {
            let caller = Caller::SignedIn(session.clone());
            return Ok(self.readable(&self.db(), &caller, post).await?.author);
        }
        let actor = form.actor.as_deref().unwrap_or_default();
        let known =
            self.own_organisation(actor).await?.is_some() || remote_actors::get(&self.db(), actor).await?.is_some();
        if known {
            Ok(actor.to_owned())
        } else {
            Err(OperationError::NotFound { what: "the account" })
        }
    }

    /// Reports a post or an account to the moderators of this node, and where it is wished to those of its own.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Invalid`], [`OperationError::TooMany`] after 20 in an hour.
    pub async fn report(&self, session: &Session, form: &ReportForm) -> Result<FlagId, OperationError> {
        let target = self.reported(session, form).await?;
        let words = optional("words", &form.words)?;
        let person = session.person().id;
        let since = self.now() - Duration::hours(1);
        if flags::count_by_person(&self.db(), person, since).await? >= PER_HOUR {
            return Err(OperationError::TooMany { seconds: 3600 });
        }
        let mut about = vec![target.clone()];
        if let Some(post) = form.post {
            about.extend(posts::get(&self.db(), post).await?.map(|post| post.object));
        }
        let flag = Flag {
            id: FlagId::new(self.now(), self.0.entropy.bytes()),
            activity: String::new(),
            actor: session.person().name.clone(),
            about,
            content: words,
            at: self.now(),
            resolved_at: None,
            target,
            category: form.category,
            person: Some(person),
            organisation: session.acting_for(),
            forwarded_at: None,
            decision: None,
            decided_by: None,
            answer: String::new(),
        };
        let tx = self.begin_decision().await?;
        self.note(&tx, &Who::Person(session), "flag.report", &flag.id.to_string())
            .await?;
        flags::put(&tx, &flag).await?;
        if form.forward {
            self.send_flag(&tx, &flag).await?;
        }
        self.commit_and_wake(tx).await?;
        Ok(flag.id)
    }

    /// Reports to the moderators, open ones first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn flags(&self, session: &Session) -> Result<Vec<FlagView>, OperationError> {
        session.require(Action::Moderate)?;
        let flags = flags::list(&self.db()).await?;
        Ok(flags.into_iter().map(flag_view).collect())
    }

    /// One report with all that is needed to judge it.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn flag_case(&self, session: &Session, id: FlagId) -> Result<CaseView, OperationError> {
        session.require(Action::Moderate)?;
        let db = self.db();
        let flag = flags::get(&db, id).await?.ok_or(NO_REPORT)?;
        let caller = Caller::SignedIn(session.clone());
        let mut posts = Vec::new();
        for object in &flag.about {
            if let Some(post) = posts::by_object(&db, object).await? {
                posts.push(CasePost {
                    hidden: matches!(post.state, State::Hidden | State::Withdrawn),
                    post: self.post_view(&caller, post).await?,
                });
            }
        }
        let notes = flags::notes(&db, id).await?;
        let history = flags::about(&db, &flag.target).await?;
        let host = host_of(&flag.target);
        let ours = self.urls().is_some_and(|urls| urls.host() == host);
        let target = match flag.target.as_str() {
            "" => None,
            target => Some(self.actor_card(target).await?),
        };
        Ok(CaseView {
            severity: self.severity_of(&flag.target),
            can_forward: !ours && flag.forwarded_at.is_none() && self.inbox_for(&flag).await?.is_some(),
            target,
            host,
            posts,
            notes: notes
                .into_iter()
                .map(|note| (note.at, note.who, note.content))
                .collect(),
            history: history
                .into_iter()
                .filter(|earlier| earlier.id != id)
                .map(flag_view)
                .collect(),
            flag: flag_view(flag),
        })
    }

    /// Decides about a report. Those concerned are told: the person here who reported, and the organisation of this
    /// node that is reported.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`] for a report that is not open,
    /// [`OperationError::Refused`] where the decision does not fit: no account is named, or it is ours.
    pub async fn decide_flag(&self, session: &Session, id: FlagId, form: &DecisionForm) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let answer = optional("answer", &form.answer)?;
        let tx = self.begin_decision().await?;
        let flag = flags::get(&Db::from(&tx), id).await?.ok_or(NO_REPORT)?;
        let who = session.person().name.clone();
        if !flags::decide(&tx, id, form.decision, &who, &answer, self.now()).await? {
            return Err(NO_REPORT);
        }
        self.note_with_reason(
            &tx,
            &Who::Person(session),
            "flag.resolve",
            &id.to_string(),
            Some(form.decision.as_str()),
        )
        .await?;
        match form.decision {
            Decision::Dismiss | Decision::Resolve => {}
            Decision::Hide => self.hide_reported(&tx, session, &flag, &answer).await?,
            Decision::Silence | Decision::Suspend => {
                self.block_reported(&tx, session, &flag, form, &answer).await?;
            }
        }
        if let Some(person) = flag.person {
            let kind = format!("report-{}", form.decision.as_str());
            self.leave_notice(&tx, Addressee::Person(person), &kind, &id.to_string(), &answer)
                .await?;
        }
        if matches!(form.decision, Decision::Silence | Decision::Suspend) {
            self.settle_blocks(&tx).await?;
        }
        self.commit_and_wake(tx).await?;
        self.load_policy().await
    }

    /// Marks a report as dealt with.
    ///
    /// # Errors
    /// As [`Operations::decide_flag`].
    pub async fn resolve_flag(&self, session: &Session, flag: FlagId) -> Result<(), OperationError> {
        let form = DecisionForm {
            decision: Decision::Resolve,
            whole_server: false,
            answer: String::new(),
        };
        self.decide_flag(session, flag, &form).await
    }

    /// Notes something about a report, for the other moderators.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`], [`OperationError::Invalid`].
    pub async fn note_flag(&self, session: &Session, id: FlagId, text: &str) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let content = paragraphs(text, LONGEST).map_err(|fault| OperationError::invalid("note", fault))?;
        let tx = self.begin_decision().await?;
        flags::get(&Db::from(&tx), id).await?.ok_or(NO_REPORT)?;
        let note = flags::Note {
            at: self.now(),
            who: session.person().name.clone(),
            content,
        };
        flags::add_note(&tx, id, &note).await?;
        self.note(&tx, &Who::Person(session), "flag.note", &id.to_string())
            .await?;
        Ok(tx.commit().await?)
    }

    /// Passes a report on to the server of the account, in the name of this node: who reported stays unnamed.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`], [`OperationError::Refused`] where it was passed on
    /// before, or nobody there can be told.
    pub async fn forward_flag(&self, session: &Session, id: FlagId) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let tx = self.begin_decision().await?;
        let flag = flags::get(&Db::from(&tx), id).await?.ok_or(NO_REPORT)?;
        self.note(&tx, &Who::Person(session), "flag.forward", &id.to_string())
            .await?;
        if !self.send_flag(&tx, &flag).await? {
            return Err(refused!(
                "report-not-passed-on",
                "this report was passed on before, or its server cannot be told"
            ));
        }
        self.commit_and_wake(tx).await
    }

    /// The inbox of the server of the account, where it is another one that may be written to.
    async fn inbox_for(&self, flag: &Flag) -> Result<Option<(String, String)>, OperationError> {
        let host = host_of(&flag.target);
        if self.is_suspended(&host, &flag.target) {
            return Ok(None);
        }
        let Some(stored) = remote_actors::get(&self.db(), &flag.target).await? else {
            return Ok(None);
        };
        Ok(Some((stored.shared_inbox.unwrap_or(stored.inbox), host)))
    }

    /// Sends a `Flag` by the node's own actor; false when it was sent before or cannot be. Call it last.
    async fn send_flag(&self, tx: &Tx, flag: &Flag) -> Result<bool, OperationError> {
        let Some((inbox, host)) = self.inbox_for(flag).await? else {
            return Ok(false);
        };
        if !flags::forwarded(tx, flag.id, self.now()).await? {
            return Ok(false);
        }
        let urls = self.require_urls()?;
        let actor = urls.instance_actor();
        // Only what is of that server: what others wrote in the same thread is not its business.
        let posts: Vec<String> = flag
            .about
            .iter()
            .filter(|id| **id != flag.target && host_of(id) == host)
            .cloned()
            .collect();
        let words = format!("[{}] {}", flag.category.as_str(), flag.content);
        let addressees = Addressees::named(std::slice::from_ref(&flag.target));
        let header = Header {
            id: urls.activity(domain::ids::ActivityId::new(self.now(), self.0.entropy.bytes())),
            actor: &actor,
            published: self.now(),
            audience: &addressees,
            proof: true,
        };
        let document = activity::flag(&header, &flag.target, &posts, words.trim());
        let entry = NewEntry {
            activity_id: header.id.clone(),
            actor: actor.clone(),
            object: flag.target.clone(),
            order: OrderKey::Object(format!("flag {}", flag.id)),
            kind: "Flag".to_owned(),
            body: self.prove(&actor, &document).await?,
            audience: Audience {
                keys: Vec::<AudienceKey>::new(),
                named: vec![NamedRecipient {
                    actor: flag.target.clone(),
                    inbox,
                }],
            },
            at: self.now(),
        };
        self.append(tx, entry).await?;
        Ok(true)
    }

    async fn hide_reported(&self, tx: &Tx, session: &Session, flag: &Flag, answer: &str) -> Result<(), OperationError> {
        let mut hidden = 0;
        for object in &flag.about {
            let Some(post) = posts::by_object(&Db::from(tx), object).await? else {
                continue;
            };
            if matches!(post.state, State::Withdrawn | State::Hidden) {
                continue;
            }
            posts::set_state(tx, post.id, State::Hidden).await?;
            hidden += 1;
            self.note(tx, &Who::Person(session), "post.hide", &post.object).await?;
            let hiding = Hiding {
                id: HidingId::new(self.now(), self.0.entropy.bytes()),
                post: post.id,
                organisation: post.organisation,
                flag: Some(flag.id),
                reason: answer.to_owned(),
                who: session.person().name.clone(),
                person: session.person_id(),
                at: self.now(),
                appeal: None,
                appealed_by: None,
                appealed_at: None,
                outcome: None,
                decided_by: None,
                answer: String::new(),
            };
            hidings::put(tx, &hiding).await?;
            if let Some(organisation) = post.organisation {
                let to = Addressee::Organisation(organisation);
                self.leave_notice(tx, to, "post-hidden", &hiding.id.to_string(), answer)
                    .await?;
            }
        }
        if hidden == 0 {
            return Err(refused!(
                "report-nothing-to-hide",
                "there is no post here to hide: none is named, or they are hidden or deleted already"
            ));
        }
        Ok(())
    }

    async fn block_reported(
        &self,
        tx: &Tx,
        session: &Session,
        flag: &Flag,
        form: &DecisionForm,
        answer: &str,
    ) -> Result<(), OperationError> {
        let host = host_of(&flag.target);
        let ours = self.urls().is_some_and(|urls| urls.host() == host);
        if flag.target.is_empty() || ours {
            return Err(refused!(
                "report-not-elsewhere",
                "only an account of another server can be silenced or suspended; posts of an organisation of this node \
                 can be hidden, and an operator can close accounts"
            ));
        }
        let severity = if form.decision == Decision::Suspend {
            Severity::Suspend
        } else {
            Severity::Silence
        };
        let (kind, target) = if form.whole_server {
            (Blocked::Host, host)
        } else {
            (Blocked::Actor, flag.target.clone())
        };
        let before = storage::blocks::get(&Db::from(tx), kind, &target).await?;
        let block = Block {
            severity,
            reason: format!("report {}", flag.id),
            who: session.person().name.clone(),
            at: self.now(),
            ..before.unwrap_or(Block {
                kind,
                target,
                severity,
                reason: String::new(),
                note: answer.lines().next().unwrap_or_default().chars().take(400).collect(),
                who: String::new(),
                at: self.now(),
                listed: true,
                obfuscate: false,
                reject_media: false,
                reject_reports: false,
            })
        };
        self.put_block(tx, session, &block).await
    }

    /// Leaves a notice for somebody here.
    pub(crate) async fn leave_notice(
        &self,
        tx: &Tx,
        to: Addressee,
        kind: &str,
        about: &str,
        content: &str,
    ) -> Result<(), OperationError> {
        let notice = Notice {
            id: NoticeId::new(self.now(), self.0.entropy.bytes()),
            to,
            kind: kind.to_owned(),
            about: about.to_owned(),
            content: content.to_owned(),
            at: self.now(),
            read_at: None,
        };
        Ok(moderation_notices::put(tx, &notice).await?)
    }

    /// How many other people may moderate this node.
    pub(crate) async fn other_moderators(&self, but: Option<PersonId>) -> Result<usize, OperationError> {
        let people = storage::people::all(&self.db(), None).await?;
        let others = people
            .into_iter()
            .filter(|person| !person.disabled && person.node_role.is_some() && Some(person.id) != but);
        Ok(others.count())
    }
}

pub(crate) fn optional(field: &'static str, text: &str) -> Result<String, OperationError> {
    match paragraphs(text, LONGEST) {
        Err(Fault::Missing) => Ok(String::new()),
        other => other.map_err(|fault| OperationError::invalid(field, fault)),
    }
}

fn flag_view(flag: Flag) -> FlagView {
    FlagView {
        id: flag.id,
        from: flag.actor,
        from_here: flag.person.is_some(),
        about: flag.about,
        target: flag.target,
        category: flag.category,
        text: flag.content,
        at: flag.at,
        resolved: flag.resolved_at.is_some(),
        decision: flag.decision,
        decided_by: flag.decided_by,
        answer: flag.answer,
        forwarded_at: flag.forwarded_at,
    }
}
