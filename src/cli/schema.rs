//! `onrecord schema`.

use std::io;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::shell::Shell;
use crate::schema::{self, Kind};

#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// The kind of file that the schema describes
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Kind,
}

pub fn run(args: &SchemaArgs, shell: &Shell) -> io::Result<Outcome> {
    shell.answer(&schema::text(args.kind))?;
    Ok(Outcome::Done)
}

/// Takes the names of kinds and nothing else.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name))
        .try_map(|name| Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or("there is no such kind"))
}
