//! What is due when: pure functions of a membership, the rules and the time.

use chrono::{DateTime, Days, Months, Utc};

use super::{Membership, Stage, Tier};
use crate::network::Rules;

/// Something that waits for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The comment period is over and nobody decided.
    Decision,
    /// The first time is over: a full member, or why not?
    ProbationReview,
    /// The time to answer is over, or the answer is there: decide on the expulsion.
    HearingDecision,
    /// An appeal waits.
    AppealDecision,
    /// Remind the member to renew: the first, second … time.
    Reminder {
        /// From 1.
        number: u8,
    },
}

/// A number of months later; the end of time when there is no such day.
pub(super) fn months_after(moment: DateTime<Utc>, months: u16) -> DateTime<Utc> {
    moment
        .checked_add_months(Months::new(months.into()))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// A number of days later; the end of time when there is no such day.
pub(super) fn days_after(moment: DateTime<Utc>, days: u16) -> DateTime<Utc> {
    moment
        .checked_add_days(Days::new(days.into()))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

impl Membership {
    /// When members have had their time to comment on the application.
    #[must_use]
    pub fn comments_end(&self, rules: &Rules) -> DateTime<Utc> {
        days_after(self.applied_at, rules.comment_days)
    }

    /// When it lapses unless it renews; nothing for who is not a member, or where nobody need renew.
    #[must_use]
    pub fn renewal_due(&self, rules: &Rules) -> Option<DateTime<Utc>> {
        self.stage.own_tier()?;
        let from = self.renewed_at.or(self.admitted_at)?;
        (rules.renewal_months > 0).then(|| months_after(from, rules.renewal_months))
    }

    /// When the first time is over.
    #[must_use]
    pub fn probation_ends(&self, rules: &Rules) -> Option<DateTime<Utc>> {
        let probation = self.stage
            == Stage::Admitted {
                tier: Tier::Probationary,
            };
        let from = self.admitted_at.filter(|_| probation)?;
        Some(months_after(from, rules.probation_months))
    }

    /// Until when an expelled one may appeal.
    #[must_use]
    pub fn appeal_until(&self, rules: &Rules) -> Option<DateTime<Utc>> {
        (self.stage == Stage::Expelled).then(|| days_after(self.since, rules.appeal_days))
    }

    /// What waits for people now.
    #[must_use]
    pub fn due(&self, rules: &Rules, now: DateTime<Utc>) -> Vec<Due> {
        let mut due = Vec::new();
        if matches!(self.stage, Stage::Waiting { .. }) && now >= self.comments_end(rules) {
            due.push(Due::Decision);
        }
        if self.probation_ends(rules).is_some_and(|end| now >= end) {
            due.push(Due::ProbationReview);
        }
        if self.hearing.as_ref().is_some_and(|hearing| hearing.is_over(now)) {
            due.push(Due::HearingDecision);
        }
        if self.appeal.as_ref().is_some_and(|appeal| appeal.granted.is_none()) {
            due.push(Due::AppealDecision);
        }
        due.extend(self.reminder_due(rules, now).map(|number| Due::Reminder { number }));
        due
    }

    /// The reminder to send now: the last one whose day has come, so that a node that was off sends one, not three.
    #[must_use]
    pub fn reminder_due(&self, rules: &Rules, now: DateTime<Utc>) -> Option<u8> {
        let end = self
            .renewal_due(rules)
            .filter(|_| matches!(self.stage, Stage::Admitted { .. }))?;
        let come = rules
            .reminder_days
            .iter()
            .filter(|days| {
                end.checked_sub_days(Days::new((**days).into()))
                    .is_some_and(|day| now >= day)
            })
            .count();
        let number = u8::try_from(come).ok()?;
        (number > self.reminded && now < end).then_some(number)
    }
}
