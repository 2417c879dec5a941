//! What all handlers share.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use futures::future::BoxFuture;
use operations::{Clock, Entropy, Operations, RemoteDirectory, view::Check};

use crate::{
    client::TrustedProxies, error::WebError, form_token::FormTokens, halls::Halls, imports::Imports, limits::Limits,
    sent_forms::SentForms,
};

/// Checks of the machine, of which the web knows nothing.
pub type MoreChecks = Arc<dyn Fn() -> BoxFuture<'static, Vec<Check>> + Send + Sync>;

/// What all handlers share. Cheap to clone; make one per process.
#[derive(Clone)]
pub struct WebState {
    pub(crate) operations: Operations,
    pub(crate) directory: Arc<dyn RemoteDirectory>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) form_tokens: Arc<FormTokens>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) halls: Arc<Halls>,
    pub(crate) imports: Imports,
    pub(crate) sent: Arc<SentForms>,
    #[cfg(feature = "pdf")]
    pub(crate) pdfs: crate::pages::declarations::pdf::MadePdfs,
    pub(crate) trusted_proxies: TrustedProxies,
    pub(crate) development: bool,
    pub(crate) security_contact: Option<String>,
    pub(crate) crawlers_for_ai: bool,
    pub(crate) more_checks: Option<MoreChecks>,
}

impl WebState {
    /// The state of a node. `development`: a network of one machine, without TLS.
    #[must_use]
    pub fn new(
        operations: Operations,
        directory: Arc<dyn RemoteDirectory>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        development: bool,
    ) -> Self {
        Self {
            operations,
            directory,
            form_tokens: Arc::new(FormTokens::new(entropy.as_ref(), Arc::clone(&clock))),
            limits: Arc::new(Limits::new(Arc::clone(&clock))),
            clock,
            entropy,
            halls: Arc::new(Halls::default()),
            imports: Imports::default(),
            sent: Arc::new(SentForms::default()),
            #[cfg(feature = "pdf")]
            pdfs: crate::pages::declarations::pdf::MadePdfs::default(),
            trusted_proxies: TrustedProxies::default(),
            development,
            security_contact: None,
            crawlers_for_ai: false,
            more_checks: None,
        }
    }

    /// Believes these proxies about the address of a client.
    #[must_use]
    pub fn trusting(mut self, proxies: TrustedProxies) -> Self {
        self.trusted_proxies = proxies;
        self
    }

    /// Adds checks of the machine to the page of checks.
    #[must_use]
    pub fn with_checks(mut self, checks: MoreChecks) -> Self {
        self.more_checks = Some(checks);
        self
    }

    /// Names a mail address or link for people who found a weakness (`security.txt`).
    #[must_use]
    pub fn with_security_contact(mut self, contact: Option<String>) -> Self {
        self.security_contact = contact;
        self
    }

    /// Lets crawlers that train language models in (`robots.txt`).
    #[must_use]
    pub fn with_crawlers_for_ai(mut self, welcome: bool) -> Self {
        self.crawlers_for_ai = welcome;
        self
    }

    /// The name of the login cookie. A development network has no TLS, so the `__Host-` prefix cannot be used there.
    pub(crate) fn cookie_name(&self) -> &'static str {
        if self.development { "bandung" } else { "__Host-bandung" }
    }

    /// Reads the body of a request; refuses one that does not come in time (SECURITY LI).
    pub(crate) async fn in_time<T>(
        &self,
        limit: TimeDelta,
        read: impl Future<Output = Result<T, WebError>>,
    ) -> Result<T, WebError> {
        tokio::select! {
            body = read => body,
            () = self.clock.sleep_until(self.clock.now() + limit) => Err(WebError::TooSlow),
        }
    }

    /// A key for a form that must take effect once, however often it is sent.
    pub(crate) fn idempotency_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.entropy.bytes::<16>())
    }
}
