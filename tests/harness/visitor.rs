//! Somebody with a browser: cookies, forms, nothing else.

use std::{collections::BTreeMap, net::SocketAddr};

use crate::{Message, Reply};

/// A visitor of one node.
#[derive(Clone, Debug)]
pub struct Visitor {
    host: String,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
    /// Sent with each request.
    pub language: String,
}

/// What a visitor sees.
pub type Page = Reply;

impl Visitor {
    pub(crate) fn new(host: &str, address: SocketAddr) -> Self {
        Self {
            host: host.to_owned(),
            address,
            cookies: BTreeMap::new(),
            language: "en".to_owned(),
        }
    }

    /// A request with the cookies of this visitor.
    #[must_use]
    pub fn request(&self, method: &str, target: &str, body: &[u8]) -> Message {
        let message = Message::new(method, &self.host, target, body)
            .with("Accept", "text/html")
            .with("Accept-Language", &self.language);
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if cookies.is_empty() {
            message
        } else {
            message.with("Cookie", &cookies.join("; "))
        }
    }

    /// Sends a request and keeps the cookies of the answer.
    pub async fn send(&mut self, message: Message) -> Page {
        let page = message.send(self.address).await;
        for (_, value) in page.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let Some((name, value)) = value.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        page
    }

    /// Opens a page.
    pub async fn get(&mut self, target: &str) -> Page {
        let message = self.request("GET", target, b"");
        self.send(message).await
    }

    /// The request of a form.
    #[must_use]
    pub fn form(&self, target: &str, fields: &[(&str, &str)]) -> Message {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.request("POST", target, body.finish().as_bytes())
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Origin", &format!("http://{}", self.host))
    }

    /// Opens the page with a form, fills it in and sends it, with all its hidden fields.
    pub async fn fill_in(&mut self, page: &str, target: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(page).await;
        let hidden = page.hidden_fields(target);
        let mut all: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        all.extend(fields);
        let message = self.form(target, &all);
        self.send(message).await
    }

    /// The cookies that it keeps.
    #[must_use]
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Takes a cookie from elsewhere.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }
}

impl Reply {
    /// The hidden fields of the first form with an address.
    #[must_use]
    pub fn hidden_fields(&self, action: &str) -> Vec<(String, String)> {
        let text = self.text();
        let start = text.find(&format!("action=\"{action}\"")).unwrap_or(text.len());
        let form = text[start..].split("</form>").next().unwrap_or_default();
        let inputs = form
            .split("<input ")
            .filter(|input| input.starts_with("type=\"hidden\""));
        let attribute = |input: &str, name: &str| {
            let value = input.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
            Some(value.replace("&amp;", "&").replace("&#34;", "\"").replace("&#39;", "'"))
        };
        inputs
            .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
            .collect()
    }
}
