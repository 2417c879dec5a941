//! Pages of the admins of a network: applications, members, the roster, the network itself (UX 4.5, 6). For others there
//! are no such pages (SECURITY RO2).

pub(crate) mod applications;
pub(crate) mod case;
mod facts;
pub(crate) mod member;
pub(crate) mod members;
mod network_form;
mod reasons;
pub(crate) mod roster;
pub(crate) mod setting_up;

use domain::ids::MembershipId;
use operations::{
    OperationError,
    view::networks::{Case, NetworkCard, VoteView},
};

use crate::{error::WebError, frame::Frame, pages::networks::matter_text, visit::Visit};

/// The network that is looked at, and those that the reader could look at.
pub(super) struct Chosen {
    pub(super) network: NetworkCard,
    /// Slug and name.
    pub(super) choices: Vec<(String, String)>,
}

/// The network of `?network=`, or the first that the reader runs.
pub(super) async fn chosen(visit: &Visit) -> Result<Chosen, WebError> {
    let networks = visit.operations().networks().await?;
    let mine: Vec<NetworkCard> = networks
        .into_iter()
        .filter(|network| visit.frame.manages(network.id))
        .collect();
    let choices = mine
        .iter()
        .map(|network| (network.handle.clone(), network.name.clone()))
        .collect();
    let network = match visit.parameter("network") {
        Some(slug) => mine.into_iter().find(|network| network.handle == slug),
        None => mine.into_iter().next(),
    };
    Ok(Chosen {
        network: network.ok_or(WebError::NotFound)?,
        choices,
    })
}

/// A membership of one of the networks that the reader runs.
pub(super) async fn case_of(visit: &Visit, id: MembershipId) -> Result<Case, WebError> {
    let session = visit.session()?;
    let networks = visit.frame.person.as_ref().map(|person| person.networks.clone());
    for network in networks.unwrap_or_default() {
        match visit.operations().case(session, network, id).await {
            Ok(case) => return Ok(case),
            Err(OperationError::NotFound { .. } | OperationError::Forbidden(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(WebError::NotFound)
}

/// Votes in words: who, for or against what, why.
pub(super) fn votes(v: &Frame, votes: &[VoteView]) -> Vec<(String, String, String)> {
    let one = |vote: &VoteView| {
        let how = v.t(if vote.yes {
            "application-vote-yes"
        } else {
            "application-vote-no"
        });
        let what = format!("{} · {how}", matter_text(v, &vote.matter));
        (vote.who.clone(), what, vote.reason.clone().unwrap_or_default())
    };
    votes.iter().map(one).collect()
}
