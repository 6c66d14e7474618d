//! What the pages of a site are made with: the citation style, the templates, the long lists. Set up once
//! for all pages of a site, and borrowed for each of them.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::plan::cite::Made;
use crate::plan::{self, Citer, Edition, Lists, Route, Style, View};
use crate::render::Templates;

use super::Site;

pub struct Workshop {
    style: Style,
    citations: Made,
    lists: Lists,
    templates: Templates,
    options: plan::Options,
}

impl Workshop {
    /// The workshop of a site; it makes the pages of that site alone.
    ///
    /// # Errors
    ///
    /// What is wrong with the citation style and the templates.
    pub fn new(site: &Site, options: plan::Options) -> Result<Self, Vec<Diagnostic>> {
        let style = style(site);
        let (templates, mut wrong) = Templates::load(&site.inputs.templates);
        match style {
            Ok(style) if wrong.is_empty() => Ok(Self {
                style,
                citations: Made::none(&site.corpus),
                lists: Lists::new(&site.corpus),
                templates: templates.with_site(&plan::frame::Site::new(&site.corpus.settings)),
                options,
            }),
            Ok(_) => Err(wrong),
            Err(bad_style) => {
                wrong.insert(0, *bad_style);
                Err(wrong)
            }
        }
    }

    pub fn edition<'a>(&'a self, site: &'a Site) -> Edition<'a> {
        Edition {
            corpus: &site.corpus,
            record: &site.record,
            prose: &site.prose,
            citer: Citer::new(&self.style, &site.corpus, &self.citations),
            lists: &self.lists,
            options: self.options,
        }
    }

    /// Appends the file of a route to `bytes`.
    ///
    /// # Errors
    ///
    /// What is wrong with its template.
    pub fn make(
        &self,
        edition: &Edition<'_>,
        route: Route,
        bytes: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        match plan::view(edition, route) {
            View::Html(sheet) => self.templates.render(sheet.template, &sheet, bytes)?,
            View::Text(text) => bytes.extend_from_slice(text.as_bytes()),
            View::Lines(lines) => {
                for line in lines {
                    bytes.extend_from_slice(line.as_bytes());
                    bytes.push(b'\n');
                }
            }
        }
        Ok(())
    }
}

/// What is wrong with the citation style and the templates of a site, also of one that cannot be printed.
pub fn faults(site: &Site) -> Vec<Diagnostic> {
    let style = style(site).err().map(|wrong| *wrong);
    style.into_iter().chain(Templates::load(&site.inputs.templates).1).collect()
}

fn style(site: &Site) -> Result<Style, Box<Diagnostic>> {
    let path = site.inputs.config.as_ref().map_or_else(Arc::default, |config| Arc::clone(&config.path));
    let language = &site.corpus.settings.language;
    Style::load(&site.reading.config.citation_style, &path, &site.inputs.styles, language)
}
