//! What a client tells without asking.

use lsp_server::Notification;
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Notification as Kind,
};

use super::uri;
use super::workspace::Workspace;

/// Takes note of what is told; what we do not know does not concern us.
///
/// # Errors
///
/// Why it could not be understood.
pub fn take(workspace: &mut Workspace, note: Notification) -> Result<(), String> {
    match note.method.as_str() {
        DidOpenTextDocument::METHOD => {
            workspace.open(read::<DidOpenTextDocument>(note)?.text_document);
        }
        DidChangeTextDocument::METHOD => workspace.change(read::<DidChangeTextDocument>(note)?),
        DidCloseTextDocument::METHOD => {
            workspace.close(&read::<DidCloseTextDocument>(note)?.text_document.uri);
        }
        DidSaveTextDocument::METHOD => {
            workspace.saved(&read::<DidSaveTextDocument>(note)?.text_document.uri);
        }
        DidChangeWatchedFiles::METHOD => {
            workspace.disk_changed(&read::<DidChangeWatchedFiles>(note)?.changes);
        }
        DidChangeWorkspaceFolders::METHOD => {
            for folder in read::<DidChangeWorkspaceFolders>(note)?.event.added {
                workspace.enter(&folder.uri);
            }
        }
        _ => {}
    }
    Ok(())
}

fn read<N: Kind>(mut note: Notification) -> Result<N::Params, String> {
    uri::mend(&mut note.params);
    serde_json::from_value(note.params).map_err(|error| error.to_string())
}
