//! Cases S of the threat model: who is speaking.

use chrono::Duration;
use harness::{Answer, Message, report, until};
use serde_json::json;

use crate::stage::Stage;

const ALL: [&str; 5] = ["(request-target)", "host", "date", "digest", "content-type"];

fn hello(stage: &Stage) -> Vec<u8> {
    stage
        .ana
        .activity("Create", stage.ana.note("Hello", None))
        .to_string()
        .into_bytes()
}

fn genuine(stage: &Stage) -> Message {
    stage.post_bytes(&hello(stage))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s01_a_request_without_a_signature_is_refused() {
    let stage = Stage::new().await;
    stage
        .refused_alone("no signature", genuine(&stage).without("Signature"), 401)
        .await;
    let mut activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    activity["signature"] = json!({
        "type": "RsaSignature2017", "creator": format!("{}#main-key", stage.ana.id),
        "created": "2026-09-01T08:00:00Z", "signatureValue": "AAAA",
    });
    let message = stage.post(&activity).without("Signature");
    stage
        .refused_alone("a linked-data signature instead", message, 401)
        .await;
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s02_a_request_without_a_date_in_its_one_form_is_refused() {
    let stage = Stage::new().await;
    stage
        .refused_alone("no date", genuine(&stage).without("Date"), 401)
        .await;
    for date in ["2026-09-01T08:00:00Z", "Tue Sep  1 08:00:00 2026", "now", "1788249600"] {
        let message = stage.ana.sign(genuine(&stage).with("Date", date), &ALL);
        stage.refused_alone(date, message, 401).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s03_a_date_outside_the_window_is_refused() {
    let stage = Stage::new().await;
    let (now, body) = (stage.net.now(), hello(&stage));
    for off in [
        -Duration::hours(2),
        Duration::hours(2),
        Duration::days(1),
        Duration::days(365),
    ] {
        let cavage = stage.ana.post("alpha.test", "/ap/inbox", &body, now + off);
        stage.refused_alone(&format!("date {off}"), cavage, 401).await;
        let rfc9421 = stage
            .ana
            .post_rfc9421("alpha.test", "/ap/inbox", &body, now + off, false);
        stage.refused_alone(&format!("created {off}"), rfc9421, 401).await;
    }
    let unsigned = stage.ana.post_rfc9421("alpha.test", "/ap/inbox", &body, now, false);
    let key = format!("{}#main-key", stage.ana.id);
    let parameters = format!(
        ";created={};expires={};keyid=\"{key}\"",
        (now - Duration::minutes(10)).timestamp(),
        (now - Duration::minutes(5)).timestamp()
    );
    let covered = ["@method", "@target-uri", "content-digest"];
    let expired = stage.ana.sign_rfc9421(unsigned, &covered, &parameters, false);
    stage.refused_alone("expires is past", expired, 401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s04_a_body_that_is_not_the_one_of_the_digest_is_refused() {
    let stage = Stage::new().await;
    let other = hello(&stage);
    stage
        .refused_alone("body changed", genuine(&stage).with_body(&other), 401)
        .await;
    stage
        .refused_alone("digest missing", genuine(&stage).without("Digest"), 401)
        .await;
    for digest in [
        "",
        "SHA-256=",
        "SHA-512=AAAA",
        "MD5=AAAA",
        "SHA-256=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ] {
        let message = stage.ana.sign(genuine(&stage).with("Digest", digest), &ALL);
        stage.refused_alone(digest, message, 401).await;
    }
    let message = stage
        .ana
        .unsigned_post("alpha.test", "/ap/inbox", &hello(&stage), stage.net.now());
    let message = stage.ana.sign(
        message.without("Digest"),
        &["(request-target)", "host", "date", "content-type"],
    );
    stage.refused_alone("no digest at all", message, 401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s05_what_must_be_covered_is_covered() {
    let stage = Stage::new().await;
    for left_out in ["(request-target)", "host", "date", "digest"] {
        let covered: Vec<&str> = ALL.into_iter().filter(|name| *name != left_out).collect();
        let message = stage.ana.sign(genuine(&stage).without("Signature"), &covered);
        stage.refused(left_out, message, 401).await;
    }
    let inbox = stage.net["alpha"].inbox().await;
    let mut elsewhere = stage.ana.post("alpha.test", &inbox, &hello(&stage), stage.net.now());
    elsewhere.target = "/ap/inbox".to_owned();
    stage.refused("signed for another path", elsewhere, 401).await;
    let mut method = genuine(&stage);
    method.method = "PUT".to_owned();
    let mut method = stage.ana.sign(method, &ALL);
    method.method = "POST".to_owned();
    stage.refused("signed for another method", method, 401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s06_a_request_for_another_server_is_refused() {
    let stage = Stage::new().await;
    let body = hello(&stage);
    for host in [
        "gamma.test",
        "alpha.test.evil.test",
        "alpha.test:81",
        "127.0.0.1",
        "alpha.localhost",
    ] {
        let message = stage.ana.post(host, "/ap/inbox", &body, stage.net.now());
        stage.refused_alone(host, message, 421).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s07_a_signed_header_that_comes_twice_is_refused() {
    let stage = Stage::new().await;
    for name in ["Date", "Digest", "Signature"] {
        let message = genuine(&stage);
        let same = message.header(name).unwrap().to_owned();
        stage.refused_alone(name, message.clone().and(name, &same), 401).await;
        stage.refused_alone(name, message.and(name, "other"), 401).await;
    }
    for name in ["Content-Digest", "Signature-Input", "Signature"] {
        let message = stage
            .ana
            .post_rfc9421("alpha.test", "/ap/inbox", &hello(&stage), stage.net.now(), false);
        let same = message.header(name).unwrap().to_owned();
        stage.refused_alone(name, message.and(name, &same), 401).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s08_a_request_that_two_readers_would_read_differently_is_refused() {
    let stage = Stage::new().await;
    let twice = |name: &str, value: &str| genuine(&stage).and(name, value);
    stage
        .unreadable("host twice", twice("Host", "alpha.test"), &[400])
        .await;
    stage
        .unreadable("host twice, different", twice("Host", "gamma.test"), &[400])
        .await;
    stage
        .refused("content type twice", twice("Content-Type", "text/html"), 415)
        .await;
    let length = hello(&stage).len().to_string();
    stage
        .unreadable(
            "length twice",
            twice("Content-Length", &length).and("Content-Length", "5"),
            &[400],
        )
        .await;
    let both = twice("Content-Length", &length).and("Transfer-Encoding", "chunked");
    stage.unreadable("length and chunks", both, &[400]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s09_nobody_speaks_for_somebody_else() {
    let stage = Stage::new().await;
    let bob = stage.net.fake("mastodon").actor("bob");
    let eve = stage.net.fake("gamma").actor("eve");
    let body = hello(&stage);
    let by_neighbour = bob.post("alpha.test", "/ap/inbox", &body, stage.net.now());
    stage.refused("by another actor of the host", by_neighbour, 401).await;
    let by_stranger = eve.post("alpha.test", "/ap/inbox", &body, stage.net.now());
    stage
        .refused_alone("by an actor of another host", by_stranger, 401)
        .await;
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s10_a_key_that_its_owner_does_not_list_is_no_key() {
    let stage = Stage::new().await;
    let carl = stage.net.fake("mastodon").actor("carl");
    stage.net.fake("mastodon").serve_actor(&carl.with_new_keys());
    let body = carl.activity("Create", carl.note("Hello", None)).to_string();
    let message = carl.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    stage.refused("another key is listed", message, 401).await;
    let unsigned = stage
        .ana
        .unsigned_post("alpha.test", "/ap/inbox", &hello(&stage), stage.net.now());
    let other_id = format!("{}#other-key", stage.ana.id);
    let message = stage.ana.sign_with(unsigned, &ALL, "rsa-sha256", &other_id);
    stage.refused("a key id that is not listed", message, 401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s11_a_redirect_does_not_change_who_is_speaking() {
    let stage = Stage::new().await;
    let dora = stage.net.fake("mastodon").actor("dora");
    stage
        .net
        .fake("mastodon")
        .serve("/users/dora", Answer::redirect("http://mastodon.test/users/ana"));
    let body = dora.activity("Create", dora.note("Hello", None)).to_string();
    let message = dora.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    stage.refused("leads to somebody else", message, 401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s13_a_repeat_has_one_effect() {
    let stage = Stage::new().await;
    let published = stage.net["alpha"].publish("A dam of sand").await;
    let like = stage.ana.activity("Like", published.object.as_str()).to_string();
    let inbox = stage.net["alpha"].inbox().await;
    for target in ["/ap/inbox", "/ap/inbox", &inbox] {
        let message = stage.ana.post("alpha.test", target, like.as_bytes(), stage.net.now());
        assert_eq!(stage.send(message).await.status, 202);
    }
    assert_eq!(stage.net["alpha"].practice(&published.object).await.likes, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s14_a_new_key_is_looked_up_once_and_the_old_one_ends() {
    let stage = Stage::new().await;
    let rita = stage.net.fake("gamma").actor("rita");
    let rotated = rita.with_new_keys();
    let actor = stage.net["alpha"].directory().actor(&rita.id).await.unwrap();
    assert_eq!(actor.id.as_str(), rita.id);
    stage.net.fake("gamma").serve_actor(&rotated);
    let body = rotated.activity("Create", rotated.note("New key", None)).to_string();
    let message = rotated.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    assert_eq!(stage.send(message).await.status, 202);
    let body = rita
        .activity("Create", rita.note("Old key", None))
        .to_string()
        .replace("/1\"", "/old\"");
    let message = rita.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    stage.refused("the old key", message, 401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s15_an_origin_that_does_not_answer_is_asked_again_later() {
    let mut net = harness::Network::start(["alpha", "beta"]).await;
    net.stop("beta").await;
    let nobody = harness::FakeActor::nobody("beta.test", "nobody");
    let body = nobody.activity("Create", nobody.note("Hello", None)).to_string();
    let message = nobody.post("alpha.test", "/ap/inbox", body.as_bytes(), net.now());
    let before = net["alpha"].stored().await;
    let reply = message.send(net["alpha"].address()).await;
    assert_eq!(reply.status, 503);
    assert!(reply.header("retry-after").is_some());
    assert_eq!(net["alpha"].stored().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p39_the_end_of_an_actor_that_was_never_met_is_no_news() {
    let stage = Stage::new().await;
    let nobody = harness::FakeActor::nobody("gamma.test", "gone");
    let delete = nobody.activity("Delete", nobody.id.as_str()).to_string();
    let (before, asked) = (stage.net["alpha"].stored().await, stage.asked());
    for _ in 0..3 {
        let message = nobody.post("alpha.test", "/ap/inbox", delete.as_bytes(), stage.net.now());
        assert_eq!(stage.send(message).await.status, 202);
    }
    assert_eq!((stage.net["alpha"].stored().await, stage.asked()), (before, asked));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s16_a_head_that_is_too_large_is_refused() {
    let stage = Stage::new().await;
    let large = genuine(&stage).and("X-Large", &"x".repeat(20 * 1024));
    stage.unreadable("20 KiB", large, &[431, 400]).await;
    let mut many = genuine(&stage);
    for number in 0..97 {
        many = many.and(&format!("X-{number}"), "x");
    }
    stage.unreadable("97 headers", many, &[431, 400]).await;
    let huge = genuine(&stage).and("X-Huge", &"x".repeat(200 * 1024));
    stage.unreadable("200 KiB", huge, &[431, 400]).await;
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s17_rfc_9421_is_taken_when_it_is_complete() {
    let stage = Stage::new().await;
    let now = stage.net.now();
    for ed25519 in [false, true] {
        let message = stage
            .ana
            .post_rfc9421("alpha.test", "/ap/inbox", &hello(&stage), now, ed25519);
        let reply = stage.send(message).await;
        assert_eq!(reply.status, 202, "ed25519 {ed25519}: {}", reply.text());
    }
    let message = stage
        .ana
        .post_rfc9421("alpha.test", "/ap/inbox", &hello(&stage), now, false);
    let key = format!("{}#main-key", stage.ana.id);
    let complete = format!(";created={};keyid=\"{key}\"", now.timestamp());
    for left_out in ["@method", "@target-uri", "content-digest"] {
        let covered: Vec<&str> = ["@method", "@target-uri", "content-digest"]
            .into_iter()
            .filter(|name| *name != left_out)
            .collect();
        let message = stage.ana.sign_rfc9421(message.clone(), &covered, &complete, false);
        stage.refused(left_out, message, 401).await;
    }
    let covered = ["@method", "@target-uri", "content-digest"];
    for parameters in [format!(";created={}", now.timestamp()), format!(";keyid=\"{key}\"")] {
        let message = stage.ana.sign_rfc9421(message.clone(), &covered, &parameters, false);
        stage.refused(&parameters, message, 401).await;
    }
}

/// A report of alpha for its followers.
async fn report_for_followers(stage: &Stage) -> String {
    let alpha = &stage.net["alpha"];
    let practice = alpha.publish("A dam of sand").await;
    let owner = alpha.owner().await;
    let mut fields = report(&practice.object, 1);
    fields.visibility = domain::vocabulary::ReplicationVisibility::parse("members").unwrap();
    let organisation = owner.acting_for().unwrap();
    let published = alpha
        .operations()
        .publish_report(&owner, organisation, fields, None)
        .await;
    published.unwrap().object
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s18_what_is_for_followers_is_served_to_followers_only() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let follow = stage.ana.activity("Follow", alpha.actor().await);
    assert_eq!(stage.send(stage.post(&follow)).await.status, 202);
    until("ana follows", || async {
        alpha.followers().await == ["ana@mastodon.test"]
    })
    .await;
    let object = report_for_followers(&stage).await;
    let path = object.trim_start_matches("http://alpha.test").to_owned();
    let eve = stage.net.fake("gamma").actor("eve");
    let signed = |actor: &harness::FakeActor, path: &str| actor.get("alpha.test", path, stage.net.now());
    let unsigned =
        |path: &str| Message::new("GET", "alpha.test", path, b"").with("Accept", "application/activity+json");

    let shown = stage.send(signed(&stage.ana, &path)).await;
    assert_eq!(
        (shown.status, shown.json()["id"].as_str()),
        (200, Some(object.as_str()))
    );
    let missing = stage.send(unsigned(&format!("{path}0"))).await;
    assert_eq!(missing.status, 404);
    let forged = signed(&stage.ana, &path).with("Date", "Tue, 01 Sep 2026 07:00:00 GMT");
    for (who, message) in [
        ("another actor", signed(&eve, &path)),
        ("unsigned", unsigned(&path)),
        ("a signature that does not hold", forged),
        ("another actor, missing", signed(&eve, &format!("{path}0"))),
        ("a follower, missing", signed(&stage.ana, &format!("{path}0"))),
    ] {
        let hidden = stage.refused(who, message, 404).await;
        assert_eq!(hidden.body, missing.body, "{who}");
        let headers = |reply: &harness::Reply| {
            let kept = reply.headers.iter().filter(|(name, _)| name != "date");
            kept.cloned().collect::<Vec<_>>()
        };
        assert_eq!(headers(&hidden), headers(&missing), "{who}");
    }
    // After the end of the follow it is as if there never was one.
    let undo = stage.ana.activity("Undo", follow);
    assert_eq!(stage.send(stage.post(&undo)).await.status, 202);
    let hidden = stage.send(signed(&stage.ana, &path)).await;
    assert_eq!((hidden.status, hidden.body), (404, missing.body));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s18_what_is_for_the_author_is_served_to_the_author_only() {
    let net = harness::Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let published = net["alpha"].publish("A dam of sand").await;
    net["beta"].practice(&published.object).await;
    let owner = net["beta"].owner().await;
    let mut fields = report(&published.object, 1);
    fields.visibility = domain::vocabulary::ReplicationVisibility::parse("author-only").unwrap();
    let organisation = owner.acting_for().unwrap();
    let report = net["beta"]
        .operations()
        .publish_report(&owner, organisation, fields, None)
        .await
        .unwrap();
    until("the author gets it", || async {
        net["alpha"].practice(&published.object).await.reports.len() == 1
    })
    .await;

    let path = report.object.trim_start_matches("http://beta.test").to_owned();
    let get = async |path: &str| {
        let message = Message::new("GET", "beta.test", path, b"").with("Accept", "application/activity+json");
        message.send(net["beta"].address()).await
    };
    let (unsigned, missing) = (get(&path).await, get(&format!("{path}0")).await);
    assert_eq!((unsigned.status, missing.status), (404, 404));
    assert_eq!(unsigned.body, missing.body);
}
