//! TLS of the node itself: from files, or with certificates that it gets and renews by itself (ACME, RFC 8555).

use std::{fs, path::Path, sync::Arc};

use futures::StreamExt;
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use rustls_acme::{AcmeConfig, caches::DirCache};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::task::JoinHandle;

use super::folder::DataFolder;
use crate::{
    Failure,
    config::{Acme, Tls, TlsFiles},
};

/// The protocol of a certificate authority that looks whether the name leads here (RFC 8737).
const CHALLENGE: &[u8] = b"acme-tls/1";

/// TLS of a running node.
pub(super) struct OwnTls {
    pub(super) config: ServerConfig,
    renewal: Option<JoinHandle<()>>,
}

impl Drop for OwnTls {
    fn drop(&mut self) {
        if let Some(renewal) = &self.renewal {
            renewal.abort();
        }
    }
}

/// Prepares TLS as the settings say. Certificates of ACME come later; until then handshakes fail.
pub(super) fn prepare(tls: &Tls, folder: &DataFolder) -> Result<OwnTls, Failure> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    match tls {
        Tls::Files(files) => Ok(OwnTls {
            config: from_files(files, provider)?,
            renewal: None,
        }),
        Tls::Acme(acme) => by_acme(acme, folder, provider),
    }
}

fn by_acme(acme: &Acme, folder: &DataFolder, provider: Arc<CryptoProvider>) -> Result<OwnTls, Failure> {
    let client = Arc::new(client(acme, Arc::clone(&provider))?);
    let mut state = AcmeConfig::new_with_client_config([&acme.domain], client)
        .contact(acme.contact.iter().map(|address| format!("mailto:{address}")))
        .directory(&acme.directory)
        .cache(DirCache::new(folder.acme()?))
        .state();
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::failed(error.to_string()))?
        .with_no_client_auth()
        .with_cert_resolver(state.resolver());
    config.alpn_protocols.push(CHALLENGE.to_vec());
    let renewal = tokio::spawn(async move {
        while let Some(event) = state.next().await {
            match event {
                Ok(done) => tracing::info!("certificate: {done:?}"),
                // It is tried again, after longer and longer waits.
                Err(fault) => tracing::warn!(
                    "no certificate yet: {fault:?}. The name must lead to this machine, and its port 443 to this program"
                ),
            }
        }
    });
    Ok(OwnTls {
        config,
        renewal: Some(renewal),
    })
}

/// How the certificate authority is asked: by the authorities of the system, or by one that the settings name.
fn client(acme: &Acme, provider: Arc<CryptoProvider>) -> Result<ClientConfig, Failure> {
    let failed = |error: rustls::Error| Failure::failed(format!("TLS cannot be set up: {error}"));
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    let Some(path) = &acme.ca_file else {
        return Ok(builder.with_platform_verifier().map_err(failed)?.with_no_client_auth());
    };
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path)? {
        roots.add(certificate).map_err(failed)?;
    }
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn wrong(path: &Path, fault: &str) -> Failure {
    Failure::settings(format!("{}: {fault}", path.display()))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let pem = fs::read(path).map_err(|error| wrong(path, &format!("the certificate cannot be read: {error}")))?;
    CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<_, _>>()
        .map_err(|_| wrong(path, "is not a certificate in PEM"))
}

fn from_files(files: &TlsFiles, provider: Arc<CryptoProvider>) -> Result<ServerConfig, Failure> {
    let chain = certificates(&files.certificate)?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|_| wrong(&files.key, "is not a private key in PEM, or cannot be read"))?;
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
