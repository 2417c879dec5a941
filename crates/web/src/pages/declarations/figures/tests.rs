use chrono::NaiveDate;
use domain::{
    endorsement::{Channel, Check, Kind, Stance, Status, Visibility},
    figures::{Counts, Row},
};

use super::*;
use crate::{frame::tests::frame, locale::Locale};

fn row(country: &str, kind: Kind, visibility: Visibility, day: u32) -> Row {
    Row {
        status: Status::Recorded,
        late: false,
        replaced: false,
        kind,
        visibility,
        country: Country::parse(country),
        language: domain::text::Language::parse("en"),
        channel: Channel::Web,
        check: Check::Mail,
        organisation_type: None,
        stance: Stance::Full,
        day: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
    }
}

fn sample() -> Figures {
    let mut rows = vec![row("VN", Kind::Individual, Visibility::FullyHidden, 3)];
    for _ in 0..120 {
        rows.push(row("KE", Kind::Organisation, Visibility::Public, 2));
    }
    rows.push(row("PS", Kind::Representative, Visibility::NameHidden, 4));
    rows.push(row("NO", Kind::Organisation, Visibility::Public, 4));
    Figures::of(&Counts::of(&rows))
}

#[test]
fn the_sentence_names_the_list_and_the_share() {
    let figures = sample();
    let english = share(&frame(Locale::En), &figures);
    assert_eq!(
        crate::locale::without_isolates(&english),
        "3 of 193 UN member states (1.6\u{a0}%)"
    );
    for locale in Locale::ALL {
        let shown = share(&frame(locale), &figures);
        assert!(
            shown.contains("193") && shown.contains(&percent(&frame(locale), &figures)),
            "{shown}"
        );
    }
    assert!(other_places(&frame(Locale::En), &figures).unwrap().contains('1'));
}

#[test]
fn u07_a_country_with_a_lone_hidden_signer_is_in_no_line_of_the_page() {
    let (v, figures) = (frame(Locale::En), sample());
    for list in [List::All, List::Nam, List::G77] {
        for region in regions(&v, &figures, list, true) {
            assert!(region.rows.iter().all(|row| row.code != "VN"));
        }
    }
    assert!(!on_map(&figures).contains_key(&Country::parse("VN").unwrap()));
    assert!(not_named(&v, &figures).unwrap().contains('1'));
    assert_eq!(some(&v, figures.undisclosed).unwrap().2, "1");
}

#[test]
fn the_table_can_be_narrowed_to_a_list_and_sorted() {
    let (v, figures) = (frame(Locale::En), sample());
    let rows = |list, by_total| -> Vec<String> {
        let regions = regions(&v, &figures, list, by_total);
        regions
            .iter()
            .flat_map(|r| r.rows.iter().map(|row| row.code.clone()))
            .collect()
    };
    assert_eq!(rows(List::All, false), ["KE", "PS", "NO"]);
    assert_eq!(rows(List::Nam, false), ["KE", "PS"]);
    assert!(caption(&v, List::G77).unwrap().contains("24 November 2026"));
    assert_eq!(links(&v, &figures, List::Nam, true)[1].0, "tally?list=nam&sort=total");
}

#[test]
fn milestones_and_days_follow_the_growth() {
    let (v, figures) = (frame(Locale::En), sample());
    assert_eq!(
        milestones(&v, &figures),
        [("100".to_owned(), "2 March 2026".to_owned())]
    );
    assert_eq!(days(&v, &figures).last().unwrap().1, "123");
    assert!(breakdowns(&v, &figures).iter().all(|(title, _)| !title.is_empty()));
}
