//! `/networks` and below: who belongs together, by what rules, and how to join or follow.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{membership::Tier, network::Rules, vocabulary::Country};
use operations::{
    MemberFilter,
    view::networks::{MemberCard, NetworkPage},
};

use super::{NetworkLine, membership_id, network_id};
use crate::{
    error::WebError,
    frame::Frame,
    pages::{declarations::language_name, next_page, search::sort_key},
    visit::Visit,
};

/// Posts on the page of a network; the feed has more.
const NEWEST: usize = 5;

#[derive(Template)]
#[template(path = "networks/list.html")]
struct ListPage<'a> {
    v: &'a Frame,
    lines: Vec<NetworkLine>,
    admin: bool,
}

/// `GET /networks`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let networks = visit.operations().networks().await?;
    visit.page(&ListPage {
        v,
        lines: networks.iter().map(|card| NetworkLine::new(v, card)).collect(),
        admin: v.network_admin(),
    })
}

/// A member in the list of a network.
struct MemberLine {
    page: String,
    name: String,
    standing: String,
    since: String,
}

/// A post of a member.
struct PostLine {
    page: String,
    title: String,
    language: String,
    author: String,
    day: String,
}

#[derive(Template)]
#[template(path = "networks/page.html")]
struct OnePage<'a> {
    v: &'a Frame,
    card: NetworkLine,
    /// Number and what was counted.
    numbers: Vec<(String, String)>,
    manages: bool,
    countries: Vec<(String, String)>,
    chosen: &'a str,
    groups: Vec<(String, Vec<MemberLine>)>,
    next_page: Option<String>,
    roster: String,
    roster_number: String,
    /// Somebody has been on the roster.
    has_roster: bool,
    facts: Vec<(String, String)>,
    posts: Vec<PostLine>,
}

/// `GET /networks/{slug}`.
pub(crate) async fn page(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let (v, operations) = (&visit.frame, visit.operations());
    let id = network_id(&visit, &slug).await?;
    let page = operations.network_page(&visit.caller, id).await?;
    let chosen = visit.parameter("country").unwrap_or_default();
    let filter = MemberFilter {
        country: Country::parse(chosen),
        tier: None,
    };
    let members = operations.members(id, filter, visit.after()).await?;
    let posts = operations.network_posts(id, None).await?;
    let roster = operations.roster_view(id, Some(page.roster_number)).await?;
    let mut countries: Vec<(String, String)> = page
        .countries
        .iter()
        .map(|count| (count.country.code().to_owned(), count.country.name(v.lang()).to_owned()))
        .collect();
    countries.sort_by_cached_key(|(_, name)| sort_key(name));
    visit.page(&OnePage {
        v,
        numbers: vec![
            (
                v.number(page.network.members),
                v.n("network-members-of", page.network.members),
            ),
            (v.number(countries.len()), v.n("count-countries", countries.len())),
        ],
        manages: page.administers,
        countries,
        chosen,
        groups: groups(v, &members.items),
        next_page: next_page(&v.here, members.next.as_deref()),
        roster: roster.document,
        roster_number: v.number(page.roster_number),
        has_roster: page.roster_number > 0,
        facts: facts(v, &page),
        posts: posts
            .items
            .into_iter()
            .take(NEWEST)
            .map(|post| PostLine {
                title: post
                    .title
                    .or(post.summary)
                    .unwrap_or_else(|| v.w("post-by", &post.author.name)),
                page: post.page,
                language: post.language.unwrap_or_default(),
                author: post.author.name,
                day: v.date(&post.published),
            })
            .collect(),
        card: NetworkLine::new(v, &page.network),
    })
}

/// Members under the names of their countries, in the order of these in the language of the reader.
fn groups(v: &Frame, members: &[MemberCard]) -> Vec<(String, Vec<MemberLine>)> {
    let mut groups: Vec<(String, Vec<MemberLine>)> = Vec::new();
    for member in members {
        let country = member.country.name(v.lang()).to_owned();
        let line = MemberLine {
            page: member.page.clone(),
            name: member.name.clone(),
            standing: v.label("membership_tier", member.tier.as_str()),
            since: v.w("network-since", v.date(&member.since)),
        };
        match groups.iter_mut().find(|(name, _)| *name == country) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((country, vec![line])),
        }
    }
    groups.sort_by_cached_key(|(name, _)| sort_key(name));
    groups
}

