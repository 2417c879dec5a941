//! Passwords that are guessed first: the most common ones of leaked lists, alone or decorated, and patterns.

use std::{collections::HashSet, sync::LazyLock};

static MOST_COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/common_passwords.txt").lines().collect());

/// Words that everybody thinks of who works with this software.
const OWN_WORDS: [&str; 4] = ["bandung", "bandungadmin", "climate", "mastodon"];

/// Rows of the usual keyboards, and the alphabet.
const ROWS: [&str; 7] = [
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qwertzuiop",
    "abcdefghijklmnopqrstuvwxyz",
];

/// A word of the list with at most this many digits and signs around it is as easy to guess as the word.
const DECORATION: usize = 6;

/// Whether a password is among those that are guessed first.
pub(super) fn is_common(password: &str) -> bool {
    let plain = password.to_lowercase();
    is_listed(&plain) || is_pattern(&plain) || is_repeated(&plain) || is_decorated(&plain)
}

fn is_listed(word: &str) -> bool {
    let known = |word: &str| MOST_COMMON.contains(word) || OWN_WORDS.contains(&word);
    known(word) || known(&without_disguise(word))
}

/// `p@55w0rd` reads `password`.
fn without_disguise(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            '@' | '4' => 'a',
            '0' => 'o',
            '3' => 'e',
            '$' | '5' => 's',
            '1' | '!' => 'i',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// Few different characters, or nearly all of them next to each other in the alphabet or on a keyboard.
fn is_pattern(password: &str) -> bool {
    let characters: Vec<char> = password.chars().collect();
    let different = characters.iter().collect::<HashSet<_>>().len();
    let breaks = characters
        .windows(2)
        .filter(|pair| !are_neighbours(pair[0], pair[1]))
        .count();
    different <= 3 || breaks * 5 <= characters.len()
}

fn are_neighbours(a: char, b: char) -> bool {
    a == b
        || ROWS.iter().any(|row| {
            row.chars()
                .zip(row.chars().skip(1))
                .any(|pair| pair == (a, b) || pair == (b, a))
        })
}

/// A short block, or a word of the list, again and again.
fn is_repeated(password: &str) -> bool {
    let characters: Vec<char> = password.chars().collect();
    let period = (1..=characters.len() / 2).find(|period| {
        characters
            .iter()
            .skip(*period)
            .zip(&characters)
            .all(|(later, earlier)| later == earlier)
    });
    period.is_some_and(|period| period <= 4 || is_listed(&characters[..period].iter().collect::<String>()))
}

/// A word of the list with a year, some digits or signs around it.
fn is_decorated(password: &str) -> bool {
    let word = password.trim_matches(|c: char| !c.is_alphabetic());
    let around: String = password.replacen(word, "", 1);
    word.chars().count() >= 4 && is_listed(word) && (around.chars().count() <= DECORATION || is_pattern(&around))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_long_and_in_lower_case() {
        assert!(MOST_COMMON.len() > 10_000);
        assert!(
            MOST_COMMON
                .iter()
                .all(|word| word.len() >= 4 && *word == word.to_lowercase())
        );
    }

    #[test]
    fn common_passwords_are_found_however_they_are_dressed() {
        for password in [
            "1234567890",
            "qwertyuiop",
            "1q2w3e4r5t",
            "Password123",
            "P@ssw0rd2026!",
            "pa55word!!!!",
            "!!!dragon!!!",
            "sunshine2024",
            "password123456789",
            "Bandung1955",
            "BandungAdmin1",
        ] {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn patterns_are_found() {
        for password in [
            "aaaaaaaaaa",
            "abababababab",
            "abcabcabcabcab",
            "passwordpassword",
            "abcdefghijk",
            "zyxwvutsrqp",
            "9876543210",
            "qwertyuiop12",
            "asdfghjklasdfghjkl",
            "azertyuiop",
            "1111122222",
            "          ",
        ] {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn sentences_and_random_characters_are_taken() {
        for password in [
            "correct horse battery",
            "Sand dams hold water",
            "kirpi-9xzq",
            "dragon8472613059",
            "المياه الجوفية",
            "vJ3#kq9!xT",
            "水资源管理与气候变化",
        ] {
            assert!(!is_common(password), "{password}");
        }
    }
}
