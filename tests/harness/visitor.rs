//! Somebody with a browser without script: cookies, forms, nothing else.

use std::{collections::BTreeMap, net::SocketAddr};

use crate::{Form, Message, Reply};

/// A visitor of one node.
#[derive(Clone, Debug)]
pub struct Visitor {
    host: String,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
    /// Sent with each request.
    pub language: String,
    /// With which name and password somebody logs in wherever a page asks for it.
    account: Option<(String, String)>,
    /// Path and query of the page that was opened last.
    at: String,
}

/// The field in which a page asks once more who it is.
const PASSWORD_AGAIN: &str = "password_again";

/// What a visitor sees.
pub type Page = Reply;

impl Visitor {
    pub(crate) fn new(host: &str, address: SocketAddr) -> Self {
        Self {
            host: host.to_owned(),
            address,
            cookies: BTreeMap::new(),
            language: "en".to_owned(),
            account: None,
            at: String::new(),
        }
    }

    /// With an account of the node.
    #[must_use]
    pub fn with_account(mut self, login: &str, password: &str) -> Self {
        self.account = Some((login.to_owned(), password.to_owned()));
        self
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

    /// Opens a page and goes on to where it leads; logs in first where the page needs it, or is not there for others.
    ///
    /// # Panics
    /// When there is no such page, or the log-in is refused.
    pub async fn open(&mut self, target: &str) -> Page {
        let page = self.get(target).await;
        let asks = page.header("location").is_some_and(|next| next.starts_with("/login"));
        match self.account.clone().filter(|_| asks || page.status == 404) {
            Some((login, password)) => self.log_in(&login, &password, target).await,
            None => self.arrive(target, page).await,
        }
    }

    async fn log_in(&mut self, login: &str, password: &str, next: &str) -> Page {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        let page = self.get(&format!("/login?{query}")).await;
        let mut form = page.form(&[("next", next)]);
        form.fill_in("login", login);
        form.fill_in("password", password);
        self.submit(&form).await
    }

    /// Opens a page, fills in the form that has these hidden fields and buttons (see [`Page::form`]), gives the password
    /// where it asks for it, sends it by the button, and goes on to where the answer leads.
    ///
    /// # Panics
    /// When the page does not offer that, or refuses it.
    pub async fn does(&mut self, page: &str, form: &[(&str, &str)], typed: &[(&str, &str)]) -> Page {
        let form = self.open(page).await.form(form);
        self.fills_in(form, typed).await
    }

    /// The same with a form of the page that is open.
    ///
    /// # Panics
    /// When the form does not ask for that, or it is refused.
    pub async fn fills_in(&mut self, mut form: Form, typed: &[(&str, &str)]) -> Page {
        for (name, value) in typed {
            form.fill_in(name, value);
        }
        if let Some((_, password)) = self.account.as_ref().filter(|_| form.asks(PASSWORD_AGAIN)) {
            form.fill_in(PASSWORD_AGAIN, password);
        }
        self.submit(&form).await
    }

    /// Sends a form and goes on to where the answer leads.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn submit(&mut self, form: &Form) -> Page {
        let pairs = form.pairs();
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let message = self.form(&form.action, &pairs);
        let page = self.send(message).await;
        self.arrive(&form.action, page).await
    }

    async fn arrive(&mut self, target: &str, mut page: Page) -> Page {
        target.clone_into(&mut self.at);
        while let (303, Some(next)) = (page.status, page.header("location")) {
            self.at = next.split('#').next().unwrap_or_default().to_owned();
            page = self.get(&self.at.clone()).await;
        }
        assert_eq!(page.status, 200, "{} {target}: {}", self.at, page.main());
        page
    }

    /// Path and query of the page on which it is.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
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
    /// The path of a link that the page shows once.
    ///
    /// # Panics
    /// When it shows none.
    #[must_use]
    pub fn secret(&self) -> String {
        let text = self.text();
        let (_, link) = text.split_once("class=\"secret\">").unwrap();
        let link = link.split('<').next().unwrap();
        let (_, path) = link
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'))
            .unwrap();
        format!("/{path}")
    }

    /// What a page has between its menus and its foot.
    #[must_use]
    pub fn main(&self) -> String {
        let text = self.text();
        let main = text
            .split_once("<main")
            .and_then(|(_, rest)| rest.split_once("</main>"));
        main.map_or(text.clone(), |(main, _)| main.to_owned())
    }

    /// The hidden fields of the first form with an address.
    #[must_use]
    pub fn hidden_fields(&self, action: &str) -> Vec<(String, String)> {
        let form = self.forms().into_iter().find(|form| form.action == action);
        form.map(|form| form.hidden()).unwrap_or_default()
    }
}
