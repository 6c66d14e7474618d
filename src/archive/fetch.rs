//! The pages of others, asked for politely: one request at a time, with rests between those to one host,
//! within what its `robots.txt` allows; redirects are followed one by one, each looked at as the first
//! address was.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use super::net::{Answer, Failure, Net};
use super::robots::Robots;

/// The time, for whoever waits.
pub trait Clock {
    fn now(&self) -> Timestamp;

    fn wait(&self, time: Duration);
}

/// How others are treated.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// Between two requests to one host.
    pub rest: Duration,
    /// After a failure that may pass; twice as long after the next.
    pub pause: Duration,
    /// How often a page is asked for, if it fails in such a way.
    pub tries: u32,
    /// A server that asks for more patience is left alone in this run.
    pub patience: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            rest: Duration::from_secs(2),
            pause: Duration::from_secs(5),
            tries: 3,
            patience: Duration::from_secs(120),
            redirects: 10,
        }
    }
}

/// A page as it came.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it was in the end.
    pub url: Url,
    pub content_type: Option<String>,
    pub bytes: Vec<u8>,
    pub fetched: Timestamp,
}

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// An address that is not asked for: where it leads, and why not.
    BadAddress(String, &'static str),
    Robots(String),
    Status(u16),
    /// The server wants to be left alone, for so long if it said so.
    Busy(Option<Duration>),
    Redirects(usize),
    Failed(Failure),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadAddress(url, why) => write!(f, "`{url}` {why}"),
            Self::Robots(url) => write!(f, "the site asks programs not to read `{url}`"),
            Self::Status(status) => write!(f, "the server answers {status}"),
            Self::Busy(Some(time)) => write!(f, "the server wants to be asked again in {} s", time.as_secs()),
            Self::Busy(None) => f.write_str("the server is too busy"),
            Self::Redirects(most) => write!(f, "it redirects more than {most} times"),
            Self::Failed(failure) => write!(f, "{failure}"),
        }
    }
}

/// Fetches pages.
pub struct Fetcher<'a> {
    net: Net,
    clock: &'a dyn Clock,
    manners: Manners,
    /// By host: when it may be asked again.
    free: HashMap<String, Timestamp>,
    /// By origin.
    robots: HashMap<String, Result<Robots, Trouble>>,
}

