use super::*;

#[test]
fn the_lists_of_states_have_the_numbers_that_pages_name() {
    let places: Vec<_> = Country::all().filter_map(Country::place).collect();
    assert_eq!(places.len(), 250);
    assert_eq!(places.iter().filter(|place| place.un_member).count(), 193);
    assert_eq!(places.iter().filter(|place| place.nam_member).count(), 121);
    assert_eq!(
        places
            .iter()
            .filter(|place| place.nam_member && place.un_member)
            .count(),
        120
    );
    assert_eq!(places.iter().filter(|place| place.g77_member).count(), 136);
}

#[test]
fn every_place_and_region_has_a_name_and_codes_that_are_no_places_are_refused() {
    for country in Country::all() {
        assert!(!country.name("en").is_empty(), "{country}");
        let place = country.place().unwrap();
        if country.code() != "AQ" {
            assert!(
                !place.region.name("ar").is_empty() && !place.subregion.name("fr").is_empty(),
                "{country}"
            );
        }
    }
    for code in ["AC", "EA", "de", "XX", "", "DEU"] {
        assert_eq!(Country::parse(code), None, "{code}");
    }
}

#[test]
fn names_come_in_the_language_asked_for_else_in_english() {
    let niger = Country::parse("NE").unwrap();
    assert_eq!(niger.name("ru"), "Нигер");
    assert_eq!(niger.name("fr-CA"), niger.name("fr"));
    assert_eq!(niger.name("xx"), "Niger");
}

#[test]
fn sectors_hazards_and_goals_have_labels_in_seven_languages() {
    for language in ["en", "fr", "es", "ar", "pt", "ru", "az"] {
        assert!(
            Sector::all().all(|sector| !sector.label(language).is_empty()),
            "{language}"
        );
        assert!(
            Hazard::all().all(|hazard| !hazard.label(language).is_empty()),
            "{language}"
        );
        assert!(Sdg::all().all(|goal| !goal.label(language).is_empty()), "{language}");
    }
    let flood = Hazard::parse("flood").unwrap();
    assert_eq!((flood.label("az"), flood.label("vi")), ("Daşqın", "Flood"));
    let hunger = Sdg::new(2).unwrap();
    assert_eq!(
        (hunger.label("fr"), hunger.label("zh-Hans")),
        ("Faim \"zéro\"", "零饥饿")
    );
    assert_eq!((hunger.colour(), hunger.text_on_colour()), ("#DDA63A", "black"));
    assert!(Sdg::all().all(|goal| goal.colour().len() == 7 && ["white", "black"].contains(&goal.text_on_colour())));
}

#[test]
fn closed_lists_are_filled_and_read_their_own_slugs() {
    assert_eq!(
        (Sector::all().count(), Hazard::all().count(), Sdg::all().count()),
        (23, 31, 17)
    );
    assert_eq!(
        (Setting::all().count(), Outcome::all().count(), Barrier::all().count()),
        (10, 6, 10)
    );
    assert_eq!(
        (
            ResultUnit::all().count(),
            Licence::all().count(),
            OrganisationType::all().count()
        ),
        (24, 4, 14)
    );
    assert!(Maturity::all().all(|value| Maturity::parse(value.as_str()) == Some(value)));
    assert_eq!(serde_json::to_string(&Sdg::new(6)).unwrap(), "6");
    assert!(serde_json::from_str::<Sdg>("18").is_err());
    assert!(serde_json::from_str::<Outcome>("\"magic\"").is_err());
}

#[test]
fn cost_bands_are_ranked_cheapest_first_and_unknown_has_no_rank() {
    let rank = |slug| CostBand::parse(slug).unwrap().rank();
    assert_eq!(
        (rank("none"), rank("500-5k"), rank("over-500k"), rank("unknown")),
        (Some(0), Some(2), Some(5), None)
    );
}
