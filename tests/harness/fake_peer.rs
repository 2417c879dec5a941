//! A server of another make, in the hands of the test.

use std::{
    collections::{HashMap, VecDeque},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
};

use crate::FakeActor;

/// A request that the peer got.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Asked {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// What the peer answers.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Said in place of the length of the body.
    length: Option<usize>,
}

impl Answer {
    /// A status and nothing else.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            length: None,
        }
    }

    /// A document of ActivityPub.
    #[must_use]
    pub fn document(document: &Value) -> Self {
        Self::typed("application/activity+json", document.to_string().as_bytes())
    }

    /// Any bytes with a media type.
    #[must_use]
    pub fn typed(media_type: &str, body: &[u8]) -> Self {
        let mut answer = Self::status(200).with("Content-Type", media_type);
        answer.body = body.to_vec();
        answer
    }

    /// A redirect.
    #[must_use]
    pub fn redirect(to: &str) -> Self {
        Self::status(302).with("Location", to)
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, but it lies about its length.
    #[must_use]
    pub fn claiming(mut self, length: usize) -> Self {
        self.length = Some(length);
        self
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Any\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let length = self.length.unwrap_or(self.body.len());
        head.push_str(&format!("Content-Length: {length}\r\nConnection: close\r\n\r\n"));
        [head.as_bytes(), &self.body].concat()
    }
}

/// A server of another make at a name of its own.
pub struct FakePeer {
    host: String,
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

/// Answers each path of some kind.
type Rule = Box<dyn Fn(&str) -> Answer + Send>;

struct State {
    documents: HashMap<String, Answer>,
    rules: Vec<(String, Rule)>,
    next_answers: VecDeque<Answer>,
    answer: Answer,
    asked: Vec<Asked>,
    /// Answers to POSTs wait until this says false.
    holds: tokio::sync::watch::Sender<bool>,
}

impl FakePeer {
    pub(crate) fn start(host: &str, listener: TcpListener) -> Self {
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        let state = Arc::new(Mutex::new(State {
            documents: HashMap::new(),
            rules: Vec::new(),
            next_answers: VecDeque::new(),
            answer: Answer::status(202),
            asked: Vec::new(),
            holds: tokio::sync::watch::Sender::new(false),
        }));
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self {
            host: host.to_owned(),
            address,
            state,
            task,
        }
    }

    /// Its name.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Makes an actor whose document this peer serves, and that its WebFinger names.
    #[expect(
        clippy::must_use_candidate,
        reason = "that the peer has it may be all that a test needs"
    )]
    pub fn actor(&self, name: &str) -> FakeActor {
        let actor = FakeActor::new(&self.host, name);
        self.serve_actor(&actor);
        let answer = json!({
            "subject": format!("acct:{}", actor.handle()),
            "links": [{"rel": "self", "type": "application/activity+json", "href": actor.id}],
        });
        let path = format!("/.well-known/webfinger?resource=acct:{}", actor.handle());
        self.serve(
            &path,
            Answer::typed("application/jrd+json", answer.to_string().as_bytes()),
        );
        actor
    }

    /// Serves the document of an actor, in place of what was served there.
    pub fn serve_actor(&self, actor: &FakeActor) {
        self.serve_document(&actor.document());
    }

    /// Serves a document at its id.
    ///
    /// # Panics
    /// When it has no id on this peer.
    pub fn serve_document(&self, document: &Value) {
        let id = document["id"].as_str().unwrap();
        let path = id.strip_prefix(&format!("http://{}", self.host)).unwrap();
        self.serve(path, Answer::document(document));
    }

    /// Answers a GET of a path.
    ///
    /// # Panics
    /// When the peer has failed.
    pub fn serve(&self, path: &str, answer: Answer) {
        self.state.lock().unwrap().documents.insert(path.to_owned(), answer);
    }

    /// Answers a GET of each path that begins so.
    ///
    /// # Panics
    /// When the peer has failed.
    pub fn serve_each(&self, start: &str, rule: impl Fn(&str) -> Answer + Send + 'static) {
        let mut state = self.state.lock().unwrap();
        state.rules.push((start.to_owned(), Box::new(rule)));
    }

    /// From now on answers each POST so.
    ///
    /// # Panics
    /// When the peer has failed.
    pub fn answer_posts(&self, answer: Answer) {
        self.state.lock().unwrap().answer = answer;
    }

    /// Reads POSTs and leaves them without an answer, or answers all that wait.
    ///
    /// # Panics
    /// When the peer has failed.
    pub fn hold_posts(&self, hold: bool) {
        self.state.lock().unwrap().holds.send_replace(hold);
    }

    /// Answers the next POST so, once.
    ///
    /// # Panics
    /// When the peer has failed.
    pub fn answer_next(&self, answer: Answer) {
        self.state.lock().unwrap().next_answers.push_back(answer);
    }

    /// Everything that it was asked.
    ///
    /// # Panics
    /// When the peer has failed.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.state.lock().unwrap().asked.clone()
    }

    /// How often a path was asked for.
    #[must_use]
    pub fn asked_for(&self, path: &str) -> usize {
        self.asked().iter().filter(|asked| asked.target == path).count()
    }

    /// The activities of a type that were posted to it.
    #[must_use]
    pub fn got(&self, kind: &str) -> Vec<Value> {
        let posts = self.asked().into_iter().filter(|asked| asked.method == "POST");
        posts
            .map(|asked| asked.json())
            .filter(|activity| activity["type"] == kind)
            .collect()
    }

    /// Forgets what it was asked.
    ///
    /// # Panics
    /// When the peer has failed.
    pub fn forget(&self) {
        self.state.lock().unwrap().asked.clear();
    }
}

impl Drop for FakePeer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    let Some(asked) = read(&mut stream).await else { return };
    let is_post = asked.method == "POST";
    let (answer, mut holds) = {
        let mut state = state.lock().unwrap();
        let answer = if asked.method == "POST" {
            let next = state.next_answers.pop_front();
            next.unwrap_or_else(|| state.answer.clone())
        } else {
            let escaped = [("%3A", ":"), ("%40", "@"), ("%2E", "."), ("%2D", "-"), ("%5F", "_")];
            let target = escaped
                .iter()
                .fold(asked.target.clone(), |target, (from, to)| target.replace(from, to));
            let rule = || state.rules.iter().find(|(start, _)| target.starts_with(start));
            let found = state.documents.get(&target).cloned();
            let found = found.or_else(|| rule().map(|(_, rule)| rule(&target)));
            found.unwrap_or_else(|| Answer::status(404))
        };
        state.asked.push(asked);
        (answer, state.holds.subscribe())
    };
    if is_post {
        let _gone = holds.wait_for(|hold| !hold).await;
    }
    let _gone = stream.write_all(&answer.to_bytes()).await;
    let _gone = stream.shutdown().await;
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Asked {
        method,
        target,
        headers,
        body,
    })
}
