//! Corpus, record and one route -> a [`View`]: what a page says, in words ready to print.
//!
//! Goes in: the [`Edition`] and a [`Route`]. Comes out: a view with no handles and no lookups left, so
//! that a template never computes. One page at a time; only an article's own page sees its prose.

mod find;
pub mod frame;
pub mod paging;
pub mod route;
mod routes;
mod view;

pub mod home;
pub mod articles;
pub mod article;
pub mod page;
pub mod datasets;
pub mod not_found;
pub mod alias;

pub mod speakers;
pub mod speaker;
pub mod events;
pub mod event;
pub mod claim;
pub mod card;
pub mod sources;
pub mod topics;
pub mod matrix;
pub mod timeline;

pub mod body;
mod language;
pub mod position;
pub mod proof;
pub mod prose;
pub mod reversal;
pub mod standing;
pub mod telling;

pub mod cite;

mod annotations;
pub mod dataset;
mod feed;
mod host;
pub mod search;
mod sitemap;
mod social;
mod structured;

use std::sync::Arc;

pub use cite::{Citer, Style};
pub use find::find;
pub use frame::{Desk, Frame};
pub use paging::Lists;
pub use route::Route;
pub use routes::routes;
pub use view::{Page, Sheet, View, view};

use crate::model::ClaimIx;
use crate::parse;
use crate::parse::config::ClaimPages;
use crate::record::Record;
use crate::resolve::corpus::Settings;
use crate::resolve::{Corpus, ReadArticle};

/// All that pages are made from.
#[derive(Clone, Copy)]
pub struct Edition<'a> {
    pub corpus: &'a Corpus,
    pub record: &'a Record,
    pub prose: &'a Prose,
    pub citer: Citer<'a>,
    /// The long lists, split into pages.
    pub lists: &'a Lists,
    pub options: Options,
}

/// What the texts say: each is seen by its own page only. Lists go by the handles of the corpus.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    pub articles: Vec<Arc<ReadArticle>>,
    pub speakers: Vec<Arc<parse::speaker::Speaker>>,
    pub events: Vec<Arc<parse::event::Event>>,
    pub pages: Vec<Arc<parse::page::Page>>,
    pub front_page: Option<Arc<parse::page::Page>>,
}

/// How an edition is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Links name `index.html`, so that the site also works opened from disk.
    pub portable: bool,
}

impl Edition<'_> {
    /// The path of the site's root on its host, with a slash at both ends: `/`, or `/talks/`.
    pub fn base(&self) -> String {
        base(&self.corpus.settings)
    }

    /// Whether a claim has a page of its own (format, section 8 and `claim_pages` in section 9).
    pub fn has_page(&self, ix: ClaimIx) -> bool {
        let claim = self.corpus.claim(ix);
        match self.corpus.settings.claim_pages {
            ClaimPages::All => true,
            ClaimPages::None => false,
            ClaimPages::Answered => {
                !claim.verdicts.is_empty() || !claim.answers.is_empty() || !claim.repeated_by.is_empty()
            }
        }
    }
}

/// The path of a site's root on its host, with a slash at both ends: `/`, or `/talks/`.
pub fn base(settings: &Settings) -> String {
    let base = settings.base_url.as_deref().map_or("", frame::base_path);
    format!("{base}/")
}
