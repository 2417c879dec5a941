//! Cases W: what people, other sites and programs send to the pages of a running node (SECURITY 4.5).

use std::collections::BTreeMap;

use harness::{Message, Network, OWNER, TestNode, Visitor};
use web::routes::{Access, ROUTES};

const MISSING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// A node, its owner logged in, and a server of another make that notes whoever asks it.
pub(crate) struct Scene {
    pub(crate) net: Network,
    pub(crate) owner: Visitor,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
        let owner = net["alpha"].signed_in().await;
        Self { net, owner }
    }

    pub(crate) fn node(&self) -> &TestNode {
        &self.net["alpha"]
    }

    /// Answered with the status; nothing stored (N); nobody asked (O).
    pub(crate) async fn changes_nothing(&self, what: &str, message: Message, statuses: &[u16]) {
        let before = self.node().stored().await;
        let reply = message.send(self.node().address()).await;
        assert!(
            statuses.contains(&reply.status),
            "{what}: {} {}",
            reply.status,
            reply.text()
        );
        assert_eq!(self.node().stored().await, before, "{what}: nothing may be stored");
        assert!(
            self.net.fake("mastodon").asked().is_empty(),
            "{what}: nobody may be asked"
        );
    }
}

fn filled(path: &str) -> String {
    path.replace("{id}", MISSING)
        .replace("{endorsement}", MISSING)
        .replace("{slug}", "no-such-practice")
        .replace("{host}", "mastodon.test")
        .replace("{action}", "disable")
        .replace("{token}", "aaaaaaaaaaaaaaaa")
}

/// A page without its foot, which names the weight: that depends on how well what was typed is packed.
fn without_foot(page: &str) -> &str {
    page.rfind("<p class=\"quiet\">").map_or(page, |at| &page[..at])
}

