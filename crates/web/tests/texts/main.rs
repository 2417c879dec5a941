//! The texts of the pages: English is complete, every key that is used exists, every count has its forms, and no page
//! has words of its own.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod refusals;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use domain::vocabulary::{
    Barrier, BeneficiaryGroup, CostBand, EvidenceType, Hazard, Licence, Maturity, OrganisationType, Outcome,
    PlacePrecision, PracticeScale, ReplicationVisibility, ResultUnit, Sdg, Sector, Setting, TimeToResults,
};
use web::locale::{Locale, has_text};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Key to text of one language.
fn texts(locale: Locale) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for file in files(&root().join("locales").join(locale.tag()), "ftl") {
        let mut last: Option<String> = None;
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with('#') || line.is_empty() {
                last = None;
            } else if line.starts_with([' ', '}', '\t']) {
                let key = last.as_ref().unwrap_or_else(|| panic!("{}: {line}", file.display()));
                let text: &mut String = texts.get_mut(key).unwrap();
                text.push('\n');
                text.push_str(line);
            } else {
                let (key, text) = line
                    .split_once(" = ")
                    .unwrap_or_else(|| panic!("{}: {line}", file.display()));
                let twice = texts.insert(key.to_owned(), text.to_owned());
                assert!(twice.is_none(), "{} has {key} twice", locale.tag());
                last = Some(key.to_owned());
            }
        }
    }
    texts
}

/// The first argument of each call of one of these functions, where it is a literal.
fn literal_arguments(source: &str, function: &str) -> Vec<String> {
    let start = format!(".{function}(\"");
    let rests = source.split(start.as_str()).skip(1);
    rests
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut all = files(&root().join("templates"), "html");
    all.extend(
        files(&root().join("src"), "rs")
            .into_iter()
            .filter(|path| !path.ends_with("tests.rs")),
    );
    all.into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn u09_every_text_that_is_used_exists_in_english() {
    let english = texts(Locale::En);
    for (path, source) in sources() {
        for function in ["t", "plain", "n", "w", "ww", "plain_w"] {
            for key in literal_arguments(&source, function) {
                assert!(english.contains_key(&key), "{}: {key}", path.display());
            }
        }
        for list in literal_arguments(&source, "label") {
            let start = format!("{list}-");
            assert!(
                english.keys().any(|key| key.starts_with(&start)),
                "{}: {list}",
                path.display()
            );
        }
    }
}

#[test]
fn u09_every_value_of_a_closed_list_has_a_label() {
    let english = texts(Locale::En);
    macro_rules! check {
        ($($list:literal $values:ty),+ $(,)?) => {$(
            for value in <$values>::all() {
                let key = format!("{}-{}", $list, value.as_str().to_lowercase().replace('.', "-"));
                assert!(english.contains_key(&key), "{key}");
            }
        )+};
    }
    check!(
        "sector" Sector, "hazard" Hazard, "setting" Setting, "practice_scale" PracticeScale,
        "cost_band_usd" CostBand, "beneficiary_group" BeneficiaryGroup, "practice_maturity" Maturity,
        "time_to_results" TimeToResults, "evidence_type" EvidenceType, "licence" Licence,
        "result_unit" ResultUnit, "place_precision" PlacePrecision, "org_type" OrganisationType,
        "replication_outcome" Outcome, "replication_barrier" Barrier,
        "replication_visibility" ReplicationVisibility,
    );
    for goal in Sdg::all() {
        assert!(english.contains_key(&format!("sdg-{}", goal.number())));
    }
}

#[test]
fn u09_other_languages_have_only_texts_that_exist_in_english() {
    let english = texts(Locale::En);
    for locale in Locale::ALL {
        for (key, text) in texts(locale) {
            let original = english.get(&key).unwrap_or_else(|| panic!("{}: {key}", locale.tag()));
            assert!(
                has_text(locale, &key) || original.contains('{'),
                "{}: {key} cannot be read",
                locale.tag()
            );
            for argument in ["$it", "$other", "$count"] {
                let same = text.contains(argument) == original.contains(argument);
                assert!(same, "{}: {key} differs in {argument}", locale.tag());
            }
        }
    }
}

#[test]
fn u09_every_language_has_every_text() {
    let english = texts(Locale::En);
    for locale in Locale::ALL {
        let own = texts(locale);
        let missing: Vec<&String> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", locale.tag());
    }
}

#[test]
fn u09_every_text_with_a_count_can_be_shown_for_every_count() {
    for (key, text) in texts(Locale::En) {
        if !text.contains("$count") {
            continue;
        }
        for locale in Locale::ALL {
            for count in [0_u64, 1, 2, 3, 5, 11, 21, 100, 1_000_000] {
                let shown = locale.n(&key, count);
                assert!(
                    !shown.is_empty() && !shown.contains('{') && shown != key,
                    "{}: {key} {count}",
                    locale.tag()
                );
            }
        }
    }
}

#[test]
fn u09_every_language_has_the_forms_that_its_counts_need() {
    let forms = |locale| match locale {
        Locale::Ru => ["[one]", "[few]", "[many]"].as_slice(),
        Locale::Ar => ["[one]", "[two]", "[few]", "[many]"].as_slice(),
        _ => ["*[other]"].as_slice(),
    };
    for locale in Locale::ALL {
        for (key, text) in texts(locale) {
            // A text that does not change with the count has one form in every language.
            if text.contains("$count ->") && text.contains("[one]") {
                for form in forms(locale) {
                    assert!(text.contains(form), "{}: {key} lacks {form}", locale.tag());
                }
            }
        }
    }
}

/// A template without its code.
fn without_code(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
        while let Some(start) = text.find(open) {
            let end = text[start..]
                .find(close)
                .map_or(text.len(), |at| start + at + close.len());
            text.replace_range(start..end, "");
        }
    }
    text
}

