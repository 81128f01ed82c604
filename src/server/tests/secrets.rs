//! No answer shows a secret: at every secret place, at every string of the schema, and wherever only its form tells.

#![expect(clippy::print_stdout, reason = "how much is covered is what is read")]

use super::{Client, URI};
use crate::base::masking::planted::{MARK, documents, secret, written};
use crate::release::newest;
use crate::schema::overlay::{secret_patterns, secret_reference_patterns};
use crate::schema::{Schema, SchemaId, TypeSet};
use crate::server::handlers;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Requests about the whole document, with the members that they need.
const WHOLE: [&str; 10] = [
    "textDocument/diagnostic",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/documentColor",
    "textDocument/documentLink",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "textDocument/codeAction",
];

/// Requests about a place.
const PLACE: [&str; 10] = [
    "textDocument/hover",
    "openclaw/explain",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/linkedEditingRange",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/selectionRange",
];

/// Methods whose answers hold no text, or text that goes back into the document byte for byte.
const WITHOUT_TEXT: [&str; 15] = [
    "openclaw/reloadSchema",
    "workspace/didChangeWorkspaceFolders",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/rangesFormatting",
    "textDocument/onTypeFormatting",
    "textDocument/colorPresentation",
    "$/setTrace",
    "textDocument/semanticTokens/full/delta",
    "openclaw/status",
];

/// Asks about documents and looks through the answers.
struct Spy {
    client: Client,
    answers: BTreeMap<String, usize>,
    places: usize,
}

impl Spy {
    async fn new() -> Self {
        let capabilities = json!({
            "textDocument": {
                "diagnostic": { "relatedInformation": true },
                "publishDiagnostics": { "relatedInformation": true },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "hover": { "contentFormat": ["markdown"] },
                "codeAction": {
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                    "dataSupport": true,
                    "resolveSupport": { "properties": ["edit"] },
                },
                "rename": { "prepareSupport": true },
            },
            "workspace": {
                "symbol": { "resolveSupport": { "properties": ["location.range"] } },
                "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {} },
            },
        });
        Self { client: Client::start(capabilities).await, answers: BTreeMap::new(), places: 0 }
    }

    /// Asks all there is to ask about a document; about single places only where a line is one of `every`. The changes that
    /// are offered for a whole document take the most time: they are looked through where each place is asked about.
    async fn look(&mut self, text: &str, every: usize) {
        self.client.open(URI, text).await;
        let lines: Vec<&str> = text.lines().collect();
        let end = json!({ "line": lines.len() - 1, "character": lines.last().map_or(0, |line| line.len()) });
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": end });
        for method in WHOLE {
            let mut params = json!({ "textDocument": { "uri": URI }, "range": range });
            if method == "textDocument/codeAction" {
                if every > 1 {
                    continue;
                }
                params["context"] = json!({ "diagnostics": [] });
            }
            let answer = self.ask(method, params).await;
            match method {
                "textDocument/codeAction" => self.actions(&answer).await,
                "textDocument/documentLink" => self.resolve("documentLink/resolve", &answer).await,
                _ => {}
            }
        }
        self.explain().await;
        let symbols = self.ask("workspace/symbol", json!({ "query": "" })).await;
        self.resolve("workspaceSymbol/resolve", &symbols).await;
        self.ask("workspace/diagnostic", json!({ "previousResultIds": [] })).await;
        let files = json!([{ "oldUri": "file:///tmp/a.json5", "newUri": "file:///tmp/b.json5" }]);
        self.ask("workspace/willRenameFiles", json!({ "files": files })).await;
        // The report judges and mends the whole document by two releases: of large ones it is asked once.
        if text.len() < 4_000 || !self.answers.contains_key("openclaw/upgrade") {
            self.ask("openclaw/upgrade", json!({ "textDocument": { "uri": URI } })).await;
            let newest = newest().to_string();
            let command = json!({ "command": "openclaw.upgrade", "arguments": [newest] });
            self.ask("workspace/executeCommand", command).await;
            self.client.expect("window/showMessage").await;
        }
        for (number, line) in lines.iter().enumerate() {
            let planted: Vec<usize> = line.match_indices(MARK).map(|(at, _)| at).collect();
            self.places += planted.len();
            let is_parent = line.trim_end().ends_with(['{', '[']);
            if (planted.is_empty() && !is_parent) || number % every != 0 {
                continue;
            }
            let key = line.len() - line.trim_start().len() + 1;
            for column in planted.iter().map(|at| at + 2).chain([key.min(line.len())]) {
                self.place(number, line[..column].encode_utf16().count()).await;
            }
        }
        let closing = json!({ "textDocument": { "uri": URI } });
        self.client.notify("textDocument/didClose", closing).await;
    }

