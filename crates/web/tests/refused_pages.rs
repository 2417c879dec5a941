//! What rules refuse, as people meet it on pages in their language, and programs in a problem document.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod node;

use actix_web::http::{Method, StatusCode, header};
use node::{HOST, Visitor, request, set_up};
use web::locale::without_isolates;

/// What the page of the team has between a text and the next quotation mark.
async fn on_the_team_page(owner: &mut Visitor, before: &str) -> String {
    let page = owner.get("/settings/team").await.text();
    let after = page.split(before).nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn u09_who_is_refused_reads_why_in_their_language() {
    let (_node, mut owner) = set_up().await;
    let person = on_the_team_page(&mut owner, "name=\"person\" value=\"").await;
    let fields = [("person", person.as_str()), ("role", "editor")];
    for (language, why) in [
        (
            "en",
            "the last owner of an organisation cannot go: name another owner first",
        ),
        (
            "fr",
            "le dernier propriétaire d’une organisation ne peut pas partir : nommez d’abord un autre propriétaire",
        ),
        ("ar", "لا يمكن أن يغادر آخر مالك لمنظمة: عيّن مالكًا آخر أولًا"),
    ] {
        let path = format!("/settings/team/role?lang={language}");
        let page = owner.post("/settings/team", &path, &fields).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{language}");
        let text = without_isolates(&page.text());
        let shown = text.split("class=\"note sentence\">").nth(1).unwrap().split('<').next();
        assert_eq!(shown, Some(why), "{language}");
        assert!(
            !text.contains("note\" lang=\"en\""),
            "{language}: nothing is left in English"
        );
    }
}

#[actix_web::test]
async fn u09_who_may_not_reads_so_in_their_language() {
    let (node, mut owner) = set_up().await;
    let shown = owner
        .post("/settings/team", "/settings/team/invite", &[("role", "editor")])
        .await
        .text();
    let link = shown.split("class=\"secret\">").nth(1).unwrap();
    let link = link.split('<').next().unwrap();
    let path = link.strip_prefix(&format!("https://{HOST}")).unwrap();
    let mut editor = Visitor::new(&node);
    let account = [
        ("login", "tariq"),
        ("person_name", "Tariq"),
        ("new_password", "another long sentence"),
    ];
    editor.post(path, path, &account).await;
    let login = [
        ("login", "tariq"),
        ("password", "another long sentence"),
        ("next", "/home"),
    ];
    editor.post("/login", "/login", &login).await;
    let fields = [
        ("name", "Char Lands"),
        ("country", "BD"),
        ("kind", "ngo-national"),
        ("profile_language", "en"),
    ];
    let page = editor.post("/home", "/settings/profile?lang=fr", &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text());
    let text = without_isolates(&page.text());
    assert!(
        text.contains("vous ne pouvez pas modifier le profil de cette organisation"),
        "{text}"
    );
}

#[actix_web::test]
async fn a_program_is_told_which_rule_it_was() {
    let (_node, mut owner) = set_up().await;
    let person = on_the_team_page(&mut owner, "name=\"person\" value=\"").await;
    let token = on_the_team_page(&mut owner, "name=\"token\" value=\"").await;
    let fields = [("person", person.as_str()), ("role", "none"), ("token", token.as_str())];
    let sent = request(Method::POST, "/settings/team/role?lang=fr")
        .insert_header((header::ORIGIN, format!("https://{}", HOST)))
        .insert_header((header::ACCEPT, "application/json"))
        .set_form(fields);
    let problem = owner.send(sent).await;
    assert_eq!(problem.status, StatusCode::CONFLICT, "{}", problem.text());
    let problem: serde_json::Value = serde_json::from_slice(&problem.bytes).unwrap();
    assert_eq!(problem["reason"], "last-owner");
    assert_eq!(
        problem["detail"],
        "the last owner of an organisation cannot go: name another owner first"
    );
}
