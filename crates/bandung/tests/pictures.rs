//! Pictures are decoded by the program itself, started once more with nothing that it could harm (SECURITY CO6).
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    sync::Arc,
};

use domain::{
    account::NewPassword,
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use image::{DynamicImage, ImageFormat, RgbImage};
use operations::{OperationError, Operations, OsEntropy, Parts, SetupForm, SystemClock};
use storage::{media::MediaFolder, testing};

const PROGRAM: &str = env!("CARGO_BIN_EXE_bandung");

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let noise = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([x * 7 + y, y * 3, x ^ y].map(|value| u8::try_from(value & 0xff).unwrap()))
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(noise).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn start() -> Child {
    Command::new(PROGRAM)
        .arg("decode-picture")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn decode(bytes: &[u8]) -> Output {
    let mut child = start();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || {
        // One that has seen enough closes its end.
        let _closed = input.write_all(&bytes);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn first_line(output: &Output) -> String {
    let line = output.stdout.split(|byte| *byte == b'\n').next().unwrap();
    String::from_utf8(line.to_vec()).unwrap()
}

#[test]
fn co6_the_child_re_encodes_every_kind_that_is_taken() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let output = decode(&picture(640, 480, format));
        assert!(
            output.status.success(),
            "{format:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let line = first_line(&output);
        assert!(
            line.starts_with("ok ") && line.contains(" 320 240 ") && line.contains(" 640 480 "),
            "{line}"
        );
    }
}

#[test]
fn co6_a_photo_of_five_million_pixels_fits_into_time_and_memory_of_the_child() {
    let output = decode(&picture(2_500, 2_000, ImageFormat::Jpeg));
    let line = first_line(&output);
    assert!(
        line.contains(" 1280 1024 "),
        "{line} {:?} {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn co6_the_child_has_no_call_but_those_for_computing_no_file_and_little_memory() {
    let mut child = start();
    let of = |name: &str| fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap_or_default();
    while !of("status").contains("Seccomp:\t2") {
        assert!(of("status").contains("State"), "the child ended");
        std::thread::yield_now();
    }
    let limits = of("limits");
    let limit = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[26..].split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(limit("Max data size"), (176 * 1024 * 1024).to_string());
    assert_eq!(limit("Max cpu time"), "5");
    assert_eq!(
        (limit("Max open files"), limit("Max file size")),
        ("3".to_owned(), "0".to_owned())
    );
    drop(child.stdin.take());
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn w18_f12_bombs_and_what_is_no_picture_are_refused_in_words() {
    let mut bomb = picture(16, 16, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let endless = [b"GIF89a\xff\xff\xff\xff\x00\x00\x00".to_vec(), vec![0x2C; 100_000]].concat();
    let html = b"<html><script>alert(1)</script>".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
    for bytes in [bomb, endless, html, svg, Vec::new(), vec![0; 11 * 1024 * 1024]] {
        let output = decode(&bytes);
        let line = first_line(&output);
        assert!(
            output.status.success() && line.starts_with("no "),
            "{line:?} {:?}",
            output.status
        );
    }
}

async fn node(store: &testing::TemporaryStore) -> Operations {
    let operations = Operations::open(Parts {
        store: store.shared(),
        media: MediaFolder::open(store.folder().join("media")).unwrap(),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        scheme: "https".to_owned(),
        domain: None,
        development: false,
        ids: evidence::origin::IdPolicy::default(),
        names_key: operations::KeyFile::in_folder(store.folder()),
    });
    let operations = operations.await.unwrap();
    let link = operations.new_setup_link().await.unwrap();
    let profile = Profile {
        name: "Water for all".to_owned(),
        name_latin: None,
        country: Country::parse("KE").unwrap(),
        kind: OrganisationType::all().next().unwrap(),
        language: Language::parse("en").unwrap(),
        about: String::new(),
        website: None,
        logo: None,
        approves_followers: false,
        shows_followers: true,
    };
    let form = SetupForm {
        domain: "water.example".to_owned(),
        login: "olu".to_owned(),
        name: "Olu".to_owned(),
        password: NewPassword::parse("three green boats").unwrap(),
        handle: "water".to_owned(),
        profile,
    };
    operations.complete_setup(link.expose(), form).await.unwrap();
    operations
}

#[tokio::test]
async fn co6_a_photo_goes_through_the_child_and_a_child_that_dies_is_told() {
    let store = testing::temporary().await.unwrap();
    let operations = node(&store).await;
    operations.decode_pictures_with(PathBuf::from(PROGRAM));
    let session = operations.local_operator(None, Some("water")).await.unwrap();
    let water = session.acting_for().unwrap();
    let photo = picture(800, 600, ImageFormat::Jpeg);
    operations
        .store_photo(&session, water, None, photo.clone())
        .await
        .unwrap();
    let files = fs::read_dir(store.folder().join("media")).unwrap().count();
    assert_eq!(files, 2);

    let store = testing::temporary().await.unwrap();
    let operations = node(&store).await;
    operations.decode_pictures_with(PathBuf::from("/bin/false"));
    let session = operations.local_operator(None, Some("water")).await.unwrap();
    let refused = operations.store_photo(&session, water, None, photo.clone()).await;
    assert!(matches!(
        refused,
        Err(OperationError::NoPicture(_) | OperationError::NotFound { .. })
    ));
    let water = session.acting_for().unwrap();
    let refused = operations.store_photo(&session, water, None, photo).await;
    assert!(matches!(refused, Err(OperationError::NoPicture(why)) if why.to_string().contains("choose a smaller one")));
    assert!(!store.folder().join("media").read_dir().unwrap().any(|_| true));
}

#[test]
fn the_word_for_the_child_is_no_command_for_people() {
    let mut manual = String::new();
    let mut child = Command::new(PROGRAM)
        .arg("help")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdout.take().unwrap().read_to_string(&mut manual).unwrap();
    child.wait().unwrap();
    assert!(!manual.contains("decode-picture"));
}
