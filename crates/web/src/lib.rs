//! Pages, feeds, our own API, sign-in, translations.
//!
//! Calls `operations` and shows what it answers; knows no SQL and no ActivityPub JSON. Start reading at [`routes`]: the
//! one table of all addresses with their methods and who may use them; the app is built from it.

mod action;
mod admin;
mod answer;
mod api;
mod assets;
mod client;
mod error;
mod exports;
mod field;
mod form;
mod form_page;
mod form_token;
mod frame;
mod halls;
mod imports;
mod limits;
pub mod locale;
pub mod mail;
mod middleware;
mod pages;
mod pictures;
mod profile_form;
pub mod routes;
mod secret_page;
mod sent_forms;
mod state;
mod step_up;
mod visit;

use actix_web::{middleware::from_fn, web};

pub use client::TrustedProxies;
pub use middleware::answer_headers;
pub use pages::declarations::take_away::{TakeAway, take_away};
pub use state::{MoreChecks, WebState};

/// Scripts for which this machine has no font, in English; nothing when this program makes no PDFs.
#[must_use]
pub fn missing_fonts() -> Option<Vec<&'static str>> {
    #[cfg(feature = "pdf")]
    {
        Some(pages::declarations::pdf::missing_fonts())
    }
    #[cfg(not(feature = "pdf"))]
    None
}

/// Registers everything. To be called last: what matches nothing here is answered with "not found".
pub fn configure(config: &mut web::ServiceConfig, state: WebState) {
    let scope = routes::register(web::scope("").app_data(web::Data::new(state)))
        .default_service(web::to(routes::unknown))
        .wrap(from_fn(middleware::same_origin))
        .wrap(from_fn(middleware::failures))
        .wrap(from_fn(middleware::answer_headers));
    config.service(scope);
}
