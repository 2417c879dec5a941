//! One real node as a process: start, commands through its socket, health, stop.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::{fs::PermissionsExt, net::UnixDatagram},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Output, Stdio},
    sync::Arc,
};

struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
    address: SocketAddr,
    folder: Arc<tempfile::TempDir>,
    /// What it said until the last line of its greeting.
    greeting: String,
}

/// A test that fails leaves no node behind.
impl Drop for Running {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
    }
}

const LAST_LINE_OF_GREETING: &str = "nothing is sent to or taken from other servers";

impl Running {
    fn start(settings: &[&str]) -> Self {
        Self::start_in(Arc::new(tempfile::tempdir().unwrap()), settings)
    }

    fn start_in(folder: Arc<tempfile::TempDir>, settings: &[&str]) -> Self {
        Self::start_under(folder, settings, &[])
    }

    fn start_under(folder: Arc<tempfile::TempDir>, settings: &[&str], environment: &[(&str, &str)]) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut child = program(&folder)
            .args(["serve", "--listen", &address.to_string()])
            .args(settings)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        while !greeting.contains(LAST_LINE_OF_GREETING) {
            let read = lines.read_line(&mut greeting).unwrap();
            assert_ne!(read, 0, "the node ended: {greeting}");
        }
        Self {
            child,
            lines,
            address,
            folder,
            greeting,
        }
    }

    fn command(&self, arguments: &[&str]) -> Output {
        program(&self.folder)
            .args(["--yes", "--json"])
            .args(arguments)
            .output()
            .unwrap()
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let host = self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([name, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Waits for the end; gives the exit code, what else it said, and the folder.
    fn end(mut self) -> (Option<i32>, String, Arc<tempfile::TempDir>) {
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code(), rest, Arc::clone(&self.folder))
    }
}

fn program(folder: &tempfile::TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bandung"));
    command
        .env_clear()
        .env("BANDUNG__NODE__DATA_DIR", data(folder))
        .current_dir(folder.path());
    command
}

fn data(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("data")
}

#[test]
fn a_node_without_settings_starts_says_where_and_stops_in_good_order() {
    let node = Running::start(&[]);
    assert!(node.greeting.contains("SQLite, data in "), "{}", node.greeting);
    assert!(
        node.greeting.contains(&format!("http://{}/admin/setup/", node.address)),
        "{}",
        node.greeting
    );
    assert!(node.get("/livez", "").starts_with("HTTP/1.1 200 "));
    assert!(node.get("/readyz", "").starts_with("HTTP/1.1 200 "));
    let mode = fs::metadata(data(&node.folder)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let socket = fs::metadata(data(&node.folder).join("bandung.sock"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(socket & 0o777, 0o600);
    node.signal("-TERM");
    let (code, said, folder) = node.end();
    assert_eq!(code, Some(0));
    assert!(said.contains("Stopping"), "{said}");
    for left in ["bandung.sock", "running", "bandung.sqlite-wal"] {
        assert!(!data(&folder).join(left).exists(), "{left} is still there");
    }
}

#[test]
fn systemd_is_told_that_the_node_is_ready_alive_and_stopping() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("notify.sock");
    let systemd = UnixDatagram::bind(&path).unwrap();
    let hears = || {
        let mut bytes = [0; 256];
        let length = systemd.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..length]).trim().to_owned()
    };
    let environment = [("NOTIFY_SOCKET", path.to_str().unwrap()), ("WATCHDOG_USEC", "300000")];
    let node = Running::start_under(Arc::clone(&folder), &[], &environment);
    assert_eq!(hears(), "READY=1");
    for _ in 0..3 {
        assert_eq!(hears(), "WATCHDOG=1");
    }
    node.signal("-TERM");
    loop {
        match hears().as_str() {
            "WATCHDOG=1" => {}
            last => break assert_eq!(last, "STOPPING=1"),
        }
    }
    assert_eq!(node.end().0, Some(0));
}

#[test]
fn commands_reach_the_running_node() {
    let node = Running::start(&[]);
    let added = node.command(&["user", "add", "ana", "--node-role", "operator"]);
    assert_eq!(
        added.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    let link = String::from_utf8(added.stdout).unwrap();
    assert!(link.contains(&format!("http://{}/reset/", node.address)), "{link}");
    let listed = node.command(&["user", "list"]);
    assert!(String::from_utf8(listed.stdout).unwrap().contains("\"ana\""));
    let wrong = node.command(&["user", "disable", "nobody"]);
    assert_eq!(wrong.status.code(), Some(1));
    let setup = node.command(&["setup"]);
    assert!(String::from_utf8(setup.stdout).unwrap().contains("/admin/setup/"));
    let health = program(&node.folder)
        .args(["healthcheck", "--set", &format!("server.listen={}", node.address)])
        .output()
        .unwrap();
    assert_eq!(health.status.code(), Some(0));
    node.signal("-INT");
    assert_eq!(node.end().0, Some(0));
}

#[test]
fn a_bundle_from_a_file_is_checked_and_taken_and_what_is_false_is_not() {
    let vectors = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let path = |file: &str| vectors.join(file).display().to_string();
    let (file, policy) = (path("bundle/declaration-bundle.json"), path("log/policy.txt"));
    let node = Running::start(&[]);
    let import = |arguments: &[&str]| {
        let output = node.command(&[&["bundle", "import"], arguments].concat());
        let said = serde_json::from_slice(&output.stdout);
        let said: serde_json::Value = said.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code(), said)
    };
    let (code, said) = import(&[&file]);
    assert_eq!((code, &said["reason"]), (Some(2), &"unknown-log".into()), "{said}");
    let mut changed: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    changed["tally"]["bandung:organisations"] = 9.into();
    let false_one = node.folder.path().join("changed.json");
    fs::write(&false_one, changed.to_string()).unwrap();
    let (code, said) = import(&[false_one.to_str().unwrap(), "--policy", &policy]);
    assert_eq!((code, &said["result"]), (Some(1), &"false".into()), "{said}");
    let (code, said) = import(&[&file, "--policy", &policy]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        (&said["new"], &said["entries"], &said["recount"]),
        (&true.into(), &11.into(), &"same".into())
    );
    let (code, said) = import(&[&file]);
    assert_eq!(
        (code, &said["new"], &said["entries"]),
        (Some(0), &false.into(), &0.into()),
        "{said}"
    );

    // What is written is said, with what to do next.
    let to = node.folder.path().join("again.json").display().to_string();
    let slug = said["slug"].as_str().unwrap().to_owned();
    let output = node.command(&["bundle", "export", &slug, "--to", &to]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (said["file"].as_str(), said["bytes"].as_u64()),
        (Some(to.as_str()), Some(fs::metadata(&to).unwrap().len()))
    );
    assert!(said["next"].as_str().unwrap().starts_with("bandung verify "), "{said}");
}

#[test]
fn a_second_node_on_the_same_folder_is_refused() {
    let node = Running::start(&[]);
    let second = program(&node.folder)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("another process uses this data folder"), "{said}");
    let migrate = program(&node.folder).args(["migrate", "status"]).output().unwrap();
    assert_eq!(migrate.status.code(), Some(1));
    node.signal("-TERM");
    assert_eq!(node.end().0, Some(0));
}

