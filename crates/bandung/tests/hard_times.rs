//! The real program on a full disk, a folder that cannot be written, a damaged file, a schema from the future.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::{Duration, Instant},
};

use storage::{Database, Store, testing};

const PROGRAM: &str = env!("CARGO_BIN_EXE_bandung");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command
        .env_clear()
        .current_dir(folder)
        .args(["--yes", "--data-dir", "d"]);
    command.args(arguments).output().unwrap()
}

fn serve(folder: &Path) -> Output {
    run(folder, &["serve", "--listen", "127.0.0.1:0"])
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// One clear sentence, and the exit code of a failure.
fn assert_refused(output: &Output, says: &str) {
    let text = errors(output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains(says), "{text}");
    assert!(!text.contains("panicked"), "{text}");
    assert_eq!(text.lines().filter(|line| !line.contains("INFO")).count(), 1, "{text}");
}

/// A data folder of a node that ran and stopped.
fn used() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let up = run(folder.path(), &["migrate", "up"]);
    assert_eq!(up.status.code(), Some(0), "{}", errors(&up));
    assert_eq!(run(folder.path(), &["user", "add", "ana"]).status.code(), Some(0));
    let database = folder.path().join("d/bandung.sqlite");
    (folder, database)
}

async fn change(database: &Path, sql: &str) {
    let store = Store::open(&Database::Sqlite(database.to_owned())).await.unwrap();
    testing::execute(&store, sql).await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_schema_from_the_future_is_refused_and_left_as_it_is() {
    let (folder, database) = used();
    change(
        &database,
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_wonders', 1)",
    )
    .await;
    let before = fs::read(&database).unwrap();
    assert_refused(
        &serve(folder.path()),
        "made by a newer version of this program (m9999_wonders)",
    );
    assert_refused(&run(folder.path(), &["user", "list"]), "install that version");
    assert_refused(&run(folder.path(), &["migrate", "down"]), "Nothing was changed");
    assert_eq!(fs::read(&database).unwrap(), before);
    assert!(!folder.path().join("d/running").exists() && !folder.path().join("d/backups").exists());
}

fn backups(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("d/backups")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[tokio::test]
async fn r10_a_copy_is_made_before_the_schema_changes_and_the_last_three_are_kept() {
    let (folder, _) = used();
    let status = run(folder.path(), &["migrate", "status"]);
    assert!(String::from_utf8(status.stdout).unwrap().contains("up to date"));
    assert!(
        !folder.path().join("d/backups").exists(),
        "an empty database needs no copy"
    );
    assert_eq!(run(folder.path(), &["migrate", "down"]).status.code(), Some(0));
    let before_down = backups(folder.path());
    assert_eq!(before_down.len(), 1);
    let mode = fs::metadata(&before_down[0]).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    // Any command brings the schema up to date, and copies first.
    assert_eq!(run(folder.path(), &["user", "list"]).status.code(), Some(0));
    let both = backups(folder.path());
    assert_eq!(both.len(), 2, "{both:?}");
    let copy = both.iter().find(|file| **file != before_down[0]).unwrap();
    let store = Store::open(&Database::Sqlite(copy.clone())).await.unwrap();
    assert_eq!(store.schema_state().await.unwrap(), storage::SchemaState::Older(1));
    assert_eq!(store.integrity().await.unwrap(), None);
    store.close().await.unwrap();

    for file in &both {
        fs::copy(
            file,
            file.with_file_name(format!("{}-older.sqlite", file.file_stem().unwrap().display())),
        )
        .unwrap();
    }
    assert_eq!(run(folder.path(), &["migrate", "down"]).status.code(), Some(0));
    let kept: Vec<PathBuf> = backups(folder.path())
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "sqlite"))
        .collect();
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert_eq!(
        run(folder.path(), &["migrate", "up", "--without-backup"]).status.code(),
        Some(0)
    );
    assert_eq!(
        backups(folder.path()).len(),
        kept.len() + 2,
        "two more belong to the copy that was opened here"
    );
}

