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
    let mut package = json!({
        "profile": "data-package",
        "name": "onrecord",
        "title": settings.title,
        "resources": tables.chain(lines).collect::<Vec<_>>(),
    });
    if !settings.description.is_empty() {
        package["description"] = json!(settings.description);
    }
    if let Some(address) = edition.absolute(&SitePath::section(FOLDER)) {
        package["homepage"] = json!(address);
    }
    if let Some(publisher) = &settings.publisher {
        let mut contributor = json!({ "title": publisher.name, "role": "publisher" });
        if let Some(url) = &publisher.url {
            contributor["path"] = json!(url);
        }
        package["contributors"] = json!([contributor]);
    }
    format!("{package:#}\n")
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
    let mut field =
        json!({ "name": column.name, "type": column.kind.schema_type(), "description": column.meaning });
    if column.name == dataset.key() {
        field["constraints"] = json!({ "required": true, "unique": true });
    }
    field
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
