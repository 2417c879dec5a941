//! When the clock of the machine can be believed (SECURITY 6.4).

use chrono::{DateTime, TimeDelta, Utc};

/// Before the first release of this program no node can have run.
const EARLIEST_SECONDS: i64 = 1_767_225_600;
/// A clock may be set back by this much.
pub const SET_BACK: TimeDelta = TimeDelta::minutes(5);
/// Further than this from the middle of the others is wrong.
pub const OFF: TimeDelta = TimeDelta::minutes(10);
/// So many others must have said what time it is.
pub const WITNESSES: usize = 3;

/// Why the clock is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockFault {
    /// Before this program was made.
    BeforeRelease,
    /// Earlier than something that is stored already.
    BeforeStored {
        /// The latest time that was stored.
        stored: DateTime<Utc>,
    },
    /// Far from what other servers say.
    OffPeers {
        /// Their middle minus ours.
        offset: TimeDelta,
    },
}

/// The middle of what others say: their time minus ours. Nothing below three of them.
#[must_use]
pub fn median(offsets: &[TimeDelta]) -> Option<TimeDelta> {
    let mut sorted = offsets.to_vec();
    sorted.sort_unstable();
    (sorted.len() >= WITNESSES).then(|| sorted[sorted.len() / 2])
}

/// Judges the clock. `stored`: the highest time that was ever stored. `offsets`: what others said lately.
///
/// Others beat what is stored: where three of them agree with the clock, a time from the future was stored by a clock
/// that was wrong.
///
/// # Errors
/// Why the clock is not believed.
pub fn judge(now: DateTime<Utc>, stored: Option<DateTime<Utc>>, offsets: &[TimeDelta]) -> Result<(), ClockFault> {
    if now.timestamp() < EARLIEST_SECONDS {
        return Err(ClockFault::BeforeRelease);
    }
    match median(offsets) {
        Some(offset) if offset.abs() > OFF => Err(ClockFault::OffPeers { offset }),
        Some(_) => Ok(()),
        None => match stored {
            Some(stored) if now < stored - SET_BACK => Err(ClockFault::BeforeStored { stored }),
            _ => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    const NOW: i64 = 1_800_000_000;

    #[test]
    fn r07_a_clock_before_the_program_or_before_what_is_stored_is_wrong() {
        assert_eq!(judge(at(0), None, &[]), Err(ClockFault::BeforeRelease));
        assert_eq!(judge(at(EARLIEST_SECONDS), None, &[]), Ok(()));
        let stored = at(NOW);
        assert_eq!(judge(at(NOW - 300), Some(stored), &[]), Ok(()));
        assert_eq!(
            judge(at(NOW - 301), Some(stored), &[]),
            Err(ClockFault::BeforeStored { stored })
        );
    }

    #[test]
    fn r07_three_others_decide_and_two_do_not() {
        let day = TimeDelta::days(1);
        assert_eq!(judge(at(NOW), None, &[day, day]), Ok(()));
        assert_eq!(
            judge(at(NOW), None, &[day, day, TimeDelta::zero()]),
            Err(ClockFault::OffPeers { offset: day })
        );
        assert_eq!(
            judge(at(NOW), None, &[day, TimeDelta::zero(), TimeDelta::zero()]),
            Ok(())
        );
        let limit = [OFF; 3];
        assert_eq!(judge(at(NOW), None, &limit), Ok(()));
    }

    #[test]
    fn r07_others_who_agree_with_the_clock_beat_a_time_that_a_wrong_clock_stored() {
        let right = [TimeDelta::seconds(2); 3];
        assert_eq!(judge(at(NOW), Some(at(NOW + 1_000_000)), &right), Ok(()));
        assert_eq!(judge(at(0), Some(at(NOW)), &right), Err(ClockFault::BeforeRelease));
    }

    proptest! {
        #[test]
        fn r07_one_liar_among_three_never_decides(lie in -10_000_000_i64..10_000_000, truth in -60_i64..60, place in 0_usize..3) {
            let mut offsets = [TimeDelta::seconds(truth); 3];
            offsets[place] = TimeDelta::seconds(lie);
            prop_assert_eq!(judge(at(NOW), Some(at(NOW)), &offsets), Ok(()));
        }
    }
}
