//! Room on the disk: whether there is too little to write, and how long the rest lasts.

use std::sync::atomic::Ordering;

use storage::settings;

use crate::{OperationError, Operations};

/// The setting that keeps the samples: `day bytes`, one a line, the oldest first.
const SAMPLES: &str = "disk_free";
/// How many days are kept.
const KEPT: usize = 30;
/// A trend needs so many days between the first and the last sample.
const SHORTEST: i64 = 3;

impl Operations {
    /// Notes whether there is little room on the disk of the data.
    pub fn set_disk_low(&self, low: bool) {
        self.0.disk_low.store(low, Ordering::Relaxed);
    }

    /// There is little room: what writes waits, reading and withdrawing go on (SECURITY 6.1).
    #[must_use]
    pub fn disk_is_low(&self) -> bool {
        self.0.disk_low.load(Ordering::Relaxed)
    }

    /// Notes how many bytes are free, once a day.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn note_free_space(&self, free: u64) -> Result<(), OperationError> {
        let day = self.now().timestamp().div_euclid(86_400);
        let mut samples = self.free_space_by_day().await?;
        if self.clock_fault().is_some() || samples.last().is_some_and(|(last, _)| *last >= day) {
            return Ok(());
        }
        samples.push((day, free));
        let from = samples.len().saturating_sub(KEPT);
        let lines: Vec<String> = samples
            .iter()
            .skip(from)
            .map(|(day, free)| format!("{day} {free}"))
            .collect();
        let tx = self.begin().await?;
        settings::set(&tx, SAMPLES, &lines.join("\n")).await?;
        Ok(tx.commit().await?)
    }

    /// After how many days the disk is full when it goes on as in the last month; nothing when it does not fill, or
    /// when that cannot be said yet.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn days_of_room(&self) -> Result<Option<i64>, OperationError> {
        Ok(days_left(&self.free_space_by_day().await?))
    }

    async fn free_space_by_day(&self) -> Result<Vec<(i64, u64)>, OperationError> {
        let kept = settings::get(&self.db(), SAMPLES).await?.unwrap_or_default();
        let read = |line: &str| {
            let (day, free) = line.split_once(' ')?;
            Some((day.parse().ok()?, free.parse().ok()?))
        };
        Ok(kept.lines().filter_map(read).collect())
    }
}

fn days_left(samples: &[(i64, u64)]) -> Option<i64> {
    let ((first_day, first), (last_day, last)) = (*samples.first()?, *samples.last()?);
    let days = last_day - first_day;
    let lost = i64::try_from(first.checked_sub(last)?).ok()?;
    if days < SHORTEST || lost == 0 {
        return None;
    }
    i64::try_from(i128::from(last) * i128::from(days) / i128::from(lost)).ok()
}

#[cfg(test)]
mod tests {
    use super::days_left;

    #[test]
    fn the_rate_of_the_last_month_says_how_long_the_room_lasts() {
        assert_eq!(days_left(&[(100, 1_000), (105, 950), (110, 900)]), Some(90));
        assert_eq!(days_left(&[(100, 1_000), (110, 0)]), Some(0));
    }

    #[test]
    fn nothing_is_said_too_early_or_where_the_disk_does_not_fill() {
        assert_eq!(days_left(&[]), None);
        assert_eq!(days_left(&[(100, 1_000), (101, 1)]), None, "one day is no trend");
        assert_eq!(days_left(&[(100, 1_000), (110, 1_000)]), None);
        assert_eq!(days_left(&[(100, 1_000), (110, 2_000)]), None);
        assert_eq!(days_left(&[(100, u64::MAX), (110, 0)]), None, "more than any disk");
    }
}
