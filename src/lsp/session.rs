//! A conversation with a client, from its greeting to its end.
//!
//! Whatever has come is taken in before anything is worked on, so that a burst of changes is one look
//! at the newest state, and what was cancelled meanwhile is never begun.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::Receiver;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    InitializeParams, LogMessageParams, MessageType, PublishDiagnosticsParams, Registration,
    RegistrationParams,
};
use serde_json::Value;

use crate::resolve;

use super::client::Client;
use super::diagnostics::OfFile;
use super::inbox::{Inbox, Item};
use super::requests::{self, Fault};
use super::wire::{Incoming, Outlet};
use super::workspace::Workspace;
use super::{diagnostics, notifications, offers};

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client said goodbye as it should.
    Orderly,
    /// It left, or had not asked for a shutdown before.
    Abruptly,
}

pub struct Session {
    inbox: Inbox,
    outlet: Outlet,
    options: resolve::Options,
    phase: Phase,
}

enum Phase {
    /// The client has not greeted.
    Fresh,
    Running(Box<Workspace>),
    /// It has asked for a shutdown.
    Stopping,
}

/// The id of our only request.
const WATCH: &str = "onrecord/watch";

impl Session {
    pub fn new(receiver: Receiver<io::Result<Incoming>>, outlet: Outlet, options: resolve::Options) -> Self {
        Self { inbox: Inbox::new(receiver), outlet, options, phase: Phase::Fresh }
    }

    /// Talks until the client leaves.
    ///
    /// # Errors
    ///
    /// What came could not be read, or the client could not be reached.
    pub fn run(mut self) -> io::Result<Ended> {
        loop {
            let item = match self.inbox.here()? {
                Some(item) => item,
                None => {
                    self.tell_news()?;
                    match self.inbox.wait()? {
                        Some(item) => item,
                        None => return Ok(Ended::Abruptly),
                    }
                }
            };
            if let Some(ended) = self.take(item)? {
                return Ok(ended);
            }
        }
    }

    fn take(&mut self, item: Item) -> io::Result<Option<Ended>> {
        match item {
            Item::Garbage { id, code, reason } => self.outlet.refuse(&id, code, &reason)?,
            Item::Cancelled(id) => self.fail(id, ErrorCode::RequestCanceled, "cancelled")?,
            Item::Message(Message::Request(request)) => self.request(request)?,
            Item::Message(Message::Response(response)) => self.response(&response)?,
            Item::Message(Message::Notification(note)) if note.method == notification::Exit::METHOD => {
                let orderly = matches!(self.phase, Phase::Stopping);
                return Ok(Some(if orderly { Ended::Orderly } else { Ended::Abruptly }));
            }
            Item::Message(Message::Notification(note)) => self.notification(note)?,
        }
        Ok(None)
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let Request { id, method, params } = request;
        match (&mut self.phase, method.as_str()) {
            (Phase::Fresh, request::Initialize::METHOD) => self.greet(id, params),
            (Phase::Fresh, _) => self.fail(id, ErrorCode::ServerNotInitialized, "not greeted yet"),
            (Phase::Stopping, _) => self.fail(id, ErrorCode::InvalidRequest, "shut down already"),
            (_, request::Initialize::METHOD) => self.fail(id, ErrorCode::InvalidRequest, "greeted already"),
            (_, request::Shutdown::METHOD) => {
                self.phase = Phase::Stopping;
                self.outlet.send(Response::new_ok(id, Value::Null))
            }
            (Phase::Running(workspace), _) => {
                match guarded(|| requests::answer(workspace, &method, params)) {
                    Ok(Ok(answer)) => self.outlet.send(Response::new_ok(id, answer)),
                    Ok(Err(Fault::NoSuchMethod)) => self.fail(id, ErrorCode::MethodNotFound, &method),
                    Ok(Err(Fault::Params(reason))) => self.fail(id, ErrorCode::InvalidParams, &reason),
                    Ok(Err(Fault::Refused(reason))) => self.fail(id, ErrorCode::RequestFailed, &reason),
                    Err(reason) => self.fail(id, ErrorCode::InternalError, &format!("{method}: {reason}")),
                }
            }
        }
    }