/// What somebody wants to know before applying.
fn facts(v: &Frame, page: &NetworkPage) -> Vec<(String, String)> {
    let rules = &page.rules;
    let languages = page.network.languages.iter().map(|tag| language_name(tag));
    let regions = page.network.regions.iter().map(|code| v.label("region", code));
    let regions = regions.collect::<Vec<_>>().join(" · ");
    vec![
        (
            v.t("network-decides"),
            v.label("network_deciding", rules.deciding.as_str()),
        ),
        (v.t("network-comment-period"), v.n("network-days", rules.comment_days)),
        (v.t("network-referees"), v.number(rules.referees)),
        (v.t("network-renewal"), renewal(v, rules)),
        (
            v.t("network-regions"),
            if regions.is_empty() {
                v.t("network-everywhere")
            } else {
                regions
            },
        ),
        (v.t("network-languages"), languages.collect::<Vec<_>>().join(" · ")),
    ]
}

fn renewal(v: &Frame, rules: &Rules) -> String {
    match rules.renewal_months {
        0 => v.t("network-renewal-never"),
        months => v.n("network-months", months),
    }
}

#[derive(Template)]
#[template(path = "networks/conduct.html")]
struct ConductPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    name: &'a str,
    languages: Vec<(String, String)>,
    language: String,
    text: String,
}

/// `GET /networks/{slug}/conduct`; `text` chooses the language.
pub(crate) async fn conduct(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let id = network_id(&visit, &slug).await?;
    let page = visit.operations().network_page(&visit.caller, id).await?;
    let wanted = visit.parameter("text").unwrap_or(v.lang());
    let found = page.conduct.iter().find(|conduct| conduct.language.as_str() == wanted);
    let conduct = found.or_else(|| page.conduct.first()).ok_or(WebError::NotFound)?;
    let languages = page.conduct.iter().map(|conduct| {
        let tag = conduct.language.as_str();
        (tag.to_owned(), language_name(tag))
    });
    visit.page(&ConductPage {
        v,
        slug: &slug,
        name: &page.network.name,
        languages: languages.collect(),
        language: conduct.language.as_str().to_owned(),
        text: conduct.text.clone(),
    })
}

#[derive(Template)]
#[template(path = "networks/member.html")]
struct MemberPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    network: &'a str,
    name: &'a str,
    standing: String,
    explained: String,
    canonical: String,
    facts: Vec<(String, String)>,
    actor: Option<&'a str>,
    document: Option<&'a str>,
    hidden: bool,
}

/// `GET /networks/{slug}/members/{id}`: the page to which the profile of a member links (PROTOCOL PA8).
pub(crate) async fn member(visit: Visit, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let (slug, id) = path.into_inner();
    let network = network_id(&visit, &slug).await?;
    let page = visit
        .operations()
        .member_page(&visit.caller, network, membership_id(&id)?)
        .await?;
    let member = &page.member;
    let facts = [
        ("field-name_latin", member.name_latin.clone()),
        ("field-acronym", member.acronym.clone()),
        ("member-country", Some(member.country.name(v.lang()).to_owned())),
        (
            "field-organisation_type",
            Some(v.label("org_type", member.kind.as_str())),
        ),
        ("member-since", Some(v.date(&member.since))),
    ];
    let on_roster = member.tier.is_on_roster() && member.tier != Tier::Applicant;
    visit.page(&MemberPage {
        v,
        slug: &slug,
        network: &page.network.name,
        name: &member.name,
        standing: v.label("membership_tier", member.tier.as_str()),
        explained: v.label("tier-explained", member.tier.as_str()),
        canonical: v.full(&member.page),
        facts: facts
            .into_iter()
            .filter_map(|(key, value)| Some((v.t(key), value?)))
            .collect(),
        actor: member.actor.as_deref(),
        document: on_roster.then_some(page.document.as_str()),
        hidden: page.hidden,
    })
}
