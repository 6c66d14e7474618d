//! The events of an open page: told as they come, until the page is gone.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use tokio::sync::mpsc;

use super::payload::Payload;
use super::replies;
use crate::serve::listener::{Event, Listener};
use crate::serve::pages::Version;
use crate::serve::preview::Preview;

/// Events that wait for a slow browser. While they do, no more are made: what it is told next is what is
/// true then.
const WAITING: usize = 4;
/// How soon a browser that has lost us tries again, in milliseconds.
const RETRY: u16 = 500;

/// Opens the stream of a page that a browser shows at a version.
pub fn open(
    preview: &Arc<Preview>,
    page: &str,
    version: Option<Version>,
    heartbeat: Duration,
) -> Response<Payload> {
    let (sender, receiver) = mpsc::channel(WAITING);
    let listener = Listener::new(page, version, preview);
    tokio::spawn(tell(Arc::clone(preview), listener, sender, heartbeat));
    replies::content(StatusCode::OK, "text/event-stream", Payload::events(receiver))
}

/// `None` where the browser has gone, or we have failed.
async fn tell(
    preview: Arc<Preview>,
    mut listener: Listener,
    out: mpsc::Sender<Bytes>,
    heartbeat: Duration,
) -> Option<()> {
    let mut ticks = preview.ticks();
    out.send(format!("retry: {RETRY}\n\n").into()).await.ok()?;
    loop {
        ticks.mark_unchanged();
        let making = Arc::clone(&preview);
        let made = tokio::task::spawn_blocking(move || {
            let news = listener.news(&making);
            (listener, news)
        });
        let news;
        (listener, news) = made.await.ok()?;
        for event in news {
            out.send(written(&event)).await.ok()?;
        }
        tokio::select! {
            ticked = ticks.changed() => ticked.ok()?,
            () = out.closed() => return None,
            // So that we learn of a browser that has gone without a word.
            () = tokio::time::sleep(heartbeat) => out.send(Bytes::from_static(b":\n\n")).await.ok()?,
        }
    }
}

fn written(event: &Event) -> Bytes {
    format!("event: {}\nid: {}\ndata: {}\n\n", event.name, event.id, event.text).into()
}
