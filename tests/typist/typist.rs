//! Somebody who knows what is to stand there, and takes the fewest presses for each key and value.

use super::editor::{Editor, snapshot};
use super::manners::Manners;
use openclaw_lsp::base::Snapshot;
use openclaw_lsp::ide::{FormatOptions, format};
use openclaw_lsp::syntax::{Entry, Node, Value as Written};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;

/// The most letters that are typed to narrow the list.
const LETTERS: usize = 8;

/// The most moves out of a value.
const MOVES: usize = 7;

/// A key, or the number of an element.
type Step = String;

/// Types a configuration into an empty file.
pub fn typed(manners: Manners, wanted: &Value) -> Editor {
    let typist = Typist { wanted };
    let mut empty = Editor::new(manners);
    empty.ask();
    let done = typist.complete(with(&empty, |editor| editor.take(editor.place("{ }").unwrap())), &[]);
    let value = json5::from_str::<Value>(&done.text);
    assert_eq!(value.as_ref().ok(), Some(wanted), "{}", shown(&done));
    let options = FormatOptions { final_newline: false, ..FormatOptions::of_document(&done.text) };
    assert_eq!(format(&snapshot(&done.text), &options), [], "formatted: {}", done.text);
    done
}

struct Typist<'w> {
    wanted: &'w Value,
}

fn with(editor: &Editor, change: impl FnOnce(&mut Editor)) -> Editor {
    let mut editor = editor.clone();
    change(&mut editor);
    editor
}

fn fewest(found: Vec<Editor>) -> Option<Editor> {
    found.into_iter().min_by_key(|editor| editor.presses.len())
}

/// The path of the value that the cursor is in.
fn path(editor: &Editor) -> Vec<Step> {
    let snapshot = snapshot(&editor.text);
    let cursor = snapshot.tree.cursor(editor.caret);
    let step = |entry: Entry<'_>| entry.key().map_or_else(|| entry.index().to_string(), Cow::into_owned);
    let mut steps: Vec<Step> = cursor.ancestors.iter().skip(1).copied().map(step).collect();
    let is_in = |entry: &Entry<'_>| {
        let colon = entry.colon().map_or(entry.range().start, |colon| colon.range.end);
        colon <= editor.caret && (entry.value().is_none_or(|value| editor.caret <= value.range().end))
    };
    steps.extend(cursor.entry.filter(is_in).map(step));
    steps
}

/// The value that stands at a path of a document.
fn at<'t>(snapshot: &'t Snapshot, path: &[Step]) -> Option<Written<'t>> {
    path.iter().try_fold(snapshot.tree.value()?, |value, step| match step.parse::<usize>() {
        Ok(index) if value.array().is_some() => value.array()?.entry(index)?.value(),
        _ => value.get(step),
    })
}

/// The value that stands at a path, if it can be read.
fn there(editor: &Editor, path: &[Step]) -> Option<Value> {
    let snapshot = snapshot(&editor.text);
    let value = at(&snapshot, path)?;
    let range = value.range();
    json5::from_str(&editor.text[range.start..range.end]).ok()
}

/// What can be seen of the container at a path: where it begins and ends, and how many entries it has.
fn container(editor: &Editor, path: &[Step]) -> Option<(usize, usize, usize)> {
    let snapshot = snapshot(&editor.text);
    let value = at(&snapshot, path)?;
    let node = value.object().or_else(|| value.array())?;
    let count = node.entries().filter(|entry| entry.value().is_some() || entry.key().is_some()).count();
    Some((node.range().start, node.range().end, count))
}

/// Where the entry of a container ends that the cursor is in or behind.
fn entry_end(editor: &Editor, path: &[Step]) -> usize {
    let (start, end, _) = container(editor, path).unwrap();
    let snapshot = snapshot(&editor.text);
    let ends = |node: Node<'_>| {
        let before = node.entries().filter(|entry| entry.range().start <= editor.caret);
        before.filter_map(|entry| Some(entry.value()?.range().end)).last()
    };
    let holders: Vec<_> = snapshot.tree.cursor(start + 1).ancestors;
    let node =
        holders.iter().rev().filter_map(|entry| entry.child()).find(|node| node.range().start == start);
    node.and_then(ends).unwrap_or(end)
}

fn below(path: &[Step], step: &impl ToString) -> Vec<Step> {
    path.iter().cloned().chain([step.to_string()]).collect()
}

