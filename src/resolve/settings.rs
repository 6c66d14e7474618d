//! The configuration -> settings.

use jiff::tz::TimeZone;

use super::corpus::{Publisher, Rating, Settings};
use super::{Options, Reading};

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
            name: publisher.name.clone(),
            url: publisher.url.as_ref().map(|url| url.value.clone()),
            logo: publisher.logo.as_ref().map(|logo| logo.value.clone()),
        }),
        claim_pages: config.claim_pages,
        ratings: ratings(reading),
        host: config.host.map(|host| host.name),
        raw_html: config.markdown.raw_html,
        extra: config.extra.clone(),
    }
}

fn ratings(reading: &Reading) -> Vec<Rating> {
    let rating = |(name, rating): (&String, &crate::parse::config::Rating)| Rating {
        name: name.clone(),
        label: rating.label.clone(),
        value: rating.value,
        best: rating.best,
        worst: rating.worst,
    };
    reading.config.ratings.iter().map(rating).collect()
}
