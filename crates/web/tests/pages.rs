//! Every page of a node, as visitors, as an editor and as the operator: it answers, keeps to the table, to the budget
//! and to the headers.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod node;

use actix_web::http::{Method, StatusCode, header};
use node::{Answer, HOST, Visitor, node, publish_practice, request, set_up};
use web::routes::{Access, ROUTES};

/// An address of a route, with parameters that exist where they can.
fn filled(path: &str, practice: &str) -> String {
    let slug = practice.trim_start_matches("/practices/");
    path.replace("{slug}", slug)
        .replace("{handle}", "char_lands")
        .replace("{tag}", "flood")
        .replace("{country}", "BD")
        .replace("{host}", "nobody.example")
        .replace("{action}", "like")
        .replace("{token}", "aaaaaaaaaaaaaaaa")
        .replace("{file}", "nothing.webp")
        .replace("{upload}", "nothing")
        .replace("{endorsement}", "01890a5d-ac96-774b-bcce-b302099a8057")
        .replace("{id}", "01890a5d-ac96-774b-bcce-b302099a8057")
}

const PAGES: [&str; 22] = [
    "/",
    "/networks",
    "/declarations",
    "/practices",
    "/practices?hazard=flood",
    "/search",
    "/organisations",
    "/@char_lands",
    "/tags/flood",
    "/countries/BD",
    "/policy",
    "/policy?who=bad.example",
    "/about",
    "/rules",
    "/privacy",
    "/safety",
    "/accessibility",
    "/source",
    "/login",
    "/settings/display",
    "/follow?uri=x",
    "/api/docs",
];
const SIGNED_IN: [&str; 29] = [
    "/home",
    "/admin/networks",
    "/settings/networks",
    "/admin/declarations",
    "/inbox",
    "/drafts",
    "/write",
    "/following",
    "/followers",
    "/settings/profile",
    "/settings/team",
    "/settings/moving",
    "/settings/security",
    "/settings/second-factor",
    "/settings/second-factor?app=new",
    "/settings/tokens",
    "/admin",
    "/admin/doctor",
    "/admin/audit",
    "/admin/panic",
    "/admin/reports",
    "/admin/domains",
    "/admin/domains/import",
    "/notices",
    "/settings/contacts",
    "/admin/settings",
    "/admin/deliveries",
    "/admin/people",
    "/admin/organisations",
];

fn check_page(path: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    let html = answer.text();
    for needed in ["<html lang=\"", "dir=\"", "<title>", "<h1", "<main id=\"main\">"] {
        assert!(html.contains(needed), "{path} lacks {needed}");
    }
    assert!(!html.contains(" style=\""), "{path}");
    assert!(!html.contains("@@weight@@"), "{path}");
}

async fn weigh(visitor: &mut Visitor, path: &str, css: usize) -> usize {
    let packed = visitor
        .send(request(Method::GET, path).insert_header((header::ACCEPT_ENCODING, "gzip")))
        .await;
    assert_eq!(packed.status, StatusCode::OK, "{path}");
    assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
    packed.bytes.len() + css
}

