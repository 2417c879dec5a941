//! Members on applications: comment, object, vote; by a personal link, or logged in for an organisation that is a member.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId},
    membership::Matter,
};
use operations::{
    Ballot, Voice,
    view::networks::{CommentCase, NetworkCard},
};

use super::{Said, membership_id, network_id};
use crate::{
    answer::see_other,
    error::WebError,
    form::{Fields, PostForm},
    frame::Frame,
    visit::Visit,
};

/// An application in the list.
struct CaseLine {
    id: String,
    name: String,
    until: String,
    facts: Vec<(String, String, String)>,
    talk: Vec<Said>,
    objections: usize,
    objected: bool,
    votes: bool,
    /// What the vote is about, in words.
    tier: String,
    /// How the reader has voted, in words.
    voted: Option<String>,
}

impl CaseLine {
    fn new(v: &Frame, case: &CommentCase, now: DateTime<Utc>) -> Self {
        let until = if now < case.comments_end {
            v.w("application_next-comments", v.date(&case.comments_end))
        } else {
            v.t("application-comments-over")
        };
        let fact = |key: &str, value: Option<String>, link: bool| {
            let value = value?;
            let address = if link { value.clone() } else { String::new() };
            Some((v.t(key), value, address))
        };
        let sectors = case.sectors.iter().map(|sector| v.label("sector", sector.as_str()));
        let facts = [
            fact("field-name_latin", case.name_latin.clone(), false),
            fact("member-country", Some(case.country.name(v.lang()).to_owned()), false),
            fact(
                "field-organisation_type",
                Some(v.label("org_type", case.kind.as_str())),
                false,
            ),
            fact(
                "field-applicant_sectors",
                Some(sectors.collect::<Vec<_>>().join(" · ")),
                false,
            ),
            fact("field-applicant_website", case.website.clone(), true),
            fact("member-account", case.actor.clone(), true),
        ];
        Self {
            id: case.membership.to_string(),
            name: case.name.clone(),
            until,
            facts: facts.into_iter().flatten().collect(),
            talk: case.comments.iter().map(|line| Said::new(v, line)).collect(),
            objections: case.objections.len(),
            objected: case.objections.iter().any(|objection| objection.own),
            votes: case.may_vote,
            tier: v.label("membership_tier", case.tier.as_str()),
            voted: case.own_vote.map(|yes| {
                v.t(if yes {
                    "application-vote-yes"
                } else {
                    "application-vote-no"
                })
            }),
        }
    }
}

/// In whose name somebody looks, and how they act.
struct Reader {
    who: String,
    path: String,
    /// Voting asks who it is once more.
    password: bool,
    wrong: String,
}

#[derive(Template)]
#[template(path = "networks/voice.html")]
struct VoicePage<'a> {
    v: &'a Frame,
    network: &'a str,
    network_page: &'a str,
    reader: Reader,
    cases: Vec<CaseLine>,
}

fn show(visit: &Visit, network: &NetworkCard, reader: Reader, cases: &[CommentCase]) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let now = visit.state.clock.now();
    let status = if reader.wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = VoicePage {
        v,
        network: &network.name,
        network_page: &network.page,
        reader,
        cases: cases.iter().map(|case| CaseLine::new(v, case, now)).collect(),
    };
    visit.page_with(status, &page)
}

/// `GET /voice/{token}`.
pub(crate) async fn by_link(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = visit.operations().voice_page(&token).await?;
    let reader = Reader {
        who: format!("{} · {}", page.who, page.member),
        path: format!("/voice/{}", token.as_str()),
        password: false,
        wrong: String::new(),
    };
    show(&visit, &page.network, reader, &page.cases)
}

/// `GET /settings/networks/{slug}/applications`.
pub(crate) async fn signed_in(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    own_page(&visit, &slug, String::new()).await
}

async fn own_page(visit: &Visit, slug: &str, wrong: String) -> Result<HttpResponse, WebError> {
    let (operations, session) = (visit.operations(), visit.session()?);
    let id = network_id(visit, slug).await?;
    let cases = operations
        .open_for_comment(Voice::Person(session), id)
        .await
        .map_err(super::hidden)?;
    let network = operations.network_page(&visit.caller, id).await?.network;
    let reader = Reader {
        who: session.person().name.clone(),
        path: format!("/settings/networks/{slug}/applications"),
        password: true,
        wrong,
    };
    show(visit, &network, reader, &cases)
}

/// `POST /voice/{token}`.
pub(crate) async fn act_by_link(form: PostForm, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let network = visit.operations().voice_page(&token).await?.network.id;
    let done = perform(&visit, Voice::Link(&token), network, &fields)
        .await?
        .unwrap_or_default();
    let (token, case) = (token.as_str(), fields.get("case"));
    Ok(see_other(&format!("/voice/{token}?done={done}#m-{case}")))
}

/// `POST /settings/networks/{slug}/applications`.
pub(crate) async fn act_signed_in(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let network = network_id(&visit, &slug).await?;
    let Some(done) = perform(&visit, Voice::Person(visit.session()?), network, &fields).await? else {
        return own_page(&visit, &slug, visit.frame.t("step-up-wrong")).await;
    };
    let (slug, case) = (slug.as_str(), fields.get("case"));
    Ok(see_other(&format!(
        "/settings/networks/{slug}/applications?done={done}#m-{case}"
    )))
}

/// Does what the button says and gives the notice; nothing when somebody could not say once more who they are.
async fn perform(
    visit: &Visit,
    voice: Voice<'_>,
    network: NetworkId,
    fields: &Fields,
) -> Result<Option<&'static str>, WebError> {
    fields.only(&["do", "case", "text", "password_again"], &[])?;
    let operations = visit.operations();
    let case = membership_id(fields.get("case"))?;
    let text = fields.get("text").trim();
    let done = match fields.get("do") {
        "comment" => operations
            .comment(voice, network, case, text)
            .await
            .map(|()| "commented"),
        "object" => operations.object(voice, network, case, text).await.map(|()| "objected"),
        "drop" => operations
            .drop_objection(voice, network, case)
            .await
            .map(|()| "objection-dropped"),
        choice @ ("yes" | "no") => {
            let open = operations
                .open_for_comment(voice, network)
                .await
                .map_err(super::hidden)?;
            let tier = open.iter().find(|open| open.membership == case).map(|open| open.tier);
            let ballot = Ballot {
                matter: Matter::Admit(tier.ok_or(WebError::NotFound)?),
                yes: choice == "yes",
                reason: Some(text.to_owned()).filter(|text| !text.is_empty()),
            };
            return vote(visit, voice, network, case, &ballot, fields).await;
        }
        _ => return Err(WebError::NotFound),
    };
    done.map(Some).map_err(super::hidden)
}

/// A vote by link, or by somebody who is logged in and says once more who they are.
async fn vote(
    visit: &Visit,
    voice: Voice<'_>,
    network: NetworkId,
    case: MembershipId,
    ballot: &Ballot,
    fields: &Fields,
) -> Result<Option<&'static str>, WebError> {
    let operations = visit.operations();
    let voted = match voice {
        Voice::Link(secret) => operations.vote_by_link(secret, case, ballot).await.map(|_| ()),
        Voice::Person(session) => {
            let Some(step_up) = visit.step_up(fields).await? else {
                return Ok(None);
            };
            operations
                .decide_membership(session, &step_up, network, case, ballot)
                .await
                .map(|_| ())
        }
    };
    voted.map(|()| Some("voted")).map_err(super::hidden)
}
