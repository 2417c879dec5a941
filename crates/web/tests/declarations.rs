//! The declaration with its 1,084 signatures, through pages and API: the numbers that come out, what the pages weigh.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod node;

use std::collections::BTreeMap;

use actix_web::http::{Method, StatusCode, header};
use chrono::TimeDelta;
use domain::{
    declaration::DeclarationExchange,
    endorsement::Status,
    ids::{DeclarationId, EndorsementId},
};
use node::{Answer, HOST, Node, Visitor, request, set_up};
use operations::{Caller, Clock, Session, SystemClock};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

const SLUG: &str = "neighbours-in-a-changing-climate";
const LIST: &str = include_str!("../../domain/data/signatures_sample.csv");

fn expected() -> Value {
    serde_json::from_str(include_str!("../../domain/data/signatures_expected.json")).unwrap()
}

async fn session(node: &Node) -> Session {
    node.operations
        .local_operator(Some("amina"), Some("char_lands"))
        .await
        .unwrap()
}

/// Opens the sample declaration, which stays open for a month.
async fn open(node: &Node) -> DeclarationId {
    let sample = include_str!("../../domain/data/declaration_sample.json");
    let mut draft = serde_json::from_str::<DeclarationExchange>(sample)
        .unwrap()
        .into_draft();
    draft.closes_at = (SystemClock.now() + TimeDelta::days(30)).date_naive().to_string();
    let session = session(node).await;
    let operations = &node.operations;
    let organisation = session.acting_for().unwrap();
    let begun = operations
        .start_declaration(&session, organisation, draft)
        .await
        .unwrap();
    let preview = operations.preview_declaration(&session, begun.id).await.unwrap();
    assert_eq!(preview.slug, SLUG, "the address is shown before it is opened");
    let step_up = operations.step_up(&session, None).await.unwrap();
    operations
        .open_declaration(&session, &step_up, begun.id, &preview.title, &preview.digest)
        .await
        .unwrap()
        .id
}