    /// Asks what the whole document comes to, in every form and about everything that has a word of its own.
    async fn explain(&mut self) {
        let forms = ["html", "json", "md"].map(|form| json!({ "format": form }));
        let words = ["start", "access", "route", "tools", "cost"].map(|word| json!({ "section": word }));
        for mut params in forms.into_iter().chain(words) {
            params["textDocument"] = json!({ "uri": URI });
            self.ask("openclaw/explain", params).await;
        }
    }

    async fn place(&mut self, line: usize, character: usize) {
        let position = json!({ "line": line, "character": character });
        for method in PLACE {
            let params = json!({
                "textDocument": { "uri": URI },
                "position": position,
                "positions": [position],
                "newName": "other",
                "context": { "includeDeclaration": true },
            });
            let answer = self.ask(method, params).await;
            if method == "textDocument/completion"
                && let Some(item) = resolvable(&answer)
            {
                self.ask("completionItem/resolve", item.clone()).await;
            }
        }
        let at = json!({ "start": position, "end": position });
        let params = json!({ "textDocument": { "uri": URI }, "range": at, "context": { "diagnostics": [] } });
        let answer = self.ask("textDocument/codeAction", params).await;
        self.actions(&answer).await;
    }

    async fn actions(&mut self, actions: &Value) {
        self.resolve("codeAction/resolve", actions).await;
    }

    /// Asks for the rest of what was answered in part.
    async fn resolve(&mut self, method: &str, parts: &Value) {
        for part in parts.as_array().into_iter().flatten().filter(|part| part.get("data").is_some()) {
            self.ask(method, part.clone()).await;
        }
    }

    /// Asks, and looks through the answer, also one that refuses.
    async fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.client.ask(method, params).await;
        let answer = self.client.response(id).await;
        assert_clean(method, &answer, &answer);
        *self.answers.entry(method.to_owned()).or_default() += 1;
        answer["result"].clone()
    }

    /// How many places were planted and how many answers were looked through.
    async fn finish(mut self) -> (usize, usize) {
        // Some methods have nothing to say about every document: these have all.
        let places = self.places;
        for document in written() {
            self.look(&document, 1).await;
        }
        self.places = places;
        self.client.open(URI, "{ $include: './a.json5' }").await;
        let links = self.ask("textDocument/documentLink", json!({ "textDocument": { "uri": URI } })).await;
        self.resolve("documentLink/resolve", &links).await;
        self.client.open(URI, "{  }").await;
        let position = json!({ "line": 0, "character": 2 });
        let params = json!({ "textDocument": { "uri": URI }, "position": position });
        let keys = self.ask("textDocument/completion", params).await;
        let item = resolvable(&keys).expect("a proposal with more to tell");
        self.ask("completionItem/resolve", item.clone()).await;
        let known: BTreeSet<&str> = self.answers.keys().map(String::as_str).chain(WITHOUT_TEXT).collect();
        let missing: Vec<&str> =
            handlers::table().methods().filter(|method| !known.contains(method)).collect();
        self.client.finish().await;
        assert!(missing.is_empty(), "nobody has asked for {missing:?}");
        let all = self.answers.values().sum();
        println!("{} places, {all} answers of {} methods", self.places, self.answers.len());

        (self.places, all)
    }
}

/// The first proposal of which there is more to tell.
fn resolvable(answer: &Value) -> Option<&Value> {
    let items = answer.get("items").unwrap_or(answer).as_array()?;
    items.iter().find(|item| item.get("data").is_some())
}

/// What goes back into the document: it keeps every byte.
const EDITS: [&str; 3] = ["newText", "insertText", "filterText"];

fn assert_clean(method: &str, value: &Value, answer: &Value) {
    match value {
        Value::String(text) => assert!(!text.contains(MARK), "{method} shows {text:?} in {answer}"),
        Value::Array(items) => items.iter().for_each(|item| assert_clean(method, item, answer)),
        Value::Object(members) => {
            for (key, value) in members.iter().filter(|(key, _)| !EDITS.contains(&key.as_str())) {
                assert!(!key.contains(MARK), "{method} shows {key:?} in {answer}");
                assert_clean(method, value, answer);
            }
        }
        _ => {}
    }
}