#[actix_web::test]
async fn u01_every_page_answers_and_keeps_to_the_budget_in_seven_languages() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let mut reader = Visitor::new(&node);
    let front = reader.get("/").await.text();
    let style = front
        .split("href=\"/assets/style")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let css = weigh(&mut reader, &format!("/assets/style{style}"), 0).await;
    let of_practice = [practice.clone(), format!("{practice}/history")];
    let own = [format!("{practice}/report"), format!("{practice}/withdraw")];
    let draft = operator
        .post("/drafts", "/write", &[])
        .await
        .header("location")
        .to_owned();
    let steps = (1..=4)
        .map(|step| format!("{draft}?step={step}"))
        .chain([format!("{draft}/review")]);
    let public: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).chain(of_practice).collect();
    let private: Vec<String> = SIGNED_IN
        .iter()
        .map(|path| (*path).to_owned())
        .chain(own)
        .chain(steps)
        .collect();
    let mut heaviest = Vec::new();
    for language in ["en", "fr", "es", "ar", "pt", "ru", "az"] {
        for path in public.iter().chain(&private) {
            let separator = if path.contains('?') { '&' } else { '?' };
            let path = format!("{path}{separator}lang={language}");
            if !private.iter().any(|p| path.starts_with(p.as_str())) {
                check_page(&path, &reader.get(&path).await);
                let weight = weigh(&mut reader, &path, css).await;
                heaviest.push((weight, path.clone()));
            }
            if path.starts_with("/login") {
                // Whoever is logged in is sent on.
                continue;
            }
            check_page(&path, &operator.get(&path).await);
            heaviest.push((weigh(&mut operator, &path, css).await, path));
        }
    }
    heaviest.sort();
    for (weight, path) in heaviest.iter().rev().take(12) {
        println!("{weight} {path}");
    }
    let over: Vec<_> = heaviest.iter().filter(|(weight, _)| *weight > 14_000).collect();
    assert!(over.is_empty(), "above 14,000 bytes: {over:?}");
}

#[actix_web::test]
async fn w10_every_route_keeps_to_the_role_table_for_visitors() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let mut stranger = Visitor::new(&node);
    for route in ROUTES {
        let path = filled(route.path, &practice);
        let answer = if route.method == "POST" && !path.starts_with("/api/") {
            stranger.post_with("x", &path, &[]).await
        } else {
            stranger
                .send(request(Method::from_bytes(route.method.as_bytes()).unwrap(), &path))
                .await
        };
        let status = answer.status.as_u16();
        let expected: &[u16] = match (route.access, route.method) {
            (Access::SignedIn, "GET") => &[303],
            (Access::SignedIn, _) => &[401],
            (Access::Operator | Access::Moderator | Access::Sealer | Access::NetworkAdmin, _) => &[404],
            (Access::ReadToken | Access::WriteToken, _) => &[401],
            (Access::Public | Access::Link | Access::BeforeSetup, "GET") => &[200, 302, 404],
            // The API reads JSON only, and no cookies: nothing of another site gets this far.
            (Access::Public | Access::Link, _) if path.starts_with("/api/") => &[415],
            (Access::Public | Access::Link | Access::BeforeSetup, _) => &[403],
        };
        assert!(
            expected.contains(&status),
            "{} {path}: {status} {}",
            route.method,
            answer.text()
        );
    }
}

