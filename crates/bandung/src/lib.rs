//! The program: settings, command line, start and stop. The only crate that knows all others.
//!
//! Start reading at [`Node::start`] for what runs, at [`cli::run`] for what a person can type.

pub mod cli;
pub mod commands;
pub mod config;
mod console;
pub mod cores;
pub mod demo;
mod doctor;
mod failure;
mod mail;
mod node;
mod shutdown;
mod socket;
mod telemetry;

pub use config::Config;
pub use failure::Failure;
pub use node::{Node, Parts};
