//! The figures of tallies, made anew only when a number changed: a page that thousands read costs one look at a version.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    figures::{Counts, Figures},
    ids::DeclarationId,
};
use storage::tallies;

use crate::{OperationError, Operations};

/// The most declarations whose figures are kept.
const MOST: usize = 64;

/// Figures by declaration, with the version of the numbers that they were made of.
#[derive(Default)]
pub(crate) struct FiguresBook(Mutex<HashMap<DeclarationId, (u64, Arc<Made>)>>);

/// What was made of the numbers.
pub(crate) struct Made {
    /// What may be shown.
    pub(crate) figures: Figures,
    /// A short text that changes with the numbers.
    pub(crate) fingerprint: String,
}

impl Operations {
    /// The figures of a declaration as they are now.
    pub(crate) async fn figures_of(&self, id: DeclarationId) -> Result<Arc<Made>, OperationError> {
        // Read first: numbers that change in between are read again next time.
        let version = tallies::version(&self.db(), id).await?;
        let book = &self.0.figures.0;
        let known = book.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        if let Some((_, made)) = known.filter(|(of, _)| *of == version) {
            return Ok(made);
        }
        let counts = tallies::counts(&self.db(), id).await?;
        let made = Arc::new(Made {
            figures: Figures::of(&counts),
            fingerprint: fingerprint(&counts),
        });
        let mut kept = book.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(id, (version, Arc::clone(&made)));
        Ok(made)
    }
}

fn fingerprint(counts: &Counts) -> String {
    let text: String = counts
        .iter()
        .map(|(counter, number)| format!("{counter} {number}\n"))
        .collect();
    crate::secrets::hex_sha256(&text).chars().take(16).collect()
}
