use super::payload::Payload;
use super::replies;
use super::routes::Desk;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Response, StatusCode};
use std::sync::Arc;
pub async fn answer(_desk: Arc<Desk>, _head: Parts, _body: Incoming) -> Response<Payload> {
    replies::sentence(StatusCode::NOT_FOUND, "x")
}
pub async fn claims(_desk: &Arc<Desk>, _query: &str) -> Response<Payload> {
    replies::sentence(StatusCode::NOT_FOUND, "x")
}
