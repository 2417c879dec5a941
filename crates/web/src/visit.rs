//! One visit to one page: who asks, in which language, and whether the role table lets them in.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use askama::Template;
use domain::{account::NodeRole, permissions::Action, second_factor::Ask};
use operations::{Caller, OperationError, Operations, Session};

use crate::{
    answer::{Answer, Keep, gzip},
    assets::stylesheet_weight,
    client,
    error::WebError,
    frame::{Frame, FrameOrganisation, FramePerson, WEIGHT},
    limits::Costly,
    locale::{Locale, without_isolates},
    routes::Access,
    state::WebState,
};

/// One visit to one page.
pub(crate) struct Visit {
    pub(crate) frame: Frame,
    pub(crate) caller: Caller,
    pub(crate) state: WebState,
    pub(crate) request: HttpRequest,
    query: Vec<(String, String)>,
}

/// What an owner or operator may open before they have a second factor.
const WITHOUT_SECOND_FACTOR: [&str; 5] = [
    "/logout",
    "/settings/second-factor",
    "/settings/second-factor/app",
    "/settings/second-factor/passkey",
    "/settings/second-factor/passkey/options",
];

/// Marks a request for which a login was used: its answer is never kept.
pub(crate) struct LoginUsed;

impl FromRequest for Visit {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let visit = Self::begin(request).await?;
            visit.admit()?;
            Ok(visit)
        })
    }
}

impl Visit {
    /// Finds out who asks; lets nobody in yet.
    pub(crate) async fn begin(request: HttpRequest) -> Result<Self, WebError> {
        let state = request
            .app_data::<web::Data<WebState>>()
            .map(|data| data.get_ref().clone())
            .ok_or_else(|| WebError::Rendering("the state of the web is missing".to_owned()))?;
        let node = state.operations.node().await?;
        let caller = caller(&request, &state).await?;
        let query: Vec<(String, String)> = url::form_urlencoded::parse(request.query_string().as_bytes())
            .into_owned()
            .collect();
        let in_address = find(&query, "lang").and_then(Locale::parse);
        let locale = in_address
            .or_else(|| cookie(&request, "lang").and_then(|tag| Locale::parse(&tag)))
            .or_else(|| header_text(&request, header::ACCEPT_LANGUAGE).and_then(Locale::negotiate))
            .or_else(|| Locale::parse(&node.language))
            .unwrap_or(Locale::En);
        let person = match &caller {
            Caller::SignedIn(session) => Some(person(&state.operations, session).await?),
            Caller::Visitor => None,
        };
        let form_token = match &caller {
            Caller::SignedIn(session) => session.form_token().to_owned(),
            Caller::Visitor => state.form_tokens.issue(request.path()),
        };
        let frame = Frame {
            locale,
            node,
            here: here(request.path(), &query),
            language_in_address: in_address.is_some(),
            person,
            form_token,
            saver: cookie(&request, "saver").is_some() || header_is(&request, "save-data", "on"),
            large: cookie(&request, "text").is_some_and(|size| size == "large"),
            ask: match &caller {
                Caller::SignedIn(session) => state.operations.ask(session),
                Caller::Visitor => Ask::Nothing,
            },
            notice: find(&query, "done").filter(|key| is_slug(key)).map(str::to_owned),
        };
        Ok(Self {
            frame,
            caller,
            state,
            request,
            query,
        })
    }

