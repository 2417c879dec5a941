//! How deliveries to one peer proceed: what may start, what an answer means, when to try again (PROTOCOL 13.3).
//!
//! Pure state machines: [`Lane`] holds no connection and no clock, and [`after`] is the table of the protocol.

mod answer;
mod lane;

pub use answer::{Answer, PeerFacts, Step, after, back_off};
pub use lane::{Lane, Waiting};
