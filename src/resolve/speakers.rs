//! Speakers: roles dated, memberships resolved.

use std::sync::Arc;

use crate::diag::{Span, problems::linking as problems};
use crate::model::SitePath;
use crate::parse::speaker as parsed;

use super::Reading;
use super::assets;
use super::corpus::{Addresses, Corpus, Role, Settings, Speaker};
use super::list::List;
use super::names::Names;
use super::namesakes;

/// Goes by the settings and the addresses of the corpus.
pub fn speakers(reading: &Reading, corpus: &Corpus, names: &mut Names<'_>) -> List<Speaker> {
    let resolve = |speaker: &Arc<parsed::Speaker>| {
        names.enter(&speaker.path, false);
        resolve_speaker(speaker, corpus, names)
    };
    reading.speakers.iter().map(resolve).collect()
}

fn resolve_speaker(speaker: &parsed::Speaker, corpus: &Corpus, names: &mut Names<'_>) -> Speaker {
    let front = &speaker.front;
    let name = front.name.value.clone();
    Speaker {
        id: Arc::clone(&speaker.id),
        kind: front.kind,
        sort_name: front.sort_name.clone().unwrap_or_else(|| name.clone()),
        name,
        also_known_as: front.also_known_as.clone(),
        roles: front.roles.iter().map(|role| resolve_role(role, &corpus.settings, names)).collect(),
        part_of: front.part_of.as_ref().and_then(|whole| names.speaker(whole)),
        wikidata: front.wikidata.as_ref().map(|id| id.value.clone()),
        links: front.links.iter().map(|link| (link.title.value.clone(), link.url.value.clone())).collect(),
        image: image(speaker, &corpus.addresses, names),
        extra: front.extra.clone(),
        claims: Vec::new(),
        mentioned: Vec::new(),
        events: Vec::new(),
        members: Vec::new(),
    }
}

/// An undated side of a role is open (format, section 4).
fn resolve_role(role: &parsed::Role, settings: &Settings, names: &mut Names<'_>) -> Role {
    let date = |date: &Option<crate::diag::Spanned<crate::model::Edtf>>| {
        date.as_ref().map(|date| date.value.clone())
    };
    let (from, to) = (date(&role.from), date(&role.to));
    Role {
        title: role.title.value.clone(),
        of: role.of.as_ref().and_then(|of| names.speaker(of)),
        first: from.as_ref().and_then(|from| from.bounds(&settings.timezone).earliest),
        last: to.as_ref().and_then(|to| to.bounds(&settings.timezone).latest),
        from,
        to,
    }
}

/// A file beside the speaker's own, or under `static/`.
fn image(speaker: &parsed::Speaker, addresses: &Addresses, names: &mut Names<'_>) -> Option<SitePath> {
    let image = speaker.front.image.as_ref()?;
    let found = assets::image(addresses, &speaker.path, image);
    if found.is_none() {
        let near = namesakes::image(&speaker.path, image, addresses);
        let place = Span::new(&speaker.path, image.range);
        names.report(problems::missing_image(place, image, near.as_deref()));
    }
    found.map(|(_, address)| address.clone())
}
