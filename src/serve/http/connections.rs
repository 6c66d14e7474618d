//! The connections that are open, of which there is a limit: at the limit, whoever has been connected
//! for longest without asking for anything makes room. So a crowd of idle connections, of which browsers
//! and port scanners leave many, keeps nobody from being served.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

/// The open connections, in the order in which they came.
pub struct Connections {
    limit: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    by_number: BTreeMap<u64, Connection>,
}

struct Connection {
    /// Requests that are being answered.
    answering: Arc<AtomicUsize>,
    /// How to end it; unknown for the moment between its coming and its task's start.
    task: Option<AbortHandle>,
}

/// A seat among the open connections, given back when it is dropped.
pub struct Seat {
    number: u64,
    answering: Arc<AtomicUsize>,
    connections: Arc<Connections>,
}

/// A request that is being answered, until it is dropped.
pub struct Busy(Arc<AtomicUsize>);

impl Connections {
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, open: Mutex::default() })
    }

    /// A seat for a new connection; `None` where all that are open are being answered.
    pub fn enter(self: &Arc<Self>) -> Option<Seat> {
        let mut open = self.open();
        if open.by_number.len() >= self.limit {
            open.evict()?;
        }
        let number = open.next;
        open.next += 1;
        let answering = Arc::new(AtomicUsize::new(0));
        open.by_number.insert(number, Connection { answering: Arc::clone(&answering), task: None });
        Some(Seat { number, answering, connections: Arc::clone(self) })
    }

    /// Says how a connection can be ended. One that has ended meanwhile is no more.
    pub fn started(&self, number: u64, task: AbortHandle) {
        if let Some(connection) = self.open().by_number.get_mut(&number) {
            connection.task = Some(task);
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn evict(&mut self) -> Option<()> {
        let is_idle = |connection: &Connection| {
            connection.task.is_some() && connection.answering.load(Ordering::Acquire) == 0
        };
        let (&number, _) = self.by_number.iter().find(|(_, connection)| is_idle(connection))?;
        self.by_number.remove(&number)?.task?.abort();
        Some(())
    }
}

impl Seat {
    pub fn number(&self) -> u64 {
        self.number
    }

    pub fn busy(&self) -> Busy {
        self.answering.fetch_add(1, Ordering::AcqRel);
        Busy(Arc::clone(&self.answering))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.connections.open().by_number.remove(&self.number);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
