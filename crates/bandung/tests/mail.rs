//! Mail of a real node, seen from a mail server.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{net::TcpListener as StdListener, sync::Arc, time::Duration};

use bandung::{
    Config, Node, Parts,
    commands::{Order, Request},
    config::Sources,
};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use futures::future::BoxFuture;
use operations::{Clock, OsEntropy};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};

/// A clock that the test moves.
#[derive(Clone)]
struct Moved(Arc<watch::Sender<DateTime<Utc>>>);

impl Clock for Moved {
    fn now(&self) -> DateTime<Utc> {
        *self.0.borrow()
    }
    fn sleep_until(&self, moment: DateTime<Utc>) -> BoxFuture<'static, ()> {
        let mut time = self.0.subscribe();
        Box::pin(async move {
            let _gone = time.wait_for(|now| *now >= moment).await;
        })
    }
}

/// A mail server that answers each mail's recipient with the next of these codes, and tells what it was given.
async fn mail_server(codes: &[&'static str]) -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (told, tells) = mpsc::unbounded_channel();
    let codes = codes.to_vec();
    tokio::spawn(async move {
        for code in codes {
            let (stream, _) = listener.accept().await.unwrap();
            told.send(converse(stream, code).await).unwrap();
        }
    });
    (port, tells)
}

async fn converse(stream: TcpStream, code: &str) -> String {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example\r\n").await.unwrap();
    let (mut line, mut given, mut in_data) = (String::new(), String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or_default() == 0 {
            return given;
        }
        given.push_str(&line);
        let answer = match line.trim_end() {
            "." if in_data => {
                in_data = false;
                "250 taken\r\n".to_owned()
            }
            _ if in_data => continue,
            "DATA" => {
                in_data = true;
                "354 go on\r\n".to_owned()
            }
            "QUIT" => {
                let _gone = stream.write_all(b"221 bye\r\n").await;
                return given;
            }
            command if command.starts_with("RCPT") => format!("{code} so be it\r\n"),
            _ => "250 well\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await.unwrap();
    }
}

struct World {
    node: Node,
    clock: Moved,
    _folder: tempfile::TempDir,
}

async fn node_with_mail(port: u16) -> World {
    let folder = tempfile::tempdir().unwrap();
    let sources = Sources::default()
        .with("node.data_dir", folder.path().display())
        .with("health.least_free", "1MB")
        .with("mail.url", format!("smtp://127.0.0.1:{port}"))
        .with("mail.from", "node@water.example");
    let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let clock = Moved(Arc::new(watch::channel(start).0));
    let parts = Parts {
        clock: Arc::new(clock.clone()),
        entropy: Arc::new(OsEntropy),
        listener: Some(StdListener::bind("127.0.0.1:0").unwrap()),
        picture_program: None,
    };
    let node = Box::pin(Node::start(Config::load(&sources).unwrap(), parts))
        .await
        .unwrap();
    World {
        node,
        clock,
        _folder: folder,
    }
}

#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    request: Request,
}

impl World {
    async fn ask(&self, line: &str) -> Result<String, String> {
        let order = Order {
            by: None,
            organisation: None,
            request: Line::parse_from(line.split(' ')).request,
        };
        let answer = Box::pin(self.node.service().execute(order)).await;
        answer.map(|reply| reply.text).map_err(|failure| failure.to_string())
    }

    /// Waits until `bandung doctor` says something of the mail.
    async fn doctor_says(&self, words: &str) {
        let said = async {
            while !self.ask("bandung doctor").await.unwrap().contains(words) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), said).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_reaches_the_server_of_the_settings() {
    let (port, mut given) = mail_server(&["250"]).await;
    let world = node_with_mail(port).await;

    world.ask("bandung mail test office@a.example").await.unwrap();

    let given = given.recv().await.unwrap();
    for part in [
        "MAIL FROM:<node@water.example>",
        "RCPT TO:<office@a.example>",
        "Subject: Test from",
        "Auto-Submitted: auto-generated",
        "multipart/alternative",
    ] {
        assert!(given.contains(part), "{part} is not in {given}");
    }
    world.doctor_says("nothing waits").await;
    world.node.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_server_is_asked_again_and_nothing_is_lost() {
    let (port, mut given) = mail_server(&["451", "250"]).await;
    let world = node_with_mail(port).await;
    world.ask("bandung mail test office@a.example").await.unwrap();
    given.recv().await.unwrap();
    world.doctor_says("1 wait (last: the mail server answered 451)").await;

    world.clock.0.send_modify(|now| *now += TimeDelta::minutes(2));

    assert!(given.recv().await.unwrap().contains("Subject: Test from"));
    world.doctor_says("nothing waits").await;
    world.node.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_that_does_not_exist_is_shown_to_the_operator() {
    let (port, mut given) = mail_server(&["550"]).await;
    let world = node_with_mail(port).await;

    world.ask("bandung mail test nobody@a.example").await.unwrap();

    given.recv().await.unwrap();
    world.doctor_says("1 could not be delivered").await;
    world.node.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_gets_three_mails_an_hour_and_no_more() {
    let (port, mut given) = mail_server(&["250"; 4]).await;
    let world = node_with_mail(port).await;
    for _ in 0..3 {
        world.ask("bandung mail test office@a.example").await.unwrap();
        given.recv().await.unwrap();
    }

    let fourth = world.ask("bandung mail test Office+more@A.example").await;

    assert!(fourth.unwrap_err().contains("try again later"));
    world.ask("bandung mail test other@a.example").await.unwrap();
    assert!(given.recv().await.unwrap().contains("other@a.example"));
    world.node.stop().await;
}
