//! Pictures and other attachments, as we write them and as we read them (PROTOCOL PC5, PC6).

use serde_json::{Value, json};

use crate::lenient;

/// A picture that this node serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Address.
    pub url: String,
    /// `image/jpeg`, `image/png`, `image/gif` or `image/webp`.
    pub media_type: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Alternative text; empty = decorative.
    pub alt: String,
}

impl Picture {
    /// As an AS2 `Image`.
    #[must_use]
    pub fn image(&self) -> Value {
        json!({
            "type": "Image", "url": self.url, "mediaType": self.media_type,
            "width": self.width, "height": self.height, "name": self.alt,
        })
    }

    /// As the icon of an actor, where the alternative text is `summary` (PA5).
    #[must_use]
    pub fn icon(&self) -> Value {
        json!({"type": "Image", "mediaType": self.media_type, "url": self.url, "summary": self.alt})
    }
}

/// Something attached to a received document. Nothing of it is loaded by a visitor's browser (CO2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Address, http or https.
    pub url: String,
    /// Media type as the sender says.
    pub media_type: Option<String>,
    /// Alternative text or title, plain text.
    pub alt: String,
    /// It is a picture, not sound, film, document or link.
    pub picture: bool,
}

impl Attachment {
    /// Reads one attachment; nothing when it has no web address.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let url = match value {
            Value::String(text) => text.as_str(),
            object => lenient::link(object.get("url")).or_else(|| lenient::text(object, "href"))?,
        };
        is_web_address(url).then(|| {
            let media_type = lenient::text(value, "mediaType").map(str::to_owned);
            let kind = lenient::text(value, "type");
            Self {
                url: url.to_owned(),
                picture: kind == Some("Image") || media_type.as_deref().is_some_and(|m| m.starts_with("image/")),
                media_type,
                alt: lenient::text(value, "name")
                    .or_else(|| lenient::text(value, "summary"))
                    .unwrap_or("")
                    .to_owned(),
            }
        })
    }
}

/// Whether a text is an http or https address with a host and without credentials.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    text.len() <= crate::limits::URL
        && url::Url::parse(text).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attachment_without_web_address_is_left_out() {
        assert_eq!(
            Attachment::read(&json!({"type": "Image", "url": "javascript:alert(1)"})),
            None
        );
        assert_eq!(Attachment::read(&json!({"type": "Image"})), None);
        let read =
            Attachment::read(&json!({"type": "Document", "mediaType": "image/png", "url": "https://a.example/x"}));
        assert!(read.unwrap().picture);
    }
}
