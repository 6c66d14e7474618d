//! A site's own inputs, changed: text in, new text out, all else byte for byte as it was.
//!
//! Goes in: a text and what shall hold of it. Comes out: the new text, or why a person must write it.
//! There is no editor for YAML that keeps comments and spelling; so stretches of bytes are replaced, and
//! the new text is read again and must say what was meant and nothing else. [`save`] is the door through
//! which inputs are written.

pub mod claims;
pub mod passage;

mod context;
mod create;
mod fold;
mod json;
mod manner;
mod refusal;
mod save;
mod spelling;
mod splice;
mod tree;
mod wanted;
mod yaml;

pub use create::{CreateError, create};
pub use refusal::Refusal;
pub use save::{SaveError, keep, save};

use crate::diag::Change;
use crate::text::front_matter::{self, FrontMatter};
use crate::text::yaml::outline;

use wanted::Wanted;

/// Makes changes that concern one file, whose text this is. Which notation it has, its name tells; of a
/// Markdown file the front matter is changed.
pub fn apply(text: &str, changes: &[&Change]) -> Result<String, Refusal> {
    let Some(first) = changes.first() else { return Ok(text.to_owned()) };
    let path = &first.place().path;
    if changes.iter().any(|change| change.place().path != *path) {
        return Err(Refusal::NotThere);
    }
    // Places are counted in a text without its byte order mark.
    let (mark, text) = text.split_at(text.len() - text.trim_start_matches('\u{FEFF}').len());
    let wanted = Wanted::all(changes)?;
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let new = match ending {
        "json" => json::apply(text, &wanted)?,
        "md" => in_front_matter(text, &wanted)?,
        "yaml" => yaml::apply(text, 0, &wanted)?,
        _ => return Err(Refusal::Unspellable("only YAML and JSON are edited")),
    };
    Ok(format!("{mark}{new}"))
}

/// Spells a text as a YAML scalar on one line, in brackets or not: between quotation marks only where it
/// needs them.
pub fn spelled(text: &str, in_brackets: bool) -> String {
    let notation = if in_brackets { outline::Notation::Flow } else { outline::Notation::Block };
    spelling::spelled(text, notation, outline::Spelling::Double)
}

/// The header and the lines of a YAML block that keeps the lines of a text, not indented; `None` where no
/// block can hold it.
pub fn literal(text: &str) -> Option<Vec<String>> {
    fold::literal(text)
}

fn in_front_matter(text: &str, wanted: &[Wanted<'_>]) -> Result<String, Refusal> {
    let FrontMatter::Present { yaml, .. } = front_matter::find(text) else { return Err(Refusal::NotThere) };
    let (Some(above), Some(front), Some(below)) =
        (text.get(..yaml.start), text.get(yaml.clone()), text.get(yaml.end..))
    else {
        return Err(Refusal::NotThere);
    };
    let front = yaml::apply(front, yaml.start, wanted)?;
    let new = format!("{above}{front}{below}");
    let found = front_matter::find(&new);
    match found {
        FrontMatter::Present { yaml, .. } if yaml == (above.len()..above.len() + front.len()) => Ok(new),
        _ => Err(Refusal::Uncertain),
    }
}

/// The notations that are edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    Yaml,
    Json,
}
