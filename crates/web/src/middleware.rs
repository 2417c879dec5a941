//! What happens to every request and every answer.

mod failures;
mod headers;
mod origin;

pub(crate) use failures::failures;
pub use headers::answer_headers;
pub(crate) use origin::same_origin;
