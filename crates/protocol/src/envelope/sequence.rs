//! `Bandung-Sequence` (PROTOCOL PT6).

use super::signed::Signed;
use crate::http_signature::Headers;

/// The header when it is covered and well-formed; else it is read as absent, and the pull closes the gap.
pub(super) fn read(signed: &Signed, headers: Headers<'_>) -> Option<(i64, i64)> {
    if !signed.covers("bandung-sequence") {
        return None;
    }
    parse(std::str::from_utf8(headers.one("bandung-sequence").ok()??).ok()?)
}

/// `^[1-9][0-9]{0,15}; prev=(0|[1-9][0-9]{0,15})$`, and the number before is lower.
fn parse(text: &str) -> Option<(i64, i64)> {
    let (seq, prev) = text.split_once("; prev=")?;
    let seq = number(seq).filter(|seq| *seq > 0)?;
    number(prev).filter(|prev| *prev < seq).map(|prev| (seq, prev))
}

fn number(digits: &str) -> Option<i64> {
    let canonical = digits == "0" || !digits.starts_with('0');
    let plain = (1..=16).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if canonical && plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_grammar_of_the_sequence_is_strict() {
        assert_eq!(parse("412; prev=409"), Some((412, 409)));
        assert_eq!(parse("1; prev=0"), Some((1, 0)));
        assert_eq!(parse("9999999999999999; prev=1"), Some((9_999_999_999_999_999, 1)));
        for text in [
            "",
            "412",
            "412;prev=409",
            "412; prev=",
            "0; prev=0",
            "0412; prev=1",
            "412; prev=01",
            "412; prev=-1",
            "+412; prev=1",
            "412; prev=409 ",
            "10000000000000000; prev=1",
            "412; prev=409; x=1",
            "412; prev=412",
            "412;  prev=409",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