#[tokio::test]
async fn r02_killed_at_any_moment_of_a_migration_and_its_copy_the_node_comes_up_whole() {
    let (folder, _) = used();
    for round in 0..15 {
        assert_eq!(
            run(folder.path(), &["migrate", "down"]).status.code(),
            Some(0),
            "{round}"
        );
        let mut child = Command::new(PROGRAM)
            .env_clear()
            .current_dir(folder.path())
            .args(["--yes", "--data-dir", "d", "migrate", "up"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(round * 9));
        // It may be through already; then nothing is killed.
        let _ended = child.kill();
        child.wait().unwrap();
        for copy in backups(folder.path()) {
            let name = copy.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("pre-") && name.ends_with(".sqlite") {
                let aside = tempfile::tempdir().unwrap();
                let place = aside.path().join("copy.sqlite");
                fs::copy(&copy, &place).unwrap();
                let store = Store::open(&Database::Sqlite(place)).await.unwrap();
                assert_eq!(store.integrity().await.unwrap(), None, "{name} is whole");
                store.close().await.unwrap();
            }
        }
        let listed = run(folder.path(), &["user", "list", "--json"]);
        assert_eq!(listed.status.code(), Some(0), "{round}: {}", errors(&listed));
        assert!(String::from_utf8(listed.stdout).unwrap().contains("\"ana\""), "{round}");
        let status = run(folder.path(), &["migrate", "status"]);
        assert!(
            String::from_utf8(status.stdout).unwrap().contains("up to date"),
            "{round}"
        );
    }
}

#[test]
fn r11_a_file_that_was_cut_is_told_and_left_as_it_is() {
    let (folder, database) = used();
    let length = fs::metadata(&database).unwrap().len();
    fs::OpenOptions::new()
        .write(true)
        .open(&database)
        .unwrap()
        .set_len(length / 2)
        .unwrap();
    fs::write(folder.path().join("d/running"), "").unwrap();
    let before = fs::read(&database).unwrap();
    let refused = serve(folder.path());
    assert_eq!(refused.status.code(), Some(1));
    let text = errors(&refused);
    assert!(text.contains("restore") && !text.contains("panicked"), "{text}");
    assert_eq!(fs::read(&database).unwrap(), before);
}

#[test]
fn r11_after_a_power_cut_a_page_that_is_wrong_is_found_before_anything_is_written() {
    let (folder, database) = used();
    let mut file = fs::OpenOptions::new().write(true).open(&database).unwrap();
    file.seek(SeekFrom::Start(5 * 4096)).unwrap();
    file.write_all(&[0xA5; 4096]).unwrap();
    drop(file);
    fs::write(folder.path().join("d/running"), "").unwrap();
    let before = fs::read(&database).unwrap();
    assert_refused(&serve(folder.path()), "the database is damaged");
    assert_eq!(fs::read(&database).unwrap(), before);
    assert!(folder.path().join("d/running").exists(), "the next start looks again");
}

/// A shell in a mount namespace of its own, so that a test may mount without being root outside.
fn in_own_mounts(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    command
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("PROGRAM", PROGRAM)
        .current_dir(folder)
        .args(["--user", "--map-root-user", "--mount", "sh", "-ec", script]);
    command
}

#[test]
fn r11_a_folder_that_can_only_be_read_is_told() {
    let (folder, database) = used();
    let before = fs::read(&database).unwrap();
    let script = "mount --bind d d; mount -o remount,ro,bind d; \
                  exec \"$PROGRAM\" serve --data-dir d --listen 127.0.0.1:0";
    let output = in_own_mounts(folder.path(), script).output().unwrap();
    assert_refused(&output, "the data folder cannot be written");
    assert_eq!(fs::read(&database).unwrap(), before);
}

struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
    address: SocketAddr,
    setup: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
    }
}

impl Running {
    fn start(mut command: Command, address: SocketAddr) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        while !greeting.contains("nothing is sent to or taken from other servers") {
            assert_ne!(lines.read_line(&mut greeting).unwrap(), 0, "the node ended: {greeting}");
        }
        let setup = greeting.split(&address.to_string()).nth(1).unwrap();
        let setup = setup.split_whitespace().next().unwrap().to_owned();
        Self {
            child,
            lines,
            address,
            setup,
        }
    }

    fn ask(&self, method: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let host = self.address;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nAccept: text/html\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

#[test]
fn r04_on_a_full_disk_reading_goes_on_and_writing_waits_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("d")).unwrap();
    let address = free_address();
    let script = format!(
        "mount -t tmpfs -o size=64m,mode=700 disk d; \
         exec \"$PROGRAM\" serve --data-dir d --set health.least_free=24MB --listen {address}"
    );
    let node = Running::start(in_own_mounts(folder.path(), &script), address);
    assert!(node.ask("GET", "/readyz").starts_with("HTTP/1.1 200 "));
    let disk = PathBuf::from(format!("/proc/{}/root", node.child.id())).join(folder.path().strip_prefix("/").unwrap());
    let filler = disk.join("d/filler");
    let mut file = fs::File::create(&filler).unwrap();
    // Until nothing fits any more.
    while file.write_all(&[7; 64 * 1024]).is_ok() {}
    drop(file);

    let refused = node.ask("POST", &node.setup);
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
    assert!(refused.to_ascii_lowercase().contains("retry-after"), "{refused}");
    let page = node.ask("GET", &node.setup);
    assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
    let ready = node.ask("GET", "/readyz");
    assert!(
        ready.starts_with("HTTP/1.1 503 ") && ready.contains("MB are free"),
        "{ready}"
    );

    fs::remove_file(&filler).unwrap();
    assert!(node.ask("GET", "/readyz").starts_with("HTTP/1.1 200 "));
    assert!(
        node.ask("POST", &node.setup).starts_with("HTTP/1.1 4"),
        "the form itself is judged again"
    );
    node.signal("-TERM");
    let mut node = node;
    assert_eq!(node.child.wait().unwrap().code(), Some(0));
}

#[test]
fn r14_the_second_signal_ends_at_once_and_loses_nothing() {
    let (folder, _) = used();
    let address = free_address();
    let mut command = Command::new(PROGRAM);
    command
        .env_clear()
        .current_dir(folder.path())
        .args(["serve", "--data-dir", "d", "--listen", &address.to_string()]);
    let mut node = Running::start(command, address);
    // A request that never ends holds the stop in good order up.
    let mut endless = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nx",
        node.setup
    );
    endless.write_all(head.as_bytes()).unwrap();
    assert!(node.ask("GET", "/livez").starts_with("HTTP/1.1 200 "));
    node.signal("-TERM");
    let mut said = String::new();
    while !said.contains("once more ends at once") {
        assert_ne!(
            node.lines.read_line(&mut said).unwrap(),
            0,
            "it ended too early: {said}"
        );
    }
    let second = Instant::now();
    node.signal("-TERM");
    assert_eq!(node.child.wait().unwrap().code(), Some(1));
    assert!(second.elapsed() < Duration::from_secs(8), "{:?}", second.elapsed());
    let listed = run(folder.path(), &["user", "list", "--json"]);
    assert!(String::from_utf8(listed.stdout).unwrap().contains("\"ana\""));
}
