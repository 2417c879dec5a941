//! A whole node, measured from outside: start, durable publishing, a page. Prints a line for each; `make bench` runs it.
#![expect(clippy::unwrap_used, reason = "a measurement may fail where something is missing")]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use bandung::{
    Config, Node, Parts,
    config::Sources,
    demo::{DemoNetwork, Sample},
};

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
    runtime.block_on(Box::pin(measure()));
}

async fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let sources = Sources::default()
        .with("node.data_dir", folder.path().join("data").display())
        .with("server.listen", "127.0.0.1:0");
    let config = Config::load(&sources).unwrap();
    let began = Instant::now();
    let node = Box::pin(Node::start(config, Parts::of_the_system())).await.unwrap();
    tell("start of an empty node", began.elapsed(), 1);
    node.stop().await;

    let began = Instant::now();
    let network = DemoNetwork::start(&folder.path().join("demo")).await.unwrap();
    network.fill(&Sample::whole().unwrap(), &|_| {}).await.unwrap();
    tell("three nodes set up, filled and in step", began.elapsed(), 1);

    let address = network.nodes()[0].address();
    // One address may search 30 times a minute.
    for (what, path, times) in [
        ("front page", "/", 300),
        ("list of practices", "/practices", 300),
        ("search", "/practices?q=water", 20),
    ] {
        let began = Instant::now();
        tokio::task::spawn_blocking(move || (0..times).for_each(|_| get(address, path)))
            .await
            .unwrap();
        tell(what, began.elapsed(), times);
    }
    network.stop().await;
}

fn get(address: SocketAddr, path: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    let host = format!("alpha.localhost:{}", address.port());
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200 "),
        "{path}: {}",
        answer.lines().next().unwrap_or_default()
    );
}

fn tell(what: &str, time: Duration, times: u32) {
    let each = time.as_secs_f64() * 1_000.0 / f64::from(times);
    let line = format!("{what:40} {each:10.2} ms\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
}
