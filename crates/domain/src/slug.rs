//! The readable part of an address, made from a title.

use crate::search_text::{fold, words};

/// The longest slug, in characters.
const LONGEST: usize = 60;

/// A slug of a-z, 0-9 and `-` from a title, at most 60 characters, cut at a word. A title of which this would keep less
/// than half, as in other scripts, gives the fallback: a part of a title misleads.
#[must_use]
pub fn slugify(title: &str, fallback: &str) -> String {
    let folded = fold(title);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let latin = folded.chars().filter(char::is_ascii_lowercase).count();
    if latin * 2 < letters || latin == 0 {
        return fallback.to_owned();
    }
    let mut slug = String::new();
    for word in words(&folded).filter_map(ascii) {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(LONGEST)]);
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug.push('-');
            slug.push_str(&word);
        } else {
            break;
        }
    }
    slug
}

fn ascii(word: &str) -> Option<String> {
    let kept: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;

    #[test]
    fn titles_in_latin_letters_become_slugs() {
        for (title, slug) in [
            ("Sand dams: water for 2 seasons!", "sand-dams-water-for-2-seasons"),
            ("Şəhərdə daşqın", "seherde-dasqin"),
            ("L’eau, l’été", "l-eau-l-ete"),
            ("Đập cát giữ nước", "dap-cat-giu-nuoc"),
            ("Straße & Œuvre", "strasse-oeuvre"),
            ("../../etc/passwd", "etc-passwd"),
        ] {
            assert_eq!(slugify(title, "practice-1"), slug, "{title}");
        }
    }

    #[test]
    fn titles_in_other_scripts_give_the_fallback() {
        for title in [
            "حصاد المياه في 2025",
            "Ледник",
            "水资源",
            "!!!",
            "2025",
            "",
            "Ледник SOS",
        ] {
            assert_eq!(slugify(title, "practice-7k2"), "practice-7k2", "{title}");
        }
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        let slug = slugify(
            "Floating beds that keep vegetables growing through the flood of July",
            "x",
        );
        assert_eq!(slug, "floating-beds-that-keep-vegetables-growing-through-the-flood");
        assert_eq!(slugify(&"a".repeat(90), "x").len(), LONGEST);
    }

    proptest! {
        #[test]
        fn a_slug_is_always_an_address_part(title in any::<String>()) {
            let slug = slugify(&title, "practice-1");
            prop_assert!(!slug.is_empty() && slug.len() <= LONGEST);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", slug);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
