//! `onrecord new speaker`.

use clap::{Args, ValueEnum};

use super::{CommonArgs, NewFile, as_name, front_matter, line, taken, unknown_speaker};
use crate::pipeline::Site;

#[derive(Args, Debug)]
pub struct SpeakerArgs {
    #[command(flatten)]
    pub common: CommonArgs,
    /// The name as it is shown [default: the words of the id]
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// What kind of speaker it is
    #[arg(long, value_name = "KIND", default_value = "person")]
    kind: Kind,
    /// What an organization or outlet belongs to: a speaker's id
    #[arg(long, value_name = "ID")]
    part_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Person,
    Organization,
    Outlet,
    State,
}

impl SpeakerArgs {
    pub fn make(&self, site: &Site) -> NewFile {
        let id = &self.common.id;
        let speakers = site.reading.speakers.iter().map(|speaker| (&speaker.id, &speaker.path));
        let part_of = self.part_of.as_deref().and_then(|whole| unknown_speaker(site, whole));
        let wrong: Vec<_> = taken("a speaker", id, speakers).into_iter().chain(part_of).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut lines = vec![line("name", &self.name.clone().unwrap_or_else(|| as_name(id)))];
        lines.extend(match self.kind {
            // What a speaker is where nothing is said.
            Kind::Person => None,
            Kind::Organization => Some("kind: organization".to_owned()),
            Kind::Outlet => Some("kind: outlet".to_owned()),
            Kind::State => Some("kind: state".to_owned()),
        });
        lines.extend(self.part_of.iter().map(|whole| line("part_of", whole)));
        Ok((format!("content/speakers/{id}.md"), front_matter(&lines)))
    }
}
