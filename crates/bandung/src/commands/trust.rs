//! `bandung network trust`, `distrust`, `trusted`: whose rosters this node trusts.

use super::{Context, Reply, arguments};
use crate::Failure;

/// Trusts the roster of a network, `@name@host` or its id.
pub(super) async fn trust(context: &Context<'_>, network: &str) -> Result<Reply, Failure> {
    let actor = context.service.directory.look_up(network).await?;
    context.operations().trust_network(context.session(), &actor).await?;
    Ok(Reply::said(format!(
        "the roster of {} is trusted; it is read soon",
        actor.name
    )))
}

/// Trusts it no more; `network` is its id, as [`list`] shows it.
pub(super) async fn distrust(context: &Context<'_>, network: &str) -> Result<Reply, Failure> {
    context
        .operations()
        .distrust_network(context.session(), network)
        .await?;
    Ok(Reply::said(format!("the roster of {network} is no longer trusted")))
}

/// Whose rosters are trusted.
pub(super) async fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    let trusted = context.operations().trusted_networks().await?;
    Ok(Reply::list(
        &trusted,
        ["NETWORK", "NAME", "ROSTER", "MEMBERS", "CHECKED", "STATE"],
        |it| {
            let state = match (&it.alarm, &it.fault) {
                _ if it.own => "own".to_owned(),
                (Some(alarm), _) => alarm.clone(),
                (None, Some(fault)) => fault.clone(),
                _ if it.old => "old".to_owned(),
                _ => "fine".to_owned(),
            };
            [
                it.network.clone(),
                it.name.clone(),
                it.number.to_string(),
                it.members.to_string(),
                arguments::time_or_dash(it.checked_at),
                state,
            ]
        },
    ))
}
