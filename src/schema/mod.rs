//! The types that are read -> JSON Schemas, by which an editor completes and checks as one types.
//!
//! Goes in: which kind of file. Comes out: its schema, of draft 7, which editors know best. The schema says
//! of a file what can be said by its shape alone; whether a reference leads anywhere is for `check`.

mod nothing;

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::parse::{article, claims, config, event, source, speaker};

/// A kind of file of which there is a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The front matter of an article.
    Article,
    /// The claims of an article.
    Claims,
    /// The front matter of a speaker.
    Speaker,
    /// The front matter of an event.
    Event,
    /// A file of sources, CSL YAML or CSL-JSON.
    Sources,
    /// `onrecord.toml`.
    Config,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Article, Self::Claims, Self::Speaker, Self::Event, Self::Sources, Self::Config];

    /// As the command line and the names of schema files have it: `claims`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Claims => "claims",
            Self::Speaker => "speaker",
            Self::Event => "event",
            Self::Sources => "sources",
            Self::Config => "config",
        }
    }

    /// The name of the file in which an editor looks for the schema: `claims.schema.json`.
    pub fn file_name(self) -> String {
        format!("{}.schema.json", self.name())
    }
}

/// The schema of a kind of file as a text that ends with a line break.
pub fn text(kind: Kind) -> String {
    // Made of texts and numbers, which always are JSON.
    serde_json::to_string_pretty(&schema(kind)).unwrap_or_default() + "\n"
}

/// The schema of a kind of file.
pub fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Article => of::<article::Front>(true),
        Kind::Claims => of::<claims::File>(true),
        Kind::Speaker => of::<speaker::Front>(true),
        Kind::Event => of::<event::Front>(true),
        Kind::Sources => of::<source::File>(true),
        // TOML knows no nothing.
        Kind::Config => of::<config::Config>(false),
    }
}

fn of<T: JsonSchema>(nothing: bool) -> Value {
    let mut settings = SchemaSettings::draft07();
    // First, since later ones hide what is referred to.
    settings.transforms.insert(0, Box::new(unwrapped as fn(&mut Schema)));
    if nothing {
        settings.transforms.insert(0, Box::new(nothing::is_not_given as fn(&mut Schema)));
    }
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Descriptions are wrapped in the program's text, and not where they are shown.
fn unwrapped(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    transform_subschemas(&mut (unwrapped as fn(&mut Schema)), schema);
}
