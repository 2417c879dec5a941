//! What moderators tell people here, and the right to answer: appeals against a post that was hidden.

use domain::{
    ids::HidingId,
    moderation::{AppealOutcome, may_decide_appeal},
    permissions::Action,
    text::{paragraphs, shorten},
};
use storage::{
    Db,
    hidings::{self, Hiding},
    moderation_notices::{self, Addressee},
    posts::{self, State},
};

use crate::{
    OperationError, Operations, Session,
    audit::Who,
    moderation::optional,
    view::moderation::{HidingView, NoticeView},
};

/// The longest appeal, in graphemes.
const LONGEST: usize = 2_000;
const NO_HIDING: OperationError = OperationError::NotFound { what: "the decision" };

impl Operations {
    /// What the moderators told the person and the organisation that they act for, newest first. Reading changes nothing.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn notices(&self, session: &Session) -> Result<Vec<NoticeView>, OperationError> {
        let (person, organisation) = (session.person().id, session.acting_for());
        let found = moderation_notices::list(&self.db(), person, organisation).await?;
        let mut views = Vec::with_capacity(found.len());
        for notice in found {
            let hiding = match notice.to {
                Addressee::Organisation(_) => match notice.about.parse::<HidingId>() {
                    Ok(id) => hidings::get(&self.db(), id).await?,
                    Err(_) => None,
                },
                Addressee::Person(_) => None,
            };
            let of_network = ["network-wrote", "network-proposal"].contains(&&*notice.kind);
            views.push(NoticeView {
                network: of_network.then_some(notice.about),
                kind: notice.kind,
                text: notice.content,
                at: notice.at,
                new: notice.read_at.is_none(),
                hiding: match hiding {
                    Some(hiding) => Some(self.hiding_view(session, hiding).await?),
                    None => None,
                },
            });
        }
        Ok(views)
    }

    /// Somebody says that they have read them.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn notices_read(&self, session: &Session) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let (person, organisation) = (session.person().id, session.acting_for());
        moderation_notices::mark_read(&tx, person, organisation, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// How many notices nobody has seen.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn unread_notices(&self, session: &Session) -> Result<u64, OperationError> {
        let (person, organisation) = (session.person().id, session.acting_for());
        Ok(moderation_notices::unread(&self.db(), person, organisation).await?)
    }

    /// Says something against a post of the own organisation having been hidden; once.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for what is not the organisation's, [`OperationError::Invalid`],
    /// [`OperationError::Refused`] the second time.
    pub async fn appeal_hiding(&self, session: &Session, id: HidingId, words: &str) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let hiding = hidings::get(&Db::from(&tx), id).await?.ok_or(NO_HIDING)?;
        let organisation = hiding.organisation.ok_or(NO_HIDING)?;
        session.require(Action::Publish(organisation)).map_err(|_| NO_HIDING)?;
        let words = paragraphs(words, LONGEST).map_err(|fault| OperationError::invalid("words", fault))?;
        self.note(&tx, &Who::Person(session), "post.appeal", &id.to_string())
            .await?;
        if !hidings::appeal(&tx, id, &words, &session.person().name, self.now()).await? {
            return Err(refused!(
                "appealed-before",
                "your organisation appealed against this before"
            ));
        }
        Ok(tx.commit().await?)
    }

    /// Appeals that wait for a decision, oldest first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn appeals(&self, session: &Session) -> Result<Vec<HidingView>, OperationError> {
        session.require(Action::Moderate)?;
        let mut views = Vec::new();
        for hiding in hidings::appeals(&self.db()).await? {
            views.push(self.hiding_view(session, hiding).await?);
        }
        Ok(views)
    }

    /// Decides about an appeal; the organisation is told. Not by the one who hid the post while somebody else could.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`], [`OperationError::Refused`] for the one who hid it.
    pub async fn decide_appeal(
        &self,
        session: &Session,
        id: HidingId,
        outcome: AppealOutcome,
        answer: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Moderate)?;
        let answer = optional("answer", answer)?;
        let tx = self.begin_decision().await?;
        let hiding = hidings::get(&Db::from(&tx), id).await?.ok_or(NO_HIDING)?;
        let others = self.other_moderators(session.person_id()).await?;
        if !may_decide_appeal(hiding.person, session.person_id(), others) {
            return Err(refused!(
                "appeal-own-hiding",
                "you hid this post yourself: another moderator decides about the appeal"
            ));
        }
        let who = session.person().name.clone();
        if !hidings::decide(&tx, id, outcome, &who, &answer, self.now()).await? {
            return Err(NO_HIDING);
        }
        self.note_with_reason(
            &tx,
            &Who::Person(session),
            "appeal.decide",
            &id.to_string(),
            Some(outcome.as_str()),
        )
        .await?;
        if outcome == AppealOutcome::Restored
            && let Some(post) = posts::get(&Db::from(&tx), hiding.post).await?
            && post.state == State::Hidden
        {
            posts::set_state(&tx, post.id, State::Visible).await?;
            self.note(&tx, &Who::Person(session), "post.show", &post.object).await?;
        }
        if let Some(organisation) = hiding.organisation {
            let to = Addressee::Organisation(organisation);
            let kind = format!("appeal-{}", outcome.as_str());
            self.leave_notice(&tx, to, &kind, &id.to_string(), &answer).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn hiding_view(&self, session: &Session, hiding: Hiding) -> Result<HidingView, OperationError> {
        let post = posts::get(&self.db(), hiding.post).await?;
        let title = post.and_then(|post| post.title.or(post.summary).or(Some(post.content)));
        let plain = without_markup(&title.unwrap_or_default());
        let others = self.other_moderators(session.person_id()).await?;
        Ok(HidingView {
            may_decide: session.may(Action::Moderate) && may_decide_appeal(hiding.person, session.person_id(), others),
            id: hiding.id,
            post: hiding.post,
            title: shorten(&plain, 100),
            reason: hiding.reason,
            who: hiding.who,
            at: hiding.at,
            appeal: hiding.appeal,
            appealed_by: hiding.appealed_by,
            appealed_at: hiding.appealed_at,
            outcome: hiding.outcome,
            answer: hiding.answer,
        })
    }
}

/// The words of a text without its markup.
fn without_markup(html: &str) -> String {
    let mut inside = false;
    let text: String = html
        .chars()
        .filter_map(|letter| {
            let was = inside;
            inside = match letter {
                '<' => true,
                '>' => false,
                _ => inside,
            };
            match (was, letter) {
                (true, '>') => Some(' '),
                (false, letter) if letter != '<' => Some(letter),
                _ => None,
            }
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
