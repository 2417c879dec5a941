//! HTTP/1.1 by hand: cheap enough that the other side of a measurement hardly counts.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A message: its head as text, its body.
pub(crate) struct Message {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Message {
    /// The status of an answer.
    pub(crate) fn status(&self) -> u16 {
        self.head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// One side of a connection that stays open.
pub(crate) struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Wire {
    pub(crate) fn new(stream: TcpStream) -> Self {
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            read: Vec::new(),
        }
    }

    pub(crate) async fn connect(address: SocketAddr) -> Self {
        Self::new(TcpStream::connect(address).await.unwrap())
    }

    /// Sends a request and waits for its answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Message {
        self.write(request).await;
        self.next().await.unwrap()
    }

    /// The same; nothing when the other side closed the connection.
    pub(crate) async fn try_ask(&mut self, request: &[u8]) -> Option<Message> {
        self.write(request).await;
        self.next().await
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        let _gone = self.stream.write_all(bytes).await;
    }

    /// The next message; nothing when the other side closed.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let end = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.read[..end]).into_owned();
        self.read.drain(..end);
        let mut message = Message { head, body: Vec::new() };
        if message.header("transfer-encoding").is_some() {
            message.body = self.chunks().await?;
        } else {
            let length = message.header("content-length").and_then(|length| length.parse().ok());
            message.body = self.take(length.unwrap_or(0)).await?;
        }
        Some(message)
    }

    async fn chunks(&mut self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(end) = self.read.windows(2).position(|two| two == b"\r\n") {
                    break end;
                }
                self.more().await?;
            };
            let length = usize::from_str_radix(std::str::from_utf8(&self.read[..end]).ok()?, 16).ok()?;
            self.read.drain(..end + 2);
            body.extend(self.take(length).await?);
            self.take(2).await?;
            if length == 0 {
                return Some(body);
            }
        }
    }

    async fn take(&mut self, length: usize) -> Option<Vec<u8>> {
        while self.read.len() < length {
            self.more().await?;
        }
        Some(self.read.drain(..length).collect())
    }

    async fn more(&mut self) -> Option<()> {
        let read = self.stream.read_buf(&mut self.read).await.ok()?;
        (read > 0).then_some(())
    }
}
