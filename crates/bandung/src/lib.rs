//! The program: settings, command line, start and stop. The only crate that knows all others.

pub mod commands;
pub mod config;
pub mod exchange;

pub use config::Config;
