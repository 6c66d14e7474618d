//! The things of a file, and of a site, for those who look for one.

use std::collections::HashMap;
use std::sync::Arc;

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind, Uri,
    WorkspaceSymbol,
};

use crate::diag::{Range, Span};
use crate::pipeline::Site;

use super::catalogue::{self, Thing};
use super::mentions::{self, Mention, Name, Role};
use super::scene::Scene;

/// As many are found at once.
const MOST: usize = 200;

/// The claims of a claims file, the sources of a file of sources. `None` for other files.
pub fn of_document(scene: &Scene<'_>, path: &Arc<str>) -> Option<DocumentSymbolResponse> {
    let mut entries: Vec<Mention> =
        mentions::of_file(scene.site, path).into_iter().filter(|it| it.role == Role::Definition).collect();
    entries.retain(|it| matches!(it.name, Name::Claim { .. } | Name::Source(_)));
    entries.sort_by_key(|it| it.span.range);
    let end = scene.text(path)?.len();
    let ends = entries.iter().skip(1).map(|next| next.span.range.start as usize).chain([end]);
    let words = words(scene.site, path);
    let symbols = entries.iter().zip(ends).map(|(entry, end)| {
        let whole = Span::new(path, Range::new(entry.span.range.start as usize, end));
        symbol(scene, entry, &whole, words.get(&entry.name))
    });
    let symbols: Vec<DocumentSymbol> = symbols.collect();
    if symbols.is_empty() {
        return None;
    }
    if scene.client.nested_symbols {
        return Some(DocumentSymbolResponse::Nested(symbols));
    }
    let uri = scene.uri(path)?;
    Some(DocumentSymbolResponse::Flat(symbols.into_iter().map(|it| flat(it, &uri)).collect()))
}

/// The things of a site that answer to what somebody looks for.
pub fn of_site(scene: &Scene<'_>, sought: &str) -> Vec<WorkspaceSymbol> {
    let site = scene.site;
    let claims = site.reading.articles.iter().flat_map(|article| catalogue::claims(site, article, false));
    let all = catalogue::speakers(site)
        .chain(catalogue::events(site))
        .chain(catalogue::articles(site))
        .chain(catalogue::sources(site))
        .chain(claims);
    let found = all.filter(|thing| thing.answers_to(sought)).take(MOST);
    found.filter_map(|thing| found_symbol(scene, &thing)).collect()
}

fn found_symbol(scene: &Scene<'_>, thing: &Thing) -> Option<WorkspaceSymbol> {
    let place = mentions::definition(scene.site, &thing.name)?;
    Some(WorkspaceSymbol {
        name: if thing.words.is_empty() {
            thing.id.clone()
        } else {
            format!("{} ({})", thing.words, thing.id)
        },
        kind: kind(&thing.name),
        tags: None,
        container_name: Some(thing.more.clone()).filter(|more| !more.is_empty()),
        location: OneOf::Left(scene.location(&place)?),
        data: None,
    })
}

#[expect(deprecated, reason = "the type has a field that is no longer used")]
fn symbol(scene: &Scene<'_>, entry: &Mention, whole: &Span, words: Option<&String>) -> DocumentSymbol {
    DocumentSymbol {
        name: entry.name.id().to_string(),
        detail: words.cloned().filter(|words| !words.is_empty()),
        kind: kind(&entry.name),
        tags: None,
        deprecated: None,
        range: scene.range(whole),
        selection_range: scene.range(&entry.span),
        children: None,
    }
}

#[expect(deprecated, reason = "the type has a field that is no longer used")]
fn flat(symbol: DocumentSymbol, uri: &Uri) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name,
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: symbol.range },
        container_name: symbol.detail,
    }
}

/// The words by which a person knows the things of a file.
fn words(site: &Site, path: &str) -> HashMap<Name, String> {
    let own = site.reading.articles.iter().filter(|article| *article.parsed.claims.path == *path);
    let claims = own.flat_map(|article| catalogue::claims(site, article, true));
    let is_sources = site.reading.sources.iter().any(|file| *file.path == *path);
    let sources = is_sources.then(|| catalogue::sources(site)).into_iter().flatten();
    claims.chain(sources).map(|thing| (thing.name, thing.words)).collect()
}

fn kind(name: &Name) -> SymbolKind {
    match name {
        Name::Speaker(_) => SymbolKind::CLASS,
        Name::Event(_) => SymbolKind::EVENT,
        Name::Claim { .. } => SymbolKind::STRING,
        Name::Source(_) => SymbolKind::CONSTANT,
        Name::Rating(_) => SymbolKind::ENUM_MEMBER,
        Name::Article(_) | Name::Page(_) | Name::Topic(_) => SymbolKind::FILE,
    }
}
