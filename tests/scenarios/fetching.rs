//! Cases F of the threat model: what we fetch.

use harness::{Answer, FakeActor, Network};
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
