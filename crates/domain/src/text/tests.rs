use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;

#[test]
fn a_line_is_trimmed_composed_and_one_line() {
    assert_eq!(one_line("  e\u{301}te\u{301}\tbleu ", 8).unwrap(), "été bleu");
    for bad in ["a\nb", "a\rb", "a\u{0}b", "a\u{85}b", "a\u{2028}b"] {
        assert_eq!(one_line(bad, 10), Err(Fault::ForbiddenCharacter), "{bad:?}");
    }
    for empty in ["", "  ", "\n"] {
        assert_eq!(one_line(empty, 10), Err(Fault::Missing));
    }
}

#[test]
fn paragraphs_keep_their_line_breaks() {
    assert_eq!(paragraphs("\r\na\r\n\r\nb\n", 10).unwrap(), "a\n\nb");
    assert_eq!(paragraphs("a\u{7}b", 10), Err(Fault::ForbiddenCharacter));
}

#[test]
fn characters_that_turn_a_text_around_are_refused() {
    for bad in ['\u{202E}', '\u{2066}', '\u{200F}', '\u{E0041}', '\u{FEFF}', '\u{61C}'] {
        assert_eq!(
            one_line(&format!("a{bad}b"), 10),
            Err(Fault::ForbiddenCharacter),
            "{bad:?}"
        );
        assert_eq!(
            paragraphs(&format!("a{bad}b"), 10),
            Err(Fault::ForbiddenCharacter),
            "{bad:?}"
        );
    }
    assert!(
        one_line("می\u{200C}خواهم 👩\u{200D}🌾", 20).is_ok(),
        "joiners belong to words and emoji"
    );
}

#[test]
fn length_is_counted_as_people_see_it() {
    assert!(one_line(&"👩🏽‍🌾".repeat(5), 5).is_ok());
    assert_eq!(one_line("abcdef", 5), Err(Fault::TooLong { most: 5, given: 6 }));
}

#[test]
fn a_title_has_no_markup_and_a_teaser_no_line_breaks() {
    assert_eq!(Title::parse("a < b"), Err(Fault::ForbiddenCharacter));
    assert_eq!(Title::parse(" Sand dams ").unwrap().as_str(), "Sand dams");
    assert_eq!(Teaser::parse("a\n\n b").unwrap().as_str(), "a b");
    assert_eq!(
        Teaser::parse(&"a".repeat(501)),
        Err(Fault::TooLong { most: 500, given: 501 })
    );
}

#[test]
fn a_text_is_cut_at_a_sentence_where_one_is_near_else_at_a_word() {
    assert_eq!(shorten("short", 5), "short");
    assert_eq!(shorten("One two. Three four five", 12), "One two.");
    assert_eq!(shorten("One. Two three four five six seven", 20), "One. Two three…");
    assert_eq!(shorten("هل نجح؟ نعم نجح كثيرا", 12), "هل نجح؟");
    assert_eq!(shorten("abcdefghij", 4), "abc…");
}

#[test]
fn language_tags_are_read() {
    for good in ["en", "ar", "zh-Hans", "pt-BR", "ckb"] {
        assert_eq!(Language::parse(good).map(String::from).as_deref(), Some(good));
    }
    for bad in ["", "e", "EN", "en_GB", "en-", "english", "en-toolongsubtag", "e1"] {
        assert_eq!(Language::parse(bad), None, "{bad}");
    }
    assert!(Language::parse("ar-EG").unwrap().is_right_to_left());
    assert!(!Language::parse("az").unwrap().is_right_to_left());
}

proptest! {
    #[test]
    fn what_was_read_reads_to_itself(raw in any::<String>()) {
        if let Ok(line) = one_line(&raw, 80) {
            prop_assert_eq!(one_line(&line, 80), Ok(line.clone()));
            prop_assert!(!line.contains('\n'));
        }
        if let Ok(text) = paragraphs(&raw, 80) {
            prop_assert_eq!(paragraphs(&text, 80), Ok(text.clone()));
        }
    }

    #[test]
    fn a_shortened_text_is_never_longer(text in "[a-z .é؟ 👩🏽‍🌾]{0,80}", most in 1..60_usize) {
        prop_assert!(shorten(&text, most).graphemes(true).count() <= most);
    }
}
