//! The data files as tables, and what describes them: read with other eyes than those that wrote them.

#[path = "press/mod.rs"]
mod press;

use press::{Files, printed_files};
use serde_json::Value;

const DATASETS: [&str; 5] = ["articles", "claims", "events", "sources", "speakers"];

fn demonstration() -> Files {
    press::demonstration(None)
}

fn objects(files: &Files, dataset: &str) -> Vec<Value> {
    files[&format!("data/{dataset}.jsonl")].lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What a cell says, by the type that the schema gives it.
fn value(cell: &str, kind: &str) -> Value {
    match kind {
        _ if cell.is_empty() => Value::Null,
        "array" | "object" => serde_json::from_str(cell).unwrap(),
        "integer" => Value::from(cell.parse::<u64>().unwrap()),
        "date" => {
            assert!(cell.len() == 10 && cell.split('-').count() == 3, "{cell} is no day");
            Value::from(cell)
        }
        "string" => Value::from(cell),
        other => panic!("a type of which the test knows nothing: {other}"),
    }
}

#[test]
fn a_table_says_what_its_data_file_says() {
    let files = demonstration();
    let package: Value = serde_json::from_str(&files["data/datapackage.json"]).unwrap();
    for dataset in DATASETS {
        let resources = package["resources"].as_array().unwrap();
        let resource = resources.iter().find(|resource| resource["name"] == dataset).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let text = &files[&format!("data/{}", resource["path"].as_str().unwrap())];
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let named: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(header, named, "{dataset}");
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let objects = objects(&files, dataset);
        assert_eq!(rows.len(), objects.len(), "{dataset}");
        for (row, object) in rows.iter().zip(&objects) {
            let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
            assert_eq!(keys.len(), fields.len(), "{dataset} has other keys than columns: {keys:?}");
            for (cell, field) in row.iter().zip(fields) {
                let name = field["name"].as_str().unwrap();
                assert_eq!(value(cell, field["type"].as_str().unwrap()), object[name], "{dataset}.{name}");
            }
        }
    }
}

#[test]
fn keys_are_unique_and_references_lead_to_rows() {
    let files = demonstration();
    let package: Value = serde_json::from_str(&files["data/datapackage.json"]).unwrap();
    let column = |dataset: &str, name: &str| -> Vec<String> {
        let cells = objects(&files, dataset).into_iter().map(|object| object[name].clone());
        cells.filter_map(|cell| cell.as_str().map(str::to_owned)).collect()
    };
    let tables = package["resources"].as_array().unwrap().iter().filter(|table| table["format"] == "csv");
    let mut references = 0;
    for table in tables {
        let name = table["name"].as_str().unwrap();
        let mut keys = column(name, table["schema"]["primaryKey"].as_str().unwrap());
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count, "{name}");
        for foreign in table["schema"]["foreignKeys"].as_array().unwrap() {
            let to = foreign["reference"]["resource"].as_str().unwrap();
            let there = column(
                if to.is_empty() { name } else { to },
                foreign["reference"]["fields"].as_str().unwrap(),
            );
            for cell in column(name, foreign["fields"].as_str().unwrap()) {
                assert!(there.contains(&cell), "{name}: there is no {to} `{cell}`");
                references += 1;
            }
        }
    }
    assert!(references > 50, "only {references} references were followed");
}

#[test]
fn cells_hold_what_would_break_a_table() {
    let title = "A \"quoted\", title; with = and\ttab";
    let front = format!("---\ntitle: {title:?}\ndate: 2025-02-09\n---\nOne.\n\nTwo.\n");
    let site = [("onrecord.toml", "title = \"T\"\n"), ("content/articles/a.md", &front)];
    let files = printed_files(site, None);
    let mut reader = csv::Reader::from_reader(files["data/articles.csv"].as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!((&row[0], &row[1]), ("a", title));
    assert_eq!(files["data/claims.csv"].lines().count(), 1, "an empty table has a header");
}

#[test]
fn the_page_about_them_names_every_file_and_key() {
    let files = demonstration();
    let page = &files["data/index.html"];
    for dataset in DATASETS {
        assert!(
            page.contains(&format!("href=\"{dataset}.jsonl\""))
                && page.contains(&format!("href=\"{dataset}.csv\""))
        );
        for key in objects(&files, dataset)[0].as_object().unwrap().keys() {
            assert!(page.contains(&format!("<code>{key}</code>")), "{dataset}.{key}");
        }
    }
    assert!(page.contains("href=\"datapackage.json\""));
    assert!(files["index.html"].contains("href=\"data/\""), "the page can be found");
}
