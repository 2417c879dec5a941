//! Cases I and S about how much: bodies, fields, rates, look-ups (SECURITY 3.5).

use chrono::Duration;
use harness::{Answer, FakeActor, Message, until};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::stage::Stage;

/// Alpha's organisation follows ana, and ana has agreed.
async fn follow_ana(stage: &Stage) {
    let alpha = &stage.net["alpha"];
    alpha.ask_to_follow(&stage.ana.handle()).await;
    let mastodon = stage.net.fake("mastodon");
    until("ana is asked", || async { !mastodon.got("Follow").is_empty() }).await;
    let accept = stage.ana.activity("Accept", mastodon.got("Follow").remove(0));
    assert_eq!(stage.send(stage.post(&accept)).await.status, 202);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i09_a_chain_of_unknown_objects_is_not_followed_to_its_end() {
    let stage = Stage::new().await;
    follow_ana(&stage).await;
    let mastodon = stage.net.fake("mastodon");
    let ana = stage.ana.clone();
    mastodon.serve_each("/chain/", move |path| {
        let number: u32 = path.trim_start_matches("/chain/").parse().unwrap();
        let mut note = ana.with_context(&ana.note("On and on", None));
        note["id"] = json!(format!("http://mastodon.test/chain/{number}"));
        note["inReplyTo"] = json!(format!("http://mastodon.test/chain/{}", (number + 1) % 10_000));
        Answer::document(&note)
    });
    let first = "http://mastodon.test/chain/0";
    let reply = stage.ana.activity("Create", stage.ana.note("Me too", Some(first)));
    for activity in [reply, stage.ana.activity("Announce", first)] {
        mastodon.forget();
        assert_eq!(stage.send(stage.post(&activity)).await.status, 202);
        stage.net.settle().await;
        let asked = mastodon.asked().len();
        assert!(asked <= 20, "{asked} look-ups because of one activity");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i09_a_collection_without_an_end_is_not_walked_to_its_end() {
    let stage = Stage::new().await;
    follow_ana(&stage).await;
    let mastodon = stage.net.fake("mastodon");
    let ana = stage.ana.clone();
    mastodon.serve_each("/pages", move |path| {
        let id = format!("http://mastodon.test{path}");
        let items: Vec<Value> = (0..50).map(|number| json!(format!("{id}/{number}"))).collect();
        Answer::document(&json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": id, "type": "OrderedCollectionPage", "attributedTo": ana.id,
            "partOf": "http://mastodon.test/pages", "next": id, "first": id, "totalItems": 1_000_000,
            "orderedItems": items,
        }))
    });
    for total in [json!(1_000_000), json!(-1), json!(1e300), json!("many")] {
        let mut note = stage.ana.note("Look at my replies", None);
        note["replies"] = json!({
            "id": "http://mastodon.test/pages", "type": "Collection", "totalItems": total,
            "first": {"type": "CollectionPage", "next": "http://mastodon.test/pages", "items": []},
        });
        note["likes"] = json!("http://mastodon.test/pages?likes");
        for activity in [
            stage.ana.activity("Create", note),
            stage.ana.activity("Announce", "http://mastodon.test/pages"),
        ] {
            mastodon.forget();
            assert_eq!(stage.send(stage.post(&activity)).await.status, 202, "{total}");
            let asked = mastodon.asked().len();
            assert!(asked <= 20, "{asked} look-ups because of one activity");
        }
    }
    let fetched = stage.net["alpha"]
        .directory()
        .object("http://mastodon.test/pages")
        .await;
    assert!(fetched.is_err(), "a collection is no post");
    stage.still_works().await;
}

/// Sends the head of a message and what there is of its body; the rest is for the test.
async fn begin(stage: &Stage, message: &Message) -> TcpStream {
    let mut stream = TcpStream::connect(stage.net["alpha"].address()).await.unwrap();
    stream.write_all(&message.to_bytes()).await.unwrap();
    stream
}

async fn status_of(stream: &mut TcpStream) -> u16 {
    let mut answer = Vec::new();
    let _closed = stream.read_to_end(&mut answer).await;
    let text = String::from_utf8_lossy(&answer).into_owned();
    text.split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i14_a_body_of_another_length_than_it_says_is_refused() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    let length = activity.to_string().len();
    let before = alpha.stored().await;
    let longer = stage.post(&activity).and("Content-Length", &(length + 10).to_string());
    let mut stream = begin(&stage, &longer).await;
    stream.shutdown().await.unwrap();
    let status = status_of(&mut stream).await;
    assert!(matches!(status, 400 | 0), "{status}");
    assert_eq!(alpha.stored().await, before);
    // What is shorter than it was when it was signed has another digest.
    let shorter = stage.post(&activity).and("Content-Length", &(length - 10).to_string());
    stage.refused_alone("shorter", shorter, 401).await;
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i14_chunks_without_an_end_are_not_read_to_their_end() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let (before, noted) = (alpha.stored().await, alpha.noted().await);
    let head = stage.post_bytes(b"").and("Transfer-Encoding", "chunked");
    let mut stream = begin(&stage, &head).await;
    let (mut reading, mut writing) = stream.split();
    let chunk = ["10000\r\n", &"x".repeat(0x10000), "\r\n"].concat();
    let endless = async { while writing.write_all(chunk.as_bytes()).await.is_ok() {} };
    let mut answer = vec![0; 12];
    let read = async { reading.read_exact(&mut answer).await };
    let both = tokio::time::timeout(harness::DEADLINE, async { tokio::join!(endless, read) }).await;
    let ((), read) = both.expect("the node hangs up although there is more to read");
    if read.is_ok() {
        assert_eq!(answer, b"HTTP/1.1 413");
    }
    assert_eq!(alpha.stored().await, before);
    let now = alpha.noted().await;
    assert_eq!(now.times("body-large"), noted.times("body-large") + 1);
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i14_a_body_that_does_not_come_is_not_waited_for() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let (mut before, noted) = (alpha.stored().await, alpha.noted().await);
    let slow = stage.post_bytes(b"{").and("Content-Length", "1000");
    let mut stream = begin(&stage, &slow).await;
    // The clock of the node goes on until it has had enough.
    let answered = async {
        let status = status_of(&mut stream).await;
        assert_eq!(status, 408);
    };
    let time = async {
        loop {
            stage.net.advance(Duration::seconds(1));
            tokio::task::yield_now().await;
        }
    };
    tokio::select! { () = answered => {} () = time => {} }
    let mut after = alpha.stored().await;
    // Where the clock ran on for more than a day, the head of the audit log was logged.
    after.remove("log_entries");
    before.remove("log_entries");
    assert_eq!(after, before);
    let now = alpha.noted().await;
    assert_eq!(now.times("body-slow"), noted.times("body-slow") + 1);
}

/// At the limit it is taken, one more is refused and nothing of it is kept.
async fn both_sides(stage: &Stage, what: &str, most: usize, change: impl Fn(&mut Value, usize)) {
    let with = |size: usize| {
        let mut activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
        change(&mut activity, size);
        activity
    };
    let reply = stage.send(stage.post(&with(most))).await;
    assert_eq!(reply.status, 202, "{what} at the limit of {most}: {}", reply.text());
    let one_more = stage.post(&with(most + 1));
    stage
        .refused(&format!("{what}: {most} and one more"), one_more, 400)
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i15_every_text_at_its_limit_is_taken_and_one_more_is_refused() {
    let stage = Stage::new().await;
    both_sides(&stage, "name", 2_048, |a, n| a["object"]["name"] = json!("ä".repeat(n))).await;
    both_sides(&stage, "summary", 20_000, |a, n| {
        a["object"]["summary"] = json!("x".repeat(n));
    })
    .await;
    both_sides(&stage, "content", 200_000, |a, n| {
        a["object"]["content"] = json!("x".repeat(n));
    })
    .await;
    both_sides(&stage, "content of a language", 200_000, |a, n| {
        a["object"]["contentMap"] = json!({"en": "x".repeat(n)});
    })
    .await;
    both_sides(&stage, "any other field", 2_047, |a, n| {
        a["object"]["somethingElse"] = json!("x".repeat(n));
    })
    .await;
    let address = |n: usize, path: &str| {
        let start = format!("http://mastodon.test/{path}/");
        json!(format!("{start}{}", "x".repeat(n - start.len())))
    };
    both_sides(&stage, "address of the page", 2_048, |a, n| {
        a["object"]["url"] = address(n, "pages");
    })
    .await;
    both_sides(&stage, "id of the object", 2_048, |a, n| {
        a["object"]["id"] = address(n, "notes");
    })
    .await;
    both_sides(&stage, "id of the activity", 2_048, |a, n| {
        a["id"] = address(n, "activities");
    })
    .await;
    both_sides(&stage, "what is answered", 2_048, |a, n| {
        a["object"]["inReplyTo"] = address(n, "others");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i15_every_list_at_its_limit_is_taken_and_one_more_is_refused() {
    let stage = Stage::new().await;
    both_sides(&stage, "tags", 200, |a, n| {
        a["object"]["tag"] = json!(vec![json!({"type": "Hashtag", "name": "#x"}); n]);
    })
    .await;
    both_sides(&stage, "attachments", 32, |a, n| {
        let picture = json!({"type": "Image", "mediaType": "image/png", "url": "http://mastodon.test/x.png"});
        a["object"]["attachment"] = json!(vec![picture; n]);
    })
    .await;
    both_sides(&stage, "addressees", 1_000, |a, n| {
        let people: Vec<String> = (1..n)
            .map(|number| format!("http://mastodon.test/users/u{number}"))
            .collect();
        a["object"]["cc"] = json!(people);
        a["cc"] = json!([]);
    })
    .await;
    both_sides(&stage, "fields of a profile", 50, |a, n| {
        let mut person = stage.ana.document();
        let field = json!({"type": "PropertyValue", "name": "Site", "value": "here"});
        person["attachment"] = json!(vec![field; n]);
        a["type"] = json!("Update");
        a["object"] = person;
    })
    .await;
    // Lists in lists, the activity itself being the first level of 32.
    both_sides(&stage, "levels", 31, |a, n| {
        a["deep"] = (0..n).fold(json!(1), |inner, _| json!([inner]));
    })
    .await;
    both_sides(&stage, "members", 512, |a, n| {
        let members = (0..n).map(|number| (format!("m{number}"), json!(1)));
        a["wide"] = Value::Object(members.collect());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i15_a_body_at_its_limit_is_taken_and_a_byte_more_is_refused() {
    let stage = Stage::new().await;
    let filled = |size: usize| {
        let mut body = stage
            .ana
            .activity("Create", stage.ana.note("Hello", None))
            .to_string()
            .into_bytes();
        body.resize(size, b' ');
        stage.post_bytes(&body)
    };
    let reply = stage.send(filled(256 * 1024)).await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    stage.refused_alone("a byte more", filled(256 * 1024 + 1), 413).await;
}

/// A POST in the name of somebody whom nobody knows. No key can be had, so what it is signed with does not matter.
fn by_nobody(stage: &Stage, host: &str, name: &str) -> Message {
    let nobody = FakeActor::nobody(host, name);
    let body = nobody.activity("Create", nobody.note("Hello", None)).to_string();
    let message = nobody.unsigned_post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    let signature = format!(
        "keyId=\"{}#main-key\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest content-type\",\
         signature=\"{}\"",
        nobody.id,
        "A".repeat(344)
    );
    message.with("Signature", &signature)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s12_a_thousand_dead_keys_of_one_host_are_not_looked_up() {
    let stage = Stage::new().await;
    let gamma = stage.net.fake("gamma");
    let gina = gamma.actor("gina");
    let hello = |actor: &FakeActor| {
        let body = actor.activity("Create", actor.note("Hello", None)).to_string();
        actor.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now())
    };
    assert_eq!(
        stage.send(hello(&gina)).await.status,
        202,
        "gina's key is known from now on"
    );
    gamma.forget();
    let before = stage.net["alpha"].stored().await;
    for number in 0..1_000 {
        let reply = stage
            .send(by_nobody(&stage, "gamma.test", &format!("nobody{number}")))
            .await;
        assert_eq!(reply.status, 401, "{number}: {}", reply.text());
    }
    assert!(gamma.asked().len() <= 3, "{} look-ups", gamma.asked().len());
    assert_eq!(stage.net["alpha"].stored().await, before);
    assert!(stage.net["alpha"].noted().await.times("http-actor") >= 1_000);
    assert_eq!(
        stage.send(hello(&gina)).await.status,
        202,
        "a key that is known still works"
    );
    let bob = stage.net.fake("mastodon").actor("bob");
    assert_eq!(
        stage.send(hello(&bob)).await.status,
        202,
        "so does a new one of another host"
    );
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i22_a_host_that_sends_too_much_is_slowed_down_and_nobody_else() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let hello = |actor: &FakeActor| {
        let body = actor.activity("Create", actor.note("Hello", None)).to_string();
        actor.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now())
    };
    let again = hello(&stage.ana);
    let mut taken = 0;
    let refused = loop {
        let reply = stage.send(again.clone()).await;
        match reply.status {
            202 => taken += 1,
            _ => break reply,
        }
        assert!(taken <= 600, "no limit after {taken}");
    };
    assert_eq!(refused.status, 429, "{}", refused.text());
    assert!(refused.header("retry-after").is_some());
    assert!(taken >= 490, "only {taken}");
    assert_eq!(alpha.noted().await.reasons_of("mastodon.test"), ["rate"]);
    stage.refused_alone("one more", again.clone(), 429).await;

    let gina = stage.net.fake("gamma").actor("gina");
    assert_eq!(stage.send(hello(&gina)).await.status, 202, "others are served");
    assert_eq!(alpha.visitor().get("/practices").await.status, 200, "and so are people");
    stage.net.advance(Duration::seconds(1));
    stage.still_works().await;
}