#[test]
fn u09_no_template_has_words_of_its_own() {
    for path in files(&root().join("templates"), "html") {
        let text = without_code(&fs::read_to_string(&path).unwrap());
        let mut outside = String::new();
        let mut inside_tag = false;
        for letter in text.chars() {
            match letter {
                '<' => inside_tag = true,
                '>' => inside_tag = false,
                other if !inside_tag => outside.push(other),
                _ => {}
            }
        }
        let words: String = outside.chars().filter(|c| c.is_alphabetic()).collect();
        assert!(words.is_empty(), "{}: {words}", path.display());
        for attribute in ["alt", "title", "placeholder", "aria-label"] {
            for part in text.split(&format!(" {attribute}=\"")).skip(1) {
                let value = part.split('"').next().unwrap_or_default();
                assert!(
                    !value.chars().any(char::is_alphabetic),
                    "{}: {attribute}={value}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn no_template_has_inline_styles_handlers_or_foreign_addresses() {
    for path in files(&root().join("templates"), "html") {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display();
        assert!(!text.contains(" style="), "{name}: style");
        assert!(!text.contains("<style"), "{name}: style");
        assert!(!text.contains("javascript:"), "{name}: javascript");
        for part in text.split(" on").skip(1) {
            let word: String = part.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(!part[word.len()..].starts_with("=\""), "{name}: on{word}");
        }
        for scheme in ["\"http://", "\"https://", "\"//"] {
            assert!(!text.contains(scheme), "{name}: {scheme}");
        }
        // Only clean HTML that passed the one policy, and JSON for a data block, are written unescaped.
        for part in text.split("|safe").collect::<Vec<_>>().split_last().unwrap().1 {
            let value = part.rsplit("{{").next().unwrap().trim();
            let known = [
                "letter.content_html",
                "post.content_html",
                "json_ld",
                "preview.content_html",
                "reported.post.content_html",
                "text.content_html",
                "translation.content_html",
            ];
            assert!(known.contains(&value), "{name}: {value}");
        }
    }
}

#[test]
fn u09_the_stylesheet_knows_neither_left_nor_right() {
    let css = fs::read_to_string(root().join("assets/style.css")).unwrap();
    for word in [
        "left",
        "right",
        "margin-top",
        "margin-bottom",
        "padding-top",
        "padding-bottom",
        "http:",
        "https:",
        "url(",
    ] {
        let found: BTreeSet<&str> = css.lines().filter(|line| line.contains(word)).collect();
        // `[href^=http]` in the print rules names links of others, it loads nothing.
        assert!(found.is_empty(), "{word}: {found:?}");
    }
}