    fn greet(&mut self, id: RequestId, params: Value) -> io::Result<()> {
        let params: InitializeParams = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => return self.fail(id, ErrorCode::InvalidParams, &error.to_string()),
        };
        let client = Client::new(&params.capabilities);
        let offers = offers::offers(&client);
        let mut workspace = Workspace::new(client, self.options.clone());
        for folder in folders(&params) {
            workspace.enter(folder);
        }
        self.phase = Phase::Running(Box::new(workspace));
        self.outlet.send(Response::new_ok(id, offers))
    }

    fn notification(&mut self, note: Notification) -> io::Result<()> {
        let Phase::Running(workspace) = &mut self.phase else { return Ok(()) };
        if note.method == notification::Initialized::METHOD {
            return self.watch();
        }
        let method = note.method.clone();
        match guarded(|| notifications::take(workspace, note)) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(reason)) | Err(reason) => self.log(&format!("{method}: {reason}")),
        }
    }

    /// Asks the client to tell of files that change on disk.
    fn watch(&mut self) -> io::Result<()> {
        let Phase::Running(workspace) = &self.phase else { return Ok(()) };
        if !workspace.client.watches {
            return Ok(());
        }
        let registration = Registration {
            id: WATCH.to_owned(),
            method: notification::DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: Some(offers::watched()),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let method = request::RegisterCapability::METHOD.to_owned();
        self.outlet.send(Request::new(RequestId::from(WATCH.to_owned()), method, params))
    }

    fn response(&mut self, response: &Response) -> io::Result<()> {
        let Phase::Running(workspace) = &mut self.phase else { return Ok(()) };
        match &response.response_result {
            _ if response.id != RequestId::from(WATCH.to_owned()) => Ok(()),
            Ok(_) => {
                workspace.watched = true;
                Ok(())
            }
            Err(error) => self.log(&format!("files cannot be watched: {}", error.message)),
        }
    }

    /// Reads again what may have changed, and tells what is wrong now.
    fn tell_news(&mut self) -> io::Result<()> {
        let Phase::Running(workspace) = &mut self.phase else { return Ok(()) };
        let mut news: Vec<_> = workspace.gone().into_iter().map(diagnostics::none).collect();
        let mut failures = Vec::new();
        for site in workspace.sites() {
            match guarded(|| news_of(workspace, &site)) {
                Ok(told) => news.extend(told),
                Err(reason) => failures.push(format!("{}: {reason}", site.display())),
            }
        }
        for OfFile { uri, version, diagnostics } in news {
            let params = PublishDiagnosticsParams { uri, diagnostics, version };
            self.outlet
                .send(Notification::new(notification::PublishDiagnostics::METHOD.to_owned(), params))?;
        }
        failures.iter().try_for_each(|failure| self.log(failure))
    }

    fn fail(&mut self, id: RequestId, code: ErrorCode, reason: &str) -> io::Result<()> {
        self.outlet.send(Response::new_err(id, code as i32, reason.to_owned()))
    }

    fn log(&mut self, line: &str) -> io::Result<()> {
        let params = LogMessageParams { typ: MessageType::ERROR, message: line.to_owned() };
        self.outlet.send(Notification::new(notification::LogMessage::METHOD.to_owned(), params))
    }
}

fn news_of(workspace: &mut Workspace, site: &Path) -> Vec<OfFile> {
    if !workspace.is_untold(site) {
        return Vec::new();
    }
    let Some(now) = workspace.scene(site).map(|scene| diagnostics::of(&scene)) else { return Vec::new() };
    let before = workspace.tell(site, now.clone());
    diagnostics::news(&before, &now)
}

/// The folders that a client works in.
#[expect(deprecated, reason = "clients from before workspace folders have a root")]
fn folders(params: &InitializeParams) -> Vec<&lsp_types::Uri> {
    match &params.workspace_folders {
        Some(folders) if !folders.is_empty() => folders.iter().map(|folder| &folder.uri).collect(),
        _ => params.root_uri.iter().collect(),
    }
}

/// A mistake of ours ends one piece of work and not the conversation. Standard error has the place.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| format!("a mistake of the program's: {}", words(&*panic)))
}

fn words(panic: &dyn Any) -> &str {
    let fixed = panic.downcast_ref::<&str>().copied();
    fixed.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it says nothing")
}

#[cfg(test)]
mod tests;
