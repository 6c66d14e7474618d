//! Hints by the clock: that one might look. What has changed is found by whoever does.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Hint;

/// A clock that ticks until it is dropped.
pub struct Polled {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Polled {
    pub fn start(interval: Duration, hints: Sender<Hint>) -> Self {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || tick(interval, &hints, &stopped));
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

fn tick(interval: Duration, hints: &Sender<Hint>, stopped: &Receiver<()>) {
    while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(interval) {
        if hints.send(Hint::Look).is_err() {
            return;
        }
    }
}

impl Drop for Polled {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // If it has panicked, it has stopped.
            let _ = thread.join();
        }
    }
}
