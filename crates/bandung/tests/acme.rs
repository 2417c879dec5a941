//! Certificates that the node gets by itself (`server.tls = "acme"`), from a small certificate authority of this test.
//!
//! The authority does what RFC 8555 and RFC 8737 say as far as a client can notice: it looks at the name through the
//! challenge of TLS-ALPN-01 and compares the proof with the key of the account.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{App, HttpRequest, HttpResponse, HttpResponseBuilder, HttpServer, web};
use bandung::{Config, Node, Parts, config::Sources};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use evidence::keys::sha256;
use rcgen::{BasicConstraints, CertificateParams, CertificateSigningRequestParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, CertificateSigningRequestDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};
use x509_parser::parse_x509_certificate;

const DOMAIN: &str = "water.example.org";
const TOKEN: &str = "DGyRejmCefe7v4NfDGDKfA";
/// `id-pe-acmeIdentifier` (RFC 8737).
const ACME_IDENTIFIER: &str = "1.3.6.1.5.5.7.1.31";

/// A certificate authority with one customer.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    address: SocketAddr,
    node: SocketAddr,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    thumbprint: String,
    proven: bool,
    certificate: Option<String>,
    orders: u32,
}

impl Authority {
    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.address.port())
    }

    fn order(&self) -> Value {
        let state = self.state.lock().unwrap();
        let mut order = json!({
            "status": match (state.proven, &state.certificate) {
                (_, Some(_)) => "valid",
                (true, None) => "ready",
                (false, None) => "pending",
            },
            "identifiers": [{"type": "dns", "value": DOMAIN}],
            "authorizations": [self.url("/authorisation")],
            "finalize": self.url("/finalise"),
        });
        if state.certificate.is_some() {
            order["certificate"] = json!(self.url("/certificate"));
        }
        order
    }

    /// Looks at the name as the authority of the world does: nothing but the proof of this challenge counts.
    async fn look(&self) {
        let expected = {
            let state = self.state.lock().unwrap();
            sha256(format!("{TOKEN}.{}", state.thumbprint).as_bytes())
        };
        let stream = connect(self.node, &[b"acme-tls/1"], None).await.unwrap();
        let shown = stream.get_ref().1.peer_certificates().unwrap()[0].clone();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"acme-tls/1"[..]));
        let (_, certificate) = parse_x509_certificate(&shown).unwrap();
        let proof = certificate
            .extensions()
            .iter()
            .find(|extension| extension.oid.to_id_string() == ACME_IDENTIFIER)
            .unwrap();
        assert!(proof.critical);
        assert_eq!(
            proof.value,
            [&[4, 32], &expected[..]].concat(),
            "an octet string with the digest"
        );
        self.state.lock().unwrap().proven = true;
    }

    fn sign(&self, request: &[u8]) {
        let request = CertificateSigningRequestDer::from(request.to_vec());
        let asked = CertificateSigningRequestParams::from_der(&request).unwrap();
        let certificate = asked.signed_by(&self.issuer).unwrap();
        self.state.lock().unwrap().certificate = Some(certificate.pem());
    }
}

fn answer(mut builder: HttpResponseBuilder) -> HttpResponseBuilder {
    builder.insert_header(("replay-nonce", "bm9uY2U"));
    builder
}

