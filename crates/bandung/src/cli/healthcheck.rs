//! `bandung healthcheck`, for images without a shell.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    Config, Failure,
    commands::{Order, Request},
    console, socket,
};

const WITHIN: Duration = Duration::from_secs(5);

/// Asks `/readyz`; where the node ends TLS itself, its command socket.
pub(super) async fn run(config: &Config) -> Result<u8, Failure> {
    let asked = async {
        if config.server.tls.is_some() {
            over_the_socket(config).await
        } else {
            over_http(config.server.listen).await
        }
    };
    tokio::time::timeout(WITHIN, asked)
        .await
        .map_err(|_| Failure::failed("not ready: no answer within 5 s"))??;
    console::say("ready");
    Ok(0)
}

async fn over_the_socket(config: &Config) -> Result<(), Failure> {
    let order = Order {
        by: None,
        organisation: None,
        request: Request::Ready,
    };
    match socket::ask(&config.data_dir.join("bandung.sock"), &order, &mut |_| {}).await {
        Some(answer) => answer.map(|_| ()),
        None => Err(Failure::failed("not ready: no node runs on this data folder")),
    }
}

async fn over_http(listen: SocketAddr) -> Result<(), Failure> {
    let address = SocketAddr::new(reachable(listen.ip()), listen.port());
    let failed = |error: std::io::Error| Failure::failed(format!("not ready: {address} does not answer ({error})"));
    let mut stream = TcpStream::connect(address).await.map_err(failed)?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.map_err(failed)?;
    let mut answer = String::new();
    stream.take(65_536).read_to_string(&mut answer).await.map_err(failed)?;
    if answer.starts_with("HTTP/1.1 200 ") {
        return Ok(());
    }
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    Err(Failure::failed(format!("not ready: {}", body.trim())))
}

/// An address that means "all" is reached on the loopback one.
fn reachable(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        other => other,
    }
}
