//! What search engines read: the sitemap and `robots.txt` (format, section 8).

use quick_xml::escape::escape;

use super::route::Part;
use super::routes::routes;
use super::{Edition, Route};

/// The sitemap, as XML: every page that is there for readers, articles with the day of their last
/// change. Empty for a site without a `base_url`.
pub fn sitemap(edition: &Edition<'_>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for route in routes(edition).into_iter().filter(|route| is_for_readers(*route)) {
        if let Some(address) = edition.absolute(&route.path(edition.corpus)) {
            let changed = changed(edition, route).map(|day| format!("<lastmod>{day}</lastmod>"));
            let line = format!("<url><loc>{}</loc>{}</url>\n", escape(&address), changed.unwrap_or_default());
            xml.push_str(&line);
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everyone may read everything; the sitemap is named where there is one.
pub fn robots(edition: &Edition<'_>) -> String {
    let sitemap = edition.absolute(&Route::Sitemap.path(edition.corpus));
    let named = sitemap.map(|address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{}", named.unwrap_or_default())
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
        Route::Dataset(_) | Route::Table(_) | Route::Package => false,
        Route::Sitemap | Route::Robots | Route::NoJekyll | Route::Host(_) => false,
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
