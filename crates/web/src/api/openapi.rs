//! The description of the API (OpenAPI 3.1), made from the role table, and a page that shows it.

mod declarations;
mod networks;

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use domain::vocabulary::{
    Barrier, BeneficiaryGroup, CostBand, EvidenceType, Hazard, Licence, Maturity, Outcome, PlacePrecision,
    PracticeScale, ReplicationVisibility, ResultUnit, Sector, Setting, TimeToResults,
};
use serde_json::{Map, Value, json};

use crate::{
    answer::Answer,
    error::WebError,
    frame::Frame,
    pages::search::FILTERS,
    routes::{Access, ROUTES},
    visit::Visit,
};

/// Where the API begins.
pub(crate) const BASE: &str = "/api/bandung/v1";

/// What a route does: method, path after the base, sentence, schema of the body, status, schema of the answer.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    u16,
    Option<&'static str>,
);

const LINES: &[Line] = &[
    ("GET", "/node", "The node.", None, 200, None),
    (
        "GET",
        "/practices",
        "Practices that match, 20 a page.",
        None,
        200,
        Some("PracticeList"),
    ),
    (
        "POST",
        "/practices",
        "Publishes a practice. Idempotency-Key: takes effect once.",
        Some("Practice"),
        201,
        Some("Published"),
    ),
    (
        "GET",
        "/practices/{id}",
        "One practice with its reports.",
        None,
        200,
        Some("PracticeDocument"),
    ),
    (
        "PUT",
        "/practices/{id}",
        "Publishes the next revision. If-Match: the revision that was read.",
        Some("Practice"),
        200,
        Some("Published"),
    ),
    (
        "DELETE",
        "/practices/{id}",
        "Withdraws a practice.",
        Some("Withdrawal"),
        204,
        None,
    ),
    (
        "POST",
        "/practices/{id}/confirm",
        "Says that the practice is still in use.",
        None,
        204,
        None,
    ),
    (
        "POST",
        "/media",
        "Stores a picture (the body, image/*, at most 10 MiB) for a practice.",
        None,
        201,
        Some("Picture"),
    ),
    (
        "GET",
        "/drafts",
        "The drafts that the person may read.",
        None,
        200,
        None,
    ),
    ("POST", "/drafts", "Starts a draft.", None, 201, None),
    ("GET", "/drafts/{id}", "One draft.", None, 200, None),
    (
        "PUT",
        "/drafts/{id}",
        "Saves all fields; 412 when somebody saved in between.",
        Some("DraftSave"),
        200,
        None,
    ),
    ("DELETE", "/drafts/{id}", "Throws a draft away.", None, 204, None),
    (
        "GET",
        "/drafts/{id}/preview",
        "What is missing, and what others will see.",
        None,
        200,
        None,
    ),
    (
        "POST",
        "/drafts/{id}/publish",
        "Publishes a draft; twice gives the same answer.",
        None,
        201,
        Some("Published"),
    ),
    ("GET", "/reports", "Reports of the organisation.", None, 200, None),
    (
        "POST",
        "/reports",
        "Publishes a report. Idempotency-Key: takes effect once.",
        Some("Report"),
        201,
        Some("Published"),
    ),
    ("DELETE", "/reports/{id}", "Deletes a report.", None, 204, None),
    ("GET", "/follows", "Whom the organisation follows.", None, 200, None),
    ("POST", "/follows", "Asks to follow somebody.", Some("Wish"), 201, None),
    ("DELETE", "/follows/{id}", "Ends a follow.", None, 204, None),
    ("GET", "/followers", "Who follows the organisation.", None, 200, None),
    (
        "POST",
        "/followers/{id}/accept",
        "Accepts a follower who waits.",
        None,
        204,
        None,
    ),
    (
        "DELETE",
        "/followers/{id}",
        "Refuses or removes a follower.",
        None,
        204,
        None,
    ),
    ("GET", "/timeline", "Posts of those who are followed.", None, 200, None),
    (
        "GET",
        "/incoming",
        "Replies and reports on the organisation's posts.",
        None,
        200,
        None,
    ),
    (
        "GET",
        "/organisation",
        "The organisation that the token acts for.",
        None,
        200,
        None,
    ),
    ("GET", "/tokens/self", "Who the token stands for.", None, 200, None),
];

/// All calls.
fn all_lines() -> impl Iterator<Item = &'static Line> {
    LINES.iter().chain(declarations::LINES).chain(networks::LINES)
}

fn content(schema: &str) -> Value {
    json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}})
}

