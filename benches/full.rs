//! Case R13: a node with 2,000 practices under more load than it can bear: readers without pause, and servers that post
//! without pause. Nothing that it acknowledged may be missing, its memory stays bounded, and it recovers.
//!
//! `--minutes 60` for the hour of the case; a program that starts the node with less memory and processor may be given
//! with `--program`.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::task::JoinSet;

use crate::{
    fake::Fake,
    inbox::reply,
    node::{BenchNode, HOST},
    program::Running,
    report::Report,
    wire::Message,
};

const PART: &str = "With 2,000 practices, under more load than it bears";
const PRACTICES: usize = 2_000;
const HOSTS: usize = 32;
const READERS: usize = 16;
const SENDERS: usize = 4;

/// How often each status was answered.
type Statuses = BTreeMap<u16, usize>;

pub(crate) async fn measure(program: &Path, load: Duration, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let (node, fakes, _) = BenchNode::among(folder.path(), HOSTS).await;
    let inbox = node.inbox();
    let mut practice = String::new();
    for number in 0..PRACTICES {
        practice = node.publish(number).await;
    }
    node.stop().await;
    let data = folder.path().join("node");
    let peers: Vec<_> = fakes.iter().map(|fake| (fake.host.clone(), fake.address)).collect();
    let running = Arc::new(Running::start(program, &data, HOST, &peers));
    running.until_ready().await;
    report.add(PART, "memory after the start", running.memory(), "MiB", None);
    report.add(PART, "a page before", page(&running).await, "ms", None);
    let path = url::Url::parse(&practice).unwrap().path().to_owned();
    let (mut readers, mut senders) = (JoinSet::new(), JoinSet::new());
    let until = Instant::now() + load;
    for reader in 0..READERS {
        readers.spawn(read(running.clone(), path.clone(), reader, until));
    }
    let mut shares: Vec<Vec<Fake>> = (0..SENDERS).map(|_| Vec::new()).collect();
    for (number, fake) in fakes.into_iter().enumerate() {
        shares[number % SENDERS].push(fake);
    }
    for share in shares {
        senders.spawn(send(running.clone(), share, inbox.clone(), practice.clone(), until));
    }
    let (read, sent) = (together(readers).await, together(senders).await);
    let seconds = load.as_secs_f64();
    for (what, statuses) in [("pages", &read), ("posts", &sent)] {
        for (status, times) in statuses {
            report.add(
                PART,
                format!("{what} answered {status}"),
                count(*times) / seconds,
                "/s",
                None,
            );
        }
    }
    report.add(
        PART,
        "memory at most (aim < 256 MiB)",
        running.most_memory(),
        "MiB",
        None,
    );
    report.add(
        PART,
        "a page right after (aim as before)",
        page(&running).await,
        "ms",
        None,
    );
    let acknowledged = sent.get(&202).copied().unwrap_or_default();
    let kept = posts_of_others(&data.join("bandung.sqlite")).await;
    report.add(PART, "posts acknowledged", count(acknowledged), "", None);
    report.add(
        PART,
        "of them missing (aim 0)",
        count(acknowledged.saturating_sub(kept)),
        "",
        None,
    );
}

/// Reads pages without pause; a connection that the node closes is made anew, and counted as status 0.
async fn read(running: Arc<Running>, practice: String, reader: usize, until: Instant) -> Statuses {
    let paths = ["/", "/practices", "/practices?page=50", "/feed.atom", &practice];
    let requests: Vec<Vec<u8>> = paths.iter().map(|path| running.request(path, "gzip")).collect();
    let (mut wire, mut statuses) = (running.connect().await, Statuses::new());
    for number in reader.. {
        if Instant::now() > until {
            break;
        }
        let answer = wire.try_ask(&requests[number % requests.len()]).await;
        *statuses.entry(answer.as_ref().map_or(0, Message::status)).or_default() += 1;
        if answer.is_none() {
            wire = running.connect().await;
        }
    }
    statuses
}

/// Posts replies without pause, each once; where one is turned away the next one is tried.
async fn send(running: Arc<Running>, fakes: Vec<Fake>, inbox: String, practice: String, until: Instant) -> Statuses {
    let (mut wire, mut statuses) = (running.connect().await, Statuses::new());
    for number in 0.. {
        if Instant::now() > until {
            break;
        }
        let fake = &fakes[number % fakes.len()];
        let request = fake.post(&inbox, &reply(fake, number / fakes.len(), &practice));
        let answer = wire.try_ask(&request).await;
        *statuses.entry(answer.as_ref().map_or(0, Message::status)).or_default() += 1;
        if answer.is_none() {
            wire = running.connect().await;
        }
    }
    statuses
}

async fn together(mut tasks: JoinSet<Statuses>) -> Statuses {
    let mut all = Statuses::new();
    while let Some(statuses) = tasks.join_next().await {
        for (status, times) in statuses.unwrap() {
            *all.entry(status).or_default() += times;
        }
    }
    all
}

/// How long a page takes, in milliseconds.
async fn page(running: &Running) -> f64 {
    let began = Instant::now();
    assert_eq!(running.get("/practices").await.status(), 200);
    began.elapsed().as_secs_f64() * 1_000.0
}

async fn posts_of_others(database: &Path) -> usize {
    let options = SqliteConnectOptions::new().filename(database).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let row = sqlx::query("SELECT COUNT(*) AS n FROM posts WHERE organisation IS NULL")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    usize::try_from(row.get::<i64, _>("n")).unwrap()
}

#[expect(clippy::cast_precision_loss, reason = "some millions")]
fn count(number: usize) -> f64 {
    number as f64
}
