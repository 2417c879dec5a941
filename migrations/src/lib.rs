//! The history of the schema.
//!
//! Each migration is one transaction and can be taken back. Expand first, contract a release later.

mod m0001_people;
mod m0002_posts;
mod m0003_federation;
mod m0004_log;
mod m0005_declarations;
mod m0006_upkeep;
mod m0007_refusals;
mod m0008_mail;
mod m0009_recounts;
mod m0010_networks;
mod m0011_second_factor;
mod m0012_rosters;
mod m0013_moderation;
mod m0014_policy_changes;
mod m0015_member_counts;
mod m0016_bundle_actors;
mod m0017_moves;
mod m0018_roster_counts;
mod m0019_draft_addresses;
mod m0020_endorsing_editors;
mod m0021_networks;
mod table;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All migrations in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_posts::Migration),
            Box::new(m0003_federation::Migration),
            Box::new(m0004_log::Migration),
            Box::new(m0005_declarations::Migration),
            Box::new(m0006_upkeep::Migration),
            Box::new(m0007_refusals::Migration),
            Box::new(m0008_mail::Migration),
            Box::new(m0009_recounts::Migration),
            Box::new(m0010_networks::Migration),
            Box::new(m0011_second_factor::Migration),
            Box::new(m0012_rosters::Migration),
            Box::new(m0013_moderation::Migration),
            Box::new(m0014_policy_changes::Migration),
            Box::new(m0015_member_counts::Migration),
            Box::new(m0016_bundle_actors::Migration),
            Box::new(m0017_moves::Migration),
            Box::new(m0018_roster_counts::Migration),
            Box::new(m0019_draft_addresses::Migration),
            Box::new(m0020_endorsing_editors::Migration),
            Box::new(m0021_networks::Migration),
        ]
    }
}
