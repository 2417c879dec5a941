//! The second factor on pages: set up before anything else, asked for at log-in and before what binds others.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod node;

use actix_web::http::StatusCode;
use node::{PASSWORD, SETUP, Visitor, node, set_up};

const LOG_IN: [(&str, &str); 3] = [("login", "amina"), ("password", PASSWORD), ("next", "/home")];

fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split(&start).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn ac2_an_owner_without_a_second_factor_sees_nothing_but_its_set_up() {
    let node = node().await;
    let link = node.operations.new_setup_link().await.unwrap();
    let path = format!("/admin/setup/{}", link.expose());
    let mut operator = Visitor::new(&node);
    let answer = operator.post(&path, &path, &SETUP).await;
    assert_eq!(answer.header("location"), "/settings/second-factor");

    for closed in ["/home", "/drafts", "/admin", "/settings/team", "/settings/tokens"] {
        let answer = operator.get(closed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{closed}");
        assert_eq!(answer.header("location"), "/settings/second-factor", "{closed}");
    }
    assert_eq!(operator.get("/practices").await.status, StatusCode::OK);
    let token = operator.get("/settings/second-factor").await.form_token();
    let wrong = operator
        .post_with(&token, "/settings/second-factor/app", &[("app_code", "000000")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    assert_eq!(operator.get("/home").await.status, StatusCode::SEE_OTHER);

    let codes = operator.enrol().await;

    assert_eq!(codes.len(), 10);
    assert_eq!(operator.get("/home").await.status, StatusCode::OK);
}

#[actix_web::test]
async fn ac3_each_log_in_asks_for_the_second_factor_and_gives_a_new_cookie() {
    let node = node().await;
    let link = node.operations.new_setup_link().await.unwrap();
    let path = format!("/admin/setup/{}", link.expose());
    let mut operator = Visitor::new(&node);
    operator.post(&path, &path, &SETUP).await;
    let before = operator.window();
    let codes = operator.enrol().await;
    let mut before = before;
    assert_eq!(
        before.get("/home").await.status,
        StatusCode::SEE_OTHER,
        "the old cookie is dead"
    );

    let mut second = Visitor::new(&node);
    let asked = second.post("/login", "/login", &LOG_IN).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    assert!(asked.headers.get("set-cookie").is_none());
    let page = asked.text();
    let (token, waiting) = (hidden(&page, "token"), hidden(&page, "waiting"));
    assert_eq!(second.get("/home").await.status, StatusCode::SEE_OTHER, "not in yet");
    let fields = |code: &str| {
        [
            ("waiting", waiting.clone()),
            ("next", "/home".to_owned()),
            ("password_again", code.to_owned()),
        ]
    };
    let send = async |visitor: &mut Visitor, code: &str| {
        let fields = fields(code);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        visitor.post_with(&token, "/login", &fields).await
    };
    for wrong in ["", "000000", "not a code", "{\"id\":\"x\"}"] {
        let answer = send(&mut second, wrong).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong:?}");
    }
    let entered = send(&mut second, &codes[0]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let cookie = entered.header("set-cookie").to_owned();
    for part in ["__Host-bandung=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert_eq!(second.get("/home").await.status, StatusCode::OK);
    let mut third = Visitor::new(&node);
    let again = send(&mut third, &codes[1]).await;
    assert_eq!(again.header("location"), "/login?done=log-in-over");
}

#[actix_web::test]
async fn ac5_new_recovery_codes_and_the_end_of_a_factor_keep_to_the_rule() {
    let (_node, mut operator) = set_up().await;
    let page = "/settings/second-factor";
    let codes = operator.post(page, "/settings/second-factor/codes", &[]).await;
    assert_eq!(codes.status, StatusCode::OK);
    assert_eq!(codes.text().matches("class=\"secret\"").count(), 10);
    assert_eq!(codes.header("cache-control"), "no-store");

    let last = operator
        .post(page, "/settings/second-factor/end", &[("which", "app")])
        .await;

    assert_eq!(last.status, StatusCode::CONFLICT, "an owner keeps one");
    let unknown = operator
        .post(page, "/settings/second-factor/end", &[("which", "AAAA")])
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_browser_gets_what_it_needs_to_make_a_passkey_for_this_name_only() {
    let (_node, mut operator) = set_up().await;
    let page = "/settings/second-factor";
    let options = operator
        .post(page, "/settings/second-factor/passkey/options", &[])
        .await
        .text();
    let options: serde_json::Value = serde_json::from_str(&options).unwrap();
    assert_eq!(options["publicKey"]["rp"]["id"], node::HOST);
    assert_eq!(
        options["publicKey"]["authenticatorSelection"]["userVerification"],
        "required"
    );
    for answer in ["", "{}", "{\"id\":\"x\",\"rawId\":\"AAAA\",\"type\":\"public-key\"}"] {
        let refused = operator
            .post(
                page,
                "/settings/second-factor/passkey",
                &[("passkey", answer), ("passkey_name", "x")],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
    }
    let none = operator.post(page, "/settings/second-factor/challenge", &[]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "no passkey, no question");
}

#[actix_web::test]
async fn hd_passkeys_are_allowed_to_our_own_pages_only() {
    let (_node, mut operator) = set_up().await;
    let policy = operator.get("/home").await.header("permissions-policy").to_owned();
    assert!(policy.contains("publickey-credentials-create=(self)"), "{policy}");
    assert!(policy.contains("publickey-credentials-get=(self)"), "{policy}");
}