impl<'a> Fetcher<'a> {
    pub fn new(net: Net, clock: &'a dyn Clock, manners: Manners) -> Self {
        Self { net, clock, manners, free: HashMap::new(), robots: HashMap::new() }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The page at an address, or where that leads in the end.
    pub fn page(&mut self, address: &str) -> Result<Page, Trouble> {
        let mut url = web_address(address, None)?;
        for _ in 0..=self.manners.redirects {
            if !self.robots(&url)?.allow(&path(&url)) {
                return Err(Trouble::Robots(url.to_string()));
            }
            let answer = self.ask(&url)?;
            match answer.status {
                200 => {
                    let (bytes, content_type) = (answer.body, answer.content_type);
                    return Ok(Page { url, content_type, bytes, fetched: self.clock.now() });
                }
                301 | 302 | 303 | 307 | 308 => {
                    let location = answer.location.ok_or(Trouble::Status(answer.status))?;
                    url = web_address(&location, Some(&url))?;
                }
                status => return Err(Trouble::Status(status)),
            }
        }
        Err(Trouble::Redirects(self.manners.redirects))
    }

    /// One answer, asked for again where that may help. Redirects come out as they are.
    pub fn ask(&mut self, url: &Url) -> Result<Answer, Trouble> {
        let host = url.host_str().unwrap_or_default().to_owned();
        let mut pause = self.manners.pause;
        let mut tries = 1;
        loop {
            self.await_turn(&host)?;
            let asked = self.net.get(url);
            self.free.insert(host.clone(), self.after(self.manners.rest));
            let last = tries >= self.manners.tries;
            let wished = match asked {
                Ok(answer) if !is_passing(answer.status) => return Ok(answer),
                Ok(answer) => {
                    let wished = answer.retry_after.as_deref().and_then(|text| self.wished(text));
                    if last || wished.is_some_and(|time| time > self.manners.patience) {
                        return Err(self.leave_alone(&host, answer.status, wished));
                    }
                    wished
                }
                Err(failure @ (Failure::TooSlow(_) | Failure::Cut)) if last => {
                    return Err(Trouble::Failed(failure));
                }
                Err(Failure::TooSlow(_) | Failure::Cut) => None,
                Err(failure) => return Err(Trouble::Failed(failure)),
            };
            self.free.insert(host.clone(), self.after(wished.unwrap_or(pause).max(self.manners.rest)));
            pause *= 2;
            tries += 1;
        }
    }

    /// A host that does not want to be asked is not asked for other pages either.
    fn leave_alone(&mut self, host: &str, status: u16, wished: Option<Duration>) -> Trouble {
        if status != 429 && status != 503 {
            return Trouble::Status(status);
        }
        let time = wished.unwrap_or(self.manners.patience * 2);
        self.free.insert(host.to_owned(), self.after(time));
        Trouble::Busy(wished)
    }

    /// Waits until a host may be asked.
    fn await_turn(&self, host: &str) -> Result<(), Trouble> {
        let Some(free) = self.free.get(host) else { return Ok(()) };
        let left = free.duration_since(self.clock.now());
        let Ok(left) = Duration::try_from(left) else { return Ok(()) };
        if left > self.manners.patience {
            return Err(Trouble::Busy(Some(left)));
        }
        self.clock.wait(left);
        Ok(())
    }

    /// What a `Retry-After` wishes for: seconds, or a day and time.
    fn wished(&self, text: &str) -> Option<Duration> {
        const LONGEST: u64 = 366 * 24 * 3600;
        if let Ok(seconds) = text.trim().parse::<u64>() {
            return Some(Duration::from_secs(seconds.min(LONGEST)));
        }
        let then = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
        let left = Duration::try_from(then.duration_since(self.clock.now())).unwrap_or_default();
        Some(left.min(Duration::from_secs(LONGEST)))
    }

    fn after(&self, time: Duration) -> Timestamp {
        self.clock.now().checked_add(time).unwrap_or(Timestamp::MAX)
    }

    /// What the site of an address asks of programs; read once.
    fn robots(&mut self, url: &Url) -> Result<Robots, Trouble> {
        let origin = url.origin().ascii_serialization();
        if let Some(known) = self.robots.get(&origin) {
            return known.clone();
        }
        let robots = self.read_robots(url);
        self.robots.insert(origin, robots.clone());
        robots
    }

    /// RFC 9309: where there is none, all is allowed; where it cannot be had, nothing is.
    fn read_robots(&mut self, url: &Url) -> Result<Robots, Trouble> {
        const READ: usize = 512 << 10;
        let mut at = web_address("/robots.txt", Some(url))?;
        for _ in 0..5 {
            let answer = self.ask(&at)?;
            match (answer.status, answer.location) {
                (200, _) => {
                    let text = answer.body.get(..READ).unwrap_or(&answer.body);
                    return Ok(Robots::read(&String::from_utf8_lossy(text)));
                }
                (300..=399, Some(location)) => at = web_address(&location, Some(&at))?,
                (500..=599, _) => return Err(Trouble::Status(answer.status)),
                _ => return Ok(Robots::default()),
            }
        }
        Ok(Robots::default())
    }
}

/// Whether a status may be another one in a while.
fn is_passing(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// An address that we ask for: on the web, and nobody's secret.
fn web_address(text: &str, from: Option<&Url>) -> Result<Url, Trouble> {
    let bad = |why| Trouble::BadAddress(text.to_owned(), why);
    let mut url = match from {
        Some(from) => from.join(text),
        None => Url::parse(text),
    }
    .map_err(|_| bad("is no address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(bad("is no address of the web"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("has a name or a password in it"));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(bad("has no host"));
    }
    url.set_fragment(None);
    Ok(url)
}

fn path(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}
