//! What rules say when they refuse: each sentence of the sources has a key, and each key a text in every language.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use operations::Refusal;
use web::locale::{Locale, without_isolates};

use super::{files, root, texts};

/// A refusal as the sources have it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    english: String,
    values: BTreeSet<String>,
}

/// The sources in which rules say no, without their tests and without the macros themselves.
fn sources() -> Vec<(PathBuf, String)> {
    let folders = ["operations/src", "web/src"].map(|folder| files(&root().join("..").join(folder), "rs"));
    let paths = folders
        .into_iter()
        .flatten()
        .filter(|path| !path.ends_with("refusal.rs"));
    paths
        .map(|path| {
            let source = fs::read_to_string(&path).unwrap();
            let program = source.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            (path, program)
        })
        .collect()
}

/// A source whose literals stand on one line each, as the compiler reads them.
fn joined(source: &str) -> String {
    let mut parts = source.split("\\\n");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |joined, part| joined + part.trim_start())
}

/// The literal with which a text begins, and what comes after it.
fn literal(text: &str) -> (String, &str) {
    let inside = text.trim_start().strip_prefix('"').unwrap();
    let (mut read, mut letters) = (String::new(), inside.char_indices());
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (read, &inside[at + 1..]),
            '\\' => read.push(letters.next().unwrap().1),
            other => read.push(other),
        }
    }
    panic!("a literal without an end: {text}")
}

/// The names in braces of a text.
fn named(text: &str) -> BTreeSet<String> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split('}').next());
    parts.map(|name| name.trim().to_owned()).collect()
}

fn refusals(source: &str) -> Vec<(String, Written)> {
    let source = joined(source);
    let calls = ["refused!(", "forbidden!(", "refusal!("]
        .into_iter()
        .flat_map(|call| source.split(call).skip(1));
    calls
        .map(|rest| {
            let (key, rest) = literal(rest);
            let (english, _) = literal(rest.trim_start().strip_prefix(',').unwrap());
            let values = named(&english);
            (key, Written { english, values })
        })
        .collect()
}

fn all() -> BTreeMap<String, Written> {
    let mut all = BTreeMap::new();
    for (path, source) in sources() {
        for (key, written) in refusals(&source) {
            if let Some(before) = all.insert(key.clone(), written.clone()) {
                assert_eq!(before, written, "{key} says two things; again in {}", path.display());
            }
        }
    }
    all
}

/// Key to text of one language, of what rules say.
fn refused(locale: Locale) -> BTreeMap<String, String> {
    let texts = texts(locale).into_iter();
    texts
        .filter_map(|(key, text)| Some((key.strip_prefix("refused-")?.to_owned(), text)))
        .collect()
}

/// The names of what a text needs: a count is shown as `$shown`, and may choose the form as `$count`.
fn needed(text: &str) -> BTreeSet<String> {
    let parts = text.split('$').skip(1);
    let names = parts.map(|part| {
        part.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect()
    });
    names
        .map(|name: String| if name == "shown" { "count".to_owned() } else { name })
        .collect()
}

#[test]
fn u09_every_refusal_says_in_english_what_its_source_says() {
    let (written, english) = (all(), refused(Locale::En));
    assert!(written.len() > 100, "the sources have refusals: {}", written.len());
    for (key, refusal) in &written {
        assert!(english.contains_key(key), "refused-{key} is missing");
        // A count chooses the form: one that takes the usual one.
        let value = |name: &String| {
            if name == "count" {
                "21".to_owned()
            } else {
                format!("<{name}>")
            }
        };
        let values: Vec<(&'static str, String)> = refusal
            .values
            .iter()
            .map(|name| (&*name.clone().leak(), value(name)))
            .collect();
        let mut source = refusal.english.clone();
        for (name, value) in &values {
            source = source.replace(&format!("{{{name}}}"), value);
        }
        let known = Refusal::made_by_macro(key.clone().leak(), "the text is missing".to_owned(), values);
        assert_eq!(without_isolates(&Locale::En.refusal(&known)), source, "refused-{key}");
    }
    let unused: Vec<&String> = english.keys().filter(|key| !written.contains_key(*key)).collect();
    assert!(unused.is_empty(), "no rule says {unused:?}");
}

#[test]
fn u09_every_refusal_is_said_in_every_language_with_all_that_stands_in_it() {
    for (key, refusal) in all() {
        for locale in Locale::ALL {
            let texts = refused(locale);
            let text = texts
                .get(&key)
                .unwrap_or_else(|| panic!("{} lacks refused-{key}", locale.tag()));
            assert_eq!(needed(text), refusal.values, "{}: refused-{key}", locale.tag());
            let same = locale != Locale::En && *text == refusal.english;
            assert!(!same, "{}: refused-{key} is not translated", locale.tag());
        }
    }
}

#[test]
fn u09_no_refusal_is_made_without_a_key() {
    for (path, source) in sources() {
        assert!(
            !source.contains("made_by_macro"),
            "{}: refusals are made by refusal!, refused! and forbidden!",
            path.display()
        );
    }
}

#[test]
fn u09_a_refusal_is_told_in_the_language_of_the_reader() {
    let refusal = operations::refusal!(
        "mentions-too-many",
        "at most {count} people can be mentioned",
        count = 21
    );
    let french = without_isolates(&Locale::Fr.refusal(&refusal));
    assert!(french.contains("21") && french != refusal.to_string(), "{french}");
    let unknown = operations::refusal!("nobody-has-this-text", "it says {why}", why = "no");
    assert_eq!(Locale::Ar.refusal(&unknown), "it says no");
}

#[test]
fn the_sources_are_read_as_the_compiler_reads_them() {
    let source = "refused!(\n \"a-key\",\n \"first \\\"word\\\" \\\n      and {last}\",\n last = 1)";
    let [(key, written)] = refusals(source).try_into().unwrap();
    assert_eq!(
        (key.as_str(), written.english.as_str()),
        ("a-key", "first \"word\" and {last}")
    );
    assert_eq!(written.values, ["last".to_owned()].into());
}
