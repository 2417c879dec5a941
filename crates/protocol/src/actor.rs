//! Actors: those of this node as documents, those of others as [`RemoteActor`] (PROTOCOL 3).

mod build;
mod read;

pub use build::{MemberOf, PublicKeys, ShownKey, actor_ids, instance, organisation};
pub(crate) use build::{add_inbox_and_keys, implements};
pub use read::{ActorKind, ListedKey, RemoteActor};

#[cfg(test)]
mod tests;