fn payload(body: &Value, part: &str) -> Value {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(body[part].as_str().unwrap()).unwrap();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

async fn asked(request: HttpRequest, body: web::Bytes, authority: web::Data<Authority>) -> HttpResponse {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let located = |path: &str| {
        let mut builder = answer(HttpResponse::Created());
        builder.insert_header(("location", authority.url(path)));
        builder
    };
    let mut ok = answer(HttpResponse::Ok());
    match request.path() {
        "/directory" => ok.json(json!({
            "newNonce": authority.url("/nonce"),
            "newAccount": authority.url("/account"),
            "newOrder": authority.url("/new-order"),
        })),
        "/account" => {
            let key = &payload(&body, "protected")["jwk"];
            let canonical = format!(
                "{{\"crv\":{},\"kty\":{},\"x\":{},\"y\":{}}}",
                key["crv"], key["kty"], key["x"], key["y"]
            );
            let thumbprint = BASE64_URL_SAFE_NO_PAD.encode(sha256(canonical.as_bytes()));
            authority.state.lock().unwrap().thumbprint = thumbprint;
            assert_eq!(
                payload(&body, "payload")["contact"],
                json!(["mailto:water@example.org"])
            );
            located("/account/1").json(json!({"status": "valid"}))
        }
        "/new-order" => {
            assert_eq!(payload(&body, "payload")["identifiers"][0]["value"], DOMAIN);
            authority.state.lock().unwrap().orders += 1;
            located("/order").json(authority.order())
        }
        "/order" => ok.json(authority.order()),
        "/authorisation" => {
            let proven = authority.state.lock().unwrap().proven;
            let status = if proven { "valid" } else { "pending" };
            let challenge = json!({"type": "tls-alpn-01", "url": authority.url("/challenge"), "token": TOKEN});
            ok.json(json!({
                "status": status,
                "identifier": {"type": "dns", "value": DOMAIN},
                "challenges": [challenge],
            }))
        }
        "/challenge" => {
            authority.look().await;
            ok.json(json!({}))
        }
        "/finalise" => {
            let request = payload(&body, "payload")["csr"].as_str().unwrap().to_owned();
            authority.sign(&BASE64_URL_SAFE_NO_PAD.decode(request).unwrap());
            ok.json(authority.order())
        }
        "/certificate" => ok.body(authority.state.lock().unwrap().certificate.clone().unwrap()),
        _ => ok.finish(),
    }
}

/// A connection to the node; without a certificate authority that is believed, whatever it shows is looked at.
async fn connect(
    to: SocketAddr,
    protocols: &[&[u8]],
    believed: Option<&CertificateDer<'static>>,
) -> std::io::Result<TlsStream<TcpStream>> {
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap();
    let mut config = match believed {
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.clone()).unwrap();
            builder.with_root_certificates(roots).with_no_client_auth()
        }
        None => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(looks::AtAnything))
            .with_no_client_auth(),
    };
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    let stream = TcpStream::connect(to).await?;
    let name = ServerName::try_from(DOMAIN).unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

mod looks {
    use rustls::{
        DigitallySignedStruct, Error, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        pki_types::{CertificateDer, ServerName, UnixTime},
    };

    /// The challenge shows a certificate that nobody vouches for; what counts is what stands in it.
    #[derive(Debug)]
    pub(crate) struct AtAnything;

    impl ServerCertVerifier for AtAnything {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            vec![SignatureScheme::ECDSA_NISTP256_SHA256, SignatureScheme::ED25519]
        }
    }
}

fn authority(listener: &TcpListener, node: SocketAddr) -> web::Data<Authority> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    web::Data::new(Authority {
        issuer: CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap(),
        address: listener.local_addr().unwrap(),
        node,
        state: Mutex::default(),
    })
}

fn serve(listener: TcpListener, authority: &web::Data<Authority>) -> actix_web::dev::ServerHandle {
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let own = own.signed_by(&key, &authority.issuer).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], key)
        .unwrap();
    let data = authority.clone();
    let server = HttpServer::new(move || App::new().app_data(data.clone()).default_service(web::to(asked)))
        .workers(1)
        .disable_signals()
        .listen_rustls_0_23(listener, tls)
        .unwrap()
        .run();
    let handle = server.handle();
    tokio::spawn(server);
    handle
}

async fn start(folder: &Path, address: SocketAddr, directory: &str) -> Node {
    let sources = Sources::default()
        .with("node.domain", DOMAIN)
        .with("node.data_dir", folder.join("data").display())
        .with("server.listen", address)
        .with("health.least_free", "1MB")
        .with("server.tls", "acme")
        .with("server.acme_contact", "water@example.org")
        .with("server.acme_directory", directory)
        .with("server.acme_ca_file", folder.join("ca.pem").display());
    let config = Config::load(&sources).unwrap();
    Box::pin(Node::start(config, Parts::of_the_system())).await.unwrap()
}

/// Asks until the certificate is there.
async fn livez(node: SocketAddr, believed: &CertificateDer<'static>) -> String {
    for _ in 0..200 {
        if let Ok(mut stream) = connect(node, &[b"http/1.1"], Some(believed)).await {
            let request = format!("GET /livez HTTP/1.1\r\nHost: {DOMAIN}\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            let _closed = stream.read_to_string(&mut answer).await;
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no certificate that the authority signed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_node_gets_its_certificate_by_itself_and_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let authority = authority(&listener, address);
    std::fs::write(folder.path().join("ca.pem"), authority.issuer.pem()).unwrap();
    let believed = authority.issuer.der().clone();
    let server = serve(listener, &authority);

    let node = start(folder.path(), address, &authority.url("/directory")).await;
    let answer = livez(address, &believed).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    node.stop().await;
    server.stop(false).await;

    // The authority is away now; what was had is still there.
    let node = start(folder.path(), address, &authority.url("/directory")).await;
    assert!(livez(address, &believed).await.starts_with("HTTP/1.1 200"));
    node.stop().await;
    assert_eq!(authority.state.lock().unwrap().orders, 1);
}
