//! Case I22: 500 requests a second, from one host and from 500, and what somebody who reads pages meets meanwhile.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::{
    fake::Fake,
    inbox::reply,
    node::{BenchNode, HOST},
    report::Report,
    wire::Wire,
};

const PART: &str = "Flooded with 500 activities a second";
const HOSTS: usize = 500;
const SECONDS: usize = 10;
const CONNECTIONS: usize = 25;
const READ_EVERY: Duration = Duration::from_millis(20);

pub(crate) async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let (node, fakes, _) = BenchNode::among(folder.path(), HOSTS).await;
    let inbox = node.inbox();
    let practice = node.publish(0).await;
    for number in 1..30 {
        node.publish(number).await;
    }
    let post = |fake: &Fake, number| fake.post(&inbox, &reply(fake, number, &practice));
    let all = 0..HOSTS * SECONDS;
    let of_all = || {
        all.clone()
            .map(|number| post(&fakes[number % HOSTS], number / HOSTS))
            .collect()
    };
    let of_one = || all.clone().map(|number| post(&fakes[0], SECONDS + number)).collect();
    // Signed right before they are sent: a date holds for a short time.
    let floods: [(_, _, &dyn Fn() -> Vec<Vec<u8>>); 2] = [
        ("taken, of 500 hosts' with new keys", 202, &of_all),
        ("slowed down (429), of one host's", 429, &of_one),
    ];
    for (what, status, requests) in floods {
        let (statuses, slowest) = flood(node.address, requests()).await;
        report.add(PART, what, share(&statuses, status), "%", None);
        let page = "page meanwhile, 99th of 100 (aim < 1,000 ms)";
        report.add(PART, page, slowest, "ms", None);
    }
    node.stop().await;
}

/// Sends requests at 500 a second; gives the statuses, and how long the slowest of 100 pages took, in milliseconds.
async fn flood(address: SocketAddr, requests: Vec<Vec<u8>>) -> (Vec<u16>, f64) {
    let started = Instant::now();
    let mut shares: Vec<Vec<(Duration, Vec<u8>)>> = vec![Vec::new(); CONNECTIONS];
    for (number, request) in requests.into_iter().enumerate() {
        let due = Duration::from_secs_f64(f64::from(u32::try_from(number).unwrap()) / 500.0);
        shares[number % CONNECTIONS].push((due, request));
    }
    let (over, reads) = watch::channel(false);
    let reading = tokio::spawn(read_pages(address, reads));
    let sending: Vec<_> = shares
        .into_iter()
        .map(|share| {
            tokio::spawn(async move {
                let mut wire = Wire::connect(address).await;
                let mut statuses = Vec::new();
                for (due, request) in share {
                    tokio::time::sleep_until((started + due).into()).await;
                    statuses.push(wire.ask(&request).await.status());
                }
                statuses
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for connection in sending {
        statuses.extend(connection.await.unwrap());
    }
    over.send(true).unwrap();
    let mut times = reading.await.unwrap();
    times.sort_unstable();
    let slowest = times[times.len() * 99 / 100];
    (statuses, slowest.as_secs_f64() * 1_000.0)
}

/// Reads the list of practices again and again; gives how long each took.
async fn read_pages(address: SocketAddr, over: watch::Receiver<bool>) -> Vec<Duration> {
    let request =
        format!("GET /practices HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n");
    let (mut wire, mut times) = (Wire::connect(address).await, Vec::new());
    while !*over.borrow() {
        let began = Instant::now();
        assert_eq!(wire.ask(request.as_bytes()).await.status(), 200);
        times.push(began.elapsed());
        tokio::time::sleep(READ_EVERY).await;
    }
    times
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn share(statuses: &[u16], wanted: u16) -> f64 {
    let such = statuses.iter().filter(|status| **status == wanted).count();
    100.0 * such as f64 / statuses.len() as f64
}
