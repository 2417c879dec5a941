//! Listening: the port, the web server.

use std::{
    io::ErrorKind,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use ::web::WebState;
use actix_web::{App, HttpServer, dev::Server, middleware::from_fn, web};
use federation::Federation;
use rustls::ServerConfig;

use super::{gate, gate::Gate};
use crate::{Config, Failure};

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
pub(super) fn serve(
    config: &Config,
    listener: TcpListener,
    tls: Option<ServerConfig>,
    answering: Answering,
) -> Result<Server, Failure> {
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
    let server = match tls {
        None => server.listen(listener).map_err(failed)?,
        Some(tls) => server.listen_rustls_0_23(listener, tls).map_err(failed)?,
    };
    Ok(server.run())
}

/// Several nodes share a machine in a development network.
fn workers(config: &Config) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if config.development.is_some() { 1 } else { cores }
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
