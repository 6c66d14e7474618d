//! `datapackage.json`: what the data files are, for programs (Frictionless Data Package v1, Tabular Data
//! Package, Table Schema).

use serde_json::{Value, json};

use super::columns::{self, Column};
use super::{Dataset, FOLDER, sentence};
use crate::model::SitePath;
use crate::plan::Edition;
use crate::plan::route::Route;

/// The description of all tables and data files of the site.
pub fn package(edition: &Edition<'_>) -> String {
    let settings = &edition.corpus.settings;
    let tables = Dataset::ALL.into_iter().map(table);
    let lines = Dataset::ALL.into_iter().map(json_lines);
    let package = json!({
        "profile": "data-package",
        "name": "onrecord",
        "title": settings.title,
        "resources": tables.chain(lines).collect::<Vec<_>>(),
    });
    let description = Some(&settings.description).filter(|description| !description.is_empty());
    let contributors = settings.publisher.as_ref().map(|publisher| {
        let contributor = json!({ "title": publisher.name, "role": "publisher" });
        json!([with(contributor, "path", publisher.url.as_ref().map(|url| json!(url)))])
    });
    let homepage = edition.absolute(&SitePath::section(FOLDER));
    let package = with(package, "description", description.map(|description| json!(description)));
    let package = with(package, "homepage", homepage.map(|address| json!(address)));
    format!("{:#}\n", with(package, "contributors", contributors))
}

/// An object with one more field, where there is something to put into it.
fn with(mut object: Value, key: &str, value: Option<Value>) -> Value {
    if let (Some(fields), Some(value)) = (object.as_object_mut(), value) {
        fields.insert(key.to_owned(), value);
    }
    object
}

fn table(dataset: Dataset) -> Value {
    let fields: Vec<Value> = columns::of(dataset).iter().map(|column| field(dataset, column)).collect();
    let foreign = |&(column, table): &(&str, Dataset)| {
        let resource = if table == dataset { "" } else { table.name() };
        json!({ "fields": column, "reference": { "resource": resource, "fields": table.key() } })
    };
    json!({
        "profile": "tabular-data-resource",
        "name": dataset.name(),
        "title": sentence(dataset.meaning()),
        "path": file_name(Route::Table(dataset)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "lineTerminator": "\n", "delimiter": ",", "header": true },
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": dataset.key(),
            "foreignKeys": dataset.references().iter().map(foreign).collect::<Vec<_>>(),
        },
    })
}

fn field(dataset: Dataset, column: &Column) -> Value {
    let field =
        json!({ "name": column.name, "type": column.kind.schema_type(), "description": column.meaning });
    let is_key = column.name == dataset.key();
    with(field, "constraints", is_key.then(|| json!({ "required": true, "unique": true })))
}

/// The same as lines of JSON, of which a table schema knows nothing.
fn json_lines(dataset: Dataset) -> Value {
    json!({
        "name": format!("{}-jsonl", dataset.name()),
        "title": sentence(dataset.meaning()),
        "path": file_name(Route::Dataset(dataset)),
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    })
}

/// Of a file that lies beside the description.
fn file_name(route: Route) -> String {
    let (Route::Table(dataset) | Route::Dataset(dataset)) = route else { return String::new() };
    let end = if matches!(route, Route::Table(_)) { "csv" } else { "jsonl" };
    format!("{}.{end}", dataset.name())
}
