//! The page about the data files: what there is, for people.

use serde::Serialize;

use super::dataset;
use super::dataset::columns::{self, Kind};
use super::frame::{Frame, Link};
use super::route::Dataset;
use super::{Desk, Edition, Page, Route, View};

/// The page at `/data/`.
#[derive(Serialize)]
pub struct Datasets {
    pub title: String,
    pub tables: Vec<TableView>,
    /// The description of all of them for programs.
    pub package: Link,
}

/// A data file and its table.
#[derive(Serialize)]
pub struct TableView {
    /// Of its heading.
    pub id: &'static str,
    pub name: String,
    /// What its rows are, as a sentence.
    pub meaning: String,
    /// How many rows there are.
    pub count: usize,
    pub lines: Link,
    pub table: Link,
    pub columns: Vec<ColumnView>,
}

#[derive(Serialize)]
pub struct ColumnView {
    pub name: &'static str,
    pub kind: &'static str,
    pub meaning: &'static str,
}

pub fn view<'a>(desk: &Desk<'_>) -> View<'a> {
    let title = "Data".to_owned();
    let page = Datasets {
        title: title.clone(),
        tables: Dataset::ALL.map(|dataset| table(desk, dataset)).into(),
        package: Link { name: "datapackage.json".to_owned(), url: desk.route(Route::Package) },
    };
    View::html(Frame::new(desk, title), Page::Datasets(page))
}

fn table(desk: &Desk<'_>, of: Dataset) -> TableView {
    let name = of.name();
    let column = |column: &columns::Column| ColumnView {
        name: column.name,
        kind: told(column.kind),
        meaning: column.meaning,
    };
    TableView {
        id: name,
        name: dataset::sentence(name),
        meaning: format!("{}.", dataset::sentence(of.meaning())),
        count: count(desk.edition, of),
        lines: Link { name: format!("{name}.jsonl"), url: desk.route(Route::Dataset(of)) },
        table: Link { name: format!("{name}.csv"), url: desk.route(Route::Table(of)) },
        columns: columns::of(of).iter().map(column).collect(),
    }
}

fn count(edition: &Edition<'_>, dataset: Dataset) -> usize {
    let corpus = edition.corpus;
    match dataset {
        Dataset::Articles => corpus.articles.len(),
        Dataset::Claims => corpus.claims.len(),
        Dataset::Speakers => corpus.speakers.len(),
        Dataset::Events => corpus.events.len(),
        Dataset::Sources => corpus.sources.len(),
    }
}

fn told(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Path => "path",
        Kind::Date => "date (EDTF)",
        Kind::Day => "day",
        Kind::Number => "number",
        Kind::List => "list",
        Kind::Object => "object",
    }
}
