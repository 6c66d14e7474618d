//! The Wayback Machine of the Internet Archive: asked to keep a page, or else which copy it has.

use serde::Deserialize;
use url::Url;

use super::fetch::{Fetcher, Trouble};
use super::net::Failure;

/// Where the Wayback Machine is asked.
#[derive(Clone, Debug)]
pub struct Wayback {
    /// Before an address: asks for a copy of it. The answer leads to the copy.
    pub save: String,
    /// Before an encoded address: asks for the copy that there is.
    pub available: String,
    /// What the address of every copy begins with.
    pub copies: String,
}

impl Default for Wayback {
    fn default() -> Self {
        Self {
            save: "https://web.archive.org/save/".to_owned(),
            available: "https://archive.org/wayback/available?url=".to_owned(),
            copies: "https://web.archive.org/web/".to_owned(),
        }
    }
}

#[derive(Deserialize)]
struct Available {
    archived_snapshots: Closest,
}

#[derive(Deserialize)]
struct Closest {
    closest: Option<Copy>,
}

#[derive(Deserialize)]
struct Copy {
    available: bool,
    url: String,
}

impl Wayback {
    /// The address of a copy of a page: one that is made now or, where that is not done at once, the newest
    /// one. `None` where there is none.
    pub fn copy(&self, fetcher: &mut Fetcher<'_>, page: &str) -> Result<Option<String>, Trouble> {
        // Busy as it often is, it may have a copy all the same.
        match self.made(fetcher, page) {
            Ok(Some(made)) => Ok(Some(made)),
            Ok(None) => self.there(fetcher, page),
            Err(trouble) => match self.there(fetcher, page) {
                Ok(Some(there)) => Ok(Some(there)),
                _ => Err(trouble),
            },
        }
    }

    fn made(&self, fetcher: &mut Fetcher<'_>, page: &str) -> Result<Option<String>, Trouble> {
        let asked = url(&format!("{}{page}", self.save))?;
        let answer = fetcher.ask(&asked)?;
        if answer.status >= 400 {
            return Err(Trouble::Status(answer.status));
        }
        let named = [answer.location, answer.content_location];
        let copies = named.into_iter().flatten().filter_map(|named| asked.join(&named).ok());
        Ok(copies.map(String::from).find(|copy| self.is_copy(copy)))
    }

    fn there(&self, fetcher: &mut Fetcher<'_>, page: &str) -> Result<Option<String>, Trouble> {
        let encoded: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
        let answer = fetcher.ask(&url(&format!("{}{encoded}", self.available))?)?;
        if answer.status != 200 {
            return Err(Trouble::Status(answer.status));
        }
        let told: Available = serde_json::from_slice(&answer.body)
            .map_err(|_| Trouble::Failed(Failure::Other("its answer cannot be read".to_owned())))?;
        let copy = told.archived_snapshots.closest.filter(|copy| copy.available).map(|copy| copy.url);
        // It gives addresses without the `s`.
        let secure = |copy: String| match copy.strip_prefix("http://") {
            Some(rest) if self.copies.starts_with("https://") => format!("https://{rest}"),
            _ => copy,
        };
        Ok(copy.map(secure).filter(|copy| self.is_copy(copy)))
    }

    /// A copy is of a time: fourteen digits.
    fn is_copy(&self, address: &str) -> bool {
        let time = address.strip_prefix(self.copies.as_str()).and_then(|rest| rest.split('/').next());
        time.is_some_and(|time| time.len() == 14 && time.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

fn url(text: &str) -> Result<Url, Trouble> {
    Url::parse(text).map_err(|_| Trouble::BadAddress(text.to_owned(), "is no address"))
}
