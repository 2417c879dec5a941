//! Forms of people without an account that were sent already: pressing twice has one effect (UX 4.2).

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::Mutex as Turn;

const MOST: usize = 10_000;
const LONGEST_KEY: usize = 100;

/// Where the answer to a form led; nothing while it was not sent.
type Place = Arc<Turn<Option<String>>>;

/// The places of the forms by the keys that they carried; the oldest are forgotten first.
#[derive(Default)]
pub(crate) struct SentForms(Mutex<VecDeque<(String, Place)>>);

impl SentForms {
    /// The place of a form: lock it, look whether it was sent, else send it and write down where that led. A form without
    /// a key of ours has a place of its own each time.
    pub(crate) fn turn(&self, key: &str) -> Place {
        if key.is_empty() || key.len() > LONGEST_KEY {
            return Arc::default();
        }
        let mut forms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, turn)) = forms.iter().rev().find(|(known, _)| known == key) {
            return Arc::clone(turn);
        }
        if forms.len() >= MOST {
            forms.pop_front();
        }
        let turn = Arc::default();
        forms.push_back((key.to_owned(), Arc::clone(&turn)));
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_second_press_finds_the_answer_of_the_first() {
        let sent = SentForms::default();
        *sent.turn("key").lock().await = Some("/e/abc".to_owned());
        assert_eq!(sent.turn("key").lock().await.as_deref(), Some("/e/abc"));
        assert_eq!(sent.turn("other").lock().await.as_deref(), None);
        *sent.turn("").lock().await = Some("/e/abc".to_owned());
        assert_eq!(sent.turn("").lock().await.as_deref(), None);
    }
}