/// The token that the forms of this login carry.
pub(crate) async fn form_token(visitor: &mut Visitor) -> String {
    let page = visitor.get("/drafts").await;
    let fields: BTreeMap<String, String> = page.hidden_fields("/write").into_iter().collect();
    fields["token"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w01_no_page_changes_anything_for_another_site_or_without_the_token_of_this_login() {
    let mut scene = Scene::new().await;
    let own = form_token(&mut scene.owner).await;
    let others = form_token(&mut scene.node().signed_in().await).await;
    let changes = ROUTES
        .iter()
        .filter(|route| route.method != "GET" && !route.path.starts_with("/api/"));
    for route in changes {
        let path = filled(route.path);
        let form = |token: &str| scene.owner.form(&path, &[("token", token)]);
        // Whoever has no business there is told nothing of forms.
        let refused: &[u16] = match route.access {
            Access::Link | Access::BeforeSetup | Access::NetworkAdmin => &[403, 404],
            _ => &[403],
        };
        for (what, message) in [
            ("no token", scene.owner.form(&path, &[])),
            ("another login's token", form(&others)),
            ("Origin: null", form(&own).with("Origin", "null")),
            ("a foreign origin", form(&own).with("Origin", "http://evil.test")),
            (
                "an origin that begins like ours",
                form(&own).with("Origin", "http://alpha.test.evil.test"),
            ),
            ("a foreign site", form(&own).with("Sec-Fetch-Site", "cross-site")),
            ("a sibling", form(&own).with("Sec-Fetch-Site", "same-site")),
            ("text/plain", form(&own).with("Content-Type", "text/plain")),
        ] {
            let what = format!("{} {path}: {what}", route.method);
            scene.changes_nothing(&what, message, refused).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w01_get_changes_nothing() {
    let mut scene = Scene::new().await;
    let own = form_token(&mut scene.owner).await;
    for route in ROUTES.iter().filter(|route| route.method != "GET") {
        let path = format!("{}?token={own}", filled(route.path));
        let what = format!("GET {path}");
        let message = scene.owner.request("GET", &path, b"");
        scene
            .changes_nothing(&what, message, &[200, 303, 400, 401, 403, 404, 405, 409])
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w02_a_cookie_from_before_the_log_in_is_nothing_afterwards() {
    let scene = Scene::new().await;
    let mut visitor = scene.node().visitor();
    visitor.set_cookie("bandung", "chosen-by-somebody-else");
    let page = visitor
        .fill_in("/login", "/login", &[("login", OWNER.0), ("password", OWNER.1)])
        .await;
    assert_eq!(page.status, 303);
    let given = visitor.cookies()["bandung"].clone();
    assert_ne!(given, "chosen-by-somebody-else");
    let set = page.header("set-cookie").unwrap();
    assert!(
        !set.contains("Domain") && set.contains("HttpOnly") && set.contains("Path=/"),
        "{set}"
    );

    let mut fixed = scene.node().visitor();
    fixed.set_cookie("bandung", "chosen-by-somebody-else");
    assert_eq!(fixed.get("/home").await.status, 303);
    let twice = scene
        .node()
        .visitor()
        .request("GET", "/home", b"")
        .with("Cookie", &format!("bandung={given}; bandung=other"));
    assert_eq!(
        twice.send(scene.node().address()).await.status,
        303,
        "two cookies are none"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w04_pages_do_not_tell_who_exists() {
    let scene = Scene::new().await;
    let mut pages = Vec::new();
    for login in [OWNER.0, "nobody", "not a name!"] {
        let mut visitor = scene.node().visitor();
        let fields = [("login", login), ("password", "not the password")];
        let page = visitor.fill_in("/login", "/login", &fields).await;
        let text = without_foot(&page.text()).replace(login, "LOGIN");
        let token = page.hidden_fields("/login").remove(0).1;
        pages.push((page.status, text.replace(&token, "TOKEN")));
    }
    assert_eq!(pages[0].0, 401);
    assert!(pages[0] == pages[1] && pages[1] == pages[2]);
    let used = {
        let operations = scene.node().operations();
        let owner = scene.node().owner().await;
        let person = operations.person_by_login(&owner, OWNER.0).await.unwrap().id;
        let old = operations.reset_link(&owner, person).await.unwrap();
        operations.reset_link(&owner, person).await.unwrap();
        secrecy::ExposeSecret::expose_secret(&old.0).to_owned()
    };
    for kind in ["reset", "invite", "e"] {
        let mut bodies = Vec::new();
        for secret in [used.as_str(), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x"] {
            let page = scene.node().visitor().get(&format!("/{kind}/{secret}")).await;
            let referrer = page.header("referrer-policy").map(str::to_owned);
            assert_eq!(referrer.as_deref(), Some("no-referrer"), "{kind}");
            let text = without_foot(&page.text()).replace(&format!("/{kind}/{secret}"), "HERE");
            bodies.push((page.status, text));
        }
        assert_eq!(bodies[0].0, 404, "{kind}");
        assert!(bodies[0] == bodies[1] && bodies[1] == bodies[2], "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w05_the_cookie_is_dead_after_log_out_and_the_page_is_not_kept() {
    let scene = Scene::new().await;
    let mut owner = scene.node().signed_in().await;
    let old = owner.cookies()["bandung"].clone();
    let before = owner.get("/admin").await;
    assert_eq!((before.status, before.header("cache-control")), (200, Some("no-store")));
    let token = form_token(&mut owner).await;
    let out = owner.form("/logout", &[("token", &token)]);
    let out = owner.send(out).await;
    assert_eq!(out.status, 303);
    assert!(out.header("clear-site-data").is_some());

    let mut back = scene.node().visitor();
    back.set_cookie("bandung", &old);
    assert_eq!(back.get("/admin").await.status, 404);
    assert_eq!(back.get("/home").await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w06_a_reset_link_lets_in_once_and_only_its_own_person() {
    let scene = Scene::new().await;
    let operations = scene.node().operations();
    let owner = scene.node().owner().await;
    let person = operations.person_by_login(&owner, OWNER.0).await.unwrap().id;
    let link = operations.reset_link(&owner, person).await.unwrap();
    let path = format!("/reset/{}", secrecy::ExposeSecret::expose_secret(&link.0));
    let mut visitor = scene.node().visitor();
    let short = visitor.fill_in(&path, &path, &[("new_password", "short")]).await;
    assert_eq!(short.status, 422, "the link is not used up by a slip");

    let set = visitor
        .fill_in(&path, &path, &[("new_password", "eight wells and one river")])
        .await;

    assert_eq!(set.status, 303);
    assert_eq!(visitor.get(&path).await.status, 404);
    let mut old = scene.owner.clone();
    assert_eq!(old.get("/home").await.status, 303, "other logins ended");
    let fields = [("login", OWNER.0), ("password", OWNER.1)];
    assert_eq!(visitor.fill_in("/login", "/login", &fields).await.status, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w07_log_in_forms_links_exports_and_search_have_a_limit_of_their_own() {
    let scene = Scene::new().await;
    let mut visitor = scene.node().visitor();
    let wrong = [("login", "nobody"), ("password", "not the password")];
    let mut tried = 0;
    let over = loop {
        let page = visitor.fill_in("/login", "/login", &wrong).await;
        tried += 1;
        if page.status != 401 || tried > 12 {
            break page;
        }
    };
    // Waits begin with a second, so the sixth to eighth try meets one, however slow the machine is.
    assert_eq!(over.status, 429, "after {tried} tries");
    assert!(tried > 5);
    assert!(over.header("retry-after").unwrap().parse::<u64>().unwrap() > 0);

    let mut searched = 0;
    let searching = loop {
        let page = visitor.get("/search?q=water").await;
        searched += 1;
        if page.status != 200 || searched > 40 {
            break page;
        }
    };
    assert_eq!((searching.status, searched), (429, 31));
    let mut followed = 0;
    let following = loop {
        let fields = [("your_handle", "ana@nowhere.test")];
        let page = visitor.fill_in("/follow?uri=x", "/follow", &fields).await;
        followed += 1;
        if page.status == 429 || followed > 10 {
            break page;
        }
    };
    assert_eq!((following.status, followed), (429, 6));
    let operations = scene.node().operations();
    let local = scene.node().owner().await;
    let step_up = operations.step_up(&local, None).await.unwrap();
    let alpha = local.acting_for().unwrap();
    let invited = operations
        .invite(&local, &step_up, alpha, domain::account::Role::Viewer)
        .await;
    let person = operations.person_by_login(&local, OWNER.0).await.unwrap().id;
    let reset = operations.reset_link(&local, person).await.unwrap();
    for (kind, link) in [("invite", invited.unwrap()), ("reset", reset)] {
        let path = format!("/{kind}/{}", secrecy::ExposeSecret::expose_secret(&link.0));
        for number in 0..=5 {
            let answer = visitor.fill_in(&path, &path, &[("new_password", "short")]).await;
            assert_eq!(answer.status, if number < 5 { 422 } else { 429 }, "{kind} {number}");
        }
    }
    for number in 0..=30 {
        let confirm = Message::new(
            "POST",
            "alpha.test",
            "/api/bandung/v1/signatures/none",
            br#"{"do":"confirm"}"#,
        );
        let answer = visitor.send(confirm.with("Content-Type", "application/json")).await;
        assert_eq!(answer.status, if number < 30 { 404 } else { 429 }, "confirm {number}");
    }
    let mut owner = scene.owner.clone();
    for number in 0..=5 {
        let answer = owner.fill_in("/admin/audit", "/admin/audit/export", &[]).await;
        assert_eq!(answer.status, if number < 5 { 422 } else { 429 }, "export {number}");
    }
    scene.net.advance(chrono::Duration::minutes(20));
    assert_eq!(visitor.get("/search?q=water").await.status, 200, "no lasting lock-out");
    let right = [("login", OWNER.0), ("password", OWNER.1)];
    assert_eq!(visitor.fill_in("/login", "/login", &right).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w08_only_our_own_name_is_answered_and_no_header_gives_another() {
    let scene = Scene::new().await;
    let address = scene.node().address();
    let page = |host: &str, target: &str| Message::new("GET", host, target, b"");
    for host in [
        "evil.test",
        "alpha.test.evil.test",
        "alpha.test:8443",
        "evil.test:80",
        "alpha.test@evil.test",
    ] {
        let reply = page(host, "/").send(address).await;
        assert!(matches!(reply.status, 400 | 421), "{host}: {}", reply.status);
    }
    let absolute = page("evil.test", "http://evil.test/").send(address).await;
    assert!(matches!(absolute.status, 400 | 421), "{}", absolute.status);
    let pretended = page("alpha.test", "/feed.atom")
        .with("X-Forwarded-Host", "evil.test")
        .with("Forwarded", "host=evil.test")
        .send(address)
        .await;
    assert_eq!(pretended.status, 200);
    assert!(!pretended.text().contains("evil.test") && pretended.text().contains("alpha.test"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w11_what_belongs_to_another_organisation_is_changed_by_no_form_of_ours() {
    let mut scene = Scene::new().await;
    let operations = scene.node().operations();
    let local = scene.node().owner().await;
    let alpha = local.acting_for().unwrap();
    let draft = operations.start_draft(&local, alpha).await.unwrap().card.id;
    let published = scene.node().publish("Sand dams").await;
    let profile = operations.organisation("alpha").await.unwrap().profile;
    let forest = operations
        .found_organisation(&local, "forest", profile)
        .await
        .unwrap()
        .id;
    let person = operations::NewPerson {
        login: "fatima".to_owned(),
        name: "Fatima".to_owned(),
        node_role: None,
        roles: vec![(forest, domain::account::Role::Owner)],
    };
    let step_up = operations.step_up(&local, None).await.unwrap();
    let link = operations.add_person(&local, &step_up, person).await.unwrap();
    let password = domain::account::NewPassword::parse(OWNER.1).unwrap();
    let link = secrecy::ExposeSecret::expose_secret(&link.0).to_owned();
    operations.reset_password(&link, password).await.unwrap();
    let mut fatima = scene.node().visitor();
    let entered = fatima
        .fill_in("/login", "/login", &[("login", "fatima"), ("password", OWNER.1)])
        .await;
    assert_eq!(entered.status, 303);
    let token = form_token(&mut fatima).await;
    let slug = published.page.trim_start_matches("/practices/").to_owned();
    scene.owner = fatima;
    for path in [
        format!("/write/{draft}"),
        format!("/write/{draft}/publish"),
        format!("/write/{draft}/delete"),
        format!("/practices/{slug}/revise"),
        format!("/practices/{slug}/confirm"),
        format!("/practices/{slug}/feature"),
        format!("/practices/{slug}/withdraw"),
        "/settings/organisation".to_owned(),
        "/settings/team/role".to_owned(),
    ] {
        let mut fields = vec![("token", token.as_str())];
        let alpha_id = alpha.to_string();
        match path.as_str() {
            "/settings/organisation" => fields.push(("organisation", &alpha_id)),
            "/settings/team/role" => {
                fields.extend([("person", MISSING), ("role", "owner"), ("password_again", OWNER.1)]);
            }
            path if path.ends_with("/withdraw") => fields.push(("reason", "Because")),
            path if path.starts_with("/write/") && path.len() < 50 => fields.extend([("version", "1"), ("step", "1")]),
            _ => {}
        }
        let message = scene.owner.form(&path, &fields);
        scene.changes_nothing(&path, message, &[400, 404]).await;
        // The step-up of the last one gave the login a new cookie.
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w21_pages_of_people_are_kept_by_nobody_and_shown_in_no_frame() {
    let mut scene = Scene::new().await;
    for path in ["/admin", "/admin/people", "/home", "/settings/security", "/drafts"] {
        let page = scene.owner.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(page.header("vary").unwrap().contains("Cookie"), "{path}");
    }
}