    /// Holds the visit against the role table. A route that declares nothing lets nobody in.
    pub(crate) fn admit(&self) -> Result<(), WebError> {
        let access = self.request.app_data::<Access>().copied().ok_or(WebError::NotFound)?;
        if self.frame.node.domain.is_none() && access != Access::BeforeSetup {
            return Err(OperationError::NotSetUp.into());
        }
        let allowed = match access {
            Access::Public | Access::Link | Access::BeforeSetup => true,
            Access::SignedIn if !self.frame.signed_in() => return Err(OperationError::NotSignedIn.into()),
            Access::SignedIn => true,
            Access::Moderator => self.frame.moderator(),
            Access::Operator => self.frame.operator(),
            Access::Sealer => self.frame.may_seal(),
            Access::NetworkAdmin => self.frame.network_admin(),
            // Tokens are read by the API's own extractor; a page never asks for them.
            Access::ReadToken | Access::WriteToken => false,
        };
        if !allowed {
            return Err(WebError::NotFound);
        }
        // Owners, operators and admins of networks set up a second factor before anything else (SECURITY AC2).
        let closed = matches!(
            access,
            Access::SignedIn | Access::Moderator | Access::Operator | Access::Sealer | Access::NetworkAdmin
        );
        let missing =
            matches!(&self.caller, Caller::SignedIn(session) if self.operations().lacks_second_factor(session));
        let on_the_way = WITHOUT_SECOND_FACTOR.contains(&self.request.match_pattern().unwrap_or_default().as_str());
        if closed && missing && !on_the_way {
            return Err(OperationError::SecondFactorMissing.into());
        }
        Ok(())
    }

    /// All that the node can do.
    pub(crate) fn operations(&self) -> &Operations {
        &self.state.operations
    }

    /// The login; an error for visitors.
    pub(crate) fn session(&self) -> Result<&Session, WebError> {
        match &self.caller {
            Caller::SignedIn(session) => Ok(session),
            Caller::Visitor => Err(OperationError::NotSignedIn.into()),
        }
    }

    /// The organisation that the person acts for; an error when they have none.
    pub(crate) fn organisation(&self) -> Result<domain::ids::OrganisationId, WebError> {
        self.session()?
            .acting_for()
            .ok_or(WebError::Operation(operations::forbidden!(
                "may-not-without-an-organisation",
                "you may not act without an organisation"
            )))
    }

    /// A parameter of the address, if it is there and not empty.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        find(&self.query, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Where the next page of a list begins.
    pub(crate) fn after(&self) -> Option<&str> {
        self.parameter("after")
    }

    /// Counts a costly request of this client.
    pub(crate) fn take(&self, what: Costly) -> Result<(), WebError> {
        let client = client::address(&self.request, &self.state.trusted_proxies);
        self.state.limits.take(what, client)
    }

    /// The name under which the browser reached us.
    pub(crate) fn host(&self) -> &str {
        header_text(&self.request, header::HOST).unwrap_or_default()
    }

    /// The network of the client, for the limits of operations.
    pub(crate) fn client(&self) -> String {
        client::network(client::address(&self.request, &self.state.trusted_proxies))
    }

    /// The full address of a path of ours, for a link that somebody opens. In a development network the name of the node
    /// leads nowhere: there it is where this visit came in (decision 26).
    pub(crate) fn link(&self, path: impl std::fmt::Display) -> String {
        if self.state.development {
            let info = self.request.connection_info();
            return format!("{}://{}{path}", info.scheme(), info.host());
        }
        self.frame.full(path)
    }

    /// The page of a template.
    pub(crate) fn page(&self, template: &impl Template) -> Result<HttpResponse, WebError> {
        self.page_with(StatusCode::OK, template)
    }

    /// The page of a template with another status.
    pub(crate) fn page_with(&self, status: StatusCode, template: &impl Template) -> Result<HttpResponse, WebError> {
        let html = with_weight(self.frame.locale, with_plain_title(template.render()?));
        // A form carries a token of this visit, so its page is not kept either.
        let private = self.frame.signed_in() || self.uses_a_secret() || html.contains(&self.frame.form_token);
        let keep = if private { Keep::Never } else { Keep::Ask };
        Ok(Answer::ok("text/html; charset=utf-8", html)
            .status(status)
            .keep(keep)
            .send(&self.request))
    }

    /// The address itself is a secret.
    fn uses_a_secret(&self) -> bool {
        matches!(
            self.request.app_data::<Access>(),
            Some(Access::Link | Access::BeforeSetup)
        )
    }
}

