//! The report for code scanners and editors: SARIF 2.1.0, the OASIS standard, one log with one run.

use serde_json::{Value, json};

use super::mend::{Mend, replacement};
use super::position::{Library, Position};
use super::{Base, Texts, severity};
use crate::diag::{Code, Diagnostic, Fix, Label, explain};

/// The name by which a log refers to the folder from which its paths count.
const ROOT: &str = "SRCROOT";

/// Renders diagnostics as a SARIF log.
pub fn sarif(diagnostics: &[Diagnostic], texts: Texts<'_, '_>, mend: Mend<'_>, base: &Base) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut log = Log { library: Library::new(texts), codes: &codes, mend, base };
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| log.result(diagnostic)).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, diagnostics)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "onrecord",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { ROOT: { "uri": base.address() } },
            "results": results,
        }],
    });
    // Made of texts and numbers, which always are JSON.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// A code with its page.
fn rule(code: Code, diagnostics: &[Diagnostic]) -> Value {
    let level = diagnostics.iter().find(|diagnostic| diagnostic.code == code).map(severity);
    let mut rule = json!({ "id": code.0, "defaultConfiguration": { "level": level } });
    if let (Some(page), Some(rule)) = (explain::page(code.0), rule.as_object_mut()) {
        rule.insert("shortDescription".to_owned(), message(page.summary()));
        rule.insert("help".to_owned(), json!({ "text": page.text, "markdown": page.text }));
    }
    rule
}

struct Log<'a, 't> {
    library: Library<'a, 't>,
    /// Sorted.
    codes: &'a [Code],
    mend: Mend<'a>,
    base: &'a Base,
}

impl Log<'_, '_> {
    fn result(&mut self, diagnostic: &Diagnostic) -> Value {
        let lines = std::iter::once(&diagnostic.message).chain(&diagnostic.hints);
        let text = lines.map(String::as_str).collect::<Vec<_>>().join("\n");
        let locations: Vec<Value> = diagnostic.place.iter().map(|label| self.location(label)).collect();
        let related: Vec<Value> = diagnostic.related.iter().map(|label| self.location(label)).collect();
        let fixes: Vec<Value> = diagnostic.fixes.iter().filter_map(|fix| self.fix(fix)).collect();
        json!({
            "ruleId": diagnostic.code.0,
            "ruleIndex": self.codes.binary_search(&diagnostic.code).unwrap_or_default(),
            "level": severity(diagnostic),
            "message": message(&text),
            "locations": locations,
            "relatedLocations": related,
            "fixes": fixes,
        })
    }

    fn location(&mut self, label: &Label) -> Value {
        let (from, to) = self.library.positions(&label.span).unwrap_or((Position::START, Position::START));
        let mut location = json!({
            "physicalLocation": {
                "artifactLocation": self.artifact(&label.span.path),
                "region": region(from, to),
            },
        });
        if let Some(location) = location.as_object_mut().filter(|_| !label.text.is_empty()) {
            location.insert("message".to_owned(), message(&label.text));
        }
        location
    }

    /// `None` where the change cannot be made.
    fn fix(&mut self, fix: &Fix) -> Option<Value> {
        let span = fix.change.place();
        let new = (self.mend)(&fix.change)?;
        let artifact = self.artifact(&span.path);
        let text = self.library.text(&span.path)?;
        let replaced = replacement(text.text, &new, text.fitted(span.range));
        let region = region(text.position(replaced.range.start), text.position(replaced.range.end));
        Some(json!({
            "description": message(&fix.title),
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": replaced.text } }],
            }],
        }))
    }

    fn artifact(&self, path: &str) -> Value {
        json!({ "uri": self.base.relative_address(path), "uriBaseId": ROOT })
    }
}

/// The end is exclusive.
fn region(from: Position, to: Position) -> Value {
    json!({ "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column })
}

fn message(text: &str) -> Value {
    json!({ "text": text })
}
