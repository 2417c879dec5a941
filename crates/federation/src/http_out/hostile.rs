//! Cases F05, F06, F08: servers that answer slowly, endlessly or under another name. Time is the runtime's own here: it
//! jumps when everybody waits.

use std::{collections::BTreeMap, future::Future, net::SocketAddr, sync::Arc, time::Duration};

use operations::RemoteError;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use reqwest::Url;
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    time::{Instant, sleep},
};
use tokio_rustls::TlsAcceptor;

use super::{HttpOut, Media};
use crate::{DevelopmentNetwork, Settings};

const HOST: &str = "beta.test";
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\n";

/// A client for which `beta.test` is at an address of this machine.
fn client(scheme: &str, address: SocketAddr, extra_ca: Option<String>) -> HttpOut {
    HttpOut::new(&Settings {
        development: Some(DevelopmentNetwork {
            scheme: scheme.to_owned(),
            peers: BTreeMap::from([(HOST.to_owned(), address)]),
            extra_ca: extra_ca.map(String::into_bytes),
        }),
    })
    .unwrap()
}

/// A server that does this with each connection.
async fn server<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    address
}

async fn fetch(http: &HttpOut, scheme: &str) -> Result<usize, RemoteError> {
    let url = Url::parse(&format!("{scheme}://{HOST}/notes/1")).unwrap();
    let fetched = http.get(&url, Media::Activity, &|_| Vec::new()).await?;
    Ok(fetched.bytes.len())
}

async fn request_read(stream: &mut TcpStream) {
    let mut head = [0; 4096];
    let _read = stream.read(&mut head).await;
}

/// It gives up by itself, within the 15 seconds that a fetch may take in all.
async fn given_up(scheme: &str, address: SocketAddr) {
    let http = client(scheme, address, None);
    let began = Instant::now();
    let fetched = fetch(&http, scheme).await;
    assert!(fetched.is_err(), "{fetched:?}");
    assert!(began.elapsed() <= Duration::from_secs(16), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn f05_a_server_that_says_nothing_is_given_up() {
    let silent = server(|stream| async move {
        sleep(Duration::from_secs(3_600)).await;
        drop(stream);
    })
    .await;
    given_up("http", silent).await;
    // The same before the handshake of TLS.
    given_up("https", silent).await;
}

#[tokio::test(start_paused = true)]
async fn f05_a_machine_that_does_not_answer_a_connection_is_given_up() {
    // A queue of one that nobody takes from: when it is full, no further connection is answered.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let full = socket.listen(1).unwrap();
    let address = full.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(connected) = std::net::TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
        waiting.push(connected);
        assert!(waiting.len() < 100, "the queue is never full");
    }
    given_up("https", address).await;
}

#[tokio::test(start_paused = true)]
async fn f05_a_head_of_one_byte_a_second_is_given_up() {
    let slow = server(|mut stream| async move {
        request_read(&mut stream).await;
        for byte in HEAD.bytes() {
            if stream.write_all(&[byte]).await.is_err() {
                return;
            }
            sleep(Duration::from_secs(1)).await;
        }
    })
    .await;
    given_up("http", slow).await;
}

#[tokio::test(start_paused = true)]
async fn f05_a_body_of_one_byte_in_five_seconds_is_given_up() {
    let slow = server(|mut stream| async move {
        request_read(&mut stream).await;
        let head = format!("{HEAD}Content-Length: 1000\r\n\r\n");
        let mut open = stream.write_all(head.as_bytes()).await.is_ok();
        while open {
            sleep(Duration::from_secs(5)).await;
            open = stream.write_all(b"{").await.is_ok();
        }
    })
    .await;
    given_up("http", slow).await;
}

#[tokio::test]
async fn f06_a_body_without_an_end_and_a_packed_one_of_1000_to_1_are_given_up() {
    let endless = server(|mut stream| async move {
        request_read(&mut stream).await;
        let head = format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n");
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x1_0000));
        let mut open = stream.write_all(head.as_bytes()).await.is_ok();
        while open {
            open = stream.write_all(chunk.as_bytes()).await.is_ok();
        }
    })
    .await;
    given_up("http", endless).await;

    let packed = server(|mut stream| async move {
        request_read(&mut stream).await;
        let body = packed_blanks();
        let head = format!("{HEAD}Content-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len());
        let _gone = stream.write_all(&[head.as_bytes(), &body].concat()).await;
    })
    .await;
    given_up("http", packed).await;
}

/// 16 MiB of blanks as gzip of 16 KiB: one block of deflate in which a match of 258 bytes is repeated.
fn packed_blanks() -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..256 {
        encoder.write_all(&[b' '; 65_536]).unwrap();
    }
    let packed = encoder.finish().unwrap();
    assert!(packed.len() < 32 * 1024);
    packed
}

/// A server with this certificate, which answers properly once the handshake is done.
async fn tls_server(
    certificate: &rcgen::Certificate,
    key: &KeyPair,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> SocketAddr {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    server(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            let mut head = [0; 4096];
            let _read = stream.read(&mut head).await;
            let _gone = stream
                .write_all(format!("{HEAD}Content-Length: 2\r\n\r\n{{}}").as_bytes())
                .await;
            let _gone = stream.shutdown().await;
        }
    })
    .await
}

#[tokio::test]
async fn f08_only_a_certificate_of_this_name_that_holds_today_is_believed() {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let for_name = |name: &str| CertificateParams::new(vec![name.to_owned()]).unwrap();
    let mut expired = for_name(HOST);
    expired.not_after = rcgen::date_time_ymd(2020, 1, 1);
    let mut early = for_name(HOST);
    early.not_before = rcgen::date_time_ymd(2100, 1, 1);
    let signed = |params: CertificateParams| params.signed_by(&key, &authority).unwrap();

    for (what, certificate, believed) in [
        ("of the name, signed by the authority", signed(for_name(HOST)), true),
        ("expired", signed(expired), false),
        ("not valid yet", signed(early), false),
        ("of another name", signed(for_name("gamma.test")), false),
        ("of a name below", signed(for_name("x.beta.test")), false),
        ("signed by itself", for_name(HOST).self_signed(&key).unwrap(), false),
    ] {
        let address = tls_server(&certificate, &key, rustls::DEFAULT_VERSIONS).await;
        let http = client("https", address, Some(authority.pem()));
        let fetched = fetch(&http, "https").await;
        assert_eq!(fetched.is_ok(), believed, "{what}: {fetched:?}");
    }
}

#[tokio::test]
async fn f08_tls_before_1_2_is_not_spoken() {
    // A greeting of TLS 1.0 is all that such a server has to offer.
    let old = server(|mut stream| async move {
        request_read(&mut stream).await;
        let hello = [&[22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1][..], &[7; 32], &[0, 0, 0x2f, 0]].concat();
        let _gone = stream.write_all(&hello).await;
        let mut answer = [0; 64];
        let _read = stream.read(&mut answer).await;
    })
    .await;
    given_up("https", old).await;
}
