//! Mails go out: what the operations keep is put into words and handed to the server of the settings.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header},
    transport::smtp::Error,
};
use operations::{Operations, WaitingMail};
use secrecy::ExposeSecret;
use tokio::{sync::watch, task::JoinHandle};

use crate::{Config, Failure, config};

/// A server that says nothing for longer is tried again later.
const TIMEOUT: Duration = Duration::from_secs(30);

type Server = AsyncSmtpTransport<Tokio1Executor>;

/// Begins to send, where the settings name a server.
pub(crate) fn start(
    config: &Config,
    operations: &Operations,
    stopped: watch::Receiver<bool>,
) -> Result<Option<JoinHandle<()>>, Failure> {
    let Some(mail) = &config.mail else { return Ok(None) };
    operations.sends_mail();
    if config.role == config::ProcessRole::Web {
        return Ok(None);
    }
    let server = Server::from_url(mail.server.expose_secret())
        .map_err(|error| Failure::failed(format!("mail.url cannot be used: {error}")))?
        .timeout(Some(TIMEOUT))
        .build();
    let post = Post {
        operations: operations.clone(),
        server,
        from: mail.from.clone(),
    };
    Ok(Some(tokio::spawn(post.run(stopped))))
}

struct Post {
    operations: Operations,
    server: Server,
    from: Option<String>,
}

/// Why a mail did not go out.
struct NotTaken {
    why: String,
    /// Trying again is of no use.
    for_good: bool,
}

impl Post {
    async fn run(self, mut stopped: watch::Receiver<bool>) {
        loop {
            let looked = self.operations.time();
            match self.operations.mails_due().await {
                Ok(due) if due.is_empty() => {}
                Ok(due) => {
                    for mail in &due {
                        self.hand_over(mail).await;
                    }
                    continue;
                }
                Err(cause) => tracing::error!(%cause, "Could not ask which mails are to be sent"),
            }
            tokio::select! {
                () = self.operations.mail_queued(looked) => {}
                _ = stopped.wait_for(|stop| *stop) => return,
            }
        }
    }

    async fn hand_over(&self, waiting: &WaitingMail) {
        let noted = match self.send(waiting).await {
            Ok(()) => self.operations.mail_taken(waiting).await,
            Err(fault) => {
                tracing::warn!(cause = fault.why, "A mail was not taken");
                self.operations.mail_refused(waiting, &fault.why, fault.for_good).await
            }
        };
        if let Err(cause) = noted {
            tracing::error!(%cause, "Could not note what became of a mail");
        }
    }

    async fn send(&self, waiting: &WaitingMail) -> Result<(), NotTaken> {
        let message = self.message(waiting)?;
        self.server
            .send(message)
            .await
            .map(|_taken| ())
            .map_err(|error| NotTaken::from(&error))
    }

    fn message(&self, waiting: &WaitingMail) -> Result<Message, NotTaken> {
        let never = |error: &dyn std::fmt::Display| NotTaken {
            why: format!("the mail cannot be written: {error}"),
            for_good: true,
        };
        let urls = self.operations.urls();
        let host = urls.as_ref().map_or("localhost", |urls| urls.host());
        let words = web::mail::words(&waiting.mail, host);
        let from = self.from.clone().unwrap_or_else(|| format!("bandung@{host}"));
        let from: Mailbox = format!("Bandung <{from}>").parse().map_err(|error| never(&error))?;
        let to: Mailbox = waiting.mail.to.as_str().parse().map_err(|error| never(&error))?;
        Message::builder()
            .from(from)
            .to(to)
            .subject(words.subject)
            // Out-of-office replies and the like are of no use to a program.
            .header(AutoSubmitted)
            .message_id(Some(format!("<{}@{host}>", waiting.id)))
            .multipart(MultiPart::alternative_plain_html(words.text, words.html))
            .map_err(|error| never(&error))
    }
}

impl From<&Error> for NotTaken {
    fn from(error: &Error) -> Self {
        // What the server says may repeat the address; the code is enough.
        let why = match error.status() {
            Some(code) => format!("the mail server answered {code}"),
            None if error.is_timeout() => "the mail server does not answer in time".to_owned(),
            None if error.is_tls() => "the certificate of the mail server is not valid".to_owned(),
            None => "the mail server cannot be reached".to_owned(),
        };
        Self {
            why,
            for_good: error.is_permanent(),
        }
    }
}

/// RFC 3834: this mail was made by a program.
#[derive(Clone)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
