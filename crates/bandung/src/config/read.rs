//! From settings to typed values. Every fault is noted, so that one run shows them all.

use std::{
    collections::BTreeMap,
    fmt::Display,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
    time::Duration,
};

use domain::mail_address::MailAddress;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{
    Acme, Config, Database, Development, Log, Mail, Origin, Problem, ProcessRole, Server, Settings, Tls, TlsFiles,
    development, file::Raw, secret_file, values,
};

struct Reader<'a> {
    settings: &'a Settings,
    problems: &'a mut Vec<Problem>,
}

/// The typed settings; nothing when a fault left no usable value.
pub(super) fn config(settings: &Settings, problems: &mut Vec<Problem>) -> Option<Config> {
    let mut reader = Reader { settings, problems };
    let domain = reader.parsed("node.domain", values::host);
    let data_dir = reader.text("node.data_dir").map(PathBuf::from);
    let hidden_names_key = reader.parsed("node.hidden_names_key_file", |path| {
        let place = secret_file::place(path);
        // It may be on something that is put in later.
        if place.exists() {
            secret_file::check(&place)?;
        }
        Ok(place)
    });
    let server = reader.server(domain.as_deref());
    let database = reader.database();
    let mail = reader.mail();
    let least_free = reader.parsed("health.least_free", values::size);
    let metrics_token = reader.secret("metrics.token_file");
    let log = reader.log();
    let role = reader.choice(
        "process.role",
        &[
            ("all", ProcessRole::All),
            ("web", ProcessRole::Web),
            ("worker", ProcessRole::Worker),
        ],
    );
    let development = reader.development(domain.as_deref());
    for key in ["node.data_dir", "health.least_free"] {
        reader.required(key);
    }
    if let (Some(role), Database::Sqlite) = (role, &database)
        && role != ProcessRole::All
    {
        reader.fault("process.role", "several processes need PostgreSQL: set database.url");
    }
    let server = server?;
    if let Some(network) = &development {
        let own_tls = server.tls.is_some();
        development::check(
            network,
            domain.as_deref(),
            server.listen,
            own_tls,
            settings,
            reader.problems,
        );
    }
    Some(Config {
        domain,
        data_dir: data_dir?,
        hidden_names_key,
        named: settings.named(),
        server,
        database,
        mail,
        least_free: least_free?,
        metrics_token,
        log: log?,
        role: role?,
        development,
    })
}

