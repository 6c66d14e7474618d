//! The configuration -> settings.

use jiff::tz::TimeZone;

use crate::diag::problems::linking as problems;

use super::assets::image;
use super::corpus::{Addresses, Publisher, Rating, Settings};
use super::names::Names;
use super::{Options, Reading, namesakes};

pub fn settings(reading: &Reading, options: &Options) -> Settings {
    let config = &reading.config;
    let base_url = options.base_url.clone().or_else(|| config.base_url.as_ref().map(|url| url.value.clone()));
    Settings {
        title: config.title.value.clone(),
        base_url: base_url.map(|url| url.trim_end_matches('/').to_owned()),
        description: config.description.clone(),
        language: config.language.value.clone(),
        // `parse` has told of a zone that does not exist.
        timezone: TimeZone::get(&config.timezone).unwrap_or(TimeZone::UTC),
        publisher: config.publisher.as_ref().map(|publisher| Publisher {
            name: publisher.name.value.clone(),
            url: publisher.url.as_ref().map(|url| url.value.clone()),
            logo: publisher.logo.as_ref().map(|logo| logo.value.clone()),
        }),
        search: config.search,
        claim_pages: config.claim_pages,
        ratings: ratings(reading),
        host: config.host.map(|host| host.name),
        raw_html: config.markdown.raw_html,
        extra: config.extra.clone(),
    }
}

/// A picture that is no web address lies under `static/` (format, section 9).
pub fn check_logo(reading: &Reading, addresses: &Addresses, names: &mut Names<'_>) {
    const CONFIG: &str = "onrecord.toml";
    let Some(logo) = reading.config.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref()) else {
        return;
    };
    if !logo.contains("://") && image(addresses, CONFIG, logo).is_none() {
        names.enter(&CONFIG.into(), false);
        let near = namesakes::image(CONFIG, logo, addresses);
        names.report(problems::missing_image(names.span(logo), logo, near.as_deref()));
    }
}

fn ratings(reading: &Reading) -> Vec<Rating> {
    let rating = |(name, rating): (&String, &crate::parse::config::Rating)| Rating {
        name: name.clone(),
        label: rating.label.value.clone(),
        value: rating.value,
        best: rating.best,
        worst: rating.worst,
    };
    reading.config.ratings.iter().map(rating).collect()
}
