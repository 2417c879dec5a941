//! What members and referees say: comments, objections, recommendations; with an account or by a personal link.

use domain::{
    ids::{MembershipId, NetworkId, OrganisationId},
    membership::{Answer, By, Capacity, Decider, Event, Matter, Refused, Stage, may_vote},
    permissions::Action,
    roster::{Roster, Standing},
};
use storage::{
    Db, Tx,
    membership_links::{self, Link, Purpose},
    membership_log,
    memberships::{self, Membership},
    networks::Network,
};

use super::{
    Ballot, Doer, NOT_FOUND,
    cases::{history_of, proposed_tier},
    people::gives_a_say,
    written,
};
use crate::{
    OperationError, Operations, Session, StepUp,
    links::GONE,
    secrets::hex_sha256,
    view::networks::{CommentCase, ObjectionView, RefereePage, VoicePage},
};

/// Somebody who has a say: an admin or a person of a member, with an account; or somebody who speaks for a member, by a
/// personal link.
#[derive(Clone, Copy, Debug)]
pub enum Voice<'a> {
    /// With an account.
    Person(&'a Session),
    /// By the secret of a personal link.
    Link(&'a str),
}

impl Operations {
    async fn heard<'a>(
        &self,
        db: &Db<'_>,
        voice: Voice<'a>,
        network: &Network,
    ) -> Result<(Decider, Doer<'a>), OperationError> {
        match voice {
            Voice::Person(session) => Ok((self.decider(db, session, network).await?, Doer::person(session))),
            Voice::Link(secret) => {
                let (link, member) = self.voice_of(db, secret).await?;
                if link.network != network.id {
                    return Err(GONE);
                }
                let decider = Decider {
                    person: link.person.ok_or(GONE)?,
                    mailbox: link.mailbox,
                    organisations: vec![member.state.subject],
                    capacity: Capacity::Member,
                };
                Ok((decider, Doer::other("a member's voice", &link.who)))
            }
        }
    }

    async fn voice_of(&self, db: &Db<'_>, secret: &str) -> Result<(Link, Membership), OperationError> {
        let link = membership_links::valid(db, Purpose::Voice, &hex_sha256(secret), self.now()).await?;
        let link = link.ok_or(GONE)?;
        let member = memberships::get(db, link.membership).await?.ok_or(GONE)?;
        if gives_a_say(&member) {
            Ok((link, member))
        } else {
            Err(GONE)
        }
    }

    /// The case, if whoever speaks may know of it: members hear nothing of who is not named in public.
    async fn case_for(
        &self,
        db: &Db<'_>,
        decider: &Decider,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<Membership, OperationError> {
        let it = self.membership_in(db, network, id).await?;
        if decider.capacity == Capacity::Member && it.hidden.is_some() {
            return Err(NOT_FOUND);
        }
        Ok(it)
    }

    pub(super) async fn say(
        &self,
        voice: Voice<'_>,
        network: NetworkId,
        id: MembershipId,
        event: Event,
    ) -> Result<Membership, OperationError> {
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let network = self.network_in(&db, network).await?;
        let (decider, doer) = self.heard(&db, voice, &network).await?;
        let it = self.case_for(&db, &decider, network.id, id).await?;
        let after = self
            .take_line(&tx, &network, &it, &doer, By::Person(decider), event)
            .await?;
        self.finish_decision(tx).await?;
        Ok(after)
    }

    /// A word on an application.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] without a say, or in one's own case; [`OperationError::Refused`] when it is decided;
    /// [`OperationError::Invalid`], [`OperationError::NotFound`].
    pub async fn comment(
        &self,
        voice: Voice<'_>,
        network: NetworkId,
        id: MembershipId,
        text: &str,
    ) -> Result<(), OperationError> {
        let text = written("text", text)?;
        self.say(voice, network, id, Event::Comment { text }).await.map(drop)
    }

    /// An objection, which the decision must answer.
    ///
    /// # Errors
    /// As [`Operations::comment`].
    pub async fn object(
        &self,
        voice: Voice<'_>,
        network: NetworkId,
        id: MembershipId,
        reason: &str,
    ) -> Result<(), OperationError> {
        let reason = written("reason", reason)?;
        self.say(voice, network, id, Event::Object { reason }).await.map(drop)
    }

    /// Takes the own objection back.
    ///
    /// # Errors
    /// As [`Operations::comment`].
    pub async fn drop_objection(
        &self,
        voice: Voice<'_>,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<(), OperationError> {
        self.say(voice, network, id, Event::DropObjection).await.map(drop)
    }

    /// A vote by a personal link, where the network votes. The link is what proves who votes.
    ///
    /// # Errors
    /// As [`Operations::decide_membership`].
    pub async fn vote_by_link(&self, secret: &str, id: MembershipId, ballot: &Ballot) -> Result<Stage, OperationError> {
        let (link, _) = self.voice_of(&self.db(), secret).await?;
        let after = self.say(Voice::Link(secret), link.network, id, ballot.event()?).await?;
        Ok(after.state.stage)
    }

    /// The page behind a link of somebody who speaks for a member.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn voice_page(&self, secret: &str) -> Result<VoicePage, OperationError> {
        let db = self.db();
        let (link, member) = self.voice_of(&db, secret).await?;
        let network = self.network_in(&db, link.network).await?;
        Ok(VoicePage {
            cases: self.open_for_comment(Voice::Link(secret), network.id).await?,
            network: self.network_card(&db, &network).await?,
            member: member.application.legal_name,
            who: link.who,
        })
    }

    /// Applications on which members comment: of those only that want to be named in public, and never one's own.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn open_for_comment(
        &self,
        voice: Voice<'_>,
        network: NetworkId,
    ) -> Result<Vec<CommentCase>, OperationError> {
        let db = self.db();
        let network = self.network_in(&db, network).await?;
        let (decider, _) = self.heard(&db, voice, &network).await?;
        let mut cases = Vec::new();
        for it in memberships::waiting(&db, network.id).await? {
            if it.hidden.is_none() && !it.state.concerns(&decider) {
                cases.push(self.comment_case(&db, &network, it, &decider).await?);
            }
        }
        Ok(cases)
    }

    async fn comment_case(
        &self,
        db: &Db<'_>,
        network: &Network,
        it: Membership,
        decider: &Decider,
    ) -> Result<CommentCase, OperationError> {
        let lines = membership_log::lines(db, it.id).await?;
        let mut comments = Vec::new();
        let mut objections = Vec::new();
        for line in &lines {
            let By::Person(person) = &line.entry.by else { continue };
            match &line.entry.event {
                Event::Comment { .. } => comments.push(history_of(line)),
                Event::Object { reason } if it.state.objections.get(&person.person) == Some(reason) => {
                    objections.push(ObjectionView {
                        who: line.who.clone(),
                        reason: reason.clone(),
                        own: person.person == decider.person,
                    });
                }
                _ => {}
            }
        }
        let rules = &network.content.rules;
        let own_vote = it
            .state
            .votes
            .iter()
            .find(|vote| vote.by.is_same_person(decider) && matches!(vote.matter, Matter::Admit(_)));
        let tier = proposed_tier(rules, &it).unwrap_or(domain::membership::Tier::Member);
        Ok(CommentCase {
            membership: it.id,
            comments_end: it.state.comments_end(rules),
            applied_at: it.state.applied_at,
            actor: it.state.key.as_ref().map(|_| it.state.subject.clone()),
            comments,
            objections,
            may_vote: may_vote(rules, &Matter::Admit(tier), decider.capacity),
            own_vote: own_vote.map(|vote| vote.yes),
            tier,
            name: it.application.legal_name,
            name_latin: it.application.name_latin,
            country: it.application.country,
            kind: it.application.kind,
            website: it.application.website,
            sectors: it.application.sectors,
        })
    }
}

