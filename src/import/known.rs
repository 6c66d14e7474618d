//! What a site's things are called from outside: addresses -> articles, and references as a claim has them.

use std::collections::HashMap;

use crate::resolve::Reading;

/// The addresses of a site.
pub struct Known {
    /// By address, folded: the index of the article in the reading.
    articles: HashMap<String, usize>,
    /// The site's own address, folded.
    base: Option<String>,
}

impl Known {
    pub fn new(reading: &Reading) -> Self {
        let base = reading.config.base_url.as_ref().map(|url| folded(url));
        let mut articles = HashMap::new();
        for (index, article) in reading.articles.iter().enumerate() {
            let path = format!("articles/{}", article.parsed.id);
            let own = base.as_ref().map(|base| format!("{base}/{path}"));
            let original = article.parsed.front.original.as_ref().map(|url| folded(url));
            for address in own.into_iter().chain(original).chain([path]) {
                articles.entry(address).or_insert(index);
            }
        }
        Self { articles, base }
    }

    /// The article that is published, here or elsewhere, at an address.
    pub fn article(&self, address: &str) -> Option<usize> {
        self.articles.get(&folded(address)).copied()
    }

    /// A reference as a claim has it: the address of an event, a claim, a speaker or a source becomes its
    /// id, all else stays.
    pub fn reference(&self, text: &str) -> String {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let folded = folded(path);
        let path = match &self.base {
            Some(base) if folded != *base => folded.strip_prefix(&format!("{base}/")).unwrap_or(&folded),
            _ => &folded,
        };
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["events" | "speakers", id] => (*id).to_owned(),
            ["claims", article, claim] => format!("{article}#{claim}"),
            ["articles", article] => match fragment.strip_prefix("claim-") {
                Some(claim) => format!("{article}#{claim}"),
                None => text.to_owned(),
            },
            ["sources"] => fragment.strip_prefix("source-").unwrap_or(text).to_owned(),
            _ => text.to_owned(),
        }
    }
}

/// An address without what makes no difference: scheme, the case of the host, fragment, a slash or
/// `index.html` at its end.
fn folded(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let rest = address.split_once("://").map(|(_, rest)| rest);
    let (host, path) = match rest {
        Some(rest) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", address.trim_start_matches("./").trim_start_matches('/')),
    };
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    match host {
        "" => path.to_owned(),
        host if path.is_empty() => host.to_lowercase(),
        host => format!("{}/{path}", host.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, folded};

    #[test]
    fn addresses_are_alike_that_lead_to_one_page() {
        for address in [
            "https://News.example/a/b/",
            "http://news.example/a/b",
            "https://news.example/a/b/index.html#place",
        ] {
            assert_eq!(folded(address), "news.example/a/b", "{address}");
        }
        assert_ne!(folded("https://news.example/a?id=1"), folded("https://news.example/a?id=2"));
    }

    #[test]
    fn addresses_of_the_site_are_references() {
        let known = Known { articles: Default::default(), base: Some(folded("https://news.example/talks/")) };
        for (address, reference) in [
            ("https://news.example/talks/events/the-call/", "the-call"),
            ("/events/the-call/", "the-call"),
            ("https://news.example/talks/articles/one/#claim-first", "one#first"),
            ("https://news.example/talks/claims/one/first/", "one#first"),
            ("one#first", "one#first"),
            ("#first", "#first"),
            ("the-call", "the-call"),
            ("https://news.example/talks/sources/#source-doe-2020", "doe-2020"),
            ("https://elsewhere.example/events/the-call/", "https://elsewhere.example/events/the-call/"),
        ] {
            assert_eq!(known.reference(address), reference);
        }
    }
}
