//! Fonts for PDFs, one script after the other.

use operations::view::{Check, CheckState};

use super::check as line;

pub(super) fn check() -> Check {
    judged(web::missing_fonts().as_deref())
}

fn judged(missing: Option<&[&str]>) -> Check {
    match missing {
        None => line(
            "fonts",
            CheckState::Ok,
            "this program makes no PDFs; browsers print the pages",
        ),
        Some([]) => line("fonts", CheckState::Ok, "for all languages of this program"),
        Some(missing) => {
            let text = format!(
                "missing for PDFs in {}: install  fonts-noto-core  (Debian) or the Noto fonts",
                missing.join(", ")
            );
            line("fonts", CheckState::Warn, text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o12_a_script_without_a_font_is_named() {
        assert_eq!(judged(Some(&[])).state, CheckState::Ok);
        let found = judged(Some(&["Arabic", "Khmer"]));
        assert_eq!(found.state, CheckState::Warn);
        assert!(found.text.contains("Arabic, Khmer"));
    }
}
