//! Problems found by the stage `render`: what is wrong with a site's own templates.

use crate::diag::{Diagnostic, Span};

/// What Tera says of a template. `span` is `None` where the mistake is not in a file of the site.
pub fn template_error(span: Option<Span>, template: &str, said: &str) -> Diagnostic {
    // Tera adds a second sentence that names what could have been meant.
    let (said, more) = said.split_once(". ").unwrap_or((said, ""));
    let said = lower_first(said.trim_end_matches('.'));
    let known = span.is_some() || template.is_empty();
    let message = if known { said } else { format!("in the built-in template `{template}`: {said}") };
    let diagnostic = placed(span, message);
    if more.is_empty() { diagnostic } else { diagnostic.hint(format!("{}.", more.trim_end_matches('.'))) }
}

/// A page asks for a template that nobody has written.
pub fn template_not_found(template: &str) -> Diagnostic {
    Diagnostic::error("template-error", format!("there is no template `{template}`"))
}

/// A template of the site's that no page is made from.
pub fn unused_template(place: Span, near: Option<&str>) -> Diagnostic {
    let problem =
        Diagnostic::warning("unused-template", format!("nothing uses `{}`", place.path)).at(place, "");
    let problem = match near {
        Some(near) => problem.hint(format!("Did you mean `templates/{near}`?")),
        None => problem,
    };
    problem.hint("A template replaces a built-in one of the same name, or is named by another template.")
}

/// A template extends one that does not exist.
pub fn missing_parent(span: Option<Span>, template: &str, parent: &str) -> Diagnostic {
    placed(span, format!("template `{template}` extends `{parent}`, which does not exist"))
        .hint("A built-in template is extended by its name in the folder `onrecord/`.")
}

/// Templates extend or include each other in a circle.
pub fn circular_template(span: Option<Span>, template: &str, chain: &[String]) -> Diagnostic {
    let way = chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" -> ");
    placed(span, format!("template `{template}` builds on itself: {way}")).hint(format!(
        "A template that replaces a built-in one builds on it by {{% extends \"onrecord/{template}\" %}}."
    ))
}

fn placed(span: Option<Span>, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::error("template-error", message);
    match span {
        Some(span) => diagnostic.at(span, ""),
        None => diagnostic,
    }
}

/// Messages start in lower case, Tera's do not.
fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
