//! A node with the sample content that nobody uses: memory, start-up, size of the program, weight of its pages.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use bandung::demo::{DemoNetwork, Sample};
use tokio::net::TcpStream;

use crate::{
    report::Report,
    wire::{Message, Wire},
};

const PART: &str = "At rest, with the sample content";
const PAGES: [&str; 8] = [
    "/",
    "/practices",
    "/organisations",
    "/countries/KE",
    "/about",
    "/login",
    "/feed.atom",
    "/api/bandung/v1/practices",
];

pub(crate) async fn measure(program: &Path, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let network = DemoNetwork::start(folder.path()).await.unwrap();
    network.fill(&Sample::whole().unwrap(), &|_| {}).await.unwrap();
    network.stop().await;
    #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
    let megabytes = fs::metadata(program).unwrap().len() as f64 / 1_048_576.0;
    report.add(PART, "size of the program", megabytes, "MiB", None);
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let start = Instant::now();
    let running = Running(serve(program, &folder.path().join("alpha"), address));
    until_ready(address).await;
    let ready = start.elapsed();
    report.add(PART, "start to ready", ready.as_secs_f64() * 1000.0, "ms", None);
    report.add(PART, "memory after the start", running.memory(), "MiB", None);
    tokio::time::sleep(Duration::from_secs(30)).await;
    report.add(PART, "memory after 30 s", running.memory(), "MiB", None);
    weigh(address, report).await;
    report.add(
        PART,
        "memory after one visit of each page",
        running.memory(),
        "MiB",
        None,
    );
}

fn serve(program: &Path, data: &Path, address: SocketAddr) -> Child {
    let settings = [
        "node.domain=alpha.test".to_owned(),
        format!("server.listen={address}"),
        format!("development.peers=alpha.test={address}"),
        "health.least_free=1MB".to_owned(),
    ];
    let mut command = Command::new(program);
    command.arg("--data-dir").arg(data);
    for setting in settings {
        command.arg("--set").arg(setting);
    }
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    ] {
        command.env_remove(name);
    }
    command
        .arg("serve")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

async fn until_ready(address: SocketAddr) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if TcpStream::connect(address).await.is_ok() && get(address, "/readyz").await.status() == 200 {
            return;
        }
        assert!(Instant::now() < deadline, "the node is not ready");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A program that ends with the measurement.
struct Running(Child);

impl Running {
    /// Resident, in MiB.
    fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes / 1024.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

async fn get(address: SocketAddr, path: &str) -> Message {
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: alpha.localhost:{}\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n",
        address.port()
    );
    Wire::connect(address).await.ask(request.as_bytes()).await
}

async fn weigh(address: SocketAddr, report: &mut Report) {
    let plain = format!(
        "GET /practices HTTP/1.1\r\nHost: alpha.localhost:{}\r\nAccept: text/html\r\n\r\n",
        address.port()
    );
    let list = Wire::connect(address).await.ask(plain.as_bytes()).await;
    let list = String::from_utf8_lossy(&list.body).into_owned();
    let found = |prefix: &str| {
        let mut links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.find(|link| link.starts_with(prefix)).map(str::to_owned)
    };
    let style = list
        .split('"')
        .find(|text| text.starts_with('/') && text.contains(".css"))
        .map(str::to_owned);
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    paths.extend(found("/practices/"));
    paths.extend(found("/@"));
    paths.extend(style);
    for path in paths {
        let answer = get(address, &path).await;
        assert_eq!(answer.status(), 200, "{path}: {}", answer.head);
        #[expect(clippy::cast_precision_loss, reason = "some kilobytes")]
        let kilobytes = answer.body.len() as f64 / 1024.0;
        report.add(PART, format!("{path} (gzip)"), kilobytes, "KiB", None);
    }
}
