//! A node on a throw-away database, and a visitor with cookies.
#![expect(dead_code, reason = "each file of tests uses a part of it")]

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use actix_web::{
    App,
    http::{
        Method, StatusCode,
        header::{self, HeaderMap},
    },
    test::{self, TestRequest},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use evidence::origin::IdPolicy;
use futures::future::BoxFuture;
use operations::{Clock, Operations, OsEntropy, Parts, RemoteDirectory, RemoteError, SystemClock};
use protocol::{actor::RemoteActor, services::Services};
use storage::{Database, Store, media::MediaFolder};
use tempfile::TempDir;
use web::WebState;

pub(crate) const HOST: &str = "water.example";
pub(crate) const PASSWORD: &str = "seven rafts on brown water";

/// No other server answers.
struct Silence;

#[async_trait]
impl RemoteDirectory for Silence {
    async fn resolve_handle(&self, _handle: &str) -> Result<RemoteActor, RemoteError> {
        Err(RemoteError::NotFound)
    }
    async fn actor(&self, _id: &str) -> Result<RemoteActor, RemoteError> {
        Err(RemoteError::NotFound)
    }
    async fn actor_anew(&self, _id: &str) -> Result<RemoteActor, RemoteError> {
        Err(RemoteError::NotFound)
    }
    async fn object(&self, _id: &str) -> Result<String, RemoteError> {
        Err(RemoteError::NotFound)
    }
    async fn remote_follow(&self, _handle: &str, actor: &str) -> Result<String, RemoteError> {
        Ok(format!("https://elsewhere.example/authorize_interaction?uri={actor}"))
    }
    async fn catch_up(&self, _host: &str) -> Result<usize, RemoteError> {
        Ok(0)
    }
    async fn mirror(&self, _host: &str) -> Result<(), RemoteError> {
        Ok(())
    }
    async fn services(&self, _host: &str) -> Result<Services, RemoteError> {
        Ok(Services::default())
    }
    async fn try_now(&self, _host: &str) {}
}

/// A clock that stands still, so that what lasts five minutes lasts for a whole test.
struct Standing(DateTime<Utc>);

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    fn sleep_until(&self, _moment: DateTime<Utc>) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// A node that nobody has set up yet.
pub(crate) struct Node {
    pub(crate) store: Arc<Store>,
    pub(crate) operations: Operations,
    pub(crate) state: WebState,
    _folder: TempDir,
}

pub(crate) async fn node() -> Node {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&Database::Sqlite(folder.path().join("bandung.db")))
        .await
        .unwrap();
    store.migrate().await.unwrap();
    let store = Arc::new(store);
    let clock: Arc<dyn Clock> = Arc::new(Standing(SystemClock.now()));
    let operations = Operations::open(Parts {
        store: Arc::clone(&store),
        media: MediaFolder::open(folder.path().join("media")).unwrap(),
        clock: Arc::clone(&clock),
        entropy: Arc::new(OsEntropy),
        scheme: "https".to_owned(),
        domain: None,
        development: false,
        ids: IdPolicy::default(),
        names_key: operations::KeyFile::in_folder(folder.path()),
    });
    let operations = operations.await.unwrap();
    operations.put_words_by(web::mail::paragraphs);
    let state = WebState::new(operations.clone(), Arc::new(Silence), clock, Arc::new(OsEntropy), false);
    Node {
        store,
        operations,
        state,
        _folder: folder,
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    /// The token of the first form of the page.
    pub(crate) fn form_token(&self) -> String {
        let text = self.text();
        let start = text
            .find("name=\"token\" value=\"")
            .unwrap_or_else(|| panic!("no form: {text}"));
        text[start + 20..].split('"').next().unwrap().to_owned()
    }
}

/// Keys of texts that stand on a page themselves, because the text is missing or wants something that it was not given.
fn raw_keys(page: &str) -> Vec<String> {
    static TEXTS: LazyLock<String> = LazyLock::new(|| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
        let files = std::fs::read_dir(folder).unwrap();
        files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect::<Vec<_>>()
            .join("\n")
    });
    let is_key = |part: &&str| {
        let like_one = part.contains('-') && part.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c));
        like_one && TEXTS.contains(&format!("\n{part} = "))
    };
    let shown = page.split('>').filter_map(|rest| rest.split('<').next()).map(str::trim);
    shown.filter(is_key).map(str::to_owned).collect()
}

