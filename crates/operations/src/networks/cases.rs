//! What admins see: the queue of applications, one case with all that happened, the list of members.

use domain::{
    ids::{MembershipId, NetworkId},
    membership::{By, Event, Matter, Stage, Tier, people_needed},
    network::Rules,
};
use storage::{
    Db,
    membership_links::{self, Purpose},
    membership_log::{self, Line},
    memberships::{self, Filter, Membership},
    networks::Network,
};

use super::{
    checks::hints_of,
    reading::{appeal_of, hearing_of},
};
use crate::{
    OperationError, Operations, Session,
    view::{
        Page,
        networks::{
            Case, Duty, HistoryLine, MemberRow, NextStep, ObjectionView, PastApplication, QueueItem, RefereeView,
            VoteView,
        },
    },
};

/// Past applications of one page.
const PAST: u32 = 50;

impl Operations {
    /// Applications that wait, the oldest first (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn applications(&self, session: &Session, id: NetworkId) -> Result<Vec<QueueItem>, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        let rules = &network.content.rules;
        let mut queue = Vec::new();
        for it in memberships::waiting(&db, id).await? {
            let checks = self.checks_of(&db, it.id).await?;
            let alike = self.alike_of(&db, &it).await?;
            queue.push(QueueItem {
                membership: it.id,
                name: it.application.legal_name.clone(),
                country: it.application.country,
                listed: it.hidden.is_none(),
                applied_at: it.state.applied_at,
                comments_end: it.state.comments_end(rules),
                referees: it.state.referees.len(),
                recommendations: it.state.recommendations(),
                objections: it.state.objections.len(),
                hints: hints_of(&network, &it, &checks, &alike),
                next: self.next_step(&network, &it),
                own_case: self.is_own_case(&db, session, &it).await?,
            });
        }
        Ok(queue)
    }

    /// How many applications wait in all networks of which the person is an admin.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn waiting_applications(&self, session: &Session) -> Result<u64, OperationError> {
        match session.person_id() {
            Some(person) if !session.person().networks.is_empty() => {
                Ok(memberships::waiting_for(&self.db(), person).await?)
            }
            _ => Ok(0),
        }
    }

    fn next_step(&self, network: &Network, it: &Membership) -> NextStep {
        let rules = &network.content.rules;
        let is_time = self.now() >= it.state.comments_end(rules);
        let votes = it.state.votes.iter().filter(|vote| vote.yes).count();
        let needed = people_to_admit(network, it);
        match it.state.stage {
            Stage::Waiting { asked: true } => NextStep::Answer,
            _ if votes >= needed && !is_time => NextStep::WaitsForTime,
            _ if votes > 0 => NextStep::SecondPerson,
            _ if is_time => NextStep::Decide,
            _ => NextStep::Comments,
        }
    }

    /// One case with all that happened (admin). In the own organisation's case what others said is left out.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn case(&self, session: &Session, network: NetworkId, id: MembershipId) -> Result<Case, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, network).await?;
        let network = self.network_in(&db, network).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        let own_case = self.is_own_case(&db, session, &it).await?;
        let lines = membership_log::lines(&db, it.id).await?;
        let rules = network.content.rules.clone();
        let state = &it.state;
        let is_open = |line: &&Line| !own_case || is_for_its_own(line);
        Ok(Case {
            membership: it.id,
            subject: state.subject.clone(),
            on_roster: is_on_roster(&it),
            language: it.language.clone(),
            stage: state.stage,
            tier: state.stage.tier(),
            reason: state.reason.clone(),
            applied_at: state.applied_at,
            comments_end: state.comments_end(&rules),
            admitted_at: state.admitted_at,
            renewal_due: state.renewal_due(&rules),
            probation_ends: state.probation_ends(&rules),
            people_needed: people_to_admit(&network, &it),
            proposed_tier: proposed_tier(&rules, &it),
            due: self.duties(&network, &it),
            votes: if own_case { Vec::new() } else { votes_of(&it, &lines) },
            objections: if own_case {
                Vec::new()
            } else {
                objections_of(session, &it, &lines)
            },
            referees: if own_case {
                Vec::new()
            } else {
                referees_of(&db, &it, &lines).await?
            },
            hearing: hearing_of(&it),
            appeal: appeal_of(&it),
            wanted_move: state.wanted_move.clone(),
            checks: self.checks_of(&db, it.id).await?,
            alike: self.alike_of(&db, &it).await?,
            history: lines.iter().filter(is_open).map(history_of).collect(),
            previous: it.previous,
            own_case,
            told: it.organisation.is_some()
                || (self.has_mail() && it.application.contact.is_some())
                || self.actor_to_tell(&it).await?.is_some(),
            network: self.network_card(&db, &network).await?,
            application: it.application,
            rules,
        })
    }

    /// Members of every standing, by name, hidden and ended ones too (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn member_list(
        &self,
        session: &Session,
        id: NetworkId,
        filter: super::MemberFilter,
        after: Option<&str>,
    ) -> Result<Page<MemberRow>, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        let filter = Filter {
            country: filter.country,
            tier: filter.tier,
            with_hidden: true,
            with_ended: true,
        };
        let (rows, next) = self.member_rows(&db, &network, filter, after).await?;
        let rules = &network.content.rules;
        let mut items = Vec::new();
        for it in &rows {
            let Some(member) = Self::member_card(&network, it) else {
                continue;
            };
            items.push(MemberRow {
                member,
                hidden: it.hidden.is_some(),
                stage: it.state.stage,
                on_roster: is_on_roster(it),
                renewed_at: it.state.renewed_at,
                renewal_due: it.state.renewal_due(rules),
                reminded: it.state.reminded,
                probation_ends: it.state.probation_ends(rules),
                contact: it.application.contact.as_ref().map(|mail| mail.as_str().to_owned()),
                due: self.duties(&network, it),
                last_heard: self.heard_of(&db, it).await?,
                key_since: self.key_since(&db, it).await?,
            });
        }
        Ok(Page {
            items,
            next,
            total: None,
        })
    }

    /// Applications that were declined or taken back, the newest first (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn past_applications(
        &self,
        session: &Session,
        id: NetworkId,
        after: Option<&str>,
    ) -> Result<Page<PastApplication>, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let before = match after.and_then(|id| id.parse().ok()) {
            Some(last) => Some(self.membership_in(&db, id, last).await?),
            None => None,
        };
        let before = before.map(|last| (last.updated_at, last.id));
        let rows = memberships::not_admitted(&db, id, before, PAST).await?;
        let full = rows.len() == PAST as usize;
        let next = rows.last().filter(|_| full).map(|last| last.id.to_string());
        let view = |it: Membership| PastApplication {
            membership: it.id,
            name: it.application.legal_name,
            country: it.application.country,
            stage: it.state.stage,
            applied_at: it.state.applied_at,
            ended_at: it.updated_at,
            reason: it.state.reason,
        };
        Ok(Page {
            items: rows.into_iter().map(view).collect(),
            next,
            total: None,
        })
    }

    fn duties(&self, network: &Network, it: &Membership) -> Vec<Duty> {
        let mut duties: Vec<Duty> = it
            .state
            .due(&network.content.rules, self.now())
            .into_iter()
            .map(Duty::from)
            .collect();
        if it.state.stage.own_tier().is_some() && it.state.key.is_none() {
            duties.push(Duty::NoActor);
        }
        duties
    }
}

