//! `bandung setup`.

use secrecy::ExposeSecret;

use super::{Reply, Service};
use crate::Failure;

/// Makes a new set-up link.
pub(super) async fn run(service: &Service) -> Result<Reply, Failure> {
    let secret = service.operations.new_setup_link().await?;
    let link = format!("{}/admin/setup/{}", service.pages, secret.0.expose_secret());
    Ok(Reply::link(
        "Open this link within 30 minutes to set the node up (shown once):",
        link,
    ))
}
