//! Problems found by the stage `resolve`.

use crate::diag::{Diagnostic, Span};

use super::renamed;

/// A reference to nothing.
pub struct Unknown<'a> {
    pub at: Span,
    /// As it was typed.
    pub name: &'a str,
    /// What was probably meant.
    pub near: Option<&'a str>,
    /// What else has this name: `an event`.
    pub other: Option<&'static str>,
    /// It is the value of a key, and not a word of a text.
    pub is_value: bool,
}

pub fn unknown_speaker(unknown: &Unknown<'_>) -> Diagnostic {
    let problem = unknown.told(Diagnostic::error("unknown-speaker", unknown.message("speaker")), "speaker");
    if unknown.other.is_some() {
        return problem;
    }
    let id = unknown.near.unwrap_or(unknown.name);
    problem.hint(format!("Each speaker has a file of its own: `content/speakers/{id}.md`."))
}

pub fn unknown_event(unknown: &Unknown<'_>) -> Diagnostic {
    let problem = unknown.told(Diagnostic::error("unknown-event", unknown.message("event")), "event");
    match unknown.near {
        Some(_) => problem,
        None => problem.hint("A claim is referred to as `#claim` or `article#claim`."),
    }
}

pub fn unknown_source(unknown: &Unknown<'_>) -> Diagnostic {
    let problem = unknown.told(Diagnostic::error("unknown-source", unknown.message("source")), "source");
    if unknown.name.contains("://") {
        return problem.hint("A source is named by its key; its address is the `URL` of its entry.");
    }
    problem
}

pub fn unknown_claim(unknown: &Unknown<'_>) -> Diagnostic {
    let problem = unknown.told(Diagnostic::error("unknown-claim", unknown.message("claim")), "claim");
    if unknown.name.contains('#') {
        return problem;
    }
    problem.hint("A claim is referred to as `#claim` in its own article, else as `article#claim`.")
}

pub fn unknown_rating(unknown: &Unknown<'_>) -> Diagnostic {
    let problem = unknown.told(Diagnostic::error("unknown-rating", unknown.message("rating")), "rating");
    problem.hint("Ratings are defined in `onrecord.toml`, each under `[ratings.NAME]`.")
}

/// An author who would be taken for a name, and nearly is a speaker.
pub fn unknown_author(unknown: &Unknown<'_>) -> Diagnostic {
    let message = format!("the author `{}` is no speaker", unknown.name);
    let problem = Diagnostic::warning("unknown-author", message).at(unknown.at.clone(), "printed as a name");
    unknown.meant(problem).hint("A name is written with capital letters.")
}

impl Unknown<'_> {
    fn message(&self, kind: &str) -> String {
        format!("there is no {kind} `{}`", self.name)
    }

    fn told(&self, problem: Diagnostic, kind: &str) -> Diagnostic {
        let problem = problem.at(self.at.clone(), format!("no such {kind}"));
        match self.other {
            Some(other) => problem.hint(format!("`{}` is {other}, and no {kind}.", self.name)),
            None => self.meant(problem),
        }
    }

    fn meant(&self, problem: Diagnostic) -> Diagnostic {
        let Some(near) = self.near else { return problem };
        let problem = problem.hint(format!("Did you mean `{near}`?"));
        if self.is_value { renamed(problem, self.at.clone(), near) } else { problem }
    }
}

pub fn self_reference(at: Span, claim: &str) -> Diagnostic {
    Diagnostic::error("self-reference", format!("the claim `{claim}` refers to itself"))
        .at(at, "this is the claim itself")
        .hint("A claim takes positions on other claims, and repeats other claims.")
}

/// `stances` are the two keys.
pub fn two_positions(on: &str, stances: [&str; 2], later: Span, earlier: Span) -> Diagnostic {
    let [first, second] = stances;
    let message = format!("the claim takes two positions on `{on}`: `{first}` and `{second}`");
    Diagnostic::warning("two-positions", message)
        .at(later, "")
        .see(earlier, "")
        .hint("Keep the one that the words bear out. What was said of two things is two claims.")
}

pub fn reference_to_draft(at: Span, reference: &str) -> Diagnostic {
    Diagnostic::error("reference-to-draft", format!("the claim `{reference}` stands in a draft"))
        .at(at, "this article is published, that one is not")
        .hint("Publish the other article too, or take the reference out.")
}

/// `near` is the name of an image that is there.
pub fn missing_image(at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("there is no image `{name}`");
    near_file(Diagnostic::error("missing-image", message).at(at, "no such file"), near)
        .hint("An image stands beside the file that shows it, or under `static/`.")
}

pub fn image_from_elsewhere(at: Span, url: &str) -> Diagnostic {
    Diagnostic::warning("image-from-elsewhere", format!("the image `{url}` is on another host"))
        .at(at, "browsers will not load it")
        .hint("Pages ask nothing of other hosts. Put a copy of the image beside the file that shows it.")
}

pub fn missing_snapshot(at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("missing-snapshot", format!("there is no snapshot `{name}`"))
        .at(at.clone(), "no such file under `content/`");
    let problem = near_file(problem, near);
    let problem = match near {
        Some(near) => renamed(problem, at, near),
        None => problem,
    };
    problem.hint("It is a text or HTML file, named by its path below `content/`, or as seen from this file.")
}

/// A stored copy that nobody could look words up in.
pub fn bad_snapshot(at: Span, name: &str) -> Diagnostic {
    Diagnostic::error("bad-snapshot", format!("the snapshot `{name}` is no text or HTML file"))
        .at(at, "")
        .hint("What the source said is kept as text: a file that ends with `.txt` or `.html`.")
}

pub fn dead_link(at: Span, url: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("dead-link", format!("the link `{url}` leads nowhere"))
        .at(at, "no such file in this site");
    near_file(problem, near)
}

fn near_file(problem: Diagnostic, near: Option<&str>) -> Diagnostic {
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
    let wholes = round.iter().skip(1);
    for ((index, (_, place)), whole) in way.iter().take(SHOWN).enumerate().zip(wholes) {
        let label = format!("part of {whole}");
        problem =
            if index == 0 { problem.at(place.clone(), label) } else { problem.see(place.clone(), label) };
    }
    problem.hint("Take one `part_of` out of the circle.")
}

/// An old address at which something else stands now, or that two pages claim for theirs.
pub fn alias_taken(at: Span, alias: &str, other: Option<Span>, holder: &str) -> Diagnostic {
    let problem = Diagnostic::error("alias-taken", format!("the alias `{alias}` is {holder}"))
        .at(at, "this path is to lead to one page")
        .hint("Take the alias out, or give it another path.");
    match other {
        Some(other) => problem.see(other, "the other one"),
        None => problem,
    }
}
