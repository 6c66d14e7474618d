//! What a client asks: each request to its answer.

use lsp_types::request::{Request as Kind, Shutdown};
use serde_json::Value;

use super::uri;
use super::workspace::Workspace;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NoSuchMethod,
    /// The question could not be understood.
    Params(String),
    /// A sentence for the person who asked.
    Refused(String),
}

pub type Answer<T = Value> = Result<T, Fault>;

/// Answers a request.
pub fn answer(_workspace: &mut Workspace, method: &str, params: Value) -> Answer {
    match method {
        Shutdown::METHOD => on::<Shutdown>(params, |()| Ok(())),
        _ => Err(Fault::NoSuchMethod),
    }
}

fn on<R: Kind>(mut params: Value, work: impl FnOnce(R::Params) -> Answer<R::Result>) -> Answer {
    uri::mend(&mut params);
    let params = serde_json::from_value(params).map_err(|error| Fault::Params(error.to_string()))?;
    serde_json::to_value(work(params)?).map_err(|error| Fault::Refused(error.to_string()))
}
