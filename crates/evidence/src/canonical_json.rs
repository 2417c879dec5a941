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
    if let Some(integer) = number.as_i64().filter(|n| n.unsigned_abs() < 1 << 53) {
        let _ = write!(out, "{integer}");
    } else {
        print_double(number.as_f64().unwrap_or_default(), out);
    }
}

/// ECMAScript's `Number::toString` (RFC 8785 section 3.2.2.3), from the shortest digits that read back the same.
fn print_double(number: f64, out: &mut String) {
    if number == 0.0 {
        out.push('0');
        return;
    }
    let scientific = format!("{number:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let point = exponent + 1;
    out.push_str(sign);
    if (count..=21).contains(&point) {
        let _ = write!(
            out,
            "{digits}{}",
            "0".repeat(usize::try_from(point - count).unwrap_or_default())
        );
    } else if (1..=21).contains(&point) {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or_default());
        let _ = write!(out, "{whole}.{fraction}");
    } else if (-5..=0).contains(&point) {
        let _ = write!(
            out,
            "0.{}{digits}",
            "0".repeat(usize::try_from(-point).unwrap_or_default())
        );
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let _ = write!(
            out,
            "{first}{dot}{rest}e{}{}",
            if exponent < 0 { '-' } else { '+' },
            exponent.abs()
        );
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::strict_json::{Limits, read};

    #[test]
    fn members_are_sorted_by_utf_16_code_units() {
        let value = json!({"€": 1, "\r": 2, "\u{FB33}": 3, "1": 4, "😀": 5, "\u{80}": 6, "ö": 7});

        let printed = String::from_utf8(to_bytes(&value)).unwrap();

        assert_eq!(
            printed,
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{FB33}\":3}"
        );
    }

    #[test]
    fn numbers_are_printed_as_ecmascript_does() {
        for (number, printed) in [
            (333_333_333.333_333_3, "333333333.3333333"),
            (1e30, "1e+30"),
            (4.5, "4.5"),
            (2e-3, "0.002"),
            (1e-27, "1e-27"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (1.5e-7, "1.5e-7"),
            (1e-6, "0.000001"),
            (-0.0, "0"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (123.0, "123"),
        ] {
            assert_eq!(String::from_utf8(to_bytes(&json!(number))).unwrap(), printed);
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_filter_map("finite", |n| serde_json::Number::from_f64(n).map(Value::Number)),
            "[^\0]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[^\0]{0,6}", inner, 0..6)
                    .prop_map(|m| Value::Object(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn printing_what_was_read_from_print_changes_nothing(value in any_json()) {
            let printed = to_bytes(&value);

            let again = to_bytes(&read(&printed, Limits::NETWORK).unwrap());

            prop_assert_eq!(printed, again);
        }

        #[test]
        fn another_implementation_prints_the_same(value in any_json()) {
            // The other implementation keeps large integers as they are; signed documents refuse them (JS2).
            prop_assume!(!format!("{value}").contains("92233") && crate::strict_json::has_only_safe_integers(&numbers_only(&value)));
            prop_assert_eq!(to_bytes(&value), serde_json_canonicalizer::to_vec(&value).unwrap());
        }
    }

    fn numbers_only(value: &Value) -> Value {
        match value {
            Value::Number(n) if n.is_f64() => Value::Null,
            Value::Array(items) => items.iter().map(numbers_only).collect(),
            Value::Object(members) => members.values().map(numbers_only).collect(),
            other => other.clone(),
        }
    }
}
