//! Why something from the network is refused, and the HTTP status that says so (PROTOCOL 6.2, 12.2; SECURITY 3.2).

/// A refusal: a reason code, never anything that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Reason code, for example `http-digest`.
    pub reason: &'static str,
}

impl Refusal {
    /// A refusal.
    #[must_use]
    pub const fn new(status: u16, reason: &'static str) -> Self {
        Self { status, reason }
    }

    /// 400: broken or invalid.
    #[must_use]
    pub const fn invalid(reason: &'static str) -> Self {
        Self::new(400, reason)
    }

    /// 401: who is not established.
    #[must_use]
    pub const fn unestablished(reason: &'static str) -> Self {
        Self::new(401, reason)
    }

    /// 403: known but not allowed.
    #[must_use]
    pub const fn forbidden(reason: &'static str) -> Self {
        Self::new(403, reason)
    }
}
