//! `onrecord new event`.

use clap::{Args, ValueEnum};

use super::{CommonArgs, NewFile, date, front_matter, in_words, line, list, taken, unknown_speaker};
use crate::diag::problems::starting as problems;
use crate::model::Edtf;
use crate::pipeline::Site;
use crate::text::near::nearest;

#[derive(Args, Debug)]
pub struct EventArgs {
    #[command(flatten)]
    pub common: CommonArgs,
    /// The name as it is shown [default: the id in words]
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// What kind of talk it is
    #[arg(long, value_name = "KIND", default_value = "other")]
    kind: Kind,
    /// When it took place, in EDTF; left out while it is unknown
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Edtf>,
    /// Whose word settles it: a speaker's id; may be given several times
    #[arg(long = "party", value_name = "ID")]
    parties: Vec<String>,
    /// The larger talk that it is a part of: an event's id
    #[arg(long, value_name = "ID")]
    part_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Call,
    Meeting,
    Negotiation,
    Summit,
    Statement,
    Other,
}

impl EventArgs {
    pub fn make(&self, site: &Site) -> NewFile {
        let id = &self.common.id;
        let events = || site.reading.events.iter().map(|event| (&event.id, &event.path));
        let known: Vec<&str> = events().map(|(id, _)| &**id).collect();
        let parties = self.parties.iter().filter_map(|party| unknown_speaker(site, party));
        let whole = self.part_of.as_deref().filter(|whole| !known.contains(whole));
        let whole =
            whole.map(|whole| problems::unknown_name("event", whole, nearest(whole, known.iter().copied())));
        let wrong: Vec<_> = taken("an event", id, events()).into_iter().chain(parties).chain(whole).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut lines = vec![line("name", &self.name.clone().unwrap_or_else(|| in_words(id)))];
        if let Some(kind) = self.kind.to_possible_value().filter(|_| self.kind != Kind::Other) {
            lines.push(line("kind", kind.get_name()));
        }
        lines.extend(self.date.iter().map(|date| line("date", date.as_str())));
        if !self.parties.is_empty() {
            lines.push(list("parties", &self.parties));
        }
        lines.extend(self.part_of.iter().map(|whole| line("part_of", whole)));
        Ok((format!("content/events/{id}.md"), front_matter(&lines)))
    }
}
