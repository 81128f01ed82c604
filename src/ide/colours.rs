//! Colours: what a value of six hexadecimal digits looks like, where the key is one of a colour.

use crate::base::Snapshot;
use crate::check::total;
use crate::schema::{Schema, SchemaId};
use crate::syntax::{ContainerKind, Entry, Node, Value};
use crate::text::TextRange;

/// No configuration is nested half as deep.
const DEEPEST: usize = 64;

/// A colour that a value names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// The bytes of its text, without quotes.
    pub range: TextRange,
    /// Red, green and blue.
    pub rgb: [u8; 3],
}

/// The colours of a document, by position. A key is one of a colour where the schema wants six hexadecimal digits of its
/// value, or by its own name.
pub fn colours(snapshot: &Snapshot) -> Vec<Colour> {
    let schema = &snapshot.world.schema;
    let mut found = Vec::new();
    let mut waiting = vec![(snapshot.tree.document(), vec![schema.root()], 0)];
    // What is too deep is not counted, which goes as deep as the document does.
    let is_counted = !snapshot.is_too_deep();
    while let Some((node, ids, depth)) = waiting.pop() {
        for entry in node.entries().filter(|entry| !is_counted || texts(*entry) > 0) {
            let below = below(schema, node, &ids, entry);
            if let Some(child) = entry.child().filter(|_| depth < DEEPEST) {
                waiting.push((child, below, depth + 1));
            } else if below.iter().any(|id| wants_colour(schema, *id))
                || entry.key().is_some_and(|key| names_colour(&key))
            {
                found.extend(entry.value().and_then(colour));
            }
        }
    }
    found.sort_by_key(|colour| colour.range);
    found
}

/// How many texts in an entry read like colours. It is remembered with the tree: after an edit only the way to it is counted anew, and
/// schemas are asked only where there is one.
fn texts(entry: Entry<'_>) -> u64 {
    match entry.value() {
        Some(Value::Node(node)) => total(node, u64::from_be_bytes(*b"colours."), texts),
        Some(value) => u64::from(colour(value).is_some()),
        None => 0,
    }
}

/// A colour as the text that stands in a range has it: with or without `#`, in its case of letters.
pub fn colour_text(snapshot: &Snapshot, range: TextRange, [red, green, blue]: [u8; 3]) -> String {
    let old = snapshot.text.slice(range);
    let sign = if old.starts_with('#') { "#" } else { "" };
    if old.contains(|c: char| c.is_ascii_lowercase()) {
        format!("{sign}{red:02x}{green:02x}{blue:02x}")
    } else {
        format!("{sign}{red:02X}{green:02X}{blue:02X}")
    }
}

/// The schemas of what an entry holds, branches of unions included.
fn below(schema: &Schema, node: Node<'_>, ids: &[SchemaId], entry: Entry<'_>) -> Vec<SchemaId> {
    let found: Vec<SchemaId> = match (node.kind(), entry.key()) {
        (ContainerKind::Root, _) => ids.to_vec(),
        (ContainerKind::Array, _) => ids.iter().flat_map(|id| schema.items_through_unions(*id)).collect(),
        (ContainerKind::Object, Some(key)) => {
            ids.iter().flat_map(|id| schema.child(*id, &key).ids().to_vec()).collect()
        }
        (ContainerKind::Object, None) => Vec::new(),
    };
    let mut all: Vec<SchemaId> = found.into_iter().flat_map(|id| schema.branches(id)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a schema takes six hexadecimal digits, and neither other letters nor another number of them.
fn wants_colour(schema: &Schema, id: SchemaId) -> bool {
    schema.node(id).pattern().is_some_and(|pattern| {
        let takes = |text: &str| pattern.is_match(text) || pattern.is_match(&format!("#{text}"));
        takes("a1B2c3") && !takes("zzzzzz") && !takes("a1B2c") && !takes("a1B2c3d4")
    })
}

fn names_colour(key: &str) -> bool {
    key == "color" || key.ends_with("Color")
}

/// The colour that a value names; one with escapes is left alone, as its bytes are not its digits.
fn colour(value: Value<'_>) -> Option<Colour> {
    let token = value.scalar()?.token;
    let text = value.as_str()?;
    let digits = text.strip_prefix('#').unwrap_or(&text);
    if digits.len() != 6
        || !digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        || token.range.len() != text.len() + 2
    {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    let range = TextRange::new(token.range.start + 1, token.range.end - 1);
    Some(Colour { range, rgb: [red, green, blue] })
}

#[cfg(test)]
mod tests {
    use super::{colour_text, colours};
    use crate::base::{DocumentKind, Snapshot, World};
    use crate::syntax::measure;
    use crate::text::TextEdit;
    use std::sync::Arc;

    fn snapshot(text: &str) -> Snapshot {
        Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, [u8; 3])]) {
        let found = colours(&snapshot(text));
        let found: Vec<_> =
            found.iter().map(|one| (&text[one.range.start..one.range.end], one.rgb)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keys_of_colours_show_theirs() {
        check(
            "{ ui: { seamColor: '#FF4500', prefs: { accent: '00ff7f' } } }",
            &[("#FF4500", [255, 69, 0]), ("00ff7f", [0, 255, 127])],
        );
        check(
            "{ browser: { profiles: { work: { cdpPort: 18801, color: \"#0066CC\" } } } }",
            &[("#0066CC", [0, 102, 204])],
        );
    }

    #[test]
    fn other_texts_show_none() {
        check("{ ui: { seamColor: 'FF45', prefs: { accent: 'theme' } } }", &[]);
        check(
            "{ gateway: { auth: { token: 'abcdef' }, controlUi: { environment: { label: 'x', color: 'red' } } } }",
            &[],
        );
        check("{ ui: { seamColor: '#\\x46F4500' } }", &[]);
        check("{ ui: { seamColor: 123456 } }", &[]);
    }

    #[test]
    fn another_colour_is_written_as_the_one_before() {
        let written = |old: &str| {
            let text = format!("{{ ui: {{ seamColor: '{old}' }} }}");
            let snapshot = snapshot(&text);
            colour_text(&snapshot, colours(&snapshot)[0].range, [171, 205, 9])
        };
        assert_eq!(["#FF4500", "ff4500", "#112233"].map(written), ["#ABCD09", "abcd09", "#ABCD09"]);
    }

    /// What colours cost after a keystroke in a document of agents without any.
    fn keystroke(agents: usize) -> usize {
        let entries: Vec<String> = (0..agents).map(|at| format!("a{at}: {{ name: 'mark' }}")).collect();
        let text = format!("{{ agents: {{ entries: {{ {} }} }} }}", entries.join(", "));
        let before = snapshot(&text);
        assert_eq!(colours(&before), []);
        let edited = before.edited(&TextEdit::insert(text.rfind("mark").expect("a name"), "x"));
        measure(|| colours(&edited)).1.entries
    }

    #[test]
    fn a_keystroke_costs_the_same_at_any_size() {
        let (few, many) = (keystroke(50), keystroke(800));
        assert!(many <= few * 3, "{few} entries for 50 agents, {many} for 800");
    }
}
