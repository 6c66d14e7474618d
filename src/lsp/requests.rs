//! What a client asks: each request to its answer.

use std::sync::Arc;

use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, PrepareRenameRequest,
    References, Rename, Request as Kind, WorkspaceSymbolRequest,
};
use lsp_types::{
    CompletionResponse, GotoDefinitionResponse, Position, TextDocumentPositionParams, Uri,
    WorkspaceSymbolResponse,
};
use serde_json::Value;

use super::scene::Scene;
use super::workspace::Workspace;
use super::{actions, complete, go, hover, rename, symbols, uri};

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

/// Answers a request from the newest state of the site it is about; with nothing, where it is about a
/// file of no site.
pub fn answer(workspace: &mut Workspace, method: &str, params: Value) -> Answer {
    match method {
        Completion::METHOD => on::<Completion>(params, |it| {
            let list = at(workspace, &it.text_document_position, complete::complete);
            Ok(list.flatten().map(CompletionResponse::List))
        }),
        HoverRequest::METHOD => on::<HoverRequest>(params, |it| {
            Ok(at(workspace, &it.text_document_position_params, hover::hover).flatten())
        }),
        GotoDefinition::METHOD => on::<GotoDefinition>(params, |it| {
            let found = at(workspace, &it.text_document_position_params, go::definition);
            Ok(found.map(GotoDefinitionResponse::Array))
        }),
        References::METHOD => on::<References>(params, |it| {
            let declared = it.context.include_declaration;
            Ok(at(workspace, &it.text_document_position, |scene, path, place| {
                go::references(scene, path, place, declared)
            }))
        }),
        PrepareRenameRequest::METHOD => {
            on::<PrepareRenameRequest>(params, |it| Ok(at(workspace, &it, rename::prepare).flatten()))
        }
        Rename::METHOD => on::<Rename>(params, |it| {
            let edit = at(workspace, &it.text_document_position, |scene, path, place| {
                rename::rename(scene, path, place, &it.new_name)
            });
            edit.transpose().map(Option::flatten).map_err(|refused| Fault::Refused(refused.to_string()))
        }),
        CodeActionRequest::METHOD => on::<CodeActionRequest>(params, |it| {
            let uri = it.text_document.uri.clone();
            Ok(in_file(workspace, &uri, |scene, path| actions::actions(scene, path, &it)).flatten())
        }),
        DocumentSymbolRequest::METHOD => on::<DocumentSymbolRequest>(params, |it| {
            Ok(in_file(workspace, &it.text_document.uri, symbols::of_document).flatten())
        }),
        WorkspaceSymbolRequest::METHOD => on::<WorkspaceSymbolRequest>(params, |it| {
            let sites = workspace.sites();
            let found =
                sites.iter().filter_map(|site| Some(symbols::of_site(&workspace.scene(site)?, &it.query)));
            Ok(Some(WorkspaceSymbolResponse::Nested(found.flatten().collect())))
        }),
        _ => Err(Fault::NoSuchMethod),
    }
}

fn on<R: Kind>(mut params: Value, work: impl FnOnce(R::Params) -> Answer<R::Result>) -> Answer {
    uri::mend(&mut params);
    let params = serde_json::from_value(params).map_err(|error| Fault::Params(error.to_string()))?;
    serde_json::to_value(work(params)?).map_err(|error| Fault::Refused(error.to_string()))
}

/// Works at a byte of a file of a site. `None` for a file of no site.
fn at<T>(
    workspace: &mut Workspace,
    place: &TextDocumentPositionParams,
    work: impl FnOnce(&Scene<'_>, &Arc<str>, usize) -> T,
) -> Option<T> {
    let position: Position = place.position;
    in_file(workspace, &place.text_document.uri, |scene, path| {
        Some(work(scene, path, scene.offset(path, position)?))
    })
    .flatten()
}

fn in_file<T>(
    workspace: &mut Workspace,
    uri: &Uri,
    work: impl FnOnce(&Scene<'_>, &Arc<str>) -> T,
) -> Option<T> {
    let place = workspace.place_of(uri)?;
    Some(work(&workspace.scene(&place.site)?, &place.path))
}
