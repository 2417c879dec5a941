//! Which characters a frozen text may have (PD3, SECURITY EN1).

use unicode_normalization::is_nfc;

/// Whether a text is in normalisation form C, has only LF as line break, and neither control characters nor controls of
/// the writing direction.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    is_nfc(text)
        && !text
            .chars()
            .any(|c| c != '\n' && c.is_control() || is_direction_control(c) || is_line_break(c))
}

fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Line breaks other than LF that are not control characters.
fn is_line_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}
