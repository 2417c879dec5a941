//! Everything that a node can do: each operation is one transaction with permission and audit.
//!
//! Knows neither HTTP nor SQL nor the network. Pages, our API, the command line, the inbox and the lanes all call this
//! crate. Start reading at [`Operations`], then the module of the subject.

mod accounts;
mod audit;
mod caller;
mod catch_up;
mod clock;
mod deliveries;
mod directory;
mod documents;
mod drafts;
mod entropy;
mod error;
mod followers;
mod following;
mod health;
mod inbox;
mod links;
mod media;
mod moderation;
mod notes;
mod organisations;
mod practices;
mod replications;
mod search;
mod setup;
mod timeline;
mod tokens;
pub mod view;

use std::sync::Arc;

pub use accounts::{NewPerson, Secret};
pub use caller::{Caller, Session};
pub use catch_up::{CatchUpItem, CatchUpPage};
pub use clock::{Clock, SystemClock};
pub use deliveries::{Claim, DeliveryJob, PeerView};
pub use directory::{RemoteDirectory, RemoteError};
pub use documents::{ActorKeys, Served};
pub use entropy::{Entropy, OsEntropy};
pub use error::OperationError;
pub use inbox::{Known, Receipt};
pub use links::Invitation;
pub use search::PracticeFilter;
pub use setup::SetupForm;

/// All operations of one node. Cheap to clone.
#[derive(Clone)]
pub struct Operations(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}
