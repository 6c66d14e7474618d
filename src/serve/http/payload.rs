//! What a response carries: bytes, a file read piece by piece, or events as they happen.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc;

use super::connections::Busy;

/// How much of a file is read at a time, in bytes.
const PIECE: usize = 64 << 10;

/// What a response carries.
pub struct Payload {
    content: Content,
    /// Until it has been sent, its connection is not idle.
    pub busy: Option<Busy>,
}

enum Content {
    Bytes(Bytes),
    File { file: tokio::fs::File, left: u64 },
    Events(mpsc::Receiver<Bytes>),
}

impl Payload {
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self { content: Content::Bytes(bytes.into()), busy: None }
    }

    /// A file, which is sent as far as it was long when it was opened.
    pub fn file(file: std::fs::File, length: u64) -> Self {
        Self { content: Content::File { file: tokio::fs::File::from_std(file), left: length }, busy: None }
    }

    /// What comes through a channel, until its other end is dropped.
    pub fn events(events: mpsc::Receiver<Bytes>) -> Self {
        Self { content: Content::Events(events), busy: None }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let piece = match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => None,
            Content::Bytes(bytes) => Some(Ok(std::mem::take(bytes))),
            Content::File { left: 0, .. } => None,
            Content::File { file, left } => Some(ready!(poll_piece(Pin::new(file), left, cx))),
            Content::Events(events) => ready!(events.poll_recv(cx)).map(Ok),
        };
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::File { left, .. } => *left == 0,
            Content::Events(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::File { left, .. } => SizeHint::with_exact(*left),
            Content::Events(_) => SizeHint::default(),
        }
    }
}

/// The next piece of a file. A file that has become shorter ends the response as a failure, since its
/// length has been announced; what it has grown by is not sent.
fn poll_piece(
    file: Pin<&mut tokio::fs::File>,
    left: &mut u64,
    cx: &mut Context<'_>,
) -> Poll<std::io::Result<Bytes>> {
    let mut piece = vec![0; PIECE.min(usize::try_from(*left).unwrap_or(PIECE))];
    let mut buffer = ReadBuf::new(&mut piece);
    ready!(file.poll_read(cx, &mut buffer))?;
    let read = buffer.filled().len();
    piece.truncate(read);
    *left -= read as u64;
    Poll::Ready(if read == 0 { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(piece.into()) })
}
