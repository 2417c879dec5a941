//! Names that go over the wire; the one place where the vocabulary's address stands (decision 4).

/// The namespace of the prefix `bandung:`.
pub const BANDUNG: &str = "https://w3id.org/bandung#";
/// ActivityStreams 2.0.
pub const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// The public audience, always written in this form (PV8).
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
/// Media type of all ActivityPub documents that we serve (PV9).
pub const ACTIVITY_JSON: &str = "application/activity+json";

/// A concept of our vocabulary as a full IRI, for example `https://w3id.org/bandung#BestPractice`.
#[must_use]
pub fn concept(name: &str) -> String {
    format!("{BANDUNG}{name}")
}