impl Typist<'_> {
    fn at(&self, path: &[Step]) -> Option<&Value> {
        path.iter().try_fold(self.wanted, |value, step| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            other => other.get(step),
        })
    }

    /// Makes the value at a path what it is to be; the cursor is in it, or where it belongs.
    fn complete(&self, mut editor: Editor, path: &[Step]) -> Editor {
        editor = self.stops(editor);
        let wanted = self.at(path).unwrap_or_else(|| panic!("{path:?} is not wanted: {}", editor.text));
        if there(&editor, path).as_ref() == Some(wanted) {
            return editor;
        }
        match wanted {
            Value::Object(_) | Value::Array(_) => self.container(editor, path, wanted),
            scalar => Self::scalar(&editor, path, scalar),
        }
    }

    /// Fills the stops of a snippet.
    fn stops(&self, mut editor: Editor) -> Editor {
        while editor.is_at_stop() {
            let here = path(&editor);
            let wanted =
                self.at(&here).unwrap_or_else(|| panic!("{here:?} is not wanted: {}", editor.text)).clone();
            if there(&editor, &here).as_ref() != Some(&wanted) {
                editor = Self::scalar(&editor, &here, &wanted);
                if path(&editor) != here || !editor.is_at_stop() {
                    continue;
                }
            }
            if !editor.has_next_stop() || Self::is_last(&editor) {
                break;
            }
            if editor.list.is_some() {
                let label = wanted.as_str().map_or_else(|| wanted.to_string(), str::to_owned);
                match editor.place(&label) {
                    Some(place) if editor.manners == Manners::Code => {
                        editor.take(place);
                        continue;
                    }
                    _ => editor.escape(),
                }
            }
            editor.tab();
        }
        editor
    }

    /// Whether only the end of the snippet is left.
    fn is_last(editor: &Editor) -> bool {
        let next = with(editor, |editor| {
            editor.list = None;
            editor.tab();
        });
        !next.is_at_stop()
    }

    fn container(&self, editor: Editor, path: &[Step], wanted: &Value) -> Editor {
        let Some((start, end, _)) =
            container(&editor, path).filter(|(start, end, _)| (*start..*end).contains(&editor.caret))
        else {
            return self.opened(&editor, path, wanted);
        };
        let _ = (start, end);
        let steps: Vec<Step> = match wanted {
            Value::Object(object) => object.keys().cloned().collect(),
            Value::Array(items) => (0..items.len()).map(|index| index.to_string()).collect(),
            _ => unreachable!(),
        };
        let mut editor = editor;
        // What the item has begun is finished first.
        let begun = self::path(&editor);
        if begun.len() > path.len() && begun.starts_with(path) {
            editor = self.complete(editor, &begun[..=path.len()]);
        }
        for step in steps {
            let inner = below(path, &step);
            if there(&editor, &inner).as_ref() == self.at(&inner) {
                continue;
            }
            let (_, _, count) = container(&editor, path).unwrap();
            if count > 0 {
                editor = next(&editor, path);
            }
            if wanted.is_object() {
                editor = Self::key(&editor, path, &step);
            }
            editor = self.complete(editor, &inner);
        }
        editor
    }

    /// Opens an object or a list where there is none.
    fn opened(&self, editor: &Editor, path: &[Step], wanted: &Value) -> Editor {
        let labels = if wanted.is_object() { ["{ primary: … }", "{ }"] } else { ["[ ]", "[ ]"] };
        let mut found = Vec::new();
        for label in
            labels.iter().filter(|label| !label.contains("primary") || wanted.get("primary").is_some())
        {
            for word in ["", "primary", "{", "["] {
                found.extend(taken(editor, label, word));
            }
        }
        let opener = if wanted.is_object() { '{' } else { '[' };
        found.push(with(editor, |editor| {
            comma_before(editor);
            editor.letter(opener);
            if editor.manners.closer(opener).is_none() {
                editor.letter(if opener == '{' { '}' } else { ']' });
                editor.left();
            }
        }));
        found.retain(|editor| container(editor, path).is_some());
        let editor = fewest(found).unwrap_or_else(|| panic!("{path:?} cannot be opened: {}", shown(editor)));
        self.complete(editor, path)
    }

    /// Writes a key, with as much of its value as comes with it.
    fn key(editor: &Editor, path: &[Step], key: &str) -> Editor {
        let inner = below(path, &key);
        let mut found = Vec::new();
        found.extend(chosen(editor, key, |editor| {
            let here = self::path(editor);
            here.starts_with(&inner) || editor.text[..editor.caret].trim_end().ends_with(['{', '['])
        }));
        let literal = with(editor, |editor| {
            let is_word = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let text = if is_word { format!("{key}: ") } else { format!("\"{key}\": ") };
            comma_before(editor);
            text.chars().for_each(|c| editor.letter(c));
        });
        found.push(literal);
        fewest(found).unwrap()
    }

    /// Writes a value that is one word.
    fn scalar(editor: &Editor, path: &[Step], wanted: &Value) -> Editor {
        let label = wanted.as_str().map_or_else(|| wanted.to_string(), str::to_owned);
        let mut found = Vec::new();
        found.extend(chosen(editor, &label, |editor| there(editor, path).as_ref() == Some(wanted)));
        found.push(literal(editor, wanted, &label));
        found.retain(|editor| there(editor, path).as_ref() == Some(wanted));
        fewest(found).unwrap_or_else(|| panic!("{path:?} {wanted} cannot be written: {}", shown(editor)))
    }
}

