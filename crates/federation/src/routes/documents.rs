//! `GET` of what this node owns: actors, articles, notes, activities, collections.

use actix_web::{HttpRequest, HttpResponse, web};
use operations::{OperationError, Served};
use protocol::{
    envelope::{Reader, check_get},
    refusal::Refusal,
};

use super::{activity, header_list, raw, refuse, target};
use crate::Federation;

impl Federation {
    /// The verified signer of a GET. A signature that does not hold is worse than none for private documents, and does
    /// not matter for public ones, so it counts as none.
    pub(super) async fn reader(&self, request: &HttpRequest) -> Option<Reader> {
        let headers = header_list(request);
        let urls = self.operations().urls()?;
        let unverified = check_get(&raw(request, &headers, &[]), &self.expect(&urls)).ok()??;
        let key = self.key(unverified.key_id(), None).await.ok()?;
        unverified.verify_reader(&key).ok()
    }

    /// Whether the one who signs is suspended here, as far as it says itself: nobody claims that without being it. What
    /// is public can still be read without a signature, and actors with their keys by everybody.
    fn asked_by_suspended(&self, request: &HttpRequest) -> bool {
        let path = request.path().trim_end_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        let is_actor = matches!(parts[..], ["", "ap", "actor"] | ["", "ap", "orgs" | "networks", _]);
        if is_actor {
            return false;
        }
        let headers = header_list(request);
        let Some(urls) = self.operations().urls() else {
            return false;
        };
        match check_get(&raw(request, &headers, &[]), &self.expect(&urls)) {
            Ok(Some(unverified)) => {
                let key = unverified.key_id();
                let actor = key.as_str().split('#').next().unwrap_or_default();
                self.operations().turns_away(key.host(), actor)
            }
            _ => false,
        }
    }
}

pub(super) async fn by_id(request: HttpRequest, federation: web::Data<Federation>) -> HttpResponse {
    let Some(urls) = federation.operations().urls() else {
        return refuse(&federation, "", Refusal::new(404, "not-found"));
    };
    let id = format!("{}{}", urls.base(), target(&request));
    if federation.asked_by_suspended(&request) {
        return refuse(&federation, "", Refusal::new(403, "blocked"));
    }
    // Actors and their keys are served without looking at any signature: two strict servers would wait for each other
    // (PA15).
    if let Ok(served) = federation.operations().document(&id, None).await {
        return serve(&federation, &request, Ok(served));
    }
    match federation.reader(&request).await {
        Some(reader) => serve(
            &federation,
            &request,
            federation.operations().document(&id, Some(reader.actor.as_str())).await,
        ),
        None => refuse(&federation, "", Refusal::new(404, "not-found")),
    }
}

pub(super) async fn by_page(request: HttpRequest, federation: web::Data<Federation>) -> HttpResponse {
    let operations = federation.operations();
    match operations.object_of_page(request.path()).await {
        Ok(id) => serve(&federation, &request, operations.document(&id, None).await),
        Err(_) => refuse(&federation, "", Refusal::new(404, "not-found")),
    }
}

fn serve(federation: &Federation, request: &HttpRequest, served: Result<Served, OperationError>) -> HttpResponse {
    match served {
        Ok(Served::Document(bytes)) => activity(request, bytes, false),
        Ok(Served::Gone(bytes)) => activity(request, bytes, true),
        Err(OperationError::Storage(_)) => refuse(federation, "", Refusal::new(503, "not-now")),
        Err(_) => refuse(federation, "", Refusal::new(404, "not-found")),
    }
}
