//! A node, a server of other make, and an account there that the node knows.

use harness::{FakeActor, Message, Network, Reply};
use serde_json::Value;

/// The scene of the cases of SECURITY 4.
pub(crate) struct Stage {
    /// `alpha` is the node, `mastodon` the server of other make, `gamma` a third one.
    pub(crate) net: Network,
    /// Known to alpha.
    pub(crate) ana: FakeActor,
}

impl Stage {
    /// Sets it up.
    pub(crate) async fn new() -> Self {
        let net = Network::with_fakes(["alpha"], ["mastodon", "gamma"]).await;
        let ana = net.fake("mastodon").actor("ana");
        let stage = Self { net, ana };
        stage.still_works().await;
        stage
    }

    /// Something genuine by ana is taken (K).
    pub(crate) async fn still_works(&self) {
        let hello = self.ana.activity("Create", self.ana.note("Hello", None));
        let reply = self.send(self.post(&hello)).await;
        assert_eq!(reply.status, 202, "{}", reply.text());
    }

    /// An activity by ana, signed, to the shared inbox.
    pub(crate) fn post(&self, activity: &Value) -> Message {
        self.post_bytes(activity.to_string().as_bytes())
    }

    /// Bytes signed by ana, to the shared inbox.
    pub(crate) fn post_bytes(&self, body: &[u8]) -> Message {
        self.ana.post("alpha.test", "/ap/inbox", body, self.net.now())
    }

    /// Sends to alpha.
    pub(crate) async fn send(&self, message: Message) -> Reply {
        message.send(self.net["alpha"].address()).await
    }

    /// Refused with the status and the fixed body; nothing stored (N); counted (A); no text of the sender in the answer.
    pub(crate) async fn refused(&self, what: &str, message: Message, status: u16) -> Reply {
        let alpha = &self.net["alpha"];
        let (before, noted) = (alpha.stored().await, alpha.noted().await);
        let reply = self.send(message).await;
        assert_eq!(reply.status, status, "{what}: {}", reply.text());
        assert_eq!(alpha.stored().await, before, "{what}: nothing may be stored");
        alpha.noted().await.assert_more_than(&noted, what);
        assert_fixed_body(what, &reply);
        reply
    }

    /// The same, and the node asked nobody (O).
    pub(crate) async fn refused_alone(&self, what: &str, message: Message, status: u16) -> Reply {
        let asked = self.asked();
        let reply = self.refused(what, message, status).await;
        assert_eq!(self.asked(), asked, "{what}: nobody may be asked");
        reply
    }

    /// Turned away by the web server itself, which reads the head: closed, or one of these statuses; nothing stored.
    pub(crate) async fn unreadable(&self, what: &str, message: Message, statuses: &[u16]) {
        let before = self.net["alpha"].stored().await;
        let reply = self.send(message).await;
        let expected = reply.status == 0 || statuses.contains(&reply.status);
        assert!(expected, "{what}: {} {}", reply.status, reply.text());
        assert_eq!(
            self.net["alpha"].stored().await,
            before,
            "{what}: nothing may be stored"
        );
        assert!(!reply.text().contains("mastodon.test"), "{what}: {}", reply.text());
    }

    /// How many requests the node sent to the others.
    pub(crate) fn asked(&self) -> usize {
        self.net.fake("mastodon").asked().len() + self.net.fake("gamma").asked().len()
    }

    /// Taken, without an effect beyond the note that it was seen.
    pub(crate) async fn ignored(&self, what: &str, message: Message) {
        let mut before = self.net["alpha"].stored().await;
        let reply = self.send(message).await;
        assert_eq!(reply.status, 202, "{what}: {}", reply.text());
        let mut after = self.net["alpha"].stored().await;
        for seen in ["inbox_seen", "tombstones", "waiting"] {
            before.remove(seen);
            after.remove(seen);
        }
        assert_eq!(after, before, "{what}: no effect");
    }
}

/// The one short body of a status: a problem with a reason code, and nothing that was sent.
fn assert_fixed_body(what: &str, reply: &Reply) {
    assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{what}");
    let problem = reply.json();
    let mut members: Vec<&str> = problem.as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["status", "title", "type"], "{what}");
    assert_eq!(problem["status"], reply.status, "{what}");
    let reason = problem["type"].as_str().unwrap().strip_prefix("/problems/").unwrap();
    let code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    assert!(reason.bytes().all(code), "{what}: {reason}");
    let waits = matches!(reply.status, 429 | 503);
    assert_eq!(reply.header("retry-after").is_some(), waits, "{what}");
}
