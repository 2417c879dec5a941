//! What happens to memberships by time alone: reminders, lapses, ends of suspensions, decisions whose time has come.

use chrono::{DateTime, Duration, Utc};
use domain::membership::{By, Entry, Event, Registration};
use storage::{
    Db,
    membership_links::{self, Purpose},
    memberships::{self, Membership},
};

use super::Doer;
use crate::{OperationError, Operations, audit::Who};

/// Memberships that are looked at together.
const TOGETHER: u32 = 200;
/// An application that nobody went on with for this long is forgotten.
const DRAFTS: Duration = Duration::days(90);
/// So long after the end of a membership its mailboxes and links are kept: longer than an appeal is possible.
const KEPT: Duration = Duration::days(90);

impl Operations {
    /// Does what is due today for all memberships of the networks of this node, each in a transaction of its own; gives
    /// how many changed. To be called once a day; called again, it changes nothing.
    ///
    /// # Errors
    /// [`OperationError::Storage`], [`OperationError::LogHeld`]: the first that happened. A membership for which it fails is
    /// named in the log of the program and keeps no other from its step.
    pub async fn pass_day(&self) -> Result<u64, OperationError> {
        if self.clock_fault().is_some() {
            return Ok(0);
        }
        let (mut changed, mut after, mut failure) = (0, None, None);
        loop {
            let page = memberships::running(&self.db(), after, TOGETHER).await?;
            let Some((last, _)) = page.last() else { break };
            after = Some(*last);
            for (id, seen) in page {
                let passed = match seen {
                    Ok(seen) => Box::pin(self.pass_day_of(&seen)).await,
                    Err(unreadable) => Err(unreadable.into()),
                };
                match passed {
                    Ok(happened) => changed += u64::from(happened),
                    Err(error) => {
                        tracing::error!(membership = %id, %error, "What is due today for a membership was not done");
                        failure.get_or_insert(error);
                    }
                }
            }
        }
        let drafts = self.forget_drafts(self.now() - DRAFTS).await;
        let ended = self.forget_ended(self.now() - KEPT).await;
        failure.map_or(drafts.and(ended).map(|()| changed), Err)
    }

    /// Of those whose membership ended long ago nobody keeps mailboxes, personal links, or what they wrote for the admins
    /// alone (P9). One that cannot be read or changed keeps no other; gives the first failure after all.
    async fn forget_ended(&self, before: DateTime<Utc>) -> Result<(), OperationError> {
        let (mut after, mut failure) = (None, None);
        loop {
            let page = memberships::ended_unforgotten(&self.db(), before, after, TOGETHER).await?;
            let Some((last, _)) = page.last() else { break };
            after = Some(*last);
            for (id, seen) in page {
                let forgotten = match seen {
                    Ok(seen) => Box::pin(self.forget(&seen)).await,
                    Err(unreadable) => Err(unreadable.into()),
                };
                if let Err(error) = forgotten {
                    tracing::error!(membership = %id, %error, "What nobody needs any more of a membership was not forgotten");
                    failure.get_or_insert(error);
                }
            }
        }
        failure.map_or(Ok(()), Err)
    }

    async fn forget(&self, seen: &Membership) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let mut it = self.membership_in(&Db::from(&tx), seen.network, seen.id).await?;
        let appeals = it.state.appeal.as_ref().is_some_and(|appeal| appeal.granted.is_none());
        if appeals || !it.state.stage.is_end() {
            return Ok(());
        }
        (
            it.application.contact,
            it.application.second_contact,
            it.application.ties,
        ) = (None, None, None);
        if let Registration::CannotRegisterSafely { reason } | Registration::Informal { reason } =
            &mut it.application.registration
        {
            reason.clear();
        }
        it.state.contacts.clear();
        it.updated_at = self.now();
        let (who, id) = (Who::Other("system"), it.id.to_string());
        self.note(&tx, &who, "membership.forget-mailboxes", &id).await?;
        memberships::update(&tx, &it).await?;
        self.mark(&tx, &it).await?;
        for purpose in [Purpose::Applicant, Purpose::Referee, Purpose::Voice] {
            membership_links::end(&tx, it.id, purpose, None).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn pass_day_of(&self, seen: &Membership) -> Result<bool, OperationError> {
        let network = self.network_in(&self.db(), seen.network).await?;
        if self.events_due(&network.content.rules, seen).is_empty() {
            return Ok(false);
        }
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let network = self.network_in(&db, seen.network).await?;
        let mut it = self.membership_in(&db, seen.network, seen.id).await?;
        let doer = Doer {
            who: Who::Other("system"),
            name: "Bandung".to_owned(),
        };
        let events = self.events_due(&network.content.rules, &it);
        let happened = !events.is_empty();
        for event in events {
            it = self.take_line(&tx, &network, &it, &doer, By::Clock, event).await?;
        }
        self.finish_decision(tx).await?;
        Ok(happened)
    }

    /// What time does to a membership now; nothing where a day more changes nothing.
    fn events_due(&self, rules: &domain::network::Rules, it: &Membership) -> Vec<Event> {
        let at = self.now().max(it.state.last_at);
        let mut events = Vec::new();
        let mut after = it.state.clone();
        for event in [Event::DayPassed, Event::Remind] {
            let before = after.clone();
            let entry = Entry {
                at,
                by: By::Clock,
                event: event.clone(),
            };
            let taken = after.take(rules, &entry).is_ok();
            let unchanged = domain::membership::Membership {
                last_at: after.last_at,
                ..before
            } == after;
            if taken && !unchanged {
                events.push(event);
            }
        }
        events
    }
}
