//! Mail: what is to be said is kept in the transaction that needs it, and sent when it can be (UX 12).
//!
//! The words are made when it is sent, in the language of whoever reads it. A node without mail keeps nothing: its
//! links are shown on the page instead.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Duration, Utc};
use domain::{mail_address::MailAddress, permissions::Action};
use serde::{Deserialize, Serialize};
use storage::{
    Db, Tx,
    mails::{self, NewMail},
};
use tokio::sync::Notify;

use crate::{
    OperationError, Operations, Session,
    audit::Who,
    names_key::is_sealed,
    secrets::hex,
    view::{Check, CheckState},
};

/// To one mailbox in an hour (SECURITY LI).
const PER_HOUR: u64 = 3;
/// Sent at once at most.
const TOGETHER: u32 = 10;
/// Who took a mail and said nothing within this time has stopped; it is sent by the next one.
const LEASE: Duration = Duration::minutes(5);
/// A mail that was not taken for this long is given up and shown to the operator.
const DAYS: i64 = 3;

/// Puts a message into words in a language (BCP 47): paragraphs of plain text.
pub type Wording = fn(&MailMessage, &str) -> Vec<String>;

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MailMessage {
    /// Somebody endorsed a declaration by the form: please confirm. The link opens a page, a button there acts (PR5).
    ConfirmEndorsement {
        /// Title of the declaration.
        declaration: String,
        /// Who endorses, as written in the form.
        signatory: String,
        /// Address of the page.
        link: String,
    },
    /// A newer text takes the place of the one that somebody endorsed: please read it and decide anew.
    NewerText {
        /// Title of the declaration.
        declaration: String,
        /// Who endorsed.
        signatory: String,
        /// Address of the newer text.
        link: String,
    },
    /// What became of an application or a membership, or a personal link that has to do with it.
    Membership {
        /// What happened.
        notice: MembershipNotice,
        /// Name of the network.
        network: String,
        /// Name of the organisation.
        organisation: String,
        /// Address of the page.
        link: String,
        /// What people wrote: a question, a reason, grounds.
        text: Option<String>,
        /// The day until which it holds, or until which the organisation can act.
        #[serde(default)]
        until: Option<DateTime<Utc>>,
    },
    /// The operator wants to see whether mail goes out.
    Test,
}

/// What a mail about a membership says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MembershipNotice {
    /// The application came; the link is the applicant's own.
    Received,
    /// The admins ask something.
    Question,
    /// It is a member now.
    Admitted,
    /// The network said no.
    Declined,
    /// Its tier is another one, or a suspension has ended.
    Changed,
    /// Please say that you stay.
    Renew,
    /// It did not renew.
    Lapsed,
    /// Barred for a time.
    Suspended,
    /// An expulsion is being considered: it may answer.
    Hearing,
    /// That ended without consequence.
    HearingClosed,
    /// Put out.
    Expelled,
    /// The appeal was dismissed.
    AppealDismissed,
    /// A new private link.
    NewLink,
    /// To a referee: please say whether you know it.
    Referee,
    /// To somebody who speaks for a member: the personal link.
    Voice,
}

impl MembershipNotice {
    /// All, for texts.
    pub const ALL: [Self; 15] = [
        Self::Received,
        Self::Question,
        Self::Admitted,
        Self::Declined,
        Self::Changed,
        Self::Renew,
        Self::Lapsed,
        Self::Suspended,
        Self::Hearing,
        Self::HearingClosed,
        Self::Expelled,
        Self::AppealDismissed,
        Self::NewLink,
        Self::Referee,
        Self::Voice,
    ];

    /// The word, as in the names of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Question => "question",
            Self::Admitted => "admitted",
            Self::Declined => "declined",
            Self::Changed => "changed",
            Self::Renew => "renew",
            Self::Lapsed => "lapsed",
            Self::Suspended => "suspended",
            Self::Hearing => "hearing",
            Self::HearingClosed => "hearing-closed",
            Self::Expelled => "expelled",
            Self::AppealDismissed => "appeal-dismissed",
            Self::NewLink => "new-link",
            Self::Referee => "referee",
            Self::Voice => "voice",
        }
    }
}

impl MailMessage {
    fn names_a_signer(&self) -> bool {
        matches!(self, Self::ConfirmEndorsement { .. } | Self::NewerText { .. })
    }

