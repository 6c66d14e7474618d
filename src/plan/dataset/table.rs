//! The data files as tables: CSV (RFC 4180, but lines end with a line feed), a header, one row for each
//! line of the data file. Lists and objects are JSON in their cells; what is not given is empty.

use serde_json::{Map, Value};

use super::{Dataset, columns};
use crate::plan::Edition;

/// The lines of a table, the header first, without their ends.
pub fn lines<'a>(edition: &'a Edition<'a>, dataset: Dataset) -> Box<dyn Iterator<Item = String> + Send + 'a> {
    let columns = columns::of(dataset);
    let header = record(columns.iter().map(|column| column.name.to_owned()));
    let row = move |line: String| {
        let object: Map<String, Value> = serde_json::from_str(&line).unwrap_or_default();
        record(columns.iter().map(|column| cell(object.get(column.name))))
    };
    Box::new(std::iter::once(header).chain(super::lines(edition, dataset).map(row)))
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

fn record(cells: impl Iterator<Item = String>) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // A vector takes all that it is given, and cells are text.
    let _ = writer.write_record(cells);
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default().trim_end_matches('\n').to_owned()
}
