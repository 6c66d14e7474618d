//! `onrecord new article`.

use clap::Args;

use super::{CommonArgs, NewFile, date, front_matter, in_words, line, list, taken, unknown_speaker};
use crate::cli::clock;
use crate::model::Edtf;
use crate::pipeline::Site;

#[derive(Args, Debug)]
pub struct ArticleArgs {
    #[command(flatten)]
    pub common: CommonArgs,
    /// The headline [default: the id in words]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// When it is published, in EDTF [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Edtf>,
    /// Who wrote it: a name or a speaker's id; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// Who publishes it: a speaker's id
    #[arg(long, value_name = "ID")]
    outlet: Option<String>,
    /// Make it a folder, so that pictures and claims lie beside the text
    #[arg(long)]
    bundle: bool,
    /// Leave `draft: true` out, so that the next build publishes it
    #[arg(long)]
    published: bool,
}

impl ArticleArgs {
    pub fn make(&self, site: &Site) -> NewFile {
        let articles = site.reading.articles.iter().map(|article| (&article.parsed.id, &article.parsed.path));
        let outlet = self.outlet.as_deref().and_then(|outlet| unknown_speaker(site, outlet));
        let wrong: Vec<_> =
            taken("an article", &self.common.id, articles).into_iter().chain(outlet).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let date = self.date.as_ref().map_or_else(
            || clock::today(&site.corpus.settings.timezone).to_string(),
            |date| date.as_str().to_owned(),
        );
        let end = if self.bundle { "/index.md" } else { ".md" };
        let path = format!("content/articles/{}{}{end}", year_folder(site, &date), self.common.id);
        Ok((path, self.text(&date)))
    }

    fn text(&self, date: &str) -> String {
        let title = self.title.clone().unwrap_or_else(|| in_words(&self.common.id));
        let mut lines = vec![line("title", &title), line("date", date)];
        if !self.authors.is_empty() {
            lines.push(list("authors", &self.authors));
        }
        lines.extend(self.outlet.iter().map(|outlet| line("outlet", outlet)));
        if !self.published {
            lines.push("# Take this line out to publish the article.\ndraft: true".to_owned());
        }
        front_matter(&lines)
    }
}

/// The folder of a date's year, with a slash, where the site's articles lie in such folders.
fn year_folder(site: &Site, date: &str) -> String {
    let is_year = |name: &str| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    let in_years = site.reading.articles.iter().any(|article| {
        let inner = article.parsed.path.strip_prefix("content/articles/").unwrap_or_default();
        inner.split_once('/').is_some_and(|(folder, _)| is_year(folder))
    });
    match date.get(..4) {
        Some(year) if in_years && is_year(year) => format!("{year}/"),
        _ => String::new(),
    }
}
