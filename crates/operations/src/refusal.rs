//! What a rule says to whoever it refuses: a sentence in English, and a key by which pages say it in other languages.
//!
//! The sentence stands where it arises, once, in [`refused!`](crate::refused) and its two sisters. Pages look for the
//! text `refused-<key>`; the command line and the API say the sentence itself.

use std::fmt;

/// Why a rule says no, and what to do. Only [`refusal!`](crate::refusal) makes one, so that each has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    key: &'static str,
    english: String,
    values: Vec<(&'static str, String)>,
}

impl Refusal {
    /// For the macro only, which takes the names of the values from the sentence's own.
    #[doc(hidden)]
    #[must_use]
    pub fn made_by_macro(key: &'static str, english: String, values: Vec<(&'static str, String)>) -> Self {
        Self { key, english, values }
    }

    /// Its name: a program can tell by it which rule it was; pages have `refused-<key>` in each language.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What stands in the sentence, by name; `count` chooses between the forms of a text.
    #[must_use]
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

/// A [`Refusal`]: its key, its sentence in English, and what stands in the sentence, by name.
#[macro_export]
macro_rules! refusal {
    ($key:literal, $english:literal $(,)?) => {
        $crate::Refusal::made_by_macro($key, $english.to_owned(), Vec::new())
    };
    ($key:literal, $english:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        let values = vec![$((stringify!($name), ($value).to_string())),+];
        $crate::Refusal::made_by_macro($key, format!($english, $($name = $value),+), values)
    }};
}

/// An [`OperationError::Refused`](crate::OperationError::Refused), as [`refusal!`](crate::refusal).
#[macro_export]
macro_rules! refused {
    ($($refusal:tt)+) => { $crate::OperationError::Refused($crate::refusal!($($refusal)+)) };
}

/// An [`OperationError::Forbidden`](crate::OperationError::Forbidden), as [`refusal!`](crate::refusal).
#[macro_export]
macro_rules! forbidden {
    ($($refusal:tt)+) => { $crate::OperationError::Forbidden($crate::refusal!($($refusal)+)) };
}

// Below the macros, which it uses.
mod rules;

#[cfg(test)]
mod tests {
    use crate::OperationError;

    #[test]
    fn a_refusal_says_its_sentence_and_gives_its_values_by_name() {
        let refused = refused!("too-many", "at most {count} of {it}", count = 3, it = "these");
        assert_eq!(refused.to_string(), "at most 3 of these");
        let OperationError::Refused(refusal) = refused else {
            panic!("it is refused")
        };
        assert_eq!(refusal.key(), "too-many");
        assert_eq!(
            refusal.values(),
            [("count", "3".to_owned()), ("it", "these".to_owned())]
        );
    }
}