fn is_on_roster(it: &Membership) -> bool {
    it.state.key.is_some() && it.state.stage.own_tier().is_some()
}

/// The tier that an application is decided on: that of the votes so far, else probation where there is one.
pub(super) fn proposed_tier(rules: &Rules, it: &Membership) -> Option<Tier> {
    let voted = it.state.votes.iter().find_map(|vote| match vote.matter {
        Matter::Admit(tier) => Some(tier),
        _ => None,
    });
    let usual = rules.tiers.iter().find(|tier| **tier == Tier::Probationary);
    voted.or_else(|| usual.or_else(|| rules.tiers.first()).copied())
}

/// How many must agree to admit it, as things stand.
fn people_to_admit(network: &Network, it: &Membership) -> usize {
    let rules = &network.content.rules;
    people_needed(rules, &Matter::Admit(Tier::Member), !it.state.objections.is_empty())
}

/// What the organisation itself may read: what it was told, and what it said.
fn is_for_its_own(line: &Line) -> bool {
    matches!(line.entry.by, By::Subject | By::Clock)
        || matches!(
            line.entry.event,
            Event::Ask { .. } | Event::OpenHearing { .. } | Event::CloseHearing
        )
}

fn votes_of(it: &Membership, lines: &[Line]) -> Vec<VoteView> {
    let name_of = |person| {
        let by = |line: &&Line| matches!(&line.entry.by, By::Person(decider) if decider.person == person);
        lines.iter().rev().find(by).map(|line| line.who.clone())
    };
    let view = |vote: &domain::membership::Vote| VoteView {
        who: name_of(vote.by.person).unwrap_or_default(),
        matter: vote.matter.clone(),
        yes: vote.yes,
        reason: vote.reason.clone(),
        at: vote.at,
    };
    it.state.votes.iter().map(view).collect()
}

