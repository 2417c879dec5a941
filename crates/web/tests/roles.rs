//! The role matrix (SECURITY RO1): every route, every caller, every method, compared with `roles/matrix.txt`.
//!
//! A route without a row fails. `WRITE_ROLES=1` writes the table anew; then read what changed in it, row by row.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod node;
#[path = "roles/world.rs"]
mod world;

use std::{collections::BTreeMap, fmt::Write, path::Path};

use actix_web::{App, http::Method, test};
use node::request;
use web::routes::{Access, ROUTES};
use world::{CALLERS, World};

const TABLE: &str = "tests/roles/matrix.txt";

fn read_table() -> BTreeMap<String, Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let rows = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        (format!("{} {}", words[0], words[1]), words[2..].to_vec())
    })
    .collect()
}

fn row(route: &str, found: &[String]) -> String {
    let (method, path) = route.split_once(' ').unwrap();
    let mut line = format!("{method:<6} {path:<70}");
    for answer in found {
        let _ = write!(line, " {answer:<6}");
    }
    line.trim_end().to_owned()
}

/// The beginning of the file, without its rows.
fn head() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    lines.join("\n")
}

#[actix_web::test]
async fn ro1_w10_every_route_answers_every_caller_as_the_table_says() {
    let mut world = World::new().await;
    let state = world.node.state.clone();
    let app = test::init_service(App::new().configure(|config| web::configure(config, state))).await;
    let table = read_table();
    let (mut wrong, mut written) = (Vec::new(), String::new());
    for route in ROUTES {
        let name = format!("{} {}", route.method, route.path);
        let mut found = Vec::new();
        for caller in CALLERS {
            let asked = world.ask(caller, route.method, route.path).await;
            let response = test::call_service(&app, asked.to_request()).await;
            found.push(world.judge(caller, response).await);
        }
        let line = row(&name, &found);
        let _ = writeln!(written, "{line}");
        match table.get(&name) {
            None => wrong.push(format!("no row for this route; if this is right, add:\n{line}")),
            Some(expected) if *expected != found => {
                wrong.push(format!("table: {}\nfound: {line}", row(&name, expected)));
            }
            Some(_) => {}
        }
    }
    let gone: Vec<&String> = table
        .keys()
        .filter(|name| !ROUTES.iter().any(|r| **name == format!("{} {}", r.method, r.path)))
        .collect();
    if std::env::var_os("WRITE_ROLES").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
        std::fs::write(path, format!("{}\n{written}", head())).unwrap();
        return;
    }
    assert!(gone.is_empty(), "rows of routes that do not exist: {gone:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What holds for any table: nobody writes a row that opens what the role table of the code closes.
#[actix_web::test]
async fn ro1_no_row_opens_what_the_access_of_its_route_closes() {
    let table = read_table();
    for route in ROUTES {
        let name = format!("{} {}", route.method, route.path);
        let Some(row) = table.get(&name) else {
            panic!("no row: {name}")
        };
        assert_eq!(row.len(), CALLERS.len(), "{name}");
        for (caller, answer) in CALLERS.iter().zip(row) {
            let program = matches!(*caller, "read" | "write");
            let (closed, by) = match route.access {
                Access::Public | Access::Link | Access::BeforeSetup => (false, ""),
                Access::SignedIn => (*caller == "visitor" || program, "login"),
                Access::Moderator => (!matches!(*caller, "moderator" | "operator"), "404"),
                Access::Operator => (*caller != "operator", "404"),
                Access::Sealer => (!matches!(*caller, "owner" | "of-b" | "operator"), "404"),
                Access::NetworkAdmin => (*caller != "admin", "404"),
                Access::ReadToken => (!program, "login"),
                Access::WriteToken if *caller == "read" => (true, "403"),
                Access::WriteToken => (!program, "login"),
            };
            assert!(!closed || answer == by, "{name}: {caller} gets {answer}, not {by}");
        }
    }
}

/// The rows with which SECURITY 3.10 begins.
#[actix_web::test]
async fn ro1_the_table_says_what_was_promised() {
    let table = read_table();
    let cell = |route: &str, caller: &str| {
        let at = CALLERS.iter().position(|one| *one == caller).unwrap();
        table[route][at].clone()
    };
    for caller in CALLERS {
        assert_eq!(
            cell("GET /practices/{slug}", caller),
            "200",
            "reading public pages: {caller}"
        );
    }
    for (caller, answer) in [
        ("visitor", "login"),
        ("viewer", "200"),
        ("contributor", "200"),
        ("editor", "200"),
        ("owner", "200"),
        ("of-b", "404"),
        ("admin", "404"),
        ("operator", "404"),
    ] {
        assert_eq!(cell("GET /write/{id}", caller), answer, "reading A's drafts: {caller}");
    }
    for (caller, answer) in [
        ("visitor", "login"),
        ("viewer", "403"),
        ("contributor", "403"),
        ("of-b", "404"),
        ("admin", "404"),
        ("operator", "404"),
    ] {
        let found = cell("POST /write/{id}/publish", caller);
        assert_eq!(found, answer, "publishing for A: {caller}");
    }
    for caller in ["editor", "owner"] {
        assert_eq!(
            cell("POST /write/{id}/publish", caller),
            "303",
            "publishing for A: {caller}"
        );
    }
    for route in [
        "GET /admin",
        "GET /admin/settings",
        "GET /admin/audit",
        "GET /admin/people",
    ] {
        for caller in CALLERS {
            let answer = if caller == "operator" { "200" } else { "404" };
            assert_eq!(cell(route, caller), answer, "{route}: {caller}");
        }
    }
}

#[actix_web::test]
async fn w10_a_method_that_a_route_does_not_have_is_405_for_everybody() {
    let mut world = World::new().await;
    let state = world.node.state.clone();
    let app = test::init_service(App::new().configure(|config| web::configure(config, state))).await;
    let mut paths: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
    paths.dedup();
    for path in paths {
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE"] {
            let filled = world.filled(path);
            let exists = ROUTES.iter().any(|route| {
                let same = route.method == method || (route.method, method) == ("GET", "HEAD");
                same && actix_web::dev::ResourceDef::new(route.path).is_match(&filled)
            });
            if exists {
                continue;
            }
            for caller in ["visitor", "owner", "write"] {
                let asked = world.ask(caller, method, path).await;
                let response = test::call_service(&app, asked.to_request()).await;
                assert_eq!(response.status().as_u16(), 405, "{method} {path} as {caller}");
                assert!(
                    response.headers().contains_key("allow") || method == "TRACE",
                    "{method} {path}"
                );
            }
        }
    }
}

