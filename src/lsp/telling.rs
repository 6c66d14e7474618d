//! Things in words: plain text, a line each.
//!
//! The words are those of the pages, so that an editor and the site say the same. What stands in a draft
//! that is not published has no record, and is told as it was written.

use crate::model::{ArticleIx, ClaimIx, Day, EventIx, SitePath, SourceIx, SpeakerIx};
use crate::parse::speaker::Kind;
use crate::pipeline::Site;
use crate::plan::cite::Made;
use crate::plan::{self, Citer, Desk, Edition, Lists, Style, event, position, speaker, standing, telling};
use crate::record::represent::{RoleOn, role_on};
use crate::resolve::corpus::Role;

use super::catalogue;
use super::mentions::{Name, article_of};

/// Tells things of one site.
pub struct Teller<'a> {
    site: &'a Site,
    desk: Desk<'a>,
}

/// A claim by its article and its index in the claims file.
pub type Entry = (String, usize);

impl Teller<'_> {
    /// Sets up what telling needs.
    pub fn with<T>(site: &Site, work: impl FnOnce(&Teller<'_>) -> T) -> Option<T> {
        let style = style(site)?;
        let (made, lists) = (Made::none(&site.corpus), Lists::new(&site.corpus));
        let edition = Edition {
            corpus: &site.corpus,
            record: &site.record,
            prose: &site.prose,
            citer: Citer::new(&style, &site.corpus, &made),
            lists: &lists,
            options: plan::Options { portable: false },
        };
        let here = SitePath::root();
        Some(work(&Teller { site, desk: Desk::new(&edition, &here) }))
    }

    /// A thing in words, as it is named in the entry of a claim or elsewhere.
    pub fn tell(&self, name: &Name, within: Option<&Entry>) -> Option<String> {
        let lines = match name {
            Name::Speaker(id) => self.speaker(id, within)?,
            Name::Event(id) => self.event(id)?,
            Name::Source(key) => self.source(key)?,
            Name::Claim { article, id } => self.claim(article, id)?,
            Name::Article(id) => self.article(id)?,
            Name::Rating(name) => self.rating(name)?,
            Name::Page(_) | Name::Topic(_) => return None,
        };
        Some(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    fn speaker(&self, id: &str, within: Option<&Entry>) -> Option<Vec<String>> {
        let corpus = &self.site.corpus;
        let ix = corpus.speakers.binary_search_by(|it| (*it.id).cmp(id)).ok().map(SpeakerIx::new)?;
        let it = corpus.speakers.get(ix.index())?;
        let aliases = it.also_known_as.join(", ");
        let mut lines = vec![it.name.clone(), speaker::kind(it.kind).words.to_owned()];
        lines.extend((!aliases.is_empty()).then(|| format!("Also known as {aliases}")));
        match within.and_then(|entry| self.claim_of(entry)).map(|claim| corpus.claim(claim).day) {
            Some(day) => lines.extend(self.role_on(ix, day)),
            None => lines.extend(it.roles.iter().map(|role| self.role(role))),
        }
        if let Some(whole) = it.part_of.filter(|_| it.kind != Kind::Person) {
            lines.push(format!("Part of {}", corpus.speaker(whole).name));
        }
        lines.push(event::count(it.claims.len(), "claim", "claims"));
        Some(lines)
    }

    /// The role held on the day on which something was said.
    fn role_on(&self, ix: SpeakerIx, day: Day) -> Option<String> {
        let title = |role: usize| Some(self.site.corpus.speaker(ix).roles.get(role)?.title.clone());
        let day_words = standing::day_words(day);
        match role_on(&self.site.corpus, ix, day) {
            RoleOn::Held(role) => Some(format!("{}, on {day_words}", title(role)?)),
            RoleOn::Former(role) => Some(format!("Former {}, on {day_words}", title(role)?)),
            RoleOn::None => None,
        }
    }

    fn role(&self, role: &Role) -> String {
        let zone = &self.site.corpus.settings.timezone;
        let words = |date: &crate::model::Edtf| date.words(zone);
        match (role.from.as_ref().map(words), role.to.as_ref().map(words)) {
            (None, None) => role.title.clone(),
            (Some(from), None) => format!("{}, from {from}", role.title),
            (None, Some(to)) => format!("{}, until {to}", role.title),
            (Some(from), Some(to)) => format!("{}, from {from} until {to}", role.title),
        }
    }

    fn event(&self, id: &str) -> Option<Vec<String>> {
        let corpus = &self.site.corpus;
        let ix = corpus.events.binary_search_by(|it| (*it.id).cmp(id)).ok().map(EventIx::new)?;
        let it = corpus.events.get(ix.index())?;
        let record = self.site.record.events.get(ix.index())?;
        let date = it.date.as_ref().map(|date| date.words(&corpus.settings.timezone));
        let what = [Some(event::kind(it.kind).words.to_owned()), date, it.place.clone()];
        let parties: Vec<String> = it.parties.iter().map(|&ix| corpus.speaker(ix).name.clone()).collect();
        let view = position::standing_view(&self.desk, ix, record.into());
        let parties =
            if parties.is_empty() { String::new() } else { format!("Parties: {}", standing::row(&parties)) };
        Some(vec![
            it.name.clone(),
            what.into_iter().flatten().collect::<Vec<_>>().join(", "),
            parties,
            format!("{}: {}", view.word.words, view.sentence),
        ])
    }

    fn source(&self, key: &str) -> Option<Vec<String>> {
        let corpus = &self.site.corpus;
        let ix = corpus.sources.binary_search_by(|it| (*it.key).cmp(key)).ok().map(SourceIx::new)?;
        let citer = self.desk.edition.citer;
        let trail = citer.trail(ix, None);
        let accessed = trail.accessed.map(|day| format!("Accessed {day}"));
        let archived = trail.archived.into_iter().map(|url| format!("Archived copy: {url}"));
        let mut lines = vec![citer.entry(ix).text.clone()];
        lines.extend(trail.url.into_iter().chain(accessed).chain(archived));
        Some(lines)
    }

    fn claim(&self, article: &str, id: &str) -> Option<Vec<String>> {
        let read = article_of(self.site, article)?;
        let entry = read.parsed.claims.entries.iter().position(|claim| claim.id.value == id)?;
        match self.claim_of(&(article.to_owned(), entry)) {
            Some(ix) => Some(self.published_claim(ix)),
            None => {
                read.parsed.claims.entries.get(entry).map(|claim| vec![catalogue::said(self.site, claim)])
            }
        }
    }

    fn published_claim(&self, ix: ClaimIx) -> Vec<String> {
        let corpus = &self.site.corpus;
        let claim = corpus.claim(ix);
        let told = telling::telling(&self.desk, ix);
        let who = [Some(told.speaker.name), told.role, Some(told.when.words), Some(told.chain)];
        let who = who.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let (words, quoted) = telling::full_words(claim);
        let mut lines = vec![who, if quoted { format!("“{words}”") } else { words }];
        for taken in &told.taken {
            let targets: Vec<String> = taken.targets.iter().map(|target| target.name.clone()).collect();
            lines.push(format!("{} {}", taken.verb, standing::row(&targets)));
        }
        lines.extend(told.verdicts.iter().map(|verdict| format!("Verdict: {}", verdict.label)));
        let record =
            self.site.record.claims.get(ix.index()).map(|record| record.standing).unwrap_or_default();
        lines.push(format!("{}, {}", standing::claim_standing(record).words, told.reference));
        lines
    }

    fn article(&self, id: &str) -> Option<Vec<String>> {
        let article = article_of(self.site, id)?;
        let front = &article.parsed.front;
        let outlet = front.outlet.as_ref().map(|outlet| catalogue::name_of_speaker(self.site, outlet));
        let date = front.date.as_ref().map(|date| date.words(&self.site.corpus.settings.timezone));
        let from = outlet.into_iter().chain(date).collect::<Vec<_>>().join(", ");
        let claims = event::count(article.parsed.claims.entries.len(), "claim", "claims");
        Some(vec![front.title.value.clone(), from, claims])
    }

    fn rating(&self, name: &str) -> Option<Vec<String>> {
        let rating = self.site.reading.config.ratings.get(name)?;
        let scale = rating.value.zip(rating.worst).zip(rating.best);
        let scale = scale.map(|((value, worst), best)| format!("{value} on a scale from {worst} to {best}"));
        Some(vec![rating.label.value.clone(), scale.unwrap_or_default()])
    }

    /// The claim of an entry, where it is published.
    fn claim_of(&self, (article, entry): &Entry) -> Option<ClaimIx> {
        let articles = &self.site.corpus.articles;
        let ix = articles.binary_search_by(|it| (*it.id).cmp(article)).ok().map(ArticleIx::new)?;
        let claims = articles.get(ix.index())?.claims.clone();
        Some(claims.start + entry).filter(|index| claims.contains(index)).map(ClaimIx::new)
    }
}

/// The site's citation style; ours where that cannot be had, which is told where it is named.
fn style(site: &Site) -> Option<Style> {
    let path = site.inputs.config.as_ref().map_or_else(|| "".into(), |config| config.path.clone());
    let (styles, language) = (&site.inputs.styles, &site.corpus.settings.language);
    let house = crate::parse::config::Config::default().citation_style;
    let own = Style::load(&site.reading.config.citation_style, &path, styles, language);
    own.or_else(|_| Style::load(&house, &path, styles, language)).ok()
}
