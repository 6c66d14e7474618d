//! What a run is busy with: told as it goes on, measured, and drawn where it takes a while.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::shell::Shell;
use crate::pipeline::{Observer, Site, Stage};
use crate::report::counted;

/// Work that takes no longer shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Args, Clone, Copy, Debug)]
pub struct ProgressArgs {
    /// Tell what is read, and what each stage did
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// Print how long each stage took
    #[arg(long)]
    timings: bool,
}

/// The one who looks on.
pub struct Progress<'a> {
    asked: ProgressArgs,
    shell: &'a Shell,
    stages: Mutex<Vec<(Stage, Instant)>>,
    bar: ProgressBar,
    /// Dropped, it ends the wait for the bar's time.
    _drawing: Option<mpsc::Sender<()>>,
}

impl<'a> Progress<'a> {
    pub fn new(asked: ProgressArgs, shell: &'a Shell) -> Self {
        let bar = ProgressBar::hidden();
        let drawing = is_drawn(shell, asked).then(|| draw_later(&bar));
        Self { asked, shell, stages: Mutex::default(), bar, _drawing: drawing }
    }

    /// Says something while the bar may be drawn.
    pub fn aside(&self, say: impl FnOnce(&Shell)) {
        self.bar.suspend(|| say(self.shell));
    }

    fn say(&self, line: &str) {
        self.aside(|shell| shell.say(line));
    }

    /// Tells what the site is made of.
    pub fn tell_read(&self, site: &Site) {
        if !self.asked.verbose {
            return;
        }
        let reading = &site.reading;
        let claims: usize = reading.articles.iter().map(|article| article.parsed.claims.entries.len()).sum();
        let sources: usize = reading.sources.iter().map(|file| file.entries.len()).sum();
        self.say(&format!(
            "Read {}: {}, {}, {}, {}, {}, {}",
            site.inputs.root.display(),
            counted(reading.articles.len(), "article"),
            counted(claims, "claim"),
            counted(reading.speakers.len(), "speaker"),
            counted(reading.events.len(), "event"),
            counted(sources, "source"),
            counted(reading.pages.len(), "page"),
        ));
        for template in &site.inputs.templates {
            self.say(&format!("Template of the site: {}", template.path));
        }
        self.say(&format!("Citation style: {}", reading.config.citation_style.value));
    }

    /// Ends the last stage: the bar goes, and the times are printed where that was asked for. Comes out: how
    /// long it all took.
    pub fn finish(&self) -> Duration {
        self.tell_stage();
        self.bar.finish_and_clear();
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now();
        let Some((_, start)) = stages.first() else { return Duration::ZERO };
        let total = now.duration_since(*start);
        if self.asked.timings {
            self.shell.tell(&table(&stages, now, total));
        }
        total
    }

    /// How many records were indexed, and how long that took, where it was worth a word.
    pub fn indexing(&self) -> Option<(usize, Duration)> {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let index = stages.iter().position(|(stage, _)| matches!(stage, Stage::Index { .. }))?;
        let (Stage::Index { records }, begun) = *stages.get(index)? else { return None };
        let end = stages.get(index + 1).map_or_else(now, |(_, begun)| *begun);
        let took = end.duration_since(begun);
        (took > PATIENCE).then_some((records, took))
    }

    /// Tells how long the stage that ends now took.
    fn tell_stage(&self) {
        let last = self.stages.lock().unwrap_or_else(PoisonError::into_inner).last().copied();
        if let Some((stage, since)) = last.filter(|_| self.asked.verbose) {
            let files = match stage {
                Stage::Print { files } => format!(", {}", counted(files, "file")),
                Stage::Index { records } => format!(", {}", counted(records, "record")),
                _ => String::new(),
            };
            let took = now().duration_since(since).as_secs_f64();
            self.say(&format!("{:<9}{took:>8.3} s{files}", stage.name()));
        }
    }
}

impl Observer for Progress<'_> {
    fn begins(&self, stage: Stage) {
        self.tell_stage();
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((stage, now()));
        self.bar.set_message(stage.name());
        self.bar.set_position(0);
        let style = match stage {
            Stage::Print { files } => {
                self.bar.set_length(files as u64);
                "{spinner} {msg} {human_pos}/{human_len} {wide_bar}"
            }
            _ => "{spinner} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style);
        }
    }

    fn printed(&self) {
        self.bar.inc(1);
    }
}

/// Stages with their times and shares, and the sum.
fn table(stages: &[(Stage, Instant)], end: Instant, total: Duration) -> String {
    let ends = stages.iter().skip(1).map(|(_, begun)| *begun).chain([end]);
    let mut table = String::from("stage          time  share\n");
    for ((stage, begun), end) in stages.iter().zip(ends) {
        let took = end.duration_since(*begun).as_secs_f64();
        let share = 100.0 * took / total.as_secs_f64().max(f64::EPSILON);
        table.push_str(&format!("{:<9}{took:>8.3} s {share:>4.0} %\n", stage.name()));
    }
    table.push_str(&format!("{:<9}{:>8.3} s\n", "all", total.as_secs_f64()));
    table
}

/// Only people at a terminal watch a bar.
#[expect(clippy::disallowed_methods, reason = "the environment is known to the command line alone")]
fn is_drawn(shell: &Shell, asked: ProgressArgs) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !shell.is_quiet() && !asked.verbose && std::io::stderr().is_terminal() && !set("CI") && !dumb
}

/// Draws the bar once the work has taken a while, unless it has ended by then.
fn draw_later(bar: &ProgressBar) -> mpsc::Sender<()> {
    let (sender, receiver) = mpsc::channel::<()>();
    let bar = bar.clone();
    std::thread::spawn(move || {
        if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) && !bar.is_finished() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
        }
    });
    sender
}

#[expect(clippy::disallowed_methods, reason = "the clock is known to the command line alone")]
fn now() -> Instant {
    Instant::now()
}

impl Drop for Progress<'_> {
    /// Where the work failed, the bar goes as well.
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