#[actix_web::test]
async fn w10_head_answers_as_get_does() {
    let mut world = World::new().await;
    let state = world.node.state.clone();
    let app = test::init_service(App::new().configure(|config| web::configure(config, state))).await;
    for route in ROUTES.iter().filter(|route| route.method == "GET") {
        for caller in ["visitor", "editor", "of-b"] {
            let asked = world.ask(caller, "GET", route.path).await;
            let get = test::call_service(&app, asked.to_request()).await.status();
            let asked = world.ask(caller, "HEAD", route.path).await;
            let head = test::call_service(&app, asked.to_request()).await;
            assert_eq!(head.status(), get, "{} as {caller}", route.path);
        }
    }
}

/// What may not be seen is answered with the same bytes as what does not exist; only the address that was asked differs.
#[actix_web::test]
async fn ro2_w09_a_draft_of_another_is_as_if_it_did_not_exist() {
    let mut world = World::new().await;
    let state = world.node.state.clone();
    let app = test::init_service(App::new().configure(|config| web::configure(config, state))).await;
    let missing = "01890a5d-ac96-774b-bcce-b302099a8057";
    // A draft of a practice and one of a declaration.
    world.ask("owner", "GET", "/write/{id}").await;
    world.ask("owner", "GET", "/admin/declarations/{id}").await;
    let hidden = [
        "/write/{}",
        "/write/{}/review",
        "/write/{}/publish",
        "/write/{}/delete",
        "/admin/declarations/{}",
        "/admin/declarations/{}/preview",
        "/admin/declarations/{}/open",
        "/admin/declarations/{}/endorsements",
        "/endorse/{}/withdraw",
        "/following/{}/end",
        "/api/bandung/v1/drafts/{}",
        "/api/bandung/v1/drafts/{}/preview",
        "/api/bandung/v1/declaration-drafts/{}",
        "/api/bandung/v1/practices/{}",
    ];
    for path in hidden {
        for caller in ["visitor", "of-b", "admin", "operator", "b-token"] {
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE"] {
                for language in ["en", "fr", "ar", "ru", "az"] {
                    let mut answers = Vec::new();
                    let declaration = path.contains("declaration");
                    let draft = if declaration {
                        world.declaration.clone()
                    } else {
                        world.draft.clone()
                    };
                    for id in [draft.as_str(), missing] {
                        let asked = world.ask_at(caller, method, &path.replace("{}", id), language);
                        let response = test::call_service(&app, asked.to_request()).await;
                        let status = response.status();
                        let mut headers: Vec<String> = response
                            .headers()
                            .iter()
                            .filter(|(name, _)| *name != "date")
                            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
                            .map(|line| line.replace(id, "ID").replace(&id.replace('-', "%2D"), "ID"))
                            .collect();
                        headers.sort();
                        let body = test::read_body(response).await;
                        let body = String::from_utf8_lossy(&body)
                            .replace(id, "ID")
                            .replace(&id.replace('-', "%2D"), "ID");
                        let body = without_form_token(&body);
                        answers.push((status, headers, body));
                    }
                    assert!(answers[0] == answers[1], "{method} {path} as {caller}: {answers:?}");
                    // The form that asks once more is the same for every id.
                    let form = path == "/endorse/{}/withdraw";
                    assert!(form || !answers[0].0.is_success(), "{method} {path} as {caller}");
                }
            }
        }
    }
}

