//! Dates of sources: EDTF, or the date objects of CSL-JSON and of older CSL YAML.

use crate::diag::problems::reading as problems;
use crate::model::Edtf;
use crate::text::findings::Findings;
use crate::text::node::{Core, Node, Value};

/// Reads a date. `None` after a diagnostic, or for a date that is only told in free words.
pub(super) fn read(key: &str, node: &Node, findings: &mut Findings) -> Option<Edtf> {
    let text = match &node.value {
        Value::Scalar(scalar) => Ok(Some(scalar.text.to_string())),
        Value::Mapping(_) => object(node),
        // What pandoc wrote before its version 2.11: a list of `{year, month, day}`.
        Value::Sequence(days) if days.iter().all(|day| day.get("year").is_some()) => {
            days.iter().map(|day| year_month_day(day)).collect::<Result<_, _>>().map(range)
        }
        Value::Sequence(_) => Err("a list of dates holds entries with a `year`".to_owned()),
    };
    let problem = match text {
        Ok(None) => return None,
        Ok(Some(text)) => match text.parse() {
            Ok(date) => return Some(date),
            Err(sentence) => problems::bad_date(sentence, findings.span(node.place())),
        },
        Err(reason) => problems::bad_csl_date(key, &reason, findings.span(node.place())),
    };
    findings.add(problem);
    None
}

/// A date object as EDTF text.
fn object(node: &Node) -> Result<Option<String>, String> {
    let circa = node.get("circa").is_some_and(is_true);
    let text = match (node.get("date-parts"), node.get("raw").and_then(Node::text)) {
        (Some(parts), _) => {
            let season = node.get("season").and_then(number);
            let days = parts.items().iter().map(|day| parted(day, season));
            range(days.collect::<Result<_, _>>()?).ok_or("`date-parts` holds no date")?
        }
        (None, Some(raw)) => raw.to_owned(),
        (None, None) if node.get("year").is_some() => year_month_day(node)?,
        (None, None) if node.get("literal").is_some() => return Ok(None),
        (None, None) => return Err("it has neither `date-parts` nor `raw`".to_owned()),
    };
    Ok(Some(if circa { qualified(&text) } else { text }))
}

/// One day or several as EDTF; a day that is empty leaves that side of a range open.
fn range(days: Vec<String>) -> Option<String> {
    match days.as_slice() {
        [] => None,
        [day] if day == ".." => None,
        [day] => Some(day.clone()),
        [first, .., last] => Some(format!("{first}/{last}")),
    }
}

fn qualified(text: &str) -> String {
    let side =
        |side: &str| if side.is_empty() || side == ".." { side.to_owned() } else { format!("{side}~") };
    text.split('/').map(side).collect::<Vec<_>>().join("/")
}

/// `[2025, 2, 9]`.
fn parted(node: &Node, season: Option<i64>) -> Result<String, String> {
    let numbers: Option<Vec<i64>> =
        node.items().iter().take_while(|item| !is_blank(item)).map(|item| number(item)).collect();
    let numbers = numbers.ok_or("its parts must be whole numbers")?;
    spelled(
        numbers.first().copied(),
        numbers.get(1).copied().or(season.map(|s| s + 20)),
        numbers.get(2).copied(),
    )
}

/// `{year: 2025, month: 2, day: 9}`.
fn year_month_day(node: &Node) -> Result<String, String> {
    let part = |key| match node.get(key).filter(|part| !is_blank(part)) {
        None => Ok(None),
        Some(part) => number(part).map(Some).ok_or(format!("`{key}` must be a whole number")),
    };
    let season = part("season")?.map(|season| season + 20);
    spelled(part("year")?, part("month")?.or(season), part("day")?)
}

/// A day as EDTF. CSL counts seasons from 1 and puts them, as months, at 13 or 21; a part that is 0
/// is not given.
fn spelled(year: Option<i64>, month: Option<i64>, day: Option<i64>) -> Result<String, String> {
    let given = |part: Option<i64>| part.filter(|part| *part != 0);
    let month = given(month).map(|month| if (13..=16).contains(&month) { month + 8 } else { month });
    let year = match year {
        None => return Ok("..".to_owned()),
        Some(0) if month.is_none() => return Ok("..".to_owned()),
        Some(year @ -9999..=-1) => format!("-{:04}", -year),
        Some(year @ 0..=9999) => format!("{year:04}"),
        Some(year) => format!("Y{year}"),
    };
    match (month, given(day)) {
        (None, _) => Ok(year),
        (Some(month @ 21..=24), _) => Ok(format!("{year}-{month}")),
        (Some(month @ 1..=12), None) => Ok(format!("{year}-{month:02}")),
        (Some(month @ 1..=12), Some(day @ 1..=31)) => Ok(format!("{year}-{month:02}-{day:02}")),
        (Some(1..=12), Some(day)) => Err(format!("there is no day {day}")),
        (Some(month), _) => Err(format!("there is no month {month}")),
    }
}

fn number(node: &Node) -> Option<i64> {
    node.text()?.trim().parse().ok()
}

fn is_blank(node: &Node) -> bool {
    node.text().is_none_or(|text| text.trim().is_empty()) && matches!(node.value, Value::Scalar(_))
}

fn is_true(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => {
            !matches!(scalar.resolve(), Core::Null | Core::Bool(false) | Core::Int(0))
                && !matches!(scalar.text.trim(), "" | "false" | "0")
        }
        _ => false,
    }
}
