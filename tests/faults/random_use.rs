//! Random use, as three editors would: edits, questions and restarts of the server. No answer is lost, no position lies outside
//! the text, and what is found after all edits is what is found in a fresh document.
//!
//! `OPENCLAW_USE_SECONDS` says how long each client goes on; without it a few sessions are held.

use crate::client::{Client, URI, document};
use crate::editor::{Dice, Editor, position, range};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How many steps a session has before its server is replaced.
const STEPS: usize = 120;

/// How many sessions a client has, unless it is told how long to go on.
const SESSIONS: usize = 3;

const TEXT: &str = include_str!("../../examples/openclaw.json");

/// What is typed.
const PIECES: [&str; 22] = [
    "a",
    "é",
    "😀",
    "\n",
    " ",
    "{",
    "}",
    "[",
    "]",
    "'",
    "\"",
    ",",
    ":",
    "// note\n",
    "/* ",
    "cacheRetention: 'long'",
    "port: 7,",
    "model: 'anthropic/claude-opus-5',",
    "${TOKEN}",
    "$include: './a.json5'",
    "agents: { list: [{ id: 'x' }] },",
    "\t",
];

/// What is asked about a whole document.
const OF_DOCUMENT: [&str; 7] = [
    "textDocument/documentSymbol",
    "textDocument/semanticTokens/full",
    "textDocument/foldingRange",
    "textDocument/documentLink",
    "textDocument/codeLens",
    "textDocument/diagnostic",
    "textDocument/formatting",
];

/// What is asked about a place.
const OF_PLACE: [&str; 7] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/linkedEditingRange",
];

/// What is asked about a range.
const OF_RANGE: [&str; 3] =
    ["textDocument/codeAction", "textDocument/inlayHint", "textDocument/rangeFormatting"];

fn capabilities(encoding: &str, all: bool) -> Value {
    let own = json!({
        "diagnostic": {}, "semanticTokens": {}, "inlayHint": {}, "codeLens": {}, "linkedEditingRange": {},
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        "completion": { "completionItem": { "snippetSupport": true, "insertReplaceSupport": true } },
        "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix"] } } },
    });
    let few = json!({ "diagnostic": {} });
    json!({ "general": { "positionEncodings": [encoding] }, "textDocument": if all { own } else { few } })
}

#[test]
fn visual_studio_code() {
    used("VS Code", "utf-16", true);
}

#[test]
fn neovim() {
    used("Neovim", "utf-8", true);
}

#[test]
fn a_client_of_few_words() {
    used("a client of few words", "utf-32", false);
}

