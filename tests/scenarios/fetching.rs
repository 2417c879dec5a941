//! Cases F of the threat model: what we fetch.

use harness::{Answer, FakeActor, Message, Network};
use serde_json::{Value, json};

const PATH: &str = "/users/ana/notes/1";

struct Scene {
    net: Network,
    ana: FakeActor,
    note: Value,
}

impl Scene {
    async fn new() -> Self {
        let net = Network::with_fakes(["alpha"], ["mastodon", "gamma"]).await;
        let ana = net.fake("mastodon").actor("ana");
        let mut note = ana.with_context(&ana.note("Hello", None));
        note["id"] = json!(format!("http://mastodon.test{PATH}"));
        Self { net, ana, note }
    }

    fn answer(&self, answer: Answer) {
        self.net.fake("mastodon").serve(PATH, answer);
    }

    async fn fetch(&self) -> Result<String, operations::RemoteError> {
        self.net["alpha"]
            .directory()
            .object(&format!("http://mastodon.test{PATH}"))
            .await
    }

    async fn refused(&self, what: &str, answer: Answer) {
        self.answer(answer);
        let before = self.net["alpha"].stored().await;
        let fetched = self.fetch().await;
        assert!(fetched.is_err(), "{what}: {fetched:?}");
        assert_eq!(self.net["alpha"].stored().await, before, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_genuine_object_is_fetched() {
    let scene = Scene::new().await;
    scene.answer(Answer::document(&scene.note));
    assert_eq!(scene.fetch().await.unwrap(), format!("http://mastodon.test{PATH}"));
    assert!(
        scene
            .net
            .fake("mastodon")
            .asked()
            .iter()
            .all(|asked| asked.header("signature").is_some())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f03_a_redirect_that_leads_elsewhere_is_not_followed() {
    let scene = Scene::new().await;
    scene.net.fake("gamma").serve(PATH, Answer::document(&scene.note));
    for target in [
        "http://gamma.test/users/ana/notes/1",
        "http://127.0.0.1/users/ana/notes/1",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "data:application/json,{}",
        "http://alpha.test/users/ana/notes/1",
    ] {
        scene.refused(target, Answer::redirect(target)).await;
    }
    assert!(scene.net.fake("gamma").asked().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f04_one_redirect_is_followed_and_no_more() {
    let scene = Scene::new().await;
    scene
        .refused("to itself", Answer::redirect(&format!("http://mastodon.test{PATH}")))
        .await;
    scene
        .net
        .fake("mastodon")
        .serve("/a", Answer::redirect("http://mastodon.test/b"));
    scene.net.fake("mastodon").serve("/b", Answer::document(&scene.note));
    scene.refused("two", Answer::redirect("http://mastodon.test/a")).await;
    scene
        .net
        .fake("mastodon")
        .serve("/b", Answer::redirect(&format!("http://mastodon.test{PATH}")));
    scene
        .refused("a circle", Answer::redirect("http://mastodon.test/b"))
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f06_a_document_that_is_too_large_or_cut_is_not_used() {
    let scene = Scene::new().await;
    let mut large = scene.note.clone();
    large["content"] = json!("x".repeat(1024 * 1024));
    scene.refused("a MiB and more", Answer::document(&large)).await;
    let length = scene.note.to_string().len();
    scene
        .refused("cut", Answer::document(&scene.note).claiming(length + 10))
        .await;
    scene
        .refused("too short", Answer::document(&scene.note).claiming(length - 10))
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f07_a_document_of_another_type_is_not_used() {
    let scene = Scene::new().await;
    let body = scene.note.to_string();
    for media_type in [
        "text/html",
        "text/plain",
        "application/json",
        "application/ld+json",
        "image/png",
    ] {
        scene
            .refused(media_type, Answer::typed(media_type, body.as_bytes()))
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f09_a_document_speaks_only_for_its_own_address() {
    let scene = Scene::new().await;
    let mut other = scene.note.clone();
    other["id"] = json!(format!("http://gamma.test{PATH}"));
    scene.net.fake("gamma").serve(PATH, Answer::document(&other));
    scene.refused("another host", Answer::document(&other)).await;
    let mut author = scene.note.clone();
    author["attributedTo"] = json!("http://gamma.test/users/eve");
    scene
        .refused("an author of another host", Answer::document(&author))
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f10_an_actor_whose_parts_are_elsewhere_is_not_used() {
    let scene = Scene::new().await;
    for (member, value) in [
        ("inbox", json!("http://gamma.test/inbox")),
        ("followers", json!("http://gamma.test/followers")),
        ("outbox", json!("http://gamma.test/outbox")),
        ("endpoints", json!({"sharedInbox": "http://gamma.test/inbox"})),
        (
            "publicKey",
            json!({"id": "http://gamma.test/key", "owner": scene.ana.id, "publicKeyPem": "x"}),
        ),
    ] {
        let name = format!("odd{}", member.to_lowercase());
        let actor = scene.net.fake("mastodon").actor(&name);
        let mut document = actor.document();
        document[member] = value;
        scene.net.fake("mastodon").serve_document(&document);
        let before = scene.net["alpha"].stored().await;
        let body = actor.activity("Create", actor.note("Hello", None)).to_string();
        let message = actor.post("alpha.test", "/ap/inbox", body.as_bytes(), scene.net.now());
        let reply = message.send(scene.net["alpha"].address()).await;
        assert_eq!(reply.status, 401, "{member}");
        assert_eq!(scene.net["alpha"].stored().await, before, "{member}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f15_names_outside_a_development_network_keep_every_check() {
    let scene = Scene::new().await;
    let directory = scene.net["alpha"].directory();
    let port = scene.net.fake("mastodon").address().port();
    for id in [
        format!("http://127.0.0.1:{port}{PATH}"),
        format!("http://localhost:{port}{PATH}"),
        format!("https://localhost{PATH}"),
        format!("http://mastodon.test:{port}{PATH}"),
        format!("http://unlisted.test{PATH}"),
        format!("https://[::1]{PATH}"),
    ] {
        assert!(directory.object(&id).await.is_err(), "{id}");
    }
    assert!(scene.net.fake("mastodon").asked().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f11_an_actor_that_lies_among_uploads_is_used_only_where_its_server_names_it() {
    let scene = Scene::new().await;
    let alpha = &scene.net["alpha"];
    let upload = "http://mastodon.test/uploads/1.json";
    let impostor: Value =
        serde_json::from_str(&scene.ana.document().to_string().replace(&scene.ana.id, upload)).unwrap();
    let as_upload = [
        Answer::document(&impostor).with("Content-Disposition", "attachment; filename=\"1.json\""),
        Answer::typed("application/json", impostor.to_string().as_bytes()),
        Answer::typed("application/octet-stream", impostor.to_string().as_bytes()),
        Answer::typed("text/plain", impostor.to_string().as_bytes()),
    ];
    for (number, answer) in as_upload.into_iter().enumerate() {
        scene.net.fake("mastodon").serve("/uploads/1.json", answer);
        let before = alpha.stored().await;
        let found = alpha.directory().actor(upload).await;
        assert!(found.is_err(), "{number}");
        assert_eq!(alpha.stored().await, before, "{number}");
    }

    // Of the right type, but WebFinger names another address, then none.
    let mastodon = scene.net.fake("mastodon");
    mastodon.serve("/uploads/1.json", Answer::document(&impostor));
    let finger = |id: &str| {
        let found = json!({
            "subject": format!("acct:{}", scene.ana.handle()),
            "links": [{"rel": "self", "type": "application/activity+json", "href": id}],
        });
        Answer::typed("application/jrd+json", found.to_string().as_bytes())
    };
    let asked = format!("/.well-known/webfinger?resource=acct:{}", scene.ana.handle());
    for answer in [finger(&scene.ana.id), Answer::status(404)] {
        mastodon.serve(&asked, answer);
        let before = alpha.stored().await;
        assert!(alpha.directory().actor(upload).await.is_err());
        assert_eq!(alpha.stored().await, before);
    }
    mastodon.serve(&asked, finger(upload));
    let named = alpha.directory().actor(upload).await;
    assert_eq!(named.unwrap().id.as_str(), upload);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f12_f13_pictures_of_others_are_left_out_and_the_text_is_kept() {
    let scene = Scene::new().await;
    let alpha = &scene.net["alpha"];
    let mastodon = scene.net.fake("mastodon");
    let published = alpha.publish("A dam of sand").await;
    let mut note = scene.ana.note("Look at our dam", Some(&published.object));
    let content = "<p>Look at our dam <img src=\"http://mastodon.test/pixel.png\"><video src=\"http://mastodon.test/v.mp4\">\
                   </video><span style=\"background:url(http://mastodon.test/bg.png)\">here</span></p>";
    note["content"] = json!(content);
    note["icon"] = json!({"type": "Image", "url": "http://mastodon.test/icon.png"});
    note["attachment"] = json!([
        {"type": "Image", "mediaType": "image/png", "url": "http://mastodon.test/bomb.png", "name": "A dam"},
        {"type": "Image", "mediaType": "image/svg+xml", "url": "http://mastodon.test/script.svg"},
        {"type": "Document", "mediaType": "image/gif", "url": "http://mastodon.test/script.gif", "width": 1_000_000_000},
    ]);
    let create = scene.ana.activity("Create", note).to_string();
    let message = scene
        .ana
        .post("alpha.test", "/ap/inbox", create.as_bytes(), scene.net.now());
    assert_eq!(message.send(alpha.address()).await.status, 202);
    let owner = alpha.owner().await;
    let arrived = alpha.operations().incoming(&owner, None).await.unwrap().items;
    alpha
        .operations()
        .first_look(&owner, arrived[0].id, true)
        .await
        .unwrap();

    let mut visitor = alpha.visitor();
    for path in [published.page.clone(), format!("/posts/{}", arrived[0].id)] {
        let page = visitor.get(&path).await;
        let text = page.text();
        assert!(text.contains("Look at our dam"), "{path}: {text}");
        for loads in [
            "src=\"http",
            "srcset",
            "url(",
            "poster",
            "<video",
            "pixel.png",
            "bomb.png",
        ] {
            assert!(!text.contains(loads), "{path}: {loads}");
        }
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.contains("img-src 'self'") && policy.contains("default-src 'none'"),
            "{policy}"
        );
    }
    let asked = mastodon.asked();
    let media = asked.iter().filter(|asked| asked.target.contains('.'));
    assert_eq!(media.count(), 0, "nothing of it is fetched");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f14_a_hundred_members_that_fetch_one_article_at_once_are_served_alike() {
    let scene = Scene::new().await;
    let alpha = &scene.net["alpha"];
    let published = alpha.publish("A dam of sand").await;
    let path = published.object.trim_start_matches("http://alpha.test").to_owned();
    let get = || Message::new("GET", "alpha.test", &path, b"").with("Accept", "application/activity+json");
    let first = get().send(alpha.address()).await;
    assert_eq!(first.status, 200, "{}", first.text());
    let ask = |address| {
        let message = get();
        tokio::spawn(async move { message.send(address).await })
    };
    let all: Vec<_> = (0..100).map(|_| ask(alpha.address())).collect();
    for reply in all {
        let reply = reply.await.unwrap();
        assert_eq!((reply.status, &reply.body), (200, &first.body));
    }
    let tag = first.header("etag").expect("a mark by which it is known again");
    let again = get().with("If-None-Match", tag).send(alpha.address()).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
}