/// A visitor's form token holds the time and the address: it is another one each time. The weight of the page that its
/// foot names depends on how well the address that was asked is packed.
fn without_form_token(body: &str) -> String {
    let body = body.rfind("<p class=\"quiet\">").map_or(body, |at| &body[..at]);
    let mark = "name=\"token\" value=\"";
    let mut parts = body.split(mark);
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        all.push_str(mark);
        all.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    all
}

#[actix_web::test]
async fn w25_a_cookie_in_place_of_a_token_opens_nothing_on_the_api() {
    let mut world = World::new().await;
    let state = world.node.state.clone();
    let app = test::init_service(App::new().configure(|config| web::configure(config, state))).await;
    for route in ROUTES.iter().filter(|route| route.path.starts_with("/api/")) {
        if matches!(route.access, Access::ReadToken | Access::WriteToken) {
            let asked = world.ask("owner", route.method, route.path).await;
            let status = test::call_service(&app, asked.to_request()).await.status().as_u16();
            assert_eq!(status, 401, "{} {}", route.method, route.path);
        }
    }
}

#[actix_web::test]
async fn w25_a_token_in_the_address_or_under_another_scheme_is_none() {
    let world = World::new().await;
    let mut visitor = node::Visitor::new(&world.node);
    let token = world.token("write");
    let path = "/api/bandung/v1/drafts";
    let named = visitor.get(&format!("{path}?access_token={token}")).await;
    assert_eq!(named.status.as_u16(), 401);
    for value in [
        format!("Basic {token}"),
        token.clone(),
        format!("Bearer{token}"),
        "Bearer".to_owned(),
    ] {
        let asked = request(Method::GET, path).insert_header(("authorization", value.clone()));
        assert_eq!(visitor.send(asked).await.status.as_u16(), 401, "{value}");
    }
    let right = request(Method::GET, path).insert_header(("authorization", format!("bearer {token}")));
    assert_eq!(visitor.send(right).await.status.as_u16(), 200);
}
