//! Gives every refused request a body that its reader understands: a page for people, a problem document for programs.

use actix_web::{
    Error, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
    web,
};
use operations::OperationError;

use crate::{
    answer::{Answer, Keep, see_other},
    error::{Problem, WebError},
    frame::escaped,
    locale::Locale,
    pages, routes,
    state::WebState,
    visit::{Visit, header_text},
};

/// Turns errors into answers.
pub(crate) async fn failures(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method() == Method::TRACE {
        let response = explain(request.request(), &WebError::MethodNotAllowed).await;
        return Ok(request.into_response(response));
    }
    // No copy of the request may be alive while it is routed: the router writes into it.
    let response = next.call(request).await?;
    let Some(error) = response.response().error() else {
        return Ok(response.map_into_boxed_body());
    };
    let answer = explain_error(response.request(), error).await;
    Ok(response.into_response(answer))
}

async fn explain_error(request: &HttpRequest, error: &Error) -> HttpResponse {
    if let Some(known) = error.as_error::<WebError>() {
        return explain(request, known).await;
    }
    let foreign = match error.as_response_error().status_code() {
        StatusCode::NOT_FOUND => WebError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => WebError::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => WebError::UnsupportedType,
        status if status.is_client_error() => WebError::BadRequest(error.to_string()),
        _ => WebError::Rendering(error.to_string()),
    };
    explain(request, &foreign).await
}

async fn explain(request: &HttpRequest, error: &WebError) -> HttpResponse {
    let status = error.status_code();
    if status.is_server_error() {
        // The path of a link with a secret is a secret itself.
        let route = request.match_pattern().unwrap_or_default();
        tracing::error!(route, %error, cause = ?error, "a request failed");
    }
    if let Some(state) = request.app_data::<web::Data<WebState>>() {
        state.operations.note_refusal("", error.code());
    }
    let mut response = if for_a_program(request) {
        problem(request, error)
    } else if matches!(error, WebError::Operation(OperationError::SecondFactorMissing)) {
        see_other("/settings/second-factor")
    } else if matches!(error, WebError::Operation(OperationError::NotSignedIn))
        && matches!(*request.method(), Method::GET | Method::HEAD)
    {
        let next = request.uri().path_and_query().map_or("/", |path| path.as_str());
        see_other(&format!("/login?next={}", escaped(next)))
    } else {
        page(request, error).await
    };
    if let Some(seconds) = error.retry_after() {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    if request.path().starts_with("/api/") && status == StatusCode::UNAUTHORIZED {
        let bearer = header::HeaderValue::from_static("Bearer");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
    }
    if status == StatusCode::METHOD_NOT_ALLOWED
        && let Ok(methods) = header::HeaderValue::from_str(&routes::methods_of(request.path()).join(", "))
    {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    response
}

fn for_a_program(request: &HttpRequest) -> bool {
    let accept = header_text(request, header::ACCEPT).unwrap_or_default();
    request.path().starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

fn problem(request: &HttpRequest, error: &WebError) -> HttpResponse {
    let status = error.status_code();
    let problem = Problem {
        kind: format!("/problems/{}", error.code()),
        title: Locale::En.plain(format!("error-{}", error.code())),
        status: status.as_u16(),
        detail: error.detail(),
        reason: error.reason(),
        errors: error.faults(),
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    Answer::ok(Problem::TYPE, body)
        .status(status)
        .keep(Keep::Never)
        .send(request)
}

async fn page(request: &HttpRequest, error: &WebError) -> HttpResponse {
    let status = error.status_code();
    let shown = match Visit::begin(request.clone()).await {
        Ok(visit) => pages::problem::page(&visit, error),
        Err(cause) => Err(cause),
    };
    shown.unwrap_or_else(|cause| {
        tracing::error!(?cause, "the page of an error could not be shown");
        // Without the database there is no node to name: plain words are better than nothing.
        let text = format!(
            "{}\n{}\n",
            Locale::En.t(format!("error-{}", error.code())),
            Locale::En.t("error-try-later")
        );
        Answer::ok("text/plain; charset=utf-8", text)
            .status(status)
            .keep(Keep::Never)
            .send(request)
    })
}
