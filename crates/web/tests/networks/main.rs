//! Networks seen through the pages: applying, referees, deciding, members; hidden members in nothing that others see.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod admins;
#[path = "../node/mod.rs"]
mod node;

use actix_web::http::{Method, StatusCode, header};
use node::{Answer, HOST, Node, PASSWORD, Visitor, request, set_up};

const NETWORK: [(&str, &str); 16] = [
    ("network_handle", "climate_forum"),
    ("network_name", "Climate Forum of the South"),
    (
        "network_about",
        "Organisations that protect people from floods, droughts and heat.",
    ),
    ("network_main", "en"),
    ("network_languages", "fr"),
    ("network_conduct-en", "We share what we know, and say what went wrong."),
    (
        "network_conduct-fr",
        "Nous partageons ce que nous savons, et disons ce qui n’a pas marché.",
    ),
    ("deciding", "one-admin"),
    ("comment_days", "0"),
    ("asked_referees", "0"),
    ("probation_months", "12"),
    ("renewal_months", "12"),
    ("answer_days", "14"),
    ("appeal_days", "30"),
    ("password_again", PASSWORD),
    ("go", "save"),
];

const APPLICATION: [(&str, &str); 13] = [
    ("language", "fr"),
    ("legal_name", "Réseau des femmes du Sahel"),
    ("country", "NE"),
    ("organisation_type", "women-led"),
    ("registration", "cannot-register-safely"),
    ("registration_reason", "The register is closed to us."),
    ("applicant_contact", "bureau@femmes.example"),
    ("applicant_languages", "fr"),
    ("applicant_sectors", "water"),
    ("referees", "Char Lands Forum\nBlue Delta"),
    ("conduct_accepted", "yes"),
    ("listed", "yes"),
    ("go", "send"),
];

/// A node whose operator has founded a network.
async fn founded() -> (Node, Visitor) {
    let (node, mut admin) = set_up().await;
    let answer = admin.post("/admin/networks/new", "/admin/networks/new", &NETWORK).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(
        answer.header("location"),
        "/admin/networks/climate_forum?done=network-founded"
    );
    (node, admin)
}

fn without<'a>(fields: &[(&'a str, &'a str)], names: &[&str]) -> Vec<(&'a str, &'a str)> {
    fields
        .iter()
        .copied()
        .filter(|(name, _)| !names.contains(name))
        .collect()
}

