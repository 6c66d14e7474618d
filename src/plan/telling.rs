//! How a claim is told wherever it is shown: who said it, as what, when, to whom, through whom, which
//! positions it takes, and what a desk found about it.

use serde::Serialize;

use crate::model::{ArticleIx, ClaimIx, SitePath, SourceIx, SpeakerIx};
use crate::parse::speaker::Kind;
use crate::record::ClaimStanding;
use crate::record::represent::{RoleOn, role_on};
use crate::resolve::corpus::{Claim, Original, Position, Support, Target, Verdict};
use crate::text::prose::Prose;

use super::articles::foreign;
use super::frame::{Link, When, verb};
use super::proof::{ProofView, proof};
use super::{Desk, Route, prose};

/// A claim in words.
#[derive(Clone, Debug, Serialize)]
pub struct Telling {
    /// Where it is to be read: its own page, or its place in the article.
    pub url: String,
    /// Its place in the article.
    pub in_article: String,
    /// Its own page, where it has one and is not the page at hand.
    pub page: Option<String>,
    /// `article#id`.
    pub reference: String,
    pub speaker: Link,
    /// "Press Secretary of the President of Russia"; "former …" where it had ended by that day.
    pub role: Option<String>,
    pub positions: Vec<Stand>,
    /// The same, those of one stance as one.
    pub taken: Vec<Taken>,
    pub when: When,
    pub to: Vec<Link>,
    pub via: Vec<Link>,
    /// "as told by Donald Trump to the New York Post"; empty where the speaker was heard directly.
    pub chain: String,
    /// The passages' words, as the article has them.
    pub quotes: Vec<String>,
    /// Of the article whose words the quotes are.
    pub language: String,
    pub dir: &'static str,
    pub statement_html: Option<String>,
    pub original: Option<OriginalWords>,
    pub sources: Vec<SourceLink>,
    pub verdicts: Vec<VerdictView>,
    /// `None` while nobody has answered.
    pub standing: Option<Word>,
    pub article: Link,
    pub topics: Vec<Link>,
}

/// A position: who takes it stands before it.
#[derive(Clone, Debug, Serialize)]
pub struct Stand {
    /// The stance's key: `affirms`, `denies`, `declines`, `qualifies`, `retracts`.
    pub stance: &'static str,
    /// The stance after a speaker's name: "neither confirms nor denies".
    pub verb: &'static str,
    pub target: Link,
}

/// A stance and all it is taken on.
#[derive(Clone, Debug, Serialize)]
pub struct Taken {
    pub stance: &'static str,
    pub verb: &'static str,
    pub targets: Vec<Link>,
}

/// A word of the record, and the key that style sheets and scripts know it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    pub key: &'static str,
    pub words: &'static str,
}

/// The words as they were said, where the article translates them.
#[derive(Clone, Debug, Serialize)]
pub struct OriginalWords {
    pub text: String,
    pub language: Option<String>,
    pub dir: &'static str,
    pub translator: Option<String>,
}

/// What a claim says, in short.
#[derive(Clone, Debug, Serialize)]
pub struct Excerpt {
    pub words: String,
    /// The words are the article's own, and not the editors'.
    pub quoted: bool,
    /// Of the article, where it is not the site's: BCP 47.
    pub language: Option<String>,
    pub dir: &'static str,
}

/// A source as a claim names it: the way to its entry in the list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct SourceLink {
    pub name: String,
    pub url: String,
    pub locator: Option<String>,
    /// The place inside the source, where the claim gives one.
    pub at: Option<String>,
    /// Of a claim's source: what its stored copy says about the claim's words.
    pub proof: Option<ProofView>,
}

/// A desk's finding about a claim.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictView {
    /// The rating's name in the configuration.
    pub rating: String,
    pub label: String,
    pub value: Option<i64>,
    pub best: Option<i64>,
    pub worst: Option<i64>,
    pub date: Option<When>,
    pub by: Option<String>,
    pub summary_html: Option<String>,
    pub sources: Vec<SourceLink>,
}

/// A claim in words, as seen from the page at `desk`.
pub fn telling(desk: &Desk<'_>, ix: ClaimIx) -> Telling {
    let corpus = desk.edition.corpus;
    let claim = corpus.claim(ix);
    let article = corpus.article(claim.article);
    Telling {
        url: desk.claim(ix),
        in_article: desk.claim_in_article(ix),
        page: own_page(desk, ix),
        reference: corpus.claim_ref(ix),
        speaker: desk.speaker(claim.speaker),
        role: role(desk, claim),
        taken: by_stance(&stands(desk, claim)),
        positions: stands(desk, claim),
        when: desk.when(&claim.said),
        to: speakers(desk, &claim.to),
        via: speakers(desk, &claim.via),
        chain: chain(desk, &claim.via),
        quotes: claim.quotes.iter().map(|quote| quote.exact.to_string()).collect(),
        language: article.language.clone(),
        dir: direction(&article.language),
        statement_html: claim.statement.as_deref().map(|text| prose::paragraph(desk, claim.article, text)),
        original: claim.original.as_ref().map(|original| original_words(original, &article.language)),
        sources: proven_links(desk, ix),
        verdicts: claim.verdicts.iter().map(|verdict| verdict_view(desk, claim.article, verdict)).collect(),
        standing: standing_of(desk, ix),
        article: Link { name: article.title.clone(), url: desk.route(Route::Article(claim.article)) },
        topics: claim
            .topics
            .iter()
            .map(|&topic| Link {
                name: corpus.topic(topic).name.clone(),
                url: desk.route(Route::Topic(topic)),
            })
            .collect(),
    }
}

