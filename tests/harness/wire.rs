//! Requests as bytes over a socket, so that a test can send what no client library would.

use std::{net::SocketAddr, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A request before it is sent; everything in it can be changed.
#[derive(Clone, Debug)]
pub struct Message {
    /// Method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Headers in the order of sending. `Content-Length` is added when it is missing and there is a body.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status; 0 when the connection was closed without an answer.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Message {
    /// A request to a host.
    #[must_use]
    pub fn new(method: &str, host: &str, target: &str, body: &[u8]) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: vec![("Host".to_owned(), host.to_owned())],
            body: body.to_vec(),
        }
    }

    /// The value of the first header with a name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Replaces a header, or adds it.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self
            .headers
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            Some((_, old)) => value.clone_into(old),
            None => self.headers.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Adds a header, also when one of that name is there.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Takes a header out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// Puts another body in; nothing else changes.
    #[must_use]
    pub fn with_body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// The bytes to send.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let framed = self.header("Content-Length").is_some() || self.header("Transfer-Encoding").is_some();
        if !framed && (!self.body.is_empty() || self.method == "POST") {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("Connection: close\r\n\r\n");
        [head.as_bytes(), &self.body].concat()
    }

    /// Sends it and reads the answer.
    pub async fn send(&self, address: SocketAddr) -> Reply {
        send_bytes(address, &self.to_bytes()).await
    }
}

impl Reply {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn parse(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok())
            .unwrap_or(0);
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
            .collect();
        let body = bytes.get(end + 4..).unwrap_or_default();
        let chunked = headers
            .iter()
            .any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        let mut body = if chunked { unchunk(body) } else { body.to_vec() };
        let length = headers.iter().find(|(name, _)| name == "content-length");
        if let Some(length) = length.and_then(|(_, value)| value.parse().ok()) {
            // What comes after it would be the answer to a next request.
            body.truncate(length);
        }
        Self { status, headers, body }
    }
}

/// Whether the bytes are a whole answer with a length. Others end when the connection does.
fn is_complete(bytes: &[u8]) -> bool {
    if !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
        return false;
    }
    let reply = Reply::parse(bytes);
    let length = reply.header("content-length").and_then(|length| length.parse().ok());
    length.is_some_and(|length: usize| reply.body.len() >= length && reply.status >= 200)
}

/// Sends bytes and reads the answer, or until the other side closes.
///
/// # Panics
/// When nobody listens, or the answer takes longer than half a minute.
pub async fn send_bytes(address: SocketAddr, bytes: &[u8]) -> Reply {
    let exchange = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        // The other side may answer and close before it has read everything.
        let (mut reading, mut writing) = stream.split();
        let mut answer = Vec::new();
        let write = async {
            let _closed = writing.write_all(bytes).await;
        };
        let read =
            async { while !is_complete(&answer) && reading.read_buf(&mut answer).await.is_ok_and(|read| read > 0) {} };
        // A full answer counts, whether the other side read everything or not.
        tokio::select! {
            () = read => {}
            () = async { write.await; std::future::pending().await } => {}
        }
        answer
    };
    let answer = tokio::time::timeout(Duration::from_secs(45), exchange).await;
    assert!(answer.is_ok(), "no answer to a request within 45 seconds");
    Reply::parse(&answer.unwrap())
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = String::from_utf8_lossy(&rest[..end]).into_owned();
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        let start = end + 2;
        if size == 0 || rest.len() < start + size {
            break;
        }
        body.extend_from_slice(&rest[start..start + size]);
        rest = rest.get(start + size + 2..).unwrap_or_default();
    }
    body
}
