//! Room on the disk of the data folder, and how long it lasts.

use operations::{
    Operations,
    view::{Check, CheckState},
};

use super::check as line;
use crate::node::folder::DataFolder;

/// With less than this in sight, somebody should look.
const SOON_DAYS: i64 = 14;

pub(super) async fn check(operations: &Operations, folder: &DataFolder, least_free: u64) -> Check {
    let Some((free, whole)) = folder.space() else {
        return line(
            "disk",
            CheckState::Warn,
            "the disk of the data folder does not say how full it is",
        );
    };
    let days = operations.days_of_room().await.ok().flatten();
    judged(free, whole, least_free, days)
}

fn judged(free: u64, whole: u64, least_free: u64, days: Option<i64>) -> Check {
    let used = whole
        .saturating_sub(free)
        .saturating_mul(100)
        .checked_div(whole)
        .unwrap_or(0);
    let mut text = format!("{used} % of {} used", size(whole));
    if let Some(days) = days {
        text.push_str(&format!(", {days} days left at this rate"));
    }
    if free < least_free {
        let full = format!(
            "{text}: only {} free, nothing is taken until there is room. Make room",
            size(free)
        );
        line("disk", CheckState::Fail, full)
    } else if used >= 85 || days.is_some_and(|days| days < SOON_DAYS) {
        line("disk", CheckState::Warn, format!("{text}: make room in time"))
    } else {
        line("disk", CheckState::Ok, text)
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        1_000_000_000.. => format!("{} GB", bytes / 1_000_000_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o12_a_disk_that_is_full_or_soon_will_be_is_found() {
        let gb = 1_000_000_000;
        let state = |free, days| judged(free, 20 * gb, gb / 5, days).state;
        assert_eq!(state(8 * gb, None), CheckState::Ok);
        assert_eq!(state(8 * gb, Some(94)), CheckState::Ok);
        assert_eq!(state(8 * gb, Some(5)), CheckState::Warn);
        assert_eq!(state(2 * gb, None), CheckState::Warn);
        assert_eq!(state(gb / 10, None), CheckState::Fail);
        assert_eq!(
            judged(8 * gb, 20 * gb, 1, Some(94)).text,
            "60 % of 20 GB used, 94 days left at this rate"
        );
    }
}
