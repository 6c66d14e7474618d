//! The whole of it at work: server, watching, auditor, each with its thread.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::discover;

use super::audit::{self, Told};
use super::http::{Limits, Server};
use super::preview::{Preview, Rebuilt, Settings};
use super::watch::{Burst, Hint, Method, Watch};

/// What is shown, and to whom.
#[derive(Clone, Debug)]
pub struct Options {
    pub folder: PathBuf,
    pub settings: Settings,
    /// What to listen on beside the loopback.
    pub host: Option<String>,
    pub port: u16,
    pub method: Method,
    pub limits: Limits,
}

/// A preview at work, until it is dropped.
pub struct Session {
    pub preview: Arc<Preview>,
    pub server: Server,
    /// Why the disk is polled although nobody asked for that.
    pub polled: Option<String>,
    ended: Arc<AtomicBool>,
    hints: Sender<Hint>,
    threads: Vec<JoinHandle<()>>,
}

impl Session {
    /// Reads the site and answers from then on. What each look at the disk has led to is told, with the
    /// time that it took.
    ///
    /// # Errors
    ///
    /// What the system says to that.
    pub fn start(
        options: &Options,
        tell: impl Fn(&Preview, &Rebuilt, Duration) + Send + 'static,
    ) -> io::Result<Self> {
        let (hints, heard) = mpsc::channel();
        let (auditor, told) = mpsc::channel();
        let token = token()?;
        let folder = discover::root(&options.folder)?;
        let (preview, (watch, polled)) = thread::scope(|scope| {
            let listening = scope.spawn(|| Watch::start(&folder, options.method, hints.clone()));
            let preview = Preview::open(&folder, options.settings.clone(), token);
            listening.join().map(|listening| (preview, listening))
        })
        .map_err(|_| io::Error::other("the site's folder cannot be watched"))?;
        let preview = Arc::new(preview);
        let server = Server::start(
            Arc::clone(&preview),
            auditor.clone(),
            options.host.as_deref(),
            options.port,
            options.limits,
        )?;
        // For what has changed after it was read and before it was watched.
        let _ = hints.send(Hint::Look);
        let ended = Arc::new(AtomicBool::new(false));
        let auditing = Arc::clone(&preview);
        let looker = Looker { preview: Arc::clone(&preview), watch, auditor, ended: Arc::clone(&ended) };
        let threads = vec![
            thread::spawn(move || looker.run(&heard, &tell)),
            thread::spawn(move || audit::run(&auditing, &told)),
        ];
        let polled = polled.map(|error| error.to_string());
        Ok(Self { preview, server, polled, ended, hints, threads })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        // Wakes the looker, which takes the auditor with it.
        let _ = self.hints.send(Hint::Look);
        self.preview.stir();
        for thread in self.threads.drain(..) {
            // One that has panicked has ended.
            let _ = thread.join();
        }
    }
}

/// Whoever hears hints and looks.
struct Looker {
    preview: Arc<Preview>,
    watch: Watch,
    auditor: Sender<Told>,
    ended: Arc<AtomicBool>,
}

impl Looker {
    #[expect(clippy::disallowed_methods, reason = "how long to wait for more is told by the clock")]
    fn run(mut self, heard: &Receiver<Hint>, tell: &dyn Fn(&Preview, &Rebuilt, Duration)) {
        let mut burst = Burst::default();
        while !self.ended.load(Ordering::Acquire) {
            let wait = burst.due().map(|due| due.saturating_duration_since(Instant::now()));
            let hint = match wait {
                Some(wait) => heard.recv_timeout(wait),
                None => heard.recv().map_err(RecvTimeoutError::from),
            };
            match hint {
                Ok(hint) => {
                    if hint.stirs() {
                        self.preview.stir();
                    }
                    self.watch.follow(&hint);
                    burst.note(hint, Instant::now());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let begun = Instant::now();
            if let Some(changed) = burst.take(begun) {
                self.watch.settle();
                if let Some(rebuilt) = self.preview.refresh(&changed) {
                    // Nobody minds if the auditor is gone: we are being stopped.
                    let _ = self.auditor.send(Told::Changed);
                    tell(&self.preview, &rebuilt, begun.elapsed());
                }
            }
        }
    }
}

/// What pages of other sites cannot guess.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