/// Sends an application; gives the path of its private page.
async fn apply(node: &Node, fields: &[(&str, &str)]) -> String {
    let mut applicant = Visitor::new(node);
    let join = "/networks/climate_forum/join";
    let sent = applicant.post(join, join, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    sent.header("location").split('?').next().unwrap().to_owned()
}

/// The page of the first application in the queue.
async fn first_case(admin: &mut Visitor) -> String {
    let queue = admin.get("/admin/applications").await.text();
    let id = queue.split("href=\"/admin/applications/").nth(1).unwrap();
    format!("/admin/applications/{}", id.split('"').next().unwrap())
}

async fn approve(admin: &mut Visitor) -> Answer {
    let case = first_case(admin).await;
    let fields = [
        ("do", "approve"),
        ("approve-tier", "member"),
        ("approve-approve_reason", ""),
        ("password_again", PASSWORD),
    ];
    admin.post(&case, &case, &fields).await
}

#[actix_web::test]
async fn an_organisation_without_a_node_applies_by_form_and_sees_where_it_stands() {
    let (node, mut admin) = founded().await;
    let mut applicant = Visitor::new(&node);
    let join = "/networks/climate_forum/join";
    let wrong = applicant
        .post(join, join, &without(&APPLICATION, &["country", "conduct_accepted"]))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("id=\"country-wrong\"") && wrong.text().contains("Réseau des femmes du Sahel"));

    // Kept for later: nobody else sees it, and what was typed is there again.
    let mut draft = without(&APPLICATION, &["go", "country"]);
    draft.push(("go", "save"));
    let link = apply(&node, &draft).await;
    assert!(
        applicant
            .get(&link)
            .await
            .text()
            .contains("value=\"Réseau des femmes du Sahel\"")
    );
    assert!(!admin.get("/admin/applications").await.text().contains("Réseau"));
    let unfinished = applicant.post(&link, &link, &without(&APPLICATION, &["country"])).await;
    assert_eq!(unfinished.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = applicant.post(&link, &link, &APPLICATION).await;
    assert_eq!(
        sent.header("location"),
        format!("{link}?done=application-sent"),
        "{}",
        sent.text()
    );

    // The admin asks, the applicant answers with its link.
    let case = first_case(&mut admin).await;
    let page = admin.get(&case).await.text();
    for shown in [
        "Réseau des femmes du Sahel",
        "The register is closed to us.",
        "Blue Delta",
        "bureau@femmes.example",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    let asked = [("do", "ask"), ("ask-template", "website"), ("ask-question", "")];
    assert_eq!(admin.post(&case, &case, &asked).await.status, StatusCode::SEE_OTHER);
    let waiting = applicant.get(&link).await.text();
    assert!(
        waiting.contains("indiquez-nous") || waiting.contains("Indiquez-nous"),
        "in its own language: {waiting}"
    );
    let answer = [("do", "reply"), ("reply-answer", "https://femmes.example/travail")];
    assert_eq!(
        applicant.post(&link, &link, &answer).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(admin.get(&case).await.text().contains("https://femmes.example/travail"));

    let approved = approve(&mut admin).await;
    assert!(
        approved.header("location").contains("done=approved"),
        "{}",
        approved.text()
    );
    let welcome = applicant.get(&link).await.text();
    assert!(welcome.contains("id=\"welcome\""), "{welcome}");
    let members = applicant.get("/networks/climate_forum").await.text();
    assert!(members.contains("Réseau des femmes du Sahel"));
}

#[actix_web::test]
async fn a_declined_applicant_reads_why_in_its_own_language() {
    let (node, mut admin) = founded().await;
    let link = apply(&node, &APPLICATION).await;
    let case = first_case(&mut admin).await;
    let no_reason = [
        ("do", "decline"),
        ("decline-template", ""),
        ("decline-decline_reason", ""),
        ("password_again", PASSWORD),
    ];
    assert_eq!(
        admin.post(&case, &case, &no_reason).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let decline = [
        ("do", "decline"),
        ("decline-template", "other-region"),
        ("password_again", PASSWORD),
    ];
    let answer = admin.post(&case, &case, &decline).await;
    assert!(
        answer.header("location").contains("done=application-declined"),
        "{}",
        answer.text()
    );
    let mut applicant = Visitor::new(&node);
    let page = applicant.get(&link).await.text();
    assert!(page.contains("Ce réseau est pour une autre région."), "{page}");
    assert!(
        !applicant
            .get("/networks/climate_forum")
            .await
            .text()
            .contains("Réseau des femmes")
    );
}

#[actix_web::test]
async fn pr5_the_link_of_a_referee_acts_only_by_its_button() {
    let (node, mut admin) = founded().await;
    apply(&node, &APPLICATION).await;
    let case = first_case(&mut admin).await;
    let shown = admin
        .post(&case, &case, &[("do", "referee-link"), ("referee", "Blue Delta")])
        .await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    let text = shown.text();
    let token = text.split(&format!("https://{HOST}/referee/")).nth(1).unwrap();
    let link = format!("/referee/{}", token.split('<').next().unwrap());
    let mut referee = Visitor::new(&node);
    let page = referee.get(&link).await;
    assert!(page.text().contains("Réseau des femmes du Sahel"));
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(
        !admin.get(&case).await.text().contains("recommends it"),
        "opening it says nothing"
    );
    assert_eq!(
        referee.post(&link, &link, &[("referee_answer", "")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let yes = [
        ("referee_answer", "yes"),
        ("referee_note", "We worked together in 2024."),
    ];
    assert_eq!(referee.post(&link, &link, &yes).await.status, StatusCode::SEE_OTHER);
    let page = admin.get(&case).await.text();
    assert!(
        page.contains("recommends it") && page.contains("We worked together in 2024."),
        "{page}"
    );
}

#[actix_web::test]
async fn a_hidden_member_is_in_no_page_feed_or_answer_for_others() {
    let (node, mut admin) = founded().await;
    let mut open = without(&APPLICATION, &["legal_name"]);
    open.push(("legal_name", "Blue Delta Institute"));
    apply(&node, &open).await;
    approve(&mut admin).await;
    let link = apply(&node, &without(&APPLICATION, &["listed"])).await;
    approve(&mut admin).await;
    let list = admin.get("/admin/members").await.text();
    assert!(list.contains("Réseau des femmes du Sahel"), "admins see it");
    let row = list
        .split("/admin/members/")
        .find(|part| part.contains("Réseau des femmes"))
        .unwrap();
    let id = row.split('"').next().unwrap().to_owned();
    let mut stranger = Visitor::new(&node);
    let mut paths: Vec<String> = [
        "/networks",
        "/networks/climate_forum",
        "/networks/climate_forum?country=NE",
        "/networks/climate_forum/feed.atom",
        "/sitemap.xml",
        "/organisations",
        "/search?q=Sahel",
        "/api/bandung/v1/networks",
        "/api/bandung/v1/networks/climate_forum",
        "/api/bandung/v1/networks/climate_forum/members",
        "/api/bandung/v1/networks/climate_forum/roster",
        "/api/bandung/v1/networks/climate_forum/posts",
    ]
    .map(str::to_owned)
    .to_vec();
    for start in ["/networks", "/api/bandung/v1/networks"] {
        paths.push(format!("{start}/climate_forum/members/{id}"));
    }
    for path in &paths {
        let answer = stranger.get(path).await;
        let text = answer.text();
        for word in ["femmes du Sahel", "bureau@femmes.example", "closed to us"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
        let own = path.contains("/members/");
        assert_eq!(
            answer.status,
            if own { StatusCode::NOT_FOUND } else { StatusCode::OK },
            "{path}"
        );
    }
    let page = stranger.get("/networks/climate_forum").await.text();
    assert!(
        page.contains("Blue Delta Institute") && page.contains("<span class=\"count\">1</span>"),
        "{page}"
    );
    // Missing and hidden are one answer (SECURITY RO2).
    let missing = stranger
        .get("/networks/climate_forum/members/01890a5d-ac96-774b-bcce-b302099a8057")
        .await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    // The organisation itself sees itself by its link.
    assert!(stranger.get(&link).await.text().contains("Réseau des femmes du Sahel"));
}

#[actix_web::test]
async fn the_life_of_a_member_is_in_the_hands_of_its_admins() {
    let (node, mut admin) = founded().await;
    let link = apply(&node, &APPLICATION).await;
    approve(&mut admin).await;
    let list = admin.get("/admin/members").await.text();
    let member = list.split("href=\"/admin/members/").nth(1).unwrap();
    let member = format!("/admin/members/{}", member.split('"').next().unwrap());
    let until = (operations::Clock::now(&operations::SystemClock) + chrono::Days::new(30))
        .date_naive()
        .to_string();
    let malformed = [
        ("do", "suspend"),
        ("suspend-until", "soon"),
        ("suspend-member_reason", "x"),
        ("password_again", PASSWORD),
    ];
    let answer = admin.post(&member, &member, &malformed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("value=\"soon\""), "what was typed stays");
    let suspend = [
        ("do", "suspend"),
        ("suspend-until", until.as_str()),
        ("suspend-member_reason", "Sold the members’ list."),
        ("password_again", PASSWORD),
    ];
    let answer = admin.post(&member, &member, &suspend).await;
    assert!(
        answer.header("location").ends_with("done=suspended"),
        "{}",
        answer.text()
    );
    let mut organisation = Visitor::new(&node);
    assert!(organisation.get(&link).await.text().contains("Sold the members"));
    let lift = [("do", "lift"), ("password_again", PASSWORD)];
    assert!(
        admin
            .post(&member, &member, &lift)
            .await
            .header("location")
            .ends_with("done=suspension-lifted")
    );
    let hearing = [
        ("do", "hearing"),
        ("hearing-grounds", "Sold it again."),
        ("password_again", PASSWORD),
    ];
    assert!(
        admin
            .post(&member, &member, &hearing)
            .await
            .header("location")
            .ends_with("done=hearing-open")
    );
    // Nobody is put out unheard; the member answers by its link, then it is decided.
    assert!(!admin.get(&member).await.text().contains("value=\"expel\""));
    let answer = [("do", "hearing"), ("hearing-hearing_answer", "It was stolen from us.")];
    assert_eq!(
        organisation.post(&link, &link, &answer).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(admin.get(&member).await.text().contains("It was stolen from us."));
    let expel = [
        ("do", "expel"),
        ("expel-member_reason", "Twice."),
        ("password_again", PASSWORD),
    ];
    assert!(
        admin
            .post(&member, &member, &expel)
            .await
            .header("location")
            .ends_with("done=expelled")
    );
    let appeal = [
        ("do", "appeal"),
        ("appeal-appeal_grounds", "The police found the thief."),
    ];
    assert_eq!(
        organisation.post(&link, &link, &appeal).await.status,
        StatusCode::SEE_OTHER
    );
    let grant = [
        ("do", "appeal-yes"),
        ("appeal-yes-member_reason", "We were wrong."),
        ("password_again", PASSWORD),
    ];
    let answer = admin.post(&member, &member, &grant).await;
    assert!(
        answer.header("location").ends_with("done=appeal-decided"),
        "{}",
        answer.text()
    );
}

#[actix_web::test]
async fn u01_every_page_of_networks_keeps_to_the_budget_in_seven_languages() {
    let (node, mut admin) = founded().await;
    let mut links = Vec::new();
    for number in 0..28 {
        let name = format!("Réseau des femmes du Sahel et des Grands Lacs, section {number}");
        let mut fields = without(&APPLICATION, &["legal_name"]);
        fields.push(("legal_name", &name));
        links.push(apply(&node, &fields).await);
        if number < 24 {
            approve(&mut admin).await;
        }
    }
    let case = first_case(&mut admin).await;
    let list = admin.get("/admin/members").await.text();
    let member = list
        .split("href=\"/admin/members/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let mut reader = Visitor::new(&node);
    let front = reader.get("/").await.text();
    let style = front
        .split("href=\"/assets/style")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let css = weight(&mut reader, &format!("/assets/style{style}")).await;
    let public = [
        "/networks".to_owned(),
        "/networks/climate_forum".to_owned(),
        "/networks/climate_forum/conduct".to_owned(),
        "/networks/climate_forum/join".to_owned(),
        format!("/networks/climate_forum/members/{member}"),
        links[0].clone(),
        links[27].clone(),
    ];
    let private = [
        "/settings/networks".to_owned(),
        "/settings/networks/join?network=@climate_forum@water.example".to_owned(),
        "/admin/applications".to_owned(),
        case,
        "/admin/members".to_owned(),
        format!("/admin/members/{member}"),
        "/admin/roster".to_owned(),
        "/admin/networks".to_owned(),
        "/admin/networks/new".to_owned(),
        "/admin/networks/climate_forum".to_owned(),
    ];
    let mut weights = Vec::new();
    for language in ["en", "fr", "es", "ar", "pt", "ru", "az"] {
        for (path, visitor) in public
            .iter()
            .map(|path| (path, false))
            .chain(private.iter().map(|path| (path, true)))
        {
            let separator = if path.contains('?') { '&' } else { '?' };
            let path = format!("{path}{separator}lang={language}");
            let who = if visitor { &mut admin } else { &mut reader };
            let html = who.get(&path).await;
            assert_eq!(html.status, StatusCode::OK, "{path}: {}", html.text());
            let html = html.text();
            for needed in ["<html lang=\"", "<title>", "<h1", "<main id=\"main\">"] {
                assert!(html.contains(needed), "{path} lacks {needed}");
            }
            weights.push((weight(who, &path).await + css, path));
        }
    }
    weights.sort();
    for (weight, path) in weights.iter().rev().take(12) {
        println!("{weight} {path}");
    }
    let over: Vec<_> = weights.iter().filter(|(weight, _)| *weight > 14_000).collect();
    assert!(over.is_empty(), "above 14,000 bytes: {over:?}");
}

async fn weight(visitor: &mut Visitor, path: &str) -> usize {
    let answer = visitor
        .send(request(Method::GET, path).insert_header((header::ACCEPT_ENCODING, "gzip")))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.bytes.len()
}

#[actix_web::test]
async fn a_network_has_a_feed_and_its_members_a_page_that_links_back() {
    let (node, mut admin) = founded().await;
    let mut stranger = Visitor::new(&node);
    let feed = stranger.get("/networks/climate_forum/feed.atom").await;
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    let page = stranger.get("/networks/climate_forum").await.text();
    assert!(page.contains("@climate_forum@water.example") && page.contains("/networks/climate_forum/feed.atom"));
    assert_eq!(stranger.get("/networks/nobody").await.status, StatusCode::NOT_FOUND);
    // A member gets its account from the admins; its page then links to that account.
    apply(&node, &APPLICATION).await;
    approve(&mut admin).await;
    let list = admin.get("/admin/members").await.text();
    let id = list
        .split("href=\"/admin/members/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let member = format!("/admin/members/{id}");
    let place = [
        ("do", "place"),
        ("place-member_account", "@char_lands@water.example"),
        ("password_again", PASSWORD),
    ];
    let answer = admin.post(&member, &member, &place).await;
    assert!(answer.header("location").ends_with("done=moved"), "{}", answer.text());
    let page = stranger
        .get(&format!("/networks/climate_forum/members/{id}"))
        .await
        .text();
    assert!(
        page.contains("<a rel=\"me\" href=\"https://water.example/ap/orgs/"),
        "{page}"
    );
    assert!(
        stranger
            .get("/networks/climate_forum")
            .await
            .text()
            .contains("Réseau des femmes")
    );
    assert!(
        admin
            .get("/admin/roster")
            .await
            .text()
            .contains("https://water.example/ap/orgs/")
    );
}

/// An account without an organisation that is an admin of the network too, logged in.
async fn secretary(node: &Node) -> Visitor {
    let operations = &node.operations;
    let local = operations.local_operator(None, None).await.unwrap();
    let person = operations::NewPerson {
        login: "secretary".to_owned(),
        name: "Sam Secretary".to_owned(),
        node_role: None,
        roles: Vec::new(),
    };
    let step_up = operations.step_up(&local, None).await.unwrap();
    let link = operations.add_person(&local, &step_up, person).await.unwrap();
    let password = domain::account::NewPassword::parse(PASSWORD).unwrap();
    operations.reset_password(link.expose(), password).await.unwrap();
    let person = operations.person_by_login(&local, "secretary").await.unwrap().id;
    let network = operations.networks().await.unwrap()[0].id;
    let tx = node.store.begin().await.unwrap();
    storage::networks::add_admin(&tx, network, person, operations.time())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut browser = Visitor::new(node);
    let fields = [("login", "secretary"), ("password", PASSWORD), ("next", "/home")];
    let entered = browser.post("/login", "/login", &fields).await;
    assert_eq!(entered.header("location"), "/home", "{}", entered.text());
    browser.enrol().await;
    browser
}