#[actix_web::test]
async fn hd_every_answer_carries_the_whole_set_of_headers() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let mut stranger = Visitor::new(&node);
    let paths = ROUTES
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| filled(route.path, &practice));
    for path in paths.chain(["/nowhere".to_owned()]) {
        let answer = stranger.get(&path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("strict-transport-security"), "max-age=63072000", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(!answer.header("permissions-policy").is_empty(), "{path}");
        assert!(!answer.header("vary").is_empty(), "{path}");
        assert!(answer.header("set-cookie").is_empty(), "{path}");
        assert!(answer.header("server").is_empty(), "{path}");
        let quiet = [
            "/admin",
            "/invite/",
            "/reset/",
            "/e/",
            "/applications/",
            "/referee/",
            "/voice/",
        ]
        .iter()
        .any(|start| path.starts_with(start));
        assert_eq!(
            answer.header("referrer-policy"),
            if quiet { "no-referrer" } else { "same-origin" },
            "{path}"
        );
        let media = path.starts_with("/media/");
        let policy = if media { "cross-origin" } else { "same-origin" };
        assert_eq!(answer.header("cross-origin-resource-policy"), policy, "{path}");
    }
    for path in ["/", "/home", "/admin", &practice] {
        assert_eq!(operator.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}

#[actix_web::test]
async fn w01_a_change_without_the_token_of_this_login_is_refused() {
    let (node, mut operator) = set_up().await;
    for token in ["", "x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        let answer = operator.post_with(token, "/write", &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{token:?}");
    }
    let token = operator.get("/drafts").await.form_token();
    for origin in ["null", "https://evil.example", "http://water.example.evil.example"] {
        let foreign = request(Method::POST, "/write")
            .insert_header((header::ORIGIN, origin))
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(format!("token={token}"));
        assert_eq!(operator.send(foreign).await.status, StatusCode::FORBIDDEN, "{origin}");
    }
    let plain = request(Method::POST, "/write")
        .insert_header((header::CONTENT_TYPE, "text/plain"))
        .set_payload(format!("token={token}"));
    assert_eq!(operator.send(plain).await.status, StatusCode::FORBIDDEN);
    assert!(
        operator
            .get("/drafts")
            .await
            .text()
            .contains(&node.operations.node().await.unwrap().name)
    );
    let none = operator.get("/drafts").await.text();
    assert!(!none.contains("/write/"), "a draft was made");
}

#[actix_web::test]
async fn w08_another_name_is_not_answered() {
    let (node, _) = set_up().await;
    let mut stranger = Visitor::new(&node);
    let other = actix_web::test::TestRequest::default()
        .uri("/")
        .insert_header((header::HOST, "evil.example"));
    assert_eq!(stranger.send(other).await.status, StatusCode::MISDIRECTED_REQUEST);
    let probe = actix_web::test::TestRequest::default()
        .uri("/livez")
        .insert_header((header::HOST, "127.0.0.1:8080"));
    assert_eq!(stranger.send(probe).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn an_unknown_field_is_refused_and_nothing_is_changed() {
    let (_node, mut operator) = set_up().await;
    let fields = [("node_name", "New"), ("page_language", "en"), ("role", "owner")];
    let answer = operator.post("/admin/settings", "/admin/settings", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn errors_are_pages_for_people_and_problems_for_programs() {
    let (node, _) = set_up().await;
    let mut stranger = Visitor::new(&node);
    let page = stranger.get("/practices/no-such-thing").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.header("content-type").starts_with("text/html") && page.text().contains("<h1>"));
    for path in ["/api/bandung/v1/practices/no-such-thing", "/api/nowhere"] {
        let problem = stranger.get(path).await;
        assert_eq!(problem.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(problem.header("content-type"), "application/problem+json", "{path}");
    }
    let wrong = stranger.send(request(Method::DELETE, "/practices")).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.header("allow"), "GET");
    assert_eq!(
        stranger.send(request(Method::TRACE, "/")).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[actix_web::test]
async fn before_it_is_set_up_a_node_says_so() {
    let node = node().await;
    let mut stranger = Visitor::new(&node);
    assert_eq!(stranger.get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(stranger.get("/livez").await.status, StatusCode::OK);
    assert_eq!(
        stranger.get("/admin/setup/aaaaaaaaaaaa").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_public_page_that_did_not_change_is_answered_with_304() {
    let (node, _) = set_up().await;
    let mut reader = Visitor::new(&node);
    let first = reader.get("/practices").await;
    let tag = first.header("etag").to_owned();
    let again = reader
        .send(request(Method::GET, "/practices").insert_header((header::IF_NONE_MATCH, tag)))
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty());
}

#[actix_web::test]
async fn logging_out_ends_the_login() {
    let (_node, mut operator) = set_up().await;
    let answer = operator.post("/home", "/logout", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!answer.header("clear-site-data").is_empty());
    assert_eq!(operator.get("/home").await.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn a_wrong_password_says_so_and_keeps_the_name() {
    let (node, _) = set_up().await;
    let mut stranger = Visitor::new(&node);
    let fields = [
        ("login", "amina"),
        ("password", "not the password"),
        ("next", "//evil.example"),
    ];
    let answer = stranger.post("/login", "/login", &fields).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text().contains("value=\"amina\"") && !answer.text().contains("not the password"));
    assert!(!answer.text().contains("evil.example"));
}

#[actix_web::test]
async fn a_practice_shows_what_was_typed_and_its_report_is_summed_up() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let mut reader = Visitor::new(&node);
    let page = reader.get(&practice).await.text();
    for shown in [
        "Floating beds",
        "jute alone breaks",
        "Months in the year",
        "1,480",
        "application/activity+json",
        "ld+json",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let report = format!("{practice}/report");
    let fields = [
        ("outcome", "worked-with-changes"),
        ("country", "NP"),
        ("place_precision", "district"),
        ("started_month", "02"),
        ("started_year", "2024"),
        ("cost_band_usd", "unknown"),
        ("language", "en"),
        ("visibility", "public"),
        ("what_we_changed", "Reeds in place of hyacinth."),
    ];
    let sent = operator.post(&report, &report, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = reader.get(&practice).await.text();
    assert!(
        page.contains("Reeds in place of hyacinth.") && page.contains("Nepal"),
        "{page}"
    );
    let map = reader.get(&format!("{practice}/map.svg")).await;
    assert!(map.text().contains("<title>Nepal</title>") && map.text().ends_with("</svg>"));
}

#[actix_web::test]
async fn a_revision_is_shown_with_its_differences_and_a_withdrawal_leaves_title_and_reason() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let draft = operator
        .post(&practice, &format!("{practice}/revise"), &[])
        .await
        .header("location")
        .to_owned();
    let page = operator.get(&draft).await.text();
    let version = page
        .split("name=\"version\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let fields = [
        ("title", "Floating beds that feed families through the flood"),
        ("problem", "Fields are covered."),
        ("what_we_did", "One step."),
        ("version", version.as_str()),
        ("go", "save"),
    ];
    operator.post(&draft, &format!("{draft}?step=1"), &fields).await;
    let published = operator
        .post(&format!("{draft}/review"), &format!("{draft}/publish"), &[])
        .await;
    assert!(
        published.header("location").starts_with(&practice),
        "{}",
        published.header("location")
    );
    let mut reader = Visitor::new(&node);
    let history = reader.get(&format!("{practice}/history")).await.text();
    assert!(history.contains("<ins>") && history.contains("<del>"), "{history}");
    let path = format!("{practice}/withdraw");
    operator.post(&path, &path, &[("reason", "It no longer holds.")]).await;
    let gone = reader.get(&practice).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.text().contains("It no longer holds.") && !gone.text().contains("One step."));
}

#[actix_web::test]
async fn the_api_publishes_once_and_refuses_what_it_does_not_know() {
    let (node, mut operator) = set_up().await;
    let answer = operator
        .post(
            "/settings/tokens",
            "/settings/tokens",
            &[("token_name", "test"), ("scope", "write")],
        )
        .await;
    let page = answer.text();
    let token = page
        .split("class=\"secret\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let mut program = Visitor::new(&node);
    let practice = serde_json::json!({
        "language": "en", "title": "Shade nets over seedlings", "summary": "Nets halve the loss of seedlings.",
        "problem": "Seedlings burn.", "what_we_did": ["Bought nets.", "Hung nets."], "result": "Half the loss.",
        "what_went_wrong": "Wind tore two nets.", "country": "KE", "setting": ["dryland"], "sectors": ["water"],
        "started": "2023-01", "cost_band_usd": "under-500",
    });
    let call = |method: Method, path: &str, body: &serde_json::Value| {
        request(method, &format!("/api/bandung/v1{path}"))
            .insert_header((header::AUTHORIZATION, format!("Bearer {token}")))
            .insert_header(("idempotency-key", "one"))
            .set_json(body)
    };
    let first = program.send(call(Method::POST, "/practices", &practice)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let second = program.send(call(Method::POST, "/practices", &practice)).await;
    let id = |answer: &Answer| {
        serde_json::from_slice::<serde_json::Value>(&answer.bytes).unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(id(&first), id(&second));
    let mut unknown = practice.clone();
    unknown["surprise"] = serde_json::json!(1);
    let refused = program.send(call(Method::POST, "/practices", &unknown)).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.text());
    let mut invalid = practice.clone();
    invalid["title"] = serde_json::json!("");
    let refused = program.send(call(Method::POST, "/practices", &invalid)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("\"field\":\"title\""), "{}", refused.text());
    let path = format!("/api/bandung/v1/practices/{}", id(&first));
    assert!(program.get(&path).await.text().contains("Shade nets"));
    let all = program.get("/api/bandung/v1/practices?sector=water").await;
    assert!(all.text().contains("Shade nets") && all.header("access-control-allow-origin") == "*");
    let wrong = program.get("/api/bandung/v1/practices?surprise=1").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    for path in [
        "/node",
        "/drafts",
        "/reports",
        "/follows",
        "/followers",
        "/timeline",
        "/incoming",
        "/organisation",
        "/tokens/self",
    ] {
        let answer = program.send(call(Method::GET, path, &serde_json::Value::Null)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    }
}

#[actix_web::test]
async fn an_invitation_makes_an_account_once() {
    let (node, mut operator) = set_up().await;
    let shown = operator
        .post("/settings/team", "/settings/team/invite", &[("role", "editor")])
        .await
        .text();
    let link = shown
        .split("class=\"secret\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let path = link.strip_prefix(&format!("https://{HOST}")).unwrap().to_owned();
    let mut guest = Visitor::new(&node);
    let fields = [
        ("login", "tariq"),
        ("person_name", "Tariq"),
        ("new_password", "another long sentence"),
    ];
    let answer = guest.post(&path, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(guest.get(&path).await.status, StatusCode::NOT_FOUND);
    let login = [
        ("login", "tariq"),
        ("password", "another long sentence"),
        ("next", "/home"),
    ];
    guest.post("/login", "/login", &login).await;
    assert_eq!(guest.get("/home").await.status, StatusCode::OK);
    assert_eq!(guest.get("/admin").await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn an_organisation_is_handed_over_and_accepted_with_an_account() {
    let (node, mut operator) = set_up().await;
    let page = "/settings/team/hand-over";
    let shown = operator.post(page, page, &[]).await.text();
    let link = shown
        .split("class=\"secret\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    let path = link.strip_prefix(&format!("https://{HOST}")).unwrap().to_owned();
    let mut giver = operator;
    assert!(giver.get(&path).await.text().contains("You are logged in as"));
    let answer = giver.post(&path, &path, &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "not to oneself: {}", answer.text());
    let mut heir = Visitor::new(&node);
    assert!(
        heir.get(&path)
            .await
            .text()
            .contains("hands this organisation over to you")
    );
    let fields = [
        ("login", "hana"),
        ("person_name", "Hana"),
        ("new_password", "another long sentence"),
    ];
    assert_eq!(heir.post(&path, &path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        giver.get("/settings/team").await.status,
        StatusCode::SEE_OTHER,
        "the login of the giver ended"
    );
}

#[actix_web::test]
async fn feeds_previews_and_files_for_machines_answer() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let mut program = Visitor::new(&node);
    for (path, shown) in [
        ("/feed.atom", "<feed"),
        ("/feed.json", "jsonfeed.org"),
        ("/@char_lands/feed.atom", "Floating beds"),
        ("/@char_lands/feed.json", "Floating beds"),
        ("/countries/BD/feed.atom", "Floating beds"),
        ("/tags/flood/feed.atom", "<feed"),
        ("/sitemap.xml", "/practices/"),
        ("/robots.txt", "Disallow: /admin"),
        ("/manifest.webmanifest", "start_url"),
        ("/api/openapi.json", "\"openapi\":\"3.1.0\""),
        ("/readyz", "ok"),
    ] {
        let answer = program.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert!(answer.text().contains(shown), "{path}: {}", answer.text());
    }
    let preview = program.get(&format!("/oembed?url=https://{HOST}{practice}")).await;
    assert!(preview.text().contains("Floating beds"), "{}", preview.text());
    assert_eq!(
        program.get("/oembed?url=https://evil.example/practices/x").await.status,
        StatusCode::NOT_FOUND
    );
}
