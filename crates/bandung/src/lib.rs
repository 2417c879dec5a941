//! The program: settings, command line, start and stop. The only crate that knows all others.

pub mod config;

pub use config::Config;
