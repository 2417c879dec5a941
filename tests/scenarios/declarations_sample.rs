//! The sample list of 1,084 signatures, imported at its host and recounted by two other nodes: the same figures
//! everywhere, and a bundle that two verifiers accept (issue 3's acceptance; p09).

use std::{path::Path, process::Command};

use domain::{declaration::DeclarationDraft, endorsement::Channel};
use evidence::{bundle::InTurn, log::Policy, package::Package};
use harness::{Network, TestNode, declaration};
use operations::{ImportOrder, ImportReport, view::declarations::NamesFilter};
use serde_json::Value;

use super::declarations::three;

fn data(file: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/domain/data");
    std::fs::read(folder.join(file)).unwrap()
}

fn expected() -> Value {
    serde_json::from_slice(&data("signatures_expected.json")).unwrap()
}

fn number(of: &Value, name: &str) -> u64 {
    of[name].as_u64().unwrap_or_else(|| panic!("{name}"))
}

/// Alpha with the whole list, and two others that follow it.
async fn imported() -> (Network, String, ImportReport) {
    let net = three().await;
    let card = net["alpha"]
        .open_declaration(DeclarationDraft {
            opens_at: "2026-03-02T09:00:00Z".to_owned(),
            closes_at: "2026-12-31".to_owned(),
            ..declaration("Baku")
        })
        .await;
    let order = ImportOrder {
        bytes: data("signatures_sample.csv"),
        name: "sample.csv".to_owned(),
        channel: Channel::CsvImport,
        check: None,
        dry_run: false,
    };
    let owner = net["alpha"].owner().await;
    let report = net["alpha"]
        .operations()
        .import_endorsements(&owner, card.id, order.clone(), &|_| {})
        .await
        .unwrap();
    let again = net["alpha"]
        .operations()
        .import_endorsements(&owner, card.id, order, &|_| {});
    assert_eq!(
        again.await.unwrap().already,
        report.rows,
        "the same file again adds nothing"
    );
    (net, card.object, report)
}

