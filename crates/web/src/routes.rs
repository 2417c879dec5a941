//! The role table: every address with its methods and who may use it. The app is built from this table and from nothing
//! else, so a route that is not in it does not exist (SECURITY RO1).

use actix_web::{
    HttpRequest, HttpResponse, Scope,
    dev::ResourceDef,
    guard::{self, Guard, GuardContext},
    http::Method,
    web,
};

use crate::admin::{
    audit, blocks, declarations as secretariat, deliveries, endorsements as queue, imports, networks as membership,
    node, panic, people, reports, setup, trust,
};
use crate::api::{self, openapi};
use crate::error::WebError;
use crate::pages::{
    about, declarations, display, feeds, follows, home, machine, moderation, moving, networks, organisations,
    own_practices, places, policy, posts, practices, replication, second_factor, settings, sign_in, timeline, writing,
};

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
    /// Operators and owners of an organisation of this node; for others the page does not exist.
    Sealer,
    /// Admins of a network of this node; for others the page does not exist.
    NetworkAdmin,
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
    GET "/practices/{slug}/report" SignedIn replication::form;
    POST "/practices/{slug}/report" SignedIn replication::publish;
    POST "/practices/{slug}/revise" SignedIn own_practices::revise;
    POST "/practices/{slug}/confirm" SignedIn own_practices::confirm;
    POST "/practices/{slug}/feature" SignedIn own_practices::feature;
    GET "/practices/{slug}/withdraw" SignedIn own_practices::withdraw_form;
    POST "/practices/{slug}/withdraw" SignedIn own_practices::withdraw;
    GET "/posts/{id}" Public posts::thread;
    POST "/posts/{id}/{action}" SignedIn posts::act;
    GET "/organisations" Public organisations::list;
    GET "/@{handle}" Public organisations::page;
    GET "/@{handle}/feed.atom" Public feeds::organisation_atom;
    GET "/@{handle}/feed.json" Public feeds::organisation_json;
    GET "/declarations" Public declarations::text::list;
    GET "/declarations/feed.atom" Public feeds::declarations_atom;
    GET "/declarations/{slug}" Public declarations::text::page;
    GET "/declarations/{slug}/changes" Public declarations::text::changes;
    GET "/declarations/{slug}/endorse" Public declarations::endorse::form;
    POST "/declarations/{slug}/endorse" Public declarations::endorse::send;
    GET "/declarations/{slug}/own-node" Public declarations::own_node::page;
    GET "/declarations/{slug}/tally" Public declarations::tally::page;
    GET "/declarations/{slug}/tally.json" Public declarations::take_away::json;
    GET "/declarations/{slug}/tally.csv" Public declarations::take_away::csv;
    GET "/declarations/{slug}/tally.xlsx" Public declarations::take_away::xlsx;
    GET "/declarations/{slug}/tally.pdf" Public declarations::take_away::pdf;
    GET "/declarations/{slug}/tally.svg" Public declarations::take_away::svg;
    GET "/declarations/{slug}/tally/map.svg" Public declarations::tally::map;
    GET "/declarations/{slug}/tally/growth.svg" Public declarations::tally::growth;
    GET "/declarations/{slug}/endorsements" Public declarations::names::list;
    GET "/declarations/{slug}/endorsements.csv" Public declarations::take_away::names_csv;
    GET "/embed/tally/{slug}.svg" Public declarations::take_away::svg;
    GET "/embed/tally/{slug}" Public declarations::take_away::embed;
    GET "/endorsements/{id}" Public declarations::proof::page;
    GET "/e/{token}" Link declarations::own::page;
    POST "/e/{token}" Link declarations::own::act;
    GET "/endorse" SignedIn declarations::member::page;
    POST "/endorse" SignedIn declarations::member::send;
    GET "/endorse/{id}/withdraw" SignedIn declarations::member::withdraw_form;
    POST "/endorse/{id}/withdraw" SignedIn declarations::member::withdraw;
    GET "/networks" Public networks::public::list;
    GET "/networks/{slug}" Public networks::public::page;
    GET "/networks/{slug}/conduct" Public networks::public::conduct;
    GET "/networks/{slug}/feed.atom" Public feeds::network_atom;
    GET "/networks/{slug}/members/{id}" Public networks::public::member;
    GET "/networks/{slug}/join" Public networks::join::form;
    POST "/networks/{slug}/join" Public networks::join::send;
    GET "/applications/{token}" Link networks::application::page;
    POST "/applications/{token}" Link networks::application::act;
    GET "/referee/{token}" Link networks::referee::page;
    POST "/referee/{token}" Link networks::referee::send;
    GET "/voice/{token}" Link networks::voice::by_link;
    POST "/voice/{token}" Link networks::voice::act_by_link;
    GET "/tags/{tag}" Public places::tag;
    GET "/tags/{tag}/feed.atom" Public feeds::tag_atom;
    GET "/countries/{country}" Public places::country;
    GET "/countries/{country}/feed.atom" Public feeds::country_atom;
    GET "/feed.atom" Public feeds::node_atom;
    GET "/feed.json" Public feeds::node_json;
    GET "/policy" Public policy::page;
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
    GET "/follow" Public follows::remote_form;
    POST "/follow" Public follows::remote;
    GET "/home" SignedIn timeline::home;
    GET "/inbox" SignedIn timeline::incoming;
    GET "/report" SignedIn moderation::report_form;
    POST "/report" SignedIn moderation::report;
    GET "/notices" SignedIn moderation::notices;
    POST "/notices" SignedIn moderation::notices_read;
    POST "/notices/{id}/appeal" SignedIn moderation::appeal;
    GET "/drafts" SignedIn writing::drafts;
    GET "/write" SignedIn writing::drafts;
    POST "/write" SignedIn writing::start;
    GET "/write/{id}" SignedIn writing::step;
    POST "/write/{id}" SignedIn writing::save;
    GET "/write/{id}/review" SignedIn writing::review;
    POST "/write/{id}/publish" SignedIn writing::publish;
    POST "/write/{id}/delete" SignedIn writing::delete;
    GET "/following" SignedIn follows::following;
    POST "/following" SignedIn follows::follow;
    POST "/following/{id}/end" SignedIn follows::unfollow;
    GET "/followers" SignedIn follows::followers;
    POST "/followers/{id}/{action}" SignedIn follows::decide;
    GET "/settings/profile" SignedIn settings::profile;
    POST "/settings/profile" SignedIn settings::save_profile;
    POST "/settings/organisation" SignedIn settings::act_for;
    GET "/settings/moving" SignedIn moving::page;
    POST "/settings/moving" SignedIn moving::act;
    GET "/settings/contacts" SignedIn moderation::contacts;
    POST "/settings/contacts" SignedIn moderation::save_contacts;
    GET "/settings/team" SignedIn settings::team;
    POST "/settings/team/invite" SignedIn settings::invite;
    POST "/settings/team/revoke" SignedIn settings::revoke_invitation;
    POST "/settings/team/role" SignedIn settings::set_role;
    POST "/settings/team/two-people" SignedIn settings::two_people;
    GET "/settings/team/hand-over" SignedIn settings::hand_over_form;
    POST "/settings/team/hand-over" SignedIn settings::hand_over;
    GET "/settings/security" SignedIn settings::security;
    POST "/settings/security/password" SignedIn settings::change_password;
    POST "/settings/security/logins" SignedIn settings::end_logins;
    GET "/settings/second-factor" SignedIn second_factor::page;
    POST "/settings/second-factor/app" SignedIn second_factor::add_app;
    POST "/settings/second-factor/passkey" SignedIn second_factor::add_passkey;
    POST "/settings/second-factor/passkey/options" SignedIn second_factor::passkey_options;
    POST "/settings/second-factor/challenge" SignedIn second_factor::challenge;
    POST "/settings/second-factor/codes" SignedIn second_factor::new_codes;
    POST "/settings/second-factor/end" SignedIn second_factor::end;
    GET "/settings/tokens" SignedIn settings::tokens;
    POST "/settings/tokens" SignedIn settings::create_token;
    POST "/settings/tokens/{id}/end" SignedIn settings::revoke_token;
    GET "/settings/networks" SignedIn networks::own::list;
    GET "/settings/networks/join" SignedIn networks::own::join_form;
    POST "/settings/networks/join" SignedIn networks::own::join;
    GET "/settings/networks/elsewhere" SignedIn networks::elsewhere::page;
    POST "/settings/networks/elsewhere" SignedIn networks::elsewhere::act;
    GET "/settings/networks/{id}" SignedIn networks::own::one;
    POST "/settings/networks/{id}" SignedIn networks::own::act;
    GET "/settings/networks/{slug}/applications" SignedIn networks::voice::signed_in;
    POST "/settings/networks/{slug}/applications" SignedIn networks::voice::act_signed_in;
    GET "/admin" Operator node::dashboard;
    GET "/admin/doctor" Operator node::doctor;
    GET "/admin/audit" Operator audit::page;
    POST "/admin/audit/verify" Operator audit::verify;
    POST "/admin/audit/export" Operator audit::export;
    GET "/admin/panic" Sealer panic::page;
    POST "/admin/panic" Sealer panic::seal;
    POST "/admin/panic/unlock" Operator panic::unlock;
    GET "/admin/trust" Operator trust::page;
    POST "/admin/trust" Operator trust::act;
    GET "/admin/settings" Operator node::settings;
    POST "/admin/settings" Operator node::save_settings;
    GET "/admin/deliveries" Operator deliveries::list;
    GET "/admin/deliveries/{host}" Operator deliveries::peer;
    POST "/admin/deliveries/{host}/{action}" Operator deliveries::act;
    GET "/admin/reports" Moderator reports::flags;
    GET "/admin/reports/{id}" Moderator reports::case;
    POST "/admin/reports/{id}/{action}" Moderator reports::act;
    POST "/admin/appeals/{id}" Moderator reports::appeal;
    GET "/admin/domains" Moderator blocks::blocks;
    POST "/admin/domains" Moderator blocks::block;
    POST "/admin/domains/lift" Moderator blocks::lift;
    POST "/admin/domains/export" Moderator blocks::export;
    GET "/admin/domains/import" Moderator blocks::import_form;
    POST "/admin/domains/import" Moderator blocks::import;
    GET "/admin/people" Operator people::people;
    POST "/admin/people" Operator people::add;
    POST "/admin/people/{id}/{action}" Operator people::act;
    GET "/admin/organisations" Operator people::organisations;
    POST "/admin/organisations" Operator people::found;
    POST "/admin/organisations/hand-over" Operator people::hand_over;
    GET "/admin/declarations" SignedIn secretariat::list;
    POST "/admin/declarations" SignedIn secretariat::start;
    GET "/admin/declarations/{id}" SignedIn secretariat::one;
    POST "/admin/declarations/{id}" SignedIn secretariat::save;
    GET "/admin/declarations/{id}/preview" SignedIn secretariat::preview;
    POST "/admin/declarations/{id}/open" SignedIn secretariat::open;
    GET "/admin/declarations/{id}/endorsements" SignedIn queue::queue;
    POST "/admin/declarations/{id}/endorsements/{endorsement}/{action}" SignedIn queue::act;
    GET "/admin/declarations/{id}/import" SignedIn imports::form;
    POST "/admin/declarations/{id}/import" SignedIn imports::look;
    GET "/admin/declarations/{id}/import/{upload}" SignedIn imports::show;
    POST "/admin/declarations/{id}/import/{upload}" SignedIn imports::begin;
    GET "/admin/declarations/{id}/import/{upload}/not-taken.csv" SignedIn imports::not_taken;
    POST "/admin/declarations/{id}/{action}" SignedIn secretariat::act;
    GET "/admin/applications" NetworkAdmin membership::applications::list;
    GET "/admin/applications/{id}" NetworkAdmin membership::case::page;
    POST "/admin/applications/{id}" NetworkAdmin membership::case::act;
    GET "/admin/applications-past" NetworkAdmin membership::applications::past;
    GET "/admin/members" NetworkAdmin membership::members::list;
    GET "/admin/members/{id}" NetworkAdmin membership::member::page;
    POST "/admin/members/{id}" NetworkAdmin membership::member::act;
    GET "/admin/roster" NetworkAdmin membership::roster::page;
    GET "/admin/networks" SignedIn membership::setting_up::list;
    GET "/admin/networks/new" SignedIn membership::setting_up::new;
    POST "/admin/networks/new" SignedIn membership::setting_up::found;
    GET "/admin/networks/{slug}" NetworkAdmin membership::setting_up::page;
    POST "/admin/networks/{slug}" NetworkAdmin membership::setting_up::save;
    GET "/admin/setup/{token}" BeforeSetup setup::form;
    POST "/admin/setup/{token}" BeforeSetup setup::complete;
    GET "/api/openapi.json" Public openapi::openapi;
    GET "/api/docs" Public openapi::docs;
    GET "/api/bandung/v1/node" Public api::node::node;
    GET "/api/bandung/v1/practices" Public api::practices::list;
    POST "/api/bandung/v1/practices" WriteToken api::practices::publish;
    GET "/api/bandung/v1/practices/{id}" Public api::practices::one;
    PUT "/api/bandung/v1/practices/{id}" WriteToken api::practices::revise;
    DELETE "/api/bandung/v1/practices/{id}" WriteToken api::practices::withdraw;
    POST "/api/bandung/v1/practices/{id}/confirm" WriteToken api::practices::confirm;
    POST "/api/bandung/v1/media" WriteToken api::practices::upload;
    GET "/api/bandung/v1/drafts" ReadToken api::drafts::list;
    POST "/api/bandung/v1/drafts" WriteToken api::drafts::start;
    GET "/api/bandung/v1/drafts/{id}" ReadToken api::drafts::one;
    PUT "/api/bandung/v1/drafts/{id}" WriteToken api::drafts::save;
    DELETE "/api/bandung/v1/drafts/{id}" WriteToken api::drafts::delete;
    GET "/api/bandung/v1/drafts/{id}/preview" ReadToken api::drafts::preview;
    POST "/api/bandung/v1/drafts/{id}/publish" WriteToken api::drafts::publish;
    GET "/api/bandung/v1/reports" ReadToken api::reports::list;
    POST "/api/bandung/v1/reports" WriteToken api::reports::publish;
    DELETE "/api/bandung/v1/reports/{id}" WriteToken api::reports::withdraw;
    GET "/api/bandung/v1/follows" ReadToken api::follows::follows;
    POST "/api/bandung/v1/follows" WriteToken api::follows::follow;
    DELETE "/api/bandung/v1/follows/{id}" WriteToken api::follows::unfollow;
    GET "/api/bandung/v1/followers" ReadToken api::follows::followers;
    POST "/api/bandung/v1/followers/{id}/accept" WriteToken api::follows::accept;
    DELETE "/api/bandung/v1/followers/{id}" WriteToken api::follows::refuse;
    GET "/api/bandung/v1/declarations" Public api::declarations::list;
    GET "/api/bandung/v1/declarations/{slug}" Public api::declarations::one;
    GET "/api/bandung/v1/declarations/{slug}/tally" Public api::declarations::tally;
    GET "/api/bandung/v1/declarations/{slug}/endorsements" Public api::declarations::names;
    POST "/api/bandung/v1/declarations/{slug}/signatures" Public api::declarations::sign;
    GET "/api/bandung/v1/signatures/{token}" Link api::declarations::signature;
    POST "/api/bandung/v1/signatures/{token}" Link api::declarations::change;
    GET "/api/bandung/v1/declaration-notices" ReadToken api::declarations::notices;
    POST "/api/bandung/v1/declarations/{slug}/endorse" WriteToken api::declarations::endorse;
    POST "/api/bandung/v1/declarations/{slug}/decline" WriteToken api::declarations::decline;
    GET "/api/bandung/v1/endorsements" ReadToken api::declarations::given;
    POST "/api/bandung/v1/endorsements/{id}/withdraw" WriteToken api::declarations::withdraw;
    POST "/api/bandung/v1/endorsements/{id}/erase" WriteToken api::declarations::erase;
    GET "/api/bandung/v1/declaration-drafts" ReadToken api::declarations::drafts;
    POST "/api/bandung/v1/declaration-drafts" WriteToken api::declarations::start;
    GET "/api/bandung/v1/declaration-drafts/{id}" ReadToken api::declarations::draft;
    PUT "/api/bandung/v1/declaration-drafts/{id}" WriteToken api::declarations::save;
    DELETE "/api/bandung/v1/declaration-drafts/{id}" WriteToken api::declarations::discard;
    GET "/api/bandung/v1/declaration-drafts/{id}/preview" ReadToken api::declarations::preview;
    POST "/api/bandung/v1/declaration-drafts/{id}/open" WriteToken api::declarations::open;
    POST "/api/bandung/v1/declarations/{slug}/extend" WriteToken api::declarations::extend;
    POST "/api/bandung/v1/declarations/{slug}/close" WriteToken api::declarations::close;
    POST "/api/bandung/v1/declarations/{slug}/revise" WriteToken api::declarations::revise;
    GET "/api/bandung/v1/declarations/{slug}/queue" WriteToken api::declarations::queue;
    POST "/api/bandung/v1/declarations/{slug}/import" WriteToken api::declarations::import;
    POST "/api/bandung/v1/endorsements/{id}/decide" WriteToken api::declarations::decide;
    GET "/api/bandung/v1/networks" Public api::networks::list;
    POST "/api/bandung/v1/networks" WriteToken api::network_admin::found;
    GET "/api/bandung/v1/networks/{slug}" Public api::networks::one;
    GET "/api/bandung/v1/networks/{slug}/members" Public api::networks::members;
    GET "/api/bandung/v1/networks/{slug}/members/{id}" Public api::networks::member;
    GET "/api/bandung/v1/networks/{slug}/roster" Public api::networks::roster;
    GET "/api/bandung/v1/networks/{slug}/posts" Public api::networks::posts;
    POST "/api/bandung/v1/networks/{slug}/applications" Public api::networks::apply;
    GET "/api/bandung/v1/networks/{slug}/applications" WriteToken api::network_admin::queue;
    GET "/api/bandung/v1/applications/{token}" Link api::networks::application;
    PUT "/api/bandung/v1/applications/{token}" Link api::networks::save;
    POST "/api/bandung/v1/applications/{token}" Link api::networks::act;
    GET "/api/bandung/v1/referee/{token}" Link api::networks::referee;
    POST "/api/bandung/v1/referee/{token}" Link api::networks::answer;
    GET "/api/bandung/v1/voice/{token}" Link api::networks::voice;
    POST "/api/bandung/v1/voice/{token}" Link api::networks::speak_by_link;
    GET "/api/bandung/v1/memberships" ReadToken api::networks::memberships;
    POST "/api/bandung/v1/memberships" WriteToken api::networks::join;
    GET "/api/bandung/v1/memberships/{id}" ReadToken api::networks::membership;
    POST "/api/bandung/v1/memberships/{id}" WriteToken api::networks::change;
    GET "/api/bandung/v1/networks/{slug}/comments" WriteToken api::networks::comments;
    POST "/api/bandung/v1/networks/{slug}/comments" WriteToken api::networks::comment;
    GET "/api/bandung/v1/networks/{slug}/member-list" WriteToken api::network_admin::members;
    GET "/api/bandung/v1/networks/{slug}/cases/{id}" WriteToken api::network_admin::case;
    POST "/api/bandung/v1/networks/{slug}/cases/{id}" WriteToken api::network_admin::act;
    GET "/api/bandung/v1/networks/{slug}/settings" WriteToken api::network_admin::settings;
    PUT "/api/bandung/v1/networks/{slug}/settings" WriteToken api::network_admin::save;
    GET "/api/bandung/v1/networks/{slug}/admins" WriteToken api::network_admin::admins;
    POST "/api/bandung/v1/networks/{slug}/admins" WriteToken api::network_admin::add_admin;
    POST "/api/bandung/v1/networks/{slug}/admins/{id}/remove" WriteToken api::network_admin::remove_admin;
    GET "/api/bandung/v1/timeline" ReadToken api::node::timeline;
    GET "/api/bandung/v1/incoming" ReadToken api::node::incoming;
    GET "/api/bandung/v1/organisation" ReadToken api::node::organisation;
    GET "/api/bandung/v1/tokens/self" ReadToken api::node::token;
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
        const FORMS_FOR_VISITORS: [&str; 7] = [
            "/login",
            "/settings/display",
            "/follow",
            "/declarations/{slug}/endorse",
            "/networks/{slug}/join",
            "/api/bandung/v1/networks/{slug}/applications",
            "/api/bandung/v1/declarations/{slug}/signatures",
        ];
        for route in ROUTES.iter().filter(|route| route.method != "GET") {
            // The set-up link is itself the secret.
            let link = route.path.contains("{token}");
            let open = matches!(route.access, Access::Public | Access::BeforeSetup) && !link;
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
            let closed = matches!(
                route.access,
                Access::Operator | Access::Moderator | Access::NetworkAdmin | Access::Sealer
            );
            // Whoever hosts a declaration manages it; the operation decides (SECURITY RO1).
            // Whoever owns an organisation founds a network; others are told that there is no such page.
            let own = ["/admin/declarations", "/admin/networks"]
                .iter()
                .any(|start| route.path.starts_with(start) && route.access == Access::SignedIn);
            assert!(
                closed || own || route.path.starts_with("/admin/setup/"),
                "{}",
                route.path
            );
        }
    }
}
