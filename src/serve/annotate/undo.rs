//! What was taken out, so that it can be put back.

use std::collections::VecDeque;

use crate::edit::Refusal;
use crate::edit::claims::{self, Draft};

use super::{Subject, version};

/// As many as anybody takes back.
const KEPT: usize = 64;

/// The claims that were taken out in this run. They are kept here and not in the browser, so that none
/// can be made up.
#[derive(Debug, Default)]
pub struct Undo {
    kept: VecDeque<Removed>,
    number: u64,
}

#[derive(Debug)]
struct Removed {
    key: String,
    article: String,
    draft: Draft,
    /// The claims file with it.
    text: String,
    /// The version of the claims file without it.
    after: String,
}

impl Undo {
    /// Keeps a claim that was taken out of an article as it was before; comes out: its key.
    pub(super) fn keep(&mut self, before: &Subject<'_>, id: &str, after: Option<&str>) -> Option<String> {
        let claim = before.article.claims.entries.iter().find(|claim| claim.id.value == id)?;
        self.number += 1;
        let key = self.number.to_string();
        self.kept.push_back(Removed {
            key: key.clone(),
            article: before.article.id.to_string(),
            draft: Draft::of(claim),
            text: before.existing().to_owned(),
            after: after.unwrap_or_default().to_owned(),
        });
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        Some(key)
    }

    /// The claims file with a claim put back, and the claim's id: as it was, to the byte, where nothing
    /// else has changed since; else after all others.
    pub(super) fn restored(&self, now: &Subject<'_>, key: &str) -> Option<(Result<String, Refusal>, String)> {
        let of_article = |removed: &&Removed| removed.key == key && *removed.article == *now.article.id;
        let removed = self.kept.iter().find(of_article)?;
        let text = if removed.after == version(now.input.claims.as_ref()) {
            Ok(removed.text.clone())
        } else {
            claims::add(now.text(), &removed.draft)
        };
        Some((text, removed.draft.id.clone()))
    }

    /// What was put back is not put back again; comes out: no key.
    pub(super) fn forget(&mut self, key: &str) -> Option<String> {
        self.kept.retain(|removed| removed.key != key);
        None
    }
}
