//! Values as people write them: durations, sizes, host names.

use std::time::Duration;

/// Reads "15s", "2m", "1h", "7d".
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is not a duration; write for example \"15s\", \"2m\", \"1h\" or \"7d\"");
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let seconds: u64 = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    number.checked_mul(seconds).map(Duration::from_secs).ok_or_else(wrong)
}

/// Reads "500KB", "200MB", "2GB": powers of a thousand.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let wrong = || format!("{text:?} is not a size; write for example \"200MB\" or \"2GB\"");
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let bytes: u64 = match unit {
        "B" => 1,
        "KB" | "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "TB" => 1_000_000_000_000,
        _ => return Err(wrong()),
    };
    number.checked_mul(bytes).ok_or_else(wrong)
}

fn split(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Checks a host name in normal form: lower case, at least one dot, no address, no port.
pub(super) fn host(text: &str) -> Result<String, String> {
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let labels: Vec<&str> = text.split('.').collect();
    let an_address = labels.iter().all(|label| label.bytes().all(|b| b.is_ascii_digit()));
    if text.len() <= 253 && labels.len() > 1 && !an_address && labels.into_iter().all(label_ok) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "{text:?} is not a host name; write it in small letters, without https:// and without a port, for example \"water.example.org\""
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{duration, host, size};

    #[test]
    fn durations_and_sizes_are_read_as_people_write_them() {
        assert_eq!(duration("15s"), Ok(Duration::from_secs(15)));
        assert_eq!(duration("7d"), Ok(Duration::from_secs(604_800)));
        assert_eq!(size("2GB"), Ok(2_000_000_000));
        for wrong in ["", "15", "s", "-1s", "1 h", "5 GiBs", "99999999999999999999s"] {
            assert!(duration(wrong).is_err(), "{wrong}");
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_host_name_is_in_normal_form_or_refused() {
        assert!(host("water.example.org").is_ok());
        for wrong in [
            "",
            "localhost",
            "Water.example",
            "https://water.example",
            "water.example:443",
            "10.0.0.1",
            "water.example.",
        ] {
            assert!(host(wrong).is_err(), "{wrong}");
        }
    }
}