/// What a claim says, in a line: its words, or its statement, cut after about thirty words.
pub fn excerpt(desk: &Desk<'_>, claim: &Claim) -> Excerpt {
    const WORDS: usize = 30;
    let (text, quoted) = full_words(claim);
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    let language = &desk.edition.corpus.article(claim.article).language;
    Excerpt {
        words: first.join(" ") + more,
        quoted,
        language: foreign(desk, language),
        dir: direction(language),
    }
}

/// What a claim says: its passages, with an ellipsis between them, or else its statement without
/// markup; and whether the words are the article's own.
pub fn full_words(claim: &Claim) -> (String, bool) {
    if claim.quotes.is_empty() {
        return (Prose::read(claim.statement.as_deref().unwrap_or_default()).text, false);
    }
    let quotes: Vec<&str> = claim.quotes.iter().map(|quote| &*quote.exact).collect();
    (quotes.join(" … "), true)
}

/// The role on the day of a claim; where none was held, the last that had ended by then.
pub fn role(desk: &Desk<'_>, claim: &Claim) -> Option<String> {
    let corpus = desk.edition.corpus;
    let title = |role: usize| corpus.speaker(claim.speaker).roles.get(role).map(|role| role.title.clone());
    match role_on(corpus, claim.speaker, claim.day) {
        RoleOn::Held(role) => title(role),
        RoleOn::Former(role) => title(role).map(|title| format!("former {title}")),
        RoleOn::None => None,
    }
}

/// The positions of a claim, in the order in which it takes them. What the page at hand is about is
/// "it".
pub fn stands(desk: &Desk<'_>, claim: &Claim) -> Vec<Stand> {
    let stand = |position: &Position| Stand {
        stance: position.stance.key(),
        verb: verb(position.stance),
        target: if address(desk, position.on) == *desk.here {
            Link { name: "it".to_owned(), url: "#record-now".to_owned() }
        } else {
            desk.edition.target(desk, position.on)
        },
    };
    claim.positions.iter().map(stand).collect()
}

fn address(desk: &Desk<'_>, target: Target) -> SitePath {
    match target {
        Target::Event(ix) => Route::Event(ix).path(desk.edition.corpus),
        Target::Claim(ix) => Route::Claim(ix).path(desk.edition.corpus),
    }
}

/// Positions of one stance as one, in the order of the first of each.
pub fn by_stance(positions: &[Stand]) -> Vec<Taken> {
    let mut taken: Vec<Taken> = Vec::new();
    for stand in positions {
        match taken.iter_mut().find(|taken| taken.stance == stand.stance) {
            Some(taken) => taken.targets.push(stand.target.clone()),
            None => {
                taken.push(Taken {
                    stance: stand.stance,
                    verb: stand.verb,
                    targets: vec![stand.target.clone()],
                });
            }
        }
    }
    taken
}

/// How the words came to us, from the speaker outwards (format, section 3, `via`): whoever tells,
/// tells the next; an outlet reports.
pub fn chain(desk: &Desk<'_>, via: &[SpeakerIx]) -> String {
    let name = |ix: SpeakerIx| in_sentence(desk, ix);
    let reports = |ix: SpeakerIx| desk.edition.corpus.speaker(ix).kind == Kind::Outlet;
    let Some((&first, rest)) = via.split_first() else { return String::new() };
    let verb = if reports(first) { "reported" } else { "told" };
    let mut words = format!("as {verb} by {}", name(first));
    let mut teller = first;
    for &next in rest {
        words += &match (reports(teller), teller == first) {
            (true, _) => format!(", then reported by {}", name(next)),
            (false, true) => format!(" to {}", name(next)),
            (false, false) => format!(", and by {} to {}", name(teller), name(next)),
        };
        teller = next;
    }
    words
}

/// A speaker's name inside a sentence: "the United States", "the New York Post", "TASS".
pub fn in_sentence(desk: &Desk<'_>, ix: SpeakerIx) -> String {
    let speaker = desk.edition.corpus.speaker(ix);
    if speaker.kind != Kind::Person && takes_article(&speaker.name) {
        return format!("the {}", speaker.name);
    }
    speaker.name.clone()
}

/// The way to a speaker, by the name that it has inside a sentence.
pub fn named_in_sentence(desk: &Desk<'_>, ix: SpeakerIx) -> Link {
    Link { name: in_sentence(desk, ix), ..desk.speaker(ix) }
}

