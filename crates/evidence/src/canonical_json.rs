//! Canonical JSON (RFC 8785).

use std::fmt::Write;

use serde_json::{Map, Value};

/// Prints a value in canonical form. Members are sorted by UTF-16 code units, whatever the order of the map.
#[must_use]
pub fn to_bytes(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    print(value, &mut out);
    out.into_bytes()
}

/// The canonical form of an object without some of its members.
#[must_use]
pub fn without(document: &Value, left_out: &[&str]) -> Vec<u8> {
    let mut out = String::new();
    match document {
        Value::Object(members) => print_object(members, left_out, &mut out),
        other => print(other, &mut out),
    }
    out.into_bytes()
}

fn print(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => print_number(number, out),
        Value::String(text) => print_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                print(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => print_object(members, &[], out),
    }
}

fn print_object(members: &Map<String, Value>, left_out: &[&str], out: &mut String) {
    let mut names: Vec<&String> = members
        .keys()
        .filter(|name| !left_out.contains(&name.as_str()))
        .collect();
    names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
    out.push('{');
    for (index, name) in names.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        print_string(name, out);
        out.push(':');
        print(&members[name], out);
    }
    out.push('}');
}

fn print_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn print_number(number: &serde_json::Number, out: &mut String) {
    let integer = number.as_i64().filter(|n| n.unsigned_abs() < 1 << 53);
    match (integer, number.as_f64()) {
        (Some(integer), _) => {
            let _ = write!(out, "{integer}");
        }
        (None, Some(double)) if double != 0.0 => print_double(double, out),
        _ => out.push('0'),
    }
}

/// ECMAScript's `Number::toString` (RFC 8785 section 3.2.2.3), from the shortest digits that read back the same.
///
/// The digits come from `serde_json`, which takes the even one of two that are equally near; `format!` does not.
fn print_double(number: f64, out: &mut String) {
    let text = Value::from(number).to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = format!("{whole}{fraction}");
    let from_first = all_digits.trim_start_matches('0');
    let leading_zeros = length(&all_digits) - length(from_first);
    let digits = from_first.trim_end_matches('0');
    // The value is 0.DIGITS times ten to the power of `point`.
    let point = length(whole) - leading_zeros + exponent.parse::<i32>().unwrap_or_default();
    out.push_str(sign);
    if (length(digits)..=21).contains(&point) {
        out.push_str(digits);
        out.push_str(&zeros(point - length(digits)));
    } else if (1..=21).contains(&point) {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or_default());
        let _ = write!(out, "{whole}.{fraction}");
    } else if (-5..=0).contains(&point) {
        let _ = write!(out, "0.{}{digits}", zeros(-point));
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let _ = write!(out, "{first}{dot}{rest}e{:+}", point - 1);
    }
}

fn length(digits: &str) -> i32 {
    i32::try_from(digits.len()).unwrap_or(i32::MAX)
}

fn zeros(count: i32) -> String {
    "0".repeat(usize::try_from(count).unwrap_or_default())
}

#[cfg(test)]
mod tests;