fn objections_of(session: &Session, it: &Membership, lines: &[Line]) -> Vec<ObjectionView> {
    let mut views = Vec::new();
    for (person, reason) in &it.state.objections {
        let by = |line: &&Line| matches!(&line.entry.by, By::Person(decider) if decider.person == *person);
        views.push(ObjectionView {
            who: lines
                .iter()
                .rev()
                .find(by)
                .map(|line| line.who.clone())
                .unwrap_or_default(),
            reason: reason.clone(),
            own: session.person_id() == Some(*person),
        });
    }
    views
}

async fn referees_of(db: &Db<'_>, it: &Membership, lines: &[Line]) -> Result<Vec<RefereeView>, OperationError> {
    let links = membership_links::of_membership(db, it.id, Purpose::Referee).await?;
    let note_of = |name: &str| {
        let vouched = lines
            .iter()
            .rev()
            .find_map(|line| match (&line.entry.by, &line.entry.event) {
                (By::Referee(referee), Event::Vouch { note, .. }) if referee == name => Some(note.clone()),
                _ => None,
            });
        vouched.flatten()
    };
    let view = |(name, answer): (&String, &Option<domain::membership::Answer>)| RefereeView {
        name: name.clone(),
        answer: *answer,
        note: note_of(name),
        asked: links.iter().any(|link| link.who == *name),
    };
    Ok(it.state.referees.iter().map(view).collect())
}

/// A line of the log in words for pages.
pub(super) fn history_of(line: &Line) -> HistoryLine {
    let mut history = HistoryLine {
        number: line.number,
        at: line.entry.at,
        who: line.who.clone(),
        kind: "day-passed",
        matter: None,
        yes: None,
        answer: None,
        text: None,
    };
    let (kind, text) = match &line.entry.event {
        Event::Comment { text } => ("commented", Some(text.clone())),
        Event::Object { reason } => ("objected", Some(reason.clone())),
        Event::DropObjection => ("dropped-objection", None),
        Event::Vouch { answer, note } => {
            history.answer = Some(*answer);
            ("vouched", note.clone())
        }
        Event::Recommend => ("recommended", None),
        Event::Ask { question } => ("asked", Some(question.clone())),
        Event::Reply { text } => ("replied", Some(text.clone())),
        Event::Vote { matter, yes, reason } => {
            history.matter = Some(matter.clone());
            history.yes = Some(*yes);
            ("voted", reason.clone())
        }
        Event::OpenHearing { grounds } => ("opened-hearing", Some(grounds.clone())),
        Event::Answer { text } => ("answered", Some(text.clone())),
        Event::CloseHearing => ("closed-hearing", None),
        Event::Appeal { grounds } => ("appealed", Some(grounds.clone())),
        Event::Renew => ("renewed", None),
        Event::Remind => ("reminded", None),
        Event::Withdraw => ("withdrew", None),
        Event::RotateKey { .. } => ("changed-key", None),
        Event::AskToMove { actor, .. } => ("asked-to-move", Some(actor.clone())),
        Event::LoseSay { .. } => ("lost-say", None),
        Event::DayPassed => ("day-passed", None),
    };
    (history.kind, history.text) = (kind, text);
    history
}
