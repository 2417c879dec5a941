//! The program as a process of its own, on a data folder that is set up.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tokio::net::TcpStream;

use crate::wire::{Message, Wire};

/// A program that ends with the measurement.
pub(crate) struct Running {
    child: Child,
    host: String,
    address: SocketAddr,
}

impl Running {
    /// Starts a node of this name on a free port, among these other servers.
    pub(crate) fn start(program: &Path, data: &Path, host: &str, peers: &[(String, SocketAddr)]) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = serve(program, data, host, address, peers);
        let host = format!("{}:{}", host.replace(".test", ".localhost"), address.port());
        Self { child, host, address }
    }

    pub(crate) async fn until_ready(&self) {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            if TcpStream::connect(self.address).await.is_ok() && self.get("/readyz").await.status() == 200 {
                return;
            }
            assert!(Instant::now() < deadline, "the node is not ready");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Resident now, in MiB.
    pub(crate) fn memory(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// The most that was ever resident, in MiB.
    pub(crate) fn most_memory(&self) -> f64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes / 1024.0
    }

    pub(crate) async fn connect(&self) -> Wire {
        Wire::connect(self.address).await
    }

    /// What a browser asks for.
    pub(crate) fn request(&self, path: &str, encoding: &str) -> Vec<u8> {
        let host = &self.host;
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Encoding: {encoding}\r\n\r\n")
            .into_bytes()
    }

    pub(crate) async fn get(&self, path: &str) -> Message {
        self.connect().await.ask(&self.request(path, "gzip")).await
    }
}

fn serve(program: &Path, data: &Path, host: &str, address: SocketAddr, peers: &[(String, SocketAddr)]) -> Child {
    let others = peers.iter().map(|(peer, at)| format!(",{peer}={at}"));
    let peers: String = std::iter::once(format!("{host}={address}")).chain(others).collect();
    let settings = [
        format!("node.domain={host}"),
        format!("server.listen={address}"),
        format!("development.peers={peers}"),
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

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}
