//! A hidden signer alone in a country, in every output of a node (E20, PR2).

use std::{collections::BTreeMap, process::Command};

use domain::endorsement::{Channel, Check, SignatureDraft, Status, Visibility};
use harness::{Network, TestNode, declaration};
use operations::{Caller, ImportOrder, view::declarations::DeclarationCard};

async fn sign(node: &TestNode, card: &DeclarationCard, form: &SignatureDraft) -> domain::ids::EndorsementId {
    let operations = node.operations();
    let page = operations.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
    let signed = operations.sign_declaration(&card.slug, &page.digest, form, "192.0.2.7");
    let (_, receipt) = signed.await.unwrap();
    let owner = node.owner().await;
    let confirmed = operations.confirm_endorsement(&owner, receipt.id, Check::Phone, "");
    confirmed.await.unwrap().id
}

fn hidden(name: &str) -> SignatureDraft {
    SignatureDraft {
        kind: "representative".to_owned(),
        organisation: "Xylokastro Reef Watch".to_owned(),
        person: format!("{name} Qwertzuiop"),
        country: "TV".to_owned(),
        visibility: "fully-hidden".to_owned(),
        ..SignatureDraft::default()
    }
}

/// All that a visitor, a program, a feed reader and another server can get about a declaration.
async fn outputs(node: &TestNode, card: &DeclarationCard) -> BTreeMap<String, Vec<u8>> {
    let slug = &card.slug;
    let page = |path: &str| (path.to_owned(), "text/html");
    let mut wanted = vec![
        page("/declarations"),
        page(&format!("/declarations/{slug}")),
        page(&format!("/declarations/{slug}/tally")),
        page(&format!("/declarations/{slug}/endorsements")),
        page(&format!("/embed/tally/{slug}")),
    ];
    for file in [
        "tally.json",
        "tally.csv",
        "tally.xlsx",
        "tally.pdf",
        "tally.svg",
        "tally/map.svg",
        "tally/growth.svg",
        "endorsements.csv",
        "bundle",
    ] {
        wanted.push((format!("/declarations/{slug}/{file}"), "*/*"));
    }
    for path in [
        "/declarations/feed.atom",
        "/ap/log/1/events",
        "/ap/log/1/tile/entries/000",
    ] {
        wanted.push((path.to_owned(), "*/*"));
    }
    for path in ["tally", "endorsements", ""] {
        let path = format!("/api/bandung/v1/declarations/{slug}/{path}");
        wanted.push((path.trim_end_matches('/').to_owned(), "application/json"));
    }
    let object = card.object.trim_start_matches("http://alpha.test");
    for path in ["", "/tally", "/endorsements", "/endorsements?page=1"] {
        wanted.push((format!("{object}{path}"), "application/activity+json"));
    }
    let mut all = BTreeMap::new();
    for (path, accept) in wanted {
        let reply = node.fetch(&path, accept).await;
        assert!(reply.status < 500, "{path}: {}", reply.text());
        let ok = reply.status == 200;
        assert!(
            ok || path.ends_with(".pdf") || path.contains("tile"),
            "{path}: {}",
            reply.status
        );
        all.insert(path, reply.body);
    }
    all
}

/// A workbook as the text of its sheets.
fn unzipped(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.xlsx");
    std::fs::write(&file, bytes).unwrap();
    let script =
        "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nprint(''.join(z.read(n).decode() for n in z.namelist()))";
    let run = Command::new("python3")
        .args(["-c", script])
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success());
    String::from_utf8_lossy(&run.stdout).into_owned()
}

