//! A CSL style by name or from the site, ready to format with.
//!
//! Our own style is a file of this repository and brings its English terms along, so that nothing
//! else is decoded for it. All others, and all locales, come from the archive in the citation library
//! (the official styles and locales, CC BY-SA 3.0); decoding all locales takes some tens of
//! milliseconds and happens only where one is needed.

use std::sync::Arc;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::{
    self, CitationFormat, IndependentStyle, Locale, LocaleCode, StyleCategory, StyleClass,
};

use crate::diag::problems::citing as problems;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::discover::TextInput;

use super::sound;

const HOUSE: &str = "onrecord-notes";
const HOUSE_XML: &str = include_str!("../../../styles/onrecord-notes.csl");

/// A citation style with the terms of a language.
#[derive(Debug)]
pub struct Style {
    pub(super) csl: IndependentStyle,
    /// The style without bibliography and sorting, for a driver that is to make none.
    pub(super) bare: IndependentStyle,
    pub(super) locale: LocaleCode,
    pub(super) locales: Vec<Locale>,
    pub(super) subsequent: Subsequent,
    /// A full stop goes before closing quotation marks.
    pub(super) stop_in_quotes: bool,
}

/// How the notes of an article cite a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subsequent {
    /// As the style says, and it asks for nothing but whether the source was cited before: ours does.
    Alone,
    /// As the style says, in view of all notes before: it is made for notes.
    ByStyle,
    /// First as in its bibliography, then as in the text: an author-date style.
    InText,
    /// As in its bibliography each time: what it prints in the text is a number or a label.
    Full,
}

impl Style {
    /// The style that a site names (format, section 9, `citation_style`): a bundled one's name, or the
    /// path of a `.csl` file among `styles`, from the site's folder. `config` is the path of the file
    /// that names it, `language` the site's (BCP 47).
    ///
    /// A style that sets a language of its own keeps it.
    pub fn load(
        name: &Spanned<String>,
        config: &Arc<str>,
        styles: &[TextInput],
        language: &str,
    ) -> Result<Self, Box<Diagnostic>> {
        let named = Span::new(config, name.range);
        let (csl, own_language) = find(name, &named, styles)?;
        let locale = own_language.unwrap_or_else(|| locale_code(language));
        Ok(Self::new(csl, locale, name.value == HOUSE))
    }

    fn new(mut csl: IndependentStyle, locale: LocaleCode, house: bool) -> Self {
        let subsequent = if house { Subsequent::Alone } else { subsequent(&csl) };
        if matches!(subsequent, Subsequent::InText | Subsequent::Full) {
            csl.citation.layout.prefix = None;
            csl.citation.layout.suffix = Some(".".to_owned());
            csl.citation.collapse = None;
        }
        let mut bare = csl.clone();
        bare.bibliography = None;
        bare.macros.clear();
        let has_all_terms = house && locale.is_english();
        let locales = if has_all_terms { Vec::new() } else { locales(&locale) };
        let stop_in_quotes = stop_in_quotes(&csl.locale, &locale)
            .or_else(|| stop_in_quotes(&locales, &locale))
            .unwrap_or_default();
        Self { csl, bare, locale, locales, subsequent, stop_in_quotes }
    }
}

/// The style, and the language that it asks for.
fn find(
    name: &Spanned<String>,
    named: &Span,
    styles: &[TextInput],
) -> Result<(IndependentStyle, Option<LocaleCode>), Box<Diagnostic>> {
    if !name.ends_with(".csl") {
        let style = bundled(name).ok_or_else(|| Box::new(unknown(name, named)))?;
        let language = style.default_locale.clone();
        return Ok((style, language));
    }
    let path = name.strip_prefix("./").unwrap_or(name);
    let input = styles
        .iter()
        .find(|input| *input.path == *path)
        .ok_or_else(|| Box::new(problems::style_file_missing(name, named.clone())))?;
    let parsed = parse(&input.text).map_err(|reason| refused(input, named, &reason))?;
    let dependent = match parsed {
        citationberg::Style::Independent(style) => {
            let language = style.default_locale.clone();
            return Ok((style, language));
        }
        citationberg::Style::Dependent(dependent) => dependent,
    };
    let parent = parent(&dependent.parent_link.href, styles).ok_or_else(|| {
        Box::new(problems::style_parent_unknown(name, &dependent.parent_link.href, named.clone()))
    })?;
    let language = dependent.default_locale.or_else(|| parent.default_locale.clone());
    Ok((parent, language))
}