fn operation(line: &Line, access: Access) -> Value {
    let (_, path, summary, body, status, answer) = line;
    let mut parameters: Vec<Value> = path
        .split(['{', '}'])
        .skip(1)
        .step_by(2)
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    if *path == "/practices" && *status == 200 {
        let names = FILTERS.into_iter().chain(["q", "after"]);
        parameters.extend(names.map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}})));
    }
    let own: &[&str] = match (*path, *status) {
        ("/timeline" | "/incoming" | "/declarations" | "/endorsements", _) => &["after"],
        ("/declarations/{slug}/endorsements", _) => &["country", "q", "late", "after"],
        ("/declarations/{slug}/queue", _) => &["status", "after"],
        ("/declarations/{slug}/import", _) => &["channel", "check", "dry_run"],
        ("/networks/{slug}/members" | "/networks/{slug}/member-list", _) => &["country", "tier", "after"],
        ("/networks/{slug}/roster", _) => &["since"],
        ("/networks/{slug}/posts", _) => &["after"],
        _ => &[],
    };
    let own = own.iter();
    parameters.extend(own.map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}})));
    let mut good = json!({"description": summary});
    if let Some(schema) = answer {
        good["content"] = content(schema);
    }
    let mut responses = Map::new();
    responses.insert(status.to_string(), good);
    responses.insert("default".to_owned(), json!({"$ref": "#/components/responses/Problem"}));
    let mut operation = json!({"summary": summary, "parameters": parameters, "responses": responses});
    if let Some(schema) = body {
        operation["requestBody"] = json!({"required": true, "content": content(schema)});
    }
    operation["security"] = match access {
        Access::ReadToken => json!([{"token": ["read"]}]),
        Access::WriteToken => json!([{"token": ["write"]}]),
        _ => json!([]),
    };
    operation
}

fn access_of(method: &str, path: &str) -> Option<Access> {
    let full = format!("{BASE}{path}");
    ROUTES
        .iter()
        .find(|route| route.method == method && route.path == full)
        .map(|route| route.access)
}

fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for line in all_lines() {
        let Some(access) = access_of(line.0, line.1) else {
            continue;
        };
        let path = paths.entry(line.1.to_owned()).or_insert_with(|| json!({}));
        path[line.0.to_lowercase()] = operation(line, access);
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Bandung", "version": env!("CARGO_PKG_VERSION"), "license": {"name": "AGPL-3.0-or-later"}},
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": {"description": "What went wrong (RFC 9457).", "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
            "schemas": schemas(),
        },
    })
}

fn one_of<'a>(values: impl Iterator<Item = &'a str>) -> Value {
    json!({"type": "string", "enum": values.collect::<Vec<_>>()})
}

fn some_of<'a>(values: impl Iterator<Item = &'a str>, most: usize) -> Value {
    json!({"type": "array", "items": one_of(values), "maxItems": most})
}

