//! Responses, each with the headers that all of them have.

use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::Value;

use super::payload::Payload;

/// What every response says: it is for pages of this server alone, what it says is what it is, and
/// nobody keeps it.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// A response with a content.
pub fn content(status: StatusCode, kind: &str, payload: Payload) -> Response<Payload> {
    let mut response = Response::new(payload);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(kind) = HeaderValue::from_str(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}

pub fn json(status: StatusCode, value: &Value) -> Response<Payload> {
    content(status, "application/json", Payload::bytes(value.to_string()))
}

/// A response that says in a sentence why there is no other.
pub fn sentence(status: StatusCode, sentence: &str) -> Response<Payload> {
    content(status, "text/plain; charset=utf-8", Payload::bytes(format!("{sentence}\n")))
}

/// What was asked for stands elsewhere on this server. The browser does not learn it by heart.
pub fn elsewhere(location: &str) -> Response<Payload> {
    let mut response = sentence(StatusCode::TEMPORARY_REDIRECT, "It stands elsewhere.");
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// What was asked for knows other methods only.
pub fn other_methods(allowed: &'static str) -> Response<Payload> {
    let mut response = sentence(StatusCode::METHOD_NOT_ALLOWED, "This method is not known here.");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}
