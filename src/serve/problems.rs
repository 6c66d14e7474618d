//! What is wrong with a site, as the browser is told it.

use serde_json::{Value, json};

use crate::diag::Diagnostic;
use crate::pipeline::Site;
use crate::report;

/// The most problems that are listed: nobody mends more at a time, and each is sent to each open page.
const LISTED: usize = 100;

/// The address by which an editor opens a file, unless another is asked for.
pub const EDITOR: &str = "vscode://file/{path}:{line}:{column}";

/// The `state` of a site: counts and problems, errors first.
pub fn state(diagnostics: &[Diagnostic], site: &Site, editor: Option<&str>) -> Value {
    let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.iter().partition(|problem| problem.is_error());
    let first: Vec<Diagnostic> = errors.iter().chain(&warnings).take(LISTED).copied().cloned().collect();
    json!({
        "errors": errors.len(),
        "warnings": warnings.len(),
        "problems": listed(&first, site, editor),
        "more": diagnostics.len() - first.len(),
    })
}

/// Each problem as the JSON report has it, with what a browser can do more with.
pub fn listed(problems: &[Diagnostic], site: &Site, editor: Option<&str>) -> Vec<Value> {
    let texts = |path: &str| site.text(path);
    let report = report::json(problems, &texts, &|_| None);
    let objects = report.lines().zip(problems).filter_map(|(line, problem)| {
        let mut object: Value = serde_json::from_str(line).ok()?;
        let editor = editor.and_then(|editor| address(editor, site, &object));
        let fixes: Vec<&str> = problem.fixes.iter().map(|fix| fix.title.as_str()).collect();
        let keys = object.as_object_mut()?;
        keys.insert("snippet".to_owned(), snippet(problem, site).into());
        keys.insert("editor".to_owned(), editor.into());
        keys.insert("fixes".to_owned(), fixes.into());
        Some(object)
    });
    objects.collect()
}

/// The lines that a problem is about, marked; without its message and hints, which are told apart.
pub fn snippet(problem: &Diagnostic, site: &Site) -> String {
    let bare = Diagnostic { hints: Vec::new(), ..problem.clone() };
    let texts = |path: &str| site.text(path);
    let report = report::text(&[bare], &texts, false);
    let lines = report.lines().skip_while(|line| !line.trim_start().starts_with("-->"));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// The address that opens a problem's place in an editor.
fn address(template: &str, site: &Site, problem: &Value) -> Option<String> {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b':');
    let file = site.inputs.root.join(problem.get("file")?.as_str()?);
    let path = file.to_str()?.replace('\\', "/");
    let number = |key| problem.get(key).and_then(Value::as_u64).unwrap_or(1).to_string();
    let path = utf8_percent_encode(path.trim_start_matches('/'), KEPT).to_string();
    let path = if template.contains("/{path}") { path } else { format!("/{path}") };
    Some(
        template
            .replace("{path}", &path)
            .replace("{line}", &number("line"))
            .replace("{column}", &number("column")),
    )
}