    /// The word for what it is about.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ConfirmEndorsement { .. } => "confirm-endorsement",
            Self::NewerText { .. } => "newer-text",
            Self::Membership { .. } => "membership",
            Self::Test => "test",
        }
    }
}

/// A mail to somebody.
#[derive(Clone, Debug)]
pub struct Mail {
    /// To whom.
    pub to: MailAddress,
    /// Language of whoever reads it, BCP 47.
    pub language: String,
    /// What it says.
    pub message: MailMessage,
}

/// A mail that is to be sent now.
#[derive(Clone, Debug)]
pub struct WaitingMail {
    /// Identifier.
    pub id: String,
    /// The mail.
    pub mail: Mail,
    tries: u32,
}

/// What is known of sending.
#[derive(Default)]
pub(crate) struct Outgoing {
    possible: AtomicBool,
    queued: Notify,
}

impl Operations {
    /// Says that this node sends mail. To be called at start where the settings name a server.
    pub fn sends_mail(&self) {
        self.0.mail.possible.store(true, Ordering::Relaxed);
    }

    /// Whether this node sends mail; where it does not, links are shown on pages.
    #[must_use]
    pub fn has_mail(&self) -> bool {
        self.0.mail.possible.load(Ordering::Relaxed)
    }

    /// Says how messages are put into words that are signed and sent to other servers. To be called at start; without it
    /// nothing of the kind is sent.
    pub fn put_words_by(&self, wording: Wording) {
        let _ = self.0.wording.set(wording);
    }

    /// A message in words; nothing where nobody said how.
    pub(crate) fn in_words(&self, message: &MailMessage, language: &str) -> Option<Vec<String>> {
        self.0.wording.get().map(|wording| wording(message, language))
    }

    /// Keeps a mail in the transaction of what needs it. False where none will go out: the node has no mail, or the
    /// mailbox had three within the hour.
    pub(crate) async fn queue_mail(&self, tx: &Tx, mail: &Mail) -> Result<bool, OperationError> {
        self.queue_mail_as(tx, &hex(&self.0.entropy.bytes::<16>()), mail).await
    }

    /// The same under a name by which it is found again. What names a signer is sealed while it waits (PR3).
    pub(crate) async fn queue_mail_as(&self, tx: &Tx, id: &str, mail: &Mail) -> Result<bool, OperationError> {
        if !self.has_mail() {
            return Ok(false);
        }
        let now = self.now();
        let mailbox = self.mailbox_of(&mail.to);
        if mails::count_since(&Db::from(tx), &mailbox, now - Duration::hours(1)).await? >= PER_HOUR {
            return Ok(false);
        }
        let mut message = serde_json::to_string(&mail.message).unwrap_or_default();
        let mut recipient = mail.to.as_str().to_owned();
        if mail.message.names_a_signer() {
            let (key, entropy) = (self.names_key()?, &*self.0.entropy);
            message = key.seal_text(&place(id, "message"), &message, entropy);
            recipient = key.seal_text(&place(id, "recipient"), &recipient, entropy);
        }
        let new = NewMail {
            id,
            mailbox: &mailbox,
            recipient: &recipient,
            message: &message,
            language: &mail.language,
            kind: mail.message.kind(),
        };
        mails::put(tx, &new, now).await?;
        self.0.mail.queued.notify_one();
        Ok(true)
    }

