//! Moderation as people meet it on pages: lists of blocks, reports, notices and appeals, who may write, the seal.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod node;

use actix_web::http::{Method, StatusCode, header};
use node::{HOST, PASSWORD, Visitor, publish_practice, request, set_up};

const LIST: &str = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
                    bad.example,suspend,false,false,=Spam,false\nno host,suspend,,,,\n";

/// Sends a form with a file.
async fn upload(visitor: &mut Visitor, path: &str, file: &str) -> node::Answer {
    let token = visitor.get(path).await.form_token();
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--x--\r\n"
    );
    let request = request(Method::POST, path)
        .insert_header((header::ORIGIN, format!("https://{HOST}")))
        .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=x"))
        .set_payload(body);
    visitor.send(request).await
}

#[actix_web::test]
async fn a_list_of_blocks_changes_nothing_before_the_second_button() {
    let (_node, mut operator) = set_up().await;

    let preview = upload(&mut operator, "/admin/domains/import", LIST).await;

    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    let text = preview.text();
    assert!(
        text.contains("bad.example") && text.contains("No name of a server"),
        "{text}"
    );
    assert!(
        operator
            .get("/admin/domains")
            .await
            .text()
            .contains("No server is blocked")
    );
    let upload = text.split("name=\"upload\" value=\"").nth(1).unwrap();
    let upload = upload.split('"').next().unwrap().to_owned();
    let token = preview.form_token();
    let done = operator
        .post_with(&token, "/admin/domains/import", &[("upload", &upload)])
        .await;
    assert_eq!(done.header("location"), "/admin/domains?done=list-imported");
    let export = operator.post("/admin/domains", "/admin/domains/export", &[]).await;
    assert!(
        export
            .text()
            .contains("\"bad.example\",\"suspend\",\"false\",\"false\",\"'=Spam\",\"false\"")
    );
    let again = operator
        .post_with(&token, "/admin/domains/import", &[("upload", &upload)])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn the_policy_page_says_why_a_server_may_not_write() {
    let (node, mut operator) = set_up().await;
    let form = [
        ("target", "bad.example"),
        ("severity", "suspend"),
        ("note", "Three warnings"),
        ("reason", "secret of the moderators"),
        ("listed", "yes"),
    ];
    let blocked = operator.post("/admin/domains", "/admin/domains", &form).await;
    assert_eq!(blocked.status, StatusCode::SEE_OTHER, "{}", blocked.text());

    let page = Visitor::new(&node).get("/policy?who=sub.bad.example").await.text();

    assert!(page.contains("this node has suspended it"), "{page}");
    assert!(page.contains("Three warnings") && !page.contains("secret of the moderators"));
    let other = Visitor::new(&node)
        .get("/policy?who=%40ana%40good.example")
        .await
        .text();
    assert!(
        other.contains("It may write here") && other.contains("has never met that account"),
        "{other}"
    );
    let nonsense = Visitor::new(&node).get("/policy?who=two%20words").await.text();
    assert!(nonsense.contains("neither a server nor an account"));
}

#[actix_web::test]
async fn an_organisation_sees_that_its_post_was_hidden_and_appeals() {
    let (node, mut operator) = set_up().await;
    let practice = publish_practice(&mut operator).await;
    let page = operator.get(&practice).await.text();
    let id = page
        .split("application/activity+json\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let post = id.rsplit('/').next().unwrap().to_owned();
    let from = format!("/report?post={post}");
    let form = [
        ("post", post.as_str()),
        ("report_category", "untrue"),
        ("report_words", "30, not 300"),
    ];
    let sent = operator.post(&from, "/report", &form).await;
    assert_eq!(sent.header("location"), "/notices?done=flagged", "{}", sent.text());
    let queue = operator.get("/admin/reports").await.text();
    let case = queue.split("href=\"/admin/reports/").nth(1).unwrap();
    let case = format!("/admin/reports/{}", case.split('"').next().unwrap());
    assert!(operator.get(&case).await.text().contains("30, not 300"));

    let decision = [("decision", "hide"), ("answer", "Please correct it")];
    let decided = operator.post(&case, &format!("{case}/decide"), &decision).await;

    assert_eq!(
        decided.header("location"),
        "/admin/reports?done=decided",
        "{}",
        decided.text()
    );
    assert_eq!(Visitor::new(&node).get(&practice).await.status, StatusCode::NOT_FOUND);
    let notices = operator.get("/notices").await.text();
    assert!(notices.contains("Please correct it"), "{notices}");
    let still = operator.get("/home").await.text();
    assert!(
        still.contains("href=\"/notices\">"),
        "opening the page marks nothing as read"
    );
    let read = operator.post("/notices", "/notices", &[]).await;
    assert_eq!(read.header("location"), "/notices?done=notices-read");
    assert!(!operator.get("/notices").await.text().contains("action=\"/notices\""));
    let appeal = notices.split("action=\"/notices/").nth(1).unwrap();
    let appeal = format!("/notices/{}", appeal.split('"').next().unwrap());
    let sent = operator
        .post("/notices", &appeal, &[("words", "The source is public")])
        .await;
    assert_eq!(sent.header("location"), "/notices?done=appealed");
    let queue = operator.get("/admin/reports").await.text();
    assert!(queue.contains("The source is public"));
    let appeal = queue.split("action=\"/admin/appeals/").nth(1).unwrap();
    let appeal = format!("/admin/appeals/{}", appeal.split('"').next().unwrap());
    operator
        .post("/admin/reports", &appeal, &[("outcome", "restored")])
        .await;
    assert_eq!(Visitor::new(&node).get(&practice).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn sealing_needs_the_word_and_ends_the_login_of_the_one_who_seals() {
    let (node, mut operator) = set_up().await;
    let refused = operator
        .post("/admin/panic", "/admin/panic", &[("panic_word", "seal")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!node.operations.is_sealed());

    let sealed = operator
        .post("/admin/panic", "/admin/panic", &[("panic_word", "SEAL")])
        .await;

    assert_eq!(sealed.status, StatusCode::OK, "{}", sealed.text());
    assert!(node.operations.is_sealed());
    assert_eq!(operator.get("/admin/panic").await.status, StatusCode::NOT_FOUND);
    assert_eq!(Visitor::new(&node).get("/").await.status, StatusCode::OK);
}

#[actix_web::test]
async fn the_audit_log_is_found_checked_and_saved() {
    let (_node, mut operator) = set_up().await;
    let found = operator.get("/admin/audit?action=person").await;
    assert_eq!(found.status, StatusCode::OK);
    let checked = operator.post("/admin/audit", "/admin/audit/verify", &[]).await.text();
    assert!(checked.contains("The chain is whole"), "{checked}");
    let saved = operator.post("/admin/audit", "/admin/audit/export", &[]).await;
    assert_eq!(
        saved.header("content-type"),
        "text/csv; charset=utf-8",
        "{}",
        saved.text()
    );
    assert!(saved.text().starts_with("\"number\",\"at\""));
}

#[actix_web::test]
async fn pr4_an_owner_seals_the_node_and_only_an_operator_unlocks_it() {
    let (node, mut operator) = set_up().await;
    let added = [
        ("login", "owner"),
        ("person_name", "Olga"),
        ("node_role", "none"),
        ("organisation", "char_lands"),
        ("organisation_role", "owner"),
    ];
    let added = operator.post("/admin/people", "/admin/people", &added).await.text();
    let link = added.split("/reset/").nth(1).unwrap();
    let link: String = link.chars().take_while(|c| !matches!(c, '<' | '"' | ' ')).collect();
    let link = format!("/reset/{link}");
    let mut owner = Visitor::new(&node);
    owner.post(&link, &link, &[("new_password", PASSWORD)]).await;
    let login = [("login", "owner"), ("password", PASSWORD)];
    owner.post("/login", "/login", &login).await;
    owner.enrol().await;
    assert!(owner.get("/settings/security").await.text().contains("/admin/panic"));

    let unlock = owner.post("/admin/panic", "/admin/panic/unlock", &[]).await;
    assert_eq!(unlock.status, StatusCode::NOT_FOUND);
    let sealed = owner
        .post("/admin/panic", "/admin/panic", &[("panic_word", "SEAL")])
        .await;

    assert_eq!(sealed.status, StatusCode::OK, "{}", sealed.text());
    assert!(node.operations.is_sealed());
}

#[actix_web::test]
async fn a_network_is_trusted_by_its_name_and_what_is_none_is_refused_in_words() {
    let (_node, mut operator) = set_up().await;
    let page = operator.get("/admin/trust").await.text();
    assert!(page.contains("No network is trusted yet."), "{page}");
    let wish = [("do", "trust"), ("network", "@nobody@nowhere.example")];
    let answer = operator.post("/admin/trust", "/admin/trust", &wish).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("role=\"alert\""), "{}", answer.text());
    let unknown = [("do", "end"), ("network", "https://nowhere.example/ap/networks/1")];
    let answer = operator.post("/admin/trust", "/admin/trust", &unknown).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
