//! A request whose body nobody reads to its end ends its connection. Without this the web server would go on reading a
//! body without an end after it has answered, for as long as somebody sends.

use std::{
    cell::RefCell,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use actix_web::{
    HttpMessage,
    body::{BodySize, BoxBody, MessageBody},
    dev::{Payload, ServiceRequest},
    error::PayloadError,
    web::Bytes,
};
use futures::Stream;

/// The body of a request, shared by whoever reads it and by the answer.
#[derive(Clone)]
pub(super) struct Body(Rc<RefCell<Payload>>);

impl Body {
    /// Takes the body out and puts a shared one in its place; nothing for requests without one.
    pub(super) fn share(request: &mut ServiceRequest) -> Option<Self> {
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return None;
        }
        let body = Self(Rc::new(RefCell::new(payload)));
        request.set_payload(Payload::Stream {
            payload: Box::pin(body.clone()),
        });
        Some(body)
    }

    /// The web server closes the connection when it has sent an answer while the body of its request is neither read
    /// nor let go: so the answer keeps it.
    pub(super) fn keep_with(self, answer: BoxBody) -> BoxBody {
        BoxBody::new(Answer { answer, _request: self })
    }
}

impl Stream for Body {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

/// The body of an answer together with that of its request.
struct Answer {
    answer: BoxBody,
    _request: Body,
}

impl MessageBody for Answer {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.answer.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.answer).poll_next(context)
    }
}
