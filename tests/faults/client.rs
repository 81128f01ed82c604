//! A client that forgives nothing: every message must be valid, expected and taken.

#[path = "../wire/mod.rs"]
mod wire;

use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use wire::read_message;

/// The document that most tests open. Its folder is not there, so that no file of this machine is included by chance.
pub const URI: &str = "file:///nowhere/openclaw.json";

/// How long any single message may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A server with somebody who watches it.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Set while nobody is to read the output.
    unread: Arc<AtomicBool>,
    stderr: Arc<Mutex<String>>,
    next_id: i64,
    pending: HashSet<i64>,
    answers: HashMap<i64, Value>,
    /// Errors that are answers to nobody in particular.
    pub strays: Vec<Value>,
    /// The last findings of each document.
    pub published: BTreeMap<String, Vec<Value>>,
    /// What the server asked, and what it was answered: nothing.
    pub asked: Vec<Value>,
    begun: Instant,
    /// Whether requests of the server are answered.
    pub answers_requests: bool,
}

/// How the server is started.
#[derive(Default)]
pub struct Start<'s> {
    pub path: Option<&'s Path>,
    pub folder: Option<&'s Path>,
    pub arguments: &'s [&'s str],
    /// Stands between: `strace` and the like.
    pub around: &'s [&'s str],
}

impl Client {
    pub fn spawn(start: &Start<'_>) -> Self {
        let program = env!("CARGO_BIN_EXE_openclaw-lsp");
        let mut words = start.around.iter().copied().chain([program]).chain(start.arguments.iter().copied());
        let mut command = Command::new(words.next().unwrap());
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if let Some(path) = start.path {
            command
                .env("PATH", format!("{}:/usr/bin:/bin", path.display()))
                .env("XDG_CACHE_HOME", path.join("cache"));
        }
        if let Some(folder) = start.folder {
            command.current_dir(folder);
        }
        let mut child = command.spawn().unwrap();
        let stderr = Arc::new(Mutex::new(String::new()));
        let (kept, mut theirs) = (Arc::clone(&stderr), BufReader::new(child.stderr.take().unwrap()));
        std::thread::spawn(move || {
            let mut line = String::new();
            while theirs.read_line(&mut line).is_ok_and(|count| count > 0) {
                kept.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        let unread = Arc::default();
        let messages = read_messages(child.stdout.take().unwrap(), Arc::clone(&unread));
        Self {
            input: child.stdin.take(),
            child,
            messages,
            unread,
            stderr,
            next_id: 0,
            pending: HashSet::new(),
            answers: HashMap::new(),
            strays: Vec::new(),
            published: BTreeMap::new(),
            asked: Vec::new(),
            begun: Instant::now(),
            answers_requests: true,
        }
    }

    /// A client with capabilities that judges by the embedded schema.
    pub fn start(capabilities: Value) -> Self {
        let mut client = Self::spawn(&Start::default());
        let options = json!({ "schema": { "source": "embedded" } });
        client.initialize(json!({ "capabilities": capabilities, "initializationOptions": options }));
        client
    }

    /// One that is told findings.
    pub fn bare() -> Self {
        Self::start(json!({}))
    }

    /// One that asks for findings.
    pub fn pulls() -> Self {
        Self::start(json!({ "textDocument": { "diagnostic": {} } }))
    }

    pub fn initialize(&mut self, params: Value) -> Value {
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer
    }

    /// Whether anybody reads the output; the message that is awaited now still is.
    pub fn read(&self, reads: bool) {
        self.unread.store(!reads, Ordering::Relaxed);
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes as they are; false if nobody takes them any more.
    pub fn raw(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.input.as_mut().is_some_and(|input| input.write_all(bytes.as_ref()).is_ok())
    }

    /// Sends a body with its header.
    pub fn body(&mut self, body: impl AsRef<[u8]>) {
        let body = body.as_ref();
        self.raw(format!("Content-Length: {}\r\n\r\n", body.len()));
        self.raw(body);
    }

    fn send(&mut self, message: &Value) {
        self.body(message.to_string());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.pending.insert(self.next_id);
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        self.next_id
    }

    /// Notes that an answer with this id will come to something that was sent raw.
    pub fn awaits(&mut self, id: i64) {
        self.pending.insert(id);
    }

    /// The answer to a request, whatever it is.
    pub fn answer(&mut self, id: i64) -> Value {
        while !self.answers.contains_key(&id) {
            self.receive(PATIENCE);
        }
        self.answers.remove(&id).unwrap()
    }

    /// The result of a request that must succeed.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The error code of a request that must fail.
    pub fn refused(&mut self, method: &str, params: Value) -> i64 {
        let id = self.ask(method, params);
        self.answer(id)["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} was answered"))
    }

    /// The next error that is an answer to nobody in particular.
    pub fn stray(&mut self) -> Value {
        while self.strays.is_empty() {
            self.receive(PATIENCE);
        }
        self.strays.remove(0)
    }

    /// Waits until something that was received makes a condition true.
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            assert!(begun.elapsed() < PATIENCE, "{what} did not come; {}", self.stderr());
            self.receive_if_any(Duration::from_millis(200));
        }
    }

    /// Takes what comes within a time.
    pub fn listen(&mut self, time: Duration) {
        let begun = Instant::now();
        while let Some(left) = time.checked_sub(begun.elapsed()) {
            if !self.receive_if_any(left) {
                return;
            }
        }
    }

    fn receive(&mut self, patience: Duration) {
        assert!(self.receive_if_any(patience), "no message came; standard error: {}", self.stderr());
    }

    fn receive_if_any(&mut self, patience: Duration) -> bool {
        let message = match self.messages.recv_timeout(patience) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => panic!("the server is gone: {}", self.stderr()),
        };
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        match (message["method"].as_str(), message.get("id")) {
            (Some("textDocument/publishDiagnostics"), None) => {
                let uri = message["params"]["uri"].as_str().unwrap().to_owned();
                self.published.insert(uri, message["params"]["diagnostics"].as_array().unwrap().clone());
            }
            (Some(_), None) => {}
            (Some(_), Some(id)) => {
                if self.answers_requests {
                    self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
                }
                self.asked.push(message);
            }
            (None, Some(id)) => self.take_answer(id.as_i64(), message),
            (None, None) => panic!("neither request nor answer: {message}"),
        }
        true
    }