impl Operations {
    async fn referee_of(&self, db: &Db<'_>, secret: &str) -> Result<(Link, Membership), OperationError> {
        let link = membership_links::valid(db, Purpose::Referee, &hex_sha256(secret), self.now()).await?;
        let link = link.ok_or(GONE)?;
        let it = memberships::get(db, link.membership).await?.ok_or(GONE)?;
        Ok((link, it))
    }

    /// The page behind the link of a referee. Reading it does nothing (PR5).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn referee_page(&self, secret: &str) -> Result<RefereePage, OperationError> {
        let db = self.db();
        let (link, it) = self.referee_of(&db, secret).await?;
        let network = self.network_in(&db, it.network).await?;
        Ok(RefereePage {
            network: self.network_card(&db, &network).await?,
            answer: it.state.referees.get(&link.who).copied().flatten(),
            open: matches!(it.state.stage, Stage::Waiting { .. }),
            referee: link.who,
            applicant: it.application.legal_name,
            applicant_latin: it.application.name_latin,
            country: it.application.country,
            kind: it.application.kind,
            website: it.application.website,
        })
    }

    /// A referee answers by its link, without an account; the last answer counts until it is decided.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when it is decided; [`OperationError::NotFound`], [`OperationError::Invalid`].
    pub async fn answer_as_referee(&self, secret: &str, answer: Answer, note: &str) -> Result<(), OperationError> {
        let note = optional(note)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let (link, it) = self.referee_of(&db, secret).await?;
        let network = self.network_in(&db, it.network).await?;
        let doer = Doer::other("a referee", &link.who);
        let by = By::Referee(link.who.clone());
        self.take_line(&tx, &network, &it, &doer, by, Event::Vouch { answer, note })
            .await?;
        self.finish_decision(tx).await
    }

    /// A member of this node answers as the referee that an applicant named (its editor).
    ///
    /// # Errors
    /// [`OperationError::Refused`] when it was not named, or it is decided; [`OperationError::Forbidden`] in one's own
    /// case; [`OperationError::NotFound`], [`OperationError::Invalid`].
    pub async fn vouch(
        &self,
        session: &Session,
        organisation: OrganisationId,
        network: NetworkId,
        id: MembershipId,
        answer: Answer,
        note: &str,
    ) -> Result<(), OperationError> {
        let note = optional(note)?;
        session.require(Action::SpeakAsMember(organisation))?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let network = self.network_in(&db, network).await?;
        let member = self.own_member(&db, &network, organisation).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        let named = self.named_as_referee(&db, &it, organisation, &member).await?;
        // Whether there is a hidden applicant is told only to those that it named.
        let named = match named {
            None if it.hidden.is_some() => return Err(NOT_FOUND),
            None => return Err(OperationError::from(Refused::NotReferee)),
            Some(named) => named,
        };
        if self.is_own_case(&db, session, &it).await? {
            return Err(OperationError::from(Refused::OwnCase));
        }
        let event = Event::Vouch { answer, note };
        self.take_line(&tx, &network, &it, &Doer::person(session), By::Referee(named), event)
            .await?;
        self.finish_decision(tx).await
    }

    /// A regional node of this node admits an applicant of its region, where the network's rules say so (its owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] for who is no regional node of that region, or where rules or objections do not let
    /// it admit; [`OperationError::NotFound`], [`OperationError::Refused`].
    pub async fn recommend(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let network = self.network_in(&db, network).await?;
        let member = self.own_member(&db, &network, organisation).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        if !admits(&member, &it) || it.hidden.is_some() {
            return Err(OperationError::from(Refused::NoSay));
        }
        if self.is_own_case(&db, session, &it).await? {
            return Err(OperationError::from(Refused::OwnCase));
        }
        let by = By::RegionalNode(member.state.subject);
        self.take_line(&tx, &network, &it, &Doer::person(session), by, Event::Recommend)
            .await?;
        self.finish_decision(tx).await
    }

    /// A recommendation that came signed from another node, in the transaction of the inbox: a regional node admits
    /// where the rules say so, else a referee that was named says yes.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where there is no such application; [`OperationError::Forbidden`],
    /// [`OperationError::Refused`] by the rules.
    pub async fn receive_recommendation(
        &self,
        tx: &Tx,
        network: NetworkId,
        from: &str,
        applicant: &str,
    ) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let network = self.network_in(&db, network).await?;
        let it = memberships::most_recent(&db, network.id, applicant).await?;
        let it = it.ok_or(NOT_FOUND)?;
        let member = memberships::most_recent(&db, network.id, from).await?;
        let member = member.filter(gives_a_say).ok_or(NOT_FOUND)?;
        let doer = Doer::other("another server", &member.application.legal_name);
        let may_admit = network.content.rules.regional_nodes_admit && it.state.objections.is_empty();
        let (by, event) = if may_admit && admits(&member, &it) {
            (By::RegionalNode(from.to_owned()), Event::Recommend)
        } else {
            let answer = Answer::Yes;
            (By::Referee(from.to_owned()), Event::Vouch { answer, note: None })
        };
        self.take_line(tx, &network, &it, &doer, by, event).await.map(drop)
    }

    async fn own_member(
        &self,
        db: &Db<'_>,
        network: &Network,
        organisation: OrganisationId,
    ) -> Result<Membership, OperationError> {
        let all = memberships::of_organisation(db, organisation).await?;
        let member = all.into_iter().find(|it| it.network == network.id && gives_a_say(it));
        member.ok_or_else(|| OperationError::from(Refused::NoSay))
    }

    /// The words by which an applicant named an organisation of ours.
    async fn named_as_referee(
        &self,
        db: &Db<'_>,
        it: &Membership,
        organisation: OrganisationId,
        member: &Membership,
    ) -> Result<Option<String>, OperationError> {
        let urls = self.require_urls()?;
        let handle = self.organisation_in(db, organisation).await?.handle;
        let address = format!("{handle}@{}", urls.host());
        let known = [
            member.state.subject.clone(),
            urls.organisation_page(handle.as_str()),
            address.clone(),
            format!("@{address}"),
            member.application.legal_name.clone(),
        ];
        Ok(it.state.referees.keys().find(|name| known.contains(name)).cloned())
    }
}

/// Whether a member is a regional node for the country of an applicant.
fn admits(member: &Membership, applicant: &Membership) -> bool {
    let actor = member.state.subject.clone();
    Standing::of(&member.state, Some(member.application.country)).is_some_and(|standing| {
        Roster::new(0, [(actor.clone(), standing)]).admits(&actor, applicant.application.country)
    })
}

fn optional(note: &str) -> Result<Option<String>, OperationError> {
    match note.trim() {
        "" => Ok(None),
        note => written("note", note).map(Some),
    }
}
