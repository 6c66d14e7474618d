//! The files whose names are ids.

use std::sync::Arc;

use crate::lsp::mentions::{Name, article_of};
use crate::pipeline::Site;

/// A thing whose file gets another name.
pub struct Moved {
    /// What changes its name, before and after: a folder, or files of one name. Paths from the site's folder.
    pub files: Vec<(String, String)>,
    /// The parts of all paths that change, by what leads there.
    pub inputs: Vec<Component>,
    pub addresses: Vec<Component>,
}

/// A part of a path that gets another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The path up to it, and it.
    pub path: Vec<String>,
    pub new: String,
}

impl Component {
    fn new(path: &str, new: &str) -> Self {
        Self { path: path.split('/').map(str::to_owned).collect(), new: new.to_owned() }
    }
}

/// What moves with another id for a thing; `None` where its id is no name of a file.
pub fn moved(site: &Site, name: &Name, new: &str) -> Option<Moved> {
    let reading = &site.reading;
    match name {
        Name::Article(id) => {
            let article = article_of(site, id)?;
            let (text, claims) = (&article.parsed.path, &article.parsed.claims.path);
            let mut moved = of_text(text, id, new, &["articles", "claims"])?;
            if article.bundle.is_none() && !claims.is_empty() {
                let folder = folder(claims);
                moved.files.push((claims.to_string(), format!("{folder}{new}.claims.yaml")));
            }
            Some(moved)
        }
        Name::Event(id) => {
            let event = reading.events.iter().find(|it| it.id == *id)?;
            of_text(&event.path, id, new, &["events"])
        }
        Name::Speaker(id) => {
            let speaker = reading.speakers.iter().find(|it| it.id == *id)?;
            of_text(&speaker.path, id, new, &["speakers"])
        }
        _ => None,
    }
}

/// A text is a file of its own, or the `index.md` of a folder.
fn of_text(path: &Arc<str>, id: &str, new: &str, sections: &[&str]) -> Option<Moved> {
    let addresses = sections.iter().map(|section| Component::new(&format!("{section}/{id}"), new)).collect();
    let (from, name) = match path.strip_suffix("/index.md") {
        Some(folder) => (folder, new.to_owned()),
        None => (&**path, format!("{new}.md")),
    };
    let to = format!("{}{name}", folder(from));
    let inputs = vec![Component::new(from, &name)];
    Some(Moved { files: vec![(from.to_owned(), to)], inputs, addresses })
}

/// The folder of a file, with a slash at its end.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| path.get(..=slash).unwrap_or_default())
}
