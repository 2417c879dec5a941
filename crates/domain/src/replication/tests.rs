use super::*;

fn draft() -> ReportDraft {
    ReportDraft {
        replicates: "https://a.example/practices/1".to_owned(),
        replicates_revision: "1".to_owned(),
        outcome: "did-not-work".to_owned(),
        country: "MZ".to_owned(),
        started: "2023-01".to_owned(),
        language: "pt".to_owned(),
        ..ReportDraft::default()
    }
}

fn report(country: &str, outcome: &str) -> Report {
    ReportDraft {
        country: country.to_owned(),
        outcome: outcome.to_owned(),
        ..draft()
    }
    .check()
    .unwrap()
}

#[test]
fn outcome_country_and_period_are_enough() {
    let report = draft().check().unwrap();
    assert_eq!(report.visibility.as_str(), "public");
    assert_eq!(report.cost_band_usd.as_str(), "unknown");
    assert_eq!(report.replicates_revision, 1);
    assert_eq!(ReportDraft::from(&report).check().unwrap(), report);
}

#[test]
fn an_empty_report_shows_all_that_is_missing_at_once() {
    let found = ReportDraft::default().check().unwrap_err();
    assert_eq!(
        found.iter().map(|error| error.field).collect::<Vec<_>>(),
        [
            "replicates",
            "replicates_revision",
            "outcome",
            "country",
            "started",
            "language"
        ]
    );
}

#[test]
fn the_version_starts_at_1_and_one_number_is_the_most() {
    let number = crate::practice::DraftNumber {
        what: "Walk".to_owned(),
        unit: "hours".to_owned(),
        before: String::new(),
        after: "1".to_owned(),
    };
    let found = ReportDraft {
        replicates_revision: "0".to_owned(),
        result_numbers: vec![number.clone(), number],
        barriers: ["cost", "skills", "time", "policy-or-permits"]
            .map(str::to_owned)
            .into(),
        ..draft()
    }
    .check()
    .unwrap_err();
    assert_eq!(
        found,
        [
            FieldError::new("replicates_revision", Fault::Malformed { expected: "1" }),
            FieldError::new("barriers", Fault::TooMany { most: 3 }),
            FieldError::new("result_numbers", Fault::TooMany { most: 1 }),
        ]
    );
}

#[test]
fn one_organisation_counts_once_per_country_and_its_latest_report_wins() {
    let (early, late) = (report("KE", "too-early"), report("KE", "worked"));
    let elsewhere = report("UG", "did-not-work");
    let other = report("KE", "worked");
    let all = [
        ("a", 1, &early),
        ("a", 2, &late),
        ("a", 3, &elsewhere),
        ("b", 1, &other),
    ];
    let summary = sum_up(all);
    assert_eq!(summary.reports, 3);
    assert_eq!(
        summary
            .outcomes
            .iter()
            .map(|(outcome, times)| (outcome.as_str(), *times))
            .collect::<Vec<_>>(),
        [("worked", 2), ("did-not-work", 1)]
    );
    assert_eq!(
        summary.countries.iter().map(Country::code).collect::<Vec<_>>(),
        ["KE", "UG"]
    );
    assert_eq!(sum_up(all.into_iter().rev()), summary);
    assert_eq!(sum_up([]), OutcomeSummary::default());
}
