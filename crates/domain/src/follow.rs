//! Follows in both directions as a small state machine (SECURITY ME2: pending is nothing).

use serde::{Deserialize, Serialize};

/// Where a follow stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FollowState {
    /// Asked, not answered.
    Pending,
    /// Accepted.
    Active,
    /// Refused, or ended by the one who is followed.
    Refused,
    /// Ended by the follower.
    Ended,
}

/// What happens to a follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowEvent {
    /// The follower asks (again).
    Asked {
        /// The one who is followed accepts everybody.
        automatic: bool,
    },
    /// The one who is followed says yes.
    Accepted,
    /// The one who is followed says no, now or later.
    Rejected,
    /// The follower ends it.
    Undone,
}

impl FollowState {
    /// The next state; `None` in place of a state means that there was no follow yet. Returns nothing where the event
    /// changes nothing.
    #[must_use]
    pub fn after(before: Option<Self>, event: FollowEvent) -> Option<Self> {
        match (before, event) {
            (None | Some(Self::Refused | Self::Ended), FollowEvent::Asked { automatic: false }) => Some(Self::Pending),
            (None | Some(Self::Pending | Self::Refused | Self::Ended), FollowEvent::Asked { automatic: true })
            | (Some(Self::Pending), FollowEvent::Accepted) => Some(Self::Active),
            (Some(Self::Pending | Self::Active), FollowEvent::Rejected) => Some(Self::Refused),
            (Some(Self::Pending | Self::Active), FollowEvent::Undone) => Some(Self::Ended),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const EVENTS: [FollowEvent; 5] = [
        FollowEvent::Asked { automatic: false },
        FollowEvent::Asked { automatic: true },
        FollowEvent::Accepted,
        FollowEvent::Rejected,
        FollowEvent::Undone,
    ];

    #[test]
    fn who_was_refused_or_ended_it_can_ask_again() {
        for before in [None, Some(FollowState::Refused), Some(FollowState::Ended)] {
            let again = FollowState::after(before, EVENTS[0]);
            assert_eq!(again, Some(FollowState::Pending));
            assert_eq!(
                FollowState::after(again, FollowEvent::Accepted),
                Some(FollowState::Active)
            );
        }
    }

    #[test]
    fn an_answer_without_a_question_changes_nothing() {
        for before in [
            None,
            Some(FollowState::Refused),
            Some(FollowState::Ended),
            Some(FollowState::Active),
        ] {
            assert_eq!(FollowState::after(before, FollowEvent::Accepted), None, "{before:?}");
        }
        for before in [None, Some(FollowState::Refused), Some(FollowState::Ended)] {
            assert_eq!(FollowState::after(before, FollowEvent::Rejected), None, "{before:?}");
            assert_eq!(FollowState::after(before, FollowEvent::Undone), None, "{before:?}");
        }
    }

    #[test]
    fn an_active_follow_can_be_refused_later_and_ended_at_any_time() {
        let active = Some(FollowState::Active);
        assert_eq!(
            FollowState::after(active, FollowEvent::Rejected),
            Some(FollowState::Refused)
        );
        assert_eq!(
            FollowState::after(active, FollowEvent::Undone),
            Some(FollowState::Ended)
        );
        assert_eq!(
            FollowState::after(active, EVENTS[0]),
            None,
            "asking again does not end it"
        );
    }

    proptest! {
            #[test]
            fn only_a_yes_or_an_automatic_yes_makes_a_follow_active(events in vec(0..EVENTS.len(), 0..40)) {
                let mut state = None;
                for event in events.into_iter().map(|at| EVENTS[at]) {
                    let before = state;
                    if let Some(next) = FollowState::after(state, event) {
                        prop_assert_ne!(Some(next), before, "a step that changes nothing is told as nothing");
                        state = Some(next);
                    }
                    if state == Some(FollowState::Active) && before != state {
    let allowed = matches!(event, FollowEvent::Asked { automatic: true })
                            || (event == FollowEvent::Accepted && before == Some(FollowState::Pending));
                        prop_assert!(allowed);
                    }
                }
            }
        }
}
