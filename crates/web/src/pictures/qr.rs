//! A QR code as one path.

use std::fmt::Write;

use qrcode::{Color, QrCode};

/// The code of a text as a path in units of one square, with the quiet zone around it, and the number of squares on a
/// side; nothing for a text that is too long.
pub(crate) fn squares(text: &str) -> Option<(usize, String)> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + 4, index / width + 4);
        }
    }
    Some((width + 8, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_squares_with_a_quiet_zone() {
        let (size, path) = squares("https://water.example/invite/abc").unwrap();
        assert!(size > 28 && path.starts_with("M4 4h1v1h-1z"));
    }
}