fn bundled(name: &str) -> Option<IndependentStyle> {
    if name == HOUSE {
        return IndependentStyle::from_xml(HOUSE_XML).ok();
    }
    independent(ArchivedStyle::by_name(name)?.get())
}

/// The style that a dependent one names by its id: a bundled one, or another file of the site.
fn parent(id: &str, styles: &[TextInput]) -> Option<IndependentStyle> {
    if let Some(archived) = ArchivedStyle::by_id(id) {
        return independent(archived.get());
    }
    let parsed =
        styles.iter().filter(|input| input.text.contains(id)).filter_map(|input| parse(&input.text).ok());
    parsed.filter_map(independent).find(|style| style.info.id == id)
}

fn independent(style: citationberg::Style) -> Option<IndependentStyle> {
    match style {
        citationberg::Style::Independent(style) => Some(style),
        citationberg::Style::Dependent(_) => None,
    }
}

/// Reads a style of the site. The error says what is wrong with it, in lower case.
fn parse(text: &str) -> Result<citationberg::Style, String> {
    sound::check_text(text)?;
    let style = citationberg::Style::from_xml(text).map_err(|error| error.source.to_string())?;
    sound::check_macros(&style)?;
    Ok(style)
}

fn refused(input: &TextInput, named: &Span, reason: &str) -> Box<Diagnostic> {
    Box::new(problems::style_refused(&input.path, reason, named.clone()))
}

fn unknown(name: &str, named: &Span) -> Diagnostic {
    let names = ArchivedStyle::all().iter().flat_map(|style| style.names()).copied().chain([HOUSE]);
    let near = names
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(similarity, _)| *similarity > 0.8);
    problems::style_unknown(name, near.map(|(_, known)| known), named.clone())
}

fn subsequent(style: &IndependentStyle) -> Subsequent {
    if style.settings.class == StyleClass::Note {
        return Subsequent::ByStyle;
    }
    let numbered = style.info.category.iter().any(|category| {
        matches!(
            category,
            StyleCategory::CitationFormat { format: CitationFormat::Numeric | CitationFormat::Label }
        )
    });
    if numbered { Subsequent::Full } else { Subsequent::InText }
}

/// The locales that lookups can come to: the language's, its main dialect's, American English.
fn locales(locale: &LocaleCode) -> Vec<Locale> {
    let wanted = [Some(locale.clone()), locale.fallback(), Some(LocaleCode::en_us())];
    archive::locales().into_iter().filter(|known| wanted.contains(&known.lang)).collect()
}

/// The locale of a BCP 47 tag: language and region, the script as the region that writes it.
fn locale_code(tag: &str) -> LocaleCode {
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let rest: Vec<&str> = parts.collect();
    let region = rest.iter().find(|part| part.len() == 2).map(|part| part.to_ascii_uppercase());
    let language = if language == "no" { "nb".to_owned() } else { language };
    LocaleCode(match (region, language.as_str()) {
        (Some(region), _) => format!("{language}-{region}"),
        (None, "zh") if rest.contains(&"Hant") => "zh-TW".to_owned(),
        (None, "zh") => "zh-CN".to_owned(),
        (None, _) => language,
    })
}

/// What the first of the locales that a look-up comes to says of it.
fn stop_in_quotes(known: &[Locale], locale: &LocaleCode) -> Option<bool> {
    let order = [Some(locale.clone()), Some(base(locale)), locale.fallback(), None];
    let said = |lang: &Option<LocaleCode>| {
        let found = known.iter().find(|locale| locale.lang == *lang)?;
        found.style_options.as_ref()?.punctuation_in_quote
    };
    order.iter().find_map(said)
}

fn base(locale: &LocaleCode) -> LocaleCode {
    LocaleCode(locale.0.split('-').next().unwrap_or_default().to_owned())
}