#[test]
fn after_a_kill_the_node_checks_its_database_and_starts() {
    let node = Running::start(&[]);
    assert_eq!(node.command(&["user", "add", "ana"]).status.code(), Some(0));
    node.signal("-KILL");
    let (_, _, folder) = node.end();
    assert!(data(&folder).join("running").exists());
    assert!(data(&folder).join("bandung.sock").exists());
    // With the node gone, a command opens the folder itself; then the node takes the old socket's place.
    let listed = program(&folder).args(["user", "list", "--json"]).output().unwrap();
    assert!(String::from_utf8(listed.stdout).unwrap().contains("\"ana\""));
    let again = Running::start_in(folder, &[]);
    assert!(again.greeting.contains("checking the database"), "{}", again.greeting);
    assert!(
        String::from_utf8(again.command(&["user", "list"]).stdout)
            .unwrap()
            .contains("\"ana\"")
    );
    again.signal("-TERM");
    assert_eq!(again.end().0, Some(0));
}

#[test]
fn a_node_with_too_little_room_on_its_disk_is_not_ready() {
    let node = Running::start(&["--set", "health.least_free=9000TB"]);
    let answer = node.get("/readyz", "");
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("MB are free"), "{answer}");
    assert!(node.get("/livez", "").starts_with("HTTP/1.1 200 "));
    node.signal("-TERM");
    assert_eq!(node.end().0, Some(0));
}

#[test]
fn numbers_are_for_those_who_have_the_token() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let token = folder.path().join("token");
    fs::write(&token, "hunter2\n").unwrap();
    fs::set_permissions(&token, fs::Permissions::from_mode(0o600)).unwrap();
    let node = Running::start_in(folder, &["--set", &format!("metrics.token_file={}", token.display())]);
    assert!(node.get("/metrics", "").starts_with("HTTP/1.1 401 "));
    assert!(
        node.get("/metrics", "Authorization: Bearer hunter3\r\n")
            .starts_with("HTTP/1.1 401 ")
    );
    let numbers = node.get("/metrics", "Authorization: Bearer hunter2\r\n");
    assert!(numbers.starts_with("HTTP/1.1 200 "), "{numbers}");
    assert!(numbers.contains("bandung_build_info{version="), "{numbers}");
    assert!(numbers.contains("bandung_answers_total{status=\"401\"} 2"), "{numbers}");
    node.signal("-TERM");
    assert_eq!(node.end().0, Some(0));
}

#[test]
fn without_a_token_there_are_no_numbers() {
    let node = Running::start(&[]);
    assert!(node.get("/metrics", "").starts_with("HTTP/1.1 404 "));
    node.signal("-TERM");
    assert_eq!(node.end().0, Some(0));
}

#[test]
fn a_node_ends_tls_itself_with_its_certificate() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let made = rcgen::generate_simple_self_signed(vec!["water.example".to_owned()]).unwrap();
    let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let settings = [
        "server.tls=files".to_owned(),
        format!("server.tls_certificate_file={}", certificate.display()),
        format!("server.tls_key_file={}", key.display()),
    ];
    let arguments: Vec<&str> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
    let node = Running::start_in(Arc::clone(&folder), &arguments);
    assert!(
        node.greeting
            .contains(&format!("https://{}/admin/setup/", node.address)),
        "{}",
        node.greeting
    );

    let mut believed = rustls::RootCertStore::empty();
    believed.add(made.cert.der().clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let client = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(believed)
        .with_no_client_auth();
    let name = "water.example".try_into().unwrap();
    let connection = rustls::ClientConnection::new(Arc::new(client), name).unwrap();
    let mut stream = rustls::StreamOwned::new(connection, TcpStream::connect(node.address).unwrap());
    let request = "GET /livez HTTP/1.1\r\nHost: water.example\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");

    let health = program(&folder).arg("healthcheck").args(&arguments).output().unwrap();
    assert_eq!(health.status.code(), Some(0));
    node.signal("-TERM");
    assert_eq!(node.end().0, Some(0));
}
