//! SG1 and SG2: the frame of a request, and whether it is meant for us.

use super::{Expect, RawRequest};
use crate::{
    http_signature::{Headers, Message},
    refusal::Refusal,
};

const MOST_HEADERS: usize = 96;
const MOST_HEAD: usize = 16 * 1024;
const BROKEN: Refusal = Refusal::invalid("http-framing");
const NOT_US: Refusal = Refusal::new(421, "http-host");

/// The request as signatures see it.
pub(super) fn check<'a>(raw: &RawRequest<'a>, expect: &'a Expect) -> Result<Message<'a>, Refusal> {
    let headers = Headers(raw.headers);
    let lines = raw
        .headers
        .iter()
        .map(|(name, value)| name.len() + value.len() + ": \r\n".len());
    let head = raw.method.len() + raw.target.len() + "  HTTP/1.1\r\n".len() + lines.sum::<usize>();
    if raw.headers.len() > MOST_HEADERS || head > MOST_HEAD {
        return Err(Refusal::new(431, "http-head-size"));
    }
    if !raw
        .headers
        .iter()
        .all(|(name, value)| is_token(name) && is_one_line(value))
    {
        return Err(BROKEN);
    }
    check_length(raw, headers)?;
    let host = only(headers, "host")?.ok_or(BROKEN)?;
    if !is_ours(host, expect) {
        return Err(NOT_US);
    }
    let target = check_target(raw.target, expect)?;
    Ok(Message {
        method: raw.method,
        scheme: &expect.scheme,
        authority: &expect.host,
        target,
        headers,
    })
}

fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

fn is_one_line(value: &[u8]) -> bool {
    !value.iter().any(|b| matches!(b, 0 | b'\r' | b'\n'))
}

fn only<'a>(headers: Headers<'a>, name: &str) -> Result<Option<&'a [u8]>, Refusal> {
    headers.one(name).map_err(|_| BROKEN)
}

/// One `Content-Length`, which is that of the body, or one `Transfer-Encoding: chunked`.
fn check_length(raw: &RawRequest<'_>, headers: Headers<'_>) -> Result<(), Refusal> {
    let length = only(headers, "content-length")?;
    match (length, only(headers, "transfer-encoding")?) {
        (None, None) => Ok(()),
        (None, Some(encoding)) if encoding.eq_ignore_ascii_case(b"chunked") => Ok(()),
        (Some(length), None) if is_number(length, raw.body.len()) => Ok(()),
        _ => Err(BROKEN),
    }
}

fn is_number(digits: &[u8], expected: usize) -> bool {
    let digits = std::str::from_utf8(digits)
        .ok()
        .filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
    digits.and_then(|text| text.parse::<usize>().ok()) == Some(expected)
}

/// Our host in upper or lower case, with no other port than ours.
fn is_ours(host: &[u8], expect: &Expect) -> bool {
    let default_port: &[u8] = if expect.scheme == "http" { b":80" } else { b":443" };
    let name = host.strip_suffix(default_port).unwrap_or(host);
    name.eq_ignore_ascii_case(expect.host.as_bytes())
}

/// Path and query. The absolute form must name us too.
fn check_target<'a>(target: &'a str, expect: &Expect) -> Result<&'a str, Refusal> {
    if !target.bytes().all(|b| b.is_ascii_graphic() && b != b'#') {
        return Err(BROKEN);
    }
    if target.starts_with('/') {
        return Ok(target);
    }
    let (scheme, rest) = target.split_once("://").ok_or(BROKEN)?;
    let path = rest.find('/').ok_or(BROKEN)?;
    let (authority, path) = rest.split_at(path);
    if scheme.eq_ignore_ascii_case(&expect.scheme) && is_ours(authority.as_bytes(), expect) {
        Ok(path)
    } else {
        Err(NOT_US)
    }
}
