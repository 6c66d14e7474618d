//! Another id for a thing, wherever it is named.
//!
//! References change where they stand, all else in their files byte for byte as it was. The id of an
//! article, a speaker or an event is the name of its file, so that file is renamed, and the links that
//! lead to it.

mod files;
mod links;
mod refused;
mod trace;

use std::sync::Arc;

use lsp_types::{PrepareRenameResponse, WorkspaceEdit};

use crate::diag::Span;
use crate::model::is_id;
use crate::parse::is_source_key;
use crate::pipeline::Site;

use super::edits::Changes;
use super::mentions::{self, Mention, Name, Role, Spelling};
use super::scene::Scene;

pub use refused::Refused;

/// What would be renamed at a place: its range, and the id it has. `None` where nothing can be.
pub fn prepare(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Option<PrepareRenameResponse> {
    let mention = renamed_at(scene, path, place)?;
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: scene.range(&mention.span),
        placeholder: mention.name.id().to_string(),
    })
}

/// The edit that gives another id to the thing at a place.
pub fn rename(
    scene: &Scene<'_>,
    path: &Arc<str>,
    place: usize,
    new: &str,
) -> Result<Option<WorkspaceEdit>, Refused> {
    let Some(Mention { name, .. }) = renamed_at(scene, path, place) else { return Ok(None) };
    if **name.id() == *new {
        return Ok(None);
    }
    judge(scene.site, &name, new)?;
    let mut changes = Changes::default();
    for mention in mentions::of_name(scene.site, &name) {
        let Mention { span, spelling, .. } = mention;
        match spelling {
            Spelling::Plain => changes.plain(span, new),
            Spelling::Scalar { place, value, part } => {
                changes.scalar(Span { range: place, ..span }, &value, part, new);
            }
            Spelling::Unnamed => {}
        }
    }
    if let Some(moved) = files::moved(scene.site, &name, new) {
        if !scene.client.renames_files {
            return Err(Refused::FilesStay);
        }
        links::follow(scene.site, &moved, &mut changes)?;
        moved.files.into_iter().for_each(|(from, to)| changes.moved(from, to));
    }
    changes.edit(scene).map(Some).map_err(Refused::Stuck)
}

/// The thing that is named at a place and can have another id. The words of a quote are no id.
fn renamed_at(scene: &Scene<'_>, path: &Arc<str>, place: usize) -> Option<Mention> {
    let can_be = |mention: &Mention| {
        let kind = !matches!(mention.name, Name::Page(_) | Name::Rating(_) | Name::Topic(_));
        kind && matches!(mention.role, Role::Definition | Role::Reference)
    };
    mentions::at(scene.site, path, place).into_iter().find(can_be)
}

/// Whether a thing can have another id.
fn judge(site: &Site, name: &Name, new: &str) -> Result<(), Refused> {
    let well_formed = if matches!(name, Name::Source(_)) { is_source_key(new) } else { is_id(new) };
    if !well_formed {
        return Err(Refused::BadId { name: name.clone(), new: new.to_owned() });
    }
    if mentions::definition(site, name).is_none() {
        return Err(Refused::Unknown(name.clone()));
    }
    if mentions::definition(site, &with_id(name, new)).is_some() {
        return Err(Refused::Taken(with_id(name, new)));
    }
    match refused::unread(site) {
        Some(path) => Err(Refused::Unread(path)),
        None => Ok(()),
    }
}

fn with_id(name: &Name, new: &str) -> Name {
    let id = Arc::from(new);
    match name {
        Name::Article(_) => Name::Article(id),
        Name::Claim { article, .. } => Name::Claim { article: Arc::clone(article), id },
        Name::Event(_) => Name::Event(id),
        Name::Page(_) => Name::Page(id),
        Name::Rating(_) => Name::Rating(id),
        Name::Source(_) => Name::Source(id),
        Name::Speaker(_) => Name::Speaker(id),
        Name::Topic(_) => Name::Topic(id),
    }
}
