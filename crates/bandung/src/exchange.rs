//! Practices and reports as files: JSON with the fields of the form. Numbers may be written as numbers, what is missing
//! may be left out or `null`; a member that nobody knows is refused with its name.

use domain::{practice::PracticeDraft, replication::ReportDraft};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The fields of a practice.
///
/// # Errors
/// A sentence that names the member which cannot be read.
pub fn practice(content: &Value) -> Result<PracticeDraft, String> {
    let mut fields = members(content)?;
    let media = take_list(&mut fields, "media")
        .iter()
        .map(medium)
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(contact) = fields.remove("contact") {
        fields.insert("contact".to_owned(), contact_text(&contact));
    }
    let mut fields = flattened(fields)?;
    fields.insert("media".to_owned(), media.into());
    parsed(fields)
}

/// The fields of a report.
///
/// # Errors
/// A sentence that names the member which cannot be read.
pub fn report(content: &Value) -> Result<ReportDraft, String> {
    parsed(flattened(members(content)?)?)
}

fn members(content: &Value) -> Result<Map<String, Value>, String> {
    content
        .as_object()
        .cloned()
        .ok_or_else(|| "the file must hold one JSON object".to_owned())
}

fn parsed<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, String> {
    serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())
}

/// All values as the form has them: texts and lists of texts.
fn flattened(mut fields: Map<String, Value>) -> Result<Map<String, Value>, String> {
    let numbers = take_list(&mut fields, "result_numbers");
    let numbers = numbers
        .iter()
        .map(|number| Ok(texts(&members(number)?)?.into()))
        .collect::<Result<Vec<Value>, String>>()?;
    if let Some(evidence) = fields.remove("evidence")
        && let Some(evidence) = evidence.as_object()
    {
        for (name, field) in [("type", "evidence_type"), ("link", "evidence_link")] {
            fields.insert(field.to_owned(), evidence.get(name).cloned().unwrap_or_default());
        }
    }
    let mut fields = texts(&fields)?;
    fields.insert("result_numbers".to_owned(), numbers.into());
    Ok(fields)
}

fn texts(fields: &Map<String, Value>) -> Result<Map<String, Value>, String> {
    fields
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| {
            let value = match value {
                Value::Array(items) => items
                    .iter()
                    .map(|item| text(name, item))
                    .collect::<Result<Vec<_>, _>>()?
                    .into(),
                one => text(name, one)?,
            };
            Ok((name.clone(), value))
        })
        .collect()
}

fn text(name: &str, value: &Value) -> Result<Value, String> {
    match value {
        Value::String(text) => Ok(json!(text)),
        Value::Number(number) => Ok(json!(number.to_string())),
        _ => Err(format!("{name} must be a text or a number")),
    }
}

fn take_list(fields: &mut Map<String, Value>, name: &str) -> Vec<Value> {
    match fields.remove(name) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn contact_text(contact: &Value) -> Value {
    match contact.get("kind").and_then(Value::as_str) {
        Some("mailbox") => contact.get("value").cloned().unwrap_or_default(),
        Some(kind) => json!(kind),
        None => contact.clone(),
    }
}

/// A link; a photo only when it names a picture that this node has.
fn medium(item: &Value) -> Result<Value, String> {
    let fields = members(item)?;
    let mut medium: Map<String, Value> = Map::new();
    for (name, value) in fields {
        match (name.as_str(), value) {
            (_, Value::Null) => {}
            ("people_agreed", Value::Bool(agreed)) => {
                medium.insert(name, json!(if agreed { "yes" } else { "no" }));
            }
            ("decorative", Value::Bool(decorative)) => {
                medium.insert(name, json!(decorative));
            }
            (_, value) => {
                let value = text(&name, &value)?;
                medium.insert(name, value);
            }
        }
    }
    Ok(Value::Object(medium))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::practice;

    #[test]
    fn numbers_and_nothing_are_read_as_the_form_has_them() {
        let draft = practice(&json!({
            "title": "Beds", "sdgs": [2, 13], "people_reached": 1480, "ended": null,
            "result_numbers": [{ "what": "Months", "unit": "months", "before": 5, "after": 9.5 }],
            "evidence": { "type": "monitoring-data", "link": null },
            "contact": { "kind": "mailbox", "value": "a@b.example" }
        }))
        .unwrap();
        assert_eq!(draft.sdgs, ["2", "13"]);
        assert_eq!(draft.people_reached, "1480");
        assert_eq!(draft.result_numbers[0].after, "9.5");
        assert_eq!(
            (draft.evidence_type.as_str(), draft.evidence_link.as_str()),
            ("monitoring-data", "")
        );
        assert_eq!(draft.contact, "a@b.example");
    }

    #[test]
    fn an_unknown_member_is_refused_by_its_name() {
        assert!(practice(&json!({ "titel": "Beds" })).unwrap_err().contains("titel"));
        assert!(practice(&json!([])).is_err());
        assert!(
            practice(&json!({ "title": { "en": "Beds" } }))
                .unwrap_err()
                .contains("title")
        );
    }
}
