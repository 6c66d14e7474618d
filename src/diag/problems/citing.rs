//! Problems with citation styles, found before the stage `plan`.

use crate::diag::{Diagnostic, Span};

/// `citation_style` names no bundled style (format, section 9).
pub fn style_unknown(name: &str, near: Option<&str>, named: Span) -> Diagnostic {
    let unknown = Diagnostic::error("citation-style-unknown", format!("there is no citation style `{name}`"))
        .at(named, "named here");
    match near {
        Some(near) => unknown.hint(format!("Did you mean `{near}`?")),
        None => unknown.hint("Name a bundled style, or the path of a `.csl` file in the site's folder."),
    }
}

/// `citation_style` is the path of a file that is not there.
pub fn style_file_missing(path: &str, named: Span) -> Diagnostic {
    Diagnostic::error("citation-style-unknown", format!("there is no style file `{path}`"))
        .at(named, "named here")
        .hint("The path of a style counts from the site's folder.")
}

/// A `.csl` file cannot be used. `reason` is a clause in lower case.
pub fn style_refused(path: &str, reason: &str, named: Span) -> Diagnostic {
    let path: std::sync::Arc<str> = path.into();
    Diagnostic::error(
        "citation-style-refused",
        format!("`{path}` is no citation style that can be used: {reason}"),
    )
    .at(Span::start_of(&path), "")
    .see(named, "named here")
}

/// A dependent style names a parent that is neither bundled nor a file of the site.
pub fn style_parent_unknown(path: &str, parent: &str, named: Span) -> Diagnostic {
    Diagnostic::error(
        "citation-style-unknown",
        format!("`{path}` builds on the style `{parent}`, which is not bundled"),
    )
    .at(named, "named here")
    .hint("Put the file of that style into the site's folder too.")
}
