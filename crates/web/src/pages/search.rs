//! What a reader looks for among practices.

use domain::vocabulary::{CostBand, Country, Hazard, Sdg, Sector, Setting};
use operations::PracticeFilter;

use crate::{field::goals, frame::Frame, locale::Locale, visit::Visit};

/// A filter as a list to choose from.
pub(crate) struct Select {
    pub(crate) name: &'static str,
    pub(crate) chosen: String,
    pub(crate) options: Vec<(String, String)>,
}

/// What was chosen.
pub(crate) struct Chosen {
    pub(crate) words: String,
    filters: Vec<(&'static str, String)>,
}

impl Chosen {
    /// What was chosen, by the name of each parameter.
    pub(crate) fn new<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        Self {
            words: value("q").to_owned(),
            filters: FILTERS.into_iter().map(|name| (name, value(name).to_owned())).collect(),
        }
    }

    /// Some filter is set.
    pub(crate) fn any(&self) -> bool {
        self.filters.iter().any(|(_, value)| !value.is_empty())
    }
}

/// The names of the filters, as in the address and in the API.
pub(crate) const FILTERS: [&str; 8] = [
    "hazard", "sector", "setting", "tried_in", "sdg", "country", "language", "cost",
];

/// What the address asks for.
pub(crate) fn chosen(visit: &Visit) -> Chosen {
    Chosen::new(|name| visit.parameter(name).unwrap_or_default())
}

/// The filter for the operation. A value that is in no list matches nothing rather than everything.
pub(crate) fn filter(chosen: &Chosen) -> Option<PracticeFilter> {
    let mut filter = PracticeFilter {
        words: chosen.words.chars().take(200).collect(),
        ..PracticeFilter::default()
    };
    for (name, value) in chosen.filters.iter().filter(|(_, value)| !value.is_empty()) {
        match *name {
            "hazard" => filter.hazard = Some(Hazard::parse(value)?),
            "sector" => filter.sector = Some(Sector::parse(value)?),
            "setting" => filter.setting = Some(Setting::parse(value)?),
            "tried_in" => filter.tried_in_setting = Some(Setting::parse(value)?),
            "sdg" => filter.sdg = Some(value.parse().ok().and_then(Sdg::new)?),
            "country" => filter.country = Some(Country::parse(value)?),
            "language" => filter.language = Some(value.clone()),
            _ => filter.cost_at_most = Some(CostBand::parse(value)?),
        }
    }
    Some(filter)
}

/// The lists to choose from.
pub(crate) fn selects(v: &Frame, chosen: &Chosen) -> Vec<Select> {
    let options = |name: &str| -> Vec<(String, String)> {
        let list = |list: &str, slugs: Vec<&str>| {
            slugs
                .into_iter()
                .map(|slug| (slug.to_owned(), v.label(list, slug)))
                .collect()
        };
        match name {
            "hazard" => sorted(list("hazard", Hazard::all().map(Hazard::as_str).collect())),
            "sector" => sorted(list("sector", Sector::all().map(Sector::as_str).collect())),
            "setting" | "tried_in" => list("setting", Setting::all().map(Setting::as_str).collect()),
            "sdg" => goals(v),
            "country" => countries(v.locale),
            "language" => Locale::ALL
                .iter()
                .map(|l| (l.tag().to_owned(), l.own_name().to_owned()))
                .collect(),
            _ => CostBand::all()
                .filter(|band| band.rank().is_some())
                .map(|band| (band.as_str().to_owned(), v.label("cost_band_usd", band.as_str())))
                .collect(),
        }
    };
    chosen
        .filters
        .iter()
        .map(|(name, value)| Select {
            name,
            chosen: value.clone(),
            options: options(name),
        })
        .collect()
}

/// All countries with their names, in the order of the alphabet.
pub(crate) fn countries(locale: Locale) -> Vec<(String, String)> {
    let all = Country::all().map(|country| (country.code().to_owned(), country.name(locale.tag()).to_owned()));
    sorted(all.collect())
}

fn sorted(mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    options.sort_by_cached_key(|(_, label)| sort_key(label));
    options
}

/// Letters with marks stand beside the letters that they grew from.
pub(crate) fn sort_key(label: &str) -> String {
    let plain = |letter| match letter {
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' => 'ا',
        other => other,
    };
    label
        .trim_start_matches("ال")
        .to_lowercase()
        .chars()
        .map(plain)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(filters: &[(&'static str, &str)]) -> Chosen {
        Chosen {
            words: String::new(),
            filters: filters
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn a_filter_that_is_in_no_list_matches_nothing() {
        assert!(filter(&chosen(&[("hazard", "dragons")])).is_none());
        assert!(filter(&chosen(&[("sdg", "18")])).is_none());
        assert!(filter(&chosen(&[("country", "XX")])).is_none());
    }

    #[test]
    fn filters_are_read_by_name() {
        let filter = filter(&chosen(&[
            ("hazard", "flood"),
            ("sdg", "6"),
            ("tried_in", "urban"),
            ("cost", "under-500"),
        ]));
        let filter = filter.unwrap();
        assert_eq!(filter.hazard, Hazard::parse("flood"));
        assert_eq!(filter.sdg, Sdg::new(6));
        assert_eq!(filter.tried_in_setting, Setting::parse("urban"));
        assert_eq!(filter.cost_at_most, CostBand::parse("under-500"));
        assert_eq!(filter.setting, None);
    }

    #[test]
    fn countries_follow_the_alphabet_of_readers() {
        let names: Vec<String> = countries(Locale::Fr).into_iter().map(|(_, name)| name).collect();
        let at = |name: &str| names.iter().position(|found| found.starts_with(name)).unwrap();
        assert!(at("Égypte") < at("Espagne") && at("Équateur") < at("France"));
    }
}
