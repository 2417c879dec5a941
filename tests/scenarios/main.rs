//! Scenarios with whole networks of nodes. One binary, since linking is slow.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

mod accounts;
mod catch_up;
mod clock;
mod declarations;
mod declarations_hidden;
mod declarations_hostile;
mod declarations_members;
mod declarations_sample;
mod delivery;
mod fetching;
mod following;
mod inbox;
mod keys;
mod limits;
mod log;
mod moderation;
mod moving;
mod network_enforcement;
mod network_letters;
mod network_secretariat;
mod network_trusting;
mod networks;
mod processes;
mod publishing;
mod reactions;
mod relays;
mod replication;
mod signatures;
mod stage;
mod web_input;
mod year;
mod year_applications;
mod year_ends;
mod year_people;
