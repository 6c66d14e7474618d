//! Live preview: a site held in memory, its pages made when a browser asks for them, by the same
//! functions as a build.
//!
//! Goes in: the site's folder, what the disk says has happened there, requests. Comes out: responses,
//! and events for the pages that are open. Writes nothing but claims files, through `edit`.
//!
//! [`Preview`] is all of it but the sockets and the watching: tests drive it directly. Around it stand
//! [`watch`] (what has happened on disk), [`audit`] (what only finished pages can tell) and [`http`].
//!
//! # What the browser is told
//!
//! `B` is the base path: `/`, or the path of `base_url` (`/talks/`). All that is not part of the site
//! lies under `B.onrecord/`, a name that no file of a site can have. What the scripts under
//! `browser/` are told, and may ask, is this.
//!
//! **The tag.** Each page is what a build writes, plus one tag before its last `</body>` (at its end,
//! where it has none):
//!
//! ```html
//! <script src="B.onrecord/preview.js" defer data-base="B" data-page="articles/x/" data-article="x"
//!   data-token="…" data-version="…" data-follow="false"></script>
//! ```
//!
//! | attribute | value |
//! |---|---|
//! | `data-base` | `B` |
//! | `data-page` | the page's path from the site's root, percent-decoded: `articles/x/`, empty for the front page. Where nothing stands, the path that was asked for |
//! | `data-article` | the id of the article whose page it is, or empty |
//! | `data-token` | what a writing request has to repeat in its header `Onrecord-Token` |
//! | `data-version` | what tells this state of the page from others |
//! | `data-follow` | `true` where a page shall scroll to the claim that has changed |
//!
//! **`GET B.onrecord/preview.js`, `preview.css`, `preview/…`**: the files of `browser/`.
//!
//! **`GET B.onrecord/stream?page=PAGE&version=VERSION`**: server-sent events, for the page in `data-page`
//! at the version that the browser shows. The `id` of each event is the version after it, so that a
//! browser that connects again (`Last-Event-ID`, which goes before `version`) is told what it has missed.
//! A browser keeps few connections to one host: a page that is not seen should close its stream, and
//! open it again with the last version when it is seen.
//!
//! - `state`, first of all, and whenever it changes:
//!   `{"errors": n, "warnings": n, "problems": [P, …], "more": n}`. `more` is the number of problems that
//!   are not listed; errors are listed first. A problem has the keys of the JSON report (see
//!   [`crate::report::json`]) and
//!
//!   | key | value |
//!   |---|---|
//!   | `snippet` | the lines it is about, marked: plain text; empty where there are none |
//!   | `editor` | an address that opens the place in an editor, or null |
//!   | `fixes` | list: what could be done about it, by its title |
//!
//! - `styles`: `{"paths": ["onrecord/onrecord.css", …]}`: these style sheets have changed, and nothing else.
//! - `reload`: `{"fragment": "claim-x"}` or `{"fragment": null}`: the page has changed, has come or has
//!   gone. The fragment is that of the first claim that has changed on it, where that is followed.
//!
//! **`GET B.onrecord/names?q=WORDS&limit=N`**: what could be referred to, for completion; of each kind
//! the first `N` (1000 by default) that contain the words, in any case. An empty `q` finds all:
//! `{"speakers": [{"id", "name"}], "events": [{"id", "name"}],
//! "claims": [{"ref", "speaker", "words"}], "sources": [{"key", "title"}]}`.
//!
//! **`GET B.onrecord/claims?article=ID`**: the claims of an article as they are written, in file order:
//! `{"article": "ID", "version": "…", "claims": [C, …], "text": {"title", "summary", "body"}}`. `version`
//! tells one state of the claims file from others; it is empty while there is no file. `text` is what can
//! be quoted. A claim `C` has the keys of a claims file, all of them, and three of ours:
//!
//! ```json
//! {"id": "x", "quote": [{"exact": "…", "prefix": null, "suffix": null}], "in": "body", "statement": null,
//!  "speaker": "peskov", "said": null, "to": [], "via": [], "affirms": [], "denies": [],
//!  "declines": ["reported-call"], "qualifies": [], "retracts": [], "repeats": [],
//!  "sources": [{"key": "tass", "locator": null, "url": null}],
//!  "original": {"text": "…", "language": null, "translator": null}, "note": null, "topics": [],
//!  "lost": false, "nearest": null, "number": 1}
//! ```
//!
//! `original` may be null. A claim whose quote is not in the article any more is `lost`; `nearest` are the
//! words there that come nearest, where any are near. `number` is that of its note. Verdicts are written by hand; they stay as they are.
//!
//! **`POST B.onrecord/claims`** writes. It needs the headers `Onrecord-Token`, `Content-Type:
//! application/json`, and the `Origin` that browsers send by themselves. The body:
//!
//! | key | value |
//! |---|---|
//! | `article` | the article's id |
//! | `version` | of its claims, as last told |
//! | `action` | `add`, `replace`, `remove`, `restore` or `anchor` |
//! | `id` | the claim that is replaced, removed or anchored |
//! | `claim` | what is to be written, for `add` and `replace`: a `C`, of which empty keys can be left out. Without an `id`, one is made of the speaker and the first words |
//! | `passages` | the words that were selected: a list of `{"part", "exact", "prefix", "suffix"}`, the last two up to 64 characters of what stands around them. They take the place of the claim's `quote`; for `anchor`, of the quotes that were lost |
//! | `undo` | for `restore`: what `remove` has answered |
//!
//! | answer | when |
//! |---|---|
//! | 200 `{"ok": true, "version": "…", "id": "…", "undo": "…"}` | it is written. `undo` is null but after `remove` |
//! | 400 | the body cannot be read |
//! | 403 | another origin, or another token: that of an earlier run |
//! | 408, 413, 415 | the body came too slowly, is too long, is no JSON |
//! | 409 `{"problems": [P, …]}` | the claims file is at another version |
//! | 422 `{"problems": [P, …]}` | it cannot be written so |
//! | 500 `{"problems": [P, …]}` | the machine would not write it |
//!
//! A problem `P` has a `message` and `hints`, and where the site would have a new mistake all keys of a
//! problem of `state`. A claim that is taken out is not kept because others refer to it: that is told as
//! the site's mistake, where they stand.

pub mod annotate;
pub mod audit;
mod browser;
mod files;
mod follow;
pub mod http;
mod kinds;
mod listener;
mod names;
mod pages;
mod preview;
mod problems;
mod session;
mod showing;
mod troubles;
pub mod watch;

use crate::plan;

pub use listener::{Event, Listener};
pub use pages::{Answer, Version, answer};
pub use preview::{Preview, Rebuilt, Settings};
pub use problems::EDITOR;
pub use session::{Options, Session};
pub use showing::Showing;

/// Pages are what a build writes that names no files.
const OPTIONS: plan::Options = plan::Options { portable: false };
