//! A scan that bounds the work of the HTML parser before it starts: levels, and formatting that is opened again and
//! again (H03).

/// The most levels.
const LEVELS: usize = 256;
/// The most elements that open formatting may cause.
const REOPENED: usize = 50_000;

/// Elements that contain nothing, or that the parser closes by itself.
const FLAT: [&[u8]; 12] = [
    b"br", b"hr", b"img", b"p", b"li", b"input", b"wbr", b"meta", b"link", b"td", b"th", b"tr",
];
/// Elements that the parser opens again after a block.
const FORMATTING: [&[u8]; 14] = [
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u",
];

/// Whether the parser's tree stays small: counts start tags that are not closed.
pub(super) fn is_bounded(html: &str) -> bool {
    let bytes = html.as_bytes();
    let (mut depth, mut formatting, mut reopened) = (0_usize, 0_usize, 0_usize);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<') {
        let rest = bytes.get(at.saturating_add(1)..).unwrap_or_default();
        let (closes, rest) = rest.strip_prefix(b"/").map_or((false, rest), |rest| (true, rest));
        let name = name_of(rest);
        if name.is_empty() {
            continue;
        }
        let is_one_of = |list: &[&[u8]]| list.iter().any(|known| name.eq_ignore_ascii_case(known));
        let formats = is_one_of(&FORMATTING);
        let change = |count: usize| {
            if closes {
                count.saturating_sub(1)
            } else {
                count.saturating_add(1)
            }
        };
        if formats {
            formatting = change(formatting);
        } else {
            reopened = reopened.saturating_add(formatting);
        }
        if !is_one_of(&FLAT) {
            depth = change(depth);
        }
        if depth > LEVELS || reopened > REOPENED {
            return false;
        }
    }
    true
}

fn name_of(rest: &[u8]) -> &[u8] {
    let length = match rest.first() {
        Some(byte) if byte.is_ascii_alphabetic() => {
            rest.iter().take(16).take_while(|b| b.is_ascii_alphanumeric()).count()
        }
        _ => 0,
    };
    rest.get(..length).unwrap_or_default()
}
