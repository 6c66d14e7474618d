//! Where inputs stand in the output: pages, the files beside them, old addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Span, Spanned, problems::linking as problems};
use crate::discover::FileInput;
use crate::model::SitePath;

use super::corpus::{Addresses, Alias, Asset, Corpus};
use super::list::List;
use super::names::Names;
use super::{ReadArticle, Reading};

/// The address of every input that has one or could be given one.
pub fn addresses(reading: &Reading, published: &[&ReadArticle], drafts: bool) -> Addresses {
    let mut addresses = Addresses::new();
    let bundles = bundles(reading, published);
    for asset in &reading.assets {
        addresses.extend(asset_address(asset, &bundles));
    }
    for file in &reading.statics {
        let address = file.path.strip_prefix("static/").and_then(SitePath::new);
        addresses.extend(address.map(|address| (Arc::clone(&file.path), address)));
    }
    for article in published {
        addresses.insert(Arc::clone(&article.parsed.path), SitePath::page("articles", &article.parsed.id));
    }
    for speaker in &reading.speakers {
        addresses.insert(Arc::clone(&speaker.path), SitePath::page("speakers", &speaker.id));
    }
    for event in &reading.events {
        addresses.insert(Arc::clone(&event.path), SitePath::page("events", &event.id));
    }
    for page in reading.pages.iter().filter(|page| drafts || !page.front.draft) {
        addresses.insert(Arc::clone(&page.path), SitePath::section(&page.name));
    }
    if let Some(page) = &reading.front_page {
        addresses.insert(Arc::clone(&page.path), SitePath::root());
    }
    addresses
}

/// Bundles by their folder: the id of the article, or `None` for a draft that is not published.
type Bundles<'a> = BTreeMap<&'a str, Option<&'a str>>;

fn bundles<'a>(reading: &'a Reading, published: &[&'a ReadArticle]) -> Bundles<'a> {
    let drafts = reading.articles.iter().filter_map(|article| Some((article.bundle.as_deref()?, None)));
    let published = published.iter().map(|article| (article.bundle.as_deref(), Some(&*article.parsed.id)));
    drafts.chain(published.filter_map(|(bundle, id)| Some((bundle?, id)))).collect()
}

/// Files of a bundle stand beside its page; those of a draft's bundle nowhere. Others stand where they
/// stand below `content/`.
fn asset_address(asset: &FileInput, bundles: &Bundles<'_>) -> Option<(Arc<str>, SitePath)> {
    let address = match bundle_of(&asset.path, bundles) {
        Some((id, rest)) => SitePath::new(&format!("articles/{}/{rest}", id?)),
        None => asset.path.strip_prefix("content/").and_then(SitePath::new),
    };
    address.map(|address| (Arc::clone(&asset.path), address))
}

/// The bundle in which a file lies, and the file's path there.
fn bundle_of<'a>(path: &'a str, bundles: &Bundles<'a>) -> Option<(Option<&'a str>, &'a str)> {
    let folders = path.match_indices('/').map(|(slash, _)| (&path[..slash], &path[slash + 1..]));
    folders.filter_map(|(folder, rest)| Some((*bundles.get(folder)?, rest))).next_back()
}

/// An image named by a speaker: beside the speaker's file, or under `static/`.
pub fn image<'a>(addresses: &'a Addresses, from: &str, name: &str) -> Option<(&'a Arc<str>, &'a SitePath)> {
    let beside = super::links::join(from, name)?;
    let in_static = format!("static/{}", name.trim_start_matches('/'));
    addresses.get_key_value(beside.as_str()).or_else(|| addresses.get_key_value(in_static.as_str()))
}

/// Everything that is copied: static files, bundles, and the assets that texts refer to (`used`).
pub fn published(
    reading: &Reading,
    published: &[&ReadArticle],
    corpus: &Corpus,
    used: BTreeSet<Arc<str>>,
) -> List<Asset> {
    let bundles = bundles(reading, published);
    let in_bundle = |path: &str| bundle_of(path, &bundles).is_some_and(|(id, _)| id.is_some());
    let assets = reading.assets.iter().filter(|asset| used.contains(&asset.path) || in_bundle(&asset.path));
    let inputs = assets.chain(&reading.statics).map(|file| &file.path);
    let asset =
        |path: &Arc<str>| Some(Asset { to: corpus.addresses.get(path)?.clone(), input: Arc::clone(path) });
    let mut assets: Vec<Asset> = inputs.filter_map(asset).collect();
    assets.sort();
    assets.into()
}

/// Pages that the program writes, whatever the site holds.
const SECTIONS: [&str; 6] = ["articles", "events", "sources", "speakers", "timeline", "topics"];

/// The old addresses of articles and pages, sorted. An address that is taken is told, and left out.
pub fn aliases(
    reading: &Reading,
    published: &[&ReadArticle],
    addresses: &Addresses,
    drafts: bool,
    names: &mut Names<'_>,
) -> Vec<Alias> {
    let mut typed = Vec::new();
    let mut add = |path: &'_ Arc<str>, aliases: &[Spanned<String>], to: &SitePath| {
        typed.extend(aliases.iter().filter_map(|alias| {
            let place = Span::new(path, alias.range);
            Some((Alias { from: alias_path(alias)?, to: to.clone() }, place, alias.value.clone()))
        }));
    };
    for article in published.iter().map(|article| &article.parsed) {
        add(&article.path, &article.front.aliases, &SitePath::page("articles", &article.id));
    }
    for page in reading.pages.iter().filter(|page| drafts || !page.front.draft) {
        add(&page.path, &page.front.aliases, &SitePath::section(&page.name));
    }
    if typed.is_empty() {
        return Vec::new();
    }
    typed.sort_by(|(a, a_place, _), (b, b_place, _)| (&a.from, a_place).cmp(&(&b.from, b_place)));
    let mut holders: BTreeMap<String, (Option<Span>, &str)> = BTreeMap::new();
    for page in SECTIONS.map(SitePath::section).into_iter().chain([SitePath::file("404.html")]) {
        holders.insert(page.file_path(), (None, "the address of a page that the program writes"));
    }
    for (path, address) in addresses {
        holders.insert(address.file_path(), (Some(Span::start_of(path)), "the address of something else"));
    }
    let mut aliases = Vec::with_capacity(typed.len());
    for (alias, place, text) in typed {
        match holders.get(&alias.from.file_path()) {
            Some((other, holder)) => names.report(problems::alias_taken(place, &text, other.clone(), holder)),
            None => {
                holders.insert(alias.from.file_path(), (Some(place), "given twice"));
                aliases.push(alias);
            }
        }
    }
    aliases
}

/// `/old/place`, `old/place/` and `old/place.html` alike: a page, unless it names a file.
fn alias_path(alias: &str) -> Option<SitePath> {
    let path = alias.trim_start_matches('/').trim_end_matches("index.html");
    if path.is_empty() || path.ends_with('/') || path.ends_with(".html") {
        return SitePath::new(path).filter(|path| *path != SitePath::root());
    }
    SitePath::new(&format!("{path}/"))
}
