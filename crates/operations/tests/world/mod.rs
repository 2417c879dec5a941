//! What all tests of operations stand on: a clock that stands still, bytes that are the same in every run, a node of one
//! organisation.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::NewPassword,
    ids::OrganisationId,
    organisation::Profile,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use evidence::origin::IdPolicy;
use futures::future::BoxFuture;
use operations::{Clock, Entropy, KeyFile, Operations, Parts, SetupForm};
use storage::{
    media::MediaFolder,
    testing::{self, TemporaryStore},
};

pub(crate) const PASSWORD: &str = "three green boats";

/// A clock that stands still until it is told to go on.
pub(crate) struct Standing(Mutex<DateTime<Utc>>);

impl Standing {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        Self::now(self)
    }

    fn sleep_until(&self, _moment: DateTime<Utc>) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Different bytes each time, the same in every run.
#[derive(Default)]
struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let seed = evidence::keys::sha256(&number.to_be_bytes());
        for (byte, given) in bytes.iter_mut().zip(seed.iter().cycle()) {
            *byte = *given;
        }
    }
}

/// A node, its clock and its database.
pub(crate) struct World {
    pub(crate) operations: Operations,
    pub(crate) clock: Arc<Standing>,
    pub(crate) store: TemporaryStore,
}

/// A node that starts over a database.
pub(crate) async fn started(store: &TemporaryStore, clock: &Arc<Standing>, development: bool) -> Operations {
    let parts = Parts {
        store: store.shared(),
        media: MediaFolder::open(store.folder().join("media")).unwrap(),
        clock: clock.clone(),
        entropy: Arc::new(Counting::default()),
        scheme: "https".to_owned(),
        domain: None,
        development,
        ids: IdPolicy::default(),
        names_key: KeyFile::in_folder(store.folder()),
    };
    Operations::open(parts).await.unwrap()
}

impl World {
    /// A node that is not set up. In a development network people have no second factor: the password proves them
    /// (decision 26).
    pub(crate) async fn empty(development: bool) -> Self {
        let store = testing::temporary().await.unwrap();
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let clock = Arc::new(Standing(Mutex::new(start)));
        Self {
            operations: started(&store, &clock, development).await,
            clock,
            store,
        }
    }

    /// The node `water.example` with the organisation `water`, whose owner is `olu`.
    pub(crate) async fn of_water(development: bool, profile: Profile) -> (Self, OrganisationId) {
        let world = Box::pin(Self::empty(development)).await;
        let link = world.operations.new_setup_link().await.unwrap();
        let form = setup_form(profile);
        let setting_up = world.operations.complete_setup(link.expose(), form);
        Box::pin(setting_up).await.unwrap();
        let water = world.operations.organisation("water").await.unwrap().id;
        (world, water)
    }
}

pub(crate) fn setup_form(profile: Profile) -> SetupForm {
    SetupForm {
        domain: "water.example".to_owned(),
        login: "olu".to_owned(),
        name: "Olu".to_owned(),
        password: NewPassword::parse(PASSWORD).unwrap(),
        handle: "water".to_owned(),
        profile,
    }
}

pub(crate) fn profile(name: &str, country: &str) -> Profile {
    Profile {
        name: name.to_owned(),
        name_latin: None,
        country: Country::parse(country).unwrap(),
        kind: OrganisationType::all().next().unwrap(),
        language: Language::parse("en").unwrap(),
        about: String::new(),
        website: None,
        logo: None,
        approves_followers: false,
        shows_followers: true,
    }
}
