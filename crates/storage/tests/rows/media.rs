//! Files of pictures.

use storage::{StorageError, media::MediaFolder, testing};

#[tokio::test]
async fn a_file_comes_back_and_nothing_is_left_beside_it() {
    let store = testing::temporary().await.unwrap();
    let path = store.folder().join("media");
    let folder = MediaFolder::open(path.clone()).unwrap();

    folder.store("abc.webp", b"picture").unwrap();

    assert_eq!(folder.read("abc.webp").unwrap().as_deref(), Some(&b"picture"[..]));
    assert_eq!(folder.read("other.webp").unwrap(), None);
    let names: Vec<_> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["abc.webp"]);
}

#[tokio::test]
async fn w16_a_name_that_leads_out_of_the_folder_is_none_of_ours() {
    let store = testing::temporary().await.unwrap();
    let folder = MediaFolder::open(store.folder().join("media")).unwrap();
    std::fs::write(store.folder().join("secret.txt"), "secret").unwrap();

    for name in [
        "../secret.txt",
        "/etc/passwd",
        "..",
        "a/b.webp",
        "a\\b.webp",
        ".webp",
        "a.b.webp",
        "a\0.webp",
        "",
    ] {
        assert_eq!(folder.read(name).unwrap(), None, "{name:?}");
        assert!(
            matches!(folder.store(name, b"x"), Err(StorageError::Unusable(_))),
            "{name:?}"
        );
    }
}