/// The comma behind the entry on the line before, which no proposal brings here.
fn comma_before(editor: &mut Editor) {
    let before = editor.text[..editor.caret].trim_end();
    if before.ends_with(['{', '[', ',', ':']) {
        return;
    }
    let at = before.len();
    // It was typed before the line was begun.
    let line = editor.presses.len() - 1;
    editor.presses.insert(line, ",".to_owned());
    editor.text.insert(at, ',');
    editor.caret += 1;
}

/// The value, letter by letter.
fn literal(editor: &Editor, wanted: &Value, label: &str) -> Editor {
    let before = &editor.text[..editor.selection().start];
    let quoted = before.ends_with(['"', '\'']) && editor.text[editor.caret..].starts_with(['"', '\'']);
    with(editor, |editor| {
        if wanted.is_string() && !quoted {
            editor.letter('"');
            label.chars().for_each(|c| editor.letter(c));
            editor.letter('"');
        } else {
            label.chars().for_each(|c| editor.letter(c));
        }
    })
}

/// What may be typed to find a label: how it begins, and how its words do.
fn words(label: &str) -> Vec<&str> {
    let starts = std::iter::once(0).chain(label.match_indices(['/', '-', '{', '.']).map(|(at, _)| at + 1));
    let mut found = vec![""];
    for start in starts {
        let rest = &label[start..];
        found.extend((1..=LETTERS.min(rest.len())).filter_map(|letters| rest.get(..letters)));
    }
    found
}

/// The editor in which a proposal was found with the fewest presses, if taking it does what is wanted.
fn chosen(editor: &Editor, label: &str, does: impl Fn(&Editor) -> bool) -> Option<Editor> {
    let mut words = words(label);
    words.sort_by_key(|word| word.len());
    let mut best: Option<Editor> = None;
    for word in words {
        // A letter more and Enter come to no less.
        if best.as_ref().is_some_and(|best| best.presses.len() <= editor.presses.len() + word.len() + 1) {
            break;
        }
        best = fewest(taken(editor, label, word).into_iter().filter(|one| does(one)).chain(best).collect());
    }
    best
}

/// Editors in which a proposal is taken, the list being narrowed by some letters.
fn taken(editor: &Editor, label: &str, letters: &str) -> Vec<Editor> {
    let mut starts = vec![editor.clone()];
    if editor.list.is_none() {
        starts.push(with(editor, Editor::ask));
    }
    let narrowed = starts.into_iter().filter_map(|mut editor| {
        letters.chars().for_each(|c| editor.letter(c));
        let place = editor.place(label)?;
        editor.take(place);
        Some(editor)
    });
    narrowed.collect()
}

/// Leaves the value that the cursor is in, for the next member or element of the container at a path.
fn next(editor: &Editor, path: &[Step]) -> Editor {
    let mut editor = leave(editor, path);
    let (_, end, _) = container(&editor, path).unwrap();
    if editor.text[editor.caret..end].contains('\n') {
        editor.enter();
    } else {
        editor.letter(',');
        editor.letter(' ');
    }
    editor
}

/// Goes behind the entry that the cursor is in, by as few moves as may be.
fn leave(editor: &Editor, path: &[Step]) -> Editor {
    let goal = entry_end(editor, path);
    // The next press would take the place of what is selected.
    let is_there =
        |editor: &Editor| editor.list.is_none() && editor.caret == goal && editor.selection().is_empty();
    let mut seen = HashSet::new();
    let mut front = vec![editor.clone()];
    for _ in 0..=MOVES {
        if let Some(editor) = front.iter().find(|editor| is_there(editor)) {
            return editor.clone();
        }
        let steps = front
            .iter()
            .flat_map(moves)
            .filter(|editor| seen.insert((editor.caret, editor.list.is_some(), editor.selection())));
        front = steps.collect();
    }
    panic!("no way out: {}", shown(editor))
}

/// In Neovim keys of the cursor make a selection longer: Tab goes on from a placeholder, and Escape leaves it.
fn moves(editor: &Editor) -> Vec<Editor> {
    if editor.manners == Manners::Neovim && !editor.selection().is_empty() {
        let appended = with(editor, Editor::append);
        let goes_on = editor.is_at_stop() && editor.list.is_none();
        return if goes_on { vec![with(editor, Editor::tab), appended] } else { vec![appended] };
    }
    let mut found = vec![with(editor, Editor::right), with(editor, Editor::end)];
    if editor.list.is_some() {
        found.push(with(editor, Editor::escape));
    } else {
        found.push(with(editor, Editor::down));
        if editor.is_at_stop() {
            found.push(with(editor, Editor::tab));
        }
    }
    found
}

fn shown(editor: &Editor) -> String {
    format!("{}\n{:?}", editor.shown(), editor.presses)
}
