//! Which names the server answers to, judged before anything else about a request.
//!
//! A page of any site can make a browser ask a server on its own machine, also under a name of its own
//! that it lets point there. What such a page cannot do is to send another `Host` than its own name.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

/// The names of the server, with its port.
#[derive(Clone, Debug)]
pub struct Hosts {
    port: u16,
    /// What was given as `--host`, where that is a name or an address of this machine.
    given: Option<String>,
    /// Listens on all addresses, so that any of them may be meant. No name is an address, so that a
    /// foreign name stays foreign.
    any_address: bool,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// No host, several, or one that is no host at all.
    Unclear,
    Foreign,
}

impl Hosts {
    /// `given` is what was asked for with `--host`.
    pub fn new(given: Option<&str>, port: u16) -> Self {
        let address = given.and_then(address);
        let any_address = address.is_some_and(|address| address.is_unspecified());
        let given = given.filter(|_| !any_address).map(|given| match address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            _ => given.to_ascii_lowercase(),
        });
        Self { port, given, any_address }
    }

    /// Whether a request is meant for us: its one `Host`, and the host of its target where that has one.
    pub fn admit(&self, request: &Parts) -> Result<(), Stranger> {
        let host = only(&request.headers, HOST.as_str()).ok_or(Stranger::Unclear)?;
        if host.is_empty() {
            return Err(Stranger::Unclear);
        }
        let target = request.uri.authority().map(Authority::as_str);
        let scheme = request.uri.scheme_str();
        let known = self.knows(host) && target.is_none_or(|target| self.knows(target));
        if known && scheme.is_none_or(|scheme| scheme == "http") { Ok(()) } else { Err(Stranger::Foreign) }
    }

    /// Whether the page that sends a request is one of ours.
    pub fn is_own_origin(&self, request: &Parts) -> bool {
        let origin =
            only(&request.headers, ORIGIN.as_str()).and_then(|origin| origin.strip_prefix("http://"));
        let host = only(&request.headers, HOST.as_str());
        origin.is_some_and(|origin| {
            self.knows(origin) && host.is_some_and(|host| host.eq_ignore_ascii_case(origin))
        })
    }

    fn knows(&self, authority: &str) -> bool {
        let (host, port) = match authority.rsplit_once(':') {
            // A colon inside brackets is the address's own.
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
            _ => (authority, Some(80)),
        };
        let host = host.to_ascii_lowercase();
        let named = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]")
            || self.given.as_deref() == Some(host.as_str());
        port == Some(self.port) && (named || self.any_address && address(&host).is_some())
    }
}

/// The value of a header that stands exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// An address as it stands in a URL, or without its brackets.
fn address(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    bare.unwrap_or(host).parse().ok()
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::{Hosts, Stranger};

    fn admit(hosts: &Hosts, target: &str, names: &[&str]) -> Result<(), Stranger> {
        let mut request = Request::builder().uri(target);
        for name in names {
            request = request.header("host", *name);
        }
        hosts.admit(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn only_our_own_names_are_ours() {
        let hosts = Hosts::new(None, 4747);
        for name in ["localhost:4747", "LOCALHOST:4747", "127.0.0.1:4747", "[::1]:4747"] {
            assert_eq!(admit(&hosts, "/", &[name]), Ok(()), "{name}");
        }
        let foreign = [
            "example.com:4747",
            "localhost",
            "localhost:80",
            "localhost:4748",
            "localhost.example.com:4747",
            "localhost.:4747",
            "127.0.0.2:4747",
            "user@localhost:4747",
            "localhost:4747,example.com",
            "localhost:04747x",
            "[::1]",
            "[::1:4747",
            "::1:4747",
            "0x7f000001:4747",
        ];
        for name in foreign {
            assert_eq!(admit(&hosts, "/", &[name]), Err(Stranger::Foreign), "{name}");
        }
        for names in
            [&[][..], &[""], &["localhost:4747", "localhost:4747"], &["localhost:4747", "example.com"]]
        {
            assert_eq!(admit(&hosts, "/", names), Err(Stranger::Unclear), "{names:?}");
        }
    }

    #[test]
    fn the_host_of_an_absolute_target_counts_as_well() {
        let hosts = Hosts::new(None, 4747);
        let name = &["localhost:4747"];
        assert_eq!(admit(&hosts, "http://localhost:4747/", name), Ok(()));
        assert_eq!(admit(&hosts, "http://example.com/", name), Err(Stranger::Foreign));
        assert_eq!(admit(&hosts, "http://a@localhost:4747/", name), Err(Stranger::Foreign));
        assert_eq!(admit(&hosts, "ftp://localhost:4747/", name), Err(Stranger::Foreign));
        assert_eq!(admit(&hosts, "http://localhost:4747/", &["example.com"]), Err(Stranger::Foreign));
    }

    #[test]
    fn on_all_addresses_any_address_is_ours_and_no_other_name() {
        let hosts = Hosts::new(Some("0.0.0.0"), 4747);
        for name in ["192.0.2.7:4747", "[2001:db8::1]:4747", "localhost:4747"] {
            assert_eq!(admit(&hosts, "/", &[name]), Ok(()), "{name}");
        }
        assert_eq!(admit(&hosts, "/", &["example.com:4747"]), Err(Stranger::Foreign));
        let hosts = Hosts::new(Some("Front.example.org"), 80);
        assert_eq!(admit(&hosts, "/", &["front.example.org"]), Ok(()));
        assert_eq!(admit(&hosts, "/", &["192.0.2.7"]), Err(Stranger::Foreign));
        let hosts = Hosts::new(Some("2001:db8::1"), 4747);
        assert_eq!(admit(&hosts, "/", &["[2001:db8::1]:4747"]), Ok(()));
    }

    #[test]
    fn an_origin_is_ours_if_it_is_the_host_that_was_asked() {
        let hosts = Hosts::new(None, 4747);
        let own = |host: &str, origin: &str| {
            let request = Request::builder().header("host", host).header("origin", origin);
            hosts.is_own_origin(&request.body(()).unwrap().into_parts().0)
        };
        assert!(own("localhost:4747", "http://localhost:4747"));
        assert!(!own("localhost:4747", "http://127.0.0.1:4747"));
        assert!(!own("localhost:4747", "https://localhost:4747"));
        assert!(!own("localhost:4747", "http://localhost:4748"));
        assert!(!own("localhost:4747", "null"));
        let none = Request::builder().header("host", "localhost:4747").body(()).unwrap().into_parts().0;
        assert!(!hosts.is_own_origin(&none));
    }
}
