//! Who counts twice by its own word: an account that says that it went on under another, which names it too.
//!
//! Such a word has no place in the log, so it changes no number: whoever moves later would else make a liar of a host
//! whose number was right when it was signed. The host takes the later endorsement back (EN4); who checks sees where it
//! has not yet.

use std::collections::BTreeSet;

use serde_json::Value;

/// The accounts among `counted` that moved to another one among them, each with that one; both say so.
pub(super) fn counted_twice(actors: &[Value], counted: &BTreeSet<&str>) -> Vec<(String, String)> {
    let text = |document: &Value, name: &str| document.get(name).and_then(Value::as_str).map(str::to_owned);
    let names = |new: &Value, old: &str| match new.get("alsoKnownAs") {
        Some(Value::Array(several)) => several.iter().any(|one| one == old),
        Some(one) => one == old,
        None => false,
    };
    let moved = actors
        .iter()
        .filter_map(|old| Some((text(old, "id")?, text(old, "movedTo")?)));
    moved
        .filter(|(old, new)| counted.contains(old.as_str()) && counted.contains(new.as_str()))
        .filter(|(old, new)| {
            let told = |actor: &Value| text(actor, "id").as_ref() == Some(new) && names(actor, old);
            actors.iter().any(told)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_account_counts_twice_where_both_say_that_it_moved_and_both_are_counted() {
        let old = json!({"id": "https://a.example/1", "movedTo": "https://b.example/2"});
        let new = |names: Value| json!({"id": "https://b.example/2", "alsoKnownAs": names});
        let both = BTreeSet::from(["https://a.example/1", "https://b.example/2"]);
        let pair = vec![("https://a.example/1".to_owned(), "https://b.example/2".to_owned())];
        for names in [
            json!("https://a.example/1"),
            json!(["https://c.example/3", "https://a.example/1"]),
        ] {
            assert_eq!(counted_twice(&[old.clone(), new(names)], &both), pair);
        }
        assert_eq!(counted_twice(&[old.clone(), new(json!([]))], &both), []);
        let one = BTreeSet::from(["https://b.example/2"]);
        assert_eq!(counted_twice(&[old, new(json!("https://a.example/1"))], &one), []);
    }
}
