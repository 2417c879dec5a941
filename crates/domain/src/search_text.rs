//! One form of words for searching, the same on every database: whoever types without accents, without the dots of
//! Turkish or with another form of an Arabic letter finds what others wrote with them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::form::ascii_digits;

/// The longest token, in characters; a longer word is cut.
const LONGEST_TOKEN: usize = 64;

/// Folds a text: lower case, no diacritics, one form of each Arabic letter, one width, ASCII digits.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded: String = text
        .nfkd()
        .filter(|c| !is_dropped(*c))
        .flat_map(char::to_lowercase)
        // The lower case of a letter can bring a mark with it (İ).
        .filter(|c| !is_dropped(*c))
        .map(same_letter)
        .collect::<String>()
        .nfc()
        .collect();
    let digits = ascii_digits(&folded);
    if digits.contains(['ß', 'æ', 'œ', 'þ']) {
        digits
            .replace('ß', "ss")
            .replace('æ', "ae")
            .replace('œ', "oe")
            .replace('þ', "th")
    } else {
        digits
    }
}

/// Marks and fillers that do not tell words apart: Latin, Greek, Cyrillic and Hebrew marks, Arabic vowel signs and
/// tatweel, invisible joiners. The signs of Indic and South-East Asian scripts are letters of their words and stay.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}')
}

fn same_letter(c: char) -> char {
    match c {
        'ı' => 'i',
        'ə' | 'ɛ' | 'ǝ' => 'e',
        'ø' | 'ɔ' => 'o',
        'ł' => 'l',
        'đ' | 'ð' | 'ɖ' => 'd',
        'ħ' => 'h',
        'ŋ' => 'n',
        'ɓ' => 'b',
        'ɗ' => 'd',
        'ƙ' => 'k',
        'ƴ' => 'y',
        'ς' => 'σ',
        'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' => 'ي',
        'ک' => 'ك',
        'ة' | 'ہ' | 'ھ' | 'ە' => 'ه',
        other => other,
    }
}

/// The tokens of a text, in its order. Scripts that write without blanks are cut into overlapping pairs of characters,
/// so that every part of at least two characters is found.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for word in words(&fold(text)) {
        cut(word, &mut tokens);
    }
    tokens
}

/// The words of a folded text, without the signs between them.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// The tokens as one text with blanks between them, as it is stored for searching.
#[must_use]
pub fn indexed(text: &str) -> String {
    tokens(text).join(" ")
}

fn cut(word: &str, tokens: &mut Vec<String>) {
    let graphemes: Vec<&str> = word.graphemes(true).collect();
    for run in graphemes.chunk_by(|a, b| writes_without_blanks(a) == writes_without_blanks(b)) {
        match run {
            [first, _, ..] if writes_without_blanks(first) => {
                tokens.extend(run.windows(2).map(<[&str]>::concat));
            }
            _ => tokens.push(run.concat().chars().take(LONGEST_TOKEN).collect()),
        }
    }
}

fn writes_without_blanks(grapheme: &str) -> bool {
    // Thai, Lao, Myanmar, Khmer, kana, Chinese characters.
    grapheme.chars().next().is_some_and(|c| {
        matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}')
    }) && !grapheme.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_finds_with_and_without_diacritics() {
        for (written, typed) in [
            ("Búzi", "buzi"),
            ("Fédération des Femmes", "federation DES femmes"),
            ("Đắk Lắk", "dak lak"),
            ("Qəfil daşqın", "qefil dasqin"),
            ("Ёлка", "елка"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("ＡＢＣ１２", "abc12"),
            ("e\u{301}te\u{301}", "ÉTÉ"),
        ] {
            assert_eq!(tokens(written), tokens(typed), "{written}");
        }
    }

    #[test]
    fn search_finds_every_form_of_an_arabic_letter() {
        for (written, typed) in [
            ("أحمد إلى آل", "احمد الي ال"),
            ("مَدْرَسَة", "مدرسه"),
            ("الميـــاه", "المياه"),
            ("کشاورزی", "كشاورزي"),
            ("می\u{200C}خواهم", "میخواهم"),
            ("مؤسسة", "موسسه"),
            ("٢٠٢٥", "2025"),
            ("ﻣﺎء", "ماء"),
        ] {
            assert_eq!(tokens(written), tokens(typed), "{written}");
        }
    }

    #[test]
    fn search_finds_dotted_and_dotless_i() {
        let all: Vec<_> = ["Iğdır", "IGDIR", "iğdir", "İĞDİR", "ığdır"].map(tokens).into();
        assert!(all.iter().all(|tokens| *tokens == ["igdir"]), "{all:?}");
    }

    #[test]
    fn words_of_two_letters_are_kept() {
        assert_eq!(tokens("Su və l’eau, C3 ए"), ["su", "ve", "l", "eau", "c3", "ए"]);
    }

    #[test]
    fn signs_of_indic_scripts_stay_in_their_words() {
        assert_eq!(tokens("जल संरक्षण"), ["जल", "संरक्षण"]);
        assert_eq!(tokens("বন্যা"), ["বন্যা"]);
    }

    #[test]
    fn scripts_without_blanks_are_cut_into_pairs() {
        assert_eq!(tokens("水资源 2025年"), ["水资", "资源", "2025", "年"]);
        let flood = tokens("น้ำท่วมหนัก");
        assert!(tokens("ท่วม").iter().all(|token| flood.contains(token)), "{flood:?}");
        let written = tokens("ការការពារទឹកជំនន់");
        assert!(tokens("ទឹក").iter().all(|token| written.contains(token)), "{written:?}");
        assert_eq!(tokens("がんばる"), ["がん", "んば", "ばる"]);
        assert_eq!(tokens("기후 변화"), ["기후", "변화"]);
    }

    #[test]
    fn signs_alone_give_no_token_and_long_words_are_cut() {
        assert!(tokens("?! — \u{301} \u{94D}").is_empty());
        assert_eq!(tokens(&"a".repeat(500)), ["a".repeat(LONGEST_TOKEN)]);
        assert_eq!(indexed("One, two"), "one two");
    }
}
