//! Listening: the port, TLS from files, the web server.

use std::{
    fs,
    io::ErrorKind,
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
    time::Duration,
};

use ::web::WebState;
use actix_web::{App, HttpServer, dev::Server, middleware::from_fn, web};
use federation::Federation;
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use super::{gate, gate::Gate};
use crate::{Config, Failure, config::TlsFiles};

/// SECURITY 3.5: the head of a request within 5 s.
const HEAD_WITHIN: Duration = Duration::from_secs(5);
const KEEP_ALIVE: Duration = Duration::from_secs(60);

/// Takes the port.
pub(super) fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|error| {
        Failure::failed(match error.kind() {
            ErrorKind::AddrInUse => format!(
                "{address} is in use by another program. Stop it, or choose another port: --listen {}:{}",
                address.ip(),
                address.port().wrapping_add(1)
            ),
            ErrorKind::PermissionDenied => format!(
                "{address}: ports below 1024 need a right that this user does not have. Put a proxy in front, or \
                 choose a higher port"
            ),
            ErrorKind::AddrNotAvailable => format!("{address} is not an address of this machine; check server.listen"),
            _ => format!("{address} cannot be listened on: {error}"),
        })
    })
}

/// What answers requests.
#[derive(Clone)]
pub(super) struct Answering {
    pub(super) federation: Federation,
    pub(super) state: WebState,
    pub(super) gate: Gate,
    /// Answers questions about health only (`process.role = "worker"`).
    pub(super) health_only: bool,
}

/// Begins to answer on a listener.
pub(super) fn serve(config: &Config, listener: TcpListener, answering: Answering) -> Result<Server, Failure> {
    let failed = |error: std::io::Error| Failure::failed(format!("the web server cannot start: {error}"));
    let server = HttpServer::new(move || {
        let answering = answering.clone();
        App::new()
            .app_data(web::Data::new(answering.gate.clone()))
            .wrap(from_fn(gate::pass))
            .configure(|app| {
                app.service(gate::metrics);
                if answering.health_only {
                    app.service(gate::readyz).service(gate::livez);
                } else {
                    answering.federation.configure(app);
                    ::web::configure(app, answering.state.clone());
                }
            })
    })
    .disable_signals()
    .client_request_timeout(HEAD_WITHIN)
    .keep_alive(KEEP_ALIVE)
    .shutdown_timeout(config.server.stop_within.as_secs())
    .workers(workers(config));
    let server = match &config.server.tls {
        None => server.listen(listener).map_err(failed)?,
        Some(files) => server.listen_rustls_0_23(listener, tls(files)?).map_err(failed)?,
    };
    Ok(server.run())
}

/// Several nodes share a machine in a development network.
fn workers(config: &Config) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if config.development.is_some() { 1 } else { cores }
}

fn tls(files: &TlsFiles) -> Result<ServerConfig, Failure> {
    let wrong = |path: &Path, fault: &str| Failure::settings(format!("{}: {fault}", path.display()));
    let certificate = fs::read(&files.certificate)
        .map_err(|error| wrong(&files.certificate, &format!("the certificate cannot be read: {error}")))?;
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&certificate)
        .collect::<Result<_, _>>()
        .map_err(|_| wrong(&files.certificate, "is not a certificate in PEM"))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|_| wrong(&files.key, "is not a private key in PEM, or cannot be read"))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::failed(error.to_string()))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| {
            wrong(
                &files.certificate,
                &format!("certificate and key cannot be used: {error}"),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::bind;

    #[test]
    fn a_busy_port_is_told_with_a_way_out() {
        let first = bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let failure = bind(first.local_addr().unwrap()).unwrap_err();
        assert!(failure.message.contains("in use by another program"), "{failure}");
        assert!(failure.message.contains("--listen"), "{failure}");
    }
}
