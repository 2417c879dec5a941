//! First contact: what becomes of answers by people whom an organisation does not know, and what it decided about them.

use domain::{
    first_contact::{Acquaintance, Openness, Reception, reception},
    ids::{OrganisationId, PostId},
    permissions::Action,
};
use storage::{
    Db, Tx,
    contacts::{self, Contact},
    posts::{self, State},
};

use crate::{OperationError, Operations, Session, audit::Who, view::moderation::ContactsView};

const NO_POST: OperationError = OperationError::NotFound { what: "the post" };

/// What somebody decides at a first look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstLook {
    /// Shown, and its author is trusted from now on.
    Trust,
    /// Shown, this one only.
    ShowOnce,
    /// Hidden, this one only.
    Hide,
    /// Hidden, and nothing more is taken from its author.
    Refuse,
}

impl Operations {
    /// Shows a held answer or hides it, and remembers what is to become of its author.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for what answers none of the posts for which the person publishes.
    pub async fn look(&self, session: &Session, post: PostId, look: FirstLook) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let post = posts::get(&Db::from(&tx), post).await?;
        // What its author deleted stays deleted, what moderators of the node hid stays hidden.
        let post = post.filter(|post| matches!(post.state, State::Held | State::Visible));
        let post = post.ok_or(NO_POST)?;
        let organisation = self
            .answered_organisation(&Db::from(&tx), &post)
            .await?
            .ok_or(NO_POST)?;
        session.require(Action::Publish(organisation)).map_err(|_| NO_POST)?;
        let shown = matches!(look, FirstLook::Trust | FirstLook::ShowOnce);
        posts::set_state(&tx, post.id, if shown { State::Visible } else { State::Hidden }).await?;
        let who = Who::Person(session);
        let action = if shown { "post.show" } else { "post.hide" };
        self.note(&tx, &who, action, &post.object).await?;
        let trusted = match look {
            FirstLook::Trust => Some(true),
            FirstLook::Refuse => Some(false),
            FirstLook::ShowOnce | FirstLook::Hide => None,
        };
        if let Some(trusted) = trusted {
            self.remember(&tx, session, organisation, &post.author, trusted).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Shows a held post to all and trusts its author from now on, or hides it.
    ///
    /// # Errors
    /// As [`Operations::look`].
    pub async fn first_look(&self, session: &Session, post: PostId, show: bool) -> Result<(), OperationError> {
        let look = if show { FirstLook::Trust } else { FirstLook::Hide };
        self.look(session, post, look).await
    }

    async fn remember(
        &self,
        tx: &Tx,
        session: &Session,
        organisation: OrganisationId,
        actor: &str,
        trusted: bool,
    ) -> Result<(), OperationError> {
        let contact = Contact {
            actor: actor.to_owned(),
            trusted,
            who: session.person().name.clone(),
            at: self.now(),
        };
        contacts::decide(tx, organisation, &contact).await?;
        let action = if trusted { "contact.trust" } else { "contact.refuse" };
        self.note(tx, &Who::Person(session), action, actor).await
    }

    /// From whom the organisation takes answers, and what it decided about whom.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn contacts(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<ContactsView, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        let db = self.db();
        let mut decided = Vec::new();
        for contact in contacts::list(&db, organisation).await? {
            let card = self.actor_card(&contact.actor).await?;
            decided.push((card, contact.trusted, contact.who, contact.at));
        }
        Ok(ContactsView {
            openness: contacts::openness(&db, organisation).await?,
            waiting: contacts::waiting(&db, organisation).await?,
            decided,
        })
    }

    /// How many answers wait for a first look by the organisation that the person acts for.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn waiting_answers(&self, session: &Session) -> Result<u64, OperationError> {
        match session.acting_for() {
            Some(organisation) => Ok(contacts::waiting(&self.db(), organisation).await?),
            None => Ok(0),
        }
    }

    /// Changes from whom an organisation takes answers; what is there already stays as it is.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn set_openness(
        &self,
        session: &Session,
        organisation: OrganisationId,
        openness: Openness,
    ) -> Result<(), OperationError> {
        session.require(Action::EditProfile(organisation))?;
        let tx = self.begin_decision().await?;
        contacts::set_openness(&tx, organisation, openness).await?;
        self.note_with_reason(
            &tx,
            &Who::Person(session),
            "organisation.replies",
            &organisation.to_string(),
            Some(openness.as_str()),
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Forgets what was decided about somebody: their next answer is a first contact again.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn forget_contact(
        &self,
        session: &Session,
        organisation: OrganisationId,
        actor: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Publish(organisation))?;
        let tx = self.begin_decision().await?;
        if !contacts::forget(&tx, organisation, actor).await? {
            return Err(OperationError::NotFound { what: "the decision" });
        }
        self.note(&tx, &Who::Person(session), "contact.forget", actor).await?;
        Ok(tx.commit().await?)
    }

    /// What becomes of something that is addressed to an organisation.
    pub(crate) async fn received_as(
        &self,
        db: &Db<'_>,
        organisation: OrganisationId,
        author: &str,
        followed: bool,
    ) -> Result<Reception, OperationError> {
        let policy = self.policy();
        let member = policy
            .rosters
            .values()
            .filter_map(|roster| roster.standing(author))
            .any(|standing| standing.tier.is_admitted());
        let (openness, decided) = contacts::decided(db, organisation, author).await?;
        let who = Acquaintance {
            followed,
            member,
            decided,
            silenced: self.severity_of(author).is_some(),
        };
        Ok(reception(openness, who))
    }

    async fn answered_organisation(
        &self,
        db: &Db<'_>,
        post: &posts::Post,
    ) -> Result<Option<OrganisationId>, OperationError> {
        match &post.in_reply_to {
            Some(answered) => Ok(posts::by_object(db, answered)
                .await?
                .and_then(|answered| answered.organisation)),
            None => Ok(None),
        }
    }
}