fn text(most: usize) -> Value {
    json!({"type": "string", "maxLength": most})
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn number() -> Value {
    object(
        &["what", "unit", "after"],
        &json!({
            "what": text(90), "unit": one_of(ResultUnit::all().map(ResultUnit::as_str)),
            "before": {"type": ["number", "string", "null"]}, "after": {"type": ["number", "string"]},
        }),
    )
}

fn practice() -> Value {
    let month = json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"});
    let required = [
        "language",
        "title",
        "summary",
        "problem",
        "what_we_did",
        "result",
        "what_went_wrong",
        "country",
        "setting",
        "sectors",
        "started",
        "cost_band_usd",
    ];
    object(
        &required,
        &json!({
            "language": text(35), "title": text(90), "summary": text(500), "problem": text(400),
            "what_we_did": {"type": "array", "minItems": 1, "maxItems": 12, "items": {"type": "string"}},
            "result": text(600), "result_numbers": {"type": "array", "maxItems": 3, "items": number()},
            "what_went_wrong": text(400), "you_need": text(400),
            "country": {"type": "string", "pattern": "^[A-Z]{2}$"}, "place": text(80),
            "place_precision": one_of(PlacePrecision::all().map(PlacePrecision::as_str)),
            "setting": some_of(Setting::all().map(Setting::as_str), 2),
            "scale": one_of(PracticeScale::all().map(PracticeScale::as_str)),
            "sectors": some_of(Sector::all().map(Sector::as_str), 3),
            "hazards": some_of(Hazard::all().map(Hazard::as_str), 3),
            "sdgs": {"type": "array", "maxItems": 3, "items": {"type": "integer", "minimum": 1, "maximum": 17}},
            "started": month, "ended": month,
            "cost_band_usd": one_of(CostBand::all().map(CostBand::as_str)),
            "people_reached": {"type": "integer", "minimum": 0},
            "beneficiary_groups": some_of(BeneficiaryGroup::all().map(BeneficiaryGroup::as_str), 3),
            "maturity": one_of(Maturity::all().map(Maturity::as_str)),
            "time_to_results": one_of(TimeToResults::all().map(TimeToResults::as_str)),
            "evidence": evidence(),
            "media": {"type": "array", "items": {"type": "object"}},
            "contact": object(&["kind"], &json!({"kind": one_of(["mailbox", "via-node"].into_iter()), "value": {"type": "string"}})),
            "licence": one_of(Licence::all().map(Licence::as_str)),
            "adapted_from": {"type": "string", "format": "uri"},
            "last_confirmed": {"type": "string", "format": "date"},
        }),
    )
}

fn evidence() -> Value {
    object(
        &["type"],
        &json!({
            "type": one_of(EvidenceType::all().map(EvidenceType::as_str)), "link": {"type": "string", "format": "uri"},
        }),
    )
}

fn report() -> Value {
    let month = json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"});
    object(
        &["of", "language", "country", "started", "outcome"],
        &json!({
            "of": {"type": "string", "format": "uri"}, "of_version": {"type": "integer", "minimum": 1},
            "language": text(35), "country": {"type": "string", "pattern": "^[A-Z]{2}$"}, "place": text(80),
            "place_precision": one_of(PlacePrecision::all().map(PlacePrecision::as_str)),
            "setting": some_of(Setting::all().map(Setting::as_str), 2),
            "started": month, "ended": month, "what_we_changed": text(400),
            "outcome": one_of(Outcome::all().map(Outcome::as_str)),
            "result_numbers": {"type": "array", "maxItems": 1, "items": number()},
            "barriers": some_of(Barrier::all().map(Barrier::as_str), 3),
            "cost_band_usd": one_of(CostBand::all().map(CostBand::as_str)),
            "evidence": evidence(),
            "visibility": one_of(ReplicationVisibility::all().map(ReplicationVisibility::as_str)),
        }),
    )
}

fn schemas() -> Value {
    let mut schemas = json!({
        "Practice": practice(),
        "Report": report(),
        "PracticeList": {"type": "object", "properties": {
            "items": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["string", "null"]},
            "total": {"type": ["integer", "null"]}}},
        "PracticeDocument": {"type": "object", "properties": {
            "id": {"type": "string"}, "object": {"type": "string"}, "revision": {"type": "integer"},
            "practice": {"$ref": "#/components/schemas/Practice"}, "outcomes": {"type": "object"}}},
        "Published": {"type": "object", "properties": {
            "id": {"type": "string"}, "object": {"type": "string"}, "page": {"type": "string"},
            "revision": {"type": "integer"}, "servers": {"type": "integer"}}},
        "Withdrawal": object(&["reason"], &json!({"reason": text(400)})),
        "Picture": {"type": "object", "properties": {
            "id": {"type": "string"}, "position_removed": {"type": "boolean"}}},
        "DraftSave": object(&["version", "draft"], &json!({"version": {"type": "integer"}, "draft": {"type": "object"}})),
        "Wish": object(&["actor"], &json!({"actor": {"type": "string"}})),
        "Problem": {"type": "object", "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "errors": {"type": "array", "items": {"type": "object"}},
            "reason": {"type": "string", "description": "Which rule said no: a word that stays the same."}}},
    });
    for (name, schema) in declarations::schemas().into_iter().chain(networks::schemas()) {
        schemas[name] = schema;
    }
    schemas
}

/// `GET /api/openapi.json`.
pub(crate) async fn openapi(request: HttpRequest) -> HttpResponse {
    Answer::ok("application/json", document().to_string()).send(&request)
}

#[derive(Template)]
#[template(path = "pages/api.html")]
struct DocsPage<'a> {
    v: &'a Frame,
    base: String,
    lines: Vec<(&'static Line, &'static str)>,
}

/// `GET /api/docs`.
pub(crate) async fn docs(visit: Visit) -> Result<HttpResponse, WebError> {
    let lines = all_lines().map(|line| {
        let scope = match access_of(line.0, line.1) {
            Some(Access::WriteToken) => "write",
            Some(Access::ReadToken) => "read",
            _ => "none",
        };
        (line, scope)
    });
    visit.page(&DocsPage {
        v: &visit.frame,
        base: visit.frame.full(BASE),
        lines: lines.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_and_the_role_table_name_the_same_routes() {
        let described: Vec<(&str, String)> = all_lines().map(|line| (line.0, format!("{BASE}{}", line.1))).collect();
        for route in ROUTES.iter().filter(|route| route.path.starts_with(BASE)) {
            let found = described
                .iter()
                .any(|(method, path)| *method == route.method && path == route.path);
            assert!(found, "{} {} is not described", route.method, route.path);
        }
        for (method, path) in described {
            let found = ROUTES.iter().any(|route| route.method == method && route.path == path);
            assert!(found, "{method} {path} is not in the role table");
        }
    }

    #[test]
    fn every_schema_that_is_named_exists() {
        let document = document();
        let text = document.to_string();
        for name in text
            .split("#/components/schemas/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_schema_of_a_practice_names_the_fields_that_are_read() {
        let schema = practice();
        let empty = serde_json::to_value(domain::practice::PracticeExchange::default()).unwrap();
        for name in empty.as_object().unwrap().keys() {
            assert!(schema["properties"].get(name).is_some(), "{name}");
        }
    }
}
