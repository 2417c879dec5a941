use proptest::prelude::*;
use serde_json::{Value, json};

use super::to_bytes;
use crate::strict_json::{Limits, MAX_SAFE_INTEGER, read};

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

#[test]
fn the_example_of_the_rfc_comes_out() {
    let text = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;

    let printed = to_bytes(&read(text.as_bytes(), Limits::NETWORK).unwrap());

    let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(String::from_utf8(printed).unwrap(), expected);
}

#[test]
fn the_numbers_of_the_appendix_of_the_rfc_come_out() {
    for (bits, printed) in [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000_u64, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] {
        let number = f64::from_bits(bits);
        assert_eq!(
            String::from_utf8(to_bytes(&json!(number))).unwrap(),
            printed,
            "{bits:016x}"
        );
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |n| serde_json::Number::from_f64(n).map(Value::Number)),
        "[^\0]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[^\0]{0,6}", inner, 0..6).prop_map(|m| Value::Object(m.into_iter().collect())),
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
        prop_assert_eq!(to_bytes(&value), serde_json_canonicalizer::to_vec(&value).unwrap());
    }

    #[test]
    fn another_implementation_prints_doubles_halfway_between_two_texts_the_same(
        whole in 1u64 << 50..1u64 << 52, quarters in 1u32..4,
    ) {
        let number = json!(halfway(whole, quarters));
        prop_assert_eq!(to_bytes(&number), serde_json_canonicalizer::to_vec(&number).unwrap());
    }
}

/// Between 2^50 and 2^52 doubles have quarters, which need two digits while one is enough to read them back.
fn halfway(whole: u64, quarters: u32) -> f64 {
    let high = u32::try_from(whole >> 32).unwrap();
    let low = u32::try_from(whole & u64::from(u32::MAX)).unwrap();
    f64::from(high) * 4_294_967_296.0 + f64::from(low) + f64::from(quarters) / 4.0
}
