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
use super::http::{Announce, Limits, Server};
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
    auditor: Sender<Told>,
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
        tell: impl Fn(&Preview, &Rebuilt, Duration) + Send + Sync + 'static,
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
        let (telling, to_auditor) = (Arc::clone(&preview), auditor.clone());
        let announce: Announce = Arc::new(move |rebuilt: &Rebuilt, took| {
            // Nobody minds if the auditor is gone: we are being stopped.
            let _ = to_auditor.send(Told::Changed);
            tell(&telling, rebuilt, took);
        });
        let server = Server::start(
            Arc::clone(&preview),
            auditor.clone(),
            Arc::clone(&announce),
            options.host.as_deref(),
            options.port,
            options.limits,
        )?;
        // For what has changed after it was read and before it was watched.
        let _ = hints.send(Hint::Look);
        let ended = Arc::new(AtomicBool::new(false));
        let auditing = Arc::clone(&preview);
        let looker = Looker { preview: Arc::clone(&preview), watch, ended: Arc::clone(&ended) };
        let threads = vec![
            thread::spawn(move || looker.run(&heard, &announce)),
            thread::spawn(move || audit::run(&auditing, &told)),
        ];
        let polled = polled.map(|error| error.to_string());
        Ok(Self { preview, server, polled, ended, hints, auditor, threads })
    }
}

impl Session {
    /// Ends at once, as far as the process ends with it: whoever is writing a file finishes that, and nobody
    /// is waited for beside.
    pub fn end(mut self) {
        let _turn = self.preview.undo();
        self.threads.clear();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        // Wakes them, if they have not ended already.
        let _ = self.hints.send(Hint::Look);
        let _ = self.auditor.send(Told::End);
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
    ended: Arc<AtomicBool>,
}

impl Looker {
    #[expect(clippy::disallowed_methods, reason = "how long to wait for more is told by the clock")]
    fn run(mut self, heard: &Receiver<Hint>, announce: &Announce) {
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
                    announce(&rebuilt, begun.elapsed());
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
