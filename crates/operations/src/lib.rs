//! Everything that a node can do: each operation is one transaction with permission and audit.
//!
//! Knows neither HTTP nor SQL nor the network. Pages, our API, the command line, the inbox and the lanes all call this
//! crate. Start reading at [`Operations`], then the module of the subject.

#[macro_use]
mod refusal;

mod accounts;
mod appeals;
mod audit;
mod blocks;
mod bundle_import;
mod bundles;
mod caller;
mod cards;
mod catch_up;
mod clock;
mod clock_gate;
mod contacts;
mod declarations;
mod deliveries;
mod directory;
mod disk;
mod documents;
mod drafts;
mod endorsing;
mod entropy;
mod error;
mod followers;
mod following;
mod handover;
mod health;
mod hidden_names;
mod identity;
mod importing;
mod inbox;
mod joining;
mod key_rotation;
mod links;
mod log;
mod log_checks;
mod log_events;
mod log_keys;
mod log_recovery;
mod log_signing;
mod logins;
mod mail;
mod media;
mod mirroring;
mod moderation;
mod moving;
mod names_key;
mod networks;
mod notes;
mod numbers;
mod organisations;
mod pins;
mod practices;
mod publishing;
mod quotes;
mod recounting;
mod refusals;
mod replications;
mod rosters;
mod sealing;
mod search;
mod second_factor;
mod secrets;
mod setup;
mod superseded;
mod throttle;
mod timeline;
mod tokens;
mod two_people;
pub mod view;
mod witnessing;
mod writers;

use std::sync::{Arc, RwLock};

use chrono::{DateTime, Utc};
use domain::policy::Policy;
use evidence::origin::IdPolicy;
use storage::{Db, Store, Tx, media::MediaFolder};
use tokio::sync::{Notify, Semaphore};

pub use accounts::NewPerson;
pub use audit::AuditFilter;
pub use blocks::{BlockForm, ImportedBlocks};
pub use bundle_import::{ImportedBundle, ImportedDeclaration};
pub use bundles::BundleSource;
pub use caller::{Caller, Session, StepUp};
pub use catch_up::{CatchUpItem, CatchUpPage};
pub use clock::{Clock, Elapsed, SystemClock};
pub use contacts::FirstLook;
pub use deliveries::{Claim, DeliveryJob, PeerView, Progress};
pub use directory::{RemoteDirectory, RemoteError};
pub use documents::Served;
pub use endorsing::{EndorseForm, NewRecord, Outcome, RecordAs, RecordBatch, SameAs};
pub use entropy::{Entropy, OsEntropy};
pub use error::OperationError;
pub use identity::ActorKeys;
pub use importing::{ImportOrder, ImportProblem, ImportProgress, ImportReport};
pub use inbox::{Arrival, Known, Receipt};
pub use joining::{JoinedView, LetterView};
pub use links::Invitation;
pub use log::{LogFile, LogStanding};
pub use log_events::EventsPage;
pub use mail::{Mail, MailMessage, MembershipNotice, WaitingMail, Wording};
pub use media::{DECODE_PICTURE, decode_picture};
pub use mirroring::{Judged, MirrorView, Mirroring};
pub use moderation::{DecisionForm, ReportForm};
pub use names_key::KeyFile;
pub use networks::{
    Ballot, CheckWanted, Fact, JoinRequest, LinkShown, MemberFilter, RosterItem, Settled, Subject, Voice,
};
pub use pins::PinView;
pub use recounting::{RecountState, Recounted};
pub use refusal::Refusal;
pub use rosters::{CheckedRoster, RosterQuestion, RosterTaken, TrustedView, WhoMayWrite, bar_word};
pub use sealing::{SealPreview, Sealed};
pub use search::PracticeFilter;
pub use second_factor::{
    CodeAppOffer, EndedFactor, Enrolled, PasskeyView, SecondFactorView,
    proving::{LogIn, SecondStep},
};
pub use secrets::Secret;
pub use setup::SetupForm;
pub use storage::{lanes::Failure, peers::FailedEntry};
pub use witnessing::{WitnessAnswer, WitnessRequest, WitnessView};

/// All operations of one node. Cheap to clone.
#[derive(Clone)]
pub struct Operations(Arc<Inner>);

/// What a node is made of.
pub struct Parts {
    /// The database, migrated.
    pub store: Arc<Store>,
    /// Pictures.
    pub media: MediaFolder,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// `https`, or `http` in a development network.
    pub scheme: String,
    /// The domain of the configuration; the one of set-up where it names none.
    pub domain: Option<String>,
    /// Member of a development network: every page says so.
    pub development: bool,
    /// Which ids are in normal form.
    pub ids: IdPolicy,
    /// The key to what signers hide.
    pub names_key: KeyFile,
}

