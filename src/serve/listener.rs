//! An open page in a browser -> what it has to be told.

use std::sync::Arc;

use serde_json::json;

use super::pages::{self, Version};
use super::preview::Preview;
use super::showing::Styles;

/// A page that is open in a browser, and what its browser knows.
pub struct Listener {
    page: String,
    version: Option<Version>,
    styles: Option<Arc<Styles>>,
    state: Option<Arc<str>>,
    /// The showing that it was last told of.
    number: u64,
}

/// What the browser is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub name: &'static str,
    /// The version of the page after it.
    pub id: String,
    /// JSON, in one line.
    pub text: Arc<str>,
}

impl Listener {
    /// A browser that shows a page at a version; `None` where it does not say which.
    pub fn new(page: &str, version: Option<Version>, preview: &Preview) -> Self {
        let number = preview.now().number;
        Self { page: pages::page_path(page).to_owned(), version, styles: None, state: None, number }
    }

    /// What there is to tell now.
    pub fn news(&mut self, preview: &Preview) -> Vec<Event> {
        let now = preview.now();
        let shown = pages::shown(preview, &now, &self.page);
        let version = pages::version(preview, &now, &self.page, &shown.bytes);
        let styles = now.styles(&preview.files);
        let id = version.to_string();
        let event = |name, text: Arc<str>| Event { name, id: id.clone(), text };

        let mut news = Vec::new();
        let state = now.state(preview.settings.editor.as_deref());
        if self.state.as_ref() != Some(&state) {
            news.push(event("state", Arc::clone(&state)));
        }
        let known = self.version.unwrap_or(version);
        if known.page != version.page {
            let article = pages::article(&now, &self.page).filter(|_| preview.settings.follow);
            let claim = article.and_then(|article| now.touched.since(self.number, article));
            let fragment = claim.map(|claim| format!("claim-{claim}"));
            news.push(event("reload", json!({ "fragment": fragment }).to_string().into()));
        } else if known.styles != version.styles {
            let paths = self.changed_styles(&styles);
            news.push(event("styles", json!({ "paths": paths }).to_string().into()));
        }
        *self = Self {
            page: std::mem::take(&mut self.page),
            version: Some(version),
            styles: Some(styles),
            state: Some(state),
            number: now.number,
        };
        news
    }

    /// Where it cannot be told which have changed, all may have.
    fn changed_styles(&self, styles: &Styles) -> Vec<String> {
        let known = |path: &str| self.styles.as_ref().and_then(|known| known.get(path));
        let changed = styles.iter().filter(|(path, hash)| known(path) != Some(hash));
        let gone =
            self.styles.iter().flat_map(|known| known.keys()).filter(|path| !styles.contains_key(*path));
        changed.map(|(path, _)| path).chain(gone).cloned().collect()
    }
}