/// A form with a file.
async fn upload(operator: &mut Visitor, path: &str, channel: &str, file: &[u8]) -> Answer {
    let token = operator.get(path).await.form_token();
    let mut body = Vec::new();
    for (name, value) in [("token", token.as_str()), ("channel", channel)] {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(
        b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let sent = request(Method::POST, path)
        .insert_header((header::ORIGIN, format!("https://{HOST}")))
        .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=edge"))
        .set_payload(body);
    operator.send(sent).await
}

async fn tally(visitor: &mut Visitor) -> Value {
    let answer = visitor.get(&format!("/declarations/{SLUG}/tally.json")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.bytes).unwrap()
}

/// Every number of the expected file that a tally shows.
fn assert_expected(tally: &Value) {
    let (expected, figures) = (expected(), &tally["figures"]);
    let counted = &figures["counted"];
    assert_eq!(
        json!({
            "organisation": counted["organisations"],
            "representative": counted["representatives"],
            "individual": counted["individuals"],
        }),
        expected["by_kind"]
    );
    let apart = &figures["apart"];
    assert_eq!(
        json!({
            "valid": expected["valid"],
            "duplicate": apart["duplicates"],
            "pending-confirmation": apart["not_confirmed"],
            "withdrawn": apart["withdrawn"],
            "rejected": apart["refused"],
        }),
        expected["by_status"]
    );
    assert_eq!(figures["countries"]["counted"], expected["countries"]);
    assert_eq!(figures["countries"]["un_members"], expected["un_member_countries"]);
    assert_eq!(figures["countries"]["nam_members"], expected["nam_member_countries"]);
    assert_eq!(figures["countries"]["g77"], expected["g77_countries"]);
    assert_eq!(tally["un_share_per_mille"], 710);
    let mut months: BTreeMap<String, u64> = BTreeMap::new();
    for day in figures["days"].as_array().unwrap() {
        let month = day["day"].as_str().unwrap()[..7].to_owned();
        *months.entry(month).or_default() += day["counted"].as_u64().unwrap();
    }
    assert_eq!(json!(months), expected["by_month"]);
    let total: u64 = figures["regions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|region| {
            ["organisations", "representatives", "individuals"].map(|kind| region["total"][kind].as_u64().unwrap())
        })
        .map(|kinds| kinds.iter().sum::<u64>())
        .sum();
    let shown = &expected["small_cells"]["regions_shown"];
    let regions: u64 = shown
        .as_object()
        .unwrap()
        .values()
        .map(|number| number.as_u64().unwrap())
        .sum();
    assert_eq!(total, regions - shown["undisclosed"].as_u64().unwrap());
}

#[actix_web::test]
async fn u06_the_list_that_is_uploaded_gives_exactly_the_expected_numbers() {
    let (node, mut operator) = set_up().await;
    let id = open(&node).await;
    let form = format!("/admin/declarations/{SLUG}/import");
    let seen = upload(&mut operator, &form, "csv-import", LIST.as_bytes()).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    let page = seen.header("location").to_owned();

    let preview = operator.get(&page).await;
    assert!(preview.text().contains("1,084") && preview.text().contains("rows in the file"));
    assert_eq!(
        tally(&mut operator).await["figures"]["counted"]["organisations"],
        0,
        "nothing is recorded yet"
    );
    assert_eq!(
        Visitor::new(&node).get(&page).await.status,
        StatusCode::SEE_OTHER,
        "a visitor logs in first"
    );

    let begun = operator.post(&page, &page, &[]).await;
    assert_eq!(begun.header("location"), page);
    let done = loop {
        let looked = operator.get(&page).await;
        if looked.header("refresh").is_empty() {
            break looked.text();
        }
        tokio::task::yield_now().await;
    };
    assert!(done.contains("1,023"), "{done}");
    assert_expected(&tally(&mut operator).await);

    // Pressed again, and the same file again: nothing is recorded twice.
    let again = upload(&mut operator, &form, "csv-import", LIST.as_bytes()).await;
    let again = operator.get(again.header("location")).await.text();
    assert!(
        again.contains("There already") && !again.contains("Import these rows"),
        "{again}"
    );

    // The only endorsement of one country is withdrawn, at its signer's word.
    let wish = expected()["after_withdrawals"][0].clone();
    let alone = wish["withdraw"]
        .as_str()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();
    let only = node
        .operations
        .declaration_queue(&session(&node).await, id, Status::Recorded, None)
        .await
        .unwrap();
    let mut found = only.items;
    let mut after = only.next;
    while let Some(next) = after {
        let page = node
            .operations
            .declaration_queue(&session(&node).await, id, Status::Recorded, Some(&next))
            .await
            .unwrap();
        found.extend(page.items);
        after = page.next;
    }
    let one = found
        .iter()
        .find(|row| row.signatory.country.is_some_and(|country| country.code() == alone))
        .unwrap();
    let queue = format!("/admin/declarations/{SLUG}/endorsements?status=recorded");
    let path = format!("/admin/declarations/{SLUG}/endorsements/{}/withdraw", one.id);
    let gone = operator.post(&queue, &path, &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    let left = tally(&mut operator).await;
    let counted = &left["figures"]["counted"];
    let sum: u64 = counted
        .as_object()
        .unwrap()
        .values()
        .map(|number| number.as_u64().unwrap())
        .sum();
    assert_eq!(
        (sum, &left["figures"]["countries"]["counted"]),
        (1_022, &wish["countries"])
    );
    assert_eq!(left["un_share_per_mille"], 705);
    let proof = operator.get(&format!("/endorsements/{}", one.id)).await;
    assert_eq!(proof.status, StatusCode::OK);
    let name = one.signatory.organisation.as_ref().unwrap();
    assert!(!proof.text().contains(name.as_str()), "the name is gone");
}

#[actix_web::test]
async fn what_is_opened_is_managed_from_its_page_and_under_its_id() {
    let (node, mut operator) = set_up().await;
    let id = open(&node).await;
    let page = operator.get(&format!("/declarations/{SLUG}")).await.text();
    let manage = format!("/admin/declarations/{SLUG}");
    assert!(page.contains(&format!("href=\"{manage}\"")), "{page}");
    assert_eq!(operator.get(&manage).await.status, StatusCode::OK);
    let by_id = operator.get(&format!("/admin/declarations/{id}")).await;
    assert_eq!(
        (by_id.status, by_id.header("location")),
        (StatusCode::SEE_OTHER, manage.as_str())
    );
}

#[actix_web::test]
async fn a_list_of_which_nothing_can_be_taken_offers_no_import() {
    let (node, mut operator) = set_up().await;
    open(&node).await;
    let form = format!("/admin/declarations/{SLUG}/import");
    let list = b"name,country,date\nAma,GH,2001-03-02\n";
    let seen = upload(&mut operator, &form, "paper", list).await;
    let preview = operator.get(seen.header("location")).await.text();
    assert!(
        preview.contains("outside the dates") && preview.contains("No row of this list can be taken"),
        "{preview}"
    );
    assert!(!preview.contains("Import these rows"), "{preview}");
}

#[actix_web::test]
async fn the_queue_opens_where_something_waits_and_nothing_is_chosen_beforehand() {
    let (node, mut operator) = set_up().await;
    let id = open(&node).await;
    let queue = format!("/admin/declarations/{SLUG}/endorsements");
    assert!(operator.get(&queue).await.text().contains("Nothing waits for you."));
    let form = format!("/admin/declarations/{SLUG}/import");
    let list = b"name,country,email\nAma Mensah,GH,ama@one.example\nAma Mensah,GH,ama@two.example\n";
    let seen = upload(&mut operator, &form, "csv-import", list).await;
    let page = seen.header("location").to_owned();
    operator.post(&page, &page, &[]).await;
    while !operator.get(&page).await.header("refresh").is_empty() {
        tokio::task::yield_now().await;
    }
    let session = session(&node).await;
    let held = node
        .operations
        .declaration_queue(&session, id, Status::InReview, None)
        .await
        .unwrap();
    let one = &held.items[0];

    let opened = operator.get(&queue).await.text();
    assert!(opened.contains("(1)") && opened.contains("Ama Mensah"), "{opened}");
    assert!(opened.contains("<option value=\"\">") && !opened.contains("<option value=\"e-mail\">"));
    let empty = operator.get(&format!("{queue}?status=pending")).await.text();
    assert!(
        !empty.contains("Nothing waits") && empty.contains("Nothing stands here."),
        "{empty}"
    );

    let confirm = format!("{queue}/{}/confirm", one.id);
    for check in ["", "e-mail"] {
        let refused = operator.post(&queue, &confirm, &[("check", check)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{check}: {}", refused.text());
    }
    let done = operator.post(&queue, &confirm, &[("check", "phone")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

#[actix_web::test]
async fn a_member_finds_the_way_from_the_page_of_the_host_to_its_own_node() {
    let (node, mut operator) = set_up().await;
    open(&node).await;
    let mut reader = Visitor::new(&node);
    let form = reader.get(&format!("/declarations/{SLUG}/endorse")).await.text();
    let way = format!("/declarations/{SLUG}/own-node");
    assert!(form.contains(&format!("<form action=\"{way}\"")), "{form}");
    let wrong = reader.get(&format!("{way}?node=my+node")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let go = reader.get(&format!("{way}?node=@water@beta.example")).await.text();
    let name = SLUG.replace('-', "%2D");
    let address = format!("https%3A%2F%2Fwater%2Eexample%2Fdeclarations%2F{name}");
    assert!(
        go.contains(&format!("href=\"https://beta.example/endorse?declaration={address}\"")),
        "{go}"
    );

    // On that node the address of the page opens the form, as the name of the page does.
    for given in [SLUG, &address] {
        let endorse = operator.get(&format!("/endorse?declaration={given}")).await;
        assert_eq!(endorse.status, StatusCode::OK, "{given}: {}", endorse.text());
        assert!(endorse.text().contains("name=\"digest\""), "{given}");
    }
}

/// The sample with other columns in another order, French names of them, semicolons and a byte order mark.
fn rewritten() -> Vec<u8> {
    const ORDER: [(&str, &str); 12] = [
        ("country", "Pays"),
        ("org", "Nom de l’organisation"),
        ("signed_at", "Date de signature"),
        ("person", "Nom"),
        ("kind", "Qualité"),
        ("email", "Courriel"),
        ("role", "Fonction"),
        ("status", "Statut"),
        ("lang", "Langue"),
        ("visibility", "Visibilité"),
        ("channel", "Canal"),
        ("org_type", "Type d’organisation"),
    ];
    let mut reader = csv::Reader::from_reader(LIST.as_bytes());
    let names = reader.headers().unwrap().clone();
    let places = ORDER.map(|(own, _)| names.iter().position(|name| name == own).unwrap());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(ORDER.map(|(_, french)| french)).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        writer
            .write_record(places.map(|place| record[place].to_owned()))
            .unwrap();
    }
    writer.into_inner().unwrap()
}

#[actix_web::test]
async fn u06_a_list_of_another_form_gives_the_same_through_the_api() {
    let (node, mut operator) = set_up().await;
    open(&node).await;
    let session = session(&node).await;
    let token = node
        .operations
        .create_token(&session, "lists", session.acting_for().unwrap(), &["write".to_owned()])
        .await
        .unwrap();
    let call = |query: &str, body: Vec<u8>| {
        request(
            Method::POST,
            &format!("/api/bandung/v1/declarations/{SLUG}/import{query}"),
        )
        .insert_header((header::AUTHORIZATION, format!("Bearer {}", token.0.expose_secret())))
        .insert_header((header::CONTENT_TYPE, "text/csv"))
        .set_payload(body)
    };
    let mut program = Visitor::new(&node);
    let seen = program.send(call("?dry_run=true", rewritten())).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    let seen: Value = serde_json::from_slice(&seen.bytes).unwrap();
    assert_eq!((&seen["counted"], &seen["dry_run"]), (&json!(1_023), &json!(true)));
    let taken = program.send(call("", rewritten())).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    assert_expected(&tally(&mut operator).await);
    let page = node.operations.declaration_page(&Caller::Visitor, SLUG).await.unwrap();
    assert_eq!((page.card.counted, page.card.countries), (1_023, 137));

    for (query, body, status) in [
        ("?channel=web", LIST.as_bytes().to_vec(), 400),
        ("?check=nothing", LIST.as_bytes().to_vec(), 400),
        ("?other=1", LIST.as_bytes().to_vec(), 400),
        ("", Vec::new(), 409),
        ("", b"a,b\n1,2\n".to_vec(), 409),
    ] {
        let refused = program.send(call(query, body)).await;
        assert_eq!(refused.status.as_u16(), status, "{query}: {}", refused.text());
    }
    weigh_all(&node, &mut operator).await;
}

/// Every page of the declaration keeps to 14,000 bytes with its stylesheet, in all languages (U01).
async fn weigh_all(node: &Node, operator: &mut Visitor) {
    let mut reader = Visitor::new(node);
    let front = reader.get("/").await.text();
    let style = front
        .split("href=\"/assets/style")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let css = packed(&mut reader, &format!("/assets/style{style}")).await;
    let names = reader.get(&format!("/declarations/{SLUG}/endorsements")).await.text();
    let proof = names
        .split("href=\"/endorsements/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let public = [
        "/declarations".to_owned(),
        format!("/declarations/{SLUG}"),
        format!("/declarations/{SLUG}?text=ar"),
        format!("/declarations/{SLUG}/endorse"),
        format!("/declarations/{SLUG}/tally"),
        format!("/declarations/{SLUG}/tally?list=g77&sort=total"),
        format!("/declarations/{SLUG}/endorsements"),
        format!("/declarations/{SLUG}/endorsements?country=BD"),
        format!("/endorsements/{proof}"),
        format!("/embed/tally/{SLUG}"),
    ];
    let private = [
        "/endorse".to_owned(),
        "/admin/declarations".to_owned(),
        format!("/admin/declarations/{SLUG}"),
        format!("/admin/declarations/{SLUG}/import"),
        format!("/admin/declarations/{SLUG}/endorsements"),
        format!("/admin/declarations/{SLUG}/endorsements?status=duplicate"),
    ];
    let mut over = Vec::new();
    for language in ["en", "fr", "es", "ar", "pt", "ru", "az"] {
        let pages = public
            .iter()
            .map(|path| (path, false))
            .chain(private.iter().map(|path| (path, true)));
        for (path, signed_in) in pages {
            let sign = if path.contains('?') { '&' } else { '?' };
            let path = format!("{path}{sign}lang={language}");
            let weight = css + packed(if signed_in { operator } else { &mut reader }, &path).await;
            if weight > 14_000 {
                over.push((weight, path));
            }
        }
        let map = packed(
            &mut reader,
            &format!("/declarations/{SLUG}/tally/map.svg?lang={language}"),
        )
        .await;
        if map > 12_000 {
            over.push((map, format!("the map in {language}")));
        }
    }
    assert!(over.is_empty(), "too heavy: {over:?}");
}

async fn packed(visitor: &mut Visitor, path: &str) -> usize {
    let asked = request(Method::GET, path).insert_header((header::ACCEPT_ENCODING, "gzip"));
    let answer = visitor.send(asked).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.bytes.len()
}

/// Withdraws by a token, as an app does, with a recovery code as the proof.
async fn withdraws(node: &Node, token: &str, id: EndorsementId, code: &str) -> u16 {
    let path = format!("/api/bandung/v1/endorsements/{id}/withdraw");
    let call = request(Method::POST, &path)
        .insert_header((header::AUTHORIZATION, format!("Bearer {token}")))
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .set_payload(json!({"password": code}).to_string());
    Visitor::new(node).send(call).await.status.as_u16()
}

/// An owner of another organisation, with recovery codes and a browser.
async fn other_owner(node: &Node) -> (Session, Vec<String>, Visitor) {
    let operations = &node.operations;
    let local = operations.local_operator(None, None).await.unwrap();
    let sample = operations.organisation("char_lands").await.unwrap().profile;
    let profile = domain::organisation::Profile {
        name: "Forest".to_owned(),
        ..sample
    };
    let forest = operations.found_organisation(&local, "forest", profile).await.unwrap();
    let person = operations::NewPerson {
        login: "farid".to_owned(),
        name: "Farid".to_owned(),
        node_role: None,
        roles: vec![(forest.id, domain::account::Role::Owner)],
    };
    let step_up = operations.step_up(&local, None).await.unwrap();
    let link = operations.add_person(&local, &step_up, person).await.unwrap();
    let password = domain::account::NewPassword::parse(node::PASSWORD).unwrap();
    operations
        .reset_password(link.0.expose_secret(), password)
        .await
        .unwrap();
    let mut browser = Visitor::new(node);
    let fields = [("login", "farid"), ("password", node::PASSWORD), ("next", "/home")];
    browser.post("/login", "/login", &fields).await;
    let codes = browser.enrol().await;
    let cookie = browser.cookie("__Host-bandung").unwrap();
    match operations.caller_by_cookie(&cookie).await.unwrap() {
        Caller::SignedIn(session) => (session, codes, browser),
        Caller::Visitor => panic!("not logged in"),
    }
}

#[actix_web::test]
async fn the_first_page_after_the_log_in_says_which_declarations_are_to_be_read_and_answered() {
    let (node, _, _) = node::set_up_with_codes().await;
    open(&node).await;
    let (_, _, mut browser) = other_owner(&node).await;
    let home = browser.get("/home").await.text();
    assert!(
        home.contains(&format!("href=\"/endorse?declaration={SLUG}\"")),
        "{home}"
    );
    assert!(home.contains("To read and answer"), "{home}");
}

#[actix_web::test]
async fn e19_by_app_a_withdrawal_is_one_act_with_the_right_scope_and_the_history_stays() {
    let (node, _, mut codes) = node::set_up_with_codes().await;
    let declaration = open(&node).await;
    let (operations, session) = (&node.operations, session(&node).await);
    let organisation = session.acting_for().unwrap();
    let page = operations.declaration_page(&Caller::Visitor, SLUG).await.unwrap();
    let form = operations::EndorseForm {
        digest: page.digest,
        language: page.texts[0].language.clone(),
        stance: domain::endorsement::Stance::Full,
        reservation: String::new(),
        person: String::new(),
        role: String::new(),
        visibility: domain::endorsement::Visibility::Public,
    };
    let step_up = operations.step_up(&session, None).await.unwrap();
    let mine = operations.endorse(&session, &step_up, organisation, declaration, form);
    let id = mine.await.unwrap().id;
    let token = async |session: &Session, scopes: &[&str]| {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let organisation = session.acting_for().unwrap();
        let made = operations.create_token(session, "app", organisation, &scopes).await;
        made.unwrap().0.expose_secret().to_owned()
    };
    let counted = async || {
        let tally = operations.declaration_tally(SLUG).await.unwrap();
        (
            tally.figures.counted.total(),
            tally.figures.apart.withdrawn,
            tally.log_size.unwrap(),
        )
    };
    let (_, _, size) = counted().await;
    let (farid, mut of_farid, _) = other_owner(&node).await;
    let (reads, writes) = (token(&session, &["read"]).await, token(&session, &["write"]).await);
    let elsewhere = token(&farid, &["read", "write"]).await;

    assert_eq!(withdraws(&node, &reads, id, &codes[0]).await, 403, "it may only read");
    let of_another = withdraws(&node, &elsewhere, id, &of_farid.pop().unwrap()).await;
    assert!([403, 404].contains(&of_another), "{of_another}");
    assert_eq!(withdraws(&node, &writes, id, "no code").await, 401);
    assert_eq!(counted().await, (1, 0, size), "nothing happened");

    assert_eq!(withdraws(&node, &writes, id, &codes.pop().unwrap()).await, 204);
    assert_eq!(counted().await, (0, 1, size + 1), "the log has one entry more");
    let again = withdraws(&node, &writes, id, &codes.pop().unwrap()).await;
    assert_eq!(again, 409);
    assert_eq!(counted().await, (0, 1, size + 1), "once");
    let given = operations
        .endorsements_given(&session, organisation, None)
        .await
        .unwrap();
    assert_eq!((given.items.len(), given.items[0].status), (1, Status::Withdrawn));
}
