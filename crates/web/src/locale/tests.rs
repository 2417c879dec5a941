use super::*;
use chrono::TimeZone;
use domain::time::Month;

#[test]
fn the_reader_gets_the_language_that_they_want_most() {
    assert_eq!(Locale::negotiate("de, fr;q=0.5, ar;q=0.8"), Some(Locale::Ar));
    assert_eq!(Locale::negotiate("pt-BR,en;q=0.9"), Some(Locale::Pt));
    assert_eq!(Locale::negotiate("fr;q=0, ru;q=0.001"), Some(Locale::Ru));
    assert_eq!(Locale::negotiate("de"), None);
}

#[test]
fn numbers_are_grouped_as_in_the_language() {
    assert_eq!(Locale::En.number(1_023_u64), "1,023");
    assert_eq!(Locale::Fr.number(1_023_u64), "1\u{202F}023");
    assert_eq!(Locale::Es.number(1_000_000_u64), "1.000.000");
    assert_eq!(Locale::Ru.number(12_u64), "12");
}

#[test]
fn quantities_keep_every_digit() {
    assert_eq!(Locale::En.quantity("-1250.50"), "\u{2212}1,250.50");
    assert_eq!(Locale::Pt.quantity("0.5"), "0,5");
}

#[test]
fn kilobytes_have_one_digit_after_the_sign() {
    assert_eq!(Locale::En.kilobytes(9_180_usize), "9.2");
    assert_eq!(Locale::Fr.kilobytes(14_000_usize), "14,0");
}

#[test]
fn dates_are_written_out() {
    let moment = chrono::Utc.with_ymd_and_hms(2026, 11, 24, 9, 5, 0).unwrap();
    assert_eq!(Locale::En.date(&moment), "24 November 2026");
    assert_eq!(Locale::Ru.date(&moment), "24 ноября 2026");
    assert_eq!(Locale::Ar.date(&moment), "24 نوفمبر 2026");
    assert_eq!(Locale::En.moment(&moment), "24 November 2026, 09:05 UTC");
    assert_eq!(Locale::En.month(&Month::new(2019, 5).unwrap()), "May 2019");
}

#[test]
fn counts_choose_the_form_of_the_language() {
    for (count, expected) in [
        (0_u64, "0 likes"),
        (1, "1 like"),
        (2, "2 likes"),
        (1_000_000, "1,000,000 likes"),
    ] {
        assert_eq!(without_isolates(&Locale::En.n("likes", count)), expected);
    }
}

#[test]
fn a_text_that_a_language_lacks_is_english() {
    let english = Locale::En.t("nav-search");
    for locale in Locale::ALL {
        let text = locale.t("nav-search");
        assert!(has_text(locale, "nav-search") || text == english, "{locale:?}: {text}");
    }
}

#[test]
fn names_inside_a_sentence_are_isolated_and_plain_texts_are_not() {
    assert!(Locale::En.w("reply-as", "Blue Delta").contains('\u{2068}'));
    assert_eq!(Locale::En.plain_w("reply-as", "Blue Delta"), "Reply as Blue Delta");
}

#[test]
fn no_header_makes_the_choice_of_a_language_fail() {
    bolero::check!().with_type::<(String, u8)>().for_each(|(text, kind)| {
        let header = match kind % 4 {
            0 => text.clone(),
            1 => format!("fr;q={text}, ar"),
            2 => format!("{text};q=0.5,{text}-{text};q=1.0000001"),
            _ => format!("pt;{text}"),
        };
        let _ = Locale::negotiate(&header);
        let _ = Locale::parse(text);
    });
}