    fn take_answer(&mut self, id: Option<i64>, message: Value) {
        assert!(message.get("result").is_some() != message.get("error").is_some(), "{message}");
        match id {
            Some(id) => {
                assert!(self.pending.remove(&id), "an answer to nobody: {message}");
                self.answers.insert(id, message);
            }
            None => self.strays.push(message),
        }
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "openclaw", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, uri: &str, version: usize, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// The findings that a document is told to have, by their codes.
    pub fn codes(&self, uri: &str) -> Option<Vec<String>> {
        let found = self.published.get(uri)?;
        Some(found.iter().map(|one| one["code"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// The server answers.
    pub fn lives(&mut self) {
        self.request("openclaw/status", Value::Null);
    }

    pub fn stderr(&self) -> String {
        self.stderr.lock().unwrap().clone()
    }

    /// The most memory that the server has had, and what it has now, in MB.
    pub fn memory(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let kilobytes = line.and_then(|line| line.split_ascii_whitespace().nth(1)?.parse::<u64>().ok());
            kilobytes.unwrap_or_default() / 1024
        };
        (field("VmHWM:"), field("VmRSS:"))
    }

    /// Closes the input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    pub fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // The thread that reads standard error may be a little behind.
                std::thread::sleep(Duration::from_millis(100));
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the server ends");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// `shutdown`, `exit`, nothing left over, and the figures of the family.
    pub fn finish(mut self, family: &str) {
        let (most, now) = self.memory();
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        let status = self.ended();
        assert_eq!(status.code(), Some(0), "{}", self.stderr());
        assert!(self.pending.is_empty(), "lost answers: {:?}", self.pending);
        assert!(self.answers.is_empty(), "answers nobody took: {:?}", self.answers);
        let took = self.begun.elapsed().as_millis();
        println!("{family}: survived, 0 lost, {took} ms, {most} MB at most, {now} MB at the end");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // One that has already ended needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The messages of a server, read in a thread so that a silent server is noticed.
fn read_messages(output: ChildStdout, held: Arc<AtomicBool>) -> Receiver<Value> {
    let (sender, receiver) = mpsc::channel();
    let mut output = BufReader::new(output);
    std::thread::spawn(move || {
        while let Some(message) = read_message(&mut output) {
            if sender.send(message).is_err() {
                return;
            }
            while held.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    });
    receiver
}

/// A place as the protocol writes it.
pub fn at(uri: &str, line: usize, character: usize) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// A document as the protocol names it.
pub fn document(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// A file as the protocol names it.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
