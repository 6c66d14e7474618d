//! What a client can, as it says when it greets.

use lsp_types::{ClientCapabilities, PositionEncodingKind, ResourceOperationKind};

use super::lines::Encoding;

/// What answers depend on.
#[derive(Clone, Debug)]
pub struct Client {
    pub encoding: Encoding,
    /// It watches files if it is asked to.
    pub watches: bool,
    /// Edits may say which version of a document they are for, and come with renamed files.
    pub document_changes: bool,
    pub renames_files: bool,
    /// Code actions may hold an edit.
    pub action_literals: bool,
    /// Diagnostics may name further places.
    pub related: bool,
    /// Diagnostics may say that something is not needed.
    pub tags: bool,
    /// The symbols of a document may be told with two ranges.
    pub nested_symbols: bool,
}

impl Client {
    pub fn new(can: &ClientCapabilities) -> Self {
        let workspace = can.workspace.as_ref();
        let texts = can.text_document.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let diagnostics = texts.and_then(|texts| texts.publish_diagnostics.as_ref());
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files);
        let actions = texts.and_then(|texts| texts.code_action.as_ref());
        let symbols = texts.and_then(|texts| texts.document_symbol.as_ref());
        let document_changes = edits.and_then(|edits| edits.document_changes) == Some(true);
        let operations = edits.and_then(|edits| edits.resource_operations.as_deref()).unwrap_or_default();
        Self {
            encoding: encoding(can),
            watches: watching.and_then(|watching| watching.dynamic_registration) == Some(true),
            document_changes,
            renames_files: document_changes && operations.contains(&ResourceOperationKind::Rename),
            action_literals: actions.is_some_and(|actions| actions.code_action_literal_support.is_some()),
            related: diagnostics.and_then(|diagnostics| diagnostics.related_information) == Some(true),
            tags: diagnostics.is_some_and(|diagnostics| diagnostics.tag_support.is_some()),
            nested_symbols: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support)
                == Some(true),
        }
    }
}

/// UTF-8 if it is offered: nothing has to be counted then.
fn encoding(can: &ClientCapabilities) -> Encoding {
    let offered = can.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let utf8 = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
    if utf8 { Encoding::Utf8 } else { Encoding::Utf16 }
}
