//! `/admin/roster`: the number, the signed document, and what changed last.

use actix_web::HttpResponse;
use askama::Template;

use super::{Chosen, chosen, facts::Fact};
use crate::{error::WebError, frame::Frame, pages::networks::hidden, visit::Visit};

/// Changes that are shown.
const NEWEST: u64 = 50;

#[derive(Template)]
#[template(path = "admin/roster.html")]
struct RosterPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    name: &'a str,
    choices: Vec<(String, String)>,
    facts: Vec<Fact>,
    roster: String,
    /// Node, number, changes that wait, when it was last heard.
    holders: Vec<[String; 4]>,
    signature: String,
    /// Number, actor, where it stands from then on.
    changes: Vec<(String, String, String)>,
}

/// `GET /admin/roster`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let Chosen { network, choices } = chosen(&visit).await?;
    let page = visit.operations().network_page(&visit.caller, network.id).await?;
    let since = page.roster_number.saturating_sub(NEWEST);
    let roster = visit.operations().roster_view(network.id, Some(since)).await?;
    let changes = roster.changes.iter().rev().map(|change| {
        let tier = change
            .standing
            .as_ref()
            .map(|standing| v.label("membership_tier", standing.tier.as_str()));
        let standing = tier.unwrap_or_else(|| v.t("roster-moved-away"));
        (v.number(change.number), change.actor.clone(), standing)
    });
    let mut facts = vec![(v.t("roster-number"), v.number(roster.number), String::new())];
    for count in &page.tiers {
        let tier = v.label("membership_tier", count.tier.as_str());
        facts.push((tier, v.number(count.members), String::new()));
    }
    if let Some(hidden) = page.hidden.filter(|hidden| *hidden > 0) {
        facts.push((v.t("members-hidden"), v.number(hidden), String::new()));
    }
    let operations = visit.operations();
    let holders = operations.roster_holders(visit.session()?, network.id).await;
    let holders = holders.map_err(hidden)?.into_iter().map(|holder| {
        let heard = holder.last_heard;
        let heard = heard.map_or_else(|| v.t("members-heard-never"), |moment| v.date(&moment));
        [holder.host, v.number(holder.number), v.number(holder.missing), heard]
    });
    let holders = holders.collect();
    let signed = operations.roster_signature(network.id).await?;
    facts.push((v.t("roster-signed-number"), v.number(signed.number), String::new()));
    facts.push((v.t("roster-signed-at"), v.moment(&signed.at), String::new()));
    facts.push((v.t("roster-signed-by"), signed.key, String::new()));
    visit.page(&RosterPage {
        v,
        slug: &network.handle,
        name: &network.name,
        choices,
        facts,
        changes: changes.collect(),
        roster: roster.document,
        holders,
        signature: signed.value,
    })
}
