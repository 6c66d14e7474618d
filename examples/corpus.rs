//! Writes a site of any size, for benchmarks and for trying things out at scale:
//!
//!     cargo run --release --example corpus -- DIR N
//!
//! writes N articles of 700 words, each with 8 claims, 4 footnotes and 8 citations, and with them N/20
//! speakers, N/10 events and N/2 sources (of each, a few at the least). The same N gives the same bytes.
//! The words mean nothing; the site has no errors.

use std::path::Path;
use std::{env, fs, io, process};

const WORDS: &str = "\
    able above across after again almost along answer apple around autumn basket before behind below \
    bird blue boat book both bread bridge bright build child city clear close cloud cold corner country \
    cover dark deep draw dream early east edge evening every far field fire floor flower follow forest \
    friend garden gate glass gold good grass green ground hand harbour hear help high hill home horse \
    house island keep kind lake lamp large late leaf letter light line listen little long look market \
    meadow meet mile morning mountain music narrow near new night north ocean often old orchard other";
const STATES: usize = 4;
const CLAIMS: usize = 8;
const STANCES: [&str; 4] = ["affirms", "denies", "declines", "qualifies"];
const KINDS: [&str; 6] = ["call", "meeting", "negotiation", "summit", "statement", "other"];
/// The first and the last day on which articles appear, in days since 1970-01-01.
const DAYS: (usize, usize) = (16_436, 20_088); // 2015-01-01, 2024-12-31

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = arguments.get(1).and_then(|number| number.parse::<usize>().ok());
    let (Some(articles), 2) = (number, arguments.len()) else {
        eprintln!("usage: corpus DIR N");
        process::exit(2);
    };
    let site = Site {
        articles,
        speakers: (articles / 20).max(2 * STATES),
        events: (articles / 10).max(3),
        sources: (articles / 2).max(5),
        words: WORDS.split_whitespace().collect(),
    };
    if let Err(error) = site.write(Path::new(&arguments[0])) {
        eprintln!("cannot write the site: {error}");
        process::exit(1);
    }
}

/// How many there are of what, and the words that all is made of.
struct Site {
    articles: usize,
    speakers: usize,
    events: usize,
    sources: usize,
    words: Vec<&'static str>,
}

impl Site {
    fn write(&self, folder: &Path) -> io::Result<()> {
        let content = folder.join("content");
        let rating = "[ratings.right]\nlabel = \"Right\"\nvalue = 2\nbest = 2\nworst = 1\n";
        put(&folder.join("onrecord.toml"), &format!("title = \"A corpus\"\n\n{rating}"))?;
        for number in 0..self.speakers {
            put(&content.join(format!("speakers/{}.md", id("speaker", number))), &self.speaker(number))?;
        }
        for number in 0..self.events {
            put(&content.join(format!("events/{}.md", id("event", number))), &self.event(number))?;
        }
        put(&content.join("sources.yaml"), &self.sources())?;
        for number in 0..self.articles {
            let (markdown, claims) = self.article(number);
            let day = date(self.published(number));
            // By month; by day where the months would grow long.
            let parent = if self.articles > 20_000 { &day[..] } else { &day[..7] }.replace('-', "/");
            // Half are bundles, half are lone files.
            let [page, notes] =
                if number % 2 == 0 { ["/index.md", "/claims.yaml"] } else { [".md", ".claims.yaml"] };
            let stem = format!("articles/{parent}/{}", id("article", number));
            put(&content.join(stem.clone() + page), &markdown)?;
            put(&content.join(stem + notes), &claims)?;
        }
        Ok(())
    }

    /// The first speakers are states; the others are persons who hold, or held, an office of one.
    fn speaker(&self, number: usize) -> String {
        let role = format!("roles:\n  - title: Minister\n    of: {}\n", id("speaker", number % STATES));
        let kind = match number % 3 {
            _ if number < STATES => "kind: state\n".to_owned(),
            0 => role,
            1 => role + "    from: 2010\n    to: 2019-06-30\n",
            _ => role + "    from: 2012-03\n",
        };
        let text = self.sentence(&mut Random::new(1, number), 20);
        format!("---\nname: Speaker {number}\n{kind}---\n\n{text}\n")
    }

