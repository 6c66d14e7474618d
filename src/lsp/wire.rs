//! The stream of a client -> messages, and back: JSON-RPC in frames with a length.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// What a client sends.
#[derive(Debug)]
pub enum Incoming {
    Message(Message),
    /// A frame that holds no message: with the id that an answer must bear, null where there is none.
    Garbage {
        id: Value,
        code: ErrorCode,
        reason: String,
    },
}

/// Reads what a client sends on a thread of its own, as fast as it comes: a client that writes is never
/// kept waiting by one that works. The channel ends with the stream, after the error that ended it.
pub fn listen(input: impl Read + Send + 'static) -> Receiver<io::Result<Incoming>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Some(read) = next(&mut input).transpose() {
            let ends = read.is_err();
            if sender.send(read).is_err() || ends {
                return;
            }
        }
    });
    receiver
}

/// The next frame; `None` where the stream ends between two.
fn next(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = length(input)? else { return Ok(None) };
    let mut body = Vec::new();
    // Grows as it is filled: a length can be any number.
    let read = input.take(length).read_to_end(&mut body)?;
    if (read as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(message(&body)))
}

/// The length that a frame's head gives.
fn length(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    const LONGEST_LINE: u64 = 8 << 10;
    let mut length = None;
    let mut begun = false;
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        match line.trim_ascii() {
            [] if line.is_empty() && !begun => return Ok(None),
            [] if line.is_empty() => return Err(io::ErrorKind::UnexpectedEof.into()),
            [] => return length.map(Some).ok_or_else(|| lost("a frame has no length")),
            head => {
                begun = true;
                let head = String::from_utf8_lossy(head);
                let (name, value) = head.split_once(':').ok_or_else(|| lost("a frame has no head"))?;
                if name.trim().eq_ignore_ascii_case("Content-Length") {
                    let value = value.trim().parse();
                    length = Some(value.map_err(|_| lost("the length of a frame is no number"))?);
                }
            }
        }
    }
}

/// Where the next frame begins cannot be told any more.
fn lost(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("what the client sends cannot be read: {reason}"))
}

fn message(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => {
            let reason = error.to_string();
            return Incoming::Garbage { id: Value::Null, code: ErrorCode::ParseError, reason };
        }
    };
    let id = value.get("id").filter(|id| id.is_i64() || id.is_string()).cloned().unwrap_or_default();
    let reason = || "this is no message of JSON-RPC".to_owned();
    let garbage = |_| Incoming::Garbage { id, code: ErrorCode::InvalidRequest, reason: reason() };
    serde_json::from_value(value).map_or_else(garbage, Incoming::Message)
}

/// The way to a client.
pub struct Outlet(Box<dyn Write>);

impl Outlet {
    pub fn new(out: impl Write + 'static) -> Self {
        Self(Box::new(out))
    }

    pub fn send(&mut self, message: impl Into<Message>) -> io::Result<()> {
        message.into().write(&mut self.0)
    }

    /// Answers what was no message.
    pub fn refuse(&mut self, id: &Value, code: ErrorCode, reason: &str) -> io::Result<()> {
        let error = json!({"code": code as i32, "message": reason});
        let body = json!({"jsonrpc": "2.0", "id": id, "error": error}).to_string();
        write!(self.0, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Incoming, listen};

    fn read(stream: &[u8]) -> Vec<String> {
        let told = |read: std::io::Result<Incoming>| match read {
            Ok(Incoming::Message(message)) => serde_json::to_string(&message).unwrap(),
            Ok(Incoming::Garbage { id, code, .. }) => format!("{id} {code:?}"),
            Err(error) => format!("{:?}", error.kind()),
        };
        listen(Cursor::new(stream.to_vec())).iter().map(told).collect()
    }

    #[test]
    fn frames_are_read_whatever_they_hold() {
        let stream = b"Content-Length: 15\r\n\r\n{\"method\": \"a\"}\
            content-type: x\r\ncontent-length:2\r\n\r\n{]\
            Content-Length: 10\r\n\r\n{\"id\": 77}\
            Content-Length: 2\r\n\r\n\xff\xff\
            Content-Length: 15\r\n\r\n{\"method\": \"b\"}";
        assert_eq!(
            read(stream),
            [
                r#"{"method":"a"}"#,
                "null ParseError",
                "77 InvalidRequest",
                "null ParseError",
                r#"{"method":"b"}"#
            ]
        );
    }

    #[test]
    fn a_stream_that_makes_no_sense_ends() {
        for (stream, end) in [
            (&b"GET / HTTP/1.1\r\n\r\n"[..], "InvalidData"),
            (b"Content-Length: many\r\n\r\n", "InvalidData"),
            (b"Content-Type: x\r\n\r\n", "InvalidData"),
            (b"Content-Length: 99999999999999\r\n\r\n{}", "UnexpectedEof"),
            (b"Content-Length: 2\r\n", "UnexpectedEof"),
        ] {
            assert_eq!(read(stream), [end], "{:?}", String::from_utf8_lossy(stream));
        }
        assert_eq!(read(b""), Vec::<String>::new());
    }
}
