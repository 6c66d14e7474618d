//! What search engines read: the sitemap and `robots.txt` (format, section 8).

use quick_xml::escape::escape;

use super::route::Part;
use super::routes::pages_of;
use super::{Edition, Route};

/// As many addresses may stand in one file (sitemaps.org, protocol 0.9).
const MOST: usize = 50_000;

/// `sitemap.xml`: every page that is there for readers, articles with the day of their last change; of a
/// site with very many pages, the list of the files in which they stand. Empty for a site without a
/// `base_url`.
pub fn sitemap(edition: &Edition<'_>) -> String {
    let parts = parts(edition);
    if parts == 0 {
        return pages(entries(edition).iter());
    }
    let address = |number| edition.absolute(&Route::SitemapPart(number).path(edition.corpus));
    index((1..=parts).filter_map(address))
}

/// One of these files, from 1.
pub fn part(edition: &Edition<'_>, number: usize) -> String {
    pages(stretch(&entries(edition), number, MOST).iter())
}

/// In how many files the pages stand beside `sitemap.xml`: none where that holds them all.
pub fn parts(edition: &Edition<'_>) -> usize {
    if edition.corpus.settings.base_url.is_none() {
        return 0;
    }
    let count = pages_of(edition).into_iter().filter(|route| is_for_readers(*route)).count();
    stretches(count, MOST)
}

/// Everyone may read everything; the sitemap is named where there is one.
pub fn robots(edition: &Edition<'_>) -> String {
    let sitemap = edition.absolute(&Route::Sitemap.path(edition.corpus));
    let named = sitemap.map(|address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{}", named.unwrap_or_default())
}

/// A page as a sitemap names it.
struct Entry {
    address: String,
    changed: Option<String>,
}

fn entries(edition: &Edition<'_>) -> Vec<Entry> {
    let entry = |route: Route| {
        let address = edition.absolute(&route.path(edition.corpus))?;
        Some(Entry { address, changed: changed(edition, route) })
    };
    pages_of(edition).into_iter().filter(|route| is_for_readers(*route)).filter_map(entry).collect()
}

/// In how many stretches so many entries are split: none if they are no more than fit.
fn stretches(count: usize, most: usize) -> usize {
    if count <= most { 0 } else { count.div_ceil(most) }
}

/// The stretch of this number, from 1.
fn stretch(entries: &[Entry], number: usize, most: usize) -> &[Entry] {
    entries.chunks(most).nth(number.saturating_sub(1)).unwrap_or_default()
}

fn pages<'a>(entries: impl Iterator<Item = &'a Entry>) -> String {
    let url = |Entry { address, changed }: &Entry| {
        let changed = changed.as_ref().map(|day| format!("<lastmod>{day}</lastmod>"));
        format!("<url><loc>{}</loc>{}</url>\n", escape(address), changed.unwrap_or_default())
    };
    list("urlset", entries.map(url))
}

fn index(addresses: impl Iterator<Item = String>) -> String {
    let file = |address: String| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&address));
    list("sitemapindex", addresses.map(file))
}

fn list(element: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{lines}</{element}>\n"
    )
}

/// Pages, and of long lists the first page: the others change whenever an entry is added.
fn is_for_readers(route: Route) -> bool {
    match route {
        Route::Articles(part)
        | Route::Speakers(part)
        | Route::Events(part)
        | Route::Timeline(part)
        | Route::Sources(part) => part == Part::First,
        Route::Alias(_) | Route::NotFound | Route::Feed(_) => false,
        Route::Card(_) | Route::Oembed(_) => false,
        Route::Annotations(_) | Route::Dataset(_) | Route::Table(_) | Route::Package => false,
        Route::Sitemap | Route::SitemapPart(_) | Route::Robots | Route::NoJekyll | Route::Host(_) => false,
        Route::Search | Route::SmallIndex => false,
        Route::Home | Route::Topics | Route::Topic(_) | Route::Page(_) | Route::Datasets => true,
        Route::Article(_) | Route::Speaker(_) | Route::Event(_) | Route::Claim(_) => true,
    }
}

/// The day on which an article last changed, in the form of W3C-DTF; other pages follow from many.
fn changed(edition: &Edition<'_>, route: Route) -> Option<String> {
    let Route::Article(ix) = route else { return None };
    let article = edition.corpus.article(ix);
    let date = article.updated.as_ref().unwrap_or(&article.date);
    date.bounds(&edition.corpus.settings.timezone).earliest.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Entry, index, pages, stretch, stretches};

    #[test]
    fn every_address_stands_in_one_file() {
        let entry =
            |number: usize| Entry { address: format!("https://example.org/{number}/?a&b"), changed: None };
        for (count, files) in [(0, 0), (1, 0), (3, 0), (4, 2), (6, 2), (7, 3)] {
            assert_eq!(stretches(count, 3), files, "{count}");
            let all: Vec<Entry> = (0..count).map(entry).collect();
            let parts = (1..=files).map(|number| stretch(&all, number, 3));
            let lengths: Vec<usize> = parts.clone().map(<[Entry]>::len).collect();
            assert!(lengths.iter().all(|length| (1..=3).contains(length)), "{lengths:?}");
            let told: String = parts.map(|part| pages(part.iter())).collect();
            let each = |number: usize| told.matches(&format!("/{number}/?a&amp;b</loc>")).count();
            assert!((0..count).all(|number| files == 0 || each(number) == 1), "{told}");
        }
        assert!(stretch(&[], 1, 3).is_empty() && stretch(&[entry(0)], 2, 3).is_empty());
        let list = index(["https://example.org/sitemap-1.xml".to_owned()].into_iter());
        let lines = "\n<sitemap><loc>https://example.org/sitemap-1.xml</loc></sitemap>\n</sitemapindex>\n";
        assert!(list.contains("<sitemapindex xmlns=") && list.ends_with(lines), "{list}");
    }
}