async fn caller(request: &HttpRequest, state: &WebState) -> Result<Caller, WebError> {
    let Some(cookie) = cookie(request, state.cookie_name()) else {
        return Ok(Caller::Visitor);
    };
    let caller = state.operations.caller_by_cookie(&cookie).await?;
    request.extensions_mut().insert(LoginUsed);
    Ok(caller)
}

async fn person(operations: &Operations, session: &Session) -> Result<FramePerson, WebError> {
    let person = session.person();
    let acting = match session.acting_for() {
        Some(id) => {
            let organisation = operations.organisation_by_id(id).await?;
            Some(FrameOrganisation {
                id,
                handle: organisation.handle.to_string(),
                name: organisation.profile.name,
            })
        }
        None => None,
    };
    Ok(FramePerson {
        name: person.name.clone(),
        operator: person.node_role == Some(NodeRole::Operator),
        moderator: person.node_role.is_some(),
        may_seal: session.may(Action::Seal),
        networks: person.networks.clone(),
        applications: operations.waiting_applications(session).await?,
        acting,
    })
}

/// A cookie; nothing when it came twice, because then somebody else set one of them (SECURITY AC3).
pub(crate) fn cookie(request: &HttpRequest, name: &str) -> Option<String> {
    let cookies = request.cookies().ok()?;
    let mut found = cookies.iter().filter(|cookie| cookie.name() == name);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.value().to_owned()),
        _ => None,
    }
}

pub(crate) fn header_text(request: &HttpRequest, name: header::HeaderName) -> Option<&str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

fn header_is(request: &HttpRequest, name: &str, value: &str) -> bool {
    request
        .headers()
        .get(name)
        .is_some_and(|found| found.as_bytes() == value.as_bytes())
}

fn find<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    query
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn here(path: &str, query: &[(String, String)]) -> String {
    let mut rest = url::form_urlencoded::Serializer::new(String::new());
    let mut any = false;
    for (name, value) in query
        .iter()
        .filter(|(name, value)| name != "lang" && name != "done" && !value.is_empty())
    {
        rest.append_pair(name, value);
        any = true;
    }
    if any {
        format!("{path}?{}", rest.finish())
    } else {
        path.to_owned()
    }
}

/// Marks of direction are for the page, not for the title of its window (UX 8).
fn with_plain_title(mut html: String) -> String {
    let Some((start, end)) = html.find("<title>").zip(html.find("</title>")) else {
        return html;
    };
    let plain = without_isolates(&html[start..end]);
    html.replace_range(start..end, &plain);
    html
}

/// Writes the weight of the page, with its stylesheet, where the footer names it.
fn with_weight(locale: Locale, html: String) -> String {
    let Some(at) = html.rfind(WEIGHT) else {
        return html;
    };
    let weight = gzip(html.as_bytes()).len() + stylesheet_weight();
    let mut html = html;
    html.replace_range(at..at + WEIGHT.len(), &locale.kilobytes(weight));
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn w02_two_login_cookies_are_none() {
        let twice = TestRequest::default()
            .insert_header((header::COOKIE, "bandung=a; bandung=b"))
            .to_http_request();
        assert_eq!(cookie(&twice, "bandung"), None);
        let once = TestRequest::default()
            .insert_header((header::COOKIE, "bandung=a; lang=fr"))
            .to_http_request();
        assert_eq!(cookie(&once, "bandung").as_deref(), Some("a"));
    }

    #[test]
    fn the_title_of_the_window_has_no_marks_of_direction() {
        let page = "<title>\u{2068}3\u{2069} problems</title><h1>\u{2068}3\u{2069}</h1>".to_owned();
        assert_eq!(
            with_plain_title(page),
            "<title>3 problems</title><h1>\u{2068}3\u{2069}</h1>"
        );
    }

    #[test]
    fn the_language_switch_keeps_the_page() {
        let query = [("q".to_owned(), "a b".to_owned()), ("lang".to_owned(), "fr".to_owned())];
        assert_eq!(here("/practices", &query), "/practices?q=a+b");
        assert_eq!(here("/practices", &[]), "/practices");
    }
}
