//! What must hold for any bytes. Each function is a fuzz target, and is run on the whole corpus by `cargo test`.

use openclaw_lsp::base::{DocumentKind, InlayOptions, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::explain::Query;
use openclaw_lsp::fix::fix_all;
use openclaw_lsp::host::dotenv::Given;
use openclaw_lsp::ide::{
    CompletionOptions, FormatOptions, code_actions, completion, explain_at, format as formatted, hover, inlay_hints,
    lenses, semantic_tokens, symbols,
};
use openclaw_lsp::schema::Schema;
use openclaw_lsp::schema::snapshot::Snapshot as SchemaSnapshot;
use openclaw_lsp::server::transport::frames::{Frame, Frames};
use openclaw_lsp::server::transport::message::{Incoming, decode};
use openclaw_lsp::syntax::{Token, TokenKind, tokens};
use openclaw_lsp::text::{TextEdit, TextRange, apply_all};
use std::sync::Arc;

/// The targets, by name.
pub const TARGETS: [(&str, fn(&[u8])); 7] = [
    ("edits", edits),
    ("frames", frames),
    ("fix", fix),
    ("format", format),
    ("explain", explain),
    ("schema", schema),
    ("dotenv", dotenv),
];

/// Larger inputs only cost time.
const MOST_BYTES: usize = 64 << 10;

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(&data[..data.len().min(MOST_BYTES)]).into_owned()
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// Whatever is edited, tree and findings are those of a fresh parse. Behind a NUL the input tells where each edit begins
/// and ends; a piece of the text itself is what is put in.
pub fn edits(data: &[u8]) {
    let (document, steps) = data.split_at(data.iter().position(|byte| *byte == 0).unwrap_or(data.len()));
    let mut now = snapshot(&text(document));
    for step in steps.chunks_exact(6).take(32) {
        let len = now.text.len();
        let number = |at: usize| usize::from(u16::from_le_bytes([step[at], step[at + 1]]));
        let place = |number: usize| if len == 0 { 0 } else { number % (len + 1) };
        let (start, end) = (place(number(0)), place(number(2)));
        let from = place(number(4));
        let piece = now.text.slice(TextRange::new(from, (from + 5).min(len)));
        let range = now.text.clamp(TextRange::new(start.min(end), start.max(end).min(start.min(end) + 9)));
        now = now.edited(&TextEdit::replace(range, piece));
        let whole = now.text.to_string();
        let fresh = snapshot(&whole);
        assert!(now.tree == fresh.tree, "the tree of {whole:?}");
        assert_eq!(now.tree.errors(), fresh.tree.errors(), "{whole:?}");
        assert_eq!(diagnostics(&now), diagnostics(&fresh), "{whole:?}");
    }
    assert_eq!(now.tree.text(), now.text.to_string());
}

/// Frames are the same wherever the stream is cut, and whatever they hold is answered with JSON.
pub fn frames(data: &[u8]) {
    let cut = |size: usize| {
        let (mut frames, mut found) = (Frames::default(), Vec::new());
        for piece in data.chunks(size) {
            frames.room().extend_from_slice(piece);
            found.extend(std::iter::from_fn(|| frames.take()));
        }
        found
    };
    let whole = cut(data.len().max(1));
    assert_eq!(whole, cut(1));
    assert_eq!(whole, cut(7));
    for frame in whole {
        if let Frame::Body(body) = frame
            && let Incoming::Refused(refusal) = decode(&body)
            && let Some(json) = refusal.to_json()
        {
            serde_json::from_str::<serde_json::Value>(&json).expect("an answer is JSON");
        }
    }
}

/// A fix of any text leaves no more syntax errors, keeps every comment, and has nothing left to do.
pub fn fix(data: &[u8]) {
    let before = text(data);
    let snapshot = snapshot(&before);
    let edits = fix_all(&snapshot, None);
    let after = apply_all(&before, &edits);
    let fixed = self::snapshot(&after);
    assert!(fixed.tree.errors().len() <= snapshot.tree.errors().len(), "{before:?} became {after:?}");
    let (mut old, mut new) = (comments(&before), comments(&after));
    old.sort_unstable();
    new.sort_unstable();
    assert!(old.iter().all(|comment| new.contains(comment)), "{before:?} became {after:?}");
    assert_eq!(fix_all(&fixed, None), [], "{before:?} became {after:?}");
}

/// Formatting changes white space alone, and has nothing left to do.
pub fn format(data: &[u8]) {
    let before = text(data);
    let snapshot = snapshot(&before);
    let options = FormatOptions::of_document(&before);
    let after = apply_all(&before, &formatted(&snapshot, &options));
    assert_eq!(dense(&before), dense(&after), "{before:?} became {after:?}");
    let again = formatted(&self::snapshot(&after), &options);
    assert_eq!(apply_all(&after, &again), after, "{before:?}");
}

/// Whatever is asked at whatever place is answered.
pub fn explain(data: &[u8]) {
    let text = text(data);
    let snapshot = snapshot(&text);
    let all = TextRange::new(0, text.len());
    inlay_hints(&snapshot, all, InlayOptions::default());
    semantic_tokens(&snapshot, all);
    lenses(&snapshot);
    symbols(&snapshot);
    let step = (text.len() / 16).max(1);
    for at in (0..=text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
        explain_at(&snapshot, at, Query::default());
        hover(&snapshot, at);
        completion(&snapshot, at, CompletionOptions::default());
        code_actions(&snapshot, TextRange::empty(at));
    }
}

/// Whatever a schema file holds, it is one or none, and documents are judged by it.
pub fn schema(data: &[u8]) {
    let Ok(read) = SchemaSnapshot::read(&text(data), "fuzz") else { return };
    let world = Arc::new(World::new(Schema::from_snapshot(&read), openclaw_lsp::base::Options::default()));
    let document = "{ agents: { entries: { a: { model: 'x/y' } } }, gateway: { port: 'x', novelty: [1] }, $schema: 3 }";
    let snapshot = Snapshot::new(document, DocumentKind::Main, world);
    diagnostics(&snapshot);
    for at in (0..document.len()).step_by(7) {
        hover(&snapshot, at);
        completion(&snapshot, at, CompletionOptions::default());
    }
}

/// Whatever a file of variables holds, its names are read.
pub fn dotenv(data: &[u8]) {
    let given = Given::parse(&text(data));
    assert!(given.names.is_sorted());
    assert!(given.names.iter().all(|name| !name.is_empty() && !name.contains(['=', '\n'])), "{given:?}");
}

fn comments(text: &str) -> Vec<&str> {
    let is_comment = |token: &Token| matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
    tokens(text).filter(|(_, token, _)| is_comment(token)).map(|(_, _, text)| text.trim()).collect()
}

/// The tokens of a text without white space, which is all that formatting changes. Inside comments it may indent lines.
fn dense(text: &str) -> Vec<String> {
    let solid = tokens(text).filter(|(_, token, _)| token.kind != TokenKind::Whitespace);
    solid.map(|(_, _, text)| text.split_whitespace().collect()).collect()
}
