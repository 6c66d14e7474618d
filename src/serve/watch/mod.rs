//! What happens to the site's folders on disk, as hints.
//!
//! Goes in: the site's folder. Comes out: [`Hint`]s, through a channel. It knows which folders a site is
//! made of, and listens to no other: not to the output, not to version control.

mod burst;
mod notified;
mod polled;

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

pub use burst::{Burst, Hint};

use notified::Notified;
use polled::Polled;

/// How one learns of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system says so.
    Notified,
    /// Looking again and again, for disks of which the system says nothing: those of other machines.
    Polled(Duration),
}

/// How often one looks where nobody says how often.
pub const INTERVAL: Duration = Duration::from_secs(1);

/// Listens, until it is dropped.
pub struct Watch {
    root: PathBuf,
    hints: Sender<Hint>,
    notified: Option<Notified>,
    polled: Option<Polled>,
}

impl Watch {
    /// Begins to listen to the site's folder, which is absolute.
    ///
    /// Where the system does not notify us of all that it is asked for, we poll; comes out as well: what
    /// it says.
    pub fn start(root: &Path, method: Method, hints: Sender<Hint>) -> (Self, Option<notify::Error>) {
        let mut watch = Self { root: root.to_owned(), hints, notified: None, polled: None };
        match method {
            Method::Polled(interval) => watch.poll(interval),
            Method::Notified => match Notified::start(root, watch.hints.clone()) {
                Ok(notified) => watch.notified = Some(notified),
                Err(error) => {
                    watch.poll(INTERVAL);
                    return (watch, Some(error));
                }
            },
        }
        (watch, None)
    }

    /// Listens on where a folder of the site has come, or come again.
    pub fn follow(&mut self, hint: &Hint) {
        let (Hint::At(path), Some(notified)) = (hint, &mut self.notified) else { return };
        if notified.follow(&self.root, path).is_err() {
            self.notified = None;
            self.poll(INTERVAL);
        }
    }

    /// Waits until new folders of which a hint has come are listened to: what is written into them from
    /// now on makes hints of its own, and what was written before is there to be seen.
    pub fn settle(&mut self) {
        if let Some(notified) = &mut self.notified {
            notified.settle();
        }
    }

    fn poll(&mut self, interval: Duration) {
        self.polled = Some(Polled::start(interval, self.hints.clone()));
    }
}