/// Somebody who edits a document and asks about it.
struct User {
    client: Client,
    editor: Editor,
    version: usize,
    dice: Dice,
    /// What is asked and not answered yet.
    asked: Vec<(i64, &'static str)>,
    answers: usize,
}

fn used(name: &str, encoding: &'static str, all: bool) {
    let seconds = std::env::var("OPENCLAW_USE_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let (begun, mut sessions, mut answers) = (Instant::now(), 0, 0);
    let mut dice = Dice(encoding.len() as u64 * 0x9e37_79b9 + u64::from(all));
    let mut text = TEXT.to_owned();
    while seconds.map_or(sessions < SESSIONS, |most| begun.elapsed() < Duration::from_secs(most)) {
        let client = Client::start(capabilities(encoding, all));
        let editor = Editor::new(&text, encoding);
        let mut user = User { client, editor, version: 1, dice, asked: Vec::new(), answers: 0 };
        user.client.open(URI, &text);
        (0..STEPS).for_each(|_| user.step());
        user.compare();
        sessions += 1;
        answers += user.answers;
        dice = user.dice;
        // Of a text of nothing but faults little is said: every other session begins with a good one.
        text = if sessions % 2 == 0 { TEXT.to_owned() } else { user.editor.text() };
        // Every third server is killed.
        if sessions % 3 > 0 {
            user.client.finish(&format!("random use: {name}, server {sessions}"));
        }
    }
    println!("random use: {name}: {sessions} servers, {answers} answers, 0 lost");
}

impl User {
    fn step(&mut self) {
        match self.dice.roll() % 10 {
            0..6 => self.edit(),
            6..8 => {
                let asked = self.ask();
                self.asked.push(asked);
            }
            // Nothing comes between the question and the answer, so its places are those of this text.
            _ => {
                let (id, method) = self.ask();
                let answer = self.client.answer(id);
                // What cannot be renamed is said with a reason.
                let is_refused = method == "textDocument/prepareRename" && answer["error"]["code"] == -32803;
                assert!(is_refused || answer.get("result").is_some(), "{method}: {answer}");
                self.has_places(method, &answer["result"]);
                self.answers += 1;
            }
        }
    }

    /// Mostly typing, sometimes a cut.
    fn edit(&mut self) {
        let (one, other) = (self.editor.place(&mut self.dice), self.editor.place(&mut self.dice));
        let is_cut = self.dice.roll().is_multiple_of(12) && one.0.abs_diff(other.0) < 4;
        let (start, end) = if is_cut { (one.min(other), one.max(other)) } else { (one, one) };
        let new = self.dice.of(&PIECES);
        self.version += 1;
        self.client.change(URI, self.version, json!([{ "range": range(start, end), "text": new }]));
        self.editor.replace(start, end, new);
    }

    fn ask(&mut self) -> (i64, &'static str) {
        let (one, other) = (self.editor.place(&mut self.dice), self.editor.place(&mut self.dice));
        let mut params = document(URI);
        let method = match self.dice.roll() % 3 {
            0 => self.dice.of(&OF_DOCUMENT),
            1 => {
                params["position"] = position(one);
                self.dice.of(&OF_PLACE)
            }
            _ => {
                params["range"] = range(one.min(other), one.max(other));
                self.dice.of(&OF_RANGE)
            }
        };
        params["context"] = json!({ "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 });
        params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
        (self.client.ask(method, params), method)
    }

    /// Every place in an answer lies between two characters of the text.
    fn has_places(&self, method: &str, answer: &Value) {
        match answer {
            Value::Array(all) => all.iter().for_each(|one| self.has_places(method, one)),
            Value::Object(members) => match (&answer["line"], &answer["character"]) {
                (Value::Number(line), Value::Number(character)) => {
                    let place = (line.as_u64().unwrap() as usize, character.as_u64().unwrap() as usize);
                    assert!(self.editor.has(place), "{method}: {place:?} in {:?}", self.editor.text());
                }
                _ => members.values().for_each(|one| self.has_places(method, one)),
            },
            _ => {}
        }
    }

    /// All is answered, and what is found after the edits is what is found in a fresh document.
    fn compare(&mut self) {
        for (id, method) in std::mem::take(&mut self.asked) {
            let answer = self.client.answer(id);
            // Of a text that has changed meanwhile nothing need be said, nor of what cannot be renamed.
            let is_over = [-32801, -32802, -32803].map(Value::from).contains(&answer["error"]["code"]);
            let is_fine = answer.get("result").is_some() || is_over;
            assert!(is_fine, "{method}: {answer}");
            self.answers += 1;
        }
        let fresh = "file:///nowhere/fresh/openclaw.json";
        let text = self.editor.text();
        self.client.open(fresh, &text);
        for method in ["textDocument/diagnostic", "textDocument/documentSymbol", "textDocument/foldingRange"]
        {
            let [edited, whole] = [URI, fresh].map(|uri| {
                let mut answer = self.client.request(method, document(uri));
                answer.as_object_mut().map(|members| members.remove("resultId"));
                answer.to_string().replace(fresh, URI)
            });
            assert_eq!(edited, whole, "{method} of {text:?}");
            self.answers += 2;
        }
        self.client.close(fresh);
    }
}
