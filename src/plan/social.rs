//! What others show of a link to a page: Open Graph, and the card of the services that followed it. The rest
//! of what they read, such as title and description, the frame has already.

use serde::Serialize;

use super::{Desk, Route};

/// What a page says of itself to those who show links to it.
#[derive(Clone, Debug, Serialize)]
pub struct Social {
    /// `og:type`.
    pub kind: &'static str,
    /// `og:locale`, such as `en_GB`; none where the language is of no country.
    pub locale: Option<String>,
}

/// Articles, events and claims, of a site that knows its address.
pub fn social(desk: &Desk<'_>, route: Route) -> Option<Social> {
    let corpus = &desk.edition.corpus;
    corpus.settings.base_url.as_ref()?;
    let (kind, language) = match route {
        Route::Article(ix) => ("article", &corpus.article(ix).language),
        Route::Event(_) | Route::Claim(_) => ("website", &corpus.settings.language),
        _ => return None,
    };
    Some(Social { kind, locale: locale(language) })
}

/// The language and the country of a BCP 47 tag, as Open Graph joins them.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    // A script may stand between them; whatever is one letter long begins something else.
    let country = parts.take_while(|part| part.len() > 1).find(|part| part.len() == 2)?;
    Some(format!("{language}_{}", country.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_locale_is_a_language_of_a_country() {
        for (tag, expected) in [
            ("en-GB", Some("en_GB")),
            ("zh-hant-tw", Some("zh_TW")),
            ("en", None),
            ("en-x-gb", None),
            ("sr-Latn", None),
        ] {
            assert_eq!(locale(tag).as_deref(), expected, "{tag}");
        }
    }
}
