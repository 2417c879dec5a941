//! A node with two organisations, a network, and one person of each kind, all logged in.

use std::collections::BTreeMap;

use actix_web::{
    body::MessageBody,
    dev::ServiceResponse,
    http::{Method, StatusCode, header},
    test::TestRequest,
};
use domain::{
    account::{NewPassword, NodeRole, Role},
    declaration::DeclarationDraft,
    ids::OrganisationId,
    network::{ConductDraft, NetworkDraft},
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use operations::{Caller, Clock, NewPerson, Session, SystemClock};

use crate::node::{HOST, Node, PASSWORD, Visitor, publish_practice, request, set_up};

/// A login name, a role for the node, roles in organisations.
type Account = (&'static str, Option<NodeRole>, Vec<(OrganisationId, Role)>);

/// The columns of the table. `read` and `write` are tokens of A's owner.
pub(crate) const CALLERS: [&str; 11] = [
    "visitor",
    "viewer",
    "contributor",
    "editor",
    "owner",
    "of-b",
    "admin",
    "moderator",
    "operator",
    "read",
    "write",
];

/// A browser of somebody, or a program.
enum Hand {
    Nobody,
    Browser { cookie: String, form_token: String },
    Program { token: String },
}

pub(crate) struct World {
    pub(crate) node: Node,
    hands: BTreeMap<&'static str, Hand>,
    codes: BTreeMap<&'static str, Vec<String>>,
    /// A draft of A.
    pub(crate) draft: String,
    /// A draft of a declaration of A.
    pub(crate) declaration: String,
    practice: String,
    requests: u32,
}

fn profile(name: &str) -> Profile {
    Profile {
        name: name.to_owned(),
        name_latin: None,
        country: Country::parse("KE").unwrap(),
        kind: OrganisationType::parse("community-based").unwrap(),
        language: Language::parse("en").unwrap(),
        about: String::new(),
        website: None,
        logo: None,
        approves_followers: false,
        shows_followers: false,
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let (node, mut founder) = set_up().await;
        let practice = publish_practice(&mut founder).await;
        let local = node.operations.local_operator(None, None).await.unwrap();
        let a = node.operations.organisation("char_lands").await.unwrap().id;
        let b = node
            .operations
            .found_organisation(&local, "forest", profile("Forest"))
            .await
            .unwrap()
            .id;
        let mut world = Self {
            node,
            hands: BTreeMap::from([("visitor", Hand::Nobody)]),
            codes: BTreeMap::new(),
            draft: String::new(),
            declaration: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
            practice,
            requests: 0,
        };
        let people: [Account; 8] = [
            ("viewer", None, vec![(a, Role::Viewer)]),
            ("contributor", None, vec![(a, Role::Contributor)]),
            ("editor", None, vec![(a, Role::Editor)]),
            ("owner", None, vec![(a, Role::Owner)]),
            ("of-b", None, vec![(b, Role::Owner)]),
            ("admin", None, vec![]),
            ("moderator", Some(NodeRole::Moderator), vec![]),
            ("operator", Some(NodeRole::Operator), vec![]),
        ];
        for (name, node_role, roles) in people {
            let person = NewPerson {
                login: name.to_owned(),
                name: name.to_uppercase(),
                node_role,
                roles,
            };
            let step_up = world.node.operations.step_up(&local, None).await.unwrap();
            let added = world.node.operations.add_person(&local, &step_up, person).await;
            let link = added.unwrap();
            let password = NewPassword::parse(PASSWORD).unwrap();
            world
                .node
                .operations
                .reset_password(link.expose(), password)
                .await
                .unwrap();
        }
        world.found_network(b).await;
        for name in [
            "viewer",
            "contributor",
            "editor",
            "owner",
            "of-b",
            "admin",
            "moderator",
            "operator",
        ] {
            world.enter(name).await;
        }
        for (name, of, organisation, scopes) in [
            ("read", "owner", a, vec!["read"]),
            ("write", "owner", a, vec!["read", "write"]),
            ("b-token", "of-b", b, vec!["read", "write"]),
        ] {
            let session = world.session(of).await;
            let scopes: Vec<String> = scopes.into_iter().map(str::to_owned).collect();
            let token = world
                .node
                .operations
                .create_token(&session, name, organisation, &scopes)
                .await
                .unwrap();
            let token = token.expose().to_owned();
            world.hands.insert(name, Hand::Program { token });
        }
        let editor = world.session("editor").await;
        world.draft = world
            .node
            .operations
            .start_draft(&editor, a)
            .await
            .unwrap()
            .card
            .id
            .to_string();
        world
    }

    /// A network of B whose only admin is a person without an organisation.
    async fn found_network(&self, b: OrganisationId) {
        let operations = &self.node.operations;
        let local = operations.local_operator(Some("of-b"), Some("forest")).await.unwrap();
        let draft = NetworkDraft {
            handle: "alliance".to_owned(),
            name: "Alliance".to_owned(),
            about: "We keep water.".to_owned(),
            languages: vec!["en".to_owned()],
            conduct: vec![ConductDraft {
                language: "en".to_owned(),
                text: "We help each other.".to_owned(),
            }],
            ..NetworkDraft::default()
        };
        let proof = operations.step_up(&local, None).await.unwrap();
        let network = operations.create_network(&local, &proof, b, &draft).await.unwrap();
        let admin = operations.person_by_login(&local, "admin").await.unwrap().id;
        let tx = self.node.store.begin().await.unwrap();
        storage::networks::add_admin(&tx, network, admin, SystemClock.now())
            .await
            .unwrap();
        storage::networks::remove_admin(&tx, network, local.person().id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Logs somebody in, with the second factor where they have or need one.
    async fn enter(&mut self, name: &'static str) {
        let mut browser = Visitor::new(&self.node);
        let page = browser
            .post(
                "/login",
                "/login",
                &[("login", name), ("password", PASSWORD), ("next", "/home")],
            )
            .await;
        if page.status == StatusCode::OK {
            let text = page.text();
            let waiting = text.split("name=\"waiting\" value=\"").nth(1).unwrap();
            let waiting = waiting.split('"').next().unwrap().to_owned();
            let code = self.codes.get_mut(name).unwrap().pop().unwrap();
            let fields = [
                ("waiting", waiting.as_str()),
                ("next", "/home"),
                ("password_again", &code),
            ];
            let entered = browser.post_with(&page.form_token(), "/login", &fields).await;
            assert_eq!(entered.status, StatusCode::SEE_OTHER, "{name}: {}", entered.text());
        } else if matches!(name, "owner" | "of-b" | "admin" | "operator") {
            let codes = browser.enrol().await;
            self.codes.insert(name, codes);
        }
        let cookie = browser.cookie("__Host-bandung").unwrap();
        let Caller::SignedIn(session) = self.node.operations.caller_by_cookie(&cookie).await.unwrap() else {
            panic!("{name} is not logged in");
        };
        let form_token = session.form_token().to_owned();
        self.hands.insert(name, Hand::Browser { cookie, form_token });
    }

    async fn session(&self, name: &str) -> Session {
        let Some(Hand::Browser { cookie, .. }) = self.hands.get(name) else {
            panic!("{name} has no browser");
        };
        match self.node.operations.caller_by_cookie(cookie).await.unwrap() {
            Caller::SignedIn(session) => session,
            Caller::Visitor => panic!("{name} is not logged in"),
        }
    }

    pub(crate) fn token(&self, name: &str) -> String {
        match &self.hands[name] {
            Hand::Program { token } => token.clone(),
            _ => panic!("{name} is no program"),
        }
    }

    /// The address of a route, with parameters that exist where A has something there.
    pub(crate) fn filled(&self, path: &str) -> String {
        let missing = "01890a5d-ac96-774b-bcce-b302099a8057";
        let path = match path {
            _ if path.starts_with("/write/{id}") => path.replace("{id}", &self.draft),
            _ if path.starts_with("/api/bandung/v1/drafts/{id}") => path.replace("{id}", &self.draft),
            _ if path.starts_with("/admin/declarations/{id}") || path.contains("/declaration-drafts/{id}") => {
                path.replace("{id}", &self.declaration)
            }
            _ => path.to_owned(),
        };
        let slug = self.practice.trim_start_matches("/practices/");
        path.replace("{slug}", slug)
            .replace("{handle}", "char_lands")
            .replace("{tag}", "flood")
            .replace("{country}", "BD")
            .replace("{host}", "nobody.example")
            .replace("{action}", "like")
            .replace("{token}", "aaaaaaaaaaaaaaaa")
            .replace("{upload}", missing)
            .replace("{file}", "nothing.webp")
            .replace("{endorsement}", missing)
            .replace("{id}", missing)
    }

    /// A request to a route: with the token of the form, and an empty form or JSON document.
    pub(crate) async fn ask(&mut self, caller: &'static str, method: &str, path: &str) -> TestRequest {
        self.come_back(caller).await;
        self.draft_again(path).await;
        let path = self.filled(path);
        self.ask_at(caller, method, &path, "en")
    }

    /// An earlier route may have published or deleted the draft that this one is about.
    async fn draft_again(&mut self, path: &str) {
        let owner = ["/write/{id}", "/api/bandung/v1/drafts/{id}"];
        let host = ["/admin/declarations/{id}", "/api/bandung/v1/declaration-drafts/{id}"];
        let begins = |starts: [&str; 2]| starts.iter().any(|start| path.starts_with(start));
        if begins(owner) {
            let editor = self.session("editor").await;
            let a = editor.acting_for().unwrap();
            let draft = self.node.operations.start_draft(&editor, a).await.unwrap();
            self.draft = draft.card.id.to_string();
        } else if begins(host) {
            let owner = self.session("owner").await;
            let a = owner.acting_for().unwrap();
            let draft = DeclarationDraft::default();
            let draft = self.node.operations.start_declaration(&owner, a, draft).await.unwrap();
            self.declaration = draft.id.to_string();
        }
    }

    /// Whoever was logged out by an earlier route logs in again.
    async fn come_back(&mut self, caller: &'static str) {
        let gone = match &self.hands[caller] {
            Hand::Browser { cookie, .. } => matches!(
                self.node.operations.caller_by_cookie(cookie).await.unwrap(),
                Caller::Visitor
            ),
            _ => false,
        };
        if gone {
            self.enter(caller).await;
        }
    }

    pub(crate) fn ask_at(&mut self, caller: &str, method: &str, path: &str, language: &str) -> TestRequest {
        self.requests += 1;
        let [_, a, b, c] = self.requests.to_be_bytes();
        let mut asked = request(Method::from_bytes(method.as_bytes()).unwrap(), path)
            // A client of its own for each request, so that no limit is reached.
            .peer_addr(std::net::SocketAddr::from(([20 + a, b, c, 1], 443)))
            .insert_header((header::ACCEPT_LANGUAGE, language))
            .insert_header((header::ORIGIN, format!("https://{HOST}")));
        let mut form_token = "x".to_owned();
        match &self.hands[caller] {
            Hand::Nobody => {}
            Hand::Browser {
                cookie,
                form_token: own,
            } => {
                asked = asked.insert_header((header::COOKIE, format!("__Host-bandung={cookie}")));
                form_token.clone_from(own);
            }
            Hand::Program { token } => {
                asked = asked.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
            }
        }
        if !matches!(method, "GET" | "HEAD" | "TRACE") {
            asked = if path.starts_with("/api/") {
                asked
                    .insert_header((header::CONTENT_TYPE, "application/json"))
                    .set_payload("{}")
            } else {
                asked
                    .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
                    .set_payload(match path {
                        // Guesses for one name would wait.
                        "/login" => format!("token={form_token}&login=nobody-{}", self.requests),
                        _ => format!("token={form_token}"),
                    })
            };
        }
        asked
    }

    /// An answer in one word: its status, or `login` where somebody is asked who they are.
    pub(crate) async fn judge<B: MessageBody>(&mut self, caller: &'static str, response: ServiceResponse<B>) -> String {
        let status = response.status();
        assert!(
            status.as_u16() < 500,
            "{} {}: {status}",
            response.request().method(),
            response.request().path()
        );
        if let Some(cookie) = response
            .response()
            .cookies()
            .find(|cookie| cookie.name() == "__Host-bandung")
            && let Some(Hand::Browser { cookie: own, .. }) = self.hands.get_mut(caller)
        {
            cookie.value().clone_into(own);
        }
        let location = response.headers().get(header::LOCATION);
        let to_login = location.is_some_and(|to| to.to_str().unwrap().starts_with("/login?next"));
        let to_set_up = location.is_some_and(|to| to == "/settings/second-factor");
        if status == StatusCode::UNAUTHORIZED || to_login {
            "login".to_owned()
        } else if to_set_up {
            "set-up".to_owned()
        } else {
            status.as_u16().to_string()
        }
    }
}