    fn event(&self, number: usize) -> String {
        let random = &mut Random::new(2, number);
        let first = random.below(STATES);
        let second = (first + 1 + random.below(STATES - 1)) % STATES;
        let day = date(DAYS.0 + random.below(DAYS.1 - DAYS.0));
        let mut text = format!("---\nname: Event {number}\nkind: {}\n", KINDS[number % KINDS.len()]);
        text += &match number % 7 {
            0 => String::new(), // The date is not known.
            1 => format!("date: {}\n", &day[..7]),
            2 => format!("date: {day}/..\n"),
            3 => format!("date: {}~\n", &day[..4]),
            _ => format!("date: {day}\n"),
        };
        text += &format!("parties: [{}, {}]\n", id("speaker", first), id("speaker", second));
        if number % 5 == 4 {
            // Of an earlier one only, so that there is no way round.
            text += &format!("part_of: {}\n", id("event", random.below(number)));
        }
        text += &format!("topics: [{}]\n---\n\n", random.pick(&self.words[..40]));
        text + &self.sentence(random, 40) + "\n"
    }

    /// All of them older than any article; some draw on an earlier one.
    fn sources(&self) -> String {
        let mut text = String::from("references:\n");
        for number in 0..self.sources {
            let random = &mut Random::new(3, number);
            text += &format!("  - id: {}\n    type: article-newspaper\n", id("source", number));
            text += &format!("    title: {}\n", self.title(random));
            text += &format!("    container-title: Paper {}\n", number % 20);
            text += &format!("    issued: {}\n", date(DAYS.0 - 40 - random.below(300)));
            if number % 3 == 2 {
                text += &format!("    based_on: [{}]\n", id("source", random.below(number)));
            }
        }
        text
    }

