//! Problems found by the stage `resolve`.

use crate::diag::{Diagnostic, Span};

pub fn unknown_speaker(at: Span, id: &str, near: Option<&str>) -> Diagnostic {
    unknown("unknown-speaker", "speaker", at, id, near)
        .hint(format!("Each speaker has a file of its own: `content/speakers/{}.md`.", near.unwrap_or(id)))
}

pub fn unknown_event(at: Span, id: &str, near: Option<&str>) -> Diagnostic {
    unknown("unknown-event", "event", at, id, near)
        .hint("A claim is referred to as `#claim` or `article#claim`.")
}

pub fn unknown_source(at: Span, key: &str, near: Option<&str>) -> Diagnostic {
    unknown("unknown-source", "source", at, key, near)
}

pub fn unknown_claim(at: Span, reference: &str, near: Option<&str>) -> Diagnostic {
    let problem = unknown("unknown-claim", "claim", at, reference, near);
    if reference.contains('#') {
        problem
    } else {
        problem.hint("A claim is referred to as `#claim` in its own article, else as `article#claim`.")
    }
}

pub fn unknown_rating(at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    unknown("unknown-rating", "rating", at, name, near)
        .hint("Ratings are defined in `onrecord.toml`, each under `[ratings.NAME]`.")
}

fn unknown(code: &'static str, kind: &str, at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let problem =
        Diagnostic::error(code, format!("there is no {kind} `{name}`")).at(at, format!("no such {kind}"));
    match near {
        Some(near) => problem.hint(format!("Did you mean `{near}`?")),
        None => problem,
    }
}

pub fn reference_to_draft(at: Span, reference: &str) -> Diagnostic {
    Diagnostic::error("reference-to-draft", format!("the claim `{reference}` stands in a draft"))
        .at(at, "this article is published, that one is not")
        .hint("Publish the other article too, or take the reference out.")
}

pub fn duplicate_source(at: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-source", format!("two sources have the key `{key}`"))
        .at(at, "used a second time")
        .see(first, "used first here")
        .hint("A key is unique across all files of sources.")
}

pub fn missing_image(at: Span, name: &str) -> Diagnostic {
    Diagnostic::error("missing-image", format!("there is no image `{name}`"))
        .at(at, "no such file")
        .hint("An image stands beside the file that shows it, or under `static/`.")
}

pub fn image_from_elsewhere(at: Span, url: &str) -> Diagnostic {
    Diagnostic::warning("image-from-elsewhere", format!("the image `{url}` is on another host"))
        .at(at, "browsers will not load it")
        .hint("Pages ask nothing of other hosts. Put a copy of the image beside the file that shows it.")
}

pub fn missing_snapshot(at: Span, name: &str) -> Diagnostic {
    Diagnostic::error("missing-snapshot", format!("there is no snapshot `{name}`"))
        .at(at, "no such file under `content/`")
        .hint("It is a text or HTML file, named by its path below `content/`, or as seen from this file.")
}

pub fn dead_link(at: Span, url: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("dead-link", format!("the link `{url}` leads nowhere"))
        .at(at, "no such file in this site");
    match near {
        Some(near) => problem.hint(format!("Did you mean `{near}`?")),
        None => problem,
    }
}

pub fn html_too_deep(at: Span, most: usize) -> Diagnostic {
    Diagnostic::error("html-too-deep", "the HTML elements nest too deeply here")
        .at(at, "")
        .hint(format!("At most {most} may stand in each other: perhaps end tags are missing."))
}

/// A link to a page of the site that has no such place.
pub fn dead_fragment(at: Span, url: &str, fragment: &str) -> Diagnostic {
    Diagnostic::error(
        "dead-fragment",
        format!("the link `{url}` leads to a place that its page does not have"),
    )
    .at(at, format!("no element there has the id `{fragment}`"))
}

pub fn unsafe_link(at: Span, url: &str) -> Diagnostic {
    Diagnostic::error("unsafe-link", format!("the link `{url}` has a scheme that is not allowed"))
        .at(at, "this would not be safe for readers")
        .hint("Links may be relative, or begin with `https:`, `http:`, `mailto:` or `tel:`.")
}

/// `way` is the way round: each id, and the place of its `part_of`.
pub fn part_of_cycle(way: &[(&str, Span)]) -> Diagnostic {
    const SHOWN: usize = 12;
    let round: Vec<String> = way.iter().chain(way.first()).map(|(id, _)| format!("`{id}`")).collect();
    let first = round.first().map_or("", String::as_str);
    let message = format!("{first} is part of itself: {}", round.join(" → "));
    let mut problem = Diagnostic::error("part-of-cycle", message);
    for (index, (_, place)) in way.iter().take(SHOWN).enumerate() {
        let label = format!("part of {}", round[index + 1]);
        problem =
            if index == 0 { problem.at(place.clone(), label) } else { problem.see(place.clone(), label) };
    }
    problem.hint("Take one `part_of` out of the circle.")
}

/// An old address at which something else stands now, or that two pages claim for theirs.
pub fn alias_taken(at: Span, alias: &str, other: Span, holder: &str) -> Diagnostic {
    Diagnostic::error("alias-taken", format!("the alias `{alias}` is {holder}"))
        .at(at, "this path is to lead to one page")
        .see(other, "the other one")
        .hint("Take the alias out, or give it another path.")
}
