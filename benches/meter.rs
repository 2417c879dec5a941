//! Bytes on the wire: a stop on the way to a node, which counts what passes in both directions.

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

/// Stands before a node.
pub(crate) struct Meter {
    pub(crate) address: SocketAddr,
    bytes: Arc<AtomicUsize>,
}

impl Meter {
    pub(crate) fn before(node: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        let bytes = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&bytes);
        tokio::spawn(async move {
            while let Ok((asker, _)) = listener.accept().await {
                let Ok(answerer) = TcpStream::connect(node).await else {
                    return;
                };
                for stream in [&asker, &answerer] {
                    stream.set_nodelay(true).unwrap();
                }
                let (asks, asked) = asker.into_split();
                let (answers, answered) = answerer.into_split();
                tokio::spawn(pass(asks, answered, Arc::clone(&counted)));
                tokio::spawn(pass(answers, asked, Arc::clone(&counted)));
            }
        });
        Self { address, bytes }
    }

    /// What passed since it was last asked.
    pub(crate) fn take(&self) -> usize {
        self.bytes.swap(0, Ordering::Relaxed)
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, bytes: Arc<AtomicUsize>) {
    let mut part = vec![0; 64 * 1_024];
    while let Ok(length @ 1..) = from.read(&mut part).await {
        bytes.fetch_add(length, Ordering::Relaxed);
        if to.write_all(&part[..length]).await.is_err() {
            return;
        }
    }
    let _gone = to.shutdown().await;
}
