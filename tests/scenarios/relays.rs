//! What a group passes on whole (FEP-1b12), with and without the proof of its author (SECURITY I10).

use harness::{FakeActor, until};
use serde_json::{Value, json};

use crate::stage::Stage;

/// Ana is the group that alpha follows, rita on gamma a member of it whom alpha knows.
async fn group() -> (Stage, FakeActor) {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    alpha.ask_to_follow(&stage.ana.handle()).await;
    until("the request arrives", || async {
        !stage.net.fake("mastodon").got("Follow").is_empty()
    })
    .await;
    let asked = stage.net.fake("mastodon").got("Follow").remove(0);
    let accept = stage.ana.activity("Accept", asked);
    assert_eq!(stage.send(stage.post(&accept)).await.status, 202);
    let rita = stage.net.fake("gamma").actor("rita");
    alpha.directory().actor(&rita.id).await.unwrap();
    (stage, rita)
}

/// The group passes an activity on.
async fn passed_on(stage: &Stage, activity: &Value) -> u16 {
    let announce = stage.ana.activity("Announce", activity.clone());
    stage.send(stage.post(&announce)).await.status
}

async fn shows(stage: &Stage, text: &str) -> bool {
    let timeline = stage.net["alpha"].timeline().await;
    timeline.iter().any(|post| format!("{post:?}").contains(text))
}

fn asked_for(stage: &Stage, note: &Value) -> usize {
    let path = note["id"].as_str().unwrap().trim_start_matches("http://gamma.test");
    stage.net.fake("gamma").asked_for(path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i10_what_a_group_passes_on_is_used_where_its_authors_proof_holds_and_nobody_is_asked() {
    let (stage, rita) = group().await;
    let note = rita.note("The well holds.", None);
    let create = rita.prove(&rita.activity("Create", note.clone()), stage.net.now());
    let asked = stage.asked();
    assert_eq!(passed_on(&stage, &create).await, 202);
    assert!(shows(&stage, "The well holds.").await);
    assert_eq!(stage.asked(), asked, "nobody is asked");
    let post = stage.net["alpha"].post(note["id"].as_str().unwrap()).await.unwrap();
    assert_eq!((post.author.handle.as_str(), post.boosts), ("rita@gamma.test", 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i10_what_a_group_passes_on_with_a_broken_proof_is_refused() {
    let (stage, rita) = group().await;
    let create = rita.activity("Create", rita.note("Send 3 dollars.", None));
    let mut changed = rita.prove(&create, stage.net.now());
    changed["object"]["content"] = json!("<p>Send 300 dollars.</p>");
    let announce = stage.ana.activity("Announce", changed);
    stage.refused("a changed text", stage.post(&announce), 403).await;

    let by_another = stage.ana.prove(&create, stage.net.now());
    let announce = stage.ana.activity("Announce", by_another);
    stage.refused("the proof of another", stage.post(&announce), 403).await;
    assert!(!shows(&stage, "dollars").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i10_what_a_group_passes_on_without_proof_is_fetched_from_its_origin_or_ignored() {
    let (stage, rita) = group().await;
    let note = rita.note("As I wrote it.", None);
    stage.net.fake("gamma").serve_document(&rita.with_context(&note));
    let mut told = note.clone();
    told["content"] = json!("<p>As others tell it.</p>");
    assert_eq!(passed_on(&stage, &rita.activity("Create", told)).await, 202);
    assert_eq!(asked_for(&stage, &note), 1);
    assert!(shows(&stage, "As I wrote it.").await && !shows(&stage, "As others tell it.").await);

    let nowhere = rita.note("Nobody serves this.", None);
    assert_eq!(passed_on(&stage, &rita.activity("Create", nowhere.clone())).await, 202);
    assert_eq!(asked_for(&stage, &nowhere), 1);
    assert!(!shows(&stage, "Nobody serves this.").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i10_a_delete_that_a_group_passes_on_has_its_effect_by_its_authors_proof_alone() {
    let (stage, rita) = group().await;
    let note = rita.note("To be taken back.", None);
    let create = rita.prove(&rita.activity("Create", note.clone()), stage.net.now());
    assert_eq!(passed_on(&stage, &create).await, 202);
    let delete = rita.activity("Delete", json!({"id": note["id"], "type": "Tombstone"}));
    assert_eq!(passed_on(&stage, &delete).await, 202);
    assert!(
        shows(&stage, "To be taken back.").await,
        "a group does not speak for its members"
    );
    let proved = rita.prove(&delete, stage.net.now());
    assert_eq!(passed_on(&stage, &proved).await, 202);
    assert!(!shows(&stage, "To be taken back.").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i10_an_undo_that_a_group_passes_on_has_its_effect_by_its_authors_proof_alone() {
    let (stage, rita) = group().await;
    let note = rita.note("Boosted twice.", None);
    let create = rita.prove(&rita.activity("Create", note.clone()), stage.net.now());
    assert_eq!(passed_on(&stage, &create).await, 202);
    let boost = rita.activity("Announce", note["id"].clone());
    let sent = rita.post("alpha.test", "/ap/inbox", boost.to_string().as_bytes(), stage.net.now());
    assert_eq!(stage.send(sent).await.status, 202);
    let id = note["id"].as_str().unwrap();
    let boosts = async || stage.net["alpha"].post(id).await.unwrap().boosts;
    assert_eq!(boosts().await, 2, "that of the group and that of its member");

    let undone = json!({"id": boost["id"], "type": "Announce", "actor": rita.id, "object": id});
    let undo = rita.activity("Undo", undone.clone());
    assert_eq!(passed_on(&stage, &undo).await, 202);
    assert_eq!(boosts().await, 2, "a group does not speak for its members");
    let other = stage.net.fake("gamma").actor("otto");
    let by_another = other.prove(&other.activity("Undo", undone), stage.net.now());
    let announce = stage.ana.activity("Announce", by_another);
    stage
        .refused("who takes back what somebody else did", stage.post(&announce), 403)
        .await;
    let mut changed = rita.prove(&undo, stage.net.now());
    changed["published"] = json!("2026-09-02T07:59:00Z");
    let announce = stage.ana.activity("Announce", changed);
    stage.refused("a changed text", stage.post(&announce), 403).await;
    assert_eq!(boosts().await, 2);

    let proved = rita.prove(&undo, stage.net.now());
    assert_eq!(passed_on(&stage, &proved).await, 202);
    assert_eq!(boosts().await, 1);
    assert_eq!(passed_on(&stage, &proved).await, 202, "again: nothing more");
    assert_eq!(boosts().await, 1);
}
