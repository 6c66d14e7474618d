//! A web server on loopback that answers as it is told, and keeps what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// What is sent for a path, which asking it is: the stream is kept open where that is said.
pub enum Reply {
    /// As it is.
    Bytes(Vec<u8>),
    /// This, and then nothing until the end.
    Stall(Vec<u8>),
    /// This, and then zeros until nobody listens.
    Endless(Vec<u8>),
}

type Answers = dyn Fn(&str, usize) -> Reply + Send + Sync;

pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// `answers` gets the path, and how often it was asked for before.
    pub fn new(answers: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, ended) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<AtomicBool>::default());
        let state = (Arc::clone(&asked), Arc::clone(&ended));
        let answers: Arc<Answers> = Arc::new(answers);
        let thread = std::thread::spawn(move || {
            let (asked, ended) = state;
            let mut open = Vec::new();
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                open.extend(serve(stream.unwrap(), &asked, &answers));
            }
        });
        Self { address, asked, ended, thread: Some(thread) }
    }

    /// One that answers before it has been asked anything.
    pub fn speechless(answer: impl Fn() -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ended = Arc::<AtomicBool>::default();
        let end = Arc::clone(&ended);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                send(stream.unwrap(), answer());
            }
        });
        Self { address, asked: Arc::default(), ended, thread: Some(thread) }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for, in order, without `robots.txt`.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|path| *path != "/robots.txt").cloned().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A stream that is to stay open comes out.
fn serve(stream: TcpStream, asked: &Mutex<Vec<String>>, answers: &Arc<Answers>) -> Option<TcpStream> {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next()?.ok()?;
    let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    assert!(head.iter().any(|line| line.to_lowercase().starts_with("user-agent: onrecord/")), "{head:?}");
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let before = {
        let mut asked = asked.lock().unwrap();
        asked.push(path.clone());
        asked.iter().filter(|other| **other == path).count() - 1
    };
    send(stream, answers(&path, before))
}

/// A stream that is to stay open comes out.
fn send(mut stream: TcpStream, reply: Reply) -> Option<TcpStream> {
    match reply {
        Reply::Bytes(bytes) => {
            let _ = stream.write_all(&bytes);
            None
        }
        Reply::Stall(bytes) => {
            let _ = stream.write_all(&bytes);
            Some(stream)
        }
        Reply::Endless(bytes) => {
            let _ = stream.write_all(&bytes);
            // Until the other side hangs up.
            while stream.write_all(&[b'0'; 1 << 14]).is_ok() {}
            None
        }
    }
}

/// A page, told as it is.
pub fn page(html: &str) -> Reply {
    with("200 OK", &["Content-Type: text/html; charset=utf-8"], html.as_bytes())
}

pub fn with(status: &str, headers: &[&str], body: &[u8]) -> Reply {
    let length = format!("Content-Length: {}", body.len());
    raw(status, &[headers, &[&length]].concat(), body)
}

/// With these headers alone.
pub fn raw(status: &str, headers: &[&str], body: &[u8]) -> Reply {
    let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\n").into_bytes();
    for header in headers {
        bytes.extend(format!("{header}\r\n").bytes());
    }
    bytes.extend(b"\r\n");
    bytes.extend(body);
    Reply::Bytes(bytes)
}

pub fn redirect(to: &str) -> Reply {
    with("302 Found", &[&format!("Location: {to}")], b"")
}

pub fn nothing() -> Reply {
    with("404 Not Found", &[], b"")
}
