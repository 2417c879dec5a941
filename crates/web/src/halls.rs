//! Halls: for some hours many people of one network may endorse, with a code (decision 24). Kept in memory: after a restart
//! a hall is opened anew.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use operations::Entropy;

use crate::form_token::same;

/// Letters and digits that nobody mixes up when reading them from a wall.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const MOST: usize = 50;
/// The longest time for which a hall is open.
const MOST_HOURS: i64 = 24;

/// The halls that are open.
#[derive(Default)]
pub(crate) struct Halls(Mutex<Vec<Hall>>);

struct Hall {
    slug: String,
    code: String,
    until: DateTime<Utc>,
}

impl Halls {
    /// Opens a hall for a declaration; gives the code.
    pub(crate) fn open(&self, slug: &str, hours: i64, now: DateTime<Utc>, entropy: &dyn Entropy) -> String {
        let mut bytes = [0_u8; 8];
        entropy.fill(&mut bytes);
        let code: String = bytes
            .iter()
            .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
            .collect();
        let mut halls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        halls.retain(|hall| hall.until > now);
        if halls.len() >= MOST {
            halls.remove(0);
        }
        halls.push(Hall {
            slug: slug.to_owned(),
            code: code.clone(),
            until: now + Duration::hours(hours.clamp(1, MOST_HOURS)),
        });
        code
    }

    /// Whether this code opens a hall of this declaration now.
    pub(crate) fn is_open(&self, slug: &str, code: &str, now: DateTime<Utc>) -> bool {
        let halls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        halls
            .iter()
            .any(|hall| hall.slug == slug && hall.until > now && same(hall.code.as_bytes(), code.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use operations::OsEntropy;

    #[test]
    fn a_hall_is_open_for_its_hours_and_its_declaration() {
        let halls = Halls::default();
        let now = DateTime::UNIX_EPOCH;
        let code = halls.open("water", 6, now, &OsEntropy);
        assert!(halls.is_open("water", &code, now + Duration::hours(5)));
        assert!(!halls.is_open("water", &code, now + Duration::hours(6)));
        assert!(!halls.is_open("earth", &code, now));
        assert!(!halls.is_open("water", "", now));
    }

    #[test]
    fn no_hall_stays_open_for_days() {
        let halls = Halls::default();
        let code = halls.open("water", 10_000, DateTime::UNIX_EPOCH, &OsEntropy);
        assert!(!halls.is_open("water", &code, DateTime::UNIX_EPOCH + Duration::hours(25)));
    }
}
