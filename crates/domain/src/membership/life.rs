//! The steps of a membership.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    Answer, Appeal, By, Capacity, Decider, Entry, Event, Hearing, Matter, Membership, Outcome, Refused, Stage, Tier,
    Vote,
    calendar::{days_after, months_after},
    may_vote, outcome,
};
use crate::network::Rules;

/// The longest suspension, in months.
const LONGEST_SUSPENSION: u16 = 12;

impl Membership {
    /// An application.
    #[must_use]
    pub fn apply(
        subject: String,
        key: Option<String>,
        contacts: Vec<String>,
        referees: impl IntoIterator<Item = String>,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            subject,
            key,
            stage: Stage::Waiting { asked: false },
            since: at,
            applied_at: at,
            admitted_at: None,
            renewed_at: None,
            reminded: 0,
            contacts,
            claims: None,
            referees: referees.into_iter().map(|referee| (referee, None)).collect(),
            objections: BTreeMap::new(),
            votes: Vec::new(),
            hearing: None,
            appeal: None,
            wanted_move: None,
            reason: None,
            last_at: at,
        }
    }

    /// The new membership of an expelled one whose appeal was granted: the old one has a Tombstone and stays ended.
    #[must_use]
    pub fn reinstated(&self, tier: Tier, at: DateTime<Utc>) -> Option<Self> {
        let granted = self.appeal.as_ref().is_some_and(|appeal| appeal.granted == Some(true));
        (granted && tier.is_admitted()).then(|| {
            let mut new = Self::apply(self.subject.clone(), self.key.clone(), self.contacts.clone(), [], at);
            new.enter(Stage::Admitted { tier }, at);
            new.admitted_at = Some(at);
            new
        })
    }

    /// Takes one line of the log.
    ///
    /// # Errors
    /// [`Refused`]; nothing changes then.
    pub fn take(&mut self, rules: &Rules, entry: &Entry) -> Result<(), Refused> {
        if entry.at < self.last_at {
            return Err(Refused::OutOfOrder);
        }
        let mut next = self.clone();
        next.last_at = entry.at;
        next.step(rules, entry)?;
        *self = next;
        Ok(())
    }

    /// What lines of a log give.
    ///
    /// # Errors
    /// The first refusal: a log that this software wrote has none.
    pub fn replay(mut self, rules: &Rules, entries: &[Entry]) -> Result<Self, Refused> {
        for entry in entries {
            self.take(rules, entry)?;
        }
        Ok(self)
    }

    /// How many referees recommend it.
    #[must_use]
    pub fn recommendations(&self) -> usize {
        let yes = |answer: &&Option<Answer>| **answer == Some(Answer::Yes);
        self.referees.values().filter(yes).count()
    }

    /// Whether a person belongs to the organisation: it does not decide on it.
    #[must_use]
    pub fn concerns(&self, person: &Decider) -> bool {
        let reads_its_mail = |mailbox: &String| self.contacts.contains(mailbox);
        let is_its_own = |actor: &String| *actor == self.subject || Some(actor) == self.claims.as_ref();
        person.organisations.iter().any(is_its_own) || person.mailbox.as_ref().is_some_and(reads_its_mail)
    }

    fn step(&mut self, rules: &Rules, entry: &Entry) -> Result<(), Refused> {
        let Entry { at, by, event } = entry;
        match (by, event) {
            (By::Clock, Event::DayPassed) => self.day_passed(rules, *at),
            (By::Clock, Event::LoseSay { person }) => self.votes.retain(|vote| vote.by.person != *person),
            (_, Event::Appeal { .. })
            | (
                _,
                Event::Vote {
                    matter: Matter::Appeal, ..
                },
            ) => {
                return self.appeal_step(rules, entry);
            }
            _ if self.stage.is_end() => return Err(Refused::Ended),
            (By::Clock, Event::Remind) => {
                self.reminded = self.reminder_due(rules, *at).ok_or(Refused::NotNow)?;
            }
            (By::Subject, event) => self.subject_step(event, *at)?,
            (By::Referee(name), Event::Vouch { answer, .. }) => {
                self.waiting()?;
                let place = self.referees.get_mut(name).ok_or(Refused::NotReferee)?;
                *place = Some(*answer);
            }
            (By::RegionalNode(actor), Event::Recommend) => self.recommend(rules, actor, *at)?,
            (By::Person(person), event) => self.person_step(rules, person, event, *at)?,
            _ => return Err(Refused::NoSay),
        }
        Ok(())
    }

    fn subject_step(&mut self, event: &Event, at: DateTime<Utc>) -> Result<(), Refused> {
        match event {
            Event::Reply { .. } if self.stage == Stage::Waiting { asked: true } => {
                self.stage = Stage::Waiting { asked: false };
            }
            Event::Answer { text } => {
                let hearing = self.hearing.as_mut().ok_or(Refused::NotNow)?;
                hearing.answer = Some(text.clone());
            }
            Event::Renew => self.renew(at)?,
            Event::Withdraw => {
                self.reason = None;
                self.enter(Stage::Withdrawn, at);
            }
            Event::RotateKey { key } if self.stage.own_tier().is_some() => self.key = Some(key.clone()),
            Event::AskToMove { actor, key } if self.stage.own_tier().is_some() => {
                self.wanted_move = Some((actor.clone(), key.clone()));
            }
            _ => return Err(Refused::NotNow),
        }
        Ok(())
    }

    fn person_step(&mut self, rules: &Rules, by: &Decider, event: &Event, at: DateTime<Utc>) -> Result<(), Refused> {
        if self.concerns(by) {
            return Err(Refused::OwnCase);
        }
        let admin = || (by.capacity == Capacity::Admin).then_some(()).ok_or(Refused::NoSay);
        match event {
            Event::Comment { .. } => self.waiting()?,
            Event::Object { reason } => {
                self.waiting()?;
                given(Some(reason))?;
                self.objections.insert(by.person, reason.clone());
            }
            Event::DropObjection => {
                self.objections.remove(&by.person).ok_or(Refused::NotNow)?;
            }
            Event::Ask { .. } => {
                admin()?;
                self.waiting()?;
                self.stage = Stage::Waiting { asked: true };
            }
            Event::Vote { matter, yes, reason } => self.vote(rules, by, matter, *yes, reason.as_deref(), at)?,
            Event::OpenHearing { grounds } => {
                admin()?;
                given(Some(grounds))?;
                if self.stage.own_tier().is_none() || self.hearing.is_some() {
                    return Err(Refused::NotNow);
                }
                self.hearing = Some(Hearing {
                    grounds: grounds.clone(),
                    answer_until: days_after(at, rules.answer_days),
                    answer: None,
                });
            }
            Event::CloseHearing => {
                admin()?;
                self.hearing.take().ok_or(Refused::NotNow)?;
                self.votes.retain(|vote| vote.matter != Matter::Expel);
            }
            Event::Renew => {
                admin()?;
                self.renew(at)?;
            }
            _ => return Err(Refused::NoSay),
        }
        Ok(())
    }

    fn vote(
        &mut self,
        rules: &Rules,
        by: &Decider,
        matter: &Matter,
        yes: bool,
        reason: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), Refused> {
        if !may_vote(rules, matter, by.capacity) {
            return Err(Refused::NoSay);
        }
        self.votable(rules, matter, at)?;
        let against_doubts = matches!(matter, Matter::Admit(_))
            && (!self.objections.is_empty() || self.recommendations() < usize::from(rules.referees));
        let hard = matches!(matter, Matter::Suspend { .. } | Matter::Expel | Matter::ChangeKey(_));
        if !yes || against_doubts || hard {
            given(reason)?;
        }
        // One person has one vote on a matter, whatever accounts it has; the last one counts (M02).
        self.votes
            .retain(|vote| vote.matter != *matter || !vote.by.is_same_person(by));
        self.votes.push(Vote {
            by: by.clone(),
            matter: matter.clone(),
            yes,
            reason: reason.map(str::to_owned),
            at,
        });
        self.settle(rules, matter, at);
        Ok(())
    }

    /// Whether a matter can be voted on now.
    fn votable(&self, rules: &Rules, matter: &Matter, at: DateTime<Utc>) -> Result<(), Refused> {
        let tier_is_used = |tier: &Tier| rules.tiers.contains(tier).then_some(()).ok_or(Refused::NoSuchTier);
        let at_stage = |fits: bool| fits.then_some(()).ok_or(Refused::NotNow);
        let is_member = self.stage.own_tier().is_some();
        match matter {
            Matter::Admit(tier) => {
                self.waiting()?;
                tier_is_used(tier)
            }
            Matter::SetTier(tier) => {
                at_stage(matches!(self.stage, Stage::Admitted { tier: now } if now != *tier))?;
                tier_is_used(tier)
            }
            Matter::Suspend { until } => {
                at_stage(is_member)?;
                let in_time = *until > at && *until <= months_after(at, LONGEST_SUSPENSION);
                in_time.then_some(()).ok_or(Refused::NoEnd)
            }
            Matter::Lift => at_stage(matches!(self.stage, Stage::Suspended { .. })),
            Matter::Expel => {
                at_stage(is_member)?;
                let heard = self.hearing.as_ref().is_some_and(|hearing| hearing.is_over(at));
                heard.then_some(()).ok_or(Refused::NotHeard)
            }
            Matter::ChangeKey(_) => at_stage(is_member),
            Matter::Move { actor, .. } => at_stage(is_member && *actor != self.subject),
            Matter::Appeal => Err(Refused::NotNow),
        }
    }

    /// Decides a matter when enough of the right people have voted and its time has come.
    fn settle(&mut self, rules: &Rules, matter: &Matter, at: DateTime<Utc>) {
        let is_time = !matches!(matter, Matter::Admit(_)) || at >= self.comments_end(rules);
        let is_disputed = match matter {
            Matter::Move { actor, key } => self.wanted_move.as_ref() != Some(&(actor.clone(), key.clone())),
            _ => !self.objections.is_empty(),
        };
        match outcome(&self.votes, matter, rules, is_disputed, is_time) {
            Outcome::Open => return,
            Outcome::Carried => {
                self.reason = self.reason_of(matter, true);
                self.carry(matter, at);
            }
            Outcome::Rejected if matches!(matter, Matter::Admit(_)) => {
                self.reason = self.reason_of(matter, false);
                self.enter(Stage::Declined, at);
            }
            Outcome::Rejected => {}
        }
        let decided = std::mem::discriminant(matter);
        self.votes
            .retain(|vote| std::mem::discriminant(&vote.matter) != decided);
    }

    fn reason_of(&self, matter: &Matter, yes: bool) -> Option<String> {
        let votes = self.votes.iter().rev();
        let fits = |vote: &&Vote| vote.matter == *matter && vote.yes == yes;
        votes.filter(fits).find_map(|vote| vote.reason.clone())
    }

    fn carry(&mut self, matter: &Matter, at: DateTime<Utc>) {
        match (matter, self.stage.own_tier()) {
            (Matter::Admit(tier), _) => {
                self.enter(Stage::Admitted { tier: *tier }, at);
                self.admitted_at = Some(at);
            }
            (Matter::SetTier(tier), _) => self.enter(Stage::Admitted { tier: *tier }, at),
            (Matter::Suspend { until }, Some(was)) => self.enter(Stage::Suspended { was, until: *until }, at),
            (Matter::Lift, Some(tier)) => self.enter(Stage::Admitted { tier }, at),
            (Matter::Expel, _) => self.enter(Stage::Expelled, at),
            (Matter::ChangeKey(key), _) => self.key = Some(key.clone()),
            (Matter::Move { actor, key }, _) => {
                (self.subject, self.key) = (actor.clone(), Some(key.clone()));
                self.wanted_move = None;
            }
            (Matter::Suspend { .. } | Matter::Lift | Matter::Appeal, _) => {}
        }
    }

    fn appeal_step(&mut self, rules: &Rules, entry: &Entry) -> Result<(), Refused> {
        if self.stage != Stage::Expelled {
            return Err(Refused::NotNow);
        }
        match (&entry.by, &entry.event) {
            (By::Subject, Event::Appeal { grounds }) => {
                let in_time = self.appeal_until(rules).is_some_and(|until| entry.at < until);
                if !in_time || self.appeal.is_some() {
                    return Err(Refused::NoAppeal);
                }
                self.appeal = Some(Appeal {
                    grounds: grounds.clone(),
                    granted: None,
                });
                Ok(())
            }
            (By::Person(by), Event::Vote { matter, yes, reason }) => {
                if self.concerns(by) {
                    return Err(Refused::OwnCase);
                }
                if self.appeal.as_ref().is_none_or(|appeal| appeal.granted.is_some()) {
                    return Err(Refused::NotNow);
                }
                if !may_vote(rules, matter, by.capacity) {
                    return Err(Refused::NoSay);
                }
                given(reason.as_deref())?;
                self.votes.retain(|vote| !vote.by.is_same_person(by));
                self.votes.push(Vote {
                    by: by.clone(),
                    matter: matter.clone(),
                    yes: *yes,
                    reason: reason.clone(),
                    at: entry.at,
                });
                let granted = match outcome(&self.votes, matter, rules, true, true) {
                    Outcome::Open => return Ok(()),
                    Outcome::Carried => true,
                    Outcome::Rejected => false,
                };
                self.votes.clear();
                if let Some(appeal) = &mut self.appeal {
                    appeal.granted = Some(granted);
                }
                Ok(())
            }
            _ => Err(Refused::NoSay),
        }
    }

    fn recommend(&mut self, rules: &Rules, actor: &str, at: DateTime<Utc>) -> Result<(), Refused> {
        self.waiting()?;
        if actor == self.subject {
            return Err(Refused::OwnCase);
        }
        if !rules.regional_nodes_admit || !self.objections.is_empty() {
            return Err(Refused::NoSay);
        }
        let tiers = [Tier::Probationary, Tier::Member];
        let tier = tiers.into_iter().find(|tier| rules.tiers.contains(tier));
        let tier = tier.ok_or(Refused::NoSuchTier)?;
        self.enter(Stage::Admitted { tier }, at);
        self.admitted_at = Some(at);
        Ok(())
    }

    fn renew(&mut self, at: DateTime<Utc>) -> Result<(), Refused> {
        self.stage.own_tier().ok_or(Refused::NotNow)?;
        (self.renewed_at, self.reminded) = (Some(at), 0);
        if let Stage::Lapsed { was } = self.stage {
            self.enter(Stage::Admitted { tier: was }, at);
        }
        Ok(())
    }

    fn day_passed(&mut self, rules: &Rules, at: DateTime<Utc>) {
        if matches!(self.stage, Stage::Waiting { .. }) {
            let matters: Vec<Matter> = self.votes.iter().map(|vote| vote.matter.clone()).collect();
            for matter in matters {
                if matches!(self.stage, Stage::Waiting { .. }) {
                    self.settle(rules, &matter, at);
                }
            }
        }
        if let Stage::Suspended { was, until } = self.stage
            && at >= until
        {
            self.reason = None;
            self.enter(Stage::Admitted { tier: was }, at);
        }
        if let Stage::Admitted { tier } = self.stage
            && self.renewal_due(rules).is_some_and(|due| at >= due)
        {
            self.enter(Stage::Lapsed { was: tier }, at);
        }
    }

    fn waiting(&self) -> Result<(), Refused> {
        let waits = matches!(self.stage, Stage::Waiting { .. });
        waits.then_some(()).ok_or(Refused::NotNow)
    }

    /// A new stage: votes on what was before are void.
    fn enter(&mut self, stage: Stage, at: DateTime<Utc>) {
        (self.stage, self.since) = (stage, at);
        self.votes.clear();
        if stage.is_end() {
            (self.hearing, self.wanted_move) = (None, None);
        }
    }
}

/// A reason that says something.
fn given(reason: Option<&str>) -> Result<(), Refused> {
    let says = reason.is_some_and(|reason| !reason.trim().is_empty());
    says.then_some(()).ok_or(Refused::NoReason)
}
