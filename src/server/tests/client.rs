//! A client that forgives nothing: every message must be valid, expected and taken, and every range must lie in the text.

use crate::host::dotenv::DotEnv;
use crate::server::log::LogLevel;
use crate::server::table::Table;
use crate::server::{Ended, Streams, handlers, session};
use crate::text::{Encoding, Position, Text};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream};
use tokio::task::JoinHandle;

/// The document that most tests open.
pub(super) const URI: &str = "file:///tmp/openclaw.json";

/// How long any single message may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Messages that a server may send of its own accord.
const KNOWN: [&str; 13] = [
    "textDocument/publishDiagnostics",
    "client/registerCapability",
    "client/unregisterCapability",
    "workspace/configuration",
    "workspace/diagnostic/refresh",
    "workspace/inlayHint/refresh",
    "workspace/codeLens/refresh",
    "workspace/semanticTokens/refresh",
    "window/logMessage",
    "window/showDocument",
    "window/workDoneProgress/create",
    "$/logTrace",
    "window/showMessage",
];

pub(super) struct Client {
    input: Option<DuplexStream>,
    output: BufReader<DuplexStream>,
    server: JoinHandle<Ended>,
    next_id: i64,
    pending: HashSet<i64>,
    responses: HashMap<i64, Value>,
    incoming: VecDeque<Value>,
    texts: HashMap<String, Text>,
    encoding: Encoding,
    /// Requests of the server are answered as an editor does that has nothing to say, and what it tells is let go.
    obliging: bool,
    /// The lines that the server wrote into this client's log.
    log: Vec<Value>,
    /// The answer to `initialize`.
    pub(super) initialized: Value,
}

impl Client {
    /// A client of the real server, before `initialize`.
    pub(super) fn raw() -> Self {
        Self::with(handlers::table(), DotEnv::default())
    }

    /// A client of a server with other methods, or with files that set variables.
    pub(super) fn with(table: Table, dotenv: DotEnv) -> Self {
        let (input, server_input) = tokio::io::duplex(1 << 16);
        let (output, server_output) = tokio::io::duplex(1 << 16);
        let streams = Streams {
            input: server_input,
            output: server_output,
            direct: None,
            closed: std::future::pending(),
        };
        let server = tokio::spawn(session(streams, LogLevel::default(), table, dotenv));
        Self {
            input: Some(input),
            output: BufReader::new(output),
            server,
            next_id: 0,
            pending: HashSet::new(),
            responses: HashMap::new(),
            incoming: VecDeque::new(),
            texts: HashMap::new(),
            encoding: Encoding::Utf16,
            obliging: false,
            log: Vec::new(),
            initialized: Value::Null,
        }
    }

    /// The same client, which answers what the server asks by itself.
    pub(super) fn obliging(mut self) -> Self {
        self.obliging = true;
        self
    }

    /// A client with capabilities that has said `initialized`.
    pub(super) async fn start(capabilities: Value) -> Self {
        let mut client = Self::raw();
        client.initialize(json!({ "capabilities": capabilities })).await;
        client
    }

    pub(super) async fn initialize(&mut self, params: Value) {
        self.initialized = self.request("initialize", params).await;
        self.encoding = match self.initialized["capabilities"]["positionEncoding"].as_str() {
            Some("utf-8") => Encoding::Utf8,
            Some("utf-32") => Encoding::Utf32,
            _ => Encoding::Utf16,
        };
        self.notify("initialized", json!({})).await;
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let input = self.input.as_mut().expect("the input is open");
        tokio::time::timeout(PATIENCE, input.write_all(framed.as_bytes()))
            .await
            .expect("the server reads")
            .unwrap();
    }