/// A browser: keeps cookies, sends its origin with forms.
pub(crate) struct Visitor {
    state: WebState,
    operations: Operations,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// A cookie that it has.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name).cloned()
    }

    pub(crate) fn new(node: &Node) -> Self {
        Self {
            state: node.state.clone(),
            operations: node.operations.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// Sends a request as it is, with the cookies.
    pub(crate) async fn send(&mut self, request: TestRequest) -> Answer {
        let state = self.state.clone();
        let app = test::init_service(App::new().configure(|config| web::configure(config, state))).await;
        let mut request = request;
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.insert_header((header::COOKIE, pairs.join("; ")));
        }
        let response = test::call_service(&app, request.to_request()).await;
        for cookie in response.response().cookies() {
            if cookie.value().is_empty() {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
        let answer = Answer {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: test::read_body(response).await.to_vec(),
        };
        if answer.header("content-type").starts_with("text/html") && answer.header("content-encoding").is_empty() {
            assert_eq!(
                raw_keys(&answer.text()),
                Vec::<String>::new(),
                "keys of texts stand on a page"
            );
        }
        answer
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(request(Method::GET, path)).await
    }

    /// Sends a form with the token of the page that `from` names.
    pub(crate) async fn post(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(from).await;
        assert_eq!(page.status, StatusCode::OK, "{from}: {}", page.text());
        let token = page.form_token();
        self.post_with(&token, path, fields).await
    }

    /// Sets up an app that shows codes, as owners and operators must; gives the recovery codes.
    pub(crate) async fn enrol(&mut self) -> Vec<String> {
        let page = self.get("/settings/second-factor").await.text();
        let secret = page.split("Secret for typing: ").nth(1).unwrap();
        let secret = secret
            .split('<')
            .next()
            .unwrap()
            .trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let app = totp_rs::Builder::new()
            .with_secret(totp_rs::Secret::try_from_base32(secret).unwrap())
            .with_account_name("x")
            .build()
            .unwrap();
        let now = u64::try_from(self.operations.time().timestamp()).unwrap();
        let code = app.generate(now).to_string();
        let page = "/settings/second-factor";
        let shown = self
            .post(page, "/settings/second-factor/app", &[("app_code", &code)])
            .await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        let codes = shown.text();
        let codes = codes.split("class=\"secret\">").skip(1);
        codes.map(|code| code.split('<').next().unwrap().to_owned()).collect()
    }

    /// A second window of the same browser, with the cookies of now.
    pub(crate) fn window(&self) -> Self {
        Self {
            state: self.state.clone(),
            operations: self.operations.clone(),
            cookies: self.cookies.clone(),
        }
    }

    pub(crate) async fn post_with(&mut self, token: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", token);
        body.extend_pairs(fields);
        let request = request(Method::POST, path)
            .insert_header((header::ORIGIN, format!("https://{HOST}")))
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(body.finish());
        self.send(request).await
    }
}

pub(crate) fn request(method: Method, path: &str) -> TestRequest {
    TestRequest::default()
        .method(method)
        .uri(path)
        .insert_header((header::HOST, HOST))
}

/// The fields of the set-up form.
pub(crate) const SETUP: [(&str, &str); 10] = [
    ("domain", HOST),
    ("for_ever", "yes"),
    ("login", "amina"),
    ("person_name", "Amina Rahman"),
    ("new_password", PASSWORD),
    ("handle", "char_lands"),
    ("name", "Char Lands Forum"),
    ("country", "BD"),
    ("kind", "ngo-national"),
    ("profile_language", "en"),
];

/// A node that is set up in the browser, and its operator, logged in.
pub(crate) async fn set_up() -> (Node, Visitor) {
    let (node, operator, _) = set_up_with_codes().await;
    (node, operator)
}

/// The same with the operator's recovery codes, each of which proves once who it is.
pub(crate) async fn set_up_with_codes() -> (Node, Visitor, Vec<String>) {
    use secrecy::ExposeSecret;
    let node = node().await;
    let secret = node.operations.new_setup_link().await.unwrap();
    let path = format!("/admin/setup/{}", secret.0.expose_secret());
    let mut operator = Visitor::new(&node);
    let answer = operator.post(&path, &path, &SETUP).await;
    assert_eq!(
        answer.header("location"),
        "/settings/second-factor",
        "{}",
        answer.text()
    );
    let codes = operator.enrol().await;
    (node, operator, codes)
}

/// Writes and publishes a practice through the form; gives the path of its page.
pub(crate) async fn publish_practice(editor: &mut Visitor) -> String {
    let started = editor.post("/drafts", "/write", &[]).await;
    let draft = started.header("location").to_owned();
    for (step, fields) in STEPS.iter().enumerate() {
        let path = format!("{draft}?step={}", step + 1);
        let page = editor.get(&path).await.text();
        let version = page
            .split("name=\"version\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let mut fields = fields.to_vec();
        fields.extend([("version", version.as_str()), ("go", "next")]);
        let saved = editor.post(&path, &path, &fields).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "step {}: {}",
            step + 1,
            saved.text()
        );
    }
    let published = editor
        .post(&format!("{draft}/review"), &format!("{draft}/publish"), &[])
        .await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
    let page = published.header("location").split('?').next().unwrap().to_owned();
    assert!(
        page.starts_with("/practices/"),
        "{page}: {}",
        editor.get(&format!("{draft}/review")).await.text()
    );
    page
}

/// What is typed in each step.
const STEPS: [&[(&str, &str)]; 4] = [
    &[
        ("title", "Floating beds that keep vegetables growing through the flood"),
        (
            "problem",
            "Every July the Brahmaputra covers our fields for 60 to 90 days. Families sell a goat or borrow from traders to buy vegetables at double price. Women carry most of this work and have no land in their own name.",
        ),
        (
            "what_we_did",
            "Held a map meeting in each village: where is still water, who has no land.\r\nPushed together fresh water hyacinth in June until a raft of 8 x 1.2 m carried a person.\nFixed each raft with two bamboo poles and two ropes; jute alone breaks.\nSpread 15 cm of half-rotted hyacinth and cow dung on top.\nRaised seedlings at home in balls of compost and moved them on day 12.\nGroups of ten women share seed, a boat and one savings box.",
        ),
    ],
    &[
        (
            "result",
            "312 families in 14 villages harvest from July to October. The groups sold 41 tonnes of vegetables in 2025, and 188 women opened a savings account. When the water stayed for 94 days in 2024 the beds were the only green food in six of the villages.",
        ),
        ("number_what_0", "Months in the year with own vegetables"),
        ("number_before_0", "5"),
        ("number_after_0", "9"),
        ("number_unit_0", "months"),
        ("number_what_1", "Families taking part"),
        ("number_after_1", "312"),
        ("number_unit_1", "households"),
        (
            "what_went_wrong",
            "In 2022 the current tore 31 of 120 beds loose because we had saved on poles. Ducks ate one harvest: ask the neighbours first.",
        ),
        (
            "you_need",
            "Standing water with hyacinth, bamboo, rope, one boat for ten families, local seed.",
        ),
    ],
    &[
        ("country", "BD"),
        ("place", "Gaibandha district"),
        ("place_precision", "district"),
        ("setting", "rural"),
        ("setting", "river-basin"),
        ("sectors", "food-agriculture"),
        ("sectors", "livelihoods"),
        ("hazards", "flood"),
        ("sdgs", "2"),
        ("sdgs", "13"),
        ("started_month", "05"),
        ("started_year", "2019"),
        ("cost_band_usd", "5k-50k"),
        ("people_reached", "1480"),
        ("maturity", "proven-multi-site"),
    ],
    &[
        (
            "summary",
            "On the river islands of Gaibandha the fields are under water for three months. 312 families now grow okra, gourds and spinach on rafts of water hyacinth.",
        ),
        ("language", "en"),
        ("licence", "CC-BY-4.0"),
    ],
];
