//! Family 3: order and bursts. No edit is lost, whatever columns are counted in.

use crate::client::{Client, URI, document};
use crate::editor::{Dice, Editor, range};
use serde_json::{Value, json};

/// How many edits each encoding gets, in bursts.
const EDITS: usize = 3_000;

#[test]
fn no_edit_is_lost_in_a_burst() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        burst(encoding);
    }
}

fn burst(encoding: &'static str) {
    let mut dice = Dice(0x9e37_79b9);
    let mut client = Client::start(json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "diagnostic": {}, "semanticTokens": {}, "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } },
    }));
    let first = "{\n  agents: { entries: { 'é😀': { name: 'ü' } } },\n  gateway: { port: 1 },\n}\n";
    let mut editor = Editor::new(first, encoding);
    client.open(URI, first);
    let pieces = [
        "a",
        "😀",
        "é",
        "\n",
        "{",
        "}",
        "[",
        "]",
        "'",
        "\"",
        ",",
        ":",
        "// x\n",
        "port: 7,",
        "  ",
        "'ü': {},\n",
        "",
    ];
    let mut asked = Vec::new();
    for version in 2..EDITS + 2 {
        let (one, other) = (editor.place(&mut dice), editor.place(&mut dice));
        // Mostly typing, sometimes a cut.
        let (start, end) =
            if dice.roll().is_multiple_of(20) { (one.min(other), one.max(other)) } else { (one, one) };
        let new = dice.of(&pieces);
        client.change(URI, version, json!([{ "range": range(start, end), "text": new }]));
        editor.replace(start, end, new);
        if version % 100 == 0 {
            asked.push(client.ask("textDocument/documentSymbol", document(URI)));
        }
    }
    for id in asked {
        let answer = client.answer(id);
        let is_fine = answer.get("result").is_some() || answer["error"]["code"] == -32801;
        assert!(is_fine, "{answer}");
    }
    // The server has the same text as the editor if it says the same of both.
    let fresh = "file:///nowhere/fresh/openclaw.json";
    client.open(fresh, &editor.text());
    for method in
        ["textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/foldingRange"]
    {
        let [mut edited, mut whole] = [URI, fresh].map(|uri| client.request(method, document(uri)));
        for answer in [&mut edited, &mut whole] {
            if let Some(answer) = answer.as_object_mut() {
                answer.remove("resultId");
            }
        }
        assert_eq!(edited, whole, "{method} in {encoding}");
    }
    let items =
        |client: &mut Client, uri| client.request("textDocument/diagnostic", document(uri))["items"].clone();
    let (edited, whole): (Value, Value) = (items(&mut client, URI), items(&mut client, fresh));
    assert_eq!(edited.to_string(), whole.to_string().replace(fresh, URI));
    client.finish(&format!("3 order: {EDITS} edits in {encoding}"));
}
