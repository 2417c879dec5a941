//! What browsers and programs may send to the pages: headers, addresses, texts, uploads (SECURITY table W).

use harness::{Message, OWNER, Visitor, send_bytes};

use crate::accounts::{Scene, form_token};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w15_what_a_browser_calls_itself_reaches_neither_headers_nor_pages() {
    let scene = Scene::new().await;
    let mut visitor = scene.node().visitor();
    let form = visitor.get("/login").await;
    let token = form.hidden_fields("/login").remove(0).1;
    let fields = [
        ("token", token.as_str()),
        ("next", "/home\r\nSet-Cookie: evil=1"),
        ("login", OWNER.0),
        ("password", OWNER.1),
    ];
    let message = visitor
        .form("/login", &fields)
        .with("User-Agent", "Firefox <script>alert(1)</script> Android");
    let escape = message.clone().with("User-Agent", "Firefox \u{1b}[31m");
    assert_eq!(visitor.send(escape).await.status, 400, "control characters are refused");
    let entered = visitor.send(message).await;
    assert_eq!(entered.status, 303, "{}", entered.text());
    assert_eq!(entered.header("location"), Some("/home"));
    assert!(!entered.headers.iter().any(|(_, value)| value.contains("evil")));
    let list = visitor.get("/settings/security").await.text();
    assert!(list.contains("Firefox, Android"), "{list}");
    assert!(!list.contains("alert(1)"));

    let address = scene.node().address();
    let endless = Message::new("GET", "alpha.test", "/", b"").with("User-Agent", &"x".repeat(1024 * 1024));
    let reply = endless.send(address).await;
    assert!(matches!(reply.status, 0 | 400 | 431), "{}", reply.status);
    let folded = b"GET / HTTP/1.1\r\nHost: alpha.test\r\nUser-Agent: a\r\n b: c\r\nConnection: close\r\n\r\n";
    let reply = send_bytes(address, folded).await;
    assert!(matches!(reply.status, 0 | 400), "{}", reply.status);
    assert_eq!(scene.node().visitor().get("/").await.status, 200, "the node goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w16_no_name_leads_out_of_media_assets_and_exports() {
    let scene = Scene::new().await;
    let long = "a".repeat(4096);
    let names = [
        "../bandung.sqlite",
        "..%2fbandung.sqlite",
        "%2e%2e%2fbandung.sqlite",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%5cbandung.sqlite",
        "..\\bandung.sqlite",
        "x%00.webp",
        "%2fetc%2fpasswd",
        ".hidden",
        ".",
        "..",
        long.as_str(),
    ];
    for folder in ["/media/", "/assets/", "/declarations/", "/embed/tally/"] {
        for name in names {
            let target = format!("{folder}{name}");
            let message = Message::new("GET", "alpha.test", &target, b"");
            let reply = message.send(scene.node().address()).await;
            assert!(matches!(reply.status, 0 | 400 | 404), "{target}: {}", reply.status);
            assert!(!reply.text().contains("SQLite format"), "{target}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_with_the_character_nul_is_refused_in_addresses_and_forms() {
    let scene = Scene::new().await;
    for address in [
        "/@alpha%00",
        "/practices/%00",
        "/ap/orgs/%00",
        "/ap/witness/%00/checkpoint",
        "/declarations/%00/bundle",
        "/search?q=%00",
        "/.well-known/webfinger?resource=acct:al%00pha@alpha.test",
        "/api/bandung/v1/practices?q=a%00",
    ] {
        for accept in ["text/html", "application/activity+json"] {
            let asked = Message::new("GET", "alpha.test", address, b"").with("Accept", accept);
            assert_eq!(asked.send(scene.node().address()).await.status, 400, "{address}");
        }
    }
    let mut visitor = scene.node().visitor();
    let form = [("login", "al\0pha"), ("password", "not the password")];
    assert_eq!(visitor.fill_in("/login", "/login", &form).await.status, 400);
}

/// A form in parts, with a picture for the logo.
fn upload(visitor: &Visitor, token: &str, name: &str, kind: &str, bytes: &[u8], parts: usize) -> Message {
    let mut body = format!("--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n").into_bytes();
    for (name, value) in [
        ("name", "Alpha"),
        ("country", "KE"),
        ("kind", "community-based"),
        ("profile_language", "en"),
    ] {
        let part = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for _ in 0..parts {
        body.extend_from_slice(b"--b\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\nx\r\n");
    }
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    visitor
        .request("POST", "/settings/profile", &body)
        .with("Content-Type", "multipart/form-data; boundary=b")
        .with("Origin", "http://alpha.test")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w17_what_is_no_picture_of_a_kind_that_we_take_is_refused_and_nothing_is_kept() {
    let mut scene = Scene::new().await;
    let token = form_token(&mut scene.owner).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let html = b"<!DOCTYPE html><script>alert(1)</script>";
    let polyglot = [b"GIF89a/*".as_slice(), b"*/=alert(1)//"].concat();
    let big = vec![0xff_u8; 10 * 1024 * 1024 + 1];
    for (what, name, kind, bytes, parts) in [
        ("wrong magic", "a.png", "image/png", b"not a picture".as_slice(), 0),
        ("two extensions", "a.png.html", "image/png", html, 0),
        ("SVG", "a.svg", "image/svg+xml", svg, 0),
        ("HTML", "a.html", "text/html", html, 0),
        ("polyglot", "a.gif", "image/gif", &polyglot, 0),
        ("one byte over", "a.jpg", "image/jpeg", &big, 0),
        ("1,000 parts", "a.png", "image/png", b"x", 1_000),
        ("a name that leads out", "../../a.png", "image/png", b"x", 0),
    ] {
        let message = upload(&scene.owner, &token, name, kind, bytes, parts);
        scene.changes_nothing(what, message, &[400, 413, 415]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w18_deep_json_and_the_character_nul_are_refused_before_anything_is_done() {
    let scene = Scene::new().await;
    let operations = scene.node().operations();
    let local = scene.node().owner().await;
    let owner = operations.person_by_login(&local, OWNER.0).await.unwrap();
    let named = operations
        .local_operator(Some(&owner.login), Some("alpha"))
        .await
        .unwrap();
    let alpha = named.acting_for().unwrap();
    let scopes = ["read".to_owned(), "write".to_owned()];
    let token = operations.create_token(&named, "import", alpha, &scopes).await.unwrap();
    let bearer = format!("Bearer {}", secrecy::ExposeSecret::expose_secret(&token.0));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let object = format!("{}1{}", "{\"a\":".repeat(30_000), "}".repeat(30_000));
    let large = format!("{{\"title\":\"{}\"}}", "x".repeat(300_000));
    for (what, body, status) in [
        ("deep lists", deep.as_bytes(), 400),
        ("deep objects", object.as_bytes(), 400),
        ("too large", large.as_bytes(), 413),
        ("a zip", b"PK\x03\x04aaaa".as_slice(), 400),
        ("no UTF-8", b"{\"title\":\"\xff\"}".as_slice(), 400),
        ("U+0000", br#"{"title":"a\u0000b"}"#.as_slice(), 400),
        ("the same without it", br#"{"title":"ab"}"#.as_slice(), 422),
    ] {
        let message = Message::new("POST", "alpha.test", "/api/bandung/v1/practices", body)
            .with("Content-Type", "application/json")
            .with("Authorization", &bearer);
        // The first use of a token in an hour is noted.
        let seen = Message::new("GET", "alpha.test", "/api/bandung/v1/tokens/self", b"").with("Authorization", &bearer);
        assert_eq!(seen.send(scene.node().address()).await.status, 200);
        scene.changes_nothing(what, message, &[status]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn w20_an_upload_that_is_opened_directly_is_a_picture_in_a_sandbox_and_nothing_else() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let mut scene = Scene::new().await;
    let dot = STANDARD
        .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        .unwrap();
    let operations = scene.node().operations();
    let owner = scene.node().owner().await;
    let logo = operations
        .set_logo(&owner, owner.acting_for().unwrap(), dot)
        .await
        .unwrap();
    let page = scene.owner.get("/@alpha").await.text();
    let path = page
        .split('"')
        .find(|part| part.starts_with("/media/"))
        .unwrap_or_else(|| panic!("no picture of {logo:?}: {page}"))
        .to_owned();
    for accept in [
        "*/*",
        "text/html",
        "application/javascript",
        "application/activity+json",
        "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
    ] {
        let message = Message::new("GET", "alpha.test", &path, b"").with("Accept", accept);
        let reply = message.send(scene.node().address()).await;
        assert_eq!(reply.status, 200, "{accept}");
        assert_eq!(reply.header("content-type"), Some("image/webp"), "{accept}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{accept}");
        let policy = reply.header("content-security-policy");
        assert_eq!(policy, Some("sandbox; default-src 'none'"), "{accept}");
    }
}
