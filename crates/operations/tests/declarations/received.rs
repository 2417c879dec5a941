//! Declarations of other servers: kept byte for byte; another text under a known id is refused and kept as evidence
//! (PD5, E03).

use chrono::TimeDelta;
use domain::declaration::State;
use evidence::text_digest::text_digest;
use operations::{Caller, Receipt};
use serde_json::{Value, json};

use super::{offering::Guest, refusal};

impl Guest {
    /// The article changed and proved anew by its owner.
    fn changed(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut article = self.article.clone();
        article.as_object_mut().unwrap().remove("proof");
        article["updated"] = json!("2027-01-15T09:00:00Z");
        change(&mut article);
        self.host.prove(&article, self.node.now())
    }

    async fn e03_by_update(&self, what: &str, changed: Value) {
        self.node.pass(TimeDelta::hours(1));
        let before = storage::declarations::by_object(&self.node.db(), &self.text.object)
            .await
            .unwrap();
        let update = self.host.activity("Update", &changed);
        let (status, reason) = refusal(self.node.take(&self.host, &update).await);
        assert_eq!(status, 403, "{what}: {reason}");
        let after = storage::declarations::by_object(&self.node.db(), &self.text.object)
            .await
            .unwrap();
        assert_eq!(after, before, "{what}: what was opened stays");
        let page = self
            .node
            .declaration_page(&Caller::Visitor, &self.card().await.slug)
            .await
            .unwrap();
        assert!(page.intact && page.digest == self.text.digest);
        // What is genuine goes on (K).
        let genuine = self.changed(|article| article["bandung:recipients"] = json!(["Everybody"]));
        let update = self.host.activity("Update", &genuine);
        assert_eq!(
            self.node.take(&self.host, &update).await.unwrap(),
            Receipt::Applied,
            "{what}"
        );
    }
}

#[tokio::test]
async fn e03_by_update_a_space_more_is_refused_and_both_texts_are_kept() {
    let guest = Guest::new().await;
    let with_space = guest.changed(|article| {
        article["content"] = json!("<p>We ask for  water.</p><p>All of it.</p>");
        article["contentMap"]["en"] = article["content"].clone();
        article["bandung:canonicalDigest"] = json!(text_digest(article).unwrap());
    });
    guest.e03_by_update("a space", with_space).await;
    let kept = storage::testing::count_rows(&guest.node.db(), &["evidence"])
        .await
        .unwrap();
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn e03_by_update_a_language_less_is_refused() {
    let guest = Guest::new().await;
    let fewer = guest.changed(|article| {
        for map in ["nameMap", "summaryMap", "contentMap"] {
            article[map].as_object_mut().unwrap().remove("fr");
        }
        article["bandung:officialLanguages"] = json!(["en"]);
        article["bandung:canonicalDigest"] = json!(text_digest(article).unwrap());
    });
    guest.e03_by_update("a language", fewer).await;
}

#[tokio::test]
async fn e03_by_update_another_normal_form_and_other_line_ends_are_refused() {
    let guest = Guest::new().await;
    let decomposed = guest.changed(|article| article["nameMap"]["fr"] = json!("De l’e\u{301}au"));
    guest.e03_by_update("NFD", decomposed).await;
    let guest = Guest::new().await;
    let lines = guest.changed(|article| {
        article["content"] = json!("<p>We ask for water.</p>\r\n<p>All of it.</p>");
        article["contentMap"]["en"] = article["content"].clone();
    });
    guest.e03_by_update("CR LF", lines).await;
}

#[tokio::test]
async fn e03_by_update_a_text_that_keeps_the_old_digest_in_its_mouth_is_refused() {
    let guest = Guest::new().await;
    let lie = guest.changed(|article| article["name"] = json!("Wine"));
    guest.e03_by_update("another title under the old digest", lie).await;
}

#[tokio::test]
async fn what_may_change_changes_and_what_may_not_stays() {
    let guest = Guest::new().await;
    guest.node.pass(TimeDelta::hours(1));
    let revised = guest.changed(|article| article["bandung:revisedBy"] = json!("https://host.example/declarations/2"));
    guest
        .node
        .take(&guest.host, &guest.host.activity("Update", &revised))
        .await
        .unwrap();
    let page = guest
        .node
        .declaration_page(&Caller::Visitor, &guest.card().await.slug)
        .await
        .unwrap();
    assert_eq!(page.revised_by.unwrap().object, "https://host.example/declarations/2");
    let kinds = guest.changed(|article| {
        article["bandung:mayEndorse"] = json!(["individual"]);
        article["updated"] = json!("2027-01-15T10:00:00Z");
    });
    let (status, _) = refusal(
        guest
            .node
            .take(&guest.host, &guest.host.activity("Update", &kinds))
            .await,
    );
    assert_eq!(status, 403, "who may endorse stands in the opening entry");
    assert_eq!(guest.card().await.state, State::Open);
}

#[tokio::test]
async fn a_declaration_of_somebody_elses_name_is_not_taken() {
    let guest = Guest::new().await;
    let gamma = super::peer::Peer::new("gamma.example", "g");
    guest.node.meet(&gamma).await;
    let stolen = gamma.activity("Update", &guest.article);
    assert!(guest.node.take(&gamma, &stolen).await.is_err());
    let mut unproved = guest.article.clone();
    unproved.as_object_mut().unwrap().remove("proof");
    unproved["id"] = json!("https://host.example/declarations/other");
    let create = guest.host.activity("Create", &unproved);
    assert!(
        guest.node.take(&guest.host, &create).await.is_err(),
        "a declaration carries a proof"
    );
}
