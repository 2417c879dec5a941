//! The parts of a request that a signature can cover.

use crate::refusal::Refusal;

/// A list of headers as received: repeats stay visible.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Headers<'a>(pub(crate) &'a [(&'a str, &'a [u8])]);

impl<'a> Headers<'a> {
    /// The values of a header, without blanks at both ends.
    pub(crate) fn all(self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.0
            .iter()
            .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim_ascii())
    }

    pub(crate) fn has(self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The only value of a header.
    ///
    /// # Errors
    /// 401 when the header is there twice.
    pub(crate) fn one(self, name: &str) -> Result<Option<&'a [u8]>, Refusal> {
        let mut values = self.all(name);
        let first = values.next();
        if values.next().is_some() {
            Err(Refusal::unestablished("http-duplicate"))
        } else {
            Ok(first)
        }
    }

    /// The only value of a header that has to be there.
    ///
    /// # Errors
    /// 401 when the header is missing or there twice.
    pub(crate) fn required(self, name: &str) -> Result<&'a [u8], Refusal> {
        self.one(name)?.ok_or(Refusal::unestablished("http-headers"))
    }
}

/// A request, as signatures see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    pub(crate) method: &'a str,
    pub(crate) scheme: &'a str,
    /// Host, and port unless it is the default one, lower case.
    pub(crate) authority: &'a str,
    /// Path and query.
    pub(crate) target: &'a str,
    pub(crate) headers: Headers<'a>,
}

impl Message<'_> {
    /// The same request without its query string, if it has one.
    pub(crate) fn without_query(self) -> Option<Self> {
        let (path, _) = self.target.split_once('?')?;
        Some(Self { target: path, ..self })
    }
}