impl Reader<'_> {
    fn fault(&mut self, key: &str, text: impl Display) {
        let origin = self.settings.get(key).map(|setting| &setting.origin);
        self.problems.push(Problem::new(key, text.to_string(), origin));
    }

    fn required(&mut self, key: &str) {
        if matches!(self.settings.get(key).map(|s| &s.value), Some(Raw::Text(text)) if text.is_empty()) {
            self.fault(key, "must be set");
        }
    }

    /// A text; nothing when it is empty.
    fn text(&mut self, key: &str) -> Option<String> {
        let settings = self.settings;
        match &settings.get(key)?.value {
            Raw::Text(text) => (!text.is_empty()).then(|| text.clone()),
            Raw::List(_) => self.not_a_text(key, "a list"),
            Raw::Pairs(_) => self.not_a_text(key, "a table"),
            Raw::Other(what) => self.not_a_text(key, what),
        }
    }

    fn not_a_text(&mut self, key: &str, found: &str) -> Option<String> {
        self.fault(key, format!("is {found}; write a text in quotation marks"));
        None
    }

    fn parsed<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(key)?;
        parse(&text).map_err(|fault| self.fault(key, fault)).ok()
    }

    fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(key).unwrap_or_default();
        let found = choices.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("{name:?}")).collect();
            self.fault(key, format!("{text:?} is not one of {}", names.join(", ")));
        }
        found.map(|(_, value)| *value)
    }

    /// A list of texts, or one text with commas (environment, flags).
    fn list(&mut self, key: &str) -> Vec<String> {
        let settings = self.settings;
        match settings.get(key).map(|setting| &setting.value) {
            Some(Raw::List(items)) => items.clone(),
            Some(Raw::Text(text)) => parts(text),
            Some(Raw::Pairs(_) | Raw::Other(_)) => {
                self.fault(key, "is not a list of texts; write [\"one\", \"two\"]");
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Names with texts, or one text `name=text,name=text` (environment, flags).
    fn pairs(&mut self, key: &str) -> BTreeMap<String, String> {
        let settings = self.settings;
        let found = match settings.get(key).map(|setting| &setting.value) {
            Some(Raw::Pairs(pairs)) => Some(pairs.clone()),
            Some(Raw::Text(text)) => parts(text)
                .iter()
                .map(|part| {
                    part.split_once('=')
                        .map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()))
                })
                .collect(),
            Some(Raw::List(_) | Raw::Other(_)) => None,
            None => Some(BTreeMap::new()),
        };
        found.unwrap_or_else(|| {
            self.fault(
                key,
                "is not a table of texts; write { \"beta.test\" = \"127.0.0.1:8082\" }",
            );
            BTreeMap::new()
        })
    }

    fn secret(&mut self, key: &str) -> Option<SecretString> {
        self.parsed(key, |path| secret_file::read(&secret_file::place(path)))
    }

    fn server(&mut self, domain: Option<&str>) -> Option<Server> {
        let mut listen = self.parsed("server.listen", |text| {
            SocketAddr::from_str(text)
                .map_err(|_| format!("{text:?} is not an address with a port; write for example \"127.0.0.1:8080\""))
        });
        let mut trusted_proxies = Vec::new();
        for text in self.list("server.trusted_proxies") {
            match IpAddr::from_str(&text) {
                Ok(address) => trusted_proxies.push(address),
                Err(_) => self.fault(
                    "server.trusted_proxies",
                    format!("{text:?} is not an IP address; write for example [\"127.0.0.1\"]"),
                ),
            }
        }
        let by_acme = self.text("server.tls").as_deref() == Some("acme");
        let tls = self.tls(domain);
        let default_port = self.settings.get("server.listen").map(|setting| &setting.origin) == Some(&Origin::Default);
        if by_acme && default_port {
            listen = Some(SocketAddr::from(([0, 0, 0, 0], 443)));
        }
        let stop_within = self.parsed("server.stop_within", |text| {
            let time = values::duration(text)?;
            let most = Duration::from_secs(300);
            if time > most {
                Err("may be at most \"5m\"".to_owned())
            } else {
                Ok(time)
            }
        });
        for key in ["server.listen", "server.stop_within"] {
            self.required(key);
        }
        Some(Server {
            listen: listen?,
            trusted_proxies,
            tls: tls?,
            stop_within: stop_within?,
        })
    }

    /// How TLS is ended here, if it is; nothing on a fault.
    fn tls(&mut self, domain: Option<&str>) -> Option<Option<Tls>> {
        let choices = [("off", "off"), ("files", "files"), ("acme", "acme")];
        let choice = self.choice("server.tls", &choices);
        let certificate = self.text("server.tls_certificate_file").map(PathBuf::from);
        let key = self.parsed("server.tls_key_file", |path| {
            let path = secret_file::place(path);
            secret_file::check(&path).map(|()| path)
        });
        let contact = self.parsed("server.acme_contact", |text| {
            MailAddress::parse(text)
                .map(|address| address.as_str().to_owned())
                .map_err(|_| format!("{text:?} is not a mail address"))
        });
        let directory = self.parsed("server.acme_directory", |text| {
            let https = Url::parse(text).is_ok_and(|url| url.scheme() == "https" && url.has_host());
            let fault = || format!("{text:?} is not an address that begins with https://");
            https.then(|| text.to_owned()).ok_or_else(fault)
        });
        let ca_file = self.text("server.acme_ca_file").map(PathBuf::from);
        match choice? {
            "files" => {
                for key in ["server.tls_certificate_file", "server.tls_key_file"] {
                    self.required(key);
                }
                let (certificate, key) = (certificate?, key?);
                Some(Some(Tls::Files(TlsFiles { certificate, key })))
            }
            "acme" => {
                self.required("server.acme_directory");
                if domain.is_none() {
                    self.fault(
                        "server.tls",
                        "\"acme\" asks for a certificate for node.domain, which is not set",
                    );
                }
                Some(Some(Tls::Acme(Acme {
                    domain: domain?.to_owned(),
                    contact,
                    directory: directory?,
                    ca_file,
                })))
            }
            _ => Some(None),
        }
    }

    fn database(&mut self) -> Database {
        let password = self.secret("database.password_file");
        let url = self.parsed("database.url", |text| {
            Url::parse(text)
                .ok()
                .filter(|url| matches!(url.scheme(), "postgres" | "postgresql") && url.has_host())
                .ok_or_else(|| "is not \"postgres://user@host:5432/name\" and not empty".to_owned())
        });
        let Some(mut url) = url else {
            if password.is_some() {
                self.fault("database.password_file", "has no effect without database.url");
            }
            return Database::Sqlite;
        };
        if let Some(password) = password
            && url.set_password(Some(password.expose_secret())).is_err()
        {
            self.fault("database.url", "cannot take a password");
        }
        Database::Postgres(SecretString::from(url.to_string()))
    }

    fn mail(&mut self) -> Option<Mail> {
        let password = self.secret("mail.password_file");
        let from = self.parsed("mail.from", |text| {
            MailAddress::parse(text)
                .map(|address| address.as_str().to_owned())
                .map_err(|_| format!("{text:?} is not a mail address; write \"bandung@example.org\""))
        });
        let url = self.parsed("mail.url", |text| {
            Url::parse(text)
                .ok()
                .filter(|url| matches!(url.scheme(), "smtp" | "smtps") && url.has_host() && url.query().is_none())
                .ok_or_else(|| "is not \"smtps://user@mail.example.org\" or \"smtp://…\"".to_owned())
        });
        let Some(mut url) = url else {
            if password.is_some() {
                self.fault("mail.password_file", "has no effect without mail.url");
            }
            return None;
        };
        if let Some(password) = password
            && url.set_password(Some(password.expose_secret())).is_err()
        {
            self.fault("mail.url", "cannot take a password");
        }
        // Passwords travel under TLS only; a relay on this machine needs neither.
        let near = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        if url.scheme() == "smtp" && !near {
            url.set_query(Some("tls=required"));
        }
        Some(Mail {
            server: SecretString::from(url.to_string()),
            from,
        })
    }

    fn log(&mut self) -> Option<Log> {
        use tracing::Level;
        let json = self.choice("log.format", &[("text", false), ("json", true)]);
        let level = self.choice(
            "log.level",
            &[
                ("error", Level::ERROR),
                ("warn", Level::WARN),
                ("info", Level::INFO),
                ("debug", Level::DEBUG),
                ("trace", Level::TRACE),
            ],
        );
        Some(Log {
            json: json?,
            level: level?,
        })
    }

    fn development(&mut self, domain: Option<&str>) -> Option<Development> {
        let mut peers = BTreeMap::new();
        let mut named = false;
        for (host, address) in self.pairs("development.peers") {
            named = true;
            let checked = values::host(&host).and_then(|host| {
                let address = SocketAddr::from_str(&address)
                    .map_err(|_| format!("{address:?} is not an address with a port; write \"127.0.0.1:8082\""))?;
                Ok((host, address))
            });
            match checked {
                Ok((host, address)) => {
                    peers.insert(host, address);
                }
                Err(fault) => self.fault("development.peers", fault),
            }
        }
        let scheme = self.choice("development.scheme", &[("http", "http"), ("https", "https")]);
        let extra_ca_file = self.text("development.extra_ca_file").map(PathBuf::from);
        // An empty list is a network of one, where the domain cannot be a real one; elsewhere it says nothing.
        let origin = self.settings.get("development.peers").map(|setting| &setting.origin);
        let alone = domain.is_some_and(|domain| domain.ends_with(".test")) && origin != Some(&Origin::Default);
        let asked = named || extra_ca_file.is_some() || alone;
        if !asked && scheme == Some("https") {
            self.fault("development.scheme", "has no effect without development.peers");
        }
        asked.then(|| Development {
            peers,
            scheme: scheme.unwrap_or("http"),
            extra_ca_file,
        })
    }
}

fn parts(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