/// English puts "the" before the names of states and bodies that are common nouns at heart. The noun
/// that decides is the last word before "of": the *Ministry* of Defence, the United *Kingdom*.
fn takes_article(name: &str) -> bool {
    const NOUNS: &[&str] = &[
        "administration",
        "agency",
        "alliance",
        "assembly",
        "army",
        "association",
        "bank",
        "bureau",
        "chronicle",
        "commission",
        "committee",
        "confederation",
        "council",
        "court",
        "department",
        "duma",
        "embassy",
        "emirates",
        "federation",
        "gazette",
        "globe",
        "tribune",
        "government",
        "guardian",
        "herald",
        "house",
        "independent",
        "institute",
        "journal",
        "kingdom",
        "kremlin",
        "mail",
        "ministry",
        "mirror",
        "nations",
        "netherlands",
        "office",
        "organization",
        "palace",
        "parliament",
        "philippines",
        "post",
        "provinces",
        "republic",
        "senate",
        "states",
        "telegraph",
        "times",
        "union",
    ];
    let head = name.split(" of ").next().unwrap_or(name);
    let noun = head.split_whitespace().last().unwrap_or_default().to_lowercase();
    !name.to_lowercase().starts_with("the ") && NOUNS.contains(&&*noun)
}

/// The sources of a claim, a verdict or an event, each leading to its entry.
pub fn source_links(desk: &Desk<'_>, supports: &[Support]) -> Vec<SourceLink> {
    let link = |support: &Support| SourceLink {
        name: source_name(desk, support.source),
        url: source_address(desk, support.source),
        locator: support.locator.clone(),
        at: support.url.clone(),
        proof: None,
    };
    supports.iter().map(link).collect()
}

/// The sources of a claim, with what their copies say about its words.
fn proven_links(desk: &Desk<'_>, ix: ClaimIx) -> Vec<SourceLink> {
    let supports = &desk.edition.corpus.claim(ix).sources;
    let mut links = source_links(desk, supports);
    for (link, support) in links.iter_mut().zip(supports) {
        link.proof = proof(desk, ix, support);
    }
    links
}

/// A source in a few words: its title, else its key, and who published it.
pub fn source_name(desk: &Desk<'_>, ix: SourceIx) -> String {
    let source = desk.edition.corpus.source(ix);
    let title = source.title.clone().unwrap_or_else(|| source.key.to_string());
    let outlet = source.outlet.map(|outlet| desk.edition.corpus.speaker(outlet).name.clone());
    let issued = source.issued.as_ref().map(|issued| desk.when(issued).words);
    [Some(title), outlet, issued].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The way to a source's entry in the list of sources.
pub fn source_address(desk: &Desk<'_>, ix: SourceIx) -> String {
    let part = desk.edition.lists.sources.part_of(ix);
    let page = desk.page_or_here(Route::Sources(part));
    format!("{page}#{}", source_fragment(&desk.edition.corpus.source(ix).key))
}

/// The id of a source's entry. Keys may hold `:` and `.`, which may stand in an id as they are.
pub fn source_fragment(key: &str) -> String {
    format!("source-{key}")
}

/// The direction in which a language is written, by its BCP 47 tag: the script where it is named,
/// else the language's own.
pub fn direction(language: &str) -> &'static str {
    const SCRIPTS: [&str; 7] = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];
    const LANGUAGES: [&str; 14] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"];
    let tag = language.to_lowercase();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let right_to_left = match parts.find(|part| part.len() == 4) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&primary),
    };
    if right_to_left { "rtl" } else { "ltr" }
}

fn own_page(desk: &Desk<'_>, ix: ClaimIx) -> Option<String> {
    let path = Route::Claim(ix).path(desk.edition.corpus);
    (desk.edition.has_page(ix) && path != *desk.here).then(|| desk.to(&path))
}

fn speakers(desk: &Desk<'_>, list: &[SpeakerIx]) -> Vec<Link> {
    list.iter().map(|&ix| named_in_sentence(desk, ix)).collect()
}

fn original_words(original: &Original, article_language: &str) -> OriginalWords {
    OriginalWords {
        text: original.text.clone(),
        dir: direction(original.language.as_deref().unwrap_or(article_language)),
        language: original.language.clone(),
        translator: original.translator.clone(),
    }
}

fn verdict_view(desk: &Desk<'_>, article: ArticleIx, verdict: &Verdict) -> VerdictView {
    let rating = desk.edition.corpus.rating(verdict);
    VerdictView {
        rating: rating.name.clone(),
        label: rating.label.clone(),
        value: rating.value,
        best: rating.best,
        worst: rating.worst,
        date: verdict.date.as_ref().map(|date| desk.when(date)),
        by: verdict.by.clone(),
        summary_html: verdict.summary.as_deref().map(|text| prose::paragraph(desk, article, text)),
        sources: source_links(desk, &verdict.sources),
    }
}

fn standing_of(desk: &Desk<'_>, ix: ClaimIx) -> Option<Word> {
    let record = desk.edition.record.claims.get(ix.index())?;
    (record.standing != ClaimStanding::Unanswered).then(|| super::standing::claim_standing(record.standing))
}
