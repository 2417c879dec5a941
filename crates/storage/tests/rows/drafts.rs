//! Drafts: nothing that was typed is lost; requests that are repeated.

use domain::ids::{DraftId, PostId};
use storage::{
    Db, StorageError,
    drafts::{self, Draft},
    testing,
};

use crate::{at, organisation, person};

fn draft() -> Draft {
    Draft {
        id: DraftId::new(at(0), [1; 10]),
        organisation: organisation(1),
        person: person("amina", &[]).id,
        who: "Amina".to_owned(),
        revises: None,
        fields: "{}".to_owned(),
        version: 1,
        published_as: None,
        updated: at(0),
    }
}

#[tokio::test]
async fn a_save_on_an_older_version_changes_nothing() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let id = draft().id;
    drafts::insert(&tx, &draft()).await.unwrap();

    assert!(
        drafts::save(&tx, id, 1, "{\"title\":\"a\"}", "Amina", at(1))
            .await
            .unwrap()
    );
    assert!(
        !drafts::save(&tx, id, 1, "{\"title\":\"b\"}", "Bo", at(2))
            .await
            .unwrap()
    );

    let kept = drafts::get(&Db::from(&tx), id).await.unwrap().unwrap();
    assert_eq!(
        (kept.version, kept.fields.as_str(), kept.who.as_str()),
        (2, "{\"title\":\"a\"}", "Amina")
    );
    assert_eq!(kept.updated, at(1));
}

#[tokio::test]
async fn a_published_draft_is_no_longer_open() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let post = PostId::new(at(0), [9; 10]);
    drafts::insert(&tx, &draft()).await.unwrap();
    assert_eq!(drafts::open(&Db::from(&tx), organisation(1)).await.unwrap().len(), 1);

    drafts::published(&tx, draft().id, post).await.unwrap();

    assert!(drafts::open(&Db::from(&tx), organisation(1)).await.unwrap().is_empty());
    let kept = drafts::get(&Db::from(&tx), draft().id).await.unwrap().unwrap();
    assert_eq!(kept.published_as, Some(post));
}

#[tokio::test]
async fn a_key_of_a_request_stands_for_one_post() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let (first, second) = (PostId::new(at(0), [1; 10]), PostId::new(at(0), [2; 10]));
    drafts::note_key(&tx, "key", first, at(0)).await.unwrap();

    assert_eq!(drafts::made_by_key(&Db::from(&tx), "key").await.unwrap(), Some(first));
    assert_eq!(drafts::made_by_key(&Db::from(&tx), "other").await.unwrap(), None);
    assert!(matches!(
        drafts::note_key(&tx, "key", second, at(0)).await,
        Err(StorageError::Exists)
    ));
}
