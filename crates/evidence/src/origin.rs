//! Identity on the network: ids in normal form, and the one comparison of sites (SECURITY ID2, ID3).

/// A text is not an id in normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an address in normal form")]
pub struct NotNormal;

/// Scheme, host (ASCII form, lower case) and port (default filled in).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

/// Which addresses may be ids: https with port 443 for everybody; plain http too for the listed hosts of a development
/// network (decision 18).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdPolicy {
    /// Hosts, lower case, whose ids may be `http` (port 80 by default). Empty outside a development network.
    pub plain_http_hosts: Vec<String>,
}

/// An id: an address in normal form, at most 2,048 bytes, compared as bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// Reads an id without fragment.
    ///
    /// # Errors
    /// [`NotNormal`] for whatever ID3 refuses.
    pub fn parse(_text: &str, _policy: &IdPolicy) -> Result<Self, NotNormal> {
        todo!()
    }
    /// Reads the id of a key, which may have a fragment.
    ///
    /// # Errors
    /// As [`Id::parse`].
    pub fn parse_key(_text: &str, _policy: &IdPolicy) -> Result<Self, NotNormal> {
        todo!()
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> Origin {
        todo!()
    }
    /// Its host.
    #[must_use]
    pub fn host(&self) -> String {
        self.origin().host
    }
}

impl Origin {
    /// The host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// Whether two ids are on one site. No other comparison of sites exists in the code.
#[must_use]
pub fn same_origin(a: &Id, b: &Id) -> bool {
    a.origin() == b.origin()
}
