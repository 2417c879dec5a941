use chrono::{DateTime, NaiveDate};
use domain::{
    declaration::State,
    endorsement::{Channel, Check, Kind, Stance, Status, Visibility},
    figures::{Counts, Figures, Row},
    vocabulary::Country,
};
use operations::view::{
    ActorCard,
    declarations::{DeclarationCard, RecountView, TallyPage},
};

use super::*;
use crate::{assets::stylesheet_weight, frame::tests::frame, locale::Locale};

/// A tally with 137 countries, 90 days, all ways and kinds.
fn wide() -> TallyPage {
    let opened = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let mut rows = Vec::new();
    let members = Country::all().filter(|country| country.place().is_some_and(|place| place.un_member));
    for (index, country) in members.take(137).enumerate() {
        for number in 0..1 + index * 7 % 13 {
            rows.push(Row {
                status: Status::Recorded,
                late: false,
                replaced: false,
                kind: Kind::all().nth(number % 3).unwrap(),
                visibility: Visibility::all().nth(number % 8 % 3).unwrap(),
                country: Some(country),
                language: domain::text::Language::parse(["en", "fr", "ar", "sw", "ne"][number % 5]),
                channel: Channel::all().nth(number % 4).unwrap(),
                check: Check::all().nth(number % 7).unwrap(),
                organisation_type: domain::vocabulary::OrganisationType::all().nth(number % 9),
                stance: Stance::all().nth(number % 2).unwrap(),
                day: opened + chrono::Days::new((index * 31 + number) as u64 % 90),
            });
        }
    }
    let moment = DateTime::parse_from_rfc3339("2026-05-31T14:02:00Z").unwrap().to_utc();
    let title = "Neighbours in a changing climate: a declaration of civil society on South-South cooperation";
    TallyPage {
        card: DeclarationCard {
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
            slug: "neighbours-in-a-changing-climate".to_owned(),
            page: "/declarations/neighbours-in-a-changing-climate".to_owned(),
            object: "https://water.example/ap/articles/1".to_owned(),
            title: title.to_owned(),
            summary: String::new(),
            language: "en".to_owned(),
            languages: vec!["en".to_owned()],
            owner: ActorCard {
                id: "https://water.example/ap/orgs/1".to_owned(),
                name: "Secretariat".to_owned(),
                handle: "secretariat@water.example".to_owned(),
                page: "/@secretariat".to_owned(),
                icon: None,
                local: true,
                country: None,
            },
            hosted: true,
            state: State::Open,
            opens_at: Some(moment),
            closes_at: Some(moment),
            revision: 1,
            counted: 1_023,
            countries: 137,
        },
        titles: vec![("ar".to_owned(), "جيران في مناخ متغيّر".to_owned())],
        digest: "zQmdfWKXXBbpmz7DNSMcYw2z7ZT91LoVXwKgKKBEKZEtQBw".to_owned(),
        figures: Figures::of(&Counts::of(&rows)),
        version: "1".to_owned(),
        as_of: moment,
        log_origin: Some("water.example/log/1".to_owned()),
        log_size: Some(1_107),
        undisclosed_countries: 0,
        broken: None,
        recounts: vec![RecountView {
            host: "a.example".to_owned(),
            same: true,
            at: moment,
        }],
    }
}

fn html(v: &Frame, tally: &TallyPage, list: List) -> String {
    let head = Head::new(v, &tally.card, tally.as_of);
    shown(v, head, tally, list, false).render().unwrap()
}

#[test]
fn u01_the_page_with_137_countries_and_90_days_keeps_to_its_budget_in_every_language() {
    let tally = wide();
    for locale in Locale::ALL {
        let page = html(&frame(locale), &tally, List::All);
        let weight = gzip(page.as_bytes()).len() + stylesheet_weight();
        println!("{} {weight}", locale.tag());
        assert!(weight <= 14_000, "{}: {weight}", locale.tag());
    }
}

#[test]
fn u08_the_table_equals_the_map() {
    let (v, tally) = (frame(Locale::En), wide());
    let (page, map) = (html(&v, &tally, List::All), map_of(&v, &tally));
    for row in tally.figures.rows() {
        assert!(
            page.contains(&format!("<tr id=\"{}\">", row.country)),
            "{}",
            row.country
        );
        let title = format!(
            "<title>{}: {}</title>",
            row.country.name("en").replace('&', "&amp;"),
            row.counted.total()
        );
        assert!(map.contains(&title), "{title}");
        assert!(map.contains(&format!("href=\"../tally#{}\"", row.country)));
    }
    assert_eq!(map.matches("../tally#").count(), tally.figures.rows().count());
}

#[test]
fn the_page_names_the_text_the_moment_and_the_list() {
    let page = html(&frame(Locale::En), &wide(), List::All);
    for shown in [
        "zQmdfWKX",
        "31 May 2026",
        "1,107",
        "193 UN member states",
        "Non-Aligned Movement",
        "M49",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn the_page_has_the_title_of_its_own_language_where_there_is_one() {
    let tally = wide();
    for (locale, title) in [(Locale::Ar, "جيران في مناخ متغيّر"), (Locale::Fr, "Neighbours in")] {
        let v = frame(locale);
        let head = Head::new(&v, &tally.card, tally.as_of).titled(&v, &tally.titles);
        let page = shown(&v, head, &tally, List::All, false).render().unwrap();
        assert!(page.contains(&format!(" dir=\"auto\">{title}")), "{title}");
    }
}

#[test]
fn on_another_node_the_page_says_what_was_compared_and_what_only_the_host_knows() {
    let v = frame(Locale::En);
    let mut tally = wide();
    let here = html(&v, &tally, List::All);
    assert!(here.contains("The totals of organisations and people were compared."));
    assert!(here.contains("href=\"/log/1/policy\"") && !here.contains("undisclosed, counted by the host"));
    tally.card.hosted = false;
    tally.undisclosed_countries = 3;
    let there = html(&v, &tally, List::All);
    assert!(
        there.contains("countries undisclosed, counted by the host alone"),
        "{there}"
    );
    assert!(there.contains("href=\"https://water.example/log/1/policy\""));
}
