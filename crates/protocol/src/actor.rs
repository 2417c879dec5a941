//! Actors (being written).
/// An actor of another server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteActor {
    /// Its id.
    pub id: String,
}
