//! A request -> a response. Whom it is meant for is judged first, then what it asks for.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::HeaderMap;
use hyper::{Method, Request, Response, StatusCode};

use super::hosts::{Hosts, Stranger};
use super::payload::Payload;
use super::{Limits, replies, stream, target, writing};
use crate::serve::audit::Told;
use crate::serve::pages::{self, Answer, Version};
use crate::serve::preview::{Preview, Rebuilt};
use crate::serve::{browser, kinds, names};
use crate::{discover, model::SitePath};

/// The folder of what is not part of the site: no file of a site has such a name.
const OURS: &str = ".onrecord/";
const READING: &str = "GET, HEAD";

/// What all requests are answered from.
pub struct Front {
    pub preview: Arc<Preview>,
    pub hosts: Hosts,
    pub limits: Limits,
    /// Whoever looks at the pages that were asked for.
    pub auditor: Sender<Told>,
    pub announce: Announce,
}

/// Told what a look at the disk has led to, and how long it took.
pub type Announce = Arc<dyn Fn(&Rebuilt, Duration) + Send + Sync>;

/// Answers a request.
pub async fn answer(front: Arc<Front>, request: Request<Incoming>) -> Response<Payload> {
    let (head, body) = request.into_parts();
    match front.hosts.admit(&head) {
        Ok(()) => {}
        Err(Stranger::Unclear) => {
            return replies::sentence(StatusCode::BAD_REQUEST, "A request names its host, once.");
        }
        Err(Stranger::Foreign) => {
            return replies::sentence(StatusCode::FORBIDDEN, "This server does not answer to that name.");
        }
    }
    let Some(path) = target::decoded(head.uri.path()) else {
        return replies::sentence(StatusCode::BAD_REQUEST, "The path is no text.");
    };
    let base = pages::base(&front.preview.now());
    let root = target::decoded(&base).unwrap_or_default();
    let inner = path.strip_prefix(&root).map(str::to_owned);
    let is_reading = matches!(head.method, Method::GET | Method::HEAD);
    let query = head.uri.query().unwrap_or_default().to_owned();
    match inner {
        None if !is_reading => replies::other_methods(READING),
        None if is_above(&path, &root) => replies::elsewhere(&base),
        None => replies::sentence(StatusCode::NOT_FOUND, &format!("The site is at {base}.")),
        Some(inner) => match inner.strip_prefix(OURS) {
            Some("claims") if head.method == Method::POST => writing::write(&front, head, body).await,
            Some("claims") if !is_reading => replies::other_methods("GET, HEAD, POST"),
            _ if !is_reading => replies::other_methods(READING),
            Some(name) => ours(&front, name, &query, &head.headers).await,
            None => site(front, inner, base, query).await,
        },
    }
}

/// `/`, or the site's root without its last slash.
fn is_above(path: &str, root: &str) -> bool {
    path == "/" || format!("{path}/") == root
}

/// What is not part of the site.
async fn ours(front: &Arc<Front>, name: &str, query: &str, headers: &HeaderMap) -> Response<Payload> {
    let preview = Arc::clone(&front.preview);
    match name {
        "stream" => {
            let page = target::value(query, "page").unwrap_or_default();
            let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
            let version = last.or_else(|| target::value(query, "version"));
            let version = version.as_deref().and_then(Version::parse);
            stream::open(&preview, &page, version, front.limits.heartbeat)
        }
        "names" => {
            let words = target::value(query, "q").unwrap_or_default();
            let limit = target::value(query, "limit").and_then(|limit| limit.parse().ok());
            let found =
                move || names::names(&preview.now().site.corpus, &words, limit.unwrap_or(names::FOUND));
            match blocking(found).await {
                Some(names) => replies::json(StatusCode::OK, &names),
                None => failed(),
            }
        }
        "claims" => writing::claims(front, query).await,
        _ => match browser::file(name) {
            Some(text) => replies::content(StatusCode::OK, &kinds::content_type(name), Payload::bytes(text)),
            None => replies::sentence(StatusCode::NOT_FOUND, "There is no such thing."),
        },
    }
}

/// What stands at a path of the site.
async fn site(front: Arc<Front>, path: String, base: String, query: String) -> Response<Payload> {
    let preview = Arc::clone(&front.preview);
    let asked = path.clone();
    let Some((answer, kind)) = blocking(move || {
        let answer = pages::answer(&preview, &path);
        let opened = match &answer {
            Answer::Copied(file) => Some(discover::open(&preview.now().site.inputs.root, file)),
            _ => None,
        };
        (answer, opened)
    })
    .await
    else {
        return failed();
    };
    match (answer, kind) {
        (Answer::Page { status, html }, _) => {
            // Nobody minds if the auditor is gone: we are being stopped.
            let _ = front.auditor.send(Told::Asked(asked));
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            replies::content(status, "text/html; charset=utf-8", Payload::bytes(html))
        }
        (Answer::Made(bytes), _) => {
            replies::content(StatusCode::OK, &kinds::content_type(&asked), Payload::bytes(bytes))
        }
        (Answer::Moved(to), _) => replies::elsewhere(&location(&base, &to, &query)),
        (Answer::Copied(_), Some(Ok(opened))) => {
            let payload = Payload::file(opened.file, opened.stamp.size);
            replies::content(StatusCode::OK, &kinds::content_type(&asked), payload)
        }
        (Answer::Copied(_), _) => {
            replies::sentence(StatusCode::NOT_FOUND, "The file is gone, or cannot be read.")
        }
    }
}

fn location(base: &str, to: &SitePath, query: &str) -> String {
    let question = if query.is_empty() { "" } else { "?" };
    format!("{base}{}{question}{query}", target::encoded(to.as_str()))
}

/// Does what takes time, or looks at the disk, where no other request waits for it. `None` where it has
/// failed: a mistake of ours.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

pub fn failed() -> Response<Payload> {
    replies::sentence(
        StatusCode::INTERNAL_SERVER_ERROR,
        "The preview has failed at this: a mistake of its own.",
    )
}
