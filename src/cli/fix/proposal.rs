//! What can be proposed for a site: changes that mend its mistakes, and pins.

use crate::anchor::pin::{self, Pinned};
use crate::diag::{Change, Diagnostic, Span};
use crate::edit::{self, Refusal};
use crate::pipeline::Site;
use crate::report;

use super::diff;

/// Something that can be done in one way or in several, each of which excludes the others.
pub struct Proposal {
    /// File and line.
    pub place: String,
    pub message: String,
    /// The mistake that it would mend.
    pub diagnostic: Option<Diagnostic>,
    pub offers: Vec<Offer>,
    /// The one offer may be taken without a look at it.
    pub sure: bool,
}

/// One way.
pub struct Offer {
    pub title: String,
    /// All in one file.
    pub changes: Vec<Change>,
    /// What would become of the file, as a diff; or why a person must do it.
    pub outcome: Result<String, Refusal>,
}

impl Offer {
    fn new(title: String, changes: Vec<Change>, site: &Site) -> Self {
        let wanted: Vec<&Change> = changes.iter().collect();
        let outcome = wanted.first().and_then(|first| {
            let path = &first.place().path;
            let before = site.text(path)?;
            Some(edit::apply(before, &wanted).map(|after| diff::unified(path, before, &after, true)))
        });
        Self { title, changes, outcome: outcome.unwrap_or(Err(Refusal::NotThere)) }
    }

    /// What it does, or why the program cannot.
    pub fn in_words(&self) -> String {
        match &self.outcome {
            Ok(_) => self.title.clone(),
            Err(refusal) => format!("{}: by hand, since {refusal}", self.title),
        }
    }
}

/// The fixes that the site's diagnostics carry.
pub fn fixes(site: &Site) -> Vec<Proposal> {
    let mended = site.diagnostics.iter().filter(|diagnostic| !diagnostic.fixes.is_empty());
    let proposal = |diagnostic: &Diagnostic| {
        let fixes = &diagnostic.fixes;
        let offers = fixes.iter().map(|fix| Offer::new(fix.title.clone(), vec![fix.change.clone()], site));
        Proposal {
            place: diagnostic.place.as_ref().map_or(String::new(), |place| line_of(&place.span, site)),
            message: diagnostic.message.clone(),
            diagnostic: Some(diagnostic.clone()),
            offers: offers.collect(),
            sure: matches!(fixes.as_slice(), [only] if only.sure),
        }
    };
    mended.map(proposal).collect()
}

/// The pins of all articles, those of a file together.
pub fn pins(site: &Site, which: Pinned) -> Vec<Proposal> {
    let articles = site.reading.articles.iter().map(|article| &article.parsed);
    let proposal = |changes: Vec<Change>| {
        let first = changes.first()?.place().clone();
        let quotes = report::counted(changes.len(), "quote");
        let message =
            format!("{quotes} can be tied to {} place", if changes.len() == 1 { "its" } else { "their" });
        let offer = Offer::new("Pin the quotes".to_owned(), changes, site);
        let (place, offers) = (line_of(&first, site), vec![offer]);
        Some(Proposal { place, message, diagnostic: None, offers, sure: true })
    };
    articles
        .filter(|article| article.body.known)
        .filter_map(|article| proposal(pin::pins(article, which)))
        .collect()
}

fn line_of(span: &Span, site: &Site) -> String {
    let before = site.text(&span.path).and_then(|text| text.get(..span.range.usize().start));
    let line = 1 + before.unwrap_or_default().matches('\n').count();
    format!("{}:{line}", span.path)
}
