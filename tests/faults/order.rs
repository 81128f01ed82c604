//! Family 3: order and bursts. No edit is lost, whatever columns are counted in.

use crate::client::{Client, URI, document};
use serde_json::{Value, json};

/// How many edits each encoding gets, in bursts.
const EDITS: usize = 3_000;

/// What the editor has: its text in the units that it counts columns in.
struct Editor {
    lines: Vec<Vec<Unit>>,
    encoding: &'static str,
}

/// A character, or the half of one, in as many copies as it has units.
type Unit = (char, u8);

impl Editor {
    fn units(&self, text: &str) -> Vec<Unit> {
        let width = |c: char| match self.encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        };
        text.chars().flat_map(|c| (0..width(c)).map(move |part| (c, part as u8))).collect()
    }

    fn text(&self) -> String {
        let line =
            |line: &Vec<Unit>| line.iter().filter(|unit| unit.1 == 0).map(|unit| unit.0).collect::<String>();
        self.lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// A place between two characters.
    fn place(&self, random: &mut impl FnMut() -> usize) -> (usize, usize) {
        let line = random() % self.lines.len();
        let mut column = random() % (self.lines[line].len() + 1);
        while self.lines[line].get(column).is_some_and(|unit| unit.1 > 0) {
            column += 1;
        }
        (line, column)
    }

    fn replace(&mut self, start: (usize, usize), end: (usize, usize), new: &str) {
        let tail = self.lines[end.0][end.1..].to_vec();
        let mut lines: Vec<Vec<Unit>> = new.split('\n').map(|line| self.units(line)).collect();
        let head = self.lines[start.0][..start.1].to_vec();
        lines[0].splice(0..0, head);
        lines.last_mut().unwrap().extend(tail);
        self.lines.splice(start.0..=end.0, lines);
    }
}

#[test]
fn no_edit_is_lost_in_a_burst() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        burst(encoding);
    }
}

fn burst(encoding: &'static str) {
    let mut seed = 0x9e37_79b9_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let mut client = Client::start(json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "diagnostic": {}, "semanticTokens": {}, "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } },
    }));
    let first = "{\n  agents: { entries: { 'é😀': { name: 'ü' } } },\n  gateway: { port: 1 },\n}\n";
    let mut editor = Editor { lines: Vec::new(), encoding };
    editor.lines = first.split('\n').map(|line| editor.units(line)).collect();
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
        let (one, other) = (editor.place(&mut random), editor.place(&mut random));
        // Mostly typing, sometimes a cut.
        let (start, end) = if random() % 20 == 0 { (one.min(other), one.max(other)) } else { (one, one) };
        let new = pieces[random() % pieces.len()];
        let place = |place: (usize, usize)| json!({ "line": place.0, "character": place.1 });
        let range = json!({ "start": place(start), "end": place(end) });
        client.change(URI, version, json!([{ "range": range, "text": new }]));
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
    let fresh = "file:///tmp/fresh/openclaw.json";
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