    /// The Markdown of an article, and its claims.
    fn article(&self, number: usize) -> (String, String) {
        let random = &mut Random::new(4, number);
        // Ten paragraphs of seven sentences of ten words.
        let words = |text: String| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut paragraphs: Vec<Vec<String>> =
            (0..10).map(|_| (0..7).flat_map(|_| words(self.sentence(random, 10))).collect()).collect();
        let quotes = choose_quotes(random, &paragraphs);

        // Markup goes around and behind words, which leaves the visible text as it is. In every other
        // paragraph an emphasis begins within the quote and ends behind it.
        for (paragraph, quote) in paragraphs.iter_mut().zip(&quotes).step_by(2) {
            paragraph[quote.end - 2].insert(0, '*');
            paragraph[quote.end + 2].push('*');
        }
        for (citation, paragraph) in paragraphs[..8].iter_mut().enumerate() {
            let source = id("source", random.below(self.sources));
            paragraph[20] += &match citation {
                2 | 5 => format!("[@{source}, p. {}]", 1 + random.below(90)),
                3 => format!("[@{source}; @{}]", id("source", random.below(self.sources))),
                _ => format!("[@{source}]"),
            };
        }
        for footnote in 0..4 {
            paragraphs[2 * footnote][50] += &format!("[^n{footnote}]");
        }

        let day = date(self.published(number));
        let mut text = format!("---\ntitle: {}\ndate: {day}\nauthors: [The desk]\n", self.title(random));
        text += &format!("summary: {}\n", self.sentence(random, 18));
        text += &format!("topics: [{}]\n---\n", random.pick(&self.words[..80]));
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if index % 4 == 3 {
                text += &format!("\n## {}\n", self.title(random));
            }
            text += &format!("\n{}\n", paragraph.join(" "));
        }
        for footnote in 0..4 {
            text += &format!("\n[^n{footnote}]: {}\n", self.sentence(random, 15));
        }
        (text, self.claims(random, number, &quotes))
    }

    fn claims(&self, random: &mut Random, number: usize, quotes: &[Quote]) -> String {
        let mut text = String::from("claims:\n");
        let published = self.published(number);
        let mut speakers: Vec<usize> = (0..CLAIMS).map(|_| random.below(self.speakers)).collect();
        speakers[6] = speakers[4]; // The one takes back the other.
        for claim in 0..CLAIMS {
            text += &format!("  - id: claim-{claim}\n    speaker: {}\n", id("speaker", speakers[claim]));
            let Quote { exact, prefix, .. } = &quotes[claim];
            text += &match claim {
                2 => format!("    quote:\n      exact: {exact}\n      prefix: \"{prefix} \"\n"),
                6 => format!("    quote:\n      - {exact}\n      - {}\n", quotes[7].exact),
                7 => format!("    statement: {}\n", self.sentence(random, 12)),
                _ => format!("    quote: {exact}\n"),
            };
            let day = date(published - random.below(20));
            text += &match random.below(6) {
                0 => format!("    said: ../{day}\n"),
                1 => format!("    said: {day}?\n"),
                2 => format!("    said: {}\n", &date(published - 31)[..7]),
                3 => String::new(), // On the day of the article.
                _ => format!("    said: {day}\n"),
            };
            let (stance, event) = (random.pick(&STANCES), id("event", random.below(self.events)));
            let relay = id("speaker", random.below(self.speakers));
            text += &match claim {
                1 => format!("    via: [{relay}]\n    {stance}: {event}\n"),
                // One claim in eight is answered, about as in the demonstration.
                3 if number % 3 == 1 => {
                    let other = id("article", random.below(number));
                    format!("    {stance}: {other}#claim-{}\n", random.below(CLAIMS))
                }
                5 if number.is_multiple_of(3) => format!("    {stance}: [{event}, \"#claim-1\"]\n"),
                6 if number % 3 == 2 => "    retracts: \"#claim-4\"\n".to_owned(),
                _ => format!("    {stance}: {event}\n"),
            };
            text += &format!("    sources: [{}]\n", id("source", random.below(self.sources)));
            if claim == 0 && number.is_multiple_of(10) {
                text += &format!("    verdicts:\n      - rating: right\n        date: {}\n", date(published));
                text += "        by: The desk\n        sources: [source-000000]\n";
            }
        }
        text
    }

    /// The day on which an article appears: evenly spread, the first article first.
    fn published(&self, number: usize) -> usize {
        DAYS.0 + number * (DAYS.1 - DAYS.0) / self.articles
    }

    fn sentence(&self, random: &mut Random, length: usize) -> String {
        let mut text = (0..length).map(|_| *random.pick(&self.words)).collect::<Vec<_>>().join(" ");
        text[..1].make_ascii_uppercase();
        text + "."
    }

    fn title(&self, random: &mut Random) -> String {
        self.sentence(random, 6).trim_end_matches('.').to_owned()
    }
}

/// Words that stand only once in their article, and the word before them.
struct Quote {
    exact: String,
    prefix: String,
    /// In its paragraph, in words, exclusive.
    end: usize,
}

/// One quote from each of the first paragraphs.
fn choose_quotes(random: &mut Random, paragraphs: &[Vec<String>]) -> Vec<Quote> {
    let text = paragraphs.concat().join(" ");
    let mut quotes = Vec::new();
    while quotes.len() < CLAIMS {
        let words = &paragraphs[quotes.len()];
        let start = 1 + random.below(50);
        let end = start + 6 + random.below(5);
        let exact = words[start..end].join(" ").trim_end_matches('.').to_owned();
        if text.matches(&exact).count() == 1 {
            quotes.push(Quote { exact, prefix: words[start - 1].clone(), end });
        }
    }
    quotes
}

fn id(kind: &str, number: usize) -> String {
    format!("{kind}-{number:06}")
}

/// A day since 1970-01-01 as year, month and day (after Howard Hinnant's `civil_from_days`).
fn date(day: usize) -> String {
    let shifted = day + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153; // Of a year that begins in March.
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + usize::from(month <= 2))
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
    fs::write(path, text)
}

/// SplitMix64: small, and the same everywhere. Each thing that is written has a stream of its own.
struct Random(u64);

impl Random {
    fn new(stream: u64, number: usize) -> Self {
        Self((stream << 40) ^ number as u64)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