    pub(super) async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    /// Sends a request and returns its id.
    pub(super) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.pending.insert(self.next_id);
        self.send(json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params })).await;
        self.next_id
    }

    /// The response to a request, whatever it is.
    pub(super) async fn response(&mut self, id: i64) -> Value {
        while !self.responses.contains_key(&id) {
            assert!(self.receive().await, "the server is gone");
        }
        self.responses.remove(&id).unwrap()
    }

    /// The result of a request that must succeed.
    pub(super) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let response = self.response(id).await;
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].clone()
    }

    /// The error code of a request that must fail.
    pub(super) async fn refused(&mut self, method: &str, params: Value) -> i64 {
        let id = self.ask(method, params).await;
        let response = self.response(id).await;
        response["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} was answered: {response}"))
    }

    /// The next message that the server sends of its own accord, which must be of this method.
    pub(super) async fn expect(&mut self, method: &str) -> Value {
        while self.incoming.is_empty() {
            assert!(self.receive().await, "the server is gone");
        }
        let message = self.incoming.pop_front().unwrap();
        assert_eq!(message["method"], method, "{message}");
        message
    }

    /// The first lines that the server wrote into this client's log, once there are so many.
    pub(super) async fn logged(&mut self, count: usize) -> Vec<Value> {
        while self.log.len() < count {
            assert!(self.receive().await, "the server is gone");
        }
        self.log.clone()
    }

    /// Takes a request of the server and answers it.
    pub(super) async fn answer(&mut self, method: &str, result: Value) -> Value {
        let request = self.expect(method).await;
        self.send(json!({ "jsonrpc": "2.0", "id": request["id"], "result": result })).await;
        request["params"].clone()
    }

    pub(super) async fn open(&mut self, uri: &str, text: &str) {
        self.texts.insert(uri.to_owned(), Text::new(text));
        let document = json!({ "uri": uri, "languageId": "openclaw", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
    }

    /// Closes a document.
    pub(super) async fn close(&mut self, uri: &str) {
        self.texts.remove(uri);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } })).await;
    }

    /// Replaces the whole text of any document.
    pub(super) async fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.texts.insert(uri.to_owned(), Text::new(text));
        let document = json!({ "uri": uri, "version": version });
        let changes = json!([{ "text": text }]);
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
            .await;
    }

    /// Replaces a range, given as `(line, character)` pairs, or the whole text.
    pub(super) async fn change(&mut self, version: i32, range: Option<[(u32, u32); 2]>, text: &str) {
        let before = self.texts[URI].clone();
        let after = match range {
            Some([start, end]) => edited(&before, start.min(end), start.max(end), text, self.encoding),
            None => text.to_owned(),
        };
        self.texts.insert(URI.to_owned(), Text::new(&after));
        let place = |(line, character)| json!({ "line": line, "character": character });
        let mut change = json!({ "text": text });
        if let Some([start, end]) = range {
            change["range"] = json!({ "start": place(start), "end": place(end) });
        }
        let document = json!({ "uri": URI, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        )
        .await;
    }

    /// The place right before a text of the open document, in the columns that were agreed on.
    pub(super) fn find(&self, needle: &str) -> Value {
        let text = &self.texts[URI];
        let at = text.to_string().find(needle).unwrap_or_else(|| panic!("{needle} stands in the document"));
        let Position { line, character } = text.position(at, self.encoding);
        json!({ "line": line, "character": character })
    }

    /// The text as this side has it.
    pub(super) fn text(&self) -> String {
        self.texts[URI].to_string()
    }

    /// `shutdown`, `exit`, and nothing left over.
    pub(super) async fn finish(mut self) {
        assert_eq!(self.request("shutdown", Value::Null).await, Value::Null);
        self.notify("exit", Value::Null).await;
        assert!(self.ended().await, "a clean end");
    }

    /// Closes the input.
    pub(super) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the server to end and checks that every message was taken. True for a clean end.
    pub(super) async fn ended(mut self) -> bool {
        while self.receive().await {}
        assert!(self.incoming.is_empty(), "messages nobody expected: {:?}", self.incoming);
        assert!(self.responses.is_empty(), "responses nobody took: {:?}", self.responses);
        tokio::time::timeout(PATIENCE, self.server).await.expect("the server ends").unwrap().is_clean()
    }

    /// Reads one message; false at the end of the output.
    async fn receive(&mut self) -> bool {
        let message =
            tokio::time::timeout(PATIENCE, read(&mut self.output)).await.expect("a message in time");
        let Some(message) = message else { return false };
        self.check(&message);
        match (message.get("method"), message.get("id").and_then(Value::as_i64)) {
            (Some(method), _) if method == "window/logMessage" => self.log.push(message["params"].clone()),
            (Some(method), id) if self.obliging => {
                if id.is_some() {
                    let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                    let asks_settings = method == "workspace/configuration";
                    let result = if asks_settings { json!(vec![Value::Null; items]) } else { Value::Null };
                    self.send(json!({ "jsonrpc": "2.0", "id": id, "result": result })).await;
                }
            }
            (Some(_), _) => self.incoming.push_back(message),
            (None, Some(id)) => {
                assert!(self.responses.insert(id, message).is_none(), "two responses to {id}");
            }
            (None, None) => panic!("neither request nor response: {message}"),
        }
        true
    }

    fn check(&mut self, message: &Value) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        if let Some(method) = message.get("method") {
            assert!(KNOWN.contains(&method.as_str().unwrap()), "an unknown message: {message}");
            return self.check_ranges(&message["params"], message["params"]["uri"].as_str().unwrap_or(URI));
        }
        let id = message["id"].as_i64().unwrap_or_else(|| panic!("a response to nobody: {message}"));
        assert!(self.pending.remove(&id), "a response without a request: {message}");
        assert!(message.get("result").is_some() != message.get("error").is_some(), "{message}");
        self.check_ranges(&message["result"], URI);
    }

    /// Every range must lie in the current text, unless the document is closed.
    fn check_ranges(&self, value: &Value, uri: &str) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.check_ranges(item, uri)),
            Value::Object(members) => {
                if let (Some(start), Some(end)) = (members.get("start"), members.get("end")) {
                    assert!(
                        self.place(start, uri) <= self.place(end, uri),
                        "a range the wrong way round: {value}"
                    );
                }
                members.values().for_each(|member| self.check_ranges(member, uri));
            }
            _ => {}
        }
    }

    fn place(&self, position: &Value, uri: &str) -> Position {
        let number = |name: &str| position[name].as_u64().unwrap() as u32;
        let position = Position { line: number("line"), character: number("character") };
        if let Some(text) = self.texts.get(uri) {
            let back = text.position(text.offset(position, self.encoding), self.encoding);
            assert_eq!(back, position, "a place outside the text");
        }
        position
    }
}

