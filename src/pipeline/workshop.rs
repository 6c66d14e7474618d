//! What the pages of a site are made with: the citation style, the templates, the long lists. Set up once
//! for all pages of a site, and borrowed for each of them.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::plan::cite::Made;
use crate::plan::{self, Citer, Edition, Lists, Route, Style, View};
use crate::render::Templates;

use super::Site;

pub struct Workshop {
    style: Arc<Style>,
    citations: Arc<Made>,
    lists: Arc<Lists>,
    templates: Arc<Templates>,
    options: plan::Options,
}

impl Workshop {
    /// The workshop of a site; it makes the pages of that site alone. What is the same as in the workshop
    /// of another site is taken from there.
    ///
    /// # Errors
    ///
    /// What is wrong with the citation style and the templates.
    pub fn new(
        site: &Site,
        options: plan::Options,
        known: Option<(&Self, &Site)>,
    ) -> Result<Self, Vec<Diagnostic>> {
        // All of these also go by the configuration.
        let known = known.filter(|(_, other)| Arc::ptr_eq(&site.reading.config, &other.reading.config));
        let of = |alike: fn(&Site, &Site) -> bool| {
            known.filter(|(_, other)| alike(site, other)).map(|(workshop, _)| workshop)
        };
        let with_style = of(|site, other| site.inputs.styles == other.inputs.styles);
        let with_templates = of(|site, other| site.inputs.templates == other.inputs.templates);
        let with_lists = of(Site::differs_in_prose_only);
        let style = with_style.map_or_else(|| style(site).map(Arc::new), |it| Ok(Arc::clone(&it.style)));
        let templates = with_templates.map_or_else(|| templates(site), |it| Ok(Arc::clone(&it.templates)));
        let (style, templates) = match (style, templates) {
            (Ok(style), Ok(templates)) => (style, templates),
            (style, templates) => {
                let bad_style = style.err().map(|wrong| *wrong).into_iter();
                return Err(bad_style.chain(templates.err().unwrap_or_default()).collect());
            }
        };
        let with_citations = with_lists.filter(|it| Arc::ptr_eq(&it.style, &style));
        let none = || Arc::new(Made::none(&site.corpus));
        let all = || Arc::new(Lists::new(&site.corpus));
        Ok(Self {
            citations: with_citations.map_or_else(none, |it| Arc::clone(&it.citations)),
            lists: with_lists.map_or_else(all, |it| Arc::clone(&it.lists)),
            style,
            templates,
            options,
        })
    }

    pub fn options(&self) -> plan::Options {
        self.options
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

fn templates(site: &Site) -> Result<Arc<Templates>, Vec<Diagnostic>> {
    let (templates, wrong) = Templates::load(&site.inputs.templates);
    let with_site = || templates.with_site(&plan::frame::Site::new(&site.corpus.settings));
    if wrong.is_empty() { Ok(Arc::new(with_site())) } else { Err(wrong) }
}