struct Inner {
    store: Arc<Store>,
    media: MediaFolder,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    scheme: String,
    development: bool,
    ids: IdPolicy,
    identity: identity::Identity,
    throttle: throttle::Throttle,
    second_factor: second_factor::waiting::Ceremonies,
    hashing: Arc<Semaphore>,
    pictures: Arc<Semaphore>,
    /// The blocks, and the version that was read.
    policy: RwLock<(Arc<Policy>, i64)>,
    policy_loading: tokio::sync::Mutex<()>,
    outbox_moved: Notify,
    log: log::LogBook,
    recounts: recounting::RecountBook,
    figures: declarations::FiguresBook,
    arrivals: inbox::Arrivals,
    /// Where the node was opened: work of its own goes on there, beside the threads that answer requests.
    runtime: tokio::runtime::Handle,
    refusals: refusals::Refusals,
    rosters: rosters::RosterBook,
    block_hits: blocks::BlockHits,
    mail: mail::Outgoing,
    wording: std::sync::OnceLock<mail::Wording>,
    /// Something was erased: the files of the database are to be cleaned after the commit.
    scrub_wanted: std::sync::atomic::AtomicBool,
    clock_gate: clock_gate::ClockGate,
    disk_low: std::sync::atomic::AtomicBool,
    numbers: numbers::Numbers,
    superseded: superseded::Superseded,
    /// No key is read until somebody unlocks the node.
    sealed: std::sync::atomic::AtomicBool,
    names: hidden_names::HiddenNames,
    picture_program: std::sync::OnceLock<std::path::PathBuf>,
}

impl Operations {
    /// The operations of a node on its database.
    ///
    /// # Errors
    /// [`OperationError::Storage`]; [`OperationError::Refused`] when the configured domain is not the one of set-up.
    pub async fn open(parts: Parts) -> Result<Self, OperationError> {
        let started = parts.clock.now();
        let operations = Self(Arc::new(Inner {
            store: parts.store,
            media: parts.media,
            clock: parts.clock,
            entropy: parts.entropy,
            scheme: parts.scheme,
            development: parts.development,
            ids: parts.ids,
            identity: identity::Identity::default(),
            throttle: throttle::Throttle::default(),
            second_factor: second_factor::waiting::Ceremonies::default(),
            hashing: Arc::new(Semaphore::new(2)),
            pictures: Arc::new(Semaphore::new(1)),
            policy: RwLock::default(),
            policy_loading: tokio::sync::Mutex::default(),
            outbox_moved: Notify::new(),
            log: log::LogBook::default(),
            recounts: recounting::RecountBook::default(),
            figures: declarations::FiguresBook::default(),
            arrivals: inbox::Arrivals::default(),
            runtime: tokio::runtime::Handle::current(),
            refusals: refusals::Refusals::default(),
            rosters: rosters::RosterBook::new(started),
            block_hits: blocks::BlockHits::default(),
            mail: mail::Outgoing::default(),
            wording: std::sync::OnceLock::new(),
            scrub_wanted: std::sync::atomic::AtomicBool::new(false),
            clock_gate: clock_gate::ClockGate::default(),
            disk_low: std::sync::atomic::AtomicBool::new(false),
            numbers: numbers::Numbers::default(),
            superseded: superseded::Superseded::default(),
            sealed: std::sync::atomic::AtomicBool::new(false),
            names: hidden_names::HiddenNames::new(parts.names_key),
            picture_program: std::sync::OnceLock::new(),
        }));
        operations.load_domain(parts.domain.as_deref()).await?;
        operations.load_policy().await?;
        operations.load_clock().await?;
        operations.compare_own_log().await?;
        operations.leave_used_numbers_out().await?;
        operations.load_seal().await?;
        // A sealed node compares it when it is unlocked.
        if !operations.is_sealed() {
            operations.load_names_key().await?;
            operations.compare_own_log().await?;
        }
        Ok(operations)
    }

    /// The time now, believed or not.
    #[must_use]
    pub fn time(&self) -> DateTime<Utc> {
        self.now()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    pub(crate) fn db(&self) -> Db<'_> {
        Db::from(&*self.0.store)
    }

    pub(crate) async fn begin(&self) -> Result<Tx, OperationError> {
        self.time_is_stored();
        Ok(self.0.store.begin().await?)
    }
}