/// Fails unless the node shows exactly what is expected, hidden signers as far as they are disclosed to it.
async fn assert_figures(node: &TestNode, object: &str, less: u64) {
    let expected = expected();
    let tally = node.tally(object).await;
    let figures = &tally.figures;
    let name = node.name();
    assert_eq!(figures.counted.total(), number(&expected, "valid") - less, "{name}");
    assert_eq!(
        figures.counted.organisations + figures.counted.persons(),
        number(&expected, "valid") - less
    );
    let undisclosed = if node.name() == "alpha" {
        0
    } else {
        tally.undisclosed_countries
    };
    assert_eq!(
        figures.countries.counted + undisclosed,
        number(&expected, "countries") - less,
        "{name}"
    );
    if undisclosed == 0 {
        let share = if less == 0 { 710 } else { 705 };
        assert_eq!(figures.un_share_per_mille(), share, "{name}");
    }
    if less == 0 {
        let kinds = &expected["by_kind"];
        assert_eq!(figures.counted.organisations, number(kinds, "organisation"), "{name}");
        assert_eq!(
            figures.counted.representatives,
            number(kinds, "representative"),
            "{name}"
        );
        assert_eq!(figures.counted.individuals, number(kinds, "individual"), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p09_the_sample_list_gives_the_same_figures_on_three_nodes_and_two_verifiers_accept_it() {
    let (net, object, report) = imported().await;
    let expected = expected();
    let by_status = &expected["by_status"];
    assert_eq!(report.rows as u64, number(&expected, "raw"));
    assert_eq!(report.counted as u64, number(by_status, "valid"));
    assert_eq!(report.duplicates as u64, number(by_status, "duplicate"));
    assert_eq!(report.not_confirmed as u64, number(by_status, "pending-confirmation"));
    assert_eq!(report.withdrawn as u64, number(by_status, "withdrawn"));
    assert_eq!(report.refused as u64, number(by_status, "rejected"));
    assert_figures(&net["alpha"], &object, 0).await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &object).await;
    for name in ["beta", "gamma"] {
        assert_figures(&net[name], &object, 0).await;
    }
    // Names: all that may be shown, and no more, on every node.
    let names = async |name: &str| {
        let slug = net[name].known_declaration(&object).await.unwrap().slug;
        let everybody = NamesFilter::default();
        let found = net[name].operations().declaration_names(&slug, &everybody, None);
        found.await.unwrap().total.unwrap()
    };
    let shown = number(&expected["by_visibility"], "public") + number(&expected["by_visibility"], "name-hidden");
    for name in ["alpha", "beta", "gamma"] {
        assert_eq!(names(name).await, shown, "{name}");
    }

    let slug = net["alpha"].known_declaration(&object).await.unwrap().slug;
    let bundle = net["alpha"]
        .fetch(&format!("/declarations/{slug}/bundle"), "application/json")
        .await;
    assert_eq!(bundle.status, 200);
    let said = both_accept(&bundle.body, &policy_of(&net["alpha"]).await, "organisations");
    assert!(said.contains("1023") || said.contains("625"), "{said}");

    // The only endorsement of a country is taken out.
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let tally = alpha.tally(&object).await;
    let row = tally
        .figures
        .rows()
        .find(|row| row.counted.total() == 1 && row.country.place().is_some_and(|place| place.un_member))
        .unwrap();
    let filter = NamesFilter {
        country: row.country.code().to_owned(),
        ..NamesFilter::default()
    };
    let only = alpha
        .operations()
        .declaration_names(&slug, &filter, None)
        .await
        .unwrap()
        .items
        .remove(0);
    let proof = alpha.operations().step_up(&owner, None).await.unwrap();
    alpha
        .operations()
        .revoke_endorsement(&owner, &proof, only.id, "withdrawn")
        .await
        .unwrap();
    assert_figures(&net["alpha"], &object, 1).await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &object).await;
    net.until_counted(&["beta", "gamma"], &object, number(&expected, "valid") - 1)
        .await;
    for name in ["beta", "gamma"] {
        assert_figures(&net[name], &object, 1).await;
    }
}

/// Trust in the log of a node alone: the witnesses of this network have their own test.
pub(crate) async fn policy_of(node: &TestNode) -> String {
    let policy = node.fetch("/ap/log/1/policy", "text/plain").await.text();
    let logs = policy.lines().filter(|line| line.starts_with("log "));
    let logs: String = logs.map(|line| format!("{line}\n")).collect();
    format!("{logs}quorum none\n")
}

/// Both verifiers accept the bundle, and refuse it with one more in a figure. Gives what the second one says.
pub(crate) fn both_accept(bundle: &[u8], policy: &str, figure: &str) -> String {
    let ours = |bytes: &[u8]| {
        let package = Package::read(bytes).unwrap();
        let verdict = package.verify(Some(&Policy::parse(policy).unwrap()), &InTurn);
        (verdict.exit_code(), verdict.fault().map(|fault| fault.reason.as_str()))
    };
    assert_eq!(ours(bundle), (0, None));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("verifier");
    let python = root.join(".venv/bin/python");
    assert!(
        python.exists(),
        "run tests/tools/install: the second verifier needs its Python"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.txt"), policy).unwrap();
    let second = |bytes: &[u8]| {
        let file = folder.path().join("bundle.json");
        std::fs::write(&file, bytes).unwrap();
        let run = Command::new(&python)
            .arg(root.join("verify.py"))
            .arg(&file)
            .arg("--policy")
            .arg(folder.path().join("policy.txt"))
            .output()
            .unwrap();
        (
            run.status.code().unwrap(),
            String::from_utf8_lossy(&run.stdout).into_owned(),
        )
    };
    let (code, said) = second(bundle);
    assert_eq!(code, 0, "{said}");
    let mut changed: Value = serde_json::from_slice(bundle).unwrap();
    let figure = &mut changed["tally"][format!("bandung:{figure}")];
    *figure = (figure.as_u64().unwrap() + 1).into();
    let changed = changed.to_string();
    assert_eq!(ours(changed.as_bytes()).0, 1);
    assert_eq!(second(changed.as_bytes()).0, 1);
    said
}
