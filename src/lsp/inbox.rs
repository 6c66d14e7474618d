//! What has come and is not worked on yet.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};

use lsp_server::{ErrorCode, Message, RequestId};
use lsp_types::notification::{Cancel, Notification as _};
use lsp_types::{CancelParams, NumberOrString};
use serde_json::Value;

use super::wire::Incoming;

/// A piece of work.
#[derive(Debug)]
pub enum Item {
    Message(Message),
    /// A request that the client wants no more.
    Cancelled(RequestId),
    Garbage {
        id: Value,
        code: ErrorCode,
        reason: String,
    },
}

pub struct Inbox {
    receiver: Receiver<io::Result<Incoming>>,
    items: VecDeque<Item>,
    /// How the stream ended, once it has; told after all that came before.
    ended: Option<io::Result<()>>,
}

impl Inbox {
    pub fn new(receiver: Receiver<io::Result<Incoming>>) -> Self {
        Self { receiver, items: VecDeque::new(), ended: None }
    }

    /// The next item of what is here already. Everything that has come is taken in first.
    pub fn here(&mut self) -> io::Result<Option<Item>> {
        while self.ended.is_none() {
            match self.receiver.try_recv() {
                Ok(incoming) => self.take_in(incoming),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => self.ended = Some(Ok(())),
            }
        }
        Ok(self.items.pop_front())
    }

    /// The next item, once it comes; `None` where the stream has ended.
    pub fn wait(&mut self) -> io::Result<Option<Item>> {
        loop {
            if let Some(item) = self.here()? {
                return Ok(Some(item));
            }
            match self.ended.take() {
                Some(ended) => return ended.map(|()| None),
                None => match self.receiver.recv() {
                    Ok(incoming) => self.take_in(incoming),
                    Err(_) => self.ended = Some(Ok(())),
                },
            }
        }
    }

    fn take_in(&mut self, incoming: io::Result<Incoming>) {
        match incoming {
            Ok(Incoming::Message(message)) => match cancelled(&message) {
                Some(id) => self.cancel(&id),
                None => self.items.push_back(Item::Message(message)),
            },
            Ok(Incoming::Garbage { id, code, reason }) => {
                self.items.push_back(Item::Garbage { id, code, reason });
            }
            Err(error) => self.ended = Some(Err(error)),
        }
    }

    /// What has been answered cannot be cancelled any more.
    fn cancel(&mut self, id: &RequestId) {
        let is_asked = |item: &&mut Item| matches!(item, Item::Message(Message::Request(r)) if r.id == *id);
        if let Some(item) = self.items.iter_mut().find(is_asked) {
            *item = Item::Cancelled(id.clone());
        }
    }
}

/// The request that a message cancels.
fn cancelled(message: &Message) -> Option<RequestId> {
    let Message::Notification(note) = message else { return None };
    if note.method != Cancel::METHOD {
        return None;
    }
    match serde_json::from_value::<CancelParams>(note.params.clone()).ok()?.id {
        NumberOrString::Number(number) => Some(number.into()),
        NumberOrString::String(name) => Some(name.into()),
    }
}
