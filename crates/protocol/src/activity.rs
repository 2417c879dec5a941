//! Activities (being written).
/// What an activity says.
#[derive(Clone, Debug)]
pub enum Body {
    /// Of a type that we do not act on.
    Unsupported(String),
}
