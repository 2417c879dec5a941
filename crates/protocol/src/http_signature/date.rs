//! The one form of `Date` that we write and read: IMF-fixdate (RFC 9110 5.6.7).

use chrono::{DateTime, Utc};

/// Writes a time as IMF-fixdate.
#[must_use]
pub fn imf_fixdate(time: DateTime<Utc>) -> String {
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Reads an IMF-fixdate and nothing else: neither the two obsolete forms nor a wrong day of the week.
#[must_use]
pub fn read_imf_fixdate(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(text).ok()?;
    let time = DateTime::<Utc>::from(httpdate::parse_http_date(text).ok()?);
    (imf_fixdate(time) == text).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imf_fixdate_is_read_and_written() {
        let text = "Tue, 24 Nov 2026 10:12:09 GMT";

        let time = read_imf_fixdate(text.as_bytes()).unwrap();

        assert_eq!((time.timestamp(), imf_fixdate(time)), (1_795_515_129, text.to_owned()));
    }

    #[test]
    fn s02_a_date_that_is_not_an_imf_fixdate_is_not_read() {
        for text in [
            "",
            "now",
            "Tuesday, 24-Nov-26 10:12:09 GMT",
            "Tue Nov 24 10:12:09 2026",
            "Tue, 24 Nov 2026 10:12:09 UTC",
            "Tue, 24 Nov 2026 10:12:09 +0000",
            "Mon, 24 Nov 2026 10:12:09 GMT",
            "Tue, 24 Nov 2026 10:12:09",
            "tue, 24 nov 2026 10:12:09 gmt",
            "Tue, 24 Nov 2026 24:12:09 GMT",
            "Tue, 31 Nov 2026 10:12:09 GMT",
            "2026-11-24T10:12:09Z",
            "Tue,  4 Nov 2026 10:12:09 GMT",
            "1795515129",
        ] {
            assert_eq!(read_imf_fixdate(text.as_bytes()), None, "{text}");
        }
    }
}
