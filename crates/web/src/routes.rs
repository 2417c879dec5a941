//! The role table: every address with its methods and who may use it. The app is built from this table and from nothing
//! else, so a route that is not in it does not exist (SECURITY RO1).

use actix_web::{
    HttpRequest, HttpResponse, Scope,
    dev::ResourceDef,
    guard::{self, Guard, GuardContext},
    http::Method,
    web,
};

use crate::error::WebError;
use crate::pages::{about, display, feeds, home, machine, organisations, places, posts, practices, sign_in};

/// Who may use a route. What a person may do for an organisation is decided by the operation itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody, also while the node has no domain yet.
    BeforeSetup,
    /// Whoever has the secret in the address.
    Link,
    /// People who are logged in; others are asked to log in.
    SignedIn,
    /// Operators and moderators; for others the page does not exist.
    Moderator,
    /// Operators; for others the page does not exist.
    Operator,
    /// Programs with a token.
    ReadToken,
    /// Programs with a token that may write.
    WriteToken,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` (with `HEAD`), `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The address, with `{parameters}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

macro_rules! routes {
    ($($method:ident $path:literal $access:ident $handler:path;)+) => {
        /// All routes.
        pub const ROUTES: &[Route] = &[$(Route {
            method: stringify!($method),
            path: $path,
            access: Access::$access,
        }),+];

        pub(crate) fn register(scope: Scope) -> Scope {
            scope$(.service(
                web::resource($path)
                    .guard(by_method(stringify!($method)))
                    .app_data(Access::$access)
                    .route(web::route().to($handler)),
            ))+
        }
    };
}

routes! {
    GET "/" Public home::home;
    GET "/practices" Public practices::list;
    GET "/search" Public practices::list;
    GET "/practices/{slug}" Public practices::page;
    GET "/practices/{slug}/history" Public practices::history;
    GET "/practices/{slug}/map.svg" Public practices::world_map;
    GET "/posts/{id}" Public posts::thread;
    POST "/posts/{id}/{action}" SignedIn posts::act;
    GET "/organisations" Public organisations::list;
    GET "/@{handle}" Public organisations::page;
    GET "/@{handle}/feed.atom" Public feeds::organisation_atom;
    GET "/@{handle}/feed.json" Public feeds::organisation_json;
    GET "/tags/{tag}" Public places::tag;
    GET "/tags/{tag}/feed.atom" Public feeds::tag_atom;
    GET "/countries/{country}" Public places::country;
    GET "/countries/{country}/feed.atom" Public feeds::country_atom;
    GET "/feed.atom" Public feeds::node_atom;
    GET "/feed.json" Public feeds::node_json;
    GET "/about" Public about::page;
    GET "/rules" Public about::page;
    GET "/privacy" Public about::page;
    GET "/safety" Public about::page;
    GET "/accessibility" Public about::page;
    GET "/source" Public about::page;
    GET "/login" Public sign_in::login_form;
    POST "/login" Public sign_in::log_in;
    POST "/logout" SignedIn sign_in::log_out;
    GET "/invite/{token}" Link sign_in::invitation;
    POST "/invite/{token}" Link sign_in::accept_invitation;
    GET "/reset/{token}" Link sign_in::reset_form;
    POST "/reset/{token}" Link sign_in::reset;
    GET "/settings/display" Public display::form;
    POST "/settings/display" Public display::save;
    GET "/livez" BeforeSetup machine::livez;
    GET "/readyz" BeforeSetup machine::readyz;
    GET "/robots.txt" BeforeSetup machine::robots;
    GET "/sitemap.xml" Public machine::sitemap;
    GET "/manifest.webmanifest" BeforeSetup machine::manifest;
    GET "/.well-known/security.txt" Public machine::security_txt;
    GET "/.well-known/change-password" Public machine::change_password;
    GET "/oembed" Public machine::oembed;
    GET "/media/{file}" Public machine::media;
    GET "/assets/{file}" BeforeSetup crate::assets::asset;
}

struct ByMethod(&'static str);

impl Guard for ByMethod {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let method = &context.head().method;
        method.as_str() == self.0 || (self.0 == "GET" && *method == Method::HEAD)
    }
}

fn by_method(method: &'static str) -> impl guard::Guard {
    ByMethod(method)
}

/// The methods that exist at an address.
pub(crate) fn methods_of(path: &str) -> Vec<&'static str> {
    let here = ROUTES
        .iter()
        .filter(|route| ResourceDef::new(route.path).is_match(path));
    here.map(|route| route.method).collect()
}

/// What matches nothing: another method at an address that exists, or no address at all.
pub(crate) async fn unknown(request: HttpRequest) -> Result<HttpResponse, WebError> {
    if methods_of(request.path()).is_empty() {
        Err(WebError::NotFound)
    } else {
        Err(WebError::MethodNotAllowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ro1_no_route_stands_twice_in_the_table() {
        for (index, route) in ROUTES.iter().enumerate() {
            let again = ROUTES[..index]
                .iter()
                .any(|other| other.path == route.path && other.method == route.method);
            assert!(!again, "{} {}", route.method, route.path);
        }
    }

    #[test]
    fn ro1_nobody_changes_anything_without_a_login_a_link_or_a_token() {
        const FORMS_FOR_VISITORS: [&str; 2] = ["/login", "/settings/display"];
        for route in ROUTES.iter().filter(|route| route.method != "GET") {
            let open = matches!(route.access, Access::Public | Access::BeforeSetup);
            assert!(
                !open || FORMS_FOR_VISITORS.contains(&route.path),
                "{} {}",
                route.method,
                route.path
            );
        }
    }

    #[test]
    fn ro1_every_page_of_the_operator_is_closed_to_others() {
        for route in ROUTES.iter().filter(|route| route.path.starts_with("/admin")) {
            let closed = matches!(route.access, Access::Operator | Access::Moderator);
            assert!(closed || route.path.starts_with("/admin/setup/"), "{}", route.path);
        }
    }
}
