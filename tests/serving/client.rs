//! A server over sockets, and a client that says exactly what it is told to say.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use onrecord::serve::Preview;
use onrecord::serve::http::{Limits, Server};

/// Longer than anything takes: a test that waits for this has failed.
pub const NEVER: Duration = Duration::from_secs(60);

pub struct Running {
    pub preview: Arc<Preview>,
    pub server: Server,
    pub address: SocketAddr,
}

/// Serves a preview on some port of the loopback.
pub fn start(preview: Preview, limits: Limits) -> Running {
    let preview = Arc::new(preview);
    let (auditor, _) = mpsc::channel();
    let announce = Arc::new(|_: &_, _| {});
    let server = Server::start(Arc::clone(&preview), auditor, announce, None, 0, limits).unwrap();
    let address = server.address();
    Running { preview, server, address }
}

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// In lower case, each with its value.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Running {
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(NEVER)).unwrap();
        stream.set_write_timeout(Some(NEVER)).unwrap();
        stream
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.address.port())
    }

    /// Sends these bytes on a connection of their own; the response, if there is one.
    pub fn raw(&self, request: &[u8]) -> Option<Response> {
        let mut stream = self.connect();
        // A server that has heard enough may close before it has heard all.
        let _ = stream.write_all(request);
        read(stream)
    }

    pub fn request(&self, method: &str, target: &str) -> Response {
        let host = self.host();
        self.raw(
            format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .unwrap()
    }

    pub fn get(&self, target: &str) -> Response {
        self.request("GET", target)
    }

    /// Opens a stream of events.
    pub fn events(&self, query: &str) -> Events {
        let mut stream = self.connect();
        let host = self.host();
        write!(stream, "GET /.onrecord/stream?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        Events(BufReader::new(stream))
    }
}

/// Reads one response; `None` where the connection was closed without one.
pub fn read(stream: TcpStream) -> Option<Response> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    if stream.read_line(&mut line).ok()? == 0 {
        return None;
    }
    let status = line.split(' ').nth(1)?.parse().ok()?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        stream.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let closes = headers.iter().any(|(name, value)| name == "connection" && value == "close");
    let length = headers.iter().find(|(name, _)| name == "content-length").map(|(_, value)| value.parse());
    let mut body = Vec::new();
    match length {
        // The answer to a `HEAD` names a length as well, and nothing follows.
        Some(Ok(length)) if !closes => drop(stream.take(length).read_to_end(&mut body)),
        _ => drop(stream.read_to_end(&mut body)),
    }
    Some(Response { status, headers, body })
}

/// A stream of events, unpacked from its chunks by looking at nothing but its lines.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next event: its name, its id and its data.
    pub fn next(&mut self) -> (String, String, String) {
        let (mut name, mut id) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            if let Some(value) = line.strip_prefix("event: ") {
                name = value.trim_end().to_owned();
            } else if let Some(value) = line.strip_prefix("id: ") {
                id = value.trim_end().to_owned();
            } else if let Some(value) = line.strip_prefix("data: ") {
                return (name, id, value.trim_end().to_owned());
            }
        }
    }

    /// The next line that is a comment: a sign of life.
    pub fn heartbeat(&mut self) {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            if line == ":\n" {
                return;
            }
        }
    }
}