    /// Sends a mail that says nothing but that it came.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] for all but operators, [`OperationError::Refused`] where the node has no mail or the
    /// mailbox had three within the hour.
    pub async fn send_test_mail(&self, session: &Session, to: MailAddress) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        if !self.has_mail() {
            return Err(refused!("no-mail", "this node has no mail: set mail.url"));
        }
        let mail = Mail {
            to,
            language: "en".to_owned(),
            message: MailMessage::Test,
        };
        let tx = self.begin().await?;
        self.note(&tx, &Who::Person(session), "mail.test", "").await?;
        if !self.queue_mail(&tx, &mail).await? {
            return Err(refused!(
                "mailbox-enough",
                "this mailbox had {count} mails within the hour: try again later",
                count = PER_HOUR
            ));
        }
        Ok(tx.commit().await?)
    }

    /// Waits until a mail was queued, or until a while after the moment at which was last looked for what is due: a clock
    /// that was set since then is not overlooked.
    pub async fn mail_queued(&self, looked: DateTime<Utc>) {
        let later = self.0.clock.sleep_until(looked + Duration::seconds(30));
        tokio::select! {
            () = self.0.mail.queued.notified() => {}
            () = later => {}
        }
    }

    /// The mails that are due now; nobody else gets them for five minutes.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn mails_due(&self) -> Result<Vec<WaitingMail>, OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        let mut found = Vec::new();
        for due in mails::take_due(&tx, TOGETHER, now, now + LEASE).await? {
            let open = |column, text: &str| match (is_sealed(text), self.names_key()) {
                (false, _) => Some(text.to_owned()),
                (true, Ok(key)) => Some(key.open_text(&place(&due.id, column), text).unwrap_or_default()),
                (true, Err(_)) => None,
            };
            // What is sealed waits for the key.
            let (Some(recipient), Some(message)) = (open("recipient", &due.recipient), open("message", &due.message))
            else {
                continue;
            };
            match (MailAddress::parse(&recipient), serde_json::from_str(&message)) {
                (Ok(to), Ok(message)) => found.push(WaitingMail {
                    id: due.id,
                    mail: Mail {
                        to,
                        language: due.language,
                        message,
                    },
                    tries: due.tries,
                }),
                _ => mails::end(&tx, &due.id, Some("it cannot be read any more")).await?,
            }
        }
        tx.commit().await?;
        Ok(found)
    }

    /// The server took a mail.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn mail_taken(&self, mail: &WaitingMail) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        mails::end(&tx, &mail.id, None).await?;
        Ok(tx.commit().await?)
    }

    /// The server did not take a mail: `for_good` when trying again is of no use.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn mail_refused(&self, mail: &WaitingMail, why: &str, for_good: bool) -> Result<(), OperationError> {
        let now = self.now();
        // Servers repeat the address in their answers.
        let why = &why.replace(mail.mail.to.as_str(), "the address");
        let tx = self.begin().await?;
        match next_try(mail.tries, now).filter(|_| !for_good) {
            Some(until) => mails::put_off(&tx, &mail.id, why, until).await?,
            None => mails::end(&tx, &mail.id, Some(why)).await?,
        }
        Ok(tx.commit().await?)
    }

    /// Forgets what ended long ago. To be called once a day.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tidy_mail(&self) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        mails::forget_ended(&tx, self.now() - Duration::days(30)).await?;
        Ok(tx.commit().await?)
    }

    /// The name under which mails to an address are counted.
    fn mailbox_of(&self, address: &MailAddress) -> String {
        let address = address.normalised();
        match self.names_key() {
            Ok(key) => key.mark("mailbox", &address),
            Err(_) => hex(&evidence::keys::sha256(address.as_bytes())),
        }
    }

    pub(crate) async fn mail_check(&self) -> Result<Check, OperationError> {
        let (waiting, failed, error) = mails::state(&self.db()).await?;
        let error = error.map(|error| format!(" (last: {error})")).unwrap_or_default();
        let (state, text) = match (self.has_mail(), waiting, failed) {
            (false, ..) => (
                CheckState::Ok,
                "not set up; links are shown on pages instead".to_owned(),
            ),
            (true, 0, 0) => (CheckState::Ok, "nothing waits".to_owned()),
            (true, waiting, 0) => (CheckState::Ok, format!("{waiting} wait{error}")),
            (true, waiting, failed) => (
                CheckState::Warn,
                format!("{failed} could not be delivered in the last 30 days, {waiting} wait{error}: check mail.url"),
            ),
        };
        Ok(Check {
            name: "mail",
            state,
            text,
        })
    }
}

/// Where something of a mail is sealed.
fn place(id: &str, column: &str) -> String {
    format!("mails {id} {column}")
}

/// One minute, doubled each time; nothing after three days.
fn next_try(tries: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let wait = Duration::minutes(1_i64 << tries.min(9));
    let spent = Duration::minutes((1_i64 << tries.min(9)) - 1 + i64::from(tries.saturating_sub(9)) * 512);
    (spent < Duration::days(DAYS)).then(|| now + wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_three_days_with_growing_waits() {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        let (mut at, mut tries) = (start, 0);
        let mut waits = Vec::new();
        while let Some(next) = next_try(tries, at) {
            waits.push(next - at);
            at = next;
            tries += 1;
        }
        assert_eq!(waits[0], Duration::minutes(1));
        assert!(waits.is_sorted());
        assert!((Duration::days(3)..Duration::days(4)).contains(&(at - start)), "{at}");
    }
}
