//! What is wrong with the settings, and where.

use std::fmt;

use super::Origin;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The setting, or the whole place when no setting can be named.
    pub what: String,
    /// What is wrong and what to write instead.
    pub text: String,
    /// Where it was found.
    pub origin: Option<Origin>,
}

impl Problem {
    /// A problem with a setting.
    pub(crate) fn new(what: impl Into<String>, text: impl Into<String>, origin: Option<&Origin>) -> Self {
        Self {
            what: what.into(),
            text: text.into(),
            origin: origin.cloned(),
        }
    }
}

/// All problems of the settings; never empty.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => writeln!(f, "1 problem in the settings")?,
            many => writeln!(f, "{many} problems in the settings")?,
        }
        let width = self.0.iter().map(|problem| problem.what.chars().count()).max();
        let width = width.unwrap_or_default();
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "  {:width$}  {}", problem.what, problem.text)?;
            if let Some(origin) = &problem.origin {
                write!(f, "   [{origin}]")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
