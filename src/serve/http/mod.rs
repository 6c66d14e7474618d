//! The server: sockets in, responses out.
//!
//! It trusts nobody who connects. How long a head, a body, a pause may take is limited, and so is how
//! many connections there are; whom a request is meant for is judged before what it asks for; and what
//! it asks for is looked up in memory, never on the disk.

mod connections;
mod hosts;
mod payload;
mod replies;
mod routes;
mod stream;
mod target;
mod writing;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;

use connections::{Connections, Seat};
use hosts::Hosts;
use payload::Payload;
use routes::Front;

pub use routes::Announce;

use super::audit::Told;
use super::pages;
use super::preview::Preview;

/// Where the server listens, unless it is told.
pub const PORT: u16 = 4747;
/// How many ports are tried where one is taken.
const TRIED: u16 = 100;
/// The longest head of a request, in bytes: its first line and its headers.
const LONGEST_HEAD: usize = 16 << 10;
/// How long to wait where the system can take no connection at the moment.
const RESPITE: Duration = Duration::from_millis(50);

/// How much is borne from whoever connects.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a request's head may take, and how long a connection may say nothing.
    pub head: Duration,
    pub body: Duration,
    /// How long a browser may take no byte of what it asked for.
    pub write: Duration,
    /// How often a stream without news shows that it is alive.
    pub heartbeat: Duration,
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            write: Duration::from_secs(30),
            heartbeat: Duration::from_secs(15),
            // Below what systems let a process open by default.
            connections: 512,
        }
    }
}

/// A server that answers, until it is dropped.
pub struct Server {
    front: Arc<Front>,
    address: SocketAddr,
    given: Option<String>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Server {
    /// Listens on the loopback, or on what `host` names, at this port or, where it is taken, the next
    /// one that is free; and answers from then on.
    ///
    /// # Errors
    ///
    /// What the system says to that.
    pub fn start(
        preview: Arc<Preview>,
        auditor: Sender<Told>,
        announce: Announce,
        host: Option<&str>,
        port: u16,
        limits: Limits,
    ) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("preview")
            .enable_all()
            .build()?;
        let (listeners, address) = runtime.block_on(listen(host, port))?;
        let hosts = Hosts::new(host, address.port());
        let front = Arc::new(Front { preview, hosts, limits, auditor, announce });
        let connections = Connections::new(limits.connections);
        for listener in listeners {
            runtime.spawn(accept(listener, Arc::clone(&front), Arc::clone(&connections)));
        }
        let given = host.map(str::to_owned);
        Ok(Self { front, address, given, runtime: Some(runtime) })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the site's front page.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            address if address.is_unspecified() => "127.0.0.1".to_owned(),
            // A name is shown as it was given.
            address => match self.given.as_deref().filter(|given| given.parse::<IpAddr>().is_err()) {
                Some(name) => name.to_owned(),
                None => bracketed(address),
            },
        };
        format!("http://{host}:{}{}", self.address.port(), pages::base(&self.front.preview.now()))
    }

    /// Waits for the user to end it.
    ///
    /// # Errors
    ///
    /// That the system does not let us wait.
    pub fn until_interrupted(&self) -> io::Result<()> {
        self.runtime.as_ref().map_or(Ok(()), |runtime| runtime.block_on(interrupted()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nobody waits for a stream to end.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn bracketed(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

#[cfg(unix)]
async fn interrupted() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn interrupted() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// The sockets that listen, and the address of the first.
async fn listen(host: Option<&str>, port: u16) -> io::Result<(Vec<TcpListener>, SocketAddr)> {
    let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    let first = host.map_or(Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)), resolved)?;
    let listener = listen_near(first, port).await?;
    let address = listener.local_addr()?;
    let mut listeners = vec![listener];
    // `localhost` may mean either loopback; one that cannot be had is done without.
    for other in loopback.into_iter().filter(|other| *other != first) {
        listeners.extend(TcpListener::bind((other, address.port())).await.ok());
    }
    Ok((listeners, address))
}

fn resolved(host: &str) -> io::Result<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let mut found = (bare, 0).to_socket_addrs()?;
    let none = || io::Error::new(io::ErrorKind::AddrNotAvailable, format!("`{host}` has no address"));
    found.next().map(|address| address.ip()).ok_or_else(none)
}

async fn listen_near(address: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut taken = io::Error::from(io::ErrorKind::AddrInUse);
    for port in port..=port.saturating_add(TRIED) {
        match TcpListener::bind((address, port)).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => taken = error,
            result => return result,
        }
    }
    Err(taken)
}

async fn accept(listener: TcpListener, front: Arc<Front>, connections: Arc<Connections>) {
    loop {
        // Out of file handles, or a browser that went before it was greeted.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(RESPITE).await;
            continue;
        };
        let Some(seat) = connections.enter() else { continue };
        let number = seat.number();
        let task = tokio::spawn(serve(stream, Arc::clone(&front), seat));
        connections.started(number, task.abort_handle());
    }
}

async fn serve(stream: TcpStream, front: Arc<Front>, seat: Seat) {
    let _ = stream.set_nodelay(true);
    let limits = front.limits;
    let mut stream = Box::pin(TimeoutStream::new(stream));
    stream.as_mut().set_write_timeout_pinned(Some(limits.write));
    let seat = Arc::new(seat);
    let service = service_fn(|request| respond(Arc::clone(&front), Arc::clone(&seat), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_header_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // Whoever breaks off has his reasons.
    let _ = connection.await;
}

async fn respond(
    front: Arc<Front>,
    seat: Arc<Seat>,
    request: Request<Incoming>,
) -> Result<Response<Payload>, std::convert::Infallible> {
    let busy = seat.busy();
    let mut response = routes::answer(front, request).await;
    response.body_mut().busy = Some(busy);
    Ok(response)
}
