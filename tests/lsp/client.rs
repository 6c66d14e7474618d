//! A scripted client.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// Longer than anything takes: a client that waits in vain fails and does not hang.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    last_id: i64,
    /// The newest diagnostics of each file, by its URI.
    told: BTreeMap<String, Vec<Value>>,
    /// Everything that was told without being asked, by method.
    pub notes: Vec<Value>,
    /// What the server has asked to be registered.
    pub registered: Vec<Value>,
}

/// What an editor of today can.
pub fn modern() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1]}},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
    })
}

impl Client {
    /// A server that nobody has greeted.
    pub fn stranger() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = child.stdout.take().unwrap();
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        let (told, notes, registered) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { child, input, messages, last_id: 0, told, notes, registered }
    }

    /// A client at work in a folder.
    pub fn greeting(folder: &Path, capabilities: Value) -> Self {
        let mut client = Self::stranger();
        let params = json!({"processId": null, "rootUri": uri(folder), "capabilities": capabilities});
        client.request("initialize", params).unwrap();
        client.notify("initialized", json!({}));
        client
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, and waits for the answer: the result, or the error.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            let message = self.next();
            if message.get("method").is_none() && message["id"] == json!(id) {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    pub fn send(&mut self, message: &Value) {
        self.send_raw(&message.to_string());
    }

    pub fn send_raw(&mut self, body: &str) {
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    /// The next message. Notes are kept, and what the server asks is granted.
    pub fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).expect("the server says nothing");
        match message["method"].as_str() {
            Some("client/registerCapability") => {
                self.registered
                    .extend(message["params"]["registrations"].as_array().unwrap().iter().cloned());
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            }
            Some("textDocument/publishDiagnostics") => {
                let params = &message["params"];
                let uri = params["uri"].as_str().unwrap().to_owned();
                self.told.insert(uri, params["diagnostics"].as_array().unwrap().clone());
                self.notes.push(message.clone());
            }
            Some(_) => self.notes.push(message.clone()),
            None => {}
        }
        message
    }

    /// Waits until the diagnostics of a file are as they should be.
    pub fn until(&mut self, file: &Path, holds: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = uri(file);
        loop {
            if let Some(told) = self.told.get(&uri).filter(|told| holds(told)) {
                return told.clone();
            }
            self.next();
        }
    }

    /// Waits until a file has a diagnostic of this code.
    pub fn until_told(&mut self, file: &Path, code: &str) -> Value {
        let told = self.until(file, |told| told.iter().any(|it| it["code"] == code));
        told.into_iter().find(|it| it["code"] == code).unwrap()
    }

    /// The diagnostics of a file that have been told so far.
    pub fn told(&self, file: &Path) -> &[Value] {
        self.told.get(&uri(file)).map_or(&[], Vec::as_slice)
    }

    pub fn open(&mut self, file: &Path) {
        let text = std::fs::read_to_string(file).unwrap();
        self.open_as(file, &text);
    }

    pub fn open_as(&mut self, file: &Path, text: &str) {
        let document = json!({"uri": uri(file), "languageId": "any", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// The whole text of an open document is another.
    pub fn type_all(&mut self, file: &Path, version: i64, text: &str) {
        self.type_in(file, version, json!([{"text": text}]));
    }

    pub fn type_in(&mut self, file: &Path, version: i64, changes: Value) {
        let document = json!({"uri": uri(file), "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Asks at the first `words` of an open file, some bytes into them.
    pub fn at(
        &mut self,
        method: &str,
        file: &Path,
        text: &str,
        words: &str,
        into: usize,
    ) -> Result<Value, Value> {
        self.request(method, at(file, text, words, into))
    }

    /// Says goodbye, and sees the server leave.
    pub fn bye(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.child.wait().unwrap()
    }

    /// Goes without a word.
    pub fn vanish(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Gone already, where the test got to its end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The parameters of a question at the first `words` of a text, some bytes into them; in UTF-8.
pub fn at(file: &Path, text: &str, words: &str, into: usize) -> Value {
    let place = text.find(words).unwrap_or_else(|| panic!("no {words:?}")) + into;
    json!({"textDocument": {"uri": uri(file)}, "position": position(text, place)})
}

/// A position in UTF-8.
pub fn position(text: &str, place: usize) -> Value {
    let line = text[..place].matches('\n').count();
    let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
    json!({"line": line, "character": place - start})
}

/// The byte at a position in UTF-8.
pub fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    start + position["character"].as_u64().unwrap() as usize
}

/// What stands in a range of a text, in UTF-8.
pub fn words<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

pub fn uri(path: &Path) -> String {
    let kept = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    let encode = |byte: u8| if kept(&byte) { (byte as char).to_string() } else { format!("%{byte:02X}") };
    format!("file://{}", path.to_str().unwrap().bytes().map(encode).collect::<String>())
}

pub fn path(uri: &str) -> PathBuf {
    let path = uri.strip_prefix("file://").unwrap();
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
    PathBuf::from(decoded.into_owned())
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            head => length = head.strip_prefix("Content-Length: ").unwrap().parse().unwrap(),
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
