//! One try: sign now, send, and say what came back.

use domain::delivery::Answer;
use operations::{DeliveryJob, RemoteError};
use protocol::http_signature::{Outgoing, SignatureKind, sign};
use url::Url;

use crate::{Federation, directory::signer};

pub(super) fn kind_name(kind: SignatureKind) -> &'static str {
    match kind {
        SignatureKind::Cavage => "cavage",
        SignatureKind::Rfc9421Rsa => "rfc9421-rsa",
        SignatureKind::Rfc9421Ed25519 => "rfc9421-ed25519",
    }
}

/// What to try first: what the peer took last, else by decision 14.
pub(super) fn first_kind(remembered: Option<&str>, bandung: bool) -> SignatureKind {
    match remembered {
        Some("rfc9421-ed25519") => SignatureKind::Rfc9421Ed25519,
        Some("rfc9421-rsa") => SignatureKind::Rfc9421Rsa,
        Some(_) => SignatureKind::Cavage,
        None if bandung => SignatureKind::Rfc9421Ed25519,
        None => SignatureKind::Cavage,
    }
}

pub(super) fn other_kind(kind: SignatureKind) -> SignatureKind {
    match kind {
        SignatureKind::Cavage => SignatureKind::Rfc9421Rsa,
        SignatureKind::Rfc9421Rsa | SignatureKind::Rfc9421Ed25519 => SignatureKind::Cavage,
    }
}

impl Federation {
    /// Sends an entry to all its inboxes at a peer; the first answer that is no success decides. Nothing when this node
    /// is stopping or its clock is wrong: that is no failure of the peer.
    pub(super) async fn attempt(
        &self,
        host: &str,
        job: &DeliveryJob,
        kind: SignatureKind,
        bandung: bool,
    ) -> Option<Answer> {
        let inner = self.inner();
        let sent = self.send_to_all(job, kind, bandung);
        inner.lanes.slots.take(host, inner.clock.as_ref(), sent).await?
    }

    async fn send_to_all(&self, job: &DeliveryJob, kind: SignatureKind, bandung: bool) -> Option<Answer> {
        if self.operations().clock_fault().is_some() {
            return None;
        }
        let mut answer = Answer::Status {
            code: 202,
            retry_after: None,
        };
        for inbox in &job.inboxes {
            answer = self.send(job, inbox, kind, bandung).await;
            if !matches!(answer, Answer::Status { code: 200..300, .. }) {
                break;
            }
        }
        Some(answer)
    }

    async fn send(&self, job: &DeliveryJob, inbox: &str, kind: SignatureKind, bandung: bool) -> Answer {
        let Ok(url) = Url::parse(inbox) else {
            return Answer::Unreachable("the inbox is no address".to_owned());
        };
        let keys = match self.operations().actor_keys(&job.actor).await {
            Ok(keys) => keys.for_entry(job.seq, self.inner().clock.now()),
            Err(cause) => return Answer::Unreachable(format!("no key to sign with: {cause}")),
        };
        let request = Outgoing {
            method: "POST",
            url: &url,
            body: Some(&job.body),
            now: self.inner().clock.now(),
            sequence: bandung.then_some((job.seq.0, job.prev.0)),
        };
        let Ok(mut headers) = sign(kind, &request, &signer(&keys)) else {
            return Answer::Unreachable("signing failed".to_owned());
        };
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("host"));
        let answer = self.inner().http.post(&url, headers, job.body.clone()).await;
        if let (Ok(answer), Some(host)) = (&answer, url.host_str())
            && let Some(date) = answer.date
        {
            self.operations().note_peer_time(host, date);
        }
        match answer {
            Ok(answer) if answer.gone.as_deref().is_some_and(|text| names_object(text, &job.body)) => {
                Answer::ObjectGone
            }
            Ok(answer) => Answer::Status {
                code: answer.status,
                retry_after: answer.retry_after,
            },
            Err(RemoteError::Unreachable(why)) => Answer::Unreachable(why),
            Err(other) => Answer::Unreachable(other.to_string()),
        }
    }
}

/// Whether an answer names the object of an activity.
fn names_object(text: &str, activity: &[u8]) -> bool {
    let activity: serde_json::Value = serde_json::from_slice(activity).unwrap_or_default();
    let object = activity.get("object").map(|object| object.get("id").unwrap_or(object));
    object
        .and_then(serde_json::Value::as_str)
        .is_some_and(|id| !id.is_empty() && text.contains(id))
}