fn text_of(path: &str, bytes: &[u8]) -> String {
    if path.ends_with(".xlsx") {
        unzipped(bytes)
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e20_a_hidden_signer_alone_in_a_country_is_named_by_no_output_and_by_no_difference_of_two_moments() {
    let net = Network::start(["alpha"]).await;
    let alpha = &net["alpha"];
    let card = alpha.open_declaration(declaration("Water")).await;
    for country in ["WS", "FJ", "KE"] {
        let form = SignatureDraft {
            kind: "individual".to_owned(),
            person: format!("Sina of {country}"),
            country: country.to_owned(),
            ..SignatureDraft::default()
        };
        sign(alpha, &card, &form).await;
    }
    let before = outputs(alpha, &card).await;
    for (number, name) in (1..=2).zip(["Talia", "Leota"]) {
        net.advance(chrono::Duration::hours(5));
        sign(alpha, &card, &hidden(name)).await;
        let after = outputs(alpha, &card).await;
        for (path, bytes) in &after {
            let text = text_of(path, bytes);
            for sought in ["Qwertzuiop", name, "Xylokastro", "Reef Watch"] {
                assert!(!text.contains(sought), "{path} after {number}: {sought}");
            }
            let sought = ["Tuvalu", "\"TV\"", ">TV<", ",TV,", "Funafuti"];
            let new = sought.into_iter().find(|sought| {
                let count = |text: &str| text.matches(sought).count();
                count(&text) != count(&text_of(path, &before[path]))
            });
            assert_eq!(new, None, "{path} after {number}: the country shows by a difference");
        }
        let map = format!("/declarations/{}/tally/map.svg", card.slug);
        assert_eq!(after[&map], before[&map], "no point of the map moves");
    }
    sign(alpha, &card, &hidden("Fetu")).await;
    let after = outputs(alpha, &card).await;
    let csv = format!("/declarations/{}/tally.csv", card.slug);
    assert!(
        text_of(&csv, &after[&csv]).contains("TV"),
        "three are a row of their own"
    );
    for (path, bytes) in &after {
        assert!(!text_of(path, bytes).contains("Qwertzuiop"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e20_the_organiser_shows_a_hidden_name_by_no_way_in() {
    let net = Network::start(["alpha"]).await;
    let alpha = &net["alpha"];
    let card = alpha.open_declaration(declaration("Water")).await;
    let id = sign(alpha, &card, &hidden("Talia")).await;
    let owner = alpha.owner().await;
    for visibility in [Visibility::Public, Visibility::NameHidden] {
        let show = alpha.operations().hide_endorsement(&owner, id, visibility).await;
        assert!(matches!(show, Err(operations::OperationError::Forbidden { .. })));
    }
    let stored = alpha.stored().await;
    let mut organiser = alpha.signed_in().await;
    let queue = format!("/admin/declarations/{}/endorsements?status=recorded", card.id);
    for action in ["hide", "show"] {
        let target = format!("/admin/declarations/{}/endorsements/{id}/{action}", card.id);
        for visibility in ["public", "name-hidden"] {
            let page = organiser.get(&queue).await;
            let token = page
                .text()
                .split("name=\"token\" value=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next().map(str::to_owned))
                .unwrap_or_default();
            let form = organiser.form(&target, &[("token", token.as_str()), ("visibility", visibility)]);
            let reply = organiser.send(form).await;
            assert!(
                (400..500).contains(&reply.status),
                "{target} {visibility}: {}",
                reply.status
            );
        }
    }
    assert_eq!(alpha.stored().await, stored, "nothing is stored");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pr6_the_address_of_whoever_signs_is_kept_nowhere() {
    let net = Network::start(["alpha"]).await;
    let alpha = &net["alpha"];
    let card = alpha.open_declaration(declaration("Water")).await;
    sign(alpha, &card, &hidden("Talia")).await;
    assert!(
        !alpha.traces(b"We ask for water").await.is_empty(),
        "the search finds what is there"
    );
    for trace in [&b"192.0.2."[..], b"192.0.2.7"] {
        assert_eq!(alpha.traces(trace).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pr3_no_byte_of_a_hidden_name_is_in_the_database_of_its_host() {
    let mut net = Network::start(["alpha"]).await;
    let alpha = &net["alpha"];
    let card = alpha.open_declaration(declaration("Water")).await;
    let owner = alpha.owner().await;
    let form = |visibility: &str| SignatureDraft {
        mail: format!("{visibility}@qwertzuiop.example"),
        visibility: visibility.to_owned(),
        ..hidden("Talia")
    };
    let operations = alpha.operations();
    let page = operations.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
    let mut signed = Vec::new();
    for visibility in ["fully-hidden", "public"] {
        let form = form(visibility);
        let sign = operations.sign_declaration(&card.slug, &page.digest, &form, "192.0.2.7");
        let (secret, receipt) = sign.await.unwrap();
        let confirmed = operations.confirm_endorsement(&owner, receipt.id, Check::Phone, "Qwertzuiop herself");
        signed.push((secret, confirmed.await.unwrap().id));
    }
    let list = "kind,organisation,person,country,visibility,email\n\
                representative,Xylokastro Reef Watch,Mele Qwertzuiop,TO,fully-hidden,mele@qwertzuiop.example\n";
    let order = ImportOrder {
        bytes: list.as_bytes().to_vec(),
        name: "list.csv".to_owned(),
        channel: Channel::Paper,
        check: None,
        dry_run: false,
    };
    let report = operations
        .import_endorsements(&owner, card.id, order, &|_| {})
        .await
        .unwrap();
    assert_eq!(report.counted, 1, "{report:?}");
    let sought: [&[u8]; 4] = [b"Qwertzuiop", b"qwertzuiop", b"Xylokastro", b"xylokastro"];
    assert!(!alpha.traces(sought[0]).await.is_empty(), "who shows the name is there");
    // The one who showed it hides it.
    operations
        .show_by_link(signed[1].0.expose(), Visibility::FullyHidden)
        .await
        .unwrap();

    for what in sought {
        assert_eq!(
            alpha.traces(what).await,
            Vec::<String>::new(),
            "{}",
            String::from_utf8_lossy(what)
        );
    }
    let queue = operations
        .declaration_queue(&owner, card.id, Status::Recorded, None)
        .await
        .unwrap();
    assert_eq!(queue.items.len(), 3);
    for row in queue.items {
        assert!(
            row.signatory.person.unwrap().ends_with("Qwertzuiop"),
            "the host sees it"
        );
        assert!(row.mail.unwrap().ends_with("@qwertzuiop.example"));
    }
    // After a restart too.
    net.stop("alpha").await;
    net.restart("alpha").await;
    let receipt = net["alpha"]
        .operations()
        .endorsement_receipt(signed[0].0.expose())
        .await
        .unwrap();
    assert_eq!(receipt.signatory.person.as_deref(), Some("Talia Qwertzuiop"));
    for what in sought {
        assert_eq!(net["alpha"].traces(what).await, Vec::<String>::new());
    }
}
