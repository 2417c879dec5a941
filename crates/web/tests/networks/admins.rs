//! Who administers a network, and what one admin cannot do alone.

use super::*;

#[actix_web::test]
async fn ro2_the_pages_of_admins_do_not_exist_for_others() {
    let (node, mut admin) = founded().await;
    apply(&node, &APPLICATION).await;
    let case = first_case(&mut admin).await;
    // Somebody with an account, who is an admin of nothing.
    let person = [
        ("login", "boris"),
        ("person_name", "Boris"),
        ("node_role", "none"),
        ("organisation", ""),
        ("organisation_role", "viewer"),
    ];
    let page = admin.post("/admin/people", "/admin/people", &person).await.text();
    let reset = page.split(&format!("https://{HOST}/reset/")).nth(1).unwrap();
    let reset = format!("/reset/{}", reset.split('<').next().unwrap());
    let mut boris = Visitor::new(&node);
    boris.post(&reset, &reset, &[("new_password", PASSWORD)]).await;
    let login = [("login", "boris"), ("password", PASSWORD), ("next", "/home")];
    assert_eq!(
        boris.post("/login", "/login", &login).await.status,
        StatusCode::SEE_OTHER
    );
    let mut stranger = Visitor::new(&node);
    for path in [
        "/admin/applications",
        case.as_str(),
        "/admin/members",
        "/admin/roster",
        "/admin/applications-past",
        "/admin/networks/climate_forum",
    ] {
        assert_eq!(admin.get(path).await.status, StatusCode::OK, "{path}");
        assert_eq!(boris.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(stranger.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(boris.get("/admin/networks").await.status, StatusCode::NOT_FOUND);
    assert_eq!(boris.get("/admin/networks/new").await.status, StatusCode::NOT_FOUND);
    let token = boris.get("/settings/display").await.form_token();
    let vote = [
        ("do", "approve"),
        ("approve-tier", "member"),
        ("password_again", PASSWORD),
    ];
    assert_eq!(
        boris.post_with(&token, &case, &vote).await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn ro3_nobody_decides_on_their_own_organisation() {
    let (_node, mut admin) = founded().await;
    let join = "/settings/networks/join?network=@climate_forum@water.example";
    let mut fields = without(&APPLICATION, &["legal_name"]);
    fields.extend([
        ("legal_name", "Char Lands Forum"),
        ("network", "@climate_forum@water.example"),
        ("password_again", PASSWORD),
    ]);
    let asked = admin.post(join, "/settings/networks/join", &fields).await;
    assert_eq!(
        asked.header("location"),
        "/settings/networks?done=network-asked",
        "{}",
        asked.text()
    );
    assert!(
        admin
            .get("/settings/networks")
            .await
            .text()
            .contains("Climate Forum of the South")
    );
    let case = first_case(&mut admin).await;
    let page = admin.get(&case).await.text();
    assert!(
        !page.contains("value=\"approve\"") && !page.contains("value=\"decline\""),
        "{page}"
    );
    let vote = [
        ("do", "approve"),
        ("approve-tier", "member"),
        ("password_again", PASSWORD),
    ];
    let token = admin.get("/settings/display").await.form_token();
    let answer = admin.post_with(&token, &case, &vote).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text());
}

#[actix_web::test]
async fn an_admin_without_an_organisation_lands_on_the_applications_and_has_them_in_the_menu() {
    let (node, mut admin) = founded().await;
    let mut secretary = secretary(&node).await;
    let home = secretary.get("/home").await;
    assert_eq!(
        (home.status, home.header("location")),
        (StatusCode::SEE_OTHER, "/admin/applications")
    );
    let menu = "<a href=\"/admin/applications\" aria-current=\"false\">Applications</a>";
    assert!(secretary.get("/networks").await.text().contains(menu));

    apply(&node, &APPLICATION).await;
    for reader in [&mut secretary, &mut admin] {
        let page = reader.get("/practices").await.text();
        assert!(
            page.contains("Applications (1)") || page.contains("Applications (\u{2068}1\u{2069})"),
            "{page}"
        );
        assert!(page.contains("<a href=\"/admin/members\""));
    }
    assert!(!Visitor::new(&node).get("/practices").await.text().contains("/admin/"));
}

#[actix_web::test]
async fn looser_rules_wait_for_another_admin_who_sees_what_changes_and_confirms_it() {
    let (node, mut admin) = founded().await;
    let path = "/admin/networks/climate_forum";
    let rules = |deciding: &'static str| {
        let mut fields = without(&NETWORK, &["network_handle", "deciding"]);
        let version = if deciding == "two-admins" { "1" } else { "2" };
        fields.extend([("deciding", deciding), ("version", version)]);
        fields
    };
    let saved = admin.post(path, path, &rules("two-admins")).await;
    assert!(
        saved.header("location").ends_with("done=network-saved"),
        "{}",
        saved.text()
    );
    let mut secretary = secretary(&node).await;

    let loosened = admin.post(path, path, &rules("one-admin")).await;
    assert!(
        loosened.header("location").ends_with("done=proposed"),
        "{}",
        loosened.text()
    );
    let own = admin.get(path).await.text();
    assert!(
        own.contains("Proposed changes") && !own.contains("value=\"confirm\""),
        "{own}"
    );
    let waits = secretary.get("/admin/applications").await.text();
    assert!(waits.contains("/admin/networks/climate_forum#proposals"));
    let page = secretary.get(path).await.text();
    assert!(page.contains("Two admins</del>"), "{page}");
    let id = page.split("name=\"confirm-proposal\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let fields = [
        ("do", "confirm"),
        ("confirm-proposal", id),
        ("password_again", PASSWORD),
    ];
    let confirmed = secretary.post(path, path, &fields).await;
    assert!(
        confirmed.header("location").ends_with("done=proposal-confirmed"),
        "{}",
        confirmed.text()
    );
    assert!(!admin.get(path).await.text().contains("Proposed changes"));
}