fn pretty(document: &Value) -> String {
    serde_json::to_string_pretty(document).unwrap()
}

#[tokio::test]
async fn no_answer_shows_what_stands_at_a_secret_place() {
    let patterns: BTreeSet<&str> = secret_patterns().chain(secret_reference_patterns()).collect();
    let patterns: Vec<String> = patterns.into_iter().map(str::to_owned).collect();
    let mut spy = Spy::new().await;
    // What is offered for a whole document is tried against all of it: several middling ones cost less than one large one.
    let some = |plant: fn(&str) -> Value| patterns.chunks(40).flat_map(move |some| documents(some, plant));
    let plants: [fn(&str) -> Value; 3] =
        [|secret| json!(secret), |secret| json!([secret]), |secret| json!({ "value": secret, "id": 1 })];
    for (index, plant) in plants.into_iter().enumerate() {
        for document in some(plant) {
            // As a text each place is looked at. In another type the answers about the whole document still show every place,
            // and those about one place are a sample: masking asks where a value stands before it asks of what type it is.
            spy.look(&pretty(&document), if index == 0 { 1 } else { 40 }).await;
        }
    }
    let (places, answers) = spy.finish().await;
    assert_eq!((places, answers > 5000), (3 * patterns.len(), true), "{answers}");
}

/// The patterns of all places at which the schema takes a text.
fn texts() -> Vec<String> {
    let schema = Schema::embedded();
    let mut found = BTreeSet::new();
    let mut open: Vec<(SchemaId, String, Vec<SchemaId>)> = vec![(schema.root(), String::new(), Vec::new())];
    while let Some((id, path, above)) = open.pop() {
        if above.contains(&id) || above.len() > 9 {
            continue;
        }
        let above = [&above[..], &[id]].concat();
        for branch in schema.branches(id) {
            let node = schema.node(branch);
            if node.types().allows(TypeSet::STRING) && !path.is_empty() && !node.is_anything() {
                found.insert(path.clone());
            }
            let dotted = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            let named = node.properties().filter(|(key, _)| !key.contains(['.', '$', '/']));
            open.extend(named.map(|(key, child)| (child, dotted(key), above.clone())));
            let other = schema.child(branch, "\u{1}other");
            open.extend(other.ids().iter().map(|child| (*child, dotted("*"), above.clone())));
            let item = schema.item(branch, 0);
            open.extend(item.ids().iter().map(|child| (*child, format!("{path}[]"), above.clone())));
        }
    }
    found.into_iter().collect()
}

#[tokio::test]
async fn no_answer_shows_the_password_of_an_address_at_any_text() {
    let patterns = texts();
    assert!(patterns.len() > 2000, "{}", patterns.len());
    let mut spy = Spy::new().await;
    for some in patterns.chunks(60) {
        for document in
            documents(some, |secret| json!(format!("https://me:{secret}@host.example/x?token={secret}")))
        {
            // The answers about the whole document show every place. Those about one place are a sample, as an address is
            // known by its form wherever it stands.
            spy.look(&pretty(&document), 15).await;
        }
    }
    let (places, _) = spy.finish().await;
    assert_eq!(places, 2 * patterns.len());
}

#[tokio::test]
async fn no_answer_shows_what_its_form_or_a_neighbour_gives_away() {
    let mut spy = Spy::new().await;
    for document in written() {
        spy.look(&document, 1).await;
    }
    // Numbers and credentials of known services, also where nobody expects one.
    let credential = format!("sk-ant-{}", secret(0).repeat(3));
    for place in [
        "gateway.auth.mode",
        "agents.defaults.model",
        "logging.level",
        "agents.entries.*.name",
        "meta.x",
        "nope",
    ] {
        for document in documents(&[place.to_owned()], |_| json!(credential)) {
            spy.look(&pretty(&document), 1).await;
        }
    }
    let keys = format!(
        "{{ agents: {{ entries: {{ '{credential}': {{}} }} }}, '{credential}': 1, channels: {{ '{credential}': 1 }} }}"
    );
    spy.look(&keys, 1).await;
    spy.finish().await;
}
