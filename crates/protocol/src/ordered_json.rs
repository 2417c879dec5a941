//! Documents as bytes: language maps begin with the language of the plain member (PROTOCOL PC4).
//!
//! Mastodon takes the first entry of a map. Order means nothing to proofs and digests.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::{Map, Value};

/// A document as it is kept and sent.
#[must_use]
pub fn to_bytes(document: &Value) -> Vec<u8> {
    serde_json::to_vec(&Ordered(document)).unwrap_or_default()
}

struct Ordered<'a>(&'a Value);

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => object(members, serializer),
            Value::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(&Ordered(item))?;
                }
                sequence.end()
            }
            plain => plain.serialize(serializer),
        }
    }
}

fn object<S: Serializer>(members: &Map<String, Value>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(members.len()))?;
    for (name, value) in members {
        let plain = name.strip_suffix("Map").and_then(|plain| members.get(plain));
        match (plain, value) {
            (Some(plain), Value::Object(texts)) => map.serialize_entry(name, &Texts { texts, plain })?,
            _ => map.serialize_entry(name, &Ordered(value))?,
        }
    }
    map.end()
}

/// A language map with its plain text.
struct Texts<'a> {
    texts: &'a Map<String, Value>,
    plain: &'a Value,
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let first = self.texts.iter().find(|(_, text)| *text == self.plain);
        let first = first.map(|(language, _)| language.as_str());
        let mut map = serializer.serialize_map(Some(self.texts.len()))?;
        if let Some(language) = first {
            map.serialize_entry(language, self.plain)?;
        }
        for (language, text) in self
            .texts
            .iter()
            .filter(|(language, _)| Some(language.as_str()) != first)
        {
            map.serialize_entry(language, text)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pc4_the_language_of_the_plain_text_comes_first() {
        let document = json!({"object": [{"name": "Eau", "nameMap": {"ar": "ماء", "en": "Water", "fr": "Eau"}}]});
        let text = String::from_utf8(to_bytes(&document)).unwrap();
        assert_eq!(
            text,
            r#"{"object":[{"name":"Eau","nameMap":{"fr":"Eau","ar":"ماء","en":"Water"}}]}"#
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), document);
    }
}
