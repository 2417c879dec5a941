//! Work that is the same for many things, on all cores.

use std::{num::NonZeroUsize, thread};

use evidence::bundle::Workers;

/// As many threads as the machine has cores.
#[derive(Clone, Copy, Debug)]
pub struct Cores(NonZeroUsize);

impl Cores {
    /// All cores that this program may use.
    #[must_use]
    pub fn all() -> Self {
        Self(thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }
}

impl Workers for Cores {
    fn map<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let share = items.len().div_ceil(self.0.get()).max(1);
        let work = &work;
        thread::scope(|scope| {
            let threads: Vec<_> = items
                .chunks(share)
                .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>()))
                .collect();
            threads
                .into_iter()
                .flat_map(|thread| match thread.join() {
                    Ok(results) => results,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        for length in [0, 1, 2, 3, 1_000] {
            let items: Vec<usize> = (0..length).collect();
            let doubled = Cores::all().map(&items, |n| n * 2);
            assert_eq!(doubled, items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
