//! The door to Tera: the built-in templates, a site's own, and pages made from them.
//!
//! The built-in templates are known under the folder `onrecord/`, a site's own under their names. A
//! name is looked up among the site's own first, so that a file `templates/article.html` replaces the
//! built-in one, and may still build on it: `{% extends "onrecord/article.html" %}`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, ReportError, Tera};

use crate::diag::problems::rendering as problem;
use crate::diag::{Diagnostic, Range, Span};
use crate::discover::TextInput;
use crate::text::near::nearest;

/// The folder of the built-in templates, in the names by which templates refer to each other.
const BUILT_IN: &str = "onrecord/";

/// Templates, checked against each other: no filter, function, component, parent or part is unknown.
pub struct Templates {
    tera: Tera,
    /// The site's own, by name.
    own: BTreeMap<Arc<str>, TextInput>,
}

impl Templates {
    /// The built-in templates and a site's own, whose `id` is the name: the path under `templates/`.
    ///
    /// Returns every mistake that Tera can tell, each with its place. Where there is one, the result
    /// knows the built-in templates alone.
    pub fn load(user: &[TextInput]) -> (Self, Vec<Diagnostic>) {
        let own = user.iter().map(|input| (Arc::clone(&input.id), input.clone())).collect();
        let mut templates = Self { tera: built_in(), own };
        let mut diagnostics: Vec<_> = user.iter().filter_map(|input| templates.misspelt(input)).collect();
        if diagnostics.is_empty() {
            let named = user.iter().map(|input| (input.id.as_ref(), input.text.as_ref()));
            if let Err(error) = templates.tera.add_raw_templates(named) {
                diagnostics = templates.explain(&error);
            }
        }
        (templates, diagnostics)
    }

    /// The same templates, each of which also sees `site`: what does not change from page to page is
    /// handed over once.
    #[must_use]
    pub fn with_site(mut self, site: &impl Serialize) -> Self {
        let site = tera::Value::from_serializable(site);
        self.tera.global_context().insert_value("site", site);
        self
    }

    /// Appends a page to `out`: what the template makes of a view, whose fields it sees by name.
    ///
    /// # Errors
    ///
    /// A `template-error`, at its place if it is in a template of the site's own; what was appended
    /// up to there stays in `out`.
    pub fn render(
        &self,
        template: &str,
        view: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let rendered =
            Context::from_serialize(view).and_then(|context| self.tera.render_to(template, &context, out));
        rendered.map_err(|error| {
            let mut diagnostics = self.explain(&error);
            Box::new(diagnostics.swap_remove(0))
        })
    }

    /// What is wrong with a template before one looks at any other.
    fn misspelt(&self, input: &TextInput) -> Option<Diagnostic> {
        let error = Tera::default().add_raw_template(&input.id, &input.text).err()?;
        match error.kind() {
            ErrorKind::SyntaxError(report) => Some(self.at(report)),
            _ => None,
        }
    }

    /// An error of Tera's in our words; never empty.
    fn explain(&self, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![self.at(report)],
            ErrorKind::MissingParent { current, parent } => {
                vec![problem::missing_parent(self.quoted(current, parent), current, parent)]
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
            | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                let again = chain.last().map_or("", String::as_str);
                vec![problem::circular_template(self.quoted(tpl, again), tpl, chain)]
            }
            ErrorKind::TemplateNotFound(name) => vec![problem::template_not_found(name)],
            _ => self.explain_text(&error.to_string()),
        }
    }

    /// Tera joins what it found wrong between templates into one text of reports, each a message, a
    /// line ` --> NAME:LINE:COLUMN` and the words there.
    fn explain_text(&self, text: &str) -> Vec<Diagnostic> {
        let mut lines = text.lines().peekable();
        let mut found = Vec::new();
        while let Some(line) = lines.next() {
            let Some(message) = line.strip_prefix("error: ") else { continue };
            let place = lines.peek().and_then(|line| line.trim_start().strip_prefix("--> "));
            if let Some((name, line, column)) = place.and_then(split_place) {
                found.push(problem::template_error(self.point(name, line, column), name, message));
            }
        }
        if found.is_empty() {
            found.push(problem::template_error(None, "", text.lines().next().unwrap_or_default()));
        }
        found
    }

    fn at(&self, report: &ReportError) -> Diagnostic {
        let bytes = &report.span().range;
        let range = Range::new(bytes.start, bytes.end);
        problem::template_error(self.span(report.filename(), range), report.filename(), report.message())
    }

    /// Where a template names another one; else its beginning.
    fn quoted(&self, name: &str, word: &str) -> Option<Span> {
        let place = self.own.get(name)?.text.find(word);
        let range = place.map_or(Range::default(), |start| Range::new(start, start + word.len()));
        self.span(name, range)
    }

    /// The place of a line, from 1, and a column in characters, from 1.
    fn point(&self, name: &str, line: usize, column: usize) -> Option<Span> {
        let text = &self.own.get(name)?.text;
        let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let within: usize = text[before..].chars().take(column - 1).map(char::len_utf8).sum();
        self.span(name, Range::new(before + within, before + within))
    }

    fn span(&self, name: &str, range: Range) -> Option<Span> {
        self.own.get(name).map(|input| Span::new(&input.path, range))
    }
}

/// Warns of a site's own templates that neither take the place of a built-in one nor are named by
/// another.
pub fn unused(user: &[TextInput]) -> Vec<Diagnostic> {
    let built_in = || TEMPLATES.iter().map(|(name, _)| *name);
    let named = |input: &TextInput| {
        let (double, single) = (format!("\"{}\"", input.id), format!("'{}'", input.id));
        user.iter().any(|other| other.text.contains(&double) || other.text.contains(&single))
    };
    let unused = user.iter().filter(|input| !built_in().any(|name| name == &*input.id) && !named(input));
    unused
        .map(|input| problem::unused_template(Span::start_of(&input.path), nearest(&input.id, built_in())))
        .collect()
}

/// `NAME:LINE:COLUMN`, both numbers from 1.
fn split_place(place: &str) -> Option<(&str, usize, usize)> {
    let (place, column) = place.rsplit_once(':')?;
    let (name, line) = place.rsplit_once(':')?;
    Some((
        name,
        line.parse().ok().filter(|&line| line > 0)?,
        column.parse().ok().filter(|&column| column > 0)?,
    ))
}

/// Tera with the templates that are part of the program.
#[expect(clippy::expect_used, reason = "what is wrong with them is our bug, and the tests would show it")]
fn built_in() -> Tera {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes([BUILT_IN]).expect("no template was added before");
    let named = TEMPLATES.iter().map(|(name, text)| (format!("{BUILT_IN}{name}"), *text));
    tera.add_raw_templates(named).expect("the built-in templates are tested");
    tera
}

macro_rules! embedded {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// Name and text of every built-in template.
const TEMPLATES: &[(&str, &str)] = &embedded! {
    "base.html"
    "alias.html"
    "article.html"
    "articles.html"
    "card.html"
    "claim.html"
    "event.html"
    "events.html"
    "home.html"
    "not_found.html"
    "page.html"
    "datasets.html"
    "search.html"
    "sources.html"
    "speaker.html"
    "speakers.html"
    "timeline.html"
    "topic.html"
    "topics.html"
    "parts/articles.html"
    "parts/common.html"
    "parts/matrix.html"
    "parts/note.html"
    "parts/record.html"
    "parts/timeline.html"
};

#[cfg(test)]
mod tests;
