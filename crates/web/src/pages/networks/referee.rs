//! `/referee/{token}`: one page, one question, no account. Opening the link changes nothing (SECURITY PR5).

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::membership::Answer;
use operations::view::networks::RefereePage as Asked;

use super::answer_slug;
use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind, options},
    form::PostForm,
    frame::Frame,
    visit::Visit,
};

const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Unknown];

#[derive(Template)]
#[template(path = "networks/referee.html")]
struct RefereePage<'a> {
    v: &'a Frame,
    name: &'a str,
    network: &'a str,
    who: &'a str,
    facts: Vec<(String, String, String)>,
    answered: Option<String>,
    open: bool,
    path: String,
    fields: Vec<Field>,
    wrong: String,
}

/// `GET /referee/{token}`.
pub(crate) async fn page(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let asked = visit.operations().referee_page(&token).await?;
    show(&visit, &token, &asked, "", String::new())
}

fn show(visit: &Visit, token: &str, asked: &Asked, note: &str, wrong: String) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let answers = options(v, "referee_answer", ANSWERS.into_iter().map(answer_slug));
    let chosen = asked.answer.map(answer_slug).unwrap_or_default();
    let fact = |key: &str, value: String, link: String| (v.t(key), value, link);
    let mut facts = vec![
        fact("member-country", asked.country.name(v.lang()).to_owned(), String::new()),
        fact(
            "field-organisation_type",
            v.label("org_type", asked.kind.as_str()),
            String::new(),
        ),
    ];
    if let Some(latin) = &asked.applicant_latin {
        facts.insert(0, fact("field-name_latin", latin.clone(), String::new()));
    }
    if let Some(website) = &asked.website {
        facts.push(fact("field-applicant_website", website.clone(), website.clone()));
    }
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = RefereePage {
        v,
        name: &asked.applicant,
        network: &asked.network.name,
        who: &asked.referee,
        facts,
        answered: asked
            .answer
            .map(|answer| v.w("referee-answered", v.label("referee_answer", answer_slug(answer)))),
        open: asked.open,
        path: format!("/referee/{token}"),
        fields: vec![
            Field::new(v, "referee_answer", Kind::Radio(answers)).value(chosen),
            Field::new(v, "referee_note", Kind::Area)
                .value(note)
                .most(500)
                .optional(),
        ],
        wrong,
    };
    visit.page_with(status, &page)
}

/// `POST /referee/{token}`: answered twice, the last answer counts.
pub(crate) async fn send(form: PostForm, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["referee_answer", "referee_note"], &[])?;
    let chosen = fields.get("referee_answer");
    let note = fields.get("referee_note").trim();
    let Some(answer) = ANSWERS.into_iter().find(|answer| answer_slug(*answer) == chosen) else {
        let asked = visit.operations().referee_page(&token).await?;
        return show(&visit, &token, &asked, note, visit.frame.t("referee-choose"));
    };
    visit.operations().answer_as_referee(&token, answer, note).await?;
    Ok(see_other(&format!("/referee/{}?done=refereed", token.as_str())))
}
