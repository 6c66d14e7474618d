//! What may stand where one is writing.

mod context;
mod hand;
mod items;
mod shape;
mod wanted;

use std::sync::Arc;

use lsp_types::{CompletionItemKind, CompletionList};

use crate::pipeline::Site;
use crate::text::front_matter::{self, FrontMatter};

use super::catalogue::{self, Thing};
use super::kinds::{Kind, article_of_claims};
use super::mentions::Name;
use super::scene::Scene;

use context::{At, Context};
use hand::Hand;
use items::Items;
use shape::Shape;
use wanted::{Wanted, wanted};

/// What may be written at a place in a file.
pub fn complete(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Option<CompletionList> {
    let kind = Kind::of(path)?;
    let lines = scene.lines(path)?;
    if (kind.is_markdown() || kind == Kind::Claims)
        && let Some((word, typed)) = context::citation(lines.text(), place)
    {
        let mut items = Items::new(&lines, word, &typed);
        items.things(|| things(scene.site, path, Wanted::Sources), |thing| thing.id.clone());
        return Some(items.list());
    }
    let context = context_in(kind, lines.text(), place)?;
    let hand = Hand::new(kind, &context, lines.text());
    let shape = Shape::at(kind.schema(), &context.path);
    let mut items = Items::new(&lines, context.word.clone(), &context.typed);
    let wanted = wanted(kind, &context.path).filter(|_| shape.takes_text());
    if let (At::Value | At::Start { .. }, Some(wanted)) = (&context.at, wanted) {
        items.things(|| things(scene.site, path, wanted), |thing| hand.value(&thing.id));
    }
    if let At::Value | At::Start { .. } = context.at {
        for (word, means) in shape.words() {
            items.choice(&word, &means, hand.word(&word), CompletionItemKind::ENUM_MEMBER);
        }
    }
    if let At::Key { present } | At::Start { present } = &context.at {
        for (key, means) in shape.keys() {
            if !present.contains(&key) && may_hold(kind, &context, &key) {
                items.choice(&key, &means, hand.key(&key), CompletionItemKind::PROPERTY);
            }
        }
    }
    Some(items.list())
}

fn context_in(kind: Kind, text: &str, place: usize) -> Option<Context> {
    match kind {
        Kind::Config => context::in_toml(text, place),
        Kind::SourcesJson => context::in_json(text, place),
        Kind::Claims | Kind::Sources => context::in_yaml(text, place),
        Kind::Article | Kind::Speaker | Kind::Event | Kind::Page => in_front_matter(text, place),
    }
}

/// Front matter whose end is not written yet goes on to the end of the file.
fn in_front_matter(text: &str, place: usize) -> Option<Context> {
    let yaml = match front_matter::find(text) {
        FrontMatter::Present { yaml, .. } => yaml,
        FrontMatter::Unclosed => text.find('\n')? + 1..text.len(),
        FrontMatter::Missing => return None,
    };
    let mut context = context::in_yaml(text.get(yaml.clone())?, place.checked_sub(yaml.start)?)?;
    context.word = context.word.start + yaml.start..context.word.end + yaml.start;
    Some(context)
}

/// A free page has fewer keys than an article.
fn may_hold(kind: Kind, context: &Context, key: &str) -> bool {
    const PAGE_KEYS: [&str; 6] = ["title", "summary", "language", "draft", "aliases", "extra"];
    kind != Kind::Page || !context.path.is_empty() || PAGE_KEYS.contains(&key)
}

/// The things that can be named in a file, the likeliest first.
fn things<'a>(site: &'a Site, path: &'a str, wanted: Wanted) -> Box<dyn Iterator<Item = Thing> + 'a> {
    match wanted {
        Wanted::Speakers => Box::new(catalogue::speakers(site)),
        Wanted::Events => Box::new(catalogue::events(site)),
        Wanted::Claims => Box::new(own_claims(site, path).chain(other_claims(site, path))),
        Wanted::Targets => {
            Box::new(own_claims(site, path).chain(catalogue::events(site)).chain(other_claims(site, path)))
        }
        Wanted::Sources => Box::new(catalogue::sources(site)),
        Wanted::Ratings => Box::new(ratings(site)),
        Wanted::Topics => Box::new(catalogue::topics(site).into_iter().map(topic)),
    }
}

/// The claims of the article to which a claims file belongs.
fn own_claims<'a>(site: &'a Site, path: &'a str) -> impl Iterator<Item = Thing> + 'a {
    let own = site.reading.articles.iter().filter(move |it| Some(&*it.parsed.id) == article_of_claims(path));
    own.flat_map(move |article| catalogue::claims(site, article, true))
}

fn other_claims<'a>(site: &'a Site, path: &'a str) -> impl Iterator<Item = Thing> + 'a {
    let others =
        site.reading.articles.iter().filter(move |it| Some(&*it.parsed.id) != article_of_claims(path));
    others.flat_map(move |article| catalogue::claims(site, article, false))
}

fn ratings(site: &Site) -> impl Iterator<Item = Thing> {
    site.reading.config.ratings.iter().map(|(name, rating)| Thing {
        name: Name::Rating(name.as_str().into()),
        id: name.clone(),
        words: rating.label.value.clone(),
        more: String::new(),
        aliases: Vec::new(),
    })
}

fn topic(topic: String) -> Thing {
    let name = Name::Topic(topic.as_str().into());
    Thing { name, id: topic, words: String::new(), more: String::new(), aliases: Vec::new() }
}
