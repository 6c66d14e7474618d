//! The door to the network: one request, one answer. With limits on time and size, to public addresses only,
//! redirects not followed.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::Url;

use super::public::is_public;

/// Who asks.
pub const NAME: &str = concat!("Onrecord/", env!("CARGO_PKG_VERSION"));

/// What one request may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the look-up of the host to the end of the answer.
    pub time: Duration,
    /// Of the answer, unpacked, in bytes.
    pub size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), size: 16 << 20 }
    }
}

/// Asks web servers.
pub struct Net {
    agent: Agent,
    limits: Limits,
}

/// What a server answered.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub status: u16,
    /// Of the headers of this name, the first.
    pub location: Option<String>,
    pub content_location: Option<String>,
    pub content_type: Option<String>,
    pub retry_after: Option<String>,
    /// Read only where the status says that all went well.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    NoHost,
    NotPublic,
    TooSlow(Duration),
    /// Larger than so many bytes.
    TooLarge(u64),
    /// No server listens there.
    NobodyThere,
    /// The answer broke off.
    Cut,
    Other(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHost => f.write_str("its host is not known"),
            Self::NotPublic => f.write_str("its host is no public one"),
            Self::TooSlow(time) => write!(f, "the server took longer than {} s", time.as_secs_f32()),
            Self::TooLarge(size) => write!(f, "the page is larger than {} kB", size / 1024),
            Self::NobodyThere => f.write_str("nobody answers there"),
            Self::Cut => f.write_str("the answer of the server broke off"),
            Self::Other(why) => f.write_str(why),
        }
    }
}

impl Net {
    pub fn new(limits: Limits) -> Self {
        Self::reaching(limits, is_public)
    }

    /// One that reaches other addresses: for tests, which have a server on loopback.
    #[doc(hidden)]
    #[expect(clippy::disallowed_methods, reason = "this is the door to the network")]
    pub fn reaching(limits: Limits, reaches: fn(IpAddr) -> bool) -> Self {
        let config = Config::builder()
            .user_agent(NAME)
            .accept("text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1")
            .timeout_global(Some(limits.time))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look the host up itself.
            .proxy(None)
            .max_idle_connections(0)
            .build();
        let resolver = Public { inner: DefaultResolver::default(), reaches };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), limits }
    }

    /// Asks for what is at an address.
    pub fn get(&self, url: &Url) -> Result<Answer, Failure> {
        let told = |error| self.failure(error);
        let mut response = self.agent.get(url.as_str()).call().map_err(told)?;
        let text = |name| header_text(response.headers(), name);
        let mut answer = Answer {
            status: response.status().as_u16(),
            location: text(header::LOCATION),
            content_location: text(header::CONTENT_LOCATION),
            content_type: text(header::CONTENT_TYPE),
            retry_after: text(header::RETRY_AFTER),
            body: Vec::new(),
        };
        if answer.status == 200 {
            if response.body().content_length().is_some_and(|length| length > self.limits.size) {
                return Err(Failure::TooLarge(self.limits.size));
            }
            let body = response.body_mut().with_config().limit(self.limits.size);
            answer.body = body.read_to_vec().map_err(told)?;
        }
        Ok(answer)
    }

    fn failure(&self, error: Error) -> Failure {
        match error {
            Error::Timeout(_) => Failure::TooSlow(self.limits.time),
            Error::HostNotFound => Failure::NoHost,
            Error::BodyExceedsLimit(size) => Failure::TooLarge(size),
            Error::Other(error) if error.is::<NotPublic>() => Failure::NotPublic,
            Error::Io(error) => self.io_failure(&error),
            error => Failure::Other(error.to_string()),
        }
    }

    /// Failures of ureq's come wrapped in those of reading.
    fn io_failure(&self, error: &io::Error) -> Failure {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
        match (inner, error.kind()) {
            (Some(Error::Timeout(_)), _) | (_, ErrorKind::TimedOut) => Failure::TooSlow(self.limits.time),
            (Some(Error::BodyExceedsLimit(size)), _) => Failure::TooLarge(*size),
            (_, ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted) => {
                Failure::Cut
            }
            (_, ErrorKind::ConnectionRefused) => Failure::NobodyThere,
            _ => Failure::Other(error.to_string()),
        }
    }
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    // An address in a redirect may have letters beyond ASCII in it, unencoded.
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Looks hosts up, and keeps what may be reached: the addresses that come out are those that are connected
/// to.
struct Public {
    inner: DefaultResolver,
    reaches: fn(IpAddr) -> bool,
}

impl fmt::Debug for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Public")
    }
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(_) => Error::HostNotFound,
            error => error,
        })?;
        let mut public = self.empty();
        for address in all.iter().filter(|address| (self.reaches)(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() { Err(Error::Other(Box::new(NotPublic))) } else { Ok(public) }
    }
}

#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host has no public address")
    }
}

impl StdError for NotPublic {}
