//! Collections and their pages, written and read (PROTOCOL PA14, PT13 to PT16).

use evidence::origin::{Id, IdPolicy, same_origin};
use serde_json::{Value, json};

use crate::{
    context::{self, Kind},
    lenient,
    refusal::Refusal,
};

/// Entries on one page of ours.
pub const PAGE: usize = 50;

/// A collection whose entries are on pages, or not shown at all: then there is no `first`.
#[must_use]
pub fn paged(id: &str, total: u64, first: Option<&str>) -> Value {
    let mut collection = json!({"id": id, "type": "OrderedCollection", "totalItems": total});
    if let Some(first) = first {
        collection["first"] = json!(first);
    }
    context::with_context(collection, Kind::Plain)
}

/// A page of such a collection.
#[must_use]
pub fn page(id: &str, part_of: &str, items: &[Value], next: Option<&str>) -> Value {
    let mut page = json!({"id": id, "type": "OrderedCollectionPage", "partOf": part_of, "orderedItems": items});
    if let Some(next) = next {
        page["next"] = json!(next);
    }
    context::with_context(page, Kind::Plain)
}

/// A short collection, all in one document: `featured` (at most 5, PT13) or a thread of few posts.
#[must_use]
pub fn whole(id: &str, items: &[String]) -> Value {
    let collection = json!({"id": id, "type": "OrderedCollection", "totalItems": items.len(), "orderedItems": items});
    context::with_context(collection, Kind::Plain)
}

/// The hashtags that an actor features (PT14): name without `#`, address.
#[must_use]
pub fn tags(id: &str, tags: &[(String, String)]) -> Value {
    let items: Vec<Value> = tags
        .iter()
        .map(|(name, href)| json!({"type": "Hashtag", "name": format!("#{name}"), "href": href}))
        .collect();
    let collection = json!({"id": id, "type": "Collection", "totalItems": items.len(), "items": items});
    context::with_context(collection, Kind::Plain)
}

/// A collection or page of another server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPage {
    /// Ids of the entries here, embedded ones by their `id`.
    pub items: Vec<String>,
    /// The next page to ask for, on the collection's origin.
    pub next: Option<Id>,
    /// How many there are, as the server says; nothing when it is no number.
    pub total: Option<u64>,
}

impl ReadPage {
    /// Reads a collection (`first` is next) or a page. `asked`: the id that it was fetched from.
    ///
    /// # Errors
    /// 400 `field-invalid` when it is neither; 403 `id-origin` when its pages are elsewhere (ID5).
    pub fn read(document: &Value, asked: &Id, policy: &IdPolicy) -> Result<Self, Refusal> {
        let kind = lenient::type_of(document)?;
        if !matches!(
            kind,
            "Collection" | "OrderedCollection" | "CollectionPage" | "OrderedCollectionPage"
        ) {
            return Err(Refusal::new(400, "field-invalid"));
        }
        let items = |page: &Value| {
            let mut ids = lenient::ids(page.get("orderedItems"));
            ids.extend(lenient::ids(page.get("items")));
            ids
        };
        let mut found = items(document);
        let first = document.get("first").filter(|first| first.is_object());
        found.extend(first.map(items).unwrap_or_default());
        let after_first = first.and_then(|first| first.get("next"));
        let next = after_first
            .or_else(|| document.get("next"))
            .or_else(|| document.get("first").filter(|f| f.is_string()));
        Ok(Self {
            items: found,
            next: next
                .and_then(lenient::id_of)
                .map(|text| own(text, asked, policy))
                .transpose()?,
            total: document.get("totalItems").and_then(Value::as_u64),
        })
    }
}

fn own(text: &str, asked: &Id, policy: &IdPolicy) -> Result<Id, Refusal> {
    let id = Id::parse(text, policy).map_err(|_| Refusal::new(400, "field-invalid"))?;
    if same_origin(&id, asked) {
        Ok(id)
    } else {
        Err(Refusal::new(403, "id-origin"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(document: &Value) -> Result<ReadPage, Refusal> {
        let policy = IdPolicy::default();
        ReadPage::read(document, &Id::parse("https://a.example/c", &policy).unwrap(), &policy)
    }

    #[test]
    fn pa14_a_hidden_list_shows_only_its_number() {
        let hidden = paged("https://a.example/c", 7, None);
        assert_eq!(hidden.get("first"), None);
        assert_eq!(
            read(&hidden),
            Ok(ReadPage {
                items: vec![],
                next: None,
                total: Some(7)
            })
        );
    }

    #[test]
    fn pages_lead_to_the_next_on_the_same_origin_only() {
        let first = read(&paged("https://a.example/c", 60, Some("https://a.example/c?page=1"))).unwrap();
        assert_eq!(first.next.unwrap().as_str(), "https://a.example/c?page=1");
        let last = page(
            "https://a.example/c?page=2",
            "https://a.example/c",
            &[json!("https://b.example/1")],
            None,
        );
        assert_eq!(read(&last).unwrap().items, ["https://b.example/1"]);
        let elsewhere = page(
            "https://a.example/c?page=2",
            "https://a.example/c",
            &[],
            Some("https://b.example/c"),
        );
        assert_eq!(read(&elsewhere).unwrap_err().reason, "id-origin");
    }

    #[test]
    fn a_first_page_that_is_embedded_is_read() {
        let document = json!({"type": "Collection", "totalItems": -1, "first": {
            "type": "CollectionPage", "items": [{"id": "https://b.example/1"}, 3], "next": "https://a.example/c?2"}});
        let read = read(&document).unwrap();
        assert_eq!((read.items.len(), read.total), (1, None));
        assert_eq!(read.next.unwrap().as_str(), "https://a.example/c?2");
    }

    #[test]
    fn pt13_featured_lists_ids() {
        let featured = whole("https://a.example/f", &["https://a.example/1".to_owned()]);
        assert_eq!(featured["orderedItems"], json!(["https://a.example/1"]));
    }
}
