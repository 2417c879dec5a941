//! Case R13: a node with 2,000 practices, read as fast as readers can: how much memory it takes at most.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use crate::{
    node::{BenchNode, HOST},
    program::Running,
    report::Report,
};

const PART: &str = "With 2,000 practices, read without pause";
const PRACTICES: usize = 2_000;
const READERS: usize = 16;
const READ_FOR: Duration = Duration::from_secs(20);

pub(crate) async fn measure(program: &Path, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let node = BenchNode::start(folder.path(), None, &[], false).await;
    let mut last = String::new();
    for number in 0..PRACTICES {
        last = node.publish(number).await;
    }
    node.stop().await;
    let running = Running::start(program, &folder.path().join("node"), HOST);
    running.until_ready().await;
    report.add(PART, "memory after the start", running.memory(), "MiB", None);
    let practice = url::Url::parse(&last).unwrap().path().to_owned();
    let paths = ["/", "/practices", "/practices?page=50", "/feed.atom", &practice];
    let requests: Vec<Vec<u8>> = paths.iter().map(|path| running.request(path, "gzip")).collect();
    let started = Instant::now();
    let mut readers = Vec::new();
    for reader in 0..READERS {
        let (mut wire, requests) = (running.connect().await, requests.clone());
        readers.push(tokio::spawn(async move {
            let mut read = 0;
            while started.elapsed() < READ_FOR {
                let request = &requests[(reader + read) % requests.len()];
                let status = wire.ask(request).await.status();
                assert!(status < 400, "{status}: {}", String::from_utf8_lossy(request));
                read += 1;
            }
            read
        }));
    }
    let mut read = 0;
    for reader in readers {
        read += reader.await.unwrap();
    }
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let rate = read as f64 / started.elapsed().as_secs_f64();
    report.add(PART, "pages read", rate, "/s", None);
    report.add(
        PART,
        "memory at most (aim < 256 MiB)",
        running.most_memory(),
        "MiB",
        None,
    );
}
