//! Requests that write, and what they need to know first. Only pages of ours may write: they know the
//! token, and browsers say where they come from.

use std::sync::Arc;
use std::time::Instant;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap};
use hyper::http::request::Parts;
use hyper::{Response, StatusCode};
use serde_json::json;

use super::payload::Payload;
use super::replies;
use super::routes::{Front, blocking, failed};
use super::target;
use crate::serve::annotate::{self, Refused, Written};

/// The longest body, in bytes.
const LONGEST_BODY: usize = 256 << 10;

/// The header with the token of the run.
const TOKEN: &str = "onrecord-token";

/// The claims of an article.
pub async fn claims(front: &Front, query: &str) -> Response<Payload> {
    let article = target::value(query, "article").unwrap_or_default();
    let preview = Arc::clone(&front.preview);
    match blocking(move || annotate::claims(&preview.now().site, &article)).await {
        Some(Some(claims)) => replies::json(StatusCode::OK, &claims),
        Some(None) => replies::sentence(StatusCode::NOT_FOUND, "There is no such article."),
        None => failed(),
    }
}

/// Writes what the body asks for.
#[expect(clippy::disallowed_methods, reason = "how long it took is told in the terminal")]
pub async fn write(front: &Front, head: Parts, body: Incoming) -> Response<Payload> {
    if let Some(refused) = strangers(front, &head) {
        return refused;
    }
    let body = match read(front, body).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let request = match serde_json::from_slice(&body) {
        Ok(request) => request,
        Err(error) => {
            return replies::sentence(StatusCode::BAD_REQUEST, &format!("It cannot be read: {error}."));
        }
    };
    let preview = Arc::clone(&front.preview);
    let announce = Arc::clone(&front.announce);
    let written = blocking(move || {
        let begun = Instant::now();
        let written = annotate::write(&preview, request);
        if let Ok(Written { rebuilt: Some(rebuilt), .. }) = &written {
            announce(rebuilt, begun.elapsed());
        }
        written
    });
    answered(written.await)
}

fn answered(written: Option<Result<Written, Refused>>) -> Response<Payload> {
    match written {
        Some(Ok(written)) => replies::json(StatusCode::OK, &written.answer),
        Some(Err(refused)) => {
            let status = match refused {
                Refused::Changed => StatusCode::CONFLICT,
                Refused::Troubles(_) | Refused::Problems(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Refused::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            replies::json(status, &json!({ "problems": refused.problems() }))
        }
        None => failed(),
    }
}

/// The answer to those who may not write.
fn strangers(front: &Front, head: &Parts) -> Option<Response<Payload>> {
    if !front.hosts.is_own_origin(head) {
        return Some(replies::sentence(StatusCode::FORBIDDEN, "Only pages of this preview may write."));
    }
    if !knows(&head.headers, &front.preview.token) {
        let stale = "The token is missing, or that of an earlier run: load the page again.";
        return Some(replies::sentence(StatusCode::FORBIDDEN, stale));
    }
    if !is_json(&head.headers) {
        return Some(replies::sentence(StatusCode::UNSUPPORTED_MEDIA_TYPE, "JSON is what is read here."));
    }
    None
}

/// Compares all of it, however much is right, so that the time taken tells nothing.
fn knows(headers: &HeaderMap, token: &str) -> bool {
    let Some(said) = headers.get(TOKEN) else { return false };
    let differences =
        said.as_bytes().iter().zip(token.bytes()).fold(0, |all, (said, known)| all | (said ^ known));
    said.len() == token.len() && !token.is_empty() && differences == 0
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

async fn read(front: &Front, body: Incoming) -> Result<Bytes, Response<Payload>> {
    let reading = Limited::new(body, LONGEST_BODY).collect();
    match tokio::time::timeout(front.limits.body, reading).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            Err(replies::sentence(StatusCode::PAYLOAD_TOO_LARGE, "That is too much for an annotation."))
        }
        Ok(Err(_)) => Err(replies::sentence(StatusCode::BAD_REQUEST, "The request broke off.")),
        Err(_) => Err(replies::sentence(StatusCode::REQUEST_TIMEOUT, "The request took too long.")),
    }
}
