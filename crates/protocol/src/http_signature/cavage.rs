//! draft-cavage-http-signatures-12.

use base64::{Engine, prelude::BASE64_STANDARD};

use super::{Algorithm, Dialect, Message, Signature};
use crate::refusal::Refusal;

const BROKEN: Refusal = Refusal::unestablished("http-signature");
const TWICE: Refusal = Refusal::unestablished("http-duplicate");
const MISSING: Refusal = Refusal::unestablished("http-headers");

/// Reads a `Signature` header.
pub(crate) fn parse(header: &[u8]) -> Result<Signature, Refusal> {
    let parameters = parameters(header)?;
    let get = |name: &str| {
        parameters
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| *value)
    };
    let time = |name: &str| get(name).map(seconds).transpose();
    let covered = covered(get("headers").unwrap_or("date"))?;
    Ok(Signature {
        key_id: get("keyId").ok_or(MISSING)?.to_owned(),
        algorithm: get("algorithm").map_or(Ok(Algorithm::ByKey), Algorithm::named)?,
        covered,
        created: time("created")?,
        expires: time("expires")?,
        value: BASE64_STANDARD
            .decode(get("signature").ok_or(MISSING)?)
            .map_err(|_| BROKEN)?,
        dialect: Dialect::Cavage,
    })
}

/// The text that is signed.
pub(super) fn signing_string(
    message: &Message<'_>,
    covered: &[String],
    created: Option<i64>,
    expires: Option<i64>,
) -> Result<Vec<u8>, Refusal> {
    let time = |time: Option<i64>| time.map(|seconds| seconds.to_string().into_bytes()).ok_or(MISSING);
    let mut lines = Vec::with_capacity(covered.len());
    for name in covered {
        let value = match name.as_str() {
            "(request-target)" => format!("{} {}", message.method.to_ascii_lowercase(), message.target).into_bytes(),
            "(created)" => time(created)?,
            "(expires)" => time(expires)?,
            header => message.headers.required(header)?.to_vec(),
        };
        lines.push([name.as_bytes(), b": ", &value].concat());
    }
    Ok(lines.join(&b'\n'))
}

/// `name="value"` or `name=digits`, separated by commas. Names that we do not know are passed over, as the draft asks.
fn parameters(header: &[u8]) -> Result<Vec<(&str, &str)>, Refusal> {
    let mut rest = std::str::from_utf8(header).map_err(|_| BROKEN)?;
    let mut parameters: Vec<(&str, &str)> = Vec::new();
    loop {
        let (name, after) = rest.split_once('=').ok_or(BROKEN)?;
        let (value, after) = value(after)?;
        if name.is_empty()
            || !name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return Err(BROKEN);
        }
        if parameters.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            return Err(TWICE);
        }
        parameters.push((name, value));
        let after = after.trim_start_matches([' ', '\t']);
        if after.is_empty() {
            return Ok(parameters);
        }
        rest = after.strip_prefix(',').ok_or(BROKEN)?.trim_start_matches([' ', '\t']);
    }
}

fn value(text: &str) -> Result<(&str, &str), Refusal> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (value, after) = quoted.split_once('"').ok_or(BROKEN)?;
        // An escaped quote would be read in two ways; no key id or base64 text has one.
        let plain = value.bytes().all(|b| (b' '..=b'~').contains(&b) && b != b'\\');
        return if plain { Ok((value, after)) } else { Err(BROKEN) };
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 { Err(BROKEN) } else { Ok(text.split_at(end)) }
}

fn seconds(text: &str) -> Result<i64, Refusal> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| BROKEN)
    } else {
        Err(BROKEN)
    }
}

fn covered(list: &str) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = Vec::new();
    for name in list.split(' ') {
        if name.is_empty()
            || !name
                .bytes()
                .all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase() && b != b':')
        {
            return Err(BROKEN);
        }
        if names.iter().any(|other| other == name) {
            return Err(TWICE);
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_in_any_order_with_and_without_blanks() {
        let one = br#"keyId="https://b.example/k",algorithm="hs2019",headers="(request-target) host",signature="AAAA""#;
        let other =
            br#"signature="AAAA" , headers="(request-target) host",	algorithm="hs2019",keyId="https://b.example/k""#;

        let signature = parse(one).unwrap();

        assert_eq!(signature.covered, ["(request-target)", "host"]);
        assert_eq!(Ok(signature), parse(other));
    }

    #[test]
    fn without_a_list_only_the_date_is_covered() {
        assert_eq!(parse(br#"keyId="k",signature="AAAA""#).unwrap().covered, ["date"]);
    }

    #[test]
    fn a_broken_header_is_refused_with_its_reason() {
        for (header, reason) in [
            (&br#""#[..], "http-signature"),
            (br#"keyId="k""#, "http-headers"),
            (br#"signature="AAAA""#, "http-headers"),
            (br#"keyId="k",signature="AAA""#, "http-signature"),
            (br#"keyId="k",signature="AAB=""#, "http-signature"),
            (br#"keyId="k",keyId="k",signature="AAAA""#, "http-duplicate"),
            (br#"keyId="k",keyid="k",signature="AAAA""#, "http-duplicate"),
            (br#"keyId="k",signature="AAAA",headers="date date""#, "http-duplicate"),
            (br#"keyId="k",signature="AAAA",headers="date  host""#, "http-signature"),
            (br#"keyId="k",signature="AAAA",headers="""#, "http-signature"),
            (br#"keyId="k",signature="AAAA",headers="Date""#, "http-signature"),
            (br#"keyId="k",signature="AAAA",algorithm="rsa-sha1""#, "http-algorithm"),
            (
                br#"keyId="k",signature="AAAA",algorithm="hmac-sha256""#,
                "http-algorithm",
            ),
            (br#"keyId="k\"",signature="AAAA""#, "http-signature"),
            (br#"keyId="k",signature="AAAA","#, "http-signature"),
            (br#"keyId="k" signature="AAAA""#, "http-signature"),
            (br#"keyId=k,signature="AAAA""#, "http-signature"),
            (
                br#"keyId="k",signature="AAAA",created=99999999999999999999"#,
                "http-signature",
            ),
            (b"keyId=\"\xff\",signature=\"AAAA\"", "http-signature"),
        ] {
            let refusal = parse(header).unwrap_err();
            assert_eq!(
                (refusal.status, refusal.reason),
                (401, reason),
                "{}",
                String::from_utf8_lossy(header)
            );
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            if let Ok(signature) = parse(bytes) {
                assert!(!signature.covered.is_empty());
            }
        });
    }
}
