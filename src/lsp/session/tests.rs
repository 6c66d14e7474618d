use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{Ended, Session, guarded};
use crate::lsp::uri;
use crate::lsp::wire::{Incoming, Outlet};
use crate::resolve;

/// What a session has said.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Said {
    fn messages(&self) -> Vec<Value> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let frames = text.split("Content-Length: ").skip(1);
        frames.map(|frame| serde_json::from_str(frame.split_once("\r\n\r\n").unwrap().1).unwrap()).collect()
    }
}

/// Holds a conversation of which all has come before any of it is worked on.
fn held(messages: Vec<Value>) -> (Ended, Vec<Value>) {
    let (sender, receiver) = channel();
    for message in messages {
        let message = serde_json::from_value(message).unwrap();
        sender.send(Ok(Incoming::Message(message))).unwrap();
    }
    drop(sender);
    let said = Said::default();
    let ended = Session::new(receiver, Outlet::new(said.clone()), resolve::Options::default()).run().unwrap();
    (ended, said.messages())
}

fn greeting(folder: &Path) -> Value {
    let params = json!({"processId": null, "rootUri": uri::of(folder), "capabilities": {}});
    json!({"id": 1, "method": "initialize", "params": params})
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("onrecord.toml"), "title = \"x\"\n").unwrap();
    std::fs::create_dir_all(folder.path().join("content/pages")).unwrap();
    std::fs::write(folder.path().join("content/pages/a.md"), "# A\n").unwrap();
    folder
}

#[test]
fn a_burst_of_changes_is_one_look() {
    let folder = site();
    let file = uri::of(&folder.path().join("content/pages/a.md"));
    let open = json!({"uri": file, "languageId": "markdown", "version": 0, "text": "# A\n"});
    let mut messages = vec![
        greeting(folder.path()),
        json!({"method": "initialized", "params": {}}),
        json!({"method": "textDocument/didOpen", "params": {"textDocument": open}}),
    ];
    for version in 1..=50 {
        let text = format!("# A\n\n[x](gone-{version}.md)\n");
        let params =
            json!({"textDocument": {"uri": file, "version": version}, "contentChanges": [{"text": text}]});
        messages.push(json!({"method": "textDocument/didChange", "params": params}));
    }
    let (ended, said) = held(messages);
    assert_eq!(ended, Ended::Abruptly);
    let told: Vec<&Value> =
        said.iter().filter(|it| it["method"] == "textDocument/publishDiagnostics").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["params"]["version"], 50);
    assert!(told[0]["params"]["diagnostics"][0]["message"].as_str().unwrap().contains("gone-50.md"));
}

#[test]
fn what_is_cancelled_is_not_begun() {
    let folder = site();
    let ask = |id: Value| json!({"id": id, "method": "workspace/symbol", "params": {"query": ""}});
    let cancel = |id: Value| json!({"method": "$/cancelRequest", "params": {"id": id}});
    let (ended, said) = held(vec![
        greeting(folder.path()),
        ask(json!(2)),
        ask(json!("three")),
        ask(json!(4)),
        cancel(json!("three")),
        cancel(json!(2)),
        cancel(json!(1000)),
        json!({"id": 5, "method": "shutdown"}),
        json!({"method": "exit"}),
    ]);
    assert_eq!(ended, Ended::Orderly);
    let answers: Vec<_> = said.iter().map(|it| (it["id"].clone(), it["error"]["code"].clone())).collect();
    assert_eq!(
        answers,
        [
            (json!(1), Value::Null),
            (json!(2), json!(-32800)),
            (json!("three"), json!(-32800)),
            (json!(4), Value::Null),
            (json!(5), Value::Null),
        ]
    );
}

#[test]
fn a_mistake_of_ours_is_said_and_survived() {
    let told = guarded(|| -> u8 { panic!("there is no {}", "page") });
    assert_eq!(told, Err("a mistake of the program's: there is no page".to_owned()));
    assert_eq!(guarded(|| 1), Ok(1));
}