/// A text with a range replaced as an editor does it that keeps its text in the units that it counts: half a character
/// that is left over is none.
fn edited(text: &Text, start: (u32, u32), end: (u32, u32), new: &str, encoding: Encoding) -> String {
    let at = |(line, character)| text.offset(Position { line, character }, encoding);
    let (whole, from, to) = (text.to_string(), at(start), at(end));
    if encoding != Encoding::Utf16 {
        return format!("{}{new}{}", &whole[..from], &whole[to..]);
    }
    let units: Vec<u16> = whole.encode_utf16().collect();
    // The place itself may lie one unit into a pair.
    let unit = |(line, character), at: usize| {
        let Position { line: found_line, character: found } = text.position(at, encoding);
        let before = whole[..at].encode_utf16().count();
        let is_inside = found_line == line
            && found + 1 == character
            && whole[at..].starts_with(|c: char| c.len_utf16() == 2);
        before + usize::from(is_inside)
    };
    let (from, to) = (unit(start, from), unit(end, to));
    let half = |units: &[u16]| String::from_utf16_lossy(units);
    format!("{}{new}{}", half(&units[..from]), half(&units[to..]))
}

async fn read(output: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).await.unwrap() == 0 {
            assert!(length.is_none(), "the output ends inside a message");
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                let value =
                    header.strip_prefix("Content-Length: ").unwrap_or_else(|| panic!("header {header:?}"));
                length = Some(value.parse::<usize>().unwrap());
            }
        }
    }
    let mut body = vec![0; length.expect("a length")];
    output.read_exact(&mut body).await.unwrap();
    Some(serde_json::from_slice(&body).expect("JSON"))
}
