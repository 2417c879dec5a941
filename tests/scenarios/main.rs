//! Scenarios with whole networks of nodes. One binary, since linking is slow.

mod catch_up;
mod delivery;
mod fetching;
mod following;
mod inbox;
mod keys;
mod publishing;
mod reactions;
mod replication;
mod signatures;
mod stage;
